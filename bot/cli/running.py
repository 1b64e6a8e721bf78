"""Starting the bot and stopping it in order; bringing its database up to date."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable

from bot.app import App, nobody_to_talk_to, open_app
from bot.cli.terminal import as_typed, busy, out
from bot.config import Config
from bot.db.migrating import address, is_new, place_of, step
from bot.log import start_logging


async def run_bot(config: Config) -> None:
    """Until SIGINT or SIGTERM; OperatorError when it cannot start."""
    start_logging(secrets=config.secrets, as_typed=as_typed)
    if not config.sections:
        raise nobody_to_talk_to()
    async with open_app(config) as app:
        await serve(app)


async def serve(app: App, *, say: Callable[[], None] | None = None) -> None:
    """Serve until told to stop; told twice, stop at once. `say` is called once everything listens."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told() -> None:
        stop.set()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told)

    def started() -> None:
        keep_for_good()
        if say is not None:
            say()

    await app.serve(stop, started=started)


def keep_for_good() -> None:
    """What stands once everything listens stays to the end, so the collector of garbage need not look through it.

    Each time it did would hold the loop up, on which people are answered: for 160 ms, measured with 10,000 reminders.
    Of what comes after, most goes by itself: to look among it every 700 objects takes a hundredth of each command.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


async def migrate_database(config: Config) -> None:
    """Say what was done: made, brought forward, or nothing."""
    url = config.database.url.get_secret_value()
    with busy("Bringing the database up to date …"):
        before = "" if await is_new(url) else await step(url)
        async with open_app(config, migrating=True):
            after = await step(url)
    out().print(migrated(before, after, place_of(address(url))), markup=False)


def migrated(before: str, after: str, where: str) -> str:
    """What the steps did; `before` is empty where there was no database."""
    if not before:
        return f"Made the database at {where}."
    if before == after:
        return f"The database is up to date, at step {after}: nothing was to be done."
    return f"Brought the database from step {before} to {after}."
