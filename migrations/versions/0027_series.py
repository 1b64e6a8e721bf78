"""Series as one thing: who follows them, their covers, and the addresses at which their calendars are read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event_answers", sa.Column("followed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "series_followers",
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_series_followers_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_series_followers_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "person", name=op.f("pk_series_followers")),
        comment="Who comes to every time of a series, also to those that are added later, unless they answered"
        " otherwise",
    )
    op.create_table(
        "series_subscriptions",
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("secret", sa.String(length=60), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["events.id"], name=op.f("fk_series_subscriptions_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_series_subscriptions_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event", "person", name=op.f("pk_series_subscriptions")),
        sa.UniqueConstraint("secret", name=op.f("uq_series_subscriptions_secret")),
        comment="The address at which a member's calendar program reads one series; whoever knows it can",
    )
    op.create_table(
        "series_covers",
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("objectives", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=300), nullable=False),
        sa.Column("convenor", sa.String(length=300), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_series_covers_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_series_covers")),
        comment="What a series is, besides its purpose; `person` wrote it last",
    )
    op.create_index("ix_series_followers_person", "series_followers", ["person"])


def downgrade() -> None:
    op.drop_table("series_covers")
    op.drop_table("series_subscriptions")
    op.drop_table("series_followers")
    op.drop_column("event_answers", "followed")
