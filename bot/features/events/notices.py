"""What those who come are told about changes while they are elsewhere; nothing here asks the database."""

from __future__ import annotations

from datetime import datetime

from bot.chat.message import Button, Buttons, Message, Paragraph, message, say
from bot.chat.text import Moment, Param, T, Words, t
from bot.commands.when import in_full
from bot.features.communities.model import Community
from bot.features.events.model import Event, Occurrence


def going_button(made: Occurrence) -> Button:
    return Button(t("button-going"), f"events.going:{made.id}", "primary")


def maybe_button(made: Occurrence) -> Button:
    return Button(t("button-maybe"), f"events.maybe:{made.id}")


def no_button(made: Occurrence) -> Button:
    return Button(t("button-cant-go"), f"events.no:{made.id}")


def answer_buttons(made: Occurrence) -> tuple[Button, Button, Button]:
    return going_button(made), maybe_button(made), no_button(made)


def moved(community: Community, row: Event, before: Occurrence, made: Occurrence) -> Message:
    """From when to when, in the reader's own time and in that of the event; and whether they still come."""
    text = t(
        "events-told-moved",
        title=Words(row.title),
        community=Words(community.name),
        old=Moment(before.at),
        new=Moment(made.at),
        moment=in_full(made.at, row.zone),
    )
    return _asking(text, made)


def moved_following(community: Community, row: Event, before: Occurrence, made: Occurrence) -> Message:
    text = t(
        "events-told-moved-following",
        title=Words(row.title),
        community=Words(community.name),
        old=Moment(before.at),
        new=Moment(made.at),
        moment=in_full(made.at, row.zone),
    )
    return _asking(text, made)


def _asking(text: T, made: Occurrence) -> Message:
    """The time is what one reads first; so the question stands by itself."""
    return message(Paragraph(text), Paragraph(t("events-still-coming")), Buttons(answer_buttons(made)))


def cancelled(community: Community, row: Event, made: Occurrence) -> Message:
    return say(t("events-told-cancelled", **_about(community, row, made)))


def ended(community: Community, row: Event, made: Occurrence) -> Message:
    """For all who said yes to any of a series from there on."""
    return say(t("events-told-ended", **_about(community, row, made)))


def restored(community: Community, row: Event, made: Occurrence) -> Message:
    return _asking(t("events-told-restored", **_about(community, row, made)), made)


def _about(community: Community, row: Event, made: Occurrence) -> dict[str, Param]:
    return {"title": Words(row.title), "community": Words(community.name), "at": Moment(made.at)}


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


def offered(community: Community, row: Event, made: Occurrence, until: datetime) -> Message:
    text = t(
        "events-told-offered",
        title=Words(row.title),
        community=Words(community.name),
        at=Moment(made.at),
        until=Moment(until),
    )
    return say(text, going_button(made), no_button(made))


def lapsed(community: Community, row: Event, made: Occurrence) -> Message:
    return say(t("events-told-lapsed", **_about(community, row, made)), going_button(made))
