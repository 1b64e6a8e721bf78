"""The question, the thanks, and what administrators read; no SQL, and no name of whoever said it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.form import Form, TextField
from bot.chat.message import (
    Button,
    Buttons,
    Facts,
    Heading,
    Message,
    Paragraph,
    Part,
    Quote,
    Small,
    message,
    say,
)
from bot.chat.text import Moment, Param, Series, T, Text, Words, t
from bot.features.feedback.model import CAME, COMMENT, Ended, Opinion, Result, Said

SHOWN = 5
"""Comments that stand on a card, and so many on each page of all of them behind its button."""


def _called(it: Ended) -> dict[str, Param]:
    return {"title": Words(it.called), "community": Words(it.community.name), "at": Moment(it.made.at, "date")}


def label(opinion: Opinion) -> T:
    return t(f"button-it-was-{opinion}")


def _button(it: Ended, opinion: Opinion, mine: Opinion | None) -> Button:
    token = f"feedback.say:{it.made.id}/{opinion}"
    return Button(label(opinion), token, "primary" if opinion is mine else "plain")


def comment_button(it: Ended, said: Said) -> Button:
    key = "button-change-the-comment" if said.comment else "button-add-a-comment"
    return Button(t(key), f"feedback.comment:{it.made.id}")


def asked(it: Ended, said: Said | None) -> Message:
    """The question with its answers, or what was answered with the same buttons: one may change one's mind."""
    mine = said.opinion if said else None
    buttons = [_button(it, each, mine) for each in Opinion]
    if said is None or mine is None:
        mute = Button(t("button-mute"), f"settings.mute:{it.community.id}/reminders")
        return message(
            Paragraph(t("feedback-asked", **_called(it))), Small(t("feedback-nameless")), Buttons((*buttons, mute))
        )
    more = (comment_button(it, said),) if mine in CAME else ()
    return message(Paragraph(_mine(it, mine)), *_added(said), Buttons((*buttons, *more)))


def _mine(it: Ended, mine: Opinion) -> T:
    return t("feedback-you-said", opinion=label(mine), **_called(it))


def _added(said: Said | None) -> tuple[Part, ...]:
    return (Quote(Words(said.comment)),) if said and said.comment and said.opinion in CAME else ()


def closed(it: Ended, said: Said | None) -> Message:
    """What stays when nothing can be said any more."""
    if said is None or said.opinion is None:
        return say(t("feedback-closed", **_called(it)))
    return message(Paragraph(_mine(it, said.opinion)), *_added(said))


def thanks(it: Ended, said: Said) -> Message:
    if said.opinion not in CAME:
        return say(t("feedback-not-there", **_called(it)))
    return say(t("feedback-thanks", opinion=label(said.opinion), **_called(it)), comment_button(it, said))


def commented(it: Ended, said: Said) -> Message:
    return say(t("feedback-commented", taken="no" if said.comment else "yes", **_called(it)))


def form(it: Ended, token: str, text: str) -> Form:
    field = TextField(
        "comment", t("feedback-field"), text, required=False, long=True, max_length=COMMENT, hint=t("feedback-hint")
    )
    return Form(token, t("feedback-form"), (field,), t("button-save"), intro=(Paragraph(Words(it.called)),))


# What administrators read.


def card(found: Result) -> Message:
    """Where they meet: the counts and the last comments."""
    more = _more(found)
    return message(*_counted(found), *map(_quote, found.comments), Buttons(more) if more else None)


def _more(found: Result) -> tuple[Button, ...]:
    button = Button(t("button-all-comments"), f"feedback.comments:{found.it.made.id}/0")
    return (button,) if found.commented > SHOWN else ()


def _counted(found: Result) -> list[Part]:
    head = Heading(t("feedback-card", title=Words(found.it.called), at=Moment(found.it.made.at, "date")))
    rows = tuple((label(each), Words(str(count))) for each, count in found.counts.items())
    of_how_many = Small(t("feedback-answered", count=found.answered, asked=found.asked))
    return [head, *((Facts(rows),) if rows else ()), of_how_many]


def _quote(text: str) -> Quote:
    return Quote(Words(text))


@dataclass(frozen=True, slots=True)
class Turn:
    """The times before and after one, "" where there is none."""

    newer: str = ""
    older: str = ""


def seen(found: Result, trend: Sequence[Result], turn: Turn) -> Message:
    """One time, with those beside it in its series."""
    parts = [*_counted(found), *map(_quote, found.comments)]
    if len(trend) > 1:
        lines = Series(tuple(map(_line, trend)), "lines")
        parts += [Paragraph(t("feedback-trend")), Paragraph(lines)]
    turns = tuple(
        Button(t("button-newer" if made is turn.newer else "button-older"), f"feedback.seen:{made}")
        for made in (turn.newer, turn.older)
        if made
    )
    buttons = (*_more(found), *turns)
    return message(*parts, Buttons(buttons) if buttons else None)


def _line(each: Result) -> Text:
    said = tuple(t("feedback-count", opinion=label(one), count=count) for one, count in each.counts.items())
    at = Moment(each.it.made.at, "date")
    return t("feedback-line", number=each.it.made.number, at=at, said=Series(said, "commas"))


def comments(it: Ended, shown: Sequence[str], *, page: int, count: int) -> Message:
    """One page of them, of so many in all."""
    last = last_page(count)
    turn = tuple(
        Button(t("button-previous" if to < page else "button-next"), f"feedback.comments:{it.made.id}/{to}")
        for to in (page - 1, page + 1)
        if 0 <= to <= last
    )
    head = Heading(t("feedback-comments", title=Words(it.called), count=count))
    return message(head, *map(_quote, shown), Buttons(turn) if turn else None)


def last_page(count: int) -> int:
    return max(0, (count - 1) // SHOWN)
