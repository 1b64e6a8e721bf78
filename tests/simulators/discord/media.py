"""Pictures and files that a message shows: `attachment://name` must be one of its own, and gets its real address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.simulators.discord.model import Message
from tests.simulators.discord.reading import FILE, GALLERY, every
from tests.simulators.discord.refusals import wrong_form

JSON = dict[str, Any]


def resolve(message: Message) -> None:
    """Write out what Discord tells about each: its number, its address, a file's name and size."""
    for media in _in_components(message):
        _found(message, media, "components")
        media.setdefault("id", str(message.channel.world.time.snowflake()))
        media |= {"proxy_url": media["url"], "width": None, "height": None}
    for embed in message.embeds:
        for media in (embed[key] for key in ("image", "thumbnail") if embed.get(key)):
            _found(message, media, "embeds")
            media["proxy_url"] = media["url"]


def _in_components(message: Message) -> Iterator[JSON]:
    files = {file.filename: file for file in message.attachments}
    for each in every(message.components):
        if each["type"] == FILE:
            file = files.get(str(each["file"]["url"]).removeprefix("attachment://"))
            if file is not None:
                each |= {"name": file.filename, "size": len(file.content)}
            yield each["file"]
        elif each["type"] == GALLERY:
            for item in each["items"]:
                item |= {"description": item.get("description"), "spoiler": bool(item.get("spoiler"))}
                yield item["media"]
        elif "media" in each:
            yield each["media"]


def _found(message: Message, media: JSON, where: str) -> None:
    name = str(media["url"]).removeprefix("attachment://")
    if name == media["url"]:
        return
    for file in message.attachments:
        if file.filename == name:
            media |= {"id": str(file.id), "url": message.channel.world.file_url(message.channel, file)}
            media["content_type"] = file.content_type
            return
    code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
    wrong_form(where, code, f"The referenced attachment {name} was not found")
