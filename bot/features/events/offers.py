"""What is pressed below a message that offers several seats: all of them, none, or one by one; each answered once."""

from __future__ import annotations

from bot.chat.message import Message, message
from bot.chat.reply import Whisper
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, in_place, number_of
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import notices, offering, seats, service
from bot.features.events.concerns import time
from bot.features.events.model import Answer, Event, Occurrence
from bot.features.membership.access import known, writable
from bot.features.people.zones import asking_once

PAGE = 8
"""Seats shown at once."""


def declare(feature: Feature) -> None:
    feature.press("take", allow=may_answer)(take)
    feature.press("decline", allow=may_answer)(decline)
    feature.press("offers", allow=may_answer)(one_by_one)
    feature.press("one", allow=may_answer_one)(one)


def may_answer(ctx: Context, argument: str) -> None:
    """Members, while their community is alive; others hear what they would hear of one that never was."""
    writable(ctx, known(ctx, argument.partition("/")[0]))


def may_answer_one(ctx: Context, argument: str) -> None:
    writable(ctx, time(ctx, argument).community)


def take(ctx: Context, argument: str) -> Answered:
    """Come to all that the button meant and that is kept still."""
    found = _answered(ctx, argument, Answer.GOING)
    heard = Whisper(notices.answered(found, going=True) if found else notices.nothing_kept())
    return asking_once(ctx, heard) if found else heard


def decline(ctx: Context, argument: str) -> Answered:
    """The seats go to the next in line."""
    found = _answered(ctx, argument, Answer.NO)
    return Whisper(notices.answered(found, going=False) if found else notices.nothing_kept())


def _answered(ctx: Context, argument: str, said: Answer) -> list[tuple[Event, Occurrence]]:
    """Nothing that was offered after the button was drawn, nor what is kept for them no more."""
    identity, _, by = argument.partition("/")
    community = communities.held(ctx.tx, known(ctx, identity))
    writable(ctx, community)
    return answer(ctx.tx, community, ctx.caller.id, said, by=number_of(by))


def answer(tx: Tx, community: Community, person: str, said: Answer, *, by: int) -> list[tuple[Event, Occurrence]]:
    """Say the same of all that was offered by then; in an order that all share who answer for several times at once."""
    found = offering.kept(tx, community.id, person)
    done = []
    for row, made, _ in sorted(found, key=lambda each: (each[0].id, each[1].number)):
        seats.held(tx, made)
        mine = service.answer_of(tx, made.id, person)
        if mine is not None and mine.answer is Answer.OFFERED and notices.stamp(mine.at) <= by:
            seats.answer(tx, row, made, person, said)
            done.append((row, made))
    return sorted(done, key=lambda each: (each[1].at, each[1].id))


def one_by_one(ctx: Context, argument: str) -> Answered:
    identity, _, page = argument.partition("/")
    community = known(ctx, identity)
    return in_place(ctx, _page(ctx, community, number_of(page)))


def one(ctx: Context, argument: str) -> Answered:
    """What is left of the list stays in its place, below what was said of this one."""
    it = time(ctx, argument)
    community = communities.held(ctx.tx, it.community)
    writable(ctx, community)
    said, page = (*it.rest, "", "")[:2]
    seats.held(ctx.tx, it.made)
    mine = service.answer_of(ctx.tx, it.made.id, ctx.caller.id)
    if mine is None or mine.answer is not Answer.OFFERED or said not in (Answer.GOING, Answer.NO):
        return in_place(ctx, _page(ctx, community, number_of(page)))
    seats.answer(ctx.tx, it.row, it.made, ctx.caller.id, Answer(said))
    heard = notices.answered([(it.row, it.made)], going=said == Answer.GOING)
    if offering.kept(ctx.tx, community.id, ctx.caller.id):
        heard = message(*heard.parts, *_page(ctx, community, number_of(page)).parts)
    return in_place(ctx, heard)


def _page(ctx: Context, community: Community, page: int) -> Message:
    theirs = offering.kept(ctx.tx, community.id, ctx.caller.id)
    if not theirs:
        return notices.nothing_kept()
    found = [(row, made, mine.until or made.at) for row, made, mine in theirs]
    last = (len(found) - 1) // PAGE
    page = min(page, last)
    return notices.one_by_one(community, found[page * PAGE : (page + 1) * PAGE], page=page, last=last)
