"""What is announced on Slack goes out with its file, and what people answer stands in its thread."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.clock import Clock
from tests.adapters.slack.village import Living, Village, village
from tests.simulators.slack import Answer, Seen, User, lost

REPORT = b"%PDF-1.7\x00\xff" * 300
WORDS = {"title": "Tides rise", "text": "Read the report."}


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def begun(who: User, living: Living) -> Answer:
    """/community announce, with its form open."""
    opened = await (await who.types(living.room, f"/community announce {living.community.slug}")).final()
    assert opened.modal is not None, opened.text
    return opened


async def announced(place: Village, who: User, living: Living, **rest: object) -> Seen:
    """Written, looked at, sent, and out: what stands in the channel."""
    preview = await who.submits(await begun(who, living), {**WORDS, **rest})
    await place.idle()
    assert preview.errors == {}
    await who.presses(None, "Send")
    await place.idle()
    await place.passes(seconds=30)
    return standing(who, living)


def standing(who: User, living: Living) -> Seen:
    [found] = [each for each in who.messages(living.room) if "Read the report." in each.text and not each.ephemeral]
    return found


async def edits(place: Village, who: User, living: Living, values: dict[str, object]) -> None:
    """Open what was announced in its form, change some of it and send that."""
    asked = f"/community announce {living.community.slug} view:recent-announcements"
    await (await who.types(living.room, asked)).final()
    opened = await (await who.presses(None, "Edit")).final()
    assert opened.modal is not None, opened.text
    sent = await who.submits(opened, values)
    await place.idle()
    assert sent.errors == {}


def attached(place: Village, living: Living) -> list[tuple[str, bytes | None, bool]]:
    """What everybody can fetch from a community's channel: name, bytes, and whether it stands in a thread."""
    world = place.slack.world
    return [
        (world.files[file].name, world.files[file].content, bool(each.thread))
        for each in world.channels[living.room.id].in_order() for file in each.files if file in world.files
    ]  # fmt: skip


async def test_an_announcement_goes_out_with_its_file_and_is_answered_in_its_thread(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    tides = await place.community("Tides", admins=[martha], members=[amina])
    posted = await announced(place, martha, tides, file={"report.pdf": REPORT})
    assert attached(place, tides) == [("report.pdf", REPORT, False)]
    amina.writes(tides.room, "I agree", thread=posted)
    await place.idle()
    assert martha.sees(tides.room, thread=posted)[1:] == ["I agree"]
    assert [each for each in martha.sees(tides.room) if "agree" in each] == []
    assert [each for each in martha.inbox() if "nobody can comment" in each] == []


async def test_edited_it_keeps_its_file_until_another_takes_its_place_or_it_is_removed(place: Village) -> None:
    martha = place.person("Martha")
    tides = await place.community("Tides", admins=[martha])
    await announced(place, martha, tides, file={"report.pdf": REPORT})
    await edits(place, martha, tides, {"title": "Tides fall"})
    assert ("Tides fall" in standing(martha, tides).text, attached(place, tides)) == (
        True, [("report.pdf", REPORT, False)],
    )  # fmt: skip
    await edits(place, martha, tides, {"file": {"new.pdf": b"new"}})
    assert attached(place, tides) == [("new.pdf", b"new", True)]
    await edits(place, martha, tides, {"Remove new.pdf": ["Yes"]})
    assert ("Tides fall" in standing(martha, tides).text, attached(place, tides)) == (True, [])


async def test_another_file_whose_answer_was_lost_stands_there_once(place: Village) -> None:
    martha = place.person("Martha")
    tides = await place.community("Tides", admins=[martha])
    await announced(place, martha, tides, file={"report.pdf": REPORT})
    place.slack.breaks("files.completeUploadExternal", lost(after=True))
    await edits(place, martha, tides, {"file": {"new.pdf": b"new"}})
    await place.passes(minutes=5)
    assert attached(place, tides) == [("new.pdf", b"new", True)]


async def test_a_file_that_is_too_large_is_said_beside_its_field_and_nothing_typed_is_lost(place: Village) -> None:
    martha = place.person("Martha")
    tides = await place.community("Tides", admins=[martha])
    opened = await begun(martha, tides)
    sent = await martha.submits(opened, {**WORDS, "file": {"film.mp4": b"0" * 8_000_001}})
    assert sent.errors == {
        "File": "This file has 8,001 kB; 8 MB is the most. Choose a smaller one, or write where it can be found."
    }
    assert martha.modal is not None
    assert martha.modal.values["Title"] == "Tides rise"
    again = await martha.submits(None, {"file": {"report.pdf": REPORT}})
    assert "report.pdf (3 kB)" in (await again.final()).text


async def test_a_file_that_slack_does_not_hand_out_is_asked_for_again(place: Village) -> None:
    """The app was installed before it needed the right to read files."""
    martha = place.person("Martha")
    tides = await place.community("Tides", admins=[martha])
    place.slack.app = replace(place.slack.app, scopes=place.slack.app.scopes - {"files:read"})
    sent = await martha.submits(await begun(martha, tides), {**WORDS, "file": {"report.pdf": REPORT}})
    assert sent.errors == {"File": "Slack lost this file on its way here. Choose it again, or go on without it."}
    without = await martha.submits(None, {"file": None})
    assert "Tides rise" in (await without.final()).text


async def test_the_token_goes_to_nobody_but_slack(place: Village) -> None:
    """People also choose what stands elsewhere; then its address is somebody else's."""
    martha = place.person("Martha")
    tides = await place.community("Tides", admins=[martha])
    opened = await begun(martha, tides)
    await martha.fills(opened, {**WORDS, "file": {"report.pdf": REPORT}})
    for (_, block, _), given in martha.person.filled.items():
        if block == "file":
            address = given["files"][0]["url_private_download"]
            given["files"][0]["url_private_download"] = address.replace("127.0.0.1", "localhost")
    sent = await martha.submits(opened)
    assert sent.errors == {"File": "Slack lost this file on its way here. Choose it again, or go on without it."}
