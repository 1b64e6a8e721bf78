"""What archiving called off is marked where it stands; here is how far each series would have gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, ForeignKey, Integer, Table

from bot.db.schema import metadata
from bot.features.communities.model import Community
from bot.features.events.model import Event, Occurrence

CALLED_OFF, BROUGHT_BACK = "archive-called-off", "archive-brought-back"
"""The kinds of letter to those who come to something."""

ARCHIVED, ACTIVE = "archive-archived", "archive-active"
"""The kinds of letter to those who administer."""

ended_series = Table(
    "archive_ended_series",
    metadata,
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("last", Integer),
    comment="Series that ended because their community was archived, and with which number they would have",
)

Affair = tuple[Community, Event, Occurrence]
"""Something that does not take place, or does again: of a series the first of its times that is meant."""


@dataclass(frozen=True, slots=True)
class CallOff:
    """A community is archived, with these of its working groups: what they planned does not take place."""

    community: str
    by: str
    groups: tuple[str, ...] = ()
    kind: Literal["events.call-off"] = "events.call-off"


@dataclass(frozen=True, slots=True)
class BringBack:
    """Somebody wants what archiving called off, of these working groups as well."""

    community: str
    by: str
    groups: tuple[str, ...] = ()
    kind: Literal["archive.bring-back"] = "archive.bring-back"
