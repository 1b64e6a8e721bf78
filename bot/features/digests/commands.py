"""The digest when it is due, and the buttons below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache

from bot.chat.message import Message, say
from bot.chat.reply import Redraw, Whisper
from bot.chat.text import t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, Waiting, anyone
from bot.commands.registry import Registry
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.digests import messages, service
from bot.features.digests.model import Compose, Morning, Often
from bot.features.people import accounts, letters
from bot.features.people import service as people
from bot.features.people.model import BUNDLE, Mail, Waking
from bot.features.people.zones import asking_once
from bot.jobs.outbox import cards

feature = Feature("digests")

Span = tuple[datetime, datetime]
"""From when to when something was new; nothing is told of it when both are the same."""

feature.job(Waking)(service.waking)
feature.job(Morning)(service.morning)


def _zoned(tx: Tx, person: str) -> bool:
    reach = accounts.reach(tx, [person]).get(person)
    return reach is not None and bool(reach.zone)


@feature.press("choose", allow=anyone)
def choose(ctx: Context, argument: str) -> Answered:
    """Everybody for themselves."""
    if argument not in list(Often):
        raise Refused(t("dispatch-old-button"))
    often = Often(argument)
    service.choose(ctx.tx, ctx.caller.id, often)
    heard = Whisper(messages.chosen(often, zoned=_zoned(ctx.tx, ctx.caller.id)))
    return Redraw((heard if often is Often.NONE else asking_once(ctx, heard)).message)


def digests_for(features: Callable[[], Sequence[Feature]]) -> Feature:
    """The feature with what waits in the others, and what was held back of their letters, asked when it is due."""

    @cache
    def registry() -> Registry:
        return Registry(features())

    def elsewhere(tx: Tx, community: str, person: str) -> list[Waiting]:
        found = [look(tx, community, person) for each in features() for look in each.waiting]
        return [each for each in found if each is not None]

    def drawn(tx: Tx, person: str, span: Span, held: Sequence[Mail], locale: str) -> Message | None:
        """None when there is nothing to say."""
        often = service.wanted(tx, person)
        since, until = span
        found = service.contents(tx, person, since, until, elsewhere=elsewhere) if since < until else None
        if found is not None and (often is Often.NONE or not found.worth(often, since, until)):
            found = None
        shown = [each.message for each in held if not each.drawn]
        again = (registry().draw(tx, each.drawn, locale, each.account) for each in held if each.drawn)
        shown += [each for each in again if isinstance(each, Message)]
        if found is None and not shown:
            return None
        return messages.digest(found, often, shown, zoned=_zoned(tx, person))

    @feature.job(Compose)
    def compose(tx: Tx, job: Compose) -> None:
        """Once for each day; what is in it is looked at again when it leaves."""
        often = service.wanted(tx, job.person)
        until = since = int(tx.now.timestamp())
        if service.due(tx, job.person, date.fromisoformat(job.day)):
            since = int((service.told(tx, job.person) or tx.now - service.BACK[often]).timestamp())
        letters.hand_over(tx, job.person, f"{until}")
        span = datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(until, UTC)
        written = drawn(tx, job.person, span, letters.told_within(tx, job.person, f"{until}"), "")
        if written is None:
            return
        key = f"digest/{job.person}/of/{job.day}"
        needs = f"{BUNDLE}:{since}-{until}"  # nobody is called in a channel each Monday, whose inbox is closed
        people.tell(tx, job.person, written, key=key, needs=needs, awaited=True, quietly=True)
        if since < until:
            service.mark(tx, job.person)

    @feature.card(BUNDLE)
    def draw(tx: Tx, argument: str, locale: str) -> Message | None:
        letter = people.letter(tx, argument)
        if letter is None:
            return None
        since, until = (int(each) for each in argument.split("/")[0].split("-"))
        span = datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(until, UTC)
        now = drawn(tx, letter.person, span, letters.told_within(tx, letter.person, f"{until}"), locale)
        posted = any(each.message_id for each in cards(tx, f"{BUNDLE}:{argument}"))
        return say(t("digests-over")) if now is None and posted else now

    return feature
