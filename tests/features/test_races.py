"""Two people at the same instant, on both databases: whatever the order, what is left is true (M1, M2, M6, M8)."""

from __future__ import annotations

import asyncio
from functools import partial

from bot.chat.address import Account
from bot.chat.inbound import Actor, ButtonPressed, CommandUsed, FormSent
from bot.chat.message import say
from bot.chat.reply import Answer, Whisper
from bot.chat.text import Words
from bot.features.administration import messages
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.exchange.reading import read
from bot.features.exchange.service import bring_in
from bot.features.membership import service as membership
from bot.features.membership.access import standing_of
from bot.features.membership.model import Asked, Status
from bot.features.people import service as people
from bot.features.people.model import people as everybody
from tests.features.deciding import asked, inside, reject, stored
from tests.simulators.post_office import refused
from tests.town import NORTH, Somebody, Town

TIMES = 5
EDIT = {
    "topic": "New topic", "purpose": "p", "description": "d", "contact": "", "eligibility": "e", "questions": "",
    "principles": "", "contributions": "", "keywords": "", "language": "en", "timezone": "UTC",
}  # fmt: skip


async def press(town: Town, who: Somebody, token: str) -> Answer:
    return await town.dispatcher.receive(ButtonPressed(town.fresh(), who.actor, None, token))


async def types(town: Town, who: Somebody, line: str) -> Answer:
    name, _, text = line.partition(" ")
    return await town.dispatcher.receive(CommandUsed(town.fresh(), who.actor, None, name, text))


async def form(town: Town, who: Somebody, token: str, values: dict[str, str]) -> Answer:
    return await town.dispatcher.receive(FormSent(town.fresh(), who.actor, None, token, values))


async def warm(town: Town) -> None:
    """Open the connections, so that both really run at once."""
    await asyncio.gather(*(town.run(lambda tx: tx.value(everybody.select())) for _ in range(6)))


async def test_m8_the_last_two_administrators_cannot_both_go(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    for n in range(TIMES):
        one = await town.community(f"A{n}", admins=[ada, eve])
        two = await town.community(f"B{n}", admins=[ada, eve])
        await warm(town)
        await asyncio.gather(*(press(town, who, f"membership.left:{one.id}") for who in (ada, eve)))
        await asyncio.gather(
            types(town, ada, f"community admins b{n} ada member"), types(town, eve, f"community admins b{n} eve member")
        )
        for each in (one, two):
            assert len(await town.run(lambda tx, each=each: membership.administrators(tx, each.id))) == 1  # type: ignore[misc]


async def test_an_edit_beside_an_archive_and_a_hide_undoes_neither(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    for n in range(TIMES):
        for act in ("archive", "hide"):
            made = await town.community(f"{act}{n}", admins=[ada, eve], mode=Mode.PUBLIC)
            token = f"administration.edit:{made.id}/{messages.edition(made)}"
            other = (
                press(town, eve, f"administration.archived:{made.id}")
                if act == "archive"
                else types(town, eve, f"community hide {made.slug}")
            )
            await warm(town)
            await asyncio.gather(form(town, ada, token, {**EDIT, "name": made.name}), other)
            now = await town.now(made)
            assert (now.archived, now.hidden, now.topic) == (act == "archive", act == "hide", "New topic")


async def test_who_saves_second_sees_that_somebody_was_first_and_loses_nothing(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    made = await town.community("Tides", admins=[ada, eve], purpose="Old.")
    await town.says(ada, "/community edit")
    await town.says(eve, "/community edit")
    await town.fills(ada, purpose="By Ada.")
    refused = await town.fills(eve, topic="By Eve.")
    assert list(refused.problems) == [""]
    assert refused.form is not None
    assert {field.name: field.value for field in refused.form.fields}["topic"] == "By Eve."
    assert ((await town.now(made)).purpose, (await town.now(made)).topic) == ("By Ada.", "")
    assert (await town.fills(eve, purpose="By Ada.")).text == "Tides is saved."
    assert ((await town.now(made)).purpose, (await town.now(made)).topic) == ("By Ada.", "By Eve.")


async def waiting_in(town: Town, community: Community) -> int:
    return len(await town.run(lambda tx: membership.queue(tx, community.id)))


async def test_m2_nobody_keeps_waiting_in_what_has_been_archived(town: Town) -> None:
    ada, cy = await town.someone("Ada"), await town.someone("Cy")
    for n in range(TIMES):
        semi = await town.community(f"S{n}", admins=[ada])
        await warm(town)
        await asyncio.gather(
            form(town, cy, f"membership.join:{semi.id}", {"criteria": "yes"}),
            press(town, ada, f"administration.archived:{semi.id}"),
        )
        assert ((await town.now(semi)).archived, await waiting_in(town, semi)) == (True, 0)


async def test_m1_nobody_keeps_waiting_in_what_has_become_private(town: Town) -> None:
    ada, bo, cy = [await town.someone(name) for name in ("Ada", "Bo", "Cy")]
    for n in range(TIMES):
        semi = await town.community(f"S{n}", admins=[ada])
        await town.joins(cy, semi)
        await warm(town)
        await asyncio.gather(
            form(town, ada, f"administration.mode:{semi.id}/private", {"pending": "reject", "words": ""}),
            form(town, bo, f"membership.join:{semi.id}", {"criteria": "yes"}),
        )
        assert ((await town.now(semi)).mode, await waiting_in(town, semi)) == (Mode.PRIVATE, 0)


async def test_one_invitation_however_many_invite(town: Town) -> None:
    ada, eve, bo = [await town.someone(name) for name in ("Ada", "Eve", "Bo")]
    for n in range(TIMES):
        await town.community(f"G{n}", admins=[ada, eve], mode=Mode.PRIVATE)
        await warm(town)
        await asyncio.gather(*(types(town, who, f"invite bo g{n}") for who in (ada, eve)))
        await town.settle()
        assert len(town.letters(bo)) == n + 1
        await town.passes(days=1)  # nobody is written to more than three times a day


async def test_m6_who_leaves_while_given_a_role_finds_every_door_closed(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    for n in range(TIMES):
        made = await town.community(f"G{n}", admins=[ada], members=[bo], mode=Mode.PRIVATE)
        await warm(town)
        await asyncio.gather(
            types(town, ada, f"community admins g{n} bo reviewer"), press(town, bo, f"membership.left:{made.id}")
        )
        await town.settle()
        role = await town.run(lambda tx, made=made: standing_of(tx, made.id, bo.id).role)  # type: ignore[misc]
        office = town.offices[NORTH]
        inside = [bo.account in office.open_to(place) for place in (town.channel(made), town.admin_channel(made))]
        assert inside == [role is not None, role is not None]


async def test_an_invitation_lets_in_who_waits_and_ends_with_the_joining(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    made = await town.community("Tides", admins=[ada])
    await town.joins(bo, made)
    await town.says(ada, "/invite bo tides")
    await town.presses(bo, "Join", on=town.letters(bo)[-1])
    assert (await waiting_in(town, made), await town.run(lambda tx: membership.count(tx, made.id))) == (0, 2)
    await town.says(bo, "/leave tides")
    await town.presses(bo, "Leave")
    await town.says(ada, "/community mode tides private")
    await town.says(ada, "/community hide tides")
    assert (await town.says(bo, "/join tides")).text.startswith("No community of that name.")
    assert await town.run(communities.everything) != []


async def test_what_waited_is_read_once_by_who_does_two_things_at_the_same_instant(town: Town) -> None:
    ada, cy = await town.someone("Ada"), await town.someone("Cy")
    for n in range(TIMES):
        semi = await town.community(f"S{n}", admins=[ada])
        await town.joins(cy, semi)
        town.offices[NORTH].breaks_always(refused("closed"), to=cy.account)
        await town.presses(ada, "Approve", on=town.card(town.admin_channel(semi)))
        town.offices[NORTH].mend()
        await warm(town)
        answers = await asyncio.gather(*(types(town, cy, "communities") for _ in range(4)))
        said = [town.text(each.reply.message) for each in answers if isinstance(each.reply, Whisper)]
        assert len([each for each in said if "could not reach you earlier" in each]) == 1


async def test_who_leaves_while_their_approval_is_taken_back_does_not_wait_again(town: Town) -> None:
    """Either they went first, and there is nothing to take back, or they wait and had nothing to leave."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    for n in range(TIMES):
        made = await town.community(f"G{n}", admins=[ada])
        await town.joins(bo, made)
        request = await asked(town, bo, made)
        await town.presses(ada, "Approve", on=town.card(town.admin_channel(made)))
        await warm(town)
        await asyncio.gather(
            press(town, bo, f"membership.left:{made.id}"), press(town, ada, f"approvals.undo:{request.id}")
        )
        member = (await town.run(lambda tx, made=made: standing_of(tx, made.id, bo.id))).membership  # type: ignore[misc]
        assert member is not None
        waits = (await stored(town, request)).status is Asked.OPEN
        assert (member.status, waits) in ((Status.LEFT, False), (Status.REMOVED, True))
        await town.settle()


async def test_who_comes_in_while_their_rejection_is_taken_back_does_not_wait_inside(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    for n in range(TIMES):
        made = await town.community(f"G{n}", admins=[ada])
        await town.joins(bo, made)
        request = await asked(town, bo, made)
        await reject(town, ada, town.card(town.admin_channel(made)), reason="incomplete")
        await town.says(ada, f"/invite bo g{n}")
        await warm(town)
        await asyncio.gather(
            press(town, bo, f"membership.join:{made.id}"), press(town, ada, f"approvals.undo:{request.id}")
        )
        assert (await inside(town, bo, made), await waiting_in(town, made)) == (True, 0)
        await town.settle()


async def test_who_is_named_administrator_while_being_removed_is_one_or_the_other(town: Town) -> None:
    """M8: only members are removed; who has become an administrator meanwhile stays one."""
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    for n in range(TIMES):
        made = await town.community(f"G{n}", admins=[ada, eve], members=[bo])
        await warm(town)
        await asyncio.gather(
            types(town, eve, f"community admins g{n} bo administrator"),
            form(town, ada, f"membership.remove:{made.id}/{bo.id}", {"words": "", "ban": ""}),
        )
        done = [each.what for each in await town.run(lambda tx, made=made: communities.history(tx, made.id))]  # type: ignore[misc]
        assert (done.count("removed"), done.count("role")) in ((0, 1), (1, 0))
        await town.settle()


async def test_two_notes_at_the_same_instant_are_both_kept(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    for n in range(TIMES):
        made = await town.community(f"G{n}", admins=[ada])
        await town.joins(bo, made)
        request = await asked(town, bo, made)
        await warm(town)
        notes = [f"note {number}" for number in range(4)]
        await asyncio.gather(*(form(town, bo, f"membership.note:{request.id}", {"note": note}) for note in notes))
        assert sorted((await stored(town, request)).note.split("\n\n")) == notes
        await town.settle()


async def test_who_was_rejected_writes_three_times_however_many_letters_come_at_once(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    for n in range(TIMES):
        made = await town.community(f"G{n}", admins=[ada])
        await town.joins(bo, made)
        request = await asked(town, bo, made)
        await reject(town, ada, town.card(town.admin_channel(made)), reason="incomplete")
        before = len(town.letters(town.admin_channel(made)))
        await warm(town)
        write = f"approvals.write:{request.id}"
        await asyncio.gather(*(form(town, bo, write, {"words": f"letter {number}"}) for number in range(6)))
        await town.settle()
        assert len(town.letters(town.admin_channel(made))) - before == 3


async def test_letters_of_the_same_instant_are_three_a_day_all_the_same(town: Town) -> None:
    crowd = [await town.someone(f"P{n}") for n in range(TIMES)]
    await warm(town)
    for who in crowd:
        await asyncio.gather(
            *(
                town.run(lambda tx, who=who, n=n: people.tell(tx, who.id, say(Words(f"{n}")), key=f"{who.id}/{n}"))  # type: ignore[misc]
                for n in range(8)
            )
        )
    await town.settle()
    assert [len(town.letters(who)) for who in crowd] == [3] * TIMES


async def test_of_who_appears_at_the_same_instant_the_file_says_language_and_zone_all_the_same(town: Town) -> None:
    for n in range(6 * TIMES):
        actor = Actor(Account(NORTH, "", f"new-{n}"), f"New {n}")
        file = read(
            f'[[person]]\nname = "New {n}"\naccounts = ["{actor.account}"]\nlanguage = "fr"\ntimezone = "Asia/Tokyo"\n'
        )
        await warm(town)
        both = (partial(bring_in, file=file), partial(people.meet, actor=actor))
        await asyncio.gather(*(town.run(work) for work in both))
        known = await town.run(lambda tx, actor=actor: people.get(tx, people.person_of(tx, actor.account)))  # type: ignore[misc]
        assert known is not None
        assert (known.name, known.language, known.timezone) == (f"New {n}", "fr", "Asia/Tokyo")
