"""What a person got for what they did: a message, a form, choices, a promise, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.discord.interactions import DEFER, DEFER_UPDATE, Interaction
from tests.simulators.discord.model import Message
from tests.simulators.discord.reading import LABEL, ROW, TEXT

NO_RESPONSE = "The application did not respond"


class Impossible(Exception):
    """Discord's own client does not let a person do this: no such button, a field left empty, a command not shown."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: `component` is Discord's (a text input, a menu, checkboxes, files)."""

    label: str
    description: str
    component: dict[str, Any]

    @property
    def custom_id(self) -> str:
        return str(self.component["custom_id"])

    @property
    def value(self) -> Any:
        """What stands there when the form opens."""
        if "options" in self.component:
            return [option["label"] for option in self.component["options"] if option.get("default")]
        return self.component.get("value") or self.component.get("default") or ""


@dataclass(eq=False)
class Modal:
    """A form as it opened for one person; sent or closed it is gone."""

    interaction: Interaction = field(repr=False)
    title: str
    texts: list[str]
    fields: list[Field]
    open: bool = True

    @property
    def labels(self) -> list[str]:
        return [each.label for each in self.fields]

    def field(self, name: str) -> Field:
        """By its label or its custom_id."""
        for each in self.fields:
            if name in (each.label, each.custom_id):
                return each
        raise Impossible(f"“{self.title}” has no field “{name}”, only {self.labels}")


@dataclass(eq=False)
class Answer:
    """`text` is what they read at this moment: a deferred answer reads differently once it is filled."""

    interaction: Interaction = field(repr=False)
    modal: Modal | None = None

    @property
    def responded(self) -> bool:
        return self.interaction.answered is not None

    @property
    def message(self) -> Message | None:
        return self.interaction.original

    @property
    def deferred(self) -> bool:
        """Whether they still wait: “Palabre is thinking…”, or a pressed button that shows nothing yet."""
        it = self.interaction
        if it.answered == DEFER_UPDATE:
            return not self._filled()
        return it.answered == DEFER and it.original is not None and it.original.loading and not it.original.gone

    @property
    def text(self) -> str:
        if not self.responded:
            return NO_RESPONSE
        if self.modal is not None:
            return "\n".join([self.modal.title, *self.modal.texts, *self.modal.labels])
        if self.interaction.choices:
            return "\n".join(self.choices)
        return self.message.text if self.message is not None else ""

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def buttons(self) -> list[str]:
        return self.message.buttons if self.message is not None else []

    @property
    def ephemeral(self) -> bool:
        """Whether nobody else sees it."""
        return self.message is not None and self.message.ephemeral

    @property
    def choices(self) -> list[str]:
        """What autocompletion offers, by name."""
        return [str(choice["name"]) for choice in self.interaction.choices]

    @property
    def followups(self) -> list[Message]:
        return self.interaction.followups

    async def final(self, *, within: float = 40.0) -> Answer:
        """Wait until a deferred answer is filled (or a deferred update was shown); at once for any other."""
        await self.interaction.world.until(lambda: not self.deferred, within=within, else_say="it stayed deferred")
        return self

    async def followup(self, number: int = 1, *, within: float = 40.0) -> Message:
        """The first (second …) further message, once it is there."""
        await self.interaction.world.until(lambda: len(self.followups) >= number, within=within)
        return self.followups[number - 1]

    def _filled(self) -> bool:
        it = self.interaction
        source = it.source
        changed = source is None or source.gone or (source.edited_at is not None and source.edited_at >= it.at)
        return changed or bool(it.followups)


def answer(it: Interaction) -> Answer:
    return Answer(it, _modal(it))


def _modal(it: Interaction) -> Modal | None:
    if it.modal is None:
        return None
    texts = [str(each["content"]) for each in it.modal["components"] if each["type"] == TEXT]
    return Modal(it, it.modal["title"], texts, list(_fields(it.modal["components"])))


def _fields(components: list[dict[str, Any]]) -> Iterable[Field]:
    for each in components:
        if each["type"] == LABEL:
            yield Field(each["label"], each.get("description") or "", each["component"])
        elif each["type"] == ROW:
            yield from (Field(inner["label"], "", inner) for inner in each["components"])
