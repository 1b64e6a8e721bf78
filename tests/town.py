"""A small town for stories: people on two platforms, communities, the real dispatcher and worker, no waiting.

Everything goes as it goes in life: what people do enters by the dispatcher, what they read lies at the post office.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import func, select

from bot.catchup import Lookout
from bot.chat.address import Account, Place, Posted
from bot.chat.form import Form
from bot.chat.inbound import Actor, ButtonPressed, CommandUsed, FormSent, Inbound, Left, Reacted
from bot.chat.message import Button, Buttons, Facts, File, Heading, Image, Message, Part, Picker
from bot.chat.port import Platform
from bot.chat.reply import Answer, OpenForm, Redraw, Silence
from bot.chat.text import T, Text
from bot.clock import Clock
from bot.commands.dispatch import Dispatcher, Hooks
from bot.commands.registry import Registry
from bot.db.database import Database
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.features.people import service as people
from bot.features.people.commands import before_answer
from bot.jobs.queue import jobs
from bot.jobs.worker import Worker
from tests.simulators.post_office import HeadPost, Letter, Post, PostOffice
from tests.words import our_copy

Result = TypeVar("Result")

NORTH, SOUTH, SQUARE = "north", "south", "square"
"""Two platforms; on each of them one workspace. North can do everything there is, South only what all can."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as a story calls them; `id` is the engine's."""

    name: str
    account: Account
    id: str
    locale: str = "en"
    timezone: str = ""
    seen_in: str = ""
    made: datetime | None = None

    @property
    def actor(self) -> Actor:
        return Actor(self.account, self.name, self.locale, self.timezone, self.seen_in, self.made)


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody got back at once: the text as they read it, the labels of its buttons, the form that opened.

    `redrawn` when it stands in the place of what was pressed.
    """

    text: str
    buttons: tuple[str, ...]
    message: Message | None
    form: Form | None
    redrawn: bool = False

    @property
    def problems(self) -> dict[str, Text]:
        return dict(self.form.problems) if self.form else {}


class Town:
    """`restart` makes everything that lives in memory anew, over the same database and the same platforms."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self.catalogue = our_copy()
        self.offices = {NORTH: PostOffice(), SOUTH: PostOffice()}
        self.heard: dict[Account, Heard] = {}
        self._number = itertools.count(1)
        self.restart()

    def restart(self) -> None:
        self.registry = Registry(FEATURES)
        waiting = partial(before_answer, self.registry.draw)
        hooks = Hooks(identify=people.identify, recognise=people.recognise, before_answer=waiting, write=people.answer)
        self.dispatcher = Dispatcher(self.registry, self.catalogue, self.database, hooks)
        self.north = HeadPost(self.offices[NORTH], NORTH, engine=self.dispatcher, gaps=1)
        south = Post(self.offices[SOUTH], SOUTH, engine=self.dispatcher)
        posts: dict[str, Platform] = {NORTH: self.north, SOUTH: south}
        self.lookout = Lookout(self.database, posts, self.dispatcher, rest=_at_once)
        self.worker = Worker(
            self.database,
            self.registry.jobs,
            posts.values(),
            draw=self.registry.draw,
            reader=communities.reader,
            leaves=self.registry.leaves,
            clock=self.clock,
        )

    # Who and what there is.

    async def run(self, work: Callable[[Tx], Result]) -> Result:
        return await self.database.run(work)

    async def someone(
        self, name: str, platform: str = NORTH, *, owner: bool = False, locale: str = "en", timezone: str = "",
        roams: bool = False,
    ) -> Somebody:  # fmt: skip
        """A person with one account, known to the engine from the start; who `roams` is bound to no workspace."""
        account = Account(platform, "" if roams else SQUARE, name.lower())
        add = partial(people.register, name=name, addresses=[account], owner=owner, locale=locale, zone=timezone)
        person = await self.run(lambda tx: add(tx))
        return Somebody(name, account, person, locale, timezone, seen_in=SQUARE if roams else "")

    @staticmethod
    def stranger(name: str, platform: str = NORTH) -> Account:
        """An account of the platform that the engine has never heard of."""
        return Account(platform, SQUARE, name.lower())

    async def links(self, person: Somebody, platform: str) -> Somebody:
        """The same person's account on another platform."""
        account = Account(platform, SQUARE, person.account.id)
        await self.run(lambda tx: people.register(tx, person.name, [person.account, account]))
        return replace(person, account=account)

    async def community(
        self,
        name: str,
        *,
        admins: Iterable[Somebody] = (),
        members: Iterable[Somebody] = (),
        mode: Mode = Mode.SEMI_PRIVATE,
        platforms: Iterable[str] = (NORTH,),
        admin_channels: bool = True,
        **fields: Any,
    ) -> Community:
        """A community that lives in the channel of its slug on each platform, its administrators in `<slug>-admins`."""
        admins, members = list(admins), list(members)

        def make(tx: Tx) -> Community:
            fields.setdefault("eligibility", ("You work on the subject.",))
            made = communities.create(
                tx, replace(communities.blank(tx, name, mode), **fields), by=admins[0].id if admins else ""
            )
            for platform in platforms:
                admin = f"{made.slug}-admins" if admin_channels else ""
                communities.add_place(tx, made, Place(platform, SQUARE, made.slug), admin_channel=admin)
            for each in admins:
                membership.admit(tx, made, each.id, by="", role=Role.ADMINISTRATOR)
            for each in members:
                membership.admit(tx, made, each.id, by="")
            return made

        made = await self.run(make)
        await self.settle()
        return made

    async def now(self, community: Community) -> Community:
        """The community as it is stored by now."""
        found = await self.run(lambda tx: communities.get(tx, community.id))
        assert found is not None
        return found

    @staticmethod
    def channel(community: Community, platform: str = NORTH) -> Place:
        return Place(platform, SQUARE, community.slug)

    @staticmethod
    def admin_channel(community: Community, platform: str = NORTH) -> Place:
        return Place(platform, SQUARE, f"{community.slug}-admins")

    # What people do.

    async def says(self, who: Somebody, text: str, *, at: Place | None = None) -> Heard:
        """A command as it is typed, `/join gender-group`; at no place it is a private message."""
        name, _, rest = text.removeprefix("/").partition(" ")
        return await self.does(who, CommandUsed(self.fresh(), who.actor, at, name, rest))

    async def presses(
        self, who: Somebody, label: str, *, on: Letter | Message | Heard | None = None, at: Place | None = None
    ) -> Heard:
        """A button by its English label: on a message, else in what the person heard last, else in their inbox."""
        button = self.button(who, label, on=on)
        posted = Posted(on.target, on.id) if isinstance(on, Letter) else None
        place = on.target if isinstance(on, Letter) and isinstance(on.target, Place) else at
        return await self.does(who, ButtonPressed(self.fresh(), who.actor, place, button.token, message=posted))

    async def tokens(self, who: Somebody, token: str, value: str = "") -> Heard:
        """A button by its token, as somebody might who was never shown it."""
        return await self.does(who, ButtonPressed(self.fresh(), who.actor, None, token, value))

    async def picks(self, who: Somebody, value: str, *, on: Letter | Message | Heard | None = None) -> Heard:
        """The option of that value in the last picker the person sees."""
        picker = next(
            part
            for message in self._seen(who, on)
            for part in reversed(message.parts)
            if isinstance(part, Picker) and any(option.value == value for option in part.options)
        )
        return await self.does(who, ButtonPressed(self.fresh(), who.actor, None, picker.token, value))

    async def fills(self, who: Somebody, **values: str) -> Heard:
        """Sends the form that opened last, with what it held and these values."""
        form = self.heard[who.account].form
        assert form is not None, f"{who.name} has no open form, but: {self.heard[who.account].text}"
        kept = {field.name: field.value for field in form.fields}
        unknown = values.keys() - kept.keys()
        assert not unknown, f"no such fields: {unknown}"
        return await self.does(who, FormSent(self.fresh(), who.actor, None, form.token, kept | values))

    async def reacts(self, who: Somebody, emoji: str, letter: Letter) -> Heard:
        return await self.does(who, Reacted(self.fresh(), who.actor, Posted(letter.target, letter.id), emoji))

    async def leaves_workspace(self, who: Somebody) -> None:
        await self.does(who, Left(self.fresh(), who.actor, who.account.workspace, None))

    async def joins(self, who: Somebody, community: Community, **values: str) -> Heard:
        """/join, and whatever its form asks for."""
        heard = await self.says(who, f"/join {community.slug}")
        if heard.form is not None:
            ticks = {field.name: "yes" for field in heard.form.fields if field.kind == "tick"}
            said = {field.name: "because" for field in heard.form.fields if field.name.startswith("answer")}
            heard = await self.fills(who, **{**ticks, **said, **values})
        await self.settle()
        return heard

    async def does(self, who: Somebody, inbound: Inbound) -> Heard:
        """Anything at all; what it leads to is delivered before this returns."""
        heard = self._heard(await self.dispatcher.receive(inbound))
        self.heard[who.account] = heard
        await self.settle()
        return heard

    def fresh(self) -> str:
        """A platform's id of something that happens."""
        return f"event-{next(self._number)}"

    async def looks(self) -> None:
        """The hourly look at the places of every platform, and what follows from it, at once."""
        for name in self.offices:
            await self.lookout.look_at(name)
        await self.settle()

    async def hour(self) -> None:
        """An hour later: what was under way is settled, and the places are looked at."""
        await self.passes(hours=1)
        await self.looks()

    async def returns(self) -> None:
        """North was away, however shortly, and is back: everything is caught up with."""
        self.north.gaps += 1
        await self.lookout.catch_up(NORTH)
        await self.settle()

    # What time does.

    async def settle(self) -> None:
        """Everything that is due now is done."""
        await self.worker.settle()

    async def passes(self, **span: float) -> None:
        """Time goes by, and whatever falls due in it is done when it is due."""
        await self.until(self.clock.now() + timedelta(**span))

    async def until(self, moment: datetime) -> None:
        while due := await self.run(lambda tx: _next_due(tx, moment)):
            self.clock.forward(due - self.clock.now())
            await self.settle()
        self.clock.forward(moment - self.clock.now())
        await self.settle()

    # What people read.

    def letters(self, to: Somebody | Place) -> list[Letter]:
        """What lies in an inbox or a channel, oldest first, as it reads now."""
        target = to.account if isinstance(to, Somebody) else to
        return [each for each in self.offices[target.platform].letters(target) if not each.erased]

    def reads(self, to: Somebody | Place) -> list[str]:
        """The same as text, each in the language it was sent in."""
        return [self.text(each.message, each.locale, each.timezone) for each in self.letters(to)]

    def card(self, place: Place | Somebody) -> Letter:
        """The last card of a request there, as it is now."""
        return next(each for each in reversed(self.letters(place)) if _is_card(each.message))

    def text(self, message: Message, locale: str = "en", timezone: str = "") -> str:
        """A message as plain lines; buttons and pickers are left to `labels`."""
        lines = (self._line(part, locale, timezone) for part in message.parts)
        return "\n".join(line for line in lines if line)

    def labels(self, message: Message, locale: str = "en") -> tuple[str, ...]:
        return tuple(self.plain(each.label, locale) for each in _buttons(message))

    def plain(self, text: Text, locale: str = "en", timezone: str = "") -> str:
        return self.catalogue.plain(text, locale, timezone, now=self.clock.now())

    def button(self, who: Somebody, label: str, *, on: Letter | Message | Heard | None = None) -> Button:
        for message in self._seen(who, on):
            for each in _buttons(message):
                if self.plain(each.label) == label:
                    return each
        seen = [self.labels(message) for message in self._seen(who, on)]
        raise AssertionError(f"{who.name} sees no button {label!r}, only {seen}")

    def _seen(self, who: Somebody, on: Letter | Message | Heard | None) -> list[Message]:
        if isinstance(on, Letter):
            return [on.message]
        if isinstance(on, Message):
            return [on]
        if isinstance(on, Heard):
            return [on.message] if on.message else []
        last = self.heard.get(who.account)
        inbox = [each.message for each in reversed(self.letters(who))]
        return [*([last.message] if last and last.message else []), *inbox]

    def _heard(self, answer: Answer) -> Heard:
        match answer.reply:
            case OpenForm(form):
                return Heard(self.plain(form.title, answer.locale), (), None, form)
            case Silence():
                return Heard("", (), None, None)
            case reply:
                text = self.text(reply.message, answer.locale, answer.timezone)
                labels = self.labels(reply.message, answer.locale)
                return Heard(text, labels, reply.message, None, isinstance(reply, Redraw))

    def _line(self, part: Part, locale: str, timezone: str) -> str:
        match part:
            case Facts(rows):
                said = (f"{self.plain(a, locale, timezone)}: {self.plain(b, locale, timezone)}" for a, b in rows)
                return "\n".join(said)
            case File(name, content):
                return f"{name}\n{content}"
            case Buttons() | Picker() | Image():
                return ""
            case other:
                return self.plain(other.text, locale, timezone)


async def _at_once(seconds: float) -> None:
    """Nobody waits in a story."""


def _buttons(message: Message) -> list[Button]:
    return [each for part in message.parts if isinstance(part, Buttons) for each in part.buttons]


def _is_card(message: Message) -> bool:
    head = message.parts[0] if message.parts else None
    return isinstance(head, Heading) and isinstance(head.text, T) and head.text.key == "approvals-card"


def _next_due(tx: Tx, until: datetime) -> datetime | None:
    """The next moment after now at which anything falls due."""
    found: datetime | None = tx.value(
        select(func.min(jobs.c.at)).where(jobs.c.ended_at.is_(None), jobs.c.at > tx.now, jobs.c.at <= until)
    )
    return found
