"""A simulated Slack: one workspace with one installed app, on a port of 127.0.0.1, with everything a test may touch."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import TypeVar

from aiohttp import web

from bot.clock import Clock
from tests.simulators.slack import events
from tests.simulators.slack.api import auth, channels, chat, conversations, files, reactions, users, views
from tests.simulators.slack.api.door import Call, answer
from tests.simulators.slack.app import install
from tests.simulators.slack.clock import Timers
from tests.simulators.slack.contract import Contract
from tests.simulators.slack.delivery import Delivery
from tests.simulators.slack.faults import Fault, Faults
from tests.simulators.slack.manifest import check_manifest
from tests.simulators.slack.rates import Rates
from tests.simulators.slack.requesting import RequestUrl
from tests.simulators.slack.responses import Responses
from tests.simulators.slack.sockets import Sockets
from tests.simulators.slack.surfaces import Surfaces, Triggers
from tests.simulators.slack.team import Team
from tests.simulators.slack.world import Payload, World

MODULES = (auth, channels, chat, conversations, files, reactions, users, views)
"""Importing them has registered their methods."""

Found = TypeVar("Found")

PATIENCE = 40.0
"""Seconds of real time after which `until` gives up."""


class Slack:
    """The workspace's address and secrets, what was called, what is to go wrong, and the people (`team`).

    `kicks_allowed` lets bots remove people from public channels, `bots_unarchive` lets them reopen those,
    `guests_may_join` holds channel ids into which guests can be invited.
    """

    def __init__(self, manifest: Payload, *, clock: Clock | None, name: str) -> None:
        self.manifest, self.app = manifest, install(manifest)
        self.timers = Timers(clock)
        self.world = World(name, self.timers, bot_name=self.app.bot_name)
        self.url = ""
        self.bot_token = f"xoxb-{secrets.token_hex(12)}"
        self.app_token = f"xapp-1-{self.world.app_id}-{secrets.token_hex(12)}"
        self.signing_secret, self.verification_token = secrets.token_hex(16), secrets.token_hex(12)
        self.dead_token, self.app_token_connects = "", True
        self.kicks_allowed, self.bots_unarchive = False, False
        self.guests_may_join: set[str] = set()
        self.sockets, self.request_url = Sockets(self.world), RequestUrl(self.signing_secret)
        self.delivery = Delivery(self.sockets if self.app.socket else self.request_url, self.timers)
        self.faults, self.rates, self.contract = Faults(), Rates(), Contract()
        self.triggers, self.surfaces, self.responses = Triggers(self), Surfaces(self), Responses(self)
        self.requests: list[Call] = []
        self.scheduled: dict[str, Payload] = {}
        self.too_many = 0
        self.acknowledging: asyncio.Event | None = None
        self._changed = asyncio.Event()
        self.team = Team(self)

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def online(self) -> bool:
        """Whether the app can be reached: by a socket that it holds, or at its request URL."""
        return bool(self.sockets.connections if self.app.socket else self.request_url.url)

    @property
    def violations(self) -> list[str]:
        """What the app did that Slack's documents do not allow, and that Slack itself may overlook."""
        return self.contract.violations

    def asked(self, method: str) -> list[Call]:
        """Every call of a method so far, refused ones too."""
        return [each for each in self.requests if each.method == method]

    def breaks(
        self, method: str, fault: Fault, *, first: int = 1, times: int = 1, where: Callable[[Call], bool] | None = None
    ) -> Fault:
        """Let the next (or nth) call of a method go wrong, `times` in a row; "*" is any method."""
        return self.faults.plan(method, fault, first=first, times=times, where=where)

    def mend(self) -> None:
        """Nothing goes wrong any more."""
        self.faults.clear()

    def revoke_token(self, error: str = "token_revoked") -> None:
        """Every call is refused from now on; `account_inactive` is what a removed app hears."""
        self.dead_token = error

    async def saves_request_url(self, url: str) -> bool:
        """The administrator enters a request URL; Slack takes it only when it answers the challenge."""
        taken = await self.request_url.verify(url, self.verification_token)
        if not taken:
            self.request_url.url = ""
        return taken

    def uninstalls(self) -> None:
        """The app is removed from the workspace: it is told once, then its token is dead."""
        events.emit(self, {"type": "app_uninstalled", "event_ts": self.world.new_ts()})
        events.emit(
            self, {"type": "tokens_revoked", "tokens": {"bot": [self.world.bot.id]}, "event_ts": self.world.new_ts()}
        )
        self.revoke_token("account_inactive")

    def pass_time(self, seconds: float) -> None:
        """Let time go by at once: deadlines, redeliveries and scheduled messages fall due (the clock moves)."""
        self.timers.pass_by(seconds)

    def changed(self) -> None:
        """Something is different now: whoever waits looks again."""
        self._changed.set()

    async def until(self, what: Callable[[], Found], *, within: float = PATIENCE) -> Found:
        """Wait until `what()` is true, and return it; AssertionError with the last calls when it never is."""
        give_up = time.monotonic() + within
        while not (found := what()):
            if time.monotonic() > give_up:
                raise AssertionError(f"it did not happen within {within} s; last calls: {self._last_calls()}")
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), 0.02)
            except TimeoutError:
                continue
        return found

    async def settles(self) -> None:
        """Wait until the app has acknowledged everything that it was sent and that is under way now."""
        await self.until(lambda: not self.delivery.under_way)

    def _last_calls(self) -> str:
        return ", ".join(each.method for each in self.requests[-8:]) or "none"


@asynccontextmanager
async def simulated_slack(
    manifest: Payload, *, clock: Clock | None = None, name: str = "Salon"
) -> AsyncIterator[Slack]:
    """Open a workspace with the app of this manifest installed. Times are the machine's unless a clock is given.

    ValueError when Slack would not take the manifest.
    """
    if problems := check_manifest(manifest):
        raise ValueError("\n".join(["Slack refuses the manifest:", *problems]))
    slack = Slack(manifest, clock=clock, name=name)
    runner = web.AppRunner(_site(slack), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        await slack.delivery.close()
        await slack.sockets.close()
        await slack.request_url.close()
        slack.timers.close()
        await runner.cleanup()


def _site(slack: Slack) -> web.Application:
    site = web.Application(client_max_size=64 << 20)
    site.router.add_route("*", "/api/{method}", partial(answer, slack))
    site.router.add_get("/link/", slack.sockets.accept)
    site.router.add_post("/respond/{kind}/{team}/{key}", slack.responses.take)
    site.router.add_post("/upload/v1/{key}", partial(files.take_upload, slack))
    site.router.add_get("/files-pri/{name}/{file}", partial(files.give_file, slack))
    return site
