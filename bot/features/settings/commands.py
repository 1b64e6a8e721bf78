"""/me and /settings: what is mine, all of it editable there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from bot.chat.form import Form
from bot.chat.message import Option, Part, say
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Moment, Words, t
from bot.chat.zones import zone_named, zones_like
from bot.commands.arguments import Argument, choice
from bot.commands.context import Caller, Context
from bot.commands.feature import Answered, Feature, anyone
from bot.commands.forms import given_back
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.digests import service as digests
from bot.features.digests.model import Often
from bot.features.membership import service as membership
from bot.features.membership.access import known, rights
from bot.features.membership.arguments import COMMUNITY_INSIDE
from bot.features.people import attention, pages
from bot.features.people import service as people
from bot.features.people.model import Person, What
from bot.features.people.quiet import NIGHT, Quiet
from bot.features.people.zones import asking_once
from bot.features.settings import messages, quieting

feature = Feature("settings")


@dataclass(frozen=True, slots=True)
class NoArgs:
    """Nothing to say."""


@feature.command("me", NoArgs, allow=anyone)
def me(ctx: Context, args: NoArgs) -> Answered:
    """My communities, what I wait for, my settings."""
    return _me(ctx)


@feature.press("me", allow=anyone)
def press_me(ctx: Context, argument: str) -> Answered:
    return _me(ctx)


def _me(ctx: Context) -> Answered:
    return Whisper(messages.me(_mine(ctx.tx, ctx.caller)))


@feature.at_home
def mine(tx: Tx, caller: Caller) -> Sequence[Part]:
    """The same on one's own page, the longest lists cut short."""
    return messages.at_home(_mine(tx, caller))


def _mine(tx: Tx, caller: Caller) -> messages.Mine:
    belongs = [
        (found, each) for each in membership.of_person(tx, caller.id) if (found := communities.get(tx, each.community))
    ]
    asked = [
        (found, each) for each in membership.waiting_of(tx, caller.id) if (found := communities.get(tx, each.community))
    ]
    belongs.sort(key=lambda pair: pair[0].name.casefold())
    held = people.accounts_of(tx, caller.id)
    often = digests.wanted(tx, caller.id)
    muted = [
        (found, each)
        for each in attention.mutes_of(tx, caller.id)
        if (found := communities.get(tx, each.community)) and rights(tx, found, caller).see
    ]
    return messages.Mine(
        _known(tx, caller), caller.locale, caller.timezone, belongs, asked, held, often, _quiet(tx, caller.id), muted
    )


def _person(ctx: Context) -> Person:
    return _known(ctx.tx, ctx.caller)


def _known(tx: Tx, caller: Caller) -> Person:
    found = people.get(tx, caller.id)
    if found is None:
        raise Refused(t("settings-unknown-person"))
    return found


def _zone(ctx: Context, typed: str) -> str:
    zone = zone_named(typed)
    if zone is None:
        raise Refused(t("settings-no-such-zone", typed=Words(typed[:60])))
    return zone


def _zones(ctx: Context, typed: str) -> list[Option]:
    return [Option(Words(zone), zone) for zone in zones_like(typed)][:25]


ZONE = Argument("text", read=_zone, complete=_zones, max_length=60)


COMMUNITY_MUTED = replace(COMMUNITY_INSIDE, implied=None, nothing=None)
"""Only one that is named: in a channel everybody may change their settings without muting it."""


@dataclass(frozen=True, slots=True)
class SettingsArgs:
    language: Annotated[str, choice("auto", *messages.LANGUAGES)] = ""
    timezone: Annotated[str, ZONE] = ""
    digest: Annotated[str, choice(*Often)] = ""
    quiet: Annotated[str, Argument("text", max_length=40)] = ""
    mute: Annotated[Community | None, COMMUNITY_MUTED] = None


@feature.command("settings", SettingsArgs, allow=anyone)
def settings(ctx: Context, args: SettingsArgs) -> Answered:
    """Without anything typed, a form with what is set now; `mute` opens the one for a community, unless more is said.

    Then the rest is stored first, and what is left to say of the mute is one button further.
    """
    if not (args.language or args.timezone or args.digest or args.quiet):
        return OpenForm(_draw(ctx, "") if args.mute is None else _draw_mute(ctx, f"{args.mute.id}/everything"))
    try:
        return _save(ctx, args)
    except Refused as refused:
        if not (args.language or args.timezone or args.digest or args.mute):
            raise
        form = _draw(ctx, args.mute.id if args.mute else "")
        typed = {"language": args.language, "timezone": args.timezone, "digest": args.digest, "quiet": args.quiet}
        kept = {field.name: typed.get(field.name) or field.value for field in form.fields}
        raise Refused(refused.text, form=given_back(form, kept, (("quiet", refused.text),))) from None


@feature.press("change", allow=anyone)
def press_settings(ctx: Context, argument: str) -> Answered:
    return OpenForm(_draw(ctx, argument))


def _draw(ctx: Context, argument: str) -> Form:
    """`argument` is the community that is to be muted as well, if any."""
    often = digests.wanted(ctx.tx, ctx.caller.id)
    to_mute = known(ctx, argument) if argument else None
    return messages.form(_person(ctx), ctx.caller.timezone, often, _quiet(ctx.tx, ctx.caller.id), to_mute)


@feature.form("change", allow=anyone, draw=_draw)
def changed(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    typed = values["timezone"]
    zone = zone_named(typed) if typed else ""
    if zone is None:
        problem = (("timezone", t("settings-no-such-zone", typed=Words(typed))),)
        raise Refused(t("form-mistakes"), form=given_back(_draw(ctx, argument), values, problem))
    digest = values["digest"] if values["digest"] != digests.wanted(ctx.tx, ctx.caller.id) else ""
    try:
        said = replace(quieting.quiet(values["quiet"], NIGHT), strict=bool(values["strict"]))
    except Refused as refused:
        raise Refused(
            t("form-mistakes"), form=given_back(_draw(ctx, argument), values, (("quiet", refused.text),))
        ) from None
    to_mute = known(ctx, argument) if argument else None
    return _save(ctx, SettingsArgs(values["language"], zone, digest, mute=to_mute), said)


def _quiet(tx: Tx, person: str) -> Quiet:
    return attention.quiet_of(tx, [person]).get(person, NIGHT)


def _save(ctx: Context, args: SettingsArgs, quiet: Quiet | None = None) -> Answered:
    """Stores what was given; the confirmation is already in the new language and zone."""
    chosen = None if not args.language else "" if args.language == "auto" else args.language
    people.settings(ctx.tx, ctx.caller.id, language=chosen, timezone=args.timezone or None)
    if args.digest:
        digests.choose(ctx.tx, ctx.caller.id, Often(args.digest))
    before = _quiet(ctx.tx, ctx.caller.id)
    said = quieting.quiet(args.quiet, before) if args.quiet else quiet or before
    if said != before:
        attention.set_quiet(ctx.tx, ctx.caller.id, said)
    pages.home_changed(ctx.tx, [ctx.caller.id])
    person = _person(ctx)
    timezone = person.timezone or ctx.caller.timezone
    often = digests.wanted(ctx.tx, ctx.caller.id)
    heard = messages.saved(person.language, timezone, Moment(ctx.now), often, said, args.mute)
    answer = Whisper(heard, person.language, timezone)
    return asking_once(ctx, answer) if args.digest not in ("", Often.NONE) or args.quiet else answer


# The one question about the time zone.


@feature.press("zone", allow=anyone)
def pick_zone(ctx: Context, argument: str) -> Answered:
    """Chosen from the usual ones."""
    return _settled(ctx, _zone(ctx, ctx.value))


@feature.press("zone-other", allow=anyone)
def press_zone(ctx: Context, argument: str) -> Answered:
    return OpenForm(messages.zone_form())


def _draw_zone(ctx: Context, argument: str) -> Form:
    return messages.zone_form()


@feature.form("zone-other", allow=anyone, draw=_draw_zone)
def write_zone(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    try:
        return _settled(ctx, _zone(ctx, values["timezone"]))
    except Refused as refused:
        problem = (("timezone", refused.text),)
        raise Refused(t("form-mistakes"), form=given_back(messages.zone_form(), values, problem)) from None


def _settled(ctx: Context, zone: str) -> Answered:
    """Says what follows from it: from now on a digest may come, at an hour that can be promised."""
    people.settings(ctx.tx, ctx.caller.id, timezone=zone)
    pages.home_changed(ctx.tx, [ctx.caller.id])
    often = digests.wanted(ctx.tx, ctx.caller.id)
    return Whisper(messages.settled(zone, Moment(ctx.now), often), timezone=zone)


# Hearing nothing of a community.


def _theirs(ctx: Context, argument: str) -> None:
    """Whoever may see the community, each for themselves."""
    known(ctx, argument.partition("/")[0])


def _draw_mute(ctx: Context, argument: str) -> Form:
    community, _, what = argument.partition("/")
    kind = What(what) if what in list(What) else What.EVERYTHING
    token = feature.token("mute", argument)
    return quieting.mute_form(known(ctx, community), token, kind, ctx.caller.timezone)


@feature.press("mute", allow=_theirs)
def press_mute(ctx: Context, argument: str) -> Answered:
    return OpenForm(_draw_mute(ctx, argument))


@feature.form("mute", allow=_theirs, draw=_draw_mute)
def mute(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    community = known(ctx, argument.partition("/")[0])
    try:
        return Whisper(quieting.muted(ctx, community, values))
    except Refused as refused:
        problem = (("until", refused.text),)
        raise Refused(t("form-mistakes"), form=given_back(_draw_mute(ctx, argument), values, problem)) from None


@feature.press("unmute", allow=_theirs)
def unmute(ctx: Context, argument: str) -> Answered:
    community = known(ctx, argument)
    attention.unmute(ctx.tx, ctx.caller.id, community.id)
    return Redraw(say(t("settings-unmuted", community=Words(community.name))))
