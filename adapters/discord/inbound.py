"""What Discord tells, as the engine understands it; the only place besides `commands` that reads Discord's payloads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import discord

from adapters.discord.commands import used
from adapters.discord.render import token_of
from bot.chat.address import Account, Place, Posted
from bot.chat.inbound import Actor, ButtonPressed, CommandUsed, FormSent, ShortcutUsed, Upload

PLATFORM = "discord"
Interaction = discord.Interaction[Any]


def account_of(user: int | str) -> Account:
    """Accounts are bound to no server: one person is the same in all of them."""
    return Account(PLATFORM, "", str(user))


def place_of(guild: int | str, channel: int | str) -> Place:
    return Place(PLATFORM, str(guild), str(channel))


def actor_of(user: discord.abc.User | discord.Object, *, guild: int | None, locale: str = "") -> Actor:
    """Discord tells a language with interactions only, and never a time zone; of some people it tells the id alone."""
    name = "" if isinstance(user, discord.Object) else user.display_name
    made = discord.utils.snowflake_time(user.id)
    return Actor(account_of(user.id), name, locale, "", str(guild) if guild else "", made)


def who(it: Interaction) -> Actor:
    return actor_of(it.user, guild=it.guild_id, locale=str(it.locale.value))


def where(it: Interaction) -> Place | None:
    """The channel, or of a thread the channel it hangs on; None in private messages."""
    if it.guild_id is None or it.channel_id is None:
        return None
    parent = it.channel.parent_id if isinstance(it.channel, discord.Thread) else None
    return place_of(it.guild_id, parent or it.channel_id)


def data(it: Interaction) -> Mapping[str, Any]:
    """What Discord sent with it."""
    return cast(Mapping[str, Any], it.data or {})


def event(it: Interaction) -> str:
    return f"interaction:{it.id}"


def command_used(it: Interaction) -> CommandUsed | ShortcutUsed:
    """A command with its typed options, or an entry of a message's menu."""
    if data(it).get("type") == discord.AppCommandType.message.value:
        return _shortcut(it)
    name, arguments, people = used(data(it))
    named = tuple(_named(each, it.guild_id) for each in people)
    return CommandUsed(event(it), who(it), where(it), name, arguments=arguments, named=named)


def managed_role(it: Interaction) -> str:
    """The name of a role among the arguments that belongs to a bot or a service, "" when none does."""
    roles = data(it).get("resolved", {}).get("roles", {}).values()
    return next((str(each["name"]) for each in roles if each.get("managed")), "")


def _named(raw: Mapping[str, Any], guild: int | None) -> Actor:
    """Somebody chosen as an argument, whether or not they ever wrote to us."""
    name = str(raw.get("global_name") or raw.get("username") or raw["id"])
    made = discord.utils.snowflake_time(int(raw["id"]))
    return Actor(account_of(raw["id"]), name, workspace=str(guild) if guild and "member" in raw else "", made=made)


def _shortcut(it: Interaction) -> ShortcutUsed:
    chosen = data(it)
    target = str(chosen.get("target_id", ""))
    found = chosen.get("resolved", {}).get("messages", {}).get(target, {})
    author = found.get("author", {}).get("id")
    place = where(it)
    return ShortcutUsed(
        event(it), who(it), place, str(chosen.get("name", "")), _posted(it, place, target),
        str(found.get("content", "")), account_of(author) if author else None,
    )  # fmt: skip


def pressed(it: Interaction, custom_id: str) -> ButtonPressed:
    chosen = data(it).get("values")
    value = str(chosen[0]) if isinstance(chosen, list) and chosen else ""
    place = where(it)
    message = _posted(it, place, str(it.message.id)) if it.message else None
    return ButtonPressed(event(it), who(it), place, token_of(custom_id), value, message)


def sent(
    it: Interaction, token: str, values: Mapping[str, str], files: Mapping[str, Upload] | None = None
) -> FormSent:
    return FormSent(event(it), who(it), where(it), token, dict(values), dict(files or {}))


def _posted(it: Interaction, place: Place | None, message: str) -> Posted:
    return Posted(place if place is not None else account_of(it.user.id), message)
