"""The team's meeting as it is planned, announced and reminded of, with all that waits for the team; no SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.chat.form import ChoiceField, Form, MomentField, TextField
from bot.chat.message import Button, Buttons, Facts, Heading, Message, Option, Paragraph, Part, Small, message, say
from bot.chat.text import Link, Moment, Series, Text, Who, Words, t
from bot.commands.feature import Raised
from bot.commands.when import in_full
from bot.features.communities.model import Community
from bot.features.events.recurrence import Rhythm
from bot.features.team.model import POINT, WHERE, Point, TeamMeeting, Time

RHYTHMS: dict[str, tuple[Rhythm, int]] = {
    "month-weekday": (Rhythm.MONTH_WEEKDAY, 1),
    "month-last": (Rhythm.MONTH_LAST, 1),
    "month-day": (Rhythm.MONTH_DAY, 1),
    "2-weeks": (Rhythm.WEEKS, 2),
    "week": (Rhythm.WEEKS, 1),
}
"""What one may choose; a team meets at least once a month (guide 148)."""

LONGEST = 8 * 60
"""Longest meeting, in minutes."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What waits for the team, and what its members want to talk about."""

    raised: Sequence[Raised]
    points: Sequence[tuple[Point, Who]]


def form(community: Community, token: str, zone: str, values: Mapping[str, str]) -> Form:
    options = tuple(Option(t(f"team-repeats-{each}"), each) for each in RHYTHMS)
    fields = (
        MomentField("when", t("team-field-when"), zone, values.get("when", ""), hint=t("team-hint-when",
                    zone=Words(zone))),
        ChoiceField("repeats", t("team-field-repeats"), options, values.get("repeats", "month-weekday")),
        TextField("minutes", t("team-field-minutes"), values.get("minutes", "60"), max_length=4),
        TextField("where", t("team-field-where"), values.get("where", ""), required=False, max_length=WHERE),
    )  # fmt: skip
    return Form(token, t("team-form", community=Words(community.name)), fields, t("button-continue"))


def given_back(form: Form, values: Mapping[str, str], *problems: tuple[str, Text]) -> Form:
    """The form as it was filled in, with what to mend."""
    fields = tuple(replace(field, value=values.get(field.name, "")) for field in form.fields)
    return replace(form, fields=fields, problems=problems)


def values(row: TeamMeeting, next_one: datetime) -> dict[str, str]:
    """A meeting as its form takes it."""
    chosen = next((name for name, each in RHYTHMS.items() if each == (row.rhythm, row.every)), "month-weekday")
    return {"when": f"{next_one:%Y-%m-%d %H:%M}", "repeats": chosen, "minutes": str(row.minutes), "where": row.where}


def _facts(row: TeamMeeting, times: Sequence[datetime]) -> Facts:
    rows: list[tuple[Text, Text]] = [
        (t("team-when"), Series(tuple(in_full(each, row.zone) for each in times), "lines")),
        (t("team-length"), t("team-minutes", minutes=row.minutes)),
    ]
    if row.where:
        rows.append((t("team-where"), _where(row)))
    return Facts(tuple(rows))


def _where(row: TeamMeeting) -> Text:
    return Link(row.where) if row.where.startswith(("https://", "http://")) else Words(row.where)


def preview(community: Community, row: TeamMeeting, times: Sequence[datetime]) -> Message:
    """Day, hour, zone and the next dates in full, before anybody hears of it (P5)."""
    plan = Button(t("button-plan"), f"team.plan:{row.id}", "primary")
    edit = Button(t("button-edit"), f"team.edit:{row.id}")
    head = Paragraph(t("team-preview", community=Words(community.name)))
    return message(head, _facts(row, times), Buttons((plan, edit)))


def plan_done(community: Community) -> Message:
    return say(t("team-planned", community=Words(community.name)), _see(community))


def _see(community: Community) -> Button:
    return Button(t("button-team-agenda"), f"team.see:{community.id}")


def card(it: Time, agenda: Agenda, now: datetime) -> Message:
    """Where administrators meet: until it begins with everything that waits by then."""
    head = Heading(t("team-title", community=Words(it.community.name), at=Moment(it.at)))
    if it.at + timedelta(minutes=it.row.minutes) <= now:
        return message(head, Small(t("team-over")))
    buttons = (Button(t("button-add-point"), f"team.add:{it.community.id}"), _see(it.community))
    return message(head, _facts(it.row, (it.at,)), *_agenda(agenda), Buttons(buttons))


def gone(it: Time) -> Message:
    return say(t("team-not-then", community=Words(it.community.name), at=Moment(it.at)))


def _agenda(agenda: Agenda) -> list[Part]:
    lines = [t("list-item", words=each.text) for each in agenda.raised]
    lines += [t("team-point", text=Words(each.text), who=who) for each, who in agenda.points]
    if not lines:
        return [Paragraph(t("team-nothing"))]
    buttons = tuple({each.button.token: each.button for each in agenda.raised if each.button}.values())
    return [Paragraph(t("team-agenda")), Paragraph(Series(tuple(lines), "lines")),
            *((Buttons(buttons),) if buttons else ())]  # fmt: skip


def seen(community: Community, row: TeamMeeting, it: Time | None, agenda: Agenda) -> Message:
    """For whoever belongs to the team: when, what waits, and what can be done about either."""
    head = Heading(t("team-next", community=Words(community.name)))
    buttons = [Button(t("button-add-point"), f"team.add:{community.id}")]
    if it is not None:
        buttons.append(Button(t("button-skip"), f"team.skip:{it.key}"))
    buttons += [
        Button(t("button-change-meeting"), f"team.edit:{row.id}"),
        Button(t("button-stop-meeting"), f"team.stop:{row.id}"),
    ]
    parts: list[Part] = [head, _facts(row, (it.at,) if it else ())]
    if agenda.raised or not agenda.points:
        parts += _agenda(replace(agenda, points=()))
    for each, who in agenda.points:
        settle = Button(t("button-settled"), f"team.settled:{each.id}")
        parts += [Paragraph(t("team-point", text=Words(each.text), who=who)), Buttons((settle,))]
    return message(*parts, Buttons(tuple(buttons)))


def skipped(it: Time) -> Message:
    return say(t("team-skipped", community=Words(it.community.name), at=Moment(it.at)), _see(it.community))


def stopped(community: Community) -> Message:
    again = Button(t("button-plan-team-meeting"), f"team.new:{community.id}")
    return say(t("team-stopped", community=Words(community.name)), again)


def reminder(it: Time) -> Message:
    """A day before, to each of the team."""
    text = t("team-reminder", community=Words(it.community.name), at=Moment(it.at))
    where = Paragraph(t("team-where-line", where=_where(it.row))) if it.row.where else None
    return message(Paragraph(text), where, Buttons((_see(it.community),)))


def point_form(community: Community, token: str) -> Form:
    field = TextField("point", t("team-field-point"), max_length=POINT)
    return Form(token, t("team-form-point"), (field,), t("button-save"))


def point_added(community: Community, text: str) -> Message:
    return say(t("team-point-added", text=Words(text)), _see(community))
