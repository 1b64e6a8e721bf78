"""The playground keeps what every platform promises, and what it promises besides: nothing is lost, nothing leaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat.address import Place
from bot.chat.message import Heading, Message, Paragraph
from bot.chat.port import Undeliverable
from bot.chat.text import Words
from tests.adapters.contract import PlatformContract, send, text
from tests.adapters.playground.stage import ADMINS, AMINA, GENERAL, MARTHA, Stage, playground


class TestPlayground(PlatformContract):
    """The contract, on the playground."""


async def test_everything_is_still_there_after_a_restart(tmp_path: Path) -> None:
    async with playground(tmp_path) as before:
        card = Message((Paragraph(Words("Decide")),), ("✅",))
        posted = await send(before, ADMINS, card, once="a")
        await before.platform.grant(AMINA, ADMINS, role="member")
        await before.react(posted, AMINA, "👀")
        await before.person(MARTHA, language="fr", reachable=False)
        await before.act(AMINA, "channel:general", "write", text="Good morning")
    async with playground(tmp_path) as after:
        assert await send(after, ADMINS, card, once="a") == posted
        assert await after.read(AMINA, "channel:admins") == ["Decide"]
        assert await after.platform.reactions(posted) == ((AMINA, "👀"),)
        assert await after.read(MARTHA, "channel:general") == ["Good morning"]
        assert (await after.pane(MARTHA))["person"]["language"] == "fr"
        with pytest.raises(Undeliverable, match="closed"):
            await send(after, MARTHA, text("x"), once="b")


async def test_a_message_beyond_the_limit_becomes_several_and_is_edited_as_one(ground: Stage) -> None:
    long = Message((Heading(Words("Minutes")), *(Paragraph(Words(f"{n} " + "x" * 1500)) for n in range(6))))
    posted = await send(ground, GENERAL, long, once="a")
    assert [len(each) for each in await ground.read(AMINA, "channel:general")] == [3013, 3005, 3005]
    await ground.platform.edit(posted, text("short now"), locale="en", timezone="")
    assert await ground.read(AMINA, "channel:general") == ["short now"]
    await ground.platform.edit(posted, long, locale="en", timezone="")
    assert [each[:9] for each in await ground.read(AMINA, "channel:general")] == ["Minutes 0", "2 xxxxxxx", "4 xxxxxxx"]
    assert await ground.places(MARTHA) == {"inbox": 0, "channel:general": 1, "channel:admins": 0}
    await ground.platform.erase(posted)
    assert await ground.read(AMINA, "channel:general") == []


async def test_an_empty_message_is_invalid(ground: Stage) -> None:
    with pytest.raises(Undeliverable, match="invalid: the message is empty"):
        await send(ground, GENERAL, Message(()), once="a")


async def test_what_a_person_wrote_is_not_ours_to_change(ground: Stage) -> None:
    await ground.act(AMINA, "channel:general", "write", text="mine")
    wrote = ground.engine.told[-1].message  # type: ignore[union-attr]
    assert wrote is not None
    with pytest.raises(Undeliverable, match="forbidden"):
        await ground.platform.edit(wrote, text("yours"), locale="en", timezone="")
    await ground.platform.erase(wrote)
    assert await ground.read(AMINA, "channel:general") == ["mine"]


async def test_a_message_is_found_only_where_it_is(ground: Stage) -> None:
    posted = await send(ground, ADMINS, text("secret"), once="a")
    elsewhere = type(posted)(Place("playground", "kapok", "general"), posted.id)
    with pytest.raises(Undeliverable, match="gone"):
        await ground.platform.edit(elsewhere, text("changed"), locale="en", timezone="")
    assert await ground.read(MARTHA, "channel:admins") == ["secret"]


async def test_a_private_channel_is_unknown_to_those_outside(ground: Stage) -> None:
    posted = await send(ground, ADMINS, text("about Amina"), once="a")
    assert await ground.places(AMINA) == {"inbox": 0, "channel:general": 0}
    assert await ground.places(MARTHA) == {"inbox": 0, "channel:general": 0, "channel:admins": 1}
    assert (await ground.pane(AMINA, "channel:admins"))["place"] == "channel:general"
    refused = await ground.act(AMINA, "channel:admins", "react", message=int(posted.id), emoji="✅")
    assert refused == {"refused": "You cannot see this channel any more. Choose another one on the left."}
    assert await ground.platform.reactions(posted) == ()
    assert ground.engine.told == []


async def test_where_only_members_write_others_read(ground: Stage) -> None:
    await ground.platform.open_place(ADMINS, role="", everyone_reads=True, members_write=True, topic="Open")
    assert (await ground.pane(AMINA, "channel:admins"))["writes"] is False
    refused = await ground.act(AMINA, "channel:admins", "write", text="may I?")
    assert refused == {"refused": "You can read here, but only members may write. Join the community first."}
    assert await ground.act(MARTHA, "channel:admins", "write", text="welcome") == {}
    assert await ground.read(AMINA, "channel:admins") == ["welcome"]
    await ground.platform.open_place(ADMINS, role="", everyone_reads=True, members_write=False, topic="Archived")
    assert (await ground.pane(MARTHA, "channel:admins"))["writes"] is False


async def test_a_channel_that_was_made_is_on_the_page_for_those_inside(ground: Stage) -> None:
    made = await ground.platform.make_places("baobab", slug="tides", name="Tides")
    place = Place("playground", "baobab", made.channel)
    assert f"channel:{made.channel}" not in await ground.places(AMINA)
    await ground.platform.grant(AMINA, place, role=made.role)
    assert (await ground.places(AMINA))["channel:tides"] == 0
    with pytest.raises(Undeliverable, match="workspace-gone"):
        await ground.platform.make_places("elsewhere", slug="tides", name="Tides")


async def test_a_channel_deleted_and_made_again_is_another_one(ground: Stage) -> None:
    first = await ground.platform.make_places("baobab", slug="tides", name="Tides")
    await ground.post("channel", id="act-00001", workspace="baobab", channel=first.channel, gone=True)
    since = ground.clock.now()
    again = await ground.platform.make_places("baobab", slug="tides", name="Tides", doubted=since)
    assert (again.channel, again.admin_channel) == ("tides-2", first.admin_channel)


async def test_one_role_does_not_take_out_whom_another_lets_in(ground: Stage) -> None:
    await ground.platform.grant(AMINA, ADMINS, role="old")
    await ground.platform.grant(AMINA, ADMINS, role="new")
    await ground.platform.revoke(AMINA, ADMINS, role="old")
    assert "amina" in await ground.inside(ADMINS)
    holders = [(await ground.platform.inspect(ADMINS, role=each, admin=False)).holders for each in ("old", "new")]
    assert holders == [{MARTHA}, {AMINA, MARTHA}]
    await ground.platform.revoke(AMINA, ADMINS, role="new")
    assert await ground.inside(ADMINS) == ["martha"]
