"""The cover of a series as it is read and as it is written; no SQL."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.form import Form, TextField
from bot.chat.message import Button, Buttons, Facts, Heading, Message, Paragraph, Part, Small, message, say
from bot.chat.text import Link, Moment, Param, T, Text, Words, t
from bot.chat.text import Series as Listed
from bot.features.communities.model import Community
from bot.features.dossiers.model import Kind
from bot.features.events.model import Event, State
from bot.features.events.wording import moved_from, repeats, session
from bot.features.series.covering import Session, Sessions
from bot.features.series.messages import follow_button, sessions_button, subscribe_button
from bot.features.series.model import AUDIENCE, CONVENOR, OBJECTIVES, WHY, Cover, Whole

COMING, MANY = 5, 8
"""Sessions to come that are shown, and series to choose from."""

LINKED = (Kind.RECORDING, Kind.SLIDES, Kind.SUMMARY, Kind.QUESTIONS)
"""What stands on the cover itself where it is a link; everything else is behind the button."""


def cover(it: Whole, row: Cover, found: Sessions, *, follow: bool, subscribable: bool) -> Message:
    """What it is for, what was, what comes: one card that is changed in place (guide 110, 112)."""
    label = t("series-label", type=t(f"events-type-{it.row.type}"), community=Words(it.community.name))
    coming: list[Part] = [Paragraph(_coming(it.row, each)) for each in found.coming[:COMING]]
    past: list[Part] = [Paragraph(_past(each)) for each in found.past]
    following = (follow_button(it.row), *((subscribe_button(it.row),) if subscribable else ())) if follow else ()
    return message(
        Small(label),
        Heading(Words(it.row.title)),
        Paragraph(Words(it.row.purpose, rich=True)),
        Facts(_facts(it.row, row)),
        Heading(t("series-coming")),
        *(coming or [Paragraph(t("series-none-coming"))]),
        _more(it.row, found.coming),
        *([Heading(t("series-past")), *past] if past else []),
        Buttons((*following, Button(t("button-webinars"), f"dossiers.list:{it.community.id}/0"))),
    )


def _more(row: Event, coming: Sequence[Session]) -> Small | None:
    """How many come besides those that are shown; of a series without an end nobody counts them."""
    if len(coming) <= COMING:
        return None
    if row.last is None:
        return Small(t("series-goes-on"))
    return Small(t("series-more", count=row.last - coming[COMING - 1].made.number))


def _facts(event: Event, row: Cover) -> tuple[tuple[Text, Text], ...]:
    objectives = Listed(tuple(Words(each) for each in row.objectives.splitlines()), "lines")
    said: tuple[tuple[str, Text, Text], ...] = (
        (row.why, t("series-why"), Words(row.why, rich=True)),
        (row.objectives, t("series-objectives"), objectives),
        (row.audience, t("series-audience"), Words(row.audience)),
        (row.convenor, t("series-convenor"), Words(row.convenor)),
    )
    return (*((name, text) for there, name, text in said if there), (t("events-repeats"), repeats(event)))


def _coming(row: Event, each: Session) -> T:
    before = moved_from(row, each.made)
    return t(
        "series-session", number=each.made.number, at=Moment(each.made.at), moved="yes" if before else "no",
        old=before or Moment(each.made.at), cancelled="yes" if each.made.state is State.CANCELLED else "no",
        **_own(each),
    )  # fmt: skip


def _past(each: Session) -> T:
    """The number, the day, and a link to what remains of it."""
    links = tuple(
        t("series-link", kind=t(f"dossiers-kind-{kind}"), link=Link(each.found[kind].text))
        for kind in LINKED
        if kind in each.found and each.found[kind].link
    )
    at = Moment(each.made.at, "date")
    listed = Listed(links, "commas")
    return t("series-session-past", number=each.made.number, at=at, count=len(links), links=listed, **_own(each))


def _own(each: Session) -> dict[str, Param]:
    """Its own title and level, where it has them."""
    own = session(each.made)
    return {"session": own or "", "titled": "yes" if own else "no"}


def form(it: Whole, token: str, row: Cover | None) -> Form:
    """All of it may be left out: a series has its purpose already."""
    fields = (
        TextField("why", t("series-why"), row.why if row else "", required=False, long=True, max_length=WHY,
                  hint=t("series-hint-why")),
        TextField("objectives", t("series-objectives"), row.objectives if row else "", required=False, long=True,
                  max_length=OBJECTIVES, hint=t("series-hint-objectives")),
        TextField("audience", t("series-audience"), row.audience if row else "", required=False, max_length=AUDIENCE,
                  hint=t("series-hint-audience")),
        TextField("convenor", t("series-convenor"), row.convenor if row else "", required=False, max_length=CONVENOR,
                  hint=t("series-hint-convenor")),
    )  # fmt: skip
    return Form(token, t("series-form"), fields, t("button-save"), intro=(Paragraph(Words(it.row.title)),))


def choice(community: Community, found: Sequence[Whole]) -> Message:
    buttons = tuple(Button(Words(each.row.title[:75]), f"series.cover:{each.row.id}") for each in found[:MANY])
    return message(Paragraph(t("series-which", community=Words(community.name))), Buttons(buttons))


def saved(it: Whole, *, places: int) -> Message:
    return say(t("series-cover-saved", title=Words(it.row.title), places=places), sessions_button(it.row))


def programme(it: Whole, found: Sequence[Session], *, page: int, last: int) -> Message:
    """Its sessions in order, each with the way to give it a title and a level."""
    parts: list[Part] = [Heading(t("series-sessions", title=Words(it.row.title)))]
    for each in found:
        edit = Button(t("button-session"), f"events.session:{each.made.id}")
        parts += [Paragraph(_coming(it.row, each)), Buttons((edit,))]
    turn = tuple(
        Button(t("button-previous" if to < page else "button-next"), f"series.turn:{it.row.id}/{to}")
        for to in (page - 1, page + 1)
        if 0 <= to <= last
    )
    return message(*parts, Buttons(turn) if turn else None)
