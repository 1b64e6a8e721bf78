"""While somebody types an argument they are helped, and nothing is written."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.chat.inbound import Completing
from tests.commands.garden import ADA, HERE, LEO, Garden


async def offered(garden: Garden, command: str, argument: str, typed: str) -> tuple[list[str], list[str]]:
    """Values, and what they are called by."""
    options, locale = await garden.engine.complete(Completing(LEO, HERE, command, argument, typed))
    return [each.value for each in options], [garden.catalogue.plain(each.label, locale) for each in options]


async def test_what_fits_is_offered(garden: Garden) -> None:
    assert await offered(garden, "pick", "bed", "ros") == (["roses", "old-roses"], ["Roses", "Old Roses"])
    assert await offered(garden, "pick", "bed", "xyz") == ([], [])


async def test_choices_are_found_by_what_they_are_called(garden: Garden) -> None:
    assert await offered(garden, "plant", "where", "") == (["private", "public"], ["privée", "publique"])
    assert await offered(garden, "plant", "where", "Privé") == (["private"], ["privée"])


@pytest.mark.parametrize(("command", "argument"), [("gone", "bed"), ("pick", "gone"), ("pick", "search")])
async def test_where_there_is_nothing_to_offer_nothing_is(garden: Garden, command: str, argument: str) -> None:
    assert await offered(garden, command, argument, "") == ([], [])


async def test_completing_makes_nobody_known_and_writes_nothing(garden: Garden) -> None:
    await offered(garden, "pick", "bed", "")
    assert (await garden.noted(), await garden.handled()) == ([], 0)


async def test_a_failing_completion_is_an_empty_list_and_a_line_in_the_log(garden: Garden) -> None:
    with capture_logs() as lines:
        found = await garden.engine.complete(Completing(ADA, HERE, "pick", "bed", "wasps"))
    assert found == ((), "en-GB")
    assert [(line["command"], line["argument"]) for line in lines] == [("pick", "bed")]
