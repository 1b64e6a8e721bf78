"""The Web API's door: reads a request as Slack does, looks at token, scope, rate and arguments, and writes the answer.

What the methods do is in the `api_*` modules; they register themselves here by the `method` decorator.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.simulators.slack.world import Payload, World

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack


class ApiError(Exception):
    """A refusal by Slack: `{"ok": false, "error": code}`; `messages` go to response_metadata, `more` beside it."""

    def __init__(self, code: str, *, messages: Iterable[str] = (), **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = list(messages)
        self.more = more


@dataclass(slots=True)
class Call:
    """One call of a method; `args` as they came: strings from forms, anything from JSON."""

    slack: Slack
    method: str
    args: Payload
    warnings: list[str] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.slack.world

    def has(self, name: str) -> bool:
        return self.args.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        value = self.args.get(name)
        return default if value is None else str(value)

    def need(self, name: str, error: str = "invalid_arguments") -> str:
        if not self.has(name):
            raise ApiError(error, messages=[f"[ERROR] missing required field: {name}"])
        return self.text(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.args.get(name)
        return default if value in (None, "") else value in (True, 1, "1", "true", "True", "t")

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.args.get(name) or default)
        except (TypeError, ValueError):
            raise ApiError("invalid_arguments", messages=[f"[ERROR] must be a number: {name}"]) from None

    def words(self, name: str) -> list[str]:
        """A list, written with commas or as JSON."""
        value = self.args.get(name)
        if isinstance(value, list):
            return [str(each) for each in value]
        return [each.strip() for each in str(value or "").split(",") if each.strip()]

    def structure(self, name: str, error: str) -> Any:
        """JSON, as such or written in a string; None when absent."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except json.JSONDecodeError:
            raise ApiError(error, messages=[f"[ERROR] not valid JSON: {name}"]) from None


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes`: any one of them is enough to knock; what a kind of channel needs besides is looked at inside."""

    name: str
    do: Callable[[Call], Payload]
    scopes: tuple[str, ...]
    tier: int
    token: str


WRONG_FORMS = frozenset(
    """invalid_arguments invalid_attachments invalid_blocks invalid_blocks_format invalid_metadata_format
    invalid_metadata_schema markdown_text_conflict metadata_too_large msg_blocks_too_long msg_too_long no_text
    too_many_attachments unknown_method view_too_large""".split()  # noqa: SIM905 - a list of words
)
"""Refusals that are a program's mistake whatever the state of the workspace: they count as violations."""

METHODS: dict[str, Method] = {}


def method(
    name: str, *scopes: str, tier: int, token: str = "bot"
) -> Callable[[Callable[[Call], Payload]], Callable[[Call], Payload]]:
    """Register a method. `tier` is Slack's rate tier (1 to 4), 0 for posting, which is counted by channel."""

    def register(do: Callable[[Call], Payload]) -> Callable[[Call], Payload]:
        METHODS[name] = Method(name, do, scopes, tier, token)
        return do

    return register


def need_scope(call: Call, *scopes: str) -> None:
    """Any one of the scopes, else missing_scope."""
    granted = call.slack.app.scopes
    if scopes and not granted.intersection(scopes):
        raise ApiError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(granted)))


async def answer(slack: Slack, request: web.Request) -> web.StreamResponse:
    """One request to /api/<method>."""
    args, warnings, token = await _read(request)
    call = Call(slack, request.match_info["method"], args, warnings)
    slack.requests.append(call)
    fault = slack.faults.next_for(call)
    if fault is not None and not fault.after:
        await fault.hold()
    if fault is not None and fault.spares:
        return fault.shows(request)
    body = _body(call, token)
    slack.changed()
    if fault is not None and fault.after:
        await fault.hold()
    if fault is not None and fault.kind != "held":
        return fault.shows(request)
    if isinstance(body, web.Response):
        return body
    return _written(slack, body)


def _body(call: Call, token: str) -> Payload | web.Response:
    try:
        known = METHODS.get(call.method)
        if known is None:
            raise ApiError("unknown_method", req_method=call.method)
        _authenticate(call, known, token)
        if known.token == "bot":
            need_scope(call, *known.scopes)
        wait = call.slack.rates.wait(known, call)
        if wait:
            return limited(call.slack, wait)
        call.slack.contract.look(call)
        body = {"ok": True, **known.do(call)}
    except ApiError as refusal:
        body = {"ok": False, "error": refusal.code, **refusal.more}
        if refusal.code in WRONG_FORMS:
            call.slack.violations.append(": ".join([call.method, refusal.code, *refusal.messages]))
        if refusal.messages:
            body["response_metadata"] = {"messages": refusal.messages}
    if call.warnings:
        body["warning"] = ",".join(call.warnings)
        body.setdefault("response_metadata", {})["warnings"] = call.warnings
    return body


def limited(slack: Slack, seconds: int) -> web.Response:
    slack.too_many += 1
    return web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(max(1, seconds))}
    )


def _authenticate(call: Call, known: Method, token: str) -> None:
    slack = call.slack
    if not token:
        raise ApiError("not_authed")
    if slack.dead_token:
        raise ApiError(slack.dead_token)
    if known.token == "app":
        if token.startswith("xoxb-"):
            raise ApiError("not_allowed_token_type")
        if token != slack.app_token:
            raise ApiError("invalid_auth")
        if not slack.app_token_connects:
            raise ApiError("missing_scope", needed="connections:write", provided="")
    elif token == slack.app_token:
        raise ApiError("not_allowed_token_type")
    elif token != slack.bot_token:
        raise ApiError("invalid_auth")


async def _read(request: web.Request) -> tuple[Payload, list[str], str]:
    args: Payload = dict(request.query)
    warnings: list[str] = []
    if request.content_type == "application/json":
        if request.charset is None:
            warnings.append("missing_charset")
        try:
            found = json.loads(await request.text() or "{}")
        except json.JSONDecodeError:
            found = {}
        args.update(found if isinstance(found, dict) else {})
    elif request.can_read_body:
        args.update({key: value for key, value in (await request.post()).items() if isinstance(value, str)})
    header = request.headers.get("Authorization", "")
    token = header.removeprefix("Bearer ").strip() or str(args.get("token", ""))
    args.pop("token", None)
    return args, warnings, token


def _written(slack: Slack, body: Payload) -> web.Response:
    headers = {"X-OAuth-Scopes": ",".join(sorted(slack.app.scopes)), "X-Slack-Req-Id": slack.world.new_id("R")}
    return web.Response(text=json.dumps(body), content_type="application/json", charset="utf-8", headers=headers)
