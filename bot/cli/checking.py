"""Looking at everything that can be wrong with an installation: what to type for each, and never a secret."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from rich.markup import escape

import adapters
from bot.app import nobody_to_talk_to, nothing_listens, open_app
from bot.chat.address import Place
from bot.chat.port import Checks, Finding, Platform, Room, ServesWeb, TryLater
from bot.chat.text import T
from bot.cli.inchat import Said, in_chat
from bot.cli.settings import understood
from bot.cli.terminal import as_typed, out
from bot.clock import Clock
from bot.commands.registry import Registry
from bot.config import Config, ConfigError, Understood
from bot.db.migrating import is_new
from bot.db.tx import Tx
from bot.errors import OperatorError, Unavailable
from bot.features import FEATURES
from bot.features.communities import service as communities
from bot.features.communities.model import State
from bot.features.membership import service as membership
from bot.features.places import drift
from bot.features.places.troubles import workspace_of
from bot.i18n import ENGLISH, Catalogue, load_catalogue
from bot.web.figures import lanes
from bot.web.server import refuse_elsewhere

STUCK = timedelta(minutes=10)
"""A job that could run for this long and did not: no bot is running, or its platform does not answer."""

_SIGNS = {"fine": "[green]✓[/]", "mind": "[yellow]![/]", "wrong": "[bold red]✗[/]"}

ANSWERS_WITHIN = 60.0
"""Seconds that a platform gets to be looked at."""


def fine(what: str) -> Finding:
    return Finding("fine", what)


def mind(what: str, remedy: str) -> Finding:
    return Finding("mind", what, remedy)


def wrong(what: str, remedy: str) -> Finding:
    return Finding("wrong", what, remedy)


async def check_everything(path: Path | None) -> bool:
    """Print every finding as soon as it is there; False when anything is wrong."""
    console = out()
    found: Counter[str] = Counter()
    async for each in _everything(path):
        found[each.level] += 1
        console.print(f"{_SIGNS[each.level]} {escape(as_typed(each.what))}")
        if each.remedy:
            console.print(f"  [bold]→[/] {escape(as_typed(each.remedy))}")
    mistakes, hints = found["wrong"], found["mind"]
    console.print(f"\n{mistakes} to mend, {hints} to look at." if mistakes or hints else "\nEverything is in order.")
    return not mistakes


async def _everything(path: Path | None) -> AsyncIterator[Finding]:
    try:
        read = understood(path)
    except ConfigError as error:
        for problem in error.all:
            yield wrong(problem.problem, problem.remedy)
        return
    for problem in read.wrong:
        yield wrong(problem.problem, problem.remedy)
    if not read.wrong:
        yield fine("The configuration is understood.")
    config = read.config
    for each in _configured(read):
        yield each
    async for each in _listening(config):
        yield each
    catalogue = load_catalogue()
    for each in _spoken(config.palabre.language, catalogue):
        yield each
    loaded = {name: _loaded(config, name, catalogue) for name in config.sections}
    said = in_chat(loaded)
    stored, looks, kept = await _stored(read, catalogue, said)
    for each in stored:
        yield each
    told: set[Place] = set()
    for name in config.sections:
        rooms = [look for look in looks if look.place.platform == name]
        async for each in _platform(config, name, catalogue, loaded=loaded[name], looked_at=rooms):
            told.update(each.about)
            yield each
    for each in kept:
        if told.isdisjoint(each.about):
            yield each


_SOMEBODY = {"slack": "slack:<team id>/<user id>", "playground": "playground:<workspace>/<person>"}


def _configured(read: Understood) -> Iterator[Finding]:
    config = read.config
    for name in sorted(read.left_out):
        yield mind(f"[{name}] is left aside here because of what is wrong in it.", "Mend it, and type: palabre check")
    if config.sections:
        yield fine(f"Configured: {', '.join(config.sections)}.")
    elif not read.left_out:
        nobody = nobody_to_talk_to().what
        yield wrong(nobody.problem, nobody.remedy)
    for name, section in config.sections.items():
        lacking = name == "slack" and config.slack is not None and not config.slack.reachable
        for key in (key for key in section if key.endswith(("token", "secret"))):
            if section[key] or not lacking:
                yield fine(f"[{name}] {key} is {'present' if section[key] else 'not used'}.")
    calls = config.slack and config.slack.reachable and not config.slack.app_token.get_secret_value()
    if calls and not config.web.public_url:
        yield wrong(
            "Slack is to call this bot (no app_token below [slack]), and nobody told where it is reached.",
            'Write public_url = "https://…" below [web], then type: palabre manifest slack',
        )
    if config.palabre.owners:
        yield fine(f"The platform team has {len(config.palabre.owners)} account(s).")
    elif "palabre" not in read.left_out:
        somebody = _SOMEBODY.get(next(iter(config.sections), ""), "discord:<user id>")
        yield mind(
            "Nobody is of the platform team, so nobody can help where administrators are missing.",
            f'Write owners = ["{somebody}"] below [palabre].',
        )


def _spoken(language: str, catalogue: Catalogue) -> Iterator[Finding]:
    if catalogue.best(language) == ENGLISH and language.partition("-")[0] != ENGLISH:
        known = " or ".join(f'"{each}"' for each in catalogue.languages)
        yield mind(
            f"There is no copy in the language {language!r}: who says nothing else is answered in English.",
            f"Write language = {known} below [palabre].",
        )


async def _listening(config: Config) -> AsyncIterator[Finding]:
    """Whether [web] can listen where it is to."""
    try:
        if config.web.listen.host:
            await refuse_elsewhere(*config.web.listen)
    except OperatorError as error:
        yield wrong(error.what.problem, error.what.remedy)


async def _stored(
    read: Understood, catalogue: Catalogue, said: Said
) -> tuple[list[Finding], list[Room], list[Finding]]:
    """What is found in the database, the places that stand in it, and what was wrong with them at the last look."""
    config = read.config
    if "database" in read.left_out:
        return [], [], []
    try:
        if await is_new(config.database.url.get_secret_value()):
            return [mind("There is no database yet; the first start makes it.", "Type: palabre run")], [], []
        async with open_app(config, migrating=False) as app:
            looks = await app.database.run(partial(_looked_at, config.sections))
            inside = await app.database.run(partial(_inside, said))
            kept = await app.database.run(partial(_troubles, catalogue))
            return [fine("The database answers and is up to date."), *inside], looks, kept
    except OperatorError as error:
        return [wrong(error.what.problem, error.what.remedy)], [], []
    except Unavailable as error:
        remedy = "Is its server running? See url below [database]."
        return [wrong(f"The database does not answer ({error}).", remedy)], [], []


Loaded = Platform | Exception
"""An adapter, or why it could not be built."""


async def _platform(
    config: Config, name: str, catalogue: Catalogue, *, loaded: Loaded | None, looked_at: Sequence[Room]
) -> AsyncIterator[Finding]:
    """What a platform says about itself and our places, without connecting to it; one that breaks is a finding."""
    try:
        if name == "playground" and not config.playground.store.is_file():
            adapters.refuse(name, config.sections[name])  # looking at it would make it
            return
        if isinstance(loaded, Exception):
            raise loaded
        platform = loaded if loaded is not None else _built(config, name, catalogue)
        if isinstance(platform, ServesWeb) and platform.paths and not config.web.listen.host:
            nobody = nothing_listens(platform.paths).what
            yield wrong(nobody.problem, nobody.remedy)
        if isinstance(platform, Checks):
            for each in await asyncio.wait_for(platform.check(looked_at), ANSWERS_WITHIN):
                yield each
    except OperatorError as error:
        yield wrong(error.what.problem, error.what.remedy)
    except (TryLater, TimeoutError) as error:
        why = _telling_nothing(config, name, str(error)) or f"no answer within {ANSWERS_WITHIN:.0f} s"
        yield mind(f"{name} could not be asked ({why}).", "Type the same again in a few minutes.")
    except Exception as error:  # an adapter's mistake must not hide what the others have to say
        why = _telling_nothing(config, name, f"{type(error).__name__}: {error}")
        yield wrong(f"{name} could not be asked ({why}).", "Type: palabre --debug run, and tell its developers.")


def _built(config: Config, name: str, catalogue: Catalogue) -> Platform:
    registry = Registry(FEATURES)
    commands, shortcuts = tuple(registry.commands.values()), tuple(registry.shortcuts.values())
    kit = adapters.Kit(name, config.sections[name], catalogue, commands, shortcuts, Clock(), _stays, Forgetful())
    return adapters.load({name: kit})[name]


def _loaded(config: Config, name: str, catalogue: Catalogue) -> Loaded | None:
    """An adapter, built once for all that is asked of it; None where that would make something."""
    if name == "playground":  # it would make its file
        return None
    try:
        return _built(config, name, catalogue)
    except Exception as error:
        return error


def _telling_nothing(config: Config, name: str, text: str) -> str:
    """What went wrong without the secrets that a library may have put into it."""
    for key, value in config.sections[name].items():
        if key.endswith(("token", "secret")) and value:
            text = text.replace(str(value), "…")
    return text


async def _stays(ahead: timedelta) -> None:
    """Nobody moves the clock while things are looked at."""


class Forgetful:
    """For an adapter that never talks to anybody: there is nothing to remember."""

    async def keep(self, key: str, value: Mapping[str, Any], *, seconds: float) -> None: ...

    async def kept(self, key: str) -> dict[str, Any] | None:
        return None

    async def forget(self, key: str) -> None: ...


def _looked_at(platforms: Iterable[str], tx: Tx) -> list[Room]:
    """Every channel where a community lives or its administrators meet, each once."""
    ways = (look for name in platforms for _, looks in drift.looks(tx, name) for look in looks if not look.former)
    return list(dict.fromkeys(look.room for look in ways))


def _inside(said: Said, tx: Tx) -> list[Finding]:
    return [*_work(tx), *_communities(tx, said)]


def _troubles(catalogue: Catalogue, tx: Tx) -> list[Finding]:
    """What was wrong with the places when a running bot looked at them last."""
    return [
        _trouble(catalogue, trouble, f"{each.slug}, {whose} in {workspace_of(tx, home)}", where)
        for each in communities.everything(tx)
        for home in communities.homes(tx, each.id)
        for whose, admin, where in (
            ("the channel of its members", False, home.place),
            ("the channel of its administrators", True, home.admin_place),
        )
        for trouble in home.wrong(admin=admin)
    ]


def _trouble(catalogue: Catalogue, trouble: str, called: str, where: Place | None) -> Finding:
    what, how = (catalogue.plain(T(key), "en") for key in (f"trouble-{trouble}", f"trouble-{trouble}-how"))
    return Finding("wrong", f"{called}: {what}", how, (where,) if where else ())


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


HERE, MEETING, SOMEBODY = "#its-channel", "#administrators-channel", "@somebody"
"""Stand in a hint where people name a channel or a person."""


def _communities(tx: Tx, said: Said) -> Iterator[Finding]:
    living = [each for each in communities.everything(tx) if each.state is not State.ARCHIVED]
    for each in living:
        homes = communities.homes(tx, each.id)
        if not membership.administrators(tx, each.id):
            yield wrong(
                f"{each.slug} has no administrator.",
                f"In chat, as an owner: {said('community admins', {'community': each.slug, 'person': SOMEBODY})}",
            )
        if not homes:
            yield mind(
                f"{each.slug} lives in no channel.",
                f"In chat, as an owner: {said('community places', {'community': each.slug, 'channel': HERE})}",
            )
        elif not communities.admin_places(tx, each.id):
            arguments = {"community": each.slug, "channel": HERE, "admin_channel": MEETING}
            yield mind(
                f"{each.slug} has no channel for its administrators: requests to join are told to them privately.",
                f"In chat, as an owner: {said('community places', arguments)}",
            )
    yield fine(f"{len(living)} communities were looked at.")
