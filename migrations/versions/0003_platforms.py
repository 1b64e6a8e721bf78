"""What platforms with messages in pieces, forms in steps and accounts without a workspace need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant, Stored

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "remembered",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("value", Stored(object), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_remembered")),
        comment="What adapters keep over a restart for a while: a form half filled in",
    )
    op.create_index(op.f("ix_remembered_until"), "remembered", ["until"])
    op.add_column("posts", sa.Column("pieces", Stored(object), nullable=False, server_default="[]"))
    op.add_column("accounts", sa.Column("acts_in", sa.String(length=80), nullable=False, server_default=""))
    op.add_column("accounts", sa.Column("made", Instant(), nullable=True))
    op.add_column("community_places", sa.Column("troubles", Stored(object), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("community_places", "troubles")
    op.drop_column("accounts", "made")
    op.drop_column("accounts", "acts_in")
    op.drop_column("posts", "pieces")
    op.drop_index(op.f("ix_remembered_until"), table_name="remembered")
    op.drop_table("remembered")
