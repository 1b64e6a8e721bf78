"""Joining, leaving and looking around, as people type it (FEATURES 2.1; guide 39–64, 70–76; M10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.address import Posted
from bot.chat.inbound import Arrived, ButtonPressed, Completing, Wrote
from bot.features.communities import service as communities
from bot.features.communities.model import Mode, State
from bot.features.membership import service as membership
from bot.features.membership.model import Invitation, Status
from tests.simulators.post_office import Post
from tests.town import NORTH, SOUTH, SQUARE, Town

UNKNOWN = "No community of that name. /communities lists those you can see."


async def test_a_public_community_is_joined_at_once_and_its_channel_opens(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, contributions=("Ask.", "Answer."))
    heard = await town.says(amina, "/join tides")
    assert heard.text == (
        "Welcome to Tides\n"
        "You are in. Here is what to do first: open the channel, read what it is about, and say who you are.\n"
        "• Ask.\n• Answer."
    )
    assert heard.buttons == ("About", "My communities")
    assert amina.account in town.offices[NORTH].open_to(town.channel(tides))
    assert amina.account not in town.offices[NORTH].open_to(town.admin_channel(tides))
    assert town.reads(town.admin_channel(tides)) == []


async def test_joining_twice_changes_nothing(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC)
    await town.says(amina, "/join tides")
    assert (await town.says(amina, "/join Tides")).text == "You are already in Tides, since 3 November 2026."
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 2


async def test_principles_are_accepted_before_a_public_community_opens(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, principles=("Be kind.",))
    form = (await town.says(amina, "/join tides")).form
    assert form is not None
    assert [field.name for field in form.fields] == ["principles"]
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 1
    refused = await town.fills(amina, principles="")
    assert {name: town.plain(text) for name, text in refused.problems.items()} == {
        "principles": "Please tick this box to go on."
    }
    await town.fills(amina, principles="yes")
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 2


async def test_a_name_of_several_words_needs_no_quotation_marks(town: Town) -> None:
    ada, bo, cy = [await town.someone(name) for name in ("Ada", "Bo", "Cy Twombly")]
    await town.community("Open Tea", mode=Mode.PUBLIC, admins=[ada])
    await town.community("Rising Tides of the North", admins=[ada])
    assert (await town.says(bo, "/join open tea")).text.startswith("Welcome to Open Tea")
    assert "Open Tea: 2 members" in (await town.says(ada, "/members open tea")).text
    opened = await town.says(bo, "/join rising  tides of the north I work on\ntides")
    assert opened.form is not None
    assert {field.name: field.value for field in opened.form.fields}["note"] == "I work on\ntides"
    assert "Cy Twombly" in (await town.says(ada, "/invite cy twombly rising tides of the north Welcome to us")).text
    unknown = (await town.says(cy, "/join open coffee today")).problems
    assert [town.plain(text) for text in unknown.values()] == [
        "No community of that name. /communities lists those you can see."
    ]


async def test_a_community_that_nobody_is_in_yet_says_so(town: Town) -> None:
    olga = await town.someone("Olga", owner=True)
    await town.community("Tides")
    assert (await town.says(olga, "/members tides")).text == "Nobody is in Tides yet."
    assert (await town.says(olga, "/members tides Ada")).text == "Nobody here is called “Ada”."


async def test_a_request_shows_criteria_and_keeps_what_was_typed(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    await town.community(
        "Tides", admins=[martha], eligibility=("You work on tides.",), questions=("Where?",), principles=("Be kind.",)
    )
    form = (await town.says(amina, "/join tides I measure tides in Lagos")).form
    assert form is not None
    assert {field.name: field.value for field in form.fields} == {
        "answer0": "", "note": "I measure tides in Lagos", "criteria": "", "principles": "",
    }  # fmt: skip
    refused = await town.fills(amina, answer0="Lagos", criteria="yes")
    assert refused.form is not None
    assert {field.name: field.value for field in refused.form.fields} == {
        "answer0": "Lagos", "note": "I measure tides in Lagos", "criteria": "yes", "principles": "",
    }  # fmt: skip
    heard = await town.fills(amina, answer0="Lagos", criteria="yes", principles="yes")
    assert heard.text == (
        "Your request is with the administrators of Tides (the only one waiting). "
        "You will hear from us by 17 November 2026."
    )
    assert heard.buttons == ("Withdraw", "Add a note")


async def test_asking_twice_tells_the_admins_once(town: Town) -> None:
    martha, amina, kofi = [await town.someone(name) for name in ("Martha", "Amina", "Kofi")]
    tides = await town.community("Tides", admins=[martha])
    await town.joins(amina, tides)
    await town.passes(hours=1)
    await town.joins(kofi, tides)
    again = await town.says(kofi, "/join tides")
    assert again.text == "Your request to Tides of 3 November 2026 is waiting (number 2 in line)."
    assert again.buttons == ("Withdraw", "Add a note")
    assert len(town.letters(town.admin_channel(tides))) == 2


async def test_a_note_is_added_to_the_card_and_a_withdrawn_request_leaves_the_queue(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha])
    await town.joins(amina, tides, note="I measure tides")
    await town.presses(amina, "Add a note")
    assert (await town.fills(amina, note="and waves")).text == "Added; the administrators see it on your request."
    [card] = town.letters(town.admin_channel(tides))
    assert "I measure tides\n\nand waves" in town.text(card.message)
    await town.says(amina, "/join tides")
    assert (await town.presses(amina, "Withdraw")).text == (
        "Your request is withdrawn. You may ask again whenever you like."
    )
    assert await town.run(lambda tx: membership.queue(tx, tides.id)) == []
    assert (await town.says(amina, "/join tides")).form is not None


async def test_a_private_community_says_it_is_by_invitation_and_makes_nothing(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=Mode.PRIVATE)
    heard = await town.says(amina, "/join tides")
    assert (heard.text, heard.buttons) == ("Tides is by invitation; the administrators are Martha.", ())
    assert "Join" not in (await town.says(amina, "/about tides")).buttons
    assert town.reads(town.admin_channel(tides)) == []
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 1


async def test_an_invitation_opens_a_private_community_to_one_person_for_thirty_days(town: Town) -> None:
    martha, amina, kofi = [await town.someone(name) for name in ("Martha", "Amina", "Kofi")]
    tides = await town.community("Tides", admins=[martha], mode=Mode.PRIVATE, hidden=True, purpose="To share.")
    done = await town.says(martha, '/invite amina tides "You know the coast"')
    assert done.text == "Amina is invited to Tides, until 3 December 2026."
    assert town.reads(amina) == [
        "You are invited to Tides\nMartha invites you to Tides.\nYou know the coast\nTo share.\n"
        "The invitation is open until 3 December 2026. Press Join, and its channel opens to you."
    ]
    assert (await town.says(kofi, "/join tides")).text == UNKNOWN
    await town.presses(amina, "Join")
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 2
    await town.says(martha, "/invite kofi tides")
    join = town.button(kofi, "Join", on=town.letters(kofi)[0]).token
    await town.passes(days=31)
    assert (await town.tokens(kofi, join)).text == UNKNOWN


async def test_hidden_and_unknown_are_the_same_to_a_stranger(town: Town) -> None:
    """M10: commands, completion and lists."""
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    await town.community("Ambassadors", admins=[martha], mode=Mode.PRIVATE, hidden=True)
    for verb in ("join", "about", "members", "leave", "log", "community edit", "requests"):
        assert (await town.says(amina, f"/{verb} ambassadors")).text == UNKNOWN, verb
        assert (await town.says(amina, f"/{verb} nowhere")).text == UNKNOWN, verb
    for who, found in ((amina, []), (martha, ["ambassadors"])):
        asked = Completing(who.actor, None, "about", "community", "amb")
        options, _ = await town.dispatcher.complete(asked)
        assert [option.value for option in options] == found


async def test_a_newcomer_who_takes_the_name_of_a_hidden_community_learns_nothing(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    hidden = await town.community("Ambassadors", admins=[martha], mode=Mode.PRIVATE, hidden=True)
    await town.says(amina, "/community create")
    heard = await town.fills(amina, name="Ambassadors", mode="public", purpose="Mine.", language="en")
    assert heard.text.splitlines()[0] == "Ambassadors exists, and you are its administrator"
    [mine] = [each for each in await town.run(communities.everything) if each.id != hidden.id]
    assert mine.slug.startswith("ambassadors-")
    assert (await town.now(hidden)).slug == "ambassadors"
    assert "Purpose: Mine." not in (await town.says(martha, "/about ambassadors")).text
    assert "Purpose: Mine." in (await town.says(amina, "/about ambassadors")).text
    await town.says(amina, "/community create")
    await town.fills(amina, name="Nobody has this", mode="public", purpose="Mine.", language="en")
    slugs = [each.slug for each in await town.run(communities.everything)]
    assert [slug for slug in slugs if slug.startswith("nobody-has-this-")] != []


async def test_archived_communities_take_nobody_and_say_since_when(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, state=State.ARCHIVED, archived_at=town.clock.now())
    assert (await town.says(amina, "/join tides")).text == (
        "Tides takes no new members.\nThis community is no longer active (archived on 3 November 2026). "
        "Its content remains available for consultation."
    )


async def test_join_alone_lists_what_one_may_join_by_how_one_comes_in(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    for name, mode in (
        ("Beta", Mode.PUBLIC),
        ("Alpha", Mode.OPEN),
        ("Gamma", Mode.SEMI_PRIVATE),
        ("Delta", Mode.PRIVATE),
    ):
        await town.community(name, admins=[martha], mode=mode, topic=f"About {name}.")
    await town.community("Secret", admins=[martha], mode=Mode.PRIVATE, hidden=True)
    heard = await town.says(amina, "/join")
    assert heard.text == (
        "Which community would you like to join?\n"
        "Join now\nBeta (1 member). About Beta.\n"
        "Ask to join\nGamma (1 member). About Gamma.\n"
        "By invitation\nDelta (1 member). About Delta.\n"
        "Read without joining\nAlpha (1 member). About Alpha."
    )
    assert heard.buttons == ("Join", "About", "Join", "About", "About", "Join", "About")


async def test_in_its_channel_a_community_need_not_be_named(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=Mode.OPEN)
    await town.community("Waves", admins=[martha], mode=Mode.OPEN)
    assert (await town.says(amina, "/join", at=town.channel(tides))).text.splitlines()[0] == "Welcome to Tides"


async def test_leaving_asks_once_closes_the_channel_and_lets_one_come_back(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    assert (await town.says(amina, "/leave")).text == (
        "Leave Tides? Its channels close to you. To come back: Public: everybody may join."
    )
    assert amina.account in town.offices[NORTH].open_to(town.channel(tides))
    await town.presses(amina, "Leave")
    assert amina.account not in town.offices[NORTH].open_to(town.channel(tides))
    await town.presses(amina, "Join")
    assert amina.account in town.offices[NORTH].open_to(town.channel(tides))


async def test_the_last_administrator_names_another_first(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], members=[amina])
    assert (await town.says(martha, "/leave tides")).text == (
        "You are the last administrator of Tides. Name a successor first."
    )
    await town.says(martha, "/community admins tides amina administrator")
    assert amina.account in town.offices[NORTH].open_to(town.admin_channel(tides))
    await town.says(martha, "/leave tides")
    await town.presses(martha, "Leave")
    assert await town.run(lambda tx: membership.administrators(tx, tides.id)) == [amina.id]
    assert martha.account not in town.offices[NORTH].open_to(town.admin_channel(tides))


async def test_one_membership_opens_the_doors_of_both_platforms(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, platforms=[NORTH, SOUTH])
    south = await town.links(amina, SOUTH)
    await town.says(amina, "/join tides")
    assert amina.account in town.offices[NORTH].open_to(town.channel(tides))
    assert south.account in town.offices[SOUTH].open_to(town.channel(tides, SOUTH))
    assert (await town.says(south, "/join tides")).text == "You are already in Tides, since 3 November 2026."


async def test_whoever_comes_back_to_the_workspace_gets_in_again(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    await town.leaves_workspace(amina)
    office = town.offices[NORTH]
    await Post(office, NORTH).revoke(amina.account, town.channel(tides), role="")
    await town.does(amina, Arrived(town.fresh(), amina.actor, SQUARE, None))
    assert amina.account in town.offices[NORTH].open_to(town.channel(tides))


async def test_somebody_who_writes_without_being_a_member_hears_how_to_take_part(town: Town) -> None:
    """Guide 62."""
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=Mode.OPEN)
    written = Posted(town.channel(tides), "m1")
    heard = await town.does(amina, Wrote(town.fresh(), amina.actor, written, "hello"))
    assert (heard.text, heard.buttons) == ("You can read here; join Tides to take part.", ("Join",))
    assert (await town.does(martha, Wrote(town.fresh(), martha.actor, written, "hello"))).text == ""


async def test_the_card_of_a_community_counts_and_names(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    await town.community("Waves", admins=[martha], mode=Mode.PUBLIC)
    await town.community("Secret", admins=[martha], mode=Mode.PRIVATE, hidden=True)
    await town.community(
        "Tides",
        admins=[martha],
        topic="The sea.",
        purpose="To share.",
        related=("waves", "secret"),
        contact="a@b.example",
    )
    heard = await town.says(amina, "/about tides")
    assert heard.text == (
        "Tides\nThe sea.\nPurpose: To share.\nWho joins: Semi-private: administrators accept new members\n"
        "Who may be a member: • You work on the subject.\nSo far: 1 member, no announcement yet\n"
        "Administrators: Martha\nRelated communities: Waves\nContact: a@b.example"
    )
    assert heard.buttons == ("Join",)


async def test_members_are_listed_to_members_only(town: Town) -> None:
    martha, amina, kofi = [await town.someone(name) for name in ("Martha", "Amina", "Kofi")]
    await town.community("Tides", admins=[martha], members=[amina])
    assert (await town.says(amina, "/members")).text == (
        "Tides: 2 members\n• Martha (administrator), since 3 November 2026\n• Amina, since 3 November 2026"
    )
    assert (await town.says(kofi, "/members tides")).text == (
        "Only members of Tides can do that. /join says how to become one."
    )


async def test_someone_banned_cannot_come_back_by_any_door(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    await town.run(lambda tx: membership.depart(tx, tides, amina.id, Status.BANNED, by=martha.id))
    assert (await town.says(amina, "/join tides")).text == (
        "You cannot join Tides. If you think this is a mistake, write to its administrators."
    )
    invitation = Invitation(
        "inv_1", tides.id, amina.id, "", "", town.clock.now(), town.clock.now() + timedelta(1), "open"
    )
    await town.run(lambda tx: membership.invite(tx, invitation))
    await town.says(amina, "/join tides")
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 1


async def test_a_full_community_says_so(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, capacity=1)
    assert (await town.says(amina, "/join tides")).text == (
        "Tides is full for now. Try again later, or write to its administrators."
    )


async def test_a_name_full_of_tricks_is_only_a_name(town: Town) -> None:
    """Right-to-left overrides, zero-width letters and mass mentions in a name reach nobody and break nothing."""
    martha = await town.someone("Martha")
    tides = await town.community("Tides", admins=[martha])
    tricky = replace(await town.someone("Trick"), name="@every\u200bone \u202egnp.exe <!channel> **x**")
    await town.says(tricky, "/join tides")
    await town.fills(tricky, criteria="yes")
    [card] = town.letters(town.admin_channel(tides))
    assert "@everyone gnp.exe <!channel> **x**" in town.text(card.message)
    assert "\u202e" not in town.text(card.message)
    assert "\u200b" not in town.text(card.message)


@pytest.mark.parametrize("text", ["é" * 10_000, "x" * 501])
async def test_too_long_a_note_comes_back_whole(town: Town, text: str) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    await town.community("Tides", admins=[martha])
    heard = await town.says(amina, f"/join tides {text}")
    assert heard.form is not None
    assert {field.name: field.value for field in heard.form.fields}["note"] == text
    assert list(heard.problems) == ["note"]


async def test_french_people_read_french(town: Town) -> None:
    martha, jules = await town.someone("Martha"), await town.someone("Jules", locale="fr-FR")
    await town.community("Tides", admins=[martha], mode=Mode.PRIVATE)
    assert (await town.says(jules, "/join tides")).text == (
        "Tides fonctionne sur invitation ; ses administrateurs : Martha."
    )


async def test_notes_do_not_grow_without_end(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha])
    await town.joins(amina, tides)
    for _ in range(3):
        await town.presses(amina, "Add a note", on=await town.says(amina, "/join tides"))
        await town.fills(amina, note="x" * 500)
    await town.presses(amina, "Add a note", on=await town.says(amina, "/join tides"))
    refused = await town.fills(amina, note="y" * 500)
    assert refused.form is not None
    assert [field.value for field in refused.form.fields] == ["y" * 500]
    [request] = await town.run(lambda tx: membership.queue(tx, tides.id))
    assert len(request.note) == 3 * 500 + 2 * 2


async def test_an_administrator_removes_a_member_who_may_come_back(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    await town.says(martha, "/members tides")
    await town.picks(martha, amina.id)
    assert (await town.fills(martha, words="You never came.")).text == "Amina is no longer a member of Tides."
    assert amina.account not in town.offices[NORTH].open_to(town.channel(tides))
    assert town.reads(amina) == ["The administrators of Tides ended your membership.\nThey wrote: “You never came.”"]
    assert (await town.says(amina, "/join tides")).text.startswith("Welcome to Tides")


async def test_somebody_excluded_stays_out_until_let_back(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    await town.says(martha, "/members tides")
    await town.picks(martha, amina.id)
    assert (await town.fills(martha, ban="yes")).text == "Amina is excluded from Tides."
    assert (await town.says(amina, "/join tides")).text.startswith("You cannot join Tides.")
    await town.says(martha, "/members tides")
    assert (await town.presses(martha, "Excluded people")).text == "Excluded from Tides\nAmina"
    assert (await town.presses(martha, "Let back")).text == "Excluded from Tides\nNobody is excluded."
    assert (await town.says(amina, "/join tides")).text.startswith("Welcome to Tides")
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 2


async def test_members_find_nothing_to_remove_others_with(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    ben = await town.someone("Ben")
    tides = await town.community("Tides", admins=[martha], members=[amina, ben])
    shown = await town.says(amina, "/members tides")
    assert shown.message is not None
    assert [type(part).__name__ for part in shown.message.parts] == ["Heading", "Paragraph"]
    pressed = ButtonPressed(town.fresh(), amina.actor, None, f"membership.remove:{tides.id}", ben.id)
    assert (await town.does(amina, pressed)).text == "Only the administrators of Tides can do that."


@pytest.mark.parametrize(
    "command", ["/leave", "/members", "/log", "/community archive", "/announce", "/community edit"]
)
async def test_nobody_is_asked_which_community_when_they_have_none(town: Town, command: str) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    await town.community("Tides", admins=[martha])
    await town.community("Waves", admins=[martha])
    heard = await town.says(amina, command)
    assert heard.form is None
    assert heard.text.startswith(("You are in no community yet.", "You administer no community."))
    assert (await town.says(martha, command)).form is not None


async def test_everybody_excluded_can_be_let_back_however_many_they_are(town: Town) -> None:
    martha = await town.someone("Martha")
    crowd = [await town.someone(f"Person{number}") for number in range(30)]
    tides = await town.community("Tides", admins=[martha], members=crowd, mode=Mode.PUBLIC)
    for each in crowd:
        await town.run(lambda tx, each=each: membership.depart(tx, tides, each.id, Status.BANNED, by=martha.id))  # type: ignore[misc]
        await town.passes(minutes=1)
    first = await town.tokens(martha, f"membership.excluded:{tides.id}")
    assert (first.text.splitlines()[1], first.buttons.count("Let back")) == ("Person29", 25)
    second = await town.presses(martha, "Next", on=first)
    assert (second.text.splitlines()[1], second.buttons.count("Let back")) == ("Person4", 5)
    await town.tokens(martha, f"membership.readmit:{tides.id}/{crowd[0].id}")
    assert (await town.says(crowd[0], "/join tides")).text.startswith("Welcome to Tides")
