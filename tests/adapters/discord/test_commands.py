"""Commands on Discord: shown as they are declared, told to Discord only when something differs, read back as typed."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import make_dataclass
from pathlib import Path
from random import Random
from typing import Annotated, Any

import discord as library
import pytest
import yarl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from adapters.discord.commands import LOCALES, application_commands, focused, ids_in, register, registered, same, used
from bot.commands.arguments import choice, words
from bot.commands.feature import CommandSpec, Feature, ShortcutSpec, anyone
from bot.commands.registry import Registry, WrongDeclaration
from bot.features import FEATURES
from bot.i18n import Catalogue, load_catalogue
from tests.commands.garden import NoArgs, copy, garden_feature
from tests.rules.sources import ROOT
from tests.simulators.discord import Discord, simulated_discord
from tests.words import our_copy

Json = dict[str, Any]
GARDEN = Registry([garden_feature()])
PALABRE = Registry(FEATURES)


def shown(registry: Registry, catalogue: Catalogue) -> list[Json]:
    return application_commands(tuple(registry.commands.values()), catalogue, tuple(registry.shortcuts.values()))


OF_THE_GARDEN = shown(GARDEN, copy())
OF_PALABRE = shown(PALABRE, our_copy())


def command(name: str, commands: Sequence[Json] = OF_THE_GARDEN) -> Json:
    """A command, or an option of one: "garden open"."""
    first, *rest = name.split(" ")
    found = next(each for each in commands if each["name"] == first)
    return command(" ".join(rest), found["options"]) if rest else found


# ------------------------------------------------------------------------------------------------------ as declared

EVERYBODY = {"default_member_permissions": None, "contexts": [0, 1], "integration_types": [0]}


def test_a_command_is_shown_as_it_is_declared() -> None:
    assert command("plant") == {
        "type": 1, "name": "plant", "name_localizations": {"fr": "planter"}, **EVERYBODY,
        "description": "Plant something", "description_localizations": {"fr": "Planter quelque chose"},
        "options": [
            {
                "type": 3, "name": "name", "name_localizations": {"fr": "nom"}, "description": "What to plant",
                "description_localizations": {"fr": "Que planter"}, "required": False, "max_length": 40,
            },
            {
                "type": 3, "name": "where", "name_localizations": {"fr": "pour"},
                "description": "For whom it grows", "description_localizations": {"fr": "Pour qui cela pousse"},
                "required": False,
                "choices": [
                    {"name": "private", "name_localizations": {"fr": "privée"}, "value": "private"},
                    {"name": "public", "name_localizations": {"fr": "publique"}, "value": "public"},
                ],
            },
            {
                "type": 4, "name": "rows", "name_localizations": {}, "description": "How many rows",
                "description_localizations": {"fr": "Combien de rangs"}, "required": False,
            },
            {
                "type": 3, "name": "note", "name_localizations": {"fr": "mot"},
                "description": "A word to the gardeners",
                "description_localizations": {"fr": "Un mot aux jardiniers"}, "required": False, "max_length": 500,
            },
        ],
    }  # fmt: skip


def test_commands_of_two_words_stand_in_a_group() -> None:
    garden = command("garden")
    assert {key: garden[key] for key in ("type", "name_localizations", "description", "description_localizations")} == {
        "type": 1, "name_localizations": {"fr": "jardin"}, "description": "All about the garden",
        "description_localizations": {"fr": "Tout sur le jardin"},
    }  # fmt: skip
    assert [(each["type"], each["name"], each["name_localizations"]["fr"]) for each in garden["options"]] == [
        (1, "close", "fermer"), (1, "open", "ouvrir")
    ]  # fmt: skip


def test_what_no_form_could_ask_for_must_be_given_and_comes_first() -> None:
    options = command("lend")["options"]
    assert [(each["name"], each["type"], each["required"]) for each in options] == [
        ("to", 6, True), ("tool", 3, False), ("shed", 7, False), ("role", 8, False), ("until", 3, False),
        ("back", 5, False),
    ]  # fmt: skip
    assert command("lend shed")["channel_types"] == [0, 5, 15]
    assert "max_length" not in command("lend until")


def test_what_goes_without_saying_may_be_left_out_and_completes_as_one_types() -> None:
    bed = command("pick bed")
    assert (bed["required"], bed["autocomplete"], bed["max_length"]) == (False, True, 40)
    assert "autocomplete" not in command("plant where")


def test_an_entry_of_the_menu_has_its_declared_name_and_is_shown_by_its_copy() -> None:
    dry = command("dry")
    assert (dry["type"], "description" in dry, "options" in dry) == (3, False, False)
    assert dry["name_localizations"] == {
        each.value: "Faire sécher" if each.value == "fr" else "Hang out to dry" for each in library.Locale
    }


def test_a_description_is_cut_at_the_end_of_a_word(tmp_path: Path) -> None:
    long = "Plant something that " + "grows " * 20
    found = command("dig", told(tmp_path, {"en": f"command-dig = {long}", "fr": "command-dig = " + "x" * 120}))
    assert (found["description"], len(found["description"])) == ("Plant something that " + "grows " * 12 + "grows…", 99)
    assert found["description_localizations"] == {"fr": "x" * 99 + "…"}


def told(folder: Path, copies: dict[str, str], *arguments: tuple[str, Any], name: str = "dig") -> list[Json]:
    """One command with its own copy, as Discord is told it."""
    spec = CommandSpec(name, "shed", make_dataclass("Args", arguments), anyone, lambda ctx, args: args, "everyone")
    return application_commands([spec], written(folder, copies))


def written(folder: Path, copies: dict[str, str]) -> Catalogue:
    for language, text in copies.items():
        (folder / language).mkdir(parents=True)
        (folder / language / "shed.ftl").write_text(text + "\n", "utf-8")
    return load_catalogue(folder)


def test_every_language_reaches_those_who_read_it(tmp_path: Path) -> None:
    languages = ("en", "fr", "pt", "es", "ar", "zh-tw", "br")
    found = command("dig", told(tmp_path, {each: f"command-dig = Dig {each}\nname-dig = dig" for each in languages}))
    assert found["description_localizations"] == {
        "ar": "Dig ar", "es-419": "Dig es", "es-ES": "Dig es", "fr": "Dig fr", "pt-BR": "Dig pt", "zh-TW": "Dig zh-tw",
    }  # fmt: skip


def test_a_language_without_a_word_for_a_name_keeps_the_declared_one(tmp_path: Path) -> None:
    found = command("dig", told(tmp_path, {"en": "command-dig = Dig", "fr": "command-dig = Creuser"}))
    assert (found["name"], found["name_localizations"]) == ("dig", {})


def test_palabre_fits_and_every_name_and_sentence_is_said_in_french() -> None:
    names = {each["name"]: each for each in OF_PALABRE}
    assert set(names) == {name.split(" ")[0] for name in PALABRE.commands}
    assert names["join"]["name_localizations"] == {"fr": "rejoindre"}
    assert command("community mode mode", OF_PALABRE)["name_localizations"] == {"fr": "mode"}
    everything = every(OF_PALABRE)
    assert [each["name"] for each in everything if not each["name_localizations"].get("fr")] == []
    sentences = [each for each in everything if "description" in each]
    said = [text for each in sentences for text in (each["description"], *each["description_localizations"].values())]
    assert (len(said), [text for text in said if text.endswith("…")]) == (2 * len(sentences), [])


def every(nodes: Sequence[Json]) -> list[Json]:
    """Commands, subcommands, options and choices."""
    return [
        found for node in nodes for found in (node, *every(node.get("options", [])), *every(node.get("choices", [])))
    ]


def test_the_languages_are_those_of_discords_own_description() -> None:
    folders = (os.environ.get("PALABRE_SPECS"), ROOT.parent / "shared" / "specs")
    found = [path for each in folders if each and (path := Path(each) / "discord-openapi.json").is_file()]
    if not found:
        pytest.skip("Discord's description of its API is not at hand")
    known = json.loads(found[0].read_text("utf-8"))["components"]["schemas"]["AvailableLocalesEnum"]["oneOf"]
    assert sorted(each["const"] for each in known) == sorted(LOCALES)


# ---------------------------------------------------------------------------------------------------- what is too much

MANY = tuple((f"a{'b' * n}", Annotated[str, words()], "") for n in range(26))
ONE_OF_MANY = (("how", Annotated[str, choice(*(f"way{n}" for n in range(26)))], ""),)
WORDY = tuple((f"a{'b' * n}", Annotated[str, choice(*(f"{'w' * 80}{n}{m}" for m in range(25)))], "") for n in range(5))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (MANY, "/dig has 26 options; Discord takes 25."),
        (ONE_OF_MANY, "/dig how has 26 choices; Discord takes 25."),
        (WORDY, "/dig has 21,621 characters in its names, descriptions and choices; Discord takes 8,000."),
    ],
)
def test_what_discord_does_not_take_is_refused_in_a_sentence(
    tmp_path: Path, arguments: tuple[Any, ...], sentence: str
) -> None:
    with pytest.raises(WrongDeclaration) as refused:
        told(tmp_path, {"en": "command-dig = Dig"}, *arguments)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("french", "sentence"),
    [
        ("name-dig = Creuser", "Palabre: Discord takes only letters in lower case, not Creuser."),
        ("name-dig = creuser ici", "Palabre: Discord takes only letters in lower case, not creuser ici."),
        ("name-argument-where = où?", "/dig: Discord takes only letters in lower case, not où?."),
        (f"name-dig = {'x' * 33}", f"Palabre: the name {'x' * 33} has 33 characters; Discord takes 32."),
        ("name-argument-where = endroit\nname-argument-place = endroit",
         "/dig: where and place are both called endroit in fr."),
        ("name-argument-where = place", "/dig: where and place are both called place in fr."),
        ("choice-deep = loin\nchoice-far = loin", "/dig how: deep and far are both called loin in fr."),
    ],
)  # fmt: skip
def test_a_name_nobody_could_type_or_tell_apart_is_refused(tmp_path: Path, french: str, sentence: str) -> None:
    arguments = (
        ("where", Annotated[str, words()], ""),
        ("place", Annotated[str, words()], ""),
        ("how", Annotated[str, choice("deep", "far")], ""),
    )
    english = "command-dig = Dig\nchoice-deep = deep\nchoice-far = far"
    with pytest.raises(WrongDeclaration) as refused:
        told(tmp_path, {"en": english, "fr": french}, *arguments)
    assert str(refused.value) == sentence


def test_names_may_be_of_any_script(tmp_path: Path) -> None:
    copies = {"ar": "انضم", "hi": "शामिल", "th": "เข้าร่วม", "ja": "参加", "fr": "s'inscrire-ici_2"}
    found = told(tmp_path, {"en": "command-dig = Dig", **{key: f"name-dig = {name}" for key, name in copies.items()}})
    assert found[0]["name_localizations"] == copies


def test_a_group_is_never_a_command_itself() -> None:
    shed = Feature("shed")
    for name in ("garden", "garden open"):
        shed.command(name, NoArgs, allow=anyone)(lambda ctx, args: args)
    with pytest.raises(WrongDeclaration, match=r"^/garden cannot be a command on Discord"):
        application_commands(shed.commands, copy())


def test_a_group_holds_25_commands_and_palabre_100_and_5_entries_in_the_menu() -> None:
    def named(*names: str) -> list[CommandSpec]:
        return [CommandSpec(name, "shed", NoArgs, anyone, lambda ctx, args: args, "everyone") for name in names]

    def entries(number: int) -> list[ShortcutSpec]:
        return [ShortcutSpec(f"dry{'y' * n}", "shed", anyone, lambda ctx, event: event) for n in range(number)]

    letters = "abcdefghijklmnopqrstuvwxyz"
    assert len(application_commands(named(*(f"dig{each}{other}" for each in "abcd" for other in letters[:25])), copy()))
    for specs, shortcuts, sentence in (
        (named(*(f"dig {each}" for each in letters)), [], "/dig has 26 options; Discord takes 25."),
        (named(*(f"dig{each}{other}" for each in "abcde" for other in letters[:21])), [],
         "Palabre has 105 commands; Discord takes 100."),
        ([], entries(6), "Palabre has 6 entries in the menu of a message; Discord takes 5."),
    ):  # fmt: skip
        with pytest.raises(WrongDeclaration) as refused:
            application_commands(specs, copy(), shortcuts)
        assert str(refused.value) == sentence


# -------------------------------------------------------------------------------------- what differs, and what does not

EMPTY: dict[str, list[Any]] = {
    "required": [False, None], "autocomplete": [False, None], "name_localizations": [None, {}],
    "description_localizations": [None, {}], "options": [None, []], "choices": [None, []], "channel_types": [None, []],
    "min_length": [None], "default_member_permissions": [None],
}  # fmt: skip
"""What is the same whether it is there or not."""


def returned(nodes: Sequence[Json], dice: Random, *, top: bool = True) -> list[Json]:
    """What Discord may answer for commands that it was told."""
    found = []
    for each in nodes:
        node = dict(each)
        for key in ("options", "choices"):
            if key in node:
                node[key] = returned(node[key], dice, top=False)
        for key, empty in EMPTY.items():
            if not node.get(key) and (key in node or not top):
                node.pop(key, None)
                node |= dice.choice([{}, *({key: nothing} for nothing in empty)])
        for key in ("contexts", "integration_types", "channel_types"):
            if node.get(key):
                node[key] = dice.sample(node[key], len(node[key]))
        node |= dice.choice([{}, {"name_localized": "something", "description_localized": "else"}])
        if top:
            node |= {"id": str(dice.randrange(10**17, 10**18)), "application_id": "1", "version": "2", "nsfw": False}
            node |= {"dm_permission": True, "description": node.get("description", "")}
        found.append(dict(dice.sample(list(node.items()), len(node))))
    return dice.sample(found, len(found)) if top else found


SEEDS = st.integers(0, 2**32)


@given(SEEDS)
def test_whatever_discord_adds_fills_in_or_leaves_out_it_says_the_same(seed: int) -> None:
    for wanted in (OF_THE_GARDEN, OF_PALABRE):
        assert same(returned(wanted, Random(seed)), wanted)


Change = Callable[[Json], object]
CHANGES: list[tuple[str, Change]] = [
    ("plant", lambda node: node.update(name="sow")),
    ("plant", lambda node: node.update(description="Sow")),
    ("plant", lambda node: node.update(name_localizations=None)),
    ("plant", lambda node: node["description_localizations"].update(de="Pflanzen")),
    ("plant", lambda node: node.update(contexts=[0])),
    ("plant", lambda node: node.update(contexts=None)),
    ("plant", lambda node: node.update(integration_types=[0, 1])),
    ("plant", lambda node: node.update(default_member_permissions="0")),
    ("plant", lambda node: node["options"].pop()),
    ("plant", lambda node: node["options"].reverse()),
    ("plant name", lambda node: node.update(max_length=41)),
    ("plant name", lambda node: node.update(min_length=1)),
    ("plant name", lambda node: node.update(autocomplete=True)),
    ("plant name", lambda node: node.update(required=True)),
    ("plant where", lambda node: node["choices"][0].update(value="secret")),
    ("plant where", lambda node: node["choices"][0]["name_localizations"].update(fr="secrète")),
    ("plant where", lambda node: node["choices"].pop()),
    ("plant rows", lambda node: node.update(type=3)),
    ("plant rows", lambda node: node.update(min_value=0)),
    ("lend shed", lambda node: node.update(channel_types=[0])),
    ("garden open", lambda node: node.update(description="Shut")),
    ("dry", lambda node: node.update(type=2)),
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
@given(seed=SEEDS)
@settings(max_examples=10)
def test_whatever_else_is_different_is_noticed(number: int, seed: int) -> None:
    name, change = CHANGES[number]
    other = deepcopy(OF_THE_GARDEN)
    change(command(name, other))
    assert not same(returned(other, Random(seed)), OF_THE_GARDEN)


def test_one_command_more_or_fewer_is_noticed() -> None:
    assert not same(OF_THE_GARDEN[1:], OF_THE_GARDEN)
    assert not same([*OF_THE_GARDEN, {**OF_THE_GARDEN[0], "name": "sow"}], OF_THE_GARDEN)
    assert same([], [])


# --------------------------------------------------------------------------------------------------------- registering


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with simulated_discord() as simulated:
        monkeypatch.setattr(library.http.Route, "BASE", simulated.api_url)
        monkeypatch.setattr(library.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(simulated.gateway_url))
        yield simulated
        assert simulated.violations == []


@asynccontextmanager
async def asking(discord: Discord) -> AsyncIterator[tuple[Any, int]]:
    """discord.py's REST client, without a connection to the gateway; and the number of the application."""
    async with library.Client(intents=library.Intents.none()) as client:
        await client.login(discord.token)
        assert client.application_id is not None
        yield client.http, client.application_id


def server(discord: Discord, name: str) -> str:
    guild = discord.guild(name)
    guild.channel("general")
    guild.add_bot()
    return str(guild.id)


def places(discord: Discord) -> dict[str, int]:
    """How many commands stand where; "" is everywhere."""
    found: dict[str, int] = {}
    for each in discord.world.commands.values():
        scope = str(each.guild or "")
        found[scope] = found.get(scope, 0) + 1
    return found


async def test_discord_is_told_once_and_then_only_what_changes(discord: Discord) -> None:
    server(discord, "Baobab")
    async with asking(discord) as (http, application):
        assert not await registered(http, application, OF_PALABRE)
        first = await register(http, application, OF_PALABRE)
        again = await register(http, application, OF_PALABRE)
        assert (discord.command_writes, again, await registered(http, application, OF_PALABRE)) == (1, first, True)
        changed = deepcopy(OF_PALABRE)
        command("community mode", changed)["description_localizations"]["fr"] = "Autre chose"
        assert not await registered(http, application, changed)
        assert (await register(http, application, changed), discord.command_writes) == (first, 2)


async def test_commands_are_known_by_their_full_names_for_links_to_them(discord: Discord) -> None:
    async with asking(discord) as (http, application):
        ids_everywhere = await register(http, application, OF_THE_GARDEN)
    [ids] = ids_everywhere.values()
    assert sorted(ids) == ["garden close", "garden open", "lend", "pick", "plant", "stumble"]
    numbers = {each.name: str(each.id) for each in discord.world.commands.values()}
    assert (ids["plant"], ids["garden open"]) == (numbers["plant"], numbers["garden"])


async def test_commands_of_some_servers_stand_there_and_nowhere_else(discord: Discord) -> None:
    oak, elm = server(discord, "Oak"), server(discord, "Elm")
    number = len(OF_THE_GARDEN)
    async with asking(discord) as (http, application):
        await register(http, application, OF_THE_GARDEN)
        ids = await register(http, application, OF_THE_GARDEN, [oak])
        assert (places(discord), ids[oak]["plant"]) == ({oak: number}, the_one(discord, "plant"))
        await register(http, application, OF_THE_GARDEN, [oak])
        assert discord.command_writes == 3
        ids = await register(http, application, OF_THE_GARDEN, [oak, elm])
        assert {oak: ids_in(ids, oak)["plant"], elm: ids_in(ids, elm)["plant"]} == where(discord, "plant")
        assert ids_in(ids, None) == {}
        assert places(discord) == {oak: number, elm: number}
        assert not await registered(http, application, OF_THE_GARDEN, [oak])
        assert await registered(http, application, OF_THE_GARDEN, [oak, elm])
        await register(http, application, OF_THE_GARDEN, [elm])
        assert places(discord) == {elm: number}
        ids = await register(http, application, OF_THE_GARDEN)
        assert (places(discord), ids_in(ids, oak)["plant"]) == ({"": number}, the_one(discord, "plant"))
        assert ids_in(ids, None) == ids_in(ids, oak)


def where(discord: Discord, name: str) -> dict[str, str]:
    """The id of a command in each server."""
    return {str(each.guild): str(each.id) for each in discord.world.commands.values() if each.name == name}


def the_one(discord: Discord, name: str) -> str:
    [found] = [each for each in discord.world.commands.values() if each.name == name]
    return str(found.id)


async def test_nobody_is_without_commands_while_they_move(discord: Discord) -> None:
    oak = server(discord, "Oak")
    async with asking(discord) as (http, application):
        await register(http, application, OF_THE_GARDEN)
        for guilds, last in (([oak], []), ([], [])):
            discord.requests.clear()
            await register(http, application, OF_THE_GARDEN, guilds)
            puts = [call.body for call in discord.requests if call.method == "PUT"]
            assert (len(puts[0]), puts[1:]) == (len(OF_THE_GARDEN), [last])


async def test_a_server_that_does_not_let_us_costs_the_others_nothing(discord: Discord) -> None:
    oak = server(discord, "Oak")
    foreign = str(discord.guild("Elsewhere").id)
    async with asking(discord) as (http, application):
        with capture_logs() as lines:
            ids = await register(http, application, OF_THE_GARDEN, [foreign, oak])
        assert not await registered(http, application, OF_THE_GARDEN, [foreign, oak])
    assert (places(discord), len(ids[oak])) == ({oak: len(OF_THE_GARDEN)}, 6)
    assert {line["guild"]: line["log_level"] for line in lines} == {foreign: "warning", oak: "info"}


# -------------------------------------------------------------------------------------------------- what people choose


class Hearing(library.Client):
    """Keeps what is told with each interaction, and answers it."""

    def __init__(self) -> None:
        super().__init__(intents=library.Intents(guilds=True), guild_ready_timeout=0.05)
        self.told: list[Json] = []

    async def on_interaction(self, interaction: library.Interaction) -> None:
        self.told.append(dict(interaction.data or {}))
        if interaction.type is library.InteractionType.autocomplete:
            await interaction.response.autocomplete([])
        else:
            await interaction.response.send_message("Heard.", ephemeral=True)


@asynccontextmanager
async def hearing(discord: Discord, commands: Sequence[Json]) -> AsyncIterator[Hearing]:
    client = Hearing()
    running = asyncio.create_task(client.start(discord.token))
    try:
        await discord.until(client.is_ready)
        assert client.application_id is not None
        await register(client.http, client.application_id, commands)
        yield client
    finally:
        await client.close()
        await asyncio.gather(running, return_exceptions=True)


async def test_what_people_choose_comes_back_as_they_would_type_it(discord: Discord) -> None:
    guild = discord.guild("Baobab")
    general, shed = guild.channel("general"), guild.channel("shed")
    role = guild.role("Gardeners")
    guild.add_bot()
    amina, leo = discord.user("Amina", locale="fr"), discord.user("Léo")
    guild.join(amina, leo)
    async with hearing(discord, OF_THE_GARDEN) as client:
        await amina.slash(general, "prêter", à=leo, tool="rake", shed=shed, role=role, until="demain", back=False)
        await amina.slash(general, "planter", nom="Roses", pour="privée", rows=12)
        await amina.slash(general, "jardin ouvrir")
        await amina.complete(general, "cueillir", "bed", "ros")
        await amina.menu(amina.write(general, "Socks"), "Faire sécher")
        lent, planted, opened, picking, dried = client.told
    name, arguments, people = used(lent)
    assert (name, arguments) == (
        "lend",
        {
            "to": str(leo.id),
            "tool": "rake",
            "shed": str(shed.id),
            "role": str(role.id),
            "until": "demain",
            "back": "no",
        },
    )
    assert [(each["id"], each["username"], "member" in each) for each in people] == [(str(leo.id), "lo", True)]
    assert used(planted) == ("plant", {"name": "Roses", "where": "private", "rows": "12"}, ())
    assert used(opened) == ("garden open", {}, ())
    assert focused(picking) == ("pick", "bed", "ros")
    assert (dried["name"], dried["type"]) == ("dry", 3)


def lent(kind: int, value: object, **resolved: object) -> Json:
    return {"name": "lend", "options": [{"type": kind, "name": "to", "value": value}], "resolved": resolved}


USER = {"id": "7", "username": "leo"}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (lent(6, "7", users={"7": USER}), ("lend", {"to": "7"}, (USER,))),
        (lent(6, "7", users={"7": USER}, members={"7": {"nick": "Léo"}}),
         ("lend", {"to": "7"}, ({**USER, "member": {"nick": "Léo"}},))),
        (lent(6, "7", users={"7": {**USER, "bot": True}}), ("lend", {"to": "7"}, ())),
        (lent(6, "7", users={"7": {**USER, "id": "8"}}), ("lend", {"to": "7"}, ())),
        (lent(6, "7"), ("lend", {"to": "7"}, ())),
        (lent(5, True), ("lend", {"to": "yes"}, ())),
        (lent(5, "true"), ("lend", {}, ())),
        (lent(4, -3), ("lend", {"to": "-3"}, ())),
        (lent(4, True), ("lend", {}, ())),
        (lent(4, 3.5), ("lend", {}, ())),
        (lent(3, 3), ("lend", {}, ())),
        (lent(7, "nowhere"), ("lend", {}, ())),
        (lent(11, "7"), ("lend", {}, ())),
        (lent(3, ["a"]), ("lend", {}, ())),
        ({"name": "garden", "options": [{"type": 1, "name": "open"}]}, ("garden open", {}, ())),
        ({"name": "me", "options": None}, ("me", {}, ())),
        ({"name": "me", "options": [None, "x", {"type": 3}, {"name": 3, "type": 3, "value": "x"}]}, ("me", {}, ())),
        ({}, ("", {}, ())),
    ],
)  # fmt: skip
def test_what_discord_tells_is_read_by_its_shape(data: Json, found: object) -> None:
    assert used(data) == found


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["name", "type", "value", "options", "resolved", "users", "members", "id", "focused", "7"]),
        inner | st.sampled_from([1, 3, 4, 5, 6, 7, "7", True]), max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the first run builds its tables
@given(st.dictionaries(st.sampled_from(["name", "options", "resolved", "type"]), ANYTHING))
def test_nothing_that_is_told_breaks_the_reading(data: Json) -> None:
    name, arguments, people = used(data)
    assert all(isinstance(each, str) for each in (name, *arguments, *arguments.values(), *focused(data)))
    assert all(isinstance(each["id"], str) for each in people)
