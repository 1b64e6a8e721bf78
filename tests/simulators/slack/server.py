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
from tests.simulators.slack import api_auth, api_chat, api_views
from tests.simulators.slack.app import install
from tests.simulators.slack.clock import Timers
from tests.simulators.slack.contract import Contract
from tests.simulators.slack.delivery import Delivery
from tests.simulators.slack.door import METHODS, Call, answer
from tests.simulators.slack.faults import Faults
from tests.simulators.slack.people import Team
from tests.simulators.slack.rates import Rates
from tests.simulators.slack.sockets import Sockets
from tests.simulators.slack.surfaces import Surfaces, Triggers
from tests.simulators.slack.world import Payload, World

__all__ = ["METHODS", "Slack", "api_auth", "api_chat", "api_views", "simulated_slack"]

Found = TypeVar("Found")

PATIENCE = 8.0
"""Seconds of real time after which `until` gives up."""


class Slack:
    """The workspace's address and secrets, what was called, what is to go wrong, and the people (`team`)."""

    def __init__(self, manifest: Payload, *, clock: Clock | None, name: str) -> None:
        self.app = install(manifest)
        self.manifest = manifest
        self.timers = Timers(clock)
        self.world = World(name, self.timers, bot_name=self.app.bot_name)
        self.url = ""
        self.bot_token = f"xoxb-{secrets.token_hex(12)}"
        self.app_token = f"xapp-1-{self.world.app_id}-{secrets.token_hex(12)}"
        self.signing_secret = secrets.token_hex(16)
        self.verification_token = secrets.token_hex(12)
        self.dead_token = ""
        self.app_token_connects = True
        self.sockets = Sockets(self.world)
        self.delivery = Delivery(self.sockets, self.timers)
        self.faults, self.rates, self.contract = Faults(), Rates(), Contract()
        self.triggers, self.surfaces = Triggers(self), Surfaces(self)
        self.calls: list[Call] = []
        self.scheduled: dict[str, Payload] = {}
        self.too_many = 0
        self.team = Team(self)
        self._changed = asyncio.Event()

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def violations(self) -> list[str]:
        return self.contract.violations

    def changed(self) -> None:
        """Something is different now: whoever waits looks again."""
        self._changed.set()

    async def until(self, what: Callable[[], Found], *, patience: float = PATIENCE) -> Found:
        """Wait until `what()` is true, and return it; AssertionError with the last calls when it never is."""
        give_up = time.monotonic() + patience
        while not (found := what()):
            if time.monotonic() > give_up:
                raise AssertionError(f"it did not happen within {patience} s; last calls: {self._last_calls()}")
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), 0.02)
            except TimeoutError:
                continue
        return found

    def _last_calls(self) -> str:
        return ", ".join(each.method for each in self.calls[-8:]) or "none"


@asynccontextmanager
async def simulated_slack(
    manifest: Payload, *, clock: Clock | None = None, name: str = "Salon"
) -> AsyncIterator[Slack]:
    """Open a workspace with the app of this manifest installed. Times are the machine's unless a clock is given."""
    slack = Slack(manifest, clock=clock, name=name)
    site = web.Application(client_max_size=64 << 20)
    site.router.add_route("*", "/api/{method}", partial(answer, slack))
    site.router.add_get("/link/", slack.sockets.accept)
    runner = web.AppRunner(site, shutdown_timeout=1.0)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0)
    await server.start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        await slack.delivery.close()
        await slack.sockets.close()
        slack.timers.close()
        await runner.cleanup()
