"""Looks each morning whether a community is silent, and sees to it that those who can do something hear of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot.chat.address import Account, Place
from bot.chat.message import Message, say
from bot.chat.text import Words, t
from bot.commands import period
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.hours import by_day, next_nine, zone_of
from bot.features.communities.model import Began, Community, State
from bot.features.lifecycle import messages, steps
from bot.features.lifecycle.model import SNOOZE, TRIAL, Look, Silence, Tell, dated, silences
from bot.features.membership import service as membership
from bot.features.membership.access import closed, rights_of
from bot.features.membership.model import Role
from bot.features.people import service as people
from bot.features.people.model import SENT
from bot.i18n import known_zone
from bot.jobs.queue import later

TRIED = "lifecycle-since"
"""The note that holds when this installation began to look."""


def watch(tx: Tx) -> None:
    """At every start: each community that lives is looked at from now on, also those of an older version."""
    if tx.noted(TRIED) is None:
        tx.note(TRIED, tx.now.timestamp())
    for each in communities.everything(tx):
        _arm(tx, each)


def began(tx: Tx, due: Began) -> None:
    community = communities.get(tx, due.community)
    if community is not None:
        _arm(tx, community)


def _arm(tx: Tx, community: Community) -> None:
    """The next nine o'clock where the community is, once."""
    if community.archived:
        return
    at = next_nine(tx.now, known_zone(community.timezone)[0])
    later(tx, at, Look(community.id), key=f"look/{community.id}/{at:%Y%m%dT%H%M}")


def look(tx: Tx, looked: Look) -> None:
    """Tell what is due, once; the next look is tomorrow."""
    community = communities.get(tx, looked.community)
    if community is None or community.archived:
        return
    community = communities.held(tx, community)
    _arm(tx, community)
    silence = _current(tx, community)
    zone = known_zone(community.timezone)[0]
    today = tx.now.astimezone(zone).date()
    step = steps.due(dated(silence, zone), today)
    if step is None:
        return
    if tx.now < trial_ends(tx):
        _rehearse(tx, community, silence, step)
    else:
        _reach(tx, community, silence, step)


def trial_ends(tx: Tx) -> datetime:
    """Until then only the platform team hears, and of what would have been said."""
    began_at = tx.noted(TRIED)
    if began_at is None:
        tx.note(TRIED, tx.now.timestamp())
        return tx.now + TRIAL
    return datetime.fromtimestamp(float(began_at), tx.now.tzinfo) + TRIAL


def _rehearse(tx: Tx, community: Community, silence: Silence, step: int) -> None:
    for owner in people.owners(tx):
        key = f"silence/{community.id}/{silence.since:%Y%m%dT%H%M%S}/{step}/would/{owner.id}"
        people.tell(tx, owner.id, messages.would(community, silence, step, trial_ends(tx)), key=key)


def _reach(tx: Tx, community: Community, silence: Silence, step: int) -> None:
    """Note the step, and have everybody concerned hear of it by day."""
    if step == steps.INACTIVE:
        silence = replace(silence, inactive_at=tx.now, revived_at=None, revived_by="")
        communities.change(tx, community, state=State.INACTIVE)
        communities.record(tx, community.id, "", "inactive")
    _keep(tx, replace(silence, told=step))
    for person in _concerned(tx, community, step):
        _tell(tx, community, person, silence.since, step, at=tx.now)


def _concerned(tx: Tx, community: Community, step: int) -> list[str]:
    """The administrators; from a year on, or where none can be reached, the platform team as well (FEATURES 2.4.3)."""
    reachable = [each for each in membership.administrators(tx, community.id) if people.accounts_of(tx, each)]
    team = [each.id for each in people.owners(tx)] if step >= steps.INACTIVE or not reachable else []
    return list(dict.fromkeys([*reachable, *team]))


def _tell(tx: Tx, community: Community, person: str, since: datetime, step: int, *, at: datetime) -> datetime:
    """Have somebody hear of it at a moment, or on the next morning where it is night for them then."""
    when = by_day(at, zone_of(tx, person, community))
    key = f"silence/{community.id}/{since:%Y%m%dT%H%M%S}/{step}/{person}/{when:%Y%m%d}"
    later(tx, when, Tell(community.id, person, since, step, key), key=key)
    return when


def tell(tx: Tx, due: Tell) -> None:
    """Looks at everything again: it may have ended, and the person may have nothing to do with it any more."""
    community = communities.get(tx, due.community)
    if community is None or community.archived:
        return
    silence = _current(tx, community)
    if silence.since != due.since or silence.revived_at or due.person not in _concerned(tx, community, due.step):
        return
    heard = _drawn(tx, community, silence)
    key, needs = f"{due.key}/letter", messages.needs(community)
    people.tell(tx, due.person, heard, key=key, needs=needs, about=community.id, unless_waiting=True)


def remind(tx: Tx, community: Community, person: str) -> datetime:
    """The same again in a week, for one person; Refused when the community is not silent."""
    silence = _silent(tx, community)
    return _tell(tx, community, person, silence.since, silence.told, at=tx.now + SNOOZE)


def revive(tx: Tx, community: Community, *, by: str) -> Silence:
    """Active again, for thirty days on trust: within them somebody must give something, or a new administrator come."""
    community = communities.held(tx, community)
    silence = _silent(tx, community)
    if silence.inactive_at is None:
        raise Refused(t("lifecycle-not-inactive", community=Words(community.name)))
    silence = replace(silence, inactive_at=None, revived_at=tx.now, revived_by=by)
    _keep(tx, silence)
    communities.change(tx, community, state=State.ACTIVE)
    communities.record(tx, community.id, by, "revived")
    people.redraw_letters(tx, messages.needs(community))
    return silence


def _silent(tx: Tx, community: Community) -> Silence:
    """The silence that was told of; Refused with what is so instead."""
    if community.archived:
        raise Refused(closed(community))
    silence = _current(tx, community)
    if not silence.told:
        raise Refused(t("lifecycle-not-silent", community=Words(community.name)))
    return silence


# What is so.


def _last_act(tx: Tx, community: Community, stored: Silence | None) -> datetime:
    """When anybody last gave anything (FEATURES 2.4.2), or the community itself began or began again."""
    given = communities.last_given(tx, community.id)
    again = communities.last_logged(tx, community.id, "reactivated")
    acts = (community.created_at, given, again, stored.acted_at if stored else None)
    return max(each for each in acts if each is not None)


def silent_days(tx: Tx, community: Community) -> int:
    """For how many days nobody has given anything; 0 until its administrators would hear of it."""
    days = (tx.now - _last_act(tx, community, _stored(tx, community.id))).days
    return days if days >= steps.NUDGED[0] else 0


def undecided(tx: Tx) -> list[tuple[Community, datetime]]:
    """The platform team's list (FEATURES 2.4.3): inactive, asked about for the last time, and nobody has answered.

    Each with when it was called inactive, the longest first.
    """
    asked = tx.now - timedelta(days=steps.AFTER[-1])
    rows = tx.all(select(silences).where(silences.c.inactive_at <= asked), Silence)
    known = ((communities.get(tx, each.community), each.inactive_at) for each in rows)
    found = [(each, at) for each, at in known if each is not None and at is not None and each.state is State.INACTIVE]
    return sorted(found, key=lambda pair: (pair[1], pair[0].name.casefold()))


def _stored(tx: Tx, community: str) -> Silence | None:
    return tx.one(select(silences).where(silences.c.community == community), Silence)


def _current(tx: Tx, community: Community) -> Silence:
    """The silence as it is now; whatever was told of an earlier one is drawn again, as that has ended."""
    stored = _stored(tx, community.id)
    if stored is not None and stored.revived_at is not None:
        named = _administrator_since(tx, community.id, stored.revived_at)
        stored = replace(stored, acted_at=named or stored.acted_at)
    last = _last_act(tx, community, stored)
    if stored is not None and stored.since == last:
        return stored
    silence = Silence(community.id, last, acted_at=stored.acted_at if stored else None)
    _keep(tx, silence)
    if stored is not None and stored.told:
        if community.state is State.INACTIVE:
            communities.change(tx, community, state=State.ACTIVE)
        people.redraw_letters(tx, messages.needs(community))
    return silence


def silence(tx: Tx, community: Community) -> Silence:
    """The silence as it is now, with nothing written: one that has ended was not told of."""
    stored = _stored(tx, community.id)
    last = _last_act(tx, community, stored)
    return stored if stored is not None and stored.since == last else Silence(community.id, last)


def _keep(tx: Tx, silence: Silence) -> None:
    tx.run(delete(silences).where(silences.c.community == silence.community))
    tx.add(silences, silence)


# What is read of it.


def concerned(tx: Tx, argument: str, target: Account | Place) -> bool:
    """Only those who administer now, and the platform team."""
    community = communities.get(tx, argument.partition("/")[0])
    if community is None or isinstance(target, Place):
        return False
    return rights_of(tx, community, people.person_of(tx, target)).administer


def card(tx: Tx, argument: str, locale: str) -> Message | None:
    """What lies in an inbox says how it is by now; what has not left by the end of a silence does not leave."""
    identity, _, number = argument.partition("/")
    community, letter = communities.get(tx, identity), people.letter(tx, number)
    if community is None or letter is None:
        return None
    if community.archived:
        return say(closed(community)) if letter.state == SENT else None
    silence = _stored(tx, community.id)
    last = _last_act(tx, community, silence)
    if silence is None or last != silence.since or letter.at < silence.since or not silence.told:
        return messages.ended(community, last) if letter.state == SENT else None
    return _drawn(tx, community, silence)


def _drawn(tx: Tx, community: Community, silence: Silence) -> Message:
    if silence.revived_at is not None:
        return messages.revived(community, people.who(tx, silence.revived_by), silence.revived_at)
    waiting = tuple(people.who(tx, each.person) for each in membership.queue(tx, community.id))
    zone = known_zone(community.timezone)[0]
    today = tx.now.astimezone(zone).date()
    days = (today - silence.since.astimezone(zone).date()).days
    ahead = (each for each in communities.calendar(tx, community.id) if not period.over(each.period, today=today))
    known = messages.Known(
        community, silence, days, tuple(ahead), waiting, membership.count(tx, community.id)
    )
    return messages.card(known)


def _administrator_since(tx: Tx, community: str, since: datetime) -> datetime | None:
    """When somebody was last made an administrator after a moment, and still is one; None when nobody was."""
    names = {people.logged(tx, each) for each in membership.administrators(tx, community)}
    recent = (each for each in communities.history(tx, community, limit=50) if each.at > since and each.what == "role")
    named = (each for each in recent if each.details.get("role") == Role.ADMINISTRATOR)
    return next((each.at for each in named if each.details.get("member") in names), None)
