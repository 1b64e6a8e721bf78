"""A plain bolt app for the simulated Slack: a command, cards, forms, a Home, shortcuts and mentions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulators.slack import Slack

SCOPES = """app_mentions:read channels:history channels:join channels:manage channels:read chat:write
    chat:write.public commands files:read files:write groups:history groups:read groups:write im:history im:read
    im:write pins:read pins:write reactions:read reactions:write team:read
    users:read""".split()  # noqa: SIM905 - a list of words

EVENTS = """app_home_opened app_mention channel_archive channel_created channel_rename channel_unarchive group_left
    channel_left member_joined_channel member_left_channel message.channels message.groups message.im reaction_added
    reaction_removed team_join user_change""".split()  # noqa: SIM905 - a list of words


LISTENS_TO = [each for each in EVENTS if "." not in each and each not in ("app_home_opened", "app_mention")]


def manifest(**changes: Any) -> dict[str, Any]:
    """The tea round's; `scopes`, `events`, `socket` and `app_home` may be other ones."""
    return {
        "display_information": {"name": "Tea round"},
        "features": {
            "bot_user": {"display_name": "tea", "always_online": True},
            "app_home": changes.get("app_home", {"home_tab_enabled": True, "messages_tab_read_only_enabled": False}),
            "slash_commands": [{"command": "/tea", "description": "Tea", "url": "https://tea.example/slack/events"}],
            "shortcuts": [
                {"name": "Order tea", "type": "global", "callback_id": "order", "description": "Order tea"},
                {"name": "Quote this", "type": "message", "callback_id": "quote", "description": "Quote a message"},
            ],
        },
        "oauth_config": {"scopes": {"bot": changes.get("scopes", SCOPES)}},
        "settings": {
            "event_subscriptions": {
                "bot_events": changes.get("events", EVENTS), "request_url": "https://tea.example/slack/events",
            },
            "interactivity": {"is_enabled": True, "request_url": "https://tea.example/slack/events"},
            "socket_mode_enabled": changes.get("socket", True),
        },
    }  # fmt: skip


def client_of(slack: Slack) -> AsyncWebClient:
    """Without the SDK's own retries, which post a message twice when only its answer was lost."""
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


CARD: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Tea* for <!date^1795000000^{date_short}|3 Nov>?"}},
    {
        "type": "actions", "block_id": "choice",
        "elements": [
            {"type": "button", "action_id": "yes", "text": plain("Yes & please"), "value": "yes:1"},
            {"type": "button", "action_id": "ask", "text": plain("Ask me")},
            {
                "type": "static_select", "action_id": "kind", "placeholder": plain("Which tea"),
                "options": [{"text": plain("Green"), "value": "g"}, {"text": plain("Black"), "value": "b"}],
            },
            {
                "type": "overflow", "action_id": "more",
                "options": [{"text": plain("Forget it"), "value": "x"}, {"text": plain("Later"), "value": "l"}],
            },
        ],
    },
]  # fmt: skip

FORM: dict[str, Any] = {
    "type": "modal", "callback_id": "order", "title": plain("Order"), "submit": plain("Send"), "notify_on_close": True,
    "blocks": [
        {
            "type": "input", "block_id": "why", "label": plain("Why"),
            "element": {"type": "plain_text_input", "action_id": "text", "min_length": 3},
        },
        {
            "type": "input", "block_id": "with", "label": plain("With"), "optional": True,
            "element": {
                "type": "checkboxes", "action_id": "boxes",
                "options": [{"text": plain("Milk"), "value": "m"}, {"text": plain("Sugar"), "value": "s"}],
            },
        },
        {
            "type": "input", "block_id": "who", "label": plain("For whom"), "optional": True,
            "element": {"type": "users_select", "action_id": "user"},
        },
    ],
}  # fmt: skip


PARCEL: dict[str, Any] = {
    "type": "modal", "callback_id": "parcel", "title": plain("Parcel"), "submit": plain("Send"), "clear_on_close": True,
    "blocks": [
        {
            "type": "input", "block_id": "brand", "label": plain("Brand"),
            "element": {"type": "external_select", "action_id": "brand", "min_query_length": 1},
        },
        {
            "type": "input", "block_id": "day", "label": plain("Day"),
            "element": {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-03"},
        },
        {
            "type": "input", "block_id": "bill", "label": plain("Bill"), "optional": True,
            "element": {"type": "file_input", "action_id": "bill", "filetypes": ["pdf"]},
        },
        {
            "type": "input", "block_id": "where", "label": plain("Where"), "optional": True,
            "element": {"type": "conversations_select", "action_id": "where", "response_url_enabled": True},
        },
    ],
}  # fmt: skip


class TeaRound:
    """`heard` is what reached it, in the order of arrival; `silent` makes it acknowledge nothing."""

    def __init__(self, slack: Slack, **options: Any) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.silent = False
        self.client = client_of(slack)
        self.app = AsyncApp(client=self.client, process_before_response=True, **options)
        _commands(self)
        _forms(self)
        _events(self)

    def events(self, kind: str) -> list[Any]:
        return [body for what, body in self.heard if what == kind]


def _commands(tea: TeaRound) -> None:
    app, client = tea.app, tea.client

    @app.command("/tea")
    async def command(ack: Any, command: dict[str, Any], respond: Any) -> None:
        tea.heard.append(("command", command))
        if tea.silent:
            return
        if command["text"] == "card":
            await client.chat_postMessage(channel=command["channel_id"], text="Tea?", blocks=CARD)
            await ack()
        elif command["text"] == "parcel":
            await client.views_open(trigger_id=command["trigger_id"], view=PARCEL)
            await ack()
        elif command["text"] == "form":
            await client.views_open(trigger_id=command["trigger_id"], view=FORM)
            await ack()
        elif command["text"] == "later":
            await ack()
            await respond("It is ready.")
        else:
            await ack(f"You said: {command['text']}")

    @app.action("yes")
    async def yes(ack: Any, body: dict[str, Any], respond: Any) -> None:
        tea.heard.append(("yes", body))
        if not tea.silent:
            await ack()
            await respond(text=f"{body['user']['name']} takes tea", replace_original=True)

    @app.action("ask")
    async def ask(ack: Any, body: dict[str, Any]) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @app.action("kind")
    @app.action("more")
    async def chosen(ack: Any, action: dict[str, Any], respond: Any) -> None:
        tea.heard.append(("chosen", action["selected_option"]["value"]))
        await ack()
        await respond(text="Noted.", response_type="ephemeral", replace_original=False)


def _forms(tea: TeaRound) -> None:
    app, client = tea.app, tea.client

    @app.view("order")
    async def sent(ack: Any, view: dict[str, Any]) -> None:
        tea.heard.append(("order", view["state"]["values"]))
        why = view["state"]["values"]["why"]["text"]["value"]
        if why == "because":
            await ack(response_action="errors", errors={"why": "That is no reason."})
        elif why == "more":
            await ack(response_action="push", view={**FORM, "title": plain("And?"), "callback_id": "order"})
        elif why == "done":
            done = {"type": "section", "text": plain("Thank you")}
            await ack(response_action="update", view={"type": "modal", "title": plain("Done"), "blocks": [done]})
        elif why == "clear":
            await ack(response_action="clear")
        else:
            await ack()

    @app.view_closed("order")
    async def closed(ack: Any, body: dict[str, Any]) -> None:
        tea.heard.append(("closed", body["is_cleared"]))
        await ack()

    @app.options("brand")
    async def brands(ack: Any, payload: dict[str, Any]) -> None:
        known = [each for each in ("Assam", "Ceylon", "Darjeeling") if payload["value"].lower() in each.lower()]
        await ack(options=[{"text": plain(each), "value": each.lower()} for each in known])

    @app.view("parcel")
    async def parcel(ack: Any, view: dict[str, Any]) -> None:
        tea.heard.append(("parcel", view["state"]["values"]))
        await ack()

    @app.shortcut("order")
    async def order(ack: Any, shortcut: dict[str, Any]) -> None:
        await client.views_open(trigger_id=shortcut["trigger_id"], view=FORM)
        await ack()

    @app.shortcut("quote")
    async def quote(ack: Any, shortcut: dict[str, Any]) -> None:
        await client.chat_postMessage(channel=shortcut["channel"]["id"], text=f"> {shortcut['message']['text']}")
        await ack()


def _events(tea: TeaRound) -> None:
    app, client = tea.app, tea.client

    @app.event("app_home_opened")
    async def home(event: dict[str, Any]) -> None:
        tea.heard.append(("app_home_opened", event))
        if event["tab"] == "home":
            section = {"type": "section", "text": plain("Tea of the day: green")}
            await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section]})

    @app.event("app_mention")
    async def mention(event: dict[str, Any], say: Any) -> None:
        tea.heard.append(("app_mention", event))
        await say(text=f"Yes, <@{event['user']}>?", thread_ts=event["ts"])

    for name in ("message", *LISTENS_TO):
        app.event(name)(_listener(tea, name))


def _listener(tea: TeaRound, name: str) -> Any:
    async def listen(body: dict[str, Any], request: Any) -> None:
        tea.heard.append((name, body["event"]))
        if name == "message":
            tea.heard.append(("retry", request.headers.get("x-slack-retry-num", ["0"])[0]))
        if tea.silent:
            raise RuntimeError("the app is broken")

    return listen


@asynccontextmanager
async def connected(slack: Slack, tea: TeaRound) -> AsyncIterator[AsyncSocketModeHandler]:
    """Connect by Socket Mode, until the end of the block."""
    handler = AsyncSocketModeHandler(tea.app, slack.app_token, ping_interval=1)
    before = len(slack.sockets.connections)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.until(lambda: len(slack.sockets.connections) > before)
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
