"""What events look like: the card members answer, the calendar, and what their planners see; no SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.message import Button, Buttons, Facts, File, Heading, Message, Paragraph, Part, Small, message, say
from bot.chat.text import Link, Moment, Series, T, Text, Words, t
from bot.commands.when import WEEKDAYS, caution, in_full
from bot.features.communities.model import Community
from bot.features.events.content import second
from bot.features.events.model import Answer, Event, Occurrence, State, Tally
from bot.features.events.notices import answer_buttons, no_button
from bot.features.events.recurrence import Rhythm, Slot, week_of
from bot.features.events.seats import Answered

PAGE = 8
"""Occurrences shown at once."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An occurrence as it stands; `mine` is the reader's own answer, where only one person reads it."""

    row: Event
    made: Occurrence
    tally: Tally
    mine: Answer | None = None


def card(community: Community, shown: Shown, now: datetime) -> Message:
    """What members read and answer; cancelled or over, it says so and asks nothing."""
    row, made = shown.row, shown.made
    parts = [*_head(community, row, made.number), *_body(row, made)]
    if made.state is State.CANCELLED:
        return message(*parts, Paragraph(t("events-is-cancelled")))
    if made.ends <= now:
        return message(*parts, Small(t("events-is-over")))
    buttons = (*answer_buttons(made), Button(t("button-to-my-calendar"), f"events.ics:{made.id}"))
    return message(*parts, Small(seats(row, shown.tally)), Buttons(buttons))


def _head(community: Community, row: Event, number: int) -> list[Part]:
    label = t(
        "events-label",
        type=t(f"events-type-{row.type}"),
        community=Words(community.name),
        series="yes" if row.series else "no",
        number=number,
    )
    return [Small(label), Heading(Words(row.title)), Paragraph(Words(row.purpose, rich=True))]


def _body(row: Event, made: Occurrence) -> list[Part]:
    rows: list[tuple[Text, Text]] = [(t("events-when"), Series((Moment(made.at), in_full(made.at, row.zone)), "lines"))]
    if made.moved_from and made.moved_from != made.at and made.state is State.PLANNED:
        rows.append((t("events-moved-from"), Moment(made.moved_from)))
    rows.append((t("events-length"), t("events-minutes", minutes=row.minutes)))
    if row.where:
        rows.append((t("events-where"), where(row)))
    if row.series:
        rows.append((t("events-repeats"), rhythm(row.rhythm, row.every, row.begins)))
    return [Facts(tuple(rows))]


def where(row: Event) -> Text:
    """A place, or a link to press."""
    return Link(row.where) if row.where.startswith(("https://", "http://")) else Words(row.where)


def rhythm(kind: Rhythm, every: int, start: datetime) -> T:
    """`every second week on Tuesday`, `the last Thursday of the month`."""
    weekday = t("events-weekday", day=WEEKDAYS[start.weekday()])
    return t(
        "events-rhythm", kind=str(kind), every=every, weekday=weekday, week=week_of(start), day=start.day,
        late="yes" if start.day > 28 else "no",
    )  # fmt: skip


def seats(row: Event, tally: Tally) -> T:
    """Who comes, in numbers."""
    return t(
        "events-seats",
        going=tally.going,
        maybe=tally.maybe,
        waiting=tally.waiting,
        limited="no" if row.capacity is None else "yes",
        capacity=row.capacity or 0,
    )


def preview(community: Community, row: Event, times: Sequence[Slot], cautions: Sequence[str]) -> Message:
    """Day, hour, zone and offset in full, and the next dates, before anybody hears of it (P5)."""
    first = times[0]
    rows: list[tuple[Text, Text]] = [
        (t("events-when"), in_full(first.at, row.zone)),
        (t("events-your-time"), Moment(first.at)),
        (t("events-length"), t("events-minutes", minutes=row.minutes)),
        (t("events-where"), where(row) if row.where else t("events-nowhere-said")),
        (t("events-capacity"), t("events-seats-limit", seats=row.capacity) if row.capacity else t("events-no-limit")),
    ]
    if row.series:
        rows.append((t("events-repeats"), rhythm(row.rhythm, row.every, row.begins)))
        then = Series(tuple(in_full(each.at, row.zone) for each in times[1:]), "lines")
        rows.append((t("events-then"), then))
    return message(
        Small(t("events-preview")),
        *_head(community, row, row.first),
        Facts(tuple(rows)),
        *cautioned(cautions, first.at, row.zone),
        Buttons((plan_button(row), edit_button(row), discard_button(row))),
    )


def cautioned(cautions: Sequence[str], at: datetime, zone: str) -> tuple[Part, ...]:
    """What to look at twice; of a time that comes twice, how to mean the second one."""
    parts: list[Part] = [Small(caution(each)) for each in cautions]
    other = second(at, zone) if "twice" in cautions else None
    if other:
        parts.append(Small(t("events-the-second", moment=in_full(other, zone))))
    return tuple(parts)


def plan_button(row: Event) -> Button:
    return Button(t("button-plan"), f"events.plan:{row.id}/{row.revision}", "primary")


def edit_button(row: Event) -> Button:
    return Button(t("button-edit"), f"events.edit:{row.id}")


def discard_button(row: Event) -> Button:
    return Button(t("button-discard"), f"events.discard:{row.id}")


def planned(community: Community, row: Event, times: int) -> Message:
    text = t("events-planned", title=Words(row.title), places=times, series="yes" if row.series else "no")
    return say(text, calendar_button(community))


def calendar_button(community: Community) -> Button:
    return Button(t("button-calendar"), f"events.calendar:{community.id}/0")


def answer(shown: Shown, said: Answered) -> Message:
    """What an answer was taken for."""
    text = t(
        "events-answered",
        answer=str(said.answer),
        title=Words(shown.row.title),
        at=Moment(shown.made.at),
        position=said.position,
    )
    return say(text, no_button(shown.made)) if said.answer is Answer.WAITING else say(text)


def calendar(
    community: Community, found: Sequence[Shown], *, page: int, administers: bool, subscribable: bool
) -> Message:
    """What is to come, each with its buttons; for administrators also what was cancelled and can be brought back."""
    last = max(0, (len(found) - 1) // PAGE)
    page = min(max(0, page), last)
    parts: list[Part] = [Heading(t("events-calendar", community=Words(community.name)))]
    if not found:
        parts.append(Paragraph(t("events-nothing")))
    for shown in found[page * PAGE : (page + 1) * PAGE]:
        parts += _entry(shown, administers=administers)
    turn = [
        Button(t("button-previous" if to < page else "button-next"), f"events.calendar:{community.id}/{to}")
        for to in (page - 1, page + 1)
        if 0 <= to <= last
    ]
    if subscribable:
        turn.append(Button(t("button-subscribe"), f"events.subscribe:{community.id}"))
    return message(*parts, Buttons(tuple(turn)) if turn else None)


def _entry(shown: Shown, *, administers: bool) -> list[Part]:
    row, made = shown.row, shown.made
    line = t(
        "events-entry",
        title=Words(row.title),
        type=t(f"events-type-{row.type}"),
        moment=in_full(made.at, row.zone),
        at=Moment(made.at),
        state=str(made.state),
        mine=str(shown.mine or "none"),
    )
    buttons = answer_buttons(made) if made.state is State.PLANNED else ()
    manage = (Button(t("button-manage"), f"events.manage:{made.id}"),) if administers else ()
    parts: list[Part] = [Paragraph(line)]
    if made.state is State.PLANNED:
        parts.append(Small(seats(row, shown.tally)))
    return [*parts, Buttons((*buttons, *manage))] if buttons or manage else parts


def managing(community: Community, shown: Shown, now: datetime) -> Message:
    """One occurrence, with all that can be done to it."""
    row, made = shown.row, shown.made
    buttons = [edit_button(row)]
    if made.state is State.CANCELLED and made.at > now:
        buttons.append(Button(t("button-restore"), f"events.restore:{made.id}/{made.revision}"))
    elif made.at > now:
        buttons += [
            Button(t("button-move"), f"events.move:{made.id}/only"),
            Button(t("button-cancel"), f"events.cancel:{made.id}/only"),
        ]
        if row.series:
            buttons += [
                Button(t("button-move-following"), f"events.move:{made.id}/following"),
                Button(t("button-cancel-following"), f"events.cancel:{made.id}/following"),
            ]
    state = Paragraph(t("events-is-cancelled")) if made.state is State.CANCELLED else None
    people = Small(seats(row, shown.tally))
    return message(
        *_head(community, row, made.number),
        *_body(row, made),
        state,
        people,
        Buttons((*buttons, calendar_button(community))),
    )


def moving(
    row: Event, made: Occurrence, at: datetime, cautions: Sequence[str], *, following: bool, told: int
) -> Message:
    """The new time in full beside the old one, before anybody hears of it (P5)."""
    scope = "following" if following else "only"
    minute = int(at.timestamp()) // 60
    move = Button(t("button-move-it"), f"events.moved:{made.id}/{made.revision}/{scope}/{minute}", "primary")
    rows: tuple[tuple[Text, Text], ...] = (
        (t("events-old-time"), in_full(made.at, row.zone)),
        (t("events-new-time"), in_full(at, row.zone)),
        (t("events-your-time"), Moment(at)),
    )
    return message(
        Paragraph(t("events-moving", title=Words(row.title), scope=scope, told=told)),
        Facts(rows),
        *cautioned(cautions, at, row.zone),
        Buttons((move, Button(t("button-change-time"), f"events.move:{made.id}/{scope}"), kept_button(made))),
    )


def kept_button(made: Occurrence) -> Button:
    return Button(t("button-leave-as-it-is"), f"events.manage:{made.id}")


def cancelling(row: Event, made: Occurrence, *, following: bool, told: int) -> Message:
    """Asks once, and says who will hear of it."""
    scope = "following" if following else "only"
    text = t("events-cancelling", title=Words(row.title), at=Moment(made.at), scope=scope, told=told)
    cancel = Button(t("button-cancel-it"), f"events.cancelled:{made.id}/{made.revision}/{scope}", "danger")
    return say(text, cancel, kept_button(made))


def moved(community: Community, row: Event, made: Occurrence) -> Message:
    text = t("events-moved", title=Words(row.title), moment=in_full(made.at, row.zone))
    return say(text, calendar_button(community))


def to_take_home(row: Event, made: Occurrence, text: str) -> Message:
    """One occurrence as a file that calendar programs open."""
    said = t("events-file", title=Words(row.title), at=Moment(made.at))
    return message(Paragraph(said), File(f"{made.id}.ics", text, "text/calendar"))


def subscribed(community: Community, address: str, *, anew: bool) -> Message:
    """The secret address; whoever suspects that somebody else knows it gets another one."""
    text = t("events-subscribed", community=Words(community.name), anew="yes" if anew else "no")
    again = Button(t("button-new-address"), f"events.resubscribe:{community.id}")
    return message(Paragraph(text), Paragraph(Words(address)), Small(t("events-secret")), Buttons((again,)))


def saved(community: Community, title: str) -> Message:
    return say(t("events-saved", title=Words(title)), calendar_button(community))
