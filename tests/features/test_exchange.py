"""A file of communities goes in whole or not at all, and what goes out goes in again without a difference."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.address import Account
from bot.chat.inbound import Actor
from bot.db.database import Database
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.exchange.lines import line_of, positions
from bot.features.exchange.model import CommunityEntry, Document, PersonEntry
from bot.features.exchange.reading import ImportRefused, read
from bot.features.exchange.service import Imported, bring_in, take_out
from bot.features.exchange.writing import write
from bot.features.membership import exclusion
from bot.features.membership import service as membership
from bot.features.membership.access import standing_of
from bot.features.membership.model import Role, Status, requests
from bot.features.people import service as people
from bot.features.people import workspaces
from bot.jobs.queue import jobs
from tests.rules.sources import ROOT
from tests.town import NORTH, SOUTH, Somebody, Town

EXAMPLES = (ROOT / "examples" / "communities.toml").read_text("utf-8")

SMALL = """\
[[person]]
name = "Ada"
accounts = ["playground:baobab/ada"]

[[community]]
slug = "garden"
name = "The Garden"
mode = "semi-private"
eligibility = ["You have a garden."]
admins = ["playground:baobab/ada"]

  [[community.place]]
  platform = "playground"
  workspace = "baobab"
  channel = "garden"

  [[community.member]]
  account = "playground:baobab/bo"
  role = "champion"
"""


async def bring(database: Database, text: str) -> Imported:
    file = read(text, name="file.toml")
    return await database.run(lambda tx: bring_in(tx, file))


async def exported(database: Database) -> str:
    return await database.run(lambda tx: write(take_out(tx)))


def garden(tx: Tx) -> Community:
    return next(each for each in communities.everything(tx) if each.slug == "garden")


def complaints(text: str) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        read(text, name="file.toml")
    return [str(each) for each in refused.value.all]


async def rows(database: Database) -> int:
    """Everything an import could have left behind."""
    return await database.run(
        lambda tx: len(communities.everything(tx)) + len(people.everybody(tx)) + len(tx.all(jobs.select()))
    )


async def test_the_examples_come_in_and_go_round_byte_for_byte(database: Database) -> None:
    done = await bring(database, EXAMPLES)
    assert dict(done.created) == {"workspace": 2, "person": 15, "community": 8, "membership": 39}
    first = await exported(database)
    await database.run(_emptied)
    await bring(database, first)
    assert await exported(database) == first


def _emptied(tx: Tx) -> None:
    for table in reversed(jobs.metadata.sorted_tables):
        tx.run(table.delete())


async def test_importing_the_same_file_again_changes_nothing(database: Database) -> None:
    await bring(database, EXAMPLES)
    before, asked = await exported(database), await rows(database)
    again = await bring(database, EXAMPLES)
    assert (dict(again.created), dict(again.updated)) == ({}, {})
    assert dict(again.unchanged) == {"workspace": 2, "person": 15, "community": 8, "membership": 39}
    assert (await exported(database), await rows(database)) == (before, asked)


async def test_an_import_opens_the_channels_and_writes_to_nobody(database: Database) -> None:
    await bring(database, EXAMPLES)
    kinds = await database.run(lambda tx: {row.kind for row in tx.all(jobs.select())})
    assert kinds == {
        "grant", "open place", "lifecycle.began", "mirrors.rearranged", "series.settled", "digests.waking",
        "board.review",
    }  # fmt: skip


async def test_importing_again_updates_what_the_file_says_and_keeps_everybody(database: Database) -> None:
    await bring(database, SMALL)

    def joined(tx: Tx) -> None:
        newcomer = people.register(tx, "Cleo", [Account("playground", "baobab", "cleo")])
        membership.admit(tx, garden(tx), newcomer, by=newcomer)

    await database.run(joined)
    changed = SMALL.replace("The Garden", "The Orchard").replace('"champion"', '"expert"')
    done = await bring(database, changed)
    assert (dict(done.created), dict(done.updated)) == ({}, {"community": 1, "membership": 1})

    def seen(tx: Tx) -> tuple[str, list[tuple[str, Role]]]:
        community = garden(tx)
        who = [(people.who(tx, each.person).name, each.role) for each in membership.members(tx, community.id)]
        return community.name, who

    assert await database.run(seen) == (
        "The Orchard",
        [("Ada", Role.ADMINISTRATOR), ("bo", Role.EXPERT), ("Cleo", Role.MEMBER)],
    )


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.REVIEWER, Role.CHAMPION, Role.MEMBER])
async def test_a_member_without_a_role_in_the_file_keeps_the_one_they_have(database: Database, role: Role) -> None:
    """A key that is not written changes nothing; somebody new is a member."""
    silent = SMALL.replace('  role = "champion"\n', "")
    await bring(database, silent)
    person = await database.run(lambda tx: people.person_of(tx, Account("playground", "baobab", "bo")))
    assert (await database.run(lambda tx: standing_of(tx, garden(tx).id, person))).role is Role.MEMBER
    await database.run(lambda tx: membership.set_role(tx, garden(tx), person, role, by=""))
    done = await bring(database, silent)
    assert (await database.run(lambda tx: standing_of(tx, garden(tx).id, person))).role is role
    assert (done.updated["membership"], done.unchanged["membership"]) == (0, 2)


async def test_what_the_file_does_not_write_of_a_workspace_stays(database: Database) -> None:
    written = '[[workspace]]\nplatform = "playground"\nid = "baobab"\n'
    await bring(database, f'{written}name = "Baobab"\nlanguage = "fr"\nfallback_channel = "lost"\n')
    done = await bring(database, written)
    kept = await database.run(lambda tx: workspaces.workspace(tx, "playground", "baobab"))
    assert kept is not None
    assert (kept.name, kept.language, kept.fallback_channel) == ("Baobab", "fr", "lost")
    assert done.unchanged["workspace"] == 1
    await bring(database, f'{written}language = ""\n')
    assert await database.run(lambda tx: workspaces.workspace_language(tx, "playground", "baobab")) == ""


async def test_who_left_or_was_removed_is_not_brought_back(database: Database) -> None:
    await bring(database, SMALL)

    def banned(tx: Tx) -> None:
        bo = people.person_of(tx, Account("playground", "baobab", "bo"))
        membership.depart(tx, garden(tx), bo, Status.BANNED, by="")

    await database.run(banned)
    done = await bring(database, SMALL)
    assert done.kept_out == ["playground:baobab/bo (garden)"]
    assert await database.run(lambda tx: membership.count(tx, garden(tx).id)) == 1


async def test_what_people_chose_themselves_is_kept(database: Database) -> None:
    await bring(database, SMALL)

    def chosen(tx: Tx) -> None:
        people.settings(tx, people.person_of(tx, Account("playground", "baobab", "ada")), language="fr")

    await database.run(chosen)
    await bring(database, SMALL.replace('name = "Ada"', 'name = "Ada"\nlanguage = "en"\ntimezone = "Africa/Lagos"'))
    ada = await database.run(lambda tx: people.find(tx, "playground:baobab/ada")[0])
    assert (ada.language, ada.timezone) == ("fr", "Africa/Lagos")


async def test_somebody_known_by_an_id_only_gets_the_name_of_the_file(database: Database) -> None:
    """The platform team is known by its accounts before anybody of it has done anything."""
    await database.run(lambda tx: people.settle_owners(tx, [Account("playground", "baobab", "ada")]))
    done = await bring(database, SMALL)
    assert dict(done.updated) == {"person": 1}
    assert await database.run(lambda tx: [each.name for each in people.everybody(tx) if each.owner]) == ["Ada"]


async def test_an_archived_community_stays_archived_on_its_way(database: Database) -> None:
    await bring(database, SMALL)
    await database.run(lambda tx: communities.archived(tx, garden(tx)))
    text = await exported(database)
    assert tomllib.loads(text)["community"][0]["state"] == "archived"
    await database.run(_emptied)
    await bring(database, text)
    assert await exported(database) == text


async def test_a_place_that_the_file_adds_opens_for_those_who_belong_already(database: Database) -> None:
    await bring(database, SMALL)
    await database.run(lambda tx: tx.run(jobs.delete()))
    added = """
  [[community.place]]
  platform = "playground"
  workspace = "baobab"
  channel = "greenhouse"
"""
    done = await bring(database, SMALL + added)
    assert dict(done.updated) == {"community": 1}

    def granted(tx: Tx) -> list[str]:
        grants = [row.payload for row in tx.all(jobs.select().where(jobs.c.kind == "grant"))]
        return sorted(each["account"]["id"] for each in grants if each["place"]["id"] == "greenhouse")

    assert await database.run(granted) == ["ada", "bo"]


async def test_who_waits_is_told_when_a_file_archives_the_community(database: Database) -> None:
    await bring(database, SMALL)
    cleo = Account("playground", "baobab", "cleo")

    def asked(tx: Tx) -> None:
        caller = people.identify(tx, Actor(cleo, "Cleo"))
        joined = membership.join(tx, garden(tx), caller, membership.Answers(accepted=True))
        assert joined.outcome is membership.Outcome.ASKED
        tx.run(jobs.delete())

    await database.run(asked)
    await bring(database, SMALL.replace('mode = "semi-private"', 'mode = "semi-private"\nstate = "archived"'))

    def told(tx: Tx) -> tuple[list[str], list[str]]:
        request = tx.one(requests.select())
        assert request is not None
        return [str(request.status)], [row.payload["to"]["id"] for row in tx.all(jobs.select()) if row.kind == "send"]

    assert await database.run(told) == (["closed"], ["cleo"])


MISTAKES = [
    (
        SMALL.replace("semi-private", "secret"),
        "file.toml, line 8, community.mode: is 'secret'. Write one of private, semi-private, public, open.",
    ),
    (
        SMALL.replace("eligibility", "eligibilty"),
        "file.toml, line 9, community.eligibilty: there is no such key. Did you mean eligibility?",
    ),
    (
        SMALL.replace('eligibility = ["You have a garden."]\n', ""),
        "file.toml, line 8, community.mode: a semi-private community says who can be a member. "
        'Write eligibility = ["…"] or choose another mode.',
    ),
    (
        SMALL.replace('admins = ["playground:baobab/ada"]\n', ""),
        'file.toml, line 5, community.admins: nobody administers it. Write admins = ["platform:workspace/id"].',
    ),
    (
        SMALL.replace('account = "playground:baobab/bo"', 'account = "bo"'),
        "file.toml, line 18, community.member.account: 'bo' is not an account. "
        "Write platform:workspace/id or platform:id.",
    ),
    (
        SMALL.replace('account = "playground:baobab/bo"', 'account = "playground:baobab/ada"'),
        "file.toml, line 18, community.member.account: playground:baobab/ada already stands in admins. "
        "Keep one; an administrator is a member as well.",
    ),
    (
        SMALL.replace('"champion"', '"boss"'),
        "file.toml, line 19, community.member.role: is 'boss'. "
        "Write one of administrator, moderator, reviewer, champion, expert, member.",
    ),
    (
        SMALL.replace('"champion"', '"administrator"'),
        "file.toml, line 19, community.member.role: administrators stand in admins. "
        "Move the account there, or give another role.",
    ),
    (
        SMALL.replace("  channel =", "  chanel ="),
        "file.toml, line 12, community.place.channel: is missing. Write channel = … there.",
    ),
    (
        SMALL.replace("slug =", "slog ="),
        "file.toml, line 5, community.slug: is missing. Write slug = … there.",
    ),
    (
        SMALL.replace('"garden"\nname', '"The Garden"\nname'),
        "file.toml, line 6, community.slug: is 'The Garden'. "
        "Write small letters a–z, digits and single hyphens, such as gender-group.",
    ),
    (
        SMALL + SMALL.replace("ada", "eve").replace('channel = "garden"', 'channel = "other"'),
        "file.toml, line 25, community.slug: 'garden' is the slug of another community of this file. "
        "Give this one a slug of its own.",
    ),
    (
        SMALL + SMALL.replace("ada", "eve").replace('slug = "garden"', 'slug = "other"'),
        "file.toml, line 34, community.place.channel: garden already lives in playground:baobab#garden. "
        "Name another channel.",
    ),
    (
        SMALL.replace('channel = "garden"', 'channel = "garden"\n  admin_channel = "garden"'),
        "file.toml, line 16, community.place.admin_channel: 'garden' is the channel where garden lives. "
        "Name a channel that only administrators can read.",
    ),
    (
        SMALL.replace('"semi-private"', '"open"\nhidden = true'),
        "file.toml, line 9, community.hidden: an open community cannot be hidden. "
        "Write hidden = false or another mode.",
    ),
    (
        SMALL.replace('name = "Ada"', 'name = "Ada"\ntimezone = "Rome"'),
        "file.toml, line 3, person.timezone: is 'Rome'. Write an IANA time zone such as Africa/Lagos.",
    ),
    (
        SMALL.replace('name = "Ada"', 'name = "A\\u0007da"'),
        "file.toml, line 2, person.name: has the control character U+0007 in it. Remove it.",
    ),
    (
        SMALL.replace('name = "Ada"', 'name = "A\\nda"'),
        "file.toml, line 2, person.name: goes over several lines. Write it on one.",
    ),
    (
        SMALL.replace('name = "Ada"', "name = Ada"),
        "file.toml, line 2, column 8: this is not TOML (Invalid value). Correct that line.",
    ),
    (
        SMALL.replace('name = "Ada"', 'name = "Ada'),
        "file.toml, line 2, column 12: this is not TOML (Illegal character '\\n'). Correct that line.",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), MISTAKES, ids=[complaint.split(": ")[0] for _, complaint in MISTAKES])
def test_a_mistake_is_named_by_its_line_with_what_to_write(text: str, complaint: str) -> None:
    assert complaint in complaints(text)


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file() -> None:
    text = SMALL.replace("semi-private", "secret").replace('"champion"', '"boss"').replace("[[person]]", "[[persona]]")
    assert [each.split(",")[1] for each in complaints(text)] == [" line 1", " line 8", " line 19"]


@pytest.mark.parametrize("text", [text for text, _ in MISTAKES])
async def test_a_file_with_one_mistake_changes_nothing(database: Database, text: str) -> None:
    with pytest.raises(ImportRefused):
        await bring(database, text)
    assert await rows(database) == 0


async def test_a_related_community_must_be_in_the_file_or_known(database: Database) -> None:
    text = SMALL.replace("admins =", 'related = ["gardn"]\nadmins =')
    with pytest.raises(ImportRefused) as refused:
        await bring(database, text.replace("slug = ", "slug = "))
    assert str(refused.value.all[0]) == (
        "file.toml, line 10, community.related: no community is called 'gardn'. Did you mean garden?"
    )
    assert await rows(database) == 0
    await bring(database, SMALL.replace('"garden"', '"gardn"'))
    done = await bring(database, text)
    assert dict(done.created) == {"community": 1, "membership": 2}


async def test_a_channel_where_another_community_lives_already_is_refused(database: Database) -> None:
    await bring(database, SMALL)
    before = await rows(database)
    with pytest.raises(ImportRefused) as refused:
        await bring(database, SMALL.replace('slug = "garden"', 'slug = "other"'))
    assert str(refused.value.all[0]) == (
        "file.toml, line 15, community.place.channel: garden already lives in playground:baobab#garden. "
        "Name another channel."
    )
    assert await rows(database) == before


def test_every_key_of_the_examples_is_found_on_its_line() -> None:
    lines = EXAMPLES.splitlines()
    found = positions(EXAMPLES)
    assert len(found) > 600
    astray = [
        (path, line) for path, line in found.items() if str(path[-1]) not in lines[line - 1] and type(path[-1]) is str
    ]
    assert astray == []


def test_lines_are_right_after_strings_that_look_like_toml() -> None:
    text = 'a = """\n[[b]]\nc = 1 \\""" "\n"""\nd = [\n  "x]",\n  { e = \'#\' },\n]\n[ f . "g h" ]\ni = 1.5 # ]\n'
    found = positions(text)
    wanted = {("a",): 1, ("d", 0): 6, ("d", 1, "e"): 7, ("f", "g h"): 9, ("f", "g h", "i"): 10}
    assert {path: found[path] for path in wanted} == wanted
    assert line_of(found, ("d", 1, "nowhere")) == 7


SIGNS = [
    '"', '"""', "'", "'''", "\\", "\n", "\t", "#", "[", "]", "{", "}", "=", ",", " ", "\u2028", "\u200f", "\ufeff",
]  # fmt: skip
HOSTILE = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.characters(exclude_categories=("Cc", "Cs"))), max_size=30
).map("".join)  # fmt: skip
LINE = HOSTILE.map(lambda text: text.replace("\n", " ")).filter(lambda text: text.strip())


@given(name=LINE, text=HOSTILE, lines=st.lists(LINE, max_size=4), person=LINE)
@settings(max_examples=150)
def test_whatever_people_write_goes_out_and_comes_in_the_same(
    name: str, text: str, lines: list[str], person: str
) -> None:
    account = Account("playground", "baobab", "ada")
    community = CommunityEntry(
        slug="garden", name=name, mode=Mode.PUBLIC, description=text, principles=tuple(lines), admins=(account,)
    )
    document = Document(person=(PersonEntry(name=person, accounts=(account,)),), community=(community,))
    written = write(document)
    assert read(written).document == document
    assert write(read(written).document) == written


async def test_whatever_people_write_survives_the_database(database: Database) -> None:
    """Each engine keeps every sign: the text in the file is the text members read."""
    text = "\"\"\" ''' \\n \\ \u2028 \ufeff 🌍\n\n é e\u0301 %s {x} [[a]] #"
    entry = read(SMALL).document.community[0].model_copy(update={"description": text, "principles": ('"', "\\", "'")})
    await bring(database, write(read(SMALL).document.model_copy(update={"community": (entry,)})))
    assert await database.run(lambda tx: (garden(tx).description, garden(tx).principles)) == (text, ('"', "\\", "'"))
    assert read(await exported(database)).document.community[0].description == text


def test_control_characters_that_slipped_in_do_not_make_a_file_nobody_can_import() -> None:
    document = read(SMALL).document
    entry = document.community[0].model_copy(update={"description": "bell\x07 and\r\nline"})
    written = write(document.model_copy(update={"community": (entry,)}))
    assert read(written).document.community[0].description == "bell and\nline"


HEAD = '[[community]]\nslug = "a"\nname = "A"\nmode = "public"\nadmins = ["p:w/a"]\n'
PERSON = '[[person]]\nname = "Ada"\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f'{HEAD}hidden = "yes"', "6, community.hidden: is 'yes'. Write true or false, without quotation marks."),
        (f"{HEAD}hidden = 1", "6, community.hidden: is 1. Write true or false, without quotation marks."),
        (
            f'{HEAD}open_needs_approval = "on"',
            "6, community.open_needs_approval: is 'on'. Write true or false, without quotation marks.",
        ),
        (f"{HEAD}request_days = -3", "6, community.request_days: is -3. Write 3 or more."),
        (f"{HEAD}request_days = 91", "6, community.request_days: is 91. Write 90 or less."),
        (
            f'{HEAD}request_days = "14"',
            "6, community.request_days: is '14'. Write a whole number, without quotation marks.",
        ),
        (
            f"{HEAD}cooldown_days = true",
            "6, community.cooldown_days: is true. Write a whole number, without quotation marks.",
        ),
        (f"{HEAD}capacity = 0", "6, community.capacity: is 0. Write 1 or more."),
        (f'{HEAD}language = ""', "6, community.language: is too short. Write at least 2 sign(s)."),
        (
            f"{HEAD}questions = {['q'] * 6}",
            "6, community.questions: has too many entries. Keep at most 5.",
        ),
        (f'{HEAD}keywords = "a"', "6, community.keywords: is 'a'. Write a list, as in keywords = [\"…\"]."),
        (
            f"{HEAD}purpose = 3",
            '6, community.purpose: is 3. Write it as text, between quotation marks: purpose = "…".',
        ),
        (
            f"{HEAD}archived_at = 2025-01-31T12:00:00",
            "6, community.archived_at: says no time zone. Write it with one, as in 2025-01-31T12:00:00Z.",
        ),
        (f"{PERSON}accounts = []", '3, person.accounts: is empty. Write at least one, as in accounts = ["…"].'),
        (
            f"{PERSON}accounts = [7]",
            '3, person.accounts: is 7. Write an account, as in "platform:workspace/id".',
        ),
        (
            f"{PERSON}accounts = ['ada']",
            "3, person.accounts: 'ada' is not an account. Write platform:workspace/id or platform:id.",
        ),
        ("person = 3", '1, person: is 3. Write a list, as in person = ["…"].'),
    ],
)
def test_a_value_that_cannot_be_is_one_mistake_with_what_to_write(text: str, complaint: str) -> None:
    assert complaints(text) == [f"file.toml, line {complaint}"]


FILE = """
[[community]]
slug = "gardens"
name = "Gardens"
mode = "public"
purpose = "Growing together."
admins = ["north:square/ada"]

[[community.place]]
platform = "north"
workspace = "square"
channel = "gardens"
"""


async def imports(town: Town, text: str) -> Community:
    await town.run(lambda tx: bring_in(tx, read(text)))
    return (await town.run(communities.everything))[0]


async def test_a_file_changes_only_what_it_writes(town: Town) -> None:
    ada = await town.someone("Ada")
    gardens = await imports(town, FILE)
    await town.says(ada, "/community hide gardens hidden")
    await town.tokens(ada, f"administration.archived:{gardens.id}")
    await town.run(lambda tx: communities.set_sponsors(tx, gardens.id, [("Seeds", "sponsor")]))
    home = (await town.run(lambda tx: communities.homes(tx, gardens.id)))[0]
    await town.run(lambda tx: communities.add_place(tx, gardens, home.place, admin_channel="gardeners", role="green"))
    before = await town.now(gardens)
    assert (before.hidden, before.archived) == (True, True)
    assert await imports(town, FILE) == before
    [kept] = await town.run(lambda tx: communities.homes(tx, gardens.id))
    assert (kept.admin_channel, kept.role) == ("gardeners", "green")
    assert [each.name for each in await town.run(lambda tx: communities.sponsors_of(tx, gardens.id))] == ["Seeds"]
    written = FILE.replace('mode = "public"', 'mode = "public"\nhidden = false\nstate = "active"')
    after = await imports(town, written)
    assert (after.hidden, after.archived, after.archived_at) == (False, False, None)


async def test_a_file_does_not_open_a_hidden_community_unawares(town: Town) -> None:
    ada = await town.someone("Ada")
    gardens = await imports(town, FILE)
    await town.says(ada, "/community hide gardens hidden")
    with pytest.raises(ImportRefused) as refusal:
        await imports(town, FILE.replace('"public"', '"open"'))
    assert [each.problem for each in refusal.value.all] == [
        "the file, line 5, community.mode: the community is hidden and cannot be open."
    ]
    assert (await town.now(gardens)).mode == "public"


async def test_what_was_typed_as_lists_is_exported_and_imported_again(town: Town) -> None:
    ada = await town.someone("Ada")
    gardens = await town.community("Gardens", admins=[ada])
    principles = tuple(f"Principle {number}" for number in range(120))
    await town.says(ada, "/community edit gardens")
    await town.fills(ada, principles="\n".join(principles), eligibility="x" * 2000, keywords="\n".join("k" * 250))
    text = write(await town.run(take_out))
    again = await imports(town, text)
    assert (again.principles, again.eligibility, len(again.keywords)) == (principles, ("x" * 2000,), 250)
    assert again == await town.now(gardens)
    assert write(await town.run(take_out)) == text


# Who is excluded.


BARRED_THERE = "You cannot join Gardens. If you think this is a mistake, write to its administrators."
BARRED = SMALL.replace(
    'admins = ["playground:baobab/ada"]\n\n',
    'admins = ["playground:baobab/ada"]\nbanned = ["playground:baobab/cy"]\n\n',
)


async def ban(town: Town, community: Community, who: Somebody) -> None:
    await town.run(lambda tx: membership.depart(tx, community, who.id, Status.BANNED, by=""))
    await town.settle()


async def test_who_is_excluded_stays_so_in_another_installation(town: Town) -> None:
    """Also by the other account, and also if they have left the workspace since, as most do."""
    ada, bo, cy = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Cy")
    other = await town.links(cy, SOUTH)
    both = [NORTH, SOUTH]
    gardens = await town.community("Gardens", admins=[ada], members=[bo, cy], mode=Mode.PUBLIC, platforms=both)
    for who in (bo, cy):
        await ban(town, gardens, who)
        await town.leaves_workspace(who)
    text = write(await town.run(take_out))
    assert f'banned = ["{bo.account}", "{cy.account}", "{other.account}"]' in text
    await town.run(_emptied)
    assert await town.run(communities.everything) == []
    await town.run(lambda tx: bring_in(tx, read(text)))
    for each in (bo, cy, other):
        assert (await town.says(each, "/join gardens")).text == BARRED_THERE
    assert write(await town.run(take_out)) == text
    log = await town.run(lambda tx: communities.history(tx, garden_of(tx, "gardens").id))
    assert [each.what for each in log].count("banned") == 2


def garden_of(tx: Tx, slug: str) -> Community:
    return next(each for each in communities.everything(tx) if each.slug == slug)


async def test_who_was_let_back_or_belongs_is_not_excluded_by_an_older_file(database: Database) -> None:
    """What the database knows of somebody holds; it is said, and an import takes nobody out."""
    await bring(database, BARRED)
    cy = await database.run(lambda tx: people.person_of(tx, Account("playground", "baobab", "cy")))
    assert (await database.run(lambda tx: standing_of(tx, garden(tx).id, cy))).banned
    assert (await bring(database, BARRED)).unchanged["exclusion"] == 1
    await database.run(lambda tx: exclusion.lift_ban(tx, garden(tx), cy, by=""))
    done = await bring(database, BARRED)
    assert not (await database.run(lambda tx: standing_of(tx, garden(tx).id, cy))).banned
    assert (done.let_in, dict(done.created), dict(done.updated)) == (["playground:baobab/cy (garden)"], {}, {})
    await database.run(lambda tx: membership.admit(tx, garden(tx), cy, by=""))
    done = await bring(database, BARRED)
    assert (await database.run(lambda tx: standing_of(tx, garden(tx).id, cy))).role is Role.MEMBER
    assert done.let_in == ["playground:baobab/cy (garden)"]


async def test_who_waits_or_is_invited_is_excluded_all_the_same(town: Town) -> None:
    ada, cy = await town.someone("Ada"), await town.someone("Cy")
    group = await town.community("Gardens", admins=[ada])
    await town.joins(cy, group)
    await town.says(ada, "/invite cy gardens")
    text = write(await town.run(take_out)).replace("admins =", f'banned = ["{cy.account}"]\nadmins =')
    await town.run(lambda tx: bring_in(tx, read(text)))
    assert (await town.says(cy, "/join gardens")).text == BARRED_THERE
    heard = await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    assert heard.text == "Cy is banned from Gardens. Reject the request, or lift the ban first."


async def test_an_exclusion_writes_to_nobody(database: Database) -> None:
    await bring(database, BARRED)
    kinds = {row.kind for row in await database.run(lambda tx: tx.all(jobs.select()))}
    assert kinds.isdisjoint({"send", "show"})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            BARRED.replace("baobab/cy", "baobab/bo"),
            "file.toml, line 11, community.banned: playground:baobab/bo already stands in member. "
            "Keep one; whoever is excluded does not belong.",
        ),
        (
            BARRED.replace('["playground:baobab/cy"]', '["playground:baobab/cy", "playground:baobab/cy"]'),
            "file.toml, line 11, community.banned: playground:baobab/cy stands twice. Keep one of the two.",
        ),
        (
            BARRED.replace('["playground:baobab/cy"]', '["cy"]'),
            "file.toml, line 11, community.banned: 'cy' is not an account. Write platform:workspace/id or platform:id.",
        ),
    ],
)
def test_a_mistake_about_who_is_excluded_is_named(text: str, complaint: str) -> None:
    assert complaints(text) == [complaint]


async def test_who_was_never_met_comes_in_and_is_named_with_the_line(database: Database) -> None:
    """People may come later; a slip of the hand looks the same."""
    done = await bring(
        database, SMALL.replace('admins = ["playground:baobab/ada"]', 'admins = ["playground:baobab/adda"]')
    )
    assert done.unmet == [
        "file.toml, line 10: playground:baobab/adda (admins)", "file.toml, line 18: playground:baobab/bo (member)"
    ]  # fmt: skip
    assert done.created["membership"] == 2
    assert (await bring(database, SMALL)).unmet == []


async def test_an_account_of_a_workspace_that_nobody_knows_is_refused(database: Database) -> None:
    with pytest.raises(ImportRefused) as refused:
        await bring(database, SMALL.replace("playground:baobab/bo", "playground:boabab/bo"))
    [only] = refused.value.all
    assert (only.problem, only.remedy) == (
        "file.toml, line 18, community.member.account: nobody knows the workspace playground:boabab.",
        "Did you mean playground:baobab? A new one needs a [[workspace]] of its own.",
    )
    await bring(
        database, '[[workspace]]\nplatform = "playground"\nid = "boabab"\n\n' + SMALL.replace("baobab/bo", "boabab/bo")
    )


async def test_an_operators_accounts_become_one_person_until_both_were_used(database: Database) -> None:
    ada, eda = Account("playground", "baobab", "ada"), Account("playground", "baobab", "eda")
    await database.run(lambda tx: people.settle_owners(tx, [eda, ada]))
    await bring(database, SMALL)
    both = SMALL.replace('accounts = ["playground:baobab/ada"]', f'accounts = ["{eda}", "{ada}"]')
    done = await bring(database, both)
    assert (done.apart, done.updated["person"]) == ([], 1)
    one, other = await database.run(lambda tx: (people.person_of(tx, ada), people.person_of(tx, eda)))
    owners = await database.run(people.owners)
    assert (one, [each.id for each in owners]) == (other, [one])
    [garden] = await database.run(communities.everything)
    assert await database.run(lambda tx: membership.administrators(tx, garden.id)) == [one]
    used = f'[[person]]\nname = "Ada"\naccounts = ["{ada}", "playground:baobab/bo"]\n'
    assert (await bring(database, used)).apart == ["playground:baobab/bo"]
