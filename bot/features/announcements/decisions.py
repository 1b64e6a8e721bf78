"""Deciding on what a member proposes: once, on the text that was shown, and the member hears of it (FEATURES 2.5.2)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.form import Form
from bot.chat.message import say
from bot.chat.reply import OpenForm, Whisper
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered
from bot.db.tx import Tx
from bot.errors import Over, Refused
from bot.features.announcements import forms, messages, notices, service
from bot.features.announcements.concerns import Concern, announcing, concern, reading_again, state
from bot.features.announcements.model import Status
from bot.features.communities import service as communities
from bot.features.membership.access import standing_of, while_deciding
from bot.features.people import service as people


def while_deciding_on(tx: Tx, announcement: str) -> str:
    """What a private message about a proposal `needs`."""
    row = service.get(tx, announcement)
    community = communities.get(tx, row.community) if row else None
    return while_deciding(community) if community else ""


def approve(ctx: Context, argument: str) -> Answered:
    """Decides once; what is approved is what the card showed."""
    it = _undecided(ctx, argument)
    announcing(ctx, it.community)
    if it.stale or (it.seen is None and not service.shows(ctx.tx, it.row, ctx.message)):
        return _look_again(ctx, it)
    if standing_of(ctx.tx, it.community.id, it.row.author).role is None:
        author = people.who(ctx.tx, it.row.author)
        raise Refused(t("announcements-author-left", author=author), messages.reject_button(it.row))
    if not service.homes_of(ctx.tx, it.row):
        raise Refused(t("announcements-moved", community=Words(it.community.name)), messages.reject_button(it.row))
    moved = service.put_on_its_way(ctx.tx, it.row, approved_by=ctx.caller.id)
    now = concern(ctx, it.row.id)
    if moved is None:
        raise Over(messages.already(now.row, people.who(ctx.tx, now.row.decided_by), ctx.now))
    if moved.status is Status.SCHEDULED:
        told = notices.approved_for_later(it.community, moved, people.who(ctx.tx, ctx.caller.id))
        key = f"{moved.id}/approved/{moved.revision}"
        people.tell(ctx.tx, moved.author, told, key=key, prefer=moved.account, awaited=True)
    return Whisper(state(ctx, now), aside=True)


def _undecided(ctx: Context, argument: str) -> Concern:
    it = concern(ctx, argument)
    if it.row.status is not Status.PROPOSED:
        raise Over(messages.already(it.row, people.who(ctx.tx, it.row.decided_by), ctx.now))
    return it


def _look_again(ctx: Context, it: Concern) -> Answered:
    return Whisper(reading_again(ctx, it, "announcements-changed-look-again"))


def open_reject(ctx: Context, argument: str) -> Answered:
    it = _undecided(ctx, argument)
    if it.stale or (it.seen is None and service.shows(ctx.tx, it.row, ctx.message) is False):
        return _look_again(ctx, it)
    return OpenForm(forms.reject_form(it.row))


def draw_reject(ctx: Context, argument: str) -> Form:
    return forms.reject_form(concern(ctx, argument).row)


def reject(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """The member hears why, and can change and propose it again; a rejection holds for whatever the text is by now."""
    it = _undecided(ctx, argument.partition("/")[0])
    moved = service.reject(ctx.tx, it.row, values["words"], by=ctx.caller.id)
    if moved is None:
        now = concern(ctx, it.row.id)
        raise Over(messages.already(now.row, people.who(ctx.tx, now.row.decided_by), ctx.now))
    told = notices.rejected(it.community, moved, people.who(ctx.tx, ctx.caller.id))
    key = f"{moved.id}/rejected/{moved.revision}"
    people.tell(ctx.tx, moved.author, told, key=key, prefer=moved.account, awaited=True)
    return Whisper(say(t("announcements-rejected", title=Words(moved.title), author=people.who(ctx.tx, moved.author))))
