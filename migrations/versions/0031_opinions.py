"""How it was for those who came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opinions",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("asked", Instant(), nullable=False),
        sa.Column("opinion", sa.String(length=20), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_opinions_occurrence"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_opinions_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("occurrence", "person", name=op.f("pk_opinions")),
        comment="How it was for whoever came; `opinion` is empty as long as they have not answered",
    )
    op.create_index(op.f("ix_opinions_person"), "opinions", ["person"])


def downgrade() -> None:
    op.drop_table("opinions")
