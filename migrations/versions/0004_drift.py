"""What is kept about places: who is inside and should not be, what is being made, which roles opened them before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant, Stored

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("community_places", sa.Column("former_roles", Stored(object), nullable=False, server_default="[]"))
    op.create_table(
        "strays",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=80), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("report", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("decision", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("by", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("detail", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place"], ["community_places.id"], name=op.f("fk_strays_place"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strays")),
        sa.UniqueConstraint(
            "place", "admin", "role", "workspace", "account",
            name=op.f("uq_strays_place_admin_role_workspace_account"),
        ),
        comment="Whoever is inside a place without belonging, or belonged and was missing: found once, settled once",
    )  # fmt: skip
    op.create_index(op.f("ix_strays_report"), "strays", ["report"])
    op.create_table(
        "place_makings",
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_place_makings_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("community", "platform", "workspace", name=op.f("pk_place_makings")),
        comment="Channels that a platform was asked to make for a community: one set, however often it was asked",
    )


def downgrade() -> None:
    op.drop_table("place_makings")
    op.drop_index(op.f("ix_strays_report"), table_name="strays")
    op.drop_table("strays")
    op.drop_column("community_places", "former_roles")
