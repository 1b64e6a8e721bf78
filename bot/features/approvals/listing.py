"""The queue as administrators read it: filters that fit into a button, pages, a CSV that no spreadsheet executes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from bot.chat.form import Form
from bot.chat.message import (
    Button,
    Buttons,
    Facts,
    File,
    Heading,
    Message,
    Option,
    Paragraph,
    Part,
    Picker,
    Quote,
    Small,
)
from bot.chat.sheet import sheet
from bot.chat.text import Moment, Series, T, Text, Who, Words, t
from bot.commands.context import Context
from bot.commands.feature import number_of, token
from bot.db.tx import Tx
from bot.features.approvals import forms, messages
from bot.features.approvals.deciding import Hindered, again_from, own_request
from bot.features.communities.model import Community
from bot.features.membership import requests
from bot.features.membership.access import DECIDERS, standing
from bot.features.membership.model import Asked, Request
from bot.features.people import service as people

PAGE = 5
"""Requests on one page: each has a row of buttons of its own."""

ANSWER, PLATFORM = 20, 24
"""Longest filters, in characters: a button's token holds all of them in its hundred."""

VIEWS: dict[str, tuple[Asked, ...]] = {
    "waiting": (Asked.OPEN,),
    "history": tuple(status for status in Asked if status is not Asked.OPEN),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which requests of a community to show; `days` is how old they are at least."""

    community: str
    view: Literal["waiting", "history"] = "waiting"
    page: int = 0
    days: int = 0
    platform: str = ""
    answer: str = ""

    def __str__(self) -> str:
        return f"{self.community};{self.rest}"

    @property
    def rest(self) -> str:
        """All but the community, as it stands behind a request in the tokens of its buttons in a list."""
        return f"{self.view[0]};{self.page};{self.days};{self.platform};{self.answer}"


def filter_of(text: str) -> Filter:
    """Read what `str` wrote; anything else is the whole queue of whatever its beginning names."""
    community, view, page, days, platform, answer = [*text.split(";", 5), "", "", "", "", ""][:6]
    return Filter(
        community,
        "history" if view == "h" else "waiting",
        number_of(page),
        number_of(days),
        platform,
        answer,
    )


def pressed_in(community: Community, argument: str) -> Filter | None:
    """The list in which a button of a request was pressed, None elsewhere."""
    rest = argument.partition(";")[2]
    return filter_of(f"{community.id};{rest}") if rest.startswith(("w;", "h;")) else None


def found(tx: Tx, wanted: Filter) -> list[Request]:
    """Everything a filter lets through: those who wait with the oldest first, the decided with the newest first."""
    text = wanted.answer.casefold()
    until = tx.now - timedelta(days=wanted.days)
    newest_first = wanted.view == "history"
    return [
        each
        for each in requests.listed(tx, wanted.community, VIEWS[wanted.view], until=until, newest_first=newest_first)
        if (not wanted.platform or each.account.platform == wanted.platform)
        and (not text or any(text in said.casefold() for said in (each.note, *each.answers, each.question_reply)))
    ]


def shown(tx: Tx, wanted: Filter) -> list[Request]:
    """The page of a filter."""
    return _page(found(tx, wanted), wanted.page)


def _page(rows: list[Request], page: int) -> list[Request]:
    return rows[page * PAGE : (page + 1) * PAGE]


def fingerprint(rows: Iterable[Request]) -> str:
    """Names exactly these requests: a confirmation for others is asked for again."""
    return hashlib.blake2s("/".join(each.id for each in rows).encode(), digest_size=3).hexdigest()


def as_read(ctx: Context, community: Community, wanted: Filter) -> Message:
    """The page as the caller reads it."""
    member = standing(ctx.tx, community, ctx.caller).membership
    decides = member is not None and member.role in DECIDERS and member.status == "active"
    how_often = member.digest if member is not None and decides else None
    return queue(ctx.tx, community, wanted, reader=ctx.caller.id, how_often=how_often)


def queue(tx: Tx, community: Community, wanted: Filter, *, reader: str, how_often: str | None) -> Message:
    """A page of the queue, with buttons for each request and for all; `how_often` when the reader decides here."""
    rows = found(tx, wanted)
    pages = max(1, -(-len(rows) // PAGE))
    wanted = replace(wanted, page=min(wanted.page, pages - 1))
    page = _page(rows, wanted.page)
    waiting = wanted.view == "waiting"
    key = "approvals-queue" if waiting else "approvals-past"
    whole = found(tx, Filter(wanted.community, wanted.view)) if _filtered(wanted) else rows
    parts: list[Part] = [Heading(t(key, community=messages.name(community), count=len(whole)))]
    if _filtered(wanted) and whole:
        parts.append(Small(t("approvals-filtered", count=len(rows))))
    for each in page:
        parts += _waiting(tx, community, each, reader, wanted) if waiting else _past(tx, each)
    if not whole:
        parts.append(Paragraph(t("approvals-queue-empty" if waiting else "approvals-past-empty")))
    if pages > 1:
        parts.append(Small(t("page-of", page=wanted.page + 1, pages=pages)))
    parts.append(Buttons(_turns(wanted, pages) + _everything(wanted, page, waiting=waiting)))
    if how_often is not None:
        parts += messages.frequency(community, how_often)
    return Message(tuple(parts))


def _filtered(wanted: Filter) -> bool:
    return bool(wanted.days or wanted.platform or wanted.answer)


def _waiting(tx: Tx, community: Community, asked: Request, reader: str, wanted: Filter) -> list[Part]:
    rows: list[tuple[Text, Text]] = [
        (Words(question), Words(answer))
        for question, answer in zip(community.questions, asked.answers, strict=False)
        if answer
    ]
    if asked.claimed_by and asked.claimed_until and asked.claimed_until > tx.now:
        claimed = t("approvals-claimed", who=people.who(tx, asked.claimed_by), until=Moment(asked.claimed_until))
        rows.append((t("approvals-fact-claim"), claimed))
    text = t(
        "approvals-entry", person=people.who(tx, asked.person), platform=Words(asked.account.platform),
        at=Moment(asked.at, "relative"), until=Moment(asked.expires_at, "date"),
    )  # fmt: skip
    own = own_request(tx, community, asked, reader)
    return [
        Paragraph(text),
        *([Quote(Words(asked.note))] if asked.note else []),
        *([Facts(tuple(rows))] if rows else []),
        *([Small(own.text)] if own else []),
        Buttons((messages.history_button(asked),) if own else in_list(wanted, messages.decide_buttons(asked))),
    ]


_REDRAWING = ("approve", "reject", "ask", "claim", "take", "release", "undo")


def in_list(wanted: Filter, buttons: Iterable[Button]) -> tuple[Button, ...]:
    """Buttons of a request that draw the list anew in which they are pressed; the others stay as they are."""
    return tuple(
        replace(each, token=f"{each.token.partition(';')[0]};{wanted.rest}")
        if each.token.startswith(tuple(f"approvals.{action}:req_" for action in _REDRAWING))
        else each
        for each in buttons
    )


def below(said: Message, shown: Message, wanted: Filter) -> Message:
    """What was just done, or why not, above the list as it is now, which has the other buttons of a request."""
    own = tuple(f"approvals.{action}:" for action in ("undo", "release", "take"))
    parts: list[Part] = []
    for part in said.parts:
        if not isinstance(part, Buttons):
            parts.append(part)
        elif kept := in_list(wanted, (each for each in part.buttons if each.token.startswith(own))):
            parts.append(Buttons(kept))
    return Message((*parts, *shown.parts))


def _past(tx: Tx, asked: Request) -> list[Part]:
    reason = messages.reason(asked.reason) if asked.reason else Words("")
    at = Moment(asked.decided_at or asked.at)
    who = people.who(tx, asked.decided_by)
    outcome = t("approvals-outcome", status=str(asked.status), who=who, at=at, reason=reason)
    text = t("approvals-past-entry", person=people.who(tx, asked.person), at=Moment(asked.at, "date"), outcome=outcome)
    return [Paragraph(text), Buttons((messages.history_button(asked),))]


def _turns(wanted: Filter, pages: int) -> tuple[Button, ...]:
    turns = (("button-previous", wanted.page - 1), ("button-next", wanted.page + 1))
    return tuple(
        Button(t(label), token("approvals.queue", str(replace(wanted, page=page))))
        for label, page in turns
        if 0 <= page < pages
    )


def _everything(wanted: Filter, page: list[Request], *, waiting: bool) -> tuple[Button, ...]:
    """Approve and reject all shown, the file, all of them where a filter hides some, and the other view."""
    unfiltered = Filter(wanted.community, wanted.view)
    other = replace(wanted, view="history" if waiting else "waiting", page=0)
    several = (
        Button(t("button-approve-all"), token("approvals.approve-all", str(wanted))),
        Button(t("button-reject-all"), token("approvals.reject-all", str(wanted)), "danger"),
    )
    return (
        *(several if waiting and len(page) > 1 else ()),
        *((Button(t("button-csv"), token("approvals.csv", str(replace(wanted, page=0)))),) if page else ()),
        *((Button(t("button-queue-whole"), token("approvals.queue", str(unfiltered))),) if _filtered(wanted) else ()),
        Button(t("button-past" if waiting else "button-queue"), token("approvals.queue", str(other))),
    )


def confirm(tx: Tx, community: Community, wanted: Filter, page: list[Request]) -> Message:
    """Names everybody before all of them are let in."""
    named = Series(tuple(people.who(tx, each.person) for each in page))
    text = t("approvals-approve-all", count=len(page), people=named, community=messages.name(community))
    these = token("approvals.approve-these", f"{fingerprint(page)};{wanted}")
    return Message(
        (
            Paragraph(text),
            Buttons(
                (
                    Button(t("button-approve-these", count=len(page)), these, "primary"),
                    Button(t("button-back"), token("approvals.queue", str(wanted))),
                )
            ),
        )
    )


def reject_form(tx: Tx, community: Community, wanted: Filter, page: list[Request]) -> Form:
    """One reason for all of them."""
    named = Series(tuple(people.who(tx, each.person) for each in page))
    return Form(
        token("approvals.reject-all", f"{fingerprint(page)};{wanted}"),
        t("approvals-reject-all-title"),
        forms.reject_fields(again_from(community, tx.now)),
        t("button-reject"),
        (Paragraph(t("approvals-reject-all", count=len(page), people=named)),),
    )


def outcome(key: str, done: int, hindered: list[tuple[Who, Hindered]], wanted: Filter) -> Message:
    """How many were decided, and why the others were not."""
    lines: tuple[T, ...] = tuple(t("approvals-not-decided", person=who, why=each.text) for who, each in hindered)
    back = Button(t("button-queue"), token("approvals.queue", str(replace(wanted, page=0))))
    return Message(
        (
            Paragraph(t(key, count=done)),
            *((Paragraph(Series(lines, "lines")),) if lines else ()),
            Buttons((back,)),
        )
    )


def pick(administered: list[tuple[Community, int]]) -> Message:
    """Which of the communities one administers; those where most people wait first, as many as a menu holds."""
    ordered = sorted(administered, key=lambda each: (-each[1], each[0].name.casefold()))
    options = tuple(
        Option(messages.name(each), each.id, t("approvals-waiting-count", count=waiting))
        for each, waiting in ordered[:25]
    )
    return Message(
        (
            Heading(t("approvals-which")),
            Picker(t("approvals-which-pick"), token("approvals.queue"), options),
            *((Small(t("approvals-which-more")),) if len(ordered) > 25 else ()),
        )
    )


COLUMNS = (
    "id", "name", "account", "status", "asked_at", "expires_at", "decided_at", "decided_by", "reason", "words",
    "again_at", "claimed_by", "note", "question", "reply",
)  # fmt: skip
"""The same in every language, so that what reads the file need not know which."""


def as_csv(tx: Tx, community: Community, rows: Iterable[Request]) -> File:
    """Everything about the requests, one line each, the answers under the community's questions."""
    names: dict[str, str] = {}
    lines = []
    for each in rows:
        for person in (each.person, each.decided_by, each.claimed_by):
            if person and person not in names:
                names[person] = people.who(tx, person).name
        lines.append(_row(each, names, len(community.questions)))
    return sheet(f"requests-{community.slug}.csv", (*COLUMNS, *community.questions), lines)


def _row(asked: Request, names: dict[str, str], questions: int) -> list[str]:
    moments = (asked.at, asked.expires_at, asked.decided_at, asked.again_at)
    at, expires, decided, again = (each.isoformat() if each else "" for each in moments)
    answers = [*asked.answers, *[""] * questions][:questions]
    return [
        asked.id, names[asked.person], str(asked.account), str(asked.status), at, expires, decided,
        names.get(asked.decided_by, ""), asked.reason, asked.words, again, names.get(asked.claimed_by, ""), asked.note,
        asked.question, asked.question_reply, *answers,
    ]  # fmt: skip
