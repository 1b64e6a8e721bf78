"""Reports of people who are inside without belonging: told once, decided once, by whoever administers the community."""

from __future__ import annotations

from bot.chat.address import Account, Place
from bot.chat.message import Message
from bot.chat.text import Who
from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Home
from bot.features.membership import service as membership
from bot.features.membership.access import DECIDERS, access, standing_of
from bot.features.people import accounts, naming
from bot.features.people import service as people
from bot.features.people.model import SENT
from bot.features.places import messages, strays, telling
from bot.features.places.model import ADMITTED, PUT_OUT, Outed, State, Stray
from bot.features.places.troubles import workspace_of
from bot.jobs.outbox import redraw, revoke, show


def card(report: str) -> str:
    return f"strays:{report}"


def report(tx: Tx, home: str, *, admin: bool) -> None:
    """Tell the administrators of those who are told of nowhere yet: by a living card, or privately."""
    place = communities.home(tx, home)
    community = communities.get(tx, place.community) if place else None
    made = strays.gather(tx, home, admin=admin) if place and community else ""
    if not made or place is None or community is None:
        return
    where = telling.meeting(tx, community)
    for each in where:
        show(tx, each, card(made), key=f"{card(made)}/{each}")
    if not where:
        told = drawn(tx, community, place, strays.of_report(made))
        telling.privately(tx, community, told, key=card(made), needs=card(made))


def draw(tx: Tx, argument: str, locale: str) -> Message | None:
    """A report as it is now, where administrators meet or in a letter of its own.

    None when the community no longer lives there, and for a letter that has not left when nothing is left to decide.
    """
    report, letter = argument.partition("/")[0], people.letter(tx, argument)
    home, among = _home(tx, report), strays.of_report(report)
    community = communities.get(tx, home.community) if home else None
    if home is None or community is None or (letter and letter.state != SENT and not strays.count(tx, among)):
        return None
    return drawn(tx, community, home, among)


def _home(tx: Tx, report: str) -> Home | None:
    found = strays.first(tx, strays.of_report(report))
    return communities.home(tx, found.place) if found else None


def drawn(tx: Tx, community: Community, home: Home, among: strays.Among) -> Message:
    """Only those who are shown are looked up: thousands may have been let in at once."""

    def shown(each: Stray) -> messages.Shown:
        by = people.who(tx, each.by) if each.by else None
        return messages.Shown(each, who(tx, each), by, admits(tx, community, each))

    waiting = [shown(each) for each in strays.waiting(tx, among, limit=messages.SHOWN)]
    over = [shown(each) for each in strays.over(tx, among, limit=messages.DONE)]
    return messages.strays(
        community, messages.Report(waiting, strays.count(tx, among), over), workspace_of(tx, home)
    )  # fmt: skip


def shown_to(tx: Tx, argument: str, target: Account | Place) -> bool:
    """Whether administrators read there: a report names people to those alone who may decide about them."""
    home = _home(tx, argument.partition("/")[0])
    if home is None:
        return False
    if isinstance(target, Place):
        return target in communities.admin_places(tx, home.community)
    community = communities.get(tx, home.community)
    person = people.person_of(tx, target)
    known = people.get(tx, person)
    stands = standing_of(tx, home.community, person, owner=known is not None and known.owner)
    return community is not None and access(community, stands).administer


def who(tx: Tx, stray: Stray) -> Who:
    """By name where we know them; a stranger by their account, which platforms show as a name."""
    found = accounts.behind(tx, [stray.address]).get(stray.address)
    return Who(found.name if found else stray.account, stray.platform, stray.workspace, stray.account)


def admits(tx: Tx, community: Community, stray: Stray) -> bool:
    """Whether they could be made a member: not where administrators meet, not who is one or was banned."""
    stands = standing_of(tx, community.id, people.person_of(tx, stray.address))
    return not (stray.admin or community.archived or stands.banned or stands.role is not None)


def belongs(tx: Tx, community: Community, stray: Stray) -> bool:
    """Whether whoever was told of is where they belong by now."""
    person = people.person_of(tx, stray.address)
    role = standing_of(tx, community.id, person).role
    return role in DECIDERS if stray.admin else role is not None


def admit(tx: Tx, community: Community, stray: Stray, *, by: str) -> bool:
    """Make them a member, and tell them; False when somebody was first."""
    if not strays.move(tx, stray, State.SETTLED, decision=ADMITTED, by=by, detail=""):
        return False
    person = people.person_of(tx, stray.address) or people.register(tx, stray.account, [stray.address])
    if membership.let_in(tx, community, person, by=by):
        told = messages.welcome(community, people.who(tx, by))
        people.tell(tx, person, told, key=f"{stray.id}/{new_id('in')}", prefer=stray.address, awaited=True)
    _redraw(tx, stray)
    return True


def put_out(tx: Tx, community: Community, home: Home, stray: Stray, *, by: str) -> bool:
    """Close the place to them; False when somebody was first."""
    if not strays.move(tx, stray, State.LEAVING, decision=PUT_OUT, by=by, detail=""):
        return False
    place = home.admin_place if stray.admin else home.place
    if place is not None:
        revoke(tx, stray.address, place, role=stray.role, key=new_id(f"{stray.id}/out"), then=Outed(stray.id))
    communities.record(tx, community.id, by, "stray-out", people=naming.kept(who(tx, stray)), place=str(place))
    _redraw(tx, stray)
    return True


def settle(tx: Tx, stray: Stray) -> None:
    """Nothing is left to decide."""
    strays.move(tx, stray, State.SETTLED)
    _redraw(tx, stray)


def outed(tx: Tx, end: Outed) -> None:
    """Somebody is out; or could not be taken out, and whoever administers reads why and may try again."""
    stray = strays.get(tx, end.stray)
    if stray is None or stray.state is not State.LEAVING:
        return
    if end.outcome == "sent":
        strays.move(tx, stray, State.OUT)
    else:
        strays.move(tx, stray, State.OPEN, decision="", by="", detail=end.detail or end.outcome)
        report(tx, stray.place, admin=stray.admin)
    _redraw(tx, stray)


def _redraw(tx: Tx, stray: Stray) -> None:
    if stray.report:
        drawn_again(tx, stray.report)


def drawn_again(tx: Tx, report: str) -> None:
    """Wherever it is read."""
    redraw(tx, card(report))
    people.redraw_letters(tx, card(report))


def of_community(tx: Tx, community: Community) -> strays.Among:
    return strays.of_homes([each.id for each in communities.homes(tx, community.id)])
