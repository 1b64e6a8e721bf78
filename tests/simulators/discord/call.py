"""One request of the client's, read: where it goes, what it asks for and what it carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.simulators.discord.content import Upload
from tests.simulators.discord.model import Channel, Message, User
from tests.simulators.discord.refusals import Refused

if TYPE_CHECKING:
    from tests.simulators.discord.discord import Discord
    from tests.simulators.discord.guild import Guild
    from tests.simulators.discord.world import World

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """`body` is the JSON, also that of a form with files; `discord` is the whole simulator."""

    discord: Discord = field(repr=False)
    method: str
    template: str
    path: dict[str, str]
    query: dict[str, str]
    body: Any = None
    files: dict[int, Upload] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.discord.world

    @property
    def bot(self) -> User:
        return self.discord.world.bot

    def number(self, name: str) -> int:
        return snowflake(self.path[name])

    def channel(self) -> Channel:
        return self.world.channel(self.number("channel_id"))

    def guild(self) -> Guild:
        return self.world.guild(self.number("guild_id"))

    def message(self) -> Message:
        return self.world.message(self.channel(), self.number("message_id"))

    def flag(self, name: str) -> bool:
        return self.query.get(name, "").lower() in ("1", "true")

    def limit(self, usual: int, most: int) -> int:
        limit = int(self.query.get("limit", usual))
        if not 1 <= limit <= most:
            code = "NUMBER_TYPE_MIN" if limit < 1 else "NUMBER_TYPE_MAX"
            raise Refused(50035, {"limit": {"_errors": [{"code": code, "message": f"int value from 1 to {most}"}]}})
        return limit


@dataclass(frozen=True, slots=True)
class Status:
    """A status other than 200, or other than 204 when there is nothing to say."""

    status: int
    body: Any


Handler = Callable[[Call], Any]
Routes = dict[tuple[str, str], Handler]


def snowflake(text: object) -> int:
    if not str(text).isdecimal():
        raise Refused(
            50035,
            {"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": f'Value "{text}" is not snowflake.'}]},
        )
    return int(str(text))
