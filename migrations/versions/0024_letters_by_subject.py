"""What was written privately about one thing is found by that thing, to be drawn again."""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_mail_needs", "mail", ["needs"])


def downgrade() -> None:
    op.drop_index("ix_mail_needs", table_name="mail")
