"""What Palabre needs on Slack, each with its reason, and the app manifest that asks for that and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.slack.listening import EVENTS
from adapters.slack.web import PATH
from bot.chat.port import Manifest
from bot.chat.text import T, t
from bot.commands.feature import CommandSpec, ShortcutSpec
from bot.commands.registry import DIRECT, WrongDeclaration
from bot.i18n import ENGLISH, Catalogue

NAME, BOT_NAME, ABOUT, COMMAND, HINT, DESCRIPTION = 35, 80, 140, 32, 1_000, 2_000
SHORTCUTS, SHORTCUT, SHORTCUT_ABOUT = 10, 24, 150
"""The limits of Slack's manifest schema, in characters and pieces."""

UNKNOWN = "https://YOUR-ADDRESS"
"""Stands in the request URL while nothing says how the outside reaches us."""

RESERVED = frozenset(
    """active all apps archive away call close collapse dm dnd expand feed feedback help invite invite_people join keys
    kick leave me msg mute open part people prefs remind remove rename search shortcuts shrug star status todo topic
    unarchive who""".split()  # noqa: SIM905 - a list of words
)
"""Commands of Slack itself; one of them makes it refuse the whole manifest."""


@dataclass(frozen=True, slots=True)
class Need:
    """A scope, the methods and events that it is for, and why, in the operator's words."""

    scope: str
    why: str
    methods: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


NEEDS = (
    Need("app_mentions:read", "does what people ask in messages that begin with its name", events=("app_mention",)),
    Need("channels:history", "sees when somebody who is no member writes in a community's channel, and its own "
         "messages again when it doubts that they arrived", ("conversations.history", "conversations.replies"),
         ("message.channels",)),
    Need("channels:join", "goes into the public channels of open communities", ("conversations.join",)),
    Need("channels:manage", "makes public channels for open communities, invites members and sets their topic; "
         "archives them when administrators ask for it",
         ("conversations.create", "conversations.invite", "conversations.kick", "conversations.setTopic",
          "conversations.archive")),
    Need("channels:read", "who is in the channels of communities, and what happens to these channels",
         ("conversations.info", "conversations.members", "conversations.list"),
         ("member_joined_channel", "member_left_channel", "channel_deleted", "channel_left", "channel_archive",
          "channel_unarchive")),
    Need("chat:write", "answers, cards, announcements, private messages",
         ("chat.postMessage", "chat.update", "chat.delete", "chat.postEphemeral")),
    Need("chat:write.public", "points out waiting messages in a public channel that it is not in"),
    Need("commands", "its command, by which people reach all it does"),
    Need("files:read", "takes the files that people give in its forms", ("files.info",)),
    Need("files:write", "lists as CSV, and what members share",
         ("files.getUploadURLExternal", "files.completeUploadExternal", "files.delete")),
    Need("groups:history", "the same as in public channels, in private ones",
         ("conversations.history", "conversations.replies"), ("message.groups",)),
    Need("groups:read", "who is in the private channels of communities",
         ("conversations.info", "conversations.members", "conversations.list"),
         ("group_deleted", "group_left", "group_archive", "group_unarchive")),
    Need("groups:write", "makes private channels for communities, lets members in and out; archives them when "
         "administrators ask for it",
         ("conversations.create", "conversations.invite", "conversations.kick", "conversations.setTopic",
          "conversations.archive")),
    Need("im:history", "does what people write to it privately",
         ("conversations.history", "conversations.replies"), ("message.im",)),
    Need("im:write", "opens private conversations", ("conversations.open",)),
    Need("pins:write", "pins what comes within 30 days, and the notice that a community is archived",
         ("pins.add", "pins.remove")),
    Need("reactions:read", "an emoji under a card does what its button does", ("reactions.get",),
         ("reaction_added", "reaction_removed")),
    Need("reactions:write", "puts under a card the emoji that decide it", ("reactions.add",)),
    Need("users:read", "names, languages and time zones; who has left", ("users.info", "users.list"),
         ("user_change",)),
)  # fmt: skip
"""What is asked for; nothing of it reads e-mail addresses or acts in anybody's name."""

FREE_METHODS = (
    "auth.test", "apps.connections.open", "chat.getPermalink", "views.open", "views.push", "views.update",
    "views.publish",
)  # fmt: skip
FREE_EVENTS = ("app_home_opened", "app_uninstalled", "tokens_revoked")
"""What needs no scope."""

MESSAGES = ("message.channels", "message.groups", "message.im")
"""What a manifest calls the event `message`, by where it happens."""


def events() -> list[str]:
    """What is subscribed to: what is handled."""
    named = (MESSAGES if each == "message" else (each,) for each in EVENTS)
    return sorted({name for names in named for name in names})


def scopes() -> list[str]:
    return [need.scope for need in NEEDS]


PASTE_AGAIN = (
    "api.slack.com/apps, your app, App Manifest: paste what palabre manifest slack prints, save, and install the app "
    "again."
)


def lacking(granted: str) -> list[str]:
    """The scopes that a token needs and does not have; `granted` is Slack's own list."""
    given = {name.strip() for name in granted.split(",")}
    return [each for each in scopes() if each not in given]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the manifest depends on. `request_url` is empty with Socket Mode."""

    name: str
    command: str
    request_url: str
    specs: tuple[CommandSpec, ...]
    shortcuts: tuple[ShortcutSpec, ...]
    copy: Catalogue

    def say(self, text: T, limit: int) -> str:
        said = " ".join(self.copy.plain(text, ENGLISH).split())
        return said if len(said) <= limit else f"{said[: limit - 1]}…"


def app_manifest(asked: Asked) -> dict[str, Any]:
    """The manifest as data; WrongDeclaration where Slack takes none like it."""
    url = {"url": asked.request_url} if asked.request_url else {}
    request = {"request_url": asked.request_url} if asked.request_url else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": asked.name[:NAME],
            "description": asked.say(t("slack-about"), ABOUT),
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": asked.name[:BOT_NAME], "always_online": True},
            **_shortcuts(asked),
            "slash_commands": [{**_command(asked), **url}],
        },
        "oauth_config": {"scopes": {"bot": scopes()}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": events()},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not asked.request_url,
            "token_rotation_enabled": False,
        },
    }


def _command(asked: Asked) -> dict[str, Any]:
    """The one command; people's names reach us as their ids, so that they can be meant."""
    command = asked.command
    if command.strip("/") in RESERVED or len(command) > COMMAND or not re.fullmatch(r"/[a-z0-9_-]+", command):
        raise WrongDeclaration(f"{command} cannot be a command on Slack; set command below [slack] to another one.")
    return {
        "command": command,
        "description": asked.say(t("slack-command"), DESCRIPTION),
        "usage_hint": _hint(asked),
        "should_escape": True,
    }


def _hint(asked: Asked) -> str:
    """The verbs that anybody may use, as many as fit."""
    verbs = [each.name for each in asked.specs if each.audience == "everyone" and " " not in each.name]
    hint = " | ".join(dict.fromkeys(verb for verb in verbs if verb != DIRECT))
    return f"[{hint[: HINT - 2]}]" if hint else asked.say(t("slack-command"), HINT)


def _shortcuts(asked: Asked) -> dict[str, Any]:
    """Entries of the menu of a message."""
    if len(asked.shortcuts) > SHORTCUTS:
        raise WrongDeclaration(f"There are {len(asked.shortcuts)} shortcuts; Slack takes {SHORTCUTS}.")
    made = [
        {
            "name": asked.say(T(spec.key), SHORTCUT),
            "type": "message",
            "callback_id": spec.name,
            "description": asked.say(T(spec.key), SHORTCUT_ABOUT),
        }
        for spec in asked.shortcuts
    ]
    return {"shortcuts": made} if made else {}


def asked_of(
    section: Mapping[str, Any], copy: Catalogue, *, specs: Sequence[CommandSpec], shortcuts: Sequence[ShortcutSpec],
    name: str, public_url: str, http: bool = False,
) -> Asked:  # fmt: skip
    """Socket Mode unless `http` is asked for, or there is a signing secret and no app token."""
    by_address = http or (bool(section.get("signing_secret")) and not section.get("app_token"))
    url = f"{public_url or UNKNOWN}{PATH}" if by_address else ""
    return Asked(name, str(section.get("command") or "/community"), url, tuple(specs), tuple(shortcuts), copy)


async def manifest(
    section: Mapping[str, Any], copy: Catalogue, *, specs: Sequence[CommandSpec], shortcuts: Sequence[ShortcutSpec],
    name: str, public_url: str, http: bool = False,
) -> Manifest:  # fmt: skip
    """The manifest as JSON, and what to do before and after."""
    asked = asked_of(section, copy, specs=specs, shortcuts=shortcuts, name=name, public_url=public_url, http=http)
    written = json.dumps(app_manifest(asked), indent=2, ensure_ascii=False)
    return Manifest(written, tuple(_about(asked)))


def _about(asked: Asked) -> Iterator[str]:
    yield from (
        "1. On api.slack.com/apps: Create New App, From a manifest, your workspace; choose JSON and paste what stands",
        "   below. After an update of Palabre, paste it again under Features, App Manifest, and install the app again.",
        "2. Install App, Install to Workspace; set PALABRE_SLACK__BOT_TOKEN to the Bot User OAuth Token (xoxb-…).",
    )
    if asked.request_url:
        yield "3. Basic Information, Signing Secret: set PALABRE_SLACK__SIGNING_SECRET to it."
        yield f"   Slack calls {asked.request_url}: it must reach [web] of this configuration by https."
        if asked.request_url.startswith(UNKNOWN):
            yield "   Set public_url below [web] to your address and type this again."
        yield "   Once it runs: Event Subscriptions, and have Slack verify the Request URL where it asks for that."
    else:
        yield "3. Basic Information, App-Level Tokens, Generate, with the scope connections:write; set"
        yield "   PALABRE_SLACK__APP_TOKEN to it (xapp-…)."
    yield from (
        "4. Type: palabre check",
        "",
        "What it may do in the workspace (bot scopes):",
        *_needs(),
        "",
    )


def _needs() -> Iterator[str]:
    width = max(len(need.scope) for need in NEEDS)
    return (f"   {need.scope:{width}}  {need.why}" for need in NEEDS)
