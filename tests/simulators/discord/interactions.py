"""What a person did with the application, and its answer: one, within 3 seconds; follow-ups for 15 minutes."""

from __future__ import annotations

import copy
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.simulators.discord import components, payloads, posting
from tests.simulators.discord.content import Upload
from tests.simulators.discord.events import Event
from tests.simulators.discord.model import EPHEMERAL, LOADING, Channel, Message, User
from tests.simulators.discord.permission import DIRECT, in_channel
from tests.simulators.discord.refusals import Form, Refused, wrong_form

if TYPE_CHECKING:
    from tests.simulators.discord.world import World

JSON = dict[str, Any]
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
REPLY, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

FIRST_ANSWER = timedelta(seconds=3)
TOKEN_LIVES = timedelta(minutes=15)


@dataclass(eq=False)
class Interaction:
    """`source` is the message whose button or menu was used, `parent` the interaction that opened a form.

    `original` is the message that answers, if one does.
    """

    world: World = field(repr=False)
    kind: int
    user: User
    channel: Channel
    data: JSON
    source: Message | None = None
    parent: Interaction | None = None
    id: int = 0
    token: str = ""
    at: datetime = field(init=False)
    answered: int | None = None
    """The type of the answer it got."""
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: JSON | None = None
    choices: list[JSON] = field(default_factory=list)
    updated: Message | None = None

    def __post_init__(self) -> None:
        self.at = self.world.time.now()
        self.id = self.world.time.snowflake()
        self.token = secrets.token_urlsafe(24)

    @property
    def overdue(self) -> bool:
        return self.answered is None and self.world.time.now() - self.at > FIRST_ANSWER

    @property
    def expired(self) -> bool:
        return self.world.time.now() - self.at > TOKEN_LIVES

    def on_message(self, message: Message) -> JSON:
        """What a message tells about the interaction it answers."""
        found: JSON = {"application_id": str(self.world.application_id), "interaction_metadata": self.told()}
        if message is not self.original and self.original is not None:
            found["interaction_metadata"]["original_response_message_id"] = str(self.original.id)
        if self.kind == COMMAND:
            old = {"id": str(self.id), "type": self.kind, "name": self.data["name"], "user": payloads.user(self.user)}
            found["interaction"] = old
        return found

    def told(self) -> JSON:
        told: JSON = {
            "id": str(self.id), "type": self.kind, "user": payloads.user(self.user),
            "authorizing_integration_owners": self.owners(),
        }  # fmt: skip
        if self.kind == COMMAND:
            told["name"] = self.data["name"]
            if "target_id" in self.data:
                told["target_message_id"] = self.data["target_id"]
        elif self.kind == COMPONENT and self.source is not None:
            told["interacted_message_id"] = str(self.source.id)
        elif self.kind == MODAL_SUBMIT and self.parent is not None:
            told["triggering_interaction_metadata"] = self.parent.told()
        return told

    def owners(self) -> JSON:
        return {"0": str(self.channel.guild.id) if self.channel.guild else "0"}


def begin(interaction: Interaction) -> None:
    """The application is told over the gateway, on the shard of the server it happened in."""
    world = interaction.world
    world.interactions[interaction.token] = interaction
    world.tell(Event("INTERACTION_CREATE", _payload(interaction), interaction.channel.guild))


def _payload(it: Interaction) -> JSON:
    world, channel, guild = it.world, it.channel, it.channel.guild
    mine = in_channel(it.user, channel)
    found: JSON = {
        "id": str(it.id), "application_id": str(world.application_id), "type": it.kind, "token": it.token,
        "version": 1, "data": it.data, "channel_id": str(channel.id), "locale": it.user.locale,
        "channel": payloads.channel(channel) | {"permissions": str(int(mine))}, "entitlements": [],
        "entitlement_sku_ids": [], "authorizing_integration_owners": it.owners(), "context": 0 if guild else 1,
        "attachment_size_limit": payloads.MAX_FILE,
        "app_permissions": str(int(in_channel(world.bot, channel) if guild else DIRECT)),
    }  # fmt: skip
    if guild:
        found |= {
            "guild_id": str(guild.id), "guild_locale": guild.locale,
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "member": payloads.member(guild.member(it.user)) | {"permissions": str(int(mine))},
        }  # fmt: skip
    else:
        found["user"] = payloads.user(it.user)
    if it.source is not None:
        found["message"] = payloads.message(it.source)
    return found


# Answering.


def respond(world: World, number: int, token: str, body: JSON, files: dict[int, Upload]) -> Interaction:
    """The first and only answer; its kind must fit what the person did."""
    it = world.interactions.get(token)
    if it is None or it.id != number or it.overdue:
        raise Refused(10062)
    if it.answered is not None:
        raise Refused(40060)
    kind, data = body.get("type"), body.get("data") or {}
    if kind not in _allowed(it):
        wrong_form("type", "INTERACTION_CALLBACK_TYPE_INVALID", f"Not allowed for interactions of type {it.kind}")
    _ANSWERS[kind](it, copy.deepcopy(data), files)
    it.answered = kind
    world.changed()
    return it


def _allowed(it: Interaction) -> set[int]:
    """Only autocompletion takes choices, and nothing else; a modal cannot answer a modal; updates need a message."""
    if it.kind == AUTOCOMPLETE:
        return {CHOICES}
    update = {DEFER_UPDATE, UPDATE} if it.source is not None else set()
    return {REPLY, DEFER, *update} | ({MODAL} if it.kind != MODAL_SUBMIT else set())


def _reply(it: Interaction, data: JSON, files: dict[int, Upload]) -> None:
    it.original = _send(it, data, files)


def _defer(it: Interaction, data: JSON, files: dict[int, Upload]) -> None:
    it.original = _send(it, {"flags": data.get("flags") or 0}, {}, loading=True)


def _update(it: Interaction, data: JSON, files: dict[int, Upload]) -> None:
    assert it.source is not None
    it.original = it.updated = posting.change(it.source, data, files)


def _defer_update(it: Interaction, data: JSON, files: dict[int, Upload]) -> None:
    it.original = it.source


def _choices(it: Interaction, data: JSON, files: dict[int, Upload]) -> None:
    """At most 25, names of 1 to 100 characters, and values of the option's own type."""
    form = Form()
    choices = data.get("choices") or []
    with form.at("data", "choices"):
        form.count(choices, 25)
        for index, choice in enumerate(choices):
            with form.at(index, "name"):
                form.length(choice.get("name"), 100, least=1, needed=True)
            with form.at(index, "value"):
                if isinstance(choice.get("value"), str):
                    form.length(choice["value"], 100, least=1, needed=True)
                elif choice.get("value") is None:
                    form.required()
    form.done()
    it.choices = choices


def _modal(it: Interaction, data: JSON, files: dict[int, Upload]) -> None:
    form = Form()
    with form.at("data"):
        components.check_modal(form, data)
    form.done()
    components.numbered(data["components"])
    it.modal = data


_ANSWERS = {
    REPLY: _reply, DEFER: _defer, DEFER_UPDATE: _defer_update, UPDATE: _update, CHOICES: _choices, MODAL: _modal,
}  # fmt: skip


def _send(it: Interaction, data: JSON, files: dict[int, Upload], *, loading: bool = False) -> Message:
    """As the bot, into the channel; with the ephemeral flag for that person's eyes only. It needs no right there."""
    flags = data.get("flags") or 0
    only_for = it.user if flags & EPHEMERAL else None
    message = posting.draft(it.world.bot, it.channel, data, files, only_for=only_for, empty=loading)
    message.kind = 20 if it.kind == COMMAND and it.original is None else 0
    message.flags |= flags & EPHEMERAL | (LOADING if loading else 0)
    message.through = it
    if message.kind == 0 and it.original is not None:
        message.reply_to = it.original
        message.kind = 19
    return posting.deliver(message)


# Follow-ups.


def live(world: World, application_id: int, token: str) -> Interaction:
    """The interaction behind a token: unknown before it was answered, void after 15 minutes."""
    it = world.interactions.get(token)
    if it is None or application_id != world.application_id or it.answered is None:
        raise Refused(10015)
    if it.expired:
        raise Refused(50027)
    return it


def follow_up(it: Interaction, body: JSON, files: dict[int, Upload]) -> Message:
    """Another message; the first one after a deferral takes the waiting message's place, and its visibility."""
    if it.answered == DEFER and it.original is not None and it.original.loading:
        return edit(it, it.original, body, files)
    message = _send(it, body, files)
    it.followups.append(message)
    it.world.changed()
    return message


def find(it: Interaction, which: str) -> Message:
    """`@original`, or a follow-up by its number."""
    known = [it.original, *it.followups]
    found = it.original if which == "@original" else next((m for m in known if m and str(m.id) == which), None)
    if found is None or found.gone:
        raise Refused(10008)
    return found


def edit(it: Interaction, message: Message, body: JSON, files: dict[int, Upload]) -> Message:
    message.flags &= ~LOADING
    return posting.change(message, body, files)
