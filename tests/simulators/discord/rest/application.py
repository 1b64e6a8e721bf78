"""The application itself, its user, and where the gateway is."""

from __future__ import annotations

from typing import Any

from tests.simulators.discord import payloads
from tests.simulators.discord.call import Call, Routes
from tests.simulators.discord.gateway import application_flags
from tests.simulators.discord.permission import in_guild
from tests.simulators.discord.refusals import Refused


def me(call: Call) -> Any:
    return payloads.me(call.bot)


def user(call: Call) -> Any:
    return payloads.user(call.world.somebody(call.number("user_id")))


def application(call: Call) -> Any:
    world = call.world
    return {
        "id": str(world.application_id), "name": world.bot.name, "icon": None, "description": "", "summary": "",
        "type": None, "bot": payloads.user(world.bot), "bot_public": True, "bot_require_code_grant": False,
        "verify_key": "0" * 64, "flags": application_flags(world),
        "flags_new": str(application_flags(world)), "hook": True, "is_monetized": False,
        "owner": payloads.user(world.bot), "team": None, "redirect_uris": [], "rpc_origins": [], "tags": [],
        "interactions_endpoint_url": None, "role_connections_verification_url": None, "integration_types_config": {},
        "approximate_guild_count": sum(world.bot.id in guild.members for guild in world.guilds.values()),
        "approximate_user_install_count": 0, "approximate_user_authorization_count": 0, "explicit_content_filter": 0,
        "event_webhooks_status": 1, "event_webhooks_types": [], "eligible_oauth2_scopes": [],
    }  # fmt: skip


def gateway(call: Call) -> Any:
    return {"url": call.discord.gateway.url}


def gateway_bot(call: Call) -> Any:
    limit = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": call.discord.gateway.url, "shards": call.discord.gateway.shards, "session_start_limit": limit}


def my_guilds(call: Call) -> Any:
    mine = [guild for guild in call.world.guilds.values() if call.bot.id in guild.members]
    after = int(call.query.get("after", 0))
    return [
        {
            "id": str(guild.id), "name": guild.name, "icon": None, "banner": None, "owner": False, "features": [],
            "permissions": str(int(in_guild(guild.member(call.bot)))),
        }
        for guild in sorted(mine, key=lambda each: each.id)
        if guild.id > after
    ][: call.limit(200, 200)]  # fmt: skip


def leave_guild(call: Call) -> Any:
    call.guild().remove_bot()


def open_direct(call: Call) -> Any:
    """The private conversation, closed or not: whether it can be written in shows only then."""
    person = call.world.users.get(int(call.body.get("recipient_id") or 0))
    if person is None or person is call.bot:
        raise Refused(50033)
    if person.bot:
        raise Refused(50007)
    return payloads.channel(call.world.direct(person, call.bot))


ROUTES: Routes = {
    ("GET", "/users/@me"): me,
    ("GET", "/users/{user_id}"): user,
    ("GET", "/users/@me/guilds"): my_guilds,
    ("DELETE", "/users/@me/guilds/{guild_id}"): leave_guild,
    ("POST", "/users/@me/channels"): open_direct,
    ("GET", "/applications/@me"): application,
    ("GET", "/oauth2/applications/@me"): application,
    ("GET", "/gateway"): gateway,
    ("GET", "/gateway/bot"): gateway_bot,
}
