"""Files that people chose in a modal: fetched at once, with the bot's token, which goes to nobody but Slack."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from adapters.slack.api import TIMEOUT, Api, proxy_for
from adapters.slack.inbound import Payload
from bot.chat.form import Form, UploadField
from bot.chat.inbound import Upload
from bot.chat.port import TryLater, Undeliverable

log = logging.getLogger(__name__)


class Lost(Exception):
    """What was chosen in a field could not be fetched."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def has_files(form: Form) -> bool:
    """Whether a form asks for files; then it must be at hand when it is sent."""
    return any(isinstance(each, UploadField) for each in form.fields)


@dataclass(frozen=True, slots=True)
class Uploads:
    api: Api
    session: aiohttp.ClientSession

    async def fetched(self, view: Payload, form: Form) -> dict[str, Upload]:
        """The files of a modal by the names of their fields; one that is too large is told without its bytes."""
        most = {each.name: each.max_bytes for each in form.fields if isinstance(each, UploadField)}
        found = {}
        for name, file in _chosen(view):
            if name in most:
                try:
                    found[name] = await self._upload(file, most[name])
                except (aiohttp.ClientError, OSError, TimeoutError, TryLater, Undeliverable) as problem:
                    log.warning("A file could not be fetched", extra={"debug": repr(problem)})
                    raise Lost(name) from problem
        return found

    async def _upload(self, file: Mapping[str, Any], most: int) -> Upload:
        """Of files that another workspace shares Slack tells no more than the id at first."""
        if not file.get("url_private_download"):
            file = (await self.api.ask("files.info", waited_for=True, file=str(file.get("id", ""))))["file"]
        size = int(file.get("size") or 0)
        content = b"" if size > most else await self._content(str(file.get("url_private_download", "")), size)
        return Upload(str(file.get("name", "")), str(file.get("mimetype", "")), content, size)

    async def _content(self, url: str, size: int) -> bytes:
        """Without the right to read it Slack answers with its page to sign in, so the size must be the one it told."""
        if not self._of_slack(url):
            raise Undeliverable("invalid", "it is not kept by Slack itself")
        headers = {"Authorization": f"Bearer {self.api.web.token}"}
        async with (
            asyncio.timeout(TIMEOUT),
            self.session.get(url, headers=headers, allow_redirects=False, proxy=proxy_for(url)) as answer,
        ):
            content = await answer.read()
        if answer.status != 200 or len(content) != size:
            raise Undeliverable("invalid", f"Slack answered {answer.status} with {len(content)} bytes")
        return content

    def _of_slack(self, url: str) -> bool:
        """People also choose what stands elsewhere, where the token would be in wrong hands."""
        asked, own = urlsplit(url), urlsplit(self.api.web.base_url)
        return asked.netloc == own.netloc or (asked.scheme == "https" and (asked.hostname or "").endswith(".slack.com"))


def _chosen(view: Payload) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The file in each field for one, by the field's name."""
    for block, actions in ((view.get("state") or {}).get("values") or {}).items():
        for given in actions.values():
            if given.get("type") == "file_input" and given.get("files"):
                yield str(block), given["files"][0]
