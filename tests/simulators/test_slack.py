"""The simulated Slack, seen through a plain bolt app: what Slack enforces is enforced by it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulators.slack import Slack, simulated_slack

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Palabre"},
    "features": {
        "bot_user": {"display_name": "palabre"},
        "slash_commands": [{"command": "/community", "description": "Communities", "usage_hint": "join climate"}],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "channels:read", "channels:history"]}},
    "settings": {"socket_mode_enabled": True, "interactivity": {"is_enabled": True}},
}


@asynccontextmanager
async def connected(slack: Slack, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, slack.app_token)
    await handler.connect_async()
    await slack.until(lambda: slack.sockets.connections)
    try:
        yield handler
    finally:
        await handler.close_async()


def bolt(slack: Slack) -> AsyncApp:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    return AsyncApp(client=client, process_before_response=True)


async def test_a_command_opens_a_form_and_the_form_posts() -> None:
    async with simulated_slack(MANIFEST) as slack:
        app = bolt(slack)

        @app.command("/community")
        async def ask(ack: Any, command: Any, client: Any) -> None:
            await client.views_open(
                trigger_id=command["trigger_id"],
                view={
                    "type": "modal", "callback_id": "join", "title": {"type": "plain_text", "text": "Join"},
                    "submit": {"type": "plain_text", "text": "Send"}, "private_metadata": command["channel_id"],
                    "blocks": [],
                },
            )  # fmt: skip
            await ack()

        @app.view("join")
        async def joined(ack: Any, view: Any, client: Any) -> None:
            await client.chat_postMessage(channel=view["private_metadata"], text="Amina asks to join")
            await ack()

        amina = slack.team.user("Amina")
        climate = slack.team.channel("climate", members=[amina])
        async with connected(slack, app):
            await amina.types("/community join climate", climate)
            assert amina.modal is not None
            await amina.submits({})
            assert amina.modal is None
        assert [each.text for each in amina.sees(climate)] == ["Amina asks to join"]
