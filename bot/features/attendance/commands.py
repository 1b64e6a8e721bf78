"""**I'm here** and /here for members; /webinar attendance, **Attendance** and files for administrators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from bot.chat.form import Form
from bot.chat.message import Message, Part
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.sheet import sheet
from bot.chat.text import Text, Words, t
from bot.commands import forms
from bot.commands.arguments import words
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, anyone
from bot.db import files
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.attendance import filing, messages, service
from bot.features.attendance.filing import Found
from bot.features.attendance.lists import NoList
from bot.features.attendance.messages import Listed, Seen
from bot.features.attendance.model import How
from bot.features.communities.model import Community
from bot.features.events import service as events
from bot.features.events.model import Answer, Begins, State
from bot.features.events.times import Time, not_hidden
from bot.features.membership.access import administered, closed, rights, writable
from bot.features.membership.arguments import COMMUNITY_ADMINISTERED
from bot.features.people import service as people

feature = Feature("attendance")

feature.job(Begins)(service.begins)

COLUMNS = ("name", "present", "at", "how", "answer")
"""The same in every language, so that what reads the file need not know which."""


def meant(ctx: Context, argument: str) -> Time:
    """The occurrence of a token; Refused in the same words for one that never was and one the caller may not see."""
    return not_hidden(ctx, service.session(ctx.tx, argument.split("/")[0]))


def may_arrive(ctx: Context, argument: str) -> None:
    writable(ctx, meant(ctx, argument).community)


def may_see(ctx: Context, argument: str) -> None:
    """Administrators, of an archived community as well."""
    administered(ctx, meant(ctx, argument).community)


@feature.below("event")
def below(tx: Tx, occurrence: str) -> Sequence[Part]:
    it = service.session(tx, occurrence)
    if it is None or it.made.at > tx.now or it.made.state is State.CANCELLED:
        return ()
    over = it.made.ends <= tx.now
    return messages.below(it, service.count(tx, occurrence), running=service.running(tx, it), over=over)


@feature.press("here", allow=may_arrive)
def here(ctx: Context, argument: str) -> Answered:
    return Whisper(_arrived(ctx, meant(ctx, argument), How.BUTTON))


def _arrived(ctx: Context, it: Time, how: How) -> Message:
    if not service.running(ctx.tx, it):
        gone = it.made.state is State.CANCELLED
        early = not gone and it.made.at > ctx.now
        key = "attendance-not-begun" if early else "events-answer-cancelled" if gone else "events-answer-over"
        raise Refused(t(key, title=Words(it.called)))
    first = service.arrive(ctx.tx, it, ctx.caller.id, how)
    return messages.noted(it, service.count(ctx.tx, it.made.id), again=not first)


@dataclass(frozen=True, slots=True)
class HereArgs:
    code: Annotated[str, words(max_length=40)]


@feature.command("here", HereArgs, allow=anyone, audience="members")
def here_command(ctx: Context, args: HereArgs) -> Answered:
    """With the word that was said in the room; it means nothing to those outside."""
    for it in service.named(ctx.tx, args.code):
        if rights(ctx.tx, it.community, ctx.caller).write:
            return Whisper(_arrived(ctx, it, How.CODE))
    raise Refused(t("attendance-unknown-code", code=Words(args.code[:40])))


# What administrators see.


@dataclass(frozen=True, slots=True)
class AttendanceArgs:
    community: Annotated[Community, COMMUNITY_ADMINISTERED]


def _administrators(ctx: Context, args: AttendanceArgs) -> None:
    administered(ctx, args.community)


@feature.command("webinar attendance", AttendanceArgs, allow=_administrators, audience="administrators")
def attendance(ctx: Context, args: AttendanceArgs) -> Answered:
    """Of what has begun last, meeting or webinar, or else of what comes next."""
    found = events.held(ctx.tx, args.community.id, before=ctx.now, limit=1)
    found = found or events.coming(ctx.tx, args.community.id, after=ctx.now, cancelled=False)
    if not found:
        raise Refused(t("attendance-nothing", community=Words(args.community.name)))
    return seen(ctx, found[0][1].id)


@feature.press("seen", allow=may_see)
def seen(ctx: Context, argument: str) -> Answered:
    it = meant(ctx, argument)
    present = [people.who(ctx.tx, each.person) for each in service.present(ctx.tx, it.made.id)]
    needed = it.made.ends + service.AFTER > ctx.now and it.made.state is State.PLANNED and not it.community.archived
    code = service.code(ctx.tx, it.made.id) if needed else ""
    going = events.tally(ctx.tx, it.made.id).going
    begun = it.made.at <= ctx.now or it.made.state is State.CANCELLED
    from_file = filing.open_to_lists(ctx.tx, it)
    return Whisper(messages.seen(Seen(it, present, going, code, service.trend(ctx.tx, it), begun, from_file)))


@feature.press("csv", allow=may_see)
def download(ctx: Context, argument: str) -> Answered:
    """Everybody who was there, and whoever had said that they come and was not."""
    it = meant(ctx, argument)
    said = {each.person: str(each.answer) for each in events.answered(ctx.tx, it.made.id, *Answer)}
    present = service.present(ctx.tx, it.made.id)
    there = {each.person for each in present}
    rows = [
        (people.name(ctx.tx, each.person), "yes", each.at.isoformat(), str(each.how), said.get(each.person, ""))
        for each in present
    ]
    rows += [
        (people.name(ctx.tx, person), "no", "", "", answer)
        for person, answer in said.items()
        if person not in there and answer == Answer.GOING
    ]
    file = sheet(f"attendance-{it.community.slug}-{it.made.at:%Y-%m-%d}.csv", COLUMNS, rows)
    return Whisper(messages.as_file(it, file, len(present)))


# The list of a webinar tool.


def may_file(ctx: Context, argument: str) -> None:
    """Administrators, of what has begun and was not called off."""
    it = meant(ctx, argument)
    administered(ctx, it.community)
    if it.community.archived:
        raise Refused(closed(it.community))
    if not filing.open_to_lists(ctx.tx, it):
        key = "attendance-not-begun" if it.made.state is not State.CANCELLED else "events-answer-cancelled"
        raise Refused(t(key, title=Words(it.called)))


@feature.press("file", allow=may_file)
def open_file(ctx: Context, argument: str) -> Answered:
    return OpenForm(_draw_file(ctx, argument))


def _draw_file(ctx: Context, argument: str) -> Form:
    it = meant(ctx, argument)
    return messages.file_form(it, feature.token("file", it.made.id), filing.SHARE, filing.SIZE)


@feature.form("file", allow=may_file, draw=_draw_file)
def file_written(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Says whom it means; nobody is noted yet."""
    it, share = meant(ctx, argument), values["share"].strip().removesuffix("%").strip() or str(filing.SHARE)
    problems: list[tuple[str, Text]] = []
    if not (share.isascii() and share.isdecimal() and int(share[:4]) <= 100):
        problems.append(("share", t("attendance-no-share")))
    content = filing.content_of(ctx.tx, values["file"], by=ctx.caller.id)
    if content is None:
        problems.append(("file", t("form-file-gone")))
    elif not problems:
        try:
            found = filing.found(ctx.tx, it, content, int(share))
        except NoList:
            problems.append(("file", t("attendance-no-list")))
        else:
            return Whisper(messages.listed(_listed(ctx, it, found, int(share)), f"{values['file']}/{share}"))
    raise Refused(t("form-mistakes"), form=forms.given_back(_draw_file(ctx, argument), values, tuple(problems)))


def _listed(ctx: Context, it: Time, found: Found, share: int) -> Listed:
    who = partial(people.who, ctx.tx)
    return Listed(
        it, share, tuple(map(who, found.new)), len(found.known), tuple((who(each), n) for each, n in found.short),
        found.strange, found.several,
    )  # fmt: skip


@feature.press("note", allow=may_file)
def note(ctx: Context, argument: str) -> Answered:
    """Whom the list means by now, once; then it is forgotten."""
    it, (_, file, share) = meant(ctx, argument), [*argument.split("/"), "", ""][:3]
    content = filing.content_of(ctx.tx, file, by=ctx.caller.id)
    noted = 0
    if content is not None and share.isdecimal():
        noted = filing.note(ctx.tx, it, filing.found(ctx.tx, it, content, int(share)).new, by=ctx.caller.id)
        files.drop(ctx.tx, file)
    return Redraw(messages.filed(it, noted, service.count(ctx.tx, it.made.id)))
