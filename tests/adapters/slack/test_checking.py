"""`palabre check` on Slack: tokens, scopes and places, each with what to do."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.platform import Slack as Adapter
from bot.chat.address import Place
from bot.chat.port import Checks, Finding
from bot.commands.registry import Registry
from bot.features import FEATURES
from tests.adapters.playground.little import LittleEngine
from tests.adapters.slack.ground import Head, copy, manifest, place, running
from tests.simulators.slack import Slack, simulated_slack


def adapter(slack: Slack, **tokens: str) -> Adapter:
    given: dict[str, Any] = {"app_token": slack.app_token, "signing_secret": "", **tokens}
    bot = given.pop("bot_token", slack.bot_token)
    return Adapter(bot, api_url=slack.api_url, command="/community", copy=copy(), specs=(), memory=Head(), **given)


def wrong(found: list[Finding]) -> list[str]:
    return [each.what for each in found if each.level == "wrong"]


async def test_all_is_well() -> None:
    async with simulated_slack(manifest()) as slack:
        made = adapter(slack)
        assert isinstance(made, Checks)
        room, meeting = slack.team.channel("climate", private=True), slack.team.channel("meeting", private=True)
        found = list(await made.check([(place(slack, room), "", False), (place(slack, meeting), "", True)]))
        assert wrong(found) == []
        assert [each.what for each in found][-2:] == ["#climate is as it should be.", "#meeting is as it should be."]
        assert found[0].what == "Slack knows the bot token: palabre in the workspace Salon."


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ({"bot_token": "xoxb-wrong"}, "Slack does not know the bot token of [slack] (invalid_auth)."),
        ({"app_token": "xapp-wrong"}, "Slack does not take the app token of [slack]"),
    ],
)
async def test_wrong_tokens_are_told_with_where_to_find_the_right_ones(tokens: dict[str, str], said: str) -> None:
    async with simulated_slack(manifest()) as slack:
        found = list(await adapter(slack, **tokens).check([]))
        [first] = wrong(found)
        assert first.startswith(said)
        assert all("api.slack.com/apps" in each.remedy for each in found if each.level == "wrong")


async def test_missing_scopes_are_named(caplog: pytest.LogCaptureFixture) -> None:
    asked = manifest()
    asked["oauth_config"]["scopes"]["bot"].remove("pins:write")
    asked["oauth_config"]["scopes"]["bot"].remove("files:write")
    async with simulated_slack(asked) as slack:
        assert wrong(list(await adapter(slack).check([]))) == ["The token lacks: files:write, pins:write."]
        async with running(adapter(slack), LittleEngine(), slack):
            [said] = [each for each in caplog.messages if "lacks" in each]
        assert said == (
            "The Slack token lacks: files:write, pins:write. api.slack.com/apps, your app, App Manifest: paste what "
            "palabre manifest slack prints, save, and install the app again."
        )


async def test_what_is_wrong_with_places_is_told_with_what_to_click() -> None:
    async with simulated_slack(manifest()) as slack:
        public = slack.team.channel("open-office", bot=False)
        nowhere = Place("slack", slack.team.id, "C0NOWHERE9")
        abroad = Place("slack", "T0ABROAD", "C1")
        found = list(
            await adapter(slack).check([(place(slack, public), "", True), (nowhere, "", False), (abroad, "", False)])
        )
        assert wrong(found) == [
            "#open-office: I am not in the channel.",
            "#open-office: The channel is public: whoever likes can join and read it, whatever the community's mode "
            "says.",
            "#C0NOWHERE9: I cannot see the channel: I was taken out of it, or it was deleted.",
            "A community lives in the workspace T0ABROAD, to which this token does not belong.",
        ]
        assert all(each.remedy for each in found if each.level == "wrong")


async def test_what_to_type_stands_as_it_is_typed_there() -> None:
    commands = tuple(Registry(FEATURES).commands.values())
    async with simulated_slack(manifest(commands)) as slack:
        made = Adapter(
            slack.bot_token, app_token=slack.app_token, signing_secret="", api_url=slack.api_url, command="/community",
            copy=copy(), specs=commands, memory=Head(),
        )  # fmt: skip
        nowhere = Place("slack", slack.team.id, "C0NOWHERE9")
        [remedy] = [each.remedy for each in await made.check([(nowhere, "", False)]) if each.level == "wrong"]
        assert ("/community places" in remedy, "community community" in remedy) == (True, False)


async def test_a_slack_that_does_not_answer_is_no_error_of_ours() -> None:
    made = Adapter(
        "xoxb", app_token="xapp", signing_secret="", api_url="http://127.0.0.1:9/api/", command="/community",
        copy=copy(), specs=(), memory=Head(),
    )  # fmt: skip
    [only] = await made.check([])
    assert (only.level, only.what.startswith("Slack does not answer")) == ("wrong", True)
