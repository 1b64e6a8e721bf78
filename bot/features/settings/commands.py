"""/me and /settings: what is mine, all of it editable there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from bot.chat.form import Form
from bot.chat.message import Option
from bot.chat.reply import OpenForm, Whisper
from bot.chat.text import Moment, Words, t
from bot.chat.zones import zone_named, zones_like
from bot.commands.arguments import Argument, choice
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, anyone
from bot.commands.forms import given_back
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.membership import service as membership
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
    tx, mine = ctx.tx, ctx.caller.id
    belongs = [
        (found, each) for each in membership.of_person(tx, mine) if (found := communities.get(tx, each.community))
    ]
    asked = [
        (found, each) for each in membership.waiting_of(tx, mine) if (found := communities.get(tx, each.community))
    ]
    belongs.sort(key=lambda pair: pair[0].name.casefold())
    card = messages.Mine(_person(ctx), ctx.locale, ctx.caller.timezone, belongs, asked, people.accounts_of(tx, mine))
    return Whisper(messages.me(card))


def _person(ctx: Context) -> Person:
    found = people.get(ctx.tx, ctx.caller.id)
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
    person = _person(ctx)
    timezone = person.timezone or ctx.caller.timezone
    return Whisper(messages.saved(person.language, timezone, Moment(ctx.now)), person.language, timezone)
