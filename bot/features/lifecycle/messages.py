"""What is said about a silent community, and about who administers it next; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.message import Button, Buttons, Heading, Message, Option, Paragraph, Picker, Small, message, say
from bot.chat.text import Command, Moment, Series, Who, Words, t
from bot.commands.feature import Raised
from bot.features.communities.model import Activity, Community, Mode
from bot.features.lifecycle import steps
from bot.features.lifecycle.model import ACCEPTED, DECLINED, Offer, Silence

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


def raised(community: Community, days: int) -> Raised:
    """For the moderation team's own meeting."""
    return Raised(t("lifecycle-raised", days=days), _announce(community))


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
        Buttons((_announce(community), _meeting(community), _remind(community))),
        Small(t("lifecycle-counts")),
    )


def _warned(known: Known) -> Message:
    community = known.community
    inactive = known.silence.since + timedelta(days=steps.INACTIVE)
    return message(
        Heading(t("lifecycle-warned", community=_name(community), days=known.days)),
        _private(community),
        Paragraph(t("lifecycle-warned-means", at=Moment(inactive, "date"))),
        _waiting(known),
        Buttons((_announce(community), _meeting(community), _remind(community))),
        Small(t("lifecycle-counts")),
    )


def _inactive(known: Known) -> Message:
    community = known.community
    return message(
        Heading(t("lifecycle-inactive", community=_name(community))),
        _private(community),
        Paragraph(t("lifecycle-inactive-since", since=Moment(known.silence.since, "date"), members=known.members)),
        _waiting(known),
        Paragraph(t("lifecycle-inactive-choose")),
        Buttons(either(community)),
        Small(t("lifecycle-never-by-itself")),
    )


def _private(community: Community) -> Paragraph | None:
    """Of a private one it is said in stronger words (FEATURES 2.4.1): nobody else can see how it is."""
    return Paragraph(t("lifecycle-private")) if community.mode is Mode.PRIVATE else None


def either(community: Community) -> tuple[Button, Button]:
    """What can become of an inactive one."""
    return (
        Button(t("button-make-active"), f"lifecycle.revive:{community.id}", "primary"),
        Button(t("button-archive"), f"administration.archive:{community.id}", "danger"),
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


def _meeting(community: Community) -> Button:
    return Button(t("button-plan-meeting"), f"events.new:{community.id}/meeting")


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


# Who administers next.


def offer_card(made: Offer) -> str:
    """The card by which the letter to whoever was asked is drawn."""
    return f"offer:{made.id}"


def orphan_card(community: Community) -> str:
    """The card by which the letters to the platform team are drawn."""
    return f"orphaned:{community.id}"


def choosing(community: Community, able: Sequence[tuple[Who, str]]) -> Message:
    """Whom to ask; `able` are names with the ids of people."""
    if not able:
        return say(t("lifecycle-nobody-able", community=_name(community)))
    options = tuple(Option(who, person) for who, person in able)
    return message(
        Paragraph(t("lifecycle-successor", community=_name(community))),
        Picker(t("lifecycle-successor-whom"), f"lifecycle.offer:{community.id}", options),
    )


def asked(community: Community, person: Who, *, asleep: bool) -> Message:
    text = t("lifecycle-successor-asked", community=_name(community), person=person)
    return message(Paragraph(text), Small(t("lifecycle-successor-at-night")) if asleep else None)


def offered(made: Offer, community: Community, by: Who) -> Message:
    """To whoever was asked: what it means, and both answers; afterwards what they said."""
    if made.state == ACCEPTED:
        return say(t("lifecycle-you-accepted", community=_name(community)))
    if made.state == DECLINED:
        return say(t("lifecycle-you-declined", community=_name(community)))
    return message(
        Heading(t("lifecycle-offer", community=_name(community))),
        Paragraph(t("lifecycle-offer-by", by=by)),
        Buttons(
            (
                Button(t("button-accept-role"), f"lifecycle.accept:{made.id}", "primary"),
                Button(t("button-decline-role"), f"lifecycle.decline:{made.id}"),
            )
        ),
    )


def over(community: Community) -> Message:
    return say(t("lifecycle-offer-over", community=_name(community)))


def accepted(community: Community, person: Who) -> Message:
    return say(
        t("lifecycle-accepted", community=_name(community), person=person),
        Button(t("button-leave"), f"membership.leave:{community.id}", "danger"),
    )


def declined(community: Community, person: Who) -> Message:
    button = Button(t("button-successor"), f"lifecycle.successor:{community.id}", "primary")
    return say(t("lifecycle-declined", community=_name(community), person=person), button)


def orphaned(community: Community, first: Who | None, person: str, *, any_member: bool) -> Message:
    """To the platform team; `first` is whoever moderates or reviews longest, `person` their id."""
    buttons = []
    if first is not None:
        appoint = f"lifecycle.appoint:{community.id}/{person}"
        buttons.append(Button(t("lifecycle-appoint", person=first), appoint, "primary"))
    if any_member:
        buttons.append(Button(t("button-ask-somebody"), f"lifecycle.successor:{community.id}"))
    else:
        buttons.append(Button(t("button-archive"), f"administration.archive:{community.id}", "danger"))
    return message(
        Heading(t("lifecycle-orphaned", community=_name(community))),
        Paragraph(t("lifecycle-orphaned-first", person=first) if first else t("lifecycle-orphaned-nobody")),
        Buttons(tuple(buttons)),
    )


def cared_for(community: Community) -> Message:
    return say(t("lifecycle-cared-for", community=_name(community)))


def appointed(community: Community, person: Who) -> Message:
    return say(t("lifecycle-appointed", community=_name(community), person=person))
