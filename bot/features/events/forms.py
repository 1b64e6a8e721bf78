"""The forms in which events are planned, edited and moved; values survive a refusal."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.form import ChoiceField, Field, Form, MomentField, TextField, TickField
from bot.chat.message import Option
from bot.chat.text import Words, t
from bot.commands import forms
from bot.commands.forms import Wrong
from bot.commands.when import written
from bot.errors import Refused
from bot.features.communities.model import Community
from bot.features.events.model import LANGUAGES, LENGTH, PURPOSE, TITLE, WHERE, Event, Occurrence, Type
from bot.features.events.records import RHYTHMS
from bot.features.events.until import LONGEST
from bot.i18n import known_zone


def _ends(typed: str) -> TextField:
    return TextField(
        "ends", t("events-field-ends"), typed, required=False, max_length=LONGEST, hint=t("events-hint-ends")
    )


def plan(community: Community, kind: Type, token: str, values: Mapping[str, str], zone: str) -> Form:
    """Everything about an event; its purpose is asked for first of all, since a meeting without one is none."""
    hint = t("events-hint-when", zone=Words(zone))
    repeats = tuple(Option(t(f"events-repeats-{each}"), each) for each in RHYTHMS)
    rhythm = (
        ChoiceField("repeats", t("events-field-repeats"), repeats, values.get("repeats", "once")),
        _ends(values.get("ends", "")),
    )
    fields: tuple[Field, ...] = (
        *_details(kind, values)[:2],
        MomentField("when", t("events-field-when", type=str(kind)), zone, values.get("when", ""), hint=hint),
        *(rhythm if kind.attended else ()),
        *_details(kind, values)[2:],
        TextField("zone", t("events-field-zone"), values.get("zone", zone), required=False, max_length=60,
                  hint=t("events-hint-zone")),
    )  # fmt: skip
    return Form(token, t(f"events-form-{kind}", community=Words(community.name)), fields, t("button-continue"))


def _details(kind: Type, values: Mapping[str, str]) -> tuple[Field, ...]:
    """Title and purpose, then whatever this type has besides."""
    attended = (
        TextField("minutes", t("events-field-minutes"), values.get("minutes", str(LENGTH)), required=False,
                  max_length=6),
        TextField("capacity", t("events-field-capacity"), values.get("capacity", ""), required=False, max_length=6,
                  hint=t("events-hint-capacity")),
    )  # fmt: skip
    return (
        TextField("title", t("events-field-title"), values.get("title", ""), max_length=TITLE),
        TextField("purpose", t("events-field-purpose"), values.get("purpose", ""), long=True, max_length=PURPOSE,
                  hint=t("events-hint-purpose")),
        TextField("where", t("events-field-where"), values.get("where", ""), required=False, max_length=WHERE,
                  hint=t("events-hint-where")),
        *(attended if kind.attended else ()),
        TextField("languages", t("events-field-languages"), values.get("languages", ""), required=False,
                  max_length=LANGUAGES, hint=t("events-hint-languages")),
        TickField("external", t("events-field-external"), values.get("external", "")),
    )  # fmt: skip


def details(row: Event, token: str) -> Form:
    """What can be edited of a planned event without moving it; of a series also how long it goes on."""
    ends = (_ends("" if row.last is None else str(row.last)),) if row.series else ()
    return Form(token, t("events-editing-title"), (*_details(row.type, values(row)), *ends), t("button-save"))


def values(row: Event) -> dict[str, str]:
    """An event as its form takes it."""
    chosen = next((name for name, each in RHYTHMS.items() if each == (row.rhythm, row.every)), "once")
    return {
        "title": row.title,
        "purpose": row.purpose,
        "where": row.where,
        "minutes": str(row.minutes),
        "capacity": str(row.capacity or ""),
        "when": row.period or written(row.begins.replace(tzinfo=known_zone(row.zone)[0])),
        "repeats": str(chosen),
        "ends": (row.latest or str(row.last or "")) if row.series else "",
        "zone": row.zone,
        "languages": row.languages,
        "external": "yes" if row.external else "",
    }


def move(row: Event, made: Occurrence, token: str, *, following: bool) -> Form:
    scope = "date" if row.period else "following" if following else "only"
    hint = t("events-hint-when", zone=Words(row.zone))
    label = t("events-field-when", type=str(row.type)) if row.period else t("events-field-new-time")
    when = MomentField("when", label, row.zone, "", hint=hint)
    return Form(token, t("events-moving-title", scope=scope, number=made.number), (when,), t("button-continue"))


def given_back(form: Form, values: Mapping[str, str], wrong: Wrong) -> Refused:
    """The form as it was filled in, with what to mend."""
    return Refused(t("form-mistakes"), form=forms.given_back(form, values, wrong.problems))
