"""The moderation team's own meeting, the times it leaves out, and what it wants to talk about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "team_meetings",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("author", sa.String(length=20), nullable=False),
        sa.Column("where", sa.String(length=500), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("start", sa.String(length=20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.String(length=20), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_team_meetings_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_meetings")),
        comment="When a moderation team meets; `start` is a wall time of `zone`, `since` is when the status was set",
    )
    op.create_index("ix_team_meetings_community", "team_meetings", ["community", "status"])
    op.create_table(
        "team_skips",
        sa.Column("meeting", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["team_meetings.id"], name=op.f("fk_team_skips_meeting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting", "at", name=op.f("pk_team_skips")),
        comment="The times at which a team does not meet",
    )
    op.create_table(
        "team_points",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("done_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_team_points_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_points")),
        comment="What somebody of the team wants to talk about; it stays until it is settled",
    )
    op.create_index(op.f("ix_team_points_community"), "team_points", ["community"])


def downgrade() -> None:
    for table in ("team_points", "team_skips", "team_meetings"):
        op.drop_table(table)
