"""Every command, button and form × every mode × everybody: nobody gets further than they may (M3, M10).

Each act is done for real inside one unit of work, what it changed is read, and the unit is undone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import product
from typing import Any

import pytest

from bot.chat.address import Account, Place
from bot.chat.inbound import Actor, ButtonPressed, CommandUsed, FormSent, Inbound
from bot.chat.reply import REPLY, Answer
from bot.clock import Clock
from bot.commands.dispatch import Dispatcher, Hooks, Problem
from bot.commands.registry import Registry
from bot.db.database import Database
from bot.db.schema import metadata
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.agendas import service as agendas
from bot.features.agendas import writing as minutes
from bot.features.agendas.model import Planned
from bot.features.announcements import service as announcements
from bot.features.announcements.model import Content
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.communities.model import State as Life
from bot.features.dossiers import service as dossiers
from bot.features.dossiers.model import Held, Kind
from bot.features.events import service as events
from bot.features.events import staff
from bot.features.events.model import Answer as Going
from bot.features.events.model import Coming, Contact, Duty, Speaker, Type, answers
from bot.features.events.plan import Plan
from bot.features.events.recurrence import Rhythm
from bot.features.lifecycle import succession
from bot.features.membership import service as membership
from bot.features.membership.access import Standing, access, standing_of
from bot.features.membership.model import Invitation, Role, Status
from bot.features.membership.service import Answers
from bot.features.mirrors.model import Mirror, mirrors
from bot.features.mirrors.model import State as Listing
from bot.features.people import service as people
from bot.features.people import workspaces
from bot.features.people.commands import before_answer
from bot.features.places import strays
from bot.features.places.model import Look, State
from bot.features.questions import service as questions
from bot.features.team import service as team
from bot.features.workgroups import service as workgroups
from bot.features.workgroups.model import What
from bot.i18n import Catalogue
from tests.words import our_copy

REGISTRY = Registry(FEATURES)
CHANNEL, ADMINS = Place("meadow", "north", "tides"), Place("meadow", "north", "tides-admins")


def actor(name: str) -> Actor:
    return Actor(Account("meadow", "north", name), name.capitalize(), "en", "Europe/Rome")


WHO = ("stranger", "applicant", "invited", "member", "reviewer", "administrator", "banned", "owner")
KINDS = [
    (mode, hidden, archived)
    for mode, hidden, archived in product(Mode, (False, True), (False, True))
    if not (mode is Mode.OPEN and hidden)
]

# What each button and form is about, and who may do more than look: "all" (what it does follows from the community),
# "own" (the applicant of that request), "decide" (administrators, reviewers, platform team), "administer", "team".
ABOUT = {
    "administration.archive": ("community", "administer"),
    "administration.archived": ("community", "administer"),
    "administration.create": ("", "all"),
    "administration.edit": ("community", "administer"),
    "administration.groups": ("community", "administer"),
    "administration.kept": ("community", "administer"),
    "administration.log": ("community", "administer"),
    "administration.mode": ("community mode", "administer"),
    "administration.opened": ("community", "administer"),
    "administration.reactivate": ("community", "administer"),
    "administration.rules": ("community", "administer"),
    "agendas.add": ("occurrence alone", "members"),
    "agendas.cancel": ("occurrence", "administer"),
    "agendas.done": ("action", "author"),
    "agendas.item": ("occurrence alone", "members"),
    "agendas.keep": ("occurrence", "administer"),
    "agendas.minutes": ("occurrence alone", "administer"),
    "agendas.open": ("occurrence alone", "members"),
    "agendas.remove": ("item", "author"),
    "agendas.write": ("minutes", "administer"),
    "announcements.another": ("community", "members"),
    "archive.bring": ("community", "administer"),
    "board.pin": ("home", "administer"),
    "announcements.approve": ("announcement", "administer"),
    "announcements.cancel": ("announcement", "author"),
    "announcements.comments": ("announcement", "administer"),
    "announcements.delete": ("announcement", "author"),
    "announcements.deleted": ("announcement", "author"),
    "announcements.edit": ("announcement", "author"),
    "announcements.kept": ("announcement", "author"),
    "announcements.read": ("announcement", "members"),
    "announcements.recent": ("community", "members"),
    "announcements.reject": ("announcement", "administer"),
    "announcements.remind": ("announcement", "author"),
    "announcements.resume": ("announcement", "author"),
    "announcements.retry": ("announcement", "administer"),
    "announcements.send": ("announcement", "author"),
    "announcements.undo": ("announcement", "author"),
    "announcements.write": ("community", "members"),
    "approvals.answer": ("request", "own"),
    "approvals.approve": ("request", "decide"),
    "approvals.approve-all": ("community", "decide"),
    "approvals.approve-these": ("community", "decide"),
    "approvals.ask": ("request", "decide"),
    "approvals.claim": ("request", "decide"),
    "approvals.csv": ("community", "decide"),
    "approvals.digest": ("community", "decide"),
    "approvals.history": ("request", "decide"),
    "approvals.queue": ("community", "decide"),
    "approvals.reject": ("request", "decide"),
    "approvals.reject-all": ("community", "decide"),
    "approvals.release": ("request", "decide"),
    "approvals.retry": ("request", "decide"),
    "approvals.take": ("request", "decide"),
    "approvals.team": ("request", "own"),
    "approvals.undo": ("request", "decide"),
    "approvals.write": ("request", "own"),
    "attendance.csv": ("webinar", "administer"),
    "attendance.file": ("webinar", "administer"),
    "attendance.here": ("webinar", "members"),
    "attendance.note": ("webinar", "administer"),
    "attendance.seen": ("webinar", "administer"),
    "dossiers.gather": ("webinar state", "administer"),
    "dossiers.list": ("community", "all"),
    "dossiers.materials": ("webinar", "administer"),
    "dossiers.read": ("webinar summary", "all"),
    "dossiers.waive": ("webinar", "administer"),
    "digests.choose": ("", "all"),
    "digests.open": ("", "all"),
    "feedback.comment": ("ended", "came"),
    "feedback.comments": ("ended", "decide"),
    "feedback.say": ("ended opinion", "came"),
    "feedback.seen": ("ended", "administer"),
    "lifecycle.accept": ("offer", "chosen"),
    "lifecycle.appoint": ("community member", "team"),
    "lifecycle.decline": ("offer", "chosen"),
    "lifecycle.health": ("community", "administer"),
    "lifecycle.offer": ("community", "administer"),
    "lifecycle.remind": ("community", "administer"),
    "mirrors.again": ("mirror", "administer"),
    "lifecycle.revive": ("community", "administer"),
    "lifecycle.successor": ("community", "administer"),
    "events.calendar": ("community", "members"),
    "events.cancel": ("occurrence", "administer"),
    "events.cancelled": ("occurrence", "administer"),
    "events.drop-role": ("occurrence role", "administer"),
    "events.drop-speaker": ("occurrence speaker", "administer"),
    "events.role": ("occurrence role", "administer"),
    "events.roles": ("occurrence alone", "administer"),
    "events.session": ("occurrence", "administer"),
    "events.speaker": ("occurrence speaker", "administer"),
    "events.speakers": ("occurrence alone", "administer"),
    "events.decline": ("community", "members"),
    "events.discard": ("draft", "administer"),
    "events.edit": ("event", "administer"),
    "events.going": ("occurrence", "members"),
    "events.ics": ("occurrence", "members"),
    "events.manage": ("occurrence", "administer"),
    "events.maybe": ("occurrence", "members"),
    "events.move": ("occurrence", "administer"),
    "events.moved": ("occurrence moved", "administer"),
    "events.new": ("community", "administer"),
    "events.no": ("occurrence", "members"),
    "events.offers": ("community", "members"),
    "events.one": ("occurrence going", "members"),
    "events.outside": ("occurrence alone", "administer"),
    "events.plan": ("draft", "administer"),
    "events.restore": ("occurrence", "administer"),
    "events.resubscribe": ("community", "members"),
    "events.subscribe": ("community", "members"),
    "events.take": ("community", "members"),
    "events.write": ("community", "administer"),
    "membership.about": ("community", "all"),
    "membership.join": ("community", "all"),
    "membership.leave": ("community", "all"),
    "membership.left": ("community", "all"),
    "membership.list": ("", "all"),
    "membership.members": ("community", "all"),
    "membership.note": ("request", "own"),
    "membership.excluded": ("community", "administer"),
    "membership.readmit": ("community banned", "administer"),
    "membership.remove": ("community member", "administer"),
    "membership.stay": ("community", "all"),
    "membership.withdraw": ("request", "own"),
    "people.open": ("", "all"),
    "places.admit": ("stray", "administer"),
    "places.close": ("community", "administer"),
    "places.closed": ("community", "administer"),
    "places.unclosed": ("community", "administer"),
    "places.make": ("community", "team"),
    "places.move-out": ("home", "team"),
    "places.moved-out": ("home", "team"),
    "places.put-out": ("stray", "administer"),
    "places.retry": ("home", "administer"),
    "places.stayed": ("home", "team"),
    "places.strays": ("community", "administer"),
    "workgroups.accept": ("group offer", "administer"),
    "workgroups.create": ("community", "administer"),
    "workgroups.decline": ("group offer", "administer"),
    "reminders.snooze": ("occurrence alone", "members"),
    "reminders.stop": ("occurrence alone", "members"),
    "questions.answer": ("question", "administer"),
    "questions.answered": ("question", "administer"),
    "questions.apart": ("question", "administer"),
    "questions.ask": ("webinar", "members"),
    "questions.asked": ("webinar", "members"),
    "questions.board": ("webinar", "administer"),
    "questions.group": ("question", "administer"),
    "questions.hide": ("question", "administer"),
    "questions.preview": ("webinar", "administer"),
    "questions.publish": ("webinar", "administer"),
    "questions.read": ("webinar", "all"),
    "questions.show": ("question", "administer"),
    "questions.under": ("question", "administer"),
    "settings.change": ("", "all"),
    "settings.me": ("", "all"),
    "settings.mute": ("community", "all"),
    "settings.unmute": ("community", "all"),
    "settings.zone": ("", "all"),
    "settings.zone-other": ("", "all"),
}

ABOUT |= {
    "series.cover": ("series", "administer"),
    "series.follow": ("series", "members"),
    "series.pick": ("series", "members"),
    "series.resubscribe": ("series", "members"),
    "series.sessions": ("series", "administer"),
    "series.stop": ("series", "members"),
    "series.subscribe": ("series", "members"),
    "series.turn": ("series", "administer"),
    "series.write": ("series unwritten", "administer"),
    "team.add": ("community", "administer"),
    "team.edit": ("team", "administer"),
    "team.new": ("community", "administer"),
    "team.plan": ("team", "administer"),
    "team.point": ("community", "administer"),
    "team.rewrite": ("team", "administer"),
    "team.see": ("community", "administer"),
    "team.settled": ("point", "administer"),
    "team.skip": ("team time", "administer"),
    "team.stop": ("team", "administer"),
    "team.write": ("community", "administer"),
}

MAY: dict[str, set[str]] = {
    "all": set(WHO),
    "members": {"member", "reviewer", "administrator", "owner"},
    "own": {"applicant"},
    "chosen": {"member"},
    "came": {"member"},
    "author": {"member", "administrator", "owner"},
    "decide": {"reviewer", "administrator", "owner"},
    "administer": {"administrator", "owner"},
    "team": {"owner"},
    "everyone": set(WHO),
    "administrators": {"reviewer", "administrator", "owner"},
    "owners": {"owner"},
}

VALUES = {
    "name": "Waves", "mode": "public", "purpose": "p", "eligibility": "e", "language": "en", "type": "news",
    "title": "News", "text": "Text", "link": "", "when": "2026-12-01 10:00", "repeats": "once", "ends": "",
    "where": "", "minutes": "60", "capacity": "", "zone": "Europe/Rome", "languages": "", "external": "",
    "state": "accepted", "institution": "I", "role": "R", "member": "",
    "file": "", "comments": "yes", "comment": "c",
    "words": "because", "reason": "incomplete", "note": "n",
    "recording": "", "slides": "", "questions": "", "summary": "s", "related": "",
    "answer": "a", "signed": "s", "live": "", "as": "anonymous",
    "point": "p", "why": "w", "objectives": "o", "audience": "a", "convenor": "c",
    "present": "", "decisions": "d", "actions": "a",
    "criteria": "yes", "principles": "yes", "answer0": "a", "pending": "keep", "timezone": "Europe/Rome",
    "digest": "daily", "quiet": "22-7", "strict": "", "what": "reminders", "until": "",
}  # fmt: skip


STILL = (
    "administration.create", "administration.reactivate", "/community reactivate", "/community admins",
    "membership.left", "membership.withdraw", "membership.remove", "membership.readmit",
    "announcements.cancel", "announcements.reject", "settings.mute", "settings.unmute",
)  # fmt: skip
"""What may still be done to an archived community: bring it back, name who cares for it, leave, remove, take back."""


CONTENT = {
    "memberships", "requests", "announcements", "events", "occurrences", "event_answers", "event_speakers",
    "event_roles", "agenda_items",
    "agenda_steps", "minutes", "actions", "materials",
    "questions", "question_answers", "question_posts", "presences", "opinions",
    "team_meetings", "team_skips", "team_points", "mirrors", "series_followers", "series_covers",
    "archive_ended_series",
}  # fmt: skip
"""What does not change any more once a community is archived."""


class _Undo(Exception):
    """What an act answered and changed, on its way out of the unit that is undone."""


@dataclass(slots=True)
class Rehearsal:
    """A real database in which every unit is done and then undone; `changed` names the tables the last one touched."""

    real: Database
    before: dict[str, Any] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    on_commit: list[Callable[[frozenset[str]], None]] = field(default_factory=list)

    @property
    def now(self) -> Any:
        return self.real.now

    @property
    def shared(self) -> bool:
        return False

    async def run(self, work: Callable[[Tx], Any]) -> Any:
        result: list[Any] = []

        def rehearse(tx: Tx) -> None:
            result.append(work(tx))
            after = snapshot(tx)
            self.changed = {name for name in after if after[name] != self.before[name]}
            raise _Undo

        self.changed = set()
        try:
            await self.real.run(rehearse)
        except _Undo:
            return result[-1]

    async def close(self) -> None: ...


@dataclass(slots=True)
class World:
    """The real engine; a bug in it fails the test at once."""

    database: Database
    catalogue: Catalogue
    problems: list[Problem] = field(default_factory=list)
    told: int = 0
    dispatcher: Dispatcher = field(init=False)

    def __post_init__(self) -> None:
        waiting = partial(before_answer, REGISTRY.draw)
        hooks = Hooks(people.identify, people.recognise, waiting, self.problems.append)
        self.dispatcher = Dispatcher(REGISTRY, self.catalogue, self.database, hooks)

    async def does(self, kind: str, by: Actor, what: str) -> Answer:
        self.told += 1
        answer = await self.dispatcher.receive(self._inbound(kind, by, what))
        assert self.problems == []
        return answer

    def _inbound(self, kind: str, by: Actor, what: str) -> Inbound:
        name, _, text = what.removeprefix("/").partition(" ")
        match kind:
            case "command":
                return CommandUsed(f"event-{self.told}", by, None, name, text)
            case "press":
                return ButtonPressed(f"event-{self.told}", by, None, what)
            case _:
                return FormSent(f"event-{self.told}", by, None, what, VALUES)


def snapshot(tx: Tx) -> dict[str, str]:
    """Everything people could notice; who is known and what was handled is nobody's business."""
    return dict(map(tuple, tx.driver.rows(everything(tx.conn.dialect.name), ())))


@cache
def everything(dialect: str) -> str:
    """One statement that reads the rows of every table as text: asked for one by one they take most of the time."""
    unseen = {"handled", "people", "accounts", "mail"}
    whole = {
        "postgresql": "SELECT '{name}', coalesce(string_agg(it::text, chr(10) ORDER BY it::text), '') FROM {name} it",
        "sqlite": "SELECT '{name}', coalesce(group_concat(it, char(10)), '') "
        "FROM (SELECT {row} AS it FROM {name} ORDER BY it)",
    }[dialect]
    tables = [each for name, each in metadata.tables.items() if name not in unseen]
    rows = {each.name: " || ',' || ".join(f'quote("{column.name}")' for column in each.columns) for each in tables}
    return " UNION ALL ".join(whole.format(name=name, row=row) for name, row in rows.items())


@dataclass(frozen=True, slots=True)
class Stage:
    """One community with everybody who can be anything to it, one open request and one proposal."""

    community: Community
    request: str
    announcement: str
    draft: str
    event: str
    occurrence: str
    speaker: str
    duty: str
    item: str
    action: str
    webinar: str
    question: str
    ended: str
    series: str
    team: str
    point: str
    home: str
    stray: str
    offer: str
    group_offer: str
    mirror: str
    people: dict[str, str]


def build(tx: Tx, mode: Mode, *, hidden: bool, archived: bool) -> Stage:
    workspaces.set_workspace(tx, "meadow", "north", name="North")
    found = {}
    for name in WHO:
        address = actor(name)
        found[name] = people.register(
            tx, address.name, [address.account], owner=name == "owner", locale="en", zone="Europe/Rome"
        )
    community = replace(
        communities.blank(tx, "Tides", Mode.SEMI_PRIVATE), eligibility=("works on tides",), principles=("be kind",),
        questions=("why?",),
    )  # fmt: skip
    communities.create(tx, community, by="")
    home = communities.add_place(tx, community, CHANNEL, admin_channel=ADMINS.id)
    for name, role in (("member", Role.MEMBER), ("reviewer", Role.REVIEWER), ("administrator", Role.ADMINISTRATOR)):
        membership.admit(tx, community, found[name], by="", role=role)
    membership.admit(tx, community, found["banned"], by="")
    membership.depart(tx, community, found["banned"], Status.BANNED, by="")
    request = ask(tx, community, found["applicant"])
    community = communities.change(tx, community, mode=mode, hidden=hidden)
    made = Invitation("inv_1", community.id, found["invited"], "", "", tx.now, tx.now + timedelta(days=30), "open")
    membership.invite(tx, made)
    caller = people.recognise(tx, actor("member"))
    assert caller
    content = Content(type="news", title="Proposed", text="T", link="", at=None, zone="UTC")
    drafted = announcements.draft(tx, community, caller, content)
    announcements.propose(tx, community, drafted)
    offer = succession.offer(tx, community, found["member"], by=found["administrator"])
    written, planned, occurrence = plan(tx, community)
    speaker, duty = staffed(tx, planned)
    item, action = meet(tx, occurrence, found["member"])
    webinar, question = show(tx, community, found["member"])
    ended, series = end(tx, community, found["member"]), repeat(tx, community)
    proposed = propose(tx, community)
    met, point = gather(tx, community, found["administrator"])
    if archived:
        community = replace(community, state=Life.ARCHIVED, archived_at=tx.now)
        communities.save(tx, community)
    inside = Look(home.id, CHANNEL, "", admin=False)
    stray = strays.new(tx, inside, actor("wanderer").account, state=State.OPEN, status="")
    strays.add(tx, [stray])
    return Stage(
        community, request, drafted.id, written, planned, occurrence, speaker, duty, item, action, webinar, question,
        ended, series, met, point, home.id, stray.id, offer.id, proposed, list_on(tx, community, occurrence), found,
    )


def plan(tx: Tx, community: Community) -> tuple[str, str, str]:
    """A draft of the administrator's, what they planned, and when it takes place."""
    caller = people.recognise(tx, actor("administrator"))
    assert caller
    start = datetime.fromisoformat("2026-11-20 15:00")
    said = Plan("Planned", "P", "", "UTC", start, start.replace(tzinfo=UTC), 60, None, Rhythm.ONCE, 1, "")
    written, planned = (events.draft(tx, community, caller, Type.MEETING, said) for _ in range(2))
    events.put_in_calendar(tx, planned, by=caller.id)
    return written.id, planned.id, events.occurrences_of(tx, planned.id)[0].id


def propose(tx: Tx, community: Community) -> str:
    """Somebody else's community, all of whose members are inside, may become its working group."""
    caller = people.recognise(tx, actor("member"))
    assert caller
    reefs = replace(communities.blank(tx, "Reefs", Mode.PRIVATE), id="com_reefs", hidden=True)
    communities.create(tx, reefs, by="")
    membership.admit(tx, reefs, caller.id, by="", role=Role.ADMINISTRATOR)
    made = workgroups.propose(tx, What.ATTACH, reefs, community, caller)
    assert made
    return made.id


def list_on(tx: Tx, community: Community, occurrence: str) -> str:
    """It stood on the list of the workspace, until somebody took it off."""
    made = events.occurrence(tx, occurrence)
    assert made
    off = Listing.TAKEN_OFF
    row = Mirror("mir_1", made.id, community.id, "meadow", "north", CHANNEL.id, "", off, made.at, None, "", 1, "")
    tx.add(mirrors, row)
    return row.id


def staffed(tx: Tx, event: str) -> tuple[str, str]:
    """A speaker who was contacted, and a role that nobody has."""
    row = events.event(tx, event)
    assert row
    staff.arrange(tx, row, [Speaker("", "", 0, "S", "I", Contact.CONTACTED)], [Duty("", "", 0, "R", None)])
    return staff.speakers_of(tx, event)[0].id, staff.duties_of(tx, event)[0].id


def meet(tx: Tx, occurrence: str, member: str) -> tuple[str, str]:
    """What a member put on the agenda there, and what they are to do."""
    it = agendas.meeting(tx, occurrence)
    assert it
    item = agendas.add(tx, it, member, "Tables")
    agreed = minutes.Written("", "Yes", (Planned("Print", member, "Member", ""),))
    minutes.write(tx, it, agreed, by=member, revision=0)
    assert item
    return item.id, minutes.actions_of(tx, occurrence)[0].id


def gather(tx: Tx, community: Community, administrator: str) -> tuple[str, str]:
    """When the team meets, and what it wants to talk about."""
    row = team.draft(
        tx, community, by=administrator, start=datetime.fromisoformat("2026-11-24 10:00"), zone="UTC",
        rhythm=Rhythm.MONTH_WEEKDAY, every=1, minutes=60, where="",
    )  # fmt: skip
    team.plan(tx, community, row, by=administrator)
    return row.id, team.add(tx, community, by=administrator, text="Roles").id


def show(tx: Tx, community: Community, member: str) -> tuple[str, str]:
    """A webinar with a summary, and a question to it."""
    caller = people.recognise(tx, actor("administrator"))
    assert caller
    start = datetime.fromisoformat("2026-11-21 15:00")
    said = Plan("Shown", "P", "", "UTC", start, start.replace(tzinfo=UTC), 60, None, Rhythm.ONCE, 1, "")
    row = events.draft(tx, community, caller, Type.WEBINAR, said)
    events.put_in_calendar(tx, row, by=caller.id)
    made = events.occurrences_of(tx, row.id)[0]
    it = Held(community, row, made)
    dossiers.give(tx, it, {Kind.SUMMARY: "It was good."}, by=member)
    return made.id, questions.ask(tx, it, member, "Why?").id


def end(tx: Tx, community: Community, member: str) -> str:
    """A meeting of yesterday, to which a member said that they come."""
    caller = people.recognise(tx, actor("administrator"))
    assert caller
    start = datetime.fromisoformat("2026-11-02 15:00")
    said = Plan("Ended", "P", "", "UTC", start, start.replace(tzinfo=UTC), 60, None, Rhythm.ONCE, 1, "")
    row = events.draft(tx, community, caller, Type.MEETING, said)
    events.put_in_calendar(tx, row, by=caller.id)
    made = events.occurrences_of(tx, row.id)[0]
    tx.add(answers, Coming(made.id, member, Going.GOING, tx.now, 1, None, muted=False))
    return made.id


def repeat(tx: Tx, community: Community) -> str:
    """A webinar of every month."""
    caller = people.recognise(tx, actor("administrator"))
    assert caller
    start, rule = datetime.fromisoformat("2026-11-19 15:00"), "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=19"
    said = Plan("Monthly", "P", "", "UTC", start, start.replace(tzinfo=UTC), 60, None, Rhythm.MONTH_DAY, 1, rule)
    row = events.draft(tx, community, caller, Type.WEBINAR, said)
    events.put_in_calendar(tx, row, by=caller.id)
    return row.id


def ask(tx: Tx, community: Community, person: str) -> str:
    """An open request, made while the community was semi-private, whatever it becomes."""
    caller = people.recognise(tx, actor("applicant"))
    assert caller
    joining = membership.join(tx, community, caller, Answers("please", ("because",), accepted=True))
    assert joining.request
    assert joining.request.person == person
    return joining.request.id


def argument(stage: Stage, about: str) -> str:
    return {
        "": "",
        "community": stage.community.id,
        "community mode": f"{stage.community.id}/public",
        "community member": f"{stage.community.id}/{stage.people['member']}",
        "community banned": f"{stage.community.id}/{stage.people['banned']}",
        "request": stage.request,
        "announcement": f"{stage.announcement}/2",
        "draft": f"{stage.draft}/1",
        "event": f"{stage.event}/2",
        "occurrence": f"{stage.occurrence}/1/only",
        "occurrence alone": stage.occurrence,
        "occurrence going": f"{stage.occurrence}/going/0",
        "occurrence role": f"{stage.occurrence}/{stage.duty}",
        "occurrence speaker": f"{stage.occurrence}/{stage.speaker}",
        "occurrence moved": f"{stage.occurrence}/1/only/29900000",
        "minutes": f"{stage.occurrence}/1",
        "webinar": stage.webinar,
        "ended": stage.ended,
        "ended opinion": f"{stage.ended}/good",
        "series": stage.series,
        "series unwritten": f"{stage.series}/0",
        "team": stage.team,
        "team time": f"{stage.team}/{int(datetime(2026, 11, 24, 10, tzinfo=UTC).timestamp()) // 60}",
        "point": stage.point,
        "question": stage.question,
        "webinar state": f"{stage.webinar}/1-{int(datetime(2026, 11, 3, 9, tzinfo=UTC).timestamp()) * 1_000_000}",
        "webinar summary": f"{stage.webinar}/summary",
        "item": stage.item,
        "action": stage.action,
        "home": stage.home,
        "stray": stage.stray,
        "offer": stage.offer,
        "group offer": stage.group_offer,
        "mirror": stage.mirror,
    }[about]


def elsewhere(token: str, stage: Stage) -> str:
    """The same token about something that never existed."""
    known_ids = (
        stage.community.id, stage.request, stage.announcement, stage.draft, stage.event, stage.occurrence, stage.item,
        stage.action, stage.webinar, stage.question, stage.ended, stage.series, stage.team, stage.point, stage.home,
        stage.stray, stage.offer, stage.group_offer, stage.mirror,
    )  # fmt: skip
    for known in known_ids:
        token = token.replace(known, known[:4] + "0" * (len(known) - 4))
    return token


def acts(stage: Stage) -> Iterator[tuple[str, str, str]]:
    """(kind, what is typed or pressed, who may do more than look)."""
    for spec in REGISTRY.commands.values():
        if "community" in spec.arguments.__dataclass_fields__:
            rest = {"invite": "stranger tides", "community mode": "tides public",
                    "event plan": "tides workshop", "workgroup attach": "tides tides"}.get(spec.name, "tides")
            yield "command", f"/{spec.name} {rest}", spec.audience
        else:
            yield "command", f"/{spec.name}", spec.audience
    for token in REGISTRY.presses:
        about, who = ABOUT[token]
        yield "press", f"{token}:{argument(stage, about)}", who
    for token in REGISTRY.forms:
        about, who = ABOUT[token]
        yield "form", f"{token}:{argument(stage, about)}", who


def test_every_button_and_form_stands_in_the_matrix() -> None:
    assert sorted(ABOUT) == sorted({*REGISTRY.presses, *REGISTRY.forms})


def said(answer: Answer) -> bytes:
    return REPLY.dump_json(answer.reply)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return our_copy()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("mode", "hidden", "archived"), KINDS)
async def test_nobody_gets_further_than_they_may(
    database: Database, clock: Clock, catalogue: Catalogue, mode: Mode, hidden: bool, archived: bool
) -> None:
    stage = await database.run(lambda tx: build(tx, mode, hidden=hidden, archived=archived))
    rehearsal = Rehearsal(database)
    rehearsal.before = await database.run(snapshot)
    world = World(rehearsal, catalogue)
    standings = await database.run(
        lambda tx: {who: standing_of(tx, stage.community.id, stage.people[who], owner=who == "owner") for who in WHO}
    )
    wrong = []
    for who, (kind, what, who_may) in product(WHO, list(acts(stage))):
        for complaint in await judged(world, rehearsal, stage, standings[who], who, kind, what, who_may):
            wrong.append(f"{who}, {what.replace(stage.community.id, 'tides')}: {complaint}")
    assert wrong == []


async def judged(
    world: World, rehearsal: Rehearsal, stage: Stage, standing: Standing, who: str, kind: str, what: str, who_may: str
) -> list[str]:
    """What is wrong with one act by one person: it changed what it must not, or told what it must not."""
    answer = await world.does(kind, actor(who), what)
    changed = rehearsal.changed
    found = []
    may = access(stage.community, standing)
    if who not in MAY[who_may] and changed:
        found.append(f"changed {sorted(changed)}")
    touched = changed & CONTENT
    if stage.community.archived and touched and not any(each in what for each in STILL):
        found.append(f"changed {sorted(touched)} of an archived community")
    if not may.see:
        there = elsewhere(what.replace("tides", "nothere"), stage)
        nowhere = said(await world.does(kind, actor(who), there)).replace(b"nothere", b"tides")
        if nowhere != said(answer) and "administration.create" not in what:
            found.append("a hidden community answers otherwise than one that does not exist")
        if "Tides" in said(answer).decode():
            found.append("the name of a hidden community is told")
    return found


@pytest.mark.parametrize("command", ["/communities", "/join", "/me", "/help", "/requests"])
async def test_lists_never_tell_of_what_is_hidden(database: Database, catalogue: Catalogue, command: str) -> None:
    """M10: lists and counts are the same whether the hidden community exists or not."""
    world = World(database, catalogue)
    before = await world.does("command", actor("stranger"), command)
    await database.run(lambda tx: build(tx, Mode.PRIVATE, hidden=True, archived=False))
    after = await world.does("command", actor("stranger"), command)
    assert said(after) == said(before)
