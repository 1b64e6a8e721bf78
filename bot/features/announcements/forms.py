"""The form in which announcements are written and changed; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.form import ChoiceField, Field, Form, MomentField, TextField, TickField, UploadField
from bot.chat.message import Option
from bot.chat.text import Text, Words, t
from bot.commands.when import written
from bot.features.announcements.model import EVERYWHERE, FILE, GROUPS, LINK, TEXT, TITLE, WORDS, Announcement, Type
from bot.features.communities.model import Community
from bot.i18n import known_zone


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks besides the words: `places` to choose from, when it leaves, whether it can be commented.

    `groups` names the working groups that can be told as well.
    """

    zone: str
    places: tuple[tuple[str, Text], ...] = ()
    groups: Text | None = None
    moment: bool = True
    comments: bool = True


def form(community: Community, token: str, values: Mapping[str, str], asked: Asked) -> Form:
    """Type, title, text, link, file, who it is for, when, and comments (FEATURES 2.5.1)."""
    fields = [*_words(values), _file(values)]
    if asked.places or asked.groups:
        also = (Option(t("announcements-with-groups", groups=asked.groups), GROUPS),) if asked.groups else ()
        options = (
            Option(t("announcements-everywhere"), EVERYWHERE),
            *also,
            *(Option(name, key) for key, name in asked.places),
        )
        chosen = values.get("where", "")
        known = chosen if chosen in {each.value for each in options} else EVERYWHERE
        fields.append(ChoiceField("where", t("announcements-field-where"), options, known))
    if asked.moment:
        hint = t("announcements-hint-when", zone=Words(asked.zone))
        when = values.get("when", "")
        fields.append(MomentField("when", t("announcements-field-when"), asked.zone, when, required=False, hint=hint))
    if asked.comments:
        hint = t("announcements-hint-comments")
        fields.append(
            TickField("comments", t("announcements-field-comments"), values.get("comments", "yes"), hint=hint)
        )
    title = t("announcements-form-title", community=Words(community.name))
    return Form(token, title, tuple(fields), t("button-continue" if asked.moment else "button-save"))


def _words(values: Mapping[str, str]) -> list[Field]:
    types = tuple(Option(t(f"announcements-type-{each}"), each) for each in Type)
    text, link = values.get("text", ""), values.get("link", "")
    return [
        ChoiceField("type", t("announcements-field-type"), types, values.get("type", Type.NEWS)),
        TextField("title", t("announcements-field-title"), values.get("title", ""), max_length=TITLE),
        TextField("text", t("announcements-field-text"), text, long=True, max_length=TEXT,
                  hint=t("announcements-hint-text")),
        TextField("link", t("announcements-field-link"), link, required=False, max_length=LINK,
                  hint=t("announcements-hint-link")),
    ]  # fmt: skip


def _file(values: Mapping[str, str]) -> Field:
    hint = t("announcements-hint-file", limit=FILE // 1_000_000)
    return UploadField("file", t("announcements-field-file"), FILE, values.get("file", ""), hint=hint)


def values(row: Announcement, zone: str) -> dict[str, str]:
    """An announcement as its form takes it; its moment is written out, so that it never moves by being read again."""
    when = written(row.at.astimezone(known_zone(zone)[0])) if row.at else ""
    return {
        "type": row.type, "title": row.title, "text": row.text, "link": row.link, "file": row.file,
        "where": row.home or EVERYWHERE, "when": when, "comments": "yes" if row.comments else "",
    }  # fmt: skip


def reject_form(row: Announcement) -> Form:
    """Turning a proposal down: why, in words that its author reads."""
    field = TextField("words", t("announcements-field-reason"), required=False, long=True, max_length=WORDS)
    token = f"announcements.reject:{row.id}/{row.revision}"
    return Form(token, t("announcements-reject-title"), (field,), t("button-reject"))
