"""What a private message needs, so that it can be looked at again before it is read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mail", sa.Column("needs", sa.String(length=80), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("mail", "needs")
