"""Minutes: who was there, what was decided, who does what until when; what is not done stays on every agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import delete, select, update

from bot.chat.text import Text, Words, t
from bot.commands.context import Context
from bot.commands.when import read
from bot.db.tx import Tx, new_id
from bot.errors import Refused
from bot.features.agendas.model import ACTION, PRESENT, Action, Meeting, Minutes, Planned, actions, minutes
from bot.features.agendas.service import refresh
from bot.features.attendance import service as attendance
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service as events
from bot.features.events.model import Answer, Occurrence
from bot.features.membership import service as membership
from bot.features.people import service as people
from bot.i18n import known_zone
from bot.jobs.outbox import redraw, show_where_missing

MOST = 30
"""Most actions of one meeting."""


class Wrong(Exception):
    """Fields that need another look, with a sentence each."""

    def __init__(self, *problems: tuple[str, Text]) -> None:
        super().__init__(", ".join(name for name, _ in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Written:
    """What the form brings."""

    present: str
    decisions: str
    actions: tuple[Planned, ...]


def card_of(occurrence: str) -> str:
    return f"minutes:{occurrence}"


def of(tx: Tx, occurrence: str) -> Minutes | None:
    return tx.one(select(minutes).where(minutes.c.occurrence == occurrence), Minutes)


def actions_of(tx: Tx, occurrence: str) -> list[Action]:
    """What was agreed at one meeting."""
    return tx.all(select(actions).where(actions.c.occurrence == occurrence).order_by(actions.c.position), Action)


def open_actions(tx: Tx, event: str) -> list[Action]:
    """What is still to be done of a series, the most urgent first; what has no day comes last."""
    found = tx.all(select(actions).where(actions.c.event == event, actions.c.done_at.is_(None)), Action)
    return sorted(found, key=lambda each: (each.due or "9", each.position, each.id))


def late(tx: Tx, community: str) -> list[Action]:
    """What should have been done before today, in a community's meetings."""
    rows = {row.id for row, _ in events.held(tx, community, before=tx.now, limit=100)}
    today = tx.now.date().isoformat()
    found = select(actions).where(actions.c.done_at.is_(None), actions.c.due != "", actions.c.due < today)
    return [each for each in tx.all(found.order_by(actions.c.due), Action) if each.event in rows]


def action(tx: Tx, identity: str) -> Action | None:
    return tx.one(select(actions).where(actions.c.id == identity), Action)


def done(tx: Tx, it: Meeting, row: Action, *, by: str) -> bool:
    """False when somebody was first."""
    first = (actions.c.id == row.id, actions.c.done_at.is_(None))
    finished = bool(tx.run(update(actions).where(*first).values(done_at=tx.now, done_by=by)))
    if finished:
        _redraw(tx, it, row.occurrence)
    return finished


def _redraw(tx: Tx, it: Meeting, *occurrences: str) -> None:
    """The minutes where an action stands, and the agendas that still list it."""
    for each in occurrences:
        redraw(tx, card_of(each))
    for made in events.occurrences_of(tx, it.row.id, after=tx.now)[:3]:
        refresh(tx, Meeting(it.community, it.row, made))


def read_form(ctx: Context, it: Meeting, values: Mapping[str, str]) -> Written:
    """What was typed; Wrong with every line of the actions that cannot be read."""
    lines = [line.strip() for line in values["actions"].split("\n") if line.strip()]
    if len(lines) > MOST:
        raise Wrong(("actions", t("agendas-too-many-actions", most=MOST)))
    inside = {people.name(ctx.tx, each.person).casefold(): each.person
              for each in membership.members(ctx.tx, it.community.id)}  # fmt: skip
    found = tuple(_planned(ctx, it, line, inside) for line in lines)
    return Written(values["present"].strip(), values["decisions"].strip(), found)


def _planned(ctx: Context, it: Meeting, line: str, inside: Mapping[str, str]) -> Planned:
    """`what; who; until when`, of which only the first must be there."""
    what, called, due = ([each.strip() for each in line.split(";")] + ["", ""])[:3]
    if not what or len(what) > ACTION or len(called) > 120 or line.count(";") > 2:
        raise Wrong(("actions", t("agendas-wrong-action", line=Words(line[:80]))))
    return Planned(what, inside.get(called.removeprefix("@").casefold(), ""), called, _due(ctx, it, line, due))


def _due(ctx: Context, it: Meeting, line: str, typed: str) -> str:
    """A day, which may be today; one that stands there from before may also have passed."""
    if not typed:
        return ""
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        pass
    zone, _ = known_zone(it.row.zone)
    today = datetime.combine(ctx.now.astimezone(zone).date(), time(), zone)
    try:
        found = read(typed, now=today, zone=it.row.zone, locale=ctx.locale)
    except Refused:
        raise Wrong(("actions", t("agendas-wrong-day", line=Words(line[:80]), typed=Words(typed[:40])))) from None
    return found.at.astimezone(zone).date().isoformat()


def line_of(row: Action) -> str:
    """An action as it is typed."""
    return "; ".join((row.text, row.called, row.due)).rstrip("; ")


def came(tx: Tx, made: Occurrence) -> str:
    """Who said that they are there, or else that they would come, for whoever writes down who did."""
    there = [each.person for each in attendance.present(tx, made.id)]
    found = there or [each.person for each in events.answered(tx, made.id, Answer.GOING)]
    return ", ".join(people.name(tx, each) for each in found)[:PRESENT]


def write(tx: Tx, it: Meeting, written: Written, *, by: str, revision: int) -> Minutes | None:
    """Keep the minutes and post them where the community lives, once; None when somebody was first."""
    made = it.made
    row = Minutes(made.id, written.present, written.decisions, by, tx.now, revision + 1)
    if revision:
        changed = update(minutes).where(minutes.c.occurrence == made.id, minutes.c.revision == revision)
        values = {"present": row.present, "decisions": row.decisions, "person": by, "at": tx.now,
                  "revision": row.revision}  # fmt: skip
        first = bool(tx.run(changed.values(**values)))
    else:
        first = tx.add_once(minutes, row)
    if not first:
        return None
    _agree(tx, it, written.actions)
    communities.contributed(tx, it.community.id, by, "minutes", thing=f"min/{made.id}")
    communities.record(tx, it.community.id, by, "minutes-written", title=it.called)
    _post(tx, it.community, made)
    _redraw(tx, it, made.id)
    refresh(tx, it)
    return row


def _agree(tx: Tx, it: Meeting, planned: Sequence[Planned]) -> None:
    """The actions as they are now; one that is there from before stays done."""
    before = {each.text: each for each in actions_of(tx, it.made.id)}
    tx.run(delete(actions).where(actions.c.occurrence == it.made.id))
    for position, each in enumerate(planned):
        old = before.pop(each.text, None)
        tx.add(actions, Action(
            old.id if old else new_id("act"), it.row.id, it.made.id, position, each.text, each.person, each.called,
            each.due, old.done_at if old else None, old.done_by if old else "",
        ))  # fmt: skip


def _post(tx: Tx, community: Community, made: Occurrence) -> None:
    card = card_of(made.id)
    show_where_missing(tx, (home.place for home in communities.homes(tx, community.id)), card)
