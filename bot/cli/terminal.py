"""How the command line speaks: plain words on standard output, what went wrong on standard error."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext

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


def complain(*found: Remedy) -> None:
    """Say what is wrong and what to type, one under another."""
    console = err()
    for each in found[:AT_ONCE]:
        console.print(f"[bold red]{escape(each.problem)}[/] {escape(each.remedy)}".rstrip())
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
