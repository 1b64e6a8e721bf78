"""Who is in which channel: invited, taken out, and looked at as it is; what Slack lets no app do is said instead.

An app turns no public channel into a private one or back, brings no archived one back, and in most workspaces takes
nobody out of a public one (PLATFORM-FACTS).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.slack.api import Api, Refusal
from adapters.slack.listening import OURS, lost, taken_out
from adapters.slack.people import Directory
from adapters.slack.posting import MARGIN
from bot.chat.address import Account, Place
from bot.chat.port import READ_ONLY, Inspected, Made, Memory, Room, Trouble, Undeliverable

TOPIC, NAME = 250, 80
"""Longest topic and name of a channel, in characters."""

MANAGING = {True: "groups:write", False: "channels:manage"}
"""The scope with which people are let into private channels, and into public ones."""


@dataclass(frozen=True, slots=True)
class Access:
    api: Api
    people: Directory
    memory: Memory

    async def grant(self, account: Account, place: Place) -> None:
        """Whoever is inside already stays; a public channel is joined for somebody as well, so that they see it."""
        self._ours(place)
        try:
            await self._invite(account, place)
        except Refusal as problem:
            if problem.code != "not_in_channel":
                raise await self._for_channel(problem, place) from problem
            await self._come_in(place)
            await self._invite(account, place)

    async def _invite(self, account: Account, place: Place) -> None:
        try:
            await self.api.ask("conversations.invite", channel=place.id, users=account.id)
        except Refusal as problem:
            if problem.code != "already_in_channel":
                raise

    async def revoke(self, account: Account, place: Place) -> None:
        """Whoever is gone, and wherever nothing is left to close, is out already."""
        self._ours(place)
        key = taken_out(place.id, account.id)
        await self.memory.keep(key, {}, seconds=OURS)
        try:
            await self.api.ask("conversations.kick", channel=place.id, user=account.id)
        except Refusal as problem:
            await self.memory.forget(key)
            if problem.code in ("user_not_found", "channel_not_found") or await self._is_out(problem, account, place):
                return
            raise await self._for_channel(problem, place) from problem

    async def _for_channel(self, problem: Refusal, place: Place) -> Undeliverable:
        """A channel that is gone is something an administrator mends; a person who is gone is not."""
        if problem.code == "channel_not_found":
            return Undeliverable("forbidden", await self._unseen(place))
        return problem

    async def _unseen(self, place: Place) -> Trouble:
        """Slack says the same of what was deleted and of private channels without us; its events told them apart."""
        told = await self.memory.kept(lost(place.id))
        return told["how"] if told is not None else "channel-unseen"

    async def _is_out(self, problem: Refusal, account: Account, place: Place) -> bool:
        """Slack says `not_in_channel` of them and of us alike."""
        if problem.code != "not_in_channel":
            return False
        channel = await self._info(place)
        return channel is not None and (bool(channel.get("is_member")) or not channel.get("is_private"))

    def _ours(self, place: Place) -> None:
        if place.workspace != self.people.team:
            raise Undeliverable("gone", "workspace-gone")

    async def _info(self, place: Place) -> dict[str, Any] | None:
        """The channel as Slack describes it; None when there is none, or we cannot see it."""
        try:
            found: dict[str, Any] = (await self.api.ask("conversations.info", channel=place.id))["channel"]
        except Refusal as problem:
            if problem.reason != "gone":
                raise
            return None
        return found

    async def _come_in(self, place: Place) -> None:
        """Into a public channel an app goes by itself."""
        try:
            await self.api.ask("conversations.join", channel=place.id)
        except Refusal as problem:
            if problem.code == "method_not_supported_for_channel_type":
                raise Undeliverable("forbidden", "not-in-channel") from problem
            raise

    # Places.

    async def open_place(self, place: Place, *, everyone_reads: bool, members_write: bool, topic: str) -> None:
        """The topic as it is to be; how open the channel is, Slack lets only people decide, so it is said."""
        self._ours(place)
        channel = await self._info(place)
        if channel is None:
            raise Undeliverable("gone", await self._unseen(place))
        if not (channel.get("is_member") or channel.get("is_private")):
            await self._come_in(place)
        wanted = ("" if members_write else READ_ONLY) + topic
        wanted = wanted[:TOPIC]
        if wanted and _plain((channel.get("topic") or {}).get("value", "")) != wanted:
            await self.api.ask("conversations.setTopic", channel=place.id, topic=wanted)
        if wrong := _openness(channel, everyone=everyone_reads):
            raise Undeliverable("forbidden", wrong)

    async def make_places(self, workspace: str, *, slug: str, everyone_reads: bool, doubted: datetime | None) -> Made:
        """A channel for members and a private one for administrators, with nobody in them but us."""
        if workspace != self.people.team:
            raise Undeliverable("gone", "workspace-gone")
        made = await self._made_since(doubted, public=everyone_reads) if doubted is not None else {}
        members = await self._channel(_channel_name(slug), made, private=not everyone_reads)
        admins = await self._channel(f"{_channel_name(slug)[: NAME - 7]}-admins", made, private=True)
        return Made(members, admins, "")

    async def _made_since(self, since: datetime, *, public: bool) -> dict[tuple[str, bool], str]:
        """Channels that we made since then, by their names and whether they are private."""
        oldest = (since - MARGIN).timestamp()
        types = "public_channel,private_channel" if public else "private_channel"
        listed = self.api.pages("conversations.list", "channels", types=types, exclude_archived=True, limit=200)
        return {
            (str(each["name"]), bool(each.get("is_private"))): str(each["id"])
            async for each in listed
            if each.get("creator") == self.people.me and float(each.get("created", 0)) >= oldest
        }

    async def _channel(self, name: str, made: Mapping[tuple[str, bool], str], *, private: bool) -> str:
        """With a number after its name where that is taken."""
        for number in range(1, 100):
            wanted = name if number == 1 else f"{name[: NAME - 3]}-{number}"
            if (wanted, private) in made:
                return made[wanted, private]
            try:
                created = await self.api.ask("conversations.create", name=wanted, is_private=private)
            except Refusal as problem:
                if problem.code != "name_taken":
                    raise _unmade(problem) from problem
            else:
                return str(created["channel"]["id"])
        raise Undeliverable("invalid", "name_taken")

    async def close_place(self, place: Place) -> None:
        """Into Slack's archive, out of which only a person takes a channel (PLATFORM-FACTS)."""
        self._ours(place)
        try:
            await self._archive(place)
        except Refusal as problem:
            if problem.code != "not_in_channel":
                raise await self._for_channel(problem, place) from problem
            await self._come_in(place)
            await self._archive(place)

    async def _archive(self, place: Place) -> None:
        try:
            await self.api.ask("conversations.archive", channel=place.id)
        except Refusal as problem:
            if problem.code != "already_archived":
                raise

    # As it really is.

    async def inspect(self, room: Room) -> Inspected:
        """What keeps us from our work there, and the people who are inside."""
        place = room.place
        if place.workspace != self.people.team:
            return Inspected()
        channel = await self._info(place)
        troubles = await self._troubles(room, channel)
        if channel is None or not (channel.get("is_member") or not channel.get("is_private")):
            return Inspected(troubles)
        inside = [str(each) async for each in
                  self.api.pages("conversations.members", "members", channel=place.id, limit=1000)]  # fmt: skip
        found = await self.people.people_among(inside)
        return Inspected(troubles, frozenset(map(self.people.account, found)), self.people.called(found))

    async def _troubles(self, room: Room, channel: Mapping[str, Any] | None) -> tuple[Trouble, ...]:
        place = room.place
        if channel is None:
            return (await self._unseen(place),)
        if await self.memory.kept(lost(place.id)) is not None:
            await self.memory.forget(lost(place.id))
        found: list[Trouble] = []
        if channel.get("is_archived"):
            found.append("channel-archived")
        elif not channel.get("is_member"):
            found.append("not-in-channel")
        if self.api.lacks(MANAGING[bool(channel.get("is_private"))]):
            found.append("no-scope")
        if wrong := _openness(channel, everyone=room.everyone_reads and not room.admin):
            found.append(wrong)
        return tuple(found)


def _unmade(problem: Refusal) -> Undeliverable:
    """What no app may do there is a matter of the workspace's settings, whichever word Slack has for it."""
    if problem.code == "too_many_convos_for_team":
        return Undeliverable("forbidden", "no-room")
    if problem.detail in ("restricted-action", "guest"):
        return Undeliverable("forbidden", "making-restricted")
    return problem


def _openness(channel: Mapping[str, Any], *, everyone: bool) -> Trouble | None:
    if everyone and channel.get("is_private"):
        return "channel-private"
    if not everyone and not channel.get("is_private"):
        return "channel-public"
    return None


def _plain(topic: str) -> str:
    return topic.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _channel_name(slug: str) -> str:
    """Lower case letters, digits, hyphens: what slugs are made of anyhow."""
    return re.sub(r"[^\w-]+", "-", slug.lower()).strip("-")[:NAME] or "community"
