"""What saying that one is there looks like, and what administrators see of who was; no SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.form import Form, TextField, UploadField
from bot.chat.message import Button, Buttons, File, Heading, Message, Paragraph, Part, Small, message, say
from bot.chat.text import Moment, Series, Text, Who, Words, t
from bot.features.attendance.model import Turnout
from bot.features.events.times import Time

NAMES = 40
"""Names shown at once; all of them stand in the file."""


def here_button(it: Time) -> Button:
    return Button(t("button-i-am-here"), f"attendance.here:{it.made.id}", "primary")


def below(it: Time, count: int, *, running: bool, over: bool) -> list[Part]:
    """Under the card: the button as long as it means something, then how many were there."""
    if running:
        asks = t("attendance-so-far", count=count, over="yes" if over else "no")
        return [Small(asks), Buttons((here_button(it),))]
    return [Small(t("attendance-were", count=count))] if count else []


def noted(it: Time, count: int, *, again: bool) -> Message:
    return say(t("attendance-noted", title=Words(it.called), count=count, again="yes" if again else "no"))


@dataclass(frozen=True, slots=True)
class Seen:
    """What administrators see; `code` "" where nobody needs it any more."""

    it: Time
    present: Sequence[Who]
    going: int
    code: str
    trend: Sequence[Turnout]
    begun: bool = True
    from_file: bool = False


def seen(found: Seen) -> Message:
    it, count = found.it, len(found.present)
    parts: list[Part] = [
        Heading(t("attendance-title", title=Words(it.called), at=Moment(it.made.at))),
        Paragraph(
            t("attendance-count", count=count, going=found.going)
            if found.begun
            else t("attendance-before", at=Moment(it.made.at), going=found.going)
        ),
    ]
    if found.code:
        parts.append(Paragraph(t("attendance-code", code=Words(found.code))))
    if found.present:
        more: tuple[Text, ...] = (t("attendance-more", count=count - NAMES),) if count > NAMES else ()
        parts.append(Paragraph(Series((*found.present[:NAMES], *more), "commas")))
    if len(found.trend) > 1:
        parts += [Paragraph(t("attendance-trend")), Paragraph(Series(tuple(map(_line, found.trend)), "lines"))]
    read = (Button(t("button-from-a-file"), f"attendance.file:{it.made.id}"),) if found.from_file else ()
    return message(*parts, Buttons((Button(t("button-csv"), f"attendance.csv:{it.made.id}"), *read)))


def _line(each: Turnout) -> Text:
    share = round(100 * each.present / each.going) if each.going else 0
    return t(
        "attendance-line", number=each.made.number, at=Moment(each.made.at, "date"), count=each.present,
        going=each.going, share=share,
    )  # fmt: skip


def as_file(it: Time, file: File, count: int) -> Message:
    return message(Paragraph(t("attendance-file", title=Words(it.called), count=count)), file)


def file_form(it: Time, token: str, share: int, size: int) -> Form:
    fields = (
        TextField("share", t("attendance-field-share"), str(share), required=False, max_length=5,
                  hint=t("attendance-hint-share")),
        UploadField("file", t("attendance-field-file"), size, required=True, hint=t("attendance-hint-file")),
    )  # fmt: skip
    return Form(token, t("attendance-form-file"), fields, t("button-continue"), intro=(Paragraph(Words(it.called)),))


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says, as it is shown before anybody is noted; `known` are noted already."""

    it: Time
    share: int
    new: Sequence[Who]
    known: int
    short: Sequence[tuple[Who, int]]
    strange: Sequence[str]
    several: Sequence[str]


def listed(found: Listed, argument: str) -> Message:
    it = found.it
    short = tuple(t("attendance-short-one", who=who, minutes=minutes) for who, minutes in found.short)
    parts: tuple[tuple[str, Sequence[Text]], ...] = (
        ("new", found.new), ("short", short), ("strange", tuple(map(Words, found.strange))),
        ("several", tuple(map(Words, found.several))),
    )  # fmt: skip
    note = Button(t("button-note-them", count=len(found.new)), f"attendance.note:{it.made.id}/{argument}", "primary")
    other = Button(t("button-another-file"), f"attendance.file:{it.made.id}")
    return message(
        Heading(t("attendance-title", title=Words(it.called), at=Moment(it.made.at))),
        Paragraph(t("attendance-listed", count=len(found.new), known=found.known, share=found.share)),
        *(part for what, each in parts if each for part in _named(what, each)),
        Buttons((*((note,) if found.new else ()), other)),
    )


def _named(what: str, said: Sequence[Text]) -> tuple[Part, ...]:
    """Why these are named, and who they are; of very many the first."""
    more: tuple[Text, ...] = (t("attendance-more", count=len(said) - NAMES),) if len(said) > NAMES else ()
    names = Paragraph(Series((*said[:NAMES], *more), "commas"))
    return (names,) if what == "new" else (Small(t("attendance-listed-why", what=what)), names)


def filed(it: Time, noted: int, count: int) -> Message:
    see = Button(t("button-attendance"), f"attendance.seen:{it.made.id}")
    return say(t("attendance-filed", title=Words(it.called), noted=noted, count=count), see)
