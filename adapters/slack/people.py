"""Who people are on Slack: name, language and time zone by their profile, kept for a while, never where it counts."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.slack.api import Api
from bot.chat.address import Account, Place
from bot.chat.inbound import Actor
from bot.chat.port import TryLater, Undeliverable

PLATFORM = "slack"
SLACKBOT = "USLACKBOT"

KEPT = 3600.0
"""Seconds for which a profile is believed; Slack tells of changes (`user_change`) meanwhile."""

MOST = 20_000
"""Profiles kept at once."""

MANY = 50
"""From so many people on, the whole list is asked for instead of one after another."""

FRESH = 60.0
"""Seconds for which such a list is as good as asking: meanwhile Slack tells of everybody whose account is closed."""


@dataclass(frozen=True, slots=True)
class Profile:
    """`until` is when it is too old, in seconds of the loop's clock."""

    name: str
    locale: str
    timezone: str
    deleted: bool
    until: float


@dataclass(slots=True)
class Directory:
    """The people of one workspace. Slack's guests from other organisations are in it like everybody else."""

    api: Api
    team: str
    me: str
    known: OrderedDict[str, Profile] = field(default_factory=OrderedDict)
    bots: dict[str, bool] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    asked: deque[float] = field(default_factory=deque)
    listed: float = float("-inf")

    def account(self, user: str) -> Account:
        return Account(PLATFORM, self.team, user)

    def place(self, channel: str) -> Place:
        return Place(PLATFORM, self.team, channel)

    async def actor(self, user: str, *, called: str = "") -> Actor:
        """Somebody who did something; when Slack cannot be asked, with what the event itself says."""
        try:
            profile = await self._profile(user)
        except (TryLater, Undeliverable):
            return Actor(self.account(user), called, workspace=self.team)
        name = profile.name or called
        return Actor(self.account(user), name, profile.locale, profile.timezone, self.team)

    async def _profile(self, user: str) -> Profile:
        kept = self.known.get(user)
        if kept is not None and kept.until > asyncio.get_running_loop().time():
            self.known.move_to_end(user)
            return kept
        found = await self.api.ask("users.info", waited_for=True, user=user, include_locale=True)
        return self.learn(found["user"])

    def learn(self, raw: Mapping[str, Any], *, whole: bool = True) -> Profile:
        """Keep what Slack says of somebody; without the language it is asked for again."""
        profile = raw.get("profile") or {}
        made = Profile(
            name=str(profile.get("real_name") or raw.get("real_name") or profile.get("display_name") or raw["name"]),
            locale=str(raw.get("locale") or ""),
            timezone=str(raw.get("tz") or ""),
            deleted=bool(raw.get("deleted")),
            until=asyncio.get_running_loop().time() + (KEPT if whole else 0.0),
        )
        self.bots[str(raw["id"])] = bool(raw.get("is_bot")) or raw["id"] == SLACKBOT
        (self.closed.add if made.deleted else self.closed.discard)(str(raw["id"]))
        self.known[str(raw["id"])] = made
        self.known.move_to_end(str(raw["id"]))
        while len(self.known) > MOST:
            self.known.popitem(last=False)
        return made

    async def present(self, account: Account) -> bool:
        """Asked of Slack at this moment: an account that is closed, or was never there, is not."""
        if account.workspace not in ("", self.team):
            return False
        if await self._listed_lately() and account.id in self.bots:
            return account.id not in self.closed
        try:
            found = await self.api.ask("users.info", user=account.id, include_locale=True)
        except Undeliverable as problem:
            if problem.reason != "gone":
                raise
            return False
        return not self.learn(found["user"]).deleted

    async def _listed_lately(self) -> bool:
        """Whether the whole list was read just now; it is, when so many are asked about one after another."""
        now = asyncio.get_running_loop().time()
        if now - self.listed < FRESH:
            return True
        self.asked.append(now)
        while now - self.asked[0] > FRESH:
            self.asked.popleft()
        if len(self.asked) <= MANY:
            return False
        await self._list()
        return True

    async def _list(self) -> None:
        began = asyncio.get_running_loop().time()
        async for raw in self.api.pages("users.list", "members", limit=1000):
            self.learn(raw, whole=False)
        self.listed = began
        self.asked.clear()

    async def people_among(self, users: Iterable[str]) -> frozenset[str]:
        """Those who are no bots, which nobody becomes later."""
        wanted = list(users)
        unknown = [each for each in wanted if each not in self.bots]
        if len(unknown) > MANY:
            await self._list()
            unknown = [each for each in wanted if each not in self.bots]
        for each in unknown:
            found = await self.api.ask("users.info", user=each, include_locale=True)
            self.learn(found["user"])
        return frozenset(each for each in wanted if each != self.me and not self.bots[each])

    def called(self, users: Iterable[str]) -> dict[Account, str]:
        """What those are called of whom Slack has told."""
        return {self.account(each): self.known[each].name for each in users if each in self.known}
