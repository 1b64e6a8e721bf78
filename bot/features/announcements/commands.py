"""/announce and its buttons: write, look, send; take back, propose and decide; edit and delete what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from bot.chat.address import Account, Place
from bot.chat.form import Form, UploadField
from bot.chat.message import Message, say
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Words, t
from bot.commands.arguments import choice, words
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, in_place, number_of
from bot.commands.forms import Wrong, given_back
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.announcements import decisions, delivery, forms, messages, notices, service, waiting
from bot.features.announcements.concerns import (
    Concern,
    announcing,
    asked,
    concern,
    concerned,
    deciding,
    listing,
    preview,
    published,
    reported,
    sendable,
    state,
)
from bot.features.announcements.content import content
from bot.features.announcements.messages import Proposed
from bot.features.announcements.model import TEXT, Commented, Deliver, Delivered, Status, Undecided
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership.access import access, known, readable, rights, standing_of, while_seeing
from bot.features.membership.arguments import COMMUNITY_ADMINISTERED, COMMUNITY_INSIDE
from bot.features.people import service as people

feature = Feature("announcements")

feature.job(Deliver)(delivery.deliver)
feature.job(Delivered)(delivery.delivered)
feature.job(Commented)(delivery.commented)
feature.job(Undecided)(waiting.undecided)
feature.waits(waiting.look)
feature.reaction("✅", on="proposal", means="approve", needs=decisions.while_deciding_on)
feature.reaction("❌", on="proposal", means="reject", needs=decisions.while_deciding_on)

RECENT = "recent-announcements"


def _where(ctx: Context) -> Community | None:
    """The channel's community, the only one the caller is in, or the only one they administer."""
    for argument in (COMMUNITY_INSIDE, COMMUNITY_ADMINISTERED):
        found: Community | None = argument.implied(ctx) if argument.implied else None
        if found is not None:
            return found
    return None


@dataclass(frozen=True, slots=True)
class AnnounceArgs:
    community: Annotated[Community, replace(COMMUNITY_INSIDE, implied=_where)]
    text: Annotated[str, words(max_length=TEXT, long=True)] = ""
    view: Annotated[str, choice(RECENT)] = ""


def _may_announce(ctx: Context, args: AnnounceArgs) -> None:
    if args.view == RECENT:
        readable(ctx, args.community)
    else:
        announcing(ctx, args.community)


def _may_read(ctx: Context, argument: str) -> None:
    readable(ctx, known(ctx, argument.partition("/")[0]))


def _may_announce_there(ctx: Context, argument: str) -> None:
    announcing(ctx, known(ctx, argument.partition("/")[0]))


@feature.command("announce", AnnounceArgs, allow=_may_announce, audience="members")
def announce(ctx: Context, args: AnnounceArgs) -> Answered:
    """The form; or what was written and never sent; or the recent ones."""
    if args.view == RECENT:
        return Whisper(_recent(ctx, args.community, 0))
    waiting = service.last_draft(ctx.tx, args.community.id, ctx.caller.id)
    if waiting is not None and not args.text:
        return Whisper(preview(ctx, concern(ctx, waiting.id), again=True))
    return OpenForm(_blank(ctx, args.community, text=args.text))


@feature.press("another", allow=_may_announce_there)
def another(ctx: Context, community: str) -> Answered:
    return OpenForm(_blank(ctx, known(ctx, community)))


def _blank(ctx: Context, community: Community, *, text: str = "") -> Form:
    return forms.form(community, feature.token("write", community.id), {"text": text}, asked(ctx, community))


def _draw_blank(ctx: Context, community: str) -> Form:
    return _blank(ctx, known(ctx, community))


@feature.form("write", allow=_may_announce_there, draw=_draw_blank)
def written(ctx: Context, community: str, values: Mapping[str, str]) -> Answered:
    """Stored as a draft, and shown as it will look."""
    found = known(ctx, community)
    try:
        said, cautions = content(ctx, found, values)
        row = service.draft(ctx.tx, found, ctx.caller, said)
    except Wrong as wrong:
        raise _given_back(_blank(ctx, found), values, wrong) from None
    return Whisper(preview(ctx, concern(ctx, row.id), cautions=cautions))


def _given_back(form: Form, values: Mapping[str, str], wrong: Wrong) -> Refused:
    """A file that somebody else took meanwhile is no longer in it."""
    gone = {name for name, _ in wrong.problems} & {each.name for each in form.fields if isinstance(each, UploadField)}
    kept = {**values, **{each.name: each.value for each in form.fields if each.name in gone}}
    return Refused(t("form-mistakes"), form=given_back(form, kept, wrong.problems))


@feature.press("resume", allow=concerned)
def resume(ctx: Context, argument: str) -> Answered:
    return Redraw(state(ctx, concern(ctx, argument)))


@feature.press("send", allow=concerned)
def send(ctx: Context, argument: str) -> Answered:
    """Sends what the button showed: once, however often it is pressed; a member's goes to the administrators."""
    it = concern(ctx, argument)
    if it.row.status is not Status.DRAFT or it.stale:
        return Redraw(state(ctx, it))
    sendable(ctx, it)
    if it.administers:
        service.put_on_its_way(ctx.tx, it.row)
    else:
        service.propose(ctx.tx, it.community, it.row)
    return Redraw(state(ctx, concern(ctx, it.row.id)))


@feature.press("undo", allow=concerned)
def undo(ctx: Context, argument: str) -> Answered:
    """Within 20 seconds; afterwards it says that it has gone, and what can be done then."""
    it = concern(ctx, argument)
    taken = service.undo(ctx.tx, it.community, it.row)
    if taken is not None and not it.own:
        return Redraw(say(t("announcements-taken-back", title=Words(taken.title))))
    return Redraw(state(ctx, concern(ctx, it.row.id)))


@feature.press("cancel", allow=concerned)
def cancel(ctx: Context, argument: str) -> Answered:
    it = concern(ctx, argument)
    if it.row.status is Status.PROPOSED and not it.own:
        return Redraw(state(ctx, it))
    dropped = service.cancel(ctx.tx, it.row, by=ctx.caller.id)
    if dropped is None:
        return Redraw(state(ctx, it))
    if not it.own:
        told = notices.taken_away(it.community, dropped, people.who(ctx.tx, ctx.caller.id), deleted=False)
        key = f"{dropped.id}/cancelled/{dropped.revision}"
        seen = while_seeing(it.community)
        people.tell(ctx.tx, dropped.author, told, key=key, prefer=dropped.account, needs=seen, awaited=True)
    return Redraw(messages.cancelled(dropped, own=it.own))


@feature.press("edit", allow=concerned)
def edit(ctx: Context, argument: str) -> Answered:
    """The form with what was written; what others wrote is theirs until it was sent."""
    it = concern(ctx, argument)
    if not _editable(it):
        return Whisper(state(ctx, it))
    announcing(ctx, it.community)
    return OpenForm(_form_of(ctx, it))


def _editable(it: Concern) -> bool:
    if it.row.status in (Status.SENDING, Status.WITHDRAWN):
        return False
    return it.own or it.row.status is Status.SENT


def _form_of(ctx: Context, it: Concern) -> Form:
    asks = asked(ctx, it.community, it.row)
    token = feature.token("edit", f"{it.row.id}/{it.row.revision}")
    return forms.form(it.community, token, forms.values(it.row, asks.zone), asks)


def _draw_edit(ctx: Context, argument: str) -> Form:
    return _form_of(ctx, concern(ctx, argument))


@feature.form("edit", allow=concerned, draw=_draw_edit)
def edited(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Changes what has not left, and every copy of what has; nothing typed is lost when somebody was first."""
    it = concern(ctx, argument)
    if not _editable(it):
        return Whisper(state(ctx, it))
    announcing(ctx, it.community)
    form = _form_of(ctx, it)
    if it.stale:
        meanwhile = t("announcements-changed-meanwhile", title=Words(it.row.title))
        raise _given_back(form, values, Wrong((("", meanwhile),)))
    try:
        said, cautions = content(ctx, it.community, values, it.row)
        revised = service.revise(ctx.tx, it.community, it.row, said, by=ctx.caller.id, administers=it.administers)
    except Wrong as wrong:
        raise _given_back(form, values, wrong) from None
    if revised is not None and revised.status is Status.SENT:
        if not it.row.comments:
            delivery.comment_everywhere(ctx.tx, revised)
        elif revised.title != it.row.title:
            delivery.retitle(ctx.tx, revised)
    return Whisper(_after_edit(ctx, concern(ctx, it.row.id), cautions))


def _after_edit(ctx: Context, it: Concern, cautions: tuple[str, ...]) -> Message:
    if it.row.status is Status.DRAFT:
        return preview(ctx, it, cautions=cautions)
    if it.row.status is Status.SENT:
        if not it.administers:
            notice = notices.changed(it.row, people.who(ctx.tx, it.row.author))
            service.tell_administrators(ctx.tx, it.community, notice, key=f"{it.row.id}/changed/{it.row.revision}")
        return messages.rewritten(it.row, len(reported(ctx, it.row)))
    return state(ctx, it)


@feature.press("retry", allow=deciding)
def retry(ctx: Context, argument: str) -> Answered:
    """Posts it again where it could not be, once what was in the way is mended."""
    it = concern(ctx, argument)
    if not delivery.retry(ctx.tx, it.row, argument.partition("/")[2]):
        return Redraw(_recent(ctx, it.community, 0))
    return Redraw(say(t("announcements-retried", title=Words(it.row.title))))


@feature.press("comments", allow=deciding)
def comments(ctx: Context, argument: str) -> Answered:
    """Opens the thread where it could not be opened, once what was in the way is mended."""
    it = concern(ctx, argument)
    if it.row.status is not Status.SENT:
        return Redraw(state(ctx, it))
    delivery.comment_everywhere(ctx.tx, it.row, argument.partition("/")[2])
    return Redraw(say(t("announcements-commenting-retried", title=Words(it.row.title))))


@feature.press("delete", allow=concerned)
def delete(ctx: Context, argument: str) -> Answered:
    """Asks once."""
    it = concern(ctx, argument)
    if it.row.status is not Status.SENT:
        return Whisper(state(ctx, it))
    readable(ctx, it.community)
    return Whisper(messages.deleting(it.row, len(reported(ctx, it.row))))


@feature.press("deleted", allow=concerned)
def deleted(ctx: Context, argument: str) -> Answered:
    """Removes every copy, in every place; an author who has left has no longer a say in it."""
    it = concern(ctx, argument)
    readable(ctx, it.community)
    gone = service.withdraw(ctx.tx, it.row, by=ctx.caller.id)
    if gone is None:
        return Redraw(state(ctx, it))
    if not it.own:
        told = notices.taken_away(it.community, gone, people.who(ctx.tx, ctx.caller.id), deleted=True)
        seen = while_seeing(it.community)
        people.tell(ctx.tx, gone.author, told, key=f"{gone.id}/deleted", prefer=gone.account, needs=seen, awaited=True)
    return Redraw(say(t("announcements-deleted", title=Words(gone.title))))


@feature.press("kept", allow=concerned)
def kept(ctx: Context, argument: str) -> Answered:
    return Redraw(state(ctx, concern(ctx, argument)))


feature.press("remind", allow=concerned)(waiting.remind)
feature.press("approve", allow=deciding)(decisions.approve)
feature.press("reject", allow=deciding)(decisions.open_reject)
feature.form("reject", allow=deciding, draw=decisions.draw_reject)(decisions.reject)


@feature.press("recent", allow=_may_read)
def recent(ctx: Context, argument: str) -> Answered:
    community, _, page = argument.partition("/")
    return in_place(ctx, _recent(ctx, known(ctx, community), number_of(page)))


def _recent(ctx: Context, community: Community, page: int) -> Message:
    administers = rights(ctx.tx, community, ctx.caller).administer
    return messages.recent(community, listing(ctx, community), page=page, administers=administers)


def _may_read_it(ctx: Context, announcement: str) -> None:
    published(ctx, announcement)


@feature.press("read", allow=_may_read_it)
def read_it(ctx: Context, announcement: str) -> Answered:
    """What was sent, as it stands where it was posted."""
    row, community = published(ctx, announcement)
    file = messages.listed(service.file_of(ctx.tx, row))
    at = row.sent_at or ctx.now
    return Whisper(Message(messages.published(community, row, service.signed(ctx.tx, row), at, file=file)))


@feature.card("announcement")
def card(tx: Tx, announcement: str, locale: str) -> Message | None:
    """What members read; nothing before it was sent and nothing after it was deleted."""
    row = service.get(tx, announcement)
    community = communities.get(tx, row.community) if row else None
    if row is None or community is None or row.status is not Status.SENT:
        return None
    file = messages.handed_over(service.file_of(tx, row))
    return Message(messages.published(community, row, service.signed(tx, row), row.sent_at or tx.now, file=file))


def _administered_at(tx: Tx, announcement: str, target: Account | Place) -> bool:
    """Whether those who read there administer the community of a proposal now."""
    row = service.get(tx, announcement)
    community = communities.get(tx, row.community) if row else None
    if community is None:
        return False
    if isinstance(target, Place):
        return target in communities.admin_places(tx, community.id)
    person = people.person_of(tx, target)
    known = people.get(tx, person)
    return access(community, standing_of(tx, community.id, person, owner=known is not None and known.owner)).administer


@feature.card("proposal", shown_to=_administered_at)
def proposal(tx: Tx, announcement: str, locale: str) -> Message | None:
    row = service.get(tx, announcement)
    community = communities.get(tx, row.community) if row else None
    if row is None or community is None:
        return None
    decider = people.who(tx, row.decided_by) if row.decided_by else None
    file = messages.handed_over(service.file_of(tx, row))
    proposed = Proposed(service.signed(tx, row), file, delivery.only_in(tx, row), decider)
    return messages.proposal(community, row, proposed)
