"""The simulated Discord as a test holds it: its addresses, its people and servers, and what it noticed."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypeVar

from tests.simulators.discord.call import Call
from tests.simulators.discord.clock import Time
from tests.simulators.discord.events import PRIVILEGED, Intent
from tests.simulators.discord.faults import Fault, Faults, Rule
from tests.simulators.discord.gateway import WRONG_TOKEN, Gateway
from tests.simulators.discord.guild import Guild, new_guild
from tests.simulators.discord.limits import Counter, Limits
from tests.simulators.discord.model import User
from tests.simulators.discord.people import Person
from tests.simulators.discord.server import API, ROUTES, Server
from tests.simulators.discord.world import World

T = TypeVar("T")
TOKEN = "MTA4NDc.GxYz12.a-token-of-the-simulated-discord"


class Discord:
    """One Discord with one application on it; see the package's own words for what a test can do with it."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime] | None = None,
        privileged: Intent = PRIVILEGED,
        limits: Limits | None = None,
        invalid_budget: int = 10_000,
    ) -> None:
        self.world = World(Time(now), TOKEN, privileged=privileged, make_person=Person)
        self.traffic = Counter(self.world.time.now, limits, invalid_budget)
        self.faults = Faults()
        self.gateway = Gateway(self.world)
        self.violations: list[str] = []
        """Every wrong form the client sent: against Discord's published description, or one of its limits."""
        self.checks_itself = False
        """Hold the simulator's own answers against the description too."""
        self.deviations: list[str] = []
        self.requests: list[Call] = []
        """Everything that reached the API, in order."""
        self.server = Server(self)

    # Addresses.

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def api_url(self) -> str:
        return f"http://{self.server.address}{API}"

    @property
    def gateway_url(self) -> str:
        return f"ws://{self.server.address}/gateway/"

    @property
    def cdn_url(self) -> str:
        return f"http://{self.server.address}/cdn"

    # People and places.

    @property
    def bot(self) -> User:
        return self.world.bot

    def user(
        self, name: str, *, locale: str = "en-US", dms: bool = True, created: datetime | None = None
    ) -> Person:
        """Somebody with an account, made now or long ago; `dms=False` takes no private messages from servers."""
        person: Person = self.world.user(name, locale=locale, dms=dms, created=created)
        return person

    def guild(self, name: str, *, owner: Person | None = None, shard: int = 0, locale: str = "en-US") -> Guild:
        """A server without the bot; `shard` chooses its number so that it falls on that one of `gateway.shards`."""
        number = self.world.time.snowflake(lambda each: (each >> 22) % self.gateway.shards == shard)
        owner = owner or self.user(f"Owner of {name}")
        guild = new_guild(self.world, number, name, owner, self.world.time.now())
        guild.locale = locale
        self.world.guilds[number] = guild
        return guild

    # Time and waiting.

    def now(self) -> datetime:
        return self.world.time.now()

    def pass_time(self, seconds: float) -> None:
        """Let that much time go by at once: answers become late, tokens expire."""
        self.world.time.pass_by(seconds)
        self.world.changed()

    async def until(self, true: Callable[[], T], *, within: float = 40.0) -> T:
        """Wait without sleeping until it is true, and return it; TimeoutError after that many seconds."""
        return await self.world.until(true, within=within)

    @property
    def online(self) -> bool:
        return self.gateway.online

    # What it noticed.

    @property
    def command_writes(self) -> int:
        """How many requests changed the application's commands."""
        return self.world.command_writes

    @property
    def too_many(self) -> int:
        """How many requests were answered 429."""
        return self.traffic.too_many

    @property
    def invalid(self) -> int:
        """How many of the last ten minutes' requests were invalid (401, 403, 429)."""
        return self.traffic.invalid

    # What goes wrong.

    def breaks(
        self,
        method: str,
        template: str,
        fault: Fault,
        *,
        first: int = 1,
        times: int = 1,
        where: Callable[[Call], bool] = lambda call: True,
    ) -> Rule:
        """Let the next `times` requests to one address fail, from the `first` matching one on; `where` narrows it."""
        _known(method, template)
        rule = Rule(fault, method, template, first, times, where)
        self.faults.rules.append(rule)
        return rule

    def mend(self) -> None:
        """Nothing that was ordered to fail fails any more."""
        self.faults.rules.clear()

    def revoke_token(self) -> str:
        """The token is void from now on: 401, and the gateway hangs up (4004); the new one is returned."""
        self.world.token = secrets.token_urlsafe(32)
        self.gateway.close(WRONG_TOKEN)
        return self.world.token

    def asked(self, method: str, template: str) -> list[Call]:
        """The requests to one address, named as in Discord's documents: `/channels/{channel_id}/messages`."""
        _known(method, template)
        return [call for call in self.requests if (call.method, call.template) == (method, template)]


def _known(method: str, template: str) -> None:
    if (method, template) not in ROUTES:
        raise KeyError(f"{method} {template} is no address here; write it as Discord's documents do")


@asynccontextmanager
async def simulated_discord(
    *,
    now: Callable[[], datetime] | None = None,
    privileged: Intent = PRIVILEGED,
    limits: Limits | None = None,
    invalid_budget: int = 10_000,
) -> AsyncIterator[Discord]:
    """A Discord for one test.

    `now` is its clock (default: the machine's), `privileged` the intents that the application's owner switched on,
    `limits` how fast one may ask (`Limits()` is what Discord usually allows), `invalid_budget` how many invalid
    requests in ten minutes it takes before a ban.
    """
    discord = Discord(now=now, privileged=privileged, limits=limits, invalid_budget=invalid_budget)
    await discord.server.start()
    discord.gateway.url = discord.gateway_url
    discord.world.cdn_url = discord.cdn_url
    try:
        yield discord
    finally:
        await discord.server.stop()
