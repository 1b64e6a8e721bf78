"""Quiet hours of one's own, what people want to hear nothing of, and what counts as one message of a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiet_hours",
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("begins", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("strict", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_quiet_hours_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_quiet_hours")),
        comment="When somebody is left alone by their own clock, where they chose otherwise than the default",
    )
    op.create_table(
        "mutes",
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("until", Instant()),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_mutes_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "community", "what", name=op.f("pk_mutes")),
        comment="Of which community somebody wants to hear nothing, of what kind, and until when; null for good",
    )
    op.create_table(
        "private_messages",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_private_messages_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_private_messages")),
        comment="What counts as one of the few private messages of a day; forgotten after two days",
    )
    op.create_index("ix_private_messages_person", "private_messages", ["person", "at"])
    op.add_column("mail", sa.Column("within", sa.String(length=20), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("mail", "within")
    op.drop_index("ix_private_messages_person", table_name="private_messages")
    op.drop_table("private_messages")
    op.drop_table("mutes")
    op.drop_table("quiet_hours")
