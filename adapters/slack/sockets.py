"""Socket Mode: one connection at a time, watched, and replaced before it is given up: nothing falls between two.

slack_sdk's client reconnects by closing first, for ever and without a word when its token is wrong; so each of ours
makes one connection only, and what becomes of it is decided here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import ClientError, WSMessage, WSMsgType
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack.api import Api, Refusal, proxy_for, word_of
from bot.chat.port import TryLater
from bot.errors import OperatorError, in_words, named

log = logging.getLogger(__name__)

SILENCE = 180.0
"""Seconds without a word after which a connection counts as dead, however well it answers pings (FAILURES G12)."""

WATCH = 1.0
PING = 10.0
"""Seconds between two looks at a connection, and between two pings."""

LINK_DISABLED = '"link_disabled"'
"""Slack's reason for a goodbye when Socket Mode is switched off; another connection would hear the same."""

CONNECTED_WITHIN = 15.0
GRACE = 3.0
"""Seconds in which the last acknowledgements may leave by a connection that was replaced."""

AGAIN = (1, 2, 5, 10, 30, 60)
"""Seconds before the next attempt to connect; the last one from then on."""

WRONG = frozenset(("invalid_auth", "not_allowed_token_type", "missing_scope", "account_inactive", "token_revoked"))


class Connection(SocketModeClient):
    """One connection of slack_sdk; `over` says that it must be replaced, `lost` that events may have been missed."""

    def __init__(self, app_token: str, api: Api, url: str, *, ping: float) -> None:
        super().__init__(
            app_token, web_client=api.web, auto_reconnect_enabled=False, ping_interval=ping, logger=log
        )  # fmt: skip
        self.proxy = proxy_for(url)
        self.wss_uri = url
        self.over = self.switched_off = False
        self.heard = asyncio.get_running_loop().time()
        self.on_message_listeners.append(self._hear)

    async def _hear(self, message: WSMessage) -> None:
        self.heard = asyncio.get_running_loop().time()
        if message.type == WSMsgType.TEXT and LINK_DISABLED in message.data[:200]:
            self.switched_off = True

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Slack said goodbye; who watches opens another one before this one is closed."""
        self.over = True

    @property
    def closed_by_other(self) -> bool:
        return self.current_session is None or self.current_session.closed

    def silent(self, longest: float) -> bool:
        return asyncio.get_running_loop().time() - self.heard > longest


@dataclass(slots=True)
class Sockets:
    """Keeps the app connected. `gaps` grows with each connection that was lost without a goodbye."""

    app: AsyncApp
    api: Api
    app_token: str
    missed: Callable[[], None]
    silence: float = SILENCE
    watch: float = WATCH
    ping: float = PING
    _current: Connection | None = None
    _leaving: set[asyncio.Task[None]] = field(default_factory=set)

    def ready(self) -> bool:
        current = self._current
        return current is not None and not current.closed_by_other

    async def run(self, stop: Callable[[], Awaitable[None]]) -> None:
        """Stay connected until cancelled; `stop` returns, or raises, when that makes no sense any more."""
        stopping = asyncio.ensure_future(stop())
        try:
            self._current = await self._opened()
            while not stopping.done():
                lost = await self._over(self._current, stopping)
                if self._current.switched_off:
                    raise switched_off()
                if stopping.done():
                    break
                if lost:
                    self.missed()
                old, self._current = self._current, await self._opened()
                self._retire(old)
            stopping.result()
        finally:
            stopping.cancel()
            for task in self._leaving:
                task.cancel()
            await asyncio.gather(*self._leaving, return_exceptions=True)
            if self._current is not None:
                await _closed(self._current)
                self._current = None

    async def _over(self, current: Connection, stopping: asyncio.Future[None]) -> bool:
        """Wait until it must be replaced; whether events may have been missed."""
        while True:
            await asyncio.wait({stopping}, timeout=self.watch)
            if stopping.done() or (current.over and not current.closed_by_other):
                return False
            if current.closed_by_other or current.silent(self.silence) or await current.is_ping_pong_failing():
                log.warning("The connection to Slack is gone or silent and is replaced")
                return True

    async def _opened(self) -> Connection:
        """A new connection, however long that takes; OperatorError when the token is wrong."""
        failures = 0
        while True:
            try:
                return await self._open()
            except (TryLater, Refusal) as problem:
                if word_of(problem) in WRONG:
                    raise wrong_app_token(word_of(problem)) from problem
                log.warning("Slack opens no connection: %s", problem, extra={"debug": named(problem)})
            except (ClientError, OSError, TimeoutError) as problem:
                why = in_words(problem)
                log.warning("There is no connection to Slack: %s", why, extra={"debug": named(problem)})
            await asyncio.sleep(AGAIN[min(failures, len(AGAIN) - 1)])
            failures += 1

    async def _open(self) -> Connection:
        found = await self.api.ask("apps.connections.open", waited_for=True, app_token=self.app_token)
        made = Connection(self.app_token, self.api, str(found["url"]), ping=self.ping)
        made.socket_mode_request_listeners.append(self._handle)
        try:
            async with asyncio.timeout(CONNECTED_WITHIN):
                await made.connect()  # type: ignore[no-untyped-call]  # slack_sdk's
        except BaseException:
            await _closed(made)
            raise
        return made

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        answer = await run_async_bolt_app(self.app, request)
        with suppress(ConnectionError, RuntimeError):  # Slack asks again by another connection
            await send_async_response(client, request, answer, 0.0)

    def _retire(self, old: Connection) -> None:
        async def later() -> None:
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(0 if old.closed_by_other else GRACE)
            await _closed(old)

        task = asyncio.create_task(later())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


async def _closed(connection: Connection) -> None:
    """Slack may have gone away already, which closes it as well."""
    try:
        await asyncio.wait_for(connection.close(), 5.0)  # type: ignore[no-untyped-call]  # slack_sdk's
    except Exception as problem:
        log.info("A connection to Slack did not close by itself", extra={"debug": repr(problem)})


def switched_off() -> OperatorError:
    return OperatorError(
        "Socket Mode is switched off for this Slack app, so nothing comes from there.",
        "Switch it on: api.slack.com/apps, your app, Socket Mode; or take app_token of [slack] away and give it a "
        "signing_secret.",
    )


def wrong_app_token(code: str) -> OperatorError:
    return OperatorError(
        f"Slack does not take the app token of [slack] ({code}).",
        "Make one: api.slack.com/apps, your app, Basic Information, App-Level Tokens, with the scope "
        "connections:write; then set PALABRE_SLACK__APP_TOKEN and start again. Is Socket Mode switched on?",
    )
