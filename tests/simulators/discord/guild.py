"""A server, and the verbs with which a test builds one; each is told to the bot like anything that happens there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.simulators.discord import payloads, places, threads
from tests.simulators.discord.events import Event
from tests.simulators.discord.model import Channel, Kind, Member, Overwrite, Role, User
from tests.simulators.discord.permission import Permission

if TYPE_CHECKING:
    from tests.simulators.discord.people import Person
    from tests.simulators.discord.scheduled import ScheduledEvent
    from tests.simulators.discord.world import World


@dataclass(eq=False)
class Guild:
    """`available` is False during an outage; `small` says from how many members on Discord stops listing them all."""

    world: World = field(repr=False)
    id: int
    name: str
    owner: Person
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict, repr=False)
    channels: dict[int, Channel] = field(default_factory=dict, repr=False)
    members: dict[int, Member] = field(default_factory=dict, repr=False)
    banned: dict[int, User] = field(default_factory=dict, repr=False)
    scheduled: dict[int, ScheduledEvent] = field(default_factory=dict, repr=False)
    available: bool = True

    @property
    def everyone(self) -> Role:
        """Its number is the server's own."""
        return self.roles[self.id]

    def member(self, user: User) -> Member:
        return self.members[user.id]

    # Places.

    def channel(self, name: str, **settings: object) -> Channel:
        """A text channel; `hidden=True` closes it to everyone, `open_to=[role or person]` opens it to some again.

        Further: `topic`, `parent` (a category), `kind`, `allow`/`deny` as {role or person: permissions}.
        """
        return add_channel(self, name, **settings)  # type: ignore[arg-type]

    def category(self, name: str, **settings: object) -> Channel:
        return add_channel(self, name, kind=Kind.CATEGORY, **settings)  # type: ignore[arg-type]

    def voice(self, name: str, **settings: object) -> Channel:
        return add_channel(self, name, kind=Kind.VOICE, **settings)  # type: ignore[arg-type]

    def forum(self, name: str, *, tags: Iterable[str] = (), **settings: object) -> Channel:
        forum = add_channel(self, name, kind=Kind.FORUM, **settings)  # type: ignore[arg-type]
        forum.tags = [payloads.new_tag(self.world.time.snowflake(), {"name": tag}) for tag in tags]
        self.world.tell_channel("CHANNEL_UPDATE", forum)
        return forum

    def role(self, name: str, *, position: int | None = None, permissions: Permission = Permission.NONE) -> Role:
        """A role; without a position it lies lowest, just above @everyone, where Discord puts new ones."""
        place = 1 if position is None else position
        for other in self.roles.values():
            if position is None and not other.is_everyone:
                other.position += 1
        role = Role(self, self.world.time.snowflake(), name, place, permissions)
        self.roles[role.id] = role
        self.world.tell(Event("GUILD_ROLE_CREATE", {"guild_id": str(self.id), "role": payloads.role(role)}, self))
        return role

    # What administrators change while the bot looks on.

    def change_role(
        self,
        role: Role,
        *,
        permissions: Permission | None = None,
        position: int | None = None,
        name: str | None = None,
    ) -> None:
        role.permissions = role.permissions if permissions is None else permissions
        role.position = role.position if position is None else position
        role.name = name or role.name
        self.world.tell(Event("GUILD_ROLE_UPDATE", {"guild_id": str(self.id), "role": payloads.role(role)}, self))

    def delete_role(self, role: Role) -> None:
        """Nobody has it any more, and no channel knows it."""
        del self.roles[role.id]
        for member in self.members.values():
            member.roles = [each for each in member.roles if each is not role]
        for channel in self.channels.values():
            channel.overwrites.pop(role.id, None)
        self.world.tell(Event("GUILD_ROLE_DELETE", {"guild_id": str(self.id), "role_id": str(role.id)}, self))

    def let(
        self,
        who: Role | User,
        channel: Channel,
        *,
        allow: Permission = Permission.NONE,
        deny: Permission = Permission.NONE,
    ) -> None:
        """Set a channel's exception for a role or a person; with neither it is taken away."""
        channel.overwrites.pop(who.id, None)
        if allow or deny:
            channel.overwrites[who.id] = Overwrite(who.id, 0 if isinstance(who, Role) else 1, allow, deny)
        self.world.tell_channel("CHANNEL_UPDATE", channel)

    def delete_channel(self, channel: Channel) -> None:
        """Also a thread."""
        places.remove(self.owner, channel)

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        thread.locked = locked
        threads.set_archived(thread, archived=True)

    # People.

    def join(self, *people: User, roles: Iterable[Role] = ()) -> None:
        """They come in; whoever is banned cannot."""
        for person in people:
            if person.id in self.banned:
                raise PermissionError(f"{person.name} is banned from {self.name}")
            member = Member(self, person, self.world.time.now(), list(roles))
            self.members[person.id] = member
            self.world.tell(Event("GUILD_MEMBER_ADD", payloads.member(member) | {"guild_id": str(self.id)}, self))

    def crowd(self, count: int) -> list[Person]:
        """That many more people, for large servers."""
        people = [self.world.user(f"Person {number}") for number in range(1, count + 1)]
        self.join(*people)
        return people

    def leave(self, person: User) -> None:
        """They go, or are thrown out; their roles are gone with them."""
        self.world.remove_member(self, person)

    def ban(self, person: User) -> None:
        self.banned[person.id] = person
        event = {"guild_id": str(self.id), "user": payloads.user(person)}
        self.world.tell(Event("GUILD_BAN_ADD", event, self))
        if person.id in self.members:
            self.leave(person)

    def unban(self, person: User) -> None:
        del self.banned[person.id]
        self.world.tell(Event("GUILD_BAN_REMOVE", {"guild_id": str(self.id), "user": payloads.user(person)}, self))

    def give(self, person: User, role: Role) -> None:
        """An administrator's hand gives somebody a role."""
        if role not in (member := self.member(person)).roles:
            member.roles.append(role)
            self.world.tell_member(member)

    def take(self, person: User, role: Role) -> None:
        member = self.member(person)
        member.roles = [each for each in member.roles if each is not role]
        self.world.tell_member(member)

    def nickname(self, person: User, name: str | None) -> None:
        self.member(person).nick = name
        self.world.tell_member(self.member(person))

    def time_out(self, person: User, seconds: float) -> None:
        """They may look and not speak for that long."""
        self.member(person).timed_out_until = self.world.time.now() + timedelta(seconds=seconds)
        self.world.tell_member(self.member(person))

    def roles_of(self, person: User) -> set[str]:
        return {role.name for role in self.member(person).roles}

    # The bot.

    def add_bot(self, permissions: Permission = Permission.NONE, *, position: int = 1) -> Role:
        """Installed with these permissions; its own role carries them and says how high the bot stands."""
        bot = self.world.bot
        role = Role(self, self.world.time.snowflake(), bot.name, position, permissions, managed_by=bot)
        self.roles[role.id] = role
        self.members[bot.id] = Member(self, bot, self.world.time.now(), [role])
        self.world.tell_guild(self, new=True)
        return role

    def remove_bot(self) -> None:
        bot = self.world.bot
        member = self.members.pop(bot.id)
        for role in member.roles:
            if role.managed_by is bot:
                del self.roles[role.id]
        self.world.tell(Event("GUILD_DELETE", {"id": str(self.id)}, self, even_if_away=True))

    def outage(self) -> None:
        """Discord loses the server for a while: the bot is told that it is unavailable."""
        self.available = False
        self.world.tell(Event("GUILD_DELETE", {"id": str(self.id), "unavailable": True}, self, even_if_away=True))

    def recover(self) -> None:
        self.available = True
        self.world.tell_guild(self, new=False)


def new_guild(world: World, guild_id: int, name: str, owner: Person, created: datetime) -> Guild:
    """With what every new server has: @everyone and its owner."""
    guild = Guild(world, guild_id, name, owner)
    guild.roles[guild_id] = Role(guild, guild_id, "@everyone", 0, world.everyone_may)
    guild.members[owner.id] = Member(guild, owner, created)
    return guild


def add_channel(
    guild: Guild,
    name: str,
    *,
    kind: Kind = Kind.TEXT,
    parent: Channel | None = None,
    topic: str | None = None,
    hidden: bool = False,
    open_to: Iterable[Role | User] = (),
    allow: dict[Role | User, Permission] | None = None,
    deny: dict[Role | User, Permission] | None = None,
) -> Channel:
    channel = Channel(guild.world, guild.world.time.snowflake(), kind, name, guild, parent, topic=topic)
    channel.position = len(guild.channels)
    if parent:
        channel.overwrites = {key: Overwrite(o.id, o.kind, o.allow, o.deny) for key, o in parent.overwrites.items()}
    allowed = dict.fromkeys(open_to, Permission.VIEW_CHANNEL) | (allow or {})
    denied = ({guild.everyone: Permission.VIEW_CHANNEL} if hidden else {}) | (deny or {})
    for who in [*denied, *allowed]:
        kind_of = 0 if isinstance(who, Role) else 1
        overwrite = channel.overwrites.setdefault(who.id, Overwrite(who.id, kind_of))
        overwrite.allow |= allowed.get(who, Permission.NONE)
        overwrite.deny |= denied.get(who, Permission.NONE)
    guild.channels[channel.id] = guild.world.channels[channel.id] = channel
    guild.world.tell_channel("CHANNEL_CREATE", channel)
    return channel
