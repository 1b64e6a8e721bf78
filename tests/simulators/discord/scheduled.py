"""A server's own list of events: what it takes, how an event passes from planned to over, and who may change it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from tests.simulators.discord import payloads
from tests.simulators.discord.events import Event
from tests.simulators.discord.model import User
from tests.simulators.discord.permission import Permission, need_in_guild
from tests.simulators.discord.refusals import Form, Refused

if TYPE_CHECKING:
    from tests.simulators.discord.guild import Guild

JSON = dict[str, Any]
P = Permission
EXTERNAL = 3
MOST = 100


class Status(IntEnum):
    SCHEDULED = 1
    ACTIVE = 2
    COMPLETED = 3
    CANCELED = 4


@dataclass(eq=False)
class ScheduledEvent:
    """One that takes place outside of Discord: it begins and ends by the clock."""

    guild: Guild = field(repr=False)
    id: int
    creator: User
    name: str
    description: str
    location: str
    starts: datetime
    ends: datetime
    canceled: bool = False
    ended: bool = False
    interested: set[int] = field(default_factory=set)

    @property
    def status(self) -> Status:
        now = self.guild.world.time.now()
        if self.canceled:
            return Status.CANCELED
        if self.ended or now >= self.ends:
            return Status.COMPLETED
        return Status.ACTIVE if now >= self.starts else Status.SCHEDULED

    @property
    def open(self) -> bool:
        return self.status in (Status.SCHEDULED, Status.ACTIVE)

    # What people do in the server's list, whether the bot looks on or not.

    def press_interested(self, who: User) -> None:
        self.interested.add(who.id)
        _tell_of("GUILD_SCHEDULED_EVENT_USER_ADD", self, who)

    def take_back(self, who: User) -> None:
        self.interested.discard(who.id)
        _tell_of("GUILD_SCHEDULED_EVENT_USER_REMOVE", self, who)

    # What moderators do in the server's list while the bot looks on.

    def cancel(self) -> None:
        change(self.guild.owner, self, {"status": int(Status.CANCELED)})

    def delete(self) -> None:
        delete(self.guild.owner, self)

    def move(self, starts: datetime, ends: datetime) -> None:
        moved = {"scheduled_start_time": starts.isoformat(), "scheduled_end_time": ends.isoformat()}
        change(self.guild.owner, self, moved)


def create(who: User, guild: Guild, asked: JSON) -> ScheduledEvent:
    need_in_guild(who, guild, P.CREATE_EVENTS)
    form = Form()
    for name in ("name", "scheduled_start_time", "scheduled_end_time", "entity_metadata", "privacy_level"):
        if asked.get(name) is None:
            with form.at(name):
                form.required()
    with form.at("entity_type"):
        form.choice(asked.get("entity_type"), [EXTERNAL])  # the others live in channels for voices, which nobody needs
    _check(guild, form, asked)
    form.done()
    if sum(each.open for each in guild.scheduled.values()) >= MOST:
        raise Refused(30038)
    made = ScheduledEvent(
        guild, guild.world.time.snowflake(), who, asked["name"], asked.get("description") or "",
        asked["entity_metadata"]["location"], datetime.fromisoformat(asked["scheduled_start_time"]),
        datetime.fromisoformat(asked["scheduled_end_time"]),
    )  # fmt: skip
    guild.scheduled[made.id] = made
    _tell("GUILD_SCHEDULED_EVENT_CREATE", made)
    return made


def change(who: User, event: ScheduledEvent, asked: JSON) -> None:
    """What is over stays so; one's own with CREATE_EVENTS, everybody's with MANAGE_EVENTS."""
    _may_change(who, event)
    if not event.open:
        raise Refused(180000)
    form = Form()
    _check(event.guild, form, asked, before=event)
    if (status := asked.get("status")) not in (None, event.status):
        with form.at("status"):
            ends = Status.COMPLETED if event.status is Status.ACTIVE else Status.CANCELED
            form.choice(status, [int(ends)])
    form.done()
    event.name = asked.get("name", event.name)
    event.description = asked.get("description", event.description) or ""
    event.location = (asked.get("entity_metadata") or {}).get("location", event.location)
    event.starts = _moment(asked, "scheduled_start_time") or event.starts
    event.ends = _moment(asked, "scheduled_end_time") or event.ends
    event.canceled = status == Status.CANCELED
    event.ended = status == Status.COMPLETED
    _tell("GUILD_SCHEDULED_EVENT_UPDATE", event)


def delete(who: User, event: ScheduledEvent) -> None:
    _may_change(who, event)
    del event.guild.scheduled[event.id]
    _tell("GUILD_SCHEDULED_EVENT_DELETE", event)


def _may_change(who: User, event: ScheduledEvent) -> None:
    try:
        need_in_guild(who, event.guild, P.MANAGE_EVENTS)
    except Refused:
        if event.creator is not who:
            raise
        need_in_guild(who, event.guild, P.CREATE_EVENTS)


def _check(guild: Guild, form: Form, asked: JSON, *, before: ScheduledEvent | None = None) -> None:
    if "name" in asked:
        with form.at("name"):
            form.length(asked["name"], 100, least=1, needed=True)
    with form.at("description"):
        form.length(asked.get("description"), 1000)
    if asked.get("entity_metadata") is not None:
        with form.at("entity_metadata", "location"):
            form.length(asked["entity_metadata"].get("location"), 100, least=1, needed=True)
    if asked.get("privacy_level") is not None:
        with form.at("privacy_level"):
            form.choice(asked["privacy_level"], [2])
    starts = _moment(asked, "scheduled_start_time") or (before and before.starts)
    ends = _moment(asked, "scheduled_end_time") or (before and before.ends)
    if starts and starts <= guild.world.time.now() and not (before and starts == before.starts):
        with form.at("scheduled_start_time"):
            form.wrong("GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past.")
    if starts and ends and ends <= starts:
        with form.at("scheduled_end_time"):
            form.wrong("GUILD_SCHEDULED_EVENT_END_BEFORE_START", "An event ends after it has begun.")


def _moment(asked: JSON, name: str) -> datetime | None:
    return datetime.fromisoformat(asked[name]) if asked.get(name) else None


def _tell(name: str, event: ScheduledEvent) -> None:
    event.guild.world.tell(Event(name, payloads.scheduled_event(event), event.guild))


def _tell_of(name: str, event: ScheduledEvent, who: User) -> None:
    told = {"guild_scheduled_event_id": str(event.id), "user_id": str(who.id), "guild_id": str(event.guild.id)}
    event.guild.world.tell(Event(name, told, event.guild))
