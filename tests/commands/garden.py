"""A garden: the smallest feature that has every kind of declaration, and a dispatcher that answers for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Annotated, Any

import structlog
from sqlalchemy import func, select

from bot.chat.address import Account, Place, Posted
from bot.chat.form import ChoiceField, Form, TextField, TickField
from bot.chat.inbound import (
    Actor,
    ButtonPressed,
    CommandUsed,
    Edited,
    Erased,
    FormSent,
    Inbound,
    Left,
    Reacted,
    ShortcutUsed,
    Wrote,
)
from bot.chat.message import Button, Message, Option, Paragraph, say
from bot.chat.reply import Answer, OpenForm, Redraw, Silence, Whisper
from bot.chat.text import Words, t
from bot.commands.arguments import BOOLEAN, INTEGER, PLACE, ROLE, Argument, choice, label, words
from bot.commands.context import Caller, Context
from bot.commands.dispatch import Dispatcher, Hooks, Problem
from bot.commands.feature import Answered, Feature, anyone
from bot.commands.metrics import Metrics
from bot.commands.registry import Registry
from bot.db.database import Database
from bot.db.schema import handled, notes
from bot.db.tx import Tx, new_id
from bot.errors import Conflict, Refused, Unavailable
from bot.i18n import LOCALES, Catalogue, load_catalogue
from bot.jobs.outbox import RemoveReaction, posts, send, show
from bot.jobs.queue import jobs

HERE = Place("meadow", "village", "garden")
ELSEWHERE = Place("meadow", "village", "street")
ADA = Actor(Account("meadow", "village", "ada"), "Ada", "en-GB", "Europe/London")
LEO = Actor(Account("meadow", "village", "leo"), "Léo", "fr-FR", "Europe/Paris")
BEDS = {"roses": "Roses", "beans": "Beans", "old-roses": "Old Roses"}


def read_bed(ctx: Context, typed: str) -> str:
    wanted = typed.casefold().replace(" ", "-")
    if wanted not in BEDS:
        raise Refused(t("garden-no-bed"), Button(t("button-open"), "garden.open"))
    return wanted


def bed_here(ctx: Context) -> str | None:
    return "roses" if ctx.place == HERE else None


def beds_like(ctx: Context, typed: str) -> Sequence[Option]:
    if typed == "wasps":
        raise ZeroDivisionError("wasps")
    return [Option(Words(name), bed) for bed, name in BEDS.items() if typed.casefold() in bed]


BED = Argument("text", read=read_bed, implied=bed_here, complete=beds_like, max_length=40)


@dataclass(frozen=True, slots=True)
class PlantArgs:
    name: Annotated[str, words(max_length=40)]
    where: Annotated[str, choice("private", "public")] = "public"
    rows: Annotated[int, INTEGER] = 1
    note: Annotated[str, words(max_length=500, long=True)] = ""


@dataclass(frozen=True, slots=True)
class PickArgs:
    bed: Annotated[str, BED]
    search: Annotated[str, words(max_length=50)] = ""


@dataclass(frozen=True, slots=True)
class LendArgs:
    tool: Annotated[str, words(max_length=40)]
    to: Annotated[str, Argument("person")]
    shed: Annotated[str, PLACE] = ""
    role: Annotated[str, ROLE] = ""
    until: Annotated[str, Argument("moment")] = ""
    back: Annotated[bool, BOOLEAN] = True


@dataclass(frozen=True, slots=True)
class NoArgs:
    pass


@dataclass(frozen=True, slots=True)
class StumbleArgs:
    how: Annotated[str, words()]


def happened(tx: Tx, what: str) -> None:
    """An effect that counts: run twice, there are two."""
    send(tx, HERE, say(Words(what)), key=new_id("effect"))


def gardeners(ctx: Context, subject: object) -> None:
    if not ctx.caller.owner:
        raise Refused(t("garden-gardeners-only"))


def reason_form(ctx: Context, bed: str) -> Form:
    kinds = tuple(Option(label(value), value) for value in ("private", "public"))
    return Form(
        f"garden.reason:{bed}",
        t("garden-reason", bed=Words(bed)),
        (
            TextField("why", t("garden-why"), long=True, max_length=20),
            ChoiceField("kinds", t("garden-kind"), kinds, required=False, many=True),
            TickField("sure", t("garden-sure"), required=True),
        ),
        t("form-submit"),
    )


def garden_feature() -> Feature:
    """A new one each time: declarations collect in it."""
    garden = Feature("garden")
    stumbles = count()

    @garden.command("plant", PlantArgs, allow=anyone)
    def plant(ctx: Context, args: PlantArgs) -> Answered:
        happened(ctx.tx, f"planted {args.name}")
        where, note = label(args.where), Words(args.note)
        return Whisper(say(t("garden-planted", name=Words(args.name), where=where, rows=args.rows, note=note)))

    @garden.command("pick", PickArgs, allow=anyone, audience="members")
    def pick(ctx: Context, args: PickArgs) -> Answered:
        return Whisper(say(t("garden-picked", bed=Words(args.bed), search=Words(args.search))))

    @garden.command("lend", LendArgs, allow=anyone, audience="members")
    def lend(ctx: Context, args: LendArgs) -> Answered:
        happened(ctx.tx, f"lent {args.tool} to {args.to} from {args.shed} for {args.role}")
        return Silence()

    @garden.command("garden open", NoArgs, allow=gardeners, audience="administrators")
    def open_garden(ctx: Context, args: NoArgs) -> Answered:
        happened(ctx.tx, "opened")
        return Whisper(say(t("garden-opened")))

    @garden.command("garden close", NoArgs, allow=gardeners, audience="administrators")
    def close_garden(ctx: Context, args: NoArgs) -> Answered:
        happened(ctx.tx, "closed")
        return Whisper(say(t("garden-closed")))

    @garden.command("stumble", StumbleArgs, allow=anyone)
    def stumble(ctx: Context, args: StumbleArgs) -> Answered:
        happened(ctx.tx, "stumbled")
        failures: dict[str, Exception] = {
            "badly": ZeroDivisionError("secret stone"),
            "offline": Unavailable("the disk is full"),
            "always": Conflict("again"),
            "refused": Refused(t("garden-full"), Button(t("button-open"), "garden.open")),
        }
        if args.how == "aloud":
            structlog.get_logger().info("Stumbled.", by=ctx.caller.name)
            return Silence()
        if args.how != "twice":
            raise failures[args.how]
        if next(stumbles) < 2:
            raise Conflict("somebody was faster")
        return Whisper(say(t("garden-opened")))

    @garden.shortcut("dry", allow=gardeners)
    def dry(ctx: Context, event: ShortcutUsed) -> Answered:
        if event.text == "stone":
            raise ZeroDivisionError("stone")
        where = (ctx.place.id if ctx.place else "", ctx.message.id if ctx.message else "")
        happened(ctx.tx, f"dried {event.text} of {event.author.id if event.author else 'nobody'} at {where}")
        return Whisper(say(t("garden-dried", text=Words(event.text))))

    @garden.shortcut("complain", allow=anyone)
    def complain(ctx: Context, event: ShortcutUsed) -> Answered:
        form = reason_form(ctx, "roses")
        if not event.text:
            return Whisper(say(t("garden-full")))
        if event.text == "thorns":
            raise Refused(t("garden-full"), form=form)
        return OpenForm(form)

    @garden.press("pull", allow=gardeners)
    def pull(ctx: Context, bed: str) -> Answered:
        if not ctx.tx.add_once(notes, {"key": f"pulled/{bed}", "value": True}):
            return Redraw(say(t("garden-pulled-before", bed=Words(bed))))
        happened(ctx.tx, f"pulled {bed}")
        return Redraw(say(t("garden-pulled", bed=Words(bed))))

    @garden.press("why", allow=gardeners)
    def why(ctx: Context, bed: str) -> Answered:
        return OpenForm(reason_form(ctx, bed))

    @garden.press("take", allow=anyone)
    def take(ctx: Context, bed: str) -> Answered:
        """Refuses the second time, as most decisions do."""
        if ctx.tx.noted(f"taken/{bed}"):
            raise Refused(t("garden-pulled-before", bed=Words(bed)))
        ctx.tx.note(f"taken/{bed}", True)
        happened(ctx.tx, f"took {bed}")
        return Whisper(say(t("garden-pulled", bed=Words(bed))))

    @garden.form("reason", allow=gardeners, draw=reason_form)
    def reason(ctx: Context, bed: str, values: Mapping[str, str]) -> Answered:
        if values["why"] == "weeds":
            raise Refused(t("garden-full"))
        happened(ctx.tx, f"told {values['why']} {values['kinds'].split()}")
        return Whisper(say(t("garden-told", why=Words(values["why"]))))

    garden.reaction("✅", on="bed", means="pull")
    garden.reaction("❓", on="bed", means="why")

    @garden.card("bed")
    def draw(tx: Tx, bed: str, locale: str) -> Message:
        return say(Words(bed))

    @garden.on(Wrote)
    def heard(ctx: Context, event: Wrote) -> Answered:
        happened(ctx.tx, f"heard {event.text}")
        return Whisper(say(t("garden-heard", text=Words(event.text))))

    @garden.on(Wrote)
    def minded(ctx: Context, event: Wrote) -> Answered:
        if event.text == "stumble":
            raise ZeroDivisionError
        happened(ctx.tx, f"minded by {ctx.caller.name}")
        return Silence()

    @garden.on(Left)
    def left(ctx: Context, event: Left) -> Answered:
        happened(ctx.tx, "left")
        return Silence()

    @garden.on(Erased)
    def erased(ctx: Context, event: Erased) -> Answered:
        happened(ctx.tx, f"erased {event.message.id}, said {ctx.caller.id or 'nobody'}")
        return Silence()

    return garden


def identify(tx: Tx, by: Actor) -> Caller:
    tx.add_once(notes, {"key": f"person/{by.account.id}", "value": by.name})
    return caller(by)


def recognise(tx: Tx, by: Actor) -> Caller | None:
    tx.add_once(notes, {"key": f"seen/{by.account.id}", "value": by.name})
    return caller(by) if tx.noted(f"person/{by.account.id}") is not None else None


def caller(by: Actor) -> Caller:
    return Caller(f"per_{by.account.id}", by.name, by.locale, by.timezone, by.account.id == "ada", by.account)


def waiting_letter(ctx: Context, reply: Answered) -> Answered:
    """A letter waits for Léo until he is answered something he can read."""
    if ctx.caller.name != "Léo" or isinstance(reply, OpenForm | Silence) or not ctx.tx.noted("letter"):
        return reply
    ctx.tx.note("letter", False)
    return type(reply)(Message((*say(t("garden-waiting")).parts, *reply.message.parts)))


@dataclass(slots=True)
class Garden:
    """The dispatcher with short ways to do things and to see what they did."""

    engine: Dispatcher
    catalogue: Catalogue
    database: Database
    problems: list[Problem] = field(default_factory=list)
    ids: Any = field(default_factory=lambda: count(1))

    async def do(self, inbound: Inbound) -> Answer:
        return await self.engine.receive(inbound)

    async def type(self, line: str, *, by: Actor = ADA, place: Place | None = None, id: str = "") -> Answer:
        name, _, text = line.removeprefix("/").partition(" ")
        return await self.do(CommandUsed(id or self.new_id(), by, place, name, text))

    async def choose(self, name: str, text: str = "", *, by: Actor = ADA, id: str = "") -> Answer:
        """An entry of the menu of a message that Léo wrote in the garden."""
        return await self.do(ShortcutUsed(id or self.new_id(), by, HERE, name, Posted(HERE, "m1"), text, LEO.account))

    async def press(self, token: str, *, by: Actor = ADA, id: str = "") -> Answer:
        return await self.do(ButtonPressed(id or self.new_id(), by, HERE, token))

    async def fill(self, token: str, *, by: Actor = ADA, id: str = "", **values: str) -> Answer:
        return await self.do(FormSent(id or self.new_id(), by, HERE, token, values))

    async def react(self, emoji: str, to: Posted, *, by: Actor = ADA, id: str = "") -> Answer:
        return await self.do(Reacted(id or self.new_id(), by, to, emoji))

    async def write(self, text: str, *, by: Actor = ADA) -> Answer:
        return await self.do(Wrote(self.new_id(), by, Posted(HERE, "m1"), text))

    async def edit(self, text: str, *, by: Actor = ADA) -> Answer:
        return await self.do(Edited(self.new_id(), by, Posted(HERE, "m1"), text))

    def new_id(self) -> str:
        return f"event-{next(self.ids)}"

    def read(self, answer: Answer) -> list[str]:
        """What the person reads: paragraphs of a message, or problems of a form."""
        reply = answer.reply
        if isinstance(reply, OpenForm):
            return [f"{name}: {self.catalogue.plain(text, answer.locale)}" for name, text in reply.form.problems]
        parts = () if isinstance(reply, Silence) else reply.message.parts
        texts = [part.text for part in parts if isinstance(part, Paragraph)]
        return [self.catalogue.plain(text, answer.locale, answer.timezone) for text in texts]

    def typed(self, answer: Answer) -> dict[str, str]:
        """What stands in the fields of a form."""
        assert isinstance(answer.reply, OpenForm)
        return {each.name: each.value for each in answer.reply.form.fields}

    async def effects(self) -> list[str]:
        """What happened, in order, whoever did it."""
        query = select(jobs.c.payload).where(jobs.c.kind == "send").order_by(jobs.c.id)
        rows = await self.database.run(lambda tx: tx.all(query))
        return [row.payload["message"]["parts"][0]["text"]["text"] for row in rows]

    async def taken_off(self) -> list[tuple[str, str]]:
        """Emoji asked to be taken off, with whose they are."""
        kind = RemoveReaction.__dataclass_fields__["kind"].default
        query = select(jobs.c.payload).where(jobs.c.kind == kind).order_by(jobs.c.id)
        rows = await self.database.run(lambda tx: tx.all(query))
        return [(row.payload["emoji"], row.payload["account"]["id"]) for row in rows]

    async def noted(self) -> list[str]:
        return await self.database.run(lambda tx: [row.key for row in tx.all(select(notes).order_by(notes.c.key))])

    async def handled(self) -> int:
        return int(await self.database.run(lambda tx: tx.value(select(func.count()).select_from(handled))))

    async def bed(self, bed: str) -> Posted:
        """A bed's card that stands in the garden."""

        def posted(tx: Tx) -> None:
            show(tx, HERE, f"bed:{bed}", key=f"card/{bed}")
            tx.run(posts.update().where(posts.c.card == f"bed:{bed}").values(message_id=f"m-{bed}"))

        await self.database.run(posted)
        return Posted(HERE, f"m-{bed}")


def copy() -> Catalogue:
    """Our copy and the garden's."""
    return load_catalogue(LOCALES, Path(__file__).parent / "locales")


def opened(database: Database, catalogue: Catalogue, *more: Feature, measured: Metrics | None = None) -> Garden:
    """A garden whose gardener is Ada; `more` stands beside it."""
    problems: list[Problem] = []
    hooks = Hooks(identify, recognise, waiting_letter, problems.append)
    engine = Dispatcher(Registry([garden_feature(), *more]), catalogue, database, hooks, measured=measured)
    return Garden(engine, catalogue, database, problems)
