"""What saying that one is there looks like, and what administrators see of who was; no SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    return message(*parts, Buttons((Button(t("button-csv"), f"attendance.csv:{it.made.id}"),)))


def _line(each: Turnout) -> Text:
    share = round(100 * each.present / each.going) if each.going else 0
    return t(
        "attendance-line", number=each.made.number, at=Moment(each.made.at, "date"), count=each.present,
        going=each.going, share=share,
    )  # fmt: skip


def as_file(it: Time, file: File, count: int) -> Message:
    return message(Paragraph(t("attendance-file", title=Words(it.called), count=count)), file)
