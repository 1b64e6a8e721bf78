"""Does it cost anything to have many commands? `python -m benchmarks.dispatch` answers one and one of thirty, in turn.

What happens is a real command on a real SQLite file: identified, read, handled, noted, committed. Exit status 1 when
the median with thirty commands is more than 1.2 times that with one.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Annotated

from bot.chat.address import Account
from bot.chat.inbound import Actor, CommandUsed
from bot.chat.message import say
from bot.chat.reply import Whisper
from bot.chat.text import Words
from bot.clock import machine_time
from bot.commands.arguments import choice, words
from bot.commands.context import Caller, Context
from bot.commands.dispatch import Dispatcher, Hooks
from bot.commands.feature import Answered, Feature, anyone
from bot.commands.registry import Registry
from bot.db.database import migrate, open_database
from bot.db.tx import Tx
from bot.i18n import load_catalogue

MOST = 1.2
ROUNDS = 1_000
ADA = Actor(Account("benchmark", "", "ada"), "Ada", "en", "UTC")


@dataclass(frozen=True, slots=True)
class Args:
    name: Annotated[str, words()]
    mode: Annotated[str, choice("open", "public")] = "open"
    note: Annotated[str, words(max_length=500, long=True)] = ""


def features(number: int) -> list[Feature]:
    """`number` commands, in features of three."""
    found = [Feature(f"feature{chr(97 + n)}") for n in range(-(-number // 3))]
    for n in range(number):
        found[n // 3].command(f"do-{chr(97 + n // 26)}{chr(97 + n % 26)}", Args, allow=anyone)(answer)
    return found


def answer(ctx: Context, args: Args) -> Answered:
    return Whisper(say(Words(args.note)))


def identify(tx: Tx, by: Actor) -> Caller:
    return Caller("per_ada", by.name, by.locale, by.timezone, False, by.account)


async def measured(rounds: int) -> tuple[float, float]:
    """Median seconds with one command and with thirty, asked in turn so that the machine treats both alike."""
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'benchmark.db'}"
        await asyncio.to_thread(migrate, url)
        database = await open_database(url, now=machine_time)
        hooks = Hooks(identify, identify)
        engines = [Dispatcher(Registry(features(number)), catalogue, database, hooks) for number in (1, 30)]
        names = ["do-aa", "do-bd"]
        seconds: list[list[float]] = [[], []]
        for n in range(rounds + 20):
            for which, (engine, name) in enumerate(zip(engines, names, strict=True)):
                used = CommandUsed(f"{n}-{which}", ADA, None, name, "roses public with a note of some words")
                started = perf_counter()
                await engine.receive(used)
                if n >= 20:
                    seconds[which].append(perf_counter() - started)
        await database.close()
    return median(seconds[0]), median(seconds[1])


def main(say_it: Callable[[str], object] = print) -> int:
    one, thirty = asyncio.run(measured(ROUNDS))
    say_it(f"one command {one * 1e6:.0f} µs, thirty {thirty * 1e6:.0f} µs: {thirty / one:.2f} times ({MOST} allowed)")
    return 0 if thirty <= one * MOST else 1


if __name__ == "__main__":
    sys.exit(main())
