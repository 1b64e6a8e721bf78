"""Who speaks at an event and who does what there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, select, update

from bot.commands.context import Caller
from bot.db.tx import Tx, new_id
from bot.features.communities.model import Community
from bot.features.events import notices, service
from bot.features.events.model import Contact, Duty, Event, Occurrence, Speaker, events, roles, speakers
from bot.features.membership.access import standing_of, while_inside
from bot.features.people import service as people
from bot.jobs.outbox import redraw


def speakers_of(tx: Tx, event: str) -> list[Speaker]:
    return tx.all(select(speakers).where(speakers.c.event == event).order_by(speakers.c.position), Speaker)


def accepted(tx: Tx, event: str) -> tuple[Speaker, ...]:
    """Those whom members may read of (guide 152)."""
    return tuple(each for each in speakers_of(tx, event) if each.state is Contact.ACCEPTED)


def duties_of(tx: Tx, event: str) -> list[Duty]:
    return tx.all(select(roles).where(roles.c.event == event).order_by(roles.c.position), Duty)


def keep_speaker(tx: Tx, row: Event, known: Speaker | None, name: str, institution: str, state: Contact) -> None:
    """Add a speaker, or change one; the cards show those who accepted."""
    if known is None:
        place = max((each.position for each in speakers_of(tx, row.id)), default=0) + 1
        tx.add(speakers, Speaker(new_id("spk"), row.id, place, name, institution, state))
    else:
        values = {"name": name, "institution": institution, "state": state}
        tx.run(update(speakers).where(speakers.c.id == known.id).values(values))
    _redraw(tx, row)


def drop_speaker(tx: Tx, row: Event, speaker: str) -> None:
    tx.run(delete(speakers).where(speakers.c.id == speaker, speakers.c.event == row.id))
    _redraw(tx, row)


def _redraw(tx: Tx, row: Event) -> None:
    for made in service.occurrences_of(tx, row.id, after=tx.now):
        redraw(tx, made.card)


def keep_duty(
    tx: Tx, community: Community, row: Event, made: Occurrence, duty: Duty, *, by: Caller
) -> None:
    """Store a role, new where its id is ""; whoever gets it from somebody else is told once."""
    before = next((each for each in duties_of(tx, row.id) if each.id == duty.id), None)
    if before is None:
        place = max((each.position for each in duties_of(tx, row.id)), default=0) + 1
        duty = replace(duty, id=new_id("rol"), position=place)
        tx.add(roles, duty)
    else:
        tx.run(update(roles).where(roles.c.id == duty.id).values(role=duty.role, person=duty.person))
    new = duty.person is not None and (before is None or before.person != duty.person)
    if duty.person and new and duty.person != by.id:
        told = notices.assigned(community, row, made, duty.role)
        key = f"{duty.id}/assigned/{duty.person}/{tx.now.isoformat()}"
        people.tell(tx, duty.person, told, key=key, needs=while_inside(community))


def drop_duty(tx: Tx, row: Event, duty: str) -> None:
    tx.run(delete(roles).where(roles.c.id == duty, roles.c.event == row.id))


def arrange(tx: Tx, row: Event, said: Sequence[Speaker], duties: Sequence[Duty]) -> None:
    """Replace all speakers and roles of an event, in order."""
    tx.run(delete(speakers).where(speakers.c.event == row.id))
    tx.run(delete(roles).where(roles.c.event == row.id))
    for place, speaker in enumerate(said, 1):
        tx.add(speakers, replace(speaker, id=new_id("spk"), event=row.id, position=place))
    for place, duty in enumerate(duties, 1):
        tx.add(roles, replace(duty, id=new_id("rol"), event=row.id, position=place))
    _redraw(tx, row)


def released(tx: Tx, community: str, person: str) -> None:
    """Whoever belongs no more has no role at anything."""
    theirs = select(events.c.id).where(events.c.community == community)
    tx.run(update(roles).where(roles.c.person == person, roles.c.event.in_(theirs)).values(person=None))


def unfilled(tx: Tx, community: Community, row: Event) -> list[str]:
    """Roles at an event that nobody has."""
    return [each.role for each in duties_of(tx, row.id) if not _filled(tx, community, each)]


def _filled(tx: Tx, community: Community, duty: Duty) -> bool:
    return duty.person is not None and standing_of(tx, community.id, duty.person).role is not None
