"""Files: uploaded to the address that Slack names, then shared in a conversation as a message of their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from adapters.slack.api import TIMEOUT, Api, proxy_for
from adapters.slack.render import Attached
from bot.chat.port import TryLater, Undeliverable
from bot.errors import in_words


@dataclass(frozen=True, slots=True)
class Files:
    """Slack takes no file together with buttons and mark of ours, so each stands below the message it belongs to."""

    api: Api
    session: aiohttp.ClientSession

    async def share(self, to: str, attached: Sequence[Attached], *, thread: str = "") -> list[str]:
        """Put files into a channel, or into somebody's private conversation, or into a thread there; their ids."""
        channel = await self.conversation(to)
        given = [(each, each.content) for each in attached if each.content is not None]
        if not given:
            return []
        uploaded = [await self._upload(each.name, content) for each, content in given]
        named = [{"id": file, "title": each.name} for file, (each, _) in zip(uploaded, given, strict=True)]
        within: dict[str, Any] = {"thread_ts": thread} if thread else {}
        await self.api.ask("files.completeUploadExternal", files=named, channel_id=channel, **within)
        return uploaded

    async def conversation(self, to: str) -> str:
        """A channel's id as it is; for somebody's id, that of the private conversation with them."""
        if not to.startswith(("U", "W")):
            return to
        opened = await self.api.ask("conversations.open", users=to)
        return str(opened["channel"]["id"])

    async def _upload(self, name: str, content: bytes) -> str:
        """The bytes; nobody sees them before they are shared."""
        place = await self.api.ask("files.getUploadURLExternal", filename=name, length=len(content))
        url = str(place["upload_url"])
        try:
            async with (
                asyncio.timeout(TIMEOUT),
                self.session.post(url, data=content, proxy=proxy_for(url)) as answer,
            ):
                if answer.status != 200:
                    raise TryLater(f"the file was not taken ({answer.status})")
        except (aiohttp.ClientError, OSError, TimeoutError) as problem:
            raise TryLater(in_words(problem)) from problem
        return str(place["file_id"])

    async def delete(self, file: str) -> None:
        await self.api.ask("files.delete", file=file)

    async def named(self, file: str) -> str:
        """What a file of ours was shared as; "" for one that somebody deleted."""
        try:
            found = (await self.api.ask("files.info", file=file))["file"]
        except Undeliverable as problem:
            if problem.reason != "gone":
                raise
            return ""
        return str(found.get("title") or found.get("name") or "")

    async def below(self, channel: str, message: str, *, me: str) -> AsyncIterator[str]:
        """The files of ours in the thread of a message."""
        async for row in self.api.pages("conversations.replies", "messages", channel=channel, ts=message, limit=100):
            if row.get("user") == me:
                for each in row.get("files") or ():
                    yield str(each["id"])
