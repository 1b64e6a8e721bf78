"""A platform's own archive, beside ours: no app takes a channel out of it again, so only people ask for it.

Only the channels of members go there: the administrators' stay, since there they hear how it went and bring all back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select, update

from bot.commands.context import Caller
from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Home
from bot.features.membership import service as membership
from bot.features.membership.access import rights
from bot.features.membership.doors import open_doors
from bot.features.people import service as people
from bot.features.people.workspaces import called
from bot.features.places import drift, messages, telling
from bot.features.places.model import ARCHIVED, ASKED, OPENED, REFUSED, SETTLING, Closing, Reopened, Shut, closings
from bot.jobs.queue import cancel, later
from bot.jobs.rooms import close_place

FREE = (REFUSED, OPENED)
"""In these states it can be asked for again."""

CLOSING = "platforms that archive channels"
"""The note that holds which platforms have an archive of their own."""


def watch(tx: Tx, closing: Collection[str]) -> None:
    """At every start, with the platforms that can."""
    tx.note(CLOSING, sorted(closing))


def _of(tx: Tx, community: str) -> dict[str, Closing]:
    """What was asked for, by the ids of homes."""
    mine = [each.id for each in communities.homes(tx, community)]
    return {each.home: each for each in tx.all(select(closings).where(closings.c.home.in_(mine)), Closing)}


def open_homes(tx: Tx, community: Community) -> list[Home]:
    """Where the channel of its members could be archived by its platform, and is not yet; none while it lives."""
    able: list[str] = tx.noted(CLOSING) or [] if community.archived else []
    there = [each for each in communities.homes(tx, community.id) if each.platform in able]
    if not there:
        return []
    rows = _of(tx, community.id)
    return [each for each in there if each.id not in rows or rows[each.id].state in FREE]


def with_groups(tx: Tx, community: Community, caller: Caller) -> dict[Community, list[Home]]:
    """The same of an archived community and of its working groups, as far as the caller may archive these."""
    found = {each: open_homes(tx, each) for each in _closable(tx, community, caller)}
    return {each: homes for each, homes in found.items() if homes}


def _closable(tx: Tx, community: Community, caller: Caller) -> list[Community]:
    if not community.archived:
        return []
    return [community, *(each for each in communities.groups(tx, community.id) if rights(tx, each, caller).close)]


def begun(tx: Tx, community: Community, caller: Caller) -> tuple[int, int]:
    """How many of their channels are being archived, and how many are."""
    rows = [row for each in _closable(tx, community, caller) for row in _of(tx, each.id).values()]
    return sum(row.state == ASKED for row in rows), sum(row.state == ARCHIVED for row in rows)


def shut_homes(tx: Tx, community: Community) -> list[Home]:
    """Where its platform archived the channel of its members, as we asked."""
    rows = _of(tx, community.id)
    return [
        each for each in communities.homes(tx, community.id) if each.id in rows and rows[each.id].state == ARCHIVED
    ]  # fmt: skip


def close(tx: Tx, community: Community, *, by: str) -> list[Home]:
    """Have these channels archived, each once however often it is asked for."""
    asked = open_homes(tx, communities.held(tx, community))
    for home in asked:
        row = Closing(home.id, 1, ASKED, by, tx.now, community.archived_at or tx.now)
        if not tx.add_once(closings, row):
            again = {**_fields(row), "number": closings.c.number + 1}
            free = (closings.c.home == home.id, closings.c.state.in_(FREE))
            if not tx.run(update(closings).where(*free).values(again)):
                continue
        now = _row(tx, home.id)
        assert now is not None  # just written
        close_place(tx, home.place, key=now.key, then=Shut(home.id, now.number))
    return asked


def _fields(row: Closing) -> dict[str, object]:
    return {"state": row.state, "by": row.by, "at": row.at, "since": row.since}


def _row(tx: Tx, home: str) -> Closing | None:
    return tx.one(select(closings).where(closings.c.home == home), Closing)


def shut(tx: Tx, end: Shut) -> None:
    """The platform did it, or the administrators read why not; whoever asked hears of it in either case."""
    row, home = _row(tx, end.home), communities.home(tx, end.home)
    community = communities.get(tx, home.community) if home else None
    state = ARCHIVED if end.outcome == "sent" else REFUSED
    mine = (closings.c.home == end.home, closings.c.number == end.number, closings.c.state == ASKED)
    changed = tx.run(update(closings).where(*mine).values(state=state, at=tx.now))
    if row is None or home is None or community is None or not changed:
        return
    where, by = called(tx, home.platform, home.workspace), people.who(tx, row.by)
    if state == ARCHIVED:
        heard = messages.shut(community, where, by)
        communities.record(tx, community.id, row.by, "shut", place=str(home.place))
    else:
        heard = messages.not_shut(community, home, where, end.detail or end.outcome)
    telling.tell(tx, community, heard, key=f"{row.key}/told")
    if row.by not in telling.administrators(tx, community):
        people.tell(tx, row.by, heard, key=f"{row.key}/told/{row.by}", awaited=True)


def alive(tx: Tx, community: Community) -> list[Home]:
    """It is active again: what was asked for and not begun is not done; where it was done, people have to undo it.

    Its channels are looked at, so that whatever is archived there, by whomever, is told with what to click.
    """
    for row in _of(tx, community.id).values():
        if row.state == ASKED:
            cancel(tx, key=row.key)
            _opened(tx, row)
    for home in communities.homes(tx, community.id):
        drift.look(tx, home)
    return shut_homes(tx, community)


def _opened(tx: Tx, row: Closing) -> None:
    as_read = (closings.c.home == row.home, closings.c.state == row.state)
    tx.run(update(closings).where(*as_read).values(state=OPENED, at=tx.now))


def seen_open(tx: Tx, community: Community, home: Home) -> bool:
    """A look found a channel that we had archived open: somebody brought it back. Whether that was so.

    Its members are let in anew, since platforms keep them in private channels only. So soon after it was archived a
    look may have been from before that: then another one tells.
    """
    row = _row(tx, home.id)
    if row is None or row.state != ARCHIVED:
        return False
    if tx.now - row.at < SETTLING:
        drift.look(tx, home, at=row.at + SETTLING)
        return False
    _opened(tx, row)
    communities.arrange(tx, community, replace(home, troubles=()))
    for each in membership.members(tx, community.id):
        open_doors(tx, community, each.person)
    later(tx, tx.now, Reopened(community.id, home.id, row.since), key=new_id("reopened"))
    return True
