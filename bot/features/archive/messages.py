"""What people are told when a community is archived or active again; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.message import Button, Buttons, Message, Paragraph, message, say
from bot.chat.text import Param, Series, T, Who, Words, t
from bot.features.archive.model import ARCHIVED, BROUGHT_BACK, Affair
from bot.features.archive.wording import bring_back, calendar, groups_button, listed
from bot.features.communities.model import Community

MANY, NAMED = 8, 5
"""So many events are named in one message to those who come, and so many working groups have a button of their own."""


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody could still bring back: `planned` where something is called off, and working groups."""

    planned: Community | None = None
    groups: tuple[Community, ...] = ()

    def __bool__(self) -> bool:
        return self.planned is not None or bool(self.groups)


def told(kind: str, found: Sequence[Affair]) -> Message:
    """What somebody would have come to, or may come to again, in one message."""
    found = sorted(found, key=lambda each: each[2].at)
    whole = tuple(dict.fromkeys(community for community, _, _ in found))
    names: dict[str, Param] = {"communities": _names(whole), "count": len(whole)}
    lines = listed([(row, made) for _, row, made in found], most=MANY)
    if kind != BROUGHT_BACK:
        return message(Paragraph(t("archive-told-called-off", **names)), *lines)
    return message(
        Paragraph(t("archive-told-brought-back", **names)),
        *lines,
        Paragraph(t("archive-answers-hold")),
        Buttons((calendar(whole[0]),)),
    )


def administrators(kind: str, found: Sequence[Community], *, by: Who) -> Message:
    """Who did it, and how it is undone."""
    key = "archive-told-archived" if kind == ARCHIVED else "archive-told-active"
    return say(t(key, communities=_names(found), count=len(found), by=by))


def anew(written: Message, found: Sequence[Community]) -> Message:
    """The same of these communities alone."""
    [part] = written.parts
    if not isinstance(part, Paragraph) or not isinstance(part.text, T):
        return written
    return say(t(part.text.key, **{**part.text.params, "communities": _names(found), "count": len(found)}))


def active(written: Message, left: Left) -> Message:
    """With what is left for its reader to do."""
    parts = [written.parts[0]]
    buttons: list[Button] = []
    if left.planned is not None:
        parts.append(Paragraph(t("archive-still-cancelled")))
        buttons.append(bring_back(left.planned))
    if left.groups:
        names = _names(left.groups)
        parts.append(Paragraph(t("archive-still-archived", groups=names, count=len(left.groups))))
        buttons += (
            Button(t("archive-make-active", community=Words(each.name)), f"administration.reactivate:{each.id}")
            for each in left.groups[:NAMED]
        )
    return message(*parts, Buttons(tuple(buttons)) if buttons else None)


def brought_back(community: Community, count: int, *, groups: bool) -> Message:
    """`count` events; none where somebody was first. `groups`: some of its working groups are archived still."""
    buttons = (calendar(community), *((groups_button(community),) if groups else ()))
    return say(t("archive-brought-back", count=count), *buttons)


def _names(several: Sequence[Community]) -> Series:
    return Series(tuple(Words(each.name) for each in several))
