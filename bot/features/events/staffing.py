"""Speakers and roles from the Manage view: listed, written, removed; only those who plan get here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from bot.chat.form import Form
from bot.chat.message import Message
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered
from bot.commands.forms import Wrong
from bot.errors import Refused
from bot.features.events import forms, service, staff, staff_pages, unready
from bot.features.events.concerns import Meant, time
from bot.features.events.model import Contact, Duty, Speaker
from bot.features.events.staff_pages import Held
from bot.features.membership.access import standing_of
from bot.features.people import service as people

Thing = TypeVar("Thing", Speaker, Duty)


def speakers(ctx: Context, argument: str) -> Answered:
    return Redraw(_speakers(ctx, time(ctx, argument)))


def _speakers(ctx: Context, it: Meant) -> Message:
    return staff_pages.speakers(it.row, it.made, staff.speakers_of(ctx.tx, it.row.id))


def _speaker(ctx: Context, it: Meant) -> Speaker | None:
    return _one(it, staff.speakers_of(ctx.tx, it.row.id))


def _one(it: Meant, found: Sequence[Thing]) -> Thing | None:
    """Which of these the token names, None for a new one; Refused for one that is gone, or too many."""
    if it.rest:
        known = next((each for each in found if each.id == it.rest[0]), None)
        if known is None:
            raise Refused(t("events-gone"))
        return known
    if len(found) >= service.MOST:
        raise Refused(t("events-enough", most=service.MOST))
    return None


def open_speaker(ctx: Context, argument: str) -> Answered:
    return OpenForm(draw_speaker(ctx, argument))


def draw_speaker(ctx: Context, argument: str) -> Form:
    it = time(ctx, argument)
    return staff_pages.speaker_form(it.made, _speaker(ctx, it))


def speaker_written(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    it = time(ctx, argument)
    name, institution = (" ".join(values[each].split()) for each in ("name", "institution"))
    if not name:
        raise forms.given_back(draw_speaker(ctx, argument), values, Wrong((("name", t("form-must-fill")),)))
    staff.keep_speaker(ctx.tx, it.row, _speaker(ctx, it), name, institution, Contact(values["state"]))
    return Whisper(_speakers(ctx, it))


def drop_speaker(ctx: Context, argument: str) -> Answered:
    it = time(ctx, argument)
    staff.drop_speaker(ctx.tx, it.row, it.rest[0] if it.rest else "")
    return Redraw(_speakers(ctx, it))


def roles(ctx: Context, argument: str) -> Answered:
    return Redraw(_roles(ctx, time(ctx, argument)))


def _roles(ctx: Context, it: Meant) -> Message:
    held = [
        Held(each, people.who(ctx.tx, each.person) if each.person else None)
        for each in staff.duties_of(ctx.tx, it.row.id)
    ]
    return staff_pages.duties(it.row, it.made, held)


def _duty(ctx: Context, it: Meant) -> Duty | None:
    return _one(it, staff.duties_of(ctx.tx, it.row.id))


def open_role(ctx: Context, argument: str) -> Answered:
    return OpenForm(draw_role(ctx, argument))


def draw_role(ctx: Context, argument: str) -> Form:
    it = time(ctx, argument)
    known = _duty(ctx, it)
    person = people.name(ctx.tx, known.person) if known and known.person else ""
    return staff_pages.role_form(it.made, known, person, {})


def role_written(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """A role may stay without anybody for now."""
    it = time(ctx, argument)
    known = _duty(ctx, it)
    role = " ".join(values["role"].split())
    try:
        if not role:
            raise Wrong((("role", t("form-must-fill")),))
        person = _member(ctx, it, values["member"], known)
    except Wrong as wrong:
        raise forms.given_back(draw_role(ctx, argument), values, wrong) from None
    duty = Duty(known.id if known else "", it.row.id, 0, role, person)
    staff.keep_duty(ctx.tx, it.community, it.row, it.made, duty, by=ctx.caller)
    unready.changed(ctx.tx, it.community.id)
    return Whisper(_roles(ctx, it))


def _member(ctx: Context, it: Meant, typed: str, known: Duty | None) -> str | None:
    """The one member of that name; whoever has the role already keeps it as long as the name is left as it is."""
    wanted = typed.strip()
    if not wanted:
        return None
    if known and known.person and people.name(ctx.tx, known.person) == wanted:
        return known.person
    account = ctx.caller.account
    found = {
        each.id
        for each in people.find(ctx.tx, wanted, platform="", workspace=account.workspace)
        if standing_of(ctx.tx, it.community.id, each.id).role is not None
    }
    if len(found) != 1:
        key = "people-several" if found else "events-no-such-member"
        problem = t(key, typed=Words(wanted[:80]), count=len(found)) if found else t(key, typed=Words(wanted[:80]))
        raise Wrong((("member", problem),))
    return found.pop()


def drop_role(ctx: Context, argument: str) -> Answered:
    it = time(ctx, argument)
    staff.drop_duty(ctx.tx, it.row, it.rest[0] if it.rest else "")
    unready.changed(ctx.tx, it.community.id)
    return Redraw(_roles(ctx, it))
