"""What every platform promises, kept by the real slack-bolt on a simulated Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.chat.message import Message, Paragraph
from bot.chat.port import RemovesReactions, Room, Undeliverable
from bot.chat.text import Words
from tests.adapters import contract
from tests.adapters.playground.little import LittleEngine
from tests.adapters.slack.ground import Ground, ground


@pytest.fixture(name="ground", params=["Socket Mode", "HTTP"])
async def _ground(request: pytest.FixtureRequest) -> AsyncIterator[Ground]:
    async with ground(LittleEngine(), http=request.param == "HTTP") as made:
        yield made


class TestSlack(contract.PlatformContract, contract.FilesContract, contract.ThreadsContract, contract.PinsContract):
    """The contract, with what Slack lets no app do said instead of done."""

    async def test_an_opened_place_is_opened_for_those_who_may(self, ground: contract.Ground) -> None:
        """No app turns a private channel into a public one, or back: it says who must."""
        assert isinstance(ground, Ground)
        with pytest.raises(Undeliverable, match="forbidden: channel-private"):
            await ground.platform.open_place(
                ground.channel, role="", everyone_reads=True, members_write=True, topic="Open to all"
            )
        await ground.platform.open_place(
            ground.channel, role="", everyone_reads=False, members_write=True, topic="Closed & calm"
        )
        assert ground.room.topic["value"] == "Closed & calm"
        public = ground.slack.team.channel("square", bot=False)
        where = contract.Place("slack", ground.slack.team.id, public.id)
        await ground.platform.open_place(where, role="", everyone_reads=True, members_write=True, topic="Open to all")
        assert ground.slack.world.bot.id in public.members
        with pytest.raises(Undeliverable, match="forbidden: channel-public"):
            await ground.platform.open_place(where, role="", everyone_reads=False, members_write=True, topic="Closed")
        found = await ground.platform.inspect(Room(where))
        assert found.troubles == ("channel-public",)

    async def test_a_place_shows_what_is_wrong_with_it(self, ground: contract.Ground) -> None:
        assert isinstance(ground, Ground)
        assert (await ground.platform.inspect(Room(ground.nowhere))).troubles == ("channel-unseen",)
        public = ground.slack.team.channel("square")
        where = contract.Place("slack", ground.slack.team.id, public.id)
        assert (await ground.platform.inspect(Room(where, admin=True))).troubles == ("channel-public",)
        await ground.forbid_managing(where)
        found = await ground.platform.inspect(Room(where, admin=True))
        assert found.troubles == ("not-in-channel", "channel-public")
        ground.slack.team.archives(ground.room)
        assert (await ground.platform.inspect(Room(ground.channel, admin=True))).troubles == ("channel-archived",)

    async def test_whoever_is_in_a_public_channel_before_us_stays_there_when_we_come_in(
        self, ground: contract.Ground
    ) -> None:
        assert isinstance(ground, Ground)
        public = ground.slack.team.channel("square", members=[ground.amina])
        where = contract.Place("slack", ground.slack.team.id, public.id)
        await ground.forbid_managing(where)
        await ground.platform.grant(ground.member, where, role="")
        assert ground.slack.world.bot.id in public.members
        assert ground.member.id in public.members

    async def test_emoji_of_people_are_read_back_and_taken_off(self, ground: contract.Ground) -> None:
        """Slack lets no app take off what somebody else put, so nobody asks it to."""
        assert isinstance(ground, Ground)
        assert not isinstance(ground.platform, RemovesReactions)
        card = Message((Paragraph(Words("Decide")),), ("✅", "❌"))
        posted = await contract.send(ground, ground.channel, card, once="a")
        await ground.platform.grant(ground.member, ground.channel, role="")
        await ground.react(posted, ground.member, "✅")
        assert await ground.platform.reactions(posted) == ((ground.member, "✅"),)
