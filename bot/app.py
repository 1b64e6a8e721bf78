"""Everything put together: built from a configuration, started, and stopped so that nothing is left half done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

import adapters
from bot.catchup import Lookout
from bot.chat.address import Account
from bot.chat.port import Engine, Platform
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
from bot.errors import OperatorError
from bot.features import FEATURES
from bot.features.communities import service as communities
from bot.features.people import service as people
from bot.features.people.commands import before_answer
from bot.i18n import Catalogue, load_catalogue
from bot.jobs.metrics import metrics as worker_metrics
from bot.jobs.ticker import Sweep, Ticker, forget_old
from bot.jobs.worker import Worker
from bot.web.figures import Lane, lanes
from bot.web.metrics import Metrics
from bot.web.server import Watched, serve

log = structlog.get_logger(__name__)

AHEAD = "clock ahead"
"""The note that keeps how far the playground's clock was moved, in seconds."""

AGAIN = (1, 2, 5, 10, 30, 60)
"""Seconds before an adapter that broke is started again; the last one from then on."""


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
    engine: Dispatcher = field(init=False)
    worker: Worker = field(init=False)
    lookout: Lookout = field(init=False)

    async def serve(self, stop: asyncio.Event, *, started: Callable[[], None] | None = None) -> None:
        """Connect, work and answer until `stop` is set; what is under way is finished before this returns.

        OperatorError when a part cannot be started at all. `started` is called once every platform is connected.
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
        self.lookout = Lookout(self.database, self.platforms, self.engine)

    def _kit(self, name: str, section: Mapping[str, Any]) -> adapters.Kit:
        return adapters.Kit(
            name, section, self.catalogue, tuple(self.registry.commands.values()),
            tuple(self.registry.shortcuts.values()), self.clock, self._moved, StoredMemory(self.database, name),
        )  # fmt: skip

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
        for address, workspace in self.config.workspace.items():
            platform, _, identity = address.partition(":")
            people.set_workspace(tx, platform, identity, **workspace.model_dump(exclude_unset=True, exclude_none=True))

    @asynccontextmanager
    async def _web(self) -> AsyncIterator[None]:
        host, port = self.config.web.listen
        if not host:
            yield
            return
        watched = Watched({name: each.ready for name, each in self.platforms.items()}, self._work, self.metrics)
        async with serve(host, port, watched):
            yield

    async def _work(self) -> tuple[Mapping[str, Lane], datetime]:
        return await self.database.run(lambda tx: (lanes(tx), tx.now))

    async def _until(self, stop: asyncio.Event, started: Callable[[], None] | None) -> None:
        """Platforms end first, so that nothing new comes in; then the workers finish what they hold."""
        parts = (self.worker, self._ticker())
        work = [asyncio.create_task(each.run(), name=type(each).__name__) for each in parts]
        talk = [asyncio.create_task(_kept(each, self.engine), name=name) for name, each in self.platforms.items()]
        watching = asyncio.create_task(self.lookout.run(started), name="watch")
        watch = [watching, asyncio.create_task(stop.wait(), name="stop")]
        try:
            done, _ = await asyncio.wait([*work, *talk, *watch], return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                each.result()
        finally:
            log.info("Stopping")
            await _end(watch)
            await _end(talk)
            await _end(work)

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
        )
        measured = dispatcher_metrics(self.metrics.registry)
        return Dispatcher(self.registry, self.catalogue, self.database, hooks, measured=measured)

    def _worker(self) -> Worker:
        language = self.config.palabre.language
        reader = partial(communities.reader, default_language=language, default_timezone=self._zone)
        return Worker(
            self.database, self.registry.jobs, self.platforms.values(), draw=self.registry.draw, reader=reader,
            clock=self.clock, metrics=worker_metrics(self.metrics.registry),
        )  # fmt: skip

    def _ticker(self) -> Ticker:
        sweeps = (
            Sweep("forget what is long done", HOUR, self._forget),
            Sweep("look at how the places are", HOUR, self.lookout.look_everywhere),
        )
        return Ticker(self.database, sweeps)

    async def _forget(self) -> None:
        await forget_old(self.database)
        await self.database.run(forget_expired)


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


async def _kept(platform: Platform, engine: Engine) -> None:
    """Keep a platform connected: an adapter that breaks or ends is started again, and the others do not notice.

    OperatorError at the first start: then the configuration is wrong, and trying again would not mend it.
    """
    failures = 0
    why: Exception | None
    while True:
        began = asyncio.get_running_loop().time()
        try:
            await platform.run(engine)
            why = None
        except Exception as problem:
            if isinstance(problem, OperatorError) and failures == 0 and not _lasted(began):
                raise
            why = problem
        failures = 0 if _lasted(began) else failures
        seconds = AGAIN[min(failures, len(AGAIN) - 1)]
        failures += 1
        log.error("An adapter broke and is started again", platform=platform.name, seconds=seconds, exc_info=why)
        await asyncio.sleep(seconds)


def _lasted(began: float) -> bool:
    """Whether it ran long enough to be taken as having worked."""
    return asyncio.get_running_loop().time() - began > AGAIN[-1]


async def _end(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Stop tasks and wait until they have; what they raised while stopping is logged."""
    for each in tasks:
        each.cancel()
    for each, ended in zip(tasks, await asyncio.gather(*tasks, return_exceptions=True), strict=True):
        if isinstance(ended, Exception) and not isinstance(ended, OperatorError):
            log.error("A part ended badly", part=each.get_name(), error=repr(ended))
