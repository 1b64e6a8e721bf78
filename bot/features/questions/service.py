"""Asking, putting in order, answering and publishing; what is published is kept true where it stands."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, or_, select, update

from bot.chat.text import Words, t
from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.dossiers import service as dossiers
from bot.features.dossiers.model import PUBLISHED, Held, Kind
from bot.features.membership.access import while_inside
from bot.features.people import service as people
from bot.features.questions import messages
from bot.features.questions.model import Answer, Publication, Question, Topic, answers, publications, questions
from bot.jobs.outbox import open_thread, redraw, show_where_missing

ASKED_UNTIL = timedelta(days=7)
"""How long after the end questions are still taken: until their answers are due (FEATURES 2.10)."""


def team_card(occurrence: str) -> str:
    return f"questions:{occurrence}"


def post_card(occurrence: str) -> str:
    return f"answers:{occurrence}"


def question(tx: Tx, identity: str) -> Question | None:
    return tx.one(select(questions).where(questions.c.id == identity), Question)


def asked(tx: Tx, occurrence: str) -> list[Question]:
    """All of them, in the order in which they came."""
    found = select(questions).where(questions.c.occurrence == occurrence)
    return tx.all(found.order_by(questions.c.position, questions.c.id), Question)


def topics(tx: Tx, occurrence: str, *, hidden: bool = True) -> list[Topic]:
    """Questions that stand by themselves with what belongs to them; without those that were hidden if wanted."""
    found = [each for each in asked(tx, occurrence) if hidden or not each.hidden]
    given: dict[str, list[Answer]] = {}
    known = select(answers).join(questions, questions.c.id == answers.c.question)
    for each in tx.all(known.where(questions.c.occurrence == occurrence).order_by(answers.c.at, answers.c.id), Answer):
        given.setdefault(each.question, []).append(each)
    return [
        Topic(
            each,
            tuple(other for other in found if other.under == each.id),
            tuple(given.get(each.id, ())),
        )
        for each in found
        if not each.under
    ]


def answered(tx: Tx, occurrence: str) -> list[Topic]:
    """What is published, or could be."""
    return [each for each in topics(tx, occurrence, hidden=False) if each.answers]


def unanswered(tx: Tx, occurrence: str) -> int:
    """How many questions wait for an answer."""
    return sum(1 for each in topics(tx, occurrence, hidden=False) if not each.answers)


def publication(tx: Tx, occurrence: str) -> Publication | None:
    return tx.one(select(publications).where(publications.c.occurrence == occurrence), Publication)


def taken(tx: Tx, it: Held) -> bool:
    """Whether one may ask now."""
    open_still = it.made.ends + ASKED_UNTIL > tx.now and publication(tx, it.made.id) is None
    return it.alive and open_still


def ask(tx: Tx, it: Held, person: str, text: str) -> Question:
    """`person` "" for a question without a name, and then it is not kept anywhere who asked."""
    last = tx.value(select(func.max(questions.c.position)).where(questions.c.occurrence == it.made.id)) or 0
    row = Question(new_id("que"), it.made.id, last + 1, person, text, tx.now, hidden=False, under="")
    tx.add(questions, row)
    _tell_team(tx, it)
    return row


def _tell_team(tx: Tx, it: Held) -> None:
    """One card where administrators meet, kept true."""
    card = team_card(it.made.id)
    show_where_missing(tx, communities.admin_places(tx, it.community.id), card)
    redraw(tx, card)


def _changed(tx: Tx, it: Held) -> None:
    redraw(tx, team_card(it.made.id))
    redraw(tx, post_card(it.made.id))


def hide(tx: Tx, it: Held, row: Question, *, hidden: bool, by: str) -> None:
    """Nobody but the team reads it any more, or everybody does again."""
    other = questions.c.id == row.id, questions.c.hidden.is_(not hidden)
    if tx.run(update(questions).where(*other).values(hidden=hidden)):
        what = "question-hidden" if hidden else "question-shown"
        communities.record(tx, it.community.id, by, what, title=it.called)
        _changed(tx, it)


def group(tx: Tx, it: Held, row: Question, under: str) -> bool:
    """Put a question, with those that belong to it, under another of the same event; "" lets it stand by itself.

    False when there is no such question, or it is grouped itself.
    """
    tx.hold(f"questions {it.made.id}")
    target = question(tx, under) if under else None
    if under and (target is None or target.under or target.occurrence != row.occurrence or target.id == row.id):
        return False
    moving = or_(questions.c.id == row.id, questions.c.under == row.id) if under else questions.c.id == row.id
    tx.run(update(questions).where(moving).values(under=under))
    if under:
        tx.run(update(answers).where(answers.c.question == row.id).values(question=under))
    _changed(tx, it)
    return True


def answer(tx: Tx, it: Held, row: Question, *, signed: str, text: str, live: bool, by: str) -> Answer:
    """One answer for each who signs; whoever asked by name hears of it."""
    tx.hold(f"questions {it.made.id}")
    main = (question(tx, row.id) or row).under or row.id
    mine = answers.c.question == main, func.lower(answers.c.signed) == signed.lower()
    before = tx.one(select(answers).where(*mine), Answer)
    tx.run(delete(answers).where(*mine))
    made = Answer(before.id if before else new_id("ans"), main, signed, by, text, live, tx.now)
    tx.add(answers, made)
    _changed(tx, it)
    for each in asked(tx, it.made.id):
        if main in (each.id, each.under) and each.person not in ("", by) and not each.hidden:
            told = messages.told(it, each, made)
            needs = while_inside(it.community)
            people.tell(tx, each.person, told, key=f"{made.id}/{each.id}", needs=needs, awaited=True)
    return made


def publish(tx: Tx, it: Held, *, by: str) -> bool:
    """Post what is answered where the community lives, open to comments; False when it was published before."""
    if not tx.add_once(publications, Publication(it.made.id, by, tx.now)):
        return False
    card = post_card(it.made.id)
    homes = communities.homes(tx, it.community.id)
    show_where_missing(tx, (home.place for home in homes), card)
    for home in homes:
        open_thread(tx, card, home.place, t("questions-thread", title=Words(it.called)))
    communities.record(tx, it.community.id, by, "questions-published", title=it.called)
    dossiers.give(tx, it, {Kind.QUESTIONS: PUBLISHED}, by=by)
    redraw(tx, team_card(it.made.id))
    return True
