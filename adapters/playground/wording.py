"""The page's own words: which keys of the catalogue it uses, and what it puts into each."""

from __future__ import annotations

BOT_NAME = "Palabre"

WORDING: dict[str, tuple[str, ...]] = {
    # The frame
    "title": (), "playground": (), "skip": (), "forward": (), "people": (), "help": (), "reconnecting": (),
    "ahead": ("span",), "days-short": ("number",), "hours-short": ("number",), "minutes-short": ("number",),
    "close": (), "cancel": (), "failed": (),
    # The first visit
    "welcome-title": (), "welcome-join": ("name",), "welcome-approve": ("name",), "welcome-clock": (), "got-it": (),
    # A pane
    "places": (), "private-messages": (), "private-channel": (), "inbox-topic": (), "unread": ("number",),
    "switch-person": (), "person-settings": ("name",), "close-pane": ("name",), "language": (),
    "language-of": ("name",), "channel-details": ("channel",),
    # The conversation
    "messages-in": ("place",), "pinned": (), "earlier": (), "empty-inbox": (), "empty-channel": (), "bot": (),
    "edited": (), "you-typed": (), "only-you": (), "dismiss": (), "reaction": ("emoji", "number"),
    "react-with": ("emoji",), "message-tools": (), "edit": (), "delete": (), "use-command": (), "bytes": (),
    "kilobytes": (), "message-deleted": (), "comments": ("number",), "comment-write": (), "comment-send": (),
    "read-only-thread": (),
    # Writing
    "write-to": ("place",), "write-to-hint": ("place",), "read-only-hint": (), "send": (), "suggestions": (),
    "keep": (), "optional": (), "required": (), "choose": (), "zone": ("zone",), "form-for": ("name",),
    "upload-choose": (), "upload-another": (), "upload-none": (), "upload-remove": ("name",),
    "upload-too-large": ("limit",), "uploading": ("name",), "upload-failed": (),
    # People
    "watch-another": (), "find-person": (), "watched": (), "has-left": (), "settings-are": ("name",), "time-zone": (),
    "zone-unknown": (), "accepts-private": (), "accepts-private-hint": (), "leave-workspace": ("workspace",),
    "come-back": ("workspace",),
    # Channels
    "channel-private": (), "channel-public": (), "writers-everyone": (), "writers-members": (), "writers-nobody": (),
    "members": ("number",), "add-person": (), "remove-person": ("name",), "break-it": (), "managed": (),
    "managed-hint": (), "delete-channel": (), "delete-channel-really": ("channel",),
    # The clock
    "forward-why": (), "plus-hour": (), "plus-day": (), "plus-three-days": (), "plus-week": (), "plus-fifteen-days": (),
    "plus-thirty-days": (), "how-many": (), "unit": (), "minutes": (), "hours": (), "days": (), "move": (),
    "preview": (),
    # Help
    "help-what": (),
    "help-watch-title": (), "help-watch": (), "help-commands-title": (), "help-commands": (),
    "help-reactions-title": (), "help-reactions": (), "help-time-title": (), "help-time": (),
    "help-language-title": (), "help-language": (), "help-break-title": (), "help-break": (),
    "help-keys-title": (), "help-keys": (), "help-memory-title": (), "help-memory": (),
}  # fmt: skip
"""By key without its `playground-`: the names the page replaces."""
