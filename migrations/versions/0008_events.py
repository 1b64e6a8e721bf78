"""Events, the times at which they take place, and who comes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant, Stored

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("author", sa.String(length=20), nullable=False),
        sa.Column("account", Stored(object), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("where", sa.String(length=500), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("start", sa.String(length=20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("rhythm", sa.String(length=20), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_events_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        comment="Meetings and webinars; `start` is a wall time of `zone`, the one of occurrence number `first`",
    )  # fmt: skip
    op.create_index("ix_events_community", "events", ["community", "status"])
    op.create_table(
        "occurrences",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("ends", Instant(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("moved_from", Instant(), nullable=True),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_occurrences_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint("event", "number", name=op.f("uq_occurrences_event_number")),
        comment="Each time an event takes place; kept when cancelled, since calendars must hear of it",
    )
    op.create_index("ix_occurrences_at", "occurrences", ["event", "at"])
    op.create_table(
        "event_answers",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_event_answers_occurrence"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_event_answers_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("occurrence", "person", name=op.f("pk_event_answers")),
        comment="Who comes: one answer, and so at most one seat, for each person, whatever platform they press on",
    )  # fmt: skip
    op.create_index("ix_event_answers_person", "event_answers", ["person"])


def downgrade() -> None:
    op.drop_index("ix_event_answers_person", table_name="event_answers")
    op.drop_table("event_answers")
    op.drop_index("ix_occurrences_at", table_name="occurrences")
    op.drop_table("occurrences")
    op.drop_index("ix_events_community", table_name="events")
    op.drop_table("events")
