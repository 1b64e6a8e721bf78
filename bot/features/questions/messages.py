"""Questions as their team puts them in order, and the numbered post with the answers (guide 113); no SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.chat.form import ChoiceField, Form, TextField, TickField
from bot.chat.message import (
    Button,
    Buttons,
    Heading,
    Message,
    Option,
    Paragraph,
    Part,
    Picker,
    Quote,
    Small,
    message,
    say,
)
from bot.chat.text import Link, Moment, Series, Text, Who, Words, t
from bot.commands.feature import Raised
from bot.features.dossiers.model import Held
from bot.features.questions.model import ANSWER, QUESTION, SIGNED, Answer, Question, Topic

PAGE, SHOWN, CHOICE = 4, 12, 75
"""Questions shown at once to whoever puts them in order, shown where the team meets, and letters of one to choose."""

Names = Mapping[str, Who]
"""Who asked, by the person's id."""


@dataclass(frozen=True, slots=True)
class Board:
    """All questions of one event; `published` when their answers are."""

    it: Held
    topics: Sequence[Topic]
    names: Names
    published: bool


def ask_button(it: Held) -> Button:
    return Button(t("button-ask-a-question"), f"questions.ask:{it.made.id}")


def open_button(it: Held) -> Button:
    return Button(t("button-questions"), f"questions.board:{it.made.id}/0")


def asker(row: Question, names: Names) -> Text:
    return names[row.person] if row.person else t("questions-nobody")


def raised(it: Held, count: int) -> Raised:
    """For the team's own meeting."""
    return Raised(t("questions-raised", title=Words(it.called), count=count), open_button(it))


def ask_form(it: Held, token: str, values: Mapping[str, str]) -> Form:
    options = (Option(t("questions-by-name"), "name"), Option(t("questions-anonymous"), "anonymous"))
    fields = (
        TextField("text", t("questions-field-text"), values.get("text", ""), long=True, max_length=QUESTION),
        ChoiceField("as", t("questions-field-as"), options, values.get("as", "name"), hint=t("questions-hint-as")),
    )
    return Form(token, t("questions-form-ask"), fields, t("button-send"))


def taken(it: Held, *, anonymous: bool) -> Message:
    return say(t("questions-taken", title=Words(it.called), anonymous="yes" if anonymous else "no"))


def team(board: Board) -> Message:
    """Where administrators meet: how many, how many without an answer, and what they are."""
    it, seen = board.it, [each for each in board.topics if not each.question.hidden]
    waiting = sum(1 for each in seen if not each.answers)
    lines = [
        t(
            "questions-line", number=number, text=_cut(each.question.text), who=asker(each.question, board.names),
            answered="yes" if each.answers else "no", more=len(each.others),
        )
        for number, each in enumerate(seen[:SHOWN], 1)
    ]  # fmt: skip
    return message(
        Heading(t("questions-team", title=Words(it.called), at=Moment(it.made.at, "date"))),
        Paragraph(t("questions-counted", count=len(seen), waiting=waiting)),
        Paragraph(Series(tuple(lines), "lines")) if lines else None,
        Small(t("questions-are-published")) if board.published else None,
        Buttons((open_button(it),)),
    )


def _cut(text: str) -> Words:
    return Words(text if len(text) <= 200 else text[:199] + "…")


def board(shown: Board, page: int) -> Message:
    """What the team can do with each question."""
    it, last = shown.it, max(0, (len(shown.topics) - 1) // PAGE)
    page = min(page, last)
    parts: list[Part] = [Heading(t("questions-team", title=Words(it.called), at=Moment(it.made.at, "date")))]
    if not shown.topics:
        parts.append(Paragraph(t("questions-none")))
    for each in shown.topics[page * PAGE : (page + 1) * PAGE]:
        parts += _topic(each, shown.names)
    turn = [
        Button(t("button-previous" if to < page else "button-next"), f"questions.board:{it.made.id}/{to}")
        for to in (page - 1, page + 1)
        if 0 <= to <= last
    ]
    if not shown.published and any(each.answers and not each.question.hidden for each in shown.topics):
        turn.append(Button(t("button-preview-answers"), f"questions.preview:{it.made.id}", "primary"))
    return message(*parts, Buttons(tuple(turn)) if turn else None)


def _topic(topic: Topic, names: Names) -> list[Part]:
    row = topic.question
    state = "yes" if row.hidden else "no"
    parts: list[Part] = [
        Paragraph(t("questions-asked", text=Words(row.text), who=asker(row, names), at=Moment(row.at), hidden=state))
    ]
    parts += [_also(each, names) for each in topic.others]
    parts += [_answer(each) for each in topic.answers]
    token = "questions.show" if row.hidden else "questions.hide"
    buttons = [Button(t("button-answer-question"), f"questions.answer:{row.id}")]
    buttons.append(Button(t("button-show-question" if row.hidden else "button-hide-question"), f"{token}:{row.id}"))
    buttons.append(Button(t("button-group"), f"questions.group:{row.id}"))
    buttons += [Button(t("button-apart"), f"questions.apart:{each.id}") for each in topic.others]
    return [*parts, Buttons(tuple(buttons))]


def _also(row: Question, names: Names) -> Part:
    return Paragraph(t("questions-also", text=Words(row.text), who=asker(row, names)))


def _answer(row: Answer) -> Part:
    live = "no" if not row.live else "yes" if row.text else "only"
    return Quote(t("questions-answer", signed=Words(row.signed), text=Words(row.text, rich=True), live=live))


def grouping(it: Held, row: Question, others: Sequence[Topic]) -> Message:
    """Under which question it belongs."""
    options = tuple(Option(Words(each.question.text[:CHOICE]), each.question.id) for each in others[:25])
    if not options:
        return say(t("questions-nothing-to-group"), open_button(it))
    picker = Picker(t("questions-belongs-to"), f"questions.under:{row.id}", options)
    return message(Paragraph(t("questions-grouping", text=Words(row.text))), picker, Buttons((open_button(it),)))


def answer_form(row: Question, token: str, values: Mapping[str, str]) -> Form:
    intro = (Quote(Words(row.text)),)
    fields = (
        TextField("answer", t("questions-field-answer"), values.get("answer", ""), required=False, long=True,
                  max_length=ANSWER, hint=t("questions-hint-answer")),
        TextField("signed", t("questions-field-signed"), values.get("signed", ""), max_length=SIGNED),
        TickField("live", t("questions-field-live"), values.get("live", "")),
    )  # fmt: skip
    return Form(token, t("questions-form-answer"), fields, t("button-save"), intro)


def given_back(form: Form, values: Mapping[str, str], field: str, problem: Text) -> Form:
    fields = tuple(replace(each, value=values.get(each.name, "")) for each in form.fields)
    return replace(form, fields=fields, problems=((field, problem),))


def told(it: Held, row: Question, given: Answer) -> Message:
    """For whoever asked by name."""
    text = t("questions-told", title=Words(it.called), signed=Words(given.signed), text=Words(row.text))
    return message(Paragraph(text), _answer(given))


def post(shown: Board, link: str, *, preview: bool = False) -> Message:
    """Greeting, link, who answers, the numbered comments with their answers, and that one may comment (Annex 11)."""
    it = shown.it
    signed = dict.fromkeys(each.signed for topic in shown.topics for each in topic.answers)
    names = Series(tuple(Words(each) for each in signed), "and")
    where: Text = Link(link, it.called) if link else Words(f"“{it.called}”")
    parts: list[Part] = [
        Heading(t("questions-post", title=Words(it.called))),
        Paragraph(t("questions-greeting", where=where, at=Moment(it.made.at, "date"), names=names)),
    ]
    for number, each in enumerate(shown.topics, 1):
        who = asker(each.question, shown.names)
        parts.append(Paragraph(t("questions-comment", number=number, text=Words(each.question.text), who=who)))
        parts += [_also(other, shown.names) for other in each.others]
        parts += [_answer(given) for given in each.answers]
    parts.append(Small(t("questions-comment-freely")))
    if preview:
        publish = Button(t("button-publish"), f"questions.publish:{it.made.id}", "primary")
        return message(Small(t("questions-preview")), *parts, Buttons((publish, open_button(it))))
    return message(*parts)
