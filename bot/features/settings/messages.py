"""The card of /me and the form of /settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.form import ChoiceField, Form, TextField, TickField
from bot.chat.message import Button, Buttons, Facts, Heading, Message, Option, Paragraph, Part, Small, message
from bot.chat.text import Moment, Series, Text, Words, t
from bot.features.communities.model import Community
from bot.features.digests.model import Often
from bot.features.membership.model import Membership, Request
from bot.features.people.model import KnownAccount, Mute, Person
from bot.features.people.quiet import Quiet
from bot.features.settings import quieting

LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Mine:
    """Everything /me shows about one person to that person."""

    person: Person
    locale: str
    timezone: str
    memberships: Sequence[tuple[Community, Membership]]
    requests: Sequence[tuple[Community, Request]]
    accounts: Sequence[KnownAccount]
    digest: Often
    quiet: Quiet
    mutes: Sequence[tuple[Community, Mute]]


def me(mine: Mine) -> Message:
    parts: list[Part] = [Heading(t("settings-me", name=Words(mine.person.name)))]
    for community, membership in mine.memberships:
        line = t(
            "settings-belongs",
            community=Words(community.name),
            role=t(f"role-{membership.role}"),
            since=Moment(membership.since, "date"),
            access=membership.access or "none",
        )
        buttons = (
            Button(t("button-about"), f"membership.about:{community.id}"),
            Button(t("button-leave"), f"membership.leave:{community.id}"),
            quieting.mute_button(community.id),
        )
        parts += [Paragraph(line), Buttons(buttons)]
    if not mine.memberships:
        parts.append(Paragraph(t("settings-belongs-nowhere")))
    for community, request in mine.requests:
        asked = t("settings-asked", community=Words(community.name), at=Moment(request.at, "relative"))
        waiting = (
            Button(t("button-withdraw"), f"membership.withdraw:{request.id}"),
            Button(t("button-add-note"), f"membership.note:{request.id}"),
        )
        parts += [Paragraph(asked), Buttons(waiting)]
    parts += [Facts(_facts(mine)), Buttons((Button(t("button-settings"), "settings.change"),))]
    for community, each in mine.mutes:
        parts += [Paragraph(quieting.line(community, each.what, each.until))]
    if mine.mutes:
        muted = {community.id: community for community, _ in mine.mutes}
        parts.append(Buttons(tuple(quieting.unmute_button(each) for each in muted.values())))
    return Message(tuple(parts))


BELONGS, ASKED = 12, 6
"""So many communities and requests stand on one's own page."""


def at_home(mine: Mine) -> tuple[Part, ...]:
    """What is mine, as a section of one's own page."""
    parts: list[Part] = [Heading(t("settings-home"))]
    for community, membership in mine.memberships[:BELONGS]:
        line = t(
            "settings-belongs",
            community=Words(community.name),
            role=t(f"role-{membership.role}"),
            since=Moment(membership.since, "date"),
            access=membership.access or "none",
        )
        parts += [Paragraph(line), Buttons((Button(t("button-about"), f"membership.about:{community.id}"),))]
    if not mine.memberships:
        parts.append(Paragraph(t("settings-belongs-nowhere")))
    for community, request in mine.requests[:ASKED]:
        asked = t("settings-asked", community=Words(community.name), at=Moment(request.at, "date"))
        parts += [Paragraph(asked), Buttons((Button(t("button-withdraw"), f"membership.withdraw:{request.id}"),))]
    if len(mine.memberships) > BELONGS or len(mine.requests) > ASKED:
        parts.append(Small(t("settings-home-more")))
    directory = Button(t("button-communities"), "membership.list:all/0/")
    return (*parts, Facts(_facts(mine)), Buttons((directory, Button(t("button-settings"), "settings.change"))))


def _facts(mine: Mine) -> tuple[tuple[Text, Text], ...]:
    language = t("choice-auto") if not mine.person.language else t(f"choice-{mine.person.language}")
    zone = Words(mine.timezone) if mine.timezone else t("settings-zone-unknown")
    accounts = tuple(Words(str(each.address)) for each in mine.accounts)
    return (
        (t("settings-language"), language),
        (t("settings-timezone"), zone),
        (t("settings-digest"), t(f"choice-{mine.digest}")),
        (t("settings-quiet"), quieting.shown(mine.quiet)),
        (t("settings-accounts"), Series(accounts, "lines")),
    )


def form(person: Person, timezone: str, digest: Often, quiet: Quiet, to_mute: Community | None) -> Form:
    languages = (Option(t("choice-auto"), "auto"), *(Option(t(f"choice-{code}"), code) for code in LANGUAGES))
    then = (Paragraph(t("settings-mute-then", community=Words(to_mute.name))),) if to_mute else ()
    return Form(
        f"settings.change:{to_mute.id}" if to_mute else "settings.change",
        t("settings-title"),
        (
            ChoiceField("language", t("settings-language"), languages, person.language or "auto"),
            TextField("timezone", t("settings-timezone"), person.timezone or timezone, required=False, max_length=60,
                      hint=t("settings-zone-hint")),
            ChoiceField("digest", t("settings-digest"), tuple(Option(t(f"choice-{each}"), each) for each in Often),
                        digest, hint=t("settings-digest-hint")),
            TextField("quiet", t("settings-quiet"), quieting.written(quiet), max_length=40,
                      hint=t("settings-quiet-hint")),
            TickField("strict", t("settings-strict"), "yes" if quiet.strict else ""),
        ),
        t("button-save"),
        then,
    )  # fmt: skip


def saved(language: str, timezone: str, now: Moment, digest: Often, quiet: Quiet, to_mute: Community | None) -> Message:
    """Says the settings back in full, with the time as it will be written, and what is left to say of a mute."""
    shown = t("choice-auto") if not language else t(f"choice-{language}")
    zone: Text = Words(timezone) if timezone else t("settings-zone-unknown")
    return message(
        Paragraph(t("settings-saved")),
        Facts(
            (
                (t("settings-language"), shown),
                (t("settings-timezone"), zone),
                (t("settings-digest"), t(f"choice-{digest}")),
                (t("settings-quiet"), quieting.shown(quiet)),
            )
        ),
        Small(t("settings-now", now=now)),
        Paragraph(t("settings-mute-next", community=Words(to_mute.name))) if to_mute else None,
        Buttons((quieting.mute_button(to_mute.id),)) if to_mute else None,
    )


def zone_form() -> Form:
    hint = t("settings-zone-hint")
    field = TextField("timezone", t("settings-timezone"), max_length=60, hint=hint)
    return Form("settings.zone-other", t("settings-zone-title"), (field,), t("button-save"))


def settled(zone: str, now: Moment, digest: Often) -> Message:
    """What they are told by it, and what comes unasked from now on, with the way out."""
    others = [each for each in Often if each is not digest]
    return Message(
        (
            Paragraph(t("settings-zone-settled", zone=Words(zone), now=now)),
            Paragraph(t("digests-chosen", often=str(digest), zoned="yes")),
            Buttons(tuple(Button(t(f"button-digest-{each}"), f"digests.choose:{each}") for each in others)),
        )
    )
