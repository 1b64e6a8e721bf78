"""What every platform promises the engine; an adapter's tests inherit these and bring a ground to stand on."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol, get_args

import pytest

from bot.chat.address import Account, Place, Posted, Target
from bot.chat.message import Button, Buttons, File, Heading, Message, Paragraph
from bot.chat.port import (
    Erases,
    GrantsAccess,
    InspectsPlaces,
    KnowsPeople,
    MakesPlaces,
    OpensThreads,
    PinsMessages,
    Platform,
    ReadsBack,
    RemovesReactions,
    Room,
    SetsPlaces,
    Trouble,
    Undeliverable,
)
from bot.chat.text import Words
from bot.clock import Clock


class Ground(Protocol):
    """A platform with one member, one private channel, and what a test must be able to do and see from outside."""

    @property
    def platform(self) -> Platform: ...

    @property
    def member(self) -> Account: ...

    @property
    def channel(self) -> Place: ...

    @property
    def nobody(self) -> Account: ...

    @property
    def nowhere(self) -> Place: ...

    @property
    def clock(self) -> Clock: ...

    async def shown(self, target: Target) -> list[str]:
        """What can be read there now, oldest first, one text a message."""

    async def inside(self, place: Place) -> list[str]:
        """Who can read a private place, by account id, sorted."""

    async def close_inbox(self, account: Account) -> None: ...

    async def forbid_managing(self, place: Place) -> None: ...

    async def react(self, posted: Posted, account: Account, emoji: str) -> None: ...

    async def heard(self) -> None:
        """Until the adapter has been told of what it changed."""

    async def go(self, account: Account) -> None:
        """Leave the workspace."""


def text(said: str) -> Message:
    return Message((Paragraph(Words(said)),))


async def send(ground: Ground, to: Target, message: Message, *, once: str) -> Posted:
    return await ground.platform.send(to, message, locale="en", timezone="Africa/Lagos", once=once)


async def refused(ground: Ground, to: Target) -> str:
    with pytest.raises(Undeliverable) as caught:
        await send(ground, to, text("for nobody"), once="refused")
    return caught.value.reason


class PlatformContract:
    """Inherit, and give a fixture `ground`."""

    async def test_the_same_once_makes_one_message(self, ground: Ground) -> None:
        first = await send(ground, ground.channel, text("hello"), once="a")
        again = await send(ground, ground.channel, text("hello"), once="a")
        other = await send(ground, ground.channel, text("hello"), once="b")
        assert again == first
        assert other != first
        assert await ground.shown(ground.channel) == ["hello", "hello"]

    async def test_an_edited_message_stays_where_it_is(self, ground: Ground) -> None:
        posted = await send(ground, ground.channel, text("first"), once="a")
        await send(ground, ground.channel, text("second"), once="b")
        await ground.platform.edit(posted, text("changed"), locale="en", timezone="")
        assert await ground.shown(ground.channel) == ["changed", "second"]

    async def test_a_private_message_is_read_by_its_reader(self, ground: Ground) -> None:
        await send(ground, ground.member, text("for you"), once="a")
        assert await ground.shown(ground.member) == ["for you"]
        assert await ground.shown(ground.channel) == []

    async def test_nothing_of_a_long_message_is_lost(self, ground: Ground) -> None:
        words = " ".join(f"word{number}" for number in range(2000))
        buttons = Buttons((Button(Words("Approve"), "approvals.approve:req_1"),))
        long = Message((Heading(Words("Long")), Paragraph(Words(words)), buttons))
        await send(ground, ground.channel, long, once="a")
        read = " ".join(await ground.shown(ground.channel)).split()
        assert [word for word in read if word.startswith("word")] == words.split()

    async def test_a_closed_inbox_is_told(self, ground: Ground) -> None:
        await ground.close_inbox(ground.member)
        assert await refused(ground, ground.member) == "closed"

    async def test_who_and_what_is_gone_is_told(self, ground: Ground) -> None:
        assert await refused(ground, ground.nobody) == "gone"
        assert await refused(ground, ground.nowhere) == "gone"

    async def test_editing_what_is_gone_is_told(self, ground: Ground) -> None:
        posted = await send(ground, ground.channel, text("short-lived"), once="a")
        assert isinstance(ground.platform, Erases)
        await ground.platform.erase(posted)
        await ground.platform.erase(posted)
        with pytest.raises(Undeliverable, match="gone"):
            await ground.platform.edit(posted, text("too late"), locale="en", timezone="")
        assert await ground.shown(ground.channel) == []

    async def test_access_is_given_and_taken_and_both_may_be_repeated(self, ground: Ground) -> None:
        assert isinstance(ground.platform, GrantsAccess)
        before = await ground.inside(ground.channel)
        for _ in range(2):
            await ground.platform.grant(ground.member, ground.channel, role="")
        assert await ground.inside(ground.channel) == sorted({*before, ground.member.id})
        for _ in range(2):
            await ground.platform.revoke(ground.member, ground.channel, role="")
        assert await ground.inside(ground.channel) == [each for each in before if each != ground.member.id]

    async def test_missing_rights_are_named(self, ground: Ground) -> None:
        assert isinstance(ground.platform, GrantsAccess)
        await ground.forbid_managing(ground.channel)
        with pytest.raises(Undeliverable) as caught:
            await ground.platform.grant(ground.member, ground.channel, role="")
        assert (caught.value.reason, caught.value.detail in get_args(Trouble)) == ("forbidden", True)

    async def test_nobody_unknown_gets_access(self, ground: Ground) -> None:
        assert isinstance(ground.platform, GrantsAccess)
        with pytest.raises(Undeliverable, match="gone"):
            await ground.platform.grant(ground.nobody, ground.channel, role="")

    async def test_whoever_left_is_no_longer_present(self, ground: Ground) -> None:
        assert isinstance(ground.platform, KnowsPeople)
        present = await ground.platform.present(ground.member)
        await ground.go(ground.member)
        assert (present, await ground.platform.present(ground.member)) == (True, False)
        assert await ground.platform.present(ground.nobody) is False
        assert await refused(ground, ground.member) == "gone"

    async def test_an_opened_place_is_opened_for_those_who_may(self, ground: Ground) -> None:
        assert isinstance(ground.platform, SetsPlaces)
        await ground.platform.open_place(
            ground.channel, role="", everyone_reads=True, members_write=True, topic="Open to all"
        )
        assert ground.member.id in await ground.inside(ground.channel)
        await ground.platform.open_place(
            ground.channel, role="", everyone_reads=False, members_write=True, topic="Closed"
        )
        assert ground.member.id not in await ground.inside(ground.channel)

    async def test_a_place_shows_whom_a_role_lets_in(self, ground: Ground) -> None:
        assert isinstance(ground.platform, GrantsAccess)
        assert isinstance(ground.platform, InspectsPlaces)
        before = await ground.platform.inspect(Room(ground.channel))
        assert (before.troubles, before.holders is None or ground.member in before.holders) == ((), False)
        await ground.platform.grant(ground.member, ground.channel, role="")
        await ground.heard()
        found = await ground.platform.inspect(Room(ground.channel))
        assert found.holders is not None
        assert ground.member in found.holders
        assert found.names[ground.member].startswith("Amina")
        await ground.platform.revoke(ground.member, ground.channel, role="")
        await ground.heard()
        assert await ground.platform.inspect(Room(ground.channel)) == before

    async def test_a_place_shows_what_is_wrong_with_it(self, ground: Ground) -> None:
        assert isinstance(ground.platform, InspectsPlaces)
        assert (await ground.platform.inspect(Room(ground.nowhere))).troubles == ("channel-gone",)
        await ground.forbid_managing(ground.channel)
        troubles = (await ground.platform.inspect(Room(ground.channel, admin=True))).troubles
        assert {"no-manage-channel", "no-manage-roles"} & set(troubles)

    async def test_channels_are_made_closed_and_in_doubt_not_twice(self, ground: Ground) -> None:
        assert isinstance(ground.platform, MakesPlaces)
        assert isinstance(ground.platform, InspectsPlaces)
        workspace, since = ground.channel.workspace, ground.clock.now()
        made = await ground.platform.make_places(workspace, slug="tides", name="Tides", everyone_reads=False)
        channels = [Place(ground.channel.platform, workspace, each) for each in (made.channel, made.admin_channel)]
        assert [await ground.inside(each) for each in channels] == [[], []]
        for each in channels:
            assert (await ground.platform.inspect(Room(each, admin=True))).troubles == ()
            await send(ground, each, text("hello"), once=each.id)
        again = await ground.platform.make_places(
            workspace, slug="tides", name="Tides", everyone_reads=False, doubted=since
        )
        other = await ground.platform.make_places(workspace, slug="tides", name="Tides", everyone_reads=False)
        assert again == made
        assert {other.channel, other.admin_channel}.isdisjoint({made.channel, made.admin_channel})

    async def test_emoji_of_people_are_read_back_and_taken_off(self, ground: Ground) -> None:
        assert isinstance(ground.platform, ReadsBack)
        assert isinstance(ground.platform, RemovesReactions)
        card = Message((Paragraph(Words("Decide")),), ("✅", "❌"))
        posted = await send(ground, ground.channel, card, once="a")
        await ground.react(posted, ground.member, "✅")
        assert await ground.platform.reactions(posted) == ((ground.member, "✅"),)
        await ground.platform.remove_reaction(posted, ground.member, "✅")
        await ground.platform.remove_reaction(posted, ground.member, "✅")
        assert await ground.platform.reactions(posted) == ()

    async def test_a_message_that_is_no_more_has_no_emoji_to_read(self, ground: Ground) -> None:
        assert isinstance(ground.platform, ReadsBack)
        assert isinstance(ground.platform, Erases)
        posted = await send(ground, ground.channel, text("Decide"), once="a")
        await ground.platform.erase(posted)
        with pytest.raises(Undeliverable, match="gone"):
            await ground.platform.reactions(posted)

    async def test_a_file_goes_along(self, ground: Ground) -> None:
        message = Message((Paragraph(Words("The list")), File("members.csv", "name\nAmina\n", "text/csv")))
        await send(ground, ground.member, message, once="a")
        assert [each.split() for each in await ground.shown(ground.member)] == [["The", "list", "members.csv"]]

    async def test_peoples_words_ping_and_format_nobody(self, ground: Ground) -> None:
        hostile = "@everyone <!channel> <script>alert(1)</script> *not bold*"
        await send(ground, ground.channel, text(hostile), once="a")
        assert await ground.shown(ground.channel) == [hostile]


REPORT = b"%PDF-1.7\x00\xff" * 300


def report(content: bytes = b"", stored: str = "fil_1", name: str = "report.pdf") -> Message:
    """A message with a file that people gave, with its bytes or as it stands there already."""
    size = len(content or REPORT)
    return Message((Paragraph(Words("Read")), File(name, content, "application/pdf", stored, size)))


class FilesGround(Ground, Protocol):
    async def files(self, posted: Posted) -> dict[str, bytes]:
        """What a reader can fetch from a message, by name."""


class FilesContract:
    """What people gave goes along; inherit beside PlatformContract."""

    async def test_its_bytes_arrive_as_they_are(self, ground: FilesGround) -> None:
        posted = await send(ground, ground.channel, report(REPORT), once="a")
        again = await send(ground, ground.channel, report(REPORT), once="a")
        assert (again, await ground.files(posted)) == (posted, {"report.pdf": REPORT})

    async def test_edited_without_its_bytes_it_stays(self, ground: FilesGround) -> None:
        posted = await send(ground, ground.channel, report(REPORT), once="a")
        changed = Message((Paragraph(Words("Read this")), *report().parts[1:]))
        await ground.platform.edit(posted, changed, locale="en", timezone="")
        assert await ground.files(posted) == {"report.pdf": REPORT}
        assert [each.split() for each in await ground.shown(ground.channel)] == [["Read", "this", "report.pdf"]]

    async def test_edited_with_another_one_that_takes_its_place(self, ground: FilesGround) -> None:
        posted = await send(ground, ground.channel, report(REPORT), once="a")
        await ground.platform.edit(posted, report(b"new", "fil_2", "new.pdf"), locale="en", timezone="")
        assert await ground.files(posted) == {"new.pdf": b"new"}

    async def test_edited_with_none_it_goes_and_may_come_back(self, ground: FilesGround) -> None:
        posted = await send(ground, ground.channel, report(REPORT), once="a")
        await ground.platform.edit(posted, text("Nothing to read"), locale="en", timezone="")
        gone = await ground.files(posted)
        await ground.platform.edit(posted, report(REPORT), locale="en", timezone="")
        assert (gone, await ground.files(posted)) == ({}, {"report.pdf": REPORT})


class ThreadsGround(Ground, Protocol):
    async def comment(self, posted: Posted, thread: str, account: Account, said: str) -> None:
        """Say something in a thread, as a person."""

    async def comments(self, posted: Posted, thread: str) -> list[str]:
        """What can be read in a thread, oldest first."""

    async def title(self, posted: Posted, thread: str) -> str:
        """What a thread is called, "" where threads have no titles."""


class ThreadsContract:
    """One thread below a message of ours; inherit beside PlatformContract."""

    async def test_asked_for_twice_there_is_one_thread(self, ground: ThreadsGround) -> None:
        assert isinstance(ground.platform, OpensThreads)
        posted = await send(ground, ground.channel, text("Discuss"), once="a")
        opened = [
            await ground.platform.open_thread(posted, Words("Comments"), locale="en", timezone="") for _ in range(2)
        ]
        assert opened[0] == opened[1] != ""

    async def test_it_is_called_what_was_said_last_and_keeps_what_people_wrote(self, ground: ThreadsGround) -> None:
        assert isinstance(ground.platform, OpensThreads)
        posted = await send(ground, ground.channel, text("Discuss"), once="a")
        thread = await ground.platform.open_thread(posted, Words("Tides"), locale="en", timezone="")
        await ground.comment(posted, thread, ground.member, "I agree")
        posted = replace(posted, thread=thread)
        for _ in range(2):
            await ground.platform.rename_thread(posted, Words("High tides"), locale="en", timezone="")
        assert await ground.title(posted, thread) in ("High tides", "")
        assert await ground.comments(posted, thread) == ["I agree"]

    async def test_what_is_said_in_it_stands_in_no_other_place(self, ground: ThreadsGround) -> None:
        assert isinstance(ground.platform, OpensThreads)
        posted = await send(ground, ground.channel, text("Discuss"), once="a")
        thread = await ground.platform.open_thread(posted, Words("Comments"), locale="en", timezone="")
        await ground.comment(posted, thread, ground.member, "I agree")
        assert await ground.comments(posted, thread) == ["I agree"]
        assert await ground.shown(ground.channel) == ["Discuss"]

    async def test_an_edit_keeps_it(self, ground: ThreadsGround) -> None:
        assert isinstance(ground.platform, OpensThreads)
        posted = await send(ground, ground.channel, text("Discuss"), once="a")
        thread = await ground.platform.open_thread(posted, Words("Comments"), locale="en", timezone="")
        await ground.comment(posted, thread, ground.member, "I agree")
        await ground.platform.edit(posted, text("Discuss this"), locale="en", timezone="")
        assert await ground.platform.open_thread(posted, Words("Other"), locale="en", timezone="") == thread
        assert await ground.comments(posted, thread) == ["I agree"]

    async def test_below_what_is_gone_none_is_opened(self, ground: ThreadsGround) -> None:
        assert isinstance(ground.platform, OpensThreads)
        assert isinstance(ground.platform, Erases)
        posted = await send(ground, ground.channel, text("Discuss"), once="a")
        await ground.platform.erase(posted)
        with pytest.raises(Undeliverable, match="gone"):
            await ground.platform.open_thread(posted, Words("Comments"), locale="en", timezone="")

    async def test_a_missing_right_is_named(self, ground: ThreadsGround) -> None:
        assert isinstance(ground.platform, OpensThreads)
        posted = await send(ground, ground.channel, text("Discuss"), once="a")
        await ground.forbid_managing(ground.channel)
        with pytest.raises(Undeliverable) as caught:
            await ground.platform.open_thread(posted, Words("Comments"), locale="en", timezone="")
        assert (caught.value.reason, bool(caught.value.detail)) == ("forbidden", True)


class PinsGround(Ground, Protocol):
    async def pinned(self, place: Place) -> list[str]:
        """What is kept at hand there, one text a message."""


class PinsContract:
    """A message of ours kept at hand; inherit beside PlatformContract."""

    async def test_a_pin_is_put_on_and_taken_off_and_both_may_be_repeated(self, ground: PinsGround) -> None:
        assert isinstance(ground.platform, PinsMessages)
        posted = await send(ground, ground.channel, text("What comes"), once="a")
        await send(ground, ground.channel, text("Hello"), once="b")
        for _ in range(2):
            await ground.platform.pin(posted)
        assert await ground.pinned(ground.channel) == ["What comes"]
        for _ in range(2):
            await ground.platform.unpin(posted)
        assert await ground.pinned(ground.channel) == []

    async def test_an_edit_leaves_a_pin_where_it_is_and_puts_none_on(self, ground: PinsGround) -> None:
        assert isinstance(ground.platform, PinsMessages)
        posted = await send(ground, ground.channel, text("What comes"), once="a")
        await ground.platform.pin(posted)
        await ground.platform.edit(posted, text("Nothing comes"), locale="en", timezone="")
        assert await ground.pinned(ground.channel) == ["Nothing comes"]
        await ground.platform.unpin(posted)
        await ground.platform.edit(posted, text("What comes"), locale="en", timezone="")
        assert await ground.pinned(ground.channel) == []

    async def test_what_is_gone_is_not_pinned(self, ground: PinsGround) -> None:
        assert isinstance(ground.platform, PinsMessages)
        assert isinstance(ground.platform, Erases)
        posted = await send(ground, ground.channel, text("What comes"), once="a")
        await ground.platform.pin(posted)
        await ground.platform.erase(posted)
        assert await ground.pinned(ground.channel) == []
        with pytest.raises(Undeliverable, match="gone"):
            await ground.platform.pin(posted)

    async def test_a_right_that_is_missing_for_it_is_named(self, ground: PinsGround) -> None:
        assert isinstance(ground.platform, PinsMessages)
        posted = await send(ground, ground.channel, text("What comes"), once="a")
        await ground.forbid_managing(ground.channel)
        with pytest.raises(Undeliverable) as caught:
            await ground.platform.pin(posted)
        assert (caught.value.reason, caught.value.detail in get_args(Trouble)) == ("forbidden", True)
