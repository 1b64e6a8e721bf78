"""Discord as a platform: what the port asks for, each part kept by a module of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain, repeat
from typing import Any

import aiohttp
import discord
import structlog

from adapters.discord import commands
from adapters.discord.access import Access
from adapters.discord.answering import PATIENCE, Desk
from adapters.discord.checking import Asked, findings
from adapters.discord.connection import LOST, WRONG_TOKEN, Connection, point_to, why_lost
from adapters.discord.events import Events
from adapters.discord.inbound import PLATFORM
from adapters.discord.markup import Writer
from adapters.discord.posting import Posting
from adapters.discord.render import CHARACTERS, pages
from adapters.discord.rest import Rest
from adapters.discord.traffic import Traffic
from bot.chat.address import Account, Place, Posted, Target
from bot.chat.drafts import Drafts
from bot.chat.message import Message
from bot.chat.port import (  # fmt: skip
    Engine,
    Finding,
    Held,
    Inspected,
    Limits,
    Listed,
    Made,
    Memory,
    Room,
    TryLater,
    Undeliverable,
    finished,
)
from bot.chat.text import Text
from bot.commands.feature import CommandSpec, ShortcutSpec
from bot.errors import OperatorError, named
from bot.i18n import Catalogue

log = structlog.get_logger(__name__)

AT_ONCE = 24
"""Sends under way at the same time: so many fill fifty requests a second as long as an answer takes half a second."""

SERVERS_WITHIN = 2.0

AGAIN = (5.0, 30.0, 120.0, 600.0)
"""Seconds before Discord is told our commands again, when it did not take them; the last from then on."""

THREAD = 100
"""Characters of a thread's name."""


class Discord:
    """One bot on all its servers, or on those that `guilds` names."""

    name: str = PLATFORM
    limits: Limits = Limits(CHARACTERS, buttons_per_row=5, form_fields=5, sends_at_once=AT_ONCE)

    def __init__(
        self,
        token: str,
        *,
        api_url: str,
        gateway_url: str,
        guilds: Sequence[str],
        copy: Catalogue,
        specs: Sequence[CommandSpec],
        memory: Memory,
        shortcuts: Sequence[ShortcutSpec] = (),
        patience: float = PATIENCE,
        servers_within: float = SERVERS_WITHIN,
        again: Sequence[float] = AGAIN,
    ) -> None:
        self._token = token
        self._api_url, self._gateway_url = api_url, gateway_url
        self._guilds = frozenset(guilds)
        self._copy = copy
        self._specs = tuple(specs)
        self._shortcuts = tuple(shortcuts)
        self._memory = memory
        self._patience = patience
        self._servers_within = servers_within
        self._commands: dict[str, dict[str, str]] = {}
        self._client: Connection | None = None
        self._registered = False
        self._telling: asyncio.Task[None] | None = None
        self._again = again
        self._gaps = 0

    async def run(self, engine: Engine) -> None:
        """Connect and stay connected; OperatorError when the token or the application's settings are wrong.

        TryLater when Discord cannot be reached.
        """
        point_to(self._api_url, self._gateway_url)
        traffic = Traffic()
        desk = Desk(engine, self._copy, Drafts(self._memory), self._commands, self._patience)
        client = Connection(
            engine, desk, traffic, gateway_url=self._gateway_url, guilds=self._guilds,
            servers_within=self._servers_within,
        )  # fmt: skip
        client.when_connected(self._register)
        client.when_invited(self._register_anew)
        self._rest = Rest(client.http, traffic)
        self._access = Access(self._rest, client)
        self._posting: Posting | None = None
        self._client = client
        try:
            async with client:
                try:
                    await client.start(self._token)
                finally:
                    self._rest.over = True
                    await finished(client.working)
        except discord.LoginFailure as problem:
            raise _wrong_token() from problem
        except discord.PrivilegedIntentsRequired as problem:
            raise OperatorError(
                "Discord does not tell this application who the members of a server are.",
                "Switch it on: discord.com/developers, your application, Bot, Server Members Intent.",
            ) from problem
        except LOST as problem:
            if isinstance(problem, discord.ConnectionClosed) and problem.code == WRONG_TOKEN:
                raise _wrong_token() from problem
            raise TryLater(why_lost(problem)) from problem
        finally:
            self._gaps += client.gaps
            self._client = None
            if self._telling is not None:
                self._telling.cancel()

    def ready(self) -> bool:
        return self._client is not None and self._client.connected()

    @property
    def gaps(self) -> int:
        return self._gaps + (self._client.gaps if self._client is not None else 0)

    async def _register(self) -> None:
        """Tell Discord our commands, once in the life of this process and only where they differ."""
        telling = self._telling is not None and not self._telling.done()
        if not self._registered and not telling:
            wanted = commands.application_commands(self._specs, self._copy, self._shortcuts)
            self._telling = asyncio.create_task(self._tell_commands(self._connected, wanted))

    async def _register_anew(self) -> None:
        """One of the servers that are to have commands of their own let us in."""
        self._registered = False
        await self._register()

    async def _tell_commands(self, client: Connection, wanted: Sequence[dict[str, Any]]) -> None:
        """What Discord refuses or does not hear is told again, later and later."""
        application = client.application_id or 0  # known since the login
        for seconds in chain(self._again, repeat(self._again[-1])):
            try:
                self._commands.update(await commands.register(client.http, application, wanted, self._guilds))
                self._registered = True
                return
            except (discord.DiscordException, aiohttp.ClientError, OSError) as problem:
                why = _why_not_taken(problem)
                log.warning("Discord did not take our commands", seconds=seconds, reason=why, debug=named(problem))
            await asyncio.sleep(seconds)

    @property
    def _connected(self) -> Connection:
        if self._client is None or self._client.user is None:
            raise TryLater("not connected yet")
        return self._client

    @property
    def _messages(self) -> Posting:
        me = self._connected.user
        assert me is not None  # `_connected` raised otherwise
        if self._posting is None:
            self._posting = Posting(self._rest, str(me.id))
        return self._posting

    def _writer(self, to: Target, locale: str, timezone: str) -> Writer:
        known = commands.ids_in(self._commands, to.workspace if isinstance(to, Place) else None)
        return Writer(self._copy, self._copy.best(locale), timezone, known)

    # Messages.

    async def send(
        self, to: Target, message: Message, *, locale: str, timezone: str, once: str, doubted: datetime | None = None
    ) -> Posted:
        """Whoever shares no server with us any more is gone, though Discord only says that their inbox is closed."""
        said = pages(message, self._writer(to, locale, timezone))
        try:
            return await self._messages.post(to, said, message.emoji, once=once, doubted=doubted)
        except Undeliverable as problem:
            if problem.reason == "closed" and isinstance(to, Account) and not await self.present(to):
                raise Undeliverable("gone", problem.detail) from problem
            if problem.reason == "forbidden" and isinstance(to, Place):
                raise self._access.unwritten(problem, to, files=any(each.files for each in said)) from problem
            raise

    async def edit(self, posted: Posted, message: Message, *, locale: str, timezone: str) -> Posted:
        said = pages(message, self._writer(posted.target, locale, timezone))
        return await self._messages.edit(posted, said, message.emoji)

    async def open_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> str:
        return await self._messages.open_thread(posted, self._title(posted, title, locale, timezone))

    async def rename_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> None:
        """Discord takes two new titles in ten minutes; further ones come when it takes them."""
        await self._messages.rename_thread(posted, self._title(posted, title, locale, timezone))

    def _title(self, posted: Posted, title: Text, locale: str, timezone: str) -> str:
        return self._writer(posted.target, locale, timezone).plain(title, THREAD) or "…"

    async def pin(self, posted: Posted) -> None:
        await self._messages.pin(posted, keep=True)

    async def unpin(self, posted: Posted) -> None:
        await self._messages.pin(posted, keep=False)

    async def erase(self, posted: Posted) -> None:
        await self._messages.erase(posted)

    async def reactions(self, posted: Posted) -> tuple[tuple[Account, str], ...]:
        return await self._messages.reactions(posted)

    async def remove_reaction(self, posted: Posted, account: Account, emoji: str) -> None:
        await self._messages.remove_reaction(posted, account, emoji)

    # People and places.

    async def grant(self, account: Account, place: Place, *, role: str) -> None:
        await self._reachable.grant(account, place, role)

    async def revoke(self, account: Account, place: Place, *, role: str) -> None:
        await self._reachable.revoke(account, place, role)

    async def present(self, account: Account) -> bool:
        return await self._reachable.present(account, self._guilds)

    async def open_place(
        self, place: Place, *, role: str, everyone_reads: bool, members_write: bool, topic: str
    ) -> None:
        await self._reachable.open_place(
            place, role, everyone_reads=everyone_reads, members_write=members_write, topic=topic
        )

    async def make_places(
        self, workspace: str, *, slug: str, name: str, everyone_reads: bool, doubted: datetime | None = None
    ) -> Made:
        return await self._reachable.make_places(workspace, slug=slug, name=name, doubted=doubted)

    # The server's own list of events.

    async def hold_event(
        self, workspace: str, event: Listed, *, once: str, known: str, locale: str, timezone: str
    ) -> Held:
        writer = self._writer(Place(PLATFORM, workspace, ""), locale, timezone)
        return await self._events.hold(workspace, event, writer, once=once, known=known)

    async def drop_event(self, workspace: str, *, once: str, known: str, called_off: bool) -> None:
        await self._events.drop(workspace, once=once, known=known, called_off=called_off)

    async def look_at_event(self, workspace: str, known: str) -> Held:
        return await self._events.look(workspace, known)

    @property
    def _events(self) -> Events:
        me = self._connected.user
        assert me is not None  # `_connected` raised otherwise
        return Events(self._rest, str(me.id))

    async def inspect(self, room: Room) -> Inspected:
        return self._reachable.inspect(room.place, room.role)

    async def workspaces(self) -> Mapping[str, str]:
        """Of servers that are there now: one that is away is not told by its name."""
        servers = (each for each in self._connected.guilds if self._connected.ours(each.id) and not each.unavailable)
        return {str(each.id): each.name for each in servers}

    async def check(self, rooms: Sequence[Room]) -> Sequence[Finding]:
        """By REST alone, so that it can be asked beside a running bot."""
        point_to(self._api_url, self._gateway_url)
        asked = Asked(self._token, self._guilds, self._specs, self._shortcuts, self._copy)
        return await findings(asked, rooms)

    def typed(self, command: str, arguments: Mapping[str, str]) -> str:
        """Discord shows the name of each option before what is chosen for it."""
        return " ".join((f"/{command}", *(f"{name}:{value}" for name, value in arguments.items())))

    @property
    def _reachable(self) -> Access:
        self._connected  # noqa: B018 - raises while there is no connection
        return self._access


def _why_not_taken(problem: BaseException) -> str:
    """What Discord says of our commands; of a server we are not on, that it does not exist (10004) or is closed."""
    if isinstance(problem, discord.HTTPException) and problem.code in (10004, 50001):
        return "guilds of [discord] names a server that the bot is not on; palabre check says which"
    return str(problem) if isinstance(problem, discord.HTTPException) else why_lost(problem)


def _wrong_token() -> OperatorError:
    return OperatorError(
        "Discord does not know the token of [discord].",
        "Copy it anew: discord.com/developers, your application, Bot, Reset Token; then set PALABRE_DISCORD__TOKEN and "
        "start again.",
    )


def build(
    section: Mapping[str, object], *, copy: Catalogue, specs: Sequence[CommandSpec],
    shortcuts: Sequence[ShortcutSpec], memory: Memory,
) -> Discord:  # fmt: skip
    """From the section [discord] of the configuration, secrets in clear."""
    guilds = section["guilds"]
    return Discord(
        str(section["token"]), api_url=str(section["api_url"]), gateway_url=str(section["gateway_url"]),
        guilds=[str(each) for each in guilds] if isinstance(guilds, list | tuple) else [],
        copy=copy, specs=specs, shortcuts=shortcuts, memory=memory,
    )  # fmt: skip
