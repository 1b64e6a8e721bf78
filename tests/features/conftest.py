"""What the stories of features may ask for besides a clock and a database: a town where they happen."""

from __future__ import annotations

import pytest

from bot.clock import Clock
from bot.db.database import Database
from tests.town import Town


@pytest.fixture
def town(database: Database, clock: Clock) -> Town:
    """People on two platforms, with the real dispatcher and worker over the database."""
    return Town(database, clock)
