"""What meetings are about, what was decided there, and who does what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _items()
    _steps()
    _minutes()
    _actions()


def _occurrence(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["occurrence"], ["occurrences.id"], name=op.f(f"fk_{table}_occurrence"), ondelete="CASCADE"
    )


def _items() -> None:
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        _occurrence("agenda_items"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        comment="What members want to talk about at a meeting",
    )
    op.create_index(op.f("ix_agenda_items_occurrence"), "agenda_items", ["occurrence"])


def _steps() -> None:
    op.create_table(
        "agenda_steps",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("starts", Instant(), nullable=False),
        sa.Column("person", sa.String(length=20), server_default="", nullable=False),
        sa.Column("at", Instant(), nullable=False),
        _occurrence("agenda_steps"),
        sa.PrimaryKeyConstraint("occurrence", "step", "starts", name=op.f("pk_agenda_steps")),
        comment="What was done ahead of a meeting, once for each time it was to begin at",
    )


def _minutes() -> None:
    op.create_table(
        "minutes",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _occurrence("minutes"),
        sa.PrimaryKeyConstraint("occurrence", name=op.f("pk_minutes")),
        comment="What was decided at a meeting, and who was there; `person` wrote it last",
    )


def _actions() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("called", sa.String(length=120), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("done_by", sa.String(length=20), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_actions_event"), ondelete="CASCADE"),
        _occurrence("actions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        comment="What somebody is to do; `person` is empty where the name means no member, `due` is a day or empty",
    )
    op.create_index(op.f("ix_actions_occurrence"), "actions", ["occurrence"])
    op.create_index("ix_actions_event", "actions", ["event", "done_at"])


def downgrade() -> None:
    for table in ("actions", "minutes", "agenda_steps", "agenda_items"):
        op.drop_table(table)
