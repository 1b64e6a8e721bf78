"""Events as other programs' calendars take them: one entry for each time, with a name for ever; no SQL.

Each occurrence is an entry of its own and no rule is written: what is moved or cancelled is then never brought back by
a rule that a program still remembers (P4), and days that fall on the last of a month are the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from bot.features.communities.model import Community
from bot.features.events.model import Event, Occurrence, State
from bot.i18n import known_zone

KEPT = timedelta(days=30)
"""How long what is over or was cancelled stays in a feed (FEATURES 2.6.7)."""

ASKED_AGAIN = timedelta(hours=1)
"""How often programs are asked to look again; most take longer."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Everything of one community that belongs into a calendar."""

    community: Community
    found: tuple[tuple[Event, Occurrence], ...]
    now: datetime


def written(feed: Feed) -> str:
    """The calendar as text, with every zone it uses."""
    made = Calendar()
    made.add("prodid", "-//Palabre//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", feed.community.name)
    made.add("refresh-interval", ASKED_AGAIN, parameters={"value": "DURATION"})
    for row, occurrence in feed.found:
        made.add_component(_entry(row, occurrence, feed.now))
    if feed.found:
        made.add_missing_timezones()
    return str(made.to_ical(), "utf-8")


def _entry(row: Event, occurrence: Occurrence, now: datetime) -> Entry:
    """Its name never changes; its number grows with every change, so that programs take the newest."""
    begins, ends = _walls(row, occurrence)
    made = Entry()
    made.add("uid", f"{occurrence.id}@palabre")
    made.add("sequence", occurrence.revision - 1)
    made.add("dtstamp", now)
    made.add("dtstart", begins)
    made.add("dtend", ends)
    made.add("summary", row.title)
    made.add("description", "\n\n".join(filter(None, (row.purpose, row.where))))
    if row.where:
        made.add("location", row.where)
    if row.where.startswith(("https://", "http://")):
        made.add("url", row.where)
    made.add("status", "CANCELLED" if occurrence.state is State.CANCELLED else "CONFIRMED")
    made.add("categories", [str(row.type)])
    return made


def _walls(row: Event, occurrence: Occurrence) -> tuple[datetime, datetime]:
    """In the zone of the event; in UTC where the second of two equal wall times is meant, which none can say."""
    zone, _ = known_zone(row.zone)
    begins, ends = occurrence.at.astimezone(zone), occurrence.ends.astimezone(zone)
    return (occurrence.at, occurrence.ends) if begins.fold or ends.fold else (begins, ends)
