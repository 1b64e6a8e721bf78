"""What import files call an event, so that it is known again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("key", sa.String(length=60), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("events", "key")
