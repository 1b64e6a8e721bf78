"""What remains of a webinar, as its card, the checklist of its team and the list of all webinars show it; no SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.form import Form, TextField
from bot.chat.message import (
    Button,
    Buttons,
    Facts,
    Heading,
    Message,
    Option,
    Paragraph,
    Part,
    Picker,
    Small,
    message,
    say,
)
from bot.chat.text import Command, Link, Moment, Param, Series, T, Text, Words, t
from bot.commands.feature import Raised
from bot.features.communities.model import Community
from bot.features.dossiers.model import LINE, NOTE, PAGES, PUBLISHED, SUMMARY, Held, Kind, Line, Material
from bot.features.events.wording import provisional

PAGE, ASKED, INLINE = 5, 5, 200
"""Webinars shown at once, and asked for at once, and the longest text that stands on a card itself, in characters."""


def materials_button(it: Held) -> Button:
    return Button(t("button-materials"), f"dossiers.materials:{it.made.id}")


def read_button(row: Material) -> Button:
    if row.kind is Kind.QUESTIONS and row.text == PUBLISHED:
        return Button(t("button-read-questions"), f"questions.read:{row.occurrence}")
    return Button(t(f"button-read-{row.kind}"), f"dossiers.read:{row.occurrence}/{row.kind}")


def label(kind: Kind) -> T:
    return t(f"dossiers-kind-{kind}")


def parts(found: Mapping[Kind, Material]) -> list[Part]:
    """Links and short texts as they are, a button for each longer one."""
    there = [found[kind] for kind in Kind if kind in found and not found[kind].waived]
    rows = tuple((label(each.kind), _short(each)) for each in there if _fits(each))
    buttons = tuple(read_button(each) for each in there if not _fits(each))
    return [*((Facts(rows),) if rows else ()), *((Buttons(buttons),) if buttons else ())]


def _fits(row: Material) -> bool:
    return row.link or (len(row.text) <= INLINE and row.text != PUBLISHED)


def _short(row: Material) -> Text:
    return Link(row.text) if row.link else Words(row.text, rich=True)


def whole(it: Held, row: Material) -> Message:
    heading = t("dossiers-whole", kind=label(row.kind), title=Words(it.called), at=Moment(it.made.at, "date"))
    return message(Heading(heading), Paragraph(Words(row.text, rich=True)))


def checklist(it: Held, lines: Sequence[Line], now: datetime) -> Message:
    """What is there, what is missing and by when, where administrators meet."""
    rows = tuple((label(each.kind), _state(each, now)) for each in lines)
    missing = [each for each in lines if each.missing]
    head = t("dossiers-checklist", title=Words(it.called), at=Moment(it.made.at, "date"))
    if not missing:
        return message(Heading(head), Facts(rows), Small(t("dossiers-complete")), Buttons((materials_button(it),)))
    return message(Heading(head), Facts(rows), Buttons((materials_button(it),)), _waiver(it, missing))


def _state(line: Line, now: datetime) -> Text:
    if line.material is not None and line.material.waived:
        return t("dossiers-waived")
    if line.material is not None:
        return _short(line.material) if line.material.link else t("dossiers-there")
    if line.due is None:
        return t("dossiers-optional")
    return t("dossiers-due", late="yes" if line.due <= now else "no", due=Moment(line.due, "date"))


def _waiver(it: Held, missing: Sequence[Line]) -> Picker:
    options = tuple(Option(label(each.kind), each.kind) for each in missing)
    return Picker(t("dossiers-not-for-this-one"), f"dossiers.waive:{it.made.id}", options)


def missing(found: Sequence[tuple[Held, Sequence[Line]]], now: datetime) -> Message:
    """For one administrator: what is late, and what comes next, of each with its buttons."""
    if len(found) == 1:
        [(it, lines)] = found
        return message(Paragraph(t("dossiers-missing", **_called(it))), *_asked_for(it, lines, now))
    parts: list[Part] = [Paragraph(t("dossiers-missing-several"))]
    for it, lines in found[:ASKED]:
        parts += [Paragraph(t("dossiers-missing-of", **_called(it))), *_asked_for(it, lines, now)]
    more = len(found) - ASKED
    rest = Small(t("dossiers-missing-more", count=more, webinars=Command("webinars"))) if more > 0 else None
    return message(*parts, rest)


def _called(it: Held) -> dict[str, Param]:
    return {"title": Words(it.called), "community": Words(it.community.name), "at": Moment(it.made.at, "date")}


def _asked_for(it: Held, lines: Sequence[Line], now: datetime) -> tuple[Part, ...]:
    rows = tuple((label(each.kind), _state(each, now)) for each in lines)
    return Facts(rows), Buttons((materials_button(it),)), _waiver(it, lines)


def newer() -> Message:
    """Stands in the place of what a newer message tells."""
    return say(t("dossiers-missing-newer"))


def nothing_missing() -> Message:
    return say(t("dossiers-all-there"))


def raised(it: Held, lines: Sequence[Line]) -> Raised:
    """For the team's own meeting."""
    kinds = Series(tuple(label(each.kind) for each in lines), "commas")
    text = t("dossiers-raised", title=Words(it.called), at=Moment(it.made.at, "date"), kinds=kinds)
    return Raised(text, materials_button(it))


def form(it: Held, token: str, values: Mapping[str, str]) -> Form:
    """All that may remain; each a link or a text."""
    fields = tuple(
        TextField(
            kind, label(kind), values.get(kind, ""), required=False, long=kind in (Kind.SUMMARY, Kind.RELATED),
            max_length=LIMITS[kind], hint=t(f"dossiers-hint-{kind}"),
        )
        for kind in Kind
    )  # fmt: skip
    return Form(token, t("dossiers-form"), fields, t("button-save"))


LIMITS = {Kind.SUMMARY: SUMMARY, Kind.RELATED: NOTE, Kind.NOTE: NOTE, Kind.QUESTIONS: NOTE}
LIMITS |= {kind: LINE for kind in Kind if kind not in LIMITS}


def given_back(form: Form, values: Mapping[str, str], problem: Text) -> Form:
    """What was typed, and what somebody else brought meanwhile where nothing was: neither is lost by saving again."""
    fields = tuple(replace(field, value=values.get(field.name, "").strip() or field.value) for field in form.fields)
    return replace(form, fields=fields, problems=(("", problem),))


def saved(it: Held, changed: Sequence[Kind], words: int) -> Message:
    """Says so when a summary is shorter than a page or longer than two (FEATURES 2.10)."""
    low, high = PAGES
    odd = words and not low <= words <= high
    return message(
        Paragraph(t("dossiers-saved", count=len(changed), title=Words(it.called))),
        Small(t("dossiers-length", words=words, low=low, high=high)) if odd else None,
        Buttons((Button(t("button-webinars"), f"dossiers.list:{it.community.id}/0"),)),
    )


def waived(it: Held, kind: Kind) -> Message:
    return say(t("dossiers-waived-now", kind=label(kind), title=Words(it.called)))


@dataclass(frozen=True, slots=True)
class Entry:
    """A webinar with what remains of it."""

    it: Held
    found: Mapping[Kind, Material]


def listed(
    community: Community, entries: Sequence[Entry], now: datetime, *, page: int, last: int, administers: bool
) -> Message:
    """Past and coming on one page (guide 104, 112)."""
    shown: list[Part] = [Heading(t("dossiers-list", community=Words(community.name)))]
    if not entries:
        shown.append(Paragraph(t("dossiers-none")))
    for each in entries:
        shown += _entry(each, now, administers=administers)
    turn = tuple(
        Button(t("button-newer" if to < page else "button-older"), f"dossiers.list:{community.id}/{to}")
        for to in (page - 1, page + 1)
        if 0 <= to <= last
    )
    return message(*shown, Buttons(turn) if turn else None)


def _entry(entry: Entry, now: datetime, *, administers: bool) -> list[Part]:
    it = entry.it
    buttons = [Buttons((materials_button(it),))] if administers else []
    if it.row.period:
        return [Paragraph(provisional(it.row, it.made)), *parts(entry.found), *buttons]
    line = t(
        "dossiers-entry",
        title=Words(it.called),
        at=Moment(it.made.at),
        series="yes" if it.row.series else "no",
        number=it.made.number,
        coming="yes" if it.made.at > now else "no",
    )
    return [Paragraph(line), *parts(entry.found), *buttons]
