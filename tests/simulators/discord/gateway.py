"""The gateway: who may connect, what each client is told, and taking up a lost session again."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.simulators.discord import payloads, permission
from tests.simulators.discord.events import LAST_BIT, PRIVILEGED, Event, Intent, wanted, without_content
from tests.simulators.discord.session import (
    DISPATCH,
    HEARTBEAT,
    HEARTBEAT_ACK,
    HELLO,
    IDENTIFY,
    INVALID_SESSION,
    PRESENCE,
    RECONNECT,
    REQUEST_MEMBERS,
    RESUME,
    VOICE_STATE,
    Session,
    Socket,
)

if TYPE_CHECKING:
    from tests.simulators.discord.guild import Guild
    from tests.simulators.discord.world import World

UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, WRONG_TOKEN, TWICE = 4001, 4002, 4003, 4004, 4005
INVALID_SHARD, SHARDING_REQUIRED, INVALID_INTENTS, DISALLOWED_INTENTS = 4010, 4011, 4013, 4014
RESUMABLE_FOR = timedelta(minutes=5)
_STRIPPED = {"MESSAGE_CREATE", "MESSAGE_UPDATE"}


class Gateway:
    """`shards` is what Discord recommends; `sharding_required` closes those who come without; `url` is set at start."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.url = ""
        self.shards = 1
        self.sharding_required = False
        self.heartbeat_interval = 41.25
        self.identified = 0
        """How often a client began a new session; resuming one does not count."""
        self.resumed = 0
        self.sessions: dict[str, Session] = {}
        self.sockets: set[Socket] = set()
        world.listeners.append(self.tell)

    # What a test can do to it.

    @property
    def online(self) -> bool:
        """Whether a client is connected and logged in."""
        return any(session.socket is not None for session in self.sessions.values())

    def reconnect(self) -> None:
        """Ask the clients to connect anew and resume."""
        for socket in self.sockets:
            socket.send(RECONNECT, None)

    def drop(self, *, resumable: bool = True) -> None:
        """Lose every connection at once; without `resumable` Discord has forgotten the sessions too."""
        if not resumable:
            self.sessions.clear()
        for socket in list(self.sockets):
            socket.cut()

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell the clients that their session is no longer valid."""
        for socket in self.sockets:
            socket.send(INVALID_SESSION, resumable)
        if not resumable:
            self.sessions.clear()

    def close(self, code: int) -> None:
        """Close every connection with one of Discord's codes (4000 and up)."""
        for socket in self.sockets:
            socket.close(code)

    def silence(self) -> None:
        """Connections look alive and carry nothing more, not even answers to heartbeats."""
        for socket in self.sockets:
            socket.silent = True

    # Connections.

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse(max_msg_size=0)
        await ws.prepare(request)
        socket = Socket(request, ws)
        self.sockets.add(socket)
        socket.send(HELLO, {"heartbeat_interval": int(self.heartbeat_interval * 1000), "_trace": ["[]"]})
        try:
            while (message := await socket.receive()).type in (WSMsgType.TEXT, WSMsgType.BINARY):
                self._hear(socket, message.data)
        finally:
            self._lost(socket, await socket.end())
        return ws

    def _lost(self, socket: Socket, code: int | None) -> None:
        """A client that says goodbye (1000, 1001) ends its session, any other loss leaves it to be resumed."""
        self.sockets.discard(socket)
        session = socket.session
        if session is not None and session.socket is socket:
            session.socket, session.lost_at = None, self.world.time.now()
            if code in (1000, 1001) and not socket.closed_by_us:
                self.sessions.pop(session.id, None)
        self.world.changed()

    def _hear(self, socket: Socket, text: str | bytes) -> None:
        try:
            payload = json.loads(text)
            op, data = payload["op"], payload.get("d")
        except (ValueError, KeyError, TypeError):
            return socket.close(DECODE_ERROR)
        if op == HEARTBEAT:
            socket.heartbeats += 1
            return socket.send(HEARTBEAT_ACK, None)
        if op == IDENTIFY:
            return self._identify(socket, data)
        if op == RESUME:
            return self._resume(socket, data)
        if socket.session is None:
            return socket.close(NOT_AUTHENTICATED)
        if op == REQUEST_MEMBERS:
            return self._list_members(socket.session, data)
        if op not in (PRESENCE, VOICE_STATE):
            socket.close(UNKNOWN_OPCODE)
        return None

    def _identify(self, socket: Socket, data: dict[str, Any]) -> None:
        shard = data.get("shard")
        intents = data.get("intents")
        if socket.session is not None:
            return socket.close(TWICE)
        if str(data.get("token")).removeprefix("Bot ") != self.world.token:
            return socket.close(WRONG_TOKEN)
        if shard is None and self.sharding_required:
            return socket.close(SHARDING_REQUIRED)
        if shard is not None and not 0 <= shard[0] < shard[1]:
            return socket.close(INVALID_SHARD)
        if not isinstance(intents, int) or not 0 <= intents < LAST_BIT << 1:
            return socket.close(INVALID_INTENTS)
        if Intent(intents) & PRIVILEGED & ~self.world.privileged:
            return socket.close(DISALLOWED_INTENTS)
        index, count = shard or (0, 1)
        session = Session(
            secrets.token_hex(16), Intent(intents), (index, count), data.get("large_threshold", 50), socket
        )
        socket.session = session
        self.sessions[session.id] = session
        self.identified += 1
        self._ready(session, {"shard": [index, count]} if shard else {})
        self.world.changed()
        return None

    def _ready(self, session: Session, shard: dict[str, Any]) -> None:
        """Every server first as unavailable, then each in full, except those Discord has lost for now."""
        bot = self.world.bot
        mine = [g for g in self.world.guilds.values() if bot.id in g.members and session.serves(g.id)]
        session.push("READY", {
            "v": 10, "user": payloads.me(bot), "session_id": session.id, "session_type": "normal",
            "resume_gateway_url": self.url, "private_channels": [], "presences": [], "relationships": [],
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine], "geo_ordered_rtc_regions": [],
            "application": {"id": str(self.world.application_id), "flags": application_flags(self.world)},
            "user_settings": {}, "guild_join_requests": [], "auth": {}, "_trace": [],
        } | shard)  # fmt: skip
        for guild in mine:
            if guild.available and Intent.GUILDS & session.intents:
                session.push("GUILD_CREATE", self._guild(session, guild, new=False))

    def _resume(self, socket: Socket, data: dict[str, Any]) -> None:
        if str(data.get("token")).removeprefix("Bot ") != self.world.token:
            return socket.close(WRONG_TOKEN)
        session = self.sessions.get(data.get("session_id", ""))
        seen = data.get("seq")
        expired = session and session.lost_at and self.world.time.now() - session.lost_at > RESUMABLE_FOR
        if session is None or expired or not isinstance(seen, int) or not 0 <= seen <= session.seq:
            return socket.send(INVALID_SESSION, False)
        session.socket, session.lost_at, socket.session = socket, None, session
        for seq, name, missed in session.sent:
            if seq > seen:
                socket.send(DISPATCH, missed, name=name, seq=seq)
        session.push("RESUMED", {"_trace": []})
        self.resumed += 1
        self.world.changed()
        return None

    # Telling.

    def tell(self, event: Event) -> None:
        for session in self.sessions.values():
            if self._hears(session, event):
                session.push(event.name, self._written(session, event))

    def _hears(self, session: Session, event: Event) -> bool:
        guild, bot = event.guild, self.world.bot
        if not session.serves(guild.id if guild else None) or not wanted(event, session.intents):
            return False
        if guild is not None and not event.even_if_away and (bot.id not in guild.members or not guild.available):
            return False
        return event.channel is None or permission.may_view(bot, event.channel)

    def _written(self, session: Session, event: Event) -> Any:
        if event.name == "GUILD_CREATE" and event.guild:
            return self._guild(session, event.guild, new=event.data["new"])
        if event.name in _STRIPPED and not Intent.MESSAGE_CONTENT & session.intents:
            return without_content(event.data, self.world.bot.id)
        return event.data

    def _guild(self, session: Session, guild: Guild, *, new: bool) -> Any:
        """Members are listed only with GUILD_PRESENCES and up to the client's threshold; else only the bot itself."""
        large = len(guild.members) > session.large_threshold
        listed = Intent.GUILD_PRESENCES & session.intents and not large
        members = guild.members.values() if listed else [guild.members[self.world.bot.id]]
        return payloads.guild_create(guild, members, large=large, new=new)

    def _list_members(self, session: Session, asked: dict[str, Any]) -> None:
        """In chunks of a thousand; all of them only for clients with GUILD_MEMBERS, the others are not answered."""
        guild = self.world.guilds.get(int(asked.get("guild_id") or 0))
        if guild is None or self.world.bot.id not in guild.members:
            return
        wanted_ids = [int(each) for each in _list(asked.get("user_ids"))]
        query, limit = asked.get("query"), int(asked.get("limit") or 0)
        if not wanted_ids and not query and not limit and not Intent.GUILD_MEMBERS & session.intents:
            return
        if wanted_ids:
            found = [guild.members[each] for each in wanted_ids[:100] if each in guild.members]
        else:
            start = (query or "").lower()
            found = [m for m in guild.members.values() if (m.nick or m.user.name).lower().startswith(start)]
            found = found[: min(limit, 100)] if query else found[: limit or None]
        missing = [str(each) for each in wanted_ids if each not in guild.members]
        chunks = [found[i : i + 1000] for i in range(0, len(found), 1000)] or [[]]
        for index, chunk in enumerate(chunks):
            session.push("GUILD_MEMBERS_CHUNK", {
                "guild_id": str(guild.id), "members": [payloads.member(each) for each in chunk],
                "chunk_index": index, "chunk_count": len(chunks), "not_found": missing, "nonce": asked.get("nonce"),
            })  # fmt: skip


def application_flags(world: World) -> int:
    """Which privileged intents are switched on, as an unverified application shows it."""
    bits = {Intent.GUILD_PRESENCES: 1 << 13, Intent.GUILD_MEMBERS: 1 << 15, Intent.MESSAGE_CONTENT: 1 << 19}
    return sum(bit for intent, bit in bits.items() if intent & world.privileged) | 1 << 23


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
