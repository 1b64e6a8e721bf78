"""The line to Slack: connections that say goodbye, break or fall silent, wrong tokens, requests that are old."""

from __future__ import annotations

import asyncio
import json
import time

import aiohttp
import pytest

from adapters.slack.platform import Slack as Adapter
from bot.chat.inbound import CommandUsed, Reacted
from bot.chat.port import Request, TryLater
from bot.errors import OperatorError
from tests.adapters.contract import send, text
from tests.adapters.playground.little import LittleEngine
from tests.adapters.slack.ground import QUICKLY, Ground, Head, copy, ground, manifest
from tests.simulators.slack import Slack, broken, refused, simulated_slack


def adapter(slack: Slack, *, bot: str = "", app: str = "") -> Adapter:
    return Adapter(
        bot or slack.bot_token, app_token=app or slack.app_token, signing_secret="", api_url=slack.api_url,
        command="/community", copy=copy(), specs=(), memory=Head(), watch=QUICKLY,
    )  # fmt: skip


async def test_wrong_tokens_are_said_at_once() -> None:
    async with simulated_slack(manifest()) as slack:
        with pytest.raises(OperatorError, match="Slack does not know the bot token"):
            await adapter(slack, bot="xoxb-wrong").run(LittleEngine())
        with pytest.raises(OperatorError, match="Slack does not take the app token"):
            await adapter(slack, app="xapp-wrong").run(LittleEngine())
        slack.app_token_connects = False
        with pytest.raises(OperatorError, match="Slack does not take the app token"):
            await adapter(slack).run(LittleEngine())


async def test_an_app_token_that_is_revoked_ends_the_connection_with_a_sentence() -> None:
    async with simulated_slack(manifest()) as slack:
        made = adapter(slack)
        running = asyncio.create_task(made.run(LittleEngine()))
        await slack.until(made.ready)
        slack.breaks("apps.connections.open", refused("token_revoked"))
        slack.sockets.drop()
        with pytest.raises(OperatorError, match=r"does not take the app token of \[slack\] \(token_revoked\)\."):
            await asyncio.wait_for(running, 40)
        assert not made.ready()


async def heard(ground: Ground, engine: LittleEngine, name: str) -> None:
    """A command arrives, once."""
    await ground.amina.types("general", f"/community {name}")
    await ground.slack.until(lambda: [each for each in engine.told if getattr(each, "name", "") == name])
    assert len([each for each in engine.told if isinstance(each, CommandUsed) and each.name == name]) == 1


async def test_socket_mode_that_is_switched_off_is_said() -> None:
    async with simulated_slack(manifest()) as slack:
        made = adapter(slack)
        running = asyncio.create_task(made.run(LittleEngine()))
        await slack.until(made.ready)
        await slack.sockets.says_goodbye("link_disabled")
        with pytest.raises(OperatorError, match="Socket Mode is switched off for this Slack app"):
            await asyncio.wait_for(running, 10)
        assert not made.ready()


async def test_a_goodbye_loses_nothing() -> None:
    engine = LittleEngine()
    async with ground(engine) as made:
        gaps = made.platform.gaps
        await made.slack.sockets.says_goodbye("refresh_requested")
        await made.slack.until(lambda: made.slack.sockets.opened == 2)
        await heard(made, engine, "me")
        assert made.platform.gaps == gaps


async def test_a_broken_connection_is_replaced_and_caught_up_with() -> None:
    engine = LittleEngine()
    async with ground(engine) as made:
        gaps = made.platform.gaps
        made.slack.sockets.drop()
        await made.slack.until(lambda: made.slack.sockets.opened == 2 and made.platform.ready())
        assert made.platform.gaps == gaps + 1
        await heard(made, engine, "me")


async def test_g12_a_silent_connection_is_replaced_and_caught_up_with() -> None:
    engine = LittleEngine()
    async with ground(engine, silence=0.2) as made:
        made.slack.sockets.fall_silent()
        await made.slack.until(lambda: made.slack.sockets.opened >= 2 and made.platform.ready())
        assert made.platform.gaps >= 2
        await heard(made, engine, "me")


async def test_slack_being_away_for_a_while_is_waited_out() -> None:
    engine = LittleEngine()
    async with ground(engine) as made:
        made.slack.breaks("apps.connections.open", broken(503))
        made.slack.sockets.drop()
        await made.slack.until(lambda: made.slack.sockets.opened == 2 and made.platform.ready())
        await heard(made, engine, "me")


@pytest.mark.parametrize(("http", "forgetful"), [(False, False), (False, True), (True, False)])
async def test_b6_an_event_that_is_told_again_is_handled_once(http: bool, forgetful: bool) -> None:
    """In Socket Mode Slack forgets to say that it tells it again."""
    engine = LittleEngine()
    async with ground(engine, http=http) as made:
        posted = await send(made, made.channel, text("Decide"), once="a")
        await made.platform.grant(made.member, made.channel, role="")
        await made.react(posted, made.member, "✅")
        [payload] = made.slack.delivery.sent("reaction_added")
        for _ in range(3):
            ack = await made.slack.delivery.repeat(payload, marked=not forgetful)
            assert ack.failure == ""
        assert len([each for each in engine.told if isinstance(each, Reacted)]) == 1


async def test_removed_from_the_workspace_it_says_so() -> None:
    async with simulated_slack(manifest()) as slack:
        made = adapter(slack)
        task = asyncio.create_task(made.run(LittleEngine()))
        await slack.until(made.ready)
        slack.uninstalls()
        with pytest.raises(OperatorError, match="removed from the Slack workspace"):
            await asyncio.wait_for(task, 40)
        assert not made.ready()


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_a_token_that_is_revoked_is_said_once_and_until_it_is_taken_again_nothing_is_ready(
    caplog: pytest.LogCaptureFixture, code: str
) -> None:
    async with ground(LittleEngine(), asked_again=QUICKLY) as made:
        assert made.platform.ready()
        made.slack.revoke_token(code)
        await made.slack.until(lambda: not made.platform.ready())
        with pytest.raises(TryLater):
            await send(made, made.channel, text("Hello"), once="a")
        said = [each.getMessage() for each in caplog.records if each.levelname == "ERROR"]
        assert [each.partition(";")[0] for each in said] == [f"Slack takes the bot token no more ({code})"]
        made.slack.revoke_token("")
        await made.slack.until(made.platform.ready)
        await send(made, made.channel, text("Hello"), once="a")
        assert "Slack takes the bot token again; what waited goes on" in caplog.messages


# HTTP.


async def knock(
    made: Ground, body: str | bytes, *, age: int = 0, signature: str = "", stamp: str | None = None
) -> int:
    stamp = str(int(time.time()) - age) if stamp is None else stamp
    signed = signature or (made.slack.request_url.signature(stamp, body) if isinstance(body, str) else "v0=none")
    headers = {
        "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signed, "Content-Type": "application/json",
    }  # fmt: skip
    async with (
        aiohttp.ClientSession() as session,
        session.post(made.slack.request_url.url, data=body, headers=headers) as answer,
    ):
        return answer.status


async def test_only_slack_itself_is_let_in_and_each_request_once() -> None:
    async with ground(LittleEngine(), http=True) as made:
        body = json.dumps({"type": "url_verification", "challenge": "x", "token": "t"})
        assert await knock(made, body, signature="v0=guessed") == 401
        assert await knock(made, body, age=301) == 401
        assert await knock(made, body) == 200
        assert await knock(made, body) == 401


@pytest.mark.parametrize("body", ["{{{", "[]", "\x00", "", b"\xff\xfe"])
async def test_what_strangers_send_is_refused_unread_and_costs_no_line_of_the_log(
    caplog: pytest.LogCaptureFixture, body: str | bytes
) -> None:
    async with ground(LittleEngine(), http=True) as made:
        assert await knock(made, body, signature="v0=guessed") == 401
        assert [await knock(made, body, signature="é", stamp=each) for each in ("abc", "", "1e3")] == [401] * 3
        fine = json.dumps({"type": "url_verification", "challenge": "x", "token": "t"})
        assert await knock(made, fine) == 200
        assert [each for each in caplog.records if each.levelname == "ERROR" or each.exc_info] == []


@pytest.mark.parametrize("body", ["{{{", "[]", '"x"', "\x00"])
async def test_what_is_signed_and_makes_no_sense_is_said_so(caplog: pytest.LogCaptureFixture, body: str) -> None:
    async with ground(LittleEngine(), http=True) as made:
        assert await knock(made, body) == 400
        assert [each for each in caplog.records if each.levelname == "ERROR" or each.exc_info] == []


async def test_a_signing_secret_that_is_not_the_apps_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    async with ground(LittleEngine(), http=True) as made:
        body = json.dumps({"type": "url_verification", "challenge": "x", "token": "t"})
        assert [await knock(made, body, signature=f"v0={each}") for each in ("one", "another")] == [401, 401]
        [said] = [each for each in caplog.messages if "signing_secret" in each]
        assert "App Credentials; set PALABRE_SLACK__SIGNING_SECRET" in said


async def test_commands_presses_and_forms_arrive_by_http_as_well() -> None:
    engine = LittleEngine()
    async with ground(engine, http=True) as made:
        await heard(made, engine, "me")


async def test_before_it_is_connected_slack_is_asked_to_try_again() -> None:
    async with simulated_slack(manifest(http=True)) as slack:
        made = Adapter(
            slack.bot_token, app_token="", signing_secret=slack.signing_secret, api_url=slack.api_url,
            command="/community", copy=copy(), specs=(), memory=Head(),
        )  # fmt: skip
        assert made.paths == ("/slack/events",)
        assert (await made.answer(Request("/slack/events", {}, b""))).status == 503
