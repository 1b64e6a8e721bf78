"""What those who come are told about changes while they are elsewhere; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.chat.message import Button, Buttons, Message, Paragraph, Part, Small, message, say
from bot.chat.text import Moment, Param, Series, T, Words, t
from bot.commands.when import in_full
from bot.features.communities.model import Community
from bot.features.events.model import Answer, Event, Occurrence, Type
from bot.features.events.times import Time
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


def settled(told: Message) -> Message:
    """What was told, of what takes place no more or is over: it asks nothing."""
    return Message(told.parts[:1])


def confirmed(community: Community, row: Event, made: Occurrence) -> Message:
    """To whoever wanted to know the date; now they can say whether they come."""
    text = t("events-told-confirmed", moment=in_full(made.at, row.zone), **_about(community, row, made))
    return message(Paragraph(text), Buttons(answer_buttons(row, made)))


def cancelled(community: Community, row: Event, made: Occurrence) -> Message:
    return say(t("events-told-cancelled", **_about(community, row, made)))


def ended(community: Community, row: Event, made: Occurrence) -> Message:
    """For all who said yes to any of a series from there on."""
    text = t("events-told-ended", title=Words(row.title), community=Words(community.name), at=row.said(made))
    return say(text)


def restored(community: Community, row: Event, made: Occurrence) -> Message:
    return _asking(t("events-told-restored", **_about(community, row, made)), row, made)


def resumed(community: Community, row: Event, back: Sequence[Occurrence]) -> Message:
    """For all who said yes to any of those that take place again; of one alone as for any that is brought back.

    Of what goes on for ever nobody counts how far it is planned.
    """
    if len(back) == 1:
        return restored(community, row, back[0])
    names = {"title": Words(row.title), "community": Words(community.name), "at": row.said(back[0])}
    return message(
        Paragraph(t("events-told-resumed", ends="no" if row.last is None else "yes", count=len(back), **names)),
        Paragraph(t("events-resumed-answers")),
        Buttons((Button(t("button-calendar"), f"events.calendar:{community.id}/0"),)),
    )


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


NAMED = 5
"""So many times of which something is missing are named in one message."""


def unready(found: Sequence[tuple[Time, Sequence[str]]]) -> Message:
    """To one administrator, two weeks before: what is missing of all of theirs, and where to settle it."""
    if len(found) == 1:
        [(it, open_roles)] = found
        head = t("events-told-unready", **_about(it.community, it.row, it.made))
        return message(Paragraph(head), *_wanting(it, open_roles))
    parts: list[Part] = [Paragraph(t("events-told-unready-several"))]
    for it, open_roles in found[:NAMED]:
        title = t("events-unready-of", **_about(it.community, it.row, it.made))
        parts += [Paragraph(title), *_wanting(it, open_roles)]
    more = len(found) - NAMED
    return message(*parts, Small(t("events-unready-more", count=more)) if more > 0 else None)


def _wanting(it: Time, open_roles: Sequence[str]) -> tuple[Part, ...]:
    missing = Series(tuple(Words(each) for each in open_roles))
    buttons = (Button(t("button-roles"), f"events.roles:{it.made.id}", "primary"),) if open_roles else ()
    return (
        *((Paragraph(t("events-unready-roles", roles=missing)),) if open_roles else ()),
        *((Paragraph(t("events-unready-date")),) if it.row.period else ()),
        Buttons((*buttons, Button(t("button-manage"), f"events.manage:{it.made.id}"))),
    )


def unready_newer() -> Message:
    """Stands in the place of what a newer message tells."""
    return say(t("events-unready-newer"))


def nothing_wanting() -> Message:
    return say(t("events-nothing-wanting"))


LINES = 12
"""So many seats are named in one message."""


def offered(
    community: Community, found: Sequence[tuple[Event, Occurrence, datetime]], by: datetime
) -> Message:
    """One seat with its two answers; several in one message, to be taken or left together, or one by one.

    What is offered after `by` is not meant by its buttons.
    """
    if len(found) == 1:
        [(row, made, until)] = found
        text = t("events-told-offered", until=Moment(until), **_about(community, row, made))
        return say(text, going_button(made), no_button(made))
    lines = [
        t("events-offered-line", title=Words(called(row, made)), at=Moment(made.at), until=Moment(until))
        for row, made, until in found[:LINES]
    ]
    meant = f"{community.id}/{stamp(by)}"
    return message(
        Paragraph(t("events-told-offered-several", community=Words(community.name), count=len(found))),
        _listed(lines, len(found)),
        Buttons((
            Button(t("button-take-all"), f"events.take:{meant}", "primary"),
            Button(t("button-one-by-one"), f"events.offers:{community.id}/0"),
            Button(t("button-take-none"), f"events.decline:{meant}"),
        )),
    )  # fmt: skip


def stamp(at: datetime) -> int:
    """An instant as a token carries it, to the microsecond."""
    return round(at.timestamp() * 1_000_000)


def one_by_one(
    community: Community, found: Sequence[tuple[Event, Occurrence, datetime]], *, page: int, last: int
) -> Message:
    """Every seat that is kept, each with its two answers."""
    parts: list[Part] = [Paragraph(t("events-told-offered-several", community=Words(community.name), count=len(found)))]
    for row, made, until in found:
        line = t("events-offered-line", title=Words(called(row, made)), at=Moment(made.at), until=Moment(until))
        going = Button(t("button-going"), f"events.one:{made.id}/{Answer.GOING}/{page}", "primary")
        cannot = Button(t("button-cant-go"), f"events.one:{made.id}/{Answer.NO}/{page}")
        parts += [Paragraph(line), Buttons((going, cannot))]
    turn = tuple(
        Button(t("button-previous" if to < page else "button-next"), f"events.offers:{community.id}/{to}")
        for to in (page - 1, page + 1)
        if 0 <= to <= last
    )
    return message(*parts, Buttons(turn) if turn else None)


def answered(found: Sequence[tuple[Event, Occurrence]], *, going: bool) -> Message:
    """What was said of several at once."""
    text = t("events-answered-several", going="yes" if going else "no")
    return message(Paragraph(text), _listed(_titles(found), len(found)))


def _titles(found: Sequence[tuple[Event, Occurrence]]) -> list[T]:
    named = ((called(row, made), made.at) for row, made in found[:LINES])
    return [t("events-answered-line", title=Words(title), at=Moment(at)) for title, at in named]


def _listed(lines: Sequence[T], count: int) -> Paragraph:
    rest = count - len(lines)
    return Paragraph(Series((*lines, *((t("events-called-off-rest", count=rest),) if rest else ())), "lines"))


def nothing_kept() -> Message:
    """Instead of what was kept: answered, given back, or over."""
    return say(t("events-nothing-kept"))


def lapsed(community: Community, found: Sequence[tuple[Event, Occurrence]]) -> Message:
    if len(found) == 1:
        [(row, made)] = found
        return say(t("events-told-lapsed", **_about(community, row, made)), going_button(made))
    return message(
        Paragraph(t("events-told-lapsed-several", community=Words(community.name))),
        _listed(_titles(found), len(found)),
        Buttons((Button(t("button-calendar"), f"events.calendar:{community.id}/0"),)),
    )
