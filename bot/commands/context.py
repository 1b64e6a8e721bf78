"""What a handler knows: who acted, where, and the transaction everything it does belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.chat.address import Account, Place, Posted
from bot.chat.inbound import Actor
from bot.db.tx import Tx


@dataclass(frozen=True, slots=True)
class Caller:
    """The person behind the account that acted, as the engine knows them.

    `timezone` is an IANA name or empty while unknown; `owner` means the platform team (guide 184).
    """

    id: str
    name: str
    locale: str
    timezone: str
    owner: bool
    account: Account


@dataclass(frozen=True, slots=True)
class Context:
    """`value` is what was chosen in a picker; `message` the message whose button, emoji or menu it was, where known.

    `emoji` is the one that was put, "" for everything else people do. `named` are the people whom the platform let the
    caller choose, whether or not anybody knows them yet.
    """

    tx: Tx
    caller: Caller
    place: Place | None
    value: str = ""
    message: Posted | None = None
    inbound: str = ""
    emoji: str = ""
    named: tuple[Actor, ...] = ()

    @property
    def now(self) -> datetime:
        return self.tx.now

    def chosen(self, typed: str) -> Actor | None:
        """Whom the platform let the caller choose, by the account's id that stands in their place."""
        return next((each for each in self.named if each.account.id == typed), None)

    @property
    def locale(self) -> str:
        return self.caller.locale
