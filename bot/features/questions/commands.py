"""**Ask a question** for members; /webinar questions for the team, which groups, hides, answers and publishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from bot.chat.form import Form
from bot.chat.message import Buttons, Message, Part, say
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, Raised, number_of
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities.model import Community
from bot.features.dossiers import service as dossiers
from bot.features.dossiers.model import KEPT, Held, Kind
from bot.features.events import service as events
from bot.features.events.times import not_hidden
from bot.features.membership.access import inside, led, rights, writable
from bot.features.membership.arguments import COMMUNITY_LED
from bot.features.people import service as people
from bot.features.questions import messages, service
from bot.features.questions.messages import Board
from bot.features.questions.model import Question, Topic

feature = Feature("questions")


# Whom a button concerns.


def meant(ctx: Context, argument: str) -> Held:
    """The event of a token; Refused in the same words for one that never was and one the caller may not see."""
    return not_hidden(ctx, dossiers.held(ctx.tx, argument.split("/")[0]))


def about(ctx: Context, argument: str) -> tuple[Held, Question]:
    """The question of a token, for those who put them in order."""
    row = service.question(ctx.tx, argument)
    if row is None:
        raise Refused(t("events-unknown"))
    return meant(ctx, row.occurrence), row


def may_ask(ctx: Context, argument: str) -> None:
    writable(ctx, meant(ctx, argument).community)


def may_read(ctx: Context, argument: str) -> None:
    community = meant(ctx, argument).community
    may = rights(ctx.tx, community, ctx.caller)
    if not (may.read or may.administer):
        inside(ctx, community)


def may_lead(ctx: Context, argument: str) -> None:
    led(ctx, meant(ctx, argument).community)


def may_order(ctx: Context, argument: str) -> None:
    led(ctx, about(ctx, argument)[0].community)


# Asking.


@feature.below("event")
def below(tx: Tx, occurrence: str) -> Sequence[Part]:
    it = dossiers.held(tx, occurrence)
    return (Buttons((messages.ask_button(it),)),) if it is not None and service.taken(tx, it) else ()


def _open_for_questions(ctx: Context, it: Held) -> None:
    if not service.taken(ctx.tx, it):
        raise Refused(t("questions-closed", title=Words(it.called)))


@feature.press("ask", allow=may_ask)
def ask(ctx: Context, argument: str) -> Answered:
    _open_for_questions(ctx, meant(ctx, argument))
    return OpenForm(_draw_ask(ctx, argument))


def _draw_ask(ctx: Context, argument: str) -> Form:
    it = meant(ctx, argument)
    return messages.ask_form(it, feature.token("asked", it.made.id), {})


@feature.form("asked", allow=may_ask, draw=_draw_ask)
def asked(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """By name, or so that nobody can ever learn who it was."""
    it = meant(ctx, argument)
    _open_for_questions(ctx, it)
    text = values["text"].strip()
    if not text:
        form = messages.given_back(_draw_ask(ctx, argument), values, "text", t("form-must-fill"))
        raise Refused(t("form-mistakes"), form=form)
    anonymous = values["as"] == "anonymous"
    service.ask(ctx.tx, it, "" if anonymous else ctx.caller.id, text)
    return Whisper(messages.taken(it, anonymous=anonymous))


# What the team sees.


def _board(tx: Tx, it: Held, topics: Sequence[Topic]) -> Board:
    rows = [row for each in topics for row in (each.question, *each.others)]
    names = {each: people.who(tx, each) for each in {row.person for row in rows} if each}
    return Board(it, topics, names, service.publication(tx, it.made.id) is not None)


@dataclass(frozen=True, slots=True)
class QuestionsArgs:
    community: Annotated[Community, COMMUNITY_LED]


def _team(ctx: Context, args: QuestionsArgs) -> None:
    led(ctx, args.community)


@feature.command("webinar questions", QuestionsArgs, allow=_team, audience="administrators")
def webinar_questions(ctx: Context, args: QuestionsArgs) -> Answered:
    """Of the webinar that has begun last and has any, or of the next one."""
    past = events.held(ctx.tx, args.community.id, before=ctx.now)
    ahead = events.coming(ctx.tx, args.community.id, after=ctx.now, cancelled=False)
    found = [made for row, made in (*past[:1], *ahead, *past) if row.type in KEPT]
    chosen = next((made for made in found if service.asked(ctx.tx, made.id)), found[0] if found else None)
    if chosen is None:
        raise Refused(t("questions-no-webinar", community=Words(args.community.name)))
    return Whisper(_drawn(ctx, meant(ctx, chosen.id), 0))


@feature.press("board", allow=may_lead)
def board(ctx: Context, argument: str) -> Answered:
    page = argument.partition("/")[2]
    return Redraw(_drawn(ctx, meant(ctx, argument), number_of(page)))


def _drawn(ctx: Context, it: Held, page: int) -> Message:
    return messages.board(_board(ctx.tx, it, service.topics(ctx.tx, it.made.id)), page)


def _page_of(ctx: Context, row: Question) -> int:
    """The page on which a question stands by now."""
    found = [each.question.id for each in service.topics(ctx.tx, row.occurrence)]
    main = row.under or row.id
    return found.index(main) // messages.PAGE if main in found else 0


def _again(ctx: Context, it: Held, identity: str) -> Answered:
    row = service.question(ctx.tx, identity)
    return Redraw(_drawn(ctx, it, _page_of(ctx, row) if row else 0))


@feature.raises
def raised(tx: Tx, community: str) -> Sequence[Raised]:
    """The events with questions that nobody has answered."""
    past = events.held(tx, community, before=tx.now, limit=10)
    found = (dossiers.held(tx, made.id) for _, made in past)
    counted = ((it, service.unanswered(tx, it.made.id)) for it in found if it is not None)
    return [messages.raised(it, count) for it, count in counted if count]


@feature.card("questions")
def team_card(tx: Tx, occurrence: str, locale: str) -> Message | None:
    it = dossiers.held(tx, occurrence)
    return messages.team(_board(tx, it, service.topics(tx, occurrence))) if it else None


def _hiding(*, hidden: bool) -> Callable[[Context, str], Answered]:
    def press(ctx: Context, argument: str) -> Answered:
        it, row = about(ctx, argument)
        service.hide(ctx.tx, it, row, hidden=hidden, by=ctx.caller.id)
        return _again(ctx, it, row.id)

    return press


feature.press("hide", allow=may_order)(_hiding(hidden=True))
feature.press("show", allow=may_order)(_hiding(hidden=False))


@feature.press("group", allow=may_order)
def group(ctx: Context, argument: str) -> Answered:
    it, row = about(ctx, argument)
    others = [each for each in service.topics(ctx.tx, it.made.id) if each.question.id not in (row.id, row.under)]
    return Redraw(messages.grouping(it, row, others))


@feature.press("under", allow=may_order)
def under(ctx: Context, argument: str) -> Answered:
    """Chosen in the picker."""
    it, row = about(ctx, argument)
    if not ctx.value or not service.group(ctx.tx, it, row, ctx.value):
        raise Refused(t("questions-not-there"))
    return _again(ctx, it, row.id)


@feature.press("apart", allow=may_order)
def apart(ctx: Context, argument: str) -> Answered:
    it, row = about(ctx, argument)
    service.group(ctx.tx, it, row, "")
    return _again(ctx, it, row.id)


@feature.press("answer", allow=may_order)
def answer(ctx: Context, argument: str) -> Answered:
    return OpenForm(_draw_answer(ctx, argument))


def _draw_answer(ctx: Context, argument: str) -> Form:
    _, row = about(ctx, argument)
    return messages.answer_form(row, feature.token("answered", row.id), {"signed": ctx.caller.name})


@feature.form("answered", allow=may_order, draw=_draw_answer)
def answered(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Signed by whoever gave it; what was said in the room may do without a text (guide 114)."""
    it, row = about(ctx, argument)
    text, signed, live = values["answer"].strip(), " ".join(values["signed"].split()), values["live"] == "yes"
    if not signed or not (text or live):
        field = "signed" if not signed else "answer"
        form = messages.given_back(_draw_answer(ctx, argument), values, field, t("form-must-fill"))
        raise Refused(t("form-mistakes"), form=form)
    service.answer(ctx.tx, it, row, signed=signed, text=text, live=live, by=ctx.caller.id)
    return Whisper(_drawn(ctx, it, _page_of(ctx, row)))


# Publishing.


def _post(tx: Tx, it: Held, *, preview: bool = False) -> Message:
    recording = dossiers.given(tx, it.made.id).get(Kind.RECORDING)
    links = [recording.text] if recording and recording.link else []
    links += [it.row.where] if it.row.where.startswith(("https://", "http://")) else []
    return messages.post(_board(tx, it, service.answered(tx, it.made.id)), next(iter(links), ""), preview=preview)


@feature.press("preview", allow=may_lead)
def preview(ctx: Context, argument: str) -> Answered:
    it = meant(ctx, argument)
    if it.made.at > ctx.now or not service.answered(ctx.tx, it.made.id):
        raise Refused(t("questions-too-early", title=Words(it.called)))
    return Whisper(_post(ctx.tx, it, preview=True))


@feature.press("publish", allow=may_lead)
def publish(ctx: Context, argument: str) -> Answered:
    """Once, however often it is pressed."""
    it = meant(ctx, argument)
    if it.made.at > ctx.now or not service.answered(ctx.tx, it.made.id):
        raise Refused(t("questions-too-early", title=Words(it.called)))
    service.publish(ctx.tx, it, by=ctx.caller.id)
    return Redraw(say(t("questions-published", title=Words(it.called)), messages.open_button(it)))


@feature.card("answers")
def post_card(tx: Tx, occurrence: str, locale: str) -> Message | None:
    it = dossiers.held(tx, occurrence)
    return _post(tx, it) if it is not None and service.answered(tx, occurrence) else None


@feature.press("read", allow=may_read)
def read(ctx: Context, argument: str) -> Answered:
    """What was published, from wherever the webinar is listed."""
    it = meant(ctx, argument)
    if service.publication(ctx.tx, it.made.id) is None or not service.answered(ctx.tx, it.made.id):
        raise Refused(t("dossiers-gone", title=Words(it.called)))
    return Whisper(_post(ctx.tx, it))
