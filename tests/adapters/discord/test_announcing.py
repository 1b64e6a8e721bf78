"""What is announced on Discord goes out with its file and its thread, from forms that ask in steps."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from tests.adapters.discord.village import Living, Village, village
from tests.simulators.discord import Answer, Channel, Message, Permission, Person

REPORT = b"%PDF-1.7\x00\xff" * 300
WORDS = {"title": "Tides rise", "text": "Read the report.", "type": ["News"], "link": ""}


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def begun(who: Person, living: Living) -> Answer:
    """/announce with its words; the next step asks for the rest."""
    opened = await who.slash(living.room, "announce", community=living.community.slug)
    assert opened.modal is not None, opened.text
    return await who.press(await who.submit(opened, WORDS), "Continue")


async def announced(place: Village, who: Person, living: Living, **rest: object) -> Message:
    """Written, looked at, sent, and out: what stands in the channel."""
    preview = await who.submit(await begun(who, living), rest)
    await (await preview.final()).interaction.world.until(lambda: "Send" in preview.buttons)
    await who.press(preview, "Send")
    await place.passes(seconds=30)
    return place.last(who, living.room)


def attached(message: Message) -> dict[str, bytes]:
    return {each.filename: each.content for each in message.attachments if each.filename in message.lines}


def threads(channel: Channel) -> list[str]:
    return [each.name for each in channel.threads]


async def test_an_announcement_goes_out_with_its_file_and_a_thread_below(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    tides = await place.community("Tides", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    step = await begun(martha, tides)
    assert step.modal is not None
    assert step.modal.labels == ["Members can comment on it", "File"]
    preview = await martha.submit(step, {"file": [("The tides.pdf", REPORT)]})
    assert "File: The tides.pdf (3 kB)" in (await preview.final()).text
    await martha.press(preview, "Send")
    await place.passes(seconds=30)
    posted = place.last(amina, tides.room)
    assert attached(posted) == {"The_tides.pdf": REPORT}
    assert threads(tides.room) == ["Comments: Tides rise"]
    comment = amina.write(tides.room.threads[0], "I agree")
    assert martha.sees(tides.room.threads[0]) == ["I agree"]
    assert comment not in tides.room.messages.values()
    assert "@" not in "".join(amina.notified)


async def test_without_comments_no_thread_is_opened(place: Village) -> None:
    martha = place.person("Martha")
    tides = await place.community("Tides", admins=[martha])
    posted = await announced(place, martha, tides, comments=[])
    assert ("Tides rise" in posted.text, threads(tides.room)) == (True, [])


async def test_edited_it_keeps_its_file_and_its_thread_until_the_file_is_removed(place: Village) -> None:
    martha = place.person("Martha")
    tides = await place.community("Tides", admins=[martha])
    posted = await announced(place, martha, tides, file=[("report.pdf", REPORT)])
    for new, boxed, left in (("Tides fall", [], {"report.pdf": REPORT}), ("Tides stay", ["Remove report.pdf"], {})):
        sent = await martha.slash(tides.room, "announce", community="tides", view="Recent announcements")
        opened = await martha.press(sent, "Edit")
        following = await martha.press(await martha.submit(opened, {"title": new}), "Continue")
        assert following.modal is not None
        assert following.modal.labels == ["Remove report.pdf", "File"]
        await martha.submit(following, {"Remove report.pdf": boxed})
        await place.idle()
        assert (new in posted.text, attached(posted)) == (True, left)
    assert threads(tides.room) == ["Comments: Tides stay"]


async def test_a_file_too_large_or_lost_brings_the_form_back_with_everything_in_it(place: Village) -> None:
    martha = place.person("Martha")
    tides = await place.community("Tides", admins=[martha])
    large = await martha.submit(await begun(martha, tides), {"file": [("large.pdf", b"x" * 8_000_001)]})
    assert "File: This file has 8,001 kB; 8 MB is the most." in (await large.final()).text
    opened = await martha.press(large, "Continue")
    assert opened.modal is not None
    assert opened.modal.field("title").value == "Tides rise"
    step = await martha.press(await martha.submit(opened), "Continue")
    place.discord.world.cdn_broken = True
    lost = await martha.submit(step, {"file": [("report.pdf", REPORT)]})
    assert "File: Discord lost this file on its way here." in (await lost.final()).text
    place.discord.world.cdn_broken = False
    step = await martha.press(await martha.submit(await martha.press(lost, "Continue")), "Continue")
    preview = await martha.submit(step, {"file": [("report.pdf", REPORT)]})
    assert "File: report.pdf (3 kB)" in (await preview.final()).text


async def test_a_thread_that_may_not_be_opened_is_told_and_opened_at_a_button(place: Village) -> None:
    martha = place.person("Martha")
    tides = await place.community("Tides", admins=[martha])
    mine = tides.room.overwrites[place.discord.world.bot.id]
    mine.allow, mine.deny = mine.allow & ~Permission.CREATE_PUBLIC_THREADS, Permission.CREATE_PUBLIC_THREADS
    posted = await announced(place, martha, tides)
    assert ("Tides rise" in posted.text, threads(tides.room)) == (True, [])
    told = place.last(martha, tides.admins)
    assert "In the channel's settings, under Permissions, let my role create public threads." in told.text
    mine.deny = Permission.NONE
    await martha.press(told, "Try again")
    await place.idle()
    assert threads(tides.room) == ["Comments: Tides rise"]
