"""A community lives on Discord: what each person sees and may do is asked of the simulated Discord itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.clock import Clock
from bot.features.board.service import PINNING
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.membership import service as membership
from bot.features.people import service as people
from tests.adapters.discord.village import Village, account, village
from tests.simulators.discord import Permission


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


def general(place: Village):  # type: ignore[no-untyped-def]
    return next(each for each in place.guild.channels.values() if each.name == "general")


async def test_a_request_is_approved_with_a_button_and_the_channel_opens_at_once(place: Village) -> None:
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], principles=("Be kind.",))
    assert amina.channels(place.guild) == ["general"]
    assert martha.channels(place.guild) == ["general", "climate", "climate-admins"]

    opened = await amina.slash(general(place), "join", community="climate")
    assert opened.modal is not None
    assert opened.modal.title == "Join Climate"
    sent = await amina.submit(opened, {"note": "I work on tides", "criteria": [_tick(opened, "criteria")],
                                       "principles": [_tick(opened, "principles")]})  # fmt: skip
    assert sent.ephemeral
    assert "Climate" in sent.text
    await place.idle()

    card = place.last(martha, climate.admins)
    assert "Amina" in card.text
    assert "I work on tides" in card.text
    assert card.buttons[:2] == ["Approve", "Reject"]
    said = await martha.press(card, "Approve")
    assert said.ephemeral
    await place.idle()

    assert amina.channels(place.guild) == ["general", "climate"]
    assert amina.may_write(climate.room)
    assert place.guild.roles_of(amina) == {"@everyone", "Climate"} or "Climate" in place.guild.roles_of(amina)
    assert ["Climate" in each for each in amina.inbox()] == [True]
    card = place.last(martha, climate.admins)
    assert "Martha" in card.text
    assert "Approve" not in card.buttons
    assert ola.channels(place.guild) == ["general"]
    assert ola.inbox() == []


def _tick(opened, name: str) -> str:  # type: ignore[no-untyped-def]
    return opened.modal.field(name).component["options"][0]["label"]


async def test_two_administrators_at_the_same_moment_decide_once(place: Village) -> None:
    """B4, with a button and an emoji."""
    martha, valentina, amina = place.person("Martha"), place.person("Valentina"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha, valentina])
    await place.asks(amina, climate, general(place))
    card = place.last(martha, climate.admins)
    valentina.react(card, "✅")
    said = await martha.press(card, "Approve")
    await place.idle()
    assert amina.channels(place.guild) == ["general", "climate"]
    assert len(amina.inbox()) == 1
    assert said.responded
    outcome = place.last(martha, climate.admins).text
    assert ("Martha" in outcome) != ("Valentina" in outcome)


async def test_after_undo_the_emoji_is_gone_and_decides_when_it_is_pressed_again(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    card = place.last(martha, climate.admins)
    for _ in range(2):
        martha.react(card, "✅")
        await place.discord.until(lambda: "climate" in amina.channels(place.guild))
        await place.idle()
        await martha.press(place.last(martha, climate.admins), "Undo")
        await place.idle()
        assert "climate" not in amina.channels(place.guild)
        await place.discord.until(lambda: martha not in card.reactions.get("✅", {}))


async def test_a_rejection_says_why_and_when_to_ask_again(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    opened = await martha.press(place.last(martha, climate.admins), "Reject")
    assert opened.modal is not None
    await martha.submit(opened, {"reason": "not eligible", "words": "Tides are another community"})
    await place.idle()
    [letter] = amina.inbox()
    assert "Tides are another community" in letter
    assert "3 December 2026" in letter or "<t:" in letter
    assert amina.channels(place.guild) == ["general"]


async def test_whoever_leaves_sees_the_channel_no_more(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    assert amina.channels(place.guild) == ["general", "climate"]
    asked = await amina.slash(climate.room, "leave")
    await amina.press(asked, "Leave")
    await place.idle()
    assert amina.channels(place.guild) == ["general"]


async def test_a_working_group_opens_to_members_of_its_community_only_and_closes_with_it(place: Village) -> None:
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    tides = await place.community("Tides", admins=[martha], mode=Mode.PUBLIC, parent=climate.community.id)
    refused = await ola.slash(general(place), "join", community="tides")
    assert "Join Climate first" in refused.text
    await amina.slash(general(place), "join", community="tides")
    await place.idle()
    assert [each.channels(place.guild) for each in (amina, ola)] == [["general", "climate", "tides"], ["general"]]
    asked = await amina.slash(climate.room, "leave")
    assert asked.lines[0] == "With it you leave its working groups: Tides."
    await amina.press(asked, "Leave")
    await place.idle()
    assert amina.channels(place.guild) == ["general"]
    assert martha.channels(place.guild).count(tides.room.name) == 1


async def test_modes_decide_who_reads_and_who_writes(place: Village) -> None:
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)

    def rights() -> list[tuple[bool, bool]]:
        return [("climate" in each.channels(place.guild), each.may_write(climate.room)) for each in (amina, ola)]

    assert rights() == [(True, True), (False, False)]
    asked = await martha.slash(climate.admins, "community mode", mode="open")
    await place.idle()
    assert rights() == [(True, True), (False, False)]
    await martha.press(asked, "Open to everybody")
    await place.idle()
    assert rights() == [(True, True), (True, False)]
    await martha.slash(climate.admins, "community mode", mode="private")
    await place.idle()
    assert rights() == [(True, True), (False, False)]


async def test_a_hidden_community_is_seen_by_nobody_else_whatever_its_mode(place: Village) -> None:
    martha, ola = place.person("Martha"), place.person("Ola")
    modes = [each for each in Mode if each is not Mode.OPEN]  # open and hidden is no community at all (D11)
    for mode in modes:
        await place.community(f"Secret {mode}", admins=[martha], mode=mode, hidden=True)
    assert ola.channels(place.guild) == ["general"]
    assert len(martha.channels(place.guild)) == 1 + 2 * len(modes)


async def test_an_archived_community_is_read_by_its_members_and_written_by_nobody(place: Village) -> None:
    """FEATURES 2.4.5, M13."""
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    asked = await martha.slash(climate.admins, "community archive")
    await martha.press(asked, "Archive")
    await place.idle()
    [pinned] = [climate.room.messages[each].text for each in climate.room.pins]
    assert ("no longer active" in pinned, climate.room.topic) == (True, "🔒 Climate")
    assert amina.channels(place.guild) == ["general", "climate"]
    assert not amina.may_write(climate.room)
    assert ola.channels(place.guild) == ["general"]
    said = await ola.slash(general(place), "join", community="climate")
    assert "archived" in said.text
    back = await martha.slash(climate.admins, "community reactivate")
    await place.idle()
    assert back.responded
    assert (climate.room.pins, climate.room.topic) == ({}, "Climate")
    assert amina.may_write(climate.room)


async def test_without_the_rights_for_pin_and_topic_it_is_archived_all_the_same(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    bot = next(each for each in place.guild.roles.values() if each.managed_by is not None)
    lacking = Permission.PIN_MESSAGES | Permission.MANAGE_CHANNELS
    place.guild.change_role(bot, permissions=bot.permissions & ~lacking)
    climate.room.overwrites[bot.id].allow &= ~lacking
    place.discord.world.tell_channel("CHANNEL_UPDATE", climate.room)
    asked = await martha.slash(climate.admins, "community archive")
    await martha.press(asked, "Archive")
    await place.idle()
    assert climate.room.pins == {}
    assert "no longer active" in place.last(martha, climate.room).text
    assert not amina.may_write(climate.room)


async def test_what_comes_is_on_the_servers_own_list_and_no_board_is_pinned(place: Village) -> None:
    assert not await place.run(lambda tx: tx.noted(PINNING))


async def test_a_new_community_takes_no_channel_from_anybody(place: Village) -> None:
    """As the README goes: the owner creates it in a channel everybody uses, and has channels of its own made."""
    otto, amina = place.owners[0], place.person("Amina")
    opened = await otto.slash(general(place), "community create", name="Tides", mode="public")
    step = await otto.submit(opened, {"purpose": "To share what we measure."})
    await otto.submit(await otto.press(step, "Continue"))
    await place.idle()
    assert amina.channels(place.guild) == ["general"]
    assert amina.may_write(general(place))

    lives = await otto.slash(general(place), "community places", community="Tides")
    await otto.press(lives, "Create channels here")
    await place.idle()
    assert amina.channels(place.guild) == ["general"]
    assert len(otto.channels(place.guild)) == 3
    joined = await amina.slash(general(place), "join", community="Tides")
    assert "Tides" in joined.text
    await place.idle()
    assert len(amina.channels(place.guild)) == 2


async def test_channels_of_a_hidden_community_need_no_role_that_everybody_would_see(place: Village) -> None:
    """M10: a server shows its roles, and who has them, to whoever is on it."""
    otto, amina, ben = place.owners[0], place.person("Amina"), place.person("Ben")
    there = {each.name for each in place.guild.roles.values()}
    shade = await place.run(
        lambda tx: communities.create(tx, replace(communities.blank(tx, "Shade", Mode.PRIVATE), hidden=True), by="")
    )
    await otto.press(await otto.slash(general(place), "community places", community=shade.slug), "Create channels here")
    await place.idle()
    assert {each.name for each in place.guild.roles.values()} == there
    assert [each.name for each in place.guild.channels.values()] == ["general", "shade", "shade-admins"]
    await amina.slash(general(place), "help")
    await place.run(lambda tx: membership.admit(tx, shade, people.person_of(tx, account(amina)), by=""))
    await place.idle()
    assert (amina.channels(place.guild), ben.channels(place.guild)) == (["general", "shade"], ["general"])


async def test_channels_that_could_not_be_made_are_tried_again_from_the_private_message_that_says_so(
    place: Village,
) -> None:
    """A private message belongs to no server: the button knows which one was meant."""
    otto = place.owners[0]
    tides = await place.run(
        lambda tx: communities.create(tx, communities.blank(tx, "Tides", Mode.PUBLIC), by="")
    )
    bot = next(each for each in place.guild.roles.values() if each.managed_by is not None)
    place.guild.change_role(bot, permissions=bot.permissions & ~Permission.MANAGE_CHANNELS)
    await otto.press(await otto.slash(general(place), "community places", community=tides.slug), "Create channels here")
    await place.idle()
    [told] = otto.messages(otto.dm)
    assert told.text.startswith("The channels of Tides could not be made.")
    place.guild.change_role(bot, permissions=bot.permissions | Permission.MANAGE_CHANNELS)
    await otto.press(told, "Try again")
    await place.idle()
    assert [each.name for each in place.guild.channels.values()] == ["general", "tides", "tides-admins"]
