"""What those who plan see of speakers and roles, and the forms in which they write them; no SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.chat.form import ChoiceField, Form, TextField
from bot.chat.message import Button, Buttons, Heading, Message, Option, Paragraph, Part, Small, message
from bot.chat.text import Text, Words, t
from bot.commands.feature import token
from bot.features.events.model import Contact, Duty, Event, Occurrence, Speaker

NAME, INSTITUTION, ROLE = 120, 200, 80


@dataclass(frozen=True, slots=True)
class Held:
    """A role with the name of whoever has it."""

    duty: Duty
    person: Text | None


def said(speaker: Speaker) -> Text:
    """`Amina Diallo (Ministry of Health)`."""
    if not speaker.institution:
        return Words(speaker.name)
    return t("events-speaker", name=Words(speaker.name), institution=Words(speaker.institution))


def speakers(row: Event, made: Occurrence, found: Sequence[Speaker]) -> Message:
    """Everybody who was asked, and what they said."""
    parts: list[Part] = [Heading(t("events-speakers-title", title=Words(row.title)))]
    for each in found:
        line = t("events-speaker-state", speaker=said(each), state=str(each.state))
        parts += [Paragraph(line), _buttons("speaker", made, each.id)]
    if not found:
        parts.append(Paragraph(t("events-no-speakers")))
    parts += [Small(t("events-speakers-private")), _below("speaker", made)]
    return message(*parts)


def duties(row: Event, made: Occurrence, found: Sequence[Held]) -> Message:
    """Every role, and who has it."""
    parts: list[Part] = [Heading(t("events-roles-title", title=Words(row.title)))]
    for each in found:
        who = each.person or t("events-nobody-yet")
        parts += [
            Paragraph(t("events-role-held", role=Words(each.duty.role), person=who)),
            _buttons("role", made, each.duty.id),
        ]
    if not found:
        parts.append(Paragraph(t("events-no-roles")))
    parts += [Small(t("events-roles-means")), _below("role", made)]
    return message(*parts)


def _buttons(what: str, made: Occurrence, identity: str) -> Buttons:
    return Buttons(
        (
            Button(t("button-edit"), f"events.{what}:{made.id}/{identity}"),
            Button(t("button-remove"), f"events.drop-{what}:{made.id}/{identity}"),
        )
    )


def _below(what: str, made: Occurrence) -> Buttons:
    return Buttons(
        (
            Button(t(f"button-add-{what}"), f"events.{what}:{made.id}", "primary"),
            Button(t("button-manage"), f"events.manage:{made.id}"),
        )
    )


def speaker_form(made: Occurrence, known: Speaker | None) -> Form:
    options = tuple(Option(t(f"events-contact-{each}"), each) for each in Contact)
    state = str(known.state if known else Contact.CONTACTED)
    fields = (
        TextField("name", t("events-field-speaker"), known.name if known else "", max_length=NAME),
        TextField("institution", t("events-field-institution"), known.institution if known else "", required=False,
                  max_length=INSTITUTION),
        ChoiceField("state", t("events-field-contact"), options, state),
    )  # fmt: skip
    argument = f"{made.id}/{known.id}" if known else made.id
    return Form(token("events.speaker", argument), t("events-speaker-title"), fields, t("button-save"))


def role_form(made: Occurrence, known: Duty | None, person: str, values: Mapping[str, str]) -> Form:
    fields = (
        TextField("role", t("events-field-role"), values.get("role", known.role if known else ""), max_length=ROLE,
                  hint=t("events-hint-role")),
        TextField("member", t("events-field-member"), values.get("member", person), required=False, max_length=120,
                  hint=t("events-hint-member")),
    )  # fmt: skip
    argument = f"{made.id}/{known.id}" if known else made.id
    return Form(token("events.role", argument), t("events-role-title"), fields, t("button-save"))
