"""Fits a message into what one post may hold: cut between parts, inside a part only where it alone is too long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adapters.playground.render import Reader
from bot.chat.message import Buttons, Facts, File, Heading, Image, Message, Paragraph, Part, Picker, Quote, Small
from bot.chat.port import Limits, Undeliverable
from bot.chat.text import Text, Words

LIMITS = Limits(message_characters=4000, buttons_per_row=5, form_fields=20)
FILE_BYTES = 10_000_000
"""The largest file of a message and of an upload."""


def chunks(message: Message, reader: Reader, *, limit: int = LIMITS.message_characters) -> list[Message]:
    """One message or several, of at most `limit` characters each, together everything; emoji go under the first.

    Undeliverable("invalid") for an empty message and for a file beyond ten megabytes.
    """
    if not message.parts:
        raise Undeliverable("invalid", "the message is empty")
    filled: list[list[Part]] = [[]]
    room = limit
    for part in (piece for whole in message.parts for piece in _cut(whole, reader, limit)):
        size = length(part, reader)
        if size > room and filled[-1]:
            filled.append([])
            room = limit
        filled[-1].append(part)
        room -= size
    return [Message(tuple(parts), message.emoji if number == 0 else ()) for number, parts in enumerate(filled)]


def length(part: Part, reader: Reader) -> int:
    """Characters as a person reads them; what people press counts by its label."""
    match part:
        case Heading() | Paragraph() | Quote() | Small():
            return len(reader.plain(part.text))
        case Facts(rows=rows):
            return sum(len(reader.plain(label)) + len(reader.plain(value)) for label, value in rows)
        case Buttons(buttons=buttons):
            return sum(len(reader.plain(each.label)) for each in buttons)
        case Picker(placeholder=placeholder):
            return len(reader.plain(placeholder))
        case Image(alt=alt):
            return len(reader.plain(alt))
        case File(name=name, size=size):
            if max(size, len(part.data)) > FILE_BYTES:
                raise Undeliverable("invalid", f"{name} is larger than {FILE_BYTES} bytes")
            return len(name)


def _cut(part: Part, reader: Reader, limit: int) -> Iterator[Part]:
    if length(part, reader) <= limit:
        yield part
    elif isinstance(part, Heading | Paragraph | Quote | Small):
        yield from (replace(part, text=text) for text in _cut_text(part.text, reader, limit))
    elif isinstance(part, Facts):
        for label, value in part.rows:
            whole = Facts(((label, value),))
            yield from [whole] if length(whole, reader) <= limit else _told(label, value, reader, limit)
    else:
        yield part


def _told(label: Text, value: Text, reader: Reader, limit: int) -> Iterator[Part]:
    """A labelled value that fills more than one message, as its label and then paragraphs."""
    yield from (Small(text) for text in _cut_text(label, reader, limit))
    yield from (Paragraph(text) for text in _cut_text(value, reader, limit))


def _cut_text(text: Text, reader: Reader, limit: int) -> Iterator[Words]:
    """At the last line feed or space that fits; a text that is not only words is written out first."""
    markdown = isinstance(text, Words) and text.rich
    left = text.text if isinstance(text, Words) else reader.plain(text)
    while len(left) > limit:
        end = max(left.rfind("\n", 1, limit + 1), 0) or max(left.rfind(" ", 1, limit + 1), 0) or limit
        yield Words(left[:end], rich=markdown)
        left = left[end:].lstrip() if left[end : end + 1].isspace() else left[end:]
    if left:
        yield Words(left, rich=markdown)
