"""How alive a community is: what counts, what was last, what comes next, who waits, and the one thing to do."""

from __future__ import annotations

from bot.features.communities.model import Mode
from bot.features.lifecycle import service as lifecycle
from tests.features.test_digests import announced
from tests.features.test_events import plans, settled
from tests.town import Town


async def test_what_counts_what_was_last_what_comes_next_and_who_waits(town: Town) -> None:
    martha, tides = await settled(town, mode=Mode.SEMI_PRIVATE)
    await town.run(lifecycle.watch)
    heard = await town.says(martha, "/health tides")
    assert heard.text == (
        "🟢 Tides\n"
        "Members: 1\n"
        "Last given: nothing yet, for 0 days\n"
        "Next: you are reminded on 17 November 2026 at 09:00 (Europe/Rome), unless something new comes\n"
        "Asking to join: nobody\n"
        "Coming: nothing is planned\n"
        "Plan a meeting: nothing is in its calendar.\n"
        "What people do for each other counts: announcements, discussions, resources, events they plan or come to, "
        "minutes. What Palabre posts, who joins and who reacts does not."
    )
    assert heard.buttons == ("Plan a meeting",)
    await announced(town, martha, tides)
    await plans(town, martha)
    await town.joins(await town.someone("Ada"), tides)
    await town.passes(days=4)
    lines = (await town.says(martha, "/health tides")).text.split("\n")
    assert lines[0] == "🔴 Tides"
    assert lines[2:7] == [
        "Last given: an event by Martha, 3 November 2026, 4 days ago",
        "Next: you are reminded on 17 November 2026 at 09:00 (Europe/Rome), unless something new comes",
        "Asking to join: 1 person, 4 days ago",
        "Coming: Monthly meeting, 12 November 2026 at 15:00 (Europe/Rome)",
        "Decide about those who wait: nothing loses people sooner than no answer.",
    ]
    assert town.heard[martha.account].buttons == ("Requests",)
    assert "Ada" in (await town.presses(martha, "Requests")).text


async def test_what_comes_next_is_what_then_comes(town: Town) -> None:
    martha, _ = await settled(town)
    await town.run(lifecycle.watch)
    await town.passes(days=15)
    text = (await town.says(martha, "/health tides")).text
    assert text.startswith("🟡 Tides")
    assert "you are reminded on 1 December 2026 at 09:00 (Europe/Rome)" in text
    assert "Give it something new: a few lines are enough." in text
    before = [each for each in town.reads(martha) if each.startswith("Nothing new")]
    await town.passes(days=13)
    assert len([each for each in town.reads(martha) if each.startswith("Nothing new")]) == len(before) + 1
    assert f"{town.clock.now():%d %b}" == "01 Dec"


async def test_looking_changes_nothing(town: Town) -> None:
    """A silence that has ended is still told of as it was until the morning."""
    martha, _ = await settled(town)
    await town.run(lifecycle.watch)
    await town.passes(days=20)
    one = (await town.says(martha, "/health tides")).text
    assert (await town.says(martha, "/health tides")).text == one


async def test_members_and_strangers_learn_nothing(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, _ = await settled(town, ada)
    secret = await town.community("Secret", admins=[martha], mode=Mode.PRIVATE, hidden=True)
    refused = await town.says(ada, "/health tides")
    assert (refused.text, refused.buttons) == ((await town.says(ada, "/log tides")).text, ())
    assert "Members" not in refused.text
    assert (await town.says(bo, "/health secret")).text == (await town.says(bo, "/health nowhere")).text
    assert (await town.tokens(bo, f"lifecycle.health:{secret.id}")).text == (
        await town.tokens(bo, "lifecycle.health:com_nothing")
    ).text


async def test_an_archived_one_says_so_and_asks_for_nothing(town: Town) -> None:
    martha, _ = await settled(town)
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    heard = await town.says(martha, "/health tides")
    assert heard.text.split("\n")[0] == "⚪ Tides"
    assert "It is archived: what it holds stays readable." in heard.text
