"""What a digest says: one section for each community, the nearest first, and how to hear more or less often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.message import Button, Buttons, Heading, Message, Paragraph, Part, Quote, Small, say
from bot.chat.text import Command, Link, Moment, Series, T, Text, Words, t
from bot.features.communities.model import Community
from bot.features.digests.model import Often
from bot.features.digests.service import Contents, Section
from bot.features.events.model import Answer, Event
from bot.features.events.wording import called
from bot.i18n import known_zone

MOST = 8
"""Lines of one kind; what is left out is counted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter that was held back, as it reads now, and when it would have come: on that day there was enough."""

    message: Message
    at: datetime


def digest(contents: Contents | None, often: Often, held: Sequence[Kept], *, zone: str, open: str) -> Message:
    """`zone` is "" where nobody knows the reader's clock, so that no hour can be named; `held` is opened as `open`."""
    if contents is None:
        return Message(tuple(_held(held, zone, open)))
    parts: list[Part] = [Heading(t("digests-heading", often=str(often)))]
    for each in contents.sections:
        parts += _section(each)
    if contents.asked:
        lines = [t("digests-asked", community=Words(each.name), at=Moment(asked.at, "date"))
                 for each, asked in contents.asked]  # fmt: skip
        parts += [Heading(t("digests-yours")), _lines(lines)]
    if contents.undecided:
        parts += _undecided(contents.undecided)
    parts += _held(held, zone, open) if held else []
    parts += [Small(t("digests-how", often=str(often), zoned="yes" if zone else "no", settings=Command("settings")))]
    return Message((*parts, Buttons(_choices(often))))


def _held(letters: Sequence[Kept], zone: str, open: str) -> list[Part]:
    """What they say, and on which day there was enough; what can be done about them stands below each when opened."""
    words = [
        part for each in letters for part in each.message.parts if isinstance(part, Heading | Paragraph | Quote | Small)
    ]
    first, last = (when(each.at for each in letters) for when in (min, max))
    place, _ = known_zone(zone)
    one_day = first.astimezone(place).date() == last.astimezone(place).date()
    heading = t(
        "digests-held", count=len(letters), days="one" if one_day else "several", first=Moment(first, "date"),
        last=Moment(last, "date"),
    )  # fmt: skip
    button = Button(t("button-open"), f"digests.open:{open}", "primary")
    return [Heading(heading), *words, Buttons((button,))]


def opened(count: int) -> Message:
    """That so many of those it told of come now, each with all that can be done about it."""
    return say(t("digests-opening", count=count)) if count else say(t("people-nothing-waits"))


def _section(section: Section) -> list[Part]:
    lines: list[Text] = [
        t("digests-event", title=Words(called(row, made)), at=Moment(made.at), said=_said(row, said))
        for row, made, said in section.coming[:MOST]
    ]
    news: list[Text] = [
        t("digests-news-link", title=Words(each.title), link=Link(each.link))
        if each.link
        else t("digests-news", title=Words(each.title))
        for each in section.news[:MOST]
    ]
    parts: list[Part] = [Heading(Words(section.community.name))]
    if news:
        parts += [Paragraph(t("digests-announced")), _lines([*news, *_more(len(section.news))])]
    if lines:
        parts += [Paragraph(t("digests-coming")), _lines([*lines, *_more(len(section.coming))])]
    if section.asking:
        parts.append(Paragraph(t("digests-requests", count=section.asking, requests=Command("requests"))))
    parts += [Paragraph(each.text) for each in section.waiting]
    buttons = [each.button for each in section.waiting]
    if section.coming:
        buttons.append(Button(t("button-calendar"), f"events.calendar:{section.community.id}/0"))
    return [*parts, Buttons(tuple(buttons))] if buttons else parts


def _undecided(found: Sequence[tuple[Community, datetime]]) -> list[Part]:
    """For the platform team, each with its own page, from which it is archived or cared for."""
    shown = found[:MOST]
    lines: list[Text] = [
        t("digests-undecided-line", community=Words(each.name), since=Moment(at, "date")) for each, at in shown
    ]
    buttons = [Button(t("digests-see", community=Words(each.name)), f"lifecycle.health:{each.id}") for each, _ in shown]
    return [Heading(t("digests-undecided")), _lines([*lines, *_more(len(found))]), Buttons(tuple(buttons))]


def _said(row: Event, answer: Answer | None) -> str:
    """What they answered, where it is something to come to; of a deadline they asked to be reminded."""
    return str(answer) if answer and row.type.attended else "no"


def _lines(lines: Sequence[Text]) -> Paragraph:
    return Paragraph(Series(tuple(_item(each) for each in lines), "lines"))


def _item(text: Text) -> T:
    return t("list-item", words=text)


def _more(count: int) -> list[Text]:
    return [t("digests-more", count=count - MOST)] if count > MOST else []


def _choices(often: Often) -> tuple[Button, ...]:
    others = [each for each in Often if each is not often]
    return tuple(Button(t(f"button-digest-{each}"), f"digests.choose:{each}") for each in others)


def chosen(often: Often, *, zoned: bool) -> Message:
    text = t("digests-chosen", often=str(often), zoned="yes" if zoned else "no")
    return say(text, *_choices(often))
