"""What archiving called off, so that it can be brought back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "archive_called_off",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_archive_called_off_occurrence"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_archive_called_off_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("occurrence", name=op.f("pk_archive_called_off")),
        comment="Times that were cancelled because their community was archived",
    )
    op.create_index(op.f("ix_archive_called_off_event"), "archive_called_off", ["event"])
    op.create_table(
        "archive_ended_series",
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event"], ["events.id"], name=op.f("fk_archive_ended_series_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_archive_ended_series")),
        comment="Series that ended because their community was archived, and with which number they would have",
    )


def downgrade() -> None:
    op.drop_table("archive_ended_series")
    op.drop_table("archive_called_off")
