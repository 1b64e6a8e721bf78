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
from bot.features.digests.messages import Kept
from bot.features.digests.model import Compose, Morning, Often
from bot.features.people import accounts, attention, letters
from bot.features.people import service as people
from bot.features.people.model import BUNDLE, Mail, Waking
from bot.features.people.quiet import NIGHT, asleep, wakes
from bot.features.people.zones import asking_once
from bot.jobs.outbox import cards

feature = Feature("digests")

Span = tuple[datetime, datetime]
"""From when to when something was new; nothing is told of it when both are the same."""

feature.job(Waking)(service.waking)
feature.job(Morning)(service.morning)


def _zone(tx: Tx, person: str) -> str:
    """Where the reader is, "" while nobody knows."""
    reach = accounts.reach(tx, [person]).get(person)
    return reach.zone if reach else ""


@feature.press("choose", allow=anyone)
def choose(ctx: Context, argument: str) -> Answered:
    """Everybody for themselves."""
    if argument not in list(Often):
        raise Refused(t("dispatch-old-button"))
    often = Often(argument)
    service.choose(ctx.tx, ctx.caller.id, often)
    heard = Whisper(messages.chosen(often, zoned=bool(_zone(ctx.tx, ctx.caller.id))))
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
        kept = _kept(tx, person, held, locale)
        if found is None and not kept:
            return None
        return messages.digest(found, often, kept, zone=_zone(tx, person), open=f"{int(until.timestamp())}")

    def _kept(tx: Tx, person: str, held: Sequence[Mail], locale: str) -> list[Kept]:
        """What was held back, as it reads when it is opened: what has become the same as another is read once."""
        found: list[Kept] = []
        zone, quiet = _zone(tx, person), attention.quiet_of(tx, [person]).get(person, NIGHT)
        for each in held:
            now = registry().draw(tx, each.drawn, locale, each.account) if each.drawn else each.message
            if isinstance(now, Message) and not (each.drawn and now in [one.message for one in found]):
                found.append(Kept(now, wakes(each.at, zone, quiet) if asleep(each.at, zone, quiet) else each.at))
        return found

    @feature.press("open", allow=anyone)
    def open_kept(ctx: Context, argument: str) -> Answered:
        """Whoever presses gets what this digest of theirs told of; what was held back since, the next one tells."""
        to, draw = ctx.caller.account, registry().draw
        found = letters.opened(ctx.tx, ctx.caller.id, argument, draw, to=to, locale=ctx.locale)
        return Whisper(messages.opened(found))

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
        if now is None and posted:
            was_opened = letters.was_opened(tx, letter.person, f"{until}")
            return say(t("digests-opened" if was_opened else "digests-over"))
        return now

    return feature
