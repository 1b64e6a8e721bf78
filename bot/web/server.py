"""The HTTP server: operators, monitors and calendar programs are told things there, and platforms call us."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from errno import EADDRINUSE

import structlog
from aiohttp import web

from bot.chat.port import Request, Response
from bot.errors import CannotListen, Remedy, Unavailable
from bot.web.figures import Lane
from bot.web.metrics import Metrics

log = structlog.get_logger(__name__)

LOOKING = ("bot/", "bot-", "crawler", "externalhit", "preview", "scanner", "whatsapp")
"""Signs of programs that open links to show what is behind them; nobody is at a meeting because of one."""

PATIENCE = 5.0
"""Seconds the database may take to answer before it counts as gone; monitors usually wait ten."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What the pages tell about; `work` asks the database how the lanes stand, and when it asked.

    `calendar` gives what stands behind a secret address, None when nothing does; `way_in` where somebody's own address
    of a meeting leads, and it counts that they went there. `out` says of a platform that cannot
    be used what an operator can do.
    """

    platforms: Mapping[str, Callable[[], bool]]
    work: Callable[[], Awaitable[tuple[Mapping[str, Lane], datetime]]]
    metrics: Metrics
    calendar: Callable[[str], Awaitable[str | None]] | None = None
    way_in: Callable[[str], Awaitable[str | None]] | None = None
    out: Callable[[], Mapping[str, Remedy]] = dict

    def ready(self) -> dict[str, bool]:
        return {name: ready() for name, ready in self.platforms.items()}


Door = Callable[[Request], Awaitable[Response]]
"""Who answers what a platform posts to one of our addresses."""


class Pages:
    """The handlers; `doors` are those of platforms, by their address."""

    def __init__(self, watched: Watched, doors: Mapping[str, Door]) -> None:
        self._watched = watched
        self._doors = doors

    def table(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self.healthz),
            web.get("/readyz", self.readyz),
            web.get("/metrics", self.scrape),
            web.get("/calendar/{secret}.ics", self.calendar),
            web.get("/join/{token}", self.join, allow_head=False),
            *(web.post(path, self.knock) for path in self._doors),
        ]

    async def knock(self, request: web.Request) -> web.Response:
        """What a platform posts, handed to its adapter as it came."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        given = Request(request.path, headers, await request.read())
        answer = await self._doors[request.path](given)
        return web.Response(status=answer.status, text=answer.body, content_type=answer.media_type)

    async def healthz(self, _request: web.Request) -> web.Response:
        """The process is alive: it could answer."""
        return web.json_response({"alive": True})

    async def readyz(self, _request: web.Request) -> web.Response:
        """Every platform is connected and the database answers; else 503, which is not, and what to do where known."""
        platforms = self._watched.ready()
        database = await self._asked() is not None
        ready = database and all(platforms.values())
        body = {"ready": ready, "database": database, "platforms": platforms}
        if out := {name: str(what) for name, what in self._watched.out().items() if not platforms.get(name)}:
            body["out"] = out
        return web.json_response(body, status=200 if ready else 503)

    async def scrape(self, _request: web.Request) -> web.Response:
        asked = await self._asked()
        if asked is None:
            raise web.HTTPServiceUnavailable(text="The database does not answer.\n")
        page = self._watched.metrics.page(*asked, self._watched.ready())
        return web.Response(body=page, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    async def calendar(self, request: web.Request) -> web.Response:
        """A member's calendar; an address that was replaced answers as one that never was."""
        text = await self._watched.calendar(request.match_info["secret"]) if self._watched.calendar else None
        if text is None:
            raise web.HTTPNotFound(text="There is no calendar here.\n")
        headers = {"Cache-Control": "private, max-age=300", "Referrer-Policy": "no-referrer"}
        return web.Response(text=text, content_type="text/calendar", charset="utf-8", headers=headers)

    async def join(self, request: web.Request) -> web.Response:
        """Somebody goes where a meeting takes place; programs that only look at links are shown nothing."""
        looks = any(sign in request.headers.get("User-Agent", "").lower() for sign in LOOKING)
        token = request.match_info["token"]
        there = await self._watched.way_in(token) if self._watched.way_in and not looks else None
        if there is None:
            raise web.HTTPNotFound(text="Nothing takes place here, or not any more; the card in chat says more.\n")
        headers = {"Location": there, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        return web.Response(status=302, headers=headers)

    async def _asked(self) -> tuple[Mapping[str, Lane], datetime] | None:
        try:
            return await asyncio.wait_for(self._watched.work(), PATIENCE)
        except (Unavailable, TimeoutError) as error:
            log.warning("The database does not answer", error=str(error) or "no answer in time")
            return None


def _cannot_listen(host: str, port: int, why: OSError) -> CannotListen:
    remedy = 'Stop what uses that port, or set listen in [web] to another one; listen = "" switches it off.'
    return CannotListen(host, port, why, server="The page for health and metrics", remedy=remedy)


async def refuse_elsewhere(host: str, port: int) -> None:
    """CannotListen where `serve` never could; a port in use may be a running bot's."""
    try:
        server = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port, start_serving=False)
    except OSError as error:
        if error.errno != EADDRINUSE:
            raise _cannot_listen(host, port, error) from error
    else:
        server.close()


@asynccontextmanager
async def serve(host: str, port: int, watched: Watched, doors: Mapping[str, Door] | None = None) -> AsyncIterator[int]:
    """Listen while the block runs; gives the port. OperatorError when the address is taken."""
    app = web.Application()
    app.add_routes(Pages(watched, doors or {}).table())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise _cannot_listen(host, port, error) from error
        bound: int = runner.addresses[0][1]
        log.info("Health and metrics can be asked", host=host, port=bound)
        yield bound
    finally:
        await runner.cleanup()
