"""Forms half filled in: kept over any restart, since Discord shows a modal that was closed or refused only once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from adapters.discord.forms import REMOVE, REMOVED
from bot.chat.address import Account
from bot.chat.form import Field, Form, UploadField
from bot.chat.port import Memory

KEPT = 7 * 24 * 3600.0
"""Seconds for which somebody may come back to a form."""

PREFIX = "~step:"
"""Begins the custom_id of what goes on with a draft; no token of the engine has a ~."""


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
    """Each belongs to the account that began it: an id that somebody else sends finds nothing."""

    memory: Memory

    async def start(self, account: Account, draft: Draft) -> str:
        """Keep a new one; its id."""
        identity = secrets.token_urlsafe(9)
        await self.keep(account, identity, draft)
        return identity

    async def keep(self, account: Account, identity: str, draft: Draft) -> None:
        await self.memory.keep(_key(account, identity), _DRAFT.dump_python(draft, mode="json"), seconds=KEPT)

    async def find(self, account: Account, identity: str) -> Draft | None:
        found = await self.memory.kept(_key(account, identity))
        return _DRAFT.validate_python(found) if found is not None else None

    async def forget(self, account: Account, identity: str) -> None:
        await self.memory.forget(_key(account, identity))


def _key(account: Account, identity: str) -> str:
    return f"draft/{account.id}/{identity}"


def mark(identity: str, step: int) -> str:
    """The custom_id of a draft's step, of its modal and of the button that opens it."""
    return f"{PREFIX}{identity}:{step}"


def read_mark(custom_id: str) -> tuple[str, int] | None:
    """The draft and step of such a custom_id; None for any other."""
    identity, _, step = custom_id.removeprefix(PREFIX).rpartition(":")
    return (identity, int(step)) if custom_id.startswith(PREFIX) and step.isdecimal() else None
