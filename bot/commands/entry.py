"""The door: what comes in is cleaned before anybody reads it, and named so that it is handled once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.chat.address import Account, Place
from bot.chat.inbound import (
    Actor,
    ButtonPressed,
    CommandUsed,
    Completing,
    Edited,
    Erased,
    EventTouched,
    FormSent,
    HomeOpened,
    Inbound,
    PlaceGone,
    Reacted,
    ShortcutUsed,
    Unreacted,
    Upload,
    Wrote,
)
from bot.chat.words import tidy, tidy_file_name, tidy_media_type, tidy_name
from bot.commands.context import Caller, Context
from bot.db.tx import Tx

Whole = TypeVar("Whole")
LONGEST_KEY = 200
_LOCALE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,2}")


def tidied(inbound: Inbound) -> Inbound:
    """The same with every text a person wrote cleaned of what hides, reverses or impersonates."""
    if isinstance(inbound, PlaceGone | Erased | EventTouched):
        return inbound
    by = tidied_actor(inbound.by)
    match inbound:
        case CommandUsed():
            arguments = {name: tidy(value) for name, value in inbound.arguments.items()}
            named = tuple(tidied_actor(each) for each in inbound.named)
            name, text = tidy_name(inbound.name), tidy(inbound.text)
            return _with(inbound, by=by, name=name, text=text, arguments=arguments, named=named)
        case ShortcutUsed():
            return _with(inbound, by=by, name=tidy_name(inbound.name), text=tidy(inbound.text))
        case FormSent():
            values = {name: tidy(value) for name, value in inbound.values.items()}
            files = {name: _tidied_file(each) for name, each in inbound.files.items()}
            return _with(inbound, by=by, values=values, files=files)
        case ButtonPressed():
            return _with(inbound, by=by, value=tidy(inbound.value))
        case Wrote() | Edited():
            return _with(inbound, by=by, text=tidy(inbound.text))
        case _:
            return _with(inbound, by=by)


def _tidied_file(file: Upload) -> Upload:
    """Its name without a path and without what hides or reverses; the bytes are nobody's to read."""
    return replace(file, name=tidy_file_name(file.name), media_type=tidy_media_type(file.media_type))


def tidied_actor(by: Actor) -> Actor:
    """A name of one line; a language or zone that is none is left out."""
    locale = by.locale if len(by.locale) <= 20 and _LOCALE.fullmatch(by.locale) else ""
    return _with(by, name=tidy_name(by.name), locale=locale, timezone=by.timezone if _zone(by.timezone) else "")


def _with(whole: Whole, **parts: object) -> Whole:
    """With these parts; the very same where it has them, as nearly always, since a copy costs five times the look."""
    if all(getattr(whole, name) == part for name, part in parts.items()):
        return whole
    return replace(whole, **parts)  # type: ignore[type-var]  # of dataclasses alone


def actor(inbound: Inbound) -> Actor | None:
    """Who did it; nobody when a message or a place is gone, or an event was touched."""
    return None if isinstance(inbound, PlaceGone | Erased | EventTouched) else inbound.by


def context(tx: Tx, caller: Caller, inbound: Inbound) -> Context:
    """What a handler may know of it."""
    place: Place | None
    message = None
    match inbound:
        case Reacted() | Unreacted() | Wrote() | Edited() | Erased():
            message = inbound.message
            place = message.target if isinstance(message.target, Place) else None
        case ButtonPressed() | ShortcutUsed():
            place, message = inbound.place, inbound.message
        case HomeOpened() | EventTouched():
            place = None
        case _:
            place = inbound.place
    value = inbound.value if isinstance(inbound, ButtonPressed) else ""
    emoji = inbound.emoji if isinstance(inbound, Reacted) else ""
    named = inbound.named if isinstance(inbound, CommandUsed) else ()
    return Context(tx, caller, place, value, message, inbound.id, emoji, named)


def stranger(what: Inbound | Completing, locale: str) -> Caller:
    """Somebody never seen, or nobody at all: no id, no rights."""
    if isinstance(what, PlaceGone):
        return Caller("", "", locale, "", False, Account(what.place.platform, what.place.workspace, ""))
    if isinstance(what, EventTouched):
        return Caller("", "", locale, "", False, Account(what.platform, what.workspace, ""))
    if isinstance(what, Erased):
        target = what.message.target
        return Caller("", "", locale, "", False, Account(target.platform, target.workspace, ""))
    return Caller("", what.by.name, what.by.locale or locale, what.by.timezone, False, what.by.account)


def key(inbound: Inbound) -> str:
    """What it is handled once by: the platform's own id, which only that platform keeps unique."""
    by = actor(inbound)
    platform = by.account.platform if by else stranger(inbound, "").account.platform
    text = f"{platform}:{inbound.id}"
    return text if len(text) <= LONGEST_KEY else f"{platform}:{hashlib.sha256(inbound.id.encode()).hexdigest()}"


def _zone(name: str) -> bool:
    try:
        return bool(name) and len(name) <= 60 and ZoneInfo(name) is not None
    except (KeyError, ValueError, OSError):
        return False
