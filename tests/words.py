"""Our own copy, read once for all tests of a process: parsing it takes longer than most of them."""

from __future__ import annotations

from functools import cache

from bot.i18n import Catalogue, load_catalogue


@cache
def our_copy() -> Catalogue:
    return load_catalogue()
