"""What the buttons, emoji and forms of one request do; who may was decided before they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.form import Form
from bot.chat.inbound import Arrived, Left
from bot.chat.message import Message, Paragraph, say
from bot.chat.reply import OpenForm, Redraw, Silence, Whisper
from bot.chat.text import Moment, Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, number_of, token
from bot.db.tx import Tx
from bot.errors import Over, Refused
from bot.features.approvals import deciding, emoji, forms, history, listing, messages, reminding, talking, undoing
from bot.features.approvals.deciding import Hindered, Verdict, again_from
from bot.features.approvals.model import CLAIM
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.access import DECIDERS, closed, decided_by, known, rights, standing_of, while_deciding
from bot.features.membership.doors import open_doors, request_changed
from bot.features.membership.model import OTHER, Asked, Request
from bot.features.people import service as people


def about(ctx: Context, request: str) -> tuple[Community, Request]:
    """The request a token names; one that is no more gets the words of an unknown community."""
    asked = membership.request(ctx.tx, request.partition(";")[0])
    community = communities.get(ctx.tx, asked.community) if asked else None
    if asked is None or community is None:
        raise Over(t("communities-unknown"))
    return community, asked


def those_who_decide(ctx: Context, request: str) -> None:
    """Administrators and reviewers of the community now, and the platform team."""
    community, _ = about(ctx, request)
    decided_by(ctx, community)


def while_deciding_on(tx: Tx, request: str) -> str:
    """What a private message about a request `needs`."""
    asked = membership.request(tx, request.partition(";")[0])
    community = communities.get(tx, asked.community) if asked else None
    return while_deciding(community) if community else ""


def the_applicant(ctx: Context, request: str) -> None:
    """Whoever asked; anybody else hears what they would hear of a request that does not exist."""
    asked = membership.request(ctx.tx, request)
    if asked is None or asked.person != ctx.caller.id:
        raise Refused(t("membership-no-such-request"))


def _done(ctx: Context, request: str, hindered: Hindered | None, done: Message) -> Answered:
    """A refusal undoes everything; finding that a request needed no decision has ended it, and stays.

    That an emoji was answered stays as well. A list is true again where something was pressed in it, also when
    somebody else had been faster.
    """
    community, _ = about(ctx, request)
    wanted = listing.pressed_in(community, request)
    if wanted is not None and rights(ctx.tx, community, ctx.caller).decide:
        said = done if hindered is None else say(hindered.text, *hindered.buttons)
        return Redraw(listing.below(said, listing.as_read(ctx, community, wanted), wanted))
    if hindered is None:
        return Whisper(done, aside=True)
    if hindered.changed or ctx.emoji:
        return Whisper(say(hindered.text, *hindered.buttons))
    refusal = Over if hindered.over else Refused
    raise refusal(hindered.text, *hindered.buttons)


def _meant(ctx: Context, request: str) -> tuple[Community, Request]:
    """As `about`, for what an emoji does as well."""
    community, asked = about(ctx, request)
    if ctx.emoji:
        emoji.answer(ctx.tx, asked.id, ctx.caller.id, ctx.emoji)
    return community, asked


def approve(ctx: Context, request: str) -> Answered:
    community, asked = _meant(ctx, request)
    hindered = deciding.approve(ctx.tx, community, asked, by=ctx.caller.id)
    text = t("approvals-you-approved", person=people.who(ctx.tx, asked.person), community=Words(community.name))
    return _done(ctx, request, hindered, say(text, messages.undo_button(asked, told=True)))


def open_reject(ctx: Context, request: str) -> Answered:
    return _in_the_way(ctx, request) or OpenForm(draw_reject(ctx, request))


def draw_reject(ctx: Context, request: str) -> Form:
    community, asked = about(ctx, request)
    form = forms.reject_form(asked, again_from(community, ctx.now), _whose(ctx, community, asked))
    return replace(form, token=token("approvals.reject", request))


def _in_the_way(ctx: Context, request: str) -> Answered | None:
    """Before a form is opened that could not be sent; looked at again when it is."""
    community, asked = _meant(ctx, request)
    hindered = deciding.in_the_way(ctx.tx, community, asked, ctx.caller.id)
    return _done(ctx, request, hindered, Message(())) if hindered is not None else None


def reject(ctx: Context, request: str, values: Mapping[str, str]) -> Answered:
    community, asked = about(ctx, request)
    verdict = verdict_of(values)
    hindered = deciding.reject(ctx.tx, community, asked, verdict, by=ctx.caller.id)
    again = None if verdict.at_once else again_from(community, ctx.now)
    person = people.who(ctx.tx, asked.person)
    text = (
        t("approvals-you-rejected", person=person, at=Moment(again, "date"))
        if again
        else t("approvals-you-rejected-again-now", person=person)
    )
    return _done(ctx, request, hindered, say(text, messages.undo_button(asked, told=True)))


def verdict_of(values: Mapping[str, str]) -> Verdict:
    """What the form says; Refused when the reason alone says nothing."""
    reason, words = values["reason"], values["words"]
    if reason == OTHER and not words:
        raise Refused(t("approvals-other-needs-words"))
    return Verdict(reason, words, at_once=bool(values.get("again")))


def open_ask(ctx: Context, request: str) -> Answered:
    return _in_the_way(ctx, request) or OpenForm(draw_ask(ctx, request))


def draw_ask(ctx: Context, request: str) -> Form:
    community, asked = about(ctx, request)
    return replace(forms.ask_form(asked, _whose(ctx, community, asked)), token=token("approvals.ask", request))


def _whose(ctx: Context, community: Community, asked: Request) -> Paragraph:
    """A form stands by itself, with the card out of sight."""
    person = people.who(ctx.tx, asked.person)
    return Paragraph(t("approvals-card", person=person, community=messages.name(community)))


def ask(ctx: Context, request: str, values: Mapping[str, str]) -> Answered:
    community, asked = about(ctx, request)
    hindered = talking.ask(ctx.tx, community, asked, values["words"], by=ctx.caller.id)
    text = t("approvals-you-asked", person=people.who(ctx.tx, asked.person), at=Moment(asked.expires_at, "date"))
    return _done(ctx, request, hindered, say(text))


def claim(ctx: Context, request: str) -> Answered:
    return _claim(ctx, request, knowingly=False)


def take(ctx: Context, request: str) -> Answered:
    """Take a claimed request over: whoever presses has read whose it is."""
    return _claim(ctx, request, knowingly=True)


def _claim(ctx: Context, request: str, *, knowingly: bool) -> Answered:
    community, asked = _meant(ctx, request)
    hindered = talking.claim(ctx.tx, community, asked, by=ctx.caller.id, knowingly=knowingly)
    person = people.who(ctx.tx, asked.person)
    text = t("approvals-you-claimed", person=person, until=Moment(ctx.now + CLAIM))
    buttons = (*messages.decide_buttons(asked)[:3], messages.release_button(asked))
    return _done(ctx, request, hindered, say(text, *buttons))


def release(ctx: Context, request: str) -> Answered:
    community, asked = about(ctx, request)
    hindered = None if talking.release(ctx.tx, asked, by=ctx.caller.id) else Hindered(t("approvals-not-yours"))
    done = say(t("approvals-you-released", person=people.who(ctx.tx, asked.person)))
    listed = listing.pressed_in(community, request) is not None
    return _done(ctx, request, hindered, done) if listed or hindered else Redraw(done)


def undo(ctx: Context, request: str) -> Answered:
    """What somebody was told of their own decision is replaced, so that it says nothing that is no longer so."""
    community, asked = about(ctx, request)
    hindered = undoing.undo(ctx.tx, community, asked, by=ctx.caller.id)
    if hindered is None:
        emoji.take_off(ctx.tx, asked.id, (deciding.card(asked), *reminding.reminders(ctx.tx, asked.id)))
    text = t("approvals-you-undid", person=people.who(ctx.tx, asked.person))
    done = say(text, *messages.decide_buttons(asked))
    told = request.partition(";")[2] == messages.TOLD
    return Redraw(done) if told and hindered is None else _done(ctx, request, hindered, done)


def show_history(ctx: Context, argument: str) -> Answered:
    """`request;page`: everything that was done about it, also long after."""
    _, asked = about(ctx, argument)
    page = argument.partition(";")[2]
    number = number_of(page)
    shown = messages.past(asked, people.who(ctx.tx, asked.person), history.told(ctx.tx, asked), page=number)
    return Redraw(shown) if page else Whisper(shown)


def retry(ctx: Context, request: str) -> Answered:
    """Open the places again after somebody has mended the platform's rights."""
    community, asked = about(ctx, request)
    if standing_of(ctx.tx, community.id, asked.person).role is None:
        raise Refused(t("approvals-not-inside", person=people.who(ctx.tx, asked.person)))
    open_doors(ctx.tx, community, asked.person)
    return Whisper(say(t("approvals-retrying", person=people.who(ctx.tx, asked.person))))


# The applicant's own.


def _living(ctx: Context, request: str) -> Request:
    """The request, unless its community is archived: then nothing about it can be done any more (guide 70)."""
    community, asked = about(ctx, request)
    if community.archived:
        raise Over(closed(known(ctx, community.id)))
    return asked


def open_answer(ctx: Context, request: str) -> Answered:
    asked = _living(ctx, request)
    if asked.status is not Asked.OPEN or asked.question_reply:
        raise Refused(t("approvals-answer-too-late"))
    return OpenForm(draw_answer(ctx, request))


def draw_answer(ctx: Context, request: str) -> Form:
    return forms.answer_form(about(ctx, request)[1])


def answer(ctx: Context, request: str, values: Mapping[str, str]) -> Answered:
    _living(ctx, request)
    community, asked = about(ctx, request)
    hindered = talking.answer(ctx.tx, community, asked, values["words"])
    return _done(ctx, request, hindered, say(t("approvals-you-answered")))


def open_write(ctx: Context, request: str) -> Answered:
    if _living(ctx, request).status is Asked.OPEN:
        raise Refused(t("membership-no-such-request"))
    return OpenForm(draw_write(ctx, request))


def draw_write(ctx: Context, request: str) -> Form:
    return forms.write_form(about(ctx, request)[1])


def write(ctx: Context, request: str, values: Mapping[str, str]) -> Answered:
    asked = _living(ctx, request)
    community, _ = about(ctx, request)
    if asked.status is Asked.OPEN:
        raise Over(t("membership-no-such-request"))
    return _done(ctx, request, talking.write(ctx.tx, community, asked, values["words"]), say(t("approvals-you-wrote")))


def came_or_went(ctx: Context, event: Arrived | Left) -> Answered:
    """Somebody entered or left a workspace: the cards of their requests say whether they could still come in.

    Where they decide, others may be the only ones who hear of requests now, or no longer.
    """
    if event.place is None:
        for asked in membership.waiting_of(ctx.tx, ctx.caller.id):
            request_changed(ctx.tx, asked.id)
        for each in membership.of_person(ctx.tx, ctx.caller.id):
            community = communities.get(ctx.tx, each.community) if each.role in DECIDERS else None
            if community is not None:
                membership.deciders_changed(ctx.tx, community)
    return Silence()


def tell_team(ctx: Context, request: str) -> Answered:
    _living(ctx, request)
    community, asked = about(ctx, request)
    return _done(ctx, request, talking.tell_team(ctx.tx, community, asked), say(t("approvals-you-told-team")))
