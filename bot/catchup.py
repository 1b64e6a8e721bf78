"""Catching up with platforms after each absence, and looking every hour at how the places there really are.

What is found becomes what an event would have become; asking is paced and waits outside any transaction.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TypeVar

import structlog

from bot.chat.address import Account, Place, Posted
from bot.chat.inbound import Actor, Arrived, Left
from bot.chat.port import (
    Engine,
    Inspected,
    InspectsPlaces,
    KnowsPeople,
    NamesWorkspaces,
    Platform,
    ReadsBack,
    TryLater,
    Undeliverable,
)
from bot.db.database import Database
from bot.db.tx import Tx
from bot.errors import Conflict, Unavailable
from bot.features.approvals import service as approvals
from bot.features.communities.model import SHUT, Home
from bot.features.membership import requests
from bot.features.membership.doors import concerned
from bot.features.people import accounts, workspaces
from bot.features.people.model import KnownAccount
from bot.features.places import drift, reports, troubles
from bot.features.places.drift import Seen
from bot.features.places.model import BATCH, Look
from bot.jobs.outbox import lost
from bot.keeping import Out

log = structlog.get_logger(__name__)
Result = TypeVar("Result")

WATCH = 2.0
"""Seconds between two looks at whether a platform came back."""

PACE = 0.02
"""Seconds between two questions about people: fifty a second leave a platform, and our own loop, room for others."""

PATIENCE = 5
"""So often one question is put again to a platform that wants it later."""

LONGEST_WAIT = 60.0
"""Seconds that a platform may make one question wait."""

PEOPLE = 200
"""So many accounts are read at once."""


@dataclass(slots=True)
class Lookout:
    """Watches the platforms, every `watch` seconds; those that are `out` are waited for no more until they are back.

    `rest` is how it waits between two questions.
    """

    database: Database
    platforms: Mapping[str, Platform]
    engine: Engine
    out: Out = field(default_factory=dict)
    rest: Callable[[float], Awaitable[None]] = asyncio.sleep
    watch: float = WATCH
    _returns: dict[str, int] = field(default_factory=dict)
    _read: dict[str, object] = field(default_factory=dict)
    _caught_up: dict[str, object] = field(default_factory=dict)
    _looking: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def run(self, started: Callable[[], None] | None) -> None:
        """Say once that all platforms are connected that are not out; catch up with each that comes (back), also after
        a short loss."""
        there: set[str] = set()
        rounds: dict[str, asyncio.Task[None]] = {}
        try:
            while True:
                now = {name for name, each in self.platforms.items() if each.ready()}
                for name in now - there:
                    self._returns[name] = self._returns.get(name, 0) + 1
                    self.out.pop(name, None)
                    log.info("A platform is connected", platform=name)
                there = now
                if started is not None and there.union(self.out) >= self.platforms.keys():
                    started()
                    started = None
                for name in there:
                    if (name not in rounds or rounds[name].done()) and self._mark(name) != self._caught_up.get(name):
                        rounds[name] = asyncio.create_task(self.catch_up(name), name=f"catching up with {name}")
                settled = started is None and {*self._returns, *self.out} >= self.platforms.keys()
                await asyncio.sleep(self.watch if settled else self.watch / 20)
        finally:
            for task in rounds.values():
                task.cancel()
            await asyncio.gather(*rounds.values(), return_exceptions=True)

    def has_been_there(self, name: str) -> bool:
        """Whether a platform was ever connected."""
        return name in self._returns

    def _mark(self, name: str) -> object:
        """Changes with every absence that is to be caught up with, however short it was."""
        platform = self.platforms[name]
        return self._returns.get(name, 0), platform.gaps if isinstance(platform, ReadsBack) else 0

    async def catch_up(self, name: str) -> None:
        """What happened on a platform while nobody listened; whatever breaks here keeps nobody from talking."""
        mark, platform = self._mark(name), self.platforms[name]
        try:
            await self._unharmed(self._ask_names(platform))
            if self._read.get(name) != mark:
                await self._unharmed(self._ask_who_still_waits(platform))
                await self._unharmed(self._read_cards(platform))
                self._read[name] = mark
            if await self.database.leads():  # whoever leads asks the rest; who leads later asks then
                await self._unharmed(self._ask_who_is_there(platform))
                await self._unharmed(self.look_at(name))
                self._caught_up[name] = mark
        except (Unavailable, Conflict) as problem:
            log.warning("Catching up waits for the database", platform=name, reason=str(problem))

    async def _unharmed(self, step: Awaitable[None]) -> None:
        """One step; a mistake in it is logged and harms no other."""
        try:
            await step
        except (Unavailable, Conflict):
            raise
        except Exception as problem:
            log.error("What happened meanwhile could not be caught up with", exc_info=problem)

    async def _patiently(self, ask: Callable[[], Awaitable[Result]]) -> Result:
        """Put a question until it is answered; TryLater when a platform wants it later too often."""
        for _ in range(PATIENCE - 1):
            try:
                return await ask()
            except TryLater as later:
                await self.rest(min(later.after or 1.0, LONGEST_WAIT))
        return await ask()

    async def _ask_names(self, platform: Platform) -> None:
        """What the platform calls its workspaces."""
        if isinstance(platform, NamesWorkspaces):
            try:
                names = await self._patiently(platform.workspaces)
            except (TryLater, Undeliverable) as problem:
                log.info("What workspaces are called could not be asked", platform=platform.name, why=str(problem))
                return
            await self.database.run(partial(workspaces.named, platform=platform.name, names=names))

    # Emoji under cards.

    async def _read_cards(self, platform: Platform) -> None:
        """What people put under cards; a card that somebody deleted ends."""
        if not isinstance(platform, ReadsBack):
            return
        found: list[tuple[Posted, tuple[tuple[Account, str], ...]]] = []
        cards = await self.database.run(approvals.open_cards)
        for posted in (each for each in cards if each.target.platform == platform.name):
            try:
                found.append((posted, await self._patiently(partial(platform.reactions, posted))))
            except Undeliverable as problem:
                if problem.reason == "gone":
                    await self.database.run(partial(lost, posted=posted))
                else:
                    log.warning("The emoji under a card could not be read", card=posted.id, reason=str(problem))
            except TryLater as problem:
                log.warning("The emoji under a card could not be read", card=posted.id, reason=str(problem))
        if found:
            await self.database.run(lambda tx: approvals.reconcile(tx, found))

    # People.

    async def _ask_who_is_there(self, platform: Platform) -> None:
        """Who left or came back; each is told to the engine as the event that was missed."""
        if not isinstance(platform, KnowsPeople):
            return
        since, last = self.database.now(), None
        while some := await self.database.run(partial(_people, platform=platform.name, after=last)):
            last = some[-1][0].address
            for known, matters in some:
                if known.gone is None or matters:
                    await self._ask_whether_there(platform, known, since)

    async def _ask_who_still_waits(self, platform: Platform) -> None:
        """Whoever asked to join, before the emoji under their cards are read: nobody is let in who has left (B9)."""
        if isinstance(platform, KnowsPeople):
            since = self.database.now()
            for known in await self.database.run(partial(_applicants, platform=platform.name)):
                await self._ask_whether_there(platform, known, since)

    async def _ask_whether_there(self, platform: KnowsPeople, known: KnownAccount, since: datetime) -> None:
        try:
            there = await self._patiently(partial(platform.present, known.address))
        except (TryLater, Undeliverable) as problem:
            log.info("Whether somebody is still there could not be asked", account=str(known.address), why=str(problem))
            return
        if there is not (known.gone is None):
            kind, by = Arrived if there else Left, Actor(known.address)
            workspace = known.workspace or known.acts_in
            told = f"{'back' if there else 'away'}:{known.workspace}/{known.id}:{since.isoformat()}"
            await self.engine.receive(kind(told, by, workspace, None))
        await self.rest(PACE)

    # Places.

    async def look_everywhere(self) -> None:
        """Look at the places of every platform that is connected."""
        for name, platform in self.platforms.items():
            if platform.ready():
                await self._unharmed(self._ask_names(platform))
                await self._unharmed(self.look_at(name))

    async def look_at(self, name: str) -> None:
        """Look at every place of a platform once, one after another; what is wrong is mended or told."""
        platform = self.platforms[name]
        if not isinstance(platform, InspectsPlaces):
            return
        async with self._looking.setdefault(name, asyncio.Lock()):
            shared: dict[Place, Collection[str]] = {}
            for home, looks in await self.database.run(partial(drift.looks, platform=name)):
                await self._look(platform, home, looks, shared)

    async def _look(
        self, platform: InspectsPlaces, home: Home, looks: Sequence[Look], shared: dict[Place, Collection[str]]
    ) -> None:
        """One home; `shared` keeps what is wrong where administrators meet, who may be those of several communities."""
        wrong: dict[bool, Collection[str]] = {}
        inside: frozenset[Account] | None = None
        for look in looks:
            if look.admin and look.place in shared:
                wrong[True] = shared[look.place]
                continue
            at, found = self.database.now(), await self._inspected(platform, look)
            if found is None:
                continue
            if look.former:
                await self._former(look, found, inside, at)
                continue
            wrong[look.admin] = found.troubles
            if look.admin:
                shared[look.place] = found.troubles
            else:
                inside = found.holders
            if found.holders is not None:
                shut = not SHUT.isdisjoint(found.troubles)
                await self._judge(look, Seen(found.holders, at, shut, found.names))
        await self.database.run(partial(_found, looks[0], wrong, inside or ()))

    async def _inspected(self, platform: InspectsPlaces, look: Look) -> Inspected | None:
        """How a place is; None when that cannot be said now, and then nothing changes."""
        try:
            return await self._patiently(partial(platform.inspect, look.room))
        except (TryLater, Undeliverable) as problem:
            log.warning("A place could not be looked at", place=str(look.place), reason=str(problem))
            return None

    async def _former(self, look: Look, found: Inspected, inside: frozenset[Account] | None, at: datetime) -> None:
        """A role that opened a place before: whoever is let in by another way as well is none of its holders."""
        if found.holders == frozenset() or "role-gone" in found.troubles:
            await self.database.run(lambda tx: drift.nobody_has(tx, look))
        elif found.holders is not None and inside is not None:
            await self._judge(look, Seen(found.holders - inside, at, names=found.names))

    async def _judge(self, look: Look, seen: Seen) -> None:
        """In batches, so that nobody waits for thousands."""
        for some in _batches(await self.database.run(lambda tx: drift.concerned(tx, look, seen))):
            await self.database.run(partial(_judged, look, seen, some))
        await self.database.run(partial(_reported, look))


def _batches(all_of_them: Sequence[Account]) -> Iterator[Sequence[Account]]:
    for start in range(0, len(all_of_them), BATCH):
        yield all_of_them[start : start + BATCH]


def _people(tx: Tx, *, platform: str, after: Account | None) -> list[tuple[KnownAccount, bool]]:
    """The next accounts, each with whether anything here depends on its person."""
    found = accounts.some(tx, platform, after=after, limit=PEOPLE)
    matter = concerned(tx, {each.person for each in found if each.gone is not None})
    return [(each, each.person in matter) for each in found]


def _applicants(tx: Tx, *, platform: str) -> list[KnownAccount]:
    asked = dict.fromkeys(each.account for each in requests.every_open(tx) if each.account.platform == platform)
    return [known for each in asked if (known := accounts.account(tx, each)) is not None]


def _found(look: Look, wrong: troubles.Found, inside: Collection[Account], tx: Tx) -> None:
    troubles.found(tx, look.home, wrong, everyone_reads=look.everyone_reads)
    troubles.let_in_again(tx, look.home, inside)


def _judged(look: Look, seen: Seen, some: Sequence[Account], tx: Tx) -> None:
    drift.judge(tx, look, seen, some)


def _reported(look: Look, tx: Tx) -> None:
    reports.report(tx, look.home, admin=look.admin)
