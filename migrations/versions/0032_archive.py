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
    op.add_column("occurrences", sa.Column("called_off", Instant(), nullable=True))
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
    op.drop_column("occurrences", "called_off")
