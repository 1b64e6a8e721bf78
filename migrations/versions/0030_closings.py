"""Channels that their platform was asked to archive besides us."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place_closings",
        sa.Column("home", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["home"], ["community_places.id"], name=op.f("fk_place_closings_home"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("home", name=op.f("pk_place_closings")),
        comment="Channels that their platform was asked to archive, as only people there can undo",
    )


def downgrade() -> None:
    op.drop_table("place_closings")
