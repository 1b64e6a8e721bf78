"""The connection to Discord's gateway: what happens there becomes what the engine understands, each event once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.answering import Desk
from adapters.discord.inbound import PLATFORM, Interaction, actor_of, place_of
from adapters.discord.rest import without_voice
from adapters.discord.traffic import Traffic
from bot.chat.address import Posted
from bot.chat.inbound import Arrived, Erased, EventTouched, Inbound, Left, PlaceGone, Reacted, Unreacted
from bot.chat.port import Engine
from bot.errors import in_words, named

log = structlog.get_logger(__name__)

LONGEST_WAIT = 60.0
"""Seconds that discord.py may wait for a limit by itself; beyond, the job goes back and others get their turn."""

class NotDiscord(Exception):
    """Somebody else answers at `api_url`: a proxy that lets nobody through, or a slip of the hand."""


LOST = (
    OSError, TimeoutError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound,
    discord.ConnectionClosed, NotDiscord,
)  # fmt: skip
"""What becomes of a connection by itself; discord.py connects again, or tells us."""

WRONG_TOKEN = 4004
"""So the gateway closes once a token is not valid (any more): Discord's reference, "Gateway Close Event Codes"."""


async def logged_in(login: Awaitable[None]) -> None:
    """discord.py takes every answer of 200 to be Discord's own."""
    try:
        await login
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        raise NotDiscord from problem


def why_lost(problem: BaseException) -> str:
    """Why there is no connection, in words."""
    match problem:
        case NotDiscord():
            return "what answers at api_url of [discord] is not Discord"
        case discord.ConnectionClosed():
            return f"Discord closed the connection, code {problem.code}"
        case discord.HTTPException():
            return f"Discord answered {problem.status}"
        case discord.GatewayNotFound():
            return "Discord named no gateway"
        case _:
            return in_words(problem)


class _Briefly(logging.Filter):
    """What discord.py tells of a lost connection, in one line: where in its own code it noticed helps nobody."""

    def filter(self, record: logging.LogRecord) -> bool:
        why = record.exc_info[1] if record.exc_info else None
        if isinstance(why, LOST):
            record.msg, record.args = f"{record.getMessage()} ({why_lost(why)})", ()
            record.debug = named(why)
            record.exc_info = record.exc_text = None
        return True


_BRIEFLY = _Briefly()


def intents() -> discord.Intents:
    """Only what we need; why stands in `manifest`, which says the same to the operator."""
    return discord.Intents(
        guilds=True, members=True, guild_messages=True, guild_reactions=True, guild_scheduled_events=True
    )


def point_to(api_url: str, gateway_url: str) -> None:
    """Where discord.py finds Discord, for REST, webhooks and gateway alike: it keeps this for the whole process."""
    Route.BASE = api_url.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


class Connection(discord.AutoShardedClient):
    """Hears events of our servers. `gaps` counts how often events may have been missed."""

    def __init__(
        self, engine: Engine, desk: Desk, traffic: Traffic, *, gateway_url: str, guilds: frozenset[str],
        servers_within: float,
    ) -> None:  # fmt: skip
        """`servers_within` is how many seconds after the last server came discord.py takes them to be complete."""
        without_voice()
        for name in ("discord.client", "discord.shard"):
            logging.getLogger(name).addFilter(_BRIEFLY)
        super().__init__(
            intents=intents(), max_messages=None, allowed_mentions=discord.AllowedMentions.none(),
            http_trace=traffic.trace(), max_ratelimit_timeout=LONGEST_WAIT, guild_ready_timeout=servers_within,
        )  # fmt: skip
        self._engine = engine
        self._desk = desk
        self._gateway_url = gateway_url
        self._guilds = guilds
        self._lost: set[int] = set()
        self._telling: dict[str, asyncio.Task[None]] = {}
        self._answering: set[asyncio.Task[None]] = set()
        self._on_connected: Callable[[], Awaitable[None]] | None = None
        self._on_invited: Callable[[], Awaitable[None]] | None = None
        self.gaps = 0

    def when_connected(self, run: Callable[[], Awaitable[None]]) -> None:
        """`run` is awaited each time all shards are connected anew; it must not mind being repeated."""
        self._on_connected = run

    def when_invited(self, run: Callable[[], Awaitable[None]]) -> None:
        """`run` is awaited when one of the servers that the configuration names lets us in."""
        self._on_invited = run

    def connected(self) -> bool:
        return self.is_ready() and not self._lost

    def ours(self, guild: int | str | None) -> bool:
        """Whether we answer there: everywhere, or where the configuration says."""
        return guild is None or not self._guilds or str(guild) in self._guilds

    async def setup_hook(self) -> None:
        """The operator's gateway instead of the one that Discord names, when they differ."""
        named = self.http.get_bot_gateway

        async def configured() -> tuple[int, str, Any]:
            shards, _, limit = await named()
            return shards, self._gateway_url, limit

        self.http.get_bot_gateway = configured  # type: ignore[method-assign]  # discord.py has no setting for it

    async def login(self, token: str) -> None:
        """NotDiscord where something else answers than Discord would."""
        await logged_in(super().login(token))

    # The connection itself.

    async def on_ready(self) -> None:
        """Comes again after every connection that could not be resumed (R3)."""
        self.gaps += 1
        if self._on_connected is not None:
            await self._on_connected()

    async def on_shard_ready(self, shard: int) -> None:
        self._lost.discard(shard)
        if self.is_ready():
            self.gaps += 1

    async def on_shard_resumed(self, shard: int) -> None:
        self._lost.discard(shard)

    async def on_shard_disconnect(self, shard: int) -> None:
        if not self.is_closed():
            self._lost.add(shard)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        if self._on_invited is not None and str(guild.id) in self._guilds:
            await self._on_invited()

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("An event could not be handled", happened=event_method)

    # What people do.

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """While an event is read its number is known, which names it also when it is told again after a resume."""
        match event:
            case "interaction":
                self._interaction(args[0])
            case "raw_reaction_add" | "raw_reaction_remove":
                self._reacted(args[0])
            case "member_join":
                self._arrived(args[0])
            case "raw_member_remove":
                self._left(args[0])
            case "raw_message_delete":
                self._erased(args[0], {args[0].message_id})
            case "raw_bulk_message_delete":
                self._erased(args[0], args[0].message_ids)
            case "guild_channel_delete":
                self._channel_gone(args[0])
            case "scheduled_event_update":
                self._event_touched(args[1])
            case "scheduled_event_delete":
                self._event_touched(args[0])
            case "scheduled_event_user_add" | "scheduled_event_user_remove":
                self._event_touched(args[0], by_guests=True)
            case "guild_remove" | "guild_join" | "guild_role_delete":
                self.gaps += 1
        super().dispatch(event, *args, **kwargs)

    @property
    def working(self) -> set[asyncio.Task[None]]:
        """What people did that is not handled, or not answered, yet."""
        return {*self._answering, *self._telling.values()}

    def _interaction(self, it: Interaction) -> None:
        if self.ours(it.guild_id):
            task = self.loop.create_task(self._desk.take(it))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    def _tell(self, inbound: Inbound, about: str) -> None:
        """What concerns the same person or place is handled in the order in which it happened."""
        self._telling[about] = self.loop.create_task(self._after(self._telling.get(about), inbound, about))

    async def _after(self, earlier: asyncio.Task[None] | None, inbound: Inbound, about: str) -> None:
        if earlier is not None:
            await asyncio.wait({earlier})
        await self._engine.receive(inbound)
        if self._telling.get(about) is asyncio.current_task():
            del self._telling[about]

    def _number(self, guild: int) -> str:
        """The session and number of the event that is being read now."""
        ws = self._connection._get_websocket(guild)
        return f"{ws.session_id}:{ws.sequence}"

    def _reacted(self, event: discord.RawReactionActionEvent) -> None:
        """Any emoji that is a sign of its own, by anybody but ourselves, put or taken off."""
        if event.guild_id is None or event.emoji.is_custom_emoji() or not self.ours(event.guild_id):
            return
        if self.user is not None and event.user_id == self.user.id:
            return
        by = event.member or self._known(event.guild_id, event.user_id)
        where = Posted(place_of(event.guild_id, event.channel_id), str(event.message_id))
        who = actor_of(by, guild=event.guild_id)
        number = self._number(event.guild_id)
        told: Reacted | Unreacted = Unreacted(f"unreacted:{number}", who, where, str(event.emoji))
        if event.event_type == "REACTION_ADD":
            told = Reacted(f"reacted:{number}", who, where, str(event.emoji), answerable=False)
        self._tell(told, who.account.id)

    def _known(self, guild: int, user: int) -> Any:
        found = self.get_guild(guild)
        return (found.get_member(user) if found else None) or self.get_user(user) or discord.Object(user)

    def _arrived(self, member: discord.Member) -> None:
        if not member.bot and self.ours(member.guild.id):
            who = actor_of(member, guild=member.guild.id)
            number = self._number(member.guild.id)
            self._tell(Arrived(f"arrived:{number}", who, str(member.guild.id), None), who.account.id)

    def _left(self, event: discord.RawMemberRemoveEvent) -> None:
        """Gone from one server; from all of ours unless another still has them."""
        if event.user.bot or not self.ours(event.guild_id):
            return
        others = (each for each in self.guilds if each.id != event.guild_id and self.ours(each.id))
        elsewhere = any(each.get_member(event.user.id) is not None for each in others)
        who = actor_of(event.user, guild=event.guild_id)
        number = self._number(event.guild_id)
        self._tell(Left(f"left:{number}", who, str(event.guild_id), None, elsewhere), who.account.id)

    def _erased(
        self, event: discord.RawMessageDeleteEvent | discord.RawBulkMessageDeleteEvent, messages: set[int]
    ) -> None:
        if event.guild_id is None or not self.ours(event.guild_id):
            return
        place, number = place_of(event.guild_id, event.channel_id), self._number(event.guild_id)
        for each in messages:
            self._tell(Erased(f"erased:{number}:{each}", Posted(place, str(each))), f"message {each}")

    def _channel_gone(self, channel: discord.abc.GuildChannel) -> None:
        if self.ours(channel.guild.id):
            number = self._number(channel.guild.id)
            self._tell(PlaceGone(f"gone:{number}", place_of(channel.guild.id, channel.id)), f"place {channel.id}")

    def _event_touched(self, event: discord.ScheduledEvent, *, by_guests: bool = False) -> None:
        """One of ours; that we changed it ourselves shows when it is looked at."""
        if self.user is not None and event.creator_id == self.user.id and self.ours(event.guild_id):
            guild, number = str(event.guild_id), self._number(event.guild_id)
            touched = EventTouched(f"event:{number}", PLATFORM, guild, str(event.id), by_guests)
            self._tell(touched, f"event {event.id}")
