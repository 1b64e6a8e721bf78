"""What announcements, accounts and import files promise when something has changed meanwhile."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from bot.chat.address import Account
from bot.chat.inbound import Actor, CommandUsed
from bot.features.announcements.model import Status, announcements
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.exchange import reading, writing
from bot.features.exchange import service as exchange
from bot.features.membership import service as membership
from bot.features.membership.model import Status as Departed
from bot.features.people import service as people
from bot.features.people.model import accounts
from tests.simulators.post_office import Letter, refused
from tests.town import NORTH, SOUTH, SQUARE, Somebody, Town


async def proposed(town: Town) -> tuple[Somebody, Somebody, Community, Letter]:
    """Ada administers, Bo proposed an announcement; its card lies before the administrators."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    community = await town.community("Gardens", admins=[ada], members=[bo])
    await town.says(bo, "/announce gardens")
    await town.fills(bo, type="news", title="Roses", text="They bloom.")
    await town.presses(bo, "Send")
    return ada, bo, community, town.letters(town.admin_channel(community))[-1]


async def announcement(town: Town) -> str:
    found = await town.run(lambda tx: tx.value(select(announcements.c.id)))
    assert isinstance(found, str)
    return found


async def status(town: Town) -> str:
    return str(await town.run(lambda tx: tx.value(select(announcements.c.status))))


async def test_an_emoji_decides_on_the_text_that_its_card_shows(town: Town) -> None:
    ada, _, _, card = await proposed(town)
    await town.reacts(ada, "✅", card)
    assert await status(town) == Status.SENDING


async def test_an_emoji_under_a_card_with_another_text_shows_the_text_instead_of_deciding(town: Town) -> None:
    ada, bo, community, card = await proposed(town)
    await town.passes(minutes=1)
    town.offices[NORTH].breaks_always(refused("forbidden"), to=town.admin_channel(community))
    await town.tokens(bo, f"announcements.edit:{await announcement(town)}")
    await town.fills(bo, title="Thorns", text="They sting.")
    town.offices[NORTH].mend()
    assert "They bloom." in town.text(card.message)
    for emoji in ("✅", "❌"):
        shown = await town.reacts(ada, emoji, card)
        assert shown.text.splitlines()[0] == "Its author has changed it since. Read it again before you decide."
        assert "They sting." in shown.text
        assert (shown.buttons, await status(town)) == (("Approve", "Reject"), Status.PROPOSED)
    pressed = await town.presses(ada, "Approve", on=card)
    assert ("They sting." in pressed.text, await status(town)) == (True, Status.PROPOSED)
    await town.presses(ada, "Approve", on=pressed)
    assert await status(town) == Status.SENDING


async def test_a_rejecting_emoji_asks_why_once(town: Town) -> None:
    ada, _, _, card = await proposed(town)
    step = await town.reacts(ada, "❌", card)
    await town.presses(ada, "Continue", on=step)
    await town.fills(ada, words="Not now.")
    assert await status(town) == Status.REJECTED


async def test_a_message_goes_to_the_account_that_was_used_last(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo", SOUTH)
    elsewhere = await town.links(bo, NORTH)
    await town.community("Gardens", admins=[ada], platforms=[NORTH, SOUTH])
    await town.passes(days=30)
    await town.says(bo, "/me")
    await town.says(ada, "/invite bo gardens")
    assert (len(town.reads(bo)), len(town.reads(elsewhere))) == (1, 0)
    await town.passes(days=1)
    await town.says(elsewhere, "/me")
    await town.community("Orchards", admins=[ada], platforms=[NORTH, SOUTH])
    await town.says(ada, "/invite bo orchards")
    assert (len(town.reads(bo)), len(town.reads(elsewhere))) == (1, 1)


async def test_looking_somebody_up_changes_nothing_of_them(town: Town) -> None:
    bo = await town.someone("Bo")
    await town.run(lambda tx: people.gone(tx, bo.account))
    before = await town.run(lambda tx: tx.all(select(accounts)))
    await town.passes(days=1)
    asked = Actor(bo.account, "Robert", "fr", "Europe/Paris")
    found = await town.run(lambda tx: people.recognise(tx, asked))
    await town.run(lambda tx: people.reader(tx, bo.account))
    assert found is not None
    assert (found.name, found.locale, found.timezone) == ("Robert", "fr", "Europe/Paris")
    assert await town.run(lambda tx: tx.all(select(accounts))) == before
    await town.run(lambda tx: people.identify(tx, asked))
    after = await town.run(lambda tx: tx.one(select(accounts)))
    assert after is not None
    assert (after.name, after.locale, after.timezone, after.gone, after.seen) == (
        "Robert", "fr", "Europe/Paris", None, town.clock.now()
    )  # fmt: skip


async def test_people_who_come_from_everywhere_at_once_are_known_once(town: Town) -> None:
    await asyncio.gather(*(town.run(lambda tx: None) for _ in range(6)))
    actor = Actor(Account(NORTH, SQUARE, "newbie"), "Newbie", "en", "")
    commands = [CommandUsed(town.fresh(), actor, None, "me", "") for _ in range(4)]
    await asyncio.gather(*(town.dispatcher.receive(each) for each in commands))
    assert [each.name for each in await town.run(people.everybody)] == ["Newbie"]


async def test_an_author_hears_of_each_time_that_a_planned_announcement_is_cancelled(town: Town) -> None:
    ada, bo, community, _ = await proposed(town)
    told = f"Ada cancelled “Roses”, which was planned for {community.name}."
    for day, cancelled in ((10, 1), (12, 2)):
        await town.tokens(bo, f"announcements.edit:{await announcement(town)}")
        await town.fills(bo, when=f"2026-11-{day} 10:00")
        if await status(town) == Status.DRAFT:
            await town.presses(bo, "Send")
        await town.presses(ada, "Approve", on=town.letters(town.admin_channel(community))[-1])
        await town.tokens(ada, f"announcements.cancel:{await announcement(town)}")
        assert town.reads(bo).count(told) == cancelled


FILE = """
[[community]]
slug = "gardens"
name = "Gardens"
mode = "public"
purpose = "Growing together."
admins = ["north:square/ada"]

[[community.place]]
platform = "north"
workspace = "square"
channel = "gardens"
"""


async def imports(town: Town, text: str) -> Community:
    await town.run(lambda tx: exchange.bring_in(tx, reading.read(text)))
    return (await town.run(communities.everything))[0]


async def test_a_file_changes_only_what_it_writes(town: Town) -> None:
    ada = await town.someone("Ada")
    gardens = await imports(town, FILE)
    await town.says(ada, "/community hide gardens hidden")
    await town.tokens(ada, f"administration.archived:{gardens.id}")
    await town.run(lambda tx: communities.set_sponsors(tx, gardens.id, [("Seeds", "sponsor")]))
    home = (await town.run(lambda tx: communities.homes(tx, gardens.id)))[0]
    await town.run(lambda tx: communities.add_place(tx, gardens, home.place, admin_channel="gardeners", role="green"))
    before = await town.now(gardens)
    assert (before.hidden, before.archived) == (True, True)
    assert await imports(town, FILE) == before
    [kept] = await town.run(lambda tx: communities.homes(tx, gardens.id))
    assert (kept.admin_channel, kept.role) == ("gardeners", "green")
    assert [each.name for each in await town.run(lambda tx: communities.sponsors_of(tx, gardens.id))] == ["Seeds"]
    written = FILE.replace('mode = "public"', 'mode = "public"\nhidden = false\nstate = "active"')
    after = await imports(town, written)
    assert (after.hidden, after.archived, after.archived_at) == (False, False, None)


async def test_a_file_does_not_open_a_hidden_community_unawares(town: Town) -> None:
    ada = await town.someone("Ada")
    gardens = await imports(town, FILE)
    await town.says(ada, "/community hide gardens hidden")
    with pytest.raises(reading.ImportRefused) as refusal:
        await imports(town, FILE.replace('"public"', '"open"'))
    assert [each.problem for each in refusal.value.all] == [
        "the file, line 5, community.mode: the community is hidden and cannot be open."
    ]
    assert (await town.now(gardens)).mode == "public"


async def test_what_was_typed_as_lists_is_exported_and_imported_again(town: Town) -> None:
    ada = await town.someone("Ada")
    gardens = await town.community("Gardens", admins=[ada])
    principles = tuple(f"Principle {number}" for number in range(120))
    await town.says(ada, "/community edit gardens")
    await town.fills(ada, principles="\n".join(principles), eligibility="x" * 2000, keywords="\n".join("k" * 250))
    text = writing.write(await town.run(exchange.take_out))
    again = await imports(town, text)
    assert (again.principles, again.eligibility, len(again.keywords)) == (principles, ("x" * 2000,), 250)
    assert again == await town.now(gardens)
    assert writing.write(await town.run(exchange.take_out)) == text


async def test_an_author_who_was_banned_neither_deletes_nor_edits_what_was_announced(town: Town) -> None:
    ada, bo, community, card = await proposed(town)
    await town.presses(ada, "Approve", on=card)
    await town.passes(seconds=30)
    posted = town.reads(town.channel(community))
    assert len(posted) == 1
    await town.run(lambda tx: membership.depart(tx, community, bo.id, Departed.BANNED, by=ada.id))
    await town.settle()
    no = (await town.says(bo, "/announce gardens")).text
    identity = await announcement(town)
    for action in ("edit", "delete", "deleted"):
        heard = await town.tokens(bo, f"announcements.{action}:{identity}")
        assert (heard.text, heard.form, heard.buttons) == (no, None, ())
    assert (town.reads(town.channel(community)), await status(town)) == (posted, Status.SENT)
    await town.tokens(ada, f"announcements.deleted:{identity}")
    assert (town.reads(town.channel(community)), await status(town)) == ([], Status.WITHDRAWN)
