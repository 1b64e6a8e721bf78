"""What people type into the form, made into an announcement's content, or given back with what to mend."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from bot.chat.text import Text, t
from bot.commands.context import Context
from bot.commands.forms import Wrong
from bot.commands.when import read
from bot.errors import Refused
from bot.features.announcements import service
from bot.features.announcements.model import GROUPS, Announcement, Content, Type
from bot.features.communities import service as communities
from bot.features.communities.model import Community

_NO_ADDRESS = re.compile(r'[\s<>"|\\^`{}\x00-\x1f]')
"""Signs that stand in no web address, and that platforms give a meaning of their own."""


def zone_of(ctx: Context, community: Community) -> str:
    """The zone a moment is read in: the person's own, or the community's while theirs is unknown."""
    return ctx.caller.timezone or community.timezone or "UTC"


def content(
    ctx: Context, community: Community, values: Mapping[str, str], before: Announcement | None = None
) -> tuple[Content, tuple[str, ...]]:
    """What was typed, and the cautions about its moment; Wrong with every field that needs another look.

    What the form did not ask stays as it was `before`.
    """
    problems: list[tuple[str, Text]] = []
    title = " ".join(values.get("title", "").split())
    if not title:
        problems.append(("title", t("form-must-fill")))
    link = values.get("link", "").strip()
    if link and not web_address(link):
        problems.append(("link", t("announcements-no-address")))
    at: datetime | None = None
    cautions: tuple[str, ...] = ()
    try:
        at, cautions = _moment(ctx, community, values.get("when", "").strip())
    except Refused as refused:
        problems.append(("when", refused.text))
    if problems:
        raise Wrong(tuple(problems))
    text, file = values.get("text", "").strip(), values.get("file", "")
    home = values.get("where", before.home if before else "")
    author = before.author if before else ctx.caller.id
    groups = home == GROUPS and service.groups_of(ctx.tx, community.id, author)
    if not groups and home not in {each.id for each in communities.homes(ctx.tx, community.id)}:
        home = ""
    comments = values["comments"] == "yes" if "comments" in values else before is not None and before.comments
    said = Content(Type(values["type"]), title, text, link, at, zone_of(ctx, community), file, home, comments)
    return said, cautions


def _moment(ctx: Context, community: Community, typed: str) -> tuple[datetime | None, tuple[str, ...]]:
    """None for as soon as it is sent."""
    if not typed:
        return None, ()
    found = read(typed, now=ctx.now, zone=zone_of(ctx, community), locale=ctx.locale)
    if found.at <= ctx.now:
        return None, ()
    return found.at, found.cautions if ctx.caller.timezone else ("zone", *found.cautions)


def web_address(typed: str) -> bool:
    """Whether it is an http or https address without a password in it."""
    if _NO_ADDRESS.search(typed):
        return False
    try:
        parts = urlsplit(typed)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
