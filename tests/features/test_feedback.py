"""How was it: asked once, by day, of those who came; said at a button; read by administrators, who see no name."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.chat.message import say
from bot.chat.text import Words, t
from bot.features.communities.model import Community
from bot.features.digests import service as digests
from bot.features.events.model import Occurrence, occurrences
from bot.features.feedback.model import Opinion, opinions
from bot.features.feedback.service import AT_ONCE
from bot.features.membership import service as membership
from bot.features.membership.model import Status
from bot.features.people import attention
from bot.features.people import service as people
from bot.features.people.model import What
from tests.features.test_attendance import card
from tests.features.test_reminders import expected, moves, utc, wakes
from tests.town import NORTH, SOUTH, Somebody, Town

QUESTION = "How was “Monthly meeting” of Tides, 12 November 2026?"
NAMELESS = "The moderation team reads how many said what, and the comments, without names."
ANSWERS = ("Very good", "Good", "Could be better", "I wasn't there")


def asked(town: Town, who: Somebody) -> list[str]:
    """Everything that somebody reads of how it was."""
    kept = ("How was", "Answers about", "“Monthly meeting” of Tides, 12 November 2026. You said")
    return [text for text in town.reads(who) if text.startswith(kept)]


def labels(town: Town, who: Somebody) -> tuple[str, ...]:
    """The buttons of what came last."""
    return town.labels(town.letters(who)[-1].message)


def card_of(town: Town, tides: Community, platform: str = NORTH) -> list[str]:
    return [text for text in town.reads(town.admin_channel(tides, platform)) if text.startswith("How “")]


async def meeting(town: Town) -> Occurrence:
    [made] = await town.run(lambda tx: tx.all(occurrences.select(), Occurrence))
    return made


async def says(town: Town, who: Somebody, opinion: Opinion, comment: str = "") -> None:
    made = await meeting(town)
    await town.tokens(who, f"feedback.say:{made.id}/{opinion}")
    if comment:
        await town.tokens(who, f"feedback.comment:{made.id}")
        await town.fills(who, comment=comment)


async def test_an_hour_after_the_end_whoever_said_that_they_come_is_asked_once(town: Town) -> None:
    _, _, [ada, bo, cy] = await expected(town, names=("Ada", "Bo", "Cy"))
    made = await meeting(town)
    await town.tokens(bo, f"events.maybe:{made.id}")
    await town.tokens(cy, f"events.no:{made.id}")
    seen = []
    for moment in ("11-12 15:59", "11-12 16:01", "11-13 16:01", "11-25 12:00"):
        await town.until(utc(moment))
        seen.append(asked(town, ada))
    assert seen == [[], *[[f"{QUESTION}\n{NAMELESS}"]] * 3]
    assert (asked(town, bo), asked(town, cy)) == ([], [])
    assert labels(town, ada) == (*ANSWERS, "Mute…")


async def test_whoever_was_there_is_asked_whatever_they_had_said(town: Town) -> None:
    _, tides, [ada, bo] = await expected(town, names=("Ada", "Bo"))
    made = await meeting(town)
    await town.tokens(ada, f"events.no:{made.id}")
    await town.until(utc("11-12 14:05"))
    await town.presses(ada, "I'm here", on=card(town, tides))
    await town.until(utc("11-12 16:01"))
    assert (len(asked(town, ada)), len(asked(town, bo))) == (1, 1)


async def test_one_says_it_changes_ones_mind_and_what_one_reads_is_true_each_time(town: Town) -> None:
    _, tides, [ada] = await expected(town)
    await town.until(utc("11-12 16:01"))
    heard = await town.presses(ada, "Good", on=town.letters(ada)[-1])
    assert heard.text == "Thank you: “Good” is noted for “Monthly meeting”. The other buttons change it."
    said = "“Monthly meeting” of Tides, 12 November 2026. You said: "
    assert (asked(town, ada), labels(town, ada)) == ([f"{said}Good."], (*ANSWERS, "Add a comment"))
    head = "How “Monthly meeting” was, 12 November 2026"
    assert card_of(town, tides) == [f"{head}\nGood: 1\nOne person answered, of 1 who came or had said that they come."]
    await town.presses(ada, "Add a comment")
    heard = await town.fills(ada, comment="The sound was bad. @everyone")
    assert heard.text == "Thank you: the moderation team reads your comment on “Monthly meeting”, without your name."
    await town.presses(ada, "Could be better", on=town.letters(ada)[-1])
    assert asked(town, ada) == [f"{said}Could be better.\nThe sound was bad. @everyone"]
    [read] = card_of(town, tides)
    assert read == (
        "How “Monthly meeting” was, 12 November 2026\nCould be better: 1\n"
        "One person answered, of 1 who came or had said that they come.\n"
        "The sound was bad. @everyone"
    )
    heard = await town.presses(ada, "I wasn't there", on=town.letters(ada)[-1])
    assert heard.text == "Noted: you were not at “Monthly meeting”."
    assert (asked(town, ada), labels(town, ada)) == ([f"{said}I wasn't there."], ANSWERS)
    assert "The sound was bad" not in card_of(town, tides)[0]
    await town.presses(ada, "Good", on=town.letters(ada)[-1])
    assert (asked(town, ada)[0].split("\n")[1:], labels(town, ada)[-1]) == (
        ["The sound was bad. @everyone"], "Change the comment",
    )  # fmt: skip
    assert "The sound was bad" in card_of(town, tides)[0]
    await town.presses(ada, "I wasn't there", on=town.letters(ada)[-1])
    late = await town.tokens(ada, f"feedback.comment:{(await meeting(town)).id}")
    assert late.form
    heard = await town.fills(ada, comment="Still here")
    assert heard.problems == {"": t("feedback-say-first", title=Words("Monthly meeting"))}
    assert heard.form
    assert [field.value for field in heard.form.fields] == ["Still here"]  # type: ignore[union-attr]


async def test_pressed_twice_and_on_two_platforms_it_is_one_opinion(town: Town) -> None:
    _, tides, [ada] = await expected(town)
    there = await town.links(ada, SOUTH)
    await town.until(utc("11-12 16:01"))
    made = await meeting(town)
    for who in (ada, there, ada):
        await town.tokens(who, f"feedback.say:{made.id}/great")
    assert "Very good: 1\nOne person answered, of 1 who came or had said that they come." in card_of(town, tides)[0]
    assert len(card_of(town, tides)) == 1


async def test_at_night_it_waits_for_the_morning(town: Town) -> None:
    _, _, [ada] = await expected(town, when="12 Nov 20:30")
    await town.until(utc("11-13 06:59"))
    before = asked(town, ada)
    await town.until(utc("11-13 07:01"))
    assert (before, len(asked(town, ada))) == ([], 1)


async def test_of_what_was_cancelled_or_moved_nobody_is_asked_too_early(town: Town) -> None:
    martha, _, [ada] = await expected(town)
    await moves(town, martha, "13/11 15:00")
    await town.until(utc("11-13 15:30"))
    before = asked(town, ada)
    await town.until(utc("11-13 16:01"))
    assert (before, len([each for each in town.reads(ada) if each.startswith("How was")])) == ([], 1)


async def test_of_what_was_cancelled_nobody_is_asked(town: Town) -> None:
    martha, _, [ada] = await expected(town)
    await town.tokens(martha, f"events.cancel:{(await meeting(town)).id}/only")
    await town.presses(martha, "Cancel it")
    await town.until(utc("11-14 16:01"))
    heard = await town.says(martha, "/webinar feedback tides")
    assert (asked(town, ada), heard.text.split(":")[0]) == ([], "Nothing that Tides planned is over yet")


@pytest.mark.parametrize(("back", "count"), [("11-14 14:00", 1), ("11-14 15:30", 0)])
async def test_after_an_absence_it_is_asked_for_two_days(town: Town, back: str, count: int) -> None:
    _, _, [ada] = await expected(town)
    await town.until(utc("11-12 14:30"))
    town.clock.forward(utc(back) - town.clock.now())
    await wakes(town)
    await town.passes(minutes=5)
    assert len(asked(town, ada)) == count


async def test_who_left_who_muted_and_who_wants_no_reminders_of_it_are_not_asked(town: Town) -> None:
    _, tides, [ada, bo, cy, di] = await expected(town, names=("Ada", "Bo", "Cy", "Di"))
    made = await meeting(town)
    await town.until(utc("11-12 14:05"))
    for who in (ada, bo, cy, di):
        await town.presses(who, "I'm here", on=card(town, tides))
    await town.run(lambda tx: membership.depart(tx, tides, ada.id, Status.LEFT, by=ada.id))
    await town.run(lambda tx: attention.mute(tx, bo.id, tides.id, What.REMINDERS, None))
    await town.tokens(cy, f"reminders.stop:{made.id}")
    await town.until(utc("11-12 16:01"))
    assert [len(asked(town, who)) for who in (ada, bo, cy, di)] == [0, 0, 0, 1]
    assert [row.person for row in await town.run(lambda tx: tx.all(select(opinions.c.person)))] == [di.id]


async def test_who_leaves_afterwards_is_asked_nothing_any_more(town: Town) -> None:
    _, _, [ada] = await expected(town)
    await town.until(utc("11-12 16:01"))
    assert len(asked(town, ada)) == 1
    await town.says(ada, "/leave tides")
    await town.presses(ada, "Leave")
    assert asked(town, ada) == []
    heard = await town.tokens(ada, f"feedback.say:{(await meeting(town)).id}/great")
    assert heard.text == "Only members of Tides can do that. /join says how to become one."


async def test_after_two_weeks_the_question_is_closed_where_it_stands(town: Town) -> None:
    _, _, [ada, bo] = await expected(town, names=("Ada", "Bo"))
    await town.until(utc("11-12 16:01"))
    await says(town, bo, Opinion.GREAT)
    await town.until(utc("11-26 15:01"))
    assert asked(town, ada) == ["Answers about “Monthly meeting” of Tides, 12 November 2026, are taken no more."]
    assert asked(town, bo) == ["“Monthly meeting” of Tides, 12 November 2026. You said: Very good."]
    assert (labels(town, ada), labels(town, bo)) == ((), ())
    heard = await town.tokens(ada, f"feedback.say:{(await meeting(town)).id}/great")
    assert heard.text == "“Monthly meeting” is too long ago: answers are taken for 14 days."


async def test_who_did_not_come_and_a_stranger_say_nothing_of_it(town: Town) -> None:
    _, tides, [ada] = await expected(town)
    cy, stranger = await town.someone("Cy"), await town.someone("Stranger")
    await town.run(lambda tx: membership.let_in(tx, tides, cy.id, by=cy.id))
    made = await meeting(town)
    early = await town.tokens(ada, f"feedback.say:{made.id}/great")
    assert early.text == "“Monthly meeting” has not begun yet."
    await town.until(utc("11-12 14:30"))
    during = await town.tokens(ada, f"feedback.say:{made.id}/great")
    assert during.text == "“Monthly meeting” is not over yet."
    await town.until(utc("11-12 16:01"))
    heard = await town.tokens(cy, f"feedback.say:{made.id}/poor")
    assert heard.text == "Only those who came to “Monthly meeting”, or had said that they come, are asked how it was."
    await town.tokens(stranger, f"feedback.say:{made.id}/poor")
    read = await town.tokens(ada, f"feedback.seen:{made.id}")
    assert "How “" not in read.text
    assert await town.run(lambda tx: tx.value(select(func.count()).where(opinions.c.opinion.is_not(None)))) == 0


async def test_administrators_read_every_comment_and_no_name(town: Town) -> None:
    names = ("Ada", "Bo", "Cy", "Di", "Eve", "Fay")
    martha, tides, crowd = await expected(town, names=names)
    await town.until(utc("11-12 16:01"))
    for n, each in enumerate(crowd):
        await says(town, each, Opinion.GREAT if n % 2 else Opinion.GOOD, f"Comment {n}")
        await town.passes(seconds=1)
    heard = await town.says(martha, "/webinar feedback tides")
    assert heard.text == (
        "How “Monthly meeting” was, 12 November 2026\nVery good: 3\nGood: 3\n"
        "6 people answered, of 6 who came or had said that they come.\n"
        "Comment 1\nComment 2\nComment 3\nComment 4\nComment 5"
    )
    assert card_of(town, tides) == [heard.text]
    await town.presses(martha, "All comments", on=town.letters(town.admin_channel(tides))[-1])
    first = await town.presses(martha, "Next")
    assert first.text == "6 comments on “Monthly meeting”\nComment 5"
    everything = heard.text + first.text + card_of(town, tides)[0]
    assert not [name for name in names if name in everything]
    await town.says(martha, "/community admins tides Ada reviewer")
    seen = await town.presses(crowd[0], "All comments", on=town.letters(town.admin_channel(tides))[-1])
    assert "Comment 0" in seen.text, "whoever reads the card where administrators meet reads all of them"


async def test_however_many_came_all_are_asked_and_no_unit_is_as_long_as_all_of_them(town: Town) -> None:
    names = tuple(f"P{n}" for n in range(AT_ONCE + 5))
    _, _, crowd = await expected(town, names=names)
    await town.until(utc("11-12 16:05"))
    assert [len(asked(town, each)) for each in crowd] == [1] * len(crowd)
    await town.until(utc("11-26 15:05"))
    assert {labels(town, each) for each in crowd} == {()}


async def test_what_is_asked_is_closed_while_the_community_is_archived(town: Town) -> None:
    martha, _, [ada] = await expected(town)
    await town.until(utc("11-12 16:01"))
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    assert (asked(town, ada)[0].split(" ")[0], labels(town, ada)) == ("Answers", ())
    await town.says(martha, "/community reactivate tides")
    assert (asked(town, ada)[0].split("\n")[0], labels(town, ada)[:4]) == (QUESTION, ANSWERS)


async def test_a_community_that_is_archived_asks_nothing(town: Town) -> None:
    martha, _, [ada] = await expected(town)
    await town.until(utc("11-12 15:30"))
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    await town.until(utc("11-12 16:01"))
    assert asked(town, ada) == []


async def test_a_digest_offers_no_question_that_is_closed(town: Town) -> None:
    _, _, [ada] = await expected(town)
    await town.run(digests.watch)
    await town.until(utc("11-12 14:50"))
    for n in range(3):
        await town.run(lambda tx, n=n: people.tell(tx, ada.id, say(Words(f"{n}")), key=f"{n}"))  # type: ignore[misc]
    await town.until(utc("11-13 07:01"))
    assert (QUESTION in town.reads(ada)[-1], labels(town, ada)) == (True, ("Open",))
    await town.until(utc("11-26 15:01"))
    assert [text for text in town.reads(ada) if "Nothing of this waits for you any more." in text]
