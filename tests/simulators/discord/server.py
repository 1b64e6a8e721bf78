"""The addresses of the simulated Discord on 127.0.0.1: its API, its gateway and its files."""

from __future__ import annotations

import json
import math
import re
import traceback
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, MultipartReader, web

from tests.simulators.discord.call import Call, Handler, Routes, Status
from tests.simulators.discord.content import Upload
from tests.simulators.discord.contract import contract
from tests.simulators.discord.faults import Fault
from tests.simulators.discord.limits import TooMany
from tests.simulators.discord.refusals import Refused, Unauthorized
from tests.simulators.discord.rest import (
    application,
    channels,
    commands,
    guilds,
    interactions,
    messages,
    reactions,
    roles,
    scheduled,
    threads,
    webhooks,
)

if TYPE_CHECKING:
    from tests.simulators.discord.discord import Discord

API = "/api/v10"
ROUTES: Routes = {
    **application.ROUTES,
    **messages.ROUTES,
    **reactions.ROUTES,
    **threads.ROUTES,
    **channels.ROUTES,
    **guilds.ROUTES,
    **roles.ROUTES,
    **scheduled.ROUTES,
    **commands.ROUTES,
    **interactions.ROUTES,
    **webhooks.ROUTES,
}
_WITHOUT_TOKEN = ("/interactions/", "/webhooks/{webhook_id}/{webhook_token}")


class Server:
    """`start` gives it a port of its own; `stop` takes it away and hangs up on everybody."""

    def __init__(self, discord: Discord) -> None:
        self._discord = discord
        app = web.Application(client_max_size=300 * 1024 * 1024)
        app.router.add_get("/gateway/", discord.gateway.serve)
        app.router.add_get("/cdn/attachments/{channel}/{file}/{name}", self._file)
        for (method, template), handler in sorted(ROUTES.items(), key=lambda each: each[0][1]):
            app.router.add_route(method, API + template, self._answering(method, template, handler))
        app.router.add_route("*", API + "/{rest:.*}", self._nowhere)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self.address = ""

    async def start(self) -> None:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self._discord.gateway.drop()
        await self._runner.cleanup()

    def _answering(self, method: str, template: str, handler: Handler) -> Any:
        async def answer(request: web.Request) -> web.StreamResponse:
            response = await self._answer(request, method, template, handler)
            self._discord.traffic.note(response.status)
            self._discord.world.changed()
            return response

        return answer

    async def _answer(
        self, request: web.Request, method: str, template: str, handler: Handler
    ) -> web.StreamResponse:
        """Who asks, whether it is to fail, whether it is too fast or not well formed, and only then what for."""
        headers: dict[str, str] = {}
        try:
            body, files = await _read(request)
            call = Call(self._discord, method, template, dict(request.match_info), dict(request.query), body, files)
            self._discord.requests.append(call)
            self._authorize(request, template)
            fault = self._discord.faults.take(call)
            if (too_many := self._too_many(call, fault, headers)) is not None:
                return _too_many(too_many, headers)
            if fault is None:
                found = self._handled(call, handler)
                self._hold_itself_against_contract(call, found)
                return _response(found, headers)
            return await self._failing(request, call, handler, fault)
        except Refused as refusal:
            if refusal.code == 50035:
                self._discord.violations.append(f"{method} {template}: {json.dumps(refusal.errors)}")
            return _json(refusal.status, refusal.body(), headers)
        except Exception as problem:  # a form so wrong that nothing here foresaw it, or a mistake of the simulator
            self._discord.violations.append(f"{method} {template}: {''.join(traceback.format_exception(problem))}")
            return _json(400, {"code": 0, "message": f"The simulated Discord stumbled: {problem!r}"}, headers)

    def _handled(self, call: Call, handler: Handler) -> Any:
        self._hold_against_contract(call)
        return handler(call)

    async def _failing(self, request: web.Request, call: Call, handler: Handler, fault: Fault) -> web.StreamResponse:
        self._discord.world.changed()
        if fault.held is not None and not fault.after:
            await fault.held.wait()
        done = self._handled(call, handler) if fault.after or fault.held is not None else None
        self._discord.world.changed()
        if fault.held is not None:
            if fault.after:
                await fault.held.wait()
            return _response(done, {})
        if fault.code:
            raise Refused(fault.code)
        if not fault.status:
            assert request.transport is not None
            request.transport.abort()
        return web.Response(status=fault.status or 500, text=f"{fault.status}: the server is broken")

    def _too_many(self, call: Call, fault: Fault | None, headers: dict[str, str]) -> TooMany | None:
        if fault is not None and fault.status == 429:
            return TooMany(fault.retry_after, via=fault.via)
        return self._discord.traffic.refuses(call, headers)

    def _hold_against_contract(self, call: Call) -> None:
        """What Discord's description does not allow is refused as a wrong form."""
        if (described := contract()) is None:
            return
        if found := described.complaints(
            call.method, call.template, body=call.body, query=call.query, form=bool(call.files)
        ):
            raise Refused(50035, {"_errors": [{"code": "CONTRACT", "message": each} for each in found]})

    def _hold_itself_against_contract(self, call: Call, found: Any) -> None:
        if self._discord.checks_itself and (described := contract()) is not None:
            answer = found if isinstance(found, Status) else Status(204 if found is None else 200, found)
            self._discord.deviations += described.deviations(call.method, call.template, answer.status, answer.body)

    def _authorize(self, request: web.Request, template: str) -> None:
        if template.startswith(_WITHOUT_TOKEN):
            return
        if request.headers.get("Authorization") != f"Bot {self._discord.world.token}":
            raise Unauthorized

    async def _nowhere(self, request: web.Request) -> web.StreamResponse:
        self._discord.violations.append(f"{request.method} {request.path}: the simulator has no such address")
        return _json(404, {"message": "404: Not Found", "code": 0}, {})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """The link is signed and expires."""
        world = self._discord.world
        if world.cdn_broken:
            return web.Response(status=503)
        found = world.files.get(int(request.match_info["file"]))
        if found is None or int(request.query.get("ex", "0"), 16) < world.time.now().timestamp():
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=found.content, headers={"Content-Type": found.content_type})


async def _read(request: web.Request) -> tuple[Any, dict[int, Upload]]:
    if request.content_type.startswith("multipart/"):
        return await _read_form(await request.multipart())
    text = await request.text()
    if not text:
        return None, {}
    try:
        return json.loads(text), {}
    except ValueError:
        raise Refused(50109, status=400, message="The request body contains invalid JSON.") from None


async def _read_form(parts: MultipartReader) -> tuple[Any, dict[int, Upload]]:
    body: Any = {}
    files: dict[int, Upload] = {}
    async for part in parts:
        assert isinstance(part, BodyPartReader)
        name = part.name or ""
        if name == "payload_json":
            body = json.loads(await part.text())
        elif number := re.fullmatch(r"files\[(\d+)\]", name):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[int(number[1])] = Upload(part.filename or "unknown", await part.read(), _guess(part.filename, kind))
    return body, files


def _guess(name: str | None, kind: str) -> str:
    """Discord looks at the file, not at what the client says; the name is enough here."""
    known = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "txt": "text/plain; charset=utf-8"}
    known |= {"csv": "text/csv; charset=utf-8", "ics": "text/calendar", "pdf": "application/pdf"}
    return known.get((name or "").rpartition(".")[2].lower(), kind)


def _response(found: Any, headers: dict[str, str]) -> web.Response:
    if found is None:
        return web.Response(status=204, headers=headers)
    if isinstance(found, Status):
        return _json(found.status, found.body, headers)
    return _json(200, found, headers)


def _json(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    """The content type exactly as Discord sends it: its clients compare the whole of it."""
    told = {"Content-Type": "application/json", "Via": "1.1 google", **headers}
    return web.Response(status=status, body=json.dumps(body).encode(), headers=told)


def _too_many(found: TooMany, headers: dict[str, str]) -> web.Response:
    """From Discord, or from the wall in front of it, which answers with a page and without `Via`."""
    told = {"Retry-After": str(math.ceil(found.retry_after))}
    if not found.via:
        page = "<html><title>Access denied | discord.com used Cloudflare to restrict access</title></html>"
        return web.Response(status=429, text=page, content_type="text/html", headers=told)
    told |= {"X-RateLimit-Scope": found.scope} | ({"X-RateLimit-Global": "true"} if found.in_all else {}) | headers
    body = {"message": "You are being rate limited.", "retry_after": found.retry_after, "global": found.in_all}
    return _json(429, body, told)
