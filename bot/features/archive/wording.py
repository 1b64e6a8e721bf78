"""How what does not take place, or does again, is listed: the same for who decides and for who comes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.message import Button, Paragraph
from bot.chat.text import Series, Words, t
from bot.features.communities.model import Community
from bot.features.events.model import Event, Occurrence


def listed(found: Sequence[tuple[Event, Occurrence]], *, most: int) -> tuple[Paragraph, ...]:
    """The first `most` of these events by name, each with the first of its times, and how many more there are."""
    lines = tuple(
        t("archive-line", title=Words(row.title), at=row.said(made), series="yes" if row.series else "no")
        for row, made in found[:most]
    )
    rest = len(found) - len(lines)
    named = (Paragraph(Series(lines, "lines")),) if lines else ()
    return (*named, Paragraph(t("events-called-off-rest", count=rest))) if rest else named


def bring_back(community: Community) -> Button:
    return Button(t("button-bring-back"), f"archive.bring:{community.id}", "primary")


def calendar(community: Community) -> Button:
    return Button(t("button-calendar"), f"events.calendar:{community.id}/0")


def groups_button(community: Community) -> Button:
    return Button(t("button-groups-active"), f"administration.groups:{community.id}")
