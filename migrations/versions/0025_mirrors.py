"""Where occurrences stand on the lists of events that workspaces have of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mirrors",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("entry", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("starts", Instant(), nullable=False),
        sa.Column("moved", Instant()),
        sa.Column("said", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_mirrors_occurrence"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_mirrors_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirrors")),
        sa.UniqueConstraint(
            "occurrence", "platform", "workspace", name=op.f("uq_mirrors_occurrence_platform_workspace")
        ),
        comment="Occurrences on the lists of events that workspaces have of their own; a row is written before anything"
        " is",
    )
    op.create_index("ix_mirrors_entry", "mirrors", ["platform", "workspace", "entry"])
    op.create_index("ix_mirrors_community", "mirrors", ["community"])


def downgrade() -> None:
    op.drop_table("mirrors")
