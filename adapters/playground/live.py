"""Tells the open pages that something changed; they ask for what they show, so nothing is lost when a line breaks."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiohttp import WSCloseCode, web

TOGETHER = 0.03
"""Seconds: changes that come closer together are told at once."""


class Live:
    """The open pages' sockets. A scope is a workspace's id, or `world` for what all panes share (the clock, people)."""

    def __init__(self) -> None:
        self._sockets: set[web.WebSocketResponse] = set()
        self._scopes: set[str] = set()
        self._telling: asyncio.Task[None] | None = None

    def changed(self, scope: str) -> None:
        """Must be called in the loop; returns at once."""
        if not self._sockets:
            return
        self._scopes.add(scope)
        if self._telling is None or self._telling.done():
            self._telling = asyncio.get_running_loop().create_task(self._tell())

    async def _tell(self) -> None:
        while self._scopes:
            await asyncio.sleep(TOGETHER)
            scopes, self._scopes = sorted(self._scopes), set()
            for socket in tuple(self._sockets):
                # A page that is gone is noticed by its own handler.
                with suppress(ConnectionError):
                    await socket.send_json({"changed": scopes})

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Stay with one page until it leaves; what it says is not listened to."""
        socket = web.WebSocketResponse(heartbeat=20.0)
        await socket.prepare(request)
        self._sockets.add(socket)
        try:
            async for _ in socket:
                pass
        finally:
            self._sockets.discard(socket)
        return socket

    async def close(self) -> None:
        for socket in tuple(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)
        if self._telling:
            self._telling.cancel()
