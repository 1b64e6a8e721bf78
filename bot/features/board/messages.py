"""What a board says, in the words of the calendar, and what administrators read when it cannot be pinned; no SQL."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.message import Button, Buttons, Heading, Message, Paragraph, Small, message
from bot.chat.text import Moment, T, Text, Words, t
from bot.features.board.model import MOST, TITLE
from bot.features.communities import homes
from bot.features.communities.model import Community, Home
from bot.features.events.model import Event, Occurrence, Type
from bot.features.events.wording import called, full, moved_from, provisional
from bot.features.membership.access import closed


def board(community: Community, found: Sequence[tuple[Event, Occurrence]]) -> Message:
    """Short lines in order of time, each moment in the reader's own.

    Each is a part by itself: what somebody wrote into one title must not change how the others are shown.
    """
    head = Heading(t("board-title"))
    if community.archived:
        return message(head, Paragraph(closed(community)))
    calendar = Buttons((Button(t("button-calendar"), f"events.calendar:{community.id}/0"),))
    if not found:
        return message(head, Paragraph(t("board-nothing")), calendar)
    lines = (Paragraph(_line(row, made)) for row, made in found[:MOST])
    more = Small(t("board-more", count=len(found) - MOST)) if len(found) > MOST else None
    return message(head, *lines, more, calendar)


def _line(row: Event, made: Occurrence) -> T:
    whole = called(row, made)
    title = whole if len(whole) <= TITLE else f"{whole[: TITLE - 1]}…"
    before = moved_from(row, made)
    if row.period:
        return provisional(row, made, title)
    at: Text = full(row, made.at) if row.type is Type.MILESTONE else Moment(made.at)
    return t(
        "board-entry", title=Words(title), type=t(f"events-type-{row.type}"), at=at,
        moved="yes" if before else "no", old=before or at,
    )  # fmt: skip


def unpinned(community: Community, home: Home, place: str, detail: str) -> Message:
    """For the administrators: it stands there all the same; why it is not pinned, and what to do."""
    text = t("board-unpinned", community=Words(community.name), place=Words(place))
    again = Button(t("button-try-again"), f"board.pin:{home.id}")
    return message(
        Paragraph(text), Paragraph(homes.why(detail)), Small(t("board-unpinned-by-hand")), Buttons((again,))
    )
