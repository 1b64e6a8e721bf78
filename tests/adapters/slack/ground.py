"""A workspace of the simulated Slack for tests: two people, two channels, and the real adapter connected to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from adapters.slack.manifest import app_manifest, asked_of
from adapters.slack.platform import Slack as Adapter
from bot.chat.address import Account, Place, Posted, Target
from bot.chat.port import Engine
from bot.clock import Clock
from bot.commands.feature import CommandSpec, ShortcutSpec
from bot.i18n import Catalogue
from bot.web.metrics import Metrics
from bot.web.server import Watched, serve
from tests.simulators.slack import Channel, Seen, Slack, User, simulated_slack
from tests.words import our_copy

QUICKLY = 0.01
"""Seconds between two looks at the connection."""


@cache
def copy() -> Catalogue:
    """Read once for all tests."""
    return our_copy()


@dataclass(slots=True)
class Head:
    """A memory that lasts as long as the test."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def keep(self, key: str, value: Mapping[str, Any], *, seconds: float) -> None:
        self.things[key] = dict(value)

    async def kept(self, key: str) -> dict[str, Any] | None:
        return self.things.get(key)

    async def forget(self, key: str) -> None:
        self.things.pop(key, None)


@dataclass(slots=True)
class Ground:
    """What the contract asks for, seen from outside by the simulated Slack's own eyes."""

    slack: Slack
    platform: Adapter
    clock: Clock
    amina: User
    ola: User
    room: Channel
    admins: Channel
    memory: Head

    @property
    def member(self) -> Account:
        return account(self.slack, self.amina)

    @property
    def channel(self) -> Place:
        return place(self.slack, self.room)

    @property
    def nobody(self) -> Account:
        return Account("slack", self.slack.team.id, "U0NOBODY99")

    @property
    def nowhere(self) -> Place:
        return Place("slack", self.slack.team.id, "C0NOWHERE9")

    async def shown(self, target: Target) -> list[str]:
        """Text alone, without buttons; a file belongs to the message above it."""
        where = self.amina.dm if isinstance(target, Account) else self._channel(target)
        found: list[str] = []
        for message in self.slack.world.channels[where.id].in_order():
            seen = self.see(message.channel, message.ts)
            if seen.files and not message.blocks and found:
                found[-1] += "\n" + "\n".join(seen.files)
            elif message.user == self.slack.world.bot.id and not message.subtype:
                found.append("\n".join(line for line in seen.lines if not line.startswith("[")))
        return found

    def see(self, channel: str, ts: str) -> Seen:
        """A message as somebody sees it who is there."""
        from tests.simulators.slack.seeing import see  # noqa: PLC0415 - the package offers people's eyes only

        found = self.slack.world.message(channel, ts)
        assert found is not None
        return see(self.slack, self.amina.person, found)

    def _channel(self, where: Place) -> Channel:
        return self.slack.world.channels[where.id]

    async def inside(self, place: Place) -> list[str]:
        people = self.slack.world.people
        return sorted(each for each in self._channel(place).members if not people[each].is_bot)

    async def close_inbox(self, account: Account) -> None:
        self.amina.person.dms = False

    async def forbid_managing(self, place: Place) -> None:
        """Somebody takes the bot out of the channel."""
        self.slack.team.removes_bot(self._channel(place))
        await self.slack.settles()

    async def react(self, posted: Posted, account: Account, emoji: str) -> None:
        self.amina.reacts(self.see(posted.target.id, posted.id), emoji)
        await self.slack.settles()

    async def files(self, posted: Posted) -> dict[str, bytes]:
        """Below the only message of ours, in the channel or in its thread."""
        world, where = self.slack.world, self.slack.world.channels[posted.target.id]
        ours = (each for each in where.in_order() if each.user == world.bot.id)
        found = (world.files[file] for each in ours for file in each.files if file in world.files)
        return {each.name: each.content for each in found if each.content is not None}

    async def pinned(self, place: Place) -> list[str]:
        return ["\n".join(self.see(place.id, ts).lines) for ts in self._channel(place).pins]

    async def comment(self, posted: Posted, thread: str, account: Account, said: str) -> None:
        await self.platform.grant(account, self.channel, role="")
        self.amina.writes(self.room, said, thread=self.see(posted.target.id, thread))
        await self.slack.settles()

    async def comments(self, posted: Posted, thread: str) -> list[str]:
        return [each.text for each in self.amina.messages(self.room, thread=self.see(posted.target.id, thread))[1:]]

    async def title(self, posted: Posted, thread: str) -> str:
        return ""

    async def heard(self) -> None:
        await self.slack.settles()

    async def go(self, account: Account) -> None:
        self.amina.leaves()
        await self.slack.settles()


def account(slack: Slack, user: User) -> Account:
    return Account("slack", slack.team.id, user.id)


def place(slack: Slack, channel: Channel) -> Place:
    return Place("slack", slack.team.id, channel.id)


def manifest(
    commands: Sequence[CommandSpec] = (), shortcuts: Sequence[ShortcutSpec] = (), *, http: bool = False
) -> dict[str, Any]:
    section = {"signing_secret": "s"} if http else {"app_token": "xapp"}
    asked = asked_of(
        section, copy(), specs=commands, shortcuts=shortcuts, name="Palabre",
        public_url="http://127.0.0.1",
    )  # fmt: skip
    return app_manifest(asked)


@asynccontextmanager
async def ground(
    engine: Engine, *, commands: Sequence[CommandSpec] = (), http: bool = False, clock: Clock | None = None,
    **settings: Any,
) -> AsyncIterator[Ground]:  # fmt: skip
    """A connected adapter in a workspace with a closed channel; nothing the client sent may have broken a rule."""
    time = clock or Clock()
    async with simulated_slack(manifest(commands, http=http), clock=clock) as slack:
        team = slack.team
        amina, ola = team.user("Amina", tz="Africa/Lagos"), team.user("Ola")
        room, admins = team.channel("climate", private=True), team.channel("climate-admins", private=True)
        memory = Head()
        adapter = Adapter(
            slack.bot_token, app_token="" if http else slack.app_token,
            signing_secret=slack.signing_secret if http else "", api_url=slack.api_url, command="/community",
            copy=copy(), specs=commands, memory=memory, watch=QUICKLY, a_message=0.0, **settings,
        )  # fmt: skip
        async with running(adapter, engine, slack):
            yield Ground(slack, adapter, time, amina, ola, room, admins, memory)
        assert slack.violations == []


@asynccontextmanager
async def running(adapter: Adapter, engine: Engine, slack: Slack) -> AsyncIterator[None]:
    """The adapter's own task, as the application runs it, and in HTTP mode the site that Slack calls."""
    task = asyncio.create_task(adapter.run(engine))
    try:
        async with AsyncExitStack() as stack:
            while not adapter.ready():
                if task.done():
                    await task
                await asyncio.sleep(0.002)
            if not slack.app.socket:
                await stack.enter_async_context(_site(adapter, slack))
            yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def _site(adapter: Adapter, slack: Slack) -> AsyncIterator[None]:
    """The application's own server, with the adapter's door in it."""

    async def idle() -> tuple[dict[str, Any], datetime]:
        return {}, datetime.now(UTC)

    watched = Watched({"slack": adapter.ready}, idle, Metrics())
    doors = dict.fromkeys(adapter.paths, adapter.answer)
    async with serve("127.0.0.1", 0, watched, doors) as port:
        assert await slack.saves_request_url(f"http://127.0.0.1:{port}/slack/events")
        yield
