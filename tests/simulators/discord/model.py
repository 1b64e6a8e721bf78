"""What there is on Discord: users, members, roles, channels (threads and private ones too) and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from tests.simulators.discord.permission import Permission
from tests.simulators.discord.reading import buttons, plain

if TYPE_CHECKING:
    from tests.simulators.discord.guild import Guild
    from tests.simulators.discord.world import World

JSON = dict[str, Any]


class Kind(IntEnum):
    """Types of channels."""

    TEXT = 0
    DIRECT = 1
    VOICE = 2
    CATEGORY = 4
    NEWS = 5
    NEWS_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    FORUM = 15
    MEDIA = 16


THREADS = {Kind.NEWS_THREAD, Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD}
WRITABLE = {Kind.TEXT, Kind.DIRECT, Kind.VOICE, Kind.NEWS, Kind.STAGE, *THREADS}

CROSSPOSTED, SUPPRESS_EMBEDS, HAS_THREAD, EPHEMERAL, LOADING = 1 << 0, 1 << 2, 1 << 5, 1 << 6, 1 << 7
SUPPRESS_NOTIFICATIONS, COMPONENTS_V2 = 1 << 12, 1 << 15


@dataclass(eq=False)
class User:
    """An account; `name` is what others read, `handle` the unique one in small letters."""

    world: World = field(repr=False)
    id: int
    name: str
    handle: str
    bot: bool = False
    locale: str = "en-US"
    dms: bool = True
    """Whether members of shared servers may write to them privately."""
    pings: list[Message] = field(default_factory=list, repr=False)
    """What called them, when it was written; a later change of it calls nobody."""

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    guild: Guild = field(repr=False)
    id: int
    name: str
    position: int = 0
    permissions: Permission = Permission.NONE
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    managed_by: User | None = None
    """The bot whose role this is; nobody can give it to somebody else."""

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"

    @property
    def is_everyone(self) -> bool:
        return self.id == self.guild.id

    @property
    def members(self) -> list[User]:
        return [member.user for member in self.guild.members.values() if self in member.all_roles]

    def is_above(self, other: Role) -> bool:
        """By position; of two at the same height the older one."""
        return (self.position, -self.id) > (other.position, -other.id)


@dataclass(eq=False)
class Member:
    guild: Guild = field(repr=False)
    user: User
    joined_at: datetime
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None
    timed_out_until: datetime | None = None

    @property
    def all_roles(self) -> list[Role]:
        return [self.guild.everyone, *self.roles]

    @property
    def top_role(self) -> Role:
        return max(self.all_roles, key=lambda role: (role.position, -role.id))

    @property
    def timed_out(self) -> bool:
        return self.timed_out_until is not None and self.timed_out_until > self.guild.world.time.now()


@dataclass(slots=True)
class Overwrite:
    """What a channel allows and denies one role (kind 0) or one member (kind 1)."""

    id: int
    kind: int
    allow: Permission = Permission.NONE
    deny: Permission = Permission.NONE


@dataclass(eq=False)
class Channel:
    """Any place with messages or with places in it; threads have a parent, private conversations recipients."""

    world: World = field(repr=False)
    id: int
    kind: Kind
    name: str = ""
    guild: Guild | None = field(default=None, repr=False)
    parent: Channel | None = field(default=None, repr=False)
    position: int = 0
    topic: str | None = None
    nsfw: bool = False
    slowmode: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict, repr=False)
    pins: dict[int, datetime] = field(default_factory=dict, repr=False)
    tags: list[JSON] = field(default_factory=list, repr=False)
    settings: JSON = field(default_factory=dict, repr=False)
    """Whatever else a client set and the simulator only remembers."""
    recipients: list[User] = field(default_factory=list)
    owner: User | None = None
    joined: dict[User, datetime] = field(default_factory=dict, repr=False)
    archived: bool = False
    archived_at: datetime | None = None
    locked: bool = False
    invitable: bool = True
    auto_archive: int = 1440
    applied_tags: list[int] = field(default_factory=list)
    gone: bool = False

    @property
    def is_thread(self) -> bool:
        return self.kind in THREADS

    @property
    def is_private_thread(self) -> bool:
        return self.kind is Kind.PRIVATE_THREAD

    @property
    def is_forum(self) -> bool:
        return self.kind in (Kind.FORUM, Kind.MEDIA)

    @property
    def threads(self) -> list[Channel]:
        return [each for each in self.world.channels.values() if each.is_thread and each.parent is self]

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    def public(self) -> list[Message]:
        """Without what only one person sees, oldest first."""
        return [message for message in self.messages.values() if message.only_for is None]


@dataclass(frozen=True, slots=True)
class Attachment:
    id: int
    filename: str
    content: bytes = field(repr=False)
    content_type: str
    description: str | None = None
    spoiler: bool = False
    ephemeral: bool = False


@dataclass(frozen=True, slots=True)
class Pinged:
    """Whom a message called: people by name, roles, everyone."""

    users: frozenset[User] = frozenset()
    roles: frozenset[Role] = frozenset()
    everyone: bool = False

    def people(self, guild: Guild) -> set[User]:
        """All of them who are there."""
        roles = [guild.everyone] if self.everyone else self.roles
        named = {user for user in self.users if user.id in guild.members}
        return named.union(*(role.members for role in roles))


@dataclass(eq=False)
class Message:
    """`text` is what a reader reads, one line each; `only_for` is the one person who sees an ephemeral message."""

    channel: Channel = field(repr=False)
    id: int
    author: User
    at: datetime
    content: str = ""
    embeds: list[JSON] = field(default_factory=list, repr=False)
    components: list[JSON] = field(default_factory=list, repr=False)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    nonce: str | int | None = None
    reply_to: Message | None = field(default=None, repr=False)
    edited_at: datetime | None = None
    allowed_mentions: JSON | None = None
    mentions: Pinged = field(default_factory=Pinged)
    """Whom it names now, as far as it may."""
    pinged: Pinged = field(default_factory=Pinged)
    """Whom it called when it was sent."""
    reactions: dict[str, dict[User, datetime]] = field(default_factory=dict)
    only_for: User | None = None
    through: Any = field(default=None, repr=False)
    """The interaction, or the webhook, that it was sent through."""
    name: str | None = None
    """The name a webhook speaks under."""
    thread: Channel | None = field(default=None, repr=False)
    gone: bool = False

    @property
    def lines(self) -> list[str]:
        return plain(self)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, in order."""
        return [str(button.get("label") or button["emoji"]["name"]) for button in buttons(self.components)]

    @property
    def pinned(self) -> bool:
        return self.id in self.channel.pins

    @property
    def ephemeral(self) -> bool:
        return self.only_for is not None

    @property
    def loading(self) -> bool:
        return bool(self.flags & LOADING)
