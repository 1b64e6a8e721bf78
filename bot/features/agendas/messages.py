"""What agendas and minutes look like, in the channel, to administrators and to whoever opens them; no SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.chat.form import Form, TextField
from bot.chat.message import Button, Buttons, Heading, Message, Paragraph, Part, Small, message, say
from bot.chat.text import Day, Moment, Series, Text, Who, Words, t
from bot.commands.feature import Raised
from bot.features.agendas.model import ACTIONS, DECISIONS, ITEM, PRESENT, Action, AgendaItem, Meeting, Minutes
from bot.features.events.model import Event, State
from bot.features.events.recurrence import Rhythm

SHOWN = 12
"""Items, and actions, shown in a channel; all of them stand in what one opens for oneself."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything about what a meeting is about, with those who said it; `todo` is what is left from earlier ones."""

    it: Meeting
    items: tuple[tuple[AgendaItem, Who], ...]
    todo: tuple[tuple[Action, Text], ...]
    written: bool = False


def add_button(it: Meeting) -> Button:
    return Button(t("button-add-to-agenda"), f"agendas.add:{it.made.id}", "primary")


def open_button(it: Meeting) -> Button:
    return Button(t("button-agenda"), f"agendas.open:{it.made.id}")


def minutes_button(it: Meeting) -> Button:
    return Button(t("button-minutes"), f"agendas.minutes:{it.made.id}")


def _named(it: Meeting) -> dict[str, Words | Moment]:
    return {"title": Words(it.called), "at": Moment(it.made.at)}


def card(agenda: Agenda, now: datetime) -> Message:
    """What stands in the channel: asks until the meeting begins, and is kept true."""
    it = agenda.it
    if it.made.state is State.CANCELLED:
        return message(Paragraph(t("agendas-cancelled", **_named(it))))
    ahead = it.made.at > now
    asks = Paragraph(t("agendas-asks")) if ahead else None
    buttons = (add_button(it), open_button(it)) if ahead else () if agenda.written else (minutes_button(it),)
    return message(
        Heading(t("agendas-title", **_named(it))),
        asks,
        *_listed(agenda, SHOWN),
        Small(t("agendas-write-minutes")) if buttons and not ahead else None,
        Small(t("agendas-has-minutes")) if agenda.written else None,
        Buttons(buttons) if buttons else None,
    )


def _listed(agenda: Agenda, most: int) -> list[Part]:
    parts: list[Part] = [Paragraph(_items(agenda.items, most))] if agenda.items else [Small(t("agendas-nothing"))]
    if agenda.todo:
        parts += [Paragraph(t("agendas-todo")), Paragraph(_actions(agenda.todo, most))]
    return parts


def _items(found: Sequence[tuple[AgendaItem, Who]], most: int) -> Text:
    lines: list[Text] = [
        t("agendas-item", number=number, text=Words(each.text), who=who)
        for number, (each, who) in enumerate(found[:most], 1)
    ]
    return Series((*lines, *_more(len(found) - most)), "lines")


def _actions(found: Sequence[tuple[Action, Text]], most: int) -> Text:
    return Series((*(action(*each) for each in found[:most]), *_more(len(found) - most)), "lines")


def _more(left: int) -> tuple[Text, ...]:
    return (t("agendas-more", count=left),) if left > 0 else ()


def action(row: Action, who: Text) -> Text:
    due = Day(date.fromisoformat(row.due)) if row.due else Words("")
    return t(
        "agendas-action", text=Words(row.text), who=who, somebody="yes" if row.called else "no", due=due,
        until="yes" if row.due else "no", done="yes" if row.done_at else "no",
    )  # fmt: skip


def below(it: Meeting, count: int, *, asked: bool) -> list[Part]:
    """Under the card of the meeting itself; `asked` where the card of the agenda stands in the channel as well."""
    buttons = (open_button(it),) if asked else (add_button(it), open_button(it))
    return [Small(t("agendas-count", count=count)), Buttons(buttons)]


def opened(agenda: Agenda, *, mine: frozenset[str], adds: bool, administers: bool, now: datetime) -> Message:
    """The whole agenda for one reader; `mine` are the items and actions they may end."""
    it = agenda.it
    parts: list[Part] = [Heading(t("agendas-title", **_named(it)))]
    if not agenda.items:
        parts.append(Small(t("agendas-nothing")))
    for number, (each, who) in enumerate(agenda.items, 1):
        parts.append(Paragraph(t("agendas-item", number=number, text=Words(each.text), who=who)))
        if each.id in mine and it.made.at > now:
            parts.append(Buttons((Button(t("button-take-off"), f"agendas.remove:{each.id}"),)))
    if agenda.todo:
        parts.append(Paragraph(t("agendas-todo")))
    for row, who_text in agenda.todo:
        parts.append(Paragraph(action(row, who_text)))
        if row.id in mine:
            parts.append(Buttons((Button(t("button-done"), f"agendas.done:{row.id}"),)))
    buttons = [add_button(it)] if adds and it.made.at > now else []
    buttons += [minutes_button(it)] if administers and it.made.at <= now else []
    return message(*parts, Buttons(tuple(buttons)) if buttons else None)


def empty(it: Meeting) -> Message:
    """For the administrators: nothing is on the agenda two days before (guide 100, 101)."""
    text = t("agendas-empty", community=Words(it.community.name), **_named(it))
    cancel = Button(cancel_label(it.row), f"agendas.cancel:{it.made.id}/{it.made.revision}", "danger")
    keep = Button(t("button-keep-it"), f"agendas.keep:{it.made.id}/{it.made.revision}")
    return message(Paragraph(text), Buttons((cancel, keep, add_button(it))))


def raised_empty(it: Meeting) -> Raised:
    """For the moderation team's own meeting."""
    return Raised(t("agendas-raised-empty", **_named(it)), open_button(it))


def raised_late(row: Action, who: Text) -> Raised:
    return Raised(t("agendas-raised-late", what=action(row, who)))


def cancel_label(row: Event) -> Text:
    """A series that meets by the month is called off for this month, another one for this time."""
    return t("button-cancel-this-time" if row.rhythm is Rhythm.WEEKS else "button-cancel-this-month")


def settled(it: Meeting, *, how: str, who: Who | None = None) -> Message:
    """What has become of the offer: called off, kept by somebody, something to talk about, or over."""
    return say(t("agendas-settled", how=how, who=who or Who("—"), **_named(it)), *_after(it, how))


def _after(it: Meeting, how: str) -> tuple[Button, ...]:
    return (open_button(it),) if how == "items" else ()


def item_form(it: Meeting, token: str, text: str = "") -> Form:
    field = TextField("text", t("agendas-field-item"), text, max_length=ITEM, hint=t("agendas-hint-item"))
    return Form(token, t("agendas-form-item"), (field,), t("button-add"))


def minutes_form(it: Meeting, token: str, values: Mapping[str, str], agenda: Sequence[Part]) -> Form:
    """The template: who was there, what was decided, who does what until when."""
    fields = (
        TextField("present", t("agendas-field-present"), values["present"], long=True, max_length=PRESENT,
                  required=False),
        TextField("decisions", t("agendas-field-decisions"), values["decisions"], long=True, max_length=DECISIONS),
        TextField("actions", t("agendas-field-actions"), values["actions"], long=True, max_length=ACTIONS,
                  required=False, hint=t("agendas-hint-actions")),
    )  # fmt: skip
    return Form(token, t("agendas-form-minutes"), fields, t("button-save"), tuple(agenda))


def given_back(form: Form, values: Mapping[str, str], problems: tuple[tuple[str, Text], ...]) -> Form:
    """The form as it was filled in, with what to mend."""
    fields = tuple(replace(field, value=values.get(field.name, "")) for field in form.fields)
    return replace(form, fields=fields, problems=problems)


def for_reference(agenda: Agenda) -> list[Part]:
    """What was on the agenda, beside the form."""
    return _listed(agenda, SHOWN)


@dataclass(frozen=True, slots=True)
class Record:
    """Minutes with what they belong to."""

    agenda: Agenda
    minutes: Minutes
    actions: tuple[tuple[Action, Text], ...]
    author: Who


def minutes(record: Record) -> Message:
    """What was decided, where everybody reads it."""
    it, row = record.agenda.it, record.minutes
    parts: list[Part] = [Heading(t("agendas-minutes-title", **_named(it)))]
    if row.present:
        parts += [Paragraph(t("agendas-present", names=Words(row.present)))]
    if record.agenda.items:
        parts += [Paragraph(t("agendas-talked")), Paragraph(_items(record.agenda.items, SHOWN))]
    parts += [Paragraph(t("agendas-decided")), Paragraph(Words(row.decisions, rich=True))]
    if record.actions:
        parts += [Paragraph(t("agendas-agreed")), Paragraph(_actions(record.actions, len(record.actions)))]
    return message(*parts, Small(t("agendas-written-by", who=record.author, at=Moment(row.at, "date"))))
