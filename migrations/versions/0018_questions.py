"""Questions to webinars, their answers, and that they were published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.db.types import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("under", sa.String(length=20), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_questions_occurrence"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        comment="What people ask; `person` is empty when it was asked without a name: nobody can look it up",
    )
    op.create_index(op.f("ix_questions_occurrence"), "questions", ["occurrence"])
    op.create_table(
        "question_answers",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("signed", sa.String(length=120), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question"], ["questions.id"], name=op.f("fk_question_answers_question"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_answers")),
        comment="Answers; `signed` gave it and `person` wrote it down, `live` when it was given in the room",
    )
    op.create_index(op.f("ix_question_answers_question"), "question_answers", ["question"])
    op.create_table(
        "question_posts",
        sa.Column("occurrence", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_question_posts_occurrence"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("occurrence", name=op.f("pk_question_posts")),
        comment="That the questions of an event and their answers were published, by whom",
    )


def downgrade() -> None:
    for table in ("question_posts", "question_answers", "questions"):
        op.drop_table(table)
