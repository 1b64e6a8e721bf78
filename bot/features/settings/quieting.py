"""Quiet hours and mutes as people write and read them; each is read here alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time

from bot.chat.form import ChoiceField, Form, MomentField
from bot.chat.message import Button, Message, Option, Paragraph, Small, message, say
from bot.chat.text import Command, Moment, Text, Words, t
from bot.commands.context import Context
from bot.commands.when import read
from bot.errors import Refused
from bot.features.communities.model import Community
from bot.features.people import attention
from bot.features.people.model import What
from bot.features.people.quiet import LONGEST, Quiet

_HOURS = re.compile(r"(\d{1,2})(?:[:.h](\d\d)?)?\s*(?:-|–|to|à)\s*(\d{1,2})(?:[:.h](\d\d)?)?")


def quiet(typed: str, before: Quiet) -> Quiet:
    """`22-7`, `21:30–08:00`, `off`, and `strict` or `not strict` behind it or alone; Refused where it means nothing."""
    words = typed.strip().casefold()
    strict = not re.search(r"\b(not|no)\b", words) if "strict" in words else before.strict
    hours = re.sub(r"\b(not|no|strict)\b|,", "", words).strip()
    if not hours and "strict" in words:
        return Quiet(before.begins, before.ends, strict)
    if hours in ("off", "none", "never", "jamais"):
        return Quiet(time(0), time(0), strict=False)
    found = _HOURS.fullmatch(hours)
    if found is None:
        raise Refused(t("settings-quiet-unreadable", typed=Words(typed[:60])))
    try:
        begins, ends = (_time(int(found[n]), int(found[n + 1] or 0)) for n in (1, 3))
    except ValueError:
        raise Refused(t("settings-quiet-unreadable", typed=Words(typed[:60]))) from None
    said = Quiet(begins, ends, strict)
    if said.lasts > LONGEST:
        raise Refused(t("settings-quiet-too-long"))
    return said


def _time(hour: int, minute: int) -> time:
    """24:00 is midnight; ValueError for what no clock shows."""
    return time(0) if (hour, minute) == (24, 0) else time(hour, minute)


def written(said: Quiet) -> str:
    """As it is typed."""
    return "off" if said.begins == said.ends else f"{said.begins:%H:%M}–{said.ends:%H:%M}"


def shown(said: Quiet) -> Text:
    strict = "yes" if said.strict else "no"
    if said.begins == said.ends:
        return t("settings-quiet-off")
    return t("settings-quiet-hours", hours=Words(written(said)), strict=strict)


def mute_form(community: Community, token: str, what: What, zone: str) -> Form:
    options = tuple(Option(t(f"choice-mute-{each}"), each) for each in What)
    return Form(
        token,
        t("settings-mute-title"),
        (
            ChoiceField("what", t("settings-mute-what", community=Words(community.name)), options, what),
            MomentField("until", t("settings-mute-until"), zone, required=False, hint=t("settings-mute-until-hint")),
        ),
        t("button-mute-now"),
    )


def muted(ctx: Context, community: Community, values: Mapping[str, str]) -> Message:
    """Stores what the form brings, and says it back with the way to undo it; Refused when its time cannot be read."""
    typed, until = values["until"].strip(), None
    if typed:
        until = read(typed, now=ctx.now, zone=ctx.caller.timezone, locale=ctx.locale).at
    attention.mute(ctx.tx, ctx.caller.id, community.id, What(values["what"]), until)
    return _said(community, What(values["what"]), until)


def _said(community: Community, what: What, until: datetime | None) -> Message:
    return message(
        Paragraph(line(community, what, until)),
        Small(t("settings-mute-awaited")),
        *say(t("settings-mute-undo", me=Command("me")), unmute_button(community)).parts,
    )


def line(community: Community, what: What, until: datetime | None) -> Text:
    if until is None:
        return t("settings-muted", community=Words(community.name), what=str(what))
    return t("settings-muted-until", community=Words(community.name), what=str(what), until=Moment(until))


def unmute_button(community: Community) -> Button:
    return Button(t("settings-unmute", community=Words(community.name)), f"settings.unmute:{community.id}")


def mute_button(community: str) -> Button:
    return Button(t("button-mute"), f"settings.mute:{community}/everything")
