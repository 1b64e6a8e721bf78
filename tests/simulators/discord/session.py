"""One client's session at the gateway: what it was sent, so that a lost connection can be taken up again."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import WSMessage, web

from tests.simulators.discord.events import Intent

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME, RECONNECT, REQUEST_MEMBERS = 0, 1, 2, 3, 4, 6, 7, 8
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11


class Socket:
    """A connection; `silent` sends nothing more, as a line that died without anybody noticing."""

    def __init__(self, request: web.Request, ws: web.WebSocketResponse) -> None:
        self._request, self._ws = request, ws
        self._pack = _packer(request.query.get("compress"))
        self._outgoing: asyncio.Queue[str | int] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())
        self.silent = False
        self.session: Session | None = None
        self.heartbeats = 0
        self.closed_by_us = self._saying_goodbye = False

    def send(self, op: int, data: Any, *, name: str | None = None, seq: int | None = None) -> None:
        if not self.silent:
            self._outgoing.put_nowait(json.dumps({"t": name, "s": seq, "op": op, "d": data}))

    def close(self, code: int) -> None:
        """After everything that was sent before."""
        self.closed_by_us = self._saying_goodbye = True
        self._outgoing.put_nowait(code)

    def cut(self) -> None:
        """The line is gone without a goodbye."""
        self.closed_by_us = True
        self._writer.cancel()
        if self._request.transport is not None:
            self._request.transport.abort()

    async def receive(self) -> WSMessage:
        return await self._ws.receive()

    async def end(self) -> int | None:
        if not self._saying_goodbye:
            self._writer.cancel()
        with suppress(asyncio.CancelledError):
            await self._writer
        with suppress(ConnectionError):
            await self._ws.close()
        return self._ws.close_code

    async def _write(self) -> None:
        with suppress(ConnectionError):
            while True:
                what = await self._outgoing.get()
                if isinstance(what, int):
                    await self._ws.close(code=what)
                    return
                packed = self._pack(what)
                await (self._ws.send_bytes(packed) if isinstance(packed, bytes) else self._ws.send_str(packed))


def _packer(compression: str | None) -> Callable[[str], str | bytes]:
    """`zlib-stream` is one stream for the whole connection, flushed after each message; else plain text."""
    if compression != "zlib-stream":
        return lambda text: text
    stream = zlib.compressobj(1)
    return lambda text: stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH)


@dataclass(eq=False)
class Session:
    """`sent` holds every event in order; a client that lost its connection asks for those after the last it saw."""

    id: str
    intents: Intent
    shard: tuple[int, int]
    large_threshold: int
    socket: Socket | None
    sent: list[tuple[int, str, Any]] = field(default_factory=list)
    lost_at: datetime | None = None

    @property
    def seq(self) -> int:
        return self.sent[-1][0] if self.sent else 0

    def push(self, name: str, data: Any) -> None:
        self.sent.append((self.seq + 1, name, data))
        if self.socket is not None:
            self.socket.send(DISPATCH, data, name=name, seq=self.seq)

    def serves(self, guild_id: int | None) -> bool:
        """Private messages and everything without a server go to the first shard."""
        index, count = self.shard
        return (0 if guild_id is None else (guild_id >> 22) % count) == index
