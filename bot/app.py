"""Everything put together: built from a configuration, started, and stopped so that nothing is left half done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

import adapters
from bot.catchup import Lookout
from bot.chat.address import Account
from bot.chat.port import ClosesPlaces, HoldsEvents, PinsMessages, Platform, SaysWhyOut, ServesWeb
from bot.clock import Clock
from bot.commands.dispatch import Dispatcher, Hooks
from bot.commands.metrics import metrics as dispatcher_metrics
from bot.commands.registry import Registry
from bot.config import Config
from bot.db.alone import alone
from bot.db.database import Database, migrate, open_database
from bot.db.memory import StoredMemory, forget_expired
from bot.db.migrating import is_new
from bot.db.tx import Tx
from bot.errors import OperatorError, OperatorErrors, Remedy, Unavailable
from bot.features import FEATURES
from bot.features.attendance import service as attendance
from bot.features.board import service as board
from bot.features.communities import service as communities
from bot.features.digests import service as digests
from bot.features.events import feed, feeds
from bot.features.events import service as events
from bot.features.lifecycle import service as lifecycle
from bot.features.mirrors import service as mirrors
from bot.features.people import service as people
from bot.features.people import workspaces
from bot.features.people.commands import before_answer
from bot.features.places import closing
from bot.i18n import Catalogue, load_catalogue
from bot.jobs.metrics import metrics as worker_metrics
from bot.jobs.ticker import Sweep, Ticker, forget_old
from bot.jobs.worker import Worker
from bot.keeping import Out, kept
from bot.preview import preview
from bot.web.figures import Lane, lanes
from bot.web.metrics import Metrics
from bot.web.server import Door, Watched, serve

log = structlog.get_logger(__name__)

AHEAD = "clock ahead"
"""The note that keeps how far the playground's clock was moved, in seconds."""

HOUR = 3600.0


@dataclass(slots=True)
class App:
    """A configuration with its database and clock; `serve` adds everything that talks."""

    config: Config
    clock: Clock
    database: Database
    catalogue: Catalogue = field(default_factory=load_catalogue)
    registry: Registry = field(default_factory=lambda: Registry(FEATURES))
    metrics: Metrics = field(default_factory=Metrics)
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    out: Out = field(default_factory=dict)
    engine: Dispatcher = field(init=False)
    worker: Worker = field(init=False)
    lookout: Lookout = field(init=False)

    async def serve(self, stop: asyncio.Event, *, started: Callable[[], None] | None = None) -> None:
        """Connect, work and answer until `stop` is set; what is under way is finished before this returns.

        OperatorError when a part cannot be started at all; a platform that refuses us is such a part only when no other
        is left. `started` is called once every other platform is connected.
        """
        with alone(self.config.database.url.get_secret_value()):
            self.connect()
            await self.database.run(self.settle)
            async with self._web():
                await self._until(stop, started)

    def connect(self) -> None:
        """Build the adapter of every platform that is configured, the engine they talk to, and what works for them."""
        self.platforms = adapters.load({name: self._kit(name, each) for name, each in self.config.sections.items()})
        self.engine, self.worker = self._dispatcher(), self._worker()
        self.lookout = Lookout(self.database, self.platforms, self.engine, self.out)

    def _kit(self, name: str, section: Mapping[str, Any]) -> adapters.Kit:
        return adapters.Kit(
            name, section, self.catalogue, tuple(self.registry.commands.values()),
            tuple(self.registry.shortcuts.values()), self.clock, self._moved, StoredMemory(self.database, name),
            self._preview,
        )  # fmt: skip

    async def _preview(self, community: str, days: int) -> list[str] | None:
        """What will be sent if nobody does anything; None where there is no such community."""
        url, language = self.config.database.url.get_secret_value(), self.config.palabre.language
        found = await preview(
            self.database, url, self.catalogue, slug=community, days=days, zone=self._zone, language=language
        )
        return found.lines() if found else None

    async def _moved(self, ahead: timedelta) -> None:
        """Keep how far ahead the clock is, so that a restart does not set it back."""
        await self.database.run(lambda tx: tx.note(AHEAD, ahead.total_seconds()))

    @property
    def owners(self) -> tuple[Account, ...]:
        """The platform team: of the configuration, and of a playground's world."""
        casts = [cast for each in self.platforms.values() if (cast := getattr(each, "cast", None)) is not None]
        return (*self.config.palabre.owners, *(owner for cast in casts for owner in cast.owners))

    def settle(self, tx: Tx) -> None:
        """What the configuration says holds from the start, whatever held before."""
        people.settle_owners(tx, self.owners)
        tx.note(feeds.PUBLIC_URL, self.config.web.public_url if self.config.web.listen[0] else "")
        for address, workspace in self.config.workspace.items():
            platform, _, identity = address.partition(":")
            said = workspace.model_dump(exclude_unset=True, exclude_none=True)
            workspaces.set_workspace(tx, platform, identity, **said)
        lifecycle.watch(tx)
        events.watch(tx)
        digests.watch(tx)
        board.watch(tx, [name for name, each in self.platforms.items() if _has_board(each)])
        closing.watch(tx, [name for name, each in self.platforms.items() if isinstance(each, ClosesPlaces)])
        mirrors.watch(tx)

    @asynccontextmanager
    async def _web(self) -> AsyncIterator[None]:
        host, port = self.config.web.listen
        doors = self._doors()
        if not host:
            if doors:
                raise nothing_listens(doors)
            yield
            return
        ready = {name: each.ready for name, each in self.platforms.items()}
        watched = Watched(ready, self._work, self.metrics, self._calendar, self._way_in, self._why_out)
        async with serve(host, port, watched, doors):
            yield

    def _doors(self) -> dict[str, Door]:
        """The addresses to which platforms post, with who answers there."""
        calling = [each for each in self.platforms.values() if isinstance(each, ServesWeb)]
        return {path: each.answer for each in calling for path in each.paths}

    def _why_out(self) -> Mapping[str, Remedy]:
        """What an operator can do about each platform that cannot be used; what stopped it goes before what it says."""
        said = {name: each.refusal for name, each in self.platforms.items() if isinstance(each, SaysWhyOut)}
        return {name: Remedy(*each) for name, each in said.items() if each} | self.out

    async def _work(self) -> tuple[Mapping[str, Lane], datetime]:
        return await self.database.run(lambda tx: (lanes(tx), tx.now))

    async def _calendar(self, secret: str) -> str | None:
        """Read in one unit of work, and written beside the loop: a long calendar takes a while."""
        try:
            found = await self.database.run(lambda tx: feeds.read(tx, secret))
        except Unavailable:
            return None
        return await asyncio.to_thread(feed.written, found) if found else None

    async def _way_in(self, token: str) -> str | None:
        try:
            return await self.database.run(lambda tx: attendance.follow(tx, token))
        except Unavailable:
            return None

    async def _until(self, stop: asyncio.Event, started: Callable[[], None] | None) -> None:
        """Platforms end first, so that nothing new comes in; then the workers finish what they hold."""
        parts = (self.worker, self._ticker())
        work = [asyncio.create_task(each.run(), name=type(each).__name__) for each in parts]
        talk = [asyncio.create_task(self._talk(each), name=name) for name, each in self.platforms.items()]
        talking = asyncio.create_task(self._nobody_left(talk), name="talk")
        watching = asyncio.create_task(self.lookout.run(started), name="watch")
        watch = [watching, asyncio.create_task(stop.wait(), name="stop")]
        try:
            done, _ = await asyncio.wait([*work, talking, *watch], return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                each.result()
        finally:
            log.info("Stopping")
            await _end(watch)
            await _end([talking, *talk])
            await _end(work)

    async def _talk(self, platform: Platform) -> OperatorError:
        """Returns when it makes no sense to try again; what the last one says is said by the command line."""
        name = platform.name
        refused = await kept(platform, self.engine, self.out, worked=lambda: self.lookout.has_been_there(name))
        if others := [each for key, each in self.platforms.items() if key not in self.out]:
            on = "go on without it" if any(each.ready() for each in others) else "are still tried"
            log.error(f"{refused} The other platforms {on}.", platform=name)
        return refused

    async def _nobody_left(self, talk: Sequence[asyncio.Task[OperatorError]]) -> None:
        refused = await asyncio.gather(*talk)
        raise refused[0] if len(refused) == 1 else OperatorErrors(*(each.what for each in refused))

    @property
    def _zone(self) -> str:
        """The zone of whoever never said theirs; UTC is nobody's home and stays "not known yet" (P7)."""
        zone = self.config.palabre.timezone
        return "" if zone == "UTC" else zone

    def _dispatcher(self) -> Dispatcher:
        language, zone = self.config.palabre.language, self._zone
        hooks = Hooks(
            identify=partial(people.identify, default_language=language, default_timezone=zone, owners=self.owners),
            recognise=partial(people.recognise, default_language=language, default_timezone=zone),
            before_answer=partial(before_answer, self.registry.draw),
            write=people.answer,
        )
        measured = dispatcher_metrics(self.metrics.registry)
        return Dispatcher(self.registry, self.catalogue, self.database, hooks, measured=measured)

    def _worker(self) -> Worker:
        language = self.config.palabre.language
        reader = partial(communities.reader, default_language=language, default_timezone=self._zone)
        return Worker(
            self.database, self.registry.jobs, self.platforms.values(), draw=self.registry.draw, reader=reader,
            leaves=self.registry.leaves, clock=self.clock, metrics=worker_metrics(self.metrics.registry),
        )  # fmt: skip

    def _ticker(self) -> Ticker:
        sweeps = (
            Sweep("forget what is long done", HOUR, self._forget),
            Sweep("look at how the places are", HOUR, self.lookout.look_everywhere),
            Sweep("look at what the lists of events show", HOUR, self._look_at_lists),
        )
        return Ticker(self.database, sweeps)

    async def _look_at_lists(self) -> None:
        await self.database.run(mirrors.look_at_all)

    async def _forget(self) -> None:
        await forget_old(self.database)
        await self.database.run(forget_expired)


def nobody_to_talk_to() -> OperatorError:
    """No platform is configured."""
    return OperatorError(
        "No platform is configured, so there is nobody to talk to.",
        "Fill in [discord], [slack] or [playground] as config.example.toml shows; palabre demo needs none.",
    )


def nothing_listens(paths: Iterable[str]) -> OperatorError:
    """A platform is to call us, and [web] is switched off."""
    return OperatorError(
        f"A platform is to call {', '.join(paths)}, but nothing listens there.",
        'Write listen = "127.0.0.1:8080" below [web].',
    )


@asynccontextmanager
async def open_app(config: Config, *, migrating: bool | None = None, clock: Clock | None = None) -> AsyncIterator[App]:
    """The database of a configuration, opened at the newest step, and the clock as far ahead as it was left.

    `migrating` brings it there first; None does so only where there is no database yet. Without a `clock` it is the
    machine's.
    """
    url = config.database.url.get_secret_value()
    if migrating or (migrating is None and await is_new(url)):
        await asyncio.to_thread(migrate, url)
    clock = clock or Clock()
    database = await open_database(url, now=clock.now)
    try:
        if config.playground.enabled:
            clock.ahead = timedelta(seconds=await database.run(lambda tx: tx.noted(AHEAD)) or 0)
        yield App(config, clock, database)
    finally:
        await database.close()


def _has_board(platform: Platform) -> bool:
    """Where it can be kept at hand; a list of events that the platform has itself takes its place."""
    return isinstance(platform, PinsMessages) and not isinstance(platform, HoldsEvents)


async def _end(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Stop tasks and wait until they have; what they raised while stopping is logged."""
    for each in tasks:
        each.cancel()
    for each, ended in zip(tasks, await asyncio.gather(*tasks, return_exceptions=True), strict=True):
        if isinstance(ended, Exception) and not isinstance(ended, OperatorError):
            log.error("A part ended badly", part=each.get_name(), error=repr(ended))
