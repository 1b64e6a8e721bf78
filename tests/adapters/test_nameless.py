"""Somebody of the other platform whose name nobody told: people read where they are, never the number of an account."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.app import App
from bot.chat.address import Account
from bot.chat.text import Series, T, Text, Who, Words
from bot.clock import Clock
from bot.db.database import open_database
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.features.people import service as people
from tests.adapters.discord.village import account as on_discord
from tests.adapters.slack.ground import account as on_slack
from tests.adapters.test_two_platforms import Worlds, once, worlds
from tests.words import our_copy

AN_ID = re.compile(r"\d{15,}|\bU[A-Z0-9]{8,}\b")


@asynccontextmanager
async def at_work(made: Worlds, url: str, clock: Clock) -> AsyncIterator[App]:
    database = await open_database(url, now=clock.now)
    app, stop, ready = App(made.config(url), clock, database, our_copy()), asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(app.serve(stop, started=ready.set))
    try:
        await asyncio.wait_for(ready.wait(), 40)
        yield app
    finally:
        stop.set()
        await serving
        await database.close()


def known_by_account(made: Worlds, *accounts: Account, tx: Tx) -> None:
    """As an import, or an operator in `owners`, that names accounts and no names; the first administers."""
    made.settle(tx)
    [climate] = communities.everything(tx)
    for number, each in enumerate(accounts):
        role = Role.MEMBER if number else Role.ADMINISTRATOR
        membership.admit(tx, climate, people.register(tx, each.id, [each]), by="", role=role)


async def test_lists_and_the_log_show_no_account_of_the_other_platform(database_url: str, clock: Clock) -> None:
    async with worlds(clock) as made:
        ona, kim = made.discord.user("Ona"), made.slack.team.user("Kim")
        made.guild.join(ona)
        them = on_discord(ona), on_slack(made.slack, kim)
        await once(database_url, lambda tx: known_by_account(made, *them, tx=tx), clock)
        async with at_work(made, database_url, clock):
            await made.until(made.settled)
            for typed, shown in (
                ("members climate", ["• Somebody on Discord", "• Somebody on Slack"]),
                ("about climate", ["omebody on Discord"]),
                ("log climate", ["somebody on Discord joined", "somebody on Slack joined"]),
            ):
                read = (await (await made.martha.types("general", f"/community {typed}")).final()).text
                assert (AN_ID.search(read), [each for each in shown if each not in read]) == (None, []), read
            for command in ("members", "about", "log"):
                answer = await made.dora.slash(made.general, command, community="climate")
                assert kim.id not in answer.text
                assert "omebody on Slack" in answer.text or command == "about"
            await ona.slash(made.general, "me")
            read = (await (await made.martha.types("general", "/community members climate")).final()).text
            assert ("Ona" in read, "omebody on Discord" in read) == (True, False), "the name, as soon as it is known"


async def test_a_stranger_on_the_other_platform_is_told_of_by_the_name_they_have_there(
    database_url: str, clock: Clock
) -> None:
    async with worlds(clock) as made:
        ona = made.discord.user("Ona")
        made.guild.join(ona)
        await once(database_url, made.settle, clock)
        async with at_work(made, database_url, clock) as app:
            await made.until(made.settled)
            made.guild.give(ona, made.members)
            await app.lookout.look_everywhere()
            await made.until(lambda: made.both("was let in by hand"))
            card = made.on_land()
            assert card is not None
            assert "\nOna was let in by hand" in card.text
            assert str(ona.id) not in card.text


async def test_one_of_two_accounts_is_enough_for_a_name(database_url: str, clock: Clock) -> None:
    database = await open_database(database_url, now=clock.now)

    def shown(tx: Tx) -> str:
        number = Account("discord", "", "1575151485858086913")
        person = people.register(tx, number.id, [number])
        people.register(tx, "Kim", [number, Account("slack", "T1", "U12345678")])
        return people.who(tx, person).name

    try:
        assert await database.run(shown) == "Kim"
    finally:
        await database.close()


NAMELESS, ADA = Who("", "discord", "", "1575151485858086913"), Who("Ada")


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        (T("approvals-card", {"person": NAMELESS, "community": Words("Tides")}),
         "Somebody on Discord asks to join Tides", "Quelqu’un sur Discord demande à rejoindre Tides"),
        (T("approvals-digest-line", {"community": Words("Tides."), "people": Series((NAMELESS, ADA)),
                                     "oldest": Words("now")}),
         "Tides.: somebody on Discord and Ada. The oldest asked now.",
         "Tides. : quelqu’un sur Discord et Ada. La plus ancienne demande a été faite now."),
        (T("list-item", {"words": NAMELESS}), "• Somebody on Discord", "• Quelqu’un sur Discord"),
        (Series((ADA, NAMELESS)), "Ada and somebody on Discord", "Ada et quelqu’un sur Discord"),
        (Series((ADA, NAMELESS), "lines"), "Ada\nSomebody on Discord", "Ada\nQuelqu’un sur Discord"),
        (Series((T("people-nothing-waits", {}), NAMELESS), "spaces"),
         "Nothing is waiting for you. Somebody on Discord", "Rien ne vous attend. Quelqu’un sur Discord"),
    ],
)  # fmt: skip
def test_it_begins_a_sentence_as_a_word_does(text: Text, english: str, french: str) -> None:
    said = [our_copy().plain(text, each) for each in ("en", "fr")]
    assert said == [english, french]


def test_it_is_said_in_each_language() -> None:
    nameless = Who("1575151485858086913", "discord", "", "1575151485858086913")
    said = [our_copy().plain(nameless, each) for each in ("en", "fr")]
    assert said == ["somebody on Discord", "quelqu’un sur Discord"]
    assert our_copy().plain(Who("wanda", "north", "square", "wanda"), "en") == "wanda"
