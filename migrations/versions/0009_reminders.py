"""Of what people were reminded, so that nobody is twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("starts", Instant(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("letter", sa.String(length=60), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_reminders_occurrence"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_reminders_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("occurrence", "starts", "what", "person", name=op.f("pk_reminders")),
        comment="What somebody was reminded of, once for each time; `what` is how far away, or when they put it off",
    )  # fmt: skip
    op.create_index("ix_reminders_letter", "reminders", ["letter"])


def downgrade() -> None:
    op.drop_index("ix_reminders_letter", table_name="reminders")
    op.drop_table("reminders")
