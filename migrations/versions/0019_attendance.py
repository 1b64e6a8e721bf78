"""Who was present, and the word by which they can say so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presences",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_presences_occurrence"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_presences_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("occurrence", "person", name=op.f("pk_presences")),
        comment="Who was present, by their own word",
    )
    op.create_table(
        "presence_codes",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_presence_codes_occurrence"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("occurrence", name=op.f("pk_presence_codes")),
        comment="The word that is said in the room",
    )
    op.create_index(op.f("ix_presence_codes_code"), "presence_codes", ["code"])


def downgrade() -> None:
    op.drop_table("presence_codes")
    op.drop_table("presences")
