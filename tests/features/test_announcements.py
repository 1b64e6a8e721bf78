"""Announcing from chat: form, preview with its reach, Send once, Undo, drafts, and who may (FEATURES 2.5, D3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.inbound import Actor
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.clock import Clock
from bot.db.database import Database
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import State
from bot.features.membership import service as membership
from bot.features.membership.model import Role, Status
from bot.features.people import service as people
from bot.features.people import workspaces
from tests.features.newsroom import ADA, BEN, CLEO, DAN, NEWS, NORTH, NORTH_ADMINS, ZOE, Newsroom, opened
from tests.words import our_copy


def on_its_way(after: str = "3 November 2026 at 10:00 (Europe/Paris)") -> str:
    return f"“Mapping the tides” is on its way: it leaves 20 seconds after {after}, and until then you can undo it."


@pytest.fixture
async def newsroom(database: Database, clock: Clock) -> Newsroom:
    return await opened(database, clock, our_copy())


BLANK = {
    "type": "news",
    "title": "",
    "text": "",
    "link": "",
    "file": "",
    "where": "everywhere",
    "when": "",
    "comments": "yes",
}

PREVIEW = [
    "This is how it will look. Nothing has been sent yet.",
    "Publication · Tides",
    "Mapping the tides",
    "The *second* edition is out.",
    "https://tides.example/report",
    "Ada, 3 November 2026 at 10:00 (Europe/Paris)",
    "It reaches 4 members: 3 in South, 2 in North.",
    "It leaves 20 seconds after Send; until then you can undo it.",
]


async def test_the_form_then_exactly_what_will_be_read_and_whom_it_reaches(newsroom: Newsroom) -> None:
    form = await newsroom.type("/announce tides", by=ADA)
    assert newsroom.typed(form) == BLANK
    preview = await newsroom.fill(form, by=ADA, **NEWS)
    assert newsroom.read(preview) == PREVIEW
    assert list(newsroom.buttons(preview)) == ["Send", "Edit", "Cancel", "Recent announcements"]
    assert await newsroom.statuses() == ["draft"]


async def test_the_community_goes_without_saying_in_its_channel_and_words_typed_are_in_the_form(
    newsroom: Newsroom,
) -> None:
    form = await newsroom.type("/announce New: the report is out", by=ADA, place=NORTH)
    assert newsroom.typed(form)["text"] == "New: the report is out"
    assert [newsroom.typed(await newsroom.type("/announce", by=ADA, place=each)) for each in (NORTH_ADMINS, None)] == [
        BLANK
    ] * 2


async def test_two_workspaces_of_one_name_are_told_apart(newsroom: Newsroom) -> None:
    def both_baobab(tx: Tx) -> None:
        for each in communities.everything(tx):
            for home in communities.homes(tx, each.id):
                workspaces.set_workspace(tx, home.platform, home.workspace, name="Baobab")

    await newsroom.database.run(both_baobab)
    preview = await newsroom.write(by=ADA)
    assert newsroom.read(preview)[6] == "It reaches 4 members: 3 in Baobab (Harbour), 2 in Baobab (Meadow)."


async def test_a_member_nobody_reaches_is_counted_apart(newsroom: Newsroom) -> None:
    south = (await newsroom.database.run(lambda tx: people.person_of(tx, ZOE.account)), ZOE.account)
    await newsroom.database.run(lambda tx: people.gone(tx, south[1]))
    preview = await newsroom.write(by=ADA)
    said = "It reaches 3 members: 2 in South, 2 in North. 1 member has no account where it goes."
    assert newsroom.read(preview)[6] == said


async def test_send_says_when_it_leaves_and_pressing_twice_sends_once(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA)
    first = await newsroom.press(preview, "Send", by=ADA)
    second = await newsroom.press(preview, "Send", by=ADA)
    assert [newsroom.read(first), newsroom.read(second)] == [[on_its_way()]] * 2
    assert newsroom.buttons(second) == newsroom.buttons(first)
    assert [(row.status, row.revision) for row in await newsroom.rows()] == [("sending", 2)]


async def test_undo_brings_the_preview_back(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA)
    sent = await newsroom.press(preview, "Send", by=ADA)
    undone = await newsroom.press(sent, "Undo", by=ADA)
    assert (newsroom.read(undone), await newsroom.statuses()) == (PREVIEW, ["draft"])
    assert isinstance(undone.reply, Redraw)


async def test_cancel_on_the_preview_sends_nothing_and_can_be_taken_up_again(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA)
    cancelled = await newsroom.press(preview, "Cancel", by=ADA)
    assert newsroom.read(cancelled) == ["“Mapping the tides” will not be sent."]
    assert newsroom.read(await newsroom.press(preview, "Send", by=ADA)) == ["“Mapping the tides” was not sent."]
    form = await newsroom.press(cancelled, "Edit", by=ADA)
    again = await newsroom.fill(form, by=ADA, **newsroom.typed(form))
    assert (newsroom.read(again), await newsroom.statuses()) == (PREVIEW, ["draft"])


async def test_edit_opens_the_form_as_it_was_and_the_old_preview_sends_nothing_unseen(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA)
    form = await newsroom.press(preview, "Edit", by=ADA)
    assert newsroom.typed(form) == NEWS
    edited = await newsroom.fill(form, by=ADA, **{**NEWS, "title": "Mapping all tides"})
    assert newsroom.read(edited)[2] == "Mapping all tides"
    old = await newsroom.press(preview, "Send", by=ADA)
    assert (newsroom.read(old), await newsroom.statuses()) == (newsroom.read(edited), ["draft"])
    await newsroom.press(old, "Send", by=ADA)
    assert [(row.status, row.title) for row in await newsroom.rows()] == [("sending", "Mapping all tides")]


async def test_a_draft_is_offered_again_and_a_new_one_can_be_begun(newsroom: Newsroom) -> None:
    await newsroom.write(by=ADA)
    newsroom.clock.forward(timedelta(days=2))
    again = await newsroom.type("/announce tides", by=ADA)
    assert newsroom.read(again) == [
        "You began this on 3 November 2026 at 10:00 (Europe/Paris) and never sent it.",
        *PREVIEW[:5],
        "Ada, 5 November 2026 at 10:00 (Europe/Paris)",
        *PREVIEW[6:],
    ]
    assert isinstance((await newsroom.press(again, "New announcement", by=ADA)).reply, OpenForm)
    assert isinstance((await newsroom.type("/announce tides Hello", by=ADA)).reply, OpenForm)
    assert isinstance((await newsroom.type("/announce tides", by=BEN)).reply, OpenForm)


async def test_ten_thousand_characters_come_back_with_every_one_of_them(newsroom: Newsroom) -> None:
    essay = "tide " * 2000
    form = await newsroom.type("/announce tides", by=ADA)
    back = await newsroom.fill(form, by=ADA, **{**NEWS, "text": essay})
    assert newsroom.typed(back) == {**NEWS, "text": essay}
    assert newsroom.read(back) == [
        "text: Text is 9,999 characters long; 3,000 is the most. Please shorten it: nothing you wrote is lost."
    ]
    typed = await newsroom.type(f"/announce tides {essay}", by=ADA)
    assert newsroom.typed(typed)["text"] == essay.strip()
    assert await newsroom.statuses() == []


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "ftp://tides.example", "tides.example", "https://", "https://a b", "https://x|@everyone",
     "data:text/html,x", "https://ada:secret@tides.example", "<https://tides.example>", "https://[tides"],
)  # fmt: skip
async def test_only_web_addresses_are_links(newsroom: Newsroom, link: str) -> None:
    back = await newsroom.write(by=ADA, link=link, when="gibberish")
    assert newsroom.typed(back) == {**NEWS, "link": link, "when": "gibberish"}
    assert newsroom.read(back) == [
        "link: This is no web address. Write it in full, beginning with https:// or http://",
        "when: I cannot read “gibberish” as a date and time. Write for example “tomorrow 9am”, “14 Feb 10:00” or"
        " “2027-02-14 10:00”.",
    ]
    assert await newsroom.statuses() == []


@pytest.mark.parametrize(
    ("by", "typed", "leaves"),
    [
        (ADA, "28 Mar 2027 02:30", "It leaves on Sunday 28 March 2027, 03:00 (Europe/Paris, UTC+02:00)."),
        (BEN, "02/03 9am", "It leaves on Wednesday 3 February 2027, 09:00 (America/New_York, UTC-05:00)."),
        (ADA, "02/03 9am", "It leaves on Tuesday 2 March 2027, 09:00 (Europe/Paris, UTC+01:00)."),
    ],
)
async def test_p5_the_moment_is_said_back_in_full_in_the_authors_zone(
    newsroom: Newsroom, by: Actor, typed: str, leaves: str
) -> None:
    preview = await newsroom.write(by=by, when=typed)
    said = [line for line in newsroom.read(preview) if line.startswith("It leaves")]
    assert said == [leaves]
    scheduled = await newsroom.press(preview, "Send", by=by)
    assert newsroom.read(scheduled) == [f"“Mapping the tides” is planned: {leaves.replace('It leaves', 'it leaves')}"]
    assert await newsroom.statuses() == ["scheduled"]


async def test_cautions_about_a_moment_are_told_once_it_was_read(newsroom: Newsroom) -> None:
    skipped = await newsroom.write(by=ADA, when="28 Mar 2027 02:30")
    ordered = await newsroom.write(by=BEN, when="02/03 9am")
    assert [newsroom.read(each)[-1] for each in (skipped, ordered)] == [
        "The clocks go forward that night and that time does not exist: the next one that does was taken.",
        "The numbers were read as month/day. If you meant the other way round, write the month as a word.",
    ]


async def test_p7_without_a_zone_of_ones_own_the_communitys_is_taken_and_said(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ZOE, when="14/02 10h")
    assert newsroom.read(preview)[-2:] == [
        "Départ : dimanche 14 février 2027, 10:00 (Europe/Rome, UTC+01:00).",
        "Votre fuseau horaire n’est pas connu ; celui de la communauté a été retenu. /settings règle le vôtre.",
    ]


async def test_a_moment_never_moves_by_being_edited(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA, when="tomorrow 9am")
    planned = await newsroom.press(preview, "Send", by=ADA)
    newsroom.clock.forward(timedelta(hours=10))
    form = await newsroom.press(planned, "Edit", by=ADA)
    assert newsroom.typed(form)["when"] == "2026-11-04 09:00"
    edited = await newsroom.fill(form, by=ADA, **{**newsroom.typed(form), "text": "Corrected."})
    assert newsroom.read(edited) == newsroom.read(planned)
    assert [(row.status, row.at, row.text) for row in await newsroom.rows()] == [
        ("scheduled", datetime(2026, 11, 4, 8, tzinfo=UTC), "Corrected.")
    ]


async def test_a_moment_that_passed_while_the_preview_lay_there_is_not_sent_by_surprise(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA, when="in 2 hours")
    newsroom.clock.forward(timedelta(hours=3))
    late = await newsroom.press(preview, "Send", by=ADA)
    assert newsroom.read(late) == [
        "The moment you chose has passed. Choose another one, or leave it empty to send now."
    ]
    assert (list(newsroom.buttons(late)), await newsroom.statuses()) == (["Edit"], ["draft"])


async def test_what_is_planned_can_be_cancelled_and_another_administrator_is_told_to_be_the_one(
    newsroom: Newsroom,
) -> None:
    await newsroom.press(await newsroom.write(by=ADA, when="tomorrow 9am"), "Send", by=ADA)
    recent = await newsroom.type("/announce tides recent-announcements", by=BEN)
    assert newsroom.read(recent) == [
        "Announcements of Tides",
        "“Mapping the tides” by Ada, leaves on 4 November 2026 at 03:00 (America/New_York)",
    ]
    assert list(newsroom.buttons(recent)) == ["Cancel", "New announcement"]
    cancelled = await newsroom.press(recent, "Cancel", by=BEN)
    assert newsroom.read(cancelled) == ["“Mapping the tides” will not be sent."]
    assert (await newsroom.statuses(), await newsroom.log()) == (["cancelled"], ["announcement-cancelled"])


async def test_a_stranger_is_told_how_to_become_a_member(newsroom: Newsroom) -> None:
    answer = await newsroom.type("/announce tides", by=DAN)
    assert newsroom.read(answer) == ["Only members of Tides can do that. /join says how to become one."]


async def test_m10_hidden_and_unknown_get_the_same_words(newsroom: Newsroom) -> None:
    await newsroom.change(hidden=True)
    ada = await newsroom.write(by=ADA)
    send = newsroom.buttons(ada)["Send"]
    answers = [
        await newsroom.type(f"/announce {name}", by=DAN, place=place)
        for name, place in (("tides", None), ("nowhere", None), ("tides", NORTH), ("nowhere", NORTH))
    ]
    assert answers == [answers[0]] * 4
    presses = [await newsroom.press(token, by=DAN) for token in (send, "announcements.send:ann_none/1")]
    assert presses[0] == presses[1]
    assert newsroom.read(presses[0]) == ["There is no such announcement any more. /announce writes a new one."]


async def test_nobody_else_sees_or_sends_a_draft(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA)
    answers = [
        await newsroom.press(preview, label, by=by) for by in (BEN, CLEO, DAN) for label in ("Send", "Edit", "Cancel")
    ]
    assert {type(answer.reply) for answer in answers} == {Whisper}
    assert {newsroom.read(answer)[0].split(".")[0] for answer in answers} == {
        "There is no such announcement any more",
        "Cette annonce n’existe plus",
    }
    assert await newsroom.statuses() == ["draft"]


async def test_archived_communities_take_no_announcement_on_any_path(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA)
    form = await newsroom.press(preview, "Edit", by=ADA)
    await newsroom.change(state=State.ARCHIVED, archived_at=newsroom.clock.now())
    clause = "This community is no longer active (archived on 3 November 2026). Its content remains available for"
    answers = [
        await newsroom.type("/announce tides", by=ADA),
        await newsroom.press(preview, "Send", by=ADA),
        await newsroom.press(preview, "Edit", by=ADA),
        await newsroom.press(f"announcements.another:{(await newsroom.community()).id}", by=ADA),
    ]
    assert [newsroom.read(answer) for answer in answers] == [[f"{clause} consultation."]] * 4
    back = await newsroom.fill(form, by=ADA, **{**NEWS, "title": "Kept all the same"})
    assert (newsroom.read(back), newsroom.typed(back)["title"]) == ([f": {clause} consultation."], "Kept all the same")
    assert await newsroom.statuses() == ["draft"]


async def test_a_community_without_a_channel_says_what_to_do(newsroom: Newsroom) -> None:
    community = await newsroom.community()
    for home in await newsroom.database.run(lambda tx: communities.homes(tx, community.id)):
        await newsroom.database.run(lambda tx, home=home: communities.drop_place(tx, home))
    assert newsroom.read(await newsroom.type("/announce tides", by=ADA)) == [
        "Tides has no channel yet, so nobody would read it. Only the platform team can give it one: /help."
    ]


async def test_two_people_editing_the_same_text_lose_nothing(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA)
    first = await newsroom.press(preview, "Edit", by=ADA)
    second = await newsroom.press(preview, "Edit", by=ADA)
    await newsroom.fill(first, by=ADA, **{**NEWS, "title": "From one window"})
    back = await newsroom.fill(second, by=ADA, **{**NEWS, "title": "From the other"})
    assert newsroom.read(back) == [
        ": Somebody changed “From one window” while you were writing. Send again to put yours in its place."
    ]
    assert newsroom.typed(back)["title"] == "From the other"
    await newsroom.fill(back, by=ADA, **newsroom.typed(back))
    assert [row.title for row in await newsroom.rows()] == ["From the other"]


async def test_the_list_shows_each_what_they_may_act_on(newsroom: Newsroom) -> None:
    await newsroom.write(by=ADA, title="A draft of Ada")
    await newsroom.press(await newsroom.write(by=CLEO, title="Proposed by Cléo"), "Envoyer", by=CLEO)
    await newsroom.press(await newsroom.write(by=BEN, title="Ben’s for later", when="tomorrow 9am"), "Send", by=BEN)
    listed = {
        by.name: sorted(
            line.split("”")[0].strip("“« ").split(" »")[0]
            for line in newsroom.read(await newsroom.type("/announce tides view:recent-announcements", by=by))[1:]
        )
        for by in (ADA, BEN, CLEO, ZOE)
    }
    assert listed == {
        "Ada": ["A draft of Ada", "Ben’s for later", "Proposed by Cléo"],
        "Ben": ["Ben’s for later", "Proposed by Cléo"],
        "Cléo": ["Proposed by Cléo"],
        "Zoé": ["Rien pour l’instant."],
    }


async def test_members_read_what_was_sent_and_no_more(newsroom: Newsroom) -> None:
    await newsroom.press(await newsroom.write(by=ADA), "Send", by=ADA)
    await newsroom.press(await newsroom.write(by=BEN, title="For later", when="tomorrow 9am"), "Send", by=BEN)
    await newsroom.forward(minutes=1)
    await newsroom.write(by=ADA, title="A draft of Ada")
    listed = await newsroom.type("/announce tides view:recent-announcements", by=ZOE)
    assert [line.split(" envoy")[0] for line in newsroom.read(listed)[1:]] == ["« Mapping the tides » de Ada,"]
    assert list(newsroom.buttons(listed)) == ["Lire", "Nouvelle annonce"]
    token = newsroom.buttons(listed)["Lire"]
    assert "The *second* edition is out." in newsroom.read(await newsroom.press(token, by=ZOE))
    assert newsroom.read(await newsroom.press(token, by=DAN)) == [
        "Only members of Tides can do that. /join says how to become one."
    ]
    await newsroom.change(hidden=True)
    hidden, never = [await newsroom.press(each, by=DAN) for each in (token, "announcements.read:ann_nothing")]
    assert hidden == never


async def test_a_reviewer_who_sees_the_card_of_a_proposal_hears_who_decides(newsroom: Newsroom) -> None:
    await newsroom.press(await newsroom.write(by=CLEO), "Envoyer", by=CLEO)
    zoe = await newsroom.database.run(lambda tx: people.person_of(tx, ZOE.account))
    community = await newsroom.community()
    [row] = await newsroom.rows()
    as_member = await newsroom.press(f"announcements.approve:{row.id}/{row.revision}", by=ZOE)
    await newsroom.database.run(lambda tx: membership.set_role(tx, community, zoe, Role.REVIEWER, by=""))
    as_reviewer = await newsroom.press(f"announcements.approve:{row.id}/{row.revision}", by=ZOE)
    assert [newsroom.read(each) for each in (as_member, as_reviewer)] == [
        ["Cette annonce n’existe plus. /announce en écrit une nouvelle."],
        ["Seuls les administrateurs de Tides peuvent faire cela."],
    ]
    assert await newsroom.statuses() == ["proposed"]


async def test_pages_of_five(newsroom: Newsroom) -> None:
    for number in range(12):
        newsroom.clock.forward(timedelta(minutes=1))
        await newsroom.write(by=ADA, title=f"News {number}")
    page = await newsroom.type("/announce tides recent-announcements", by=ADA)
    titles = []
    for label in ("Older", "Older", "Newer"):
        titles.append([line.split("”")[0].removeprefix("“News ") for line in newsroom.read(page) if "“" in line])
        page = await newsroom.press(page, label, by=ADA)
    assert titles == [["11", "10", "9", "8", "7"], ["6", "5", "4", "3", "2"], ["1", "0"]]


async def test_who_left_or_was_banned_can_do_nothing_with_their_own(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=CLEO)
    community = await newsroom.community()
    cleo = await newsroom.database.run(lambda tx: people.person_of(tx, CLEO.account))
    await newsroom.database.run(lambda tx: membership.depart(tx, community, cleo, Status.BANNED, by=""))
    assert newsroom.read(await newsroom.press(preview, "Envoyer", by=CLEO)) == [
        "Seuls les membres de Tides peuvent faire cela. /join dit comment le devenir."
    ]
    assert await newsroom.statuses() == ["draft"]


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.REVIEWER, Role.CHAMPION, Role.EXPERT])
async def test_d3_only_administrators_announce_all_others_propose(newsroom: Newsroom, role: Role) -> None:
    community = await newsroom.community()
    cleo = await newsroom.database.run(lambda tx: people.person_of(tx, CLEO.account))
    await newsroom.database.run(lambda tx: membership.set_role(tx, community, cleo, role, by=""))
    sent = await newsroom.press(await newsroom.write(by=CLEO), "Envoyer", by=CLEO)
    assert newsroom.read(sent) == [
        "« Mapping the tides » est chez les administrateurs. Vous saurez ce qu’ils décident."
    ]
    assert await newsroom.statuses() == ["proposed"]


async def test_the_platform_team_may_announce_where_it_is_no_member(newsroom: Newsroom) -> None:
    await newsroom.database.run(lambda tx: people.settle_owners(tx, [DAN.account]))
    sent = await newsroom.press(await newsroom.write(by=DAN), "Send", by=DAN)
    assert (newsroom.read(sent), await newsroom.statuses()) == (
        [on_its_way("3 November 2026 at 09:00 (Europe/London)")],
        ["sending"],
    )
