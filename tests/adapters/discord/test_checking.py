"""`palabre check` on Discord: each thing that can be wrong is found by asking, and said with what to click."""

from __future__ import annotations

import inspect
import re
from collections.abc import AsyncIterator
from typing import get_args

import pytest

from adapters.discord.access import NEEDS, troubles_of
from adapters.discord.checking import MENDING, WORDS
from adapters.discord.platform import Discord as Adapter
from bot.chat.port import Finding, Room, Trouble
from bot.commands.registry import Registry
from bot.features import FEATURES
from tests.adapters.discord.ground import NEEDED, Ground, Head, ground, place
from tests.adapters.playground.little import LittleEngine
from tests.simulators.discord import Intent, Permission, places, simulated_discord
from tests.simulators.discord.model import Overwrite
from tests.words import our_copy

MAKES_NONE = "Create channels here (/community places) cannot work there."
COMMANDS = tuple(Registry(FEATURES).commands.values())


@pytest.fixture(name="ground")
async def _ground() -> AsyncIterator[Ground]:
    async with ground(LittleEngine(), commands=COMMANDS) as made:
        yield made


async def looked(ground: Ground, *, role: str = "") -> list[Finding]:
    role = role or str(ground.members.id)
    return list(await ground.platform.check([Room(place(ground.room), role), Room(place(ground.admins), admin=True)]))


def amiss(found: list[Finding]) -> list[tuple[str, str]]:
    return [(each.level, each.what) for each in found if each.level != "fine"]


async def registered(ground: Ground) -> None:
    await ground.discord.until(lambda: ground.discord.command_writes == 1)


async def test_what_is_in_order_is_said_so(ground: Ground) -> None:
    await registered(ground)
    found = await looked(ground)
    assert amiss(found) == []
    assert [each.what for each in found][-2:] == [
        "Baobab #climate is as it should be.", "Baobab #climate-admins is as it should be.",
    ]  # fmt: skip


async def test_rights_that_are_missing_are_named_with_what_to_click(ground: Ground) -> None:
    await registered(ground)
    bot = next(each for each in ground.guild.roles.values() if each.managed_by is not None)
    bot.permissions &= ~(Permission.MANAGE_ROLES | Permission.MANAGE_MESSAGES)
    found = await looked(ground)
    assert ("wrong", "Baobab #climate: the bot may not give roles.") in amiss(found)
    assert ("wrong", "Baobab #climate: the bot may not take an emoji off a card.") in amiss(found)
    assert all(each.remedy for each in found if each.level == "wrong")


async def test_what_a_server_did_not_allow_is_named_before_anything_lives_there(ground: Ground) -> None:
    await registered(ground)
    assert amiss(list(await ground.platform.check([]))) == []
    bot = next(each for each in ground.guild.roles.values() if each.managed_by is not None)
    bot.permissions &= ~(Permission.MANAGE_ROLES | Permission.MANAGE_MESSAGES)
    assert amiss(list(await ground.platform.check([]))) == [
        ("wrong", f"Baobab: the bot was not allowed: Manage Roles. {MAKES_NONE}"),
        ("mind", "Baobab: the bot was not allowed: Manage Messages (takes off the emoji of those who may not decide)."),
    ]


async def test_before_anything_lives_anywhere_one_server_that_lets_us_make_channels_is_enough(ground: Ground) -> None:
    await registered(ground)
    bot = next(each for each in ground.guild.roles.values() if each.managed_by is not None)
    bot.permissions &= ~Permission.MANAGE_CHANNELS
    said = f"Baobab: the bot was not allowed: Manage Channels. {MAKES_NONE}"
    [only] = [each for each in await ground.platform.check([]) if each.level != "fine"]
    assert (only.level, only.what) == ("wrong", said)
    assert only.remedy.startswith("Server Settings, Roles, Palabre: allow that, or open the link of:")
    other = ground.discord.guild("Acacia")
    other.add_bot(NEEDED)
    assert amiss(list(await ground.platform.check([]))) == [("mind", said)]


async def test_a_server_where_nothing_lives_is_no_mistake_of_communities_that_live_elsewhere(ground: Ground) -> None:
    await registered(ground)
    other = ground.discord.guild("Acacia")
    other.add_bot(NEEDED & ~Permission.MANAGE_CHANNELS)
    assert amiss(await looked(ground)) == [
        ("mind", f"Acacia: the bot was not allowed: Manage Channels. {MAKES_NONE}")
    ]


async def test_without_the_right_to_list_events_all_else_works_and_it_is_said(ground: Ground) -> None:
    await registered(ground)
    bot = next(each for each in ground.guild.roles.values() if each.managed_by is not None)
    bot.permissions &= ~Permission.CREATE_EVENTS
    [mind] = [each for each in await looked(ground) if each.level != "fine"]
    assert (mind.level, mind.what, mind.remedy) == (
        "mind", "Baobab: the bot may not list in the server's events what open communities plan.",
        "Server Settings, Roles, Palabre: allow Create Events; without it all else works.",
    )  # fmt: skip


async def test_without_the_right_to_pin_all_else_works_and_it_is_said(ground: Ground) -> None:
    await registered(ground)
    bot = next(each for each in ground.guild.roles.values() if each.managed_by is not None)
    bot.permissions &= ~Permission.PIN_MESSAGES
    [mind] = [each for each in await looked(ground) if each.level != "fine"]
    assert (mind.level, mind.what, mind.remedy) == (
        "mind", "Baobab: the bot may not pin in its channels that a community is archived.",
        "Server Settings, Roles, Palabre: allow Pin Messages; without it all else works.",
    )  # fmt: skip


async def test_a_role_that_nobody_can_be_given_is_found(ground: Ground) -> None:
    await registered(ground)
    bot = next(each for each in ground.guild.roles.values() if each.managed_by is not None)
    for role in (bot.id, ground.guild.id):
        assert amiss(await looked(ground, role=str(role))) == [
            ("wrong", "Baobab #climate: the role of the members is everybody's, or belongs to a bot or a service.")
        ]


async def test_a_role_above_the_bots_own_is_found(ground: Ground) -> None:
    await registered(ground)
    high = ground.guild.role("High", position=50)
    [wrong] = amiss(await looked(ground, role=str(high.id)))
    assert wrong[1].startswith("Baobab #climate: the role of the members stands above that of the bot")


async def test_a_role_or_channel_that_is_gone_is_found(ground: Ground) -> None:
    await registered(ground)
    assert amiss(await looked(ground, role="999999999999999999")) == [
        ("wrong", "Baobab #climate: the role of the members is no more.")
    ]
    places.remove(ground.guild.owner, ground.room)
    assert amiss(await looked(ground)) == [
        ("wrong", f"Baobab #{ground.room.id}: there is no such channel, or the bot cannot see it.")
    ]


async def test_a_channel_it_may_not_see_is_one_thing_to_mend(ground: Ground) -> None:
    """Discord counts every other right there as missing as well, also those that the server gives."""
    await registered(ground)
    bot = ground.discord.world.bot.id
    ground.room.overwrites[bot] = Overwrite(bot, 1, deny=Permission.VIEW_CHANNEL)
    assert amiss(await looked(ground)) == [("wrong", "Baobab #climate: the bot cannot see the channel.")]


async def test_a_server_the_bot_was_taken_from_is_found(ground: Ground) -> None:
    await registered(ground)
    ground.guild.remove_bot()
    assert [level for level, _ in amiss(await looked(ground))] == ["wrong", "wrong"]


async def test_a_wrong_token_a_missing_intent_and_commands_not_told_yet_are_found() -> None:
    async with simulated_discord(privileged=Intent(0)) as discord:
        discord.guild("Baobab").add_bot(NEEDED)

        async def asked(token: str, *guilds: str) -> list[Finding]:
            adapter = Adapter(
                token, api_url=discord.api_url, gateway_url=discord.gateway_url, guilds=guilds, copy=our_copy(),
                specs=COMMANDS, memory=Head(),
            )  # fmt: skip
            return list(await adapter.check([]))

        assert amiss(await asked("MTA4NDc.wrong.token")) == [("wrong", "Discord does not know the token of [discord].")]
        assert amiss(await asked(discord.token)) == [
            ("wrong", "Discord does not tell this application who the members of a server are."),
            ("mind", "Discord does not show this version's commands yet."),
        ]
        assert amiss(await asked(discord.token, "1"))[1:] == [
            ("wrong", "[discord] guilds names the server 1, and the bot is not on it.")
        ]


def test_every_trouble_that_is_found_has_words_and_a_way_out() -> None:
    """Some troubles that places can have do not exist on Discord, such as an archived channel."""
    named = re.findall(r'yield "([a-z-]+)"', inspect.getsource(troubles_of))
    found = {"workspace-gone", *named, *(trouble for _, trouble in NEEDS)}
    assert set(MENDING) == set(WORDS) == found
    assert found <= set(get_args(Trouble))
