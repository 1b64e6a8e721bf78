"""What Slack tells, as the engine understands it; the only place besides `umbrella` that reads Slack's payloads."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.slack.emoji import sign
from adapters.slack.people import Directory
from adapters.slack.render import PRIVATE, token_of
from bot.chat.address import Account, Place, Posted
from bot.chat.inbound import (
    ButtonPressed,
    Edited,
    Erased,
    FormSent,
    Inbound,
    PlaceGone,
    Reacted,
    ShortcutUsed,
    Unreacted,
    Upload,
    Wrote,
)

Payload = Mapping[str, Any]

TRIGGERED = 2.6
"""Seconds for which a trigger opens a form, a little below Slack's three."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something a person did and waits for an answer to, and where that answer can go.

    `called` is what the payload calls them; `url` is good for five answers within half an hour. `pressed`: it was done
    on a message of ours, `private`: on one that only they see. `view` is the modal or Home it was done on. `at` is in
    seconds of the loop.
    """

    id: str
    user: str
    called: str = ""
    channel: str = ""
    thread: str = ""
    trigger: str = ""
    url: str = ""
    pressed: bool = False
    private: bool = False
    view: Payload = field(default_factory=dict)
    at: float = 0.0

    @property
    def with_us(self) -> bool:
        """In the private conversation between the person and us; a command may be typed in those of two people."""
        return self.channel.startswith("D") and (self.pressed or not self.url)

    @property
    def in_modal(self) -> bool:
        return self.view.get("type") == "modal"

    @property
    def at_home(self) -> bool:
        return self.view.get("type") == "home"

    @property
    def opens(self) -> bool:
        """Whether its trigger still opens a form."""
        return bool(self.trigger) and asyncio.get_running_loop().time() - self.at < TRIGGERED


def act_of(body: Payload) -> Act:
    """Of a command, a press, a form or an entry of a menu; the trigger names it, also when it is told again."""
    user = body.get("user") or {}
    container, view = body.get("container") or {}, body.get("view") or {}
    channel = (body.get("channel") or {}).get("id") or body.get("channel_id") or container.get("channel_id") or ""
    message = body.get("message") or {}
    kept = where(view)
    action: Payload = next(iter(body.get("actions") or ()), {})
    return Act(
        id=f"act:{body.get('trigger_id', '')}",
        user=str(user.get("id") or body.get("user_id") or ""),
        called=str(user.get("name") or body.get("user_name") or ""),
        channel=str(channel or kept.get("channel", "")),
        thread=str(message.get("thread_ts") or container.get("thread_ts") or kept.get("thread", "")),
        trigger=str(body.get("trigger_id", "")),
        url=str(body.get("response_url") or kept.get("url", "")),
        pressed=container.get("type") == "message",
        private=bool(container.get("is_ephemeral") or kept.get("private"))
        or str(action.get("block_id", "")).startswith(PRIVATE),
        view=view,
        at=asyncio.get_running_loop().time(),
    )


def where(view: Payload) -> dict[str, str]:
    """What a modal remembers of where it was opened, and in which language."""
    try:
        found = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def remembered(act: Act, *, locale: str, timezone: str) -> str:
    """What a modal is to remember."""
    kept = {"channel": act.channel, "thread": act.thread, "url": act.url, "locale": locale, "timezone": timezone}
    kept["private"] = "yes" if act.private else ""
    return json.dumps({key: value for key, value in kept.items() if value})


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes the engine's events; profiles come from the directory."""

    people: Directory

    def place(self, channel: str) -> Place | None:
        """A channel; None for private conversations and the Home."""
        return self.people.place(channel) if channel and not channel.startswith("D") else None

    def _target(self, channel: str, user: str) -> Place | Account:
        return self.place(channel) or self.people.account(user)

    async def pressed(self, act: Act, action: Payload) -> ButtonPressed:
        """A button, or what was chosen in a menu."""
        chosen = action.get("selected_option") or {}
        by = await self.people.actor(act.user, called=act.called)
        return ButtonPressed(
            act.id, by, self.place(act.channel), token_of(str(action.get("action_id", ""))),
            str(chosen.get("value", "")),
        )  # fmt: skip

    async def pressed_on(self, act: Act, action: Payload, message: str) -> ButtonPressed:
        """The same on a message that everybody sees, or in a private conversation."""
        found = await self.pressed(act, action)
        if not message or act.private:
            return found
        posted = Posted(self._target(act.channel, act.user), message)
        return ButtonPressed(found.id, found.by, found.place, found.token, found.value, posted)

    async def sent(
        self, act: Act, token: str, values: Mapping[str, str], files: Mapping[str, Upload] | None = None
    ) -> FormSent:
        by = await self.people.actor(act.user, called=act.called)
        return FormSent(act.id, by, self.place(act.channel), token, dict(values), dict(files or {}))

    async def chosen(self, act: Act, body: Payload) -> ShortcutUsed:
        """An entry of the menu of a message."""
        message = body.get("message") or {}
        posted = Posted(self._target(act.channel, act.user), str(message.get("ts", "")), message.get("thread_ts"))
        author = message.get("user")
        by = await self.people.actor(act.user, called=act.called)
        return ShortcutUsed(
            act.id, by, self.place(act.channel), str(body.get("callback_id", "")), posted,
            str(message.get("text", "")), self.people.account(author) if author else None,
        )  # fmt: skip

    # Events.

    async def reacted(self, event: Payload, id: str) -> Inbound | None:
        """An emoji that everybody knows, put under a message of a channel or of ours, or taken off again."""
        item, emoji = event.get("item") or {}, sign(str(event.get("reaction", "")))
        if item.get("type") != "message" or not emoji or event.get("user") == self.people.me:
            return None
        by = await self.people.actor(str(event["user"]))
        posted = Posted(self._target(str(item["channel"]), str(event["user"])), str(item["ts"]))
        kind = Reacted if event["type"] == "reaction_added" else Unreacted
        return kind(id, by, posted, emoji)

    async def message(self, event: Payload, id: str) -> Inbound | None:
        """What people write, change and delete in channels; our own messages matter only when they are gone."""
        place = self.place(str(event.get("channel", "")))
        if place is None:
            return None
        match event.get("subtype"):
            case "message_deleted":
                return Erased(id, Posted(place, str(event.get("deleted_ts", ""))))
            case "message_changed":
                return await self._edited(event, id, place)
            case None | "file_share" | "thread_broadcast" | "me_message":
                if event.get("bot_id") or not event.get("user"):
                    return None
                by = await self.people.actor(str(event["user"]))
                posted = Posted(place, str(event["ts"]), event.get("thread_ts"))
                return Wrote(id, by, posted, str(event.get("text", "")))
            case _:
                return None

    async def _edited(self, event: Payload, id: str, place: Place) -> Inbound | None:
        """A message with other words; Slack also calls it a change when a link is unfurled or a thread grows.

        One with replies that is deleted leaves a tombstone in its place.
        """
        new, old = event.get("message") or {}, event.get("previous_message") or {}
        if new.get("subtype") == "tombstone":
            return Erased(id, Posted(place, str(new.get("ts", ""))))
        if new.get("bot_id") or not new.get("user") or new.get("text") == old.get("text"):
            return None
        by = await self.people.actor(str(new["user"]))
        return Edited(id, by, Posted(place, str(new["ts"]), new.get("thread_ts")), str(new.get("text", "")))

    async def place_gone(self, event: Payload, id: str) -> Inbound | None:
        return PlaceGone(id, self.people.place(str(event["channel"])))
