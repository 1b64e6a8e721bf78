"""What reminders say: in the reader's own time, how near it is, where to join, and how to be left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.message import Button, Buttons, Message, Paragraph, Part, Small, message, say
from bot.chat.text import Link, Moment, Text, Words, t
from bot.features.communities.model import Community
from bot.features.events.model import Event, Occurrence, State
from bot.features.reminders.places import Seen


@dataclass(frozen=True, slots=True)
class Item:
    community: Community
    row: Event
    made: Occurrence
    late: bool


def letter(items: Sequence[Item], now: datetime) -> Message:
    """Everything that fell due for one person in one minute, in one message (R13)."""
    parts: list[Part] = []
    for each in items:
        parts += _item(each, now)
    return message(*parts)


def _item(each: Item, now: datetime) -> list[Part]:
    made = each.made
    begun = made.at <= now
    text = t(
        "reminders-item",
        late="yes" if each.late else "no",
        begun="yes" if begun else "no",
        title=Words(each.row.title),
        community=Words(each.community.name),
        at=Moment(made.at),
        distance=Moment(made.at, "relative"),
    )
    where = [Paragraph(_where(each.row))] if each.row.where else []
    buttons = [Button(t("button-i-cannot-come"), f"events.no:{made.id}")]
    if not begun:
        buttons += [
            Button(t("button-snooze"), f"reminders.snooze:{made.id}"),
            Button(t("button-stop-reminders"), f"reminders.stop:{made.id}"),
        ]
    return [Paragraph(text), *where, Buttons((*_join(each.row), *buttons))]


def _where(row: Event) -> Text:
    return t("reminders-where", where=Link(row.where) if _is_link(row) else Words(row.where))


def _is_link(row: Event) -> bool:
    return row.where.startswith(("https://", "http://"))


def _join(row: Event) -> tuple[Button, ...]:
    return (Button(t("button-join-event"), url=row.where, style="primary"),) if _is_link(row) else ()


def here(seen: Seen, now: datetime) -> Message:
    """In a channel; moved, cancelled or over, what stands there says so and asks nothing any more."""
    row, made = seen.row, seen.made
    state = "gone" if made.state is State.CANCELLED else "moved" if made.at != seen.starts else ""
    state = state or ("over" if made.ends <= now else "begun" if made.at <= now else "near")
    text = t(
        "reminders-here",
        state=state,
        late="yes" if seen.late and state == "near" else "no",
        title=Words(row.title),
        at=Moment(seen.starts),
        distance=Moment(seen.starts, "relative"),
        new=Moment(made.at),
    )
    if state not in ("near", "begun"):
        return message(Paragraph(text))
    where = Paragraph(_where(row)) if row.where else None
    answers = (
        Button(t("button-going"), f"events.going:{made.id}"),
        Button(t("button-maybe"), f"events.maybe:{made.id}"),
        Button(t("button-cant-go"), f"events.no:{made.id}"),
    )
    small = Small(t("reminders-who", community=Words(seen.community.name)))
    return message(Paragraph(text), where, small, Buttons((*_join(row), *answers)))


def snoozed(row: Event, at: datetime) -> Message:
    return say(t("reminders-snoozed", title=Words(row.title), at=Moment(at, "time")))


def stopped(row: Event, made: Occurrence) -> Message:
    text = t("reminders-stopped", title=Words(row.title), at=Moment(made.at))
    return say(text, Button(t("button-i-cannot-come"), f"events.no:{made.id}"))
