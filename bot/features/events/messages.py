"""What events look like: the card members answer, the calendar, and what their planners see; no SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.message import (
    Button,
    Buttons,
    Facts,
    File,
    Heading,
    Message,
    Option,
    Paragraph,
    Part,
    Picker,
    Small,
    message,
    say,
)
from bot.chat.text import Moment, Series, Text, Words, t
from bot.commands.feature import Raised
from bot.commands.when import caution, in_full
from bot.features.communities.model import Community
from bot.features.events.content import second
from bot.features.events.model import Answer, Event, Occurrence, Speaker, State, Type
from bot.features.events.notices import answer_buttons, no_button
from bot.features.events.recurrence import Slot, rule
from bot.features.events.seats import Answered
from bot.features.events.staff_pages import said
from bot.features.events.tally import Tally
from bot.features.events.wording import (
    between,
    called,
    ends,
    for_whom,
    full,
    moved_from,
    provisional,
    repeats,
    rhythm,
    session,
    when,
    when_label,
    where,
    who_comes,
)
from bot.i18n import known_zone

PAGE, SERIES = 8, 25
"""Occurrences shown at once, and series to choose from."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An occurrence as it stands; `mine` is the reader's own answer, where only one person reads it."""

    row: Event
    made: Occurrence
    tally: Tally
    mine: Answer | None = None
    speakers: tuple[Speaker, ...] = ()


def card(community: Community, shown: Shown, now: datetime) -> Message:
    """What members read and answer; cancelled or over, it says so and asks nothing."""
    row, made = shown.row, shown.made
    parts = [*_head(community, row, made.number, session(made)), *_body(row, made, shown.speakers)]
    if made.state is State.CANCELLED:
        return message(*parts, Paragraph(t("events-is-cancelled")))
    if made.ends <= now:
        return message(*parts, Small(t("events-no-date-came" if row.period else "events-is-over")))
    buttons = (*answer_buttons(row, made), Button(t("button-to-my-calendar"), f"events.ics:{made.id}"))
    return message(*parts, *who_comes(row, shown.tally), Buttons(buttons))


def _head(community: Community, row: Event, number: int, own: Text | None = None) -> list[Part]:
    label = t(
        "events-label",
        type=t(f"events-type-{row.type}"),
        community=Words(community.name),
        series="yes" if row.series else "no",
        number=number,
    )
    mine = [Paragraph(own)] if own else []
    return [Small(label), Heading(Words(row.title)), *mine, Paragraph(Words(row.purpose, rich=True))]


def _body(row: Event, made: Occurrence, speakers: Sequence[Speaker] = ()) -> list[Part]:
    rows: list[tuple[Text, Text]] = [(when_label(row), when(row, made))]
    if before := moved_from(row, made):
        rows.append((t("events-moved-from"), before))
    if row.type.attended:
        rows.append((t("events-length"), t("events-minutes", minutes=row.minutes)))
    if row.where:
        rows.append((t("events-where"), where(row)))
    if row.series and made.number >= row.first:  # those before it were moved: its rhythm is not theirs
        rows.append((t("events-repeats"), repeats(row)))
    if speakers:
        rows.append((t("events-speakers"), Series(tuple(said(each) for each in speakers), "lines")))
    return [Facts((*rows, *for_whom(row)))]


def preview(community: Community, row: Event, times: Sequence[Slot], cautions: Sequence[str]) -> Message:
    """Day, hour, zone and offset in full, and the next dates, before anybody hears of it (P5)."""
    first = times[0]
    rows: list[tuple[Text, Text]] = [
        (when_label(row), Series((Words(row.period), between(row)), "lines") if row.period else full(row, first.at)),
    ]
    if not row.period and row.type is not Type.MILESTONE:
        rows.append((t("events-your-time"), Moment(first.at)))
    if row.type.attended:
        limit = t("events-seats-limit", seats=row.capacity) if row.capacity else t("events-no-limit")
        rows += [
            (t("events-length"), t("events-minutes", minutes=row.minutes)),
            (t("events-where"), where(row) if row.where else t("events-nowhere-said")),
            (t("events-capacity"), limit),
        ]
    elif row.where:
        rows.append((t("events-where"), where(row)))
    if row.series:
        rows.append((t("events-repeats"), rhythm(row.rhythm, row.every, row.begins)))
        then = Series(tuple(in_full(each.at, row.zone) for each in times[1:]), "lines")
        rows += [(t("events-then"), then), (t("events-ends"), ends(row))]
    return message(
        Small(t("events-preview")),
        *_head(community, row, row.first),
        Facts((*rows, *for_whom(row))),
        *cautioned(cautions, first.at, row.zone),
        Small(t("events-provisional-means")) if row.period else None,
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


def answer(shown: Shown, found: Answered) -> Message:
    """What an answer was taken for."""
    if shown.row.period:
        told = "no" if found.answer is Answer.NO else "yes"
        return say(t("events-will-tell", title=Words(shown.row.title), told=told))
    if shown.row.type is Type.DEADLINE:
        reminded = "yes" if found.answer is Answer.GOING else "no"
        return say(t("events-will-remind", title=Words(shown.row.title), at=Moment(shown.made.at), reminded=reminded))
    text = t(
        "events-answered",
        answer=str(found.answer),
        title=Words(called(shown.row, shown.made)),
        at=Moment(shown.made.at),
        position=found.position,
    )
    return say(text, no_button(shown.made)) if found.answer is Answer.WAITING else say(text)


def calendar(
    community: Community, found: Sequence[Shown], *, page: int, administers: bool, subscribable: bool,
    alone: Picker | None = None,
) -> Message:  # fmt: skip
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
    return message(*parts, Buttons(tuple(turn)) if turn else None, alone)


def alone(series: Sequence[Event]) -> Picker | None:
    """Each series that calendar programs can read by itself, whatever page its times are on."""
    options = tuple(Option(Words(row.title[:75]), row.id) for row in series[:SERIES])
    return Picker(t("events-subscribe-series"), "series.pick", options) if options else None


def _entry(shown: Shown, *, administers: bool) -> list[Part]:
    row, made = shown.row, shown.made
    if row.period:
        return _provisional(shown, administers=administers)
    before = moved_from(row, made)
    line = t(
        "events-entry-day" if row.type is Type.MILESTONE else "events-entry",
        title=Words(called(row, made)),
        type=t(f"events-type-{row.type}"),
        moment=full(row, made.at),
        at=Moment(made.at),
        state=str(made.state),
        moved="yes" if before else "no",
        old=before or Moment(made.at),
        mine=str(shown.mine or "none") if row.type.attended else "none",
    )
    buttons = answer_buttons(row, made) if made.state is State.PLANNED else ()
    manage = (Button(t("button-manage"), f"events.manage:{made.id}"),) if administers else ()
    parts: list[Part] = [Paragraph(line)]
    if made.state is State.PLANNED:
        parts += who_comes(row, shown.tally)
    return [*parts, Buttons((*buttons, *manage))] if buttons or manage else parts


def _provisional(shown: Shown, *, administers: bool) -> list[Part]:
    row, made = shown.row, shown.made
    line = Paragraph(provisional(row, made))
    buttons = answer_buttons(row, made) if made.state is State.TENTATIVE else ()
    manage = (Button(t("button-manage"), f"events.manage:{made.id}"),) if administers else ()
    return [line, Buttons((*buttons, *manage))] if buttons or manage else [line]


def raised(row: Event, made: Occurrence, open_roles: Sequence[str]) -> Raised:
    """For the team's own meeting."""
    named = Series(tuple(Words(each) for each in open_roles), "commas")
    text = t("events-raised", title=Words(called(row, made)), roles=named)
    return Raised(text, Button(t("button-roles"), f"events.roles:{made.id}"))


def managing(community: Community, shown: Shown, now: datetime) -> Message:
    """One occurrence, with all that can be done to it."""
    row, made = shown.row, shown.made
    buttons = [edit_button(row)]
    if made.state is State.TENTATIVE:
        buttons = [
            Button(t("button-confirm-date"), f"events.move:{made.id}/only", "primary"),
            *buttons,
            Button(t("button-cancel"), f"events.cancel:{made.id}/only"),
        ]
    elif made.state is State.CANCELLED and row.open(made, now):
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
    buttons += around_buttons(row, made, now)
    state = Paragraph(t("events-is-cancelled")) if made.state is State.CANCELLED else None
    buttons += [
        Button(t("button-speakers"), f"events.speakers:{made.id}"),
        Button(t("button-roles"), f"events.roles:{made.id}"),
    ]
    if row.external:
        buttons.append(Button(t("button-outside"), f"events.outside:{made.id}"))
    return message(
        *_head(community, row, made.number, session(made)),
        *_body(row, made, shown.speakers),
        state,
        *who_comes(row, shown.tally),
        Buttons((*buttons, calendar_button(community))),
    )


def around_buttons(row: Event, made: Occurrence, now: datetime) -> list[Button]:
    """What is prepared before and gathered after, in the features that see to it."""
    if made.state is State.CANCELLED:
        return []
    attendance = Button(t("button-attendance"), f"attendance.seen:{made.id}")
    if row.type is Type.MEETING:
        minutes = [Button(t("button-minutes"), f"agendas.minutes:{made.id}")] if made.at <= now else []
        return [Button(t("button-agenda"), f"agendas.open:{made.id}"), *minutes, attendance]
    if row.type in ("webinar", "workshop"):
        cover = [Button(t("button-session"), f"events.session:{made.id}"),
                 Button(t("button-series-cover"), f"series.cover:{row.id}")] if row.series else []  # fmt: skip
        return [Button(t("button-materials"), f"dossiers.materials:{made.id}"), attendance, *cover]
    return []


def moving(
    row: Event, made: Occurrence, at: datetime, cautions: Sequence[str], *, following: bool, told: int
) -> Message:
    """The new time in full beside the old one, before anybody hears of it (P5)."""
    scope = "following" if following else "only"
    minute = int(at.timestamp()) // 60
    label = t("button-confirm-date") if row.period else t("button-move-it")
    title = Words(row.title if following else called(row, made))
    move = Button(label, f"events.moved:{made.id}/{made.revision}/{scope}/{minute}", "primary")
    rows: tuple[tuple[Text, Text], ...] = (
        (t("events-old-time"), Words(row.period) if row.period else full(row, made.at)),
        (t("events-new-time"), full(row, at)),
        *(() if row.type is Type.MILESTONE else ((t("events-your-time"), Moment(at)),)),
        *(((t("events-ends"), ends(going_on(row, made, at))),) if following and row.last else ()),
    )
    return message(
        Paragraph(t("events-moving", title=title, scope="date" if row.period else scope, told=told)),
        Facts(rows),
        *cautioned(cautions, at, row.zone),
        Buttons((move, Button(t("button-change-time"), f"events.move:{made.id}/{scope}"), kept_button(made))),
    )


def going_on(row: Event, made: Occurrence, at: datetime) -> Event:
    """A series as it is when it goes on from a time that is moved."""
    start = at.astimezone(known_zone(row.zone)[0]).replace(tzinfo=None)
    text = rule(row.rhythm, start, every=row.every)
    return replace(row, start=start.isoformat(timespec="minutes"), rule=text, first=made.number)


def kept_button(made: Occurrence) -> Button:
    return Button(t("button-leave-as-it-is"), f"events.manage:{made.id}")


def cancelling(row: Event, made: Occurrence, *, following: bool, told: int) -> Message:
    """Asks once, and says who will hear of it."""
    scope = "following" if following else "only"
    title = Words(row.title if following else called(row, made))
    text = t("events-cancelling", title=title, at=row.said(made), scope=scope, told=told)
    cancel = Button(t("button-cancel-it"), f"events.cancelled:{made.id}/{made.revision}/{scope}", "danger")
    return say(text, cancel, kept_button(made))


def moved(community: Community, row: Event, made: Occurrence) -> Message:
    text = t("events-moved", title=Words(called(row, made)), moment=full(row, made.at), type=str(row.type))
    return say(text, calendar_button(community))


def to_take_home(row: Event, made: Occurrence, text: str) -> Message:
    """One occurrence as a file that calendar programs open."""
    said = t("events-file", title=Words(called(row, made)), at=row.said(made))
    return message(Paragraph(said), File(f"{made.id}.ics", text, "text/calendar"))


def subscribed(community: Community, address: str, *, anew: bool) -> Message:
    """The secret address; whoever suspects that somebody else knows it gets another one."""
    text = t("events-subscribed", community=Words(community.name), anew="yes" if anew else "no")
    again = Button(t("button-new-address"), f"events.resubscribe:{community.id}")
    return message(Paragraph(text), Paragraph(Words(address)), Small(t("events-secret")), Buttons((again,)))


def outside(row: Event, address: str) -> Message:
    """Where people outside read of an event; nothing there says whose it is."""
    text = Paragraph(t("events-outside", title=Words(row.title)))
    return message(text, Paragraph(Words(address)), Small(t("events-outside-means")))


def saved(community: Community, title: str) -> Message:
    return say(t("events-saved", title=Words(title)), calendar_button(community))
