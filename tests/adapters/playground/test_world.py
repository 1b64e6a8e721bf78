"""The world file is checked before anything starts, each mistake named by its line; later it adds and never removes."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.playground.views import wording
from adapters.playground.wording import WORDING
from adapters.playground.world import load_world
from bot.chat.address import Account
from bot.errors import OperatorError
from tests.adapters.playground.stage import AMINA, MARTHA, WORLD, Stage, catalogue, playground

START = '[[workspace]]\nid = "baobab"\nname = "Baobab"\n\n'
SOMEBODY = '[[person]]\nworkspace = "baobab"\nid = "amina"\nname = "Amina"\n'


@pytest.mark.parametrize(
    ("world", "mistake"),
    [
        (START + SOMEBODY + 'timezone = "Africa/Lagoss"\n',
         "line 9, person.timezone: is not an IANA time zone such as Africa/Lagos"),
        (START + SOMEBODY + "owner = 3\n", "line 9, person.owner: Input should be a valid boolean"),
        (START + SOMEBODY + 'nmae = "x"\n', "line 9, person.nmae: Extra inputs are not permitted"),
        (START + SOMEBODY + '\n[[person]]\nworkspace = "baobab"\nid = "k"\n', "line 10, person.name: Field required"),
        (START + SOMEBODY + SOMEBODY, "the person 'baobab/amina' stands twice"),
        (START + SOMEBODY.replace("baobab", "kapok"), "the person 'amina' lives in 'kapok', which is no workspace"),
        (START + SOMEBODY + '[[channel]]\nworkspace = "baobab"\nid = "a"\nname = "a"\nmembers = ["kofi"]\n',
         "'kofi' is a member of 'a' but no person of its workspace"),
        (START + "[[person\n", "is not valid TOML: Expected ']]'"),
        (START, "person: Field required"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(tmp_path: Path, world: str, mistake: str) -> None:
    (tmp_path / "world.toml").write_text(world, "utf-8")
    with pytest.raises(OperatorError) as caught:
        load_world(tmp_path / "world.toml")
    assert mistake in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"nowhere\.toml cannot be read"):
        load_world(tmp_path / "nowhere.toml")


def test_the_example_world_can_be_played() -> None:
    world = load_world(Path(__file__).parents[3] / "examples/cast.toml")
    assert world.owners == (Account("playground", "baobab", "nadia"),)
    people = {f"{each.workspace}/{each.id}" for each in world.person}
    assert {each.partition("#")[0] for each in world.watch} <= people


async def test_what_is_new_in_the_file_is_added_and_nothing_is_removed(tmp_path: Path) -> None:
    async with playground(tmp_path) as before:
        await before.person(AMINA, language="fr")
        await before.act(MARTHA, "channel:admins", "write", text="kept")
    newcomer = '\n[[person]]\nworkspace = "baobab"\nid = "kofi"\nname = "Kofi"\n'
    renamed = WORLD.replace("Amina Yusuf", "Amina Y.").replace('private = true\nmembers = ["martha"]', "")
    async with playground(tmp_path, world=renamed + newcomer) as after:
        people = {each["id"]: each for each in (await after.get("world"))["people"] if each["workspace"] == "baobab"}
        assert list(people) == ["amina", "martha", "kofi"]
        assert (people["amina"]["name"], people["amina"]["language"]) == ("Amina Y.", "fr")
        assert await after.read(MARTHA, "channel:admins") == ["kept"]
        assert await after.inside(after.channel) == ["martha"]


async def test_a_file_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "playground.db").write_bytes(b"this is no database, " * 100)
    with pytest.raises(OperatorError, match="The playground cannot use its file"):
        async with playground(tmp_path):
            pass


async def test_the_page_speaks_every_language(ground: Stage) -> None:
    english, french = wording(ground.platform.scene, "en-US"), wording(ground.platform.scene, "fr-CA")
    assert (english["language"], french["language"]) == ("en", "fr")
    for key, names in WORDING.items():
        for said in (english["said"][key], french["said"][key]):
            assert [name for name in names if f"{{{name}}}" not in said] == [], key
            assert catalogue().has(f"playground-{key}", "fr")
