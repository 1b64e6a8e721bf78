"""A server, its members and bans."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.simulators.discord import payloads
from tests.simulators.discord.call import Call, Routes
from tests.simulators.discord.events import Intent
from tests.simulators.discord.model import Member
from tests.simulators.discord.permission import Permission, above, need_in_guild
from tests.simulators.discord.refusals import Form, Refused
from tests.simulators.discord.rest.roles import may_give

if TYPE_CHECKING:
    from tests.simulators.discord.guild import Guild

P = Permission


def get(call: Call) -> Any:
    guild = call.guild()
    counts = {"approximate_member_count": len(guild.members), "approximate_presence_count": 1}
    return payloads.guild(guild) | (counts if call.flag("with_counts") else {})


def change(call: Call) -> Any:
    guild = call.guild()
    need_in_guild(call.bot, guild, P.MANAGE_GUILD)
    form = Form()
    with form.at("name"):
        form.length(call.body.get("name"), 100, least=2)
    form.done()
    guild.name = call.body.get("name", guild.name)
    data = payloads.guild(guild)
    call.world.tell_guild_changed(guild, data)
    return data


# Members.


def _member(call: Call, guild: Guild) -> Member:
    """An account that never existed is unknown, one that is elsewhere is no member."""
    number = call.number("user_id")
    if number not in guild.members:
        raise Refused(10007 if number in call.world.users else 10013)
    return guild.members[number]


def member(call: Call) -> Any:
    return payloads.member(_member(call, call.guild()))


def members(call: Call) -> Any:
    """By number, a page of at most a thousand; only for applications with the privileged intent."""
    guild = call.guild()
    if not Intent.GUILD_MEMBERS & call.world.privileged:
        raise Refused(50001)
    after = int(call.query.get("after", 0))
    found = sorted((each for each in guild.members.values() if each.user.id > after), key=lambda each: each.user.id)
    return [payloads.member(each) for each in found[: call.limit(1, 1000)]]


def search(call: Call) -> Any:
    start = call.query.get("query", "").lower()
    found = [m for m in call.guild().members.values() if (m.nick or m.user.name).lower().startswith(start)]
    return [payloads.member(each) for each in found[: call.limit(1, 1000)]]


def change_member(call: Call) -> Any:
    guild = call.guild()
    who, asked = _member(call, guild), call.body
    mine = guild.member(call.bot)
    if "nick" in asked:
        need_in_guild(call.bot, guild, P.CHANGE_NICKNAME if who is mine else P.MANAGE_NICKNAMES)
    if "communication_disabled_until" in asked:
        need_in_guild(call.bot, guild, P.MODERATE_MEMBERS)
    if who is not mine and asked.keys() & {"nick", "communication_disabled_until"} and not above(mine, who):
        raise Refused(50013)
    if asked.get("roles") is not None:
        wanted = [_role(guild, number) for number in asked["roles"]]
        for role in {*wanted} ^ {*who.roles}:
            may_give(call.bot, guild, role)
        who.roles = wanted
    who.nick = asked.get("nick", who.nick) or None
    if "communication_disabled_until" in asked:
        until = asked["communication_disabled_until"]
        who.timed_out_until = until and datetime.fromisoformat(until)
    call.world.tell_member(who)
    return payloads.member(who)


def change_me(call: Call) -> Any:
    guild = call.guild()
    need_in_guild(call.bot, guild, P.CHANGE_NICKNAME)
    mine = guild.member(call.bot)
    mine.nick = call.body.get("nick", mine.nick) or None
    call.world.tell_member(mine)
    return payloads.member(mine)


def _role(guild: Guild, number: object) -> Any:
    if (found := guild.roles.get(int(str(number)))) is None:
        raise Refused(10011)
    return found


def add_role(call: Call) -> Any:
    guild = call.guild()
    who, role = _member(call, guild), _role(guild, call.path["role_id"])
    may_give(call.bot, guild, role)
    guild.give(who.user, role)


def take_role(call: Call) -> Any:
    guild = call.guild()
    who, role = _member(call, guild), _role(guild, call.path["role_id"])
    may_give(call.bot, guild, role)
    if role in who.roles:
        guild.take(who.user, role)


def kick(call: Call) -> Any:
    guild = call.guild()
    need_in_guild(call.bot, guild, P.KICK_MEMBERS)
    who = _member(call, guild)
    if not above(guild.member(call.bot), who):
        raise Refused(50013)
    guild.leave(who.user)


# Bans.


def bans(call: Call) -> Any:
    guild = call.guild()
    need_in_guild(call.bot, guild, P.BAN_MEMBERS)
    return [{"reason": None, "user": payloads.user(each)} for each in guild.banned.values()]


def ban(call: Call) -> Any:
    guild = call.guild()
    need_in_guild(call.bot, guild, P.BAN_MEMBERS)
    person = call.world.somebody(call.number("user_id"))
    if person.id in guild.members and not above(guild.member(call.bot), guild.member(person)):
        raise Refused(50013)
    guild.ban(person)


def unban(call: Call) -> Any:
    guild = call.guild()
    need_in_guild(call.bot, guild, P.BAN_MEMBERS)
    if (person := guild.banned.get(call.number("user_id"))) is None:
        raise Refused(10026)
    guild.unban(person)


def get_ban(call: Call) -> Any:
    guild = call.guild()
    need_in_guild(call.bot, guild, P.BAN_MEMBERS)
    if (person := guild.banned.get(call.number("user_id"))) is None:
        raise Refused(10026)
    return {"reason": None, "user": payloads.user(person)}


_GUILD = "/guilds/{guild_id}"
ROUTES: Routes = {
    ("GET", _GUILD): get,
    ("PATCH", _GUILD): change,
    ("GET", _GUILD + "/members"): members,
    ("GET", _GUILD + "/members/search"): search,
    ("PATCH", _GUILD + "/members/@me"): change_me,
    ("GET", _GUILD + "/members/{user_id}"): member,
    ("PATCH", _GUILD + "/members/{user_id}"): change_member,
    ("DELETE", _GUILD + "/members/{user_id}"): kick,
    ("PUT", _GUILD + "/members/{user_id}/roles/{role_id}"): add_role,
    ("DELETE", _GUILD + "/members/{user_id}/roles/{role_id}"): take_role,
    ("GET", _GUILD + "/bans"): bans,
    ("GET", _GUILD + "/bans/{user_id}"): get_ban,
    ("PUT", _GUILD + "/bans/{user_id}"): ban,
    ("DELETE", _GUILD + "/bans/{user_id}"): unban,
}
