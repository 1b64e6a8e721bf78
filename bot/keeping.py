"""Keeping platforms connected: one that breaks is started again, one that refuses us is said once; the others go on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from bot.chat.port import Engine, Platform, TryLater
from bot.errors import OperatorError, Remedy, named

log = structlog.get_logger(__name__)

AGAIN = (1, 2, 5, 10, 30, 60)
"""Seconds before an adapter that ended is started again; the last one from then on."""

Out = dict[str, Remedy]
"""The platforms that cannot be used as things are, by name, with what an operator can do."""


async def kept(platform: Platform, engine: Engine, out: Out, *, worked: Callable[[], bool]) -> OperatorError:
    """Keep a platform connected until this is cancelled; the others do not notice.

    Returns only when what the operator gave is refused before it ever `worked`: trying again would not mend that. What
    worked before is tried again, since a platform may be wrong about it for a while; that is said once each time.
    """
    failures = 0
    while True:
        began = asyncio.get_running_loop().time()
        why = await _ended(platform, engine)
        lasted = asyncio.get_running_loop().time() - began > AGAIN[-1]
        failures = 0 if lasted else failures
        seconds = AGAIN[min(failures, len(AGAIN) - 1)]
        failures += 1
        if isinstance(why, OperatorError):
            new = platform.name not in out
            out.setdefault(platform.name, why.what)
            if not worked():
                return why
            if new:
                log.error(f"{why} Until then it is tried again, and what is to be sent waits.", platform=platform.name)
        elif isinstance(why, TryLater):
            log.warning(
                "A platform does not answer", platform=platform.name, reason=why.reason, seconds=seconds,
                debug=named(why),
            )  # fmt: skip
        else:
            log.error("An adapter broke and is started again", platform=platform.name, seconds=seconds, exc_info=why)
        await asyncio.sleep(seconds)


async def _ended(platform: Platform, engine: Engine) -> Exception | None:
    """Why it is not connected any more; None when it ended by itself."""
    try:
        await platform.run(engine)
    except Exception as problem:
        return problem
    return None
