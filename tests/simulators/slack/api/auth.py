"""Who am I, where am I, and where do I connect: auth.test, team.info, bots.info, apps.connections.open."""

from __future__ import annotations

from tests.simulators.slack.api.door import ApiError, Call, method
from tests.simulators.slack.world import Payload


@method("auth.test", tier=4)
def auth_test(call: Call) -> Payload:
    world = call.world
    return {
        "url": f"https://{world.domain}.slack.com/", "team": world.name, "user": world.bot.name,
        "team_id": world.team_id, "user_id": world.bot.id, "bot_id": world.bot.bot_id, "is_enterprise_install": False,
    }  # fmt: skip


@method("apps.connections.open", tier=3, token="app")
def apps_connections_open(call: Call) -> Payload:
    slack = call.slack
    return {
        "url": f"{slack.url.replace('http', 'ws', 1)}/link/?ticket={slack.sockets.ticket()}&app_id={call.world.app_id}"
    }


@method("team.info", "team:read", tier=3)
def team_info(call: Call) -> Payload:
    world = call.world
    if call.has("team") and call.text("team") != world.team_id:
        raise ApiError("team_not_found")
    return {
        "team": {
            "id": world.team_id, "name": world.name, "domain": world.domain, "email_domain": "", "icon": {},
            "url": f"https://{world.domain}.slack.com/",
        }
    }  # fmt: skip


@method("bots.info", "users:read", tier=3)
def bots_info(call: Call) -> Payload:
    bot = call.world.bot
    if call.text("bot", bot.bot_id) != bot.bot_id:
        raise ApiError("bot_not_found")
    about = {"id": bot.bot_id, "deleted": False, "name": call.slack.app.name, "updated": bot.updated, "icons": {}}
    return {"bot": {**about, "app_id": call.world.app_id, "user_id": bot.id}}
