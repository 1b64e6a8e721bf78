"""What remains of webinars, and of what is missing their teams were reminded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "materials",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_materials_occurrence"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("occurrence", "kind", name=op.f("pk_materials")),
        comment="What remains of an event; `waived` means that there will be none of that kind",
    )
    op.create_table(
        "chases",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_chases_occurrence"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("occurrence", "days", name=op.f("pk_chases")),
        comment="That a team was reminded of what is missing so many days after an event",
    )


def downgrade() -> None:
    op.drop_table("chases")
    op.drop_table("materials")
