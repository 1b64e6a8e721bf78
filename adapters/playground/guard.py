"""Keeps other web sites out: the page answers under this machine's own names only, and only to itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from ipaddress import ip_address

from aiohttp import web
from yarl import URL

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def is_loopback(host: str) -> bool:
    """A name or address that cannot lead to another machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The Host says that nobody points a name of theirs at us; the Origin, that no page of theirs asks."""
    host = request.headers.get("Host", "")
    if not is_loopback(_name(host)):
        raise web.HTTPForbidden(text="The playground answers under localhost and 127.0.0.1 only.\n", headers=HEADERS)
    asks_for_more = request.method not in ("GET", "HEAD") or "Upgrade" in request.headers
    if asks_for_more and request.headers.get("Origin") != f"http://{host}":
        raise web.HTTPForbidden(text="The playground listens to its own page only.\n", headers=HEADERS)
    if request.method == "POST" and request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Send application/json.\n", headers=HEADERS)
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers.update(HEADERS)
        raise
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


def _name(host: str) -> str:
    try:
        return URL(f"http://{host}").host or ""
    except ValueError:
        return ""
