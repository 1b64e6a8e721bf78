"""The stage the playground's tests stand on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.playground.stage import Stage, playground


@pytest.fixture
async def ground(tmp_path: Path) -> AsyncIterator[Stage]:
    async with playground(tmp_path) as stage:
        yield stage
