"""What Palabre asks for on Discord is what it uses, each with a reason, and the link asks for nothing else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.discord import connection
from adapters.discord.manifest import (
    INTENTS,
    PERMISSIONS,
    UNKNOWN,
    application_of,
    intents,
    invitation,
    manifest,
    permissions,
)
from bot.commands.registry import Registry
from bot.features import FEATURES
from tests.adapters.discord.ground import NEEDED
from tests.simulators.discord import simulated_discord
from tests.test_cli import free_port
from tests.words import our_copy

TOKEN = "MTA4NDc.GxYz12.a-secret"


def test_the_connection_listens_to_what_the_manifest_says_and_to_nothing_else() -> None:
    assert intents() == connection.intents()
    assert [need.flag for need in INTENTS] == [flag for flag, on in intents() if on]


def test_the_permissions_are_those_that_the_adapter_is_tested_with() -> None:
    assert permissions().value == NEEDED.value
    assert len({need.flag for need in PERMISSIONS}) == permissions().value.bit_count()


def test_the_link_invites_the_bot_with_its_commands_and_its_permissions() -> None:
    address = urlsplit(invitation("10847"))
    assert (address.scheme, address.netloc, address.path) == ("https", "discord.com", "/oauth2/authorize")
    assert parse_qs(address.query) == {
        "client_id": ["10847"], "scope": ["bot applications.commands"], "permissions": [str(NEEDED.value)],
    }  # fmt: skip


async def test_every_need_has_its_reason_in_what_is_said() -> None:
    registry = Registry(FEATURES)
    specs = tuple(registry.commands.values())
    said = await manifest({}, our_copy(), specs=specs, shortcuts=())
    assert said.text == invitation(UNKNOWN)
    for need in (*INTENTS, *PERMISSIONS):
        assert [line for line in said.about if line.split("  ")[0:2] == ["", f" {need.label}"] and need.why in line]
    groups = {spec.name.split(" ")[0] for spec in specs}
    assert f"Its {len(groups)} commands it tells Discord by itself, at every start at which they changed." in said.about


async def test_discord_knows_best_which_application_it_is() -> None:
    async with simulated_discord() as discord:
        assert await application_of(discord.token, discord.api_url) == str(discord.world.application_id)
        assert await application_of(TOKEN, discord.api_url) == "10847"


@pytest.mark.parametrize(
    ("token", "application"),
    [
        (TOKEN, "10847"),
        ("MTA4NDc", "10847"),
        ("", UNKNOWN),
        ("not-a-token", UNKNOWN),
        ("ZGlzY29yZA.x.y", UNKNOWN),
        ("é.x.y", UNKNOWN),
        ("A", UNKNOWN),
    ],
)
async def test_a_token_tells_it_where_discord_cannot_be_asked(token: str, application: str) -> None:
    assert await application_of(token, f"http://127.0.0.1:{free_port()}") == application
