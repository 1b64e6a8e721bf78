"""/meeting agenda, /meeting minutes, and the buttons that add something, keep a meeting or call it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from bot.chat.address import Account, Place
from bot.chat.form import Form
from bot.chat.message import Message, Part, say
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Command, Text, Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, Raised
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.agendas import messages, service, writing
from bot.features.agendas.messages import Agenda, Record
from bot.features.agendas.model import Action, Meeting
from bot.features.communities.model import Community
from bot.features.events import changing
from bot.features.events import service as events
from bot.features.events.model import Near, State, Type
from bot.features.events.times import not_hidden
from bot.features.membership.access import closed, led, readable, rights, rights_of, writable
from bot.features.membership.arguments import COMMUNITY_INSIDE, COMMUNITY_LED
from bot.features.people import service as people
from bot.features.people.model import SENT
from bot.jobs.outbox import cards

feature = Feature("agendas")

feature.job(Near)(service.near)


# Whom a button concerns.


def meant(ctx: Context, argument: str) -> Meeting:
    """The meeting of a token; Refused in the same words for one that never was and one the caller may not see."""
    return not_hidden(ctx, service.meeting(ctx.tx, argument.split("/")[0]))


def may_read(ctx: Context, argument: str) -> None:
    readable(ctx, meant(ctx, argument).community)


def may_add(ctx: Context, argument: str) -> None:
    writable(ctx, meant(ctx, argument).community)


def may_lead(ctx: Context, argument: str) -> None:
    led(ctx, meant(ctx, argument).community)


# What is on it.


def assembled(tx: Tx, it: Meeting) -> Agenda:
    found = tuple((each, people.who(tx, each.person)) for each in service.agenda(tx, it.made.id))
    begun = it.made.at <= tx.now
    todo = () if begun else tuple((each, responsible(tx, each)) for each in writing.open_actions(tx, it.row.id))
    return Agenda(it, found, todo, writing.of(tx, it.made.id) is not None)


def responsible(tx: Tx, row: Action) -> Text:
    return people.who(tx, row.person) if row.person else Words(row.called)


@dataclass(frozen=True, slots=True)
class AgendaArgs:
    community: Annotated[Community, COMMUNITY_INSIDE]


def _readers(ctx: Context, args: AgendaArgs) -> None:
    readable(ctx, args.community)


@feature.command("meeting agenda", AgendaArgs, allow=_readers, audience="members")
def agenda(ctx: Context, args: AgendaArgs) -> Answered:
    """Of the next meeting."""
    found = events.coming(ctx.tx, args.community.id, after=ctx.now, cancelled=False)
    made = next((made for row, made in found if row.type is Type.MEETING), None)
    it = service.meeting(ctx.tx, made.id) if made else None
    if it is None:
        raise Refused(t("agendas-no-meeting", community=Words(args.community.name)))
    return Whisper(_opened(ctx, it))


@feature.press("open", allow=may_read)
def open_agenda(ctx: Context, argument: str) -> Answered:
    return Whisper(_opened(ctx, meant(ctx, argument)))


def _opened(ctx: Context, it: Meeting) -> Message:
    found = assembled(ctx.tx, it)
    may = rights(ctx.tx, it.community, ctx.caller)
    owners = {each.id: each.person for each, _ in found.items} | {each.id: each.person for each, _ in found.todo}
    mine = frozenset(each for each, who in owners.items() if may.administer or who == ctx.caller.id)
    return messages.opened(found, mine=mine, adds=may.write, administers=may.administer, now=ctx.now)


@feature.card("agenda")
def card(tx: Tx, occurrence: str, locale: str) -> Message | None:
    it = service.meeting(tx, occurrence)
    return messages.card(assembled(tx, it), tx.now) if it else None


@feature.below("event")
def below(tx: Tx, occurrence: str) -> Sequence[Part]:
    """From a week before until it begins; where a card of its own asks for the agenda, this one asks nothing."""
    it = service.meeting(tx, occurrence)
    if it is None or not it.alive or not it.made.at - service.CALL <= tx.now < it.made.at:
        return ()
    asked = bool(cards(tx, service.card_of(it.made)))
    return messages.below(it, len(service.agenda(tx, occurrence)), asked=asked)


# Adding and taking off.


def _ahead(ctx: Context, it: Meeting) -> None:
    """Raises Refused for what is cancelled, or has begun."""
    gone = it.made.state is State.CANCELLED
    if gone or it.made.at <= ctx.now:
        raise Refused(t("events-answer-cancelled" if gone else "events-answer-over", title=Words(it.called)))


@feature.press("add", allow=may_add)
def add(ctx: Context, argument: str) -> Answered:
    _ahead(ctx, meant(ctx, argument))
    return OpenForm(_draw_item(ctx, argument))


def _draw_item(ctx: Context, argument: str) -> Form:
    it = meant(ctx, argument)
    return messages.item_form(it, feature.token("item", it.made.id))


@feature.form("item", allow=may_add, draw=_draw_item)
def added(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    it = meant(ctx, argument)
    _ahead(ctx, it)
    text = " ".join(values["text"].split())
    if not text:
        form = messages.given_back(_draw_item(ctx, argument), values, (("text", t("form-must-fill")),))
        raise Refused(t("form-mistakes"), form=form)
    service.add(ctx.tx, it, ctx.caller.id, text)
    return Whisper(say(t("agendas-added", text=Words(text), title=Words(it.called)), messages.open_button(it)))


def _item_of(ctx: Context, identity: str) -> Meeting:
    """Whose item it is decides; anybody else hears what they would hear of one that never was."""
    row = service.item(ctx.tx, identity)
    it = service.meeting(ctx.tx, row.occurrence) if row else None
    if row is None or it is None:
        raise Refused(t("agendas-item-gone"))
    _theirs(ctx, it.community, row.person)
    return it


def _theirs(ctx: Context, community: Community, person: str) -> None:
    """Members end their own, administrators any, while the community is alive."""
    may = rights(ctx.tx, community, ctx.caller)
    if not (may.administer or (may.write and person == ctx.caller.id)):
        raise Refused(t("agendas-item-gone"))
    if community.archived:
        raise Refused(closed(community))


def may_remove(ctx: Context, identity: str) -> None:
    _item_of(ctx, identity)


@feature.press("remove", allow=may_remove)
def remove(ctx: Context, identity: str) -> Answered:
    it, row = _item_of(ctx, identity), service.item(ctx.tx, identity)
    if row is not None and it.made.at > ctx.now:
        service.remove(ctx.tx, it, row)
    return Redraw(_opened(ctx, it))


def _action_of(ctx: Context, identity: str) -> tuple[Meeting, Action]:
    row = writing.action(ctx.tx, identity)
    it = service.meeting(ctx.tx, row.occurrence) if row else None
    if row is None or it is None:
        raise Refused(t("agendas-item-gone"))
    _theirs(ctx, it.community, row.person)
    return it, row


def may_finish(ctx: Context, identity: str) -> None:
    _action_of(ctx, identity)


@feature.press("done", allow=may_finish)
def done(ctx: Context, identity: str) -> Answered:
    """Whoever is to do it says so, or an administrator."""
    it, row = _action_of(ctx, identity)
    writing.done(ctx.tx, it, row, by=ctx.caller.id)
    return Redraw(say(t("agendas-done", text=Words(row.text))))


# Nothing to talk about.


@feature.press("cancel", allow=may_lead)
def cancel(ctx: Context, argument: str) -> Answered:
    """One press; those who come are told once, as always. What was changed meanwhile is shown instead."""
    it = meant(ctx, argument)
    fresh = argument.partition("/")[2] == str(it.made.revision)
    if fresh and service.offers(ctx.tx, it):
        changing.cancel(ctx.tx, it.community, it.row, it.made, by=ctx.caller)
        it = meant(ctx, argument)
    return Redraw(state(ctx.tx, it))


@feature.press("keep", allow=may_lead)
def keep(ctx: Context, argument: str) -> Answered:
    it = meant(ctx, argument)
    if service.offers(ctx.tx, it):
        service.keep(ctx.tx, it, by=ctx.caller.id)
    return Redraw(state(ctx.tx, it))


def state(tx: Tx, it: Meeting) -> Message:
    """What the offer to call a meeting off says by now."""
    if service.offers(tx, it):
        return messages.empty(it)
    if it.made.state is State.CANCELLED:
        return messages.settled(it, how="cancelled")
    if service.agenda(tx, it.made.id):
        return messages.settled(it, how="items")
    kept = service.kept(tx, it)
    if kept is not None:
        return messages.settled(it, how="kept", who=people.who(tx, kept.person))
    return messages.settled(it, how="over" if it.made.at <= tx.now else "on")


def _administrators(tx: Tx, argument: str, target: Account | Place) -> bool:
    it = service.meeting(tx, argument.partition("/")[0])
    if it is None or isinstance(target, Place):
        return False
    return rights_of(tx, it.community, people.person_of(tx, target)).administer


@feature.card("agenda-empty", shown_to=_administrators)
def empty(tx: Tx, argument: str, locale: str) -> Message | None:
    """What has been settled before it left does not leave."""
    it, letter = service.meeting(tx, argument.partition("/")[0]), people.letter(tx, argument)
    if it is None or letter is None or not (letter.state == SENT or service.offers(tx, it)):
        return None
    return state(tx, it)


@feature.raises
def raised(tx: Tx, community: str) -> Sequence[Raised]:
    """Meetings to come that nobody has anything for yet, and what should be done by now and is not."""
    ahead = (
        service.meeting(tx, made.id)
        for row, made in events.coming(tx, community, after=tx.now, cancelled=False)
        if row.type is Type.MEETING and row.series and made.at - service.CALL <= tx.now < made.at
    )
    found = [messages.raised_empty(it) for it in ahead if it is not None and not service.agenda(tx, it.made.id)]
    late = [messages.raised_late(row, responsible(tx, row)) for row in writing.late(tx, community)]
    return [*found, *late]


# Minutes.


@dataclass(frozen=True, slots=True)
class MinutesArgs:
    community: Annotated[Community, COMMUNITY_LED]


def _leaders(ctx: Context, args: MinutesArgs) -> None:
    led(ctx, args.community)


@feature.command("meeting minutes", MinutesArgs, allow=_leaders, audience="administrators")
def minutes(ctx: Context, args: MinutesArgs) -> Answered:
    """Of the meeting that has begun last."""
    found = events.held(ctx.tx, args.community.id, before=ctx.now)
    made = next((made for row, made in found if row.type is Type.MEETING), None)
    if made is None:
        raise Refused(t("agendas-none-held", community=Words(args.community.name), plan=Command("meeting plan")))
    return press_minutes(ctx, made.id)


@feature.press("minutes", allow=may_lead)
def press_minutes(ctx: Context, argument: str) -> Answered:
    it = meant(ctx, argument)
    if it.made.at > ctx.now:
        raise Refused(t("agendas-not-begun", title=Words(it.called)))
    row = writing.of(ctx.tx, it.made.id)
    return OpenForm(_draw_minutes(ctx, f"{it.made.id}/{row.revision if row else 0}"))


def _draw_minutes(ctx: Context, argument: str) -> Form:
    it = meant(ctx, argument)
    row = writing.of(ctx.tx, it.made.id)
    values = {
        "present": row.present if row else writing.came(ctx.tx, it.made),
        "decisions": row.decisions if row else "",
        "actions": "\n".join(writing.line_of(each) for each in writing.actions_of(ctx.tx, it.made.id)),
    }
    reference = messages.for_reference(assembled(ctx.tx, it))
    return messages.minutes_form(it, feature.token("write", argument), values, reference)


@feature.form("write", allow=may_lead, draw=_draw_minutes)
def written(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Posted in the channel, or changed where they stand; nothing typed is lost when somebody was first."""
    it, revision = meant(ctx, argument), argument.partition("/")[2]
    try:
        found = writing.read_form(ctx, it, values)
        row = writing.write(ctx.tx, it, found, by=ctx.caller.id, revision=int(revision or 0))
        if row is None:
            raise writing.Wrong(("", t("agendas-changed-meanwhile")))
    except writing.Wrong as wrong:
        form = messages.given_back(_draw_minutes(ctx, argument), values, wrong.problems)
        raise Refused(t("form-mistakes"), form=form) from None
    again = "yes" if row.revision > 1 else "no"
    return Whisper(say(t("agendas-minutes-kept", title=Words(it.called), again=again), messages.minutes_button(it)))


@feature.card("minutes")
def minutes_card(tx: Tx, occurrence: str, locale: str) -> Message | None:
    it, row = service.meeting(tx, occurrence), writing.of(tx, occurrence)
    if it is None or row is None:
        return None
    agreed = tuple((each, responsible(tx, each)) for each in writing.actions_of(tx, occurrence))
    return messages.minutes(Record(assembled(tx, it), row, agreed, people.who(tx, row.person)))
