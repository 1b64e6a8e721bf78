"""Keeping a card at hand: after it stands, once, and its end is told; also that a card was gone when it was redrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.db.tx import Tx
from bot.jobs import outbox
from tests.jobs.conftest import SQUARE, Heard, Town
from tests.simulators.post_office import HeadPost, lost_answer, refused
from tests.simulators.post_office import later as busy


def shown(*, keep: bool = True) -> Callable[[Tx], None]:
    def ask(tx: Tx) -> None:
        tx.note("note:a", "first")
        outbox.show(tx, SQUARE, "note:a", key="a")
        outbox.pin(tx, "note:a", SQUARE, keep=keep, then=Heard("pin"))

    return ask


async def test_it_waits_for_its_card_and_a_lost_answer_changes_nothing(town: Town) -> None:
    town.office.breaks(busy(after=30), lost_answer(), to=SQUARE, what="send")
    town.office.breaks(lost_answer(), to=SQUARE, what="pin")
    await town.database.run(shown())
    worker = town.worker(post=HeadPost(town.office))
    for _ in range(10):
        await worker.settle()
        town.clock.forward(timedelta(seconds=30))
    [letter] = town.office.letters()
    assert (letter.pinned, await town.noted("heard pin")) == (True, ["sent/"])
    await town.database.run(lambda tx: outbox.pin(tx, "note:a", SQUARE, keep=False))
    await worker.settle()
    assert town.office.letters()[0].pinned is False


async def test_where_nothing_is_pinned_the_card_stands_all_the_same(town: Town) -> None:
    await town.database.run(shown())
    await town.worker().settle()
    assert (len(town.office.letters()), await town.noted("heard pin")) == (1, ["unsupported/"])


async def test_what_is_in_the_way_is_told_and_a_card_that_never_stood_is_not_pinned(town: Town) -> None:
    town.office.breaks(refused("forbidden", "no-scope"), to=SQUARE, what="pin")
    await town.database.run(shown())
    worker = town.worker(post=HeadPost(town.office))
    await worker.settle()
    assert await town.noted("heard pin") == ["forbidden/no-scope"]

    def ask(tx: Tx) -> None:
        outbox.show(tx, SQUARE, "note:never", key="never")
        outbox.pin(tx, "note:never", SQUARE, then=Heard("never"))

    await town.database.run(ask)
    await worker.settle()
    assert (await town.noted("heard never"), town.office.calls("pin")) == (["no more/"], 1)


async def test_a_card_that_was_deleted_is_told_to_whoever_had_it_redrawn(town: Town) -> None:
    await town.database.run(shown())
    worker = town.worker(post=HeadPost(town.office))
    await worker.settle()
    await town.database.run(lambda tx: outbox.redraw(tx, "note:a", then=Heard("drawn")))
    await worker.settle()
    town.office.erases(town.office.letters()[0].id)
    await town.database.run(lambda tx: outbox.redraw(tx, "note:a", then=Heard("drawn")))
    await worker.settle()
    assert await town.noted("heard drawn") == ["sent/", "gone/"]
    assert await town.database.run(lambda tx: outbox.cards(tx, "note:a")) == []
    assert await town.database.run(lambda tx: outbox.times_shown(tx, "note:a", SQUARE)) == 1
