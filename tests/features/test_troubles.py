"""What is wrong with a place: shown as long as it lasts, told once when it changes, and once that it is mended."""

from __future__ import annotations

import pytest

from bot.chat.address import Place
from bot.chat.inbound import PlaceGone
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.places import troubles
from tests.simulators.post_office import later, refused
from tests.town import NORTH, SOUTH, Somebody, Town

HIGH = (
    "• The role of its members stands above mine, so I can neither give nor take it. In the server's settings, under "
    "Roles, drag my role above it."
)
NO_SEND = (
    "• I cannot write in the channel. In the channel's settings, under Permissions, let my role send messages."
)  # fmt: skip
NO_CHANNEL = (
    "• The channel no longer exists. The platform team gives the community another one with /community places; it "
    "takes the place of this one.\nNobody is of the platform team yet: whoever runs me says who is."
)
UNTIL = "I look again every hour and tell you when it is mended; until then /community places shows it."
TROUBLED = "Something is wrong where Tides lives in north square"
MENDED = "Where Tides lives in north square, everything is in order again."
MEMBERS, ADMINISTRATORS = "The channel of its members:", "The channel of its administrators:"


async def tides(town: Town, *members: Somebody) -> tuple[Somebody, Community]:
    martha = await town.someone("Martha")
    return martha, await town.community("Tides", admins=[martha], members=members)


def said(*lines: str) -> str:
    return "\n".join((TROUBLED, *lines, UNTIL))


async def stored(town: Town, community: Community) -> tuple[str, ...]:
    [home] = await town.run(lambda tx: communities.homes(tx, community.id))
    return home.troubles


async def test_what_is_wrong_is_told_once_shown_as_long_as_it_lasts_and_told_when_it_is_mended(town: Town) -> None:
    martha, made = await tides(town)
    channel, admins = town.channel(made), town.admin_channel(made)
    await town.looks()
    assert (town.reads(admins), await stored(town, made)) == ([], ())
    town.offices[NORTH].troubles(channel, "role-too-high")
    for _ in range(3):
        await town.hour()
    assert (town.reads(admins), await stored(town, made)) == ([said(MEMBERS, HIGH)], ("role-too-high",))
    assert town.reads(martha) == []
    shown = (await town.says(martha, "/community places tides")).text.splitlines()
    assert shown[:4] == ["Where Tides lives", "north square: #tides, administrators in #tides-admins", MEMBERS, HIGH]
    town.restart()
    await town.hour()
    town.offices[NORTH].troubles(channel)
    for _ in range(2):
        await town.hour()
    assert (town.reads(admins), await stored(town, made)) == ([said(MEMBERS, HIGH), MENDED], ())
    assert HIGH not in (await town.says(martha, "/community places tides")).text
    logged = [each.what for each in await town.run(lambda tx: communities.history(tx, made.id))]
    assert (logged.count("troubled"), logged.count("mended")) == (1, 1)


async def test_whenever_it_changes_all_of_it_is_told_again(town: Town) -> None:
    _, made = await tides(town)
    channel, admins = town.channel(made), town.admin_channel(made)
    office = town.offices[NORTH]
    office.troubles(channel, "role-too-high")
    await town.looks()
    office.troubles(channel, "role-too-high", "no-send")
    office.troubles(admins, "no-attach-files")
    await town.looks()
    office.troubles(channel)
    await town.looks()
    files = "• I cannot attach files. In the channel's settings, under Permissions, let my role attach files."
    assert town.reads(admins) == [
        said(MEMBERS, HIGH),
        said(MEMBERS, HIGH, NO_SEND, ADMINISTRATORS, files),
        said(ADMINISTRATORS, files),
    ]
    assert await stored(town, made) == ("admins/no-attach-files",)


@pytest.mark.parametrize("trouble", ["channel-gone", "no-send", "no-view"])
async def test_where_the_administrators_cannot_be_reached_they_hear_privately(town: Town, trouble: str) -> None:
    martha, made = await tides(town)
    town.offices[NORTH].troubles(town.admin_channel(made), trouble)
    await town.looks()
    assert (town.reads(town.admin_channel(made)), len(town.reads(martha))) == ([], 1)
    assert town.reads(martha)[0].startswith(f"{TROUBLED}\n{ADMINISTRATORS}")
    await town.hour()
    town.offices[NORTH].troubles(town.admin_channel(made))
    await town.hour()
    assert (town.reads(town.admin_channel(made)), len(town.reads(martha))) == ([MENDED], 1)


async def test_what_cannot_be_posted_after_all_is_said_privately_once(town: Town) -> None:
    """The channel looked well, and is not: nobody may miss that something is to be mended."""
    martha, made = await tides(town)
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    town.offices[NORTH].breaks_always(refused("forbidden", "who knows"), to=town.admin_channel(made))
    for _ in range(2):
        await town.hour()
    assert town.reads(martha) == [said(MEMBERS, HIGH)]


async def test_b10_with_private_messages_closed_it_waits_for_the_next_thing_they_do(town: Town) -> None:
    martha, made = await tides(town)
    town.offices[NORTH].troubles(town.admin_channel(made), "channel-gone")
    town.offices[NORTH].breaks_always(refused("closed"), to=martha.account)
    await town.looks()
    town.offices[NORTH].mend()
    assert town.reads(martha) == []
    assert NO_CHANNEL in (await town.says(martha, "/me")).text
    assert NO_CHANNEL not in (await town.says(martha, "/me")).text


async def test_m8_of_an_orphan_the_platform_team_hears(town: Town) -> None:
    martha, made = await tides(town)
    nadia = await town.someone("Nadia", SOUTH, owner=True)
    await town.leaves_workspace(martha)
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.looks()
    assert (town.reads(town.admin_channel(made)), town.reads(martha)) == ([], [])
    orphaned, trouble = town.reads(nadia)
    assert (orphaned.splitlines()[0], trouble) == ("Nobody administers Tides any more", said(MEMBERS, HIGH))


async def test_a_channel_that_is_deleted_is_told_at_once_and_by_nobody_twice(town: Town) -> None:
    martha, made = await tides(town)
    channel, admins = town.channel(made), town.admin_channel(made)
    town.offices[NORTH].troubles(channel, "channel-gone")
    gone = PlaceGone("gone-1", channel)
    for _ in range(2):
        await town.does(martha, gone)
    await town.does(martha, PlaceGone("gone-2", channel))
    await town.hour()
    assert (town.reads(admins), await stored(town, made)) == ([said(MEMBERS, NO_CHANNEL)], ("channel-gone",))
    await town.does(martha, PlaceGone("gone-3", Place(NORTH, "square", "somewhere-else")))
    assert len(town.reads(admins)) == 1


async def test_on_a_platform_that_shows_nothing_a_deleted_channel_is_told_as_well(town: Town) -> None:
    martha = await town.someone("Martha", SOUTH)
    made = await town.community("Tides", admins=[martha], platforms=[SOUTH])
    await town.does(martha, PlaceGone("gone-1", town.admin_channel(made, SOUTH)))
    await town.hour()
    assert (len(town.reads(martha)), await stored(town, made)) == (1, ("admins/channel-gone",))


async def test_who_asks_while_the_administrators_channel_is_gone_is_not_forgotten(town: Town) -> None:
    """The card goes to each administrator, and to the channel as soon as there is one."""
    martha, made = await tides(town)
    admins = town.admin_channel(made)
    bo, cy = await town.someone("Bo"), await town.someone("Cy")
    town.offices[NORTH].troubles(admins, "channel-gone")
    await town.looks()
    await town.joins(bo, made)
    assert [text.splitlines()[0] for text in town.reads(martha)[1:]] == ["Bo asks to join Tides"]
    town.offices[NORTH].troubles(admins)
    await town.hour()
    await town.joins(cy, made)
    cards = [text.splitlines()[0] for text in town.reads(admins)]
    assert cards == [MENDED, "Bo asks to join Tides", "Cy asks to join Tides"]
    assert len(town.reads(martha)) == 2


async def test_another_channel_mends_a_deleted_one(town: Town) -> None:
    martha, made = await tides(town)
    nadia = await town.someone("Nadia", owner=True)
    town.offices[NORTH].troubles(town.admin_channel(made), "channel-gone")
    await town.looks()
    await town.says(nadia, "/community places tides tides tides-team")
    await town.hour()
    assert await stored(town, made) == ()
    await town.joins(await town.someone("Bo"), made)
    mended, card = town.reads(Place(NORTH, "square", "tides-team"))
    assert (mended, card.splitlines()[0]) == (MENDED, "Bo asks to join Tides")
    assert len(town.reads(martha)) == 1


async def test_rights_given_back_open_what_they_had_kept_shut(town: Town) -> None:
    """Whoever was let in in vain is let in, and the channel is as open as its mode says."""
    martha, made = await tides(town)
    bo, channel = await town.someone("Bo"), town.channel(made)
    office = town.offices[NORTH]
    office.troubles(channel, "no-manage-roles")
    await town.looks()
    await town.joins(bo, made)
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(made)))
    card = town.text(town.card(town.admin_channel(made)).message)
    assert card.splitlines()[-1] == (
        "Approved, access pending: a channel could not be opened to Bo. I may not give or take access there. In the "
        "server's settings, under Roles, let my role manage roles and permissions. Then press Try again."
    )
    await town.says(martha, "/community mode tides open")
    await town.presses(martha, "Open to everybody")
    assert office.place(channel) == (False, True, "Tides")
    for _ in range(3):
        await town.hour()
    tried = office.calls("grant")
    office.troubles(channel)
    for _ in range(3):
        await town.hour()
    assert office.place(channel) == (True, True, "Tides")
    assert bo.account in office.open_to(channel)
    assert office.calls("grant") == tried + 1


async def test_a_platform_that_does_not_answer_changes_nothing(town: Town) -> None:
    _, made = await tides(town)
    office = town.offices[NORTH]
    office.troubles(town.channel(made), "role-too-high")
    await town.looks()
    office.troubles(town.channel(made))
    office.breaks_always(later(after=3600), to=town.channel(made))
    await town.hour()
    assert (len(town.reads(town.admin_channel(made))), await stored(town, made)) == (1, ("role-too-high",))
    office.mend()
    office.breaks(*[later()] * 3, to=town.channel(made))
    await town.hour()
    assert await stored(town, made) == ()


async def test_a_workspace_that_is_gone_is_said_once_for_both_channels(town: Town) -> None:
    martha, made = await tides(town)
    for place in (town.channel(made), town.admin_channel(made)):
        town.offices[NORTH].troubles(place, "workspace-gone")
    await town.looks()
    assert await stored(town, made) == ("workspace-gone",)
    await town.hour()
    assert [text.splitlines()[1:-1] for text in town.reads(martha)] == [
        [
            MEMBERS,
            "• I am no longer in this workspace. Invite me again, or have the platform team take the community out of "
            "there with /community places.",
            "Nobody is of the platform team yet: whoever runs me says who is.",
        ]
    ]


async def test_every_trouble_has_a_sentence_and_a_way_out_in_every_language(town: Town) -> None:
    for language in town.catalogue.languages:
        for trouble in homes.TROUBLES:
            text = town.plain(homes.remedy(trouble), language)
            assert "trouble-" not in text
            assert text.count(". ") + text.endswith(".") == 2, text


async def test_a_look_from_before_the_mode_changed_says_nothing_of_how_open_the_channel_is(town: Town) -> None:
    """It took the channel to be meant for others than it is by now; the next look knows."""
    _, made = await tides(town)
    [home] = await town.run(lambda tx: communities.homes(tx, made.id))

    async def found(*wrong: str, everyone_reads: bool) -> tuple[str, ...]:
        await town.run(lambda tx: troubles.found(tx, home.id, {False: wrong}, everyone_reads=everyone_reads))
        return await stored(town, made)

    assert await found("channel-private", "no-send", everyone_reads=True) == ("no-send",)
    assert await found("channel-public", everyone_reads=False) == ("channel-public",)
    assert await found(everyone_reads=True) == ("channel-public",)
    assert await found(everyone_reads=False) == ()
