"""From Send to every place: once each, in time, whatever breaks; what changes later changes everywhere."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.address import Posted
from bot.chat.inbound import Reacted
from bot.chat.message import Message
from bot.chat.text import Link, Series, T, Text, Who, Words
from bot.clock import Clock
from bot.db.database import Database
from bot.features.communities import service as communities
from bot.features.communities.model import State
from bot.features.membership import service as membership
from bot.features.membership.model import Role, Status
from bot.features.people import service as people
from tests.features.newsroom import (
    ADA,
    ADA_SOUTH,
    BEN,
    CLEO,
    NORTH,
    NORTH_ADMINS,
    SOUTH,
    ZOE,
    Killed,
    Newsroom,
    die,
    opened,
)
from tests.simulators.post_office import later, refused
from tests.words import our_copy


def on_its_way(after: str = "3 November 2026 at 10:00 (Europe/Paris)") -> str:
    return f"“Mapping the tides” is on its way: it leaves 20 seconds after {after}, and until then you can undo it."


@pytest.fixture
async def newsroom(database: Database, clock: Clock) -> Newsroom:
    made = await opened(database, clock, our_copy())
    await made.forward()
    return made


CARD = [
    "Publication · Tides",
    "Mapping the tides",
    "The *second* edition is out.",
    "https://tides.example/report",
    "Ada, 3 November 2026 at 09:00 (UTC)",
]


async def sent(newsroom: Newsroom, **changed: str) -> None:
    await newsroom.press(await newsroom.write(by=ADA, **changed), "Send", by=ADA)
    await newsroom.forward(seconds=20)


async def test_one_message_stands_in_each_place_and_nothing_before_the_twenty_seconds(newsroom: Newsroom) -> None:
    await newsroom.press(await newsroom.write(by=ADA), "Send", by=ADA)
    await newsroom.forward(seconds=19.9)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[], []]
    await newsroom.forward(seconds=0.1)
    await newsroom.forward(days=3)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[CARD], [CARD]]
    assert (await newsroom.statuses(), await newsroom.log()) == (["sent"], ["announced"])


async def test_pressed_twice_it_stands_once(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA)
    for _ in range(2):
        await newsroom.press(preview, "Send", by=ADA)
    await newsroom.forward(seconds=20)
    await newsroom.press(preview, "Send", by=ADA)
    await newsroom.forward(minutes=1)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[CARD], [CARD]]


async def test_b4_twenty_presses_at_the_same_time_send_once(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA)
    answers = await asyncio.gather(*(newsroom.press(preview, "Send", by=ADA) for _ in range(20)))
    assert [newsroom.read(each) for each in answers] == [[on_its_way()]] * 20
    await newsroom.forward(seconds=20)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[CARD], [CARD]]


async def test_undone_nothing_leaves_and_sent_again_it_leaves_once(newsroom: Newsroom) -> None:
    on_its_way = await newsroom.press(await newsroom.write(by=ADA), "Send", by=ADA)
    await newsroom.forward(seconds=19)
    undone = await newsroom.press(on_its_way, "Undo", by=ADA)
    await newsroom.forward(days=1)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[], []]
    await newsroom.press(undone, "Send", by=ADA)
    await newsroom.forward(seconds=20)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 1]


async def test_undo_too_late_says_that_it_has_gone_and_what_can_be_done_now(newsroom: Newsroom) -> None:
    on_its_way = await newsroom.press(await newsroom.write(by=ADA), "Send", by=ADA)
    await newsroom.forward(seconds=20)
    late = await newsroom.press(on_its_way, "Undo", by=ADA)
    assert newsroom.read(late) == [
        "“Mapping the tides” was sent on 3 November 2026 at 10:00 (Europe/Paris). Editing or deleting it changes it"
        " everywhere."
    ]
    assert list(newsroom.buttons(late)) == ["Edit", "Delete", "Recent announcements"]


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("28 Mar 2027 09:00", datetime(2027, 3, 28, 7, tzinfo=UTC)),
        ("27 Mar 2027 09:00", datetime(2027, 3, 27, 8, tzinfo=UTC)),
        ("28 Mar 2027 02:30", datetime(2027, 3, 28, 1, tzinfo=UTC)),
        ("15 Mar 2027 09:00 America/New_York", datetime(2027, 3, 15, 13, tzinfo=UTC)),
        ("1 Nov 2027 09:00 America/New_York", datetime(2027, 11, 1, 13, tzinfo=UTC)),
    ],
)
async def test_planned_in_a_zone_across_a_change_of_clocks_it_leaves_at_that_wall_time(
    newsroom: Newsroom, typed: str, instant: datetime
) -> None:
    await newsroom.press(await newsroom.write(by=ADA, when=typed), "Send", by=ADA)
    await newsroom.forward(seconds=(instant - newsroom.clock.now()).total_seconds() - 1)
    before = newsroom.posted(NORTH)
    await newsroom.forward(seconds=1)
    assert (before, [len(newsroom.posted(place)) for place in (NORTH, SOUTH)]) == ([], [1, 1])


async def test_planned_while_the_bot_was_down_leaves_late_but_once(newsroom: Newsroom) -> None:
    await newsroom.press(await newsroom.write(by=ADA, when="tomorrow 9am"), "Send", by=ADA)
    await newsroom.forward(days=3)
    await newsroom.forward(days=3)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 1]


async def test_an_edit_changes_every_copy_and_says_so(newsroom: Newsroom) -> None:
    await sent(newsroom)
    form = await newsroom.press(await newsroom.type("/announce tides recent-announcements", by=ADA), "Edit", by=ADA)
    assert list(newsroom.typed(form)) == ["type", "title", "text", "link", "file", "comments"]
    newsroom.clock.forward(timedelta(hours=2))
    done = await newsroom.fill(form, by=ADA, **{**newsroom.typed(form), "title": "Mapping all tides", "link": ""})
    await newsroom.forward()
    assert newsroom.read(done) == ["“Mapping all tides” is being changed in all 2 places."]
    card = [CARD[0], "Mapping all tides", CARD[2], CARD[4], "Edited 3 November 2026 at 11:00 (UTC)"]
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[card], [card]]


async def test_another_administrators_edit_is_signed(newsroom: Newsroom) -> None:
    await sent(newsroom)
    form = await newsroom.press(await newsroom.type("/announce tides recent-announcements", by=BEN), "Edit", by=BEN)
    await newsroom.fill(form, by=BEN, **{**newsroom.typed(form), "text": "Shorter."})
    await newsroom.forward()
    card = [*CARD[:2], "Shorter.", *CARD[3:], "Edited 3 November 2026 at 09:00 (UTC) by Ben"]
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[card], [card]]


async def test_deleting_asks_once_then_removes_every_copy_and_tells_the_author(newsroom: Newsroom) -> None:
    await sent(newsroom)
    recent = await newsroom.type("/announce tides recent-announcements", by=BEN)
    asked = await newsroom.press(recent, "Delete", by=BEN)
    assert newsroom.read(asked) == [
        "Delete “Mapping the tides” in all 2 places? Nobody will be able to read it any more."
    ]
    await newsroom.press(asked, "Keep", by=BEN)
    await newsroom.forward()
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 1]
    await newsroom.press(asked, "Delete", by=BEN)
    await newsroom.forward()
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[], []]
    assert newsroom.posted(ADA.account) == [["Ben deleted “Mapping the tides” from Tides."]]
    assert (await newsroom.statuses(), await newsroom.log()) == (["withdrawn"], ["announced", "announcement-deleted"])
    again = await newsroom.press(asked, "Delete", by=BEN)
    assert newsroom.read(again) == ["“Mapping the tides” was deleted."]


async def test_g3_edited_and_deleted_during_an_outage_it_is_gone_afterwards(newsroom: Newsroom) -> None:
    await sent(newsroom)
    newsroom.harbour.office.breaks_always(later(60))
    recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
    form = await newsroom.press(recent, "Edit", by=ADA)
    await newsroom.fill(form, by=ADA, **{**newsroom.typed(form), "text": "Shorter."})
    await newsroom.forward(seconds=1)
    await newsroom.press(await newsroom.press(recent, "Delete", by=ADA), "Delete", by=ADA)
    await newsroom.forward(minutes=5)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [0, 1]
    newsroom.harbour.office.mend()
    for _ in range(5):
        await newsroom.forward(minutes=10)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[], []]


async def test_deleted_before_a_silent_platform_had_it_it_never_appears_there(newsroom: Newsroom) -> None:
    newsroom.harbour.office.breaks_always(later(60))
    await sent(newsroom)
    recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
    await newsroom.press(await newsroom.press(recent, "Delete", by=ADA), "Delete", by=ADA)
    newsroom.harbour.office.mend()
    for _ in range(5):
        await newsroom.forward(minutes=10)
    assert ([newsroom.posted(place) for place in (NORTH, SOUTH)], newsroom.harbour.office.letters(SOUTH)) == (
        [[], []],
        [],
    )


async def test_it_counts_as_something_given_until_it_is_deleted(newsroom: Newsroom) -> None:
    community = await newsroom.community()
    counts = []
    await newsroom.write(by=ADA)
    for step in ("draft", "sent", "deleted"):
        if step == "sent":
            await sent(newsroom)
        if step == "deleted":
            recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
            await newsroom.press(await newsroom.press(recent, "Delete", by=ADA), "Delete", by=ADA)
        counts.append(await newsroom.database.run(lambda tx: communities.given(tx, community.id, "announcement")))
    assert counts == [0, 1, 0]


async def test_scheduled_then_archived_it_is_not_sent_and_the_author_hears_why(newsroom: Newsroom) -> None:
    await newsroom.press(await newsroom.write(by=ADA, when="tomorrow 9am"), "Send", by=ADA)
    await newsroom.change(state=State.ARCHIVED, archived_at=newsroom.clock.now())
    await newsroom.forward(days=2)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[], []]
    assert newsroom.posted(ADA.account) == [["“Mapping the tides” was not sent: Tides has been archived meanwhile."]]
    assert (await newsroom.statuses(), await newsroom.log()) == (["cancelled"], ["announcement-not-sent"])


async def test_r12_an_author_who_may_no_longer_announce_sends_nothing_and_the_others_are_told(
    newsroom: Newsroom,
) -> None:
    await newsroom.press(await newsroom.write(by=ADA, when="tomorrow 9am"), "Send", by=ADA)
    community = await newsroom.community()
    ada = await newsroom.database.run(lambda tx: people.person_of(tx, ADA.account))
    await newsroom.database.run(lambda tx: membership.set_role(tx, community, ada, Role.MEMBER, by=""))
    await newsroom.forward(days=2)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[], []]
    assert newsroom.posted(ADA.account) == [
        ["“Mapping the tides” was not sent: you may no longer announce to Tides. Its administrators can tell you more."]
    ]
    assert newsroom.posted(NORTH_ADMINS) == [
        ["“Mapping the tides” by Ada was not sent to Tides: its author may no longer announce there. /announce sends"
         " it in your name."]
    ]  # fmt: skip


async def test_a_plan_that_was_moved_leaves_only_at_its_new_moment(newsroom: Newsroom) -> None:
    planned = await newsroom.press(await newsroom.write(by=ADA, when="tomorrow 9am"), "Send", by=ADA)
    form = await newsroom.press(planned, "Edit", by=ADA)
    await newsroom.fill(form, by=ADA, **{**newsroom.typed(form), "when": "2026-11-10 09:00"})
    await newsroom.forward(days=2)
    before = newsroom.posted(NORTH)
    await newsroom.forward(days=6)
    assert (before, len(newsroom.posted(NORTH))) == ([], 1)


async def test_a_place_that_fails_stops_no_other_and_the_administrators_hear_what_to_mend(newsroom: Newsroom) -> None:
    newsroom.harbour.office.breaks_always(refused("forbidden", "no-send"), to=SOUTH)
    await sent(newsroom)
    await newsroom.forward(minutes=1)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 0]
    told = [
        "“Mapping the tides” could not be posted for Tides in South. The other places are not concerned.",
        "I cannot write in the channel. In the channel's settings, under Permissions, let my role send messages. "
        "Then try again.",
    ]
    assert newsroom.posted(NORTH_ADMINS) == [told]
    recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
    assert newsroom.read(recent)[2] == f"Posted in 1 of 2 places\nSouth: {told[1]}"


async def test_once_mended_it_is_posted_where_it_was_missing_and_nowhere_twice(newsroom: Newsroom) -> None:
    newsroom.harbour.office.breaks_always(refused("forbidden", "Send Messages"), to=SOUTH)
    await sent(newsroom)
    notice = newsroom.last(NORTH_ADMINS)
    await newsroom.press(notice, "Try again", by=BEN)
    await newsroom.forward(minutes=1)
    assert ([len(newsroom.posted(place)) for place in (NORTH, SOUTH)], len(newsroom.posted(NORTH_ADMINS))) == (
        [1, 0],
        2,
    )
    newsroom.harbour.office.mend()
    member = await newsroom.press(newsroom.buttons(notice)["Try again"], by=CLEO)
    again = [await newsroom.press(notice, "Try again", by=BEN) for _ in range(2)]
    assert newsroom.read(member) == ["Cette annonce n’existe plus. /announce en écrit une nouvelle."]
    assert newsroom.read(again[0]) == ["“Mapping the tides” is being posted there again."]
    await newsroom.forward(minutes=1)
    await newsroom.press(notice, "Try again", by=BEN)
    await newsroom.forward(minutes=1)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[CARD], [CARD]]
    recent = await newsroom.type("/announce tides recent-announcements", by=BEN)
    assert (newsroom.read(recent)[2], list(newsroom.buttons(recent))) == (
        "Posted in 2 of 2 places",
        ["Edit", "Delete", "New announcement"],
    )


async def test_what_was_sent_can_be_deleted_after_the_archive(newsroom: Newsroom) -> None:
    await sent(newsroom)
    await newsroom.change(state=State.ARCHIVED, archived_at=newsroom.clock.now())
    recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
    await newsroom.press(await newsroom.press(recent, "Delete", by=ADA), "Delete", by=ADA)
    await newsroom.forward()
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[], []]


async def test_while_a_platform_is_down_the_other_has_it_and_nothing_is_lost(newsroom: Newsroom) -> None:
    newsroom.harbour.office.breaks_always(later(60))
    await sent(newsroom)
    recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
    assert newsroom.read(recent)[2] == "Posted in 1 of 2 places"
    await newsroom.forward(hours=2)
    newsroom.harbour.office.mend()
    await newsroom.forward(hours=1)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 1]
    again = await newsroom.type("/announce tides recent-announcements", by=ADA)
    assert newsroom.read(again)[2] == "Posted in 2 of 2 places"


async def test_killed_between_places_none_is_lost_and_none_doubled(newsroom: Newsroom) -> None:
    await newsroom.press(await newsroom.write(by=ADA), "Send", by=ADA)
    newsroom.clock.forward(timedelta(seconds=20))
    newsroom.meadow.sent = die
    with pytest.raises(Killed):
        await newsroom.worker().settle()
    newsroom.meadow.sent = lambda: None
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 0]
    await newsroom.forward(minutes=2)
    await newsroom.forward(minutes=2)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[CARD], [CARD]]
    recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
    assert newsroom.read(recent)[2] == "Posted in 2 of 2 places"


async def test_labels_are_in_the_communitys_language_and_words_stay_as_they_are(newsroom: Newsroom) -> None:
    await newsroom.change(language="fr")
    await sent(newsroom, title="Open call", type="call-for-papers")
    community = await newsroom.community()
    reader = await newsroom.database.run(lambda tx: communities.reader(tx, NORTH))
    assert reader == ("fr", community.timezone)
    assert newsroom.posted(NORTH, locale="fr")[0][:3] == ["Appel à contributions · Tides", "Open call", CARD[2]]


NASTY = ("@everyone", "@here", "<!channel>", "<!here|all>", "<@&4711>", "@\u200beveryone", "`*_~|", "[x](javascript:1)")


def words(text: Text | int | str) -> list[Words | Who | Link]:
    """Everything in a text that people wrote, as adapters get it: typed, so that each writes it harmlessly."""
    match text:
        case T(params=params):
            return [found for value in params.values() for found in words(value)]
        case Series(items=items):
            return [found for item in items for found in words(item)]
        case Words() | Who() | Link():
            return [text]
        case _:
            return []


def ours(text: Text | int | str) -> list[str]:
    """Everything in a text that adapters take for our own: keys, variants and numbers."""
    match text:
        case T(key=key, params=params):
            return [key, *(found for value in params.values() for found in ours(value))]
        case Series(items=items):
            return [found for item in items for found in ours(item)]
        case str():
            return [text]
        case _:
            return []


def texts(message: Message) -> list[Text]:
    return [part.text for part in message.parts if hasattr(part, "text")]


@pytest.mark.parametrize("nasty", NASTY)
async def test_g7_nothing_a_person_writes_can_call_everybody(newsroom: Newsroom, nasty: str) -> None:
    await newsroom.change(name=f"Tides {nasty}")
    loud = replace(ADA, name=f"Ada {nasty}")
    await newsroom.type("/announce", by=loud, place=NORTH)
    await newsroom.press(await newsroom.write(by=loud, title=f"Title {nasty}", text=f"Text {nasty}"), "Send", by=loud)
    await newsroom.forward(seconds=20)
    shown = newsroom.last(NORTH)
    written = [found for text in texts(shown) for found in words(text)]
    plain = nasty.replace("\u200b", "")
    assert written == [
        Words(f"Tides {nasty}"),
        Words(f"Title {plain}"),
        Words(f"Text {plain}", rich=True),
        Link("https://tides.example/report"),
        Who(f"Ada {plain}", "harbour", "", "ada"),
    ]
    assert [found for text in texts(shown) for found in ours(text) if plain in found] == []


# ------------------------------------------------------------------------------------------------ members propose


async def proposed(newsroom: Newsroom, **changed: str) -> Message:
    """Cléo proposes; the card on which the administrators decide."""
    await newsroom.press(await newsroom.write(by=CLEO, **changed), "Envoyer", by=CLEO)
    await newsroom.forward()
    return newsroom.last(NORTH_ADMINS)


async def test_a_members_announcement_waits_for_an_administrator_and_is_signed_by_both(newsroom: Newsroom) -> None:
    card = await proposed(newsroom)
    assert newsroom.read(card) == [
        "Cléo proposes an announcement to Tides",
        *CARD[:4],
        "Cléo, 3 November 2026 at 09:00 (UTC)",
    ]
    assert list(newsroom.buttons(card)) == ["Approve", "Reject"]
    await newsroom.forward(days=1)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[], []]
    approved = await newsroom.press(card, "Approve", by=ADA)
    assert newsroom.read(approved) == [on_its_way("4 November 2026 at 10:00 (Europe/Paris)")]
    await newsroom.forward(seconds=20)
    signed = "Cléo, 4 November 2026 at 09:00 (UTC). Approved by Ada"
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[[*CARD[:4], signed]]] * 2
    assert newsroom.posted(CLEO.account, locale="fr") == [
        ["Ada a accepté « Mapping the tides » ; l’annonce est partie vers Tides."]
    ]
    assert newsroom.posted(NORTH_ADMINS)[0][-1] == "Approved by Ada, 4 November 2026 at 09:00 (UTC)"
    assert newsroom.buttons(newsroom.last(NORTH_ADMINS)) == {}
    assert await newsroom.log() == ["announced", "announcement-approved", "announcement-proposed"]


async def test_two_administrators_at_once_decide_once(newsroom: Newsroom) -> None:
    card = await proposed(newsroom)
    first = await newsroom.press(card, "Approve", by=ADA)
    newsroom.clock.forward(timedelta(seconds=4))
    second = await newsroom.press(card, "Approve", by=BEN)
    third = await newsroom.press(card, "Reject", by=BEN)
    assert [newsroom.read(each) for each in (first, second, third)] == [
        [on_its_way()],
        ["Already approved by Ada, 4 seconds ago."],
        ["Already approved by Ada, 4 seconds ago."],
    ]
    await newsroom.forward(minutes=1)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 1]
    assert len(newsroom.posted(CLEO.account)) == 1


async def test_b4_twenty_decisions_at_the_same_time_are_one(newsroom: Newsroom) -> None:
    card = await proposed(newsroom)
    answers = await asyncio.gather(*(newsroom.press(card, "Approve", by=(ADA, BEN)[n % 2]) for n in range(20)))
    said = Counter(newsroom.read(each)[0].split(" by ")[0] for each in answers)
    assert said == {on_its_way(): 1, "Already approved": 19}
    await newsroom.forward(minutes=1)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 1]
    assert len(newsroom.posted(CLEO.account)) == 1


async def test_an_emoji_under_the_card_decides_too(newsroom: Newsroom) -> None:
    await proposed(newsroom)
    posted = Posted(NORTH_ADMINS, newsroom.letters(NORTH_ADMINS)[0].id)
    await newsroom.do(Reacted("by-a-member", CLEO, posted, "✅"))
    await newsroom.forward(minutes=1)
    assert (newsroom.posted(NORTH), await newsroom.statuses()) == ([], ["proposed"])
    await newsroom.do(Reacted("by-an-administrator", BEN, posted, "✅"))
    await newsroom.forward(minutes=1)
    assert [each[-1] for each in newsroom.posted(NORTH)] == ["Cléo, 3 November 2026 at 09:02 (UTC). Approved by Ben"]


async def test_a_rejection_says_why_and_lets_the_member_try_again(newsroom: Newsroom) -> None:
    card = await proposed(newsroom)
    form = await newsroom.press(card, "Reject", by=BEN)
    done = await newsroom.fill(form, by=BEN, words="Please add a date.")
    assert newsroom.read(done) == ["“Mapping the tides” is rejected; Cléo is told."]
    late = await newsroom.fill(form, by=ADA, words="Not now.")
    assert newsroom.read(late) == ["Already rejected by Ben, 1 second ago."]
    await newsroom.forward()
    told = newsroom.posted(CLEO.account, locale="fr")
    assert told == [
        ["Ben n’a pas pu accepter « Mapping the tides » pour Tides. Vous pouvez la modifier et la proposer à nouveau.",
         "Motif : Please add a date."]
    ]  # fmt: skip
    assert newsroom.posted(NORTH_ADMINS)[0][-2:] == [
        "Rejected by Ben, 3 November 2026 at 09:00 (UTC)",
        "Reason: Please add a date.",
    ]
    edit = await newsroom.press(newsroom.buttons(newsroom.last(CLEO.account))["Edit"], by=CLEO)
    preview = await newsroom.fill(edit, by=CLEO, **{**newsroom.typed(edit), "title": "Mapping the tides, 12 December"})
    await newsroom.press(preview, "Envoyer", by=CLEO)
    await newsroom.forward()
    assert len(newsroom.posted(NORTH_ADMINS)) == 2
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Approve", by=ADA)
    await newsroom.forward(seconds=20)
    assert [each[1] for each in newsroom.posted(NORTH)] == ["Mapping the tides, 12 December"]


async def test_approved_for_later_and_undone_before(newsroom: Newsroom) -> None:
    card = await proposed(newsroom, when="demain 9h")
    planned = await newsroom.press(card, "Approve", by=ADA)
    assert newsroom.read(planned) == [
        "“Mapping the tides” is planned: it leaves on Wednesday 4 November 2026, 09:00 (Europe/Paris, UTC+01:00)."
    ]
    assert list(newsroom.buttons(planned)) == ["Cancel", "Recent announcements"]
    await newsroom.forward()
    assert newsroom.posted(CLEO.account, locale="fr") == [
        ["Ada a accepté « Mapping the tides » pour Tides. Départ : mercredi 4 novembre 2026, 09:00 (Europe/Paris,"
         " UTC+01:00)."]
    ]  # fmt: skip
    await newsroom.press(planned, "Cancel", by=ADA)
    await newsroom.forward(days=2)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[], []]
    assert newsroom.posted(CLEO.account, locale="fr")[1:] == [
        ["Ada a annulé « Mapping the tides », qui était programmée pour Tides."]
    ]


async def test_an_approval_undone_waits_for_a_decision_again(newsroom: Newsroom) -> None:
    card = await proposed(newsroom)
    approved = await newsroom.press(card, "Approve", by=ADA)
    undone = await newsroom.press(approved, "Undo", by=ADA)
    assert newsroom.read(undone) == ["“Mapping the tides” was taken back before it left."]
    await newsroom.forward(days=1)
    assert (newsroom.posted(NORTH), newsroom.posted(CLEO.account)) == ([], [])
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Approve", by=BEN)
    await newsroom.forward(seconds=20)
    assert [each[-1] for each in newsroom.posted(NORTH)] == ["Cléo, 4 November 2026 at 09:00 (UTC). Approved by Ben"]


async def test_what_is_approved_is_what_was_read(newsroom: Newsroom) -> None:
    card = await proposed(newsroom)
    form = await newsroom.press(await newsroom.type("/announce tides view:recent-announcements", by=CLEO), "Modifier",
                                by=CLEO)  # fmt: skip
    await newsroom.fill(form, by=CLEO, **{**newsroom.typed(form), "text": "Something else."})
    refused = await newsroom.press(card, "Approve", by=ADA)
    assert newsroom.read(refused)[0] == "Its author has changed it since. Read it again before you decide."
    assert newsroom.read(refused)[4] == "Something else."
    await newsroom.forward(minutes=1)
    assert newsroom.posted(NORTH) == []
    assert [each[3] for each in newsroom.posted(NORTH_ADMINS)] == ["Something else."]
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Approve", by=ADA)
    await newsroom.forward(seconds=20)
    assert [each[2] for each in newsroom.posted(NORTH)] == ["Something else."]


async def test_a_member_who_edits_what_was_planned_is_approved_anew(newsroom: Newsroom) -> None:
    card = await proposed(newsroom, when="demain 9h")
    await newsroom.press(card, "Approve", by=ADA)
    await newsroom.forward()
    form = await newsroom.press(newsroom.buttons(newsroom.last(CLEO.account))["Edit"], by=CLEO)
    await newsroom.fill(form, by=CLEO, **{**newsroom.typed(form), "text": "Unseen by anybody."})
    await newsroom.forward(days=2)
    assert (newsroom.posted(NORTH), await newsroom.statuses()) == ([], ["proposed"])
    assert list(newsroom.buttons(newsroom.last(NORTH_ADMINS))) == ["Approve", "Reject"]


async def test_a_member_who_edits_what_was_sent_changes_it_everywhere_and_the_administrators_know(
    newsroom: Newsroom,
) -> None:
    await newsroom.press(await proposed(newsroom), "Approve", by=ADA)
    await newsroom.forward(seconds=20)
    form = await newsroom.press(newsroom.buttons(newsroom.last(CLEO.account))["Edit"], by=CLEO)
    await newsroom.fill(form, by=CLEO, **{**newsroom.typed(form), "text": "Corrected."})
    await newsroom.forward()
    assert [[each[2] for each in newsroom.posted(place)] for place in (NORTH, SOUTH)] == [["Corrected."]] * 2
    assert newsroom.posted(NORTH_ADMINS)[1:] == [["Cléo changed “Mapping the tides” after it was sent."]]
    assert list(newsroom.buttons(newsroom.last(NORTH_ADMINS))) == ["Edit", "Delete"]


async def test_without_an_admin_channel_each_administrator_gets_the_card_privately(newsroom: Newsroom) -> None:
    community = await newsroom.community()
    await newsroom.database.run(lambda tx: communities.add_place(tx, community, NORTH, admin_channel=""))
    await newsroom.press(await newsroom.write(by=ZOE), "Envoyer", by=ZOE)
    await newsroom.forward(hours=4, minutes=30)  # it was night where Ben is, and nobody is woken by a question
    cards = {actor.name: newsroom.posted(actor.account) for actor in (ADA_SOUTH, BEN, CLEO)}
    assert {name: [each[0] for each in shown] for name, shown in cards.items()} == {
        "Ada": ["Zoé proposes an announcement to Tides"],
        "Ben": ["Zoé proposes an announcement to Tides"],
        "Cléo": [],
    }
    await newsroom.press(newsroom.last(BEN.account), "Approve", by=BEN)
    await newsroom.forward()
    assert newsroom.buttons(newsroom.last(ADA_SOUTH.account)) == {}


async def test_members_cannot_decide(newsroom: Newsroom) -> None:
    card = await proposed(newsroom)
    own = await newsroom.press(newsroom.buttons(card)["Approve"], by=CLEO)
    other = await newsroom.press(newsroom.buttons(card)["Approve"], by=ZOE)
    assert [newsroom.read(each) for each in (own, other)] == [
        ["Seuls les administrateurs de Tides peuvent faire cela."],
        ["Cette annonce n’existe plus. /announce en écrit une nouvelle."],
    ]
    await newsroom.forward(days=1)
    assert (newsroom.posted(NORTH), await newsroom.statuses()) == ([], ["proposed"])


async def test_a_proposal_of_somebody_who_left_is_not_sent_in_their_name(newsroom: Newsroom) -> None:
    card = await proposed(newsroom)
    community = await newsroom.community()
    cleo = await newsroom.database.run(lambda tx: people.person_of(tx, CLEO.account))
    await newsroom.database.run(lambda tx: membership.depart(tx, community, cleo, Status.LEFT, by=cleo))
    refused = await newsroom.press(card, "Approve", by=ADA)
    assert newsroom.read(refused) == ["Cléo is no longer in the community, so it cannot be sent in their name."]
    await newsroom.forward(days=1)
    assert (newsroom.posted(NORTH), await newsroom.statuses()) == ([], ["proposed"])


async def test_m2_the_card_of_an_archived_community_decides_nothing(newsroom: Newsroom) -> None:
    card = await proposed(newsroom)
    await newsroom.change(state=State.ARCHIVED, archived_at=newsroom.clock.now())
    refused = await newsroom.press(card, "Approve", by=ADA)
    assert newsroom.read(refused) == [
        "This community is no longer active (archived on 3 November 2026). Its content remains available for"
        " consultation."
    ]
    assert await newsroom.statuses() == ["proposed"]


async def test_a_member_takes_a_proposal_back(newsroom: Newsroom) -> None:
    card = await proposed(newsroom)
    recent = await newsroom.type("/announce tides view:recent-announcements", by=CLEO)
    taken = await newsroom.press(recent, "Annuler", by=CLEO)
    assert newsroom.read(taken) == ["« Mapping the tides » ne partira pas."]
    late = await newsroom.press(card, "Approve", by=ADA)
    assert newsroom.read(late) == ["It will not be sent."]
    await newsroom.forward()
    assert newsroom.posted(NORTH_ADMINS)[0][-1] == "It will not be sent."
    assert newsroom.buttons(newsroom.last(NORTH_ADMINS)) == {}
