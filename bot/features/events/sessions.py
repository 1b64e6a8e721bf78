"""What one session of a series is called and how hard it is; both stay with it wherever it is moved."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.form import ChoiceField, Form, TextField
from bot.chat.message import Button, Buttons, Message, Option, Paragraph, Small, message
from bot.chat.reply import OpenForm, Whisper
from bot.chat.text import T, Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, token
from bot.commands.forms import Wrong
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.events import changing, forms, service
from bot.features.events.concerns import Meant, time
from bot.features.events.model import TITLE, Event, Level, Occurrence, State
from bot.features.events.wording import called, in_sessions

UNSAID = "none"
"""What is chosen where a session has no level."""


def _session(ctx: Context, argument: str) -> Meant:
    """Refused for what is no session of a series of webinars or workshops."""
    it = time(ctx, argument)
    if not in_sessions(it.row):
        raise Refused(t("events-no-session", title=Words(it.row.title)))
    return it


def open_session(ctx: Context, argument: str) -> Answered:
    return OpenForm(draw_session(ctx, argument))


def draw_session(ctx: Context, argument: str) -> Form:
    """The token holds which version was read, so that nobody overwrites what came meanwhile."""
    it = _session(ctx, argument)
    levels = (Option(t("events-level-none"), UNSAID), *(Option(t(f"events-level-{each}"), each) for each in Level))
    fields = (
        TextField("title", t("events-field-own-title"), it.made.title, required=False, max_length=TITLE,
                  hint=t("events-hint-own-title")),
        ChoiceField("level", t("events-field-level"), levels, it.made.level or UNSAID),
    )  # fmt: skip
    named = token("events.session", f"{it.made.id}/{it.made.revision}")
    return Form(named, t("events-session-title", number=it.made.number), fields, t("button-save"))


def session_written(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Nothing typed is lost when somebody was first."""
    it = _session(ctx, argument)
    title, level = " ".join(values["title"].split()), values["level"]
    said = Level(level) if level in list(Level) else None
    kept = None if it.stale else changing.entitle(
        ctx.tx, it.community, it.row, it.made, title=title, level=said
    )  # fmt: skip
    if kept is None:
        wrong = Wrong((("", t("events-changed-meanwhile")),))
        raise forms.given_back(draw_session(ctx, it.made.id), values, wrong)
    communities.record(ctx.tx, it.community.id, ctx.caller.id, "event-edited", title=called(it.row, kept))
    return Whisper(_saved(it.row, kept, out_of_order(ctx.tx, it.row, kept)))


def out_of_order(tx: Tx, row: Event, made: Occurrence) -> Occurrence | None:
    """The nearest session before it that is harder, or after it that is easier; None where they grow harder."""
    if made.level is None:
        return None
    order, mine = list(Level), list(Level).index(made.level)
    others = [
        each
        for each in service.occurrences_of(tx, row.id)
        if each.level is not None and each.state is not State.CANCELLED
        and (order.index(each.level) - mine) * (each.number - made.number) < 0
    ]  # fmt: skip
    return min(others, key=lambda each: abs(each.number - made.number), default=None)


def _saved(row: Event, made: Occurrence, odd: Occurrence | None) -> Message:
    return message(
        Paragraph(t("events-session-saved", number=made.number, title=Words(row.title))),
        Small(_order(made, odd)) if odd else None,
        Buttons((Button(t("button-sessions"), f"series.sessions:{row.id}"),)),
    )


def _order(made: Occurrence, odd: Occurrence) -> T:
    where = "before" if odd.number < made.number else "after"
    return t("events-session-order", number=odd.number, where=where, level=t(f"events-level-{odd.level}"))
