"""Who was asked for their time zone, which happens once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "zone_questions",
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_zone_questions_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_zone_questions")),
        comment="Who was asked for their time zone, which happens once",
    )


def downgrade() -> None:
    op.drop_table("zone_questions")
