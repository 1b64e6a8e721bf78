"""Messages, cards and rights on their way to a platform: each arrives once, in order, or its end is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.chat.address import Account, Place, Posted
from bot.chat.message import Message
from bot.db.tx import Tx
from bot.jobs import outbox
from bot.jobs.outbox import Post as Card
from bot.jobs.outbox import posts
from bot.jobs.queue import jobs, later
from tests.jobs.conftest import ADA, BO, SQUARE, Heard, Town, words
from tests.jobs.test_engine import Unheard
from tests.simulators.post_office import Fault, Post, bug, lost_answer, refused
from tests.simulators.post_office import later as busy

MINUTE = timedelta(minutes=1)


def send(text: str, to: Account | Place = ADA, **how: object) -> Callable[[Tx], bool]:
    return lambda tx: outbox.send(tx, to, words(text), key=text, **how)  # type: ignore[arg-type]


async def test_a_message_arrives_once_in_the_readers_language_and_zone(town: Town) -> None:
    for _ in range(2):
        await town.database.run(send("hello"))
        await town.worker().settle()
    [letter] = town.office.letters()
    assert (letter.target, letter.message, letter.locale, letter.timezone) == (ADA, words("hello"), "fr", "Europe/Rome")


async def test_a_message_may_say_its_own_language(town: Town) -> None:
    await town.database.run(send("hello", locale="en"))
    await town.worker().settle()
    assert [letter.locale for letter in town.office.letters()] == ["en"]


async def test_messages_to_one_person_keep_their_order_when_the_first_must_be_tried_again(town: Town) -> None:
    town.office.breaks(busy(after=30), to=ADA)

    def ask(tx: Tx) -> None:
        for text in ("one", "two", "three"):
            send(text)(tx)
        send("elsewhere", BO)(tx)

    await town.database.run(ask)
    worker = town.worker()
    await worker.settle()
    assert town.texts() == ["elsewhere"]
    town.clock.forward(timedelta(seconds=30))
    await worker.settle()
    assert town.texts(ADA) == ["one", "two", "three"]


async def test_a_lost_answer_does_not_make_a_second_message(town: Town) -> None:
    """R12: the message exists, the answer is lost; the next attempt carries the same key."""
    town.office.breaks(lost_answer())
    await town.database.run(send("hello", then=Heard("hello")))
    worker = town.worker()
    await worker.settle()
    assert await town.noted("heard hello") is None
    town.clock.forward(MINUTE)
    await worker.settle()
    assert (town.texts(), town.office.calls("send")) == (["hello"], 2)
    assert await town.noted("heard hello") == ["sent/"]


async def test_a_server_error_only_delays_a_message_however_often_it_comes(town: Town) -> None:
    """R12: nothing counts as sent before it was."""
    town.office.breaks(*[busy()] * 20)
    await town.database.run(send("hello", then=Heard("hello")))
    worker = town.worker()
    for _ in range(21):
        await worker.settle()
        town.clock.forward(5 * MINUTE)
    assert (town.texts(), town.office.calls("send")) == (["hello"], 21)
    assert await town.noted("heard hello") == ["sent/"]


ENDS = [
    (refused("closed"), ["closed/"]),
    (refused("gone"), ["gone/"]),
    (refused("forbidden", "manage roles"), ["forbidden/manage roles"]),
    (refused("invalid", "too long"), ["invalid/too long"]),
]


@pytest.mark.parametrize(("fault", "told"), ENDS, ids=[told[0] for _, told in ENDS])
async def test_whoever_asked_is_told_why_a_message_cannot_arrive(town: Town, fault: Fault, told: list[str]) -> None:
    town.office.breaks(fault)
    await town.database.run(send("hello", then=Heard("hello")))
    worker = town.worker()
    for _ in range(2):
        await worker.settle()
        town.clock.forward(MINUTE)
    assert (await town.noted("heard hello"), town.office.calls("send")) == (told, 1)


async def test_a_message_that_is_useless_by_now_is_not_sent_and_that_is_told(town: Town) -> None:
    town.office.breaks_always(busy(after=3600))
    until = town.clock.now() + MINUTE
    await town.database.run(send("hello", useless_after=until, then=Heard("hello")))
    worker = town.worker()
    await worker.settle()
    town.office.mend()
    town.clock.forward(MINUTE + timedelta(seconds=1))
    await worker.settle()
    assert (town.texts(), await town.noted("heard hello")) == ([], ["too late/"])


async def test_a_message_that_breaks_its_adapter_is_parked_after_eight_tries_and_nobody_else_waits(town: Town) -> None:
    town.office.breaks_always(bug("no such block"), to=ADA)
    await town.database.run(lambda tx: [send("broken", then=Heard("broken"))(tx), send("fine", BO)(tx)])
    worker = town.worker()
    await worker.settle()
    assert town.texts() == ["fine"]
    for _ in range(10):
        town.clock.forward(5 * MINUTE)
        await worker.settle()
    assert town.office.calls("send") == 8 + 1
    assert await town.noted("heard broken") == ["parked/RuntimeError: no such block"]


async def test_a_kind_no_platform_lane_knows_is_parked(town: Town) -> None:
    """R23."""
    await town.database.run(lambda tx: later(tx, tx.now, Unheard(), key="unheard", lane="post"))
    await town.worker().settle()
    row = await town.database.run(lambda tx: tx.one(select(jobs.c.state, jobs.c.outcome)))
    assert row is not None
    assert tuple(row) == ("parked", "parked: nobody knows jobs of the kind 'test.unheard'")


async def shown(town: Town, text: str) -> None:
    def ask(tx: Tx) -> None:
        tx.note("thing:1", text)
        outbox.show(tx, SQUARE, "thing:1", key="shown")

    await town.database.run(ask)


async def changed(town: Town, text: str) -> None:
    def ask(tx: Tx) -> None:
        tx.note("thing:1", text)
        outbox.redraw(tx, "thing:1")

    await town.database.run(ask)


async def card(town: Town) -> Card | None:
    return await town.database.run(lambda tx: tx.one(select(posts), Card))


async def test_a_card_is_drawn_when_it_leaves_and_found_again_by_its_message(town: Town) -> None:
    await shown(town, "old")
    await changed(town, "new")
    await town.worker().settle()
    assert town.texts(SQUARE) == ["new (fr)"]
    post = await card(town)
    assert post is not None
    assert post.posted is not None
    found = post.posted
    assert await town.database.run(lambda tx: outbox.card_at(tx, found)) == "thing:1"


async def test_a_card_is_drawn_again_where_it_is_once_for_many_changes(town: Town) -> None:
    worker = town.worker()
    await shown(town, "0")
    await worker.settle()
    for number in range(1, 6):
        await changed(town, str(number))
    await worker.settle()
    assert (town.texts(), town.office.calls("edit")) == (["5 (fr)"], 1)


async def test_a_change_before_a_card_leaves_needs_no_second_drawing(town: Town) -> None:
    worker = town.worker()

    def plan(tx: Tx) -> None:
        tx.note("thing:1", "planned")
        outbox.show(tx, SQUARE, "thing:1", key="shown", at=tx.now + timedelta(days=7))

    await town.database.run(plan)
    await changed(town, "changed")
    assert await worker.settle() == 1
    for _ in range(7):
        town.clock.forward(timedelta(days=1))
        await worker.settle()
    assert (town.texts(), town.office.calls("send"), town.office.calls("edit")) == (["changed (fr)"], 1, 0)
    assert await worker.settle() == 0


async def test_a_card_still_on_its_way_is_drawn_again_after_it_arrived(town: Town) -> None:
    """The first attempt arrived with the old text and its answer was lost, so the platform keeps the old text."""
    town.office.breaks(lost_answer())
    worker = town.worker()
    await shown(town, "old")
    await worker.settle()
    await changed(town, "new")
    town.clock.forward(MINUTE)
    await worker.settle()
    assert town.texts() == ["new (fr)"]


async def test_a_card_with_nothing_to_show_stays_as_it_stands_until_it_has_or_is_erased(town: Town) -> None:
    worker = town.worker()
    await shown(town, "there")
    await worker.settle()
    await changed(town, "")
    await worker.settle()
    assert (town.texts(), town.office.calls("edit")) == (["there (fr)"], 0)
    await changed(town, "back")
    await worker.settle()
    assert town.texts() == ["back (fr)"]
    await changed(town, "")
    await town.database.run(lambda tx: outbox.erase(tx, "thing:1"))
    await worker.settle()
    assert [letter.erased for letter in town.office.letters()] == [True]


async def test_a_card_with_nothing_to_show_when_it_leaves_never_leaves(town: Town) -> None:
    worker = town.worker()
    await shown(town, "secret")
    await town.database.run(lambda tx: tx.note("thing:1", ""))
    await worker.settle()
    await changed(town, "secret")
    await worker.settle()
    assert (town.texts(), town.office.calls("send")) == ([], 0)


async def test_a_card_whose_message_somebody_deleted_is_not_drawn_any_more(town: Town) -> None:
    worker = town.worker()
    await shown(town, "there")
    await worker.settle()
    town.office.breaks(refused("gone"))
    await changed(town, "again")
    await worker.settle()
    await changed(town, "and again")
    await worker.settle()
    assert town.office.calls("edit") == 1
    post = await card(town)
    assert post is not None
    assert post.ended == "gone"


async def test_a_card_nobody_may_see_ends_and_its_changes_stop(town: Town) -> None:
    town.office.breaks(refused("forbidden", "post there"))
    worker = town.worker()
    await shown(town, "there")
    await worker.settle()
    await changed(town, "again")
    await worker.settle()
    assert (town.office.calls("send"), town.office.calls("edit")) == (1, 0)


async def test_an_erased_card_goes_away_and_one_that_never_left_never_leaves(town: Town) -> None:
    worker = town.worker()
    await shown(town, "there")
    await worker.settle()
    await town.database.run(lambda tx: outbox.erase(tx, "thing:1"))
    await worker.settle()
    assert [letter.erased for letter in town.office.letters()] == [True]

    def regret(tx: Tx) -> None:
        tx.note("thing:2", "secret")
        outbox.show(tx, SQUARE, "thing:2", key="second", at=tx.now + MINUTE)
        outbox.erase(tx, "thing:2")

    await town.database.run(regret)
    await worker.settle()
    town.clock.forward(MINUTE)
    await worker.settle()
    assert town.texts() == ["there (fr)"]


async def test_rights_are_given_and_taken_and_the_platform_that_cannot_says_so(town: Town) -> None:
    worker = town.worker()
    await town.database.run(lambda tx: outbox.grant(tx, ADA, SQUARE, role="r", key="give", then=Heard("give")))
    await worker.settle()
    assert town.office.open_to(SQUARE) == {ADA}
    await town.database.run(lambda tx: outbox.revoke(tx, ADA, SQUARE, role="r", key="take", then=Heard("take")))
    await worker.settle()
    assert town.office.open_to(SQUARE) == set()
    assert (await town.noted("heard give"), await town.noted("heard take")) == (["sent/"], ["sent/"])


@dataclass(slots=True)
class Asked(Post):
    """Notes since when each message may be there already."""

    since: list[datetime | None] = field(default_factory=list)

    async def send(
        self, to: Account | Place, message: Message, *, locale: str, timezone: str, once: str,
        doubted: datetime | None = None,
    ) -> Posted:  # fmt: skip
        self.since.append(doubted)
        return await Post.send(self, to, message, locale=locale, timezone=timezone, once=once)


@pytest.mark.parametrize("card", [False, True])
async def test_what_waits_out_the_night_is_looked_for_since_it_was_tried_first(town: Town, card: bool) -> None:
    """However often it waits; what may leave in the night does not wait behind it."""
    first, nights = town.clock.now(), list[datetime]()

    def leaves(tx: Tx, to: Account, then: object) -> datetime:
        return tx.now if then else max([tx.now, *nights])

    def ask(tx: Tx) -> None:
        tx.note("thing:1", "hello")
        outbox.show(tx, ADA, "thing:1", key="card") if card else send("hello")(tx)

    post = Asked(town.office)
    worker = town.worker(post=post, leaves=leaves)
    town.office.breaks(lost_answer(), to=ADA)
    await town.database.run(ask)
    await worker.settle()
    for _ in range(2):
        nights.append(town.clock.now() + timedelta(hours=9))
        town.clock.forward(MINUTE)
        await town.database.run(send(f"urgent {len(nights)}", then=Heard("urgent")))
        await worker.settle()
        town.clock.forward(timedelta(hours=9))
    await worker.settle()
    assert (post.since, len(town.texts())) == ([None, None, None, first], 3)
