"""What a handler knows: who acted, where, and the transaction everything it does belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.chat.address import Account, Place, Posted
from bot.db.tx import Tx


@dataclass(frozen=True, slots=True)
class Caller:
    """The person behind the account that acted, as the engine knows them.

    `timezone` is an IANA name or empty while unknown; `owner` means the platform team (guide 184); `mail` is False when
    it is known that no private message waits for them.
    """

    id: str
    name: str
    locale: str
    timezone: str
    owner: bool
    account: Account
    mail: bool = True


@dataclass(frozen=True, slots=True)
class Context:
    """`value` is what was chosen in a picker; `message` the message whose button or emoji it was, where known."""

    tx: Tx
    caller: Caller
    place: Place | None
    value: str = ""
    message: Posted | None = None
    inbound: str = ""

    @property
    def now(self) -> datetime:
        return self.tx.now

    @property
    def locale(self) -> str:
        return self.caller.locale
