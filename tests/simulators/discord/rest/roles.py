"""Roles of a server: nobody changes or gives one that is not below their own highest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.discord import payloads
from tests.simulators.discord.call import Call, Routes
from tests.simulators.discord.events import Event
from tests.simulators.discord.model import Role, User
from tests.simulators.discord.permission import ALL, EVERYONE, Permission, in_guild, need_in_guild
from tests.simulators.discord.refusals import Form, Refused

if TYPE_CHECKING:
    from tests.simulators.discord.guild import Guild

P = Permission


def may_give(who: User, guild: Guild, role: Role) -> None:
    """MANAGE_ROLES, and a role below one's own; never @everyone, nor one that belongs to a bot."""
    member = need_in_guild(who, guild, P.MANAGE_ROLES)
    if role.is_everyone or role.managed_by is not None:
        raise Refused(50013)
    if guild.owner is not who and not member.top_role.is_above(role):
        raise Refused(50013)


def _role(call: Call, guild: Guild) -> Role:
    if (found := guild.roles.get(call.number("role_id"))) is None:
        raise Refused(10011)
    return found


def listing(call: Call) -> Any:
    return [payloads.role(role) for role in call.guild().roles.values()]


def get(call: Call) -> Any:
    return payloads.role(_role(call, call.guild()))


def create(call: Call) -> Any:
    """At the bottom, just above @everyone; with permissions that one has oneself."""
    guild, asked = call.guild(), call.body or {}
    member = need_in_guild(call.bot, guild, P.MANAGE_ROLES)
    _check(asked)
    if len(guild.roles) >= 250:
        raise Refused(30005)
    permissions = Permission(int(asked.get("permissions") or int(guild.everyone.permissions)) & int(ALL))
    if asked.get("permissions") is not None and permissions & ~in_guild(member):
        raise Refused(50013)
    if asked.get("permissions") is None:
        permissions = guild.everyone.permissions & EVERYONE
    role = guild.role(asked.get("name") or "new role", permissions=permissions)
    _set(role, asked)
    return payloads.role(role)


def change(call: Call) -> Any:
    guild, asked = call.guild(), call.body
    role = _role(call, guild)
    member = need_in_guild(call.bot, guild, P.MANAGE_ROLES)
    if guild.owner is not call.bot and not role.is_everyone and not member.top_role.is_above(role):
        raise Refused(50013)
    _check(asked)
    if asked.get("permissions") is not None:
        permissions = Permission(int(asked["permissions"]) & int(ALL))
        if (permissions ^ role.permissions) & ~in_guild(member):
            raise Refused(50013)
        role.permissions = permissions
    role.name = asked.get("name") or role.name
    _set(role, asked)
    _tell("GUILD_ROLE_UPDATE", guild, role)
    return payloads.role(role)


def delete(call: Call) -> Any:
    guild = call.guild()
    role = _role(call, guild)
    may_give(call.bot, guild, role)
    guild.delete_role(role)


def move(call: Call) -> Any:
    """Only roles below one's own, and to places below it."""
    guild = call.guild()
    member = need_in_guild(call.bot, guild, P.MANAGE_ROLES)
    wanted = {int(each["id"]): each.get("position") for each in call.body}
    if unknown := wanted.keys() - guild.roles.keys():
        raise Refused(10011, {"unknown": sorted(unknown)})
    for number, position in wanted.items():
        role = guild.roles[number]
        if position is None or position == role.position:
            continue
        if role.is_everyone or not member.top_role.is_above(role) or position >= member.top_role.position:
            raise Refused(50013)
        role.position = position
        _tell("GUILD_ROLE_UPDATE", guild, role)
    return [payloads.role(role) for role in guild.roles.values()]


def counts(call: Call) -> Any:
    return {str(role.id): len(role.members) for role in call.guild().roles.values() if not role.is_everyone}


def _check(asked: dict[str, Any]) -> None:
    form = Form()
    with form.at("name"):
        form.length(asked.get("name"), 100)
    with form.at("color"):
        form.between(asked.get("color"), 0, 0xFFFFFF)
    form.done()


def _set(role: Role, asked: dict[str, Any]) -> None:
    colors = asked.get("colors") or {}
    role.color = asked.get("color") or colors.get("primary_color") or role.color
    role.hoist = bool(asked.get("hoist", role.hoist))
    role.mentionable = bool(asked.get("mentionable", role.mentionable))


def _tell(name: str, guild: Guild, role: Role) -> None:
    guild.world.tell(Event(name, {"guild_id": str(guild.id), "role": payloads.role(role)}, guild))


ROUTES: Routes = {
    ("GET", "/guilds/{guild_id}/roles"): listing,
    ("POST", "/guilds/{guild_id}/roles"): create,
    ("PATCH", "/guilds/{guild_id}/roles"): move,
    ("GET", "/guilds/{guild_id}/roles/member-counts"): counts,
    ("GET", "/guilds/{guild_id}/roles/{role_id}"): get,
    ("PATCH", "/guilds/{guild_id}/roles/{role_id}"): change,
    ("DELETE", "/guilds/{guild_id}/roles/{role_id}"): delete,
}
