"""What a digest says: one section for each community, the nearest first, and how to hear more or less often."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.message import Button, Buttons, Heading, Message, Paragraph, Part, Quote, Small, say
from bot.chat.text import Command, Link, Moment, Series, T, Text, Words, t
from bot.features.digests.model import Often
from bot.features.digests.service import Contents, Section
from bot.features.events.wording import called

MOST = 8
"""Lines of one kind; what is left out is counted."""


def digest(contents: Contents | None, often: Often, held: Sequence[Message], *, zoned: bool) -> Message:
    """`zoned`: the reader's clock is known, so that the hour can be named; `held` are letters told of here."""
    if contents is None:
        return Message(tuple(_held(held)))
    parts: list[Part] = [Heading(t("digests-heading", often=str(often)))]
    for each in contents.sections:
        parts += _section(each)
    if contents.asked:
        lines = [t("digests-asked", community=Words(each.name), at=Moment(asked.at, "date"))
                 for each, asked in contents.asked]  # fmt: skip
        parts += [Heading(t("digests-yours")), _lines(lines)]
    parts += _held(held) if held else []
    parts += [Small(t("digests-how", often=str(often), zoned="yes" if zoned else "no", settings=Command("settings")))]
    return Message((*parts, Buttons(_choices(often))))


def _held(letters: Sequence[Message]) -> list[Part]:
    """What they say; what can be done about them stands below each when it is opened."""
    words = [part for each in letters for part in each.parts if isinstance(part, Heading | Paragraph | Quote | Small)]
    button = Button(t("button-open"), "people.open", "primary")
    return [Heading(t("digests-held", count=len(letters))), *words, Buttons((button,))]


def _section(section: Section) -> list[Part]:
    lines: list[Text] = [
        t("digests-event", title=Words(called(row, made)), at=Moment(made.at), going="yes" if going else "no")
        for row, made, going in section.coming[:MOST]
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
