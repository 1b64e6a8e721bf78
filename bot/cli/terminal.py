"""How the command line speaks: plain words on standard output, what went wrong on standard error."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.errors import Conflict, OperatorError, Remedy, Unavailable


def out() -> Console:
    """Standard output; colours only on a terminal."""
    return Console(highlight=False, soft_wrap=True)


def err() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def complain(*found: Remedy) -> None:
    """Say what is wrong and what to type, one under another."""
    console = err()
    for each in found:
        console.print(f"[bold red]{_plain(each.problem)}[/] {_plain(each.remedy)}".rstrip())


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
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn(),
        console=err(), transient=True,
    )  # fmt: skip


def _plain(text: str) -> str:
    """People's brackets are not markup."""
    return text.replace("[", r"\[")
