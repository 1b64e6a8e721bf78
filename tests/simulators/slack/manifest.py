"""Whether Slack would take an app manifest: the published schema's limits, and what it checks beyond the schema."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from tests.simulators.slack.app import BOT_SCOPES, EVENT_SCOPES, OTHER_EVENTS
from tests.simulators.slack.kit.schema import Anything, At, Bool, Int, Items, Rule, Shape, Str
from tests.simulators.slack.world import Payload

RESERVED = frozenset(
    """active apps archive away call close collapse dm dnd expand feed feedback help invite join keys kick leave me msg
    mute open part prefs remind remove rename search shortcuts shrug star status topic unarchive who""".split()  # noqa: SIM905 - a list of words
)
"""Slash commands that Slack keeps for itself; one of them makes it refuse the whole manifest."""

_URL = Str(3000, pattern="https?://.*")
_WORDS = Items(Str(50), 255, least=0)
_EVENTS = Items(Str(50), 100, least=0)

_HOME = Shape({"home_tab_enabled": Bool(), "messages_tab_enabled": Bool(), "messages_tab_read_only_enabled": Bool()})
_COMMAND = Shape(
    {
        "command": Str(32, least=2, pattern="/.*"), "url": _URL, "description": Str(2000), "usage_hint": Str(1000),
        "should_escape": Bool(),
    },
    ("command", "description"),
)  # fmt: skip
_SHORTCUT = Shape(
    {
        "name": Str(24), "type": Str(among=("message", "global")), "callback_id": Str(255), "description": Str(150),
    },
    ("name", "type", "callback_id", "description"),
)  # fmt: skip
_FEATURES = Shape(
    {
        "app_home": _HOME,
        "bot_user": Shape({"display_name": Str(80), "always_online": Bool()}, ("display_name",)),
        "shortcuts": Items(_SHORTCUT, 10), "slash_commands": Items(_COMMAND, 50),
        "unfurl_domains": Items(Str(255), 5), "assistant_view": Anything(), "workflow_steps": Items(Anything(), 10),
    }
)  # fmt: skip
_SCOPES = Shape({"user": _WORDS, "bot": _WORDS, "user_optional": _WORDS, "bot_optional": _WORDS})
_SETTINGS = Shape(
    {
        "allowed_ip_address_ranges": Items(Str(), 50),
        "event_subscriptions": Shape(
            {
                "request_url": Str(3500, pattern="https?://.*"), "bot_events": _EVENTS, "user_events": _EVENTS,
                "metadata_subscriptions": Items(Anything(), 50),
            }
        ),
        "incoming_webhooks": Anything(),
        "interactivity": Shape(
            {"is_enabled": Bool(), "request_url": _URL, "message_menu_options_url": _URL}, ("is_enabled",)
        ),
        "org_deploy_enabled": Bool(), "socket_mode_enabled": Bool(), "token_rotation_enabled": Bool(),
        "is_hosted": Bool(), "function_runtime": Str(), "siws_links": Anything(),
    }
)  # fmt: skip
_DISPLAY: dict[str, Rule] = {
    "name": Str(35), "description": Str(140), "long_description": Str(4000, least=175),
    "background_color": Str(7, least=4, pattern="#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?"),
}  # fmt: skip
MANIFEST = Shape(
    {
        "$schema": Str(), "_metadata": Shape({"major_version": Int(1, 2), "minor_version": Int(0, 99)}),
        "app_directory": Anything(), "display_information": Shape(_DISPLAY, ("name",)), "features": _FEATURES,
        "oauth_config": Shape(
            {
                "redirect_urls": Items(Str(2500), 1000, least=0), "scopes": _SCOPES,
                "token_management_enabled": Bool(), "pkce_enabled": Bool(),
            }
        ),
        "settings": _SETTINGS,
    },
    ("display_information",),
)  # fmt: skip


def check_manifest(manifest: object) -> list[str]:
    """What Slack would refuse, each with its place; an empty list is a manifest that it takes."""
    complaints: list[str] = []
    at = At("", complaints)
    MANIFEST.look(at, manifest)
    if isinstance(manifest, dict) and not complaints:
        _commands(at, manifest)
        _events(at, manifest)
        _dependencies(at, manifest)
    return complaints


def _commands(at: At, manifest: Payload) -> None:
    commands = _of(manifest, "features", "slash_commands") or []
    names = Counter(each["command"] for each in commands)
    for number, each in enumerate(commands):
        here, name = At(f"{at.path}/features/slash_commands/{number}/command", at.complaints), each["command"]
        if name[1:].lower() in RESERVED:
            here.wrong(f"is a built-in command of Slack: {name}")
        if not re.fullmatch(r"/[a-z0-9_-]+", name):
            here.wrong(f"may hold lower-case letters, digits, hyphens and underscores only: {name}")
        if names[name] > 1:
            here.wrong(f"is declared twice: {name}")


def _events(at: At, manifest: Payload) -> None:
    granted = set(_of(manifest, "oauth_config", "scopes", "bot") or ())
    here = At(f"{at.path}/settings/event_subscriptions/bot_events", at.complaints)
    events = _of(manifest, "settings", "event_subscriptions", "bot_events") or []
    if len(set(events)) < len(events):
        here.wrong("must not have duplicates")
    for number, event in enumerate(events):
        needed = EVENT_SCOPES.get(event)
        if needed is None and event not in OTHER_EVENTS:
            here.into(number).wrong(f"unknown event: {event}")
        elif needed and not granted.intersection(needed):
            here.into(number).wrong(f"{event} needs the scope {' or '.join(needed)}")


def _dependencies(at: At, manifest: Payload) -> None:
    features, settings = _of(manifest, "features") or {}, _of(manifest, "settings") or {}
    scopes = _of(manifest, "oauth_config", "scopes", "bot") or []
    for number, scope in enumerate(scopes):
        if scope not in BOT_SCOPES:
            At(f"/oauth_config/scopes/bot/{number}", at.complaints).wrong(f"invalid scope: {scope}")
    if scopes and not features.get("bot_user"):
        at.into("features").wrong("bot scopes need a bot_user")
    if (features.get("slash_commands") or features.get("shortcuts")) and "commands" not in scopes:
        at.into("oauth_config").wrong("slash commands and shortcuts need the scope commands")
    interactivity = settings.get("interactivity") or {}
    if features.get("shortcuts") and not interactivity.get("is_enabled"):
        at.into("settings").wrong("shortcuts need interactivity")
    if not settings.get("socket_mode_enabled"):
        _addresses(at, features, settings)


def _addresses(at: At, features: Payload, settings: Payload) -> None:
    """Without Socket Mode, whatever reaches the app needs a request URL."""
    if any("url" not in each for each in features.get("slash_commands") or ()):
        at.into("features").into("slash_commands").wrong("a url is needed without Socket Mode")
    for name, wanted in (("event_subscriptions", "bot_events"), ("interactivity", "is_enabled")):
        part = settings.get(name) or {}
        if part.get(wanted) and not part.get("request_url"):
            at.into("settings").into(name).wrong("a request_url is needed without Socket Mode")


def _of(manifest: Payload, *keys: str) -> Any:
    found: Any = manifest
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found
