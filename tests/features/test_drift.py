"""People change by hand who is inside: members who are missing are let in again, strangers are told of, once."""

from __future__ import annotations

import asyncio

import pytest

from bot.catchup import Lookout
from bot.chat.address import Place
from bot.chat.inbound import ButtonPressed
from bot.chat.port import TryLater
from bot.db.database import open_database
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.membership.access import standing_of
from bot.features.membership.model import Asked, Status
from bot.features.people import service as people
from tests.features.deciding import asked, inside, stored
from tests.simulators.post_office import Fault, refused
from tests.town import NORTH, SOUTH, SQUARE, Somebody, Town

TOLD = "Somebody who is no member can read the channel of Tides in north square"
BUTTONS = ("Make a member", "Take out")


async def tides(
    town: Town, *members: Somebody, mode: Mode = Mode.SEMI_PRIVATE, **fields: object
) -> tuple[Somebody, Community]:
    martha = await town.someone("Martha")
    return martha, await town.community("Tides", admins=[martha], members=members, mode=mode, **fields)


async def logged(town: Town, community: Community) -> list[str]:
    """The log, the oldest first, without who and when."""
    entries = await town.run(lambda tx: communities.history(tx, community.id, limit=100))
    said = sorted(entries, key=lambda each: each.at)
    return [each.what for each in said if each.what in ("let-in-again", "let-in-again-many", "stray-out")]


# Members who are missing.


async def test_a_member_whose_access_was_taken_by_hand_is_let_in_again_and_the_log_says_so(town: Town) -> None:
    bo = await town.someone("Bo")
    martha, made = await tides(town, bo)
    office, channel = town.offices[NORTH], town.channel(made)
    await town.hour()
    assert office.calls("grant") == 3
    office.puts_out(bo.account, channel)
    for _ in range(3):
        await town.hour()
    assert (bo.account in office.open_to(channel), office.calls("grant")) == (True, 4)
    assert "missing in #tides and let in again: Bo" in (await town.says(martha, "/log tides")).text
    office.puts_out(bo.account, channel)
    await town.hour()
    assert (office.calls("grant"), await logged(town, made)) == (5, ["let-in-again"] * 2)
    assert town.reads(town.admin_channel(made)) == []


async def test_an_administrator_is_let_in_again_where_administrators_meet(town: Town) -> None:
    martha, made = await tides(town)
    town.offices[NORTH].puts_out(martha.account, town.admin_channel(made))
    await town.hour()
    assert martha.account in town.offices[NORTH].open_to(town.admin_channel(made))


async def test_who_never_appears_inside_is_let_in_once_and_not_each_hour(town: Town) -> None:
    """A platform may leave somebody out of what it shows, as its own administrators."""
    bo = await town.someone("Bo")
    _, made = await tides(town, bo)
    office = town.offices[NORTH]
    office.puts_out(bo.account, town.channel(made))
    office.breaks_always(refused("forbidden", "who knows"), to=bo.account)
    for _ in range(4):
        await town.hour()
    assert (office.calls("grant"), await logged(town, made)) == (4, ["let-in-again"])


async def test_who_is_just_being_let_in_is_not_missing(town: Town) -> None:
    """What a platform shows lags behind what was asked of it."""
    _, made = await tides(town, mode=Mode.PUBLIC)
    bo = await town.someone("Bo")
    office = town.offices[NORTH]
    await town.says(bo, "/join tides")
    office.puts_out(bo.account, town.channel(made))
    tried = office.calls("grant")
    await town.passes(seconds=30)
    await town.looks()
    assert (office.calls("grant"), await logged(town, made)) == (tried, [])
    await town.passes(seconds=31)
    await town.looks()
    assert (office.calls("grant"), await logged(town, made)) == (tried + 1, ["let-in-again"])


async def test_somebody_with_accounts_on_both_platforms_is_missing_on_one(town: Town) -> None:
    bo = await town.someone("Bo", SOUTH)
    north = await town.links(bo, NORTH)
    martha = await town.someone("Martha")
    made = await town.community("Tides", admins=[martha], members=[bo], platforms=[NORTH, SOUTH])
    town.offices[NORTH].puts_out(north.account, town.channel(made))
    await town.hour()
    assert north.account in town.offices[NORTH].open_to(town.channel(made))


async def test_an_archive_stays_readable_for_its_members(town: Town) -> None:
    bo = await town.someone("Bo")
    martha, made = await tides(town, bo)
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    town.offices[NORTH].puts_out(bo.account, town.channel(made))
    await town.hour()
    assert bo.account in town.offices[NORTH].open_to(town.channel(made))


async def test_of_many_who_are_missing_the_log_gives_the_number(town: Town) -> None:
    many = [await town.someone(f"Person{n}") for n in range(7)]
    martha, made = await tides(town, *many)
    for each in many:
        town.offices[NORTH].puts_out(each.account, town.channel(made))
    await town.hour()
    assert "missing in #tides and let in again: 7 people" in (await town.says(martha, "/log tides")).text
    assert town.offices[NORTH].open_to(town.channel(made)) == {each.account for each in (martha, *many)}


# Strangers inside.


async def test_a_stranger_inside_is_told_of_once_and_never_taken_out_silently(town: Town) -> None:
    _, made = await tides(town)
    office, admins = town.offices[NORTH], town.admin_channel(made)
    wanda = town.stranger("Wanda")
    office.lets_in(wanda, town.channel(made))
    for _ in range(3):
        await town.hour()
    assert town.reads(admins) == [f"{TOLD}\nwanda was let in by hand."]
    assert town.labels(town.letters(admins)[0].message) == BUTTONS
    assert (wanda in office.open_to(town.channel(made)), office.calls("revoke")) == (True, 0)


async def test_a_stranger_is_made_a_member_also_after_a_restart_and_long_after(town: Town) -> None:
    martha, made = await tides(town)
    wanda = town.stranger("Wanda")
    town.offices[NORTH].lets_in(wanda, town.channel(made))
    await town.hour()
    town.restart()
    await town.passes(days=100)
    card = town.letters(town.admin_channel(made))[0]
    heard = await town.presses(martha, "Make a member", on=card)
    assert heard.text == "wanda is now a member of Tides, and is being told."
    person = await town.run(lambda tx: people.person_of(tx, wanda))
    assert person in [each.person for each in await town.run(lambda tx: membership.members(tx, made.id))]
    assert [town.text(each.message) for each in town.offices[NORTH].letters(wanda)] == [
        "Martha made you a member of Tides: you were in its channel already."
    ]
    assert town.reads(town.admin_channel(made)) == [
        "Everybody is where they belong again: Tides in north square\n• wanda: made a member by Martha"
    ]
    assert town.labels(town.letters(town.admin_channel(made))[0].message) == ()
    await town.hour()
    assert len(town.letters(town.admin_channel(made))) == 1


async def test_a_stranger_is_taken_out_and_told_of_again_when_let_in_again(town: Town) -> None:
    martha, made = await tides(town)
    office, admins = town.offices[NORTH], town.admin_channel(made)
    wanda = town.stranger("Wanda")
    for round_ in (1, 2):
        office.lets_in(wanda, town.channel(made))
        await town.hour()
        heard = await town.presses(martha, "Take out", on=town.letters(admins)[-1])
        assert heard.text == "wanda is being taken out of Tides."
        assert (wanda in office.open_to(town.channel(made)), office.calls("revoke")) == (False, round_)
        if round_ == 1:
            await town.hour()
    assert [text.splitlines()[-1] for text in town.reads(admins)][-1] == "• wanda: taken out by Martha"
    assert len(town.letters(admins)) == 2
    assert "taken out of #tides: wanda (Martha)" in (await town.says(martha, "/log tides")).text


async def test_who_could_not_be_taken_out_is_told_of_again_with_the_reason(town: Town) -> None:
    martha, made = await tides(town)
    office, admins = town.offices[NORTH], town.admin_channel(made)
    wanda = town.stranger("Wanda")
    office.lets_in(wanda, town.channel(made))
    await town.hour()
    office.breaks(refused("forbidden", "role-too-high"), to=wanda)
    await town.presses(martha, "Take out", on=town.letters(admins)[0])
    [text] = town.reads(admins)
    assert text == (
        f"{TOLD}\nwanda could not be taken out. The role of its members stands above mine, so I can neither give nor "
        "take it. In the server's settings, under Roles, drag my role above it."
    )
    await town.presses(martha, "Take out", on=town.letters(admins)[0])
    assert wanda not in office.open_to(town.channel(made))


async def test_a_death_between_taking_out_and_writing_it_down_takes_out_once(town: Town) -> None:
    """The platform did it, and nobody heard; until that is known nobody judges, tells or asks again."""
    martha, made = await tides(town)
    office, admins = town.offices[NORTH], town.admin_channel(made)
    wanda = town.stranger("Wanda")
    office.lets_in(wanda, town.channel(made))
    await town.hour()
    office.breaks(Fault(lambda: TryLater("the connection was lost", after=4000), after=True), to=wanda)
    await town.presses(martha, "Take out", on=town.letters(admins)[0])
    town.restart()
    await town.hour()
    assert (wanda in office.open_to(town.channel(made)), office.calls("revoke")) == (False, 1)
    await town.hour()
    await town.hour()
    assert (office.calls("revoke"), len(town.letters(admins))) == (2, 1)
    assert town.reads(admins)[0].splitlines()[1:] == ["• wanda: taken out by Martha"]


async def test_two_administrators_at_once_decide_once(town: Town) -> None:
    """Two people, two buttons, on both databases: one of them was first, and only that happens."""
    martha, eve = await town.someone("Martha"), await town.someone("Eve")
    for n in range(5):
        made = await town.community(f"Waves{n}", admins=[martha, eve])
        wanda = town.stranger(f"Wanda{n}")
        town.offices[NORTH].lets_in(wanda, town.channel(made))
        await town.hour()
        card = town.letters(town.admin_channel(made))[0]
        admit, out = (town.button(martha, label, on=card).token for label in BUTTONS)
        await asyncio.gather(*(town.run(lambda tx: None) for _ in range(4)))
        await asyncio.gather(
            *(
                town.dispatcher.receive(ButtonPressed(town.fresh(), who.actor, None, token))
                for who, token in ((martha, admit), (eve, out), (martha, out), (eve, admit))
            )
        )
        await town.settle()
        person = await town.run(lambda tx, wanda=wanda: people.person_of(tx, wanda))  # type: ignore[misc]
        stands = await town.run(lambda tx, made=made, person=person: standing_of(tx, made.id, person))  # type: ignore[misc]
        is_inside = wanda in town.offices[NORTH].open_to(town.channel(made))
        assert is_inside is (stands.role is not None)
        again = await town.tokens(eve, admit)
        assert "was already" in again.text or "is where they belong" in again.text
        await town.hour()
        assert len(town.letters(town.admin_channel(made))) == 1


async def test_who_has_joined_meanwhile_is_not_taken_out(town: Town) -> None:
    martha, made = await tides(town, mode=Mode.PUBLIC)
    bo = await town.someone("Bo")
    town.offices[NORTH].lets_in(bo.account, town.channel(made))
    await town.hour()
    card = town.letters(town.admin_channel(made))[0]
    await town.says(bo, "/join tides")
    heard = await town.presses(martha, "Take out", on=card)
    assert heard.text == "Bo is where they belong by now. Nothing is left to do."
    assert (town.offices[NORTH].calls("revoke"), await inside(town, bo, made)) == (0, True)
    assert town.reads(town.admin_channel(made))[0].splitlines()[1:] == ["• Bo: settled without a decision"]


async def test_who_is_gone_by_the_next_look_needs_no_decision(town: Town) -> None:
    _, made = await tides(town)
    wanda = town.stranger("Wanda")
    town.offices[NORTH].lets_in(wanda, town.channel(made))
    await town.hour()
    town.offices[NORTH].puts_out(wanda, town.channel(made))
    await town.hour()
    assert town.reads(town.admin_channel(made)) == [
        "Everybody is where they belong again: Tides in north square\n• wanda: settled without a decision"
    ]


async def test_making_an_applicant_a_member_ends_the_request(town: Town) -> None:
    martha, made = await tides(town)
    bo = await town.someone("Bo")
    await town.joins(bo, made)
    request = await asked(town, bo, made)
    town.offices[NORTH].lets_in(bo.account, town.channel(made))
    await town.hour()
    await town.presses(martha, "Make a member", on=town.letters(town.admin_channel(made))[-1])
    now = await stored(town, request)
    assert (now.status, now.reason, await inside(town, bo, made)) == (Asked.CLOSED, "already-in", True)


async def test_many_strangers_are_one_message_in_which_the_next_follow(town: Town) -> None:
    martha, made = await tides(town)
    crowd = [town.stranger(f"w{n}") for n in range(8)]
    for each in crowd:
        town.offices[NORTH].lets_in(each, town.channel(made))
    await town.hour()
    admins = town.admin_channel(made)
    assert town.reads(admins) == [
        "\n".join(
            [
                "8 people who are no members can read the channel of Tides in north square",
                *(f"w{n} was let in by hand." for n in range(5)),
                "3 more follow as soon as you have decided.",
            ]
        )
    ]
    for label in BUTTONS:
        await town.presses(martha, label, on=town.letters(admins)[0])
    assert town.reads(admins)[0].splitlines() == [
        "6 people who are no members can read the channel of Tides in north square",
        *(f"w{n} was let in by hand." for n in range(2, 7)),
        "One more follows as soon as you have decided.",
        "• w0: made a member by Martha",
        "• w1: taken out by Martha",
    ]
    town.offices[NORTH].lets_in(town.stranger("w8"), town.channel(made))
    await town.hour()
    assert [text.splitlines()[0] for text in town.reads(admins)][-1] == TOLD
    shown = await town.says(martha, "/community places tides")
    assert "7 people are inside without belonging there." in shown.text
    assert (await town.presses(martha, "Show who")).text.startswith("7 people who are no members can read")


async def test_without_a_channel_of_their_own_administrators_hear_of_strangers_privately(town: Town) -> None:
    """B10: what a closed inbox keeps out waits, with its buttons, for the next thing they do."""
    martha, made = await tides(town, admin_channels=False)
    wanda = town.stranger("Wanda")
    town.offices[NORTH].lets_in(wanda, town.channel(made))
    town.offices[NORTH].breaks_always(refused("closed"), to=martha.account)
    await town.hour()
    town.offices[NORTH].mend()
    heard = await town.says(martha, "/me")
    assert f"{TOLD}\nwanda was let in by hand." in heard.text
    await town.presses(martha, "Take out", on=heard)
    assert wanda not in town.offices[NORTH].open_to(town.channel(made))


async def test_m2_of_an_archive_nobody_becomes_a_member_by_an_old_button(town: Town) -> None:
    martha, made = await tides(town)
    wanda = town.stranger("Wanda")
    town.offices[NORTH].lets_in(wanda, town.channel(made))
    await town.hour()
    card = town.letters(town.admin_channel(made))[0]
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    assert (await town.presses(martha, "Make a member", on=card)).text == (
        "This community is no longer active (archived on 3 November 2026). Its content remains available for "
        "consultation."
    )
    await town.presses(martha, "Take out", on=card)
    assert wanda not in town.offices[NORTH].open_to(town.channel(made))


async def test_a_full_community_takes_in_nobody_by_this_way(town: Town) -> None:
    martha, made = await tides(town, capacity=1)
    town.offices[NORTH].lets_in(town.stranger("Wanda"), town.channel(made))
    await town.hour()
    heard = await town.presses(martha, "Make a member", on=town.letters(town.admin_channel(made))[0])
    full = "Tides is full (1 member). Raise “Most members” in the rules for joining, or take somebody out."
    assert heard.text == full
    assert heard.buttons == ("Rules for joining",)
    assert await town.run(lambda tx: membership.count(tx, made.id)) == 1


async def test_m3_the_buttons_are_for_those_who_administer(town: Town) -> None:
    bo = await town.someone("Bo")
    martha, made = await tides(town, bo)
    town.offices[NORTH].lets_in(town.stranger("Wanda"), town.channel(made))
    await town.hour()
    for label in BUTTONS:
        heard = await town.presses(bo, label, on=town.letters(town.admin_channel(made))[0])
        assert heard.text == "Only the administrators of Tides can do that."
    await town.says(martha, "/community hide tides")
    cy = await town.someone("Cy")
    token = town.button(martha, "Take out", on=town.letters(town.admin_channel(made))[0]).token
    assert (await town.tokens(cy, token)).text == (await town.tokens(cy, "places.put-out:str_000")).text


async def test_a_report_leaves_with_the_right_to_see_it(town: Town) -> None:
    martha, made = await tides(town)
    nadia = await town.someone("Nadia", owner=True)
    town.offices[NORTH].lets_in(town.stranger("Wanda"), town.channel(made))
    await town.hour()
    old = town.admin_channel(made)
    await town.says(nadia, "/community places tides tides tides-team")
    await town.presses(martha, "Take out", on=town.letters(old)[0])
    assert town.reads(old) == []


# Whose membership has ended.


@pytest.mark.parametrize("how", [Status.LEFT, Status.REMOVED, Status.BANNED])
async def test_whose_membership_ended_is_taken_out_by_itself_and_once(town: Town, how: Status) -> None:
    bo = await town.someone("Bo")
    martha, made = await tides(town, bo)
    office, channel = town.offices[NORTH], town.channel(made)
    await town.run(lambda tx: membership.depart(tx, made, bo.id, how, by=""))
    await town.settle()
    office.lets_in(bo.account, channel)
    before = office.calls("revoke")
    for _ in range(3):
        await town.hour()
    assert (bo.account in office.open_to(channel), office.calls("revoke")) == (False, before + 1)
    assert (town.reads(town.admin_channel(made)), await logged(town, made)) == ([], ["stray-out"])
    assert "taken out of #tides: Bo" in (await town.says(martha, "/log tides")).text


async def test_who_cannot_be_taken_out_by_itself_is_told_of(town: Town) -> None:
    bo = await town.someone("Bo")
    _, made = await tides(town, bo)
    office, channel = town.offices[NORTH], town.channel(made)
    await town.run(lambda tx: membership.depart(tx, made, bo.id, Status.LEFT, by=""))
    await town.settle()
    office.lets_in(bo.account, channel)
    office.breaks_always(refused("forbidden", "who knows"), to=bo.account)
    before = office.calls("revoke")
    for _ in range(3):
        await town.hour()
    assert town.reads(town.admin_channel(made)) == [
        f"{TOLD}\nBo could not be taken out. The platform refuses it without saying why. /community places shows what "
        "I can see of it, and what to click."
    ]
    assert office.calls("revoke") == before + 1


async def test_who_comes_back_inside_an_open_community_only_reads(town: Town) -> None:
    """Open: everybody reads anyway; only whoever is banned has no business there."""
    bo, cy = await town.someone("Bo"), await town.someone("Cy")
    _, made = await tides(town, bo, cy, mode=Mode.OPEN)
    office, channel = town.offices[NORTH], town.channel(made)
    for who, how in ((bo, Status.LEFT), (cy, Status.BANNED)):
        await town.run(lambda tx, who=who, how=how: membership.depart(tx, made, who.id, how, by=""))  # type: ignore[misc]
    await town.settle()
    wanda = town.stranger("Wanda")
    for each in (bo.account, cy.account, wanda):
        office.lets_in(each, channel)
    await town.hour()
    assert office.open_to(channel) & {bo.account, cy.account, wanda} == {bo.account, wanda}
    assert town.reads(town.admin_channel(made)) == []


async def test_a_community_that_becomes_open_has_no_strangers_any_more(town: Town) -> None:
    martha, made = await tides(town)
    town.offices[NORTH].lets_in(town.stranger("Wanda"), town.channel(made))
    await town.hour()
    assert town.reads(town.admin_channel(made))[0].startswith(TOLD)
    await town.says(martha, "/community mode tides open")
    await town.presses(martha, "Open to everybody")
    await town.hour()
    assert town.reads(town.admin_channel(made))[0].startswith("Everybody is where they belong again")


# Where administrators meet.


async def test_who_does_not_decide_is_told_of_where_administrators_meet(town: Town) -> None:
    bo, cy = await town.someone("Bo"), await town.someone("Cy")
    nadia = await town.someone("Nadia", owner=True)
    martha, made = await tides(town, bo, cy)
    office, admins = town.offices[NORTH], town.admin_channel(made)
    await town.run(lambda tx: membership.depart(tx, made, cy.id, Status.LEFT, by=""))
    await town.settle()
    for each in (bo, cy, nadia):
        office.lets_in(each.account, admins)
    await town.hour()
    assert cy.account not in office.open_to(admins)
    assert town.reads(admins) == [
        "Somebody who does not decide can read the administrators' channel of Tides in north square\n"
        "Bo was let in by hand."
    ]
    assert town.labels(town.letters(admins)[0].message) == ("Take out",)
    await town.presses(martha, "Take out", on=town.letters(admins)[0])
    assert office.open_to(admins) == {martha.account, nadia.account}
    assert await inside(town, bo, made)


async def test_a_role_given_meanwhile_settles_it(town: Town) -> None:
    bo = await town.someone("Bo")
    martha, made = await tides(town, bo)
    admins = town.admin_channel(made)
    town.offices[NORTH].lets_in(bo.account, admins)
    await town.hour()
    await town.says(martha, "/community admins tides Bo reviewer")
    await town.hour()
    assert town.reads(admins)[0].startswith("Everybody is where they belong again")
    assert bo.account in town.offices[NORTH].open_to(admins)


async def test_administrators_of_two_communities_meet_in_one_channel(town: Town) -> None:
    martha, eve = await town.someone("Martha"), await town.someone("Eve")
    nadia = await town.someone("Nadia", owner=True)
    one = await town.community("Tides", admins=[martha], platforms=[])
    two = await town.community("Waves", admins=[eve], platforms=[])
    for each in (one, two):
        await town.says(nadia, f"/community places {each.slug} {each.slug} team")
    office, team = town.offices[NORTH], Place(NORTH, SQUARE, "team")
    await town.hour()
    assert town.reads(team) == []
    office.puts_out(eve.account, team)
    office.lets_in(town.stranger("Wanda"), team)
    await town.hour()
    assert eve.account in office.open_to(team)
    assert len(town.letters(team)) == 1
    await town.presses(eve, "Take out", on=town.letters(team)[0])
    assert office.open_to(team) == {martha.account, eve.account}
    office.troubles(team, "no-attach-files")
    await town.hour()
    assert [text.splitlines()[0] for text in town.reads(team)[1:]] == [
        "Something is wrong where Tides lives in north square",
        "Something is wrong where Waves lives in north square",
    ]


# A role that opened the place before.


async def test_whoever_still_has_a_former_role_is_told_of_and_members_lose_it(town: Town) -> None:
    bo, cy = await town.someone("Bo"), await town.someone("Cy")
    martha = await town.someone("Martha")
    nadia = await town.someone("Nadia", owner=True)
    made = await town.community("Tides", admins=[martha], members=[bo, cy], platforms=[])
    office, channel = town.offices[NORTH], town.channel(made)
    await town.says(nadia, "/community places tides tides tides-admins old")
    await town.hour()
    wanda = town.stranger("Wanda")
    office.lets_in(wanda, channel, role="old")
    for who in (bo, cy):
        office.breaks(refused("forbidden", "who knows"), to=who.account)
    await town.says(nadia, "/community places tides tides tides-admins new")
    office.mend()
    await town.hour()
    assert office.holders(channel, "old") == {wanda, bo.account, cy.account}
    assert "Opened it before: @old." in (await town.says(martha, "/community places tides")).text
    [told] = [each for each in town.letters(town.admin_channel(made)) if TOLD in town.text(each.message)]
    await town.presses(martha, "Take out", on=told)
    await town.says(bo, "/leave tides")
    await town.presses(bo, "Leave")
    assert office.holders(channel, "old") == {cy.account}
    office.troubles(channel, "no-manage-roles")
    await town.hour()
    office.troubles(channel)
    for _ in range(2):
        await town.hour()
    assert (office.holders(channel, "old"), office.holders(channel, "new")) == (set(), {martha.account, cy.account})
    assert "Opened it before" not in (await town.says(martha, "/community places tides")).text


# How it is looked.


async def test_the_look_is_taken_by_one_process_only(database_url: str, town: Town) -> None:
    """The process that leads; where a file is shared all the same, what two find at once is done once."""
    bo = await town.someone("Bo")
    _, made = await tides(town, bo)
    other = await open_database(database_url, now=town.clock.now)
    beside = Lookout(other, town.lookout.platforms, town.dispatcher, rest=town.lookout.rest)
    office, channel = town.offices[NORTH], town.channel(made)
    await town.passes(hours=1)
    office.puts_out(bo.account, channel)
    office.lets_in(town.stranger("Wanda"), channel)
    granted = office.calls("grant")
    for _ in range(500):
        if any([await each.leads() for each in (town.database, other)]):
            break
        await asyncio.sleep(0.01)
    before = office.calls("inspect")
    await asyncio.gather(*(each.catch_up(NORTH) for each in (town.lookout, beside)))
    looks = office.calls("inspect") - before
    assert looks == (2 if town.database.shared else 4)
    await asyncio.gather(*(each.look_at(NORTH) for each in (town.lookout, beside)))
    await town.settle()
    assert office.calls("grant") == granted + 1
    assert [text.splitlines()[0] for text in town.reads(town.admin_channel(made))] == [TOLD]
    await other.close()


async def test_two_that_find_the_same_trouble_at_once_tell_of_it_once(database_url: str, town: Town) -> None:
    martha, made = await tides(town)
    other = await open_database(database_url, now=town.clock.now)
    beside = Lookout(other, town.lookout.platforms, town.dispatcher, rest=town.lookout.rest)
    for number in range(3):
        town.offices[NORTH].troubles(town.channel(made), "role-too-high")
        await asyncio.gather(*(each.look_at(NORTH) for each in (town.lookout, beside)))
        await town.settle()
        assert len(town.reads(town.admin_channel(made))) == 2 * number + 1
        town.offices[NORTH].troubles(town.channel(made))
        await asyncio.gather(*(each.look_at(NORTH) for each in (town.lookout, beside)))
        await town.settle()
        assert len(town.reads(town.admin_channel(made))) == 2 * number + 2
    assert town.reads(martha) == []
    await other.close()


async def test_where_it_is_not_known_who_is_inside_nobody_is_missing(town: Town) -> None:
    bo = await town.someone("Bo")
    _, made = await tides(town, bo)
    town.north.unsure = True
    town.offices[NORTH].puts_out(bo.account, town.channel(made))
    await town.hour()
    assert (town.offices[NORTH].calls("grant"), await logged(town, made)) == (3, [])


async def test_a_look_that_ends_in_the_middle_is_taken_up_by_the_next(town: Town) -> None:
    """The process died after it had found somebody and before it could say so."""
    _, made = await tides(town)
    wanda = town.stranger("Wanda")
    town.offices[NORTH].lets_in(wanda, town.channel(made))
    told = town.lookout.database.run

    async def dies(work: object) -> object:
        if getattr(getattr(work, "func", None), "__name__", "") == "_reported":
            raise KeyboardInterrupt
        return await told(work)  # type: ignore[arg-type]

    await town.passes(hours=1)
    town.lookout.database = type("Dying", (), {"run": staticmethod(dies), "now": town.database.now})()  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        await town.looks()
    town.restart()
    assert town.reads(town.admin_channel(made)) == []
    await town.hour()
    assert [text.splitlines()[0] for text in town.reads(town.admin_channel(made))] == [TOLD]
