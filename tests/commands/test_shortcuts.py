"""An entry of the menu of a message is answered as a command is, and knows the message it was chosen for."""

from __future__ import annotations

from bot.chat.address import Posted
from bot.chat.inbound import ShortcutUsed
from bot.chat.reply import OpenForm
from tests.commands.garden import ADA, LEO, Garden


async def test_an_entry_of_the_menu_gets_the_message_its_words_and_its_author(garden: Garden) -> None:
    answer = await garden.choose("dry", "wet socks")
    assert garden.read(answer) == ["“wet socks” hangs out to dry."]
    assert await garden.effects() == ["dried wet socks of leo at ('garden', 'm1')"]


async def test_chosen_in_a_private_conversation_it_has_no_place(garden: Garden) -> None:
    await garden.do(ShortcutUsed("1", ADA, None, "dry", Posted(LEO.account, "m2"), "socks"))
    assert await garden.effects() == ["dried socks of nobody at ('', 'm2')"]


async def test_told_again_it_has_one_effect_and_the_same_answer(garden: Garden) -> None:
    first, again = await garden.choose("dry", "socks", id="1"), await garden.choose("dry", "socks", id="1")
    assert first == again
    assert (len(await garden.effects()), await garden.handled()) == (1, 1)


async def test_who_may_not_changes_nothing_and_is_told_why(garden: Garden) -> None:
    assert garden.read(await garden.choose("dry", "socks", by=LEO)) == ["Seuls les jardiniers peuvent faire cela."]
    assert (await garden.effects(), await garden.noted(), await garden.handled()) == ([], [], 0)


async def test_an_entry_of_another_age_says_so(garden: Garden) -> None:
    assert garden.read(await garden.choose("burn")) == [
        "This entry of the menu is from an older version and no longer does anything. "
        "Use /help to see what you can do here."
    ]


async def test_it_may_ask_for_more_and_is_refused_with_a_form(garden: Garden) -> None:
    asked, refused = await garden.choose("complain", "weeds"), await garden.choose("complain", "thorns")
    assert (garden.typed(asked), garden.read(asked)) == ({"why": "", "kinds": "", "sure": ""}, [])
    assert isinstance(refused.reply, OpenForm)
    assert garden.read(refused) == [": The garden is full."]


async def test_a_bug_in_it_is_apologised_for_and_named_in_the_log(garden: Garden) -> None:
    answer = await garden.choose("dry", "stone")
    (problem,) = garden.problems
    assert garden.read(answer) == [
        "Something went wrong on our side; nothing was changed. Try again, and if it happens again "
        f"tell your administrators this code: {problem.reference}."
    ]
    assert (await garden.effects(), await garden.handled()) == ([], 0)


async def test_what_waits_for_a_person_comes_before_its_reply(garden: Garden) -> None:
    await garden.database.run(lambda tx: tx.note("letter", True))
    asked = await garden.choose("complain", "weeds", by=LEO)
    answered, later = await garden.choose("complain", by=LEO), await garden.choose("complain", by=LEO)
    assert (garden.read(asked), garden.read(later)) == ([], ["Le jardin est plein."])
    assert garden.read(answered) == ["Une lettre vous attend.", "Le jardin est plein."]


async def test_what_comes_in_is_cleaned(garden: Garden) -> None:
    await garden.choose("dry\u200b", "so\u202eks\x00")
    assert await garden.effects() == ["dried soks of leo at ('garden', 'm1')"]
