"""The forms in which events are planned, edited and moved; values survive a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.form import ChoiceField, Field, Form, MomentField, TextField
from bot.chat.message import Option
from bot.chat.text import Words, t
from bot.errors import Refused
from bot.features.communities.model import Community
from bot.features.events.content import RHYTHMS, Wrong
from bot.features.events.model import LENGTH, PURPOSE, TITLE, WHERE, Event, Occurrence, Type
from bot.i18n import known_zone


def plan(community: Community, kind: Type, token: str, values: Mapping[str, str], zone: str) -> Form:
    """Everything about an event; its purpose is asked for first of all, since a meeting without one is none."""
    hint = t("events-hint-when", zone=Words(zone))
    repeats = tuple(Option(t(f"events-repeats-{each}"), each) for each in RHYTHMS)
    fields: tuple[Field, ...] = (
        *_details(values)[:2],
        MomentField("when", t("events-field-when"), zone, values.get("when", ""), hint=hint),
        ChoiceField("repeats", t("events-field-repeats"), repeats, values.get("repeats", "once")),
        *_details(values)[2:],
        TextField("zone", t("events-field-zone"), values.get("zone", zone), required=False, max_length=60,
                  hint=t("events-hint-zone")),
    )  # fmt: skip
    return Form(token, t(f"events-form-{kind}", community=Words(community.name)), fields, t("button-continue"))


def _details(values: Mapping[str, str]) -> tuple[Field, ...]:
    return (
        TextField("title", t("events-field-title"), values.get("title", ""), max_length=TITLE),
        TextField("purpose", t("events-field-purpose"), values.get("purpose", ""), long=True, max_length=PURPOSE,
                  hint=t("events-hint-purpose")),
        TextField("where", t("events-field-where"), values.get("where", ""), required=False, max_length=WHERE,
                  hint=t("events-hint-where")),
        TextField("minutes", t("events-field-minutes"), values.get("minutes", str(LENGTH)), required=False,
                  max_length=6),
        TextField("capacity", t("events-field-capacity"), values.get("capacity", ""), required=False, max_length=6,
                  hint=t("events-hint-capacity")),
    )  # fmt: skip


def details(row: Event, token: str) -> Form:
    """What can be edited of a planned event without moving it."""
    return Form(token, t("events-editing-title"), _details(values(row)), t("button-save"))


def values(row: Event) -> dict[str, str]:
    """An event as its form takes it."""
    chosen = next((name for name, each in RHYTHMS.items() if each == (row.rhythm, row.every)), "once")
    return {
        "title": row.title,
        "purpose": row.purpose,
        "where": row.where,
        "minutes": str(row.minutes),
        "capacity": str(row.capacity or ""),
        "when": _written(row),
        "repeats": chosen,
        "zone": row.zone,
    }


def _written(row: Event) -> str:
    """Its time, written so that it never moves by being read again."""
    local = row.begins.replace(tzinfo=known_zone(row.zone)[0])
    return f"{local:%Y-%m-%d %H:%M}" + (f" UTC{local:%z}" if local.fold else "")


def move(row: Event, made: Occurrence, token: str, *, following: bool) -> Form:
    scope = "following" if following else "only"
    hint = t("events-hint-when", zone=Words(row.zone))
    when = MomentField("when", t("events-field-new-time"), row.zone, "", hint=hint)
    return Form(token, t("events-moving-title", scope=scope, number=made.number), (when,), t("button-continue"))


def given_back(form: Form, values: Mapping[str, str], wrong: Wrong) -> Refused:
    """The form as it was filled in, with what to mend."""
    fields = tuple(replace(field, value=values.get(field.name, "")) for field in form.fields)
    return Refused(t("form-mistakes"), form=replace(form, fields=fields, problems=wrong.problems))
