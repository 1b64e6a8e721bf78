"""Whole stories on a simulated Slack: the real application, database, worker and slack-bolt."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import SecretStr

from adapters.slack.api import Pace
from bot.app import App
from bot.chat.address import Place
from bot.clock import Clock
from bot.commands.registry import Registry
from bot.config import Config, Listen, Palabre, Web
from bot.config import Database as DatabaseSection
from bot.config import Slack as SlackSection
from bot.db.database import Database, open_database
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.membership.model import Role as Part
from bot.features.people import service as people
from tests.adapters.running import Running
from tests.adapters.slack.ground import QUICKLY, account, copy, manifest
from tests.simulators.slack import Answer, Channel, Seen, Slack, User, simulated_slack


class QuickApp(App):
    """The application, whose adapter looks often and posts as fast as it can."""

    patience: float = 2.0

    def connect(self) -> None:
        App.connect(self)
        adapter: Any = self.platforms["slack"]
        adapter._watch, adapter._patience = QUICKLY, self.patience
        adapter.limits = replace(adapter.limits, seconds_between_sends_per_place=0.0)
        adapter._pace = Pace(burst=10_000)
        self.lookout.watch = QUICKLY


@dataclass(slots=True)
class Living:
    """A community with its channels."""

    community: Community
    room: Channel
    admins: Channel


@dataclass(slots=True)
class Village(Running):
    """A Slack with one workspace, and Palabre in it; `start` and `stop` are those of its process."""

    slack: Slack
    clock: Clock
    url: str
    http: bool = False
    owners: list[User] = field(default_factory=list)
    database: Database = field(init=False)
    app: QuickApp = field(init=False)
    _stop: asyncio.Event = field(init=False)
    _serving: asyncio.Task[None] | None = None

    # The process.

    async def start(self, *, patience: float = 2.0) -> None:
        self.database = await open_database(self.url, now=self.clock.now)
        secret = {"signing_secret": SecretStr(self.slack.signing_secret)}
        config = Config(
            palabre=Palabre(owners=tuple(account(self.slack, each) for each in self.owners)),
            database=DatabaseSection(url=SecretStr(self.url)),
            web=Web(listen=Listen("127.0.0.1", _free_port()) if self.http else Listen("", 0)),
            slack=SlackSection(
                bot_token=SecretStr(self.slack.bot_token), api_url=self.slack.api_url,
                **(secret if self.http else {"app_token": SecretStr(self.slack.app_token)}),
            ),
        )  # fmt: skip
        self.app = QuickApp(config, self.clock, self.database, copy())
        self.app.patience = patience
        await self._serve()
        if self.http:
            assert await self.slack.saves_request_url(f"http://{config.web.listen}/slack/events")
        await self.idle()

    def _answering(self) -> bool:
        """Whether Slack has something to tell, or the application is at something that it was told or missed."""
        adapter: Any = self.app.platforms["slack"]
        lookout: Any = self.app.lookout
        if adapter.ready() and lookout._caught_up.get("slack") != lookout._mark("slack"):
            return True
        listener = adapter._listener
        own = (listener.working, listener.desk.later) if listener else ()
        return bool(self.slack.delivery.under_way or any(own) or (adapter._posting and adapter._posting.offering))

    # Who and what there is.

    def person(self, name: str, **fields: Any) -> User:
        """Somebody in the workspace."""
        return self.slack.team.user(name, **fields)

    async def community(
        self, name: str, *, admins: Iterable[User] = (), members: Iterable[User] = (),
        mode: Mode = Mode.SEMI_PRIVATE, private: bool = True, **fields: Any,
    ) -> Living:  # fmt: skip
        """A community that lives in channels which somebody made for it by hand."""
        slug = communities.slug_of(name)
        room = self.slack.team.channel(slug, private=private)
        meeting = self.slack.team.channel(f"{slug}-admins", private=True)
        team = self.slack.team.id

        def make(tx: Tx) -> Community:
            fields.setdefault("eligibility", ("You work on the subject.",))
            made = communities.create(tx, replace(communities.blank(tx, name, mode), **fields), by="")
            home = communities.add_place(tx, made, Place("slack", team, room.id), admin_channel=meeting.id)
            communities.admin_homes_arranged(tx, made, home)
            for part, several in ((Part.ADMINISTRATOR, admins), (Part.MEMBER, members)):
                for each in several:
                    person = people.register(tx, each.name, [account(self.slack, each)])
                    membership.admit(tx, made, person, by="", role=part)
            return made

        made = await self.run(make)
        await self.idle()
        return Living(made, room, meeting)

    @staticmethod
    def last(who: User, channel: Channel | str) -> Seen:
        return who.messages(channel)[-1]

    @staticmethod
    def card(who: User, channel: Channel | str) -> Seen:
        """The last message that everybody there sees."""
        return next(each for each in reversed(who.messages(channel)) if not each.ephemeral)

    async def asks(self, who: User, living: Living, **values: object) -> Answer:
        """/community join with its form filled in; what was answered."""
        opened = await (await who.types("general", f"/community join {living.community.slug}")).final()
        assert opened.modal is not None, opened.text
        answers = {label: "Yes" for label in opened.modal.labels if label.startswith("I ")}
        answers |= {label: "because" for label in opened.modal.labels if label.endswith("?")}
        sent = await who.submits(opened, {**answers, **values})
        await self.idle()
        return sent


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@asynccontextmanager
async def village(url: str, clock: Clock, *, http: bool = False) -> AsyncIterator[Village]:
    """Palabre runs when this begins and is stopped when it ends; what it sent must have kept to Slack's rules."""
    registry = Registry(FEATURES)
    app = manifest(tuple(registry.commands.values()), tuple(registry.shortcuts.values()), http=http)
    async with simulated_slack(app, clock=clock, name="Baobab") as slack:
        made = Village(slack, clock, url, http)
        made.owners.append(made.person("Otto"))
        await made.start()
        try:
            yield made
        finally:
            await made.stop()
        assert slack.violations == []
