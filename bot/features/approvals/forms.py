"""The forms of approvals: rejecting, asking, answering, writing; what was typed survives a refusal."""

from __future__ import annotations

from datetime import datetime

from bot.chat.form import ChoiceField, Field, Form, TextField, TickField
from bot.chat.message import Option, Paragraph
from bot.chat.text import Moment, T, Words, t
from bot.commands.feature import token
from bot.features.approvals import messages
from bot.features.approvals.model import WORDS
from bot.features.membership.model import REASONS, Request


def reject_form(asked: Request, again_at: datetime | None, about: Paragraph) -> Form:
    """One of five reasons, words, and whether the time before asking again is lifted; shows the date it would be."""
    return Form(
        token("approvals.reject", asked.id),
        t("approvals-reject-title"),
        reject_fields(again_at),
        t("button-reject"),
        (about, Paragraph(_again(again_at))),
    )


def _again(again_at: datetime | None) -> T:
    if again_at is None:
        return t("approvals-form-again-now")
    return t("approvals-form-again-from", at=Moment(again_at, "date"))


def reject_fields(again_at: datetime | None) -> tuple[Field, ...]:
    options = tuple(Option(messages.reason_to_choose(each), each) for each in REASONS)
    words = TextField(
        "words", t("approvals-form-words"), required=False, long=True, max_length=WORDS,
        hint=t("approvals-form-words-hint"),
    )  # fmt: skip
    lift = (TickField("again", t("approvals-form-lift")),) if again_at is not None else ()
    return (ChoiceField("reason", t("approvals-form-reason"), options), words, *lift)


def words_form(action: str, asked: Request, *, title: T, label: T, intro: tuple[Paragraph, ...] = ()) -> Form:
    """A form with one field of words: a question, an answer, a letter."""
    field = TextField("words", label, long=True, max_length=WORDS)
    return Form(token(f"approvals.{action}", asked.id), title, (field,), t("button-send"), intro)


def ask_form(asked: Request, about: Paragraph) -> Form:
    intro = (about, Paragraph(t("approvals-ask-clock", at=Moment(asked.expires_at, "date"))))
    return words_form("ask", asked, title=t("approvals-ask-title"), label=t("approvals-ask-label"), intro=intro)


def answer_form(asked: Request) -> Form:
    title, label = t("approvals-answer-title"), t("approvals-answer-label")
    return words_form("answer", asked, title=title, label=label, intro=(Paragraph(Words(asked.question)),))


def write_form(asked: Request) -> Form:
    return words_form("write", asked, title=t("approvals-write-title"), label=t("approvals-write-label"))
