"""What people do on the page reaches the engine once, and its answer is seen by whom it is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponseError

from adapters.playground.layout import FILE_BYTES
from bot.chat.address import Account, Place, Posted
from bot.chat.inbound import (
    Actor,
    Arrived,
    ButtonPressed,
    CommandUsed,
    Edited,
    Erased,
    FormSent,
    Left,
    PlaceGone,
    Reacted,
    Unreacted,
    Upload,
    Wrote,
)
from tests.adapters.contract import send, text
from tests.adapters.playground.little import LittleEngine
from tests.adapters.playground.stage import ADMINS, AMINA, GENERAL, MARTHA, Stage, playground

HERE = "channel:general"
ASK = {"often": "w", "start": "", "rules": "yes"}
BY_AMINA = Actor(AMINA, "Amina Yusuf", "en", "Africa/Lagos")


async def messages(ground: Stage, who: Account, place: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await ground.pane(who, place))["messages"]
    return found


async def test_the_answer_to_a_command_is_seen_only_by_who_typed_it(ground: Stage) -> None:
    await ground.act(AMINA, HERE, "command", id="act-0001", name="join", text="")
    assert ground.engine.told == [CommandUsed("playground:act-0001", BY_AMINA, GENERAL, "join", "")]
    [answer] = await messages(ground, AMINA, HERE)
    assert (answer["only"], answer["cause"], answer["author"]["bot"]) == (True, "/join", True)
    assert await ground.read(MARTHA, HERE) == []


async def test_in_the_private_inbox_there_is_no_place(ground: Stage) -> None:
    await ground.act(AMINA, "inbox", "command", id="act-0001", name="join", text="")
    assert ground.engine.told == [CommandUsed("playground:act-0001", BY_AMINA, None, "join", "")]
    assert await ground.read(AMINA, "inbox") == ["Choose a community. Join Reading circle Join Gardening, slowly More"]


async def test_an_act_that_is_repeated_happens_once(ground: Stage) -> None:
    for _ in range(3):
        await ground.act(AMINA, HERE, "command", id="act-0001", name="join", text="")
        await ground.act(AMINA, HERE, "write", id="act-0002", text="Hello")
    assert [each.id for each in ground.engine.told] == ["playground:act-0001", "playground:act-0002"]
    assert len(await messages(ground, AMINA, HERE)) == 2


async def test_an_act_that_the_engine_missed_is_told_again(tmp_path: Path) -> None:
    engine = LittleEngine(broken=1)
    async with playground(tmp_path, engine) as ground:
        with pytest.raises(ClientResponseError, match="500"):
            await ground.act(AMINA, HERE, "write", id="act-0001", text="Hello")
        assert (await ground.read(AMINA, HERE), engine.told) == (["Hello"], [])
    async with playground(tmp_path, engine) as ground:
        await ground.act(AMINA, HERE, "write", id="act-0001", text="Hello")
        assert await ground.read(AMINA, HERE) == ["Hello"]
        assert [each.id for each in engine.told] == ["playground:act-0001"]


async def test_a_form_comes_back_with_its_problem_and_what_was_typed(ground: Stage) -> None:
    form = (await ground.act(AMINA, HERE, "command", name="join", text="reading"))["form"]
    assert (form["title"], [each["name"] for each in form["fields"]]) == (
        "Join reading", ["why", "often", "start", "rules"],
    )  # fmt: skip
    again = (await ground.act(AMINA, HERE, "form", token=form["token"], values={**ASK, "why": ""}))["form"]
    assert again["problems"] == {"why": [{"k": "words", "v": "Say why, please."}]}
    assert {each["name"]: each["value"] for each in again["fields"]}["often"] == "w"
    sent = await ground.act(AMINA, HERE, "form", id="act-0009", token=form["token"], values={**ASK, "why": "To read"})
    assert sent == {}
    assert ground.engine.told[-1] == FormSent(
        "playground:act-0009", BY_AMINA, GENERAL, "little.ask:reading", {**ASK, "why": "To read"}
    )
    assert await ground.read(MARTHA, "channel:admins") == ["Request Who: Amina Yusuf Why: To read Approve Reject"]


async def test_a_button_tells_which_message_it_was_under(ground: Stage) -> None:
    form = (await ground.act(AMINA, HERE, "command", name="join", text="reading"))["form"]
    await ground.act(AMINA, HERE, "form", token=form["token"], values={**ASK, "why": "To read"})
    [card] = await messages(ground, MARTHA, "channel:admins")
    assert card["reactions"] == [
        {"emoji": "✅", "number": 1, "mine": False, "who": ["Palabre"]},
        {"emoji": "❌", "number": 1, "mine": False, "who": ["Palabre"]},
    ]
    await ground.act(MARTHA, "channel:admins", "press", id="act-0010", message=card["id"], token="little.approve")
    pressed = ground.engine.told[-1]
    assert isinstance(pressed, ButtonPressed)
    where = Posted(ADMINS, str(card["id"]))
    assert (pressed.token, pressed.place, pressed.message) == ("little.approve", ADMINS, where)
    assert await ground.read(MARTHA, "channel:admins") == ["Request Approved by Martha Santos", "Approved."]
    assert [each["reactions"] for each in await messages(ground, MARTHA, "channel:admins")] == [[], []]


async def test_a_private_reply_is_redrawn_in_place(ground: Stage) -> None:
    await ground.act(AMINA, HERE, "command", name="join", text="")
    [answer] = await messages(ground, AMINA, HERE)
    await ground.act(AMINA, HERE, "press", message=answer["id"], token="little.more")
    assert await ground.read(AMINA, HERE) == ["Page two"]
    await ground.act(AMINA, HERE, "dismiss", message=answer["id"])
    assert await ground.read(AMINA, HERE) == []


async def test_nobody_presses_what_they_cannot_see(ground: Stage) -> None:
    await ground.act(AMINA, HERE, "command", name="join", text="")
    [answer] = await messages(ground, AMINA, HERE)
    refused = await ground.act(MARTHA, HERE, "press", message=answer["id"], token="little.more")
    assert refused == {"refused": "This message is no longer there. Look at the newest ones below."}
    assert len(ground.engine.told) == 1


async def test_emoji_are_told_and_counted(ground: Stage) -> None:
    posted = await send(ground, GENERAL, text("Vote"), once="a")
    for kind in ("react", "react", "unreact"):
        await ground.act(AMINA, HERE, kind, message=int(posted.id), emoji="👀")
    await ground.act(MARTHA, HERE, "react", message=int(posted.id), emoji="👀")
    told = [(type(each), each.by.account, each.message, each.emoji) for each in ground.engine.told]  # type: ignore[union-attr]
    assert told == [
        (Reacted, AMINA, posted, "👀"), (Reacted, AMINA, posted, "👀"), (Unreacted, AMINA, posted, "👀"),
        (Reacted, MARTHA, posted, "👀"),
    ]  # fmt: skip
    [message] = await messages(ground, AMINA, HERE)
    assert message["reactions"] == [{"emoji": "👀", "number": 1, "mine": False, "who": ["Martha Santos"]}]


async def test_writing_correcting_and_deleting_are_told(ground: Stage) -> None:
    await ground.act(AMINA, HERE, "write", id="act-0001", text="Helo")
    [message] = await messages(ground, AMINA, HERE)
    where = Posted(GENERAL, str(message["id"]))
    await ground.act(AMINA, HERE, "edit", id="act-0002", message=message["id"], text="Hello")
    assert [(each["text"], each["edited"]) for each in await messages(ground, AMINA, HERE)] == [("Hello", True)]
    refused = await ground.act(MARTHA, HERE, "erase", id="act-0003", message=message["id"])
    assert refused == {"refused": "Only its author can change a message. Answer it instead."}
    await ground.act(AMINA, HERE, "erase", id="act-0004", message=message["id"])
    assert await messages(ground, MARTHA, HERE) == []
    assert ground.engine.told == [
        Wrote("playground:act-0001", BY_AMINA, where, "Helo"),
        Edited("playground:act-0002", BY_AMINA, where, "Hello"),
        Erased("playground:act-0004", where),
    ]


async def test_a_message_of_a_person_has_a_limit_too(ground: Stage) -> None:
    refused = await ground.act(AMINA, HERE, "write", text="x" * 4001)
    said = "This has 4,001 characters; a message holds 4,000. Shorten it or send it in two."
    assert (refused, ground.engine.told) == ({"refused": said}, [])
    assert await ground.act(AMINA, HERE, "write", text="x" * 4000) == {}


async def test_leaving_the_workspace_and_coming_back(ground: Stage) -> None:
    await ground.platform.grant(AMINA, ADMINS, role="member")
    await ground.go(AMINA)
    assert await ground.places(AMINA) == {"inbox": 0}
    refused = await ground.act(AMINA, "inbox", "command", name="me", text="")
    assert refused == {"refused": "You have left this workspace. Come back first: the settings beside your name."}
    await ground.person(AMINA, present=True)
    assert await ground.places(AMINA) == {"inbox": 0, HERE: 0}
    left, came = ground.engine.told
    assert (type(left), left.workspace, left.place) == (Left, "baobab", None)  # type: ignore[union-attr]
    assert (type(came), came.workspace, came.place) == (Arrived, "baobab", None)  # type: ignore[union-attr]


async def test_people_are_added_and_removed_by_hand_and_a_channel_is_deleted(ground: Stage) -> None:
    where = {"workspace": "baobab", "channel": "admins"}
    added = await ground.post("channel", id="act-0001", **where, add="amina")
    assert [each["id"] for each in added["members"]] == ["martha", "amina"]
    await ground.post("channel", id="act-0002", **where, remove="amina")
    await ground.post("channel", id="act-0003", **where, gone=True)
    assert ground.engine.told == [
        Arrived("playground:act-0001", BY_AMINA, "baobab", ADMINS),
        Left("playground:act-0002", BY_AMINA, "baobab", ADMINS),
        PlaceGone("playground:act-0003", ADMINS),
    ]
    assert await ground.places(MARTHA) == {"inbox": 0, HERE: 0}


async def test_unread_is_what_others_said_since_one_looked(ground: Stage) -> None:
    await send(ground, GENERAL, text("one"), once="a")
    await send(ground, AMINA, text("two"), once="b")
    await ground.act(MARTHA, HERE, "write", text="three")
    await ground.act(MARTHA, HERE, "command", name="me", text="")
    assert await ground.places(AMINA) == {"inbox": 1, HERE: 2}
    assert await ground.places(MARTHA) == {"inbox": 0, HERE: 2, "channel:admins": 0}
    last = (await messages(ground, AMINA, HERE))[-1]["id"]
    await ground.post("read", workspace="baobab", person="amina", place=HERE, upto=last)
    await ground.post("read", workspace="baobab", person="amina", place=HERE, upto=1)
    assert await ground.places(AMINA) == {"inbox": 1, HERE: 0}
    world = await ground.get("world")
    assert {each["id"]: each["unread"] for each in world["people"] if each["workspace"] == "baobab"} == {
        "amina": 1, "martha": 2,
    }  # fmt: skip


async def test_two_workspaces_keep_to_themselves(ground: Stage) -> None:
    other = Account("playground", "kapok", "amina")
    await send(ground, Place("playground", "kapok", "general"), text("bonjour"), once="a")
    await ground.act(AMINA, HERE, "write", text="hello")
    assert await ground.read(other, HERE) == ["bonjour"]
    assert await ground.read(AMINA, HERE) == ["hello"]
    await send(ground, other, text("privé"), once="b")
    assert (await ground.read(other, "inbox"), await ground.read(AMINA, "inbox")) == (["privé"], [])


async def test_older_messages_are_there_when_asked_for(ground: Stage) -> None:
    for number in range(130):
        await send(ground, GENERAL, text(f"message {number}"), once=str(number))
    newest = await ground.pane(AMINA, HERE)
    older = await ground.pane(AMINA, HERE, before=str(newest["messages"][0]["id"]))
    oldest = await ground.pane(AMINA, HERE, before=str(older["messages"][0]["id"]))
    assert [len(each["messages"]) for each in (newest, older, oldest)] == [60, 60, 10]
    assert [each["more"] for each in (newest, older, oldest)] == [True, True, False]


async def test_arguments_are_completed_by_the_engine(ground: Stage) -> None:
    asked = {"workspace": "baobab", "person": "amina", "place": HERE, "command": "join", "argument": "community"}
    assert await ground.post("complete", **asked, typed="read") == [
        {"value": "reading", "label": "Reading circle", "about": "the reading club"}
    ]


async def test_commands_are_described_in_the_readers_language(ground: Stage) -> None:
    english = await ground.get("commands", workspace="baobab", person="amina")
    french = await ground.get("commands", workspace="kapok", person="amina")
    assert [each["name"] for each in english] == ["communities", "join", "me"]
    assert [each["about"] for each in english] != [each["about"] for each in french]
    assert [(each["name"], each["required"], each["asks"]) for each in english[1]["arguments"]] == [
        ("community", False, True), ("note", False, False),
    ]  # fmt: skip


async def test_the_clock_moves_forward_and_the_application_is_told(ground: Stage) -> None:
    moved: list[float] = []
    ground.clock.moved.append(lambda: moved.append(ground.clock.ahead.total_seconds()))
    answer = await ground.post("clock", seconds=86400)
    assert answer == {"now": "2026-11-04T09:00:00+00:00", "ahead": 86400.0}
    assert (moved, [each.total_seconds() for each in ground.moves]) == ([86400.0], [86400.0])
    await send(ground, GENERAL, text("tomorrow"), once="a")
    [message] = await messages(ground, AMINA, HERE)
    assert message["at"] == "2026-11-04T09:00:00+00:00"
    with pytest.raises(ClientResponseError, match="400"):
        await ground.post("clock", seconds=-5)


async def test_an_open_page_hears_of_changes(ground: Stage) -> None:
    async with ground.http.ws_connect(f"{ground.platform.url}api/live", headers=ground.origin) as line:
        await send(ground, GENERAL, text("one"), once="a")
        await send(ground, Place("playground", "kapok", "general"), text("deux"), once="b")
        assert await line.receive_json(timeout=5) == {"changed": ["baobab", "kapok"]}


PAPER = {"kind": "form", "token": "little.paper"}


async def test_a_chosen_file_reaches_the_engine_with_its_form_and_not_before(ground: Stage) -> None:
    kept = await ground.upload(AMINA, "../paper\u202e.txt", b"\x00\xff tides", "text/plain; charset=utf-8")
    assert (kept["name"], kept["size"], ground.engine.told) == ("paper.txt", 8, [])
    values, files = {"title": "Tides", "file": ""}, {"file": kept["id"]}
    await ground.act(AMINA, HERE, **PAPER, id="act-0001", values=values, files=files)
    [sent] = ground.engine.told
    assert isinstance(sent, FormSent)
    assert sent.files == {"file": Upload("paper.txt", "text/plain", b"\x00\xff tides")}
    assert await ground.read(AMINA, HERE) == ["Handed in: paper.txt, 8 bytes"]


async def test_a_form_with_a_file_that_got_no_answer_is_sent_again_as_it_was(tmp_path: Path) -> None:
    engine = LittleEngine(broken=1)
    async with playground(tmp_path, engine) as ground:
        kept = await ground.upload(AMINA, "paper.txt", b"tides")
        doing = {"token": "little.paper", "values": {"title": "Tides", "file": ""}, "files": {"file": kept["id"]}}
        with pytest.raises(ClientResponseError, match="500"):
            await ground.act(AMINA, HERE, "form", id="act-0001", **doing)
    async with playground(tmp_path, engine) as ground:
        for _ in range(2):
            await ground.act(AMINA, HERE, "form", id="act-0001", **doing)
        assert await ground.read(AMINA, HERE) == ["Handed in: paper.txt, 5 bytes"]


async def test_a_form_that_comes_back_says_which_file_it_holds(ground: Stage) -> None:
    kept = await ground.upload(AMINA, "paper.txt", b"tides")
    form = (await ground.act(AMINA, HERE, "command", name="me", text="paper"))["form"]
    assert [(each["kind"], each.get("held")) for each in form["fields"]] == [("text", None), ("upload", None)]
    values, files = {"title": "", "file": ""}, {"file": kept["id"]}
    again = await ground.act(AMINA, HERE, **PAPER, values=values, files=files)
    field = again["form"]["fields"][1]
    assert (field["held"], field["max"]) == ({"name": "paper.txt", "size": 5}, 1_000_000)
    await ground.act(AMINA, HERE, "form", token=form["token"], values={"title": "Tides", "file": field["value"]})
    assert await ground.read(AMINA, HERE) == ["Handed in: paper.txt, 5 bytes"]


async def test_nobody_hands_in_what_somebody_else_chose(ground: Stage) -> None:
    kept = await ground.upload(MARTHA, "secret.txt", b"secret")
    gone = {"refused": "The file you chose is no longer there. Choose it again."}
    for upload in (kept["id"], "0" * 32):
        assert await ground.act(AMINA, HERE, **PAPER, values={"title": "x", "file": ""}, files={"file": upload}) == gone
    assert ground.engine.told == []


async def test_the_platform_takes_ten_megabytes_and_not_one_byte_more(ground: Stage) -> None:
    assert (await ground.upload(AMINA, "full.bin", b"x" * FILE_BYTES))["size"] == FILE_BYTES
    assert await ground.upload(AMINA, "over.bin", b"x" * (FILE_BYTES + 1)) == 413


async def test_what_no_form_took_is_gone_the_next_day(ground: Stage) -> None:
    kept = await ground.upload(AMINA, "paper.txt", b"tides")
    await ground.post("clock", seconds=90_000)
    await ground.upload(AMINA, "other.txt", b"x")
    answer = await ground.act(AMINA, HERE, **PAPER, values={"title": "x", "file": ""}, files={"file": kept["id"]})
    assert answer == {"refused": "The file you chose is no longer there. Choose it again."}


async def test_only_a_person_of_the_playground_uploads(ground: Stage) -> None:
    assert await ground.upload(Account("playground", "baobab", "nobody"), "x.txt", b"x") == 404
