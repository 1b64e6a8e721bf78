"""What was done about a request, step by step; every change of a request leaves one here and a line in the log."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.chat.text import Who
from bot.db.tx import Tx, new_id
from bot.features.approvals.model import Step, What, steps
from bot.features.communities import service as communities
from bot.features.membership import requests
from bot.features.membership.model import Request
from bot.features.people import service as people

LOGGED = {
    What.APPROVED: "log-approved",
    What.REJECTED: "log-rejected",
    What.CLOSED: "log-closed",
    What.EXPIRED: "log-expired",
    What.UNDONE: "log-undone",
    What.CLAIMED: "log-claimed",
    What.TAKEN_OVER: "log-claimed",
    What.RELEASED: "log-released",
    What.UNCLAIMED: "log-released",
    What.QUESTION: "log-question",
    What.ANSWERED: "log-answered",
    What.WROTE: "log-wrote",
    What.TOLD_TEAM: "log-told-team",
}
"""The line of the community's log that each step is."""


def record(tx: Tx, asked: Request, what: What, *, by: str = "", words: str = "") -> None:
    """Write a step down, with what was said."""
    tx.add(steps, Step(new_id("step"), asked.id, tx.now, by, what, words))
    member = people.logged(tx, asked.person)
    communities.record(tx, asked.community, by, LOGGED[what].removeprefix("log-"), member=member)


def of(tx: Tx, request: str) -> list[Step]:
    """Every step taken on a request, the oldest first."""
    return tx.all(select(steps).where(steps.c.request == request).order_by(steps.c.at, steps.c.id), Step)


def question(tx: Tx, asked: Request) -> str:
    """The key of what the applicant is told by the last question."""
    times = sum(step.what is What.QUESTION for step in of(tx, asked.id))
    return f"{asked.id}/question/{times}"


def done(tx: Tx, request: str, what: What, *, by: str) -> int:
    """How often somebody has done something about a request."""
    return int(
        tx.value(
            select(func.count())
            .select_from(steps)
            .where(steps.c.request == request, steps.c.what == what, steps.c.person == by)
        )
    )


def told(tx: Tx, asked: Request) -> list[tuple[Request, list[tuple[Step, Who]]]]:
    """This request and those before it, the newest first, each with who did what."""
    return [
        (each, [(step, people.who(tx, step.person)) for step in of(tx, each.id)])
        for each in (asked, *requests.earlier(tx, asked))
    ]
