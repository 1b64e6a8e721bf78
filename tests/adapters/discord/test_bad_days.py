"""Discord on its bad days: answers that are lost, servers that break, limits, bans, rights that are gone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.discord.rest import REFUSALS, WINDOW
from bot.chat.port import TryLater, Undeliverable
from tests.adapters.contract import send, text
from tests.adapters.discord.ground import Ground, ground
from tests.adapters.playground.little import LittleEngine
from tests.simulators.discord import broken, limited, lost, places, refused

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


async def test_before_a_ban_nothing_leaves_any_more(ground: Ground) -> None:
    """G8: 10,000 refusals in ten minutes ban the address; we rest well before."""
    now = asyncio.get_running_loop().time()
    ground.platform._rest.refusals.at.extend([now - WINDOW + 60] * REFUSALS)
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
    assert len(ground.platform._rest.refusals.at) == 2


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
