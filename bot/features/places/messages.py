"""What is said about the places of communities; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.chat.message import Button, Buttons, Facts, Heading, Message, Paragraph, Part, Small, message, say
from bot.chat.text import Channel, Role, Series, T, Text, Who, Words, t
from bot.commands.feature import token
from bot.features.communities.homes import TROUBLES, remedy, why
from bot.features.communities.model import LOST, Community, Home
from bot.features.membership.access import Access, Door
from bot.features.places.model import ADMITTED, Stray

SHOWN, DONE = 5, 10
"""So many people about whom nobody has decided stand on a card at once, and so many of the others: whoever is decided
makes room."""


def name(community: Community) -> Words:
    return Words(community.name)


# Where a community lives.


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be done: `make` channels in the workspace where this is read, `close` them on their platform, look at
    so many `strays`; all else as well, or by this `team` alone.
    """

    make: bool
    close: bool
    strays: int
    team: Sequence[Who] | None = None


NAMED = 5
"""So many people of the platform team are named."""


def only_team(team: Sequence[Who]) -> T:
    """Who may do what the reader may not; without names where nobody told us any."""
    named = tuple(each for each in team if not each.nameless)[:NAMED]
    return t("places-team", team=Series(named, "or"), who=_known(team, named))


def _known(team: Sequence[Who], named: Sequence[Who]) -> str:
    return "named" if named else "unnamed" if team else "nobody"


def _team(team: Sequence[Who]) -> Paragraph | None:
    named = tuple(each for each in team if not each.nameless)[:NAMED]
    who = _known(team, named)
    return Paragraph(t("places-team-is", team=Series(named), who=who)) if who != "unnamed" else None


def homes(community: Community, places: Mapping[Home, str], *, offered: Offered, shut: Collection[str]) -> Message:
    """Each place with its workspace's name and what is wrong there; `shut` are those whose channel is archived there.
    """
    may_change = offered.team is None
    parts: list[Part] = [Heading(t("places-homes", community=name(community)))]
    for home, workspace in places.items():
        parts += _home(home, workspace, may_change=may_change, shut=home.id in shut, hidden=community.hidden)
    if not places:
        parts.append(Paragraph(t("places-homeless")))
    if offered.strays:
        parts.append(Paragraph(t("places-strays-open", count=offered.strays)))
    parts.append(Small(t("places-how") if offered.team is None else only_team(offered.team)))
    buttons = []
    if offered.make:
        buttons.append(Button(t("button-make-channels"), token("places.make", community.id), "primary"))
    if offered.strays:
        buttons.append(Button(t("button-strays"), token("places.strays", community.id)))
    if offered.close:
        buttons.append(close_button(community))
    if buttons:
        parts.append(Buttons(tuple(buttons)))
    return Message(tuple(parts))


def close_button(community: Community) -> Button:
    return Button(t("button-close-channels"), token("places.close", community.id))


def _home(home: Home, workspace: str, *, may_change: bool, shut: bool, hidden: bool) -> list[Part]:
    administrators = _channel(home, home.admin_channel, workspace) if home.admin_channel else Words("—")
    lives = t("places-home", channel=_channel(home, home.channel, workspace), administrators=administrators)
    parts: list[Part] = [Facts(((Words(workspace), lives),))]
    parts += _wrong(home)
    if hidden and home.role:
        parts.append(Small(t("places-role-seen", role=Role(home.platform, home.workspace, home.role))))
    if shut:
        parts.append(Small(t("places-shut-there")))
    if any(home.former_roles):
        parts.append(Small(t("places-former-roles", roles=_listed(home))))
    if may_change:
        parts.append(Buttons((Button(t("button-move-out"), token("places.move-out", home.id)),)))
    return parts


def _channel(home: Home, channel: str, workspace: str) -> Channel:
    return Channel(home.platform, home.workspace, channel, where=workspace)


def _listed(home: Home) -> Series:
    return Series(tuple(Role(home.platform, home.workspace, each) for each in home.former_roles if each), "commas")


def _wrong(home: Home) -> list[Part]:
    """What is wrong with the members' channel, then with the administrators', each with what to click."""
    parts: list[Part] = []
    for admin in (False, True):
        lines = tuple(t("places-wrong", remedy=remedy(each)) for each in home.wrong(admin=admin) if each in TROUBLES)
        if lines:
            parts.append(Paragraph(t("places-wrong-administrators" if admin else "places-wrong-members")))
            parts.append(Paragraph(Series(lines, "lines")))
    return parts


@dataclass(frozen=True, slots=True)
class Leaving:
    """A place that a community is to leave: what its workspace is called, how many members can be inside, whether it
    is the `last` one.
    """

    home: Home
    workspace: str
    members: int
    last: bool


def moving_out(community: Community, asked: Leaving) -> Message:
    """Asks once, with what follows."""
    home, workspace = asked.home, asked.workspace
    meeting = _channel(home, home.admin_channel, workspace) if home.admin_channel else Words("—")
    text = t(
        "places-moving-out", community=name(community), channel=_channel(home, home.channel, workspace),
        workspace=Words(workspace), count=asked.members, admins="yes" if home.admin_channel else "no", meeting=meeting,
        last="yes" if asked.last else "no",
    )  # fmt: skip
    out = Button(t("button-move-out"), token("places.moved-out", home.id), "danger")
    return say(text, out, Button(t("button-cancel"), token("places.stayed", home.id)))


def moved_out(community: Community, home: Home, workspace: str, by: Who) -> Message:
    channel = _channel(home, home.channel, workspace)
    return say(t("places-moved-out", community=name(community), channel=channel, workspace=Words(workspace), by=by))


def stayed(community: Community, home: Home, workspace: str) -> Message:
    return say(t("places-stayed", community=name(community), channel=_channel(home, home.channel, workspace)))


def asked_for(places: Collection[Home]) -> str:
    """Which channels a question named, in its token: nobody agrees to others."""
    return sha256("/".join(sorted(home.id for home in places)).encode()).hexdigest()[:8]


def closing(community: Community, places: Mapping[Home, str], groups: Sequence[Community]) -> Message:
    """Asks once, with what nobody but a person can undo (FEATURES 2.4.5); of its archived working groups as well."""
    channels = Series(tuple(_channel(home, home.channel, workspace) for home, workspace in places.items()), "commas")
    sure = f"{community.id}/{asked_for(places)}"
    buttons = (
        Button(t("button-close-these"), token("places.closed", sure), "danger"),
        Button(t("button-cancel"), token("places.unclosed", community.id)),
    )
    text = t(
        "places-closing", community=name(community), channels=channels, count=len(places),
        groups="yes" if groups else "no", named=Series(tuple(name(each) for each in groups)),
    )  # fmt: skip
    return say(text, *buttons)


def shut(community: Community, workspace: str, by: Who) -> Message:
    how = t("places-bring-back")
    return say(t("places-shut", community=name(community), workspace=Words(workspace), by=by, how=how))


def not_shut(community: Community, home: Home, workspace: str, detail: str) -> Message:
    """Why a platform did not archive a channel, and what to click; it may be asked again."""
    again = Button(t("button-try-again"), token("places.closed", f"{community.id}/{asked_for([home])}"), "primary")
    text = t("places-not-shut", community=name(community), workspace=Words(workspace), why=why(detail))
    return say(text, again)


def made(community: Community, workspace: str, by: Who) -> Message:
    return say(t("places-made", community=name(community), workspace=Words(workspace), by=by))


def not_made(community: Community, outcome: str, detail: str, *, platform: str, workspace: str) -> Message:
    """Why a platform made no channels, and what to click; it may be asked again, wherever this is read."""
    if outcome == "unsupported":
        return say(t("places-cannot-make", community=name(community)))
    again = Button(t("button-try-again"), token("places.make", f"{community.id}/{platform}/{workspace}"), "primary")
    return say(t("places-not-made", community=name(community), why=why(detail)), again)


# What is wrong.


BY_TEAM = frozenset({"workspace-gone", "channel-archived", "role-gone", "role-fixed"}) | LOST
"""Troubles that the platform team alone can mend, or mends as well."""


def troubles(community: Community, home: Home, workspace: str, team: Sequence[Who]) -> Message:
    """For those who can mend it, whenever it changes; who is of the `team` where the others have to ask it."""
    where = {"community": name(community), "workspace": Words(workspace)}
    asks = not BY_TEAM.isdisjoint((*home.wrong(admin=False), *home.wrong(admin=True)))
    return message(
        Heading(t("places-troubled", **where)),
        *_wrong(home),
        _team(team) if asks else None,
        Small(t("places-troubled-until")),
    )


def mended(community: Community, workspace: str) -> Message:
    """Once, that nothing is wrong any more."""
    return say(t("places-mended", community=name(community), workspace=Words(workspace)))


def kept_out(community: Community, home: Home, person: Who, workspace: str, *, reason: str, admin: bool) -> Message:
    """Somebody belongs and could not be let in, for a reason that is no fault of the place."""
    text = t(
        "places-kept-out", person=person, community=name(community), workspace=Words(workspace),
        whose="administrators" if admin else "members", remedy=remedy(reason),
    )  # fmt: skip
    return say(text, Button(t("button-try-again"), token("places.retry", home.id), "primary"))


# Who is inside without belonging.


@dataclass(frozen=True, slots=True)
class Shown:
    """A stray with who it is, who decided, and whether a button could still make them a member."""

    stray: Stray
    who: Who
    by: Who | None
    admits: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Those about whom nobody has decided (the first of `count`), and the first of the others."""

    waiting: Sequence[Shown]
    count: int
    over: Sequence[Shown]

    @property
    def of_administrators(self) -> bool:
        return all(each.stray.admin for each in (*self.waiting, *self.over))


def strays(community: Community, report: Report, workspace: str) -> Message:
    where = {"community": name(community), "workspace": Words(workspace)}
    key = "places-strays-administrators" if report.of_administrators else "places-strays"
    head = t(key, **where, count=report.count) if report.waiting else t("places-strays-settled", **where)
    parts: list[Part] = [Heading(head)]
    for each in report.waiting:
        parts += [Paragraph(_why(each)), Buttons(_buttons(each))]
    if report.count > len(report.waiting):
        parts.append(Small(t("places-strays-more", count=report.count - len(report.waiting))))
    if report.over:
        parts.append(Small(Series(tuple(_done(each) for each in report.over), "lines")))
    return Message(tuple(parts))


def _why(each: Shown) -> T:
    """Who it is and how their membership ended; why they could not be taken out, where that was tried."""
    stray = each.stray
    if stray.detail:
        return t("places-stray-stuck", person=each.who, why=why(stray.detail))
    return t("places-stray", person=each.who, status=stray.status or "none")


def _buttons(each: Shown) -> tuple[Button, ...]:
    out = Button(t("button-take-out"), token("places.put-out", each.stray.id), "danger")
    if not each.admits:
        return (out,)
    return (Button(t("button-make-member"), token("places.admit", each.stray.id), "primary"), out)


def _done(each: Shown) -> T:
    return t("places-stray-done", person=each.who, decision=each.stray.decision or "none", by=each.by or Who("—"))


def decided(community: Community, stray: Stray, who: Who) -> Message:
    key = "places-admitted" if stray.decision == ADMITTED else "places-put-out"
    return say(t(key, person=who, community=name(community)))


def welcome(community: Community, by: Who) -> Message:
    """For somebody whom an administrator made a member because they were inside already."""
    about = Button(t("button-about"), token("membership.about", community.id))
    return say(t("places-welcome", community=name(community), by=by), about)


def over(stray: Stray, who: Who, by: Who | None) -> T:
    """What became of somebody about whom nothing is left to decide."""
    if stray.decision and by is not None:
        return t("places-stray-already", person=who, decision=stray.decision, by=by)
    return t("places-stray-over", person=who)


# Coming and going by hand.


def _join(community: Community) -> Button:
    return Button(t("button-join"), token("membership.join", community.id), "primary")


def joined_by_channel(community: Community) -> Message:
    """For somebody who came into the channel where anybody may join."""
    return say(t("places-joined", community=name(community)), _about(community))


def _about(community: Community) -> Button:
    return Button(t("button-about"), token("membership.about", community.id))


def added(community: Community, by: Who) -> Message:
    """For somebody whom an administrator let into the channel."""
    return say(t("places-added", community=name(community), by=by), _about(community))


def came_in(community: Community, door: Door) -> Message:
    """For somebody in the channel who is no member yet: how to become one, or who decides."""
    if door is Door.BY_INVITATION:
        return say(t("places-came-uninvited", community=name(community)))
    if door is Door.PARENT_FIRST:
        return say(t("places-came-from-outside", community=name(community)))
    if door is Door.ASKED:
        return say(t("places-came-asked", community=name(community)))
    asks = "yes" if door is Door.ASK else "no"
    return say(t("places-came-in", community=name(community), asks=asks), _join(community))


def came_in_full(community: Community) -> Message:
    return say(t("membership-full", community=name(community)))


def came_too_late(clause: Text) -> Message:
    return say(clause)


def went(community: Community, after: Access) -> Message:
    """For somebody who left the channel, and with it the community."""
    back = (_join(community),) if after.see and after.join in (Door.INSTANT, Door.ASK) else ()
    return say(t("places-went", community=name(community)), *back)


def stays(community: Community) -> Message:
    """For somebody who left the channel and still belongs."""
    leave = Button(t("button-leave"), token("membership.leave", community.id), "danger")
    return say(t("places-stays", community=name(community)), leave)
