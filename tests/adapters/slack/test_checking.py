"""`palabre check` on Slack: tokens, scopes and places, each with what to do."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.platform import Slack as Adapter
from bot.chat.address import Place
from bot.chat.port import Checks, Finding, Room
from bot.clock import Clock
from bot.commands.registry import Registry
from bot.features import FEATURES
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.places import drift
from tests.adapters.playground.little import LittleEngine
from tests.adapters.slack.ground import Head, copy, manifest, place, running
from tests.adapters.slack.village import village
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
        found = list(await made.check([Room(place(slack, room)), Room(place(slack, meeting), admin=True)]))
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
            await adapter(slack).check([Room(place(slack, public), admin=True), Room(nowhere), Room(abroad)])
        )
        assert wrong(found) == [
            "#open-office: I am not in the channel.",
            "#open-office: The channel is public: whoever likes can join and read it, whatever the community's mode "
            "says.",
            "#C0NOWHERE9: I cannot see the channel: I was taken out of it, or it was deleted.",
            "A community lives in the workspace T0ABROAD, to which this token does not belong.",
        ]
        assert all(each.remedy for each in found if each.level == "wrong")


PUBLIC = "The channel is public: whoever likes can join and read it, whatever the community's mode says."


async def test_a_channel_is_judged_by_how_open_its_community_is() -> None:
    async with simulated_slack(manifest()) as slack:
        open_one, closed = slack.team.channel("square"), slack.team.channel("circle", private=True)
        rooms = [Room(place(slack, each), everyone_reads=all_read) for each in (open_one, closed)
                 for all_read in (True, False)]  # fmt: skip
        assert wrong(list(await adapter(slack).check(rooms))) == [
            f"#square: {PUBLIC}",
            "#circle: The channel is private, so only its members can read what everybody should.",
        ]


async def test_an_archived_channel_is_a_mistake_of_communities_that_live_only() -> None:
    async with simulated_slack(manifest()) as slack:
        room = slack.team.channel("climate", private=True)
        slack.team.archives(room)
        where = place(slack, room)
        assert wrong(list(await adapter(slack).check([Room(where, archived=True)]))) == []
        [said] = wrong(list(await adapter(slack).check([Room(where)])))
        assert said.startswith("#climate: The channel itself is archived")


@pytest.mark.parametrize("mode", [Mode.PRIVATE, Mode.SEMI_PRIVATE, Mode.PUBLIC, Mode.OPEN])
@pytest.mark.parametrize("private", [True, False])
async def test_check_and_the_look_of_a_running_bot_judge_alike(
    database_url: str, clock: Clock, mode: Mode, private: bool
) -> None:
    async with village(database_url, clock) as running_one:
        martha = running_one.person("Martha")
        climate = await running_one.community("Climate", admins=[martha], mode=mode, private=private)
        await running_one.app.lookout.look_at("slack")
        [home] = await running_one.run(lambda tx: communities.homes(tx, climate.community.id))
        rooms = await running_one.run(lambda tx: [each.room for each in drift.ways_in(tx, home)])
        apart = adapter(running_one.slack)
        said = wrong(list(await apart.check(rooms)))
        assert len(said) == len(home.troubles)
        assert bool(said) is (private is (mode is Mode.OPEN))
        shown = (await (await martha.types("general", "/community places climate")).final()).text
        assert all(each.partition(": ")[2] in shown for each in said)


async def test_what_to_type_stands_as_it_is_typed_there() -> None:
    commands = tuple(Registry(FEATURES).commands.values())
    async with simulated_slack(manifest(commands)) as slack:
        made = Adapter(
            slack.bot_token, app_token=slack.app_token, signing_secret="", api_url=slack.api_url, command="/community",
            copy=copy(), specs=commands, memory=Head(),
        )  # fmt: skip
        nowhere = Place("slack", slack.team.id, "C0NOWHERE9")
        [remedy] = [each.remedy for each in await made.check([Room(nowhere)]) if each.level == "wrong"]
        assert ("/community places" in remedy, "community community" in remedy) == (True, False)


async def test_a_slack_that_does_not_answer_is_no_error_of_ours() -> None:
    made = Adapter(
        "xoxb", app_token="xapp", signing_secret="", api_url="http://127.0.0.1:9/api/", command="/community",
        copy=copy(), specs=(), memory=Head(),
    )  # fmt: skip
    [only] = await made.check([])
    assert (only.level, only.what.startswith("Slack does not answer")) == ("wrong", True)
