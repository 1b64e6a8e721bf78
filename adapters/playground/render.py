"""Messages and forms as plain data for the page, which builds its elements from it; never a string of HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from adapters.playground.markdown import Node, clean, rich, safe_url, unlinked, words
from bot.chat.form import ChoiceField, Field, Form, MomentField, TextField, TickField, UploadField
from bot.chat.message import (
    Button,
    Buttons,
    Facts,
    File,
    Heading,
    Image,
    Message,
    Option,
    Paragraph,
    Part,
    Picker,
    Quote,
    Small,
)
from bot.chat.text import Channel, Command, Day, Link, Moment, Role, T, Text, Who, Words


class Copy(Protocol):
    """The catalogue, as far as the playground uses it."""

    @property
    def languages(self) -> tuple[str, ...]: ...

    def best(self, *wanted: str) -> str: ...

    def pieces(self, text: Text, locale: str, timezone: str) -> Sequence[Any]: ...

    def plain(self, text: Text, locale: str, timezone: str = "") -> str: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom something is written: the language, the zone of the moments.

    `channels` are those they may know of, with their names by workspace and id.
    """

    copy: Copy
    locale: str
    timezone: str
    channels: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def plain(self, text: Text) -> str:
        return clean(self.copy.plain(text, self.locale, self.timezone))

    def text(self, text: Text) -> list[Node]:
        return [node for piece in self.copy.pieces(text, self.locale, self.timezone) for node in self._nodes(piece)]

    def _nodes(self, piece: object) -> list[Node]:
        match piece:
            case Words(text=said, rich=True):
                return rich(said)
            case Words(text=said):
                return words(said)
            case Moment(at=at, style=style):
                shown = {"iso": at.isoformat(), "style": style, "full": self.plain(Moment(at))}
                return [{"k": "time", "v": self.plain(piece), **shown}]
            case Channel(platform="playground", workspace=workspace, id=identity):
                return [self._channel(self.channels.get((workspace, identity)))]
            case Day() | Channel() | Role():
                return [{"k": "text", "v": self.plain(piece)}]
            case Who():
                return [{"k": "who", "v": self.plain(piece)}]
            case Link(url=url, label=label):
                said = clean(label or url)
                safe, shown_as = safe_url(url), words(said)
                return [{"k": "link", "url": safe, "c": unlinked(shown_as)}] if safe else shown_as
            case Command(name=name):
                return [{"k": "command", "v": f"/{name}"}]
        return [{"k": "text", "v": clean(str(piece))}]

    def _channel(self, name: str | None) -> Node:
        """By its name; of one that is closed to the reader nothing is told."""
        if name is None:
            return {"k": "text", "v": self.plain(T("playground-closed-channel"))}
        return {"k": "channel", "v": clean(f"#{name}")}

    def message(self, message: Message, *, files: str) -> list[Node]:
        """The parts; `files` is the address under which the nth part's file can be fetched."""
        return [self._part(part, f"{files}/{number}") for number, part in enumerate(message.parts)]

    def _part(self, part: Part, address: str) -> Node:
        match part:
            case Heading() | Paragraph() | Quote() | Small():
                return {"k": part.kind, "c": self.text(part.text)}
            case Facts(rows=rows):
                return {"k": "facts", "rows": [[self.text(label), self.text(value)] for label, value in rows]}
            case Image(url=url, alt=alt):
                inside = url if url.startswith(("data:image/png;base64,", "data:image/svg+xml;base64,")) else ""
                return {"k": "image", "inside": inside, "url": safe_url(url), "alt": self.plain(alt)}
            case File(name=name, size=size):
                return {"k": "file", "name": clean(name), "size": size or len(part.data), "url": address}
            case Buttons(buttons=buttons):
                return {"k": "buttons", "buttons": [self._button(each) for each in buttons]}
            case Picker(placeholder=placeholder, token=token, options=options):
                shown = self.options(options)
                return {"k": "picker", "token": token, "label": self.plain(placeholder), "options": shown}

    def _button(self, button: Button) -> Node:
        return {"label": self.plain(button.label), "token": button.token, "style": button.style,
                "url": safe_url(button.url)}  # fmt: skip

    def options(self, options: Sequence[Option]) -> list[Node]:
        return [{"value": each.value, "label": self.plain(each.label), "about": self._about(each)} for each in options]

    def _about(self, option: Option) -> str:
        return self.plain(option.about) if option.about else ""

    def form(self, form: Form) -> Node:
        return {
            "token": form.token,
            "title": self.plain(form.title),
            "submit": self.plain(form.submit),
            "intro": self.message(Message(form.intro), files=""),
            "fields": [self._field(each) for each in form.fields],
            "problems": {name: self.text(said) for name, said in form.problems},
        }

    def _field(self, field: Field) -> Node:
        shown: Node = {
            "kind": field.kind, "name": field.name, "label": self.plain(field.label), "value": field.value,
            "required": field.required, "hint": self.text(field.hint) if field.hint else [],
        }  # fmt: skip
        match field:
            case TextField(long=long, max_length=limit):
                return {**shown, "long": long, "limit": limit}
            case ChoiceField(options=options, many=many):
                return {**shown, "options": self.options(options), "many": many}
            case MomentField(zone=zone):
                return {**shown, "zone": zone}
            case UploadField(max_bytes=most, held=held):
                known = {"name": clean(held.name), "size": held.size} if held else None
                return {**shown, "max": most, "held": known}
            case TickField():
                return shown
