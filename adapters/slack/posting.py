"""Messages that stay: posted once however often it is tried, changed in place, taken away.

Slack has no guard against doubles of its own, so every message carries a mark made from its key in its metadata, which
is looked for before it is posted again.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from adapters.slack.api import DONE, Api, Refusal
from adapters.slack.emoji import name_of, sign
from adapters.slack.files import Files
from adapters.slack.people import Directory
from adapters.slack.render import Attached, Page, files
from bot.chat.address import Account, Place, Posted, Target
from bot.chat.message import Message
from bot.chat.port import TryLater, Undeliverable

EVENT = "palabre_post"
"""The name of the metadata of our messages."""

MARGIN = timedelta(seconds=60)
"""How far the clocks of Slack and of this machine may be apart."""

AT_A_TIME = 100
"""Messages of a history asked for at once; an app that is sold outside the Marketplace gets 15."""

LATELY = 5_000
"""So many messages are known here by the key they were posted for; older ones are looked for."""

PATIENCE = 5
"""So often a shortcut is tried to be put under a card."""

FILE = "file:"
"""Begins the pieces of a message that are files."""


@dataclass(slots=True)
class Posting:
    """`inboxes` are the private conversations with people, by their ids; `lately` what was posted, by its key;
    `looking` is how far a search for what is in doubt has come; `offering` are shortcuts on their way.
    """

    api: Api
    people: Directory
    shared: Files
    inboxes: dict[str, str] = field(default_factory=dict)
    lately: OrderedDict[str, Posted] = field(default_factory=OrderedDict)
    looking: dict[str, _Found] = field(default_factory=dict)
    offering: set[asyncio.Task[None]] = field(default_factory=set)

    async def post(
        self, to: Target, said: Sequence[Page], message: Message, *, once: str, doubted: datetime | None
    ) -> Posted:
        """All pages in order; the last one carries the emoji and is the message's id. Files follow."""
        if once in self.lately:
            return self.lately[once]
        marks = [mark_of(once, number) for number in range(len(said))]
        found = await self._found(to, doubted, once, marks) if doubted is not None else _Found()
        ids = [found.marks.get(mark) or await self._create(to, page, mark)
               for page, mark in zip(said, marks, strict=True)]  # fmt: skip
        pieces = [*ids[:-1], *await self._attach(to, files(message), found)]
        self._offer(await self.channel(to), ids[-1], message.emoji)
        self.lately[once] = Posted(to, ids[-1], pieces=tuple(pieces))
        while len(self.lately) > LATELY:
            self.lately.popitem(last=False)
        return self.lately[once]

    async def _create(self, to: Target, page: Page, mark: str) -> str:
        """Posting to somebody's id opens the conversation with them; Slack takes it also when they are gone."""
        if isinstance(to, Account) and to.id in self.people.closed:
            raise Undeliverable("gone", "the account is closed")
        channel = to.id if isinstance(to, Place) else self.inboxes.get(to.id, to.id)
        made = await self.api.ask(
            "chat.postMessage", channel=channel, text=page.text, blocks=page.blocks, unfurl_links=False,
            unfurl_media=False, metadata={"event_type": EVENT, "event_payload": {"key": mark}},
        )  # fmt: skip
        if isinstance(to, Account):
            self.inboxes[to.id] = str(made["channel"])
        return str(made["ts"])

    async def _attach(self, to: Target, attached: Sequence[Attached], found: _Found) -> list[str]:
        """Those that an attempt in doubt shared already stand there by their name."""
        missing = [each for each in attached if each.name not in found.files]
        ids = [found.files[each.name] for each in attached if each.name in found.files]
        if missing:
            ids += await self.shared.share(await self.channel(to), missing)
        return [f"{FILE}{each}" for each in ids]

    async def _found(self, to: Target, since: datetime, once: str, marks: Collection[str]) -> _Found:
        """Our own messages and files since then, the newest first, until all that was wanted is found.

        Where Slack gives 15 messages a minute, the next attempt goes on from where this one was stopped (P3).
        """
        channel, found = await self.channel(to), self.looking.setdefault(once, _Found())
        oldest = f"{(since - MARGIN).timestamp():.6f}"
        while not (found.whole or found.marks.keys() >= set(marks)):
            go_on: dict[str, Any] = {"cursor": found.cursor} if found.cursor else {}
            try:
                page = await self.api.ask(
                    "conversations.history", channel=channel, oldest=oldest, limit=AT_A_TIME,
                    include_all_metadata=True, **go_on,
                )  # fmt: skip
            except Refusal as problem:
                if problem.code != "not_in_channel":  # public, and we post there without being inside
                    raise
                page = {}
            for row in page.get("messages", ()):
                found.add(row, me=self.people.me)
            found.cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            found.whole = not found.cursor
        del self.looking[once]  # whatever is posted from here on is looked for anew
        return found

    async def edit(self, posted: Posted, said: Sequence[Page], message: Message) -> Posted:
        """Change every message in place; those not needed any more go, those missing follow. Where it stands now."""
        channel = await self.channel(posted.target)
        shared = [each for each in posted.pieces if each.startswith(FILE)]
        ids = [*(each for each in posted.pieces if not each.startswith(FILE)), posted.id]
        too_many = max(0, len(ids) - len(said))
        for each in ids[:too_many]:
            await self._delete(channel, each)
        ids = ids[too_many:]
        for ts, page in zip(ids, said, strict=False):
            await self.api.ask("chat.update", channel=channel, ts=ts, text=page.text, blocks=page.blocks)
        if len(said) > len(ids):
            for number, page in enumerate(said[len(ids) :], len(ids)):
                ids.append(await self._create(posted.target, page, mark_of(f"{posted.id}/more", number)))
            self._offer(channel, ids[-1], message.emoji)
        attached = files(message)
        if len(attached) != len(shared) or any(each.stored and each.content is not None for each in attached):
            shared = await self._exchanged(channel, posted.thread or ids[-1], shared, attached)
        return replace(posted, id=ids[-1], pieces=(*ids[:-1], *shared))

    async def _exchanged(
        self, channel: str, message: str, shared: Sequence[str], attached: Sequence[Attached]
    ) -> list[str]:
        """Other files in the place of those below a message; one that stands there and is named without bytes stays.

        They follow in its thread, since at the end of a conversation nobody would know what they belong to. What an
        attempt left there that broke off goes first: nothing else of ours has files in that thread.
        """
        standing = {each.name for each in attached if each.content is None}
        kept = [each for each in shared if standing and await self.shared.named(each.removeprefix(FILE)) in standing]
        strays = [f"{FILE}{each}" async for each in self.shared.below(channel, message, me=self.people.me)]
        for each in {*shared, *strays} - {*kept}:
            await self._delete(channel, each)
        added = await self.shared.share(channel, attached, thread=message)
        return [*kept, *(f"{FILE}{each}" for each in added)]

    async def open_thread(self, posted: Posted) -> str:
        """A thread is nothing but replies, so there is nothing to open below a message that stands."""
        channel = await self.channel(posted.target)
        try:
            await self.api.ask("chat.getPermalink", channel=channel, message_ts=posted.id)
        except Refusal as problem:
            if problem.code == "channel_not_found":  # private, and somebody took us out; or deleted
                raise Undeliverable("forbidden", "channel-unseen") from problem
            raise
        return posted.id

    async def pin(self, posted: Posted, *, keep: bool) -> None:
        """Or take the pin off; what is so already is no error."""
        channel = await self.channel(posted.target)
        try:
            await self.api.ask("pins.add" if keep else "pins.remove", channel=channel, timestamp=posted.id)
        except Refusal as problem:
            if problem.code == "channel_not_found":  # private, and somebody took us out; or deleted
                raise Undeliverable("forbidden", "channel-unseen") from problem
            if problem.code not in DONE:
                raise

    async def erase(self, posted: Posted) -> None:
        channel = await self.channel(posted.target)
        for each in (*posted.pieces, posted.id):
            await self._delete(channel, each)

    async def _delete(self, channel: str, message: str) -> None:
        try:
            if message.startswith(FILE):
                await self.shared.delete(message.removeprefix(FILE))
            else:
                await self.api.ask("chat.delete", channel=channel, ts=message)
        except Undeliverable as problem:
            if problem.reason != "gone":
                raise

    async def channel(self, to: Target) -> str:
        """Where a message stands; opening somebody's private conversation is no message yet."""
        if isinstance(to, Place):
            return to.id
        if to.id not in self.inboxes:
            self.inboxes[to.id] = await self.shared.conversation(to.id)
        return self.inboxes[to.id]

    # Emoji.

    def _offer(self, channel: str, message: str, emoji: Sequence[str]) -> None:
        """Put shortcuts under a card, beside everything else.

        Until the engine knows where the card stands, an emoji that somebody puts there means nothing to it; so the
        card is not kept waiting for its shortcuts, of which Slack takes fifty a minute.
        """
        if emoji:
            task = asyncio.create_task(self._offered(channel, message, emoji))
            self.offering.add(task)
            task.add_done_callback(self.offering.discard)

    async def _offered(self, channel: str, message: str, emoji: Sequence[str]) -> None:
        """Without a shortcut people press the button, or put the emoji by themselves."""
        for each in emoji:
            for _ in range(PATIENCE):
                try:
                    await self._harmless("reactions.add", channel=channel, timestamp=message, name=name_of(each))
                    break
                except TryLater as later:
                    await asyncio.sleep(later.after or 1.0)
                except Undeliverable:
                    return

    def stop(self) -> None:
        for each in self.offering:
            each.cancel()

    async def _harmless(self, method: str, **args: Any) -> None:
        """A channel in which we may not is no reason to keep a message back; one that is gone already is."""
        try:
            await self.api.ask(method, **args)
        except Refusal as problem:
            if problem.reason == "gone":
                raise

    async def reactions(self, posted: Posted) -> tuple[tuple[Account, str], ...]:
        """Whoever put what under a message, ourselves left out."""
        channel = await self.channel(posted.target)
        row = await self.api.ask("reactions.get", channel=channel, timestamp=posted.id, full=True)
        return tuple(self._whose(row["message"].get("reactions") or ()))

    def _whose(self, given: Iterable[Mapping[str, Any]]) -> Iterable[tuple[Account, str]]:
        for each in given:
            if emoji := sign(str(each["name"])):
                users = (user for user in each["users"] if user != self.people.me)
                yield from ((self.people.account(str(user)), emoji) for user in users)


@dataclass(slots=True)
class _Found:
    """What stands in a conversation already: messages by their mark, files by their name; and where to look on."""

    marks: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    cursor: str = ""
    whole: bool = False

    def add(self, row: Mapping[str, Any], *, me: str) -> None:
        if row.get("user") != me and not row.get("bot_id"):
            return
        metadata = row.get("metadata") or {}
        if metadata.get("event_type") == EVENT:
            self.marks[str((metadata.get("event_payload") or {}).get("key"))] = str(row["ts"])
        if row.get("user") == me:
            self.files.update({str(each["name"]): str(each["id"]) for each in row.get("files") or ()})


def mark_of(once: str, number: int) -> str:
    """Short, and nothing of what the message is about."""
    return hashlib.sha256(f"{once}#{number}".encode()).hexdigest()[:32]
