"""A person in the simulated Slack: everything a test lets them do, and all they see.

What the app answers is awaited (commands, buttons, menus, forms); writing, reacting, coming and going is done when the
call returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.simulators.slack import choosing, events, interacting, talking
from tests.simulators.slack.answers import Answer
from tests.simulators.slack.api.reactions import MOST_PINS
from tests.simulators.slack.api.users import about
from tests.simulators.slack.emoji import name_of
from tests.simulators.slack.render import words
from tests.simulators.slack.seeing import (
    Impossible,
    Modal,
    Page,
    Seen,
    conversation,
    everything,
    modal,
    page,
    readable,
    see,
)
from tests.simulators.slack.surface import Where, find
from tests.simulators.slack.world import Channel, Message, Person

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

Place = Channel | str
"""A channel, or its name."""


class User:
    """Made by `team.user`. What Slack's own client would not let them do raises Impossible."""

    def __init__(self, slack: Slack, person: Person) -> None:
        self._slack = slack
        self.person = person

    @property
    def id(self) -> str:
        return self.person.id

    @property
    def name(self) -> str:
        return self.person.real_name

    # Commands, buttons, menus, forms.

    async def types(self, channel: Place, text: str, *, thread: Seen | None = None) -> Answer:
        """A slash command, such as `/community join climate`."""
        place = self._place(channel)
        if self.person.deleted or self.id not in place.members or place.archived:
            raise Impossible(f"{self.name} cannot type in #{place.name}")
        return await interacting.command(self._slack, self.person, text, place, thread=thread is not None)

    async def presses(self, where: Where, label: str, *, confirms: bool = True) -> Answer:
        """A button, by its label or action_id. With `confirms=False` they say no when they are asked whether."""
        surface, part = find(self._slack, self.person, where, label)
        if part.kind != "button":
            raise Impossible(f"{label!r} is not a button")
        if part.element.get("confirm") and not confirms:
            return Answer(self._slack, self.person)
        return await interacting.use(self._slack, self.person, surface, part, {})

    async def picks(self, where: Where, menu: str, *chosen: Any) -> Answer:
        """In a menu, an overflow, checkboxes, a date: by what is read there (or the value); people and channels.

        In a form this only fills it in, unless the app asked to hear of it at once. Nothing chosen takes it back.
        """
        surface, part = find(self._slack, self.person, where, menu)
        value = choosing.choice(self._slack, part, chosen)
        return await choosing.put(self._slack, self.person, surface, part, value)

    async def completes(self, where: Where, menu: str, typed: str) -> list[str]:
        """Type into a menu whose options the app looks up, and read what it offers; then it can be picked."""
        surface, part = find(self._slack, self.person, where, menu)
        found = await interacting.suggestions(self._slack, self.person, surface, part, typed)
        choosing.offer(part, found)
        return [words(each["text"], self._slack.world) for each in found]

    async def fills(self, form: Modal | Answer | None, values: Mapping[str, Any]) -> Answer:
        """Fill fields of the open form, by label, block_id or action_id, without sending it."""
        answer = Answer(self._slack, self.person)
        for label, value in values.items():
            surface, part = find(self._slack, self.person, form, label)
            chosen = choosing.entry(self._slack, self.person, part, value)
            answer = await choosing.put(self._slack, self.person, surface, part, chosen)
        return answer

    async def submits(self, form: Modal | Answer | None = None, values: Mapping[str, Any] | None = None) -> Answer:
        """Fill and send the open form (None is the one on top); fields that are not named stay as they stand."""
        self._check_open(form)
        await self.fills(form, values or {})
        return await interacting.submit(self._slack, self.person)

    async def closes(self, form: Modal | Answer | None = None, *, all: bool = False) -> None:
        """Cancel the open form; `all` closes every form that is stacked (the ✕)."""
        self._check_open(form)
        await interacting.close(self._slack, self.person, all=all)

    async def uses(self, shortcut: str, on: Seen | None = None) -> Answer:
        """A global shortcut by its name, or one from the menu of a message."""
        return await interacting.shortcut(self._slack, self.person, shortcut, self._message(on) if on else None)

    def opens_home(self) -> None:
        """The app's Home; the app is told (app_home_opened), and what it publishes is at `home`."""
        if not self._slack.app.home_tab:
            raise Impossible("the app has no Home tab")
        self._opened("home")

    def opens_messages(self) -> None:
        """The private talk with the app; the app is told (app_home_opened)."""
        self._opened("messages")

    # Writing, reacting, coming and going.

    def writes(
        self, channel: Place, text: str, *, thread: Seen | None = None, broadcast: bool = False,
        files: Mapping[str, bytes] | None = None,
    ) -> Seen:  # fmt: skip
        """A message; `@tea`, `@amina`, `@here` and `#climate` become mentions as in a client."""
        root = (thread.thread or thread.ts) if thread else ""
        message = talking.write(
            self._slack, self.person, self._place(channel), text, thread=root, broadcast=broadcast, files=files or {}
        )
        return see(self._slack, self.person, message)

    def edits(self, message: Seen, text: str) -> None:
        talking.edit(self._slack, self.person, self._message(message), text)

    def deletes(self, message: Seen) -> None:
        talking.remove(self._slack, self.person, self._message(message))

    def reacts(self, message: Seen, emoji: str) -> None:
        """By the sign (✅) or Slack's name (white_check_mark)."""
        talking.react(self._slack, self.person, name_of(emoji), self._message(message))

    def unreacts(self, message: Seen, emoji: str) -> None:
        talking.unreact(self._slack, self.person, name_of(emoji), self._message(message))

    def pins(self, message: Seen) -> None:
        """Whoever is inside may, also what others wrote; a hundred in one channel are the most there can be."""
        found = self._message(message)
        place = self._place(self._slack.world.channels[found.channel])
        if self.id not in place.members or len(place.pins) >= MOST_PINS:
            raise Impossible(f"{self.name} cannot pin anything in #{place.name}")
        talking.pin(self._slack, self.person, found)

    def unpins(self, message: Seen) -> None:
        talking.unpin(self._slack, self.person, self._message(message))

    def joins(self, channel: Place) -> None:
        """Slack's own /join."""
        place = self._place(channel)
        if place.kind != "public" or place.archived or not readable(self.person, place):
            raise Impossible(f"{self.name} cannot join #{place.name}")
        talking.come_in(self._slack, self.person, place)

    def invites(self, other: User, channel: Place) -> None:
        """Slack's own /invite, also for the bot."""
        place = self._place(channel)
        if self.id not in place.members:
            raise Impossible(f"{self.name} is not in #{place.name}")
        talking.come_in(self._slack, other.person, place, inviter=self.id)

    def removes(self, other: User, channel: Place) -> None:
        """Slack's own /remove."""
        talking.go_out(self._slack, other.person, self._place(channel), by=self.id)

    def leaves(self, channel: Place | None = None) -> None:
        """A channel, or without one the whole workspace: the account is closed."""
        if channel is None:
            self._slack.team.deactivates(self)
        else:
            talking.go_out(self._slack, self.person, self._place(channel))

    def comes_back(self) -> None:
        """The account is opened again."""
        self._slack.team.reactivates(self)

    def changes(self, **profile: str) -> None:
        """Their profile: real_name, tz, locale, title, email."""
        for name, value in profile.items():
            setattr(self.person, name, value)
        talking.person_changed(self._slack, self.person, about(self.person, self._slack.timers.clock.now()))

    def reloads(self) -> None:
        """Restart the client: ephemeral messages and open forms are gone."""
        self.person.whispers.clear()
        self._slack.surfaces.close_all(self.person)

    # Seeing.

    @property
    def dm(self) -> Channel:
        """Their private talk with the app."""
        return self._slack.world.open_direct(self.id, self._slack.world.bot.id)[0]

    def messages(self, channel: Place, *, thread: Seen | None = None, notices: bool = False) -> list[Seen]:
        """Those they can read there, oldest first, and what only they see; nothing where they may not read.

        `notices` adds Slack's own lines ("… has joined the channel").
        """
        root = (thread.thread or thread.ts) if thread else ""
        return conversation(self._slack, self.person, self._place(channel), thread=root, notices=notices)

    def sees(self, channel: Place, *, thread: Seen | None = None) -> list[str]:
        """The texts of those."""
        return [each.text for each in self.messages(channel, thread=thread)]

    def inbox(self) -> list[str]:
        """What the app wrote to them privately."""
        bot = self._slack.world.bot
        direct = self._slack.world.direct(self.id, bot.id)
        found = conversation(self._slack, self.person, direct) if direct else []
        return [each.text for each in found if direct and direct.messages[each.ts].bot_id]

    def channels(self, *, joined: bool = False) -> list[str]:
        """Names of the channels that they can find, or only of those they are in."""
        return [
            each.name
            for each in self._slack.world.channels.values()
            if each.kind in ("public", "private") and readable(self.person, each) and not each.archived
            and (not joined or self.id in each.members)
        ]  # fmt: skip

    def home(self) -> Page | None:
        """What the app published at its Home for them."""
        return page(self._slack, self.person)

    @property
    def modal(self) -> Modal | None:
        """The form on their screen; of stacked ones, the top."""
        return modal(self._slack, self.person)

    @property
    def notified(self) -> list[str]:
        """What made their device ring, oldest first."""
        found = [each for each in everything(self._slack, self.person) if self.id in each.pinged]
        return [see(self._slack, self.person, each).text for each in reversed(found)]

    # How it goes out.

    def _place(self, channel: Place) -> Channel:
        return channel_of(self._slack, channel)

    def _message(self, seen: Seen) -> Message:
        message = self._slack.world.message(seen.channel, seen.ts)
        if message is None or seen.ephemeral:
            raise Impossible("that message is not there for everybody, or not any more")
        return message

    def _check_open(self, form: Modal | Answer | None) -> None:
        wanted = form.modal if isinstance(form, Answer) else form
        if self.modal is None or (wanted is not None and wanted.id != self.modal.id) or (form and not wanted):
            raise Impossible(f"no such form is open for {self.name}")

    def _opened(self, tab: str) -> None:
        slack = self._slack
        event = {"type": "app_home_opened", "user": self.id, "channel": self.dm.id, "tab": tab}
        view = slack.world.views.get(self.person.home)
        shown = {"view": view.payload} if view and tab == "home" else {}
        events.emit(slack, {**event, **shown, "event_ts": slack.world.new_ts()})

    def __repr__(self) -> str:
        return f"User({self.name!r}, {self.id})"


def channel_of(slack: Slack, channel: Place) -> Channel:
    found = channel if isinstance(channel, Channel) else slack.world.channel_named(channel)
    if found is None:
        raise Impossible(f"there is no channel called {channel!r}")
    return found
