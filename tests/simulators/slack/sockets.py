"""Socket Mode: the app's connections, each event to one of them, and the ways in which connections end or go quiet."""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Literal

from aiohttp import WSMsgType, web

from tests.simulators.slack.delivery import Ack, Envelope
from tests.simulators.slack.world import Payload, World

MOST = 10
"""Connections that one app may hold at the same time."""

TICKET_SECONDS = 30
GRACE = 10
"""Seconds in which an app may close a connection itself that Slack wants to refresh."""

HOST = "applink-simulated"

Farewell = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


class Connection:
    """One socket. A silent one takes frames and sends none; `pongs` is whether it still answers pings."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.socket = socket
        self.transport = transport
        self.silent = False
        self.pongs = True

    async def say(self, frame: Payload) -> bool:
        if self.silent:
            return True
        if self.socket.closed:
            return False
        try:
            await self.socket.send_str(json.dumps(frame))
        except (ConnectionError, RuntimeError):
            return False
        return True


class Sockets:
    """All connections of the app; `opened` counts those that ever were."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.connections: list[Connection] = []
        self.opened = 0
        self._tickets: dict[str, float] = {}
        self._waiting: dict[str, asyncio.Future[Ack]] = {}
        self._turn = 0

    def ticket(self) -> str:
        """One connection, within half a minute."""
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = self.world.timers.now() + TICKET_SECONDS
        return ticket

    async def accept(self, request: web.Request) -> web.StreamResponse:
        until = self._tickets.pop(request.query.get("ticket", ""), 0.0)
        if until < self.world.timers.now():
            return web.Response(status=401, text="invalid ticket")
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        connection = Connection(socket, request.transport)
        if len(self.connections) >= MOST:
            await self._farewell(connection, "too_many_websockets")
            return socket
        self.opened += 1
        self.connections.append(connection)
        try:
            await connection.say(self._hello())
            await socket.ping(f"Ping from {HOST}".encode())
            await self._listen(connection)
        finally:
            self._forget(connection)
        return socket

    async def send(self, envelope: Envelope) -> Ack:
        """To one connection, in turn; when a connection turns out to be dead, to the next."""
        answer: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._waiting[envelope.id] = answer
        try:
            while self.connections:
                self._turn = (self._turn + 1) % len(self.connections)
                connection = self.connections[self._turn]
                if await connection.say(_frame(envelope)):
                    return await answer
                self._forget(connection)
            return Ack(failure="connection_failed")
        finally:
            self._waiting.pop(envelope.id, None)

    async def says_goodbye(self, reason: Farewell) -> None:
        """A disconnect message on every connection. After refresh_requested nothing comes by it, and it is soon closed.

        A warning is only that; with link_disabled (Socket Mode switched off) the connection is closed at once.
        """
        for connection in list(self.connections):
            await self._farewell(connection, reason)

    def drop(self) -> None:
        """Every connection breaks without a word, as when a cable is pulled."""
        for connection in list(self.connections):
            self._forget(connection)
            if connection.transport is not None:
                connection.transport.abort()

    def fall_silent(self, *, pongs: bool = True) -> None:
        """Connections that look alive and bring nothing; those opened later are well."""
        for connection in self.connections:
            connection.silent, connection.pongs = True, pongs

    async def close(self) -> None:
        for connection in list(self.connections):
            self._forget(connection)
            await connection.socket.close()

    def _hello(self) -> Payload:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": HOST, "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.world.app_id},
        }

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.socket:
            if frame.type is WSMsgType.PING and connection.pongs:
                await connection.socket.pong(frame.data)
            elif frame.type is WSMsgType.TEXT and not connection.silent:
                self._answered(frame.json())

    def _answered(self, frame: Payload) -> None:
        waiting = self._waiting.get(frame.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(Ack(frame.get("payload") or None))

    async def _farewell(self, connection: Connection, reason: Farewell) -> None:
        await connection.say({"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}})
        if reason == "warning":
            return
        self._forget(connection)
        if reason != "refresh_requested":
            await connection.socket.close()
        elif connection.transport is not None:
            self.world.timers.later(GRACE, connection.transport.close)

    def _forget(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)


def _frame(envelope: Envelope) -> Payload:
    frame: Payload = {
        "envelope_id": envelope.id,
        "payload": envelope.payload,
        "type": envelope.kind,
        "accepts_response_payload": envelope.accepts_answer,
    }
    if envelope.kind == "events_api":
        frame["retry_attempt"] = envelope.retry.attempt if envelope.retry else 0
        frame["retry_reason"] = envelope.retry.reason if envelope.retry else ""
    return frame
