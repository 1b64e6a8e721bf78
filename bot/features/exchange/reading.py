"""Reading an import file: all that is wrong with it is said at once, by line, before anything is touched."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.chat.address import Account
from bot.errors import OperatorError, Remedy
from bot.features.communities.model import Mode, State
from bot.features.events.model import Contact, Level, Type
from bot.features.events.records import Repeats
from bot.features.exchange.events import planned_wrongly
from bot.features.exchange.lines import Path, line_of, positions
from bot.features.exchange.model import (
    ActivityEntry,
    ChangeEntry,
    CommunityEntry,
    CoverEntry,
    Document,
    DutyEntry,
    EventEntry,
    MemberEntry,
    PersonEntry,
    PlaceEntry,
    SessionEntry,
    SpeakerEntry,
    SponsorEntry,
    WorkspaceEntry,
)
from bot.features.membership.model import Role

_TABLES: dict[str, type[BaseModel]] = {
    "": Document,
    "workspace": WorkspaceEntry,
    "person": PersonEntry,
    "community": CommunityEntry,
    "community.sponsor": SponsorEntry,
    "community.place": PlaceEntry,
    "community.member": MemberEntry,
    "community.activity": ActivityEntry,
    "community.event": EventEntry,
    "community.event.speaker": SpeakerEntry,
    "community.event.role": DutyEntry,
    "community.event.change": ChangeEntry,
    "community.event.cover": CoverEntry,
    "community.event.session": SessionEntry,
}
_CHOICES: dict[str, type[StrEnum]] = {
    "community.mode": Mode,
    "community.state": State,
    "community.member.role": Role,
    "community.event.type": Type,
    "community.event.repeats": Repeats,
    "community.event.speaker.state": Contact,
    "community.event.session.level": Level,
}


class ImportRefused(OperatorError):
    """Nothing was imported; `all` names every mistake with its line and what to write instead."""

    def __init__(self, *found: Remedy) -> None:
        super().__init__(found[0].problem, found[0].remedy)
        self.all = found


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a path of the document, and what to write."""

    path: Path
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Read:
    """A file that holds together; `located` says where something stands in it."""

    document: Document
    name: str
    lines: dict[Path, int]

    def located(self, mistake: Mistake) -> Remedy:
        return _located(self.name, self.lines, mistake)


def read(text: str, *, name: str = "the file") -> Read:
    """Raises ImportRefused with everything that is wrong in the file itself."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ImportRefused(_syntax(name, text, str(error))) from error
    lines = positions(text.replace("\r\n", "\n"))
    try:
        document = Document.model_validate(written)
    except ValidationError as error:
        found = [_explained(each) for each in _told(error.errors())]
        raise ImportRefused(*_in_order(name, lines, found)) from error
    found = list(loose_ends(document))
    if found:
        raise ImportRefused(*_in_order(name, lines, found))
    return Read(document, name, lines)


def _syntax(name: str, text: str, said: str) -> Remedy:
    at = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", said)
    line, column = (at[1] or text.count("\n") + 1, at[2] or "1") if at else ("1", "1")
    what = said[: at.start()] if at else said
    return Remedy(f"{name}, line {line}, column {column}: this is not TOML ({what}).", "Correct that line.")


def _in_order(name: str, lines: dict[Path, int], found: list[Mistake]) -> list[Remedy]:
    return [_located(name, lines, each) for each in sorted(found, key=lambda each: line_of(lines, each.path))]


def _located(name: str, lines: dict[Path, int], mistake: Mistake) -> Remedy:
    key = _key(mistake.path)
    return Remedy(f"{name}, line {line_of(lines, mistake.path)}, {key}: {mistake.problem}.", mistake.remedy)


def _key(path: Path) -> str:
    return ".".join(str(each) for each in path if not isinstance(each, int))


def _told(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Without those that only follow from others: a list whose one entry is wrong is not also too short."""
    deep = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    yield from (error for error in errors if error["type"] != "too_short" or error["loc"] not in deep)


def _explained(error: ErrorDetails) -> Mistake:
    """A mistake of one value, in our words."""
    path: Path = error["loc"]
    key = _key(path)
    table, _, field = key.rpartition(".")
    if error["type"] == "extra_forbidden":
        near = get_close_matches(field, _TABLES.get(table, Document).model_fields, 1, 0.6)
        known = ", ".join(_TABLES.get(table, Document).model_fields)
        return Mistake(path, "there is no such key", f"Did you mean {near[0]}?" if near else f"Known are {known}.")
    if error["type"] == "missing":
        return Mistake(path, "is missing", f"Write {field} = … there.")
    if key in _CHOICES:
        values = ", ".join(_CHOICES[key])
        return Mistake(path, f"is {error['input']!r}", f"Write one of {values}.")
    if error["type"] == "string_pattern_mismatch":
        return Mistake(path, f"is {error['input']!r}", _PATTERNS.get(field, "Write at least one visible sign."))
    if error["type"] in _LIMITS:
        problem, remedy = _LIMITS[error["type"]]
        given = {"field": field, **error.get("ctx", {})}
        return Mistake(path, problem.format(_written(error["input"])), remedy.format(**given))
    said = error["msg"].removeprefix("Value error, ").rstrip(".")
    problem, _, remedy = (said[:1].lower() + said[1:]).partition("; ")
    return Mistake(path, problem, f"{remedy[:1].upper()}{remedy[1:]}." if remedy else "Correct it.")


def _written(value: object) -> str:
    """A value as the file writes it; only what a person can take in at a glance."""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, str | int | float) and len(str(value)) <= 60 else "something else"


_LIMITS = {
    "greater_than_equal": ("is {0}", "Write {ge} or more."),
    "less_than_equal": ("is {0}", "Write {le} or less."),
    "too_short": ("is empty", 'Write at least one, as in {field} = ["…"].'),
    "too_long": ("has too many entries", "Keep at most {max_length}."),
    "string_too_short": ("is too short", "Write at least {min_length} sign(s)."),
    "string_too_long": ("is too long", "Write at most {max_length} signs."),
    "bool_type": ("is {0}", "Write true or false, without quotation marks."),
    "int_type": ("is {0}", "Write a whole number, without quotation marks."),
    "string_type": ("is {0}", 'Write it as text, between quotation marks: {field} = "…".'),
    "tuple_type": ("is {0}", 'Write a list, as in {field} = ["…"].'),
    "model_type": ("is {0}", "Write a table of keys and values, as examples/communities.toml shows."),
    "dataclass_type": ("is {0}", 'Write an account, as in "platform:workspace/id".'),
    "dataclass_exact_type": ("is {0}", 'Write an account, as in "platform:workspace/id".'),
    "timezone_aware": ("says no time zone", "Write it with one, as in 2025-01-31T12:00:00Z."),
    "datetime_type": ("is {0}", "Write a moment, as in 2025-01-31T12:00:00Z."),
    "datetime_parsing": ("is {0}", "Write a moment, as in 2025-01-31T12:00:00Z."),
    "date_type": ("is {0}", "Write a day, as in 2027-05-31."),
    "date_parsing": ("is {0}", "Write a day, as in 2027-05-31."),
    "date_from_datetime_parsing": ("is {0}", "Write a day, as in 2027-05-31."),
    "date_from_datetime_inexact": ("has an hour", "Write a day, as in 2027-05-31."),
    "datetime_from_date_parsing": ("is {0}", "Write a moment, as in 2025-01-31T12:00:00Z."),
}
"""What pydantic finds, and what to write instead; `{0}` is the value."""

_PATTERNS = {
    "slug": "Write small letters a–z, digits and single hyphens, such as gender-group.",
    "related": "Write the slugs of communities, such as gender-group.",
    "parent": "Write the slug of the community whose working group it is, such as gender-group.",
    "platform": "Write the platform's name in small letters.",
    "language": "Write a language code such as en, fr or pt-BR.",
    "name": "Write at least one visible sign.",
    "id": "Write the id as the platform gives it, without blanks.",
    "workspace": "Write the id as the platform gives it, without blanks.",
    "channel": "Write the channel's id as the platform gives it, without blanks.",
    "admin_channel": "Write the channel's id as the platform gives it, without blanks.",
    "role": "Write the role's id as the platform gives it, without blanks.",
    "key": "Write letters, digits, hyphens and underscores only.",
    "fallback_channel": "Write the channel's id as the platform gives it, without blanks.",
}


def loose_ends(document: Document) -> Iterator[Mistake]:
    """What is wrong between the entries of a file, each of which is right by itself."""
    yield from _twice(document)
    owner = {account: number for number, person in enumerate(document.person) for account in person.accounts}
    for number, community in enumerate(document.community):
        at: Path = ("community", number)
        yield from _rules(community, at)
        yield from (Mistake((*at, *path), *said) for path, *said in planned_wrongly(community))
        yield from _belonging(community, at, lambda account: owner.get(account, account))


def unknown_related(document: Document, known: Collection[str]) -> Iterator[Mistake]:
    """Related communities that are neither in the file nor in the database."""
    slugs = {each.slug for each in document.community} | set(known)
    for number, community in enumerate(document.community):
        for position, slug in enumerate(community.related):
            if slug not in slugs:
                near = get_close_matches(slug, sorted(slugs), 1, 0.6)
                remedy = f"Did you mean {near[0]}?" if near else "Remove it, or add that community."
                yield Mistake(("community", number, "related", position), f"no community is called {slug!r}", remedy)


def wrong_parents(document: Document, parents: Mapping[str, str]) -> Iterator[Mistake]:
    """Working groups of what cannot have any; `parents` has the parent's slug, or "", of each that is stored."""
    written = {each.slug: each.parent for each in document.community if "parent" in each.model_fields_set}
    known = {**dict.fromkeys((each.slug for each in document.community), ""), **parents, **written}
    for number, community in enumerate(document.community):
        at: Path = ("community", number, "parent")
        if not (parent := community.parent):
            continue
        if parent not in known or parent == community.slug:
            yield Mistake(at, f"no other community is called {parent!r}", "Remove it, or add that community.")
        elif known[parent] or community.slug in known.values():
            yield Mistake(at, "working groups have no working groups", "Name the community above them, or remove it.")
        elif community.mode is Mode.OPEN:
            yield Mistake(at, "a working group cannot be open", "Choose another mode, or remove it.")
        elif community.slug in parents and parents[community.slug] != parent:
            yield Mistake(at, f"here it is no working group of {parent}", "Remove it, and use /workgroup in chat.")


def belonging_accounts(document: Document) -> Iterator[tuple[Path, Account]]:
    """Everybody whom the file lets into a community, and where it says so."""
    for number, community in enumerate(document.community):
        for position, account in enumerate(community.admins):
            yield ("community", number, "admins", position), account
        for position, member in enumerate(community.member):
            yield ("community", number, "member", position, "account"), member.account


def unknown_workspaces(document: Document, known: Collection[tuple[str, str]]) -> Iterator[Mistake]:
    """Accounts of workspaces that stand nowhere else in the file, nor in the database."""
    named = {(each.platform, each.id) for each in document.workspace}
    lived = {(home.platform, home.workspace) for each in document.community for home in each.place}
    held = {(each.platform, each.workspace) for person in document.person for each in person.accounts}
    there = {f"{platform}:{workspace}" for platform, workspace in named | lived | held | set(known) if workspace}
    for path, account in belonging_accounts(document):
        called = f"{account.platform}:{account.workspace}"
        if account.workspace and called not in there:
            near = get_close_matches(called, sorted(there), 1, 0.6)
            meant = f"Did you mean {near[0]}? " if near else ""
            remedy = f"{meant}A new one needs a [[workspace]] of its own."
            yield Mistake(path, f"nobody knows the workspace {called}", remedy)


def _twice(document: Document) -> Iterator[Mistake]:
    slugs: dict[str, int] = {}
    channels: dict[object, str] = {}
    accounts: dict[Account, str] = {}
    workspaces: set[tuple[str, str]] = set()
    for number, workspace in enumerate(document.workspace):
        key = (workspace.platform, workspace.id)
        if key in workspaces:
            yield Mistake(("workspace", number, "id"), f"{workspace.id!r} stands twice", "Keep one of the two.")
        workspaces.add(key)
    for number, person in enumerate(document.person):
        for position, account in enumerate(person.accounts):
            if account in accounts:
                problem = f"{account} already belongs to {accounts[account]}"
                yield Mistake(("person", number, "accounts", position), problem, "Keep it with one person.")
            accounts.setdefault(account, person.name)
    for number, community in enumerate(document.community):
        if community.slug in slugs:
            problem = f"{community.slug!r} is the slug of another community of this file"
            yield Mistake(("community", number, "slug"), problem, "Give this one a slug of its own.")
        slugs.setdefault(community.slug, number)
        for position, home in enumerate(community.place):
            if home.place in channels:
                problem = f"{channels[home.place]} already lives in {home.place}"
                yield Mistake(("community", number, "place", position, "channel"), problem, "Name another channel.")
            channels.setdefault(home.place, community.slug)
    for number, community in enumerate(document.community):
        for position, home in enumerate(community.place):
            meeting = type(home.place)(home.platform, home.workspace, home.admin_channel)
            if home.admin_channel and meeting in channels:
                problem = f"{home.admin_channel!r} is the channel where {channels[meeting]} lives"
                path: Path = ("community", number, "place", position, "admin_channel")
                yield Mistake(path, problem, "Name a channel that only administrators can read.")


def _rules(community: CommunityEntry, at: Path) -> Iterator[Mistake]:
    if community.mode is Mode.SEMI_PRIVATE and not community.eligibility:
        yield Mistake(
            (*at, "mode"),
            "a semi-private community says who can be a member",
            'Write eligibility = ["…"] or choose another mode.',
        )
    if community.mode is Mode.OPEN and community.hidden:
        yield Mistake((*at, "hidden"), "an open community cannot be hidden", "Write hidden = false or another mode.")
    if not community.admins:
        yield Mistake((*at, "admins"), "nobody administers it", 'Write admins = ["platform:workspace/id"].')
    if community.archived_at is not None and community.state is not State.ARCHIVED:
        yield Mistake((*at, "archived_at"), "the community is not archived", 'Remove it, or write state = "archived".')


def _belonging(community: CommunityEntry, at: Path, who: Callable[[Account], Any]) -> Iterator[Mistake]:
    """Nobody belongs twice; two accounts of one person are one membership."""
    seen: dict[Any, str] = {}
    entries: list[tuple[Path, Account, str]] = [
        *(((*at, "admins", n), account, "admins") for n, account in enumerate(community.admins)),
        *(((*at, "member", n, "account"), each.account, "member") for n, each in enumerate(community.member)),
    ]
    for path, account, what in entries:
        if who(account) in seen:
            problem = f"{account} already stands in {seen[who(account)]}"
            yield Mistake(path, problem, "Keep one; an administrator is a member as well.")
        seen.setdefault(who(account), what)
    for number, account in enumerate(community.banned):
        path = (*at, "banned", number)
        if who(account) in seen:
            problem = f"{account} already stands in {seen[who(account)]}"
            yield Mistake(path, problem, "Keep one; whoever is excluded does not belong.")
        elif account in community.banned[:number]:
            yield Mistake(path, f"{account} stands twice", "Keep one of the two.")
    for number, member in enumerate(community.member):
        if member.role is Role.ADMINISTRATOR:
            path = (*at, "member", number, "role")
            yield Mistake(path, "administrators stand in admins", "Move the account there, or give another role.")
