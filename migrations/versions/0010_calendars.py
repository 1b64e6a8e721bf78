"""The secret addresses at which members read calendars from outside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_subscriptions",
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("secret", sa.String(length=60), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_calendar_subscriptions_community"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_calendar_subscriptions_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("community", "person", name=op.f("pk_calendar_subscriptions")),
        sa.UniqueConstraint("secret", name=op.f("uq_calendar_subscriptions_secret")),
        comment="The address at which a member's calendar program reads; whoever knows it can",
    )


def downgrade() -> None:
    op.drop_table("calendar_subscriptions")
