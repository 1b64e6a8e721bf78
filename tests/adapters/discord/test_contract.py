"""What every platform promises, kept by the real discord.py on a simulated Discord."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.adapters import contract
from tests.adapters.discord.ground import Ground, ground
from tests.adapters.playground.little import LittleEngine


@pytest.fixture(name="ground")
async def _ground() -> AsyncIterator[Ground]:
    async with ground(LittleEngine()) as made:
        yield made


class TestDiscord(
    contract.PlatformContract, contract.FilesContract, contract.ThreadsContract, contract.PinsContract
):
    """The contract."""
