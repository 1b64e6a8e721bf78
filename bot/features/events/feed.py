"""Events as other programs' calendars take them: one entry for each time, with a name for ever; no SQL.

Each occurrence is an entry of its own and no rule is written: what is moved or cancelled is then never brought back by
a rule that a program still remembers (P4), and days that fall on the last of a month are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from bot.features.events.model import Event, Occurrence, State, Type
from bot.features.events.wording import called
from bot.i18n import known_zone

KEPT = timedelta(days=30)
"""How long what is over or was cancelled stays in a feed (FEATURES 2.6.7)."""

ASKED_AGAIN = timedelta(hours=1)
"""How often programs are asked to look again; most take longer."""


STATUS = {State.TENTATIVE: "TENTATIVE", State.PLANNED: "CONFIRMED", State.CANCELLED: "CANCELLED"}


@dataclass(frozen=True, slots=True)
class Feed:
    """Everything that belongs into one calendar, and what that is called."""

    name: str
    found: tuple[tuple[Event, Occurrence], ...]
    now: datetime


def written(feed: Feed) -> str:
    """The calendar as text, with every zone it uses."""
    made = Calendar()
    made.add("prodid", "-//Palabre//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", feed.name)
    made.add("refresh-interval", ASKED_AGAIN, parameters={"value": "DURATION"})
    for row, occurrence in feed.found:
        made.add_component(_entry(row, occurrence, feed.now))
    if feed.found:
        made.add_missing_timezones()
    return str(made.to_ical(), "utf-8")


def _entry(row: Event, occurrence: Occurrence, now: datetime) -> Entry:
    """Its name never changes; its number grows with every change, so that programs take the newest."""
    made = Entry()
    made.add("uid", f"{occurrence.id}@palabre")
    made.add("sequence", occurrence.revision - 1)
    made.add("dtstamp", now)
    for name, moment in _times(row, occurrence):
        made.add(name, moment)
    made.add("summary", called(row, occurrence))
    made.add("description", "\n\n".join(filter(None, (row.purpose, row.where))))
    if row.where:
        made.add("location", row.where)
    if row.link:
        made.add("url", row.link)
    made.add("status", STATUS[occurrence.state])
    if row.period:
        made.add("transp", "TRANSPARENT")
    made.add("categories", [str(row.type)])
    return made


def _times(row: Event, occurrence: Occurrence) -> Iterator[tuple[str, date]]:
    """A milestone is a whole day, what is provisional all days of its period, a deadline a moment without an end."""
    begins, ends = _walls(row, occurrence)
    if row.type is Type.MILESTONE or row.period:
        zone, _ = known_zone(row.zone)
        yield "dtstart", begins.astimezone(zone).date()
        if row.period:
            yield "dtend", ends.astimezone(zone).date()
        return
    yield "dtstart", begins
    if ends > begins:
        yield "dtend", ends


def _walls(row: Event, occurrence: Occurrence) -> tuple[datetime, datetime]:
    """In the zone of the event; in UTC where the second of two equal wall times is meant, which none can say."""
    zone, _ = known_zone(row.zone)
    begins, ends = occurrence.at.astimezone(zone), occurrence.ends.astimezone(zone)
    return (occurrence.at, occurrence.ends) if begins.fold or ends.fold else (begins, ends)
