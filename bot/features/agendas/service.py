"""Asking what a meeting will be about, and offering to call it off when nobody says; everything is looked at again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from bot.db.tx import Tx, new_id
from bot.features.agendas import messages
from bot.features.agendas.model import AgendaItem, Meeting, Step, Stepped, items, steps
from bot.features.communities import service as communities
from bot.features.events.model import Near, Occurrence, Type
from bot.features.events.times import time_of
from bot.features.membership import service as membership
from bot.features.people import service as people
from bot.jobs.outbox import redraw, show_where_missing
from bot.jobs.queue import later

CALL, PROPOSE, TOO_NEAR = timedelta(days=7), timedelta(days=2), timedelta(days=1)
"""When members are asked for the agenda, when without any it is offered to call the meeting off (FEATURES 2.6.8), and
from when on people are on their way and nothing is offered any more."""

TIME_TO_ANSWER = timedelta(days=1)
"""Members who were asked late have at least so long before anybody concludes that there is nothing to talk about."""


def meeting(tx: Tx, occurrence: str) -> Meeting | None:
    """None for what never was, and for what is no meeting."""
    it = time_of(tx, occurrence, Meeting)
    return it if it is not None and it.row.type is Type.MEETING else None


def card_of(made: Occurrence) -> str:
    return f"agenda:{made.id}"


def near(tx: Tx, job: Near) -> None:
    """Do what is due ahead of a meeting, draw what stands of it again, and look again at its next moment."""
    it = meeting(tx, job.occurrence)
    if it is None:
        return
    refresh(tx, it)
    if not it.alive:
        return
    if it.row.series:
        _ask(tx, it)
        _propose(tx, it)
    upcoming = min((each for each in _moments(tx, it) if each > tx.now), default=None)
    if upcoming is not None:
        later(tx, upcoming, Near(it.made.id), key=f"{it.made.id}/near/at/{upcoming:%Y%m%dT%H%M%S%f}")


def _moments(tx: Tx, it: Meeting) -> tuple[datetime, ...]:
    made = it.made
    return made.at - CALL, _proposes_at(tx, it), made.at - TOO_NEAR, made.at, made.ends


def _proposes_at(tx: Tx, it: Meeting) -> datetime:
    """Two days before; somewhat later where members were asked late."""
    asked = _step(tx, it.made.id, Step.ASKED)
    planned = it.made.at - PROPOSE
    return max(planned, asked.at + TIME_TO_ANSWER) if asked else planned


def refresh(tx: Tx, it: Meeting) -> None:
    """Everything that shows the agenda of a meeting is drawn again."""
    redraw(tx, it.made.card)
    redraw(tx, card_of(it.made))
    people.redraw_letters(tx, it.empty_key)


def _step(tx: Tx, occurrence: str, step: Step) -> Stepped | None:
    found = select(steps).where(steps.c.occurrence == occurrence, steps.c.step == step)
    return tx.one(found.order_by(steps.c.at).limit(1), Stepped)


def _note(tx: Tx, it: Meeting, step: Step, *, by: str = "") -> bool:
    """False when it was done before for that time."""
    return tx.add_once(steps, Stepped(it.made.id, step, it.made.at, by, tx.now))


def _ask(tx: Tx, it: Meeting) -> None:
    """Once for a meeting, whatever it is moved to; not when it is too near to think of anything."""
    if not it.made.at - CALL <= tx.now < it.made.at - PROPOSE or _step(tx, it.made.id, Step.ASKED):
        return
    _note(tx, it, Step.ASKED)
    card = card_of(it.made)
    show_where_missing(tx, (home.place for home in communities.homes(tx, it.community.id)), card)


def _propose(tx: Tx, it: Meeting) -> None:
    """Offer it to the administrators, each privately; only where members were asked and nobody answered."""
    if not offers(tx, it) or not _note(tx, it, Step.PROPOSED):
        return
    for person in membership.administrators(tx, it.community.id):
        key = f"{it.made.id}/empty/{it.made.at:%Y%m%dT%H%M}/{person}"
        until = it.made.at - timedelta(days=1)
        people.tell(tx, person, messages.empty(it), key=key, needs=it.empty_key, about=it.community.id, until=until)


def offers(tx: Tx, it: Meeting) -> bool:
    """Whether it is the time to offer that it be called off: asked, no item, nobody said that it stays."""
    open_now = _proposes_at(tx, it) <= tx.now < it.made.at - TOO_NEAR
    asked = _step(tx, it.made.id, Step.ASKED) is not None
    return open_now and asked and it.alive and kept(tx, it) is None and not agenda(tx, it.made.id)


def kept(tx: Tx, it: Meeting) -> Stepped | None:
    """Who keeps it although there is nothing on its agenda."""
    found = steps.c.occurrence == it.made.id, steps.c.step == Step.KEPT, steps.c.starts == it.made.at
    return tx.one(select(steps).where(*found), Stepped)


def keep(tx: Tx, it: Meeting, *, by: str) -> None:
    _note(tx, it, Step.KEPT, by=by)
    people.redraw_letters(tx, it.empty_key)


def agenda(tx: Tx, occurrence: str) -> list[AgendaItem]:
    """In the order in which they came."""
    found = select(items).where(items.c.occurrence == occurrence)
    return tx.all(found.order_by(items.c.position, items.c.id), AgendaItem)


def item(tx: Tx, identity: str) -> AgendaItem | None:
    return tx.one(select(items).where(items.c.id == identity), AgendaItem)


def add(tx: Tx, it: Meeting, person: str, text: str) -> AgendaItem | None:
    """Put something on the agenda; None when the same person has said the same already."""
    tx.hold(f"agenda {it.made.id}")
    same = items.c.occurrence == it.made.id, items.c.person == person, func.lower(items.c.text) == text.lower()
    if tx.value(select(items.c.id).where(*same).limit(1)) is not None:
        return None
    last = tx.value(select(func.max(items.c.position)).where(items.c.occurrence == it.made.id)) or 0
    row = AgendaItem(new_id("itm"), it.made.id, person, last + 1, text, tx.now)
    tx.add(items, row)
    refresh(tx, it)
    return row


def remove(tx: Tx, it: Meeting, row: AgendaItem) -> bool:
    """False when it was gone already."""
    removed = bool(tx.run(delete(items).where(items.c.id == row.id)))
    if removed:
        refresh(tx, it)
    return removed
