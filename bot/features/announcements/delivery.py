"""An announcement that is due: looked at once more, posted once in each place with its thread, and reported on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from bot.chat.message import Message
from bot.chat.text import Series, T, Text, Words, t
from bot.db import files
from bot.db.tx import Tx, new_id
from bot.features.announcements import notices, service
from bot.features.announcements.model import (
    GROUPS,
    Announcement,
    Commented,
    Deliver,
    Delivered,
    Delivery,
    Reach,
    Reached,
    Status,
    announcements,
    deliveries,
)
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Home
from bot.features.membership import service as membership
from bot.features.membership.access import access, rights_of, standing_of, while_seeing
from bot.features.membership.model import Membership
from bot.features.people import service as people
from bot.features.people import workspaces
from bot.jobs.outbox import open_thread, redraw, rename_threads, show


def reach(tx: Tx, row: Announcement) -> Reach:
    """Whom an announcement reaches where it goes, counted by accounts (FEATURES 2.5.1)."""
    homes = service.homes_of(tx, row)
    belong = {each: membership.members(tx, each) for each in {row.community, *(home.community for home in homes)}}
    everybody = {member.person for them in belong.values() for member in them}
    held = workspaces.workspaces_of(tx, everybody)
    counted: dict[tuple[str, str], set[str]] = {}
    shut: set[str] = set()
    for home in homes:
        here = _there(held, home) & {each.person for each in belong[home.community]}
        out = here & _kept_out(tx, home, belong[home.community], held)
        counted.setdefault((home.platform, home.workspace), set()).update(here - out)
        shut |= out
    reached = set().union(*counted.values())
    shut -= reached
    places = tuple(Reached(workspaces.called(tx, *where), len(persons)) for where, persons in counted.items())
    return Reach(len(reached), len(everybody - reached - shut), places, len(shut))


def _there(held: Mapping[tuple[str, str], set[str]], home: Home) -> set[str]:
    """Who has an account where the community lives."""
    return held.get((home.platform, home.workspace), set()) | held.get((home.platform, ""), set())


def _kept_out(tx: Tx, home: Home, members: Sequence[Membership], held: Mapping[tuple[str, str], set[str]]) -> set[str]:
    """Those who could not be let in; of whoever could enter other places as well it is not known into which."""
    others = [_there(held, each) for each in communities.homes(tx, home.community) if each.id != home.id]
    return {each.person for each in members if each.access == "failed"}.difference(*others)


def places_of(tx: Tx, community: str) -> dict[str, T | Words]:
    """The places of a community as people tell them apart: by workspace, and by channel where that is not enough."""
    homes = communities.homes(tx, community)
    called = {home.id: workspaces.called(tx, home.platform, home.workspace) for home in homes}
    names = list(called.values())
    return {
        home.id: Words(name)
        if names.count(name) == 1
        else t("announcements-place", workspace=Words(name), channel=Words(home.channel))
        for home, name in zip(homes, called.values(), strict=True)
    }


def only_in(tx: Tx, row: Announcement) -> T | Words | None:
    """The one place it is for, as people call it; None when that is everywhere."""
    if row.home in ("", GROUPS):
        return None
    return places_of(tx, row.community).get(row.home) or t("announcements-place-left")


def groups_named(tx: Tx, row: Announcement) -> Text | None:
    """The working groups in whose places it is to stand as well; None when there are none."""
    return named(service.groups_of(tx, row.community, row.author)) if row.home == GROUPS else None


def named(groups: Sequence[Community]) -> Text | None:
    return Series(tuple(Words(each.name) for each in groups)) if groups else None


def deliver(tx: Tx, job: Deliver) -> None:
    """Send what is still to be sent; what must not be any more is cancelled, and its author told (R12)."""
    row = service.get(tx, job.announcement)
    if row is None or row.revision != job.revision or row.status not in (Status.SENDING, Status.SCHEDULED):
        return
    community = communities.get(tx, row.community)
    if community is None:
        return
    homes = service.homes_of(tx, row)
    hindered = _hindered(tx, community, row, homes)
    if hindered:
        drop(tx, community, row, hindered)
        return
    if not _close(tx, row, status=Status.SENT, sent_at=tx.now):
        return
    for home in homes:
        _post(tx, row, home)
    _tell_left_out(tx, community, row, job.groups)
    communities.contributed(tx, community.id, row.author, "announcement", thing=row.id)
    communities.record(tx, community.id, row.author, "announced", title=row.title)
    if row.decided_by:
        told = notices.approved(community, row, people.who(tx, row.decided_by))
        people.tell(tx, row.author, told, key=f"{row.id}/sent", prefer=row.account, awaited=True)


def _tell_left_out(tx: Tx, community: Community, row: Announcement, meant: Sequence[str]) -> None:
    """Its author hears which working groups were lost since Send; of those that hide from them now, only how many."""
    reached = {each.id for each in service.groups_of(tx, row.community, row.author)}
    lost = [each for each in meant if each not in reached]
    if not lost:
        return
    groups = [group for each in lost if (group := communities.get(tx, each))]
    seen = [each for each in groups if rights_of(tx, each, row.author).see]
    told = notices.left_out(community, row, seen, hidden=len(lost) - len(seen))
    needs = while_seeing(community)
    people.tell(tx, row.author, told, key=f"{row.id}/left-out", prefer=row.account, needs=needs, awaited=True)


def _post(tx: Tx, row: Announcement, home: Home) -> None:
    tx.add_once(deliveries, Delivery(row.id, home.id, home.place, "", "", None))
    show(tx, home.place, row.card, key=f"{row.card}/{home.place}", then=Delivered(row.id, home.id))
    comment(tx, row, home)


def comment(tx: Tx, row: Announcement, home: Home) -> None:
    """Open the thread below it in one place, where people answer (guide 83); nothing when nobody is to comment."""
    if row.comments:
        open_thread(tx, row.card, home.place, _thread(row), then=Commented(row.id, home.id))


def retitle(tx: Tx, row: Announcement) -> None:
    """The threads below it are called as it is now."""
    rename_threads(tx, row.card, _thread(row))


def _thread(row: Announcement) -> Text:
    return t("announcements-thread", title=Words(row.title))


def _close(tx: Tx, row: Announcement, **values: object) -> bool:
    """End the waiting of a row that is still as it was read."""
    return bool(
        tx.run(
            update(announcements)
            .where(announcements.c.id == row.id, announcements.c.revision == row.revision)
            .values(revision=row.revision + 1, **values)
        )
    )


def _hindered(tx: Tx, community: Community, row: Announcement, homes: list[Home]) -> str:
    """Why it may not be sent now, "" when it may: everything that could have changed since is looked at again."""
    if community.archived:
        return "archived"
    if not homes:
        return "moved" if communities.homes(tx, community.id) else "nowhere"
    author = people.get(tx, row.author)
    may = access(community, standing_of(tx, community.id, row.author, owner=bool(author and author.owner)))
    if not may.administer and not (row.decided_by and may.write):
        return "author"
    return ""


def drop(tx: Tx, community: Community, row: Announcement, reason: str) -> None:
    """End one that may not be sent any more, whatever it was waiting for, and tell its author why."""
    if not _close(tx, row, status=Status.CANCELLED, due=None, reason=reason):
        return
    files.keep_until(tx, row.file, tx.now + service.STALE_AFTER)
    communities.record(tx, community.id, "", "announcement-not-sent", title=row.title, why=reason)
    redraw(tx, row.proposal)
    told = notices.not_sent(community, row, reason)
    key = f"{row.id}/not-sent/{row.revision}"
    people.tell(tx, row.author, told, key=key, prefer=row.account, needs=while_seeing(community), awaited=True)
    if reason == "author":
        notice = notices.not_sent_notice(community, row, people.who(tx, row.author))
        service.tell_administrators(tx, community, notice, key=f"{row.id}/not-sent/{row.revision}")


def delivered(tx: Tx, end: Delivered) -> None:
    """One place is done; where it could not be posted, the administrators and the author hear what to mend."""
    done = tx.run(
        update(deliveries)
        .where(deliveries.c.announcement == end.announcement, deliveries.c.home == end.home, deliveries.c.outcome == "")
        .values(outcome=end.outcome[:40], detail=end.detail, at=tx.now)
    )
    row = service.get(tx, end.announcement)
    community = communities.get(tx, row.community) if row else None
    if not done or row is None or community is None or end.outcome == "sent" or row.status is not Status.SENT:
        return
    failed = next(each for each in report(tx, row) if each.home == end.home)
    told = notices.failed(community, row, failed, workspaces.called(tx, failed.place.platform, failed.place.workspace))
    key = new_id(f"{row.id}/failed/{end.home}")
    open_to_all = _tell_administrators(tx, community, row, end.home, told, key=key)
    if not open_to_all or row.author not in membership.administrators(tx, community.id):
        seen = while_seeing(community)
        people.tell(tx, row.author, told, key=f"{key}/author", prefer=row.account, needs=seen, awaited=True)


def _tell_administrators(
    tx: Tx, community: Community, row: Announcement, home: str, told: Message, *, key: str
) -> bool:
    """What is wrong in one place; False where it is a hidden working group's, of which not all of them may know."""
    owner = next((each.community for each in service.everywhere(tx, row) if each.id == home), community.id)
    group = communities.get(tx, owner) if owner != community.id else None
    if group is not None and group.hidden:
        return False
    service.tell_administrators(tx, community, told, key=key)
    return True


def commented(tx: Tx, end: Commented) -> None:
    """A thread is open, or not needed; where it may not be opened, the administrators hear what to mend."""
    row = service.get(tx, end.announcement)
    community = communities.get(tx, row.community) if row else None
    if row is None or community is None or row.status is not Status.SENT:
        return
    delivery = next((each for each in report(tx, row) if each.home == end.home), None)
    if delivery is None or end.outcome in ("sent", "unsupported", "no more"):
        return
    where = workspaces.called(tx, delivery.place.platform, delivery.place.workspace)
    told = notices.no_comments(community, row, end, where)
    _tell_administrators(tx, community, row, end.home, told, key=new_id(f"{row.id}/comments/{end.home}"))


def comment_everywhere(tx: Tx, row: Announcement, *only: str) -> None:
    """Open the threads that are missing where it was posted, or only in the places named."""
    posted = {each.home for each in report(tx, row) if each.outcome == "sent"}
    for home in service.everywhere(tx, row):
        if home.id in (only or posted):
            comment(tx, row, home)


def retry(tx: Tx, row: Announcement, home: str) -> bool:
    """Post it again where it could not be; False where it stands, is on its way, or the community lives no more."""
    found = next((each for each in service.everywhere(tx, row) if each.id == home), None)
    if found is None or row.status is not Status.SENT:
        return False
    again = tx.run(
        update(deliveries)
        .where(
            deliveries.c.announcement == row.id, deliveries.c.home == home, deliveries.c.outcome.not_in(("", "sent"))
        )
        .values(outcome="", detail="", place=found.place)
    )
    if again:
        key = new_id(f"{row.card}/{found.place}")
        show(tx, found.place, row.card, key=key, then=Delivered(row.id, home))
        comment(tx, row, found)
    return bool(again)


def report(tx: Tx, row: Announcement) -> list[Delivery]:
    """What became of it in each place, in a stable order."""
    return tx.all(select(deliveries).where(deliveries.c.announcement == row.id).order_by(deliveries.c.home), Delivery)
