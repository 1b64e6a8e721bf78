"""How often somebody wants a digest, and until when they were told everything."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digests",
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("often", sa.String(length=10), nullable=False, server_default=""),
        sa.Column("told", Instant()),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_digests_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_digests")),
        comment="How often somebody wants a digest, empty while they did not say, and until when they were told all",
    )


def downgrade() -> None:
    op.drop_table("digests")
