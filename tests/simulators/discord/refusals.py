"""How Discord says no: a status, a code from its list, a message, and for a wrong form where in it the mistake lies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

CODES = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10009: (404, "Unknown permission overwrite"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10014: (400, "Unknown Emoji"),
    10015: (404, "Unknown Webhook"),
    10026: (404, "Unknown Ban"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10070: (404, "Unknown Guild Scheduled Event"),
    30003: (400, "Maximum number of pins reached for the channel (250)"),
    30005: (400, "Maximum number of guild roles reached (250)"),
    30007: (400, "Maximum number of webhooks reached (15)"),
    30010: (400, "Maximum number of reactions reached (20)"),
    30013: (400, "Maximum number of guild channels reached (500)"),
    30032: (400, "Maximum number of application commands reached"),
    30038: (400, "Maximum number of uncompleted guild scheduled events reached (100)"),
    40007: (403, "The user is banned from this guild."),
    40060: (400, "Interaction has already been acknowledged."),
    40067: (400, "A tag is required to create a forum post in this channel"),
    50001: (403, "Missing Access"),
    50003: (400, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50033: (400, "Invalid Recipient(s)"),
    50034: (400, "A message provided was too old to bulk delete"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
    160002: (403, "Cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
    160005: (403, "Thread is locked"),
    180000: (400, "Cannot update a finished event"),
}
"""Discord's error codes as far as they occur here, with the status each is sent with."""


class Refused(Exception):
    """Discord will not do it; `errors` is the tree that says where a form is wrong, as Discord writes it."""

    def __init__(self, code: int, errors: dict[str, Any] | None = None, *, status: int = 0, message: str = "") -> None:
        known_status, known_message = CODES.get(code, (400, ""))
        self.code = code
        self.status = status or known_status
        self.message = message or known_message
        self.errors = errors or {}
        super().__init__(f"{self.status} ({code}) {self.message} {self.errors or ''}".rstrip())

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        return body | ({"errors": self.errors} if self.errors else {})


class Unauthorized(Refused):
    def __init__(self) -> None:
        super().__init__(0, status=401, message="401: Unauthorized")


class Form:
    """Collects what is wrong with a form, each mistake at its path, and refuses all of it at once."""

    def __init__(self) -> None:
        self.errors: dict[str, Any] = {}
        self._path: list[str] = []

    @contextmanager
    def at(self, *steps: str | int) -> Iterator[None]:
        self._path += map(str, steps)
        try:
            yield
        finally:
            del self._path[len(self._path) - len(steps) :]

    def wrong(self, code: str, message: str) -> None:
        place = self.errors
        for step in self._path:
            place = place.setdefault(step, {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def length(self, value: str | None, most: int, *, least: int = 0, needed: bool = False) -> None:
        """A text of `least` to `most` characters; `needed` when it may not be missing."""
        if value is None or (not value and not least):
            if needed:
                self.required()
        elif not isinstance(value, str):
            self.wrong("STRING_TYPE_CONVERT", f"Could not convert {value!r} to a string.")
        elif least and not least <= len(value) <= most:
            self.wrong("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        elif len(value) > most:
            self.wrong("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def count(self, values: list[Any], most: int, *, least: int = 0) -> None:
        if not least <= len(values) <= most:
            self.wrong("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def between(self, value: int | None, least: int, most: int) -> None:
        if value is None:
            return
        if value < least:
            self.wrong("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        elif value > most:
            self.wrong("NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")

    def choice(self, value: object, choices: object) -> None:
        if value not in choices:  # type: ignore[operator]
            self.wrong("BASE_TYPE_CHOICES", f"Value must be one of {sorted(choices)}.")  # type: ignore[call-overload]

    def required(self) -> None:
        self.wrong("BASE_TYPE_REQUIRED", "This field is required")

    def done(self) -> None:
        if self.errors:
            raise Refused(50035, self.errors)


def wrong_form(path: str, code: str, message: str) -> NoReturn:
    """Refuse a form for one mistake at a dotted path."""
    form = Form()
    with form.at(*path.split(".")):
        form.wrong(code, message)
    raise Refused(50035, form.errors)
