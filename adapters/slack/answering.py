"""Answering people in time: everything is acknowledged within three seconds, whatever the database does.

Slack's reference, "Handling user interaction": 3 seconds to acknowledge; a trigger opens one form within 3 seconds; a
form that was sent is answered by the acknowledgement itself, or changed later by its id.
"""

from __future__ import annotations

import asyncio
import html
import logging
import secrets
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from adapters.slack.forms import errors, modal, steps, values
from adapters.slack.inbound import Act, Payload, Reader, remembered, where
from adapters.slack.markup import Writer, plain_object
from adapters.slack.people import Directory
from adapters.slack.replies import Replies, View, message_view, said
from adapters.slack.umbrella import Umbrella, people_in
from adapters.slack.uploads import Lost, Uploads, has_files
from bot.chat.drafts import Draft, Drafts, mark, read_mark
from bot.chat.form import Form
from bot.chat.inbound import Actor, CommandUsed, Inbound
from bot.chat.message import Button, Buttons, Message, Paragraph, message, say
from bot.chat.port import Engine
from bot.chat.reply import Answer, OpenForm, Redraw, Silence, Whisper
from bot.chat.text import Series, Text, t
from bot.i18n import Catalogue

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds until a form that was sent says that its answer comes later."""


@dataclass(slots=True)
class Desk:
    """Where acts of people are answered; the caller has acknowledged them already, except forms."""

    engine: Engine
    copy: Catalogue
    people: Directory
    reader: Reader
    umbrella: Umbrella
    drafts: Drafts
    replies: Replies
    uploads: Uploads
    patience: float = PATIENCE
    later: set[asyncio.Task[None]] = field(default_factory=set)

    # What people do.

    async def command(self, act: Act, text: str) -> None:
        """Typed under the umbrella, after our name, or in the private conversation."""
        named = [await self.people.actor(each) for each in people_in(text)]
        typed = self.umbrella.read(text, {each.account.id: each.name for each in named})
        by = await self.people.actor(act.user, called=act.called)
        chosen = tuple(each for each in named if each.account.id in typed.people)
        used = CommandUsed(act.id, by, self.reader.place(act.channel), typed.name, typed.text, named=chosen)
        await self._answer(act, self.engine.receive(used))

    async def press(self, act: Act, action: Payload, message_ts: str) -> None:
        """A button, or a choice in a menu."""
        if step := read_mark(str(action.get("action_id", ""))):
            await self._open_step(act, *step)
            return
        pressed = await self.reader.pressed_on(act, action, message_ts)
        if pressed.token.startswith("~"):
            return
        await self._answer(act, self.engine.receive(pressed))

    async def shortcut(self, act: Act, body: Payload) -> None:
        await self._answer(act, self.engine.receive(await self.reader.chosen(act, body)))

    async def happened(self, act: Act | None, inbound: Inbound) -> None:
        """An event; what it is answered, if anything, is said beside it."""
        coming = self.engine.receive(inbound)
        await (self._answer(act, coming) if act is not None else coming)

    # Answers of the engine.

    async def _answer(self, act: Act, coming: Awaitable[Answer]) -> None:
        answer = await coming
        writer = self.writer(answer.locale, answer.timezone)
        match answer.reply:
            case Silence():
                return
            case Whisper(message=whispered):
                await self.replies.whisper(act, said(whispered, writer))
            case Redraw(message=redrawn):
                await self.replies.redraw(act, said(redrawn, writer))
            case OpenForm(form=form):
                await self._form(act, Draft(form, answer.locale, answer.timezone))

    def writer(self, locale: str, timezone: str) -> Writer:
        umbrella = self.umbrella
        return Writer(self.copy, self.copy.best(locale), timezone, umbrella.command, umbrella.direct)

    async def _form(self, act: Act, draft: Draft) -> None:
        """Open the form; where no trigger opens one any more, a button that does."""
        whole = self._at_once(draft)
        if whole and await self.replies.open(act, self._view(draft, 0, act, callback=draft.form.token)):
            return
        identity = await self.drafts.start(act.user, draft)
        if not whole and await self.replies.open(act, self._view(draft, 0, act, callback=mark(identity, 0))):
            return
        offered = said(_offer(draft.form, identity), self.writer(draft.locale, draft.timezone))
        await self.replies.whisper(act, offered)

    def _at_once(self, draft: Draft) -> bool:
        """Whether nothing of it is kept: it has one step, and no files, for which it must be there when it is sent."""
        return len(steps(draft.form, self.writer(draft.locale, draft.timezone))) == 1 and not has_files(draft.form)

    def _view(self, draft: Draft, step: int, act: Act, *, callback: str) -> View:
        writer = self.writer(draft.locale, draft.timezone)
        metadata = remembered(act, locale=draft.locale, timezone=draft.timezone)
        return modal(draft.form, step, writer, callback=callback, metadata=metadata)

    async def _open_step(self, act: Act, identity: str, step: int) -> None:
        draft = await self.drafts.find(act.user, identity)
        if draft is None:
            await self.replies.whisper(act, said(say(t("slack-draft-gone")), await self._own_writer(act)))
        elif not await self.replies.open(act, self._view(draft, step, act, callback=mark(identity, step))):
            writer = self.writer(draft.locale, draft.timezone)
            await self.replies.whisper(act, said(_offer(draft.form, identity), writer))

    async def _own_writer(self, act: Act) -> Writer:
        by: Actor = await self.people.actor(act.user)
        return self.writer(by.locale, by.timezone)

    # Forms that were sent.

    async def sent(self, act: Act) -> dict[str, Any]:
        """What to acknowledge a form with; its answer when it comes in time, and otherwise that it comes."""
        view, typed = act.view, values(act.view.get("state"))
        step = read_mark(str(view.get("callback_id", "")))
        if step is None:
            return await self._sent(act, self._received(act, str(view.get("callback_id", "")), typed), None)
        identity, number = step
        draft = await self.drafts.find(act.user, identity)
        if draft is None:
            gone = said(say(t("slack-draft-gone")), await self._own_writer(act))
            return {"response_action": "update", "view": message_view(gone)}
        draft = draft.with_values(typed)
        await self.drafts.keep(act.user, identity, draft)
        if number + 1 < len(steps(draft.form, self.writer(draft.locale, draft.timezone))):
            following = self._view(draft, number + 1, act, callback=mark(identity, number + 1))
            return {"response_action": "update", "view": following}
        return await self._sent(act, self._filled_in(act, draft), identity)

    async def _sent(self, act: Act, sending: Awaitable[Answer], draft: str | None) -> dict[str, Any]:
        coming = asyncio.ensure_future(sending)
        await asyncio.wait({coming}, timeout=self.patience)
        if coming.done():
            return await self._outcome(act, coming.result(), draft)
        waiting = secrets.token_urlsafe(12)
        self._soon(self._late(act, coming, draft, waiting))
        writer = self.writer(where(act.view).get("locale", ""), "")
        return {"response_action": "update", "view": _waiting(act.view, writer, external_id=waiting)}

    async def _received(self, act: Act, token: str, typed: Mapping[str, str]) -> Answer:
        return await self.engine.receive(await self.reader.sent(act, token, typed))

    async def _filled_in(self, act: Act, draft: Draft) -> Answer:
        """A form that was kept, with its files; it comes back when one of them could not be fetched."""
        try:
            files = await self.uploads.fetched(act.view, draft.form)
        except Lost as lost:
            form = replace(draft.form, problems=((lost.field, t("slack-file-lost")),))
            return Answer(OpenForm(form), draft.locale, draft.timezone)
        return await self.engine.receive(await self.reader.sent(act, draft.form.token, draft.values, files))

    async def _outcome(self, act: Act, answer: Answer, draft: str | None) -> dict[str, Any]:
        """How a form goes on: complaints in it, another one in its place, an answer in it, or it closes."""
        writer = self.writer(answer.locale, answer.timezone)
        match answer.reply:
            case OpenForm(form=form):
                complaints = errors(form, act.view, writer) if _same(form, act.view) else None
                if complaints:
                    return {"response_action": "errors", "errors": complaints}
                view = await self._again(act, Draft(form, answer.locale, answer.timezone), draft)
                return {"response_action": "update", "view": view}
            case Whisper(message=answered) | Redraw(message=answered):
                await self._done(act, draft)
                if act.channel:
                    where_opened, again = replace(act, view={}), isinstance(answer.reply, Redraw)
                    answers = self.replies.redraw if again else self.replies.whisper
                    self._soon(answers(where_opened, said(answered, writer)))
                    return {"response_action": "clear"}
                shown = message_view(said(answered, writer), metadata=str(act.view.get("private_metadata", "")))
                return {"response_action": "update", "view": shown}
            case Silence():
                await self._done(act, draft)
        return {"response_action": "clear"}

    async def _done(self, act: Act, draft: str | None) -> None:
        if draft is not None:
            await self.drafts.forget(act.user, draft)

    async def _again(self, act: Act, draft: Draft, identity: str | None) -> View:
        """A form that came back, or that follows; in steps it begins anew with everything in it."""
        if self._at_once(draft):
            return self._view(draft, 0, act, callback=draft.form.token)
        identity = identity or await self.drafts.start(act.user, draft)
        await self.drafts.keep(act.user, identity, draft)
        return self._view(draft, 0, act, callback=mark(identity, 0))

    async def _late(self, act: Act, coming: Awaitable[Answer], draft: str | None, waiting: str) -> None:
        """The answer of a form that says that it waits; when it was closed meanwhile, beside where it was opened."""
        answer = await coming
        writer = self.writer(answer.locale, answer.timezone)
        match answer.reply:
            case OpenForm(form=form):
                kept = Draft(form, answer.locale, answer.timezone)
                if not await self.replies.take_over(waiting, act.view["id"], await self._again(act, kept, draft)):
                    identity = draft or await self.drafts.start(act.user, kept)
                    offered = said(_offer(form, identity), writer)
                    await self.replies.whisper(replace(act, view={}, private=False), offered)
            case Whisper(message=answered) | Redraw(message=answered):
                await self._done(act, draft)
                whole = said(answered, writer)
                if not await self.replies.take_over(waiting, act.view["id"], message_view(whole)):
                    await self.replies.whisper(replace(act, view={}, private=False), whole)
            case Silence():
                await self._done(act, draft)

    def _soon(self, work: Awaitable[None]) -> None:
        """Go on after the acknowledgement."""
        task = asyncio.ensure_future(_harmless(work))
        self.later.add(task)
        task.add_done_callback(self.later.discard)


async def _harmless(work: Awaitable[None]) -> None:
    try:
        await work
    except Exception:
        log.exception("An answer did not reach the person")


def _same(form: Form, view: Payload) -> bool:
    """Whether it is the form that was sent."""
    return form.token == view.get("callback_id") or read_mark(str(view.get("callback_id", ""))) is not None


def _waiting(view: Payload, writer: Writer, *, external_id: str) -> View:
    title = html.unescape((view.get("title") or {}).get("text") or "…")
    return {
        "type": "modal",
        "callback_id": "~waiting",
        "external_id": external_id,
        "title": plain_object(title),
        "close": plain_object(writer.plain(t("slack-close"), 24)),
        "blocks": [{"type": "section", "text": plain_object(writer.plain(t("slack-working")))}],
    }


def _offer(form: Form, identity: str) -> Message:
    """Why the form is not done, and the button that opens it with everything in it."""
    labels = {each.name: each.label for each in form.fields}
    problems: list[Text] = [
        t("slack-form-problem", field=labels[name], problem=problem) if name in labels else problem
        for name, problem in form.problems
    ]
    title = t("slack-form-back" if form.problems else "slack-open-form", title=form.title)
    reasons = Paragraph(Series(tuple(problems), "lines")) if problems else None
    return message(Paragraph(title), reasons, Buttons((Button(t("slack-open"), mark(identity, 0), "primary"),)))
