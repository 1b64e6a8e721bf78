"""The playground's web server: its one page, what the page asks for, and a line on which it hears of changes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, TypeVar

import structlog
from aiohttp import web
from aiohttp.helpers import content_disposition_header
from pydantic import BaseModel, ValidationError

from adapters.playground import changes, files, places, posts, views
from adapters.playground.acts import Act, Question, complete, perform
from adapters.playground.guard import guard, is_loopback
from adapters.playground.layout import FILE_BYTES
from adapters.playground.markdown import clean
from adapters.playground.places import Person
from adapters.playground.scene import Scene
from bot.chat.inbound import Upload
from bot.chat.message import File
from bot.chat.port import Engine
from bot.chat.words import tidy_file_name
from bot.errors import CannotListen, OperatorError, Unavailable

Shape = TypeVar("Shape", bound=BaseModel)

log = structlog.get_logger(__name__)

MOST_DAYS = 366
"""Days that can be looked ahead."""

STATIC = resources.files("adapters.playground") / "static"
TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen; always this machine."""

    host: str
    port: int

    @classmethod
    def read(cls, listen: str) -> Address:
        """From `host:port`; OperatorError for anything that other machines could reach."""
        host, colon, port = listen.rpartition(":")
        if not colon or not port.isdecimal() or int(port) > 65535:
            raise OperatorError(
                f"playground.listen is {listen!r}, which is no host and port.", 'Write it like "127.0.0.1:8765".'
            )
        if not is_loopback(host):
            raise OperatorError(
                f"playground.listen is {listen!r}, but whoever opens the playground can act as anybody in it.",
                'Only this machine may reach it: set it to "127.0.0.1:8765".',
            )
        return cls(host.strip("[]"), int(port))

    @property
    def url(self) -> str:
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"


@asynccontextmanager
async def serve(scene: Scene, engine: Engine, address: Address) -> AsyncIterator[Address]:
    """Listen while the block runs; gives the address with the port that was found when it was 0."""
    app = web.Application(middlewares=[guard, _answer_errors], client_max_size=1_000_000)
    app.add_routes(Routes(scene, engine).table())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, address.host, address.port)
        try:
            await site.start()
        except OSError as error:
            remedy = "Stop what uses that port, or set listen in [playground] to another one."
            raise CannotListen(address.host, address.port, error, server="The playground", remedy=remedy) from error
        bound = replace(address, port=runner.addresses[0][1])
        log.info("The playground is open", url=bound.url)
        yield bound
    finally:
        await scene.live.close()
        await runner.cleanup()


@web.middleware
async def _answer_errors(request: web.Request, handler: Any) -> web.StreamResponse:
    """The page tries again after 503, and says so after 400 and 404."""
    try:
        response: web.StreamResponse = await handler(request)
        return response
    except (ValidationError, json.JSONDecodeError) as error:
        raise web.HTTPBadRequest(text=f"{error}\n") from error
    except KeyError as error:
        raise web.HTTPNotFound(text=f"There is no {error}.\n") from error
    except (Unavailable, sqlite3.OperationalError) as error:  # what the page remembers may lie on a full disk as well
        log.warning("The database does not answer", path=request.path, reason=str(error))
        raise web.HTTPServiceUnavailable(text="Not now.\n") from error


@dataclass(frozen=True, slots=True)
class Routes:
    """Every address of the playground, in one place."""

    scene: Scene
    engine: Engine

    def table(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.page),
            web.get("/static/{name}", self.static),
            web.get("/preview", self.preview),
            web.get("/api/live", self.scene.live.serve),
            web.get("/api/world", self.world),
            web.get("/api/wording", self.wording),
            web.get("/api/pane", self.pane),
            web.get("/api/commands", self.commands),
            web.get("/api/channel", self.channel),
            web.get("/api/file/{workspace}/{person}/{message:[0-9]+}/{part:[0-9]+}", self.file),
            web.put("/api/upload", self.upload),
            web.post("/api/act", self.act),
            web.post("/api/complete", self.complete),
            web.post("/api/read", self.read),
            web.post("/api/person", self.change_person),
            web.post("/api/channel", self.change_channel),
            web.post("/api/clock", self.forward),
        ]

    async def page(self, request: web.Request) -> web.Response:
        return _static("index.html")

    async def static(self, request: web.Request) -> web.Response:
        return _static(request.match_info["name"])

    async def preview(self, request: web.Request) -> web.Response:
        """What will be sent in the days to come, from where the clock stands now; 404 for an unknown community."""
        days = request.query.get("days", "90")
        if self.scene.preview is None or not days.isdecimal() or not 1 <= int(days) <= MOST_DAYS:
            raise web.HTTPBadRequest(text=f"Between 1 and {MOST_DAYS} days can be looked ahead.\n")
        lines = await self.scene.preview(request.query.get("community", ""), int(days))
        if lines is None:
            raise web.HTTPNotFound(text="There is no such community.\n")
        return web.Response(text="\n".join((*lines, "")), content_type="text/plain")

    async def world(self, request: web.Request) -> web.Response:
        return web.json_response(views.world(self.scene))

    async def wording(self, request: web.Request) -> web.Response:
        return web.json_response(views.wording(self.scene, request.query.get("language", "")))

    async def pane(self, request: web.Request) -> web.Response:
        before = request.query.get("before", "")
        place = request.query.get("place", "")
        who, opened = self._person(request.query), views.opened(request.query.get("threads", ""))
        shown = views.pane(self.scene, who, place, int(before) if before.isdecimal() else None, opened)
        return web.json_response(shown)

    async def commands(self, request: web.Request) -> web.Response:
        return web.json_response(views.commands(self.scene, self._person(request.query)))

    async def channel(self, request: web.Request) -> web.Response:
        found = changes.channel_of(self.scene, request.query["workspace"], request.query["channel"])
        return web.json_response(views.channel(self.scene, found))

    async def file(self, request: web.Request) -> web.Response:
        """Handed over as a download and never shown, whatever is in it."""
        who = self._person(request.match_info)
        message = posts.stored(self.scene.store.reading, int(request.match_info["message"]))
        number = int(request.match_info["part"])
        if message is None or not self._sees(who, message) or number >= len(message.message.parts):
            raise KeyError("file")
        part = message.message.parts[number]
        if not isinstance(part, File):
            raise KeyError("file")
        content = files.attached(self.scene.store.reading, message.head, part.stored) if part.stored else part.data
        if content is None:
            raise KeyError("file")
        return web.Response(
            body=content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": content_disposition_header("attachment", filename=clean(part.name))},
        )

    async def upload(self, request: web.Request) -> web.Response:
        """A file for a form that is open; it goes no further before that form is sent."""
        who = self._person(request.query)
        content = bytearray()
        async for piece in request.content.iter_chunked(1 << 16):
            content += piece
            if len(content) > FILE_BYTES:
                raise web.HTTPRequestEntityTooLarge(FILE_BYTES, len(content))
        file = Upload(tidy_file_name(request.query.get("name", "")), request.content_type, bytes(content))
        with self.scene.store.writing() as write:
            identity = files.upload(write, who, file, at=self.scene.clock.now())
        return web.json_response({"id": identity, "name": clean(file.name), "size": file.length})

    async def act(self, request: web.Request) -> web.Response:
        return web.json_response(await perform(self.scene, self.engine, await _body(request, Act)))

    async def complete(self, request: web.Request) -> web.Response:
        return web.json_response(await complete(self.scene, self.engine, await _body(request, Question)))

    async def read(self, request: web.Request) -> web.Response:
        changes.read_upto(self.scene, await _body(request, changes.ReadUpto))
        return web.json_response({})

    async def change_person(self, request: web.Request) -> web.Response:
        await changes.change_person(self.scene, self.engine, await _body(request, changes.PersonChange))
        return web.json_response({})

    async def change_channel(self, request: web.Request) -> web.Response:
        change = await _body(request, changes.ChannelChange)
        return web.json_response(await changes.change_channel(self.scene, self.engine, change))

    async def forward(self, request: web.Request) -> web.Response:
        return web.json_response(await changes.forward(self.scene, await _body(request, changes.Forward)))

    def _person(self, named: Any) -> Person:
        found = places.person(self.scene.store.reading, named["workspace"], named["person"])
        if found is None:
            raise KeyError(named["person"])
        return found

    def _sees(self, who: Person, message: posts.Stored) -> bool:
        spot = message.spot
        if message.only_for not in ("", who.id) or spot.workspace != who.workspace:
            return False
        if not spot.channel:
            return spot.inbox == who.id
        where = places.channel(self.scene.store.reading, spot.workspace, spot.channel)
        return where is not None and places.may_read(self.scene.store.reading, who, where)


async def _body(request: web.Request, shape: type[Shape]) -> Shape:
    return shape.model_validate_json(await request.read())


def _static(name: str) -> web.Response:
    found = STATIC / name
    kind = TYPES.get(name.rpartition(".")[2])
    if kind is None or "/" in name or not found.is_file():
        raise KeyError(name)
    return web.Response(body=found.read_bytes(), content_type=kind, charset="utf-8")
