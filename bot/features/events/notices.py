"""What those who come are told about changes while they are elsewhere; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.chat.message import Button, Buttons, Message, Paragraph, message, say
from bot.chat.text import Moment, Param, Series, T, Words, t
from bot.commands.when import in_full
from bot.features.communities.model import Community
from bot.features.events.model import Event, Occurrence, Type
from bot.features.events.wording import called


def going_button(made: Occurrence) -> Button:
    return Button(t("button-going"), f"events.going:{made.id}", "primary")


def maybe_button(made: Occurrence) -> Button:
    return Button(t("button-maybe"), f"events.maybe:{made.id}")


def no_button(made: Occurrence) -> Button:
    return Button(t("button-cant-go"), f"events.no:{made.id}")


def answer_buttons(row: Event, made: Occurrence) -> tuple[Button, ...]:
    """What one can say of it: whether one comes, or that one wants to be reminded; nothing of a milestone."""
    if row.period:
        wants = row.type is not Type.MILESTONE
        return (Button(t("button-tell-me-the-date"), f"events.maybe:{made.id}", "primary"),) if wants else ()
    if row.type is Type.DEADLINE:
        return (Button(t("button-remind-me"), f"events.going:{made.id}", "primary"), _unreminded_button(made))
    return (going_button(made), maybe_button(made), no_button(made)) if row.type.attended else ()


def _unreminded_button(made: Occurrence) -> Button:
    return Button(t("button-do-not-remind"), f"events.no:{made.id}")


def moved(community: Community, row: Event, before: Occurrence, made: Occurrence) -> Message:
    """From when to when, in the reader's own time and in that of the event; and whether they still come."""
    text = t(
        "events-told-moved",
        title=Words(called(row, made)),
        community=Words(community.name),
        old=Moment(before.at),
        new=Moment(made.at),
        moment=in_full(made.at, row.zone),
    )
    return _asking(text, row, made)


def moved_following(community: Community, row: Event, before: Occurrence, made: Occurrence) -> Message:
    text = t(
        "events-told-moved-following",
        title=Words(row.title),
        community=Words(community.name),
        old=Moment(before.at),
        new=Moment(made.at),
        moment=in_full(made.at, row.zone),
    )
    return _asking(text, row, made)


def _asking(text: T, row: Event, made: Occurrence) -> Message:
    """The time is what one reads first; so the question stands by itself."""
    question = Paragraph(t("events-still-coming")) if row.type.attended and not row.period else None
    return message(Paragraph(text), question, Buttons(answer_buttons(row, made)))


def confirmed(community: Community, row: Event, made: Occurrence) -> Message:
    """To whoever wanted to know the date; now they can say whether they come."""
    text = t("events-told-confirmed", moment=in_full(made.at, row.zone), **_about(community, row, made))
    return message(Paragraph(text), Buttons(answer_buttons(row, made)))


def cancelled(community: Community, row: Event, made: Occurrence) -> Message:
    return say(t("events-told-cancelled", **_about(community, row, made)))


MANY = 8
"""So many events are named in one message."""


def called_off(community: Community, missed: Sequence[tuple[Event, Occurrence]]) -> Message:
    """What somebody would have come to, in one message; of a series the first time they would have come."""
    lines = tuple(
        t("events-called-off-line", title=Words(row.title), at=row.said(made), series="yes" if row.series else "no")
        for row, made in missed[:MANY]
    )
    rest = len(missed) - len(lines)
    return message(
        Paragraph(t("events-told-called-off", community=Words(community.name))),
        Paragraph(Series(lines, "lines")),
        Paragraph(t("events-called-off-rest", count=rest)) if rest else None,
    )


def ended(community: Community, row: Event, made: Occurrence) -> Message:
    """For all who said yes to any of a series from there on."""
    text = t("events-told-ended", title=Words(row.title), community=Words(community.name), at=row.said(made))
    return say(text)


def restored(community: Community, row: Event, made: Occurrence) -> Message:
    return _asking(t("events-told-restored", **_about(community, row, made)), row, made)


def _about(community: Community, row: Event, made: Occurrence) -> dict[str, Param]:
    return {"title": Words(called(row, made)), "community": Words(community.name), "at": row.said(made)}


def edited(community: Community, row: Event, *, where: bool) -> Message:
    """Another place, or another length."""
    place = Words(row.where) if row.where else t("events-nowhere-said")
    text = t(
        "events-told-edited",
        title=Words(row.title),
        community=Words(community.name),
        what="where" if where else "length",
        where=place,
        minutes=row.minutes,
    )
    return say(text)


def assigned(community: Community, row: Event, made: Occurrence, role: str) -> Message:
    return say(t("events-told-assigned", role=Words(role), **_about(community, row, made)))


def unready(community: Community, row: Event, made: Occurrence, open_roles: Sequence[str]) -> Message:
    """To administrators, two weeks before: what is missing, and where to settle it."""
    missing = Series(tuple(Words(each) for each in open_roles))
    buttons = (Button(t("button-roles"), f"events.roles:{made.id}", "primary"),) if open_roles else ()
    return message(
        Paragraph(t("events-told-unready", **_about(community, row, made))),
        Paragraph(t("events-unready-roles", roles=missing)) if open_roles else None,
        Paragraph(t("events-unready-date")) if row.period else None,
        Buttons((*buttons, Button(t("button-manage"), f"events.manage:{made.id}"))),
    )


def offered(community: Community, row: Event, made: Occurrence, until: datetime) -> Message:
    text = t(
        "events-told-offered",
        title=Words(called(row, made)),
        community=Words(community.name),
        at=Moment(made.at),
        until=Moment(until),
    )
    return say(text, going_button(made), no_button(made))


def lapsed(community: Community, row: Event, made: Occurrence) -> Message:
    return say(t("events-told-lapsed", **_about(community, row, made)), going_button(made))
