"""What the simulated Slack refuses in blocks, views and manifests, at the edge of each limit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.simulators.slack import check_manifest, simulated_slack
from tests.simulators.slack.api.door import ApiError
from tests.simulators.slack.kit.check import check_message_blocks, check_view
from tests.simulators.slack_bot import CARD, FORM, client_of, manifest, plain

JSON = dict[str, Any]


def marked(text: str) -> JSON:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> JSON:
    return {"type": "section", "text": marked(text), **more}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> JSON:
    return {"type": "button", "text": plain("Go"), **more}


def options(number: int, **more: Any) -> list[JSON]:
    return [{"text": plain(f"Option {each}"), "value": str(each), **more} for each in range(number)]


def select(**more: Any) -> JSON:
    return {"type": "static_select", "options": options(1), **more}


def entry(**more: Any) -> JSON:
    return {"type": "input", "label": plain("Label"), "element": {"type": "plain_text_input", **more}}


def complaints(*blocks: JSON) -> list[str]:
    """What Slack says about a message of these blocks."""
    try:
        check_message_blocks(list(blocks))
    except ApiError as refusal:
        return refusal.messages or [refusal.code]
    return []


FINE: list[list[JSON]] = [
    [], CARD, [section()] * 50, [section("x" * 3000)], [{"type": "section", "fields": [marked("x" * 1300)] * 10}],
    [{"type": "header", "text": plain("x" * 150)}], [{"type": "context", "elements": [marked("x")] * 10}],
    [actions(*[button()] * 25)], [actions(button(text=plain("x" * 75), value="x" * 2000, url="x" * 3000))],
    [actions(select(options=options(100)))], [actions({"type": "overflow", "options": options(5)})],
    [actions({"type": "checkboxes", "options": options(10)})], [{"type": "markdown", "text": "x" * 12_000}],
    [actions(select(placeholder=plain("x" * 150), action_id="x" * 255), button(action_id="y"))],
    [section(block_id="x" * 255), section(block_id="y")], [section("x" * 3000)] * 4, [{"type": "divider"}],
]  # fmt: skip


@pytest.mark.parametrize("blocks", FINE)
def test_slack_takes(blocks: list[JSON]) -> None:
    assert complaints(*blocks) == []


WRONG: list[tuple[list[JSON], str]] = [
    ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "section"}], "missing required field: text or fields [json-pointer:/blocks/0]"),
    (
        [{"type": "section", "fields": [marked("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (
        [{"type": "section", "fields": [marked("x" * 2001)]}],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        [{"type": "header", "text": plain("x" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    ([{"type": "header", "text": marked("x")}], "must provide a plain_text object [json-pointer:/blocks/0/text]"),
    (
        [{"type": "context", "elements": [marked("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    ([{"type": "context", "elements": [button()]}], "unsupported type: button [json-pointer:/blocks/0/elements/0]"),
    ([actions(*[button()] * 26)], "no more than 25 items allowed [json-pointer:/blocks/0/elements]"),
    ([actions()], "must contain at least 1 item [json-pointer:/blocks/0/elements]"),
    (
        [actions(button(text=plain("x" * 76)))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        [actions(button(value="x" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    ([actions(button(style="red"))], "must be a valid enum value: red [json-pointer:/blocks/0/elements/0/style]"),
    (
        [actions(button(action_id="a"), button(action_id="a"))],
        "`action_id` already exists for this block: a [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    (
        [actions(select(options=options(101)))],
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        [actions(select(options=[{"text": plain("x" * 76), "value": "v"}]))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    (
        [actions(select(options=[{"text": plain("x"), "value": "v" * 151}]))],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    (
        [actions(select(options=options(1, description=plain("x" * 76))))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/description/text]",
    ),
    (
        [actions(select(initial_option=options(2)[1]))],
        "must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    (
        [actions(select(placeholder=plain("x" * 151)))],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]",
    ),
    (
        [actions({"type": "overflow", "options": options(6)})],
        "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        [actions({"type": "radio_buttons", "options": options(11)})],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    ([section(block_id="x" * 256)], "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    ([section(accessory=entry()["element"])], "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory]"),
    ([section(accesory=button())], "invalid additional property: accesory [json-pointer:/blocks/0]"),
    ([entry(max_length=3001)], "must be between 1 and 3000 [json-pointer:/blocks/0/element/max_length]"),
    ([{"type": "image", "alt_text": "x"}], "must provide either image_url or slack_file [json-pointer:/blocks/0]"),
    (
        [{"type": "markdown", "text": "x" * 6001}] * 2,
        "markdown blocks must be less than 12001 characters in all [json-pointer:/blocks]",
    ),
    ([{"type": "cake"}], "unsupported type: cake [json-pointer:/blocks/0]"),
]


@pytest.mark.parametrize(("blocks", "complaint"), WRONG)
def test_slack_refuses(blocks: list[JSON], complaint: str) -> None:
    assert complaints(*blocks)[0] == f"[ERROR] {complaint}"


def test_a_block_id_stands_once() -> None:
    assert complaints(section(block_id="a"), section(block_id="a")) == [
        "[ERROR] `block_id` already exists: a [json-pointer:/blocks/0/block_id]",
        "[ERROR] `block_id` already exists: a [json-pointer:/blocks/1/block_id]",
    ]


def modal(*blocks: JSON, **more: Any) -> JSON:
    return {"type": "modal", "title": plain("Title"), "blocks": list(blocks), **more}


WRONG_VIEWS: list[tuple[JSON, str]] = [
    (modal(*[section()] * 101), "[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]"),
    (modal(title=plain("x" * 25)), "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"),
    (modal(submit=plain("x" * 25)), "[ERROR] must be less than 25 characters [json-pointer:/view/submit/text]"),
    (modal(close=marked("x")), "[ERROR] must provide a plain_text object [json-pointer:/view/close]"),
    (
        modal(private_metadata="x" * 3001),
        "[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    (modal(callback_id="x" * 256), "[ERROR] must be less than 256 characters [json-pointer:/view/callback_id]"),
    (modal(entry()), "[ERROR] missing required field: submit, since there are input blocks [json-pointer:/view]"),
    ({"type": "modal", "blocks": []}, "[ERROR] missing required field: title [json-pointer:/view]"),
    (
        {"type": "home", "blocks": [], "title": plain("x")},
        "[ERROR] invalid additional property: title [json-pointer:/view]",
    ),
    (modal({"type": "markdown", "text": "x"}), "[ERROR] unsupported type: markdown [json-pointer:/view/blocks/0]"),
    (modal(*[section("x" * 2999)] * 100), "view_too_large"),
]


@pytest.mark.parametrize(("view", "complaint"), WRONG_VIEWS)
def test_slack_refuses_a_view(view: JSON, complaint: str) -> None:
    assert check_view(view)[0] == complaint


@pytest.mark.parametrize("view", [FORM, modal(), modal(*[section()] * 100), {"type": "home", "blocks": [section()]}])
def test_slack_takes_a_view(view: JSON) -> None:
    assert check_view(view) == []


@pytest.fixture
async def answers() -> AsyncIterator[Any]:
    """How Slack answers to blocks in messages and in views."""
    async with simulated_slack(manifest()) as slack:
        client, amina = client_of(slack), slack.team.user("Amina")

        async def refusal(method: str, **args: Any) -> tuple[str, list[str]]:
            if method.startswith("views.o"):
                args["trigger_id"] = slack.triggers.give(amina.person)
            with pytest.raises(SlackApiError) as refused:
                await client.api_call(method, json=args)
            answer = refused.value.response
            return answer["error"], answer.get("response_metadata", {}).get("messages", [])

        yield refusal


async def test_messages_say_invalid_blocks_and_views_invalid_arguments(answers: Any) -> None:
    assert await answers("chat.postMessage", channel="general", text="x", blocks=[{"type": "cake"}]) == (
        "invalid_blocks", ["[ERROR] unsupported type: cake [json-pointer:/blocks/0]"],
    )  # fmt: skip
    assert await answers("views.open", view=modal({"type": "cake"})) == (
        "invalid_arguments", ["[ERROR] unsupported type: cake [json-pointer:/view/blocks/0]"],
    )  # fmt: skip
    assert await answers("views.open", view=modal(*[section("x" * 2999)] * 100)) == (
        "view_too_large",
        ["view_too_large"],
    )
    assert (await answers("chat.postMessage", channel="general", text="x", blocks="["))[0] == "invalid_blocks_format"


async def test_blocks_that_are_too_long_together(answers: Any) -> None:
    fine, many = [section("x" * 2570)] * 5, [section("x" * 2600)] * 5
    assert complaints(*fine) == complaints(*many) == []
    assert (await answers("chat.postMessage", channel="general", blocks=many))[0] == "msg_blocks_too_long"


def changed(path: str, value: Any) -> JSON:
    """The tea round's manifest with one thing different."""
    made = manifest()
    *way, last = path.split(".")
    part: Any = made
    for key in way:
        part = part[int(key) if key.isdigit() else key]
    part[int(last) if last.isdigit() else last] = value
    return made


WRONG_MANIFESTS: list[tuple[str, Any, str]] = [
    ("display_information.name", "x" * 36, "must be less than 36 characters [json-pointer:/display_information/name]"),
    (
        "display_information.long_description", "short",
        "must be more than 174 characters [json-pointer:/display_information/long_description]",
    ),
    (
        "features.slash_commands.0.command", "/join",
        "is a built-in command of Slack: /join [json-pointer:/features/slash_commands/0/command]",
    ),
    (
        "features.slash_commands.0.command", "/" + "x" * 32,
        "must be less than 33 characters [json-pointer:/features/slash_commands/0/command]",
    ),
    (
        "features.shortcuts.0.name", "x" * 25,
        "must be less than 25 characters [json-pointer:/features/shortcuts/0/name]",
    ),
    ("features.bot_user", None, "bot scopes need a bot_user [json-pointer:/features]"),
    (
        "oauth_config.scopes.bot", ["chat:write"],
        "app_mention needs the scope app_mentions:read [json-pointer:/settings/event_subscriptions/bot_events/1]",
    ),
    (
        "settings.event_subscriptions.bot_events", ["mesage"],
        "unknown event: mesage [json-pointer:/settings/event_subscriptions/bot_events/0]",
    ),
    ("settings.interactivity", {"is_enabled": False}, "shortcuts need interactivity [json-pointer:/settings]"),
    ("settings.socket_mode", True, "invalid additional property: socket_mode [json-pointer:/settings]"),
    (
        "features.slash_commands", [{"command": f"/c{number}", "description": "x"} for number in range(51)],
        "no more than 50 items allowed [json-pointer:/features/slash_commands]",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "complaint"), WRONG_MANIFESTS)
def test_slack_refuses_a_manifest(path: str, value: Any, complaint: str) -> None:
    assert check_manifest(changed(path, value))[0] == f"[ERROR] {complaint}"


async def test_an_app_with_a_wrong_manifest_cannot_be_installed() -> None:
    assert check_manifest(manifest()) == check_manifest(manifest(socket=False)) == []
    with pytest.raises(ValueError, match="built-in command"):
        async with simulated_slack(changed("features.slash_commands.0.command", "/remind")):
            pass
