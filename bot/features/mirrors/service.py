"""Keeping the lists of workspaces in step with what is planned; what everybody on a server reads, a stranger may read.

Whoever is in a workspace reads its list. So it shows only what a stranger may read: what an open community plans that
is not hidden (guide 56, 60, 74), and nothing of any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, select, update

from bot.chat.address import Place
from bot.chat.message import Message
from bot.chat.port import OVER, TAKEN_OFF, Listed
from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Rearranged
from bot.features.events import seats
from bot.features.events import service as events
from bot.features.events.model import Changed
from bot.features.events.model import State as Planned
from bot.features.events.times import Time, time_of
from bot.features.membership.access import Standing, access
from bot.features.mirrors import messages
from bot.features.mirrors.model import Asked, Mirror, Seen, State, mirrors
from bot.features.people import accounts
from bot.features.people.workspaces import called
from bot.features.places import telling
from bot.jobs.listing import HoldEvent, LookAtEvent, hold_event, look_at_event
from bot.jobs.outbox import cards
from bot.jobs.queue import shape

WHILE = 10
"""Seconds in which people who press at the same time are looked at together."""

Where = tuple[str, str]
"""A platform, and a workspace of it."""


@dataclass(frozen=True, slots=True)
class Thing(Time):
    """One time of what may stand on a list."""

    @property
    def public(self) -> bool:
        """Whether a stranger may read of it, and it takes place at a time that is certain."""
        return self.alive and not self.row.period and self.row.type.attended and reads(self.community)

    @property
    def called_off(self) -> bool:
        """Whether it does not take place, and a stranger may know that; an archived community calls off everything."""
        return reads(self.community) and (self.community.archived or self.made.state is Planned.CANCELLED)


def reads(community: Community) -> bool:
    """Whether a stranger does."""
    return access(community, Standing()).read


def get(tx: Tx, mirror: str) -> Mirror | None:
    return tx.one(select(mirrors).where(mirrors.c.id == mirror), Mirror)


def standing_at(tx: Tx, where: Where, entry: str) -> Mirror | None:
    """What an entry of a list shows, unless it is ours no more."""
    here = mirrors.c.platform == where[0], mirrors.c.workspace == where[1], mirrors.c.entry == entry
    return tx.one(select(mirrors).where(*here, mirrors.c.state == State.SHOWN), Mirror)


# Ours is otherwise than before.


def changed(tx: Tx, job: Changed) -> None:
    """Bring every list on which an occurrence stands, or shall stand, in step with it."""
    tx.hold(f"mirrors {job.occurrence}")
    it = time_of(tx, job.occurrence, Thing)
    if it is None:
        return
    rows = tx.all(select(mirrors).where(mirrors.c.occurrence == it.made.id), Mirror)
    known = {(each.platform, each.workspace): each for each in rows}
    homes = _homes(tx, it, known)
    for where in known | homes:
        _bring_in_step(tx, it, known.get(where), homes.get(where))


def _homes(tx: Tx, it: Thing, known: Mapping[Where, Mirror]) -> dict[Where, Place]:
    """Where the community lives, once for each workspace in which the card was posted."""
    posted = {post.target for post in cards(tx, it.made.card)}
    found: dict[Where, Place] = {}
    for home in communities.homes(tx, it.community.id):
        where = (home.platform, home.workspace)
        if where in known or home.place in posted:
            found.setdefault(where, home.place)
    return found


def _bring_in_step(tx: Tx, it: Thing, mirror: Mirror | None, home: Place | None) -> None:
    """What has begun stays as it is, unless nobody may read of it any more."""
    if home is None or not it.public:
        if mirror is not None and mirror.state is State.SHOWN and it.made.ends > tx.now:
            _take_off(tx, it, mirror)
        return
    if it.made.at <= tx.now or (mirror is not None and mirror.state is State.UNSUPPORTED):
        return
    if mirror is None:
        mirror = _new(tx, it, home)
    elif mirror.state is State.TAKEN_OFF and mirror.starts == it.made.at:
        return
    _put_on(tx, it, mirror, home)


def _new(tx: Tx, it: Thing, home: Place) -> Mirror:
    row = Mirror(
        new_id("mir"), it.made.id, it.community.id, home.platform, home.workspace, home.id, "", State.OFF, it.made.at,
        None, "", 0, "",
    )  # fmt: skip
    tx.add(mirrors, row)
    return row


def _put_on(tx: Tx, it: Thing, mirror: Mirror, home: Place) -> None:
    event = messages.listed(it.community, it.row, it.made)
    said = sha256(shape(Listed).dump_json(event) + it.community.language.encode()).hexdigest()
    if mirror.state is State.SHOWN and mirror.said == said:
        return
    known = mirror.entry if mirror.state is State.SHOWN else ""
    anew = bool(known) and mirror.starts != it.made.at
    number = mirror.number + 1
    _set(
        tx, mirror, state=State.SHOWN, starts=it.made.at, moved=None, said=said, number=number, entry=known,
        channel=home.id,
    )  # fmt: skip
    asked = HoldEvent(home, mirror.id, event, known)
    then = Asked(mirror.id, number, anew)
    hold_event(tx, asked, key=f"{mirror.id}/{number}", then=then, useless_after=it.made.at)


def _take_off(tx: Tx, it: Thing, mirror: Mirror) -> None:
    number = mirror.number + 1
    _set(tx, mirror, state=State.OFF, said="", number=number, entry="", moved=None)
    asked = HoldEvent(_place(mirror), mirror.id, None, mirror.entry, it.called_off)
    hold_event(tx, asked, key=f"{mirror.id}/{number}", then=Asked(mirror.id, number))


def _place(mirror: Mirror) -> Place:
    return Place(mirror.platform, mirror.workspace, mirror.channel)


def _set(tx: Tx, mirror: Mirror, **values: object) -> None:
    tx.run(update(mirrors).where(mirrors.c.id == mirror.id).values(**values))


def rearranged(tx: Tx, job: Rearranged) -> None:
    """Who may read of a community, or where it lives, changed: everything it has to come is looked at."""
    community = communities.get(tx, job.community)
    if community is None:
        return
    shown = select(mirrors.c.occurrence).where(mirrors.c.community == community.id, mirrors.c.state == State.SHOWN)
    occurrences = [row.occurrence for row in tx.all(shown)]
    if reads(community):
        occurrences += [made.id for _, made in events.coming(tx, community.id, after=tx.now, cancelled=False)]
    for each in dict.fromkeys(occurrences):
        changed(tx, Changed(each))


# What the platform says.


def asked(tx: Tx, end: Asked) -> None:
    """It stands there, or does not; of what was asked for since, another one tells."""
    mirror = get(tx, end.mirror)
    it = time_of(tx, mirror.occurrence, Thing) if mirror else None
    if mirror is None or it is None or mirror.number != end.number:
        return
    shown = mirror.state is State.SHOWN
    match end.outcome:
        case "sent":
            _set(tx, mirror, entry=end.held.id if shown and end.held else "")
            _set(tx, mirror, trouble="")
            _try_stuck(tx, mirror)
        case "unsupported":
            _set(tx, mirror, state=State.UNSUPPORTED)
        case "gone" if shown and end.anew:
            _set(tx, mirror, state=State.OFF, said="")
            changed(tx, Changed(it.made.id))
        case "gone" if shown:
            _gone(tx, it, mirror, end.detail)
        case "forbidden":
            _refused(tx, it, mirror, end.detail)
        case _:
            _set(tx, mirror, said="")


def _gone(tx: Tx, it: Thing, mirror: Mirror, detail: str) -> None:
    """Somebody took it off the list: whoever administers the community hears of it, and decides."""
    by_hand = detail == TAKEN_OFF and it.public and it.made.at > tx.now
    _set(tx, mirror, state=State.TAKEN_OFF if by_hand else State.OFF, entry="", said="", moved=None)
    if by_hand:
        heard = messages.taken_off(it.row, it.made, mirror, _workspace(tx, mirror))
        _tell(tx, it, mirror, heard, f"off/{mirror.number}")


def _refused(tx: Tx, it: Thing, mirror: Mirror, detail: str) -> None:
    """Something is missing on the platform: told once for each list, until it is mended."""
    told = tx.value(select(mirrors.c.id).where(*_beside(mirror), mirrors.c.trouble == (detail or "unnamed")).limit(1))
    _set(tx, mirror, said="", trouble=detail or "unnamed")
    if told is None:
        on = mirror.state is State.SHOWN
        heard = messages.refused(it.row, it.made, mirror, _workspace(tx, mirror), detail, on=on)
        _tell(tx, it, mirror, heard, f"refused/{mirror.number}")


def _try_stuck(tx: Tx, mirror: Mirror) -> None:
    """Ask again for everything of the same community that could not be put on the same list, or taken off it."""
    stuck = tx.all(select(mirrors).where(*_beside(mirror), mirrors.c.trouble != ""), Mirror)
    for each in stuck:
        _set(tx, each, state=State.SHOWN, said="", trouble="")
        changed(tx, Changed(each.occurrence))


def _beside(mirror: Mirror) -> tuple[ColumnElement[bool], ...]:
    """Everything of the same community on the same list."""
    same = {"community": mirror.community, "platform": mirror.platform, "workspace": mirror.workspace}
    return tuple(mirrors.c[name] == value for name, value in same.items())


def _tell(tx: Tx, it: Thing, mirror: Mirror, heard: Message, what: str) -> None:
    telling.tell(tx, it.community, heard, key=f"{mirror.id}/{what}")


def _workspace(tx: Tx, mirror: Mirror) -> str:
    return called(tx, mirror.platform, mirror.workspace)


# What people do to it there.


def look(tx: Tx, mirror: Mirror, *, soon: bool = True) -> None:
    """See how it stands, after everything that was asked for; unless `soon`, once for all that happens in a while."""
    asked, then = LookAtEvent(_place(mirror), mirror.id, mirror.entry), Seen(mirror.id, mirror.number)
    if soon:
        look_at_event(tx, asked, key=new_id(f"{mirror.id}/look"), then=then)
        return
    due = datetime.fromtimestamp((tx.now.timestamp() // WHILE + 1) * WHILE, UTC)
    look_at_event(tx, asked, key=f"{mirror.id}/guests/{due:%Y%m%dT%H%M%S}", then=then, at=due)


def seen(tx: Tx, end: Seen) -> None:
    """People moved it or took it off: our calendar stays as it is, and its administrators hear of it once.

    Whoever is interested there may come, as if they had said so under the card.
    """
    mirror = get(tx, end.mirror)
    it = time_of(tx, mirror.occurrence, Thing) if mirror else None
    if mirror is None or it is None or mirror.number != end.number or mirror.state is not State.SHOWN:
        return
    if end.held is not None and end.held.interested is not None and it.public and it.made.ends > tx.now:
        there = accounts.behind(tx, end.held.interested).values()
        persons = {each.person for each in there if not each.gone}
        seats.interested(tx, it.community, it.made, persons, listed=_named(mirror))
    if end.outcome == "gone" and end.detail in (TAKEN_OFF, OVER):
        _gone(tx, it, mirror, end.detail)
    elif end.held is not None and end.held.starts != mirror.starts:
        if end.held.starts != mirror.moved and it.made.at > tx.now:
            _moved(tx, it, mirror, end.held.starts)
    elif end.held is not None and mirror.moved is not None:
        _set(tx, mirror, moved=None)


def _named(mirror: Mirror) -> int:
    """The list, as the answers that were given on it name it."""
    return -1 - int(sha256(mirror.id.encode()).hexdigest()[:7], 16)


def _moved(tx: Tx, it: Thing, mirror: Mirror, to: datetime) -> None:
    _set(tx, mirror, moved=to)
    heard = messages.moved(it.community, it.row, it.made, mirror, _workspace(tx, mirror), to)
    _tell(tx, it, mirror, heard, f"moved/{mirror.number}/{to.isoformat()}")


def again(tx: Tx, it: Thing, mirror: Mirror) -> None:
    """An administrator wants it there as it is here; with it everything else that could not be done on that list."""
    _set(tx, mirror, state=State.OFF if mirror.state is State.TAKEN_OFF else mirror.state, said="", moved=None)
    changed(tx, Changed(it.made.id))
    _try_stuck(tx, mirror)


def watch(tx: Tx) -> None:
    """At every start: what older versions planned is shown as well, and what people did meanwhile is seen."""
    rows = tx.all(select(mirrors).where(mirrors.c.starts > tx.now), Mirror)
    undone = {each.occurrence for each in rows if each.state in (State.SHOWN, State.OFF) and not each.said}
    known = {each.occurrence for each in rows} - undone
    for community in communities.everything(tx):
        coming = events.coming(tx, community.id, after=tx.now, cancelled=False) if reads(community) else []
        for row, made in coming:
            if made.id not in known and row.type.attended and cards(tx, made.card):
                events.changed_later(tx, made)
    look_at_all(tx)


def look_at_all(tx: Tx) -> None:
    """Every hour: a platform tells of what happens only to those who listen at that moment."""
    standing = select(mirrors).where(
        mirrors.c.state == State.SHOWN, mirrors.c.entry != "", mirrors.c.starts > tx.now
    )
    for each in tx.all(standing, Mirror):
        look(tx, each)
    stuck = tx.all(select(mirrors).where(mirrors.c.trouble != "").order_by(mirrors.c.starts), Mirror)
    for each in {(each.community, each.platform, each.workspace): each for each in stuck}.values():
        _set(tx, each, state=State.SHOWN, said="")  # where one of them can be done by now, the others follow
        changed(tx, Changed(each.occurrence))
