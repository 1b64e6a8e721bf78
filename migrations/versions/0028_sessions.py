"""Sessions of a series: each time may have a title and a level of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("occurrences", sa.Column("title", sa.String(length=150), nullable=False, server_default=""))
    op.add_column("occurrences", sa.Column("level", sa.String(length=20), nullable=True))


def downgrade() -> None:
    op.drop_column("occurrences", "level")
    op.drop_column("occurrences", "title")
