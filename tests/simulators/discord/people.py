"""A person on Discord: everything a test lets them do, under their own rights, and all they see.

What somebody answers is awaited (commands, buttons, menus, forms); writing and reacting is done when the call returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.simulators.discord import acting, forms, posting, reacting, threads
from tests.simulators.discord.acting import Resolved
from tests.simulators.discord.answers import Answer, Impossible, Modal, answer
from tests.simulators.discord.commands import MESSAGE as ON_MESSAGE
from tests.simulators.discord.commands import USER as ON_USER
from tests.simulators.discord.content import Upload
from tests.simulators.discord.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction, begin
from tests.simulators.discord.model import Channel, Kind, Message, User
from tests.simulators.discord.permission import Permission, in_channel, may_view, may_write

if TYPE_CHECKING:
    from tests.simulators.discord.guild import Guild

JSON = dict[str, Any]
PATIENCE = 40.0
"""Seconds of real time for an answer when the test's clock stands still; Discord's own 3 go by that clock."""


class Person(User):
    """Made by `discord.user`."""

    # Commands.

    async def slash(self, channel: Channel, words: str, /, **options: object) -> Answer:
        """Type `/words` with options by name: `await amina.slash(general, "event create", title="Tea")`.

        Options take texts, numbers, booleans, people, channels, roles, or files as (name, content).
        """
        command, path = acting.find_command(self, channel, words)
        resolved = Resolved(channel, self)
        declared = (path[-1] if path else command.data).get("options", [])
        given = {name: self._completed(command.id, name, value) for name, value in options.items()}
        sent = acting.filled(declared, given, resolved, locale=self.locale)
        return await self._command(COMMAND, channel, command, _nested(path, sent), resolved)

    async def complete(self, channel: Channel, words: str, option: str, typed: str, /, **others: object) -> list[str]:
        """What is offered while `option` is being typed; the name of an offer can then be given to `slash`."""
        command, path = acting.find_command(self, channel, words)
        resolved = Resolved(channel, self)
        declared = (path[-1] if path else command.data).get("options", [])
        if not any(each.get("autocomplete") and each["name"] == option for each in declared):
            raise Impossible(f"nothing is offered for “{option}”")
        sent = acting.filled(declared, {**others, option: typed}, resolved, locale=self.locale, focused=option)
        got = await self._command(AUTOCOMPLETE, channel, command, _nested(path, sent), resolved)
        for choice in got.interaction.choices:
            self._offers[command.id, option, choice["name"]] = choice["value"]
        return got.choices

    async def menu(self, target: Message | User, name: str, *, channel: Channel | None = None) -> Answer:
        """Choose from the context menu of a message, or of a person (then say in which channel)."""
        place = target.channel if isinstance(target, Message) else channel
        if place is None:
            raise Impossible("say in which channel")
        kind = ON_MESSAGE if isinstance(target, Message) else ON_USER
        command, _ = acting.find_command(self, place, name, kind)
        resolved = Resolved(place, self)
        return await self._command(COMMAND, place, command, [], resolved, target_id=resolved.name(target))

    def commands(self, channel: Channel) -> list[str]:
        """The names of the commands offered there."""
        return [command.name for command in acting.shown_commands(self, channel)]

    # Buttons, menus, forms.

    async def press(self, where: Message | Answer, label: str) -> Answer:
        message = self._seen(where)
        button = acting.find_button(message, label)
        data = {"custom_id": button["custom_id"], "component_type": button["type"], "id": button["id"]}
        return await self._interact(Interaction(self.world, COMPONENT, self, message.channel, data, message))

    async def choose(self, where: Message | Answer, *picks: object, menu: str | None = None) -> Answer:
        """Pick options by label; in menus of people, roles or channels those themselves. `menu` is its placeholder."""
        message = self._seen(where)
        found = acting.find_menu(message, menu)
        resolved = Resolved(message.channel, self)
        least, most = found.get("min_values", 1), found.get("max_values", 1)
        values = acting.picked(found, picks, resolved, least=least, most=most)
        data = {"custom_id": found["custom_id"], "component_type": found["type"], "id": found["id"], "values": values}
        data |= {"resolved": resolved.data} if resolved.data else {}
        return await self._interact(Interaction(self.world, COMPONENT, self, message.channel, data, message))

    async def submit(self, form: Modal | Answer, values: Mapping[str, object] | None = None, /) -> Answer:
        """Send a form that opened for them; fields by label or custom_id, the others as they stood there."""
        modal = self._open(form)
        it = modal.interaction
        resolved = Resolved(it.channel, self)
        sent = forms.submitted(modal, values or {}, resolved)
        modal.open = False
        data: JSON = {"custom_id": it.modal["custom_id"] if it.modal else "", "components": sent}
        data |= {"resolved": resolved.data} if resolved.data else {}
        return await self._interact(Interaction(self.world, MODAL_SUBMIT, self, it.channel, data, it.source, it))

    def close(self, form: Modal | Answer) -> None:
        """Close a form without sending it; the application hears nothing."""
        self._open(form).open = False

    # Writing.

    def write(
        self, channel: Channel, text: str, *, reply_to: Message | None = None, files: Mapping[str, bytes] | None = None
    ) -> Message:
        reference = {"message_reference": {"message_id": str(reply_to.id)}} if reply_to else {}
        uploads = {n: Upload(name, content, "") for n, (name, content) in enumerate((files or {}).items())}
        return posting.write(self, channel, {"content": text, **reference}, uploads)

    def edit(self, message: Message, text: str) -> None:
        posting.rewrite(self, message, {"content": text})

    def erase(self, message: Message) -> None:
        posting.erase(self, message)

    def react(self, message: Message, emoji: str) -> None:
        reacting.react(self, self._seen(message), emoji)

    def unreact(self, message: Message, emoji: str) -> None:
        reacting.unreact(self, message, emoji)

    def start_thread(self, where: Message | Channel, name: str) -> Channel:
        """A public one, from a message or on its own."""
        if isinstance(where, Message):
            return threads.start_from(self, self._seen(where), {"name": name})
        return threads.start(self, where, {"name": name, "type": Kind.PUBLIC_THREAD})

    def leave(self, guild: Guild) -> None:
        guild.leave(self)

    # Seeing.

    @property
    def dm(self) -> Channel:
        """Their private conversation with the bot."""
        return self.world.direct(self, self.world.bot)

    def messages(self, channel: Channel) -> list[Message]:
        """Those they can read there, oldest first, and what only they see."""
        mine = in_channel(self, channel)
        if Permission.VIEW_CHANNEL not in mine:
            return []
        shown = (None, self) if Permission.READ_MESSAGE_HISTORY in mine else (self,)
        return [each for each in channel.messages.values() if each.only_for in shown]

    def sees(self, channel: Channel) -> list[str]:
        return [message.text for message in self.messages(channel)]

    def inbox(self) -> list[str]:
        """What the bot wrote to them privately."""
        return [message.text for message in self.dm.messages.values() if message.author is self.world.bot]

    def channels(self, guild: Guild) -> list[str]:
        """The names of the channels, and open threads, that they can look into; none for whoever is not there."""
        if self.id not in guild.members:
            return []
        places = [*guild.channels.values()]
        threads = [thread for place in places for thread in place.threads if not thread.archived]
        return [place.name for place in [*places, *threads] if may_view(self, place)]

    def may_write(self, channel: Channel) -> bool:
        return may_write(self, channel)

    @property
    def notified(self) -> list[str]:
        """What called them, as it reads now; private messages always do, changes of a message never."""
        return [message.text for message in self.pings]

    # How it goes out.

    @property
    def _offers(self) -> dict[tuple[int, str, str], object]:
        offers: dict[tuple[int, str, str], object] = self.__dict__.setdefault("offers", {})
        return offers

    def _completed(self, command: int, option: str, value: object) -> object:
        return self._offers.get((command, option, value), value) if isinstance(value, str) else value

    async def _command(
        self, kind: int, channel: Channel, command: Any, options: list[JSON], resolved: Resolved, **more: object
    ) -> Answer:
        data: JSON = {"id": str(command.id), "name": command.name, "type": command.kind, **more}
        data |= {"options": options} if options else {}
        data |= {"resolved": resolved.data} if resolved.data else {}
        data |= {"guild_id": str(command.guild)} if command.guild is not None else {}
        return await self._interact(Interaction(self.world, kind, self, channel, data))

    async def _interact(self, it: Interaction) -> Answer:
        if it.channel.archived:
            raise Impossible("the thread is archived")
        if it.channel.guild and self.id not in it.channel.guild.members:
            raise Impossible(f"{self.name} is not in {it.channel.guild.name} any more")
        begin(it)
        silence = "the application has not answered, and the test's clock stands still"
        await self.world.until(lambda: it.answered is not None or it.overdue, within=PATIENCE, else_say=silence)
        return answer(it)

    def _seen(self, where: Message | Answer) -> Message:
        message = where.message if isinstance(where, Answer) else where
        if message is None or message.gone or message not in self.messages(message.channel):
            raise Impossible(f"{self.name} does not see that message")
        return message

    def _open(self, form: Modal | Answer) -> Modal:
        modal = form.modal if isinstance(form, Answer) else form
        if modal is None or not modal.open or modal.interaction.user is not self:
            raise Impossible(f"no such form is open for {self.name}")
        return modal


def _nested(path: list[JSON], options: list[JSON]) -> list[JSON]:
    """Options inside the subcommand, inside its group."""
    for level in reversed(path):
        options = [{"name": level["name"], "type": level["type"], "options": options}]
    return options
