"""Log lines are a sentence and fields, coloured for people and JSON for machines; a secret is never in them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Collection
from functools import partial
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor

MASK = "•••"
_SECRET_NAMES = ("token", "secret", "password", "authorization", "cookie")


class _Masked(logging.Formatter):
    """Whatever any library puts into a line or a traceback, the operator's secrets are struck out of it."""

    def __init__(self, inner: logging.Formatter, secrets: Collection[str]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = sorted((each for each in secrets if len(each) > 3), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, MASK)
        return line


def _as_it_is(text: str) -> str:
    return text


def start_logging(
    *, secrets: Collection[str] = (), level: str = "INFO", stream: TextIO | None = None,
    as_typed: Callable[[str], str] = _as_it_is,
) -> None:  # fmt: skip
    """Log to `stream` (standard error), in colour when that is a terminal, else one JSON object per line.

    `as_typed` writes what a sentence tells to type as whoever reads it can.
    """
    stream = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        hide_secret_fields,
        partial(_typed, as_typed),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    last: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if stream.isatty():
        last.append(structlog.dev.ConsoleRenderer(colors=True))
    else:
        last += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        _Masked(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last), secrets)
    )
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    # Each of these tells at INFO about every request or every wake-up; what they warn about is still heard.
    for talkative in ("aiohttp.access", "apscheduler", "asyncio", "alembic"):
        logging.getLogger(talkative).setLevel(max(logging.WARNING, root.level))


def _typed(as_typed: Callable[[str], str], _logger: Any, _method: str, event: EventDict) -> EventDict:
    if isinstance(said := event.get("event"), str):
        event["event"] = as_typed(said)
    return event


def hide_secret_fields(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Strike out every field whose name says that it is secret."""
    for name in event:
        if any(word in name.lower() for word in _SECRET_NAMES):
            event[name] = MASK
    return event
