"""Several connections at once, and only some of the servers: registration, events and catching up all the same."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.chat.inbound import Arrived, CommandUsed, Inbound, Reacted
from bot.chat.message import Button, say
from bot.chat.text import Words
from bot.clock import Clock
from tests.adapters.contract import send, text
from tests.adapters.discord.ground import NEEDED, ground, place
from tests.adapters.discord.village import Village, account, village
from tests.adapters.playground.little import COMMANDS, LittleEngine
from tests.simulators.discord import NO_RESPONSE, Channel, Discord, Guild, broken, refused

PUT = ("PUT", "/applications/{application_id}/commands")
PUT_THERE = ("PUT", "/applications/{application_id}/guilds/{guild_id}/commands")


def two_shards(discord: Discord) -> None:
    """A server on each; the one of the ground falls on the first."""
    discord.gateway.shards = 2
    discord.gateway.sharding_required = True
    oak = discord.guild("Oak", shard=1)
    oak.channel("general")
    oak.add_bot(NEEDED)


def the(discord: Discord, name: str) -> Guild:
    return next(each for each in discord.world.guilds.values() if each.name == name)


def general(guild: Guild) -> Channel:
    return next(each for each in guild.channels.values() if each.name == "general")


def cut(discord: Discord, shard: int, *, resumable: bool = True) -> None:
    """One of the connections is lost."""
    gateway = discord.gateway
    for session in [each for each in gateway.sessions.values() if each.shard[0] == shard]:
        if not resumable:
            del gateway.sessions[session.id]
        assert session.socket is not None
        session.socket.cut()


def told(engine: LittleEngine, *kinds: type[Inbound]) -> list[tuple[str, str]]:
    """What happened, and on which server."""
    found = [each for each in engine.told if isinstance(each, kinds)]
    return [(type(each).__name__, _where(each)) for each in found]


def _where(each: Any) -> str:
    if isinstance(each, Arrived):
        return each.workspace
    return each.message.target.workspace if isinstance(each, Reacted) else each.place.workspace


async def test_on_two_shards_commands_are_told_once_and_events_of_both_arrive() -> None:
    engine = LittleEngine()
    async with ground(engine, commands=COMMANDS, before=two_shards) as made:
        discord, oak, baobab = made.discord, the(made.discord, "Oak"), made.guild
        await discord.until(lambda: discord.command_writes == 1)
        assert sorted(each.shard for each in discord.gateway.sessions.values()) == [(0, 2), (1, 2)]
        assert await made.platform.workspaces() == {str(oak.id): "Oak", str(baobab.id): "Baobab"}
        bo = discord.user("Bo")
        for guild in (oak, baobab):
            guild.join(bo)
        lobby = baobab.channel("lobby")
        for channel in (general(oak), lobby):
            assert (await bo.slash(channel, "communities")).text == "There is no communities here."
        posted = await send(made, place(general(oak)), text("Who comes?"), once="a")
        bo.react(made.message(posted), "✅")
        await discord.until(lambda: told(engine, Reacted))
        here, there = str(baobab.id), str(oak.id)
        assert sorted(told(engine, Arrived)) == sorted([("Arrived", here), ("Arrived", there)])
        assert told(engine, CommandUsed, Reacted) == [
            ("CommandUsed", there), ("CommandUsed", here), ("Reacted", there),
        ]  # fmt: skip
        assert await made.platform.present(account(bo))


async def test_while_one_shard_is_lost_we_are_not_ready_and_what_was_missed_is_told() -> None:
    engine = LittleEngine()
    async with ground(engine, before=two_shards) as made:
        discord, oak = made.discord, the(made.discord, "Oak")
        bo, gaps = discord.user("Bo"), made.platform.gaps
        cut(discord, 1)
        await discord.until(lambda: not made.platform.ready())
        oak.join(bo)
        await discord.until(lambda: told(engine, Arrived), within=40)
        await discord.until(made.platform.ready)
        assert (told(engine, Arrived), made.platform.gaps) == ([("Arrived", str(oak.id))], gaps)
        cut(discord, 1, resumable=False)
        await discord.until(lambda: not made.platform.ready())
        await discord.until(made.platform.ready, within=40)
        assert made.platform.gaps > gaps


async def test_of_the_servers_that_are_not_named_nothing_is_heard_and_nothing_shown() -> None:
    engine, names = LittleEngine(), list[str]()

    def oak_alone(discord: Discord) -> None:
        two_shards(discord)
        names.append(str(the(discord, "Oak").id))

    async with ground(engine, commands=COMMANDS, before=oak_alone, guilds=names) as made:
        discord, oak, baobab = made.discord, the(made.discord, "Oak"), made.guild
        await discord.until(lambda: discord.command_writes)
        assert {str(each.guild) for each in discord.world.commands.values()} == set(names)
        bo = discord.user("Bo")
        baobab.join(bo)
        lobby = baobab.channel("lobby")
        posted = await send(made, place(lobby), say(Words("Come?"), Button(Words("Yes"), "little.yes:1")), once="a")
        bo.react(made.message(posted), "✅")
        pressing = asyncio.create_task(bo.press(made.message(posted), "Yes"))
        await asyncio.sleep(0)
        discord.pass_time(4)
        assert (await pressing).text == NO_RESPONSE
        assert not await made.platform.present(account(bo))
        oak.join(bo)
        await discord.until(lambda: engine.told)
        assert await made.platform.present(account(bo))
        assert await made.platform.workspaces() == {names[0]: "Oak"}
        await bo.slash(general(oak), "communities")
        assert told(engine, Arrived, Reacted, CommandUsed) == [("Arrived", names[0]), ("CommandUsed", names[0])]
        assert len(engine.told) == 2


async def test_a_named_server_that_lets_us_in_later_is_shown_the_commands_then() -> None:
    names: list[str] = []

    def elm_alone(discord: Discord) -> None:
        names.append(str(discord.guild("Elm").id))

    async with ground(LittleEngine(), commands=COMMANDS, before=elm_alone, guilds=names) as made:
        discord = made.discord
        await discord.until(lambda: discord.asked(*PUT_THERE) or made.platform._registered)
        assert discord.world.commands == {}
        the(discord, "Elm").add_bot(NEEDED)
        await discord.until(lambda: len(discord.world.commands) == len(COMMANDS))


async def test_commands_that_discord_does_not_take_are_told_again_by_themselves() -> None:
    def trouble(discord: Discord) -> None:
        discord.breaks(*PUT, refused(50001))
        discord.breaks(*PUT, broken(400))

    async with ground(LittleEngine(), commands=COMMANDS, before=trouble, again=(0.01, 0.02)) as made:
        await made.discord.until(lambda: made.discord.command_writes == 1)
        assert len(made.discord.asked(*PUT)) == 3


@pytest.fixture(name="square")
async def _square(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def test_on_two_shards_what_happened_meanwhile_is_caught_up_with(square: Village) -> None:
    """B3, B9."""
    martha, amina, bo = square.person("Martha"), square.person("Amina"), square.person("Bo")
    climate = await square.community("Climate", admins=[martha])
    for each in (amina, bo):
        await square.asks(each, climate, next(iter(square.guild.channels.values())))
    await square.stop()
    cards = [each for each in martha.messages(climate.admins) if each.only_for is None]
    square.discord.gateway.shards = 2
    elsewhere = square.discord.guild("Oak", shard=1 - (square.guild.id >> 22) % 2)
    elsewhere.add_bot(NEEDED)
    for card in cards:
        martha.react(card, "✅")
    bo.leave(square.guild)
    await square.start()
    await square.discord.until(lambda: "climate" in amina.channels(square.guild))
    await square.idle()
    assert sum("left" in square.discord.world.channels[climate.admins.id].messages[each.id].text for each in cards) == 1
