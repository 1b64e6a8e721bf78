"""The simulated Slack, seen by people who use a plain bolt app there: what they do, what it hears, what they get."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.errors import SlackApiError

from tests.simulators.slack import Impossible, Slack, broken, simulated_slack
from tests.simulators.slack_bot import TeaRound, client_of, connected, manifest


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with simulated_slack(manifest()) as opened:
        yield opened
        assert opened.violations == []


@pytest.fixture
async def tea(slack: Slack) -> AsyncIterator[TeaRound]:
    tea = TeaRound(slack)
    async with connected(slack, tea):
        yield tea


async def test_a_command_is_answered_to_the_one_who_typed_it(slack: Slack, tea: TeaRound) -> None:
    amina, bruno = slack.team.user("Amina"), slack.team.user("Bruno")
    kitchen = slack.team.channel("kitchen", members=[amina, bruno])
    got = await amina.types(kitchen, "/tea hello & <b>")
    assert got.text == "You said: hello & <b>"
    assert amina.sees(kitchen) == ["You said: hello & <b>"]
    assert bruno.sees(kitchen) == []
    amina.reloads()
    assert amina.sees(kitchen) == []


async def test_a_later_answer_is_waited_for(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    got = await amina.types("general", "/tea later")
    assert (await got.final()).text == "It is ready."


async def test_commands_do_not_work_in_threads_nor_when_nobody_declared_them(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    root = amina.writes("general", "Who wants tea?")
    got = await amina.types("general", "/tea card", thread=root)
    assert (got.error, got.text) == ("not_supported_in_threads", "/tea is not supported in threads. Sorry!")
    assert (await amina.types("general", "/coffee")).error == "invalid_command"
    assert tea.events("command") == []


async def test_a_card_is_read_pressed_and_replaced(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    await amina.types(kitchen, "/tea card")
    [card] = amina.messages(kitchen)
    assert card.lines == ["Tea for 3 Nov?", "[Yes & please] [Ask me] (Which tea ▾) […]"]
    assert (card.by, card.buttons) == ("tea", ["Yes & please", "Ask me"])
    await amina.presses(None, "Yes & please")
    assert [(each.text, each.edited) for each in amina.messages(kitchen)] == [("amina takes tea", True)]
    body = tea.events("yes")[0]
    assert body["actions"][0]["value"] == "yes:1"
    assert body["message"]["blocks"][1]["elements"][0]["text"]["text"] == "Yes &amp; please"
    assert body["container"] == {
        "type": "message", "message_ts": card.ts, "channel_id": kitchen.id, "is_ephemeral": False,
    }  # fmt: skip
    with pytest.raises(Impossible, match="finds no 'Yes & please'"):
        await amina.presses(None, "Yes & please")


async def test_menus_tell_what_was_chosen(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    await amina.types("general", "/tea card")
    got = await amina.picks(None, "Which tea", "Black")
    assert got.text == "Noted."
    await amina.picks(None, "more", "Forget it")
    assert tea.events("chosen") == ["b", "x"]
    with pytest.raises(Impossible, match="offers"):
        await amina.picks(None, "Which tea", "Red")


async def test_a_form_is_filled_refused_and_sent(slack: Slack, tea: TeaRound) -> None:
    amina, bruno = slack.team.user("Amina"), slack.team.user("Bruno")
    got = await amina.types("general", "/tea form")
    assert got.modal is not None
    assert (got.modal.title, got.modal.submit) == ("Order", "Send")
    assert got.modal.labels == ["Why", "With", "For whom"]
    assert (await amina.submits()).errors == {"Why": "Please complete this required field."}
    assert (await amina.submits(None, {"Why": "x"})).errors == {"Why": "Please enter at least 3 characters."}
    assert tea.events("order") == []
    assert (await amina.submits(None, {"Why": "because"})).errors == {"Why": "That is no reason."}
    assert amina.modal is not None
    assert amina.modal.values == {"Why": "because", "With": "", "For whom": ""}
    await amina.submits(None, {"Why": "I am thirsty", "With": ["Milk", "Sugar"], "For whom": bruno})
    assert amina.modal is None
    values = tea.events("order")[-1]
    assert values["why"]["text"] == {"type": "plain_text_input", "value": "I am thirsty"}
    assert [each["value"] for each in values["with"]["boxes"]["selected_options"]] == ["m", "s"]
    assert values["who"]["user"] == {"type": "users_select", "selected_user": bruno.id}


async def test_forms_are_stacked_updated_cleared_and_closed(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    await amina.uses("Order tea")
    await amina.submits(None, {"Why": "more"})
    assert amina.modal is not None
    assert (amina.modal.title, amina.modal.depth) == ("And?", 2)
    await amina.submits(None, {"Why": "done"})
    assert amina.modal.text == "Thank you"
    await amina.closes()
    await amina.submits(None, {"Why": "more"})
    await amina.submits(None, {"Why": "more"})
    assert amina.modal.depth == 3
    got = await amina.submits(None, {"Why": "more"})
    assert got.error == "trouble_connecting"
    assert slack.violations == ["push_limit_reached"]
    slack.violations.clear()
    await amina.closes(all=True)
    assert tea.events("closed") == [True, True, True]
    await amina.uses("Order tea")
    await amina.submits(None, {"Why": "clear"})
    assert amina.modal is None


async def test_a_mention_is_heard_and_answered_in_its_thread(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    asked = amina.writes(kitchen, "@tea are you there? <3 & more")
    await slack.until(lambda: len(amina.sees(kitchen, thread=asked)) == 2)
    assert amina.sees(kitchen, thread=asked) == [
        "@tea are you there? <3 & more", "Yes, @Amina?",
    ]  # fmt: skip
    assert amina.sees(kitchen) == ["@tea are you there? <3 & more"]
    assert amina.notified == ["Yes, @Amina?"]
    [event] = tea.events("app_mention")
    assert event["text"] == f"<@{slack.team.bot.id}> are you there? &lt;3 &amp; more"
    assert [each["text"] for each in tea.events("message")] == [event["text"]]


async def test_a_channel_without_the_bot_tells_it_nothing(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    attic = slack.team.channel("attic", members=[amina], bot=False)
    said = amina.writes(attic, "@tea hello")
    amina.reacts(said, "✅")
    slack.team.user("Bruno").joins(attic)
    kitchen = slack.team.channel("kitchen", members=[amina])
    amina.writes(kitchen, "here it listens")
    await slack.until(lambda: tea.events("message"))
    await slack.settles()
    assert {what for what, _ in tea.heard} == {
        "message",
        "retry",
        "team_join",
        "channel_created",
        "member_joined_channel",
    }
    assert [each["channel"] for each in tea.events("member_joined_channel")] == [kitchen.id]
    assert [each["text"] for each in tea.events("message")] == ["here it listens"]


async def test_reactions_edits_and_deletions_are_heard(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    said = amina.writes(kitchen, "tea?")
    amina.reacts(said, "✅")
    assert amina.messages(kitchen)[0].reactions == {"white_check_mark": 1}
    amina.unreacts(said, "✅")
    amina.edits(said, "coffee?")
    amina.deletes(said)
    await slack.until(lambda: len(tea.events("message")) == 3)
    added = tea.events("reaction_added")[0]
    assert (added["reaction"], added["item"]["ts"], added["user"]) == ("white_check_mark", said.ts, amina.id)
    assert len(tea.events("reaction_removed")) == 1
    assert [each.get("subtype") for each in tea.events("message")] == [None, "message_changed", "message_deleted"]
    assert tea.events("message")[1]["message"]["text"] == "coffee?"
    assert amina.sees(kitchen) == []


async def test_people_come_and_go(slack: Slack, tea: TeaRound) -> None:
    amina, bruno, guest = slack.team.user("Amina"), slack.team.user("Bruno"), slack.team.user("Gast", guest=True)
    kitchen = slack.team.channel("kitchen", members=[amina])
    bruno.joins(kitchen)
    amina.invites(guest, kitchen)
    bruno.leaves(kitchen)
    with pytest.raises(Impossible):
        guest.joins("general")
    amina.leaves()
    await slack.until(lambda: tea.events("user_change"))
    assert [(each["user"], each.get("inviter")) for each in tea.events("member_joined_channel")] == [
        (slack.team.bot.id, amina.id), (bruno.id, None), (guest.id, amina.id),
    ]  # fmt: skip
    assert [each["user"] for each in tea.events("member_left_channel")] == [bruno.id]
    assert tea.events("user_change")[0]["user"]["deleted"] is True
    assert kitchen.members == [slack.team.bot.id, guest.id]
    amina.comes_back()
    assert amina.channels(joined=True) == ["general"]


async def test_the_home_and_the_private_talk(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    amina.opens_home()
    page = await slack.until(amina.home)
    assert page is not None
    assert page.text == "Tea of the day: green"
    amina.writes(amina.dm, "hello")
    await slack.until(lambda: tea.events("message"))
    assert tea.events("message")[0]["channel_type"] == "im"
    await tea.client.chat_postMessage(channel=amina.id, text="*Welcome* to <https://tea.example|tea> &amp; cake")
    assert amina.inbox() == ["Welcome to tea & cake"]
    assert amina.messages(amina.dm)[-1].links == {"tea": "https://tea.example"}
    assert amina.notified == ["Welcome to tea & cake"]


async def test_a_shortcut_on_a_message(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    said = amina.writes(kitchen, "Tea is at five")
    await amina.uses("Quote this", on=said)
    assert amina.sees(kitchen) == ["Tea is at five", "Tea is at five"]
    with pytest.raises(Impossible, match="no global shortcut"):
        await amina.uses("Quote this")


async def test_private_channels_are_seen_by_their_members_only(slack: Slack, tea: TeaRound) -> None:
    amina, bruno = slack.team.user("Amina"), slack.team.user("Bruno")
    cellar = slack.team.channel("cellar", private=True, members=[amina])
    await tea.client.chat_postMessage(channel=cellar.id, text="secret")
    assert amina.sees("cellar") == ["secret"]
    assert bruno.sees("cellar") == []
    assert (amina.channels(), bruno.channels()) == (["general", "cellar"], ["general"])
    with pytest.raises(Impossible):
        bruno.joins(cellar)


async def test_a_form_asks_the_app_for_options_and_takes_dates_files_and_places(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    answer = await amina.types(kitchen, "/tea parcel")
    assert await amina.completes(answer, "Brand", "a") == ["Assam", "Darjeeling"]
    await amina.picks(answer, "Brand", "Darjeeling")
    assert amina.modal is not None
    assert amina.modal.values == {"Brand": "Darjeeling", "Day": "2026-11-03", "Bill": "", "Where": ""}
    await amina.submits(answer, {"Day": "2026-12-01", "Bill": {"bill.pdf": b"%PDF"}, "Where": kitchen})
    [values] = tea.events("parcel")
    assert values["brand"]["brand"]["selected_option"]["value"] == "darjeeling"
    assert values["day"]["day"]["selected_date"] == "2026-12-01"
    assert [(each["name"], each["size"]) for each in values["bill"]["bill"]["files"]] == [("bill.pdf", 4)]
    assert values["where"]["where"]["selected_conversation"] == kitchen.id
    await amina.types(kitchen, "/tea parcel")
    await amina.closes()
    assert amina.modal is None


async def test_people_post_files(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    sent = amina.writes(kitchen, "The bill", files={"bill.txt": b"four euros"})
    assert (sent.files, sent.lines) == (["bill.txt"], ["The bill", "(file: bill.txt)"])
    await slack.until(lambda: tea.events("message"))
    [event] = tea.events("message")
    assert (event["subtype"], event["files"][0]["name"]) == ("file_share", "bill.txt")
    assert (await tea.client.files_info(file=event["files"][0]["id"]))["file"]["size"] == 10


async def test_strangers_cannot_type_commands_but_press_buttons(slack: Slack, tea: TeaRound) -> None:
    amina, zoe = slack.team.user("Amina"), slack.team.user("Zoe", stranger=True)
    shared = slack.team.channel("shared", members=[amina, zoe], shared=True)
    assert (await zoe.types(shared, "/tea card")).error == "invalid_command"
    await amina.types(shared, "/tea card")
    await zoe.presses(None, "Yes & please")
    assert tea.events("yes")[0]["user"]["team_id"] != slack.team.id
    zoe.writes(shared, "hello")
    await slack.until(lambda: tea.events("message"))
    assert tea.events("message")[-1]["user_team"] == zoe.person.team
    assert zoe.channels() == ["shared"]


async def test_another_bot_is_told_from_people(slack: Slack, tea: TeaRound) -> None:
    robot = slack.team.user("Deploy", robot=True)
    kitchen = slack.team.channel("kitchen", members=[robot])
    robot.writes(kitchen, "deployed")
    await slack.until(lambda: tea.events("message"))
    [event] = tea.events("message")
    assert (event["subtype"], event["bot_id"]) == ("bot_message", robot.person.bot_id)
    assert robot.notified == []


async def test_the_private_talk_is_read_only_unless_declared_otherwise() -> None:
    async with simulated_slack(manifest(app_home={"home_tab_enabled": True})) as slack:
        amina = slack.team.user("Amina")
        with pytest.raises(Impossible, match="turned off"):
            amina.writes(amina.dm, "hello")


async def test_only_declared_events_are_delivered() -> None:
    async with simulated_slack(manifest(events=["reaction_added"])) as slack:
        tea, amina = TeaRound(slack), slack.team.user("Amina")
        kitchen = slack.team.channel("kitchen", members=[amina])
        async with connected(slack, tea):
            said = amina.writes(kitchen, "@tea hello")
            amina.reacts(said, "✅")
            await slack.until(lambda: tea.events("reaction_added"))
            await slack.settles()
        assert {what for what, _ in tea.heard} == {"reaction_added"}


async def test_what_administrators_do_to_channels(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    kitchen, cellar = slack.team.channel("kitchen", members=[amina]), slack.team.channel("cellar", private=True)
    slack.team.renames(kitchen, "pantry")
    slack.team.archives(kitchen)
    with pytest.raises(Impossible, match="archived"):
        amina.writes(kitchen, "hello?")
    slack.team.unarchives(kitchen)
    assert amina.channels(joined=True) == ["general"]  # of a public channel Slack forgets who was inside
    amina.joins(kitchen)
    slack.team.invites_bot(kitchen)
    slack.team.removes_bot(cellar)
    amina.removes(slack.team.bot, kitchen)
    await slack.settles()
    assert [what for what, _ in tea.heard if what.startswith(("channel_", "group_"))] == [
        "channel_created", "channel_rename", "channel_archive", "channel_unarchive", "group_left", "channel_left",
    ]  # fmt: skip
    old = amina.writes(kitchen, "old")
    new = amina.writes(kitchen, "new")
    slack.team.hides_history(before=new.ts)
    assert amina.sees(kitchen) == ["new"]
    with pytest.raises(Impossible):
        amina.edits(old, "older")
    slack.team.deletes(kitchen)
    assert amina.channels() == ["general"]


async def test_an_answer_that_is_lost_on_its_way(slack: Slack, tea: TeaRound) -> None:
    amina = slack.team.user("Amina")
    slack.breaks("response_url", broken(500))
    answer = await amina.types("general", "/tea later")
    await slack.until(lambda: slack.asked("response_url"))
    assert (answer.text, answer.error) == ("", "")


async def test_an_app_that_is_removed_hears_it_and_can_do_nothing_more() -> None:
    async with simulated_slack(manifest(events=["app_uninstalled", "tokens_revoked"])) as slack:
        slack.uninstalls()
        await slack.settles()
        assert [len(slack.delivery.sent(each)) for each in ("app_uninstalled", "tokens_revoked")] == [1, 1]
        with pytest.raises(SlackApiError, match="account_inactive"):
            await client_of(slack).auth_test()
