"""Discord on its bad days: answers that are lost, servers that break, limits, bans, rights that are gone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.discord.platform import Discord
from adapters.discord.traffic import REFUSALS, WINDOW
from bot.chat.port import TryLater, Undeliverable
from bot.errors import OperatorError
from tests.adapters.contract import send, text
from tests.adapters.discord.ground import Ground, Head, ground, place
from tests.adapters.playground.little import COMMANDS, LittleEngine
from tests.simulators.discord import Intent, Permission, broken, held, limited, lost, places, refused, simulated_discord
from tests.simulators.discord.model import Overwrite
from tests.words import our_copy

CREATE = ("POST", "/channels/{channel_id}/messages")


@pytest.fixture(name="ground")
async def _ground() -> AsyncIterator[Ground]:
    async with ground(LittleEngine()) as made:
        yield made


async def test_an_answer_that_is_lost_makes_no_second_message(ground: Ground) -> None:
    """R12, R16: the message is there, and nobody was told."""
    ground.discord.breaks(*CREATE, lost(after=True))
    with pytest.raises(TryLater):
        await send(ground, ground.channel, text("once"), once="a")
    await send(ground, ground.channel, text("once"), once="a")
    assert await ground.shown(ground.channel) == ["once"]


async def test_what_never_arrived_is_sent_again(ground: Ground) -> None:
    ground.discord.breaks(*CREATE, lost())
    with pytest.raises(TryLater):
        await send(ground, ground.channel, text("once"), once="a")
    await send(ground, ground.channel, text("once"), once="a")
    assert await ground.shown(ground.channel) == ["once"]


async def test_a_server_that_breaks_after_its_work_makes_no_second_message(ground: Ground) -> None:
    """discord.py tries again by itself; the nonce is the same."""
    ground.discord.breaks(*CREATE, broken(502, after=True))
    await send(ground, ground.channel, text("once"), once="a")
    assert await ground.shown(ground.channel) == ["once"]
    assert len(ground.discord.asked(*CREATE)) == 2


async def test_too_fast_is_waited_for_or_told(ground: Ground) -> None:
    """P2: shortly, discord.py waits; longer, the job goes back with the time that Discord named."""
    ground.discord.breaks(*CREATE, limited(0.05))
    await send(ground, ground.channel, text("soon"), once="a")
    ground.discord.breaks(*CREATE, limited(900.0))
    with pytest.raises(TryLater) as later:
        await send(ground, ground.channel, text("later"), once="b")
    assert later.value.after == pytest.approx(900.0)
    assert await ground.shown(ground.channel) == ["soon"]


async def test_a_wall_in_front_of_discord_is_tried_again_later(ground: Ground) -> None:
    """G8: a 429 without Via comes from where bans are made; discord.py raises at once."""
    ground.discord.breaks(*CREATE, limited(5.0, via=False))
    with pytest.raises(TryLater):
        await send(ground, ground.channel, text("later"), once="a")


async def test_a_refusal_is_not_repeated(ground: Ground) -> None:
    """G8: 403 and 404 end the attempt, and their number is watched."""
    for code in (50013, 50001, 10003):
        ground.discord.breaks(*CREATE, refused(code))
    reasons = []
    for number in range(3):
        with pytest.raises(Undeliverable) as never:
            await send(ground, ground.channel, text("never"), once=f"never {number}")
        reasons.append((never.value.reason, never.value.detail))
    assert reasons[:2] == [("forbidden", "no-permission"), ("forbidden", "no-view")]
    assert reasons[2][0] == "gone"
    assert len(ground.discord.asked(*CREATE)) == 3


async def test_a_wrong_token_stops_with_what_to_do() -> None:
    async with simulated_discord() as discord:
        adapter = Discord(
            "MTA4NDc.wrong.token", api_url=discord.api_url, gateway_url=discord.gateway_url, guilds=(),
            copy=our_copy(), specs=(), memory=Head(),
        )  # fmt: skip
        with pytest.raises(OperatorError, match="does not know the token") as wrong:
            await adapter.run(LittleEngine())
        assert "PALABRE_DISCORD__TOKEN" in str(wrong.value)
        assert len(discord.requests) == 1


async def test_a_missing_intent_stops_with_what_to_switch_on() -> None:
    async with simulated_discord(privileged=Intent(0)) as discord:
        adapter = Discord(
            discord.token, api_url=discord.api_url, gateway_url=discord.gateway_url, guilds=(),
            copy=our_copy(), specs=(), memory=Head(),
        )  # fmt: skip
        with pytest.raises(OperatorError, match="Server Members Intent"):
            await adapter.run(LittleEngine())


async def test_r3_discord_saying_three_times_that_it_is_ready_begins_nothing_twice() -> None:
    engine = LittleEngine()
    async with ground(engine, commands=COMMANDS) as made:
        discord, client = made.discord, made.platform._client
        await discord.until(lambda: made.platform._registered)
        assert client is not None
        for _ in range(3):
            client.dispatch("ready")
        bo, lobby = discord.user("Bo"), made.guild.channel("lobby")
        made.guild.join(bo)
        assert (await bo.slash(lobby, "communities")).responded
        assert (discord.command_writes, discord.gateway.identified) == (1, 1)
        assert [type(each).__name__ for each in engine.told] == ["Arrived", "CommandUsed"]


async def test_a_right_that_is_missing_is_named(ground: Ground) -> None:
    """Discord only says that one is missing; whoever can mend it reads which."""
    bot = next(each for each in ground.guild.roles.values() if each.managed_by is not None)
    ground.guild.let(bot, ground.room, allow=Permission.VIEW_CHANNEL, deny=Permission.SEND_MESSAGES)
    await ground.heard()
    with pytest.raises(Undeliverable) as never:
        await send(ground, ground.channel, text("never"), once="a")
    assert (never.value.reason, never.value.detail) == ("forbidden", "no-send")


async def test_before_a_ban_nothing_leaves_any_more(ground: Ground) -> None:
    """G8: 10,000 refusals in ten minutes ban the address; we rest well before."""
    now = asyncio.get_running_loop().time()
    ground.platform._rest.traffic.refused.extend([now - WINDOW + 60] * REFUSALS)
    with pytest.raises(TryLater) as later:
        await send(ground, ground.channel, text("later"), once="a")
    assert later.value.after is not None
    assert 55 < later.value.after <= 60
    assert ground.discord.asked(*CREATE) == []


async def test_refusals_are_counted_from_what_discord_answers(ground: Ground) -> None:
    for fault in (refused(50013), limited(0.01)):
        ground.discord.breaks(*CREATE, fault)
    with pytest.raises(Undeliverable):
        await send(ground, ground.channel, text("never"), once="a")
    await send(ground, ground.channel, text("soon"), once="b")
    assert len(ground.platform._rest.traffic.refused) == 2


async def test_somebody_whose_messages_are_closed_is_told_apart_from_who_is_gone(ground: Ground) -> None:
    """B10."""
    ground.amina.dms = False
    with pytest.raises(Undeliverable, match="closed"):
        await send(ground, ground.member, text("for you"), once="a")
    await ground.go(ground.member)
    with pytest.raises(Undeliverable, match="gone"):
        await send(ground, ground.member, text("for you"), once="b")


async def test_a_channel_that_is_deleted_takes_nothing_more(ground: Ground) -> None:
    posted = await send(ground, ground.channel, text("here"), once="a")
    places.remove(ground.guild.owner, ground.room)
    with pytest.raises(Undeliverable, match="gone"):
        await ground.platform.edit(posted, text("there"), locale="en", timezone="")
    with pytest.raises(Undeliverable, match="gone"):
        await ground.platform.reactions(posted)
    await ground.platform.erase(posted)


async def test_whoever_is_let_in_while_a_channel_changes_stays_inside(ground: Ground) -> None:
    """Another process opens the channel to somebody between our look at it and our change of it."""
    looked = asyncio.Event()
    ground.discord.breaks("GET", "/channels/{channel_id}", held(looked, after=True))
    closed = {"role": "", "everyone_reads": False, "members_write": True, "topic": ""}
    changing = asyncio.create_task(ground.platform.open_place(place(ground.admins), **closed))
    await ground.discord.until(lambda: ground.discord.asked("GET", "/channels/{channel_id}"))
    ground.admins.overwrites[ground.amina.id] = Overwrite(ground.amina.id, 1, allow=Permission.VIEW_CHANNEL)
    looked.set()
    await changing
    assert str(ground.amina.id) in await ground.inside(place(ground.admins))
