"""Channels that cannot be made: whoever asked reads whose setting it is and where it stands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.clock import Clock
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from tests.adapters.slack.village import Village, village
from tests.simulators.slack import refused

RESTRICTED = (
    "The workspace does not let me make channels. In the workspace's settings, under Permissions, Channel management, "
    "one of its owners lets everybody create channels; or make them by hand and invite me there, and the platform team "
    "names them with "
)


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def asked(place: Village) -> str:
    """What the platform team reads after it has asked for channels."""
    otto = place.owners[0]
    await place.run(lambda tx: communities.create(tx, communities.blank(tx, "Tides", Mode.PUBLIC), by=""))
    await otto.presses(await (await otto.types("general", "/community places tides")).final(), "Create channels here")
    await place.idle()
    return place.last(otto, otto.dm).text


@pytest.mark.parametrize("code", ["restricted_action", "user_is_restricted", "no_permission"])
async def test_what_the_workspace_keeps_to_others_is_said_with_its_setting(place: Village, code: str) -> None:
    place.slack.faults.plan("conversations.create", refused(code))
    assert f"{RESTRICTED}/community places" in (await asked(place)).replace("`", "")


async def test_a_workspace_that_is_full_says_so(place: Village) -> None:
    place.slack.faults.plan("conversations.create", refused("too_many_convos_for_team"))
    assert "There is no room for another channel or role there." in await asked(place)


async def test_a_scope_that_is_missing_is_the_matter_of_whoever_runs_it(place: Village) -> None:
    whole = place.slack.app
    place.slack.app = replace(whole, scopes=whole.scopes - {"groups:write"})
    assert "I was installed without a permission that I need by now." in await asked(place)
