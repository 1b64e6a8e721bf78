"""The dispatcher: whatever happens on a platform becomes one unit of work and one answer, exactly once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextvars import copy_context
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

import structlog
from prometheus_client import CollectorRegistry
from sqlalchemy import select

from bot.chat.inbound import (
    Actor,
    Addressed,
    ButtonPressed,
    CommandUsed,
    Completing,
    FormSent,
    Inbound,
    Reacted,
    ShortcutUsed,
)
from bot.chat.message import Message, Option, say
from bot.chat.reply import Answer, OpenForm, Redraw, Silence, Whisper
from bot.chat.text import T, t
from bot.chat.words import tidy
from bot.commands import uploads
from bot.commands.context import Caller, Context
from bot.commands.entry import actor, context, key, stranger, tidied, tidied_actor
from bot.commands.feature import Answered
from bot.commands.metrics import Metrics, metrics
from bot.commands.registry import Registry
from bot.commands.routing import Router, Unwelcome
from bot.db.database import Database
from bot.db.schema import handled
from bot.db.tx import Tx
from bot.errors import Conflict, Refused, Unavailable
from bot.i18n import Catalogue
from bot.jobs.outbox import unreact

ATTEMPTS = 3
"""How often a unit is begun when the database lets neither of two orders stand."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A bug that a person ran into; `reference` is the code they were told."""

    reference: str
    inbound: Inbound
    error: Exception


def _as_it_is(ctx: Context, reply: Answered) -> Answered:
    return reply


def _unwritten(tx: Tx, person: str, message: Message, key: str, needs: str) -> None:
    """Nobody is written to."""


def _only_logged(problem: Problem) -> None:
    """The log line is all there is."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the dispatcher must know and only features can tell.

    `identify` makes a person known the first time, `recognise` never writes one; `before_answer` puts what waits for a
    person before the reply to what they did; `problem_log` hears of every bug, outside of any transaction; `write`
    tells a person privately, once per key, what a card `kind:subject` lets them read.
    """

    identify: Callable[[Tx, Actor], Caller]
    recognise: Callable[[Tx, Actor], Caller | None]
    before_answer: Callable[[Context, Answered], Answered] = _as_it_is
    problem_log: Callable[[Problem], None] = _only_logged
    write: Callable[[Tx, str, Message, str, str], object] = _unwritten


class _Undone(Exception):
    """The unit is rolled back, and this is the answer all the same; `rescued` are the files it is about."""

    def __init__(self, answer: Answer, outcome: str, rescued: tuple[uploads.Rescued, ...] = ()) -> None:
        super().__init__(outcome)
        self.answer = answer
        self.outcome = outcome
        self.rescued = rescued


class _Completed(Exception):
    """The options that were found; raised so that nothing the search did can be written."""

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__()
        self.options = options


@dataclass(slots=True)
class _Reader:
    """In which language and zone the person reads, as far as it is known when something fails."""

    locale: str
    timezone: str = ""


class Dispatcher:
    """The engine that adapters talk to; the only one besides the worker that opens transactions."""

    def __init__(
        self,
        registry: Registry,
        catalogue: Catalogue,
        database: Database,
        hooks: Hooks,
        *,
        measured: Metrics | None = None,
    ) -> None:
        self._router = Router(registry, catalogue)
        self._catalogue = catalogue
        self._database = database
        self._hooks = hooks
        self._measured = measured or metrics(CollectorRegistry())

    async def receive(self, inbound: Inbound) -> Answer:
        """Handle what happened, once however often it is told; always answers."""
        started = perf_counter()
        kind = type(inbound).__name__
        before = structlog.contextvars.bind_contextvars(inbound=inbound.id, happened=kind)
        try:
            answer, outcome = await self._received(tidied(inbound))
        finally:
            structlog.contextvars.reset_contextvars(**before)
        self._measured.count(kind, outcome, perf_counter() - started)
        return answer

    async def complete(self, question: Completing) -> tuple[Sequence[Option], str]:
        """Options for the argument being typed; nothing is written, and a failure is an empty list."""
        question = replace(question, by=tidied_actor(question.by), typed=tidy(question.typed))
        reader = _Reader(self._catalogue.best(question.by.locale))
        try:
            await self._database.run(partial(self._complete, question, reader))
        except _Completed as found:
            return found.options, reader.locale
        except Refused:
            return (), reader.locale
        except Exception:
            _log.exception("Completing an argument failed.", command=question.command, argument=question.argument)
        return (), reader.locale

    async def _received(self, inbound: Inbound) -> tuple[Answer, str]:
        by = actor(inbound)
        reader = _Reader(self._catalogue.best(by.locale if by else ""), by.timezone if by else "")
        try:
            return await self._once(inbound, reader)
        except _Undone as undone:
            answer = await self._rescued(undone)
            if isinstance(inbound, Reacted) and undone.outcome == "refused":
                answer = await self._database.run(partial(self._refused_emoji, inbound, answer))
            return answer, undone.outcome
        except Unwelcome:
            return await self._taken_off(inbound, reader)
        except (Unavailable, Conflict) as problem:
            _log.warning("Nothing could be saved.", why=str(problem) or type(problem).__name__)
            return self._apology(inbound, reader, t("dispatch-unavailable")), "unavailable"
        except Exception as error:
            return await self._broken(inbound, reader, error)

    async def _once(self, inbound: Inbound, reader: _Reader) -> tuple[Answer, str]:
        # The unit may run in another thread: what it logs must lead back to the same event.
        ours = copy_context()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = await self._database.run(lambda tx: ours.run(self._handle, inbound, reader, tx))
                return answer, "silent" if isinstance(answer.reply, Silence) else "answered"
            except Conflict:
                if attempt == ATTEMPTS:
                    raise
        raise AssertionError("unreachable")

    def _handle(self, inbound: Inbound, reader: _Reader, tx: Tx) -> Answer:
        """The whole unit: who, may they, what, and at the end the note that it was handled.

        That note comes last because it costs nothing when, as nearly always, there is none yet: whoever comes second
        is undone as a whole and gets the answer of the first.
        """
        by = actor(inbound)
        if not self._router.concerns_us(tx, inbound):
            return Answer(Silence(), reader.locale, reader.timezone)
        caller = self._hooks.identify(tx, by) if by else stranger(inbound, reader.locale)
        reader.locale, reader.timezone = caller.locale, caller.timezone
        ctx = context(tx, caller, inbound)
        try:
            reply = self._router.answer(ctx, inbound)
        except Refused as refused:
            first = _answered_before(tx, inbound)
            if first:
                raise _Undone(first, "repeated") from refused
            refusal = uploads.described(tx, _refusal(refused, inbound))
            rescued = uploads.to_rescue(inbound, caller, refusal)
            raise _Undone(Answer(refusal, caller.locale, caller.timezone), "refused", rescued) from refused
        if isinstance(inbound, Reacted):
            reply = self._beside(tx, inbound, caller.id, reply)
        if isinstance(inbound, Addressed):
            reply = self._hooks.before_answer(ctx, reply)
        answer = _answer(uploads.described(tx, reply), caller)
        _note(tx, inbound, answer)
        return answer

    def _beside(self, tx: Tx, inbound: Reacted, person: str, reply: Answered) -> Answered:
        """The answer to an emoji, written to whoever put it where the platform cannot say it in place."""
        if inbound.answerable or not isinstance(reply, Whisper | Redraw):
            return reply
        found = self._router.reaction(tx, inbound)
        if found is not None and (isinstance(reply, Redraw) or not reply.aside):
            spec, subject = found
            self._hooks.write(tx, person, reply.message, f"emoji/{key(inbound)}", spec.needs(tx, subject))
        return Silence()

    def _refused_emoji(self, inbound: Reacted, answer: Answer, tx: Tx) -> Answer:
        caller = self._hooks.recognise(tx, inbound.by)
        return replace(answer, reply=self._beside(tx, inbound, caller.id, answer.reply)) if caller else answer

    def _complete(self, question: Completing, reader: _Reader, tx: Tx) -> None:
        caller = self._hooks.recognise(tx, question.by) or stranger(question, reader.locale)
        reader.locale = caller.locale
        raise _Completed(self._router.options(Context(tx, caller, question.place), question))

    async def _rescued(self, undone: _Undone) -> Answer:
        """What was uploaded with a form that comes back needs not be chosen again."""
        if undone.rescued:
            try:
                await self._database.run(lambda tx: uploads.rescue(tx, undone.rescued))
            except (Unavailable, Conflict) as problem:
                _log.warning("What was uploaded with a form could not be kept.", why=str(problem))
                return replace(undone.answer, reply=uploads.without(undone.answer.reply, undone.rescued))
        return undone.answer

    async def _taken_off(self, inbound: Inbound, reader: _Reader) -> tuple[Answer, str]:
        """An emoji of somebody who may not decide goes; nothing is said."""
        answer = Answer(Silence(), reader.locale, reader.timezone)

        def take_off(tx: Tx) -> None:
            if isinstance(inbound, Reacted):
                unreact(tx, inbound.message, inbound.by.account, inbound.emoji)
                _note(tx, inbound, answer)

        try:
            await self._database.run(take_off)
        except _Undone as undone:
            return undone.answer, undone.outcome
        except (Unavailable, Conflict) as problem:
            _log.warning("An emoji could not be taken off.", why=str(problem))
        return answer, "refused"

    async def _broken(self, inbound: Inbound, reader: _Reader, error: Exception) -> tuple[Answer, str]:
        """A bug: the person gets a code, the operator the same code with everything; a repetition its first answer."""
        try:
            first = await self._database.run(lambda tx: _answered_before(tx, inbound))
        except Exception as second:
            _log.warning("Whether it was handled before could not be read.", why=repr(second))
            first = None
        if first:
            return first, "repeated"
        reference = secrets.token_hex(3)
        _log.error("What a person did could not be handled.", reference=reference, what=_what(inbound), exc_info=error)
        try:
            self._hooks.problem_log(Problem(reference, inbound, error))
        except Exception:
            _log.exception("Whoever keeps problems could not keep this one.", reference=reference)
        return self._apology(inbound, reader, t("dispatch-broken", reference=reference)), "broken"

    def _apology(self, inbound: Inbound, reader: _Reader, text: T) -> Answer:
        """Whoever asked for something hears of it; an event that nobody asked us about is silent."""
        asked = isinstance(inbound, Addressed)
        return Answer(Whisper(say(text)) if asked else Silence(), reader.locale, reader.timezone)


def _answer(reply: Answered, caller: Caller) -> Answer:
    """In the language and zone of the caller, or in those they have just chosen."""
    if isinstance(reply, Whisper):
        return Answer(reply, reply.locale or caller.locale, reply.timezone or caller.timezone)
    return Answer(reply, caller.locale, caller.timezone)


def _answered_before(tx: Tx, inbound: Inbound) -> Answer | None:
    row = tx.one(select(handled).where(handled.c.id == key(inbound)))
    return Answer(row.reply, row.locale, row.timezone) if row else None


def _note(tx: Tx, inbound: Inbound, answer: Answer) -> None:
    """Write down that it was handled; whoever was second is undone and gets what the first was told."""
    row = {
        "id": key(inbound),
        "at": tx.now,
        "reply": answer.reply,
        "locale": answer.locale,
        "timezone": answer.timezone,
    }
    if not tx.add_once(handled, row):
        raise _Undone(_answered_before(tx, inbound) or answer, "repeated")


def _refusal(refused: Refused, inbound: Inbound) -> Answered:
    """The sentence with its buttons, or the form as it was filled in with the sentence beside."""
    if refused.form is None or not isinstance(inbound, Addressed):
        return Whisper(say(refused.text, *refused.buttons))
    form = refused.form
    return OpenForm(form if form.problems else replace(form, problems=(("", refused.text),)))


def _what(inbound: Inbound) -> str:
    """The command, shortcut, token or emoji, for the log; never what a person wrote, as behind a ? in a token."""
    match inbound:
        case CommandUsed(name=name):
            return f"/{name}"
        case ShortcutUsed(name=name):
            return f"shortcut {name}"
        case ButtonPressed(token=token) | FormSent(token=token):
            return token.partition("?")[0]
        case Reacted(emoji=emoji):
            return emoji
        case _:
            return type(inbound).__name__
