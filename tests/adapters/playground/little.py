"""A small engine for the playground's tests: real answers from a few rules, each inbound event answered once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any

from bot.chat.address import Place
from bot.chat.form import ChoiceField, Form, Held, MomentField, TextField, TickField, UploadField
from bot.chat.inbound import ButtonPressed, CommandUsed, Completing, FormSent, Inbound, Reacted, Upload
from bot.chat.message import (
    Button,
    Buttons,
    Facts,
    File,
    Heading,
    Message,
    Option,
    Paragraph,
    Picker,
    Quote,
    Small,
    say,
)
from bot.chat.port import Platform
from bot.chat.reply import Answer, OpenForm, Redraw, Silence, Whisper
from bot.chat.text import Command, Link, Moment, Text, Who, Words
from bot.commands.arguments import Argument
from bot.commands.feature import CommandSpec, anyone

ADMINS = Place("playground", "baobab", "admins")
SOON = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
CLUBS = (("reading", "Reading circle"), ("gardening", "Gardening, slowly"))


@dataclass(frozen=True, slots=True)
class Joining:
    """The arguments of `/join`, as a feature declares them."""

    community: Annotated[str, Argument("text", complete=lambda ctx, typed: ())] = ""
    note: Annotated[str, Argument("text")] = ""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A command without arguments."""


def _unused(*given: Any) -> Silence:
    return Silence()


COMMANDS = (
    CommandSpec("join", "membership", Joining, anyone, _unused, "everyone"),
    CommandSpec("communities", "communities", Nothing, anyone, _unused, "everyone"),
    CommandSpec("me", "people", Nothing, anyone, _unused, "everyone"),
)


@dataclass(slots=True)
class LittleEngine:
    """`told` is everything it heard, in order; `broken` counts how often it still fails before it answers."""

    platform: Platform | None = None
    told: list[Inbound] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    broken: int = 0
    shelf: dict[str, Upload] = field(default_factory=dict)

    async def receive(self, inbound: Inbound) -> Answer:
        if self.broken:
            self.broken -= 1
            raise ConnectionError("the engine is away")
        if inbound.id not in self.answers:
            self.told.append(inbound)
            self.answers[inbound.id] = Answer(await self._reply(inbound), "en", "Africa/Lagos")
        return self.answers[inbound.id]

    async def complete(self, question: Completing) -> tuple[Sequence[Option], str]:
        found = [(slug, name) for slug, name in CLUBS if question.typed.lower() in name.lower()]
        return [Option(Words(name), slug, Words(f"the {slug} club")) for slug, name in found], "en"

    async def _reply(self, inbound: Inbound) -> Whisper | OpenForm | Redraw | Silence:
        match inbound:
            case CommandUsed(name="join", text=text) if text:
                return OpenForm(form(text.split()[0]))
            case CommandUsed(name="join"):
                return Whisper(choices())
            case CommandUsed(name="me", text="paper"):
                return OpenForm(self.paper("", ""))
            case FormSent(token="little.paper", values=values, files=files):
                return self._shelved(values, files)
            case CommandUsed(name="me", text="turn"):
                return Whisper(say(Words("Page one"), Button(Words("Turn to…"), "little.turn")))
            case CommandUsed(name="me"):
                return Whisper(everything())
            case CommandUsed(name=name):
                return Whisper(Message((Paragraph(Words(f"There is no {name} here.")),)))
            case ButtonPressed(token="little.turn"):
                field = TextField("page", Words("Which page?"))
                return OpenForm(Form("little.turn", Words("Turn to a page"), (field,), Words("Turn")))
            case FormSent(token="little.turn", values=values):
                return Redraw(Message((Paragraph(Words(f"Page {values['page']}")),)))
            case FormSent(token=token, values=values, by=by) if not values.get("why"):
                return OpenForm(form(token.partition(":")[2], problems=(("why", Words("Say why, please.")),), **values))
            case FormSent(by=by, values=values):
                await self._card(by.name, values["why"], inbound.id)
                return Whisper(Message((Paragraph(Words("Your request is with the administrators.")),)))
            case ButtonPressed(token="little.more"):
                return Redraw(Message((Paragraph(Words("Page two")),)))
            case ButtonPressed(message=message, by=by) if message and self.platform:
                done = Message((Heading(Words("Request")), Small(Words(f"Approved by {by.name}"))))
                await self.platform.edit(message, done, locale="en", timezone="")
                return Whisper(Message((Paragraph(Words("Approved.")),)))
            case Reacted(emoji="✅", message=message, by=by) if self.platform:
                done = Message((Heading(Words("Request")), Small(Words(f"Approved by {by.name} with an emoji"))))
                await self.platform.edit(message, done, locale="en", timezone="")
        return Silence()

    def paper(self, title: str, value: str, problems: tuple[tuple[str, Text], ...] = ()) -> Form:
        """A form with a file of at most a thousand bytes, which may be on the shelf already."""
        held = Held(self.shelf[value].name, self.shelf[value].length) if value else None
        fields = (
            TextField("title", Words("Title"), title),
            UploadField("file", Words("Paper"), 1_000_000, value, held, hint=Words("At most 1 MB.")),
        )
        return Form("little.paper", Words("Hand in a paper"), fields, Words("Hand in"), (), problems)

    def _shelved(self, values: dict[str, str], files: dict[str, Upload]) -> Whisper | OpenForm:
        """What is uploaded goes on the shelf, also when the title is none and the form comes back."""
        value = values["file"]
        if "file" in files:
            value = f"shelf-{len(self.shelf)}"
            self.shelf[value] = files["file"]
        if values["title"] in ("", "?"):
            return OpenForm(self.paper("", value, (("title", Words("Give it a title.")),)))
        said = f"{self.shelf[value].name}, {self.shelf[value].length} bytes" if value else "nothing"
        return Whisper(Message((Paragraph(Words(f"Handed in: {said}")),)))

    async def _card(self, name: str, why: str, key: str) -> None:
        if self.platform:
            approve, reject = (Button(Words(said), f"little.{said.lower()}") for said in ("Approve", "Reject"))
            facts = Facts(((Words("Who"), Who(name)), (Words("Why"), Words(why))))
            card = Message((Heading(Words("Request")), facts, Buttons((approve, reject))), ("✅", "❌"))
            await self.platform.send(ADMINS, card, locale="en", timezone="", once=key)


def choices() -> Message:
    buttons = tuple(Button(Words(f"Join {name}"), f"little.join:{slug}") for slug, name in CLUBS)
    return Message((Paragraph(Words("Choose a community.")), Buttons((*buttons, Button(Words("More"), "little.more")))))


def form(slug: str, problems: tuple[tuple[str, Text], ...] = (), **values: str) -> Form:
    return Form(
        f"little.ask:{slug}",
        Words(f"Join {slug}"),
        (
            TextField("why", Words("Why do you want to join?"), values.get("why", ""), long=True, max_length=200),
            ChoiceField("often", Words("How often?"), (Option(Words("Weekly"), "w"), Option(Words("Monthly"), "m")),
                        values.get("often", ""), required=False),
            MomentField("start", Words("From when?"), "Africa/Lagos", values.get("start", ""), required=False),
            TickField("rules", Words("I accept the principles"), values.get("rules", ""), required=True),
        ),
        Words("Ask to join"),
        (Quote(Words("Be kind.")),),
        problems,
    )  # fmt: skip


def everything() -> Message:
    """Each kind of part once."""
    return Message(
        (
            Heading(Words("Everything at once")),
            Paragraph(Words("Some **bold** and *soft* words, https://example.org/a and\n\n- one\n- two", rich=True)),
            Facts(((Words("Next"), Moment(SOON)), (Words("Left"), Moment(SOON, "relative")),
                   (Words("Try"), Command("communities")), (Words("See"), Link("https://example.org/", "the guide")))),
            Quote(Words("<img src=x onerror=alert(1)> @everyone")),
            File("members.csv", "name\nAmina\n", "text/csv"),
            Picker(Words("Choose one"), "little.pick", tuple(Option(Words(name), slug) for slug, name in CLUBS)),
            Small(Words("In small print")),
        )
    )  # fmt: skip

