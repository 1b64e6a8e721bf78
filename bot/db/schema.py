"""The one metadata all tables stand in, and the tables that belong to no feature."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, MetaData, String, Table

from bot.chat.reply import Reply
from bot.db.types import Instant, Stored

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

handled = Table(
    "handled",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("reply", Stored(Reply), nullable=False),
    Column("locale", String(20), nullable=False),
    Column("timezone", String(60), nullable=False),
    comment="What platforms told us, handled once, with what was answered",
)

remembered = Table(
    "remembered",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("value", Stored(dict[str, Any]), nullable=False),
    Column("until", Instant, nullable=False, index=True),
    comment="What adapters keep over a restart for a while: a form half filled in",
)

notes = Table(
    "notes",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("value", Stored(object), nullable=False),
    comment="Small facts the process must find again: how far the clock was moved, when a sweep last ran",
)
