"""What people's own inbox answers to: opening a message that could not be delivered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.inbound import Left
from bot.chat.message import Button, Buttons, Heading, Message, Paragraph, Part, message, say
from bot.chat.reply import OpenForm, Silence, Whisper
from bot.chat.text import t
from bot.commands.context import Caller, Context
from bot.commands.feature import Answered, Feature, anyone
from bot.db.tx import Tx
from bot.features.people import accounts, letters, service
from bot.features.people.model import Told
from bot.jobs.delivery import Draw

feature = Feature("people")

feature.job(Told)(letters.told)
feature.leaves(Told)(letters.leaves)
feature.leaves(None)(letters.leaves_by_day)


@feature.press("open", allow=anyone)
def open_mail(ctx: Context, argument: str) -> Answered:
    """Whoever presses reads only what waits for them; it is put before this reply by `before_answer`."""
    return Whisper(say(t("people-nothing-waits")))


@feature.on(Left)
def left(ctx: Context, event: Left) -> Answered:
    """An account that leaves its workspace is gone; leaving one channel, or one workspace of several, is not."""
    if event.place is None and event.elsewhere:
        accounts.moved_on(ctx.tx, event.by.account, event.workspace)
    elif event.place is None:
        service.gone(ctx.tx, event.by.account)
    return Silence()


@feature.at_home
def waiting_letters(tx: Tx, caller: Caller) -> Sequence[Part]:
    """What could not be delivered privately waits on the page as well."""
    count = letters.unread(tx, caller.id)
    if not count:
        return ()
    open_them = Button(t("button-open"), feature.token("open"), "primary")
    return (Paragraph(t("people-waited", count=count)), Buttons((open_them,)))


def before_answer(draw: Draw, ctx: Context, answer: Answered) -> Answered:
    """Put what could not be delivered before the reply to the next thing the person does (FEATURES 2.1.5).

    What needs a right is drawn by `draw` first: who has lost it meanwhile reads nothing of it.
    """
    if isinstance(answer, OpenForm):
        return answer
    opening = not isinstance(answer, Silence) and answer.message == say(t("people-nothing-waits"))
    kept = opening and letters.kept_back(ctx.tx, ctx.caller.id)
    held = []
    if ctx.caller.mail:
        held = letters.waiting(ctx.tx, ctx.caller.id, draw, locale=ctx.locale, opening=opening)
    if not held:
        return answer
    waited = _gathered(held, kept=kept)
    if isinstance(answer, Silence):
        return Whisper(waited)
    own = () if opening else answer.message.parts
    return replace(answer, message=replace(answer.message, parts=waited.parts + own))


def _gathered(held: list[Message], *, kept: bool) -> Message:
    heading = t("people-kept" if kept else "people-waited", count=len(held))
    return message(Heading(heading), *(part for each in held for part in each.parts))
