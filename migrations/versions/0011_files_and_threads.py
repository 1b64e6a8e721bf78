"""Files that people give, who an announcement is for, comments below it, and since when a proposal waits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant, Stored

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "files",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("belongs_to", sa.String(length=40), server_default="", nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        comment="What people uploaded; `until` is when it is forgotten, empty while something has it",
    )
    op.create_index("ix_files_until", "files", ["until"], unique=False)
    op.create_index("ix_files_person", "files", ["person", "belongs_to"], unique=False)
    op.add_column("posts", sa.Column("files", Stored(object), server_default="[]", nullable=False))
    op.add_column("announcements", sa.Column("file", sa.String(length=20), server_default="", nullable=False))
    op.add_column("announcements", sa.Column("home", sa.String(length=20), server_default="", nullable=False))
    op.add_column("announcements", sa.Column("comments", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("announcements", sa.Column("waiting_since", Instant(), nullable=True))
    op.execute("UPDATE announcements SET waiting_since = proposed_at WHERE status = 'proposed'")


def downgrade() -> None:
    for column in ("waiting_since", "comments", "home", "file"):
        op.drop_column("announcements", column)
    op.drop_column("posts", "files")
    op.drop_index("ix_files_person", table_name="files")
    op.drop_index("ix_files_until", table_name="files")
    op.drop_table("files")
