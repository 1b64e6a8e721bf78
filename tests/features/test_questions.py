"""Questions to a webinar: asked by name or by nobody, put in order, answered by whoever signs, published once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from bot.db.schema import metadata
from bot.db.tx import Tx
from bot.features.communities.model import Community
from bot.features.dossiers import service as dossiers
from bot.features.events.model import Occurrence
from bot.features.questions import service
from tests.features.test_dossiers import gives, webinar
from tests.features.test_events import planned, plans
from tests.features.test_reminders import utc
from tests.simulators.post_office import Letter
from tests.town import NORTH, SOUTH, Heard, Somebody, Town


def event_card(town: Town, tides: Community) -> Letter:
    return next(each for each in town.letters(town.channel(tides)) if town.text(each.message).startswith("Webinar ·"))


def team(town: Town, tides: Community) -> list[str]:
    return [text for text in town.reads(town.admin_channel(tides)) if text.startswith("Questions to")]


def posts(town: Town, tides: Community, platform: str = NORTH) -> list[str]:
    return [text for text in town.reads(town.channel(tides, platform)) if text.startswith("Questions and answers")]


async def asks(town: Town, who: Somebody, tides: Community, text: str, *, anonymous: bool = False) -> Heard:
    await town.presses(who, "Ask a question", on=event_card(town, tides))
    return await town.fills(who, text=text, **({"as": "anonymous"} if anonymous else {}))


async def answers(town: Town, martha: Somebody, answer: str, *, number: int = 0, **values: str) -> Heard:
    """The question of that number on the board."""
    board = await town.says(martha, "/webinar questions tides")
    assert board.message
    tokens = [
        each.token
        for part in board.message.parts
        if part.kind == "buttons"
        for each in part.buttons
        if each.token.startswith("questions.answer:")
    ]
    await town.tokens(martha, tokens[number])
    return await town.fills(martha, answer=answer, **values)


async def asked(town: Town) -> tuple[Somebody, Community, Somebody, Somebody, Occurrence]:
    """Ada has asked by name, Bo without."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, tides = await webinar(town, ada, bo)
    await asks(town, ada, tides, "Why is the tide late?")
    await asks(town, bo, tides, "Who pays for it?", anonymous=True)
    return martha, tides, ada, bo, (await planned(town))[0]


async def test_the_team_reads_who_asked_and_of_some_that_nobody_did(town: Town) -> None:
    martha, tides, ada, _, _ = await asked(town)
    assert town.heard[ada.account].text.endswith("You hear when it is answered.")
    assert team(town, tides) == [
        "Questions to “Monthly meeting”, 12 November 2026\n2 questions, 2 without an answer.\n"
        "1. Why is the tide late? (Ada)\n2. Who pays for it? (somebody)"
    ]
    board = await town.says(martha, "/webinar questions tides")
    assert "Who pays for it? (from somebody," in board.text


async def test_who_asked_without_a_name_stands_nowhere(town: Town) -> None:
    _, _, _, bo, _ = await asked(town)
    found = {"people", "accounts", "memberships", "handled"}
    rows = await town.run(
        lambda tx: {
            name: [str(row) for row in tx.all(select(table)) if bo.id in str(row)]
            for name, table in metadata.tables.items()
        }
    )
    assert {name for name, hits in rows.items() if hits} - found <= {"log", "jobs", "mail"}
    asked_rows = await town.run(lambda tx: tx.all(select(metadata.tables["questions"])))
    assert sorted((row.text, bool(row.person)) for row in asked_rows) == [
        ("Who pays for it?", False), ("Why is the tide late?", True),
    ]  # fmt: skip
    said = "".join(line for hits in rows.values() for line in hits)
    assert "Who pays" not in said


async def test_an_answer_is_signed_and_whoever_asked_by_name_hears_it(town: Town) -> None:
    martha, tides, ada, bo, _ = await asked(town)
    await answers(town, martha, "Because of the *moon*.", signed="Markus Loewe")
    assert town.reads(ada)[-1] == (
        "Markus Loewe has answered what you asked at “Monthly meeting”: “Why is the tide late?”\n"
        "Markus Loewe: Because of the *moon*."
    )
    assert town.letters(bo) == []
    assert "1. Why is the tide late? (Ada) · answered" in team(town, tides)[0]
    assert "one without an answer" in team(town, tides)[0]


async def published(town: Town) -> tuple[Somebody, Community, Somebody, Somebody, Heard]:
    """Both are answered, it is over, and the answers are published."""
    martha, tides, ada, bo, _ = await asked(town)
    await town.until(utc("11-12 15:01"))
    await gives(town, martha, recording="https://video.example/tides")
    await answers(town, martha, "Because of the moon.", signed="Markus")
    await answers(town, martha, "The states do.", number=1, signed="Rana", live="yes")
    await town.says(martha, "/webinar questions tides")
    preview = await town.presses(martha, "Look before publishing")
    assert preview.text.startswith("This is what will stand in the channel, open to comments.")
    assert posts(town, tides) == []
    for _ in range(2):
        await town.presses(martha, "Publish", on=preview)
    return martha, tides, ada, bo, preview


async def test_guide_113_one_numbered_post_with_signed_answers_open_to_comments(town: Town) -> None:
    _, tides, ada, _, _ = await published(town)
    assert posts(town, tides) == [
        "Questions and answers: “Monthly meeting”\n"
        "Dear members, at Monthly meeting (https://video.example/tides) on 12 November 2026 you asked good questions. "
        "Thank you for them, and thanks to Markus and Rana for the answers below.\n"
        "Comment #1 – Why is the tide late? (from Ada)\nMarkus: Because of the moon.\n"
        "Comment #2 – Who pays for it? (from somebody)\nRana, also in the room: The states do.\n"
        "Feel free to comment!"
    ]
    [post] = [each for each in town.letters(town.channel(tides)) if "Comment #1" in town.text(each.message)]
    assert post.thread == "Comments on the answers: Monthly meeting"
    labels = town.labels(event_card(town, tides).message)
    assert ("Ask a question" in labels, "Questions and answers" in labels) == (False, True)
    read = await town.presses(ada, "Questions and answers", on=event_card(town, tides))
    assert read.text == posts(town, tides)[0]


async def test_what_is_answered_later_is_added_where_it_stands_and_the_checklist_has_it(town: Town) -> None:
    martha, tides, _, _, _ = await published(town)
    await answers(town, martha, "And of the sun.", signed="Rana")
    await answers(town, martha, "Because of the new moon.", signed="markus")
    assert len(posts(town, tides)) == 1
    assert "Rana: And of the sun.\n" in posts(town, tides)[0]
    assert "markus: Because of the new moon.\n" in posts(town, tides)[0]
    assert "of the moon." not in posts(town, tides)[0]
    checklist = next(text for text in town.reads(town.admin_channel(tides)) if text.startswith("After “"))
    assert "Questions and answers: there" in checklist
    await gives(town, martha, slides="https://slides.example")
    assert "Questions and answers" in town.labels(event_card(town, tides).message)


async def test_grouped_questions_are_one_comment_with_all_who_asked(town: Town) -> None:
    martha, tides, ada, *_ = await asked(town)
    await answers(town, martha, "States.", number=1, signed="Rana")
    await town.says(martha, "/webinar questions tides")
    [first, second] = await town.run(lambda tx: tx.all(select(metadata.tables["questions"]).order_by("position")))
    await town.tokens(martha, f"questions.group:{second.id}")
    await town.picks(martha, first.id)
    assert team(town, tides)[0].endswith("1. Why is the tide late? (Ada) and one like it · answered")
    await town.passes(minutes=1)
    told = await answers(town, martha, "The moon.", signed="Markus")
    assert "Also: Who pays for it? (from somebody)\nRana: States.\nMarkus: The moon." in told.text
    assert [text.split(" has")[0] for text in town.reads(ada)] == ["Markus"]
    await town.presses(martha, "By itself again", on=told)
    assert team(town, tides)[0].endswith("1. Why is the tide late? (Ada) · answered\n2. Who pays for it? (somebody)")
    itself = await town.tokens(martha, f"questions.under:{second.id}", second.id)
    assert itself.text.startswith("That question is not")


async def test_one_who_answers_twice_in_the_same_instant_has_one_answer(town: Town) -> None:
    _, _, ada, _, made = await asked(town)
    it = await town.run(lambda tx: dossiers.held(tx, made.id))
    row = (await town.run(lambda tx: service.asked(tx, made.id)))[0]
    assert it

    def answer(tx: Tx, text: str) -> None:
        service.answer(tx, it, row, signed="Rana", text=text, live=False, by="")

    await asyncio.gather(*(town.run(partial(answer, text=text)) for text in ("One.", "Two.", "Three.")))
    await town.settle()
    [first, _] = await town.run(lambda tx: service.topics(tx, made.id))
    assert [each.signed for each in first.answers] == ["Rana"]
    assert len(town.letters(ada)) == 1


async def test_what_is_hidden_is_not_published_and_can_be_shown_again(town: Town) -> None:
    martha, tides, *_ = await asked(town)
    await town.until(utc("11-12 14:30"))
    await answers(town, martha, "Moon.", signed="M")
    await answers(town, martha, "States.", number=1, signed="R")
    board = await town.says(martha, "/webinar questions tides")
    await town.presses(martha, "Hide", on=board)
    preview = await town.presses(martha, "Look before publishing", on=board)
    assert ("tide late" in preview.text, "Comment #1 – Who pays for it?" in preview.text) == (False, True)
    await town.says(martha, "/webinar questions tides")
    await town.presses(martha, "Show again")
    assert team(town, tides)[0].endswith("2. Who pays for it? (somebody) · answered")


async def test_before_it_begins_and_without_an_answer_nothing_is_published(town: Town) -> None:
    martha, tides, _, _, made = await asked(town)
    await answers(town, martha, "Moon.", signed="M")
    for token in ("preview", "publish"):
        assert "nothing to publish" in (await town.tokens(martha, f"questions.{token}:{made.id}")).text
    await town.until(utc("11-12 14:01"))
    await town.tokens(martha, f"questions.publish:{made.id}")
    assert len(posts(town, tides)) == 1


async def test_one_may_ask_until_a_week_after_the_end(town: Town) -> None:
    _, tides, ada, _, made = await asked(town)
    await town.until(made.ends + timedelta(days=6, hours=23))
    assert "is with the moderators" in (await asks(town, ada, tides, "And now?")).text
    await town.until(made.ends + timedelta(days=7))
    assert (await town.tokens(ada, f"questions.ask:{made.id}")).text.endswith("are no longer taken.")


async def test_members_ask_and_only_the_team_puts_in_order(town: Town) -> None:
    _, tides, ada, _, made = await asked(town)
    eve = await town.someone("Eve")
    assert (await town.tokens(eve, f"questions.ask:{made.id}")).form is None
    [first, _] = await town.run(lambda tx: tx.all(select(metadata.tables["questions"]).order_by("position")))
    for token in ("answer", "hide", "show", "group", "apart", "under"):
        refused = await town.tokens(ada, f"questions.{token}:{first.id}", first.id)
        assert refused.text.startswith("Only the administrators of Tides")
    assert (await town.tokens(ada, f"questions.board:{made.id}/0")).text.startswith("Only the administrators of Tides")
    assert "2 questions, 2 without" in team(town, tides)[0]


async def test_an_answer_needs_a_signature_and_a_text_unless_it_was_given_in_the_room(town: Town) -> None:
    martha, _, ada, _, _ = await asked(town)
    nothing = await answers(town, martha, " ", signed="M")
    assert list(nothing.problems) == ["answer"]
    nobody = await answers(town, martha, "Moon.", signed=" ")
    assert list(nobody.problems) == ["signed"]
    live = await answers(town, martha, "", signed="M", live="yes")
    assert "M answered in the room." in live.text
    assert town.reads(ada)[-1].endswith("\nM answered in the room.")


async def test_the_same_questions_reach_the_team_on_every_platform_and_the_post_all_channels(town: Town) -> None:
    ada = await town.someone("Ada")
    martha = await town.someone("Martha", timezone="Europe/Rome")
    tides = await town.community("Tides", admins=[martha], members=[ada], platforms=(NORTH, SOUTH),
                                 timezone="Europe/Rome")  # fmt: skip
    await plans(town, martha, "/webinar plan")
    await asks(town, ada, tides, "Why?")
    await town.until(utc("11-12 14:01"))
    await answers(town, martha, "Moon.", signed="M")
    await town.tokens(martha, f"questions.publish:{(await planned(town))[0].id}")
    south = [text for text in town.reads(town.admin_channel(tides, SOUTH)) if text.startswith("Questions to")]
    assert (len(team(town, tides)), len(south)) == (1, 1)
    assert posts(town, tides) == posts(town, tides, SOUTH) != []
