"""Much at once: an even stream that Discord never has to hold up, taken up again, and nobody written to unasked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.chat.address import Place
from bot.chat.message import say
from bot.chat.text import Words
from bot.clock import Clock
from bot.db.tx import Tx
from bot.features.communities.model import Mode
from bot.jobs.outbox import send
from tests.adapters.discord.test_stories import general
from tests.adapters.discord.village import Village, village
from tests.simulators.discord import Limits, Permission

CHANNELS, CLOSED = 60, 5
INBOX = ("POST", "/users/@me/channels")


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        made.discord.traffic.limits = Limits()
        yield made


@pytest.mark.timeout(120)
async def test_an_announcement_to_many_channels_is_paced_resumed_and_refused_once(place: Village) -> None:
    """P2, G8: at Discord's usual limits, over a restart; a channel that is closed to us is asked once."""
    guild, discord = place.guild, place.discord
    bot = next(each for each in guild.roles.values() if each.managed_by is not None)
    channels = [guild.channel(f"channel-{number}") for number in range(CHANNELS)]
    for each in channels[:CLOSED]:
        guild.let(bot, each, allow=Permission.VIEW_CHANNEL, deny=Permission.SEND_MESSAGES)
    await place.heard(lambda: {each.id for each in channels} <= place.channels())

    def tell(tx: Tx) -> None:
        for each in channels:
            where = Place("discord", str(guild.id), str(each.id))
            send(tx, where, say(Words("The new guide is here.")), key=f"news/{each.id}")

    await place.run(tell)
    await discord.until(lambda: sum(len(each.messages) for each in channels) >= CHANNELS // 3)
    assert discord.too_many == 0
    await place.restart()  # within the same second, of which nobody knows any more what was used
    await place.passes(minutes=1)
    await discord.until(lambda: all(each.messages for each in channels[CLOSED:]))
    await place.idle()
    assert [len(each.messages) for each in channels] == [0] * CLOSED + [1] * (CHANNELS - CLOSED)
    assert discord.invalid - discord.too_many == CLOSED


async def test_what_discord_py_asks_by_itself_has_its_part_of_the_limit(place: Village) -> None:
    """P2: when it connects, registers commands or asks for members, just as an announcement leaves."""
    client: Any = getattr(place.app.platforms["discord"], "_client", None)
    channels = [place.guild.channel(f"channel-{number}") for number in range(CHANNELS)]
    await place.heard(lambda: {each.id for each in channels} <= place.channels())

    def tell(tx: Tx) -> None:
        for each in channels:
            send(tx, Place("discord", str(place.guild.id), str(each.id)), say(Words("News.")), key=f"news/{each.id}")

    asked = [asyncio.create_task(client.http.get_channel(each.id)) for each in channels[:45]]
    await place.run(tell)
    await place.discord.until(lambda: all(each.messages for each in channels))
    await asyncio.gather(*asked)
    assert place.discord.too_many == 0


async def test_only_whoever_asked_for_something_gets_a_private_message(place: Village) -> None:
    """FEATURES 2.1: neither members nor administrators are written to because something happens."""
    martha, amina = place.person("Martha"), place.person("Amina")
    others = [place.person(f"Member {number}") for number in range(10)]
    climate = await place.community("Climate", admins=[martha], members=others)
    await place.asks(amina, climate, general(place))
    await martha.press(place.last(martha, climate.admins), "Approve")
    await place.idle()
    await martha.slash(general(place), "community mode", community="climate", mode=Mode.PUBLIC)
    await martha.slash(general(place), "community archive", community="climate")
    await place.idle()
    assert [len(each.inbox()) for each in (martha, amina, *others)] == [0, 1] + [0] * len(others)
    assert len(place.discord.asked(*INBOX)) == 1
