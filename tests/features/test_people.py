"""Knowing people: one person however many accounts, and messages that go to the account used last."""

from __future__ import annotations

import asyncio

from sqlalchemy import select

from bot.chat.address import Account
from bot.chat.inbound import Actor, CommandUsed
from bot.features.people import service as people
from bot.features.people.model import accounts
from tests.town import NORTH, SOUTH, SQUARE, Town


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
