"""How things go wrong: a refusal is said to the person; everything else is for operators, with what to type."""

from __future__ import annotations

import os
from dataclasses import dataclass
from errno import EADDRINUSE, EADDRNOTAVAIL
from socket import gaierror
from ssl import SSLCertVerificationError, SSLError

from bot.chat.form import Form
from bot.chat.message import Button, Option
from bot.chat.port import TryLater, Undeliverable
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


class Over(Refused):
    """Nothing that somebody could write instead changes it: a form that was sent for it is done, and stays away."""


class Several(Refused):
    """What was typed means several things: the person chooses, and nothing is done on a guess.

    The value of each of the options, typed instead, means it alone.
    """

    def __init__(self, text: T, meant: tuple[Option, ...]) -> None:
        super().__init__(text)
        self.meant = meant


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


class OperatorErrors(OperatorError):
    """Several mistakes that are told together; `all` has a remedy for each."""

    def __init__(self, *found: Remedy) -> None:
        super().__init__(found[0].problem, found[0].remedy)
        self.all = found


class CannotListen(OperatorError):
    """A server of ours did not get its port; `remedy` says where another one is set."""

    def __init__(self, host: str, port: int, why: OSError, *, server: str, remedy: str) -> None:
        if isinstance(why, gaierror):
            said = "there is no such address"
        else:
            told = {EADDRINUSE: f"port {port} is in use", EADDRNOTAVAIL: "this machine has no such address"}
            said = told.get(why.errno or 0) or os.strerror(why.errno or 0).lower()
        super().__init__(f"{server} cannot listen on {host}:{port}: {said}.", remedy)


def in_words(problem: BaseException) -> str:
    """Why something on the net cannot be reached, as an operator can look into it: no name of a class.

    aiohttp's errors hold the machine's own as `os_error`, and say which `host` and `port` it was about.
    """
    host, port = getattr(problem, "host", "the server"), getattr(problem, "port", None)
    where = host if port is None else f"{host}:{port}"
    match getattr(problem, "os_error", None) or getattr(problem, "certificate_error", None) or problem:
        case gaierror():
            return f"no address was found for {host}"
        case SSLCertVerificationError():
            return f"the certificate of {host} is not valid"
        case SSLError():
            return f"{host} does not speak https"
        case ConnectionRefusedError():
            return f"{where} refuses the connection"
        case TimeoutError():
            return "no answer in time"
        case ConnectionError():
            return "the connection was broken off"
        case OSError() as why:
            return (why.strerror or "the connection failed").lower()
        case _ if (status := getattr(problem, "status", 0)) and getattr(problem, "headers", None):
            return f"the answer was {status}"
        case _ if status:
            return "what answered is no web server"
        case _:
            return "the connection was broken off"


def named(problem: BaseException | None) -> str:
    """The class of an error, or of the one behind our own: for the log, where `in_words` says the rest."""
    ours = isinstance(problem, TryLater | Undeliverable)
    behind = problem.__cause__ if problem and ours else problem
    return type(behind or problem).__name__ if problem else ""


class Unavailable(Exception):
    """The database cannot be reached or written now (gone, locked, disk full); nothing was saved; try again."""


class Conflict(Exception):
    """Two units of work touched the same rows and the database let neither order stand; the caller may run it again."""
