"""Files in forms: what a person chose is kept at once and named by its field from then on, also when the form returns.

A form that is refused undoes everything its unit did; what was uploaded with it is then kept by a unit of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.chat.form import Field, Form, Held, UploadField
from bot.chat.inbound import FormSent, Inbound, Upload
from bot.chat.reply import OpenForm
from bot.chat.text import T, t
from bot.commands.context import Caller, Context
from bot.commands.feature import Answered
from bot.commands.forms import Problems
from bot.db import files
from bot.db.tx import Tx


@dataclass(frozen=True, slots=True)
class Rescued:
    """A file that came with a form that was refused."""

    id: str
    upload: Upload
    person: str


def size(number: int) -> T:
    """A size in bytes as people read it."""
    if number < 1000:
        return t("size-bytes", count=number)
    return t("size-kilobytes", count=-(-number // 1000))


def taken(ctx: Context, form: Form, sent: FormSent) -> tuple[dict[str, str], Problems]:
    """Keep what was uploaded for a form; its values, files by their names with us, and what is wrong with them."""
    values = dict(sent.values)
    problems = []
    for field in form.fields:
        if isinstance(field, UploadField):
            values[field.name], wrong = _taken(ctx, field, sent)
            problems += [(field.name, wrong)] if wrong else []
    return values, tuple(problems)


def _taken(ctx: Context, field: UploadField, sent: FormSent) -> tuple[str, T | None]:
    upload = sent.files.get(field.name)
    if upload is not None and (wrong := _unfit(upload, field)) is None:
        return files.keep(ctx.tx, _id(ctx.caller, ctx.inbound, field.name), upload, person=ctx.caller.id).id, None
    value = sent.values.get(field.name, field.value)
    gone = value not in ("", field.value) and not files.waits(ctx.tx, value, person=ctx.caller.id)
    if upload is not None:
        return field.value if gone else value, wrong
    if gone:  # replaced by somebody else, or forgotten
        return field.value, None if field.value else t("form-file-gone")
    return value, None


def _unfit(upload: Upload, field: UploadField) -> T | None:
    if upload.length > field.max_bytes:
        return t("form-file-too-large", size=size(upload.length), limit=field.max_bytes // 1_000_000)
    return None if upload.content else t("form-file-empty")


def _id(caller: Caller, inbound: str, field: str) -> str:
    return files.id_of(str(caller.account), inbound, field)


def described(tx: Tx, reply: Answered) -> Answered:
    """A form with the names of the files its fields hold; a file that is kept no more is none."""
    if not isinstance(reply, OpenForm):
        return reply
    fields = tuple(_described(tx, field) if isinstance(field, UploadField) else field for field in reply.form.fields)
    return replace(reply, form=replace(reply.form, fields=fields))


def _described(tx: Tx, field: UploadField) -> Field:
    kept = files.kept(tx, field.value)
    if kept is None:
        return replace(field, value="", held=None)
    return replace(field, held=Held(kept.name, kept.size))


def to_rescue(inbound: Inbound, caller: Caller, reply: Answered) -> tuple[Rescued, ...]:
    """What a form that comes back holds of what was uploaded with it."""
    if not isinstance(inbound, FormSent) or not isinstance(reply, OpenForm):
        return ()
    return tuple(
        Rescued(field.value, inbound.files[field.name], caller.id)
        for field in _holding(reply.form)
        if field.name in inbound.files and field.value == _id(caller, inbound.id, field.name)
    )


def _holding(form: Form) -> Iterator[UploadField]:
    return (field for field in form.fields if isinstance(field, UploadField) and field.value)


def rescue(tx: Tx, rescued: tuple[Rescued, ...]) -> None:
    for each in rescued:
        files.keep(tx, each.id, each.upload, person=each.person)


def without(reply: Answered, rescued: tuple[Rescued, ...]) -> Answered:
    """The form when its files could not be kept after all: they must be chosen again, and that is said."""
    if not isinstance(reply, OpenForm):
        return reply
    lost = {each.id for each in rescued}
    gone = {field.name: t("form-file-gone") for field in _holding(reply.form) if field.value in lost}
    fields = tuple(
        replace(field, value="", held=None) if isinstance(field, UploadField) and field.name in gone else field
        for field in reply.form.fields
    )
    problems = dict(reply.form.problems) | gone
    return replace(reply, form=replace(reply.form, fields=fields, problems=tuple(problems.items())))
