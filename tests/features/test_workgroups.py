"""Working groups: for members of their community only, left and archived with it, attached by consent of both."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.chat.inbound import CommandUsed
from bot.chat.message import Message, say
from bot.chat.text import Words
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode, State
from bot.features.exchange.reading import ImportRefused, read
from bot.features.exchange.service import bring_in, take_out
from bot.features.exchange.writing import write
from bot.features.membership import service as membership
from bot.features.membership.model import Asked, Status
from bot.features.people import service as people
from bot.features.workgroups.model import offers as table
from tests.features.deciding import asked, change, inside, stored
from tests.town import NORTH, Somebody, Town


async def tides_with(
    town: Town, *, mode: Mode = Mode.PUBLIC, hidden: bool = False, **above: object
) -> tuple[Community, Community, Somebody, Somebody, Somebody]:
    """Tides, and its working group Tables; Ada administers both, Bo belongs above only, Cy nowhere."""
    ada, bo, cy = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Cy")
    tides = await town.community("Tides", admins=[ada], members=[bo], mode=Mode.PUBLIC, **above)
    tables = await town.community("Tables", admins=[ada], mode=mode, hidden=hidden, parent=tides.id)
    return tides, tables, ada, bo, cy


async def test_only_members_of_the_community_join_its_working_group(town: Town) -> None:
    tides, tables, _, bo, cy = await tides_with(town)
    heard = await town.says(cy, "/join tables")
    assert heard.text == "Tables is a working group of Tides, for its members. Join Tides first."
    assert not await inside(town, cy, tables)
    await town.presses(cy, "Join")
    assert await inside(town, cy, tides)
    for who in (bo, cy):
        await town.joins(who, tables)
        assert await inside(town, who, tables)


async def test_a_stranger_to_a_hidden_community_finds_nothing_of_its_working_groups(town: Town) -> None:
    """M10: neither by name, nor in lists, nor by completion; the same words as for what does not exist."""
    _, tables, ada, bo, cy = await tides_with(town, hidden=False)
    await town.says(ada, "/community hide tides hidden")
    unknown = (await town.says(cy, "/join nothing")).text
    assert (await town.says(cy, "/join tables")).text == unknown
    assert (await town.says(cy, "/about tables")).text == unknown
    assert "Tables" not in (await town.says(cy, "/communities")).text
    assert "Tables" in (await town.says(bo, "/communities")).text
    assert "Working groups: Tables" in (await town.says(bo, "/about tides")).text
    assert "Working group of: Tides" in (await town.says(bo, "/about tables")).text
    assert tables.parent


async def test_the_list_says_whose_working_group_it_is_to_those_who_may_see_that(town: Town) -> None:
    tides, tables, _, bo, cy = await tides_with(town)
    for who in (bo, cy):
        assert (await town.says(who, "/communities tables")).text.splitlines()[2:] == [
            "Tables (1 member). ", "Working group of Tides",
        ]  # fmt: skip
    assert "Working group" not in (await town.says(bo, "/communities tides")).text
    alone = await change(town, tables, parent="")
    await town.run(lambda tx: membership.admit(tx, alone, cy.id, by=""))
    await change(town, tables, parent=tides.id)
    await change(town, tides, hidden=True)
    assert (await town.says(cy, "/communities tables")).text.splitlines()[2:] == ["Tables (2 members). "]
    assert "Tides" not in (await town.says(cy, "/about tables")).text


async def test_a_hidden_working_group_is_found_by_its_own_people_only(town: Town) -> None:
    _, _, ada, bo, _ = await tides_with(town, mode=Mode.PRIVATE, hidden=True)
    dan = await town.someone("Dan")
    assert "Tables" in (await town.says(ada, "/about tides")).text
    assert "Tables" not in (await town.says(bo, "/about tides")).text
    assert (await town.says(bo, "/join tables")).text == (await town.says(dan, "/join nothing")).text


async def test_an_invitation_to_the_working_group_is_no_way_around_the_community(town: Town) -> None:
    _, tables, ada, bo, cy = await tides_with(town, mode=Mode.PRIVATE)
    heard = await town.says(ada, "/invite person:Cy community:tables")
    assert heard.text.startswith("Cy is not a member of the community whose working group Tables is.")
    await town.says(ada, "/invite person:Bo community:tables")
    await town.says(bo, "/leave tides")
    await town.presses(bo, "Leave")
    assert (await town.says(bo, "/join tables")).text.startswith("Tables is a working group of Tides")
    assert not await inside(town, bo, tables)
    assert not await inside(town, cy, tables)


async def test_leaving_the_community_names_its_working_groups_first_and_leaves_them(town: Town) -> None:
    """FEATURES 2.1.7."""
    tides, tables, _, bo, _ = await tides_with(town)
    await town.joins(bo, tables)
    heard = await town.says(bo, "/leave tides")
    assert heard.text.splitlines()[0] == "With it you leave its working groups: Tables."
    assert await inside(town, bo, tables)
    await town.presses(bo, "Leave")
    assert [await inside(town, bo, each) for each in (tides, tables)] == [False, False]
    assert bo.account not in town.offices[NORTH].open_to(town.channel(tables))


async def test_whoever_is_put_out_waits_for_none_of_its_working_groups_and_is_not_let_in(town: Town) -> None:
    tides, tables, ada, bo, _ = await tides_with(town, mode=Mode.SEMI_PRIVATE)
    await town.joins(bo, tables)
    request = await asked(town, bo, tables)
    await town.run(lambda tx: membership.depart(tx, tides, bo.id, Status.REMOVED, by=ada.id))
    await town.settle()
    card = town.card(town.admin_channel(tables))
    assert town.text(card.message).splitlines()[-1].endswith("no longer a member of the community it belongs to.")
    assert (await stored(town, request)).status is Asked.CLOSED
    await town.presses(ada, "History", on=card)
    assert not await inside(town, bo, tables)
    with pytest.raises(Refused):
        await town.run(lambda tx: membership.admit(tx, tables, bo.id, by=""))


async def test_the_last_administrator_of_a_working_group_names_a_successor_before_leaving_above(town: Town) -> None:
    tides, tables, ada, bo, _ = await tides_with(town)
    await town.joins(bo, tables)
    await town.says(ada, f"/community admins community:{tides.slug} person:Bo role:administrator")
    heard = await town.says(ada, "/leave tides")
    assert heard.text == "You are the last administrator of Tables. Name a successor first."


async def test_archiving_the_community_archives_its_working_groups_and_says_so_before(town: Town) -> None:
    """FEATURES 2.4.5; a hidden one goes with it, and its name is told to nobody who may not know it."""
    tides, tables, ada, bo, _ = await tides_with(town)
    eve = await town.someone("Eve")
    await town.joins(eve, tides)
    secret = await town.community("Secret", admins=[eve], mode=Mode.PRIVATE, hidden=True, parent=tides.id)
    heard = await town.says(ada, "/community archive tides")
    assert "Its working groups are archived with it: Tables." in heard.text
    assert "Secret" not in heard.text
    await town.presses(ada, "Archive")
    assert [(await town.now(each)).state for each in (tides, tables, secret)] == [State.ARCHIVED] * 3
    refused = await town.says(ada, "/community reactivate tables")
    assert refused.text == (
        "Tables is a working group of Tides, which is archived. Make Tides active again first."
    )
    await town.says(ada, "/community reactivate tides")
    await town.says(ada, "/community reactivate tables")
    assert (await town.now(tables)).state is State.ACTIVE
    assert await inside(town, bo, tides)


async def test_administrators_above_archive_a_working_group_that_they_do_not_run(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    tides = await town.community("Tides", admins=[ada], members=[bo], mode=Mode.PUBLIC)
    tables = await town.community("Tables", admins=[bo], mode=Mode.PRIVATE, parent=tides.id)
    assert "only" in (await town.says(ada, "/community mode tables public")).text.lower()
    await town.says(ada, "/community archive tables")
    await town.presses(ada, "Archive")
    assert (await town.now(tables)).archived


async def test_a_working_group_is_made_in_chat_by_whoever_administers_above(town: Town) -> None:
    tides, _, ada, bo, _ = await tides_with(town)
    refused = await town.says(bo, "/workgroup create tides")
    assert refused.form is None
    opened = await town.says(ada, "/workgroup create tides Moon")
    assert opened.form is not None
    assert [field.name for field in opened.form.fields] == ["name", "purpose", "mode", "eligibility", "hidden"]
    heard = await town.fills(ada, purpose="How the moon pulls", mode="public")
    assert heard.text.startswith("Moon is now a working group of Tides, and you administer it.")
    [moon] = await town.run(lambda tx: [each for each in communities.groups(tx, tides.id) if each.name == "Moon"])
    assert await inside(town, ada, moon)
    nested = await town.says(ada, f"/workgroup create {moon.slug} Deeper")
    assert nested.text.startswith("Moon is a working group itself")
    opened_wide = await town.says(ada, f"/community mode {moon.slug} open")
    assert opened_wide.text.startswith("A working group cannot be open")


async def proposal(town: Town) -> tuple[Community, Community, Somebody, Somebody, Somebody]:
    """Ada administers Tides, Bo Reefs; Cy belongs to Reefs only."""
    ada, bo, cy = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Cy")
    tides = await town.community("Tides", admins=[ada], members=[bo], mode=Mode.PUBLIC)
    reefs = await town.community("Reefs", admins=[bo], members=[cy], mode=Mode.PUBLIC)
    return tides, reefs, ada, bo, cy


async def test_it_is_attached_once_the_other_side_agrees_and_nobody_loses_a_membership_by_it(town: Town) -> None:
    tides, reefs, ada, bo, cy = await proposal(town)
    heard = await town.says(bo, "/workgroup attach reefs tides")
    assert heard.text.startswith("Not members of Tides yet: Cy.")
    await town.joins(cy, tides)
    heard = await town.says(bo, "/workgroup attach reefs tides")
    assert heard.text.startswith("I asked the administrators of Tides")
    assert not (await town.now(reefs)).parent
    card = town.letters(town.admin_channel(tides))[-1]
    assert town.text(card.message).splitlines()[0] == "Bo proposes that Reefs becomes a working group of Tides."
    wrong = await town.presses(bo, "Accept", on=card)
    assert not (await town.now(reefs)).parent, wrong.text
    heard = await town.presses(ada, "Accept", on=card)
    assert (heard.text, heard.buttons) == ("Reefs is now a working group of Tides.", ())
    assert (await town.now(reefs)).parent == tides.id
    assert await inside(town, cy, reefs)
    card = town.letters(town.admin_channel(tides))[-1]
    assert (town.labels(card.message), town.text(card.message).splitlines()[-1]) == ((), "Accepted by Ada.")
    assert town.reads(bo)[-1] == "Ada accepted: Reefs is now a working group of Tides."
    again = await town.tokens(ada, f"workgroups.decline:{(await offers(town))[0]}")
    assert again.text == "This was answered already, or holds no more."
    assert (await town.now(reefs)).parent == tides.id


@pytest.mark.parametrize("hour", ["noon", "night"])
async def test_administrators_who_meet_nowhere_are_asked_however_much_they_read_today(town: Town, hour: str) -> None:
    """Nobody is woken by it, and whoever asks hears that (FEATURES 2.3.6, 2.3.8)."""
    ada, bo = await town.someone("Ada", timezone="Europe/Rome"), await town.someone("Bo")
    await town.community("Tides", admins=[ada], members=[bo], mode=Mode.PUBLIC, admin_channels=False)
    await town.community("Reefs", admins=[bo], mode=Mode.PUBLIC)
    for each in ("One", "Two", "Three"):
        await town.run(lambda tx, each=each: people.tell(tx, ada.id, say(Words(each)), key=each))  # type: ignore[misc]
    if hour == "night":
        await town.until(datetime(2026, 11, 3, 21, tzinfo=UTC))
    heard = await town.says(bo, "/workgroup attach reefs tides")
    question = "Bo proposes that Reefs becomes a working group of Tides."
    night = "It is night where they are: they read it in the morning."
    asleep = hour == "night"
    assert (night in heard.text, question in "".join(town.reads(ada))) == (asleep, not asleep)
    await town.until(datetime(2026, 11, 4, 7, 1, tzinfo=UTC))
    assert town.reads(ada)[3].startswith(question)
    said = await town.presses(ada, "Accept", on=town.letters(ada)[3])
    assert (said.text, town.labels(town.letters(ada)[3].message)) == ("Reefs is now a working group of Tides.", ())


async def test_what_changed_meanwhile_is_looked_at_again_when_it_is_accepted(town: Town) -> None:
    tides, reefs, ada, bo, cy = await proposal(town)
    await town.joins(cy, tides)
    await town.says(bo, "/workgroup attach reefs tides")
    await town.joins(await town.someone("Dan"), reefs)
    card = town.letters(town.admin_channel(tides))[-1]
    heard = await town.presses(ada, "Accept", on=card)
    assert heard.text.startswith("Not members of Tides yet: Dan.")
    assert not (await town.now(reefs)).parent
    said = await town.presses(ada, "Decline", on=town.letters(town.admin_channel(tides))[-1])
    assert (said.text, said.buttons) == ("You declined that Reefs becomes a working group of Tides.", ())
    assert town.reads(bo)[-1] == "Ada declined that Reefs becomes a working group of Tides."


async def test_it_stands_by_itself_again_once_both_agree_and_keeps_its_people(town: Town) -> None:
    tides, reefs, ada, bo, cy = await proposal(town)
    await town.joins(cy, tides)
    await town.says(bo, "/workgroup attach reefs tides")
    await town.presses(ada, "Accept", on=town.letters(town.admin_channel(tides))[-1])
    heard = await town.says(ada, "/workgroup detach reefs")
    assert heard.text.startswith("I asked the administrators of Reefs")
    await town.presses(bo, "Accept", on=town.letters(town.admin_channel(reefs))[-1])
    assert not (await town.now(reefs)).parent
    assert await inside(town, cy, reefs)
    assert town.reads(ada)[-1] == "Bo accepted: Reefs stands by itself now."


async def test_whoever_administers_both_needs_to_ask_nobody(town: Town) -> None:
    ada = await town.someone("Ada")
    tides = await town.community("Tides", admins=[ada], mode=Mode.PUBLIC)
    reefs = await town.community("Reefs", admins=[ada], mode=Mode.PUBLIC)
    assert (await town.says(ada, "/workgroup attach reefs tides")).text == "Reefs is now a working group of Tides."
    assert (await town.says(ada, "/workgroup attach reefs reefs")).text.startswith("Reefs ")
    assert (await town.says(ada, "/workgroup attach tides reefs")).text.startswith("Reefs is a working group itself")
    assert (await town.now(reefs)).parent == tides.id
    assert (await town.says(ada, "/workgroup detach reefs")).text.startswith("Reefs stands by itself now.")


async def test_the_channel_of_a_working_group_lets_in_nobody_from_outside(town: Town) -> None:
    """Slack's own way in: whoever comes into the channel is told, and becomes no member."""
    _, tables, _, bo, cy = await tides_with(town)
    await town.does(cy, CommandUsed(town.fresh(), cy.actor, town.channel(tables), "join", ""))
    assert not await inside(town, cy, tables)
    await town.does(bo, CommandUsed(town.fresh(), bo.actor, town.channel(tables), "join", ""))
    assert await inside(town, bo, tables)


async def offers(town: Town) -> list[str]:
    return await town.run(lambda tx: [row.id for row in tx.all(table.select())])


FILE = """\
[[person]]
name = "Ada"
accounts = ["north:square/ada"]

[[person]]
name = "Bo"
accounts = ["north:square/bo"]

[[community]]
slug = "a-tables"
name = "Tables"
mode = "private"
parent = "tides"
admins = ["north:square/ada"]

  [[community.member]]
  account = "north:square/bo"

[[community]]
slug = "tides"
name = "Tides"
mode = "public"
admins = ["north:square/ada"]
"""


async def test_a_file_brings_them_in_whatever_their_order_and_goes_out_the_same(town: Town) -> None:
    done = await town.run(lambda tx: bring_in(tx, read(FILE, name="file.toml")))
    assert done.outside == ["north:square/bo (a-tables)"]
    [tables] = await town.run(lambda tx: communities.by_name(tx, "Tables"))
    [tides] = await town.run(lambda tx: communities.by_name(tx, "Tides"))
    assert tables.parent == tides.id
    out = await town.run(lambda tx: write(take_out(tx)))
    assert 'parent = "tides"' in out
    again = await town.run(lambda tx: bring_in(tx, read(out, name="out.toml")))
    assert (again.created.total(), again.updated.total()) == (0, 0)
    assert await town.run(lambda tx: write(take_out(tx))) == out


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('parent = "tides"', 'parent = "nothing"', "no other community is called 'nothing'"),
        ('parent = "tides"', 'parent = "a-tables"', "no other community is called 'a-tables'"),
        ('mode = "private"', 'mode = "open"', "a working group cannot be open"),
        ('name = "Tides"', 'name = "Tides"\nparent = "a-tables"', "working groups have no working groups"),
    ],
)
async def test_a_file_with_an_impossible_one_brings_in_nothing(town: Town, old: str, new: str, what: str) -> None:
    with pytest.raises(ImportRefused, match=what):
        await town.run(lambda tx: bring_in(tx, read(FILE.replace(old, new), name="file.toml")))
    assert await town.run(communities.everything) == []


async def test_who_is_in_a_private_community_is_told_to_no_stranger_who_proposes(town: Town) -> None:
    """M10: the names that are missing tell who is not missing; only who decides there reads them."""
    ada, bo, cy = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Cy")
    tides = await town.community("Tides", admins=[ada], members=[cy], mode=Mode.PRIVATE)
    reefs = await town.community("Reefs", admins=[bo], members=[cy], mode=Mode.PUBLIC)
    heard = await town.says(bo, "/workgroup attach reefs tides")
    assert heard.text.startswith("I asked the administrators of Tides")
    told = await town.presses(ada, "Accept", on=town.letters(town.admin_channel(tides))[-1])
    assert told.text.startswith("Not members of Tides yet: Bo.")
    assert not (await town.now(reefs)).parent


async def test_nobody_is_put_out_above_who_alone_runs_a_working_group(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    tides = await town.community("Tides", admins=[ada], members=[bo], mode=Mode.PUBLIC)
    tables = await town.community("Tables", admins=[bo], mode=Mode.PUBLIC, parent=tides.id)
    heard = await town.tokens(ada, f"membership.remove:{tides.id}/{bo.id}")
    assert heard.text.startswith("Bo is the last administrator of Tables, a working group.")
    await town.joins(await town.someone("Cy"), tides)
    assert await inside(town, bo, tables)
    await town.says(ada, "/community archive tables")
    await town.presses(ada, "Archive")
    heard = await town.tokens(ada, f"membership.remove:{tides.id}/{bo.id}")
    assert heard.form is not None
    assert "They leave its working groups as well: Tables." in town.text(Message(heard.form.intro))
    await town.fills(ada)
    assert [await inside(town, bo, each) for each in (tides, tables)] == [False, False]


async def test_bringing_the_community_back_says_which_working_groups_stay_archived(town: Town) -> None:
    _, _, ada, _, cy = await tides_with(town)
    assert "For members of the community it belongs to. " in (await town.says(cy, "/about tables")).text
    await town.says(ada, "/community archive tides")
    await town.presses(ada, "Archive")
    heard = await town.says(ada, "/community reactivate tides")
    assert "Its working group Tables stays archived." in heard.text
