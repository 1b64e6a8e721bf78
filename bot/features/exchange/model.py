"""The import file: what may stand in it; export writes the same shape, so that a file can go round for ever."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.chat.address import Account, Place, account_of
from bot.chat.zones import zones
from bot.commands.period import LONGEST as PERIOD
from bot.features.communities.model import Mode, State
from bot.features.communities.service import NAME, TEXT, slug_of
from bot.features.events.model import LANGUAGES, PURPOSE, TITLE, WHERE, Contact, Level, Type
from bot.features.events.records import Repeats
from bot.features.events.service import MOST
from bot.features.membership.model import Role
from bot.features.series.model import AUDIENCE, CONVENOR, WHY

LINE, LIST = 2000, 1000
"""What fits into a list that is typed, as one item or as many: what was exported can always be imported."""


def _clean(text: str) -> str:
    """Refuse what no person types: control characters other than the end of a line and a tab."""
    for sign in text:
        if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t":
            raise ValueError(f"has the control character U+{ord(sign):04X} in it; remove it")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("goes over several lines; write it on one")
    return text


def _zone(name: str) -> str:
    if name and name not in zones():
        raise ValueError(f"is {name!r}; write an IANA time zone such as Africa/Lagos")
    return name


def _account(value: object) -> object:
    return account_of(value) if isinstance(value, str) else value


def _unix(value: object) -> object:
    """Files written on Windows end their lines with two signs."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


Clean = Annotated[str, BeforeValidator(_unix), AfterValidator(_clean)]
OneLine = Annotated[Clean, AfterValidator(_one_line)]
Name = Annotated[OneLine, StringConstraints(min_length=1, max_length=NAME, pattern=r"\S")]
Line = Annotated[OneLine, StringConstraints(min_length=1, max_length=LINE, pattern=r"\S")]
Lines = Annotated[tuple[Line, ...], Field(max_length=LIST)]
Text = Annotated[Clean, StringConstraints(max_length=TEXT)]
Short = Annotated[OneLine, StringConstraints(max_length=200)]
Id = Annotated[OneLine, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\s/]+$")]
OptionalId = Annotated[OneLine, StringConstraints(max_length=80, pattern=r"^[^\s/]*$")]
PlatformName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Slug = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Tongue = Annotated[str, StringConstraints(max_length=20, pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$")]
Zone = Annotated[str, AfterValidator(_zone)]
Address = Annotated[Account, BeforeValidator(_account)]
YesNo = Annotated[bool, Field(strict=True)]
Number = Annotated[int, Field(strict=True)]


class Entry(BaseModel):
    """A table of the file; its fields are the keys, in the order in which export writes them."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class WorkspaceEntry(Entry):
    """A server or team, and what holds in it."""

    platform: PlatformName
    id: Id
    name: Annotated[OneLine, StringConstraints(max_length=NAME)] = ""
    language: Tongue = ""
    fallback_channel: OptionalId = ""


class PersonEntry(Entry):
    """Somebody known by one or several accounts."""

    name: Name
    accounts: Annotated[tuple[Address, ...], Field(min_length=1)]
    language: Tongue = ""
    timezone: Zone = ""


class SponsorEntry(Entry):
    name: Annotated[Short, StringConstraints(min_length=1)]
    kind: Annotated[OneLine, StringConstraints(min_length=1, max_length=40)] = "sponsor"


class PlaceEntry(Entry):
    """One place where a community lives."""

    platform: PlatformName
    workspace: Id
    channel: Id
    admin_channel: OptionalId = ""
    role: OptionalId = ""

    @property
    def place(self) -> Place:
        return Place(self.platform, self.workspace, self.channel)


class MemberEntry(Entry):
    """Somebody who belongs; administrators stand in `admins` instead."""

    account: Address
    role: Role = Role.MEMBER


class ActivityEntry(Entry):
    """A row of the calendar of activities, as its authors type it."""

    period: Annotated[OneLine, StringConstraints(min_length=1, max_length=120)]
    activity: Annotated[Clean, StringConstraints(min_length=1, max_length=TEXT)]


class SpeakerEntry(Entry):
    """Somebody who was asked to speak, and what they said."""

    name: Annotated[OneLine, StringConstraints(min_length=1, max_length=120, pattern=r"\S")]
    institution: Short = ""
    state: Contact = Contact.CONTACTED


class DutyEntry(Entry):
    """Who does what at an event; nobody yet without `account`."""

    role: Annotated[OneLine, StringConstraints(min_length=1, max_length=80, pattern=r"\S")]
    account: Address | None = None


class ChangeEntry(Entry):
    """One time of a series that is otherwise: at another moment, or cancelled."""

    number: Annotated[Number, Field(ge=1)]
    start: datetime | None = None
    cancelled: YesNo = False


class SessionEntry(Entry):
    """What one time of a series of webinars or workshops is called, and how hard it is."""

    number: Annotated[Number, Field(ge=1)]
    title: Annotated[OneLine, StringConstraints(max_length=TITLE)] = ""
    level: Level | None = None


class CoverEntry(Entry):
    """What such a series is for; it may be empty, and shows all sessions nevertheless."""

    why: Annotated[Clean, StringConstraints(max_length=WHY)] = ""
    objectives: Lines = ()
    audience: Annotated[OneLine, StringConstraints(max_length=AUDIENCE)] = ""
    convenor: Annotated[OneLine, StringConstraints(max_length=CONVENOR)] = ""


class EventEntry(Entry):
    """Something planned: `start` on the clocks of `timezone` (else the community's), or a `period` in words.

    `earliest` and `latest` are the days of a period whose words do not say them all, such as one without a year.

    `key` is what it is known by when the file is imported again; without one it is made of the title and the time.
    """

    title: Annotated[OneLine, StringConstraints(min_length=1, max_length=TITLE, pattern=r"\S")]
    type: Type = Type.MEETING
    key: Annotated[OneLine, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9_-]*$")] = ""
    start: datetime | None = None
    period: Annotated[OneLine, StringConstraints(max_length=PERIOD)] = ""
    earliest: date | None = None
    latest: date | None = None
    timezone: Zone = ""
    purpose: Annotated[Clean, StringConstraints(max_length=PURPOSE)] = ""
    where: Annotated[OneLine, StringConstraints(max_length=WHERE)] = ""
    languages: Annotated[OneLine, StringConstraints(max_length=LANGUAGES)] = ""
    external: YesNo = False
    minutes: Annotated[Number, Field(ge=1, le=14 * 24 * 60)] | None = None
    capacity: Annotated[Number, Field(ge=1, le=100_000)] | None = None
    repeats: Repeats = Repeats.ONCE
    first: Annotated[Number, Field(ge=1)] = 1
    last: Annotated[Number, Field(ge=0)] | None = None
    speaker: Annotated[tuple[SpeakerEntry, ...], Field(max_length=MOST)] = ()
    role: Annotated[tuple[DutyEntry, ...], Field(max_length=MOST)] = ()
    change: tuple[ChangeEntry, ...] = ()
    cover: CoverEntry | None = None
    session: tuple[SessionEntry, ...] = ()

    @property
    def called(self) -> str:
        """Its key."""
        when = self.start.strftime("%Y%m%d-%H%M") if self.start else slug_of(self.period)
        return self.key or f"{slug_of(self.title)[:40]}-{when}"[:60].strip("-")


class CommunityEntry(Entry):
    """A community with whom and where it is; the limits are never narrower than those of the forms.

    `parent` is the slug of the community whose working group it is.
    `banned` names every account of those who are excluded, also where they have left the workspace since.
    """

    slug: Slug
    name: Name
    mode: Mode
    hidden: YesNo = False
    language: Annotated[Tongue, StringConstraints(min_length=2)] = "en"
    timezone: Annotated[Zone, StringConstraints(min_length=1)] = "UTC"
    description: Text = ""
    purpose: Text = ""
    topic: Text = ""
    institution: Text = ""
    keywords: Lines = ()
    history: Text = ""
    eligibility: Lines = ()
    questions: Annotated[Lines, Field(max_length=5)] = ()
    principles: Lines = ()
    contributions: Lines = ()
    roles_of_members: Text = ""
    roles_of_administrators: Text = ""
    contact: Short = ""
    related: tuple[Slug, ...] = ()
    parent: Annotated[str, StringConstraints(max_length=60, pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$")] = ""
    open_needs_approval: YesNo = False
    capacity: Annotated[Number, Field(ge=1)] | None = None
    request_days: Annotated[Number, Field(ge=3, le=90)] = 14
    cooldown_days: Annotated[Number, Field(ge=0, le=365)] = 30
    welcomes: YesNo = False
    state: State = State.ACTIVE
    archived_at: AwareDatetime | None = None
    admins: tuple[Address, ...] = ()
    banned: tuple[Address, ...] = ()
    sponsor: tuple[SponsorEntry, ...] = ()
    place: tuple[PlaceEntry, ...] = ()
    member: tuple[MemberEntry, ...] = ()
    activity: tuple[ActivityEntry, ...] = ()
    event: tuple[EventEntry, ...] = ()


class Document(Entry):
    """The whole file."""

    workspace: tuple[WorkspaceEntry, ...] = ()
    person: tuple[PersonEntry, ...] = ()
    community: tuple[CommunityEntry, ...] = ()
