"""A community with something to say: two platforms, its people, and short ways to announce and to read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

from sqlalchemy import select

from bot.chat.address import Account, Place
from bot.chat.inbound import Actor, ButtonPressed, CommandUsed, FormSent, Inbound, Upload
from bot.chat.message import Buttons, Facts, Heading, Message, Paragraph, Quote, Small
from bot.chat.reply import Answer, OpenForm, Silence
from bot.clock import Clock
from bot.commands.dispatch import Dispatcher, Hooks, Problem
from bot.commands.registry import Registry
from bot.db.database import Database
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.announcements.model import Announcement, announcements
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.features.people import service as people
from bot.features.people import workspaces
from bot.features.people.commands import before_answer
from bot.i18n import Catalogue
from bot.jobs.worker import Worker
from tests.simulators.post_office import Letter, Post

NORTH = Place("meadow", "north", "tides")
NORTH_ADMINS = Place("meadow", "north", "tides-admins")
SOUTH = Place("harbour", "south", "tides")

ADA = Actor(Account("meadow", "north", "ada"), "Ada", "en-GB", "Europe/Paris")
ADA_SOUTH = Actor(Account("harbour", "", "ada"), "Ada", "en-GB")
BEN = Actor(Account("harbour", "", "ben"), "Ben", "en-US", "America/New_York")
CLEO = Actor(Account("meadow", "north", "cleo"), "Cléo", "fr-FR", "Europe/Paris")
DAN = Actor(Account("meadow", "north", "dan"), "Dan", "en-GB", "Europe/London")
ZOE = Actor(Account("harbour", "", "zoe"), "Zoé", "fr-FR")

NEWS = {
    "type": "publication",
    "title": "Mapping the tides",
    "text": "The *second* edition is out.",
    "link": "https://tides.example/report",
    "file": "",
    "where": "everywhere",
    "when": "",
    "comments": "",
}


class Killed(BaseException):
    """The process ends here; nothing after it runs."""


def die() -> None:
    raise Killed


@dataclass(slots=True)
class Newsroom:
    """The whole engine on a real database."""

    engine: Dispatcher
    catalogue: Catalogue
    database: Database
    clock: Clock
    problems: list[Problem] = field(default_factory=list)
    meadow: Post = field(default_factory=lambda: Post(name="meadow"))
    harbour: Post = field(default_factory=lambda: Post(name="harbour"))
    ids: Any = field(default_factory=lambda: count(1))

    def worker(self) -> Worker:
        """A new process's worker."""
        registry = Registry(FEATURES)
        posts = (self.meadow, self.harbour)
        return Worker(
            self.database, registry.jobs, posts, draw=registry.draw, reader=communities.reader,
            leaves=registry.leaves, clock=self.clock,
        )

    async def forward(self, **span: float) -> None:
        """Let time pass, and do what is due then."""
        self.clock.forward(timedelta(**span))
        await self.worker().settle()

    def letters(self, target: Account | Place) -> list[Letter]:
        """What stands in a place or an inbox now, oldest first."""
        post = self.meadow if target.platform == "meadow" else self.harbour
        return [letter for letter in post.office.letters(target) if not letter.erased]

    def posted(self, target: Account | Place, *, locale: str = "en") -> list[list[str]]:
        """The same, each message line by line."""
        return [self.read(letter.message, locale=locale) for letter in self.letters(target)]

    def last(self, target: Account | Place) -> Message:
        return self.letters(target)[-1].message

    async def do(self, inbound: Inbound) -> Answer:
        answer = await self.engine.receive(inbound)
        assert self.problems == []
        return answer

    async def type(self, line: str, *, by: Actor, place: Place | None = None) -> Answer:
        name, _, text = line.removeprefix("/").partition(" ")
        return await self.do(CommandUsed(f"event-{next(self.ids)}", by, place, name, text))

    async def press(self, answer: Answer | Message | str, label: str = "", *, by: Actor) -> Answer:
        """A button by what is written on it, or by its token."""
        token = answer if isinstance(answer, str) else self.buttons(answer)[label]
        return await self.do(ButtonPressed(f"event-{next(self.ids)}", by, None, token))

    async def fill(self, answer: Answer, *, by: Actor, upload: Upload | None = None, **values: str) -> Answer:
        """Send a form with these values, and with a file chosen anew."""
        assert isinstance(answer.reply, OpenForm)
        files = {"file": upload} if upload else {}
        token = answer.reply.form.token
        return await self.do(FormSent(f"event-{next(self.ids)}", by, None, token, values, files))

    async def write(self, *, by: Actor, upload: Upload | None = None, **changed: str) -> Answer:
        """A new announcement and its form: the preview."""
        form = await self.press(f"announcements.another:{(await self.community()).id}", by=by)
        return await self.fill(form, by=by, upload=upload, **{**NEWS, **changed})

    def buttons(self, said: Answer | Message) -> dict[str, str]:
        """What is written on each button, in the reader's language, and its token."""
        message, locale = (said.reply.message, said.locale) if isinstance(said, Answer) else (said, "en")  # type: ignore[union-attr]
        return {
            self.catalogue.plain(button.label, locale): button.token
            for part in message.parts
            if isinstance(part, Buttons)
            for button in part.buttons
        }

    def read(self, said: Answer | Message, *, locale: str = "en", timezone: str = "") -> list[str]:
        """What stands there, line by line; of a form, its problems."""
        if isinstance(said, Answer):
            locale, timezone = said.locale, said.timezone
            if isinstance(said.reply, OpenForm):
                return [f"{name}: {self.catalogue.plain(text, locale)}" for name, text in said.reply.form.problems]
            if isinstance(said.reply, Silence):
                return []
            said = said.reply.message
        texts = []
        for part in said.parts:
            if isinstance(part, Heading | Paragraph | Quote | Small):
                texts.append(part.text)
            elif isinstance(part, Facts):
                texts += [text for row in part.rows for text in row]
        return [self.catalogue.plain(text, locale, timezone) for text in texts]

    def typed(self, answer: Answer) -> dict[str, str]:
        """What stands in the fields of a form."""
        assert isinstance(answer.reply, OpenForm)
        return {each.name: each.value for each in answer.reply.form.fields}

    async def rows(self) -> list[Announcement]:
        query = select(announcements).order_by(announcements.c.created_at, announcements.c.id)
        return await self.database.run(lambda tx: tx.all(query, Announcement))

    async def statuses(self) -> list[str]:
        return [str(row.status) for row in await self.rows()]

    async def community(self) -> Community:
        return await self.database.run(lambda tx: next(iter(communities.by_name(tx, "tides"))))

    async def change(self, **values: Any) -> None:
        """Another community than it was: archived, hidden, …"""
        community = replace(await self.community(), **values)
        await self.database.run(lambda tx: communities.save(tx, community))

    async def log(self) -> list[str]:
        """What the log says of announcements, in alphabetical order."""
        community = await self.community()
        entries = await self.database.run(lambda tx: communities.history(tx, community.id))
        return sorted(entry.what for entry in entries if entry.what.startswith("announce"))


def settle_people(tx: Tx) -> None:
    """Ada administers and has an account on both platforms; Ben administers, Cléo and Zoé are members, Dan is not."""
    workspaces.set_workspace(tx, "meadow", "north", name="North")
    workspaces.set_workspace(tx, "harbour", "south", name="South")
    community = replace(communities.blank(tx, "Tides", Mode.PUBLIC), timezone="Europe/Rome")
    communities.create(tx, community, by="")
    for place, admins in ((NORTH, NORTH_ADMINS.id), (SOUTH, "")):
        communities.add_place(tx, community, place, admin_channel=admins)
    for actor, role in ((ADA, Role.ADMINISTRATOR), (BEN, Role.ADMINISTRATOR), (CLEO, Role.MEMBER), (ZOE, Role.MEMBER)):
        addresses = [actor.account, ADA_SOUTH.account] if actor is ADA else [actor.account]
        person = people.register(tx, actor.name, addresses, locale=actor.locale, zone=actor.timezone)
        membership.admit(tx, community, person, by="", role=role)
    people.register(tx, DAN.name, [DAN.account], locale=DAN.locale, zone=DAN.timezone)


def hooks(problems: list[Problem]) -> Hooks:
    waiting = partial(before_answer, Registry(FEATURES).draw)
    return Hooks(people.identify, people.recognise, waiting, problems.append)


async def opened(database: Database, clock: Clock, catalogue: Catalogue) -> Newsroom:
    await database.run(settle_people)
    problems: list[Problem] = []
    engine = Dispatcher(Registry(FEATURES), catalogue, database, hooks(problems))
    return Newsroom(engine, catalogue, database, clock, problems)
