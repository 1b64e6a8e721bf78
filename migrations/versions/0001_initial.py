"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant, Stored

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "communities",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("mode", sa.String(20), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("keywords", Stored(object), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.Column("eligibility", Stored(object), nullable=False),
        sa.Column("questions", Stored(object), nullable=False),
        sa.Column("principles", Stored(object), nullable=False),
        sa.Column("contributions", Stored(object), nullable=False),
        sa.Column("roles_of_members", sa.Text(), nullable=False),
        sa.Column("roles_of_administrators", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("related", Stored(object), nullable=False),
        sa.Column("open_needs_approval", sa.Boolean(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("request_days", sa.Integer(), nullable=False),
        sa.Column("cooldown_days", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("archived_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communities")),
        sa.UniqueConstraint("slug", name=op.f("uq_communities_slug")),
    )
    op.create_table(
        "handled",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("reply", Stored(object), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handled")),
        comment="What platforms told us, handled once, with what was answered",
    )
    op.create_index(op.f("ix_handled_at"), "handled", ["at"], unique=False)
    op.create_table(
        "jobs",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("lane", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("payload", Stored(object), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("useless_after", Instant(), nullable=True),
        sa.Column("serial", sa.String(length=300), nullable=True),
        sa.Column("state", sa.String(length=20), server_default="waiting", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("leased_by", sa.String(length=80), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("key", name=op.f("uq_jobs_key")),
        comment="Outbox and schedule; a lease without a holder is a pause before the next attempt",
    )
    op.create_index(
        "ix_jobs_due",
        "jobs",
        ["lane", "at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_jobs_ended",
        "jobs",
        ["ended_at"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NOT NULL"),
        postgresql_where=sa.text("ended_at IS NOT NULL"),
    )
    op.create_index(
        "ix_jobs_held",
        "jobs",
        ["lane", "serial"],
        unique=False,
        sqlite_where=sa.text("state = 'leased' AND serial IS NOT NULL"),
        postgresql_where=sa.text("state = 'leased' AND serial IS NOT NULL"),
    )
    op.create_index(
        "ix_jobs_leased",
        "jobs",
        ["lane", "leased_until"],
        unique=False,
        sqlite_where=sa.text("state = 'leased'"),
        postgresql_where=sa.text("state = 'leased'"),
    )
    op.create_index(
        "ix_jobs_parked",
        "jobs",
        ["lane"],
        unique=False,
        sqlite_where=sa.text("state = 'parked'"),
        postgresql_where=sa.text("state = 'parked'"),
    )
    op.create_index(
        "ix_jobs_serial",
        "jobs",
        ["lane", "serial", "at", "id"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL AND serial IS NOT NULL"),
        postgresql_where=sa.text("ended_at IS NULL AND serial IS NOT NULL"),
    )
    op.create_table(
        "notes",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("value", Stored(object), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_notes")),
        comment="Small facts the process must find again: how far the clock was moved, when a sweep last ran",
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=20), server_default="", nullable=False),
        sa.Column("timezone", sa.String(length=60), server_default="", nullable=False),
        sa.Column("owner", sa.Boolean(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("card", sa.String(length=120), nullable=False),
        sa.Column("target", Stored(object), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=True),
        sa.Column("thread", sa.String(length=120), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("ended", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        comment="Every living card on every place: where it is, so that it can be redrawn and its emoji understood",
    )
    op.create_index("ix_posts_card", "posts", ["card"], unique=False)
    op.create_index("ix_posts_message", "posts", ["message_id"], unique=False)
    op.create_table(
        "workspaces",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), server_default="", nullable=False),
        sa.Column("language", sa.String(length=20), server_default="", nullable=False),
        sa.Column("fallback_channel", sa.String(length=80), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("platform", "id", name=op.f("pk_workspaces")),
        comment="A server or team: its language, and where a closed inbox is pointed out",
    )
    op.create_table(
        "accounts",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=80), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("locale", sa.String(length=20), server_default="", nullable=False),
        sa.Column("timezone", sa.String(length=60), server_default="", nullable=False),
        sa.Column("seen", Instant(), nullable=False),
        sa.Column("gone", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_accounts_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("platform", "workspace", "id", name=op.f("pk_accounts")),
    )
    op.create_index(op.f("ix_accounts_person"), "accounts", ["person"], unique=False)
    op.create_table(
        "activities",
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=120), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_activities_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("community", "position", name=op.f("pk_activities")),
        comment="The calendar of activities as its authors type it (guide 16, 153): fuzzy periods, in order",
    )
    op.create_table(
        "announcements",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("author", sa.String(length=20), nullable=False),
        sa.Column("account", Stored(object), nullable=False),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("at", Instant(), nullable=True),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("proposed_at", Instant(), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=20), server_default="", nullable=False),
        sa.Column("due", Instant(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("edited_at", Instant(), nullable=True),
        sa.Column("edited_by", sa.String(length=20), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=40), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_announcements_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        comment="What people announce, from draft to sent; kept after it was withdrawn, since the log names it",
    )
    op.create_index("ix_announcements_author", "announcements", ["author", "status"], unique=False)
    op.create_index("ix_announcements_community", "announcements", ["community", "status", "created_at"], unique=False)
    op.create_table(
        "community_places",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("admin_channel", sa.String(length=80), server_default="", nullable=False),
        sa.Column("role", sa.String(length=80), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_community_places_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community_places")),
        sa.UniqueConstraint(
            "platform", "workspace", "channel", name=op.f("uq_community_places_platform_workspace_channel")
        ),
    )
    op.create_index(op.f("ix_community_places_community"), "community_places", ["community"], unique=False)
    op.create_table(
        "contributions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_contributions_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions")),
        comment="What people gave: the only thing that keeps a community alive (guide 65); `id` is the thing's own",
    )
    op.create_index("ix_contributions_community", "contributions", ["community", "at"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_invitations_community"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_invitations_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_community"), "invitations", ["community"], unique=False)
    op.create_index(op.f("ix_invitations_person"), "invitations", ["person"], unique=False)
    op.create_table(
        "log",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("person", sa.String(length=20), server_default="", nullable=False),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column("details", Stored(object), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_log_community"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log")),
        comment="Who did what, for the administrators; `what` is the key log-<what>, `details` its parameters",
    )
    op.create_index("ix_log_community", "log", ["community", "at"], unique=False)
    op.create_table(
        "mail",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("account", Stored(object), nullable=False),
        sa.Column("message", Stored(object), nullable=False),
        sa.Column("card", sa.String(length=120), server_default="", nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_mail_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
        comment="Private messages until they are known to have arrived; what could not be delivered waits here",
    )
    op.create_index("ix_mail_waiting", "mail", ["person", "state"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("access", sa.String(length=20), server_default="", nullable=False),
        sa.Column("access_detail", sa.Text(), server_default="", nullable=False),
        sa.Column("digest", sa.String(length=20), server_default="at once", nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_memberships_community"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_memberships_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("community", "person", name=op.f("pk_memberships")),
    )
    op.create_index("ix_memberships_person", "memberships", ["person"], unique=False)
    op.create_table(
        "requests",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("account", Stored(object), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answers", Stored(object), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=20), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=40), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("again_at", Instant(), nullable=True),
        sa.Column("claimed_by", sa.String(length=20), server_default="", nullable=False),
        sa.Column("claimed_until", Instant(), nullable=True),
        sa.Column("question", sa.Text(), server_default="", nullable=False),
        sa.Column("question_reply", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_requests_community"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_requests_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
    )
    op.create_index(op.f("ix_requests_person"), "requests", ["person"], unique=False)
    op.create_index("ix_requests_queue", "requests", ["community", "status", "at"], unique=False)
    op.create_index(
        "uq_requests_one_open",
        "requests",
        ["community", "person"],
        unique=True,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_table(
        "sponsors",
        sa.Column("community", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_sponsors_community"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("community", "position", name=op.f("pk_sponsors")),
    )
    op.create_table(
        "announcement_deliveries",
        sa.Column("announcement", sa.String(length=20), nullable=False),
        sa.Column("home", sa.String(length=20), nullable=False),
        sa.Column("place", Stored(object), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement"],
            ["announcements.id"],
            name=op.f("fk_announcement_deliveries_announcement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("announcement", "home", name=op.f("pk_announcement_deliveries")),
        comment="What became of an announcement in each place; outcome is empty while it is on its way",
    )
    op.create_table(
        "request_steps",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("request", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("person", sa.String(length=20), server_default="", nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["request"], ["requests.id"], name=op.f("fk_request_steps_request"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_steps")),
        comment="What was done about each request, in order; shown under History",
    )
    op.create_index("ix_request_steps_request", "request_steps", ["request", "at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_request_steps_request", table_name="request_steps")
    op.drop_table("request_steps")
    op.drop_table("announcement_deliveries")
    op.drop_table("sponsors")
    op.drop_index(
        "uq_requests_one_open",
        table_name="requests",
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.drop_index("ix_requests_queue", table_name="requests")
    op.drop_index(op.f("ix_requests_person"), table_name="requests")
    op.drop_table("requests")
    op.drop_index("ix_memberships_person", table_name="memberships")
    op.drop_table("memberships")
    op.drop_index("ix_mail_waiting", table_name="mail")
    op.drop_table("mail")
    op.drop_index("ix_log_community", table_name="log")
    op.drop_table("log")
    op.drop_index(op.f("ix_invitations_person"), table_name="invitations")
    op.drop_index(op.f("ix_invitations_community"), table_name="invitations")
    op.drop_table("invitations")
    op.drop_index("ix_contributions_community", table_name="contributions")
    op.drop_table("contributions")
    op.drop_index(op.f("ix_community_places_community"), table_name="community_places")
    op.drop_table("community_places")
    op.drop_index("ix_announcements_community", table_name="announcements")
    op.drop_index("ix_announcements_author", table_name="announcements")
    op.drop_table("announcements")
    op.drop_table("activities")
    op.drop_index(op.f("ix_accounts_person"), table_name="accounts")
    op.drop_table("accounts")
    op.drop_table("workspaces")
    op.drop_index("ix_posts_message", table_name="posts")
    op.drop_index("ix_posts_card", table_name="posts")
    op.drop_table("posts")
    op.drop_table("people")
    op.drop_table("notes")
    op.drop_index(
        "ix_jobs_serial",
        table_name="jobs",
        sqlite_where=sa.text("ended_at IS NULL AND serial IS NOT NULL"),
        postgresql_where=sa.text("ended_at IS NULL AND serial IS NOT NULL"),
    )
    op.drop_index(
        "ix_jobs_parked",
        table_name="jobs",
        sqlite_where=sa.text("state = 'parked'"),
        postgresql_where=sa.text("state = 'parked'"),
    )
    op.drop_index(
        "ix_jobs_leased",
        table_name="jobs",
        sqlite_where=sa.text("state = 'leased'"),
        postgresql_where=sa.text("state = 'leased'"),
    )
    op.drop_index(
        "ix_jobs_held",
        table_name="jobs",
        sqlite_where=sa.text("state = 'leased' AND serial IS NOT NULL"),
        postgresql_where=sa.text("state = 'leased' AND serial IS NOT NULL"),
    )
    op.drop_index(
        "ix_jobs_ended",
        table_name="jobs",
        sqlite_where=sa.text("ended_at IS NOT NULL"),
        postgresql_where=sa.text("ended_at IS NOT NULL"),
    )
    op.drop_index(
        "ix_jobs_due",
        table_name="jobs",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_table("jobs")
    op.drop_index(op.f("ix_handled_at"), table_name="handled")
    op.drop_table("handled")
    op.drop_table("communities")
