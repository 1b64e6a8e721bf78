"""/me and /settings: what is mine, all of it editable there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from bot.chat.form import Form
from bot.chat.message import Option, Part
from bot.chat.reply import OpenForm, Whisper
from bot.chat.text import Moment, Words, t
from bot.chat.zones import zone_named, zones_like
from bot.commands.arguments import Argument, choice
from bot.commands.context import Caller, Context
from bot.commands.feature import Answered, Feature, anyone
from bot.commands.forms import given_back
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.membership import service as membership
from bot.features.people import pages
from bot.features.people import service as people
from bot.features.people.model import Person
from bot.features.settings import messages

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
    return messages.Mine(_known(tx, caller), caller.locale, caller.timezone, belongs, asked, held)


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


@dataclass(frozen=True, slots=True)
class SettingsArgs:
    language: Annotated[str, choice("auto", *messages.LANGUAGES)] = ""
    timezone: Annotated[str, ZONE] = ""


@feature.command("settings", SettingsArgs, allow=anyone)
def settings(ctx: Context, args: SettingsArgs) -> Answered:
    """Without anything typed, a form with what is set now."""
    if not args.language and not args.timezone:
        return OpenForm(messages.form(_person(ctx), ctx.caller.timezone))
    return _save(ctx, args.language, args.timezone)


@feature.press("change", allow=anyone)
def press_settings(ctx: Context, argument: str) -> Answered:
    return OpenForm(messages.form(_person(ctx), ctx.caller.timezone))


def _draw(ctx: Context, argument: str) -> Form:
    return messages.form(_person(ctx), ctx.caller.timezone)


@feature.form("change", allow=anyone, draw=_draw)
def changed(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    typed = values["timezone"]
    zone = zone_named(typed) if typed else ""
    if zone is None:
        problem = (("timezone", t("settings-no-such-zone", typed=Words(typed))),)
        raise Refused(t("form-mistakes"), form=given_back(_draw(ctx, argument), values, problem))
    return _save(ctx, values["language"], zone)


def _save(ctx: Context, language: str, zone: str) -> Answered:
    """Stores what was given; the confirmation is already in the new language and zone."""
    chosen = None if not language else "" if language == "auto" else language
    people.settings(ctx.tx, ctx.caller.id, language=chosen, timezone=zone or None)
    pages.home_changed(ctx.tx, [ctx.caller.id])
    person = _person(ctx)
    timezone = person.timezone or ctx.caller.timezone
    return Whisper(messages.saved(person.language, timezone, Moment(ctx.now)), person.language, timezone)
