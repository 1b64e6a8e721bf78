"""What Slack sends, by whichever way: Bolt checks and sorts it, one listener a kind acknowledges and passes it on.

Slack delivers at least once: an event is told again when its acknowledgement was late, in Socket Mode without a mark.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.answering import Desk
from adapters.slack.inbound import Act, Payload, act_of
from adapters.slack.umbrella import after_mention
from bot.chat.inbound import Arrived, HomeOpened, Inbound, Left, Reacted, Wrote
from bot.chat.port import Memory

log = logging.getLogger(__name__)

ANYTHING = re.compile(".*", re.DOTALL)

HANDLED_WITHIN = 2.0
"""Seconds until an event is acknowledged even though it is not handled yet."""

REMEMBERED = 5_000
"""Ids of what was handled lately, so that a repetition is not answered twice; the engine keeps its own, for good."""

OURS = 3600.0
"""Seconds for which it is remembered that we took somebody out of a channel, so that it does not look like leaving."""

FOR_EVER = 20 * 365 * 24 * 3600.0
"""Seconds for which it is remembered how a channel was lost: as good as that."""

Ack = Callable[..., Awaitable[Any]]


@dataclass(slots=True)
class Listener:
    """`changed` is called when something about the app or its channels is different now."""

    desk: Desk
    memory: Memory
    changed: Callable[[], None]
    removed: Callable[[str], None]
    seen: OrderedDict[str, None] = field(default_factory=OrderedDict)
    working: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def me(self) -> str:
        return self.desk.people.me

    # The five kinds.

    async def event(self, ack: Ack, body: Payload) -> None:
        """Acknowledged when it is handled; in any case before Slack would tell it again."""
        if self._first(str(body.get("event_id", ""))):
            task = self._start(self._event(body), str(body.get("event_id", "")))
            await asyncio.wait({task}, timeout=HANDLED_WITHIN)
        await ack()

    async def command(self, ack: Ack, body: Payload) -> None:
        await ack()
        act = act_of(body)
        if self._first(act.id):
            self._start(self.desk.command(act, str(body.get("text") or "")), act.id)

    async def action(self, ack: Ack, body: Payload) -> None:
        await ack()
        act = act_of(body)
        if self._first(act.id) and (actions := body.get("actions")):
            message = str((body.get("message") or {}).get("ts") or "")
            self._start(self.desk.press(act, actions[0], message), act.id)

    async def shortcut(self, ack: Ack, body: Payload) -> None:
        await ack()
        act = act_of(body)
        if self._first(act.id):
            self._start(self.desk.shortcut(act, body), act.id)

    async def view(self, ack: Ack, body: Payload) -> None:
        """A form is answered by its acknowledgement; one that is told again meanwhile changes nothing."""
        act = act_of(body)
        if not self._first(act.id):
            await ack()
            return
        with structlog.contextvars.bound_contextvars(inbound=act.id):
            await ack(**await self.desk.sent(act))

    async def nothing(self, ack: Ack) -> None:
        await ack()

    async def options(self, ack: Ack) -> None:
        """Every menu of ours carries its options itself."""
        await ack(options=[])

    # Events.

    async def _event(self, body: Payload) -> None:
        event, id = body["event"], f"event:{body['event_id']}"
        handle = EVENTS.get(event.get("type", ""))
        if handle is not None:
            await handle(self, event, id)

    async def mentioned(self, event: Payload, id: str) -> None:
        """A message that begins with our name is a command, where Slack allows no other: in threads, too."""
        text = after_mention(str(event.get("text", "")), self.me)
        if text is not None and event.get("user") and not event.get("bot_id"):
            await self.desk.command(_beside(event, id), text)

    async def message(self, event: Payload, id: str) -> None:
        if event.get("channel_type") == "im":
            await self._privately(event, id)
            return
        text = str(event.get("text", ""))
        if event.get("subtype") is None and after_mention(text, self.me) is not None:
            return  # `mentioned` hears of it as well
        inbound = await self.desk.reader.message(event, id)
        await self._tell(inbound, _beside(event, id) if isinstance(inbound, Wrote) else None)

    async def _privately(self, event: Payload, id: str) -> None:
        """Whatever is written to us in private is a command."""
        said = event.get("subtype") in (None, "file_share", "thread_broadcast")
        if said and event.get("user") not in (None, self.me) and not event.get("bot_id"):
            text = str(event.get("text", ""))
            await self.desk.command(_beside(event, id), after_mention(text, self.me) or text)

    async def reaction(self, event: Payload, id: str) -> None:
        """What is answered to it stands beside the card, and only for whoever put it."""
        act = Act(id, str(event.get("user", "")), channel=str((event.get("item") or {}).get("channel", "")))
        inbound = await self.desk.reader.reacted(event, id)
        await self._tell(inbound, act if isinstance(inbound, Reacted) else None)

    async def joined(self, event: Payload, id: str) -> None:
        """Somebody came into a channel by hand; whom we let in ourselves did not."""
        user, inviter = str(event.get("user", "")), str(event.get("inviter") or "")
        if user == self.me:
            self.changed()
        if user == self.me or inviter == self.me or await self._is_bot(user):
            return
        by = await self.desk.people.actor(user)
        invited = await self.desk.people.actor(inviter) if inviter else None
        place = self.desk.people.place(str(event["channel"]))
        await self._tell(Arrived(id, by, place.workspace, place, invited), _beside(event, id))

    async def left(self, event: Payload, id: str) -> None:
        """Somebody left a channel by hand, or was taken out of it; not by us."""
        user, channel = str(event.get("user", "")), str(event.get("channel", ""))
        if user == self.me or await self._is_bot(user) or await self._by_us(channel, user):
            return
        place = self.desk.people.place(channel)
        by = await self.desk.people.actor(user)
        await self._tell(Left(id, by, place.workspace, place), None)

    async def _is_bot(self, user: str) -> bool:
        await self.desk.people.actor(user)
        return self.desk.people.bots.get(user, False)

    async def _by_us(self, channel: str, user: str) -> bool:
        key = taken_out(channel, user)
        if await self.memory.kept(key) is None:
            return False
        await self.memory.forget(key)
        return True

    async def person(self, event: Payload, id: str) -> None:
        """A profile that changed; of an account that was closed or opened again the engine is told."""
        raw = event.get("user") or {}
        before = self.desk.people.known.get(str(raw.get("id")))
        now = self.desk.people.learn(raw, whole=False)
        team = self.desk.people.team
        by = replace(await self.desk.people.actor(str(raw["id"])), name=now.name)
        if now.deleted and not (before and before.deleted):
            await self.memory.keep(closed(str(raw["id"])), {}, seconds=CLOSED)
            await self._tell(Left(id, by, team, None), None)
        elif not now.deleted and (before is None or before.deleted) and await self._was_closed(str(raw["id"])):
            await self._tell(Arrived(id, by, team, None), None)

    async def _was_closed(self, user: str) -> bool:
        if await self.memory.kept(closed(user)) is None:
            return False
        await self.memory.forget(closed(user))
        return True

    async def home(self, event: Payload, id: str) -> None:
        """Somebody looks at our Home; the tab with the messages is drawn by itself."""
        if event.get("tab", "home") == "home":
            await self._tell(HomeOpened(id, await self.desk.people.actor(str(event["user"]))), None)

    async def channel_deleted(self, event: Payload, id: str) -> None:
        await self.memory.keep(lost(str(event["channel"])), {"how": "channel-gone"}, seconds=FOR_EVER)
        await self._tell(await self.desk.reader.place_gone(event, id), None)

    async def channel_left(self, event: Payload, id: str) -> None:
        """We were taken out; of a private channel Slack will say from now on that there is none."""
        await self.memory.keep(lost(str(event["channel"])), {"how": "out-of-channel"}, seconds=FOR_EVER)
        self.changed()

    async def channel_changed(self, event: Payload, id: str) -> None:
        """A channel is archived, or not any more: the places are looked at again."""
        self.changed()

    async def uninstalled(self, event: Payload, id: str) -> None:
        """Slack also tells of tokens of single people, which we have none of."""
        if event.get("type") == "app_uninstalled" or (event.get("tokens") or {}).get("bot"):
            self.removed("The app was removed from the workspace.")

    async def _tell(self, inbound: Inbound | None, act: Act | None) -> None:
        if inbound is not None:
            await self.desk.happened(act, inbound)

    # Once, and harmlessly.

    def _first(self, id: str) -> bool:
        """Whether it was not handled, or begun, here before."""
        if id in self.seen:
            return False
        self.seen[id] = None
        while len(self.seen) > REMEMBERED:
            self.seen.popitem(last=False)
        return True

    def _start(self, work: Coroutine[Any, Any, None], id: str) -> asyncio.Task[None]:
        task = asyncio.create_task(self._harmless(work, id))
        self.working.add(task)
        task.add_done_callback(self.working.discard)
        return task

    async def _harmless(self, work: Coroutine[Any, Any, None], id: str) -> None:
        """Whatever goes wrong with one is logged, and stops nobody else's."""
        with structlog.contextvars.bound_contextvars(inbound=id):
            try:
                await work
            except Exception:
                log.exception("What happened on Slack could not be answered")


Handler = Callable[[Listener, Payload, str], Awaitable[None]]

CLOSED = 400 * 24 * 3600.0
"""Seconds for which it is remembered that an account was closed."""

EVENTS: dict[str, Handler] = {
    "app_mention": Listener.mentioned,
    "message": Listener.message,
    "reaction_added": Listener.reaction,
    "reaction_removed": Listener.reaction,
    "member_joined_channel": Listener.joined,
    "member_left_channel": Listener.left,
    "user_change": Listener.person,
    "app_home_opened": Listener.home,
    "channel_deleted": Listener.channel_deleted,
    "group_deleted": Listener.channel_deleted,
    "channel_left": Listener.channel_left,
    "group_left": Listener.channel_left,
    **dict.fromkeys(
        ("channel_archive", "group_archive", "channel_unarchive", "group_unarchive"), Listener.channel_changed
    ),
    "app_uninstalled": Listener.uninstalled,
    "tokens_revoked": Listener.uninstalled,
}
"""Every event that is handled; the manifest subscribes to these and to no others."""


def taken_out(channel: str, user: str) -> str:
    """Under which it is remembered that we took somebody out ourselves."""
    return f"out/{channel}/{user}"


def lost(channel: str) -> str:
    """Under which it is remembered how we lost sight of a channel."""
    return f"lost/{channel}"


def closed(user: str) -> str:
    return f"closed/{user}"


def _beside(event: Payload, id: str) -> Act:
    """Where an event is answered: only to that person, in the thread they wrote in."""
    return Act(
        id, str(event.get("user", "")), channel=str(event.get("channel", "")),
        thread=str(event.get("thread_ts") or ""),
    )  # fmt: skip


def bolt(client: AsyncWebClient, identity: Mapping[str, Any], listener: Listener, *, signing_secret: str) -> AsyncApp:
    """Bolt's own application: signatures, one catch-all listener for each kind, nothing asked of Slack for a request.

    With `process_before_response` an acknowledgement leaves at once; otherwise Bolt looks for it every 10 ms.
    """

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=identity.get("enterprise_id"), team_id=identity["team_id"], bot_id=identity.get("bot_id"),
            bot_user_id=identity["user_id"], bot_token=client.token,
        )  # fmt: skip

    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.ERROR)
    app = AsyncApp(
        name="palabre", client=client, authorize=authorize, signing_secret=signing_secret, logger=quiet,
        process_before_response=True, attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )  # fmt: skip
    app.event(ANYTHING)(listener.event)
    app.action(ANYTHING)(listener.action)
    app.command(ANYTHING)(listener.command)
    app.shortcut(ANYTHING)(listener.shortcut)
    app.view(ANYTHING)(listener.view)
    app.view_closed(ANYTHING)(listener.nothing)
    app.options(ANYTHING)(listener.options)
    return app
