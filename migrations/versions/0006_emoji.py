"""Which emoji under the cards of requests were answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "request_emoji",
        sa.Column("request", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("emoji", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["request"], ["requests.id"], name=op.f("fk_request_emoji_request"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_request_emoji_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("request", "person", "emoji", name=op.f("pk_request_emoji")),
        comment="Emoji under the cards of a request that were answered, whatever the answer was",
    )


def downgrade() -> None:
    op.drop_table("request_emoji")
