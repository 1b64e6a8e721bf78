"""Messages that stay: posted once however often it is tried, changed in place, taken away.

Discord's own guard, `nonce` with `enforce_nonce`, reaches back some minutes; for longer doubts each message carries a
mark made from its key (the id of its container), which is looked for before it is posted again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

import discord

from adapters.discord.inbound import account_of
from adapters.discord.render import CONTAINER, Attached, Page
from adapters.discord.rest import Rest
from bot.chat.address import Account, Place, Posted, Target
from bot.chat.port import Undeliverable

MARGIN = timedelta(seconds=60)
"""How far the clocks of Discord and of this machine may be apart."""

LOOKED_AT = 100
"""Messages that Discord hands out at a time."""

PEOPLE = 100
"""People whose emoji Discord names at a time."""

ASLEEP_AFTER = 10_080
"""Minutes without a word after which Discord folds a thread away, at most a week; writing in it brings it back."""

HAS_THREAD = 160004
"""Discord's code for a message below which a thread is open already."""

TOO_MANY_PINS = 30003
"""Discord's code for a channel that has as many pins as it takes."""


def mark_of(once: str, number: int) -> int:
    """A positive 31-bit number for one page of a message, far from the small ones Discord gives by itself."""
    return 1000 + int.from_bytes(_digest(once, number)[:4], "big") % (2**31 - 2000)


def nonce_of(once: str, number: int) -> str:
    """At most 25 characters (Discord's reference, "Create Message")."""
    return _digest(once, number).hex()[:25]


def _digest(once: str, number: int) -> bytes:
    return hashlib.sha256(f"{once}#{number}".encode()).digest()


@dataclass(slots=True)
class Posting:
    """`me` is the bot's own id; `inboxes` are the channels of private messages, by person."""

    rest: Rest
    me: str
    inboxes: dict[str, str] = field(default_factory=dict)

    async def post(
        self, to: Target, said: Sequence[Page], emoji: Sequence[str], *, once: str, doubted: datetime | None
    ) -> Posted:
        """All pages in order; the last one carries the emoji and is the message's id."""
        channel = await self.channel(to)
        found = await self._marked(channel, doubted) if doubted is not None else {}
        ids = []
        for number, page in enumerate(said):
            mark = mark_of(once, number)
            ids.append(found.get(mark) or await self._create(channel, page, mark, nonce_of(once, number)))
        for each in emoji:
            await self._react(channel, ids[-1], each)
        return Posted(to, ids[-1], pieces=tuple(ids[:-1]))

    async def _create(self, channel: str, page: Page, mark: int, nonce: str) -> str:
        body = page.payload(mark=mark) | {"nonce": nonce, "enforce_nonce": True}
        made = await self.rest.ask(
            "POST", "/channels/{channel_id}/messages", body=body, files=page.files, channel_id=channel
        )
        return str(made["id"])

    async def _marked(self, channel: str, since: datetime) -> dict[int, str]:
        """Our own messages since then, by their marks."""
        found: dict[int, str] = {}
        after = str(discord.utils.time_snowflake(since - MARGIN))
        while True:
            rows = await self.rest.ask(
                "GET", "/channels/{channel_id}/messages", params={"after": after, "limit": LOOKED_AT},
                channel_id=channel,
            )  # fmt: skip
            for row in rows:
                if str(row["author"]["id"]) == self.me and (mark := _mark(row)) is not None:
                    found[mark] = str(row["id"])
            if len(rows) < LOOKED_AT:
                return found
            after = str(max(int(row["id"]) for row in rows))

    async def edit(self, posted: Posted, said: Sequence[Page], emoji: Sequence[str]) -> Posted:
        """Change every message in place; those not needed any more go, those missing follow. Where it stands now."""
        channel = await self.channel(posted.target)
        ids = [*posted.pieces, posted.id]
        too_many = max(0, len(ids) - len(said))
        await self._carry(channel, ids, ids[too_many:], said)
        for each in ids[:too_many]:
            await self._delete(channel, each)
        ids = ids[too_many:]
        for identity, page in zip(ids, said, strict=False):
            await self.rest.ask(
                "PATCH", _MESSAGE, body={"attachments": []} | page.payload(), files=page.files,
                channel_id=channel, message_id=identity,
            )  # fmt: skip
        if len(said) > len(ids):
            for number, page in enumerate(said[len(ids) :], len(ids)):
                more = f"{posted.id}/more"
                ids.append(await self._create(channel, page, mark_of(more, number), nonce_of(more, number)))
            for each in emoji:
                await self._react(channel, ids[-1], each)
        return replace(posted, id=ids[-1], pieces=tuple(ids[:-1]))

    async def _carry(self, channel: str, before: Sequence[str], after: Sequence[str], said: Sequence[Page]) -> None:
        """What stands in a message already stays in it, or moves from the one that has it to the one that shall."""
        if not any(page.standing for page in said):
            return
        there: dict[str, tuple[str, dict[str, Any]]] = {}
        for identity in before:
            found = await self.rest.ask("GET", _MESSAGE, channel_id=channel, message_id=identity)
            there |= {str(each["filename"]): (identity, each) for each in found["attachments"]}
        for page, identity in zip_longest(said, after):
            for name in page.standing if page is not None else ():
                if name not in there:
                    raise Undeliverable("invalid", f"the file {name} stands there no more")
                where, attachment = there[name]
                if where == identity:
                    page.kept.append(str(attachment["id"]))
                else:
                    kind = str(attachment.get("content_type") or "application/octet-stream")
                    page.files.append(Attached(name, await self.rest.fetch(str(attachment["url"])), kind))

    async def open_thread(self, posted: Posted, name: str) -> str:
        """The thread below a message, which has the message's own id."""
        if isinstance(posted.target, Account):
            raise Undeliverable("invalid", "private messages have no threads")
        try:
            await self.rest.ask(
                "POST", _MESSAGE + "/threads", body={"name": name, "auto_archive_duration": ASLEEP_AFTER},
                channel_id=posted.target.id, message_id=posted.id,
            )  # fmt: skip
        except Undeliverable as problem:
            if problem.reason == "forbidden" and problem.detail != "no-view":
                raise Undeliverable("forbidden", "no-open-threads") from problem
            if not problem.detail.startswith(f"{HAS_THREAD}:"):
                raise
        return posted.id

    async def rename_thread(self, posted: Posted, name: str) -> None:
        """One that sleeps is woken: nothing changes in a thread that is put away."""
        body = {"name": name, "archived": False}
        await self.rest.ask("PATCH", "/channels/{channel_id}", body=body, channel_id=posted.id)

    async def pin(self, posted: Posted, *, keep: bool) -> None:
        """Or take the pin off; both as often as one likes. The right for it is one of its own since 2026."""
        channel = await self.channel(posted.target)
        try:
            await self.rest.ask("PUT" if keep else "DELETE", _PIN, channel_id=channel, message_id=posted.id)
        except Undeliverable as problem:
            if problem.detail.startswith(f"{TOO_MANY_PINS}:"):
                raise Undeliverable("forbidden", "too-many-pins") from problem
            if problem.reason == "forbidden" and problem.detail != "no-view":
                raise Undeliverable("forbidden", "no-pin-messages") from problem
            raise

    async def erase(self, posted: Posted) -> None:
        channel = await self.channel(posted.target)
        for each in (*posted.pieces, posted.id):
            await self._delete(channel, each)

    async def _delete(self, channel: str, message: str) -> None:
        try:
            await self.rest.ask("DELETE", _MESSAGE, channel_id=channel, message_id=message)
        except Undeliverable as problem:
            if problem.reason != "gone":
                raise

    async def channel(self, to: Target) -> str:
        """Where to post; opening somebody's private channel is no message yet."""
        if isinstance(to, Place):
            return to.id
        if to.id not in self.inboxes:
            opened = await self.rest.ask("POST", "/users/@me/channels", body={"recipient_id": to.id})
            self.inboxes[to.id] = str(opened["id"])
        return self.inboxes[to.id]

    # Emoji.

    async def _react(self, channel: str, message: str, emoji: str) -> None:
        """Put a shortcut under a card; a channel in which we may not is no reason to keep the card back."""
        try:
            await self.rest.ask("PUT", _EMOJI + "/@me", channel_id=channel, message_id=message, emoji=emoji)
        except Undeliverable as problem:
            if problem.reason == "gone":
                raise

    async def reactions(self, posted: Posted) -> tuple[tuple[Account, str], ...]:
        """Whoever put what under a message, ourselves left out."""
        channel = await self.channel(posted.target)
        row = await self.rest.ask(
            "GET", "/channels/{channel_id}/messages/{message_id}", channel_id=channel, message_id=posted.id
        )
        found: list[tuple[Account, str]] = []
        for each in row.get("reactions", ()):
            emoji = each["emoji"]
            if emoji.get("id") is None and each["count"] > int(each["me"]):
                people = await self._whose(channel, posted.id, emoji["name"])
                found += [(account_of(person), emoji["name"]) for person in people if person != self.me]
        return tuple(found)

    async def _whose(self, channel: str, message: str, emoji: str) -> list[str]:
        found: list[str] = []
        while True:
            rows = await self.rest.ask(
                "GET", _EMOJI, params={"limit": PEOPLE, "after": found[-1] if found else "0"},
                channel_id=channel, message_id=message, emoji=emoji,
            )  # fmt: skip
            found += [str(row["id"]) for row in rows]
            if len(rows) < PEOPLE:
                return found

    async def remove_reaction(self, posted: Posted, account: Account, emoji: str) -> None:
        """In private messages Discord lets nobody take off what another put there."""
        if isinstance(posted.target, Account):
            return
        try:
            await self.rest.ask(
                "DELETE", _EMOJI + "/{user_id}", channel_id=posted.target.id, message_id=posted.id,
                emoji=emoji, user_id=account.id,
            )  # fmt: skip
        except Undeliverable as problem:
            if problem.reason != "gone":
                raise


_MESSAGE = "/channels/{channel_id}/messages/{message_id}"
_PIN = "/channels/{channel_id}/messages/pins/{message_id}"
_EMOJI = _MESSAGE + "/reactions/{emoji}"


def _mark(message: dict[str, Any]) -> int | None:
    """The id of the container of one of our messages."""
    for each in message.get("components", ()):
        if each.get("type") == CONTAINER:
            return int(each["id"])
    return None
