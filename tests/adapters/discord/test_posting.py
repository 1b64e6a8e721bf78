"""Messages arrive once, stay together when they are long, and are found again after any doubt."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.discord.posting import mark_of, nonce_of
from bot.chat.message import Button, Buttons, Message, Paragraph
from bot.chat.text import Words
from tests.adapters.contract import REPORT, report, send, text
from tests.adapters.discord.ground import Ground, ground
from tests.adapters.playground.little import LittleEngine


@pytest.fixture(name="ground")
async def _ground() -> AsyncIterator[Ground]:
    async with ground(LittleEngine()) as made:
        yield made


def long(words: int, *, emoji: tuple[str, ...] = ()) -> Message:
    body = Paragraph(Words(" ".join(f"word{n}" for n in range(words))))
    return Message((body, Buttons((Button(Words("Approve"), "approvals.approve:req_1"),))), emoji)


def read(said: list[str]) -> list[str]:
    return [word for each in said for word in each.split() if word.startswith("word")]


async def test_a_repeat_within_minutes_is_known_by_its_nonce(ground: Ground) -> None:
    """R16: the answer was lost; Discord itself knows the repeat."""
    first = await send(ground, ground.channel, long(1200), once="job 1")
    again = await send(ground, ground.channel, long(1200), once="job 1")
    assert again == first
    assert len(first.pieces) == 2
    assert read(await ground.shown(ground.channel)) == [f"word{n}" for n in range(1200)]


async def test_a_repeat_after_hours_finds_what_the_first_attempt_left(ground: Ground) -> None:
    """R16: Discord has forgotten the nonce long ago; the mark on the message tells."""
    began = ground.discord.now()
    first = await send(ground, ground.channel, long(1200), once="job 1")
    ground.discord.pass_time(3 * 3600)
    again = await ground.platform.send(
        ground.channel, long(1200), locale="en", timezone="", once="job 1", doubted=began
    )
    assert again == first
    assert len(await ground.shown(ground.channel)) == 3


async def test_half_a_message_is_completed(ground: Ground) -> None:
    """The process died after the first of three messages."""
    began = ground.discord.now()
    posted = await send(ground, ground.channel, long(1200), once="job 1")
    for each in (*posted.pieces[1:], posted.id):
        await ground.platform.erase(type(posted)(ground.channel, each))
    ground.discord.pass_time(3 * 3600)
    again = await ground.platform.send(
        ground.channel, long(1200), locale="en", timezone="", once="job 1", doubted=began
    )
    assert again.pieces[0] == posted.pieces[0]
    assert read(await ground.shown(ground.channel)) == [f"word{n}" for n in range(1200)]


async def test_somebody_elses_messages_are_never_taken_for_ours(ground: Ground) -> None:
    began = ground.discord.now()
    ground.guild.give(ground.amina, ground.members)
    for number in range(130):
        ground.amina.write(ground.room, f"chatter {number}")
    posted = await ground.platform.send(
        ground.channel, text("the news"), locale="en", timezone="", once="job 1", doubted=began - timedelta(hours=1)
    )
    assert (await ground.shown(ground.channel))[-1] == "the news"
    again = await ground.platform.send(
        ground.channel, text("the news"), locale="en", timezone="", once="job 1", doubted=began
    )
    assert again == posted


async def test_a_message_that_becomes_shorter_or_longer_stays_whole(ground: Ground) -> None:
    posted = await send(ground, ground.channel, long(1200, emoji=("✅",)), once="a")
    shorter = await ground.platform.edit(posted, long(600), locale="en", timezone="")
    assert shorter is not None
    assert (shorter.id, len(shorter.pieces)) == (posted.id, 0) or len(shorter.pieces) == 1
    assert read(await ground.shown(ground.channel)) == [f"word{n}" for n in range(600)]
    longer = await ground.platform.edit(shorter, long(2000, emoji=("✅",)), locale="en", timezone="")
    assert longer is not None
    assert read(await ground.shown(ground.channel)) == [f"word{n}" for n in range(2000)]
    await ground.platform.edit(longer, long(2000), locale="en", timezone="")
    assert read(await ground.shown(ground.channel)) == [f"word{n}" for n in range(2000)]
    await ground.platform.erase(longer)
    assert await ground.shown(ground.channel) == []


async def test_a_file_goes_with_the_piece_that_shows_it_when_its_text_becomes_longer_or_shorter(ground: Ground) -> None:
    """Nobody has its bytes at hand then: they are taken from where it stands."""

    def about(words: int, *, content: bytes = b"") -> Message:
        return Message((*report(content).parts, *long(words).parts))

    at_first = Message((*long(600).parts, *report(REPORT).parts))
    posted = await send(ground, ground.channel, at_first, once="a")
    for message in (about(600), Message((*long(1800).parts, *report().parts)), about(1800), about(10)):
        posted = await ground.platform.edit(posted, message, locale="en", timezone="")
        found = [ground.message(replace(posted, id=each)) for each in (*posted.pieces, posted.id)]
        assert [each.content for piece in found for each in piece.attachments] == [REPORT]
        assert [line for piece in found for line in piece.lines if line.endswith(".pdf")] == ["report.pdf"]


async def test_nobody_is_called_by_what_people_write(ground: Ground) -> None:
    """G7: by whatever sign, in text, button or file name."""
    ground.guild.give(ground.amina, ground.members)
    hostile = f"@everyone @here <@{ground.amina.id}> <@&{ground.members.id}> <!channel> @\u200beveryone"
    await send(ground, ground.channel, text(hostile), once="a")
    await send(ground, ground.channel, Message((Paragraph(Words(hostile, rich=True)),)), once="b")
    assert ground.amina.notified == []
    assert (await ground.shown(ground.channel))[0].split() == hostile.split()


def test_marks_and_nonces_are_such_as_discord_takes() -> None:
    marks = {mark_of(f"job {n}", page) for n in range(500) for page in range(3)}
    assert len(marks) == 1500
    assert all(1000 <= each < 2**31 for each in marks)
    assert len(nonce_of("x" * 300, 2)) == 25
