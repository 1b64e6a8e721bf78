"""A person in the simulated Slack: what they do there, and what they see. The verbs are the Discord simulator's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.simulators.slack import choosing, events, interacting, talking
from tests.simulators.slack.api.users import about
from tests.simulators.slack.emoji import name_of
from tests.simulators.slack.render import words
from tests.simulators.slack.seeing import Form, Got, NotPossible, Page, Seen, conversation, form, page, readable, see
from tests.simulators.slack.surface import On, find, messages
from tests.simulators.slack.world import Channel, Message, Person

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

Place = Channel | str
"""A channel, or its name."""


class User:
    """Acts are awaited; what Slack's clients do not offer raises NotPossible. `id` is the Slack user id."""

    def __init__(self, slack: Slack, person: Person) -> None:
        self._slack = slack
        self.person = person

    @property
    def id(self) -> str:
        return self.person.id

    @property
    def name(self) -> str:
        return self.person.real_name

    # What they do with the app.

    async def types(self, text: str, channel: Place | None = None, *, thread: Seen | None = None) -> Got:
        """A slash command, such as `/community join climate`; without a channel, in the private talk with the app."""
        place = self._place(channel)
        if self.id not in place.members or place.archived:
            raise NotPossible(f"{self.name} cannot type in #{place.name}")
        return await interacting.command(self._slack, self.person, text, place, thread=thread is not None)

    async def presses(self, label: str, on: On = None, *, confirms: bool = True) -> Got:
        """A button, by its label or action_id: in the open form, else the newest that they can see, else at Home."""
        surface, part = find(self._slack, self.person, label, on)
        if part.kind != "button":
            raise NotPossible(f"{label!r} is not a button")
        if part.element.get("confirm") and not confirms:
            return Got(self._slack, self.person)
        return await interacting.use(self._slack, self.person, surface, part, {})

    async def picks(self, label: str, *chosen: Any, on: On = None) -> Got:
        """Choose in a menu, an overflow, checkboxes, a date: by what is read there (or the value), people or channels.

        In a form this only fills it in, unless the app asked to hear of it at once.
        """
        surface, part = find(self._slack, self.person, label, on)
        value = choosing.choice(self._slack, part, chosen)
        return await choosing.put(self._slack, self.person, surface, part, value)

    async def completes(self, label: str, typed: str, on: On = None) -> list[str]:
        """Type into a menu whose options the app looks up, and read what it offers."""
        surface, part = find(self._slack, self.person, label, on)
        found = await interacting.suggestions(self._slack, self.person, surface, part, typed)
        choosing.offer(part, found)
        return [words(each["text"], self._slack.world) for each in found]

    async def fills(self, values: Mapping[str, Any]) -> Got:
        """Fill fields of the open form, by label, block_id or action_id, without sending it."""
        got = Got(self._slack, self.person)
        for label, value in values.items():
            surface, part = find(self._slack, self.person, label, "modal")
            chosen = choosing.entry(self._slack, part, value)
            got = await choosing.put(self._slack, self.person, surface, part, chosen)
        return got

    async def submits(self, values: Mapping[str, Any] | None = None) -> Got:
        """Fill and send the open form."""
        await self.fills(values or {})
        return await interacting.submit(self._slack, self.person)

    async def closes(self, *, all: bool = False) -> None:
        """Cancel the open form; `all` closes every form that is stacked (the ✕)."""
        await interacting.close(self._slack, self.person, all=all)

    async def uses(self, shortcut: str, on: Seen | None = None) -> Got:
        """A global shortcut by its name, or one from the menu of a message."""
        return await interacting.shortcut(self._slack, self.person, shortcut, self._message(on) if on else None)

    async def opens_home(self) -> Page | None:
        """The app's Home; the app is told (app_home_opened)."""
        if not self._slack.app.home_tab:
            raise NotPossible("the app has no Home tab")
        self._opened("home")
        return self.home

    async def opens_messages(self) -> list[Seen]:
        """The private talk with the app; the app is told (app_home_opened)."""
        self._opened("messages")
        return self.inbox()

    # What they do without it.

    async def writes(
        self, text: str, channel: Place | None = None, *, thread: Seen | None = None, broadcast: bool = False
    ) -> Seen:
        """A message; `@palabre`, `@amina`, `@here` and `#climate` become mentions as in a client. None: to the app."""
        root = (thread.thread or thread.ts) if thread else ""
        message = talking.write(self._slack, self.person, text, self._place(channel), thread=root, broadcast=broadcast)
        return see(self._slack, self.person, message)

    async def edits(self, message: Seen, text: str) -> None:
        talking.edit(self._slack, self.person, self._message(message), text)

    async def deletes(self, message: Seen) -> None:
        talking.remove(self._slack, self.person, self._message(message))

    async def reacts(self, emoji: str, on: Seen) -> None:
        """By the sign (✅) or Slack's name (white_check_mark)."""
        talking.react(self._slack, self.person, name_of(emoji), self._message(on))

    async def unreacts(self, emoji: str, on: Seen) -> None:
        talking.unreact(self._slack, self.person, name_of(emoji), self._message(on))

    async def joins(self, channel: Place) -> None:
        """Slack's own /join."""
        place = self._place(channel)
        if place.kind != "public" or place.archived or not readable(self.person, place):
            raise NotPossible(f"{self.name} cannot join #{place.name}")
        talking.come_in(self._slack, self.person, place)

    async def invites(self, other: User, channel: Place) -> None:
        """Slack's own /invite, also for the bot."""
        place = self._place(channel)
        if self.id not in place.members:
            raise NotPossible(f"{self.name} is not in #{place.name}")
        talking.come_in(self._slack, other.person, place, inviter=self.id)

    async def removes(self, other: User, channel: Place) -> None:
        """Slack's own /remove."""
        talking.go_out(self._slack, other.person, self._place(channel), by=self.id)

    async def leaves(self, channel: Place | None = None) -> None:
        """A channel, or without one the whole workspace: the account is closed."""
        if channel is None:
            self._slack.team.deactivates(self)
        else:
            talking.go_out(self._slack, self.person, self._place(channel))

    async def comes_back(self) -> None:
        """The account is opened again."""
        self._slack.team.reactivates(self)

    async def changes(self, **profile: str) -> None:
        """Their profile: real_name, tz, locale, title, email."""
        for name, value in profile.items():
            setattr(self.person, name, value)
        talking.person_changed(self._slack, self.person, about(self.person))

    def reloads(self) -> None:
        """Restart the client: whispers and open forms are gone."""
        self.person.whispers.clear()
        self._slack.surfaces.close_all(self.person)

    # What they see.

    def sees(self, channel: Place, *, thread: Seen | None = None, notices: bool = False) -> list[Seen]:
        """The messages of a channel, oldest first, with those that only they see; nothing where they may not read.

        `notices` adds Slack's own lines ("… has joined the channel").
        """
        root = (thread.thread or thread.ts) if thread else ""
        return conversation(self._slack, self.person, self._place(channel), thread=root, notices=notices)

    def channels(self, *, joined: bool = False) -> list[str]:
        """Names of the channels that they can find, or only of those they are in."""
        world = self._slack.world
        return [
            each.name
            for each in world.channels.values()
            if each.kind in ("public", "private") and readable(self.person, each) and not each.archived
            and (not joined or self.id in each.members)
        ]  # fmt: skip

    def inbox(self) -> list[Seen]:
        """The private talk with the app."""
        direct = self._slack.world.direct(self.id, self._slack.world.bot.id)
        return conversation(self._slack, self.person, direct) if direct else []

    @property
    def home(self) -> Page | None:
        return page(self._slack, self.person)

    @property
    def modal(self) -> Form | None:
        """The form on their screen; of stacked ones, the top."""
        return form(self._slack, self.person)

    @property
    def notified(self) -> list[Seen]:
        """Messages that made their device ring, oldest first."""
        found = [each for each in messages(self._slack, self.person) if self.id in each.pinged]
        return [see(self._slack, self.person, each) for each in reversed(found)]

    def _place(self, channel: Place | None) -> Channel:
        if channel is None:
            return self._slack.world.open_direct(self.id, self._slack.world.bot.id)[0]
        return channel_of(self._slack, channel)

    def _message(self, seen: Seen) -> Message:
        message = self._slack.world.message(seen.channel, seen.ts)
        if message is None or seen.whisper:
            raise NotPossible("that message is not there for everybody, or not any more")
        return message

    def _opened(self, tab: str) -> None:
        slack, direct = self._slack, self._place(None)
        event = {"type": "app_home_opened", "user": self.id, "channel": direct.id, "tab": tab}
        view = slack.world.views.get(self.person.home)
        shown = {"view": view.payload} if view and tab == "home" else {}
        events.emit(slack, {**event, **shown, "event_ts": slack.world.new_ts()})

    def __repr__(self) -> str:
        return f"User({self.name!r}, {self.id})"


def channel_of(slack: Slack, channel: Place) -> Channel:
    found = channel if isinstance(channel, Channel) else slack.world.channel_named(channel)
    if found is None:
        raise NotPossible(f"there is no channel called {channel!r}")
    return found
