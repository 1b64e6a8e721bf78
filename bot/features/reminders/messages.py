"""What reminders say: in the reader's own time, how near it is, where to join, and how to be left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.message import Button, Buttons, Message, Paragraph, Part, Small, message, say
from bot.chat.text import Link, Moment, Series, T, Text, Words, t
from bot.features.communities.model import Community
from bot.features.events.model import Event, Occurrence, State, Type
from bot.features.events.wording import called
from bot.features.reminders.places import Seen
from bot.features.reminders.plan import LATE


@dataclass(frozen=True, slots=True)
class Item:
    """`way_in` is the reader's own address of where it takes place, "" where it has none."""

    community: Community
    row: Event
    made: Occurrence
    late: bool
    way_in: str = ""


def letter(
    items: Sequence[Item],
    over: Sequence[tuple[Event, Occurrence, datetime]],
    declined: Sequence[tuple[Event, Occurrence, datetime]],
    now: datetime,
) -> Message:
    """Everything that fell due for one person in one minute, in one message (R13); `over` holds no more."""
    parts: list[Part] = [Paragraph(_over(*each, now)) for each in over]
    for row, made, _ in declined:
        parts += not_coming(row, made).parts
    for each in items:
        parts += _item(each, now)
    return message(*parts)


def _over(row: Event, made: Occurrence, starts: datetime, now: datetime) -> Text:
    return t(
        "reminders-here",
        state="gone" if made.state is State.CANCELLED else "moved" if made.at != starts else "over",
        due="yes" if row.type is Type.DEADLINE else "no",
        late="no",
        title=Words(called(row, made)),
        at=Moment(starts),
        distance=Moment(starts, "relative"),
        new=Moment(made.at),
    )


def _item(each: Item, now: datetime) -> list[Part]:
    made = each.made
    begun = made.at <= now
    since = now - made.at >= LATE
    due = each.row.type is Type.DEADLINE
    text = t(
        "reminders-item",
        due="yes" if due else "no",
        late="yes" if each.late else "no",
        begun="since" if since else "yes" if begun else "no",
        title=Words(called(each.row, made)),
        community=Words(each.community.name),
        at=Moment(made.at),
        since=Moment(made.at, "time"),
        distance=Moment(made.at, "relative"),
    )
    where = [Paragraph(_where(each.row))] if each.row.where else []
    buttons = [] if due else [Button(t("button-i-cannot-come"), f"events.no:{made.id}")]
    if not begun:
        buttons += [
            Button(t("button-snooze"), f"reminders.snooze:{made.id}"),
            Button(t("button-stop-reminders"), f"reminders.stop:{made.id}"),
            Button(t("button-mute"), f"settings.mute:{each.community.id}/reminders"),
        ]
    return [Paragraph(text), *where, Buttons((*_join(each.row, each.way_in), *buttons))]


def _where(row: Event) -> Text:
    said: list[Text] = [Words(row.place)] if row.place else []
    return t("reminders-where", where=Series((*said, Link(row.link)) if row.link else tuple(said), "commas"))


def _join(row: Event, way_in: str) -> tuple[Button, ...]:
    known = way_in and row.type.attended
    return (Button(t("button-join-event"), url=way_in, style="primary"),) if known else ()


def here(seen: Seen, now: datetime) -> Message:
    """In a channel; moved, cancelled, over or followed by a nearer one, what stands there asks nothing any more."""
    row, made = seen.row, seen.made
    state = "gone" if made.state is State.CANCELLED else "moved" if made.at != seen.starts else ""
    state = state or ("over" if made.ends <= now else "followed" if seen.followed else "")
    state = state or ("begun" if made.at <= now else "near")
    text = t(
        "reminders-here",
        state=state,
        due="yes" if row.type is Type.DEADLINE else "no",
        late="yes" if seen.late and state == "near" else "no",
        title=Words(called(row, made)),
        at=Moment(seen.starts),
        distance=Moment(seen.starts, "relative"),
        new=Moment(made.at),
    )
    if state not in ("near", "begun"):
        return message(Paragraph(text))
    where = Paragraph(_where(row)) if row.where else None
    if row.type is Type.DEADLINE:
        remind = Button(t("button-remind-me"), f"events.going:{made.id}")
        small = Small(t("reminders-who-asks", community=Words(seen.community.name)))
        return message(Paragraph(text), where, small, Buttons((remind,)))
    answers = (
        Button(t("button-going"), f"events.going:{made.id}"),
        Button(t("button-maybe"), f"events.maybe:{made.id}"),
        Button(t("button-cant-go"), f"events.no:{made.id}"),
    )
    small = Small(t("reminders-who", community=Words(seen.community.name)))
    return message(Paragraph(text), where, small, Buttons((*_join(row, row.link), *answers)))


def not_coming(row: Event, made: Occurrence) -> Message:
    """One may still change one's mind."""
    going = Button(t("button-going"), f"events.going:{made.id}")
    return say(t("reminders-not-coming", title=Words(called(row, made)), at=Moment(made.at)), going)


def begun(row: Event, made: Occurrence) -> T:
    return t("reminders-begun", title=Words(called(row, made)))


def snoozed(row: Event, made: Occurrence, at: datetime) -> Message:
    return say(t("reminders-snoozed", title=Words(called(row, made)), at=Moment(at, "time")))


def stopped(row: Event, made: Occurrence, *, going: bool) -> Message:
    """Who said that they come is expected all the same."""
    expected = "yes" if going and row.type.attended else "no"
    text = t("reminders-stopped", title=Words(called(row, made)), at=Moment(made.at), expected=expected)
    if not row.type.attended:
        return say(text)
    return say(text, Button(t("button-i-cannot-come"), f"events.no:{made.id}"))
