"""Looking at everything that can be wrong with an installation: what to type for each, and never a secret."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from rich.markup import escape

from bot.app import open_app
from bot.cli.settings import load
from bot.cli.terminal import as_typed, out
from bot.config import Config, ConfigError
from bot.db.tx import Tx
from bot.errors import OperatorError, Unavailable
from bot.features.communities import service as communities
from bot.features.communities.model import State
from bot.features.membership import service as membership
from bot.web.figures import lanes

STUCK = timedelta(minutes=10)
"""A job that could run for this long and did not: no bot is running, or its platform does not answer."""


class Level(StrEnum):
    FINE = "fine"
    MIND = "mind"
    WRONG = "wrong"


_SIGNS = {Level.FINE: "[green]✓[/]", Level.MIND: "[yellow]![/]", Level.WRONG: "[bold red]✗[/]"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to type when it is not as it should be."""

    level: Level
    what: str
    remedy: str = ""


def fine(what: str) -> Finding:
    return Finding(Level.FINE, what)


def mind(what: str, remedy: str) -> Finding:
    return Finding(Level.MIND, what, remedy)


def wrong(what: str, remedy: str) -> Finding:
    return Finding(Level.WRONG, what, remedy)


async def check_everything(path: Path | None) -> bool:
    """Print every finding; False when anything is wrong."""
    try:
        config = load(path)
    except ConfigError as error:
        found = [wrong(each.problem, each.remedy) for each in error.all]
    else:
        found = [fine("The configuration is understood."), *_configured(config), *await _stored(config)]
    console = out()
    for each in found:
        console.print(f"{_SIGNS[each.level]} {escape(each.what)}")
        if each.remedy:
            console.print(f"  [bold]→[/] {escape(as_typed(each.remedy))}")
    mistakes = sum(each.level is Level.WRONG for each in found)
    hints = sum(each.level is Level.MIND for each in found)
    console.print(f"\n{mistakes} to mend, {hints} to look at." if mistakes or hints else "\nEverything is in order.")
    return not mistakes


def _configured(config: Config) -> Iterator[Finding]:
    if config.sections:
        yield fine(f"Configured: {', '.join(config.sections)}.")
    else:
        yield wrong(
            "No platform is configured.", "Fill in [discord], [slack] or [playground] as config.example.toml shows."
        )
    for name, section in config.sections.items():
        for key in (key for key in section if key.endswith(("token", "secret"))):
            yield fine(f"[{name}] {key} is {'present' if section[key] else 'not used'}.")
    if config.playground.enabled and not config.playground.world.is_file():
        yield wrong(
            f"The playground's world {config.playground.world} is not there.",
            'Write world = "examples/cast.toml" below [playground].',
        )
    if config.palabre.owners:
        yield fine(f"The platform team has {len(config.palabre.owners)} account(s).")
    else:
        yield mind(
            "Nobody is of the platform team, so nobody can help where administrators are missing.",
            'Write owners = ["discord:<user id>"] below [palabre].',
        )


async def _stored(config: Config) -> list[Finding]:
    try:
        async with open_app(config, migrating=False) as app:
            return [fine("The database answers and is up to date."), *await app.database.run(_inside)]
    except OperatorError as error:
        return [wrong(error.what.problem, error.what.remedy)]
    except Unavailable as error:
        return [wrong(f"The database does not answer ({error}).", "Is its server running? See url below [database].")]


def _inside(tx: Tx) -> list[Finding]:
    return [*_work(tx), *_communities(tx)]


def _work(tx: Tx) -> Iterator[Finding]:
    late = parked = 0
    for name, lane in lanes(tx).items():
        if lane.parked:
            parked += lane.parked
            yield wrong(
                f"{lane.parked} job(s) of {name} were given up after many tries.",
                "Search the log for “parked”; what they were is in the table jobs, state 'parked'.",
            )
        if lane.oldest_due and tx.now - lane.oldest_due > STUCK:
            late += 1
            minutes = round((tx.now - lane.oldest_due).total_seconds() / 60)
            yield wrong(f"Work of {name} has waited for {minutes} minutes.", "Type: palabre run, if no bot is running.")
    if not late and not parked:
        yield fine("No work is stuck.")


def _communities(tx: Tx) -> Iterator[Finding]:
    living = [each for each in communities.everything(tx) if each.state is not State.ARCHIVED]
    for each in living:
        homes = communities.homes(tx, each.id)
        if not membership.administrators(tx, each.id):
            yield wrong(
                f"{each.slug} has no administrator.", f"In chat, as an owner: /community admins {each.slug} @person"
            )
        if not homes:
            yield mind(
                f"{each.slug} lives in no channel.",
                f"In chat, as an owner, in its channel: /community places {each.slug} here",
            )
        elif not communities.admin_places(tx, each.id):
            yield mind(
                f"{each.slug} has no channel for its administrators: requests to join are told to them privately.",
                f"In chat, as an owner, in its channel: /community places {each.slug} here ADMIN-CHANNEL",
            )
    yield fine(f"{len(living)} communities were looked at.")
