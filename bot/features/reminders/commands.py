"""What reminders do when they are due, and their buttons; each message is drawn from what is true when it leaves."""

from __future__ import annotations

from bot.chat.message import Message
from bot.chat.reply import Whisper
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.events import joining
from bot.features.events import service as events
from bot.features.events.model import Answer, Event, Look, Occurrence, State
from bot.features.events.wording import called
from bot.features.membership.access import known, writable
from bot.features.reminders import messages, places, service
from bot.features.reminders.messages import Item
from bot.features.reminders.model import Again, Arrived, Correct, Rest, Settle

feature = Feature("reminders")

feature.job(Look)(service.look)
feature.job(Rest)(service.rest)
feature.job(Correct)(service.correct)
feature.job(Settle)(service.settle)
feature.job(Again)(service.again)
feature.job(Arrived)(service.arrived)
feature.leaves(Arrived)(service.leaves)


def _theirs(ctx: Context, occurrence: str) -> None:
    """Members, of what they said something about."""
    made, row = _meant(ctx, occurrence)
    writable(ctx, known(ctx, row.community))
    if events.answer_of(ctx.tx, made.id, ctx.caller.id) is None:
        raise Refused(t("reminders-not-yours", title=Words(called(row, made))))


def _meant(ctx: Context, occurrence: str) -> tuple[Occurrence, Event]:
    """The same words for one that never was and for one in a community that the caller may not see."""
    made = events.occurrence(ctx.tx, occurrence)
    row = events.event(ctx.tx, made.event) if made else None
    if made is None or row is None:
        raise Refused(t("communities-unknown"))
    known(ctx, row.community)
    return made, row


def _to_come(ctx: Context, occurrence: str) -> tuple[Occurrence, Event]:
    """Of what is cancelled or over nobody is reminded, whatever they press."""
    made, row = _meant(ctx, occurrence)
    if service.near(ctx.tx, made.id) is None:
        gone = made.state is State.CANCELLED
        raise Refused(t("events-answer-cancelled" if gone else "events-answer-over", title=Words(called(row, made))))
    return made, row


@feature.press("snooze", allow=_theirs)
def snooze(ctx: Context, occurrence: str) -> Answered:
    made, row = _to_come(ctx, occurrence)
    if made.at <= ctx.now:
        raise Refused(messages.begun(row, made))
    return Whisper(messages.snoozed(row, made, service.snooze(ctx.tx, made, ctx.caller.id)))


@feature.press("stop", allow=_theirs)
def stop(ctx: Context, occurrence: str) -> Answered:
    made, row = _to_come(ctx, occurrence)
    events.mute(ctx.tx, made.id, ctx.caller.id)
    mine = events.answer_of(ctx.tx, made.id, ctx.caller.id)
    return Whisper(messages.stopped(row, made, going=mine is not None and mine.answer is Answer.GOING))


@feature.card("reminder")
def letter(tx: Tx, letter: str, locale: str) -> Message | None:
    """Nothing when nothing in it matters any more: then it never leaves, or stays as it was read.

    Where it stands, it says what was moved or cancelled since.
    """
    found = service.told(tx, letter)
    items = [
        Item(
            it.community, it.row, it.made, service.is_late(tx, row, letter),
            joining.address(tx, it.row, it.made, row.person),
        )
        for it, row in found
    ]  # fmt: skip
    over, declined = service.settled(tx, letter)
    return messages.letter(items, over, declined, tx.now) if items or over or declined else None


@feature.card("event-reminder")
def here(tx: Tx, card: str, locale: str) -> Message | None:
    found = places.seen(tx, card)
    return messages.here(found, tx.now) if found else None
