"""Deciding on what members propose, and what holds when the text, the role or the plan has changed meanwhile."""

from __future__ import annotations

from sqlalchemy import select

from bot.features.announcements.model import Status, announcements
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.model import Status as Departed
from tests.simulators.post_office import Letter, refused
from tests.town import NORTH, Somebody, Town


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


async def test_who_administers_no_more_loses_the_proposals_in_their_inbox(town: Town) -> None:
    ada, eve, mo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Mo")
    group = await town.community("Group", admins=[ada, eve], members=[mo], admin_channels=False)
    await town.says(mo, "/announce group")
    await town.fills(mo, type="news", title="A secret title", text="Words")
    await town.presses(mo, "Send")
    assert [len([said for said in town.reads(each) if "A secret title" in said]) for each in (ada, eve)] == [1, 1]
    await town.run(lambda tx: membership.depart(tx, group, eve.id, Departed.REMOVED, by=ada.id))
    await town.presses(ada, "Approve", on=town.letters(ada)[-1])
    assert [len([said for said in town.reads(each) if "A secret title" in said]) for each in (ada, eve)] == [1, 0]


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
