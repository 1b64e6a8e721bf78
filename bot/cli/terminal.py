"""How the command line speaks: plain words on standard output, what went wrong on standard error."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.errors import Conflict, OperatorError, Remedy, Unavailable

AT_ONCE = 20
"""Mistakes named at once; whoever has more has probably made one mistake many times."""


def out() -> Console:
    """Standard output; colours only on a terminal."""
    return Console(highlight=False, soft_wrap=True)


def err() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


_COMMAND = re.compile(
    r"\bpalabre(?= (?:run|demo|check|import|export|manifest|reference|preview|migrate|backup|--debug)\b)"
)
_PIP = re.compile(r"\bpip install ")
_DEMO = re.compile(r"\bpalabre demo((?: --[a-z]+(?: [A-Z0-9]+)?)*)")


def as_typed(text: str) -> str:
    """What a message tells to type, as this person can: `palabre` may not be on their PATH, or make started it."""
    if os.environ.get("MAKELEVEL"):
        text = _DEMO.sub(
            lambda found: f"make demo ARGS={shlex.quote(found[1].strip())}" if found[1] else "make demo", text
        )
    command = _command()
    if command == "palabre":
        return text
    pip = f"{_from_here(Path(sys.executable))} -m pip install "
    return _PIP.sub(lambda _: pip, _COMMAND.sub(lambda _: command, text))


def _command() -> str:
    started, beside = Path(sys.argv[0]), Path(sys.executable).with_name("palabre")
    found = shutil.which("palabre")
    ours = (started, beside)
    if str(started) == "palabre" or (found and any(each.exists() and each.samefile(found) for each in ours)):
        return "palabre"
    if started.name == "palabre":
        return shlex.quote(str(started))
    return _from_here(beside) if beside.exists() else f"{_from_here(Path(sys.executable))} -m bot"


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return shlex.quote(str(path.relative_to(here) if path.is_relative_to(here) else path))


def complain(*found: Remedy) -> None:
    """Say what is wrong and what to type, one under another."""
    console = err()
    for each in found[:AT_ONCE]:
        console.print(f"[bold red]{escape(each.problem)}[/] {escape(as_typed(each.remedy))}".rstrip())
    if len(found) > AT_ONCE:
        console.print(f"… and {len(found) - AT_ONCE} more, which may go with these.")


def busy(doing: str) -> AbstractContextManager[object]:
    """Show that something takes a while; silent where nobody watches."""
    console = err()
    return console.status(doing) if console.is_terminal else nullcontext()


def explain(error: Exception) -> Iterable[Remedy]:
    """What an operator reads of an error: never its traceback."""
    match error:
        case OperatorError():
            return getattr(error, "all", (error.what,))
        case Unavailable():
            problem = (
                f"The database cannot be used now ({error})." if str(error) else "The database cannot be used now."
            )
            return (Remedy(problem, "Nothing was saved. Type: palabre check"),)
        case Conflict():
            return (
                Remedy("Something else changed the same things at the same moment.", "Nothing was saved; try again."),
            )
        case _:
            said = f"{type(error).__name__}: {error}".rstrip(": ")
            return (
                Remedy(
                    f"Palabre did not expect this: {said}.",
                    "Type: palabre --debug … (the same command) to see where it arose, and tell its developers.",
                ),
            )


def progress() -> Progress:
    """A bar for long work; silent where nobody watches."""
    console = err()
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn(),
        console=console, transient=True, disable=not console.is_terminal,
    )  # fmt: skip
