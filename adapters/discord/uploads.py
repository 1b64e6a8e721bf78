"""Files that people chose in a modal: fetched at once, since Discord's links to them expire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import aiohttp
import discord

from adapters.discord import inbound
from adapters.discord.forms import UPLOAD
from adapters.discord.inbound import Interaction
from bot.chat.form import Form, UploadField
from bot.chat.inbound import Upload


class Lost(Exception):
    """What was chosen in a field could not be fetched."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def has_files(form: Form) -> bool:
    """Whether a form asks for files; then it must be at hand when it is sent."""
    return any(isinstance(each, UploadField) for each in form.fields)


async def fetched(it: Interaction, form: Form) -> dict[str, Upload]:
    """The files of a modal by the names of their fields; one that is too large is told without its bytes."""
    most = {each.name: each.max_bytes for each in form.fields if isinstance(each, UploadField)}
    chosen = dict(_chosen(inbound.data(it).get("components")))
    known = inbound.data(it).get("resolved", {}).get("attachments", {})
    found = {}
    for name in most.keys() & chosen.keys():
        attachment = known.get(chosen[name], {})
        size = int(attachment.get("size", 0))
        content = b"" if size > most[name] else await _content(it, str(attachment.get("url", "")), name)
        kind = str(attachment.get("content_type") or "application/octet-stream")
        found[name] = Upload(str(attachment.get("filename", "")), kind, content, size)
    return found


async def _content(it: Interaction, url: str, field: str) -> bytes:
    try:
        content: bytes = await it.client.http.get_from_cdn(url)
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError, ValueError) as problem:
        raise Lost(field) from problem
    return content


def _chosen(components: object) -> Iterator[tuple[str, str]]:
    """The number of the file in each field for one, by the field's name."""
    for each in components if isinstance(components, list) else ():
        if isinstance(each, Mapping):
            inner: Any = each.get("component")
            yield from _chosen([inner])
            values = each.get("values")
            if each.get("type") == UPLOAD and isinstance(values, list) and values:
                yield str(each.get("custom_id")), str(values[0])
