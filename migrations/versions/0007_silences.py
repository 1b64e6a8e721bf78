"""Since when communities are silent, what was said about it, and who is asked to administer them next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "silences",
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("inactive_at", Instant()),
        sa.Column("revived_at", Instant()),
        sa.Column("acted_at", Instant()),
        sa.Column("revived_by", sa.String(length=20), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_silences_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_silences")),
        comment="Since when nobody gave anything, and the last step that was told; what counts is in `contributions`",
    )
    op.create_table(
        "offers",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_offers_community"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_offers_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        comment="Members who were asked whether they will administer, and what they said",
    )


def downgrade() -> None:
    op.drop_table("offers")
    op.drop_table("silences")
