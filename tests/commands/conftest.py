"""A garden that answers, on each database."""

from __future__ import annotations

import pytest

from bot.db.database import Database
from bot.i18n import Catalogue
from tests.commands.garden import Garden, copy, opened


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return copy()


@pytest.fixture
def garden(database: Database, catalogue: Catalogue) -> Garden:
    return opened(database, catalogue)
