"""The way into a meeting that is somebody's own: it leads to the link of the event, and says who came by it.

Nothing is stored for it: an address names an occurrence and a person, and is signed.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from bot.db.tx import Tx
from bot.features.events.feeds import PUBLIC_URL
from bot.features.events.model import Event, Occurrence

KEY = "join key"
"""The note that keeps what addresses are signed with."""

SIGNS = 24
"""Of a signature; enough that nobody finds one by trying."""


def address(tx: Tx, row: Event, made: Occurrence, person: str) -> str:
    """This person's own way in; the link of the event where nobody outside reaches us, "" where it has none."""
    base = tx.noted(PUBLIC_URL)
    if not base or not row.link:
        return row.link
    about = f"{made.id}.{person}"
    return f"{str(base).rstrip('/')}/join/{about}.{_signature(tx, about)}"


def meant(tx: Tx, token: str) -> tuple[str, str] | None:
    """The occurrence and the person that an address names; None for one that we did not make."""
    about, _, signature = token.rpartition(".")
    occurrence, _, person = about.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(tx, about).encode()):
        return None
    return occurrence, person


def _signature(tx: Tx, about: str) -> str:
    key = tx.noted(KEY)
    if key is None:
        tx.hold(KEY)
        key = tx.noted(KEY)
    if key is None:
        key = secrets.token_hex(32)
        tx.note(KEY, key)
    return hmac.new(str(key).encode(), about.encode(), hashlib.sha256).hexdigest()[:SIGNS]
