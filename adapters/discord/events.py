"""The server's own list of events: an entry is found again by a mark in it, and so made once however often it is asked.

Discord's reference, "Guild Scheduled Event": one that takes place elsewhere (EXTERNAL) needs an end and a location of
at most 100 characters, its name has 100, its description 1,000; a server holds 100 that are not over; what is over or
cancelled never changes again. Creating them, and changing one's own, takes Create Events alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import discord

from adapters.discord.inbound import account_of
from adapters.discord.markup import Writer, cut, size, split
from adapters.discord.rest import NO_ACCESS, Rest
from bot.chat.address import Account
from bot.chat.port import OVER, TAKEN_OFF, Held, Listed, Undeliverable
from bot.chat.text import Words

NAME, DESCRIPTION, LOCATION = 100, 1000, 100
"""Characters that each may have."""

EXTERNAL, GUILD_ONLY = 3, 2
"""It takes place outside of Discord's own channels; only the server's members see it."""

SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4

FULL, UNKNOWN, FINISHED = 30038, 10070, 180000
"""Discord's codes: there are a hundred already; there is no such event; it is over or cancelled."""

_LIST = "/guilds/{guild_id}/scheduled-events"
_ONE = _LIST + "/{event_id}"
_GUESTS = _ONE + "/users"
_REASON = "Palabre"

PAGE = 100
"""People that one answer names at most."""


@dataclass(slots=True)
class Events:
    """`me` is the bot's own id: only what it made itself is ever changed."""

    rest: Rest
    me: str

    async def hold(self, guild: str, event: Listed, writer: Writer, *, once: str, known: str) -> Held:
        body = written(event, writer, once)
        try:
            if found := known or await self._marked(guild, once):
                return _held(await self._change(guild, found, body | {"channel_id": None}))
            body["privacy_level"] = GUILD_ONLY
            made = await self.rest.ask("POST", _LIST, body=body, guild_id=guild, reason=_REASON, repeat=False)
            return _held(made)
        except Undeliverable as problem:
            raise explained(problem) from problem

    async def _change(self, guild: str, event: str, body: dict[str, Any]) -> Any:
        return await self.rest.ask("PATCH", _ONE, body=body, guild_id=guild, event_id=event, reason=_REASON)

    async def drop(self, guild: str, *, once: str, known: str, called_off: bool) -> None:
        """Whoever wanted to come sees that it is cancelled; what nobody may read any more is deleted."""
        try:
            found = known or await self._marked(guild, once)
            if found and not (called_off and await self._cancelled(guild, found)):
                await self.rest.ask("DELETE", _ONE, guild_id=guild, event_id=found, reason=_REASON)
        except Undeliverable as problem:
            if (why := explained(problem)).reason != "gone":
                raise why from problem

    async def _cancelled(self, guild: str, event: str) -> bool:
        """False for one that cannot be cancelled, as it has begun or is over."""
        try:
            await self._change(guild, event, {"status": CANCELED})
        except Undeliverable as problem:
            if problem.reason != "invalid":
                raise
            return False
        return True

    async def look(self, guild: str, event: str) -> Held:
        try:
            found = _held(await self.rest.ask("GET", _ONE, guild_id=guild, event_id=event))
            return replace(found, interested=await self._interested(guild, event))
        except Undeliverable as problem:
            raise explained(problem) from problem

    async def _interested(self, guild: str, event: str) -> tuple[Account, ...]:
        """Everybody who pressed **Interested**, by their ids in order, a hundred at a time."""
        found: list[Account] = []
        while True:
            params = {"limit": PAGE, "after": found[-1].id if found else "0"}
            rows = await self.rest.ask("GET", _GUESTS, params=params, guild_id=guild, event_id=event) or ()
            found += [account_of(row["user_id"]) for row in rows]
            if len(rows) < PAGE:
                return tuple(found)

    async def _marked(self, guild: str, once: str) -> str:
        """The one that an earlier attempt made and that is neither over nor cancelled, "" for none."""
        mark = mark_of(once)
        for row in await self.rest.ask("GET", _LIST, guild_id=guild):
            ours = str(row.get("creator_id")) == self.me and row["status"] in (SCHEDULED, ACTIVE)
            if ours and str(row.get("description") or "").endswith(mark):
                return str(row["id"])
        return ""


def mark_of(once: str) -> str:
    """The last line of a description."""
    return f"Palabre {hashlib.sha256(once.encode()).hexdigest()[:10]}"


def written(event: Listed, writer: Writer, once: str) -> dict[str, Any]:
    """As Discord takes it; where the location holds not all of where it is, the description says it in full."""
    where = writer.plain(event.where)
    whole = size(where) <= LOCATION
    location = where if whole else event.link if event.link and size(event.link) <= LOCATION else cut(where, LOCATION)
    mark = mark_of(once)
    text = "\n\n".join([*([] if whole else [writer.text(event.where)]), writer.text(event.about)])
    room = DESCRIPTION - size(mark) - 3
    if size(text) > room:
        text = split(text, room)[0] + "…"
    return {
        "name": writer.plain(Words(event.title), NAME) or "…", "description": f"{text}\n\n{mark}",
        "scheduled_start_time": event.starts.isoformat(), "scheduled_end_time": event.ends.isoformat(),
        "entity_type": EXTERNAL, "entity_metadata": {"location": location or "…"},
    }  # fmt: skip


def _held(row: dict[str, Any]) -> Held:
    """As it stands; whoever takes an event off the list by hand cancels or deletes it."""
    if row["status"] in (COMPLETED, CANCELED):
        raise Undeliverable("gone", OVER if row["status"] == COMPLETED else TAKEN_OFF)
    return Held(str(row["id"]), datetime.fromisoformat(row["scheduled_start_time"]))


def explained(problem: Undeliverable) -> Undeliverable:
    """What is the matter with an event, where Discord only gives a code."""
    code = problem.__cause__.code if isinstance(problem.__cause__, discord.HTTPException) else 0
    if code in (UNKNOWN, FINISHED):
        return Undeliverable("gone", TAKEN_OFF)
    if code == FULL:
        return Undeliverable("forbidden", "events-full")
    if code == NO_ACCESS:
        return Undeliverable("gone", "workspace-gone")
    return Undeliverable("forbidden", "no-create-events") if problem.reason == "forbidden" else problem
