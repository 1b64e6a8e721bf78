"""A file with an announcement: chosen once, kept once, posted once everywhere, gone with what it belonged to."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.chat.form import Held, UploadField
from bot.chat.inbound import FormSent, Upload
from bot.chat.message import File, Message
from bot.chat.reply import Answer, OpenForm
from bot.clock import Clock
from bot.commands.dispatch import Dispatcher
from bot.commands.registry import Registry
from bot.db.database import Database
from bot.db.files import LOOSE, files
from bot.db.tx import Tx
from bot.errors import Unavailable
from bot.features import FEATURES
from bot.features.announcements.model import FILE
from bot.jobs.queue import jobs
from bot.jobs.ticker import forget_old
from tests.features.newsroom import (
    ADA,
    BEN,
    CLEO,
    DAN,
    NEWS,
    NORTH,
    NORTH_ADMINS,
    SOUTH,
    Killed,
    Newsroom,
    die,
    hooks,
    opened,
)
from tests.simulators.post_office import lost_answer, refused
from tests.words import our_copy

BYTES = b"%PDF-1.7\x00\xff\xfe" * 500
REPORT = Upload("Report 2026.pdf", "application/pdf", BYTES)
OTHER = Upload("figures.csv", "text/csv", b"year;tides\n2026;730\n")


@pytest.fixture
async def newsroom(database: Database, clock: Clock) -> Newsroom:
    made = await opened(database, clock, our_copy())
    await made.forward()
    return made


def held(answer: Answer) -> Held | None:
    """What the form says it has."""
    assert isinstance(answer.reply, OpenForm)
    [field] = [each for each in answer.reply.form.fields if isinstance(each, UploadField)]
    assert bool(field.value) == bool(field.held)
    return field.held


def handed_over(message: Message) -> list[str]:
    return [part.name for part in message.parts if isinstance(part, File)]


async def kept(newsroom: Newsroom) -> list[str]:
    """The names of the files in the database."""
    found = await newsroom.database.run(lambda tx: tx.all(select(files.c.name).order_by(files.c.name)))
    return [row.name for row in found]


async def sent(newsroom: Newsroom, upload: Upload = REPORT) -> None:
    await newsroom.press(await newsroom.write(by=ADA, upload=upload), "Send", by=ADA)
    await newsroom.forward(seconds=20)


async def recent(newsroom: Newsroom, label: str, upload: Upload | None = None, **changed: str) -> Answer:
    """Ada edits (or only opens) the newest of the recent ones."""
    form = await newsroom.press(await newsroom.type("/announce tides recent-announcements", by=ADA), label, by=ADA)
    return await newsroom.fill(form, by=ADA, upload=upload, **{**newsroom.typed(form), **changed})


def attached(newsroom: Newsroom) -> list[list[dict[str, bytes]]]:
    return [[letter.files for letter in newsroom.letters(place)] for place in (NORTH, SOUTH)]


def uploads(newsroom: Newsroom) -> int:
    return newsroom.meadow.office.calls("upload") + newsroom.harbour.office.calls("upload")


async def test_the_preview_lists_it_and_every_place_gets_exactly_its_bytes(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA, upload=REPORT)
    assert newsroom.read(preview)[5] == "File: Report 2026.pdf (6 kB)"
    await newsroom.press(preview, "Send", by=ADA)
    await newsroom.forward(seconds=20)
    await newsroom.forward(days=1)
    assert attached(newsroom) == [[{"Report 2026.pdf": BYTES}], [{"Report 2026.pdf": BYTES}]]
    assert (await kept(newsroom), uploads(newsroom)) == (["Report 2026.pdf"], 2)


async def test_no_job_and_no_answer_carries_its_bytes(newsroom: Newsroom) -> None:
    await sent(newsroom, Upload("big.bin", "application/octet-stream", bytes(range(256)) * 4096))

    def longest(tx: Tx) -> int:
        return max(len(str(row.payload)) for row in tx.all(select(jobs.c.payload)))

    assert await newsroom.database.run(longest) < 5000
    assert [len(each["big.bin"]) for place in attached(newsroom) for each in place] == [1 << 20, 1 << 20]


async def test_a_refused_form_keeps_the_file_and_it_need_not_be_chosen_again(newsroom: Newsroom) -> None:
    back = await newsroom.write(by=ADA, upload=REPORT, link="nonsense")
    assert newsroom.read(back)[0].startswith("link: This is no web address.")
    assert held(back) == Held("Report 2026.pdf", len(BYTES))
    again = await newsroom.fill(back, by=ADA, **{**newsroom.typed(back), "title": ""})
    assert newsroom.read(again)[0] == "title: Please fill this in."
    assert held(again) == Held("Report 2026.pdf", len(BYTES))
    preview = await newsroom.fill(again, by=ADA, **{**newsroom.typed(again), "title": "At last", "link": ""})
    await newsroom.press(preview, "Send", by=ADA)
    await newsroom.forward(days=30)
    await forget_old(newsroom.database)
    assert attached(newsroom) == [[{"Report 2026.pdf": BYTES}]] * 2
    assert await kept(newsroom) == ["Report 2026.pdf"]


async def test_a_refused_form_that_is_told_twice_keeps_one_file(newsroom: Newsroom) -> None:
    form = await newsroom.press(f"announcements.another:{(await newsroom.community()).id}", by=ADA)
    assert isinstance(form.reply, OpenForm)
    values = {**NEWS, "title": ""}
    event = FormSent("event-twice", ADA, None, form.reply.form.token, values, {"file": REPORT})
    first, second = await newsroom.do(event), await newsroom.do(event)
    assert (first, await kept(newsroom)) == (second, ["Report 2026.pdf"])


@pytest.mark.parametrize(
    ("upload", "problem"),
    [
        (Upload("film.mp4", "video/mp4", b"x" * (FILE + 1)), "8,001 kB"),
        (Upload("film.mp4", "video/mp4", b"", size=500_000_000), "500,000 kB"),
    ],
)
async def test_one_that_is_too_large_gets_one_sentence_with_the_limit(
    newsroom: Newsroom, upload: Upload, problem: str
) -> None:
    back = await newsroom.write(by=ADA, upload=upload)
    assert newsroom.read(back) == [
        f"file: This file has {problem}; 8 MB is the most. Choose a smaller one, or write where it can be found."
    ]
    assert (held(back), newsroom.typed(back)["title"], await kept(newsroom)) == (None, "Mapping the tides", [])
    assert await newsroom.statuses() == []


async def test_eight_megabytes_are_not_too_large(newsroom: Newsroom) -> None:
    await sent(newsroom, Upload("full.bin", "application/octet-stream", b"\x00" * FILE))
    assert [len(each["full.bin"]) for place in attached(newsroom) for each in place] == [FILE, FILE]


async def test_an_empty_one_is_no_file(newsroom: Newsroom) -> None:
    back = await newsroom.write(by=ADA, upload=Upload("empty.txt", "text/plain", b""))
    assert newsroom.read(back) == ["file: This file is empty. Choose another one."]


async def test_one_too_large_leaves_the_one_that_was_there(newsroom: Newsroom) -> None:
    await sent(newsroom)
    back = await recent(newsroom, "Edit", Upload("film.mp4", "video/mp4", b"", size=FILE + 1))
    assert held(back) == Held("Report 2026.pdf", len(BYTES))
    await newsroom.fill(back, by=ADA, **newsroom.typed(back))
    await newsroom.forward()
    assert attached(newsroom) == [[{"Report 2026.pdf": BYTES}]] * 2


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\plan.docx", "plan.docx"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\r\nc\td.txt", "ab c d.txt"),
        ("..", "file"),
        ("", "file"),
        ("<script>|?*.html", "_script____.html"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
    ],
)
async def test_names_lose_whatever_could_do_harm(newsroom: Newsroom, name: str, safe: str) -> None:
    await sent(newsroom, Upload(name, "text/html; charset=x", b"<script>alert(1)</script>"))
    [[letter], _] = attached(newsroom)
    assert list(letter) == [safe]
    rows = await newsroom.database.run(lambda tx: tx.all(select(files.c.name, files.c.media_type)))
    assert [tuple(row) for row in rows] == [(safe, "text/html")]


async def test_what_is_no_kind_of_file_is_unknown_bytes(newsroom: Newsroom) -> None:
    await sent(newsroom, Upload("x", 'evil"\r\nSet-Cookie: a/b', b"x"))
    rows = await newsroom.database.run(lambda tx: tx.all(select(files.c.media_type)))
    assert [row.media_type for row in rows] == ["application/octet-stream"]


# ---------------------------------------------------------------------------------------------------- changing it


async def test_an_edit_of_the_text_uploads_nothing_again(newsroom: Newsroom) -> None:
    await sent(newsroom)
    for text in ("Shorter.", "Shorter still."):
        await recent(newsroom, "Edit", text=text)
        await newsroom.forward()
    assert [each[2] for each in newsroom.posted(NORTH)] == ["Shorter still."]
    assert (attached(newsroom), uploads(newsroom)) == ([[{"Report 2026.pdf": BYTES}]] * 2, 2)


async def test_an_edit_may_put_another_one_in_its_place(newsroom: Newsroom) -> None:
    await sent(newsroom)
    await recent(newsroom, "Edit", OTHER)
    await newsroom.forward()
    assert attached(newsroom) == [[{"figures.csv": OTHER.content}]] * 2
    assert await kept(newsroom) == ["figures.csv"]


async def test_an_edit_may_take_it_away(newsroom: Newsroom) -> None:
    await sent(newsroom)
    await recent(newsroom, "Edit", file="")
    await newsroom.forward()
    assert (attached(newsroom), await kept(newsroom)) == ([[{}]] * 2, [])


async def test_a_platform_whose_forms_cannot_show_it_leaves_it_alone(newsroom: Newsroom) -> None:
    await sent(newsroom)
    form = await newsroom.press(await newsroom.type("/announce tides recent-announcements", by=ADA), "Edit", by=ADA)
    typed = {name: value for name, value in newsroom.typed(form).items() if name != "file"}
    await newsroom.fill(form, by=ADA, **{**typed, "text": "Shorter."})
    await newsroom.forward()
    assert attached(newsroom) == [[{"Report 2026.pdf": BYTES}]] * 2


async def test_a_draft_keeps_its_file_while_it_is_written(newsroom: Newsroom) -> None:
    await newsroom.write(by=ADA, upload=REPORT)
    await newsroom.forward(days=20)
    await forget_old(newsroom.database)
    again = await newsroom.type("/announce tides", by=ADA)
    assert newsroom.read(again)[6] == "File: Report 2026.pdf (6 kB)"
    form = await newsroom.press(again, "Edit", by=ADA)
    assert held(form) == Held("Report 2026.pdf", len(BYTES))


async def test_deleted_everywhere_it_is_kept_nowhere(newsroom: Newsroom) -> None:
    await sent(newsroom)
    listed = await newsroom.type("/announce tides recent-announcements", by=ADA)
    await newsroom.press(await newsroom.press(listed, "Delete", by=ADA), "Delete", by=ADA)
    assert await kept(newsroom) == []
    await newsroom.forward()
    assert attached(newsroom) == [[], []]


async def test_a_cancelled_draft_can_be_taken_up_with_its_file_for_thirty_days_and_then_it_is_gone(
    newsroom: Newsroom,
) -> None:
    cancelled = await newsroom.press(await newsroom.write(by=ADA, upload=REPORT), "Cancel", by=ADA)
    await newsroom.forward(days=29)
    await forget_old(newsroom.database)
    form = await newsroom.press(cancelled, "Edit", by=ADA)
    assert held(form) == Held("Report 2026.pdf", len(BYTES))
    preview = await newsroom.fill(form, by=ADA, **newsroom.typed(form))
    assert "File: Report 2026.pdf (6 kB)" in newsroom.read(preview)
    await newsroom.press(preview, "Cancel", by=ADA)
    await newsroom.forward(days=31)
    await forget_old(newsroom.database)
    assert (await kept(newsroom), held(await newsroom.press(cancelled, "Edit", by=ADA))) == ([], None)


async def test_what_no_form_took_is_forgotten_after_a_week_and_the_form_says_so(newsroom: Newsroom) -> None:
    back = await newsroom.write(by=ADA, upload=REPORT, link="nonsense")
    await newsroom.forward(days=8)
    await forget_old(newsroom.database)
    again = await newsroom.fill(back, by=ADA, **{**newsroom.typed(back), "link": ""})
    assert newsroom.read(again) == [
        "file: This file is not kept any more. Choose it again, or go on without it."
    ]
    assert (newsroom.typed(again)["title"], held(again)) == ("Mapping the tides", None)
    preview = await newsroom.fill(again, by=ADA, **newsroom.typed(again))
    assert newsroom.read(preview)[2] == "Mapping the tides"


async def test_nobody_can_fill_the_database_with_forms_that_are_refused(newsroom: Newsroom) -> None:
    for number in range(LOOSE + 3):
        await newsroom.forward(seconds=1)
        await newsroom.write(by=ADA, upload=Upload(f"{number:02}.txt", "text/plain", b"x"), title="")
    await newsroom.write(by=BEN, upload=OTHER, title="")
    expected = [f"{number:02}.txt" for number in range(3, LOOSE + 3)]
    assert await kept(newsroom) == [*expected, "figures.csv"]


# ------------------------------------------------------------------------------------------------------ who may


async def test_nobody_takes_a_file_that_is_somebody_elses(newsroom: Newsroom) -> None:
    back = await newsroom.write(by=ADA, upload=REPORT, link="nonsense")
    theirs = newsroom.typed(back)["file"]
    stolen = await newsroom.write(by=BEN, file=theirs)
    assert newsroom.read(stolen) == ["file: This file is not kept any more. Choose it again, or go on without it."]
    assert (theirs in newsroom.typed(stolen).values(), await newsroom.statuses()) == (False, [])


async def test_nobody_takes_a_file_that_belongs_to_an_announcement(newsroom: Newsroom) -> None:
    await sent(newsroom)
    theirs = (await newsroom.rows())[0].file
    second = await newsroom.write(by=ADA, file=theirs)
    assert newsroom.read(second)[0].startswith("file: This file is not kept any more.")


async def test_two_announcements_cannot_have_the_same_file(newsroom: Newsroom) -> None:
    back = await newsroom.write(by=ADA, upload=REPORT, link="nonsense")
    values = {**newsroom.typed(back), "link": ""}
    answers = await asyncio.gather(*(newsroom.fill(back, by=ADA, **values) for _ in range(5)))
    said = Counter(newsroom.read(each)[0] for each in answers)
    assert sorted(said.values()) == [1, 4]
    refused = [each for each in answers if isinstance(each.reply, OpenForm)]
    assert [newsroom.typed(each)["file"] for each in refused] == [""] * 4
    assert (await newsroom.statuses(), await kept(newsroom)) == (["draft"], ["Report 2026.pdf"])


async def test_who_may_not_announce_leaves_nothing_behind(newsroom: Newsroom) -> None:
    form = await newsroom.press(f"announcements.another:{(await newsroom.community()).id}", by=ADA)
    for values in (NEWS, {**NEWS, "title": ""}):
        answer = await newsroom.fill(form, by=DAN, upload=REPORT, **values)
        assert newsroom.read(answer) == ["Only members of Tides can do that. /join says how to become one."]
    assert (await kept(newsroom), await newsroom.statuses()) == ([], [])
    await newsroom.fill(form, by=CLEO, upload=OTHER, **NEWS)
    assert (await kept(newsroom), await newsroom.statuses()) == (["figures.csv"], ["draft"])


async def test_administrators_read_a_proposed_file_before_they_decide_and_it_is_what_is_sent(
    newsroom: Newsroom,
) -> None:
    await newsroom.press(await newsroom.write(by=CLEO, upload=REPORT), "Envoyer", by=CLEO)
    await newsroom.forward()
    [card] = newsroom.letters(NORTH_ADMINS)
    assert card.files == {"Report 2026.pdf": BYTES}
    form = await newsroom.press(await newsroom.type("/announce tides view:recent-announcements", by=CLEO), "Modifier",
                                by=CLEO)  # fmt: skip
    await newsroom.fill(form, by=CLEO, upload=OTHER, **newsroom.typed(form))
    shown = await newsroom.press(card.message, "Approve", by=ADA)
    assert newsroom.read(shown)[0] == "Its author has changed it since. Read it again before you decide."
    assert "File: figures.csv (20 bytes)" in newsroom.read(shown)
    await newsroom.forward()
    assert newsroom.letters(NORTH_ADMINS)[0].files == {"figures.csv": OTHER.content}
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Approve", by=ADA)
    await newsroom.forward(seconds=20)
    assert attached(newsroom) == [[{"figures.csv": OTHER.content}]] * 2
    assert await kept(newsroom) == ["figures.csv"]


async def test_a_rejected_proposal_keeps_its_file_for_another_try(newsroom: Newsroom) -> None:
    await newsroom.press(await newsroom.write(by=CLEO, upload=REPORT), "Envoyer", by=CLEO)
    await newsroom.forward()
    form = await newsroom.press(newsroom.last(NORTH_ADMINS), "Reject", by=BEN)
    await newsroom.fill(form, by=BEN, words="Please add a date.")
    await newsroom.forward(days=7)
    await forget_old(newsroom.database)
    edit = await newsroom.press(newsroom.buttons(newsroom.last(CLEO.account))["Edit"], by=CLEO)
    assert held(edit) == Held("Report 2026.pdf", len(BYTES))


async def test_two_who_edit_at_once_lose_neither_words_nor_file(newsroom: Newsroom) -> None:
    await sent(newsroom)
    listed = await newsroom.type("/announce tides recent-announcements", by=ADA)
    first, second = [await newsroom.press(listed, "Edit", by=ADA) for _ in range(2)]
    await newsroom.fill(first, by=ADA, upload=OTHER, **newsroom.typed(first))
    back = await newsroom.fill(second, by=ADA, **{**newsroom.typed(second), "text": "Shorter."})
    assert newsroom.read(back)[0].startswith(": Somebody changed “Mapping the tides” while you were writing.")
    assert (held(back), newsroom.typed(back)["text"]) == (Held("figures.csv", 20), "Shorter.")


# ---------------------------------------------------------------------------------------------------- bad days


@dataclass(slots=True)
class Failing:
    """A database that is away for the second unit and those after it, until `mended`."""

    real: Database
    units: int = 0
    mended: bool = False

    async def run(self, work: Callable[[Tx], Any]) -> Any:
        self.units += 1
        if self.units > 1 and not self.mended:
            raise Unavailable("The disk is full.")
        return await self.real.run(work)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


async def test_a_file_that_could_not_be_kept_is_asked_for_again_and_the_words_are_there(newsroom: Newsroom) -> None:
    form = await newsroom.press(f"announcements.another:{(await newsroom.community()).id}", by=ADA)
    away = Failing(newsroom.database)
    engine = newsroom.engine
    newsroom.engine = Dispatcher(Registry(FEATURES), newsroom.catalogue, away, hooks(newsroom.problems))  # type: ignore[arg-type]
    back = await newsroom.fill(form, by=ADA, upload=REPORT, **{**NEWS, "link": "nonsense"})
    newsroom.engine = engine
    assert (away.units, held(back), newsroom.typed(back)["title"]) == (2, None, "Mapping the tides")
    assert [line.split(":")[0] for line in newsroom.read(back)] == ["link", "file"]
    again = await newsroom.fill(back, by=ADA, upload=REPORT, **{**newsroom.typed(back), "link": ""})
    assert "File: Report 2026.pdf (6 kB)" in newsroom.read(again)


async def test_r12_an_answer_that_is_lost_posts_it_once_with_its_file(newsroom: Newsroom) -> None:
    newsroom.meadow.office.breaks(lost_answer(), to=NORTH)
    await sent(newsroom)
    await newsroom.forward(minutes=5)
    assert attached(newsroom) == [[{"Report 2026.pdf": BYTES}]] * 2
    assert newsroom.meadow.office.calls("send") == 2


async def test_killed_between_posting_and_commit_it_stands_once(newsroom: Newsroom) -> None:
    newsroom.meadow.sent = die
    with pytest.raises(Killed):
        await sent(newsroom)
    newsroom.meadow.sent = lambda: None
    await newsroom.forward(minutes=5)
    assert attached(newsroom) == [[{"Report 2026.pdf": BYTES}]] * 2


async def test_changed_after_a_kill_that_nobody_heard_of_every_copy_has_the_new_file(newsroom: Newsroom) -> None:
    newsroom.meadow.sent = die
    with pytest.raises(Killed):
        await sent(newsroom)
    newsroom.meadow.sent = lambda: None
    await recent(newsroom, "Edit", OTHER)
    await newsroom.forward(minutes=5)
    assert attached(newsroom) == [[{"figures.csv": OTHER.content}]] * 2


async def test_a_place_that_refuses_it_stops_no_other_and_another_file_mends_it(newsroom: Newsroom) -> None:
    newsroom.harbour.office.breaks_always(refused("invalid", "this kind of file is not allowed"), to=SOUTH)
    await sent(newsroom)
    await newsroom.forward()
    assert [len(place) for place in attached(newsroom)] == [1, 0]
    assert newsroom.posted(NORTH_ADMINS)[0][1] == "The platform refuses what it says. Edit it, then try again."
    newsroom.harbour.office.mend()
    await recent(newsroom, "Edit", OTHER)
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Try again", by=BEN)
    await newsroom.forward(minutes=1)
    assert attached(newsroom) == [[{"figures.csv": OTHER.content}]] * 2


async def test_content_is_kept_once_however_many_places_there_are(newsroom: Newsroom) -> None:
    await sent(newsroom)
    total = await newsroom.database.run(lambda tx: tx.value(select(func.sum(func.length(files.c.content)))))
    assert total == len(BYTES)
