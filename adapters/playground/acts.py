"""What people do on the page, told to the engine; the page gives each act its id, so a repeated one happens once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from adapters.playground import files, places, posts
from adapters.playground.layout import LIMITS
from adapters.playground.places import PLATFORM, Channel, Person
from adapters.playground.posts import PALABRE, Draft, Spot, Stored
from adapters.playground.render import Reader
from adapters.playground.scene import Scene, channel_spot, posted
from bot.chat.address import Place, Posted
from bot.chat.inbound import (
    Actor,
    ButtonPressed,
    CommandUsed,
    Completing,
    Edited,
    Erased,
    FormSent,
    Inbound,
    Reacted,
    Unreacted,
    Upload,
    Wrote,
)
from bot.chat.message import Message, Paragraph
from bot.chat.port import Engine
from bot.chat.reply import Answer, OpenForm, Redraw, Whisper
from bot.chat.text import Text, Words, t

ActId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{8,64}$")]
Typed = Annotated[str, StringConstraints(max_length=20_000)]


class Act(BaseModel):
    """One thing a person does in a place or in a thread of it; what each kind needs of the rest says `_inbound`.

    `files` are ids of uploads, by the field they were chosen in.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ActId
    workspace: str
    person: str
    place: str
    kind: Literal["command", "press", "form", "write", "edit", "erase", "dismiss", "react", "unreact"]
    name: str = ""
    text: Typed = ""
    token: str = ""
    value: str = ""
    values: dict[str, Typed] = Field(default_factory=dict)
    files: dict[str, str] = Field(default_factory=dict)
    thread: int = 0
    message: int = 0
    emoji: Annotated[str, StringConstraints(max_length=16)] = ""


class Question(BaseModel):
    """A person is typing the argument of a command."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    workspace: str
    person: str
    place: str
    command: str
    argument: str
    typed: Typed


class Turned(Exception):
    """The platform itself says no; nothing reached the engine."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class _Stand:
    """Who acts, and where they stand: a channel, perhaps a thread in it, or None in their private inbox."""

    who: Person
    channel: Channel | None
    thread: int = 0

    @property
    def place(self) -> Place | None:
        return self.channel.place if self.channel else None

    @property
    def spot(self) -> Spot:
        if self.channel is None:
            return Spot(self.who.workspace, inbox=self.who.id)
        return replace(channel_spot(self.channel), thread=self.thread)


async def perform(scene: Scene, engine: Engine, act: Act) -> dict[str, Any]:
    """Do it, tell the engine, and place its answer; {"form": …} opens a form, {"refused": …} is the platform's no."""
    who = places.person(scene.store.reading, act.workspace, act.person)
    if who is None:
        raise KeyError(act.person)
    try:
        stand = _stand(scene, who, act.place, act.thread)
        inbound = _inbound(scene, stand, act)
    except Turned as no:
        return {"refused": scene.reader(who).plain(no.why)}
    if inbound is None:
        return {}
    return _place_answer(scene, stand, act, await engine.receive(inbound))


async def complete(scene: Scene, engine: Engine, asked: Question) -> list[dict[str, Any]]:
    """The engine's options for what is being typed."""
    who = places.person(scene.store.reading, asked.workspace, asked.person)
    if who is None:
        raise KeyError(asked.person)
    try:
        stand = _stand(scene, who, asked.place)
    except Turned:
        return []
    question = Completing(actor(who), stand.place, asked.command, asked.argument, asked.typed)
    options, language = await engine.complete(question)
    return Reader(scene.copy, language, who.timezone).options(options)


def actor(who: Person) -> Actor:
    return Actor(who.account, who.name, who.language, who.timezone)


def _stand(scene: Scene, who: Person, place: str, thread: int = 0) -> _Stand:
    if not who.present:
        raise Turned(t("playground-you-left"))
    if place == "inbox":
        return _Stand(who, None)
    where = places.channel(scene.store.reading, who.workspace, place.removeprefix("channel:"))
    if where is None or not places.may_read(scene.store.reading, who, where):
        raise Turned(t("playground-not-here"))
    if thread and not posts.threaded(scene.store.reading, channel_spot(where), [thread]):
        raise Turned(t("playground-message-gone"))
    return _Stand(who, where, thread)


def _inbound(scene: Scene, stand: _Stand, act: Act) -> Inbound | None:
    """What the engine is told; None when it concerns the platform alone."""
    identity, by = f"{PLATFORM}:{act.id}", actor(stand.who)
    match act.kind:
        case "command":
            return CommandUsed(identity, by, stand.place, act.name, act.text)
        case "form":
            return FormSent(identity, by, stand.place, act.token, act.values, _files(scene, stand, act))
        case "write":
            return Wrote(identity, by, _write(scene, stand, act), act.text)
    message = _seen(scene, stand, act.message)
    match act.kind:
        case "press":
            return ButtonPressed(identity, by, stand.place, act.token, act.value, posted(message))
        case "edit":
            _own(message, stand.who)
            scene.replace(message, _draft(stand, act.text))
            return Edited(identity, by, posted(message), act.text)
        case "erase":
            _own(message, stand.who)
            _erase(scene, message)
            return Erased(identity, posted(message))
        case "dismiss":
            if message.only_for == stand.who.id:
                _erase(scene, message)
            return None
    return _reaction(scene, stand, act, message)


def _files(scene: Scene, stand: _Stand, act: Act) -> dict[str, Upload]:
    found = {name: files.uploaded(scene.store.reading, stand.who, each) for name, each in act.files.items()}
    if None in found.values():
        raise Turned(t("playground-upload-gone"))
    return {name: each for name, each in found.items() if each is not None}


def _reaction(scene: Scene, stand: _Stand, act: Act, message: Stored) -> Inbound | None:
    if message.only_for:
        return None
    change = posts.react if act.kind == "react" else posts.unreact
    with scene.store.writing() as write:
        change(write, message.id, stand.who.id, act.emoji)
    scene.live.changed(stand.who.workspace)
    told = Reacted if act.kind == "react" else Unreacted
    return told(f"{PLATFORM}:{act.id}", actor(stand.who), posted(message), act.emoji)


def _write(scene: Scene, stand: _Stand, act: Act) -> Posted:
    if stand.channel and not places.may_write(scene.store.reading, stand.who, stand.channel):
        closed = stand.channel.writers == "nobody"
        raise Turned(t("playground-nobody-writes" if closed else "playground-may-not-write"))
    draft = _draft(stand, act.text)
    identity = scene.post(draft, once=f"act:{act.id}")
    written = posts.stored(scene.store.reading, identity)
    if written is None:
        raise Turned(t("playground-message-gone"))
    return posted(written)


def _draft(stand: _Stand, text: str) -> Draft:
    limit = LIMITS.message_characters
    if len(text) > limit:
        raise Turned(t("playground-too-long", length=len(text), limit=limit))
    if not text.strip():
        raise Turned(t("playground-empty"))
    return Draft(stand.spot, stand.who.id, Message((Paragraph(Words(text, rich=True)),)), stand.who.language)


def _seen(scene: Scene, stand: _Stand, identity: int) -> Stored:
    """The message, when it is in this place and this person sees it."""
    message = posts.stored(scene.store.reading, identity)
    if message is None or message.spot != stand.spot or message.only_for not in ("", stand.who.id):
        raise Turned(t("playground-message-gone"))
    return message


def _own(message: Stored, who: Person) -> None:
    if message.author != who.id:
        raise Turned(t("playground-not-yours"))


def _erase(scene: Scene, message: Stored) -> None:
    with scene.store.writing() as write:
        posts.erase(write, message.id)
    scene.live.changed(message.spot.workspace)


def _place_answer(scene: Scene, stand: _Stand, act: Act, answer: Answer) -> dict[str, Any]:
    """A private reply is kept like any message, so that it is still there when the page comes back."""
    reply = answer.reply
    if isinstance(reply, OpenForm):
        known = places.channels_known_to(scene.store.reading, stand.who)
        reader = Reader(scene.copy, answer.locale, answer.timezone or stand.who.timezone, known)
        return {"form": reader.form(reply.form)}
    if isinstance(reply, Whisper | Redraw):
        cause = f"/{act.name} {act.text}".strip() if act.kind == "command" else ""
        draft = Draft(stand.spot, PALABRE, reply.message, answer.locale, answer.timezone, stand.who.id, cause)
        pressed = posts.stored(scene.store.reading, act.message) if isinstance(reply, Redraw) else None
        if pressed and pressed.only_for == stand.who.id:
            scene.replace(pressed, draft)
        else:
            scene.post(draft, once=f"answer:{act.id}")
    return {}
