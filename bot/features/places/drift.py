"""Who is inside against who belongs: members who are missing are let in again, strangers inside are told of once.

State decides, not time: whatever was found is written down, and only what is not written down yet leads to anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat.address import Account
from bot.chat.inbound import Actor
from bot.chat.text import Who
from bot.db.tx import Tx, new_id
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Home, Mode
from bot.features.membership import exclusion
from bot.features.membership.access import DECIDERS
from bot.features.membership.doors import belonging, insiders, open_door
from bot.features.membership.model import Membership, Status
from bot.features.people import accounts, naming
from bot.features.people import service as people
from bot.features.people.accounts import Behind
from bot.features.places import strays
from bot.features.places.model import SETTLING, Look, Looked, Outed, State, Stray
from bot.jobs.outbox import changing, redraw, revoke
from bot.jobs.rooms import look_at_places

NAMED = 5
"""So many people a line of the log names; of more it gives the number."""


def looks(tx: Tx, platform: str) -> list[tuple[Home, list[Look]]]:
    """Every place on a platform with the ways in that are to be looked at, that of its members first."""
    return [(home, ways_in(tx, home)) for home in homes.on_platform(tx, platform)]


def ways_in(tx: Tx, home: Home) -> list[Look]:
    """That of its members first, then that of the administrators, then those by roles that opened it before."""
    community = communities.get(tx, home.community)
    everyone = community is not None and communities.everyone_reads(community)
    archived = community is not None and community.archived
    ways = [Look(home.id, home.place, home.role, admin=False, everyone_reads=everyone, archived=archived)]
    if home.admin_place:
        ways.append(Look(home.id, home.admin_place, "", admin=True))
    return ways + [Look(home.id, home.place, role, admin=False, former=True) for role in home.former_roles]


def look(tx: Tx, home: Home, *, by: str = "", at: datetime | None = None) -> None:
    """Ask for what the hourly look would find, now or `at`; `by` hears of it as well, wherever administrators meet."""
    ways = [each for each in ways_in(tx, home) if each.role or not each.former]
    look_at_places(tx, [each.room for each in ways], about=home.id, then=Looked(tuple(ways), by), at=at)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a platform showed at one look: who is let in, and the moment just before it was asked.

    `shut`: something is wrong with which nobody could be let in. `names` as in `Inspected`.
    """

    holders: frozenset[Account]
    at: datetime
    shut: bool = False
    names: Mapping[Account, str] = field(default_factory=dict)


def concerned(tx: Tx, look: Look, seen: Seen) -> list[Account]:
    """Whoever is on one side only, or was; everybody else is where they belong.

    Whoever was told of, or let in again in vain, and is still on the same side, needs no second look. Where everybody
    reads, only the banned are strangers.
    """
    home = communities.home(tx, look.home)
    community = communities.get(tx, home.community) if home else None
    if home is None or community is None:
        return []
    belong: set[Account] = set()
    if not look.former:
        persons = {person for each in _meeting(tx, home, look) for person in insiders(tx, each, deciding=look.admin)}
        belong = set(accounts.entering(tx, persons, home.platform, home.workspace))
    strangers, missing = seen.holders - belong, belong - seen.holders
    if _everybody_reads(community, look):
        strangers &= accounts.entering(tx, exclusion.banned(tx, community.id), home.platform, home.workspace).keys()
    known = strays.unsettled(tx, look)
    same = {State.OPEN: strangers, State.MISSING: set() if seen.shut else missing}
    settled = {each for each, state in known.items() if each in same.get(state, set())}
    return sorted((strangers | missing | known.keys()) - (settled - _unnamed(tx, settled & seen.names.keys())), key=str)


def _unnamed(tx: Tx, some: Collection[Account]) -> set[Account]:
    """Those whom we know by nothing but the number of their account."""
    behind = accounts.behind(tx, some)
    return {each for each in some if each not in behind or behind[each].name in ("", each.id)}


def _everybody_reads(community: Community, look: Look) -> bool:
    return community.mode is Mode.OPEN and not (community.hidden or look.admin or look.former)


def _meeting(tx: Tx, home: Home, look: Look) -> list[str]:
    """The communities whose members, or whose administrators, are to be inside."""
    return communities.meeting_in(tx, look.place) if look.admin else [home.community]


@dataclass(frozen=True, slots=True)
class _Case:
    """One account by now: who is behind it, what they are to the communities of the place, what was written down.

    `by_another`: another community gives its members the same role, and they are one of them. `shown_as` is what the
    platform calls them, "" where it did not tell.
    """

    account: Account
    behind: Behind | None
    standings: tuple[Membership, ...]
    by_another: bool
    row: Stray | None
    inside: bool
    shown_as: str = ""

    @property
    def unnamed(self) -> bool:
        """Whether nobody has told us a name but the platform at this look."""
        return bool(self.shown_as) and (self.behind is None or self.behind.name in ("", self.account.id))

    @property
    def name(self) -> str:
        """As the log keeps it."""
        known = self.shown_as if self.unnamed else self.behind.name if self.behind else self.account.id
        return naming.kept(Who(known, self.account.platform, self.account.workspace, self.account.id))

    @property
    def member(self) -> bool:
        return any(each.status is Status.ACTIVE for each in self.standings)

    @property
    def decides(self) -> bool:
        return any(each.status is Status.ACTIVE and each.role in DECIDERS for each in self.standings)

    @property
    def ended(self) -> str:
        """How the membership ended; "" for a member, and for somebody who never was one."""
        return "" if self.member else next((str(each.status) for each in self.standings), "")

    @property
    def state(self) -> State:
        return self.row.state if self.row else State.SETTLED


@dataclass(slots=True)
class _Done:
    """What one batch came to, for the log and the cards."""

    let_in: list[str] = field(default_factory=list)
    taken_out: list[str] = field(default_factory=list)
    fresh: list[Stray] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)


def judge(tx: Tx, look: Look, seen: Seen, some: Collection[Account]) -> None:
    """Do what follows for a batch of accounts, after another look at what is true by now."""
    home = homes.looked_at(tx, look.home)
    community = communities.get(tx, home.community) if home else None
    if home is None or community is None or not still(home, look):
        return
    done = _Done()
    for case in _cases(tx, home, look, seen, some):
        if not case.inside:
            _outside(tx, community, home, look, case, done, shut=seen.shut)
        elif _welcome(community, look, case):
            _settle(tx, case, done)
        elif case.ended or (look.former and case.member):
            _take_out(tx, look, case, done)
        else:
            _tell_of(tx, look, case, done)
    _write_down(tx, community, look, done)


def still(home: Home, look: Look) -> bool:
    """Whether the place is still arranged as it was when it was looked at."""
    if look.admin:
        return home.admin_place == look.place
    return look.role in home.former_roles if look.former else look.role == home.role


def _cases(tx: Tx, home: Home, look: Look, seen: Seen, some: Collection[Account]) -> Iterable[_Case]:
    """All but those whose doors are just being opened or closed: they are judged at the next look."""
    behind = accounts.behind(tx, some)
    persons = {each.person for each in behind.values()}
    standings = [belonging(tx, each, persons) for each in _meeting(tx, home, look)]
    shared = [] if look.admin or look.former else homes.sharing_role(tx, home)
    elsewhere = {
        person for each in shared for person, found in belonging(tx, each, persons).items()
        if found.status is Status.ACTIVE
    }  # fmt: skip
    busy, rows = changing(tx, some, since=seen.at - SETTLING), strays.found(tx, look, some)
    for account in some:
        if account not in busy:
            known = behind.get(account)
            person = known.person if known else ""
            theirs = tuple(each[person] for each in standings if person in each)
            yield _Case(
                account, known, theirs, person in elsewhere, rows.get(account), account in seen.holders,
                seen.names.get(account, ""),
            )  # fmt: skip


def _welcome(community: Community, look: Look, case: _Case) -> bool:
    """Members are, and the platform team; where everybody reads, everybody but whoever is banned."""
    if case.behind is not None and case.behind.owner:
        return True
    if look.admin:
        return case.decides
    if look.former:
        return False
    reads = _everybody_reads(community, look) and case.ended != Status.BANNED
    return case.member or case.by_another or reads


def _outside(tx: Tx, community: Community, home: Home, look: Look, case: _Case, done: _Done, *, shut: bool) -> None:
    """A member is let in again, once; where nobody can be let in, when that is mended."""
    known, pending = case.behind, any(each.access == "pending" for each in case.standings)
    ought = case.decides if look.admin else case.member and not look.former
    if known is None or known.gone or not ought:
        _settle(tx, case, done)
    elif not (pending or shut or case.state is State.MISSING):
        _begin(tx, look, case, State.MISSING, done)
        open_door(tx, community, home, case.account, known.person, admin=look.admin)
        done.let_in.append(case.name)


def _take_out(tx: Tx, look: Look, case: _Case, done: _Done) -> None:
    """Whoever left, was removed or banned, once; somebody who is inside again all the same is told of instead."""
    if case.state is State.OUT:
        _tell_of(tx, look, case, done)
    elif case.state not in (State.OPEN, State.LEAVING):
        stray = _begin(tx, look, case, State.LEAVING, done)
        revoke(tx, case.account, look.place, role=look.role, key=new_id(f"{stray}/out"), then=Outed(stray))
        if case.ended:
            done.taken_out.append(case.name)


def _tell_of(tx: Tx, look: Look, case: _Case, done: _Done) -> None:
    """Once: whoever is told of already, or is being taken out, is left to that."""
    if case.state not in (State.OPEN, State.LEAVING):
        _begin(tx, look, case, State.OPEN, done)
    elif case.unnamed and case.row is not None and case.row.report:
        done.reports.add(case.row.report)
    if case.unnamed:
        _name(tx, look, case)


def _name(tx: Tx, look: Look, case: _Case) -> None:
    """Whoever is told of is called as their platform calls them, also who never wrote a word."""
    if case.behind is not None:
        accounts.call(tx, case.account, case.shown_as)
    else:
        here = "" if case.account.workspace else look.place.workspace
        people.meet(tx, Actor(case.account, case.shown_as, workspace=here))


def _begin(tx: Tx, look: Look, case: _Case, state: State, done: _Done) -> str:
    """Write somebody down in that state; the id of the row."""
    if case.row is None:
        done.fresh.append(strays.new(tx, look, case.account, state=state, status=case.ended))
        return done.fresh[-1].id
    if case.row.report:
        done.reports.add(case.row.report)
    strays.again(tx, case.row, state=state, status=case.ended)
    return case.row.id


def _settle(tx: Tx, case: _Case, done: _Done) -> None:
    """Somebody is where they belong again, by whatever way."""
    if case.row is None or case.row.state is State.SETTLED:
        return
    if case.row.state is State.MISSING:
        strays.forget(tx, case.row)
        return
    strays.move(tx, case.row, State.SETTLED)
    if case.row.report:
        done.reports.add(case.row.report)


def _write_down(tx: Tx, community: Community, look: Look, done: _Done) -> None:
    strays.add(tx, done.fresh)
    for what, names in (("let-in-again", done.let_in), ("stray-out", done.taken_out)):
        if len(names) > NAMED:
            communities.record(tx, community.id, "", f"{what}-many", count=len(names), place=str(look.place))
        elif names:
            communities.record(tx, community.id, "", what, people=", ".join(names), place=str(look.place))
    for report in done.reports:
        redraw(tx, f"strays:{report}")
        people.redraw_letters(tx, f"strays:{report}")


def nobody_has(tx: Tx, look: Look) -> None:
    """A former role of a place that nobody has any more is no longer looked for."""
    home = homes.looked_at(tx, look.home)
    if look.former and home is not None:
        homes.role_left(tx, home, look.role)
        strays.settle_all(tx, look)
