"""Working groups: communities inside another one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("communities", sa.Column("parent", sa.String(length=20), nullable=False, server_default=""))
    op.create_index("ix_communities_parent", "communities", ["parent"])
    op.create_table(
        "group_offers",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("workgroup", sa.String(length=20), nullable=False),
        sa.Column("parent", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("asked", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answered_by", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workgroup"], ["communities.id"], name=op.f("fk_group_offers_workgroup"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_offers")),
        comment="One side proposes that a community becomes, or no longer is, a working group; the other side answers",
    )
    op.create_index("ix_group_offers_workgroup", "group_offers", ["workgroup", "state"])


def downgrade() -> None:
    op.drop_index("ix_group_offers_workgroup", table_name="group_offers")
    op.drop_table("group_offers")
    op.drop_index("ix_communities_parent", table_name="communities")
    op.drop_column("communities", "parent")
