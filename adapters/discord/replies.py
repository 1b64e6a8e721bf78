"""The answer to one interaction, as Discord takes it: one first answer, then changes and more messages, all private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import async_context

from adapters.discord import inbound
from adapters.discord.inbound import Interaction
from adapters.discord.render import EPHEMERAL, Page
from adapters.discord.rest import multipart
from bot.chat.address import Account

MESSAGE, LATER, LATER_SAME, SAME, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
"""Discord's types of first answers: a message, one that comes later, nothing for now, the message changed, …"""

ANSWERED = 40060
"""The first answer was given already: a repeated attempt after its own answer was lost."""


@dataclass(slots=True)
class Reply:
    """`same`: it replaces the private message whose button or form this was.

    `began` once the first answer was given; `quiet` when that only released a button, so that no place holder waits.
    """

    it: Interaction
    same: bool = False
    began: bool = False
    quiet: bool = False

    @property
    def account(self) -> Account:
        return inbound.account_of(self.it.user.id)

    async def later(self) -> None:
        """Say that the answer comes later; a button's message stays as it is."""
        pressed = self.it.type is discord.InteractionType.component
        await self._defer(quiet=pressed or (self.same and self._in_private_message))

    async def modal(self, data: dict[str, Any]) -> None:
        await _respond(self.it, MODAL, data)
        self.began = True

    async def nothing(self) -> None:
        """A button is released; a command's place holder goes again."""
        if not self.began:
            await self._defer(quiet=self.it.message is not None)
        if not self.quiet:
            await self.it.delete_original_response()

    async def whisper(self, said: Sequence[Page]) -> None:
        """Something that only this person reads."""
        if self.same and self._in_private_message:
            await self.redraw(said)
            return
        rest = said[1:]
        if not self.began:
            await _respond(self.it, MESSAGE, said[0].payload(flags=EPHEMERAL), said[0])
        elif self.quiet:
            rest = said
        else:
            await _change(self.it, said[0])
        await self._go_on(rest)

    async def redraw(self, said: Sequence[Page]) -> None:
        """In the place of the private message that was pressed; a whisper where there is none."""
        if not self._in_private_message or (self.began and not self.quiet):
            self.same = False
            await self.whisper(said)
            return
        if self.began:
            await _change(self.it, said[0])
        else:
            await _respond(self.it, SAME, said[0].payload(), said[0])
        await self._go_on(said[1:])

    @property
    def _in_private_message(self) -> bool:
        return self.it.message is not None and self.it.message.flags.ephemeral

    async def _defer(self, *, quiet: bool) -> None:
        await _respond(self.it, LATER_SAME if quiet else LATER, {} if quiet else {"flags": EPHEMERAL})
        self.began, self.quiet = True, quiet

    async def _go_on(self, said: Sequence[Page]) -> None:
        self.began = True
        for each in said:
            await _follow_up(self.it, each)


async def suggest(it: Interaction, choices: Sequence[dict[str, str]]) -> None:
    """Options for what somebody is typing."""
    await _respond(it, CHOICES, {"choices": list(choices)})


def _params(body: dict[str, Any], page: Page | None) -> MultipartParameters:
    parts = multipart(body, page.files) if page is not None and page.files else None
    return MultipartParameters(payload=None if parts else body, multipart=parts, files=None)


async def _respond(it: Interaction, kind: int, data: dict[str, Any], page: Page | None = None) -> None:
    params = _params({"type": kind, "data": data} if data else {"type": kind}, page)
    route = Route(
        "POST", "/interactions/{webhook_id}/{webhook_token}/callback", webhook_id=it.id, webhook_token=it.token
    )
    await async_context.get().request(route, it._session, payload=params.payload, multipart=params.multipart)


async def _change(it: Interaction, page: Page) -> None:
    params = _params(page.payload(), page)
    await async_context.get().edit_original_interaction_response(
        it.application_id, it.token, session=it._session, payload=params.payload, multipart=params.multipart
    )


async def _follow_up(it: Interaction, page: Page) -> None:
    params = _params(page.payload(flags=EPHEMERAL), page)
    await async_context.get().execute_webhook(
        it.application_id, it.token, session=it._session, payload=params.payload, multipart=params.multipart, wait=True
    )
