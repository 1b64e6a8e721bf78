"""What people get back: commands, buttons, forms and what happens without anybody asking."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import pytest
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.chat.address import Account, Posted
from bot.chat.form import TextField
from bot.chat.inbound import Actor, CommandUsed, Edited, Erased, Left
from bot.chat.message import Button, Buttons, say
from bot.chat.reply import Answer, OpenForm, Silence, Whisper
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, anyone
from bot.db.database import Database
from bot.db.sqlite import SqliteDatabase
from bot.db.tx import Tx
from bot.i18n import Catalogue
from tests.commands.garden import ADA, ELSEWHERE, HERE, LEO, Garden, NoArgs, opened


async def test_a_command_answers_in_the_readers_language_and_zone(garden: Garden) -> None:
    english = await garden.type("/plant roses")
    french = await garden.type("/plant rosiers where:public rows:3 note: pour l’été", by=LEO)
    assert garden.read(english) == ["roses is planted (public), one row: "]
    assert garden.read(french) == ["rosiers est en terre (publique), 3 rangs : pour l’été"]
    assert (english.locale, english.timezone) == ("en-GB", "Europe/London")
    assert (french.locale, french.timezone) == ("fr-FR", "Europe/Paris")
    assert await garden.effects() == ["planted roses", "planted rosiers"]


async def test_arguments_that_the_platform_types_mean_the_same(garden: Garden) -> None:
    arguments = {"name": "roses", "where": "private", "rows": "1 200", "note": "where:public stays a note"}
    answer = await garden.do(CommandUsed("1", ADA, HERE, "plant", "", arguments))
    assert garden.read(answer) == ["roses is planted (private), 1,200 rows: where:public stays a note"]


async def test_a_missing_argument_is_asked_for_with_everything_typed_so_far(garden: Garden) -> None:
    asked = await garden.type("/plant note:for the bees where:private")
    assert garden.typed(asked) == {"name": "", "where": "private", "rows": "", "note": "for the bees"}
    assert garden.read(asked) == []
    assert await garden.effects() == []
    sent = await garden.fill("commands.run:plant", name="roses", where="private", rows="", note="for the bees")
    assert garden.read(sent) == ["roses is planted (private), one row: for the bees"]


async def test_a_form_says_what_it_takes_where_it_cannot_offer_a_list(garden: Garden) -> None:
    asked = (await garden.type("/lend rake")).reply
    assert isinstance(asked, OpenForm)
    hints = {each.name: each.hint for each in asked.form.fields if isinstance(each, TextField) and each.hint}
    assert hints == {"to": t("form-hint-person"), "shed": t("form-hint-place"), "role": t("form-hint-role")}


async def test_a_channel_may_be_typed_as_people_call_it(garden: Garden) -> None:
    await garden.type("/lend rake leo Here gardeners")
    await garden.type("/lend rake leo #shed", place=HERE)
    await garden.type("/lend rake leo here", place=HERE)
    assert await garden.effects() == [
        "lent rake to leo from shed for ",
        "lent rake to leo from garden for ",
    ]


async def test_a_form_that_still_lacks_something_comes_back_with_the_rest(garden: Garden) -> None:
    back = await garden.fill("commands.run:plant", name="  ", rows="many", note="for the bees")
    assert garden.typed(back) == {"name": "  ", "where": "", "rows": "many", "note": "for the bees"}
    assert garden.read(back) == [
        "rows: “many” is not a whole number. Write it in figures, for example 3.",
        "name: Please fill this in.",
    ]
    assert await garden.effects() == []


async def test_a_note_that_is_too_long_comes_back_whole(garden: Garden) -> None:
    note = "é" * 10_000
    back = await garden.type(f"/plant roses rows:2 note:{note}")
    assert garden.typed(back) == {"name": "roses", "where": "", "rows": "2", "note": note}
    assert garden.read(back) == [
        "note: A word to the gardeners is 10,000 characters long; 500 is the most. "
        "Please shorten it: nothing you wrote is lost."
    ]
    assert await garden.effects() == []


async def test_one_wrong_word_alone_gets_its_sentence_and_its_button(garden: Garden) -> None:
    answer = await garden.type("/pick tulips", place=ELSEWHERE)
    assert garden.read(answer) == ["No bed of that name."]
    assert isinstance(answer.reply, Whisper)
    assert answer.reply.message.parts[1:] == (Buttons((Button(t("button-open"), "garden.open"),)),)


async def test_a_wrong_word_among_others_costs_none_of_them(garden: Garden) -> None:
    back = await garden.type("/pick tulips something red", place=ELSEWHERE)
    assert garden.read(back) == ["bed: No bed of that name."]
    assert garden.typed(back) == {"bed": "tulips", "search": "something red"}


async def test_the_channel_says_which_and_the_words_are_for_the_search(garden: Garden) -> None:
    assert garden.read(await garden.type("/pick something red", place=HERE)) == ["Picked from roses: something red"]
    assert garden.read(await garden.type("/pick beans long", place=HERE)) == ["Picked from beans: long"]
    assert garden.read(await garden.type('/pick "Old Roses" red', place=HERE)) == ["Picked from old-roses: red"]
    assert garden.read(await garden.type("/pick", place=HERE)) == ["Picked from roses: "]


async def test_what_the_channel_says_is_not_asked_for(garden: Garden) -> None:
    elsewhere = await garden.type("/pick", place=ELSEWHERE)
    assert garden.typed(elsewhere) == {"bed": "", "search": ""}


async def test_a_command_of_two_words_takes_the_second_from_the_text(garden: Garden) -> None:
    assert garden.read(await garden.type("/garden open")) == ["The garden is open."]
    assert garden.read(await garden.type("/Garden  CLOSE now")) == ["The garden is closed."]
    typed = await garden.do(CommandUsed("x", ADA, HERE, "garden open"))
    assert garden.read(typed) == ["The garden is open."]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/garden", "What should /garden do? It can: /garden close, /garden open."),
        ("/garden opne", "/garden cannot do “opne”. Did you mean /garden open? It can: /garden close, /garden open."),
        ("/garden xyz", "/garden cannot do “xyz”. It can: /garden close, /garden open."),
        ("/plnat roses", "There is no command /plnat. Did you mean /plant? /help lists what you can do here."),
        ("/xyz", "There is no command /xyz. /help lists what you can do here."),
        ("", "There is no command /. /help lists what you can do here."),
    ],
)
async def test_a_mistyped_command_gets_a_way_on(garden: Garden, line: str, said: str) -> None:
    assert garden.read(await garden.type(line)) == [said]


async def test_the_verbs_of_communities_are_commands_of_their_own_unless_another_has_the_name(
    database: Database, catalogue: Catalogue
) -> None:
    house = Feature("house")
    for verb in ("create", "plant"):
        house.command(f"community {verb}", NoArgs, allow=anyone)(partial(_named, verb))
    garden = opened(database, catalogue, house)
    assert garden.read(await garden.type("/create")) == ["create"]
    assert garden.read(await garden.type("/creat")) == [
        "There is no command /creat. Did you mean /community create? /help lists what you can do here."
    ]
    assert garden.read(await garden.type("/community create")) == ["create"]
    assert garden.read(await garden.type("/community plant")) == ["plant"]
    assert garden.read(await garden.type("/plant roses")) == ["roses is planted (public), one row: "]


def _named(verb: str, ctx: Context, args: NoArgs) -> Answered:
    return Whisper(say(Words(verb)))


async def test_who_may_not_changes_nothing_and_is_told_why(garden: Garden) -> None:
    assert garden.read(await garden.type("/garden open", by=LEO)) == ["Seuls les jardiniers peuvent faire cela."]
    assert garden.read(await garden.press("garden.pull:roses", by=LEO)) == ["Seuls les jardiniers peuvent faire cela."]
    refused = await garden.fill("garden.reason:roses", by=LEO, why="weeds", sure="yes")
    assert garden.read(refused) == ["Seuls les jardiniers peuvent faire cela."]
    assert await garden.effects() == []


async def test_a_button_does_what_it_says(garden: Garden) -> None:
    assert garden.read(await garden.press("garden.pull:roses")) == ["roses is pulled out."]
    assert garden.read(await garden.press("garden.pull:roses")) == ["roses was pulled out before."]
    assert await garden.effects() == ["pulled roses"]


async def test_a_button_may_run_a_command(garden: Garden) -> None:
    assert garden.read(await garden.press("commands.run:garden open")) == ["The garden is open."]
    asked = await garden.press("commands.run:plant")
    assert garden.typed(asked) == {"name": "", "where": "", "rows": "", "note": ""}


@pytest.mark.parametrize("token", ["garden.gone:1", "shed.open", "commands.run:gone", "", ":", "garden.pull roses"])
async def test_a_button_of_another_age_says_so(garden: Garden, token: str) -> None:
    assert garden.read(await garden.press(token)) == [
        "This button is from an older version and no longer does anything. Use /help to see what you can do here."
    ]


async def test_a_form_of_another_age_says_so(garden: Garden) -> None:
    assert garden.read(await garden.fill("garden.gone:1", why="rain")) == [
        "This form is from an older version and could not be sent. Use /help to see what you can do here."
    ]


async def test_a_form_gives_its_handler_what_was_filled_in(garden: Garden) -> None:
    opened = await garden.press("garden.why:roses")
    assert garden.typed(opened) == {"why": "", "kinds": "", "sure": ""}
    sent = await garden.fill("garden.reason:roses", why=" greenfly ", kinds="private\npublic", sure="yes")
    assert garden.read(sent) == ["Told: greenfly"]
    assert await garden.effects() == ["told greenfly ['private', 'public']"]


async def test_a_form_filled_in_wrongly_comes_back_with_a_sentence_beside_each_field(garden: Garden) -> None:
    back = await garden.fill("garden.reason:roses", why="x" * 21, kinds="private\nsecret")
    assert garden.typed(back) == {"why": "x" * 21, "kinds": "private\nsecret", "sure": ""}
    assert garden.read(back) == [
        "why: Why is 21 characters long; 20 is the most. Please shorten it: nothing you wrote is lost.",
        "kinds: Please choose one of these.",
        "sure: Please tick this box to go on.",
    ]
    assert await garden.effects() == []


async def test_a_form_that_the_feature_refuses_comes_back_as_it_was(garden: Garden) -> None:
    back = await garden.fill("garden.reason:roses", why="weeds", sure="yes")
    assert garden.typed(back) == {"why": "weeds", "kinds": "", "sure": "yes"}
    assert garden.read(back) == [": The garden is full."]


async def test_a_refusal_undoes_everything(garden: Garden) -> None:
    answer = await garden.type("/stumble refused")
    assert garden.read(answer) == ["The garden is full."]
    assert (await garden.effects(), await garden.noted(), await garden.handled()) == ([], [], 0)


async def test_a_bug_undoes_everything_and_gives_a_code_that_the_log_has(garden: Garden) -> None:
    with capture_logs() as lines:
        answer = await garden.type("/stumble badly", id="event-77", by=LEO)
    (problem,) = garden.problems
    assert garden.read(answer) == [
        "Un problème est survenu de notre côté ; rien n’a été modifié. Réessayez et, si cela se reproduit, "
        f"donnez ce code à vos administrateurs : {problem.reference}."
    ]
    assert [(line["reference"], line["what"], line["log_level"]) for line in lines] == [
        (problem.reference, "/stumble", "error")
    ]
    assert (type(problem.error), problem.inbound.id) == (ZeroDivisionError, "event-77")
    assert (await garden.effects(), await garden.noted(), await garden.handled()) == ([], [], 0)


async def test_every_line_that_a_feature_logs_leads_back_to_what_happened(garden: Garden) -> None:
    with capture_logs([merge_contextvars]) as lines:
        await asyncio.gather(garden.type("/stumble aloud", id="7"), garden.type("/stumble aloud", id="8", by=LEO))
    assert sorted((line["event"], line["by"], line["inbound"], line["happened"]) for line in lines) == [
        ("Stumbled.", "Ada", "7", "CommandUsed"),
        ("Stumbled.", "Léo", "8", "CommandUsed"),
    ]


@pytest.mark.parametrize("how", ["offline", "always"])
async def test_an_unreachable_database_is_said_as_such(garden: Garden, how: str) -> None:
    answer = await garden.type(f"/stumble {how}")
    assert garden.read(answer) == ["Palabre cannot reach its memory; nothing was saved. Try again in a minute."]
    assert await garden.effects() == []


async def test_two_who_stand_in_each_others_way_are_tried_again(garden: Garden) -> None:
    answer = await garden.type("/stumble twice")
    assert garden.read(answer) == ["The garden is open."]
    assert await garden.effects() == ["stumbled"]


async def test_a_slow_database_makes_the_answer_late_and_nothing_else(garden: Garden) -> None:
    """B5: the adapter tells the platform to wait; here the answer comes when it can."""
    held, go = threading.Event(), threading.Event()

    def hold(tx: Tx) -> None:
        held.set()
        go.wait(20)

    if not isinstance(garden.database, SqliteDatabase):
        pytest.skip("only SQLite makes units wait for each other")
    holding = asyncio.create_task(garden.database.run(hold))
    await asyncio.to_thread(held.wait, 20)
    pressed = asyncio.create_task(garden.press("garden.pull:roses"))
    await asyncio.sleep(0)
    assert not pressed.done()
    go.set()
    assert garden.read(await pressed) == ["roses is pulled out."]
    await holding
    assert await garden.effects() == ["pulled roses"]


async def test_what_waits_for_a_person_comes_before_the_reply_and_once(garden: Garden) -> None:
    await garden.database.run(lambda tx: tx.note("letter", True))
    refused = await garden.type("/stumble refused", by=LEO)
    first = await garden.type("/plant thym", by=LEO)
    second = await garden.type("/plant thym", by=LEO)
    assert garden.read(refused) == ["Le jardin est plein."]
    assert garden.read(first) == ["Une lettre vous attend.", "thym est en terre (publique), 1 rang : "]
    assert garden.read(second) == ["thym est en terre (publique), 1 rang : "]


async def test_everybody_who_listens_hears_of_an_event_in_one_transaction(garden: Garden) -> None:
    answer = await garden.write("hello")
    assert garden.read(answer) == ["Somebody wrote “hello”."]
    assert await garden.effects() == ["heard hello", "minded by Ada"]
    silent = await garden.write("stumble")
    assert silent.reply == Silence()
    assert await garden.effects() == ["heard hello", "minded by Ada"]
    assert [problem.inbound.id for problem in garden.problems] == ["event-2"]


async def test_events_nobody_listens_to_make_nobody_known(garden: Garden) -> None:
    answer = await garden.do(Edited("1", ADA, Posted(HERE, "m"), "hello"))
    assert answer == Answer(Silence(), "en", "Europe/London")
    assert (await garden.noted(), await garden.handled()) == ([], 0)


async def test_what_nobody_did_has_no_caller(garden: Garden) -> None:
    await garden.do(Erased("1", await garden.bed("roses")))
    await garden.do(Left("2", LEO, "village", None))
    assert await garden.effects() == ["erased m-roses, said nobody", "left"]


async def test_a_message_that_was_none_of_ours_is_not_missed(garden: Garden) -> None:
    await garden.bed("roses")
    for gone in (Posted(HERE, "m1"), Posted(ELSEWHERE, "m-roses")):
        await garden.do(Erased(gone.id, gone))
    assert (await garden.effects(), await garden.handled()) == ([], 0)


EVE = Account("meadow", "village", "eve")
HOSTILE = Actor(EVE, "\u202eada\u202c\n\u200b" + "x" * 10_000, "en\x00", "../etc/passwd")


async def test_what_comes_in_is_cleaned_before_anybody_reads_it(garden: Garden) -> None:
    answer = await garden.type("/plant @\u200deveryone note:\u202eevil\x00\n\n\n\n\nmore", by=HOSTILE)
    assert garden.read(answer) == ["@everyone is planted (public), one row: evil\n\nmore"]
    assert (answer.locale, answer.timezone) == ("", "")
    await garden.write("hi\u2066 there\ud800", by=HOSTILE)
    assert await garden.effects() == ["planted @everyone", "heard hi there", "minded by ada " + "x" * 116]
    named = await garden.database.run(lambda tx: tx.noted("person/eve"))
    assert named == "ada " + "x" * 116


async def test_words_that_look_like_our_own_mark_up_are_only_words(garden: Garden) -> None:
    answer = await garden.type("/plant “{ $name } <@ada>” {-brand} \U000f0000")
    assert garden.read(answer) == ["{ $name } <@ada> is planted (public), one row: {-brand} \U000f0000"]


async def test_a_form_is_an_answer_of_its_own(garden: Garden) -> None:
    asked = await garden.type("/plant", id="same")
    again = await garden.type("/plant", id="same")
    assert isinstance(asked.reply, OpenForm)
    assert asked == again
    assert await garden.handled() == 1
