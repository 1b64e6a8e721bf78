"""What is said about a silent community; nothing here asks the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.message import Button, Buttons, Heading, Message, Paragraph, Small, message, say
from bot.chat.text import Command, Moment, Series, Who, Words, t
from bot.features.communities.model import Activity, Community, Mode
from bot.features.lifecycle import steps
from bot.features.lifecycle.model import Silence

IDEAS, NAMES = 3, 10
"""So many activities of the calendar, and so many of those who wait, are named."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a card says; `days` of silence so far."""

    community: Community
    silence: Silence
    days: int
    calendar: tuple[Activity, ...]
    waiting: tuple[Who, ...]
    members: int


def needs(community: Community) -> str:
    """The card by which letters about a community's silence are drawn."""
    return f"silence:{community.id}"


def card(known: Known) -> Message:
    """As far as the silence has come by now (FEATURES 2.4.1, 2.4.3)."""
    if known.silence.inactive_at is not None:
        return _inactive(known)
    return _warned(known) if known.silence.told >= steps.WARNED else _nudge(known)


def _name(community: Community) -> Words:
    return Words(community.name)


def _nudge(known: Known) -> Message:
    community = known.community
    ideas = tuple(
        t("list-item", words=t("lifecycle-idea", period=Words(each.period), activity=Words(each.activity)))
        for each in known.calendar[:IDEAS]
    )
    return message(
        Heading(t("lifecycle-nudge", community=_name(community), days=known.days)),
        Paragraph(t("lifecycle-nudge-private" if community.mode is Mode.PRIVATE else "lifecycle-nudge-why")),
        Paragraph(t("lifecycle-ideas")) if ideas else None,
        Paragraph(Series(ideas, "lines")) if ideas else None,
        _waiting(known),
        Buttons((_announce(community), _remind(community))),
        Small(t("lifecycle-counts")),
    )


def _warned(known: Known) -> Message:
    community = known.community
    inactive = known.silence.since + timedelta(days=steps.INACTIVE)
    return message(
        Heading(t("lifecycle-warned", community=_name(community), days=known.days)),
        Paragraph(t("lifecycle-warned-means", at=Moment(inactive, "date"))),
        _waiting(known),
        Buttons((_announce(community), _remind(community))),
        Small(t("lifecycle-counts")),
    )


def _inactive(known: Known) -> Message:
    community = known.community
    return message(
        Heading(t("lifecycle-inactive", community=_name(community))),
        Paragraph(t("lifecycle-inactive-since", since=Moment(known.silence.since, "date"), members=known.members)),
        _waiting(known),
        Paragraph(t("lifecycle-inactive-choose")),
        Buttons(
            (
                Button(t("button-make-active"), f"lifecycle.revive:{community.id}", "primary"),
                Button(t("button-archive"), f"administration.archive:{community.id}", "danger"),
            )
        ),
        Small(t("lifecycle-never-by-itself")),
    )


def _waiting(known: Known) -> Paragraph | None:
    """Those who asked and hear nothing (guide 66)."""
    if not known.waiting:
        return None
    names = Series(known.waiting[:NAMES])
    return Paragraph(
        t("lifecycle-waiting", count=len(known.waiting), names=names, requests=Command("requests"))
    )


def _announce(community: Community) -> Button:
    return Button(t("button-announce"), f"announcements.another:{community.id}", "primary")


def _remind(community: Community) -> Button:
    return Button(t("button-remind-week"), f"lifecycle.remind:{community.id}")


def ended(community: Community, at: datetime) -> Message:
    return say(t("lifecycle-ended", community=_name(community), at=Moment(at, "date")))


def revived(community: Community, by: Who, at: datetime) -> Message:
    """What a promise of new life asks for (FEATURES 2.4.4)."""
    until = at + timedelta(days=steps.REVIVED)
    return message(
        Paragraph(t("lifecycle-revived", community=_name(community), by=by, at=Moment(at, "date"))),
        Paragraph(t("lifecycle-revived-needs", until=Moment(until, "date"))),
        Buttons((_announce(community),)),
    )


def reminding(community: Community, at: datetime) -> Message:
    return say(t("lifecycle-reminding", community=_name(community), at=Moment(at, "date")))


def would(community: Community, silence: Silence, step: int, until: datetime) -> Message:
    """In the first week, to the platform team (FEATURES 2.4.7)."""
    what = "inactive" if step >= steps.INACTIVE else "warned" if step >= steps.WARNED else "nudge"
    since = Moment(silence.since, "date")
    return message(
        Paragraph(t("lifecycle-would", what=what, community=_name(community), since=since)),
        Small(t("lifecycle-would-until", until=Moment(until, "date"))),
    )
