"""How the simulated Slack reaches an app: sockets that come, go and fall silent, request URLs, repetitions."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from tests.rules.sources import ROOT
from tests.simulators.slack import Slack, simulated_slack
from tests.simulators.slack_bot import TeaRound, client_of, connected, manifest

START = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with simulated_slack(manifest(), clock=Clock(lambda: START)) as opened:
        yield opened


async def test_who_cannot_connect(slack: Slack) -> None:
    client = client_of(slack)
    for token, error in [("xapp-1-wrong", "invalid_auth"), (slack.bot_token, "not_allowed_token_type")]:
        with pytest.raises(SlackApiError) as refused:
            await client.apps_connections_open(app_token=token)
        assert refused.value.response["error"] == error
    slack.app_token_connects = False
    with pytest.raises(SlackApiError) as refused:
        await client.apps_connections_open(app_token=slack.app_token)
    assert (refused.value.response["error"], refused.value.response["needed"]) == ("missing_scope", "connections:write")


async def test_a_socket_says_hello_and_a_ticket_is_good_once(slack: Slack) -> None:
    opened = await client_of(slack).apps_connections_open(app_token=slack.app_token)
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(opened["url"]) as socket:
            hello = await socket.receive_json()
            assert (hello["type"], hello["num_connections"]) == ("hello", 1)
            assert hello["connection_info"] == {"app_id": slack.world.app_id}
            assert set(hello["debug_info"]) == {"host", "build_number", "approximate_connection_time"}
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])


async def test_nobody_answers_in_time(slack: Slack) -> None:
    tea = TeaRound(slack)
    tea.silent = True
    amina = slack.team.user("Amina")
    async with connected(slack, tea):
        typing = asyncio.create_task(amina.types("general", "/tea hello"))
        await slack.until(lambda: tea.events("command"))
        slack.pass_time(2.9)
        await asyncio.sleep(0)
        assert not typing.done()
        slack.pass_time(0.2)
        answer = await typing
    assert (answer.timed_out, answer.text) == (True, '/tea failed with the error "operation_timeout"')


async def test_nobody_is_there(slack: Slack) -> None:
    answer = await slack.team.user("Amina").types("general", "/tea hello")
    assert (answer.error, answer.text) == ("dispatch_failed", '/tea failed with the error "dispatch_failed"')


async def test_an_event_that_nobody_takes_comes_again_three_times(slack: Slack) -> None:
    tea = TeaRound(slack)
    tea.silent = True
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    async with connected(slack, tea):
        amina.writes(kitchen, "hello")
        for number, wait in enumerate([3, 3 + 60, 3 + 300, 3 + 3600], start=1):
            await slack.until(lambda number=number: len(tea.events("message")) == number)  # type: ignore[misc]
            slack.pass_time(3)
            await slack.until(lambda: slack.delivery.under_way == 0 or wait == 3)  # noqa: B023 - used at once
            slack.pass_time(wait - 3)
        assert len(tea.events("message")) == 4
    tries = [each.envelope for each in slack.delivery.attempts if each.envelope.kind == "events_api"]
    events = [each for each in tries if each.payload["event"]["type"] == "message"]
    assert len({each.payload["event_id"] for each in events}) == 1
    assert len({each.id for each in events}) == 4
    assert [(each.retry.attempt, each.retry.reason) if each.retry else None for each in events] == [
        None, (1, "timeout"), (2, "timeout"), (3, "timeout"),
    ]  # fmt: skip
    assert tea.events("retry") == ["0", "1", "2", "3"]


async def test_an_event_comes_again_without_saying_so(slack: Slack) -> None:
    tea = TeaRound(slack)
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    async with connected(slack, tea):
        amina.writes(kitchen, "hello")
        await slack.settles()
        [sent] = slack.delivery.sent("message")
        await slack.delivery.repeat(sent, marked=False)
        await slack.delivery.repeat(sent)
    assert [each["text"] for each in tea.events("message")] == ["hello"] * 3
    assert tea.events("retry") == ["0", "0", "1"]


async def test_what_happens_while_nobody_is_connected_comes_within_minutes(slack: Slack) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    amina.writes(kitchen, "are you there?")
    await slack.until(lambda: len(slack.delivery.attempts) >= 2)
    tea = TeaRound(slack)
    async with connected(slack, tea):
        slack.pass_time(60)
        await slack.until(lambda: tea.events("message"))
    slack.delivery.lossy = True
    amina.writes(kitchen, "and now?")
    await slack.settles()
    async with connected(slack, tea):
        slack.pass_time(3600)
        amina.writes(kitchen, "at last")
        await slack.until(lambda: len(tea.events("message")) == 2)
    assert [each["text"] for each in tea.events("message")] == ["are you there?", "at last"]


async def test_each_event_goes_to_one_of_several_connections(slack: Slack) -> None:
    first, second = TeaRound(slack), TeaRound(slack)
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    async with connected(slack, first), connected(slack, second):
        for number in range(4):
            amina.writes(kitchen, f"number {number}")
        await slack.until(lambda: len(first.events("message") + second.events("message")) == 4)
    assert (len(first.events("message")), len(second.events("message"))) == (2, 2)


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
async def test_bolt_connects_again_when_it_is_told_to(slack: Slack, reason: Any) -> None:
    tea, amina = TeaRound(slack), slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    async with connected(slack, tea):
        await slack.sockets.says_goodbye(reason)
        await slack.until(lambda: slack.sockets.opened == 2 and len(slack.sockets.connections) == 1)
        amina.writes(kitchen, "hello again")
        await slack.until(lambda: tea.events("message"))


async def test_bolt_connects_again_when_the_line_breaks(slack: Slack) -> None:
    tea, amina = TeaRound(slack), slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    async with connected(slack, tea):
        slack.sockets.drop()
        amina.writes(kitchen, "is the line dead?")
        await slack.until(lambda: slack.sockets.opened == 2, within=40)
        slack.pass_time(60)
        await slack.until(lambda: tea.events("message"))


async def test_a_silent_socket_looks_alive(slack: Slack) -> None:
    tea, amina = TeaRound(slack), slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    async with connected(slack, tea) as handler:
        slack.sockets.fall_silent()
        amina.writes(kitchen, "hello?")
        await asyncio.sleep(0)
        assert await handler.client.is_connected()
        assert tea.events("message") == []
        await handler.client.connect_to_new_endpoint(force=True)
        slack.pass_time(3)
        await slack.until(lambda: tea.events("message"))


async def test_socket_mode_switched_off(slack: Slack) -> None:
    opened = await client_of(slack).apps_connections_open(app_token=slack.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]) as socket:
        await socket.receive_json()
        await slack.sockets.says_goodbye("link_disabled")
        assert (await socket.receive_json())["reason"] == "link_disabled"
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE


@asynccontextmanager
async def listening(tea: TeaRound) -> AsyncIterator[str]:
    """Bolt behind an address of its own, as in HTTP mode."""

    async def receive(request: web.Request) -> web.Response:
        answer: web.Response = await to_aiohttp_response(await tea.app.async_dispatch(await to_bolt_request(request)))
        return answer

    site = web.Application()
    site.router.add_post("/slack/events", receive)
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


@pytest.fixture
async def over_http() -> AsyncIterator[Slack]:
    async with simulated_slack(manifest(socket=False), clock=Clock(lambda: START)) as opened:
        yield opened


async def test_everything_works_at_a_request_url(over_http: Slack) -> None:
    slack = over_http
    tea = TeaRound(slack, signing_secret=slack.signing_secret)
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    async with listening(tea) as url:
        assert await slack.saves_request_url(url)
        assert (await amina.types(kitchen, "/tea hello & goodbye")).text == "You said: hello & goodbye"
        await amina.types(kitchen, "/tea form")
        assert (await amina.submits(None, {"Why": "because"})).errors == {"Why": "That is no reason."}
        await amina.submits(None, {"Why": "I am thirsty"})
        assert amina.modal is None
        await amina.types(kitchen, "/tea card")
        await amina.presses(None, "Yes & please")
        amina.writes(kitchen, "@tea hello")
        await slack.until(lambda: tea.events("app_mention"))
        await slack.settles()
    assert amina.sees(kitchen)[1:] == ["amina takes tea", "@tea hello"]


async def test_a_wrong_signature_is_noticed(over_http: Slack) -> None:
    slack = over_http
    tea = TeaRound(slack, signing_secret="another secret")
    async with listening(tea) as url:
        assert not await slack.saves_request_url(url)
        slack.request_url.signing_secret = "another secret"
        assert await slack.saves_request_url(url)
        slack.request_url.age = 600
        answer = await slack.team.user("Amina").types("general", "/tea hello")
    assert answer.error == "http_service_error"
    assert tea.events("command") == []


async def test_a_request_url_that_fails_gets_the_event_again(over_http: Slack) -> None:
    slack = over_http
    tea = TeaRound(slack, signing_secret=slack.signing_secret)
    tea.silent = True
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    async with listening(tea) as url:
        assert await slack.saves_request_url(url)
        amina.writes(kitchen, "hello")
        await slack.until(lambda: len(tea.events("message")) == 2)
        slack.pass_time(60)
        await slack.until(lambda: len(tea.events("message")) == 3)
        tea.silent = False
        slack.pass_time(300)
        await slack.until(lambda: len(tea.events("message")) == 4)
        await slack.settles()
    assert tea.events("retry") == ["0", "1", "2", "3"]
    tries = [each.envelope for each in slack.delivery.attempts]
    messages = [each for each in tries if each.payload.get("event", {}).get("type") == "message"]
    reasons = {each.retry.reason for each in messages if each.retry}
    assert reasons == {"http_error"}


async def test_a_response_url_works_five_times_within_half_an_hour(slack: Slack) -> None:
    tea, amina = TeaRound(slack), slack.team.user("Amina")
    async with connected(slack, tea):
        await amina.types("general", "/tea hello")
    url = tea.events("command")[0]["response_url"]
    async with aiohttp.ClientSession() as session:

        async def say(text: str) -> tuple[int, str]:
            async with session.post(url, json={"text": text}) as answer:
                return answer.status, await answer.text()

        assert [await say(str(number)) for number in range(5)] == [(200, "ok")] * 5
        status, refusal = await say("six")
        assert (status, json.loads(refusal)["error"]) == (404, "used_url")
        slack.pass_time(1801)
        status, refusal = await say("late")
        assert (status, json.loads(refusal)["error"]) == (404, "expired_url")
    assert amina.sees("general") == ["You said: hello", "0", "1", "2", "3", "4"]


PROCESS = """
import asyncio, sys
from types import SimpleNamespace
from tests.simulators.slack_bot import AsyncSocketModeHandler, TeaRound

slack = SimpleNamespace(api_url=sys.argv[1], bot_token=sys.argv[2])

async def main():
    await AsyncSocketModeHandler(TeaRound(slack).app, sys.argv[3]).start_async()

asyncio.run(main())
"""


async def test_a_bot_in_a_process_of_its_own_dies_and_comes_back() -> None:
    async with simulated_slack(manifest()) as slack:
        amina = slack.team.user("Amina")
        kitchen = slack.team.channel("kitchen", members=[amina])
        for _ in range(2):
            line = [sys.executable, "-c", PROCESS, slack.api_url, slack.bot_token, slack.app_token]
            bot = await asyncio.create_subprocess_exec(*line, cwd=ROOT)
            await slack.until(lambda: slack.online, within=40)
            await amina.types(kitchen, "/tea card")
            bot.kill()
            await bot.wait()
            await slack.until(lambda: not slack.online)
        assert [each.buttons for each in amina.messages(kitchen)] == [["Yes & please", "Ask me"]] * 2
