"""Every table there is: a feature that stores something keeps its table in model.py, and is found there."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from sqlalchemy import MetaData

import bot.features
from bot.db import files
from bot.db.schema import metadata
from bot.jobs import outbox, queue

BASIC = (queue.jobs, outbox.posts, files.files)


def everything() -> MetaData:
    """The metadata, once the model of every feature has put its tables into it."""
    for feature in iter_modules(bot.features.__path__, "bot.features."):
        if find_spec(f"{feature.name}.model"):
            import_module(f"{feature.name}.model")
    return metadata
