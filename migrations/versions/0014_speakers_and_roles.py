"""Speakers of events, and who does what there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_speakers",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("institution", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_event_speakers_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_speakers")),
        comment="Who may speak; until they accepted only those who plan read of it",
    )
    op.create_index(op.f("ix_event_speakers_event"), "event_speakers", ["event"], unique=False)
    op.create_table(
        "event_roles",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_event_roles_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_event_roles_person"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_roles")),
        comment="Who does what at an event; `person` is empty as long as nobody does",
    )
    op.create_index(op.f("ix_event_roles_event"), "event_roles", ["event"], unique=False)
    op.create_index(op.f("ix_event_roles_person"), "event_roles", ["person"], unique=False)


def downgrade() -> None:
    op.drop_table("event_roles")
    op.drop_table("event_speakers")
