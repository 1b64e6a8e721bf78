"""Files: uploaded to the address that Slack names, then shared in a conversation as a message of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp

from adapters.slack.api import TIMEOUT, Api, proxy_for
from adapters.slack.render import Attached
from bot.chat.port import TryLater


@dataclass(frozen=True, slots=True)
class Files:
    """Slack takes no file together with buttons and mark of ours, so each stands below the message it belongs to."""

    api: Api
    session: aiohttp.ClientSession

    async def share(self, to: str, attached: Sequence[Attached]) -> list[str]:
        """Put files into a channel, or into somebody's private conversation; their ids."""
        channel = await self.conversation(to)
        uploaded = [await self._upload(each) for each in attached]
        named = [{"id": file, "title": each.name} for file, each in zip(uploaded, attached, strict=True)]
        await self.api.ask("files.completeUploadExternal", files=named, channel_id=channel)
        return uploaded

    async def conversation(self, to: str) -> str:
        """A channel's id as it is; for somebody's id, that of the private conversation with them."""
        if not to.startswith(("U", "W")):
            return to
        opened = await self.api.ask("conversations.open", users=to)
        return str(opened["channel"]["id"])

    async def _upload(self, file: Attached) -> str:
        """The bytes; nobody sees them before they are shared."""
        place = await self.api.ask("files.getUploadURLExternal", filename=file.name, length=len(file.content))
        url = str(place["upload_url"])
        try:
            async with (
                asyncio.timeout(TIMEOUT),
                self.session.post(url, data=file.content, proxy=proxy_for(url)) as answer,
            ):
                if answer.status != 200:
                    raise TryLater(f"the file was not taken ({answer.status})")
        except (aiohttp.ClientError, OSError, TimeoutError) as problem:
            raise TryLater(f"no connection ({type(problem).__name__})") from problem
        return str(place["file_id"])

    async def delete(self, file: str) -> None:
        await self.api.ask("files.delete", file=file)
