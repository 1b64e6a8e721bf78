"""Showing what a community will be sent, before it is; the days to come are lived through in a copy."""

from __future__ import annotations

from bot.app import open_app
from bot.cli.terminal import busy, out
from bot.config import Config
from bot.db.migrating import is_new
from bot.errors import OperatorError
from bot.log import start_logging
from bot.preview import FARTHEST, preview


async def show_preview(config: Config, community: str, days: int) -> None:
    """OperatorError where there is no such community, or so many days cannot be looked ahead."""
    if not 1 <= days <= FARTHEST:
        raise OperatorError(f"{days} days cannot be looked ahead.", f"Name between 1 and {FARTHEST}.")
    start_logging(level="ERROR", secrets=config.secrets)
    url = config.database.url.get_secret_value()
    if await is_new(url):
        raise OperatorError("There is no database yet.", "Type: palabre import FILE, or palabre run")
    async with open_app(config) as app:
        zone = "" if config.palabre.timezone == "UTC" else config.palabre.timezone
        with busy(f"Living {days} days through in a copy …"):
            found = await preview(
                app.database, url, app.catalogue, slug=community, days=days, zone=zone,
                language=config.palabre.language,
            )  # fmt: skip
    if found is None:
        raise OperatorError(f"There is no community {community!r}.", "Type: palabre export, which names them all.")
    for line in found.lines():
        out().print(line, markup=False)
