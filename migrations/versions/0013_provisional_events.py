"""Events whose date is not fixed yet: the period as it was typed, and its last day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("period", sa.String(length=120), server_default="", nullable=False))
    op.add_column("events", sa.Column("latest", sa.String(length=10), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("events", "latest")
    op.drop_column("events", "period")
