"""What happened on a platform, as adapters tell it; `id` is the platform's own and is handled once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.chat.address import Account, Place, Posted


@dataclass(frozen=True, slots=True)
class Actor:
    """The account that acted, with what the platform says about it; empty where it says nothing.

    `workspace` is where it was seen, for accounts that are bound to none; `made` is when the account was made.
    """

    account: Account
    name: str = ""
    locale: str = ""
    timezone: str = ""
    workspace: str = ""
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class CommandUsed:
    """A command typed by a person: `text` is all that follows its name; `arguments` where the platform types them.

    `named` are the people whom the platform let the person choose as arguments, whether or not we know them yet.
    """

    id: str
    by: Actor
    place: Place | None
    name: str
    text: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    named: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class ShortcutUsed:
    """A person chose an entry of the menu of a message; `text` and `author` are the message's own."""

    id: str
    by: Actor
    place: Place | None
    name: str
    message: Posted
    text: str = ""
    author: Account | None = None


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """A button, or an option of a picker (then `value` is what was chosen)."""

    id: str
    by: Actor
    place: Place | None
    token: str
    value: str = ""
    message: Posted | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a person gave it, fetched by the adapter: platforms' links expire (G9).

    One larger than its field allows need not be fetched; then `content` is empty and `size` says how large it is.
    """

    name: str
    media_type: str
    content: bytes
    size: int = 0

    @property
    def length(self) -> int:
        """Its size in bytes."""
        return max(self.size, len(self.content))


@dataclass(frozen=True, slots=True)
class FormSent:
    """`files` has what was chosen anew, by the name of its field."""

    id: str
    by: Actor
    place: Place | None
    token: str
    values: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reacted:
    """An emoji (unicode) put under a message; `answerable` where we can answer beside it to that person alone."""

    id: str
    by: Actor
    message: Posted
    emoji: str
    answerable: bool = True


@dataclass(frozen=True, slots=True)
class Unreacted:
    id: str
    by: Actor
    message: Posted
    emoji: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """An account entered a place (or, with no place, the workspace); `inviter` let it in by hand, where known."""

    id: str
    by: Actor
    workspace: str
    place: Place | None
    inviter: Actor | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """An account left a place (or, with no place, the workspace: it is gone from there).

    `elsewhere`: the account is bound to no workspace and still in another one of ours, so it is not gone altogether.
    """

    id: str
    by: Actor
    workspace: str
    place: Place | None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Wrote:
    """What somebody said in a place; `message.thread` is the thread it stands in, None in the place itself."""

    id: str
    by: Actor
    message: Posted
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    id: str
    by: Actor
    message: Posted
    text: str


@dataclass(frozen=True, slots=True)
class Erased:
    """A message is gone, by whomever."""

    id: str
    message: Posted


@dataclass(frozen=True, slots=True)
class PlaceGone:
    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class EventTouched:
    """An event of ours on a workspace's own list was changed or taken off it, by whomever, ourselves included.

    `by_guests`: somebody said there that they are interested, or no longer.
    """

    id: str
    platform: str
    workspace: str
    event: str
    by_guests: bool = False


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody looks at their page of ours; where nothing stands yet, it is drawn."""

    id: str
    by: Actor


Addressed = CommandUsed | ShortcutUsed | ButtonPressed | FormSent
"""What a person does to us, and waits for an answer to; the rest only happens where we can see it."""

Inbound = (
    CommandUsed
    | ShortcutUsed
    | ButtonPressed
    | FormSent
    | Reacted
    | Unreacted
    | Arrived
    | Left
    | Wrote
    | Edited
    | Erased
    | PlaceGone
    | EventTouched
    | HomeOpened
)


@dataclass(frozen=True, slots=True)
class Completing:
    """A person is typing an argument and wants to be helped; `command` is the full name ("community mode")."""

    by: Actor
    place: Place | None
    command: str
    argument: str
    typed: str
