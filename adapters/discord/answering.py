"""Answering interactions in time: within a second something is said, whatever the database does.

Discord's reference, "Interactions": the first answer within 3 seconds, once; then 15 minutes for the rest. A modal must
be the first answer, and never answers a modal.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field, replace

import aiohttp
import discord
import structlog

from adapters.discord import inbound
from adapters.discord.commands import Ids, focused, ids_in
from adapters.discord.forms import modal, steps, values
from adapters.discord.inbound import Interaction
from adapters.discord.markup import Writer
from adapters.discord.render import CUSTOM_ID, pages
from adapters.discord.replies import ANSWERED, Reply, suggest
from adapters.discord.uploads import Lost, fetched, has_files
from bot.chat.drafts import Draft, Drafts, mark, read_mark
from bot.chat.form import Form
from bot.chat.inbound import Completing
from bot.chat.message import Button, Buttons, Message, Paragraph, message, say
from bot.chat.port import Engine
from bot.chat.reply import Answer, OpenForm, Redraw, Silence, Whisper
from bot.chat.text import Series, Text, Words, t
from bot.errors import in_words, named
from bot.i18n import Catalogue

log = structlog.get_logger(__name__)

PATIENCE = 0.8
"""Seconds until we say that the answer comes later."""

ENOUGH = 99
"""Stands for all steps that follow: they are left as they are."""

TYPING = 2.5
"""Seconds for completing what somebody types; then there are no suggestions."""


@dataclass(slots=True)
class Desk:
    """Where interactions are answered; `commands` are the ids of ours once they are known."""

    engine: Engine
    copy: Catalogue
    drafts: Drafts
    commands: Ids = field(default_factory=dict)
    patience: float = PATIENCE

    async def take(self, it: Interaction) -> None:
        """Answer one interaction, in a task of its own; whatever goes wrong is logged, and stops nobody else's."""
        structlog.contextvars.bind_contextvars(inbound=inbound.event(it))
        try:
            await self._take(it)
        except discord.HTTPException as problem:
            if problem.code != ANSWERED:
                log.warning("An answer did not reach the person", status=problem.status, code=problem.code)
        except (aiohttp.ClientError, OSError) as problem:
            log.warning("An answer did not reach the person", reason=in_words(problem), debug=named(problem))

    async def _take(self, it: Interaction) -> None:
        custom_id = str(inbound.data(it).get("custom_id", ""))
        match it.type:
            case discord.InteractionType.autocomplete:
                await self._complete(it)
            case discord.InteractionType.application_command if role := inbound.managed_role(it):
                await self._say(Reply(it), t("discord-role-managed", role=Words(role)))
            case discord.InteractionType.application_command:
                await self._answer(it, self.engine.receive(inbound.command_used(it)))
            case discord.InteractionType.component if read := read_mark(custom_id):
                await self._open_step(it, *read)
            case discord.InteractionType.component:
                await self._answer(it, self.engine.receive(inbound.pressed(it, custom_id)))
            case discord.InteractionType.modal_submit if read := read_mark(custom_id):
                await self._step_sent(it, *read)
            case discord.InteractionType.modal_submit:
                typed = values(inbound.data(it).get("components"))
                await self._answer(it, self.engine.receive(inbound.sent(it, custom_id, typed)), by_modal=True)

    async def _complete(self, it: Interaction) -> None:
        command, argument, typed = focused(inbound.data(it))
        question = Completing(inbound.who(it), inbound.where(it), command, argument, typed)
        try:
            found, locale = await asyncio.wait_for(self.engine.complete(question), TYPING)
        except TimeoutError:
            found, locale = (), ""
        writer = Writer(self.copy, locale)
        choices = [{"name": writer.plain(each.label, 100) or each.value, "value": each.value} for each in found]
        await suggest(it, choices[:25])

    # Answers of the engine.

    async def _answer(
        self, it: Interaction, coming: Awaitable[Answer], *, by_modal: bool = False, same: bool = False
    ) -> Answer:
        """`by_modal`: a modal brought it, which cannot be answered by another; `same`: in the message it came from."""
        reply = Reply(it, same=same)
        answer = await self._waited_for(coming, reply)
        writer = self._writer(it, answer.locale, answer.timezone)
        match answer.reply:
            case Silence():
                await reply.nothing()
            case Whisper(message=said):
                await reply.whisper(pages(said, writer))
            case Redraw(message=said):
                await reply.redraw(pages(said, writer))
            case OpenForm(form=form):
                await self._form(reply, form, Draft(form, answer.locale, answer.timezone), at_once=not by_modal)
        return answer

    async def _waited_for(self, coming: Awaitable[Answer], reply: Reply) -> Answer:
        """The engine's answer; when our patience ends before it comes, the person is told that it does."""
        said: list[asyncio.Task[None]] = []
        loop = asyncio.get_running_loop()
        timer = loop.call_later(self.patience, lambda: said.append(loop.create_task(reply.later())))
        try:
            return await coming
        finally:
            timer.cancel()
            if said:
                await said[0]

    def _writer(self, it: Interaction, locale: str, timezone: str) -> Writer:
        return Writer(self.copy, locale, timezone, ids_in(self.commands, it.guild_id))

    async def _form(self, reply: Reply, form: Form, draft: Draft, *, at_once: bool) -> None:
        """Open the form, or where Discord opens none now, a button that does."""
        writer = self._writer(reply.it, draft.locale, draft.timezone)
        cut_up = steps(form, writer)
        alone = len(cut_up) == 1 and len(form.token) <= CUSTOM_ID and not has_files(form)
        if at_once and not reply.began and alone:
            await reply.modal(modal(form, cut_up[0], writer, custom_id=form.token))
            return
        identity = await self.drafts.start(reply.account.id, draft)
        if at_once and not reply.began:
            await reply.modal(modal(form, cut_up[0], writer, custom_id=mark(identity, 0)))
            return
        await reply.whisper(pages(_offer(form, identity), writer))

    # Forms in steps.

    async def _open_step(self, it: Interaction, identity: str, step: int) -> None:
        reply = Reply(it)
        draft = await self._found(reply, identity)
        if draft is None:
            return
        if step == ENOUGH:
            await self._send(it, identity, draft)
            return
        writer = self._writer(it, draft.locale, draft.timezone)
        cut_up = steps(draft.form, writer)
        asked = cut_up[min(step, len(cut_up) - 1)]
        await reply.modal(modal(draft.form, asked, writer, custom_id=mark(identity, step)))

    async def _step_sent(self, it: Interaction, identity: str, step: int) -> None:
        reply = Reply(it, same=True)
        draft = await self._found(reply, identity)
        if draft is None:
            return
        draft = draft.with_values(values(inbound.data(it).get("components")))
        writer = self._writer(it, draft.locale, draft.timezone)
        cut_up = steps(draft.form, writer)
        await self.drafts.keep(reply.account.id, identity, draft)
        if step + 1 < len(cut_up):
            rest = [field for each in cut_up[step + 1 :] for field in each.fields]
            enough = all(field.value or not field.required for field in rest)
            await reply.redraw(pages(_next(draft.form, identity, step + 1, len(cut_up), enough=enough), writer))
            return
        await self._send(it, identity, draft, by_modal=True)

    async def _send(self, it: Interaction, identity: str, draft: Draft, *, by_modal: bool = False) -> None:
        answer = await self._answer(it, self._sent(it, draft), by_modal=by_modal, same=True)
        if not isinstance(answer.reply, OpenForm):
            await self.drafts.forget(Reply(it).account.id, identity)

    async def _sent(self, it: Interaction, draft: Draft) -> Answer:
        """A form that is filled in, with its files; it comes back when one of them could not be fetched."""
        try:
            files = await fetched(it, draft.form)
        except Lost as lost:
            form = replace(draft.form, problems=((lost.field, t("discord-file-lost")),))
            return Answer(OpenForm(form), draft.locale, draft.timezone)
        return await self.engine.receive(inbound.sent(it, draft.form.token, draft.values, files))

    async def _found(self, reply: Reply, identity: str) -> Draft | None:
        draft = await self.drafts.find(reply.account.id, identity)
        if draft is None:
            await self._say(reply, t("discord-draft-gone"))
        return draft

    async def _say(self, reply: Reply, text: Text) -> None:
        """What the engine need not be asked for, in the language of whoever's client it is."""
        locale = self.copy.best(str(reply.it.locale.value))
        await reply.whisper(pages(say(text), self._writer(reply.it, locale, "")))


def _offer(form: Form, identity: str) -> Message:
    """Why the form is not done, and the button that opens it again with everything in it."""
    labels = {each.name: each.label for each in form.fields}
    said: list[Text] = [
        t("discord-form-problem", field=labels[name], problem=problem) if name in labels else problem
        for name, problem in form.problems
    ]
    title = t("discord-form-back" if form.problems else "discord-open-form", title=form.title)
    reasons = Paragraph(Series(tuple(said), "lines")) if said else None
    return message(Paragraph(title), reasons, _continue(identity, 0))


def _next(form: Form, identity: str, step: int, many: int, *, enough: bool) -> Message:
    """With `enough` nothing that comes must be filled in, and it can be left as it is."""
    text = t("discord-step", title=form.title, step=step, steps=many, enough="yes" if enough else "no")
    done = (Button(t("discord-enough"), mark(identity, ENOUGH)),) if enough else ()
    return message(Paragraph(text), _continue(identity, step, *done))


def _continue(identity: str, step: int, *others: Button) -> Buttons:
    return Buttons((Button(t("discord-continue"), mark(identity, step), "primary"), *others))
