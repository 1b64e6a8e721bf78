"""Workshops, deadlines and milestones; events to which people outside may come; the languages of an event."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BEFORE = "Meetings and webinars; `start` is a wall time of `zone`, the one of occurrence number `first`"
NOW = "What takes place or falls due; `start` is a wall time of `zone`, the one of occurrence number `first`"


def upgrade() -> None:
    op.add_column("events", sa.Column("external", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("events", sa.Column("languages", sa.String(length=120), server_default="", nullable=False))
    op.add_column("events", sa.Column("secret", sa.String(length=60), nullable=True))
    op.create_index("ix_events_secret", "events", ["secret"], unique=True)
    _say(NOW, BEFORE)


def _say(comment: str, before: str) -> None:
    """What the table is for; SQLite has no place for it."""
    if op.get_bind().dialect.supports_comments:
        op.create_table_comment("events", comment, existing_comment=before)


def downgrade() -> None:
    _say(BEFORE, NOW)
    op.drop_index("ix_events_secret", table_name="events")
    for column in ("secret", "languages", "external"):
        op.drop_column("events", column)
