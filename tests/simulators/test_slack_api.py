"""The simulated Slack's Web API as slack_sdk meets it: what is granted, what is refused and in which words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from tests.simulators.slack import Slack, broken, held, limited, lost, refused, simulated_slack
from tests.simulators.slack.contract import described
from tests.simulators.slack_bot import SCOPES, client_of, manifest, plain

START = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with simulated_slack(manifest(), clock=Clock(lambda: START)) as opened:
        yield opened
        assert [each for each in opened.violations if "no argument" in each] == []


@pytest.fixture
def client(slack: Slack) -> AsyncWebClient:
    return client_of(slack)


async def error(call: Awaitable[Any]) -> str:
    """The code with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as refusal:
        await call
    return str(refusal.value.response["error"])


async def test_who_the_bot_is(slack: Slack, client: AsyncWebClient) -> None:
    me = await client.auth_test()
    assert (me["user_id"], me["team_id"], me["team"]) == (slack.team.bot.id, slack.team.id, "Salon")
    assert (await client.bots_info(bot=me["bot_id"]))["bot"]["user_id"] == slack.team.bot.id
    assert (await client.team_info())["team"]["name"] == "Salon"
    assert await error(AsyncWebClient(token="xoxb-wrong", base_url=slack.api_url).auth_test()) == "invalid_auth"
    assert await error(client.api_call("chat.sing")) == "unknown_method"
    slack.revoke_token()
    assert await error(client.auth_test()) == "token_revoked"


async def test_people_as_slack_describes_them(slack: Slack, client: AsyncWebClient) -> None:
    amina = slack.team.user("Amina Diallo", tz="Africa/Lagos", locale="fr-FR")
    stranger = slack.team.user("Zoë", stranger=True)
    gone = slack.team.user("Bruno")
    gone.leaves()
    info = (await client.users_info(user=amina.id))["user"]
    assert (info["tz"], info["tz_offset"], info["tz_label"]) == ("Africa/Lagos", 3600, "WAT")
    assert "locale" not in info
    assert "email" not in info["profile"]
    assert (await client.users_info(user=amina.id, include_locale=True))["user"]["locale"] == "fr-FR"
    foreign = (await client.users_info(user=stranger.id, include_locale=True))["user"]
    assert (foreign["is_stranger"], foreign["team_id"] == slack.team.id, "locale" in foreign) == (True, False, False)
    assert (await client.users_info(user=gone.id))["user"]["deleted"] is True
    guest = slack.team.user("Gast", guest="single")
    shown = (await client.users_info(user=guest.id))["user"]
    assert (shown["is_restricted"], shown["is_ultra_restricted"]) == (True, True)
    assert await error(client.users_info(user="U404")) == "user_not_found"


async def test_lists_come_in_pages(slack: Slack, client: AsyncWebClient) -> None:
    for number in range(5):
        slack.team.user(f"Person {number}")
    names = [person["name"] async for page in await client.users_list(limit=3) for person in page["members"]]
    assert names == ["tea", "slackbot", *[f"person.{number}" for number in range(5)]]
    page = await client.users_list(limit=3)
    assert len(page["members"]) == 3
    assert await error(client.users_list(limit=3, cursor="nonsense")) == "invalid_cursor"
    kitchen = slack.team.channel("kitchen", members=slack.team.users)
    page = await client.conversations_members(channel=kitchen.id, limit=4)
    rest = await client.conversations_members(channel=kitchen.id, cursor=page["response_metadata"]["next_cursor"])
    assert page["members"] + rest["members"] == kitchen.members
    assert rest["response_metadata"]["next_cursor"] == ""


async def test_a_scope_that_is_missing_is_named() -> None:
    few = manifest(scopes=["chat:write", "commands"], events=[])
    async with simulated_slack(few) as slack:
        client = client_of(slack)
        amina = slack.team.user("Amina")
        kitchen = slack.team.channel("kitchen", members=[amina])
        attic = slack.team.channel("attic", bot=False)
        with pytest.raises(SlackApiError) as refusal:
            await client.conversations_history(channel=kitchen.id)
        answer = refusal.value.response
        assert (answer["error"], answer["provided"]) == ("missing_scope", "chat:write,commands")
        assert answer["needed"].startswith("channels:history,")
        assert await error(client.chat_postMessage(channel=attic.id, text="hello")) == "not_in_channel"
        assert await error(client.chat_postMessage(channel=kitchen.id, text="hi", username="Cat")) == "missing_scope"
        assert await error(client.users_info(user=amina.id)) == "missing_scope"
        assert await error(client.conversations_open(users=amina.id)) == "missing_scope"
        assert await error(client.reactions_add(channel=kitchen.id, timestamp="1.2", name="x")) == "missing_scope"


async def test_posting_where_the_bot_is_and_is_not(slack: Slack, client: AsyncWebClient) -> None:
    amina = slack.team.user("Amina")
    attic = slack.team.channel("attic", members=[amina], bot=False)
    secret = slack.team.channel("secret", private=True, members=[amina], bot=False)
    await client.chat_postMessage(channel=attic.id, text="from outside")
    assert amina.sees(attic) == ["from outside"]
    assert await error(client.chat_postMessage(channel=secret.id, text="hello")) == "channel_not_found"
    assert await error(client.conversations_info(channel=secret.id)) == "channel_not_found"
    assert await error(client.conversations_history(channel=attic.id)) == "not_in_channel"
    slack.team.archives(attic)
    assert await error(client.chat_postMessage(channel=attic.id, text="hello")) == "is_archived"
    assert await error(client.chat_postMessage(channel="C404", text="hello")) == "channel_not_found"
    assert await error(client.api_call("chat.postMessage", json={"channel": "general"})) == "no_text"
    assert await error(client.chat_postMessage(channel="general", text="x" * 40_001)) == "msg_too_long"


async def test_private_messages_and_who_takes_none(slack: Slack, client: AsyncWebClient) -> None:
    amina, closed, gone = slack.team.user("Amina"), slack.team.user("Clara", dms=False), slack.team.user("Gaston")
    gone.leaves()
    opened = await client.conversations_open(users=amina.id)
    again = await client.conversations_open(users=amina.id)
    assert (again["channel"]["id"], again["already_open"]) == (opened["channel"]["id"], True)
    await client.chat_postMessage(channel=opened["channel"]["id"], text="one")
    await client.chat_postMessage(channel=amina.id, text="two")
    assert amina.inbox() == ["one", "two"]
    assert await error(client.conversations_open(users=gone.id)) == "user_disabled"
    await client.chat_postMessage(channel=gone.id, text="nobody is told that nobody reads this")
    assert (gone.sees(gone.dm), gone.notified) == ([], [])
    assert await error(client.conversations_open(users=slack.team.bot.id)) == "cannot_dm_bot"
    assert await error(client.chat_postMessage(channel=closed.id, text="hello")) == "messages_tab_disabled"
    assert await error(client.conversations_open(users="U404")) == "user_not_found"


async def test_editing_and_deleting_ones_own(slack: Slack, client: AsyncWebClient) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    posted = await client.chat_postMessage(channel=kitchen.id, text="draft")
    await client.chat_update(channel=kitchen.id, ts=posted["ts"], text="final")
    assert [(each.text, each.edited) for each in amina.messages(kitchen)] == [("final", True)]
    card = await client.chat_postMessage(channel=kitchen.id, text="card", blocks=[{"type": "divider"}])
    await client.chat_update(channel=kitchen.id, ts=card["ts"], text="no card")
    assert amina.sees(kitchen) == ["final", "-----"]
    await client.chat_update(channel=kitchen.id, ts=card["ts"], text="no card", blocks=[])
    assert amina.sees(kitchen) == ["final", "no card"]
    await client.chat_delete(channel=kitchen.id, ts=card["ts"])
    hers = amina.writes(kitchen, "mine")
    assert await error(client.chat_update(channel=kitchen.id, ts=hers.ts, text="x")) == "cant_update_message"
    assert await error(client.chat_delete(channel=kitchen.id, ts=hers.ts)) == "cant_delete_message"
    assert await error(client.chat_update(channel=kitchen.id, ts=posted["ts"], text="x" * 4001)) == "msg_too_long"
    await client.chat_postMessage(channel=kitchen.id, text="reply", thread_ts=posted["ts"])
    await client.chat_delete(channel=kitchen.id, ts=posted["ts"])
    assert amina.sees(kitchen) == ["This message was deleted.", "mine"]
    assert await error(client.chat_delete(channel=kitchen.id, ts=posted["ts"])) == "message_not_found"


async def test_another_name_cannot_be_deleted() -> None:
    async with simulated_slack(manifest(scopes=[*SCOPES, "chat:write.customize"])) as slack:
        client, amina = client_of(slack), slack.team.user("Amina")
        kitchen = slack.team.channel("kitchen", members=[amina])
        posted = await client.chat_postMessage(channel=kitchen.id, text="hello", username="Bruno", icon_emoji=":cat:")
        assert amina.messages(kitchen)[0].by == "Bruno"
        assert await error(client.chat_delete(channel=kitchen.id, ts=posted["ts"])) == "cant_delete_message"


async def test_threads_and_histories(slack: Slack, client: AsyncWebClient) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    root = await client.chat_postMessage(
        channel=kitchen.id, text="root", metadata={"event_type": "k", "event_payload": {"a": "1"}}
    )
    reply = await client.chat_postMessage(channel=kitchen.id, text="reply", thread_ts=root["ts"])
    await client.chat_postMessage(channel=kitchen.id, text="loud", thread_ts=reply["ts"], reply_broadcast=True)
    last = await client.chat_postMessage(channel=kitchen.id, text="last")
    history = (await client.conversations_history(channel=kitchen.id))["messages"]
    assert [each["text"] for each in history] == ["last", "loud", "root"]
    assert (history[2]["reply_count"], "metadata" in history[2]) == (2, False)
    assert [each.get("subtype") for each in history] == [None, "thread_broadcast", None]
    marked = await client.conversations_history(
        channel=kitchen.id, include_all_metadata=True, limit=1, latest=root["ts"], inclusive=True
    )
    assert marked["messages"][0]["metadata"] == {"event_type": "k", "event_payload": {"a": "1"}}
    after = await client.conversations_history(channel=kitchen.id, oldest=root["ts"])
    assert [each["text"] for each in after["messages"]] == ["last", "loud"]
    before = await client.conversations_history(channel=kitchen.id, latest=last["ts"], limit=1)
    assert ([each["text"] for each in before["messages"]], before["has_more"]) == (["loud"], True)
    thread = (await client.conversations_replies(channel=kitchen.id, ts=root["ts"]))["messages"]
    assert [each["text"] for each in thread] == ["root", "reply", "loud"]
    assert await error(client.conversations_replies(channel=kitchen.id, ts="1.000001")) == "thread_not_found"
    assert (
        await error(client.chat_postMessage(channel=kitchen.id, text="x", thread_ts="1.000001")) == "thread_not_found"
    )
    assert (
        await error(client.chat_postMessage(channel=kitchen.id, text="x", metadata={"event_type": "k"}))
        == "invalid_metadata_schema"
    )


async def test_making_channels(slack: Slack, client: AsyncWebClient) -> None:
    made = await client.conversations_create(name="climate-justice", is_private=True)
    assert (made["channel"]["is_private"], made["channel"]["is_member"]) == (True, True)
    for name, refusal in [
        ("climate-justice", "name_taken"), ("Climate", "invalid_name_specials"), ("a b", "invalid_name_specials"),
        ("", "invalid_name_required"), ("x" * 81, "invalid_name_maxlength"), ("---", "invalid_name_punctuation"),
    ]:  # fmt: skip
        assert await error(client.conversations_create(name=name)) == refusal
    renamed = await client.conversations_rename(channel=made["channel"]["id"], name="climate")
    assert renamed["channel"]["name"] == "climate"
    theirs = slack.team.channel("kitchen")
    assert await error(client.conversations_rename(channel=theirs.id, name="pantry")) == "not_authorized"
    topic = await client.conversations_setTopic(channel=theirs.id, topic="Tea & cake")
    assert topic["channel"]["topic"]["value"] == "Tea & cake"
    assert await error(client.conversations_setPurpose(channel=theirs.id, purpose="x" * 251)) == "too_long"
    await client.conversations_archive(channel=made["channel"]["id"])
    assert await error(client.conversations_archive(channel=made["channel"]["id"])) == "already_archived"
    assert await error(client.conversations_unarchive(channel=made["channel"]["id"])) == "not_in_channel"


async def test_inviting_and_removing_people(slack: Slack, client: AsyncWebClient) -> None:
    amina, guest = slack.team.user("Amina"), slack.team.user("Gast", guest=True)
    made = (await client.conversations_create(name="cellar", is_private=True))["channel"]["id"]
    await client.conversations_invite(channel=made, users=amina.id)
    for user, refusal in [
        (amina.id, "already_in_channel"), (slack.team.bot.id, "cant_invite_self"), ("U404", "user_not_found"),
        (guest.id, "user_is_restricted"),
    ]:  # fmt: skip
        assert await error(client.conversations_invite(channel=made, users=user)) == refusal
    attic = slack.team.channel("attic", bot=False)
    assert await error(client.conversations_invite(channel=attic.id, users=amina.id)) == "not_in_channel"
    joined = await client.conversations_join(channel=attic.id)
    assert joined["channel"]["is_member"] is True
    assert (await client.conversations_join(channel=attic.id))["warning"] == "already_in_channel"
    await client.conversations_invite(channel=attic.id, users=[amina.id])
    assert await error(client.conversations_kick(channel=attic.id, user=amina.id)) == "restricted_action"
    assert await error(client.conversations_kick(channel=made, user=slack.team.bot.id)) == "cant_kick_self"
    await client.conversations_kick(channel=made, user=amina.id)
    assert await error(client.conversations_kick(channel=made, user=amina.id)) == "not_in_channel"
    await client.conversations_leave(channel=attic.id)
    assert amina.channels(joined=True) == ["general", "attic"]


async def test_which_conversations_the_bot_knows(slack: Slack, client: AsyncWebClient) -> None:
    amina = slack.team.user("Amina")
    slack.team.channel("open", bot=False)
    slack.team.channel("ours", private=True, members=[amina])
    slack.team.channel("theirs", private=True, members=[amina], bot=False)
    both = await client.conversations_list(types="public_channel,private_channel")
    assert [each["name"] for each in both["channels"]] == ["general", "open", "ours"]
    mine = await client.users_conversations(types="public_channel,private_channel")
    assert [each["name"] for each in mine["channels"]] == ["ours"]
    hers = await client.users_conversations(user=amina.id, types="public_channel,private_channel")
    assert [each["name"] for each in hers["channels"]] == ["general", "ours"]
    assert await error(client.conversations_list(types="cats")) == "invalid_types"


async def test_reactions_and_pins(slack: Slack, client: AsyncWebClient) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    said = amina.writes(kitchen, "tea?")
    at = {"channel": kitchen.id, "timestamp": said.ts}
    await client.reactions_add(name="white_check_mark", **at)
    amina.reacts(said, "✅")
    amina.reacts(said, "👀")
    assert await error(client.reactions_add(name="white_check_mark", **at)) == "already_reacted"
    assert await error(client.reactions_add(name="✅", **at)) == "invalid_name"
    found = (await client.reactions_get(full=True, **at))["message"]["reactions"]
    assert [(each["name"], each["users"]) for each in found] == [
        ("white_check_mark", [slack.team.bot.id, amina.id]), ("eyes", [amina.id]),
    ]  # fmt: skip
    assert await error(client.reactions_remove(name="eyes", **at)) == "no_reaction"
    await client.reactions_remove(name="white_check_mark", **at)
    assert amina.messages(kitchen)[0].reactions == {"white_check_mark": 1, "eyes": 1}
    assert await error(client.reactions_add(name="x", channel=kitchen.id, timestamp="1.000001")) == "message_not_found"
    await client.pins_add(**at)
    assert await error(client.pins_add(**at)) == "already_pinned"
    assert [each["message"]["text"] for each in (await client.pins_list(channel=kitchen.id))["items"]] == ["tea?"]
    await client.pins_remove(**at)
    assert await error(client.pins_remove(**at)) == "no_pin"
    for number in range(100):
        amina.pins(amina.writes(kitchen, f"note {number}"))
    assert await error(client.pins_add(**at)) == "too_many_pins"


async def test_whispers(slack: Slack, client: AsyncWebClient) -> None:
    amina, bruno = slack.team.user("Amina"), slack.team.user("Bruno")
    kitchen = slack.team.channel("kitchen", members=[amina, bruno])
    await client.chat_postEphemeral(channel=kitchen.id, user=amina.id, text="psst")
    assert [(each.text, each.ephemeral) for each in amina.messages(kitchen)] == [("psst", True)]
    assert bruno.sees(kitchen) == []
    assert (await client.conversations_history(channel=kitchen.id))["messages"] == []
    outsider = slack.team.user("Olga")
    call = client.chat_postEphemeral(channel=kitchen.id, user=outsider.id, text="psst")
    assert await error(call) == "user_not_in_channel"


async def test_scheduled_messages(slack: Slack, client: AsyncWebClient) -> None:
    kitchen = slack.team.channel("kitchen", members=[slack.team.user("Amina")])
    soon = int(START.timestamp()) + 60
    await client.chat_scheduleMessage(channel=kitchen.id, post_at=soon, text="now")
    kept = await client.chat_scheduleMessage(channel=kitchen.id, post_at=soon, text="never")
    await client.chat_scheduleMessage(
        channel=kitchen.id, post_at=soon, text="lost", metadata={"event_type": "k", "event_payload": {}}
    )
    await client.chat_deleteScheduledMessage(channel=kitchen.id, scheduled_message_id=kept["scheduled_message_id"])
    assert await error(client.chat_scheduleMessage(channel=kitchen.id, post_at=soon - 90, text="x")) == "time_in_past"
    slack.pass_time(61)
    assert slack.team.users[0].sees(kitchen) == ["now"]


async def test_files(slack: Slack, client: AsyncWebClient) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    sent = await client.files_upload_v2(
        channel=kitchen.id, filename="tea.csv", content="green,black", title="Teas", initial_comment="Here"
    )
    [message] = amina.messages(kitchen)
    assert (message.text, message.files) == ("Here\n(file: Teas)", ["tea.csv"])
    info = (await client.files_info(file=sent["file"]["id"]))["file"]
    assert (info["size"], info["mimetype"], info["channels"]) == (11, "text/csv", [kitchen.id])
    async with aiohttp.ClientSession() as session:
        allowed = {"Authorization": f"Bearer {slack.bot_token}"}
        async with session.get(info["url_private_download"], headers=allowed) as answer:
            assert await answer.text() == "green,black"
        async with session.get(info["url_private_download"]) as answer:
            assert (answer.status, answer.content_type) == (200, "text/html")
    assert await error(client.files_info(file="F404")) == "file_not_found"


async def test_a_trigger_lives_three_seconds_and_works_once(slack: Slack, client: AsyncWebClient) -> None:
    amina = slack.team.user("Amina")
    view = {"type": "modal", "title": plain("Tea"), "blocks": []}
    trigger = slack.triggers.give(amina.person)
    await client.views_open(trigger_id=trigger, view=view)
    assert await error(client.views_open(trigger_id=trigger, view=view)) == "exchanged_trigger_id"
    late = slack.triggers.give(amina.person)
    slack.pass_time(3.1)
    assert await error(client.views_open(trigger_id=late, view=view)) == "expired_trigger_id"
    assert await error(client.views_open(trigger_id="1.2.3", view=view)) == "invalid_trigger_id"


async def test_views_are_updated_only_from_what_was_seen(slack: Slack, client: AsyncWebClient) -> None:
    amina = slack.team.user("Amina")
    view: dict[str, Any] = {"type": "modal", "title": plain("Tea"), "blocks": [], "external_id": "tea"}
    opened = (await client.views_open(trigger_id=slack.triggers.give(amina.person), view=view))["view"]
    await client.views_update(view_id=opened["id"], hash=opened["hash"], view={**view, "title": plain("Coffee")})
    assert amina.modal is not None
    assert amina.modal.title == "Coffee"
    assert await error(client.views_update(view_id=opened["id"], hash=opened["hash"], view=view)) == "hash_conflict"
    await client.views_update(external_id="tea", view=view)
    assert await error(client.views_update(view_id="V404", view=view)) == "not_found"
    home: dict[str, Any] = {"type": "home", "blocks": [{"type": "divider"}]}
    first = (await client.views_publish(user_id=amina.id, view=home))["view"]
    await client.views_publish(user_id=amina.id, view=home, hash=first["hash"])
    assert await error(client.views_publish(user_id=amina.id, view=home, hash=first["hash"])) == "hash_conflict"
    assert await error(client.views_publish(user_id=amina.id, view={**home, "blocks": "x"})) == "invalid_arguments"


async def test_home_only_where_it_is_declared() -> None:
    async with simulated_slack(manifest(app_home={"home_tab_enabled": False}, events=[])) as slack:
        call = client_of(slack).views_publish(user_id=slack.team.user("A").id, view={"type": "home", "blocks": []})
        assert await error(call) == "not_enabled"


async def test_whom_a_message_calls(slack: Slack, client: AsyncWebClient) -> None:
    amina, bruno, clara = slack.team.user("Amina"), slack.team.user("Bruno"), slack.team.user("Clara")
    kitchen = slack.team.channel("kitchen", members=[amina, bruno])

    async def calls(text: str = "fallback", block: Any = None, **more: Any) -> set[str]:
        blocks = {"blocks": [block]} if block else {}
        posted = await client.chat_postMessage(channel=kitchen.id, text=text, **blocks, **more)
        found = kitchen.messages[posted["ts"]].pinged
        return {each.name for each in (amina, bruno, clara) if each.id in found}

    everyone = {"Amina", "Bruno"}
    marked = {"type": "section", "text": {"type": "mrkdwn", "text": "@here look"}}
    verbatim = {"type": "section", "text": {"type": "mrkdwn", "text": "@here look", "verbatim": True}}
    assert await calls("nobody") == set()
    assert await calls(f"<@{bruno.id}> and <@{clara.id}>") == {"Bruno"}
    assert await calls("<!here> look") == everyone
    assert await calls("&lt;!here&gt; look") == set()
    assert await calls("@here look") == set()
    assert await calls("@here look", link_names=True) == everyone
    assert await calls("@channel look", parse="full") == everyone
    assert await calls("x", marked) == everyone
    assert await calls("x", verbatim) == set()
    assert await calls("x", {"type": "section", "text": plain("<!channel> @here")}) == set()
    assert bruno.notified[0] == "@Bruno and @Clara"


async def test_rates(slack: Slack, client: AsyncWebClient) -> None:
    kitchen = slack.team.channel("kitchen", members=[slack.team.user("Amina")])
    for number in range(10):
        await client.chat_postMessage(channel=kitchen.id, text=str(number))
    slack.rates.on = True
    for number in range(4):
        await client.chat_postMessage(channel=kitchen.id, text=str(number))
    with pytest.raises(SlackApiError) as refusal:
        await client.chat_postMessage(channel=kitchen.id, text="too much")
    answer = refusal.value.response
    assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "4")
    await client.chat_postMessage(channel="general", text="elsewhere")
    slack.pass_time(4)
    await client.chat_postMessage(channel=kitchen.id, text="again")
    assert slack.too_many == 1
    slack.rates.on = False
    slack.rates.commercial = True
    page = await client.conversations_history(channel=kitchen.id)
    assert (len(page["messages"]), page["has_more"]) == (15, False)
    assert await error(client.conversations_history(channel=kitchen.id)) == "ratelimited"


async def test_what_can_go_wrong(slack: Slack, client: AsyncWebClient) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])

    def post(text: str) -> Awaitable[Any]:
        return client.chat_postMessage(channel=kitchen.id, text=text)

    slack.breaks("chat.postMessage", lost())
    with pytest.raises(aiohttp.ClientError):
        await post("lost")
    slack.breaks("chat.postMessage", lost(after=True))
    with pytest.raises(aiohttp.ClientError):
        await post("there, but nobody knows")
    slack.breaks("chat.postMessage", broken(503, after=True))
    with pytest.raises(SlackApiError):
        await post("there after 503")
    slack.breaks("chat.postMessage", limited(7), first=2)
    await post("fine")
    with pytest.raises(SlackApiError) as refusal:
        await post("limited")
    assert refusal.value.response.headers["Retry-After"] == "7"
    slack.breaks("*", refused("fatal_error"), where=lambda call: call.text("text") == "unlucky")
    await post("lucky")
    assert await error(post("unlucky")) == "fatal_error"
    gate = asyncio.Event()
    fault = slack.breaks("chat.postMessage", held(gate))
    waiting = asyncio.create_task(client.chat_postMessage(channel=kitchen.id, text="slow"))
    await fault.reached.wait()
    assert not waiting.done()
    gate.set()
    await waiting
    assert amina.sees(kitchen) == ["there, but nobody knows", "there after 503", "fine", "lucky", "slow"]


async def test_the_sdk_posts_twice_when_only_the_answer_was_lost(slack: Slack) -> None:
    amina = slack.team.user("Amina")
    kitchen = slack.team.channel("kitchen", members=[amina])
    trusting = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    slack.breaks("chat.postMessage", lost(after=True))
    await trusting.chat_postMessage(channel=kitchen.id, text="once?")
    assert amina.sees(kitchen) == ["once?", "once?"]


async def test_a_misspelt_argument_is_noticed(slack: Slack, client: AsyncWebClient) -> None:
    if not described():
        pytest.skip("Slack's published description is not at hand")
    await client.chat_postMessage(channel="general", text="hello", tread_ts="1.2", unfurl_links=False)
    assert slack.violations == ["chat.postMessage: no argument is called tread_ts"]
    slack.violations.clear()


async def test_two_workspaces_know_nothing_of_each_other(slack: Slack) -> None:
    async with simulated_slack(manifest(), name="Harbour") as other:
        here, there = slack.team.user("Amina"), other.team.user("Amina")
        assert here.id != there.id
        assert await error(client_of(other).users_info(user=here.id)) == "user_not_found"
        client = AsyncWebClient(token=slack.bot_token, base_url=other.api_url)
        assert await error(client.auth_test()) == "invalid_auth"
