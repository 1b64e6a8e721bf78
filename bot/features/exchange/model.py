"""The import file: what may stand in it; export writes the same shape, so that a file can go round for ever."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.chat.address import Account, Place, account_of
from bot.chat.zones import zones
from bot.features.communities.model import Mode, State
from bot.features.communities.service import NAME, TEXT
from bot.features.membership.model import Role

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


class CommunityEntry(Entry):
    """A community with whom and where it is; the limits are never narrower than those of the forms.

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
    open_needs_approval: YesNo = False
    capacity: Annotated[Number, Field(ge=1)] | None = None
    request_days: Annotated[Number, Field(ge=3, le=90)] = 14
    cooldown_days: Annotated[Number, Field(ge=0, le=365)] = 30
    state: State = State.ACTIVE
    archived_at: AwareDatetime | None = None
    admins: tuple[Address, ...] = ()
    banned: tuple[Address, ...] = ()
    sponsor: tuple[SponsorEntry, ...] = ()
    place: tuple[PlaceEntry, ...] = ()
    member: tuple[MemberEntry, ...] = ()
    activity: tuple[ActivityEntry, ...] = ()


class Document(Entry):
    """The whole file."""

    workspace: tuple[WorkspaceEntry, ...] = ()
    person: tuple[PersonEntry, ...] = ()
    community: tuple[CommunityEntry, ...] = ()
