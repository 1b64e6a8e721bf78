"""Forms that cannot be shown at once: kept over any restart until they are sent, each for the account that began it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from bot.chat.form import Field, Form, UploadField
from bot.chat.port import Memory

REMOVE, REMOVED = "~remove", "~"
"""Ends the name of the box that removes a file which is held; begins a field's value while that box is ticked."""

KEPT = 7 * 24 * 3600.0
"""Seconds for which somebody may come back to a form."""

MARK = "~step:"
"""Begins what goes on with a draft; no token of the engine has a ~."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as far as it is filled in; what was typed stands in its fields. `locale` is the reader's."""

    form: Form
    locale: str
    timezone: str

    def with_values(self, typed: Mapping[str, str]) -> Draft:
        """With what was typed in some of its fields."""
        fields = tuple(_typed(each, typed) for each in self.form.fields)
        return replace(self, form=replace(self.form, fields=fields))

    @property
    def values(self) -> dict[str, str]:
        """As the engine takes them: a file that is to be removed is named no more."""
        return {each.name: _value(each) for each in self.form.fields}


def _typed(field: Field, typed: Mapping[str, str]) -> Field:
    if isinstance(field, UploadField):
        ticked = typed.get(f"{field.name}{REMOVE}")
        held = field.value.removeprefix(REMOVED)
        return field if ticked is None else replace(field, value=f"{REMOVED}{held}" if ticked else held)
    return replace(field, value=typed[field.name]) if field.name in typed else field


def _value(field: Field) -> str:
    return "" if isinstance(field, UploadField) and field.value.startswith(REMOVED) else field.value


_DRAFT = TypeAdapter(Draft)


@dataclass(frozen=True, slots=True)
class Drafts:
    """An id that somebody else sends finds nothing."""

    memory: Memory

    async def start(self, user: str, draft: Draft) -> str:
        """Keep a new one; its id."""
        identity = secrets.token_urlsafe(9)
        await self.keep(user, identity, draft)
        return identity

    async def keep(self, user: str, identity: str, draft: Draft) -> None:
        await self.memory.keep(_key(user, identity), _DRAFT.dump_python(draft, mode="json"), seconds=KEPT)

    async def find(self, user: str, identity: str) -> Draft | None:
        found = await self.memory.kept(_key(user, identity))
        return _DRAFT.validate_python(found) if found is not None else None

    async def forget(self, user: str, identity: str) -> None:
        await self.memory.forget(_key(user, identity))


def _key(user: str, identity: str) -> str:
    return f"draft/{user}/{identity}"


def mark(identity: str, step: int) -> str:
    """The name of a draft's step: of its view, and of the button that opens it."""
    return f"{MARK}{identity}:{step}"


def read_mark(name: str) -> tuple[str, int] | None:
    """The draft and step of such a name; None for any other."""
    identity, _, step = name.removeprefix(MARK).rpartition(":")
    return (identity, int(step)) if name.startswith(MARK) and step.isdecimal() else None
