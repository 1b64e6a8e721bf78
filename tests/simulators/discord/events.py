"""What is told over the gateway, and which client hears it: by the server it serves and the intents it asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulators.discord.guild import Guild
    from tests.simulators.discord.model import Channel


class Intent(IntFlag):
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_INTEGRATIONS = 1 << 4
    GUILD_WEBHOOKS = 1 << 5
    GUILD_INVITES = 1 << 6
    GUILD_VOICE_STATES = 1 << 7
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16
    AUTO_MODERATION_CONFIGURATION = 1 << 20
    AUTO_MODERATION_EXECUTION = 1 << 21
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
"""Those that the application's owner must switch on first."""

LAST_BIT = 1 << 25
_NEEDED = {
    **dict.fromkeys(["GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE"], Intent.GUILDS),
    **dict.fromkeys(["GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE"], Intent.GUILDS),
    **dict.fromkeys(["CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "CHANNEL_PINS_UPDATE"], Intent.GUILDS),
    **dict.fromkeys(["THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "THREAD_LIST_SYNC"], Intent.GUILDS),
    "THREAD_MEMBER_UPDATE": Intent.GUILDS,
    "THREAD_MEMBERS_UPDATE": Intent.GUILD_MEMBERS,
    **dict.fromkeys(["GUILD_MEMBER_ADD", "GUILD_MEMBER_REMOVE", "GUILD_MEMBER_UPDATE"], Intent.GUILD_MEMBERS),
    **dict.fromkeys(["GUILD_BAN_ADD", "GUILD_BAN_REMOVE"], Intent.GUILD_MODERATION),
    "WEBHOOKS_UPDATE": Intent.GUILD_WEBHOOKS,
    "MESSAGE_CREATE": Intent.GUILD_MESSAGES,
    "MESSAGE_UPDATE": Intent.GUILD_MESSAGES,
    "MESSAGE_DELETE": Intent.GUILD_MESSAGES,
    "MESSAGE_DELETE_BULK": Intent.GUILD_MESSAGES,
    **dict.fromkeys(
        ["MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "MESSAGE_REACTION_REMOVE_ALL",
         "MESSAGE_REACTION_REMOVE_EMOJI"],
        Intent.GUILD_MESSAGE_REACTIONS,
    ),
    "TYPING_START": Intent.GUILD_MESSAGE_TYPING,
    **dict.fromkeys(
        ["GUILD_SCHEDULED_EVENT_CREATE", "GUILD_SCHEDULED_EVENT_UPDATE", "GUILD_SCHEDULED_EVENT_DELETE",
         "GUILD_SCHEDULED_EVENT_USER_ADD", "GUILD_SCHEDULED_EVENT_USER_REMOVE"],
        Intent.GUILD_SCHEDULED_EVENTS,
    ),
}  # fmt: skip
_DIRECT = {
    Intent.GUILDS: Intent.DIRECT_MESSAGES,
    Intent.GUILD_MESSAGES: Intent.DIRECT_MESSAGES,
    Intent.GUILD_MESSAGE_REACTIONS: Intent.DIRECT_MESSAGE_REACTIONS,
    Intent.GUILD_MESSAGE_TYPING: Intent.DIRECT_MESSAGE_TYPING,
}
_CONTENT = {"content": "", "embeds": [], "attachments": [], "components": []}


@dataclass(frozen=True, slots=True)
class Event:
    """`channel` must be visible to the bot; without a guild it goes to the first shard, as private messages do.

    `even_if_away` is for telling the bot that it was removed; `always` ignores intents (what concerns the bot itself).
    """

    name: str
    data: dict[str, Any]
    guild: Guild | None = None
    channel: Channel | None = None
    even_if_away: bool = False
    always: bool = False


def wanted(event: Event, intents: Intent) -> bool:
    """Whether a client with these intents is told; any one of the intents listed for an event is enough."""
    needed = _NEEDED.get(event.name)
    if needed is None or event.always:
        return True
    if event.guild is None:
        needed = _DIRECT.get(needed, needed)
    return bool(needed & intents)


def without_content(message: dict[str, Any], bot: int) -> dict[str, Any]:
    """A message as a client without MESSAGE_CONTENT gets it: empty, unless it is its own, private, or calls the bot."""
    own = message.get("author", {}).get("id") == str(bot)
    calls = any(user["id"] == str(bot) for user in message.get("mentions", []))
    if "content" not in message or own or calls or "guild_id" not in message:
        return message
    stripped = message | _CONTENT
    if stripped.get("referenced_message"):
        inner = stripped["referenced_message"] | {"guild_id": message["guild_id"]}
        stripped["referenced_message"] = without_content(inner, bot)
    return stripped
