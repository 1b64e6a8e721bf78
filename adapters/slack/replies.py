"""The answer to one act, where only the person who acted reads it: beside it, over it, in its modal, or privately."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from adapters.slack.api import OVER, Api, Refusal, proxy_for
from adapters.slack.files import Files
from adapters.slack.inbound import Act
from adapters.slack.markup import Writer, cut, plain_object
from adapters.slack.render import VIEW_BLOCKS, Attached, Block, Page, blocks, files, pages
from bot.chat.message import Heading, Message
from bot.chat.port import TryLater
from bot.chat.text import t
from bot.errors import in_words

log = logging.getLogger(__name__)

USES = 5
"""So often a response_url takes an answer."""

COMING = (0.1, 0.2, 0.4, 0.8)
"""Seconds between the looks for a modal that Slack was told of by an acknowledgement."""

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer laid out."""

    message: Message
    pages: Sequence[Page]
    files: Sequence[Attached]
    writer: Writer


def said(message: Message, writer: Writer) -> Said:
    given = [each for each in files(message) if each.content is not None]
    return Said(message, pages(message, writer, private=True), given, writer)


@dataclass(frozen=True, slots=True)
class Replies:
    """How answers go out; all of it is waited for by somebody, so it goes ahead of what is paced."""

    api: Api
    session: aiohttp.ClientSession
    files: Files

    async def whisper(self, act: Act, answer: Said) -> None:
        """Something that only this person reads."""
        if act.in_modal:
            await self.update(act.view["id"], message_view(answer, metadata=act.view.get("private_metadata", "")))
        elif act.at_home:
            if not await self.open(act, message_view(answer)):
                await self._privately(act.user, answer.pages)
        elif act.with_us:
            await self._privately(act.channel, answer.pages, thread=act.thread)
        else:
            await self._beside(act, answer.pages)
        if answer.files:
            await self.files.share(act.user, answer.files)

    async def redraw(self, act: Act, answer: Said) -> None:
        """In the place of the private answer that was pressed; a whisper where there is none."""
        if act.in_modal or not act.private or not act.url:
            await self.whisper(act, answer)
            return
        first, *rest = answer.pages
        if not await self._respond(act.url, first, replace=True):
            await self._beside(act, [first], used=USES)
        if rest:
            await self._beside(act, rest, used=1)
        if answer.files:
            await self.files.share(act.user, answer.files)

    async def _beside(self, act: Act, said: Sequence[Page], *, used: int = 0) -> None:
        """Where it was done; when that is over, or we are not there, in the private conversation."""
        for number, page in enumerate(said, used):
            if act.url and number < USES and await self._respond(act.url, page, thread=act.thread):
                continue
            if act.channel and not act.channel.startswith("D") and await self._ephemeral(act, page):
                continue
            await self._privately(act.user, [page])

    async def _respond(self, url: str, page: Page, *, replace: bool = False, thread: str = "") -> bool:
        body: dict[str, Any] = {
            "text": page.text, "blocks": page.blocks, "response_type": "ephemeral", "replace_original": replace,
        }  # fmt: skip
        if thread:
            body["thread_ts"] = thread
        try:
            async with asyncio.timeout(10), self.session.post(url, json=body, proxy=proxy_for(url)) as response:
                return response.status == 200
        except (aiohttp.ClientError, OSError, TimeoutError) as problem:
            why = in_words(problem)
            log.info("An answer went another way, since its address did not take it: %s", why)
            return False

    async def _ephemeral(self, act: Act, page: Page) -> bool:
        thread = {"thread_ts": act.thread} if act.thread else {}
        try:
            await self.api.ask(
                "chat.postEphemeral", waited_for=True, channel=act.channel, user=act.user, text=page.text,
                blocks=page.blocks, **thread,
            )  # fmt: skip
        except (Refusal, TryLater) as problem:
            log.info("An answer goes to the private conversation instead: %s", problem)
            return False
        return True

    async def _privately(self, channel: str, said: Sequence[Page], *, thread: str = "") -> None:
        within = {"thread_ts": thread} if thread else {}
        for page in said:
            await self.api.ask(
                "chat.postMessage", waited_for=True, channel=channel, text=page.text, blocks=page.blocks,
                unfurl_links=False, unfurl_media=False, **within,
            )  # fmt: skip

    # Views.

    async def open(self, act: Act, view: View) -> bool:
        """Open a modal, over the one it came from; False when the trigger is over."""
        if not act.opens:
            return False
        method = "views.push" if act.in_modal else "views.open"
        try:
            await self.api.ask(method, waited_for=True, trigger_id=act.trigger, view=view)
        except Refusal as problem:
            if problem.code == "push_limit_reached":
                return await self.update(act.view["id"], view)
            if problem.code not in OVER:
                raise
            return False
        except TryLater:
            return False
        return True

    async def update(self, identity: str, view: View) -> bool:
        """Change a modal that is open; False when it is not any more."""
        return await self._updated(view, view_id=identity)

    async def take_over(self, waiting: str, sent: str, view: View) -> bool:
        """Change what an acknowledgement puts into a modal, by the external id it has there; False when it was closed.

        The acknowledgement and the change reach Slack on different ways, and whichever comes last stays on the screen.
        The form that was `sent` still stands there when Slack did not take the acknowledgement at all.
        """
        for pause in (0.0, *COMING):
            await asyncio.sleep(pause)
            if await self._updated(view, external_id=waiting):
                return True
        return await self.update(sent, view)

    async def _updated(self, view: View, **which: str) -> bool:
        try:
            await self.api.ask("views.update", waited_for=True, view=view, **which)
        except Refusal as problem:
            if problem.code != "not_found":
                raise
            return False
        return True


def message_view(answer: Said, *, metadata: str = "") -> View:
    """An answer as a modal with nothing to send: what fits one, which answers with more lead on by their buttons."""
    heading = next((each for each in answer.message.parts[:1] if isinstance(each, Heading)), None)
    title = answer.writer.plain(heading.text) if heading else ""
    whole: list[Block] = list(blocks(answer.message.parts, answer.writer, private=True))
    if title and len(title) <= 24:
        whole = whole[1:] or whole
    else:
        title = answer.writer.plain(t("slack-answer"))
    return {
        "type": "modal",
        "callback_id": "~answer",
        "private_metadata": metadata,
        "title": plain_object(cut(title, 24)),
        "close": plain_object(answer.writer.plain(t("slack-close"), 24)),
        "blocks": whole[:VIEW_BLOCKS],
    }
