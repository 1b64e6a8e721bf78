"""The whole engine on a real database, and short ways to type, press, fill in and read as people do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.chat.address import Place
from bot.chat.inbound import Actor, ButtonPressed, CommandUsed, FormSent, Inbound
from bot.chat.message import Buttons, Facts, Heading, Message, Paragraph, Quote, Small
from bot.chat.reply import Answer, OpenForm, Silence
from bot.commands.dispatch import Dispatcher, Hooks, Problem
from bot.commands.registry import Registry
from bot.db.database import Database
from bot.features import FEATURES
from bot.features.people import service as people
from bot.features.people.commands import before_answer
from bot.i18n import Catalogue, load_catalogue


@dataclass(slots=True)
class World:
    """People typing at the engine; a bug anywhere fails the test at once."""

    database: Database
    catalogue: Catalogue = field(default_factory=load_catalogue)
    problems: list[Problem] = field(default_factory=list)
    ids: Any = field(default_factory=lambda: count(1))
    engine: Dispatcher = field(init=False)

    def __post_init__(self) -> None:
        hooks = Hooks(people.identify, people.recognise, before_answer, self.problems.append)
        self.engine = Dispatcher(Registry(FEATURES), self.catalogue, self.database, hooks)

    async def do(self, inbound: Inbound) -> Answer:
        answer = await self.engine.receive(inbound)
        assert self.problems == []
        return answer

    async def types(self, by: Actor, line: str, place: Place | None = None) -> Answer:
        name, _, text = line.removeprefix("/").partition(" ")
        return await self.do(CommandUsed(f"event-{next(self.ids)}", by, place, name, text))

    async def presses(self, by: Actor, button: str, on: Answer | Message | None = None, value: str = "") -> Answer:
        """A button by its label on a message, or by its token."""
        token = self.buttons(on)[button] if on is not None else button
        return await self.do(ButtonPressed(f"event-{next(self.ids)}", by, None, token, value))

    async def fills(self, by: Actor, form: Answer | str, values: Mapping[str, str]) -> Answer:
        """Send a form that was opened, or one by its token."""
        token = form if isinstance(form, str) else opened(form).form.token
        return await self.do(FormSent(f"event-{next(self.ids)}", by, None, token, dict(values)))

    def buttons(self, said: Answer | Message) -> dict[str, str]:
        """What is written on each button, in the reader's language, and its token."""
        message, locale = (message_of(said), said.locale) if isinstance(said, Answer) else (said, "en")
        return {
            self.catalogue.plain(button.label, locale): button.token
            for part in message.parts
            if isinstance(part, Buttons)
            for button in part.buttons
        }

    def reads(self, said: Answer | Message, *, locale: str = "en", timezone: str = "") -> list[str]:
        """What stands there, text by text; of a form, its title and its problems."""
        if isinstance(said, Answer):
            locale, timezone = said.locale, said.timezone
            if isinstance(said.reply, OpenForm):
                form = said.reply.form
                return [self.catalogue.plain(text, locale) for text in (form.title, *(p[1] for p in form.problems))]
            if isinstance(said.reply, Silence):
                return []
            said = said.reply.message
        texts = []
        for part in said.parts:
            if isinstance(part, Heading | Paragraph | Quote | Small):
                texts.append(part.text)
            elif isinstance(part, Facts):
                texts += [text for row in part.rows for text in row]
        return [self.catalogue.plain(text, locale, timezone) for text in texts]


def opened(answer: Answer) -> OpenForm:
    assert isinstance(answer.reply, OpenForm), answer.reply
    return answer.reply


def message_of(answer: Answer) -> Message:
    assert not isinstance(answer.reply, OpenForm | Silence), answer.reply
    return answer.reply.message
