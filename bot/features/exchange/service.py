"""Bringing a file's communities in and writing them out; an import adds and changes, it never takes anybody away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from bot.chat.address import Account
from bot.db.tx import Tx
from bot.features.approvals import service as approvals
from bot.features.archive import service as archive
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Home, Mode, State
from bot.features.events.records import Kept
from bot.features.exchange import belonging
from bot.features.exchange import events as calendars
from bot.features.exchange.model import (
    ActivityEntry,
    CommunityEntry,
    Document,
    MemberEntry,
    PersonEntry,
    PlaceEntry,
    SponsorEntry,
    WorkspaceEntry,
)
from bot.features.exchange.reading import (
    ImportRefused,
    Mistake,
    Read,
    unknown_related,
    unknown_workspaces,
    wrong_parents,
)
from bot.features.membership import exclusion
from bot.features.membership import service as membership
from bot.features.membership.access import outside_parent, standing_of
from bot.features.membership.model import Role
from bot.features.people import service as people
from bot.features.people import workspaces
from bot.features.people.accounts import traceless, unite
from bot.features.places.service import settle_in

_NOT_COLUMNS = {"admins", "banned", "sponsor", "place", "member", "activity", "event"}
_KEPT = ("admin_channel", "role")
"""What a place that is known keeps where the file does not write it."""


@dataclass(slots=True)
class Imported:
    """What an import did: how many of each were created or updated.

    `kept_out` names who is not brought back, `let_in` who is not excluded: what the database knows of somebody holds.
    `otherwise` names events that take place at another time here than the file says: they are moved by people.
    `beyond` are sessions whose time is not planned yet.
    `outside` are those of working groups who do not belong to the community above.
    `unmet` are accounts that nobody met and the file names no person of, each with its line.
    """

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    kept_out: list[str] = field(default_factory=list)
    let_in: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def bring_in(tx: Tx, file: Read) -> Imported:
    """Import a whole file; raises ImportRefused before anything is written when it does not fit the database."""
    document = file.document
    stored = {each.slug: each for each in communities.everything(tx)}
    slugs = {each.id: each.slug for each in stored.values()}
    parents = {each.slug: slugs.get(each.parent, "") for each in stored.values()}
    wrong = [*unknown_related(document, stored), *wrong_parents(document, parents), *_taken(tx, document, stored),
             *_hidden_opened(document, stored), *unknown_workspaces(document, belonging.workspaces(tx))]  # fmt: skip
    if wrong:
        raise ImportRefused(*(file.located(each) for each in wrong))
    done = Imported(unmet=belonging.unmet(tx, file))
    for workspace in document.workspace:
        _workspace(tx, workspace, done)
    for person in document.person:
        _person(tx, person, done)
    for entry in sorted(document.community, key=lambda each: bool(each.parent)):
        _community(tx, entry, stored.get(entry.slug), done)
    return done


def _taken(tx: Tx, document: Document, stored: dict[str, Community]) -> list[Mistake]:
    """Channels of the file where another community of the database lives."""
    found = []
    for number, entry in enumerate(document.community):
        mine = stored.get(entry.slug)
        for position, home in enumerate(entry.place):
            there = communities.at(tx, home.place)
            lives = there and any(each.place == home.place for each in communities.homes(tx, there.id))
            if there and lives and (mine is None or there.id != mine.id):
                path = ("community", number, "place", position, "channel")
                found.append(Mistake(path, f"{there.slug} already lives in {home.place}", "Name another channel."))
    return found


def _hidden_opened(document: Document, stored: dict[str, Community]) -> list[Mistake]:
    """Hidden communities that the file opens without saying that they are hidden no more."""
    return [
        Mistake(
            ("community", number, "mode"), "the community is hidden and cannot be open", "Write hidden = false too."
        )
        for number, entry in enumerate(document.community)
        if entry.mode is Mode.OPEN and "hidden" not in entry.model_fields_set
        if (mine := stored.get(entry.slug)) is not None and mine.hidden
    ]


def _workspace(tx: Tx, entry: WorkspaceEntry, done: Imported) -> None:
    before = workspaces.workspace(tx, entry.platform, entry.id)
    written = entry.model_fields_set - {"platform", "id"}
    values = {key: getattr(entry, key) for key in written}
    if before is not None and all(getattr(before, key) == value for key, value in values.items()):
        done.unchanged["workspace"] += 1
        return
    workspaces.set_workspace(tx, entry.platform, entry.id, **values)
    (done.created if before is None else done.updated)["workspace"] += 1


def _person(tx: Tx, entry: PersonEntry, done: Imported) -> None:
    """What somebody chose themselves stays; the file fills what is empty."""
    held = [each for each in entry.accounts if people.person_of(tx, each)]
    rooted = [each for each in held if not traceless(tx, people.person_of(tx, each))]
    language, timezone = ("", "") if held else (entry.language, entry.timezone)
    # Whoever appears in this same instant is found all the same, with nothing of the file.
    identity = people.register(tx, entry.name, [*rooted, *entry.accounts], language=language, timezone=timezone)
    united = [each for each in entry.accounts if unite(tx, identity, each)]
    done.apart += [str(each) for each in entry.accounts if people.person_of(tx, each) != identity]
    known = people.get(tx, identity)
    assert known is not None  # registered just above
    missing = {key: value for key in ("language", "timezone")
               if (value := getattr(entry, key)) and not getattr(known, key)}  # fmt: skip
    nameless = known.name in {each.id for each in entry.accounts} and known.name != entry.name
    if nameless:
        people.rename(tx, identity, entry.name)
    if missing:
        people.settings(tx, identity, **missing)
    if not held:
        done.created["person"] += 1
        return
    changed = missing or nameless or united or len(held) < len(entry.accounts)
    (done.updated if changed else done.unchanged)["person"] += 1


def _community(tx: Tx, entry: CommunityEntry, before: Community | None, done: Imported) -> None:
    """What the file does not write stays as it is; a new community gets the defaults of the file."""
    written = CommunityEntry.model_fields if before is None else entry.model_fields_set
    values = {key: getattr(entry, key) for key in written if key not in _NOT_COLUMNS}
    base = before or communities.blank(tx, entry.name, entry.mode)
    if "parent" in values:
        values["parent"] = next((each.id for each in communities.everything(tx) if each.slug == entry.parent), "")
    if "state" in values and entry.archived_at is None:
        values["archived_at"] = (base.archived_at or tx.now) if entry.state is State.ARCHIVED else None
    after = replace(base, **values)
    if before is None:
        communities.create(tx, after, by="")
    elif after != before:
        communities.save(tx, after)
        communities.record(tx, after.id, "", "imported")
        if after.mode is not before.mode:
            communities.record(tx, after.id, "", "mode", old=before.mode, new=after.mode)
        if after.archived and not before.archived:
            approvals.close_all(tx, after, "", "")
            membership.close_invitations(tx, after.id)
            archive.call_off_later(tx, [after], by="")
    changed = _lists(tx, entry, after, written) | (after != before)
    changed |= _places(tx, entry, after, before)
    changed |= _members(tx, entry, after, done)
    changed |= _banned(tx, entry, after, done)
    changed |= _events(tx, entry, after, done)
    (done.created if before is None else done.updated if changed else done.unchanged)["community"] += 1


def _openness(community: Community) -> tuple[object, ...]:
    """What decides how open its channels are."""
    return community.mode, community.hidden, community.archived, community.topic or community.name


def _lists(tx: Tx, entry: CommunityEntry, community: Community, written: Collection[str]) -> bool:
    sponsors = [(each.name, each.kind) for each in entry.sponsor]
    calendar = [(each.period, each.activity) for each in entry.activity]
    changed = False
    if "sponsor" in written and sponsors != [
        (each.name, each.kind) for each in communities.sponsors_of(tx, community.id)
    ]:
        communities.set_sponsors(tx, community.id, sponsors)
        changed = True
    if "activity" in written and calendar != [
        (each.period, each.activity) for each in communities.calendar(tx, community.id)
    ]:
        communities.set_calendar(tx, community.id, calendar)
        changed = True
    return changed


def _places(tx: Tx, entry: CommunityEntry, community: Community, before: Community | None) -> bool:
    """Who belonged before gets into a new place as well; who is new gets in by being admitted."""
    known = {each.place: each for each in communities.homes(tx, community.id)}
    fresh = [each for each in entry.place if (home := known.get(each.place)) is None or _otherwise(each, home)]
    for each in fresh:
        if before is None:
            communities.add_place(tx, community, each.place, admin_channel=each.admin_channel, role=each.role)
        else:
            home = known.get(each.place)
            given = {key: getattr(each if home is None or key in each.model_fields_set else home, key) for key in _KEPT}
            settle_in(tx, community, each.place, **given, by="")
    if before is None:
        communities.admin_homes_arranged(tx, community)
    elif _openness(before) != _openness(community):
        communities.arrange(tx, community)
    return bool(fresh)


def _otherwise(entry: PlaceEntry, home: Home) -> bool:
    """Whether the file writes of a place something else than what holds there."""
    return any(getattr(entry, key) != getattr(home, key) for key in _KEPT if key in entry.model_fields_set)


def _members(tx: Tx, entry: CommunityEntry, community: Community, done: Imported) -> bool:
    """Everybody in the file belongs, except who left or was removed since.

    A role that is not written stays what it is, and no administrator loses theirs.
    """
    wanted = [*((account, Role.ADMINISTRATOR) for account in entry.admins),
              *((each.account, each.role if "role" in each.model_fields_set else None) for each in entry.member)
             ]  # fmt: skip
    changed = False
    for account, role in wanted:
        person = people.person_of(tx, account) or people.register(tx, account.id, [account])
        stands = standing_of(tx, community.id, person)
        if stands.membership is not None and stands.role is None:
            done.kept_out.append(f"{account} ({community.slug})")
        elif stands.role is None and outside_parent(tx, community, person):
            done.outside.append(f"{account} ({community.slug})")
        elif stands.role is None:
            membership.admit(tx, community, person, by="", role=role or Role.MEMBER)
            done.created["membership"] += 1
            changed = True
        elif role is not None and stands.role not in (role, Role.ADMINISTRATOR):
            membership.set_role(tx, community, person, role, by="")
            done.updated["membership"] += 1
            changed = True
        else:
            done.unchanged["membership"] += 1
    return changed


def _banned(tx: Tx, entry: CommunityEntry, community: Community, done: Imported) -> bool:
    """Whoever the file excludes stays out, except whom this database knows there as something else by now."""
    excluded: set[str] = set()
    for account in entry.banned:
        person = people.person_of(tx, account) or people.register(tx, account.id, [account])
        if person in excluded:
            continue
        if exclusion.exclude(tx, community, person, by=""):
            done.created["exclusion"] += 1
            excluded.add(person)
        elif standing_of(tx, community.id, person).banned:
            done.unchanged["exclusion"] += 1
        else:
            done.let_in.append(f"{account} ({community.slug})")
    return bool(excluded)


def _events(tx: Tx, entry: CommunityEntry, community: Community, done: Imported) -> bool:
    """What the file plans, planned by its first administrator."""
    changed = False
    for each in entry.event:
        account = entry.admins[0]
        now = calendars.bring_in(tx, each, community, account=account, by=people.person_of(tx, account))
        counted = {Kept.CREATED: done.created, Kept.UPDATED: done.updated, Kept.UNCHANGED: done.unchanged}
        counted[now.kept]["event"] += 1
        if now.otherwise:
            done.otherwise.append(f"{each.title} ({community.slug})")
        done.beyond += [f"number {number} of {each.title} ({community.slug})" for number in now.beyond]
        changed |= now.kept is not Kept.UNCHANGED
    return changed


def take_out(tx: Tx) -> Document:
    """Everything an import file can hold, in a stable order: communities by slug, people by name."""
    everywhere = communities.everything(tx)
    excluded = {person for each in everywhere for person in exclusion.banned(tx, each.id)}
    persons = [_person_entry(tx, each.id, excluded=each.id in excluded) for each in people.everybody(tx)]
    return Document.model_construct(
        workspace=tuple(
            WorkspaceEntry.model_construct(
                platform=each.platform, id=each.id, name=each.name, language=each.language,
                fallback_channel=each.fallback_channel,
            )
            for each in sorted(workspaces.workspaces_known(tx), key=lambda each: (each.platform, each.id))
        ),
        person=tuple(sorted(
            (each for each in persons if each.accounts), key=lambda each: (each.name, *map(str, each.accounts))
        )),
        community=tuple(
            _community_entry(tx, each) for each in sorted(everywhere, key=lambda each: each.slug)
        ),
    )  # fmt: skip


def _accounts(tx: Tx, person: str, *, excluded: bool = False) -> list[Account]:
    """Those that exist; of whoever is excluded also those that left, since they may come back."""
    return sorted((each.address for each in people.accounts_of(tx, person, gone=excluded)), key=str)


def _person_entry(tx: Tx, identity: str, *, excluded: bool) -> PersonEntry:
    known = people.get(tx, identity)
    assert known is not None  # just listed, in the same transaction
    accounts = tuple(_accounts(tx, identity, excluded=excluded))
    return PersonEntry.model_construct(
        name=known.name, accounts=accounts, language=known.language, timezone=known.timezone
    )


def _community_entry(tx: Tx, community: Community) -> CommunityEntry:
    homes = communities.homes(tx, community.id)
    spoken_at = {(home.platform, home.workspace) for home in homes}
    belonging = [
        (account, each.role)
        for each in membership.members(tx, community.id)
        if (account := _speaking(_accounts(tx, each.person), spoken_at))
    ]
    belonging.sort(key=lambda each: str(each[0]))
    columns = {key: getattr(community, key) for key in CommunityEntry.model_fields if key not in _NOT_COLUMNS}
    columns["parent"] = parent.slug if (parent := communities.get(tx, community.parent)) else ""
    return CommunityEntry.model_construct(
        **columns,
        admins=tuple(account for account, role in belonging if role is Role.ADMINISTRATOR),
        banned=tuple(sorted(
            (account for person in exclusion.banned(tx, community.id)
             for account in _accounts(tx, person, excluded=True)), key=str
        )),
        member=tuple(
            MemberEntry.model_construct(account=account, role=role)
            for account, role in belonging
            if role is not Role.ADMINISTRATOR
        ),
        sponsor=tuple(
            SponsorEntry.model_construct(name=each.name, kind=each.kind)
            for each in communities.sponsors_of(tx, community.id)
        ),
        place=tuple(
            PlaceEntry.model_construct(
                platform=each.platform, workspace=each.workspace, channel=each.channel,
                admin_channel=each.admin_channel, role=each.role,
            )
            for each in homes
        ),
        activity=tuple(
            ActivityEntry.model_construct(period=each.period, activity=each.activity)
            for each in communities.calendar(tx, community.id)
        ),
        event=calendars.take_out(tx, community, lambda person: _speaking(_accounts(tx, person), spoken_at)),
    )  # fmt: skip


def _speaking(accounts: list[Account], workspaces: set[tuple[str, str]]) -> Account | None:
    """The account a person is named by in a community: one from where it lives, if there is one."""
    near = [each for each in accounts if (each.platform, each.workspace) in workspaces]
    return next(iter(near or accounts), None)
