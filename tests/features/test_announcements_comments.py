"""Comments below an announcement: one thread in each place, opened once, which outlives what it is about (guide 83)."""

from __future__ import annotations

import pytest

from bot.chat.address import Posted
from bot.chat.inbound import Wrote
from bot.chat.reply import Silence
from bot.clock import Clock
from bot.db.database import Database
from bot.features.communities import service as communities
from bot.features.communities.model import State
from bot.jobs.outbox import cards
from tests.features.newsroom import (
    ADA,
    BEN,
    CLEO,
    DAN,
    NORTH,
    NORTH_ADMINS,
    SOUTH,
    Killed,
    Newsroom,
    opened,
)
from tests.simulators.post_office import Fault, later, lost_answer, refused
from tests.words import our_copy


@pytest.fixture
async def newsroom(database: Database, clock: Clock) -> Newsroom:
    made = await opened(database, clock, our_copy())
    await made.forward()
    return made


TITLE = "Comments: Mapping the tides"


async def sent(newsroom: Newsroom, comments: str = "yes") -> None:
    await newsroom.press(await newsroom.write(by=ADA, comments=comments), "Send", by=ADA)
    await newsroom.forward(seconds=20)


def threads(newsroom: Newsroom) -> list[list[str | None]]:
    """The title of the thread below each message, in both places."""
    return [[letter.thread for letter in newsroom.letters(place)] for place in (NORTH, SOUTH)]


def asked(newsroom: Newsroom) -> int:
    return newsroom.meadow.office.calls("thread") + newsroom.harbour.office.calls("thread")


async def known(newsroom: Newsroom) -> dict[str, str | None]:
    """The threads as they are remembered, by workspace."""
    [row] = await newsroom.rows()
    posts = await newsroom.database.run(lambda tx: cards(tx, row.card))
    return {post.target.workspace: post.posted.thread for post in posts if post.posted}


async def edited(newsroom: Newsroom, **changed: str) -> None:
    form = await newsroom.press(await newsroom.type("/announce tides recent-announcements", by=ADA), "Edit", by=ADA)
    await newsroom.fill(form, by=ADA, **{**newsroom.typed(form), **changed})
    await newsroom.forward()


async def test_each_place_gets_one_thread_and_its_id_is_remembered(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA, comments="yes")
    assert "Members can comment below it." in newsroom.read(preview)
    await newsroom.press(preview, "Send", by=ADA)
    await newsroom.forward(seconds=20)
    await newsroom.forward(days=1)
    assert (threads(newsroom), asked(newsroom)) == ([[TITLE], [TITLE]], 2)
    [north] = newsroom.letters(NORTH)
    [south] = newsroom.letters(SOUTH)
    assert await known(newsroom) == {"north": f"thread-{north.id}", "south": f"thread-{south.id}"}


async def test_without_the_tick_nothing_is_opened(newsroom: Newsroom) -> None:
    await sent(newsroom, comments="")
    assert (threads(newsroom), asked(newsroom)) == ([[None], [None]], 0)


async def test_an_edit_keeps_the_thread_calls_it_anew_and_does_not_ask_about_it(newsroom: Newsroom) -> None:
    await sent(newsroom)
    before = await known(newsroom)
    form = await newsroom.press(await newsroom.type("/announce tides recent-announcements", by=ADA), "Edit", by=ADA)
    assert "comments" not in newsroom.typed(form)
    await edited(newsroom, title="Mapping all tides")
    anew = "Comments: Mapping all tides"
    assert (threads(newsroom), await known(newsroom), asked(newsroom)) == ([[anew], [anew]], before, 2)
    assert [each[1] for each in newsroom.posted(NORTH)] == ["Mapping all tides"]


async def test_comments_can_be_opened_after_it_was_sent(newsroom: Newsroom) -> None:
    await sent(newsroom, comments="")
    await edited(newsroom, comments="yes")
    await edited(newsroom, text="Shorter.")
    assert (threads(newsroom), asked(newsroom)) == ([[TITLE], [TITLE]], 2)


async def test_deleting_says_that_comments_stay_and_asks_for_no_thread_to_be_closed(newsroom: Newsroom) -> None:
    await sent(newsroom)
    recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
    asking = await newsroom.press(recent, "Delete", by=ADA)
    assert newsroom.read(asking)[1] == (
        "What people wrote below it is theirs: it stays where the platform keeps it."
    )
    await newsroom.press(asking, "Delete", by=ADA)
    await newsroom.forward()
    assert newsroom.letters(NORTH) == []
    assert [letter.thread for letter in newsroom.meadow.office.letters(NORTH)] == [TITLE]


async def test_deleted_before_its_thread_was_opened_none_is(newsroom: Newsroom) -> None:
    newsroom.harbour.office.breaks_always(later(60))
    await sent(newsroom)
    recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
    await newsroom.press(await newsroom.press(recent, "Delete", by=ADA), "Delete", by=ADA)
    newsroom.harbour.office.mend()
    for _ in range(5):
        await newsroom.forward(minutes=10)
    assert (newsroom.harbour.office.calls("thread"), newsroom.posted(NORTH_ADMINS)) == (0, [])


async def test_r16_an_answer_that_is_lost_opens_one_thread(newsroom: Newsroom) -> None:
    newsroom.meadow.office.breaks(lost_answer(), what="thread")
    await sent(newsroom)
    await newsroom.forward(minutes=5)
    assert (threads(newsroom), len(await known(newsroom))) == ([[TITLE], [TITLE]], 2)
    assert newsroom.meadow.office.calls("thread") == 2


async def test_killed_between_opening_and_commit_there_is_one_thread(newsroom: Newsroom) -> None:
    newsroom.meadow.office.breaks(Fault(Killed, after=True), what="thread")
    with pytest.raises(Killed):
        await sent(newsroom)
    assert [letter.thread for letter in newsroom.letters(NORTH)] == [TITLE]
    await newsroom.forward(minutes=5)
    assert (threads(newsroom), newsroom.meadow.office.calls("thread")) == ([[TITLE], [TITLE]], 2)
    assert set(await known(newsroom)) == {"north", "south"}


async def test_where_no_thread_may_be_opened_the_message_stands_and_the_administrators_can_mend_it(
    newsroom: Newsroom,
) -> None:
    newsroom.harbour.office.breaks(refused("forbidden", "no-open-threads"), what="thread")
    await sent(newsroom)
    await newsroom.forward()
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 1]
    assert newsroom.posted(NORTH_ADMINS) == [
        ["“Mapping the tides” stands in South for Tides, but nobody can comment on it there.",
         "I cannot open threads, so nobody can comment on announcements. In the channel's settings, under Permissions, "
         "let my role create public threads. Then try again."]
    ]  # fmt: skip
    notice = newsroom.last(NORTH_ADMINS)
    member = await newsroom.press(newsroom.buttons(notice)["Try again"], by=CLEO)
    assert newsroom.read(member) == ["Cette annonce n’existe plus. /announce en écrit une nouvelle."]
    for _ in range(2):
        again = await newsroom.press(notice, "Try again", by=BEN)
    assert newsroom.read(again) == ["Comments on “Mapping the tides” are being opened there again."]
    await newsroom.forward(minutes=1)
    assert (threads(newsroom), len(newsroom.posted(NORTH_ADMINS))) == ([[TITLE], [TITLE]], 1)


async def test_a_place_that_was_mended_gets_its_thread_with_its_message(newsroom: Newsroom) -> None:
    newsroom.harbour.office.breaks_always(refused("forbidden", "Send Messages"), to=SOUTH)
    await sent(newsroom)
    await newsroom.forward()
    assert len(newsroom.posted(NORTH_ADMINS)) == 1
    newsroom.harbour.office.mend()
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Try again", by=BEN)
    await newsroom.forward(minutes=1)
    assert threads(newsroom) == [[TITLE], [TITLE]]


async def test_a_platform_without_threads_is_told_of_nothing(newsroom: Newsroom) -> None:
    class Plain:
        """A platform that can do everything but threads."""

        def __init__(self, post: object) -> None:
            self._post = post

        def __getattr__(self, name: str) -> object:
            if name == "open_thread":
                raise AttributeError(name)
            return getattr(self._post, name)

    whole = newsroom.harbour
    newsroom.harbour = Plain(whole)  # type: ignore[assignment]
    await sent(newsroom)
    assert ([letter.thread for letter in newsroom.letters(SOUTH)], newsroom.posted(NORTH_ADMINS)) == ([None], [])


async def test_a_comment_tells_its_thread_and_a_member_hears_nothing(newsroom: Newsroom) -> None:
    await sent(newsroom)
    written = Posted(NORTH, "m-77", (await known(newsroom))["north"])
    heard = await newsroom.do(Wrote("event-wrote", CLEO, written, "Thank you!"))
    assert isinstance(heard.reply, Silence)


async def test_who_is_outside_hears_how_to_take_part_in_a_thread_too(newsroom: Newsroom) -> None:
    await sent(newsroom)
    thread = (await known(newsroom))["north"]
    in_thread = await newsroom.do(Wrote("event-one", DAN, Posted(NORTH, "m-77", thread), "May I?"))
    beside = await newsroom.do(Wrote("event-two", DAN, Posted(NORTH, "m-78"), "May I?"))
    assert newsroom.read(in_thread) == newsroom.read(beside)
    assert newsroom.buttons(in_thread).keys() == {"Join"}


async def test_in_an_archived_community_a_comment_gets_the_clause(newsroom: Newsroom) -> None:
    await sent(newsroom)
    await newsroom.change(state=State.ARCHIVED, archived_at=newsroom.clock.now())
    thread = (await known(newsroom))["north"]
    for number, who in enumerate((CLEO, ADA)):
        heard = await newsroom.do(Wrote(f"event-{who.name}", who, Posted(NORTH, f"m-{number}", thread), "Still here?"))
        assert len(newsroom.read(heard)) == 1
        assert newsroom.catalogue.plain(heard.reply.message.parts[0].text, "en").startswith(  # type: ignore[union-attr]
            "This community is no longer active (archived on 3 November 2026)."
        )


async def test_a_proposal_says_that_members_can_comment_and_opens_no_thread_for_administrators(
    newsroom: Newsroom,
) -> None:
    await newsroom.press(await newsroom.write(by=CLEO, comments="yes"), "Envoyer", by=CLEO)
    await newsroom.forward()
    assert newsroom.read(newsroom.last(NORTH_ADMINS))[-1] == "Members can comment below it."
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Approve", by=ADA)
    await newsroom.forward(seconds=20)
    assert (threads(newsroom), [each.thread for each in newsroom.letters(NORTH_ADMINS)]) == ([[TITLE], [TITLE]], [None])


async def test_one_place_alone_gets_one_thread(newsroom: Newsroom) -> None:
    community = await newsroom.community()
    homes = await newsroom.database.run(lambda tx: communities.homes(tx, community.id))
    south = next(each.id for each in homes if each.place == SOUTH)
    await newsroom.press(await newsroom.write(by=ADA, comments="yes", where=south), "Send", by=ADA)
    await newsroom.forward(seconds=20)
    assert threads(newsroom) == [[], [TITLE]]
