"""Alembic's way in: runs the steps on the connection that bot/db/migrating.py hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from migrations.tables import everything

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=everything(),
    render_as_batch=connection.dialect.name == "sqlite",
    compare_server_default=False,
)
context.run_migrations()
