"""The playground keeps what every platform promises, and what it promises besides: nothing is lost, nothing leaks."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from aiohttp import ClientResponseError

from adapters.playground.store import VERSIONS
from bot.chat.address import Place, Posted
from bot.chat.inbound import Inbound, Wrote
from bot.chat.message import MESSAGE, Heading, Message, Paragraph
from bot.chat.port import Room, Undeliverable
from bot.chat.reply import OpenForm, Redraw, Silence, Whisper
from bot.chat.text import Channel, Role, Series, Words
from tests.adapters.contract import (
    REPORT,
    FilesContract,
    PinsContract,
    PlatformContract,
    ThreadsContract,
    report,
    send,
    text,
)
from tests.adapters.playground.little import LittleEngine
from tests.adapters.playground.stage import ADMINS, AMINA, GENERAL, MARTHA, Stage, plain, playground


class TestPlayground(PlatformContract, FilesContract, ThreadsContract, PinsContract):
    """The contract, on the playground."""


async def test_everything_is_still_there_after_a_restart(tmp_path: Path) -> None:
    async with playground(tmp_path) as before:
        card = Message((Paragraph(Words("Decide")),), ("✅",))
        posted = await send(before, ADMINS, card, once="a")
        await before.platform.grant(AMINA, ADMINS, role="member")
        await before.react(posted, AMINA, "👀")
        await before.person(MARTHA, language="fr", reachable=False)
        await before.act(AMINA, "channel:general", "write", text="Good morning")
    async with playground(tmp_path) as after:
        assert await send(after, ADMINS, card, once="a") == posted
        assert await after.read(AMINA, "channel:admins") == ["Decide"]
        assert await after.platform.reactions(posted) == ((AMINA, "👀"),)
        assert await after.read(MARTHA, "channel:general") == ["Good morning"]
        assert (await after.pane(MARTHA))["person"]["language"] == "fr"
        with pytest.raises(Undeliverable, match="closed"):
            await send(after, MARTHA, text("x"), once="b")


async def test_a_message_beyond_the_limit_becomes_several_and_is_edited_as_one(ground: Stage) -> None:
    long = Message((Heading(Words("Minutes")), *(Paragraph(Words(f"{n} " + "x" * 1500)) for n in range(6))))
    posted = await send(ground, GENERAL, long, once="a")
    assert [len(each) for each in await ground.read(AMINA, "channel:general")] == [3013, 3005, 3005]
    await ground.platform.edit(posted, text("short now"), locale="en", timezone="")
    assert await ground.read(AMINA, "channel:general") == ["short now"]
    await ground.platform.edit(posted, long, locale="en", timezone="")
    assert [each[:9] for each in await ground.read(AMINA, "channel:general")] == ["Minutes 0", "2 xxxxxxx", "4 xxxxxxx"]
    assert await ground.places(MARTHA) == {"inbox": 0, "channel:general": 1, "channel:admins": 0}
    await ground.platform.erase(posted)
    assert await ground.read(AMINA, "channel:general") == []


async def test_a_channel_is_named_to_whoever_may_know_of_it(ground: Stage) -> None:
    channels = (Channel("playground", "baobab", each) for each in ("general", "admins", "deleted"))
    elsewhere = (Channel("playground", "kapok", "general"), Channel("harbour", "quay", "C7"), Role("quay", "", "tides"))
    await send(ground, GENERAL, Message((Paragraph(Series((*channels, *elsewhere), "lines")),)), once="a")
    closed = "a closed channel in which you are not"
    assert await ground.read(MARTHA, "channel:general") == [
        f"#general\n#admins\n{closed}\n#general\n#C7\n@tides"
    ]
    assert await ground.read(AMINA, "channel:general") == [
        f"#general\n{closed}\n{closed}\n#general\n#C7\n@tides"
    ]
    await ground.platform.grant(AMINA, ADMINS, role="")
    assert (await ground.read(AMINA, "channel:general"))[0].startswith("#general\n#admins\n")


async def test_an_empty_message_is_invalid(ground: Stage) -> None:
    with pytest.raises(Undeliverable, match="invalid: the message is empty"):
        await send(ground, GENERAL, Message(()), once="a")


async def test_what_a_person_wrote_is_not_ours_to_change(ground: Stage) -> None:
    await ground.act(AMINA, "channel:general", "write", text="mine")
    wrote = ground.engine.told[-1].message  # type: ignore[union-attr]
    assert wrote is not None
    with pytest.raises(Undeliverable, match="forbidden"):
        await ground.platform.edit(wrote, text("yours"), locale="en", timezone="")
    await ground.platform.erase(wrote)
    assert await ground.read(AMINA, "channel:general") == ["mine"]


async def test_a_message_is_found_only_where_it_is(ground: Stage) -> None:
    posted = await send(ground, ADMINS, text("secret"), once="a")
    elsewhere = type(posted)(Place("playground", "kapok", "general"), posted.id)
    with pytest.raises(Undeliverable, match="gone"):
        await ground.platform.edit(elsewhere, text("changed"), locale="en", timezone="")
    assert await ground.read(MARTHA, "channel:admins") == ["secret"]


async def test_a_private_channel_is_unknown_to_those_outside(ground: Stage) -> None:
    posted = await send(ground, ADMINS, text("about Amina"), once="a")
    assert await ground.places(AMINA) == {"inbox": 0, "channel:general": 0}
    assert await ground.places(MARTHA) == {"inbox": 0, "channel:general": 0, "channel:admins": 1}
    assert (await ground.pane(AMINA, "channel:admins"))["place"] == "channel:general"
    refused = await ground.act(AMINA, "channel:admins", "react", message=int(posted.id), emoji="✅")
    assert refused == {"refused": "You cannot see this channel any more. Choose another one on the left."}
    assert await ground.platform.reactions(posted) == ()
    assert ground.engine.told == []


async def test_where_only_members_write_others_read(ground: Stage) -> None:
    await ground.platform.open_place(ADMINS, role="", everyone_reads=True, members_write=True, topic="Open")
    assert (await ground.pane(AMINA, "channel:admins"))["writes"] is False
    refused = await ground.act(AMINA, "channel:admins", "write", text="may I?")
    assert refused == {"refused": "You can read here, but only members may write. Join the community first."}
    assert await ground.act(MARTHA, "channel:admins", "write", text="welcome") == {}
    assert await ground.read(AMINA, "channel:admins") == ["welcome"]
    await ground.platform.open_place(ADMINS, role="", everyone_reads=True, members_write=False, topic="Archived")
    shut = await ground.pane(MARTHA, "channel:admins")
    assert shut["writes"] is False
    assert [each["topic"] for each in shut["places"] if each["key"] == "channel:admins"] == ["🔒 Archived"]


async def test_on_a_full_disk_the_page_is_told_to_try_again_and_nothing_is_half_done(ground: Stage) -> None:
    store = ground.platform.scene.store.reading
    [room] = store.execute("PRAGMA max_page_count").fetchone()
    store.execute("PRAGMA max_page_count = 1")  # as many as there are: SQLite then says that the disk is full
    kept, refused = 0, 0
    while not refused:
        try:
            await ground.act(AMINA, "channel:general", "write", text="word " * 700)
            kept += 1
        except ClientResponseError as error:
            refused = error.status
    assert (refused, len(await ground.read(AMINA, "channel:general"))) == (503, kept)
    store.execute(f"PRAGMA max_page_count = {room}")
    assert await ground.act(AMINA, "channel:general", "write", text="here") == {}
    assert (await ground.read(AMINA, "channel:general"))[kept:] == ["here"]


async def discussed(ground: Stage) -> Posted:
    """A message with its thread, in which Amina has said something."""
    posted = await send(ground, GENERAL, report(REPORT), once="a")
    thread = await ground.platform.open_thread(posted, Words("Comments: \u202etest"), locale="en", timezone="")
    await ground.act(AMINA, "channel:general", "write", thread=int(thread), text="I **agree**")
    return posted


async def test_what_is_said_in_a_thread_is_told_with_it(ground: Stage) -> None:
    posted = await discussed(ground)
    told = ground.engine.told[-1]
    assert isinstance(told, Wrote)
    assert (told.message.target, told.message.thread, told.text) == (GENERAL, posted.id, "I **agree**")


async def test_a_comment_is_counted_unread_until_its_thread_is_read(ground: Stage) -> None:
    posted = await discussed(ground)
    await ground.act(MARTHA, "channel:general", "write", text="Beside it")
    assert await ground.places(MARTHA) == {"inbox": 0, "channel:general": 2, "channel:admins": 0}
    pane = await ground.pane(MARTHA, "channel:general")
    last = pane["messages"][-1]["id"]
    await ground.post("read", workspace="baobab", person="martha", place="channel:general", upto=last + 5)
    [message, _] = (await ground.pane(MARTHA, "channel:general"))["messages"]
    assert message["thread"] == {"title": "Comments: test", "number": 1, "unread": 1}
    assert (await ground.places(MARTHA))["channel:general"] == 1
    await ground.post("read", workspace="baobab", person="martha", place=f"thread:{posted.id}", upto=last)
    assert (await ground.places(MARTHA))["channel:general"] == 0
    assert (await ground.places(AMINA))["channel:general"] == 2


async def test_a_thread_outlives_its_message_and_the_file_does_not(ground: Stage) -> None:
    posted = await discussed(ground)
    address = f"{ground.platform.url}api/file/baobab/martha/{posted.id}/1"
    async with ground.http.get(address) as before:
        assert before.status == 200
    await ground.platform.erase(posted)
    async with ground.http.get(address) as after:
        assert after.status == 404
    pane = await ground.pane(MARTHA, "channel:general", threads=f"{posted.id}:10")
    [stub] = pane["messages"]
    assert (stub["erased"], stub["parts"], stub["thread"]["number"]) == (True, [], 1)
    assert await ground.comments(posted, posted.id) == ["I agree"]
    await ground.act(MARTHA, "channel:general", "write", thread=int(posted.id), text="Me too")
    comments = (await ground.pane(AMINA, "channel:general", threads=f"{posted.id}:10"))["threads"][posted.id]
    assert [each["mine"] for each in comments["messages"]] == [True, False]


async def test_without_comments_nothing_is_left_of_it(ground: Stage) -> None:
    posted = await discussed(ground)
    thread = (await ground.pane(AMINA, "channel:general", threads=f"{posted.id}:10"))["threads"][posted.id]
    await ground.act(
        AMINA, "channel:general", "erase", thread=int(posted.id), message=thread["messages"][0]["id"]
    )
    await ground.platform.erase(posted)
    assert await ground.read(MARTHA, "channel:general") == []


async def test_a_comment_is_corrected_removed_and_reacted_to_in_its_thread(ground: Stage) -> None:
    posted = await discussed(ground)
    here = {"thread": int(posted.id)}
    pane = await ground.pane(AMINA, "channel:general", threads=f"{posted.id}:9")
    [comment] = pane["threads"][posted.id]["messages"]
    await ground.act(AMINA, "channel:general", "edit", **here, message=comment["id"], text="I disagree")
    await ground.act(MARTHA, "channel:general", "react", **here, message=comment["id"], emoji="👀")
    assert await ground.comments(posted, posted.id) == ["I disagree"]
    told = [each.message for each in ground.engine.told[-2:]]  # type: ignore[union-attr]
    assert told == [Posted(GENERAL, str(comment["id"]), posted.id)] * 2
    not_there = await ground.act(MARTHA, "channel:general", "react", message=comment["id"], emoji="👀")
    assert not_there == {"refused": "This message is no longer there. Look at the newest ones below."}


async def test_a_long_thread_is_read_from_its_end(ground: Stage) -> None:
    posted = await discussed(ground)
    for number in range(12):
        await ground.act(AMINA, "channel:general", "write", thread=int(posted.id), text=f"{number}")
    shown = (await ground.pane(MARTHA, "channel:general", threads=f"{posted.id}:5,999:5,x:y"))["threads"]
    assert list(shown) == [posted.id]
    assert ([each["text"] for each in shown[posted.id]["messages"]], shown[posted.id]["more"]) == ([""] * 5, True)
    assert (await ground.comments(posted, posted.id))[-2:] == ["10", "11"]


async def test_threads_are_written_where_their_channel_is(ground: Stage) -> None:
    posted = await send(ground, ADMINS, text("Secret"), once="a")
    thread = int(await ground.platform.open_thread(posted, Words("Comments"), locale="en", timezone=""))
    stranger = await ground.act(AMINA, "channel:admins", "write", thread=thread, text="May I?")
    elsewhere = await ground.act(AMINA, "channel:general", "write", thread=thread, text="May I?")
    assert stranger == {"refused": "You cannot see this channel any more. Choose another one on the left."}
    assert elsewhere == {"refused": "This message is no longer there. Look at the newest ones below."}
    assert (await ground.pane(AMINA, "channel:general", threads=f"{thread}:9"))["threads"] == {}
    await ground.platform.open_place(ADMINS, role="", everyone_reads=True, members_write=True, topic="Open")
    reader = await ground.act(AMINA, "channel:admins", "write", thread=thread, text="May I?")
    assert reader == {"refused": "You can read here, but only members may write. Join the community first."}
    await ground.platform.open_place(ADMINS, role="", everyone_reads=True, members_write=False, topic="Archived")
    closed = await ground.act(MARTHA, "channel:admins", "write", thread=thread, text="Still there?")
    assert closed == {"refused": "Nobody writes here any more; what is here can still be read."}
    assert (await ground.comments(posted, str(thread)), ground.engine.told) == ([], [])


async def test_a_reply_to_what_was_said_in_a_thread_stands_in_it_for_one_alone(tmp_path: Path) -> None:
    class Answering(LittleEngine):
        async def _reply(self, inbound: Inbound) -> Whisper | OpenForm | Redraw | Silence:
            if isinstance(inbound, Wrote):
                return Whisper(text("Join to take part"))
            return await LittleEngine._reply(self, inbound)

    async with playground(tmp_path, Answering()) as ground:
        posted = await send(ground, GENERAL, text("Discuss"), once="a")
        thread = await ground.platform.open_thread(posted, Words("Comments"), locale="en", timezone="")
        await ground.act(AMINA, "channel:general", "write", thread=int(thread), text="May I?")
        seen = {}
        for who in (AMINA, MARTHA):
            pane = await ground.pane(who, "channel:general", threads=f"{thread}:9")
            seen[who.id] = [plain(each) for each in pane["threads"][thread]["messages"]]
        assert seen == {"amina": ["May I?", "Join to take part"], "martha": ["May I?"]}
        assert pane["messages"][0]["thread"]["number"] == 1


async def test_files_and_threads_are_still_there_after_a_restart(tmp_path: Path) -> None:
    async with playground(tmp_path) as before:
        posted = await discussed(before)
    async with playground(tmp_path) as after:
        assert await after.files(posted) == {"report.pdf": REPORT}
        assert await after.comments(posted, posted.id) == ["I agree"]


async def test_a_file_of_the_first_version_is_brought_up(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "playground.db") as old:
        old.executescript(f"BEGIN; {VERSIONS[0]} PRAGMA user_version = 1; COMMIT;")
        old.execute(
            "INSERT INTO messages (workspace, channel, inbox, author, only_for, cause, body, locale, timezone, at)"
            " VALUES ('baobab', 'general', '', 'martha', '', '', ?, 'en', '', '2026-11-01T09:00:00+00:00')",
            (MESSAGE.dump_json(text("from before")).decode(),),
        )
    old.close()
    async with playground(tmp_path) as ground:
        assert await ground.read(AMINA, "channel:general") == ["from before"]


async def test_a_channel_that_was_made_is_on_the_page_for_those_inside(ground: Stage) -> None:
    made = await ground.platform.make_places("baobab", slug="tides", name="Tides", everyone_reads=False)
    place = Place("playground", "baobab", made.channel)
    assert f"channel:{made.channel}" not in await ground.places(AMINA)
    await ground.platform.grant(AMINA, place, role=made.role)
    assert (await ground.places(AMINA))["channel:tides"] == 0
    with pytest.raises(Undeliverable, match="workspace-gone"):
        await ground.platform.make_places("elsewhere", slug="tides", name="Tides", everyone_reads=False)


async def test_a_channel_deleted_and_made_again_is_another_one(ground: Stage) -> None:
    first = await ground.platform.make_places("baobab", slug="tides", name="Tides", everyone_reads=False)
    await ground.post("channel", id="act-00001", workspace="baobab", channel=first.channel, gone=True)
    since = ground.clock.now()
    again = await ground.platform.make_places("baobab", slug="tides", name="Tides", everyone_reads=False, doubted=since)
    assert (again.channel, again.admin_channel) == ("tides-2", first.admin_channel)


async def test_one_role_does_not_take_out_whom_another_lets_in(ground: Stage) -> None:
    await ground.platform.grant(AMINA, ADMINS, role="old")
    await ground.platform.grant(AMINA, ADMINS, role="new")
    await ground.platform.revoke(AMINA, ADMINS, role="old")
    assert "amina" in await ground.inside(ADMINS)
    looked = [await ground.platform.inspect(Room(ADMINS, each)) for each in ("old", "new")]
    holders = [each.holders for each in looked]
    assert holders == [{MARTHA}, {AMINA, MARTHA}]
    await ground.platform.revoke(AMINA, ADMINS, role="new")
    assert await ground.inside(ADMINS) == ["martha"]


async def test_what_will_be_sent_is_shown_from_where_the_clock_stands(ground: Stage) -> None:
    await ground.post("clock", seconds=24 * 3600)
    address = f"{ground.platform.url}preview"
    async with ground.http.get(address, params={"days": "7", "community": "tides"}) as shown:
        assert (shown.status, await shown.text()) == (200, f"tides, 7 days from {ground.clock.now():%d %b %H:%M}\n")
    for asked, status in (({}, 200), ({"days": "0"}, 400), ({"days": "soon"}, 400), ({"community": "nowhere"}, 404)):
        async with ground.http.get(address, params=asked) as shown:
            assert shown.status == status
