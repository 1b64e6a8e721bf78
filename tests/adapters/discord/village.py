"""Whole stories on a simulated Discord: the real application, database, worker and discord.py."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import SecretStr

from bot.app import App
from bot.chat.address import Account, Place
from bot.clock import Clock
from bot.config import Config, Listen, Palabre, Web
from bot.config import Database as DatabaseSection
from bot.config import Discord as DiscordSection
from bot.db.database import Database, open_database
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.membership.model import Role as Part
from bot.features.people import service as people
from tests.adapters.discord.ground import NEEDED, QUICKLY
from tests.adapters.running import Running
from tests.simulators.discord import Channel, Discord, Guild, Message, Person, Role, simulated_discord
from tests.simulators.discord.model import Overwrite
from tests.words import our_copy

UNHURRIED = 20.0
"""Seconds before an answer is put off: a machine that has much to do is no slow database."""


class QuickApp(App):
    """The application, whose adapter does not wait two seconds for servers that do not come."""

    patience: float = UNHURRIED

    def connect(self) -> None:
        App.connect(self)
        adapter: Any = self.platforms["discord"]
        adapter._servers_within, adapter._patience = QUICKLY, self.patience


@dataclass(slots=True)
class Living:
    """A community with its channels and role on a server."""

    community: Community
    room: Channel
    admins: Channel
    role: Role


@dataclass(slots=True)
class Village(Running):
    """A Discord with one server, and Palabre on it; `start` and `stop` are those of its process."""

    discord: Discord
    guild: Guild
    clock: Clock
    url: str
    owners: list[Person] = field(default_factory=list)
    database: Database = field(init=False)
    app: QuickApp = field(init=False)
    _stop: asyncio.Event = field(init=False)
    _serving: asyncio.Task[None] | None = None

    # The process.

    async def start(self, *, patience: float = UNHURRIED) -> None:
        self.database = await open_database(self.url, now=self.clock.now)
        config = Config(
            palabre=Palabre(owners=tuple(account(each) for each in self.owners)),
            database=DatabaseSection(url=SecretStr(self.url)), web=Web(listen=Listen("", 0)),
            discord=DiscordSection(
                token=SecretStr(self.discord.token), api_url=self.discord.api_url,
                gateway_url=self.discord.gateway_url,
            ),
        )  # fmt: skip
        self.app = QuickApp(config, self.clock, self.database, our_copy())
        self.app.patience = patience
        await self._serve()
        adapter: Any = self.app.platforms["discord"]
        await self.heard(lambda: adapter._registered)
        await self.idle()

    def _answering(self) -> bool:
        """Whether the application is at something that somebody did."""
        client: Any = getattr(self.app.platforms["discord"], "_client", None)
        return bool(client and client.working)

    # Who and what there is.

    def person(self, name: str, *, locale: str = "en-US", dms: bool = True) -> Person:
        """Somebody on the server."""
        made = self.discord.user(name, locale=locale, dms=dms)
        self.guild.join(made)
        return made

    async def community(
        self, name: str, *, admins: Iterable[Person] = (), members: Iterable[Person] = (),
        mode: Mode = Mode.SEMI_PRIVATE, role: bool = True, **fields: Any,
    ) -> Living:  # fmt: skip
        """A community that lives in channels and a role which somebody made for it by hand."""
        slug = communities.slug_of(name)
        held = self.guild.role(name)
        room, meeting = self.guild.channel(slug), self.guild.channel(f"{slug}-admins", hidden=True)
        bot = next(each for each in self.guild.roles.values() if each.managed_by is not None)
        for each in (room, meeting):
            self.allow(each, bot)
        await self.heard(lambda: self._known(held, room, meeting))

        def make(tx: Tx) -> Community:
            fields.setdefault("eligibility", ("You work on the subject.",))
            made = communities.create(tx, replace(communities.blank(tx, name, mode), **fields), by="")
            where = Place("discord", str(self.guild.id), str(room.id))
            communities.add_place(tx, made, where, admin_channel=str(meeting.id), role=str(held.id) if role else "")
            communities.admin_homes_arranged(tx, made)
            for part, several in ((Part.ADMINISTRATOR, admins), (Part.MEMBER, members)):
                for each in several:
                    person = people.register(tx, each.name, [account(each)])
                    membership.admit(tx, made, person, by="", role=part)
            return made

        made = await self.run(make)
        await self.idle()
        return Living(made, room, meeting, held)

    def allow(self, channel: Channel, role: Role) -> None:
        """An administrator of the server lets the bot into a channel."""
        overwrite = channel.overwrites.setdefault(role.id, Overwrite(role.id, 0))
        overwrite.allow |= NEEDED
        self.discord.world.tell_channel("CHANNEL_UPDATE", channel)

    def channels(self) -> set[int]:
        """The channels of the server that the adapter knows of."""
        client: Any = getattr(self.app.platforms["discord"], "_client", None)
        guild = client.get_guild(self.guild.id) if client else None
        return {each.id for each in guild.channels} if guild else set()

    def _known(self, role: Role, *channels: Channel) -> bool:
        """Whether the adapter knows a role, and channels with who is let into them."""
        client: Any = getattr(self.app.platforms["discord"], "_client", None)
        guild = client.get_guild(self.guild.id) if client else None
        found = [guild.get_channel(each.id) for each in channels] if guild and guild.get_role(role.id) else [None]
        return all(
            known is not None
            and {each.id: each.allow for each in known._overwrites}
            == {each.id: int(each.allow) for each in channel.overwrites.values()}
            for known, channel in zip(found, channels, strict=False)
        )

    async def heard(self, true: Callable[[], bool]) -> None:
        """Until the adapter has heard of something that happened on the server."""
        for _ in range(1000):
            if true():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("the adapter did not hear of it")

    @staticmethod
    def last(who: Person, channel: Channel) -> Message:
        """The last message that everybody reads there."""
        return [each for each in who.messages(channel) if each.only_for is None][-1]

    async def asks(self, who: Person, living: Living, channel: Channel, **values: object) -> None:
        """/join with its form filled in."""
        opened = await who.slash(channel, "join", community=living.community.slug)
        assert opened.modal is not None, opened.text
        ticks = {each.custom_id: [label] for each in opened.modal.fields for label in _ticks(each)}
        answers = {each.custom_id: "because" for each in opened.modal.fields if each.custom_id.startswith("answer")}
        await who.submit(opened, {**ticks, **answers, **values})
        await self.idle()


def _ticks(field: Any) -> list[str]:
    options = field.component.get("options", ())
    return [options[0]["label"]] if field.component["type"] == 22 else []


def account(person: Person) -> Account:
    return Account("discord", "", str(person.id))


@asynccontextmanager
async def village(url: str, clock: Clock) -> AsyncIterator[Village]:
    """Palabre runs when this begins and is stopped when it ends; what it sent must have kept to Discord's rules."""
    async with simulated_discord(now=clock.now) as discord:
        guild = discord.guild("Baobab")
        guild.channel("general")
        guild.add_bot(NEEDED, position=20)
        made = Village(discord, guild, clock, url)
        made.owners.append(made.person("Otto"))
        await made.start()
        try:
            yield made
        finally:
            await made.stop()
        assert discord.violations == []
