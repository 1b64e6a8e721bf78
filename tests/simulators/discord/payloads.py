"""How Discord writes things down: the JSON objects of its documents, built from the world as it is now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from tests.simulators.discord import permission
from tests.simulators.discord.model import HAS_THREAD, JSON, Attachment, Channel, Kind, Member, Message, Role, User

if TYPE_CHECKING:
    from tests.simulators.discord.guild import Guild
    from tests.simulators.discord.scheduled import ScheduledEvent

MAX_FILE = 10 * 1024 * 1024


def when(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="microseconds")


def user(who: User, *, name: str | None = None) -> JSON:
    return {
        "id": str(who.id), "username": name or who.handle, "discriminator": "0000" if who.bot else "0",
        "global_name": None if who.bot else who.name, "avatar": None, "avatar_decoration_data": None, "banner": None,
        "accent_color": None, "public_flags": 0, "flags": 0, "clan": None, "primary_guild": None, "collectibles": None,
    } | ({"bot": True} if who.bot else {})  # fmt: skip


def me(who: User) -> JSON:
    own = {"verified": True, "email": None, "mfa_enabled": True, "locale": who.locale, "premium_type": 0}
    return user(who) | own | {"bio": ""}


def member(who: Member, *, with_user: bool = True) -> JSON:
    found = {
        "nick": who.nick, "avatar": None, "banner": None, "roles": [str(role.id) for role in who.roles],
        "joined_at": when(who.joined_at), "premium_since": None, "deaf": False, "mute": False, "flags": 0,
        "pending": False, "communication_disabled_until": when(who.timed_out_until), "unusual_dm_activity_until": None,
    }  # fmt: skip
    return found | ({"user": user(who.user)} if with_user else {})


def role(which: Role) -> JSON:
    tags = {"tags": {"bot_id": str(which.managed_by.id)}} if which.managed_by else {}
    colors = {"primary_color": which.color, "secondary_color": None, "tertiary_color": None}
    return {
        "id": str(which.id), "name": which.name, "description": None, "permissions": str(int(which.permissions)),
        "position": which.position, "color": which.color, "colors": colors, "hoist": which.hoist,
        "managed": which.managed_by is not None, "mentionable": which.mentionable, "icon": None,
        "unicode_emoji": None, "flags": 0,
    } | tags  # fmt: skip


def new_tag(tag_id: int, asked: JSON) -> JSON:
    emoji = {"emoji_id": asked.get("emoji_id"), "emoji_name": asked.get("emoji_name")}
    return {"id": str(tag_id), "name": asked["name"], "moderated": bool(asked.get("moderated"))} | emoji


def channel(which: Channel) -> JSON:
    if which.is_thread:
        return thread(which)
    last = next(reversed(which.messages), None)
    found: JSON = {"id": str(which.id), "type": int(which.kind), "flags": which.settings.get("flags", 0)}
    if which.kind is Kind.DIRECT:
        others = [user(each) for each in which.recipients if not each.bot]
        return found | {"last_message_id": last and str(last), "recipients": others}
    assert which.guild is not None
    found |= {
        "guild_id": str(which.guild.id), "name": which.name, "position": which.position, "nsfw": which.nsfw,
        "parent_id": str(which.parent.id) if which.parent else None,
        "permission_overwrites": [
            {"id": str(o.id), "type": o.kind, "allow": str(int(o.allow)), "deny": str(int(o.deny))}
            for o in which.overwrites.values()
        ],
    }  # fmt: skip
    if which.kind is Kind.CATEGORY:
        return found
    pinned = max(which.pins.values(), default=None)
    found |= {"topic": which.topic, "rate_limit_per_user": which.slowmode, "last_message_id": last and str(last)}
    found |= {"last_pin_timestamp": when(pinned)}
    if duration := which.settings.get("default_auto_archive_duration"):
        found["default_auto_archive_duration"] = duration
    if which.kind in (Kind.VOICE, Kind.STAGE):
        found |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None, "video_quality_mode": 1}
    if which.is_forum:
        found |= {
            "available_tags": which.tags, "default_reaction_emoji": None, "default_sort_order": None,
            "default_forum_layout": 0, "default_thread_rate_limit_per_user": 0, "template": "",
        }  # fmt: skip
    return found


def thread(which: Channel) -> JSON:
    """With the bot's own membership, if it is in it."""
    assert which.guild is not None
    assert which.parent is not None
    bot, count = which.world.bot, len(which.public())
    last = next(reversed(which.messages), None)
    changed = which.archived_at or made_at(which)
    return {
        "id": str(which.id), "type": int(which.kind), "guild_id": str(which.guild.id), "name": which.name,
        "parent_id": str(which.parent.id), "owner_id": str(which.owner.id) if which.owner else None,
        "last_message_id": last and str(last), "message_count": count, "total_message_sent": count,
        "member_count": min(50, len(which.joined)), "rate_limit_per_user": which.slowmode,
        "flags": which.settings.get("flags", 0), "applied_tags": [str(tag) for tag in which.applied_tags],
        "last_pin_timestamp": when(max(which.pins.values(), default=None)),
        "thread_metadata": {
            "archived": which.archived, "archive_timestamp": when(changed), "locked": which.locked,
            "auto_archive_duration": which.auto_archive,
            "create_timestamp": when(made_at(which)),
        } | ({"invitable": which.invitable} if which.is_private_thread else {}),
    } | ({"member": thread_member(which, bot)} if bot in which.joined else {})  # fmt: skip


def made_at(which: Channel) -> datetime:
    """When it was made, read from its number."""
    return which.world.made_at(which.id)


def thread_member(which: Channel, who: User) -> JSON:
    return {"id": str(which.id), "user_id": str(who.id), "join_timestamp": when(which.joined[who]), "flags": 0}


def guild(which: Guild) -> JSON:
    """Without members, channels and threads, which only the gateway sends."""
    return {
        "id": str(which.id), "name": which.name, "icon": None, "icon_hash": None, "splash": None,
        "discovery_splash": None, "owner_id": str(which.owner.id), "region": "deprecated", "afk_channel_id": None,
        "afk_timeout": 300, "widget_enabled": False, "widget_channel_id": None, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "features": [], "mfa_level": 0,
        "roles": [role(each) for each in which.roles.values()], "emojis": [], "stickers": [],
        "application_id": None, "system_channel_id": None, "system_channel_flags": 0, "rules_channel_id": None,
        "max_presences": None, "max_members": 500000, "vanity_url_code": None, "description": None, "banner": None,
        "premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": which.locale,
        "public_updates_channel_id": None, "max_video_channel_users": 25, "max_stage_video_channel_users": 50,
        "nsfw": False, "nsfw_level": 0, "premium_progress_bar_enabled": False, "safety_alerts_channel_id": None,
        "incidents_data": None, "home_header": None, "hub_type": None, "latest_onboarding_question_id": None,
    }  # fmt: skip


def guild_create(which: Guild, members: Iterable[Member], *, large: bool, new: bool) -> JSON:
    """`unavailable` is False on a return and at the start, and missing for a server the bot was just added to."""
    bot = which.members[which.world.bot.id]
    threads = [
        thread(each)
        for place in which.channels.values()
        for each in place.threads
        if not each.archived and permission.may_view(bot.user, each)
    ]
    whole = guild(which) | {
        "joined_at": when(bot.joined_at), "large": large, "member_count": len(which.members),
        "members": [member(each) for each in members], "channels": [channel(c) for c in which.channels.values()],
        "threads": threads, "voice_states": [], "presences": [], "stage_instances": [],
        "guild_scheduled_events": [scheduled_event(each) for each in which.scheduled.values() if each.open],
        "soundboard_sounds": [],
    }  # fmt: skip
    return whole | ({} if new else {"unavailable": False})


def scheduled_event(which: ScheduledEvent) -> JSON:
    return {
        "id": str(which.id), "guild_id": str(which.guild.id), "name": which.name,
        "description": which.description or None, "channel_id": None, "creator_id": str(which.creator.id),
        "creator": user(which.creator), "image": None, "scheduled_start_time": when(which.starts),
        "scheduled_end_time": when(which.ends), "status": int(which.status), "entity_type": 3, "entity_id": None,
        "recurrence_rule": None, "privacy_level": 2, "guild_scheduled_event_exceptions": [],
        "entity_metadata": {"location": which.location},
    }  # fmt: skip


def interested(event: ScheduledEvent, who: User) -> JSON:
    return {"guild_scheduled_event_id": str(event.id), "user_id": str(who.id), "response": 1, "user": user(who)}


def attachment(which: Attachment, place: Channel) -> JSON:
    url = place.world.file_url(place, which)
    shown = {"description": which.description} if which.description is not None else {}
    hidden = {"ephemeral": True} if which.ephemeral else {}
    return {
        "id": str(which.id), "filename": which.filename, "size": len(which.content), "url": url, "proxy_url": url,
        "content_type": which.content_type, "content_scan_version": 0, "flags": 0,
    } | shown | hidden  # fmt: skip


def message(which: Message, *, inner: bool = False) -> JSON:
    """As REST sends it; `inner` leaves out the message it answers."""
    place, bot = which.channel, which.channel.world.bot
    called = sorted(which.mentions.users, key=lambda each: each.id)
    found: JSON = {
        "id": str(which.id), "channel_id": str(place.id), "author": user(which.author, name=which.name),
        "content": which.content, "timestamp": when(which.at), "edited_timestamp": when(which.edited_at),
        "tts": False, "mention_everyone": which.mentions.everyone, "mentions": [user(each) for each in called],
        "mention_roles": [str(each.id) for each in which.mentions.roles], "mention_channels": [],
        "attachments": [attachment(each, place) for each in which.attachments], "embeds": which.embeds,
        "components": which.components, "pinned": which.pinned, "type": which.kind, "flags": flags(which),
    }  # fmt: skip
    if which.reactions:
        found["reactions"] = [reaction(key, list(people), bot) for key, people in which.reactions.items()]
    if which.reply_to is not None:
        reference = {"type": 0, "channel_id": str(which.reply_to.channel.id), "message_id": str(which.reply_to.id)}
        found["message_reference"] = reference | guild_id(place)
        if not inner:
            found["referenced_message"] = None if which.reply_to.gone else message(which.reply_to, inner=True)
    if which.thread is not None and not which.thread.gone:
        found["thread"] = thread(which.thread)
    if which.through is not None:
        found |= which.through.on_message(which)
    return found


def nonce(which: Message) -> JSON:
    """Told once, to whoever sent it and in the event; Discord keeps it with no message."""
    return {} if which.nonce is None else {"nonce": which.nonce}


def flags(which: Message) -> int:
    """With the mark of a message that has a thread."""
    return which.flags | (HAS_THREAD if which.thread is not None and not which.thread.gone else 0)


def guild_id(place: Channel) -> JSON:
    return {"guild_id": str(place.guild.id)} if place.guild else {}


def message_event(which: Message) -> JSON:
    """As the gateway sends it: with the server and the author's membership, neither for ephemeral messages.

    Discord sends those as if they were private (its issue 4557): to the first shard, under the intent for private ones.
    """
    if which.only_for is not None:
        return message(which)
    found = message(which) | guild_id(which.channel) | {"channel_type": int(which.channel.kind)}
    if which.channel.guild:
        members = which.channel.guild.members
        if which.author.id in members:
            found["member"] = member(members[which.author.id], with_user=False)
        for called in found["mentions"]:
            if who := members.get(int(called["id"])):
                called["member"] = member(who, with_user=False)
    return found


def emoji(key: str) -> JSON:
    """From how it is written in addresses: the sign itself, or `name:number` for a server's own."""
    name, _, number = key.partition(":")
    return {"id": number or None, "name": name, "animated": False} if number else {"id": None, "name": name}


def reaction(key: str, people: list[User], bot: User) -> JSON:
    count = {"count": len(people), "count_details": {"burst": 0, "normal": len(people)}, "burst_colors": []}
    return count | {"me": bot in people, "me_burst": False, "emoji": emoji(key)}
