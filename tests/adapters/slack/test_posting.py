"""Messages are posted once, also in doubt, also where Slack hands out its histories slowly; files follow them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.message import Button, Buttons, File, Message, Paragraph
from bot.chat.port import TryLater, Undeliverable
from bot.chat.text import Words
from bot.clock import Clock
from tests.adapters.contract import send, text
from tests.adapters.playground.little import LittleEngine
from tests.adapters.slack.ground import Ground, ground
from tests.simulators.slack import broken, limited, lost, refused


@pytest.fixture(name="ground")
async def _ground(clock: Clock) -> AsyncIterator[Ground]:
    async with ground(LittleEngine(), clock=clock) as made:
        yield made


async def again(ground: Ground, message: Message, *, once: str) -> None:
    """The next attempt, by a process that knows nothing of the first."""
    ground.platform._messages.lately.clear()
    await ground.platform.send(
        ground.channel, message, locale="en", timezone="", once=once, doubted=ground.clock.now() - timedelta(minutes=5)
    )


async def test_a_lost_answer_makes_no_second_message(ground: Ground) -> None:
    """R16: Slack has no guard of its own, so the mark is looked for before it is posted again."""
    ground.slack.breaks("chat.postMessage", lost(after=True))
    with pytest.raises(TryLater):
        await send(ground, ground.channel, text("hello"), once="a")
    await again(ground, text("hello"), once="a")
    assert await ground.shown(ground.channel) == ["hello"]
    assert len(ground.slack.asked("chat.postMessage")) == 1


async def test_what_was_never_posted_is_posted_at_the_next_attempt(ground: Ground) -> None:
    ground.slack.breaks("chat.postMessage", lost())
    with pytest.raises(TryLater):
        await send(ground, ground.channel, text("hello"), once="a")
    await again(ground, text("hello"), once="a")
    assert await ground.shown(ground.channel) == ["hello"]


async def test_the_second_page_in_doubt_alone_is_posted_again(ground: Ground) -> None:
    long = Message((Paragraph(Words("word " * 6000)),))
    ground.slack.breaks("chat.postMessage", lost(), first=2)
    with pytest.raises(TryLater):
        await send(ground, ground.channel, long, once="a")
    await again(ground, long, once="a")
    read = " ".join(await ground.shown(ground.channel)).split()
    assert read == ["word"] * 6000


async def test_p3_a_slow_history_is_read_to_its_end_attempt_by_attempt(ground: Ground) -> None:
    """One call a minute and 15 messages a call: the search goes on where it was stopped."""
    ground.slack.breaks("chat.postMessage", lost(after=True))
    with pytest.raises(TryLater):
        await send(ground, ground.channel, text("hello"), once="a")
    for number in range(40):
        await send(ground, ground.channel, text(f"after {number}"), once=f"after {number}")
    ground.slack.rates.commercial = True
    for _ in range(2):
        with pytest.raises(TryLater) as later:
            await again(ground, text("hello"), once="a")
        ground.clock.forward(timedelta(seconds=later.value.after or 0))
        ground.platform._messages.api.pace.resting.clear()
    await again(ground, text("hello"), once="a")
    assert (await ground.shown(ground.channel)).count("hello") == 1


async def test_a_file_in_doubt_is_shared_once(ground: Ground) -> None:
    message = Message((Paragraph(Words("The list")), File("members.csv", "name\n")))
    ground.slack.breaks("files.completeUploadExternal", lost(after=True))
    with pytest.raises(TryLater):
        await send(ground, ground.channel, message, once="a")
    await again(ground, message, once="a")
    assert await ground.shown(ground.channel) == ["The list\nmembers.csv"]


async def test_a_message_with_its_file_goes_away_as_one(ground: Ground) -> None:
    posted = await send(ground, ground.channel, Message((Paragraph(Words("x")), File("a.csv", "a\n"))), once="a")
    await ground.platform.erase(posted)
    await ground.platform.erase(posted)
    assert [each for each in await ground.shown(ground.channel) if each] == []
    assert ground.slack.world.files == {}


async def test_a_message_that_grows_and_shrinks_keeps_its_place(ground: Ground) -> None:
    card = Message((Paragraph(Words("short")), Buttons((Button(Words("Press"), "a.b:1"),))))
    posted = await send(ground, ground.channel, card, once="a")
    long = Message((Paragraph(Words("word " * 6000)), Buttons((Button(Words("Press"), "a.b:1"),))))
    grown = await ground.platform.edit(posted, long, locale="en", timezone="")
    assert " ".join(await ground.shown(ground.channel)).split() == ["word"] * 6000
    shrunk = await ground.platform.edit(grown, card, locale="en", timezone="")
    assert await ground.shown(ground.channel) == ["short"]
    assert shrunk.pieces == ()


async def test_p2_slacks_pauses_are_obeyed_by_everybody_who_calls_that_method(ground: Ground) -> None:
    ground.slack.breaks("chat.postMessage", limited(30))
    with pytest.raises(TryLater) as first:
        await send(ground, ground.channel, text("hello"), once="a")
    with pytest.raises(TryLater) as second:
        await send(ground, ground.channel, text("hello"), once="b")
    assert first.value.after == 30
    assert second.value.after is not None
    assert 28 < second.value.after <= 30
    assert len(ground.slack.asked("chat.postMessage")) == 1


async def test_a_server_that_fails_is_asked_again_later(ground: Ground) -> None:
    ground.slack.breaks("chat.postMessage", broken(503))
    with pytest.raises(TryLater):
        await send(ground, ground.channel, text("hello"), once="a")
    assert len(ground.slack.asked("chat.postMessage")) == 1


@pytest.mark.parametrize(
    ("code", "reason", "detail"),
    [
        ("is_archived", "forbidden", "channel-archived"), ("not_in_channel", "forbidden", "not-in-channel"),
        ("channel_not_found", "gone", "channel_not_found"), ("cannot_dm_bot", "closed", "cannot_dm_bot"),
        ("messages_tab_disabled", "closed", "messages_tab_disabled"), ("missing_scope", "forbidden", "no-scope"),
        ("restricted_action", "forbidden", "restricted-action"), ("what_is_this", "invalid", "what_is_this"),
    ],
)  # fmt: skip
async def test_what_slack_refuses_has_a_reason(ground: Ground, code: str, reason: str, detail: str) -> None:
    ground.slack.breaks("chat.postMessage", refused(code))
    with pytest.raises(Undeliverable) as caught:
        await send(ground, ground.channel, text("hello"), once="a")
    assert (caught.value.reason, caught.value.detail) == (reason, detail)


@pytest.mark.parametrize("code", ["fatal_error", "internal_error", "invalid_auth", "account_inactive"])
async def test_what_may_pass_is_tried_again(ground: Ground, code: str) -> None:
    ground.slack.breaks("chat.postMessage", refused(code))
    with pytest.raises(TryLater):
        await send(ground, ground.channel, text("hello"), once="a")

