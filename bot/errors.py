"""How things go wrong: a refusal is said to the person; everything else is for operators, with what to type."""

from __future__ import annotations

import os
from dataclasses import dataclass
from errno import EADDRINUSE

from bot.chat.form import Form
from bot.chat.message import Button
from bot.chat.text import T


class Refused(Exception):
    """Palabre does not do it, and says why and what can be done instead; nothing was changed.

    `form` gives the person's input back with the problem beside it, so that nothing typed is lost.
    """

    def __init__(self, text: T, *buttons: Button, form: Form | None = None) -> None:
        super().__init__(text.key)
        self.text = text
        self.buttons = buttons
        self.form = form


@dataclass(frozen=True, slots=True)
class Remedy:
    """What an operator can do about a problem: one sentence and what to type."""

    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}".strip()


class OperatorError(Exception):
    """A mistake in configuration, files or the machine: one sentence and a way out, exit status 1."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.what = Remedy(problem, remedy)


class CannotListen(OperatorError):
    """A server of ours did not get its port; `remedy` says where another one is set."""

    def __init__(self, host: str, port: int, why: OSError, *, server: str, remedy: str) -> None:
        said = f"port {port} is in use" if why.errno == EADDRINUSE else os.strerror(why.errno or 0).lower()
        super().__init__(f"{server} cannot listen on {host}:{port}: {said}.", remedy)


class Unavailable(Exception):
    """The database cannot be reached or written now (gone, locked, disk full); nothing was saved; try again."""


class Conflict(Exception):
    """Two units of work touched the same rows and the database let neither order stand; the caller may run it again."""
