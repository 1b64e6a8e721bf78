"""The app as its manifest declares it: what is not declared there is not granted, not delivered and does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from tests.simulators.slack.world import Payload

EVENT_SCOPES: dict[str, tuple[str, ...]] = {
    "app_mention": ("app_mentions:read",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "channel_created": ("channels:read",),
    "channel_rename": ("channels:read",),
    "channel_archive": ("channels:read",),
    "channel_unarchive": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "channel_left": ("channels:read",),
    "group_rename": ("groups:read",),
    "group_archive": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "group_deleted": ("groups:read",),
    "group_left": ("groups:read",),
    "user_change": ("users:read",),
    "team_join": ("users:read",),
    "team_rename": ("team:read",),
    "pin_added": ("pins:read",),
    "pin_removed": ("pins:read",),
    "file_shared": ("files:read",),
    "file_created": ("files:read",),
    "file_deleted": ("files:read",),
    "im_created": ("im:read",),
    "app_home_opened": (),
    "app_uninstalled": (),
    "tokens_revoked": (),
}
"""Which scope lets an event through; of several, any one that fits the kind of channel (Slack's event reference)."""

OTHER_EVENTS = frozenset(
    """assistant_thread_context_changed assistant_thread_started call_rejected channel_history_changed
    channel_id_changed channel_shared channel_unshared dnd_updated_user email_domain_changed emoji_changed
    file_change file_public file_unshared function_executed grid_migration_finished grid_migration_started group_close
    group_history_changed group_open im_close im_history_changed im_open invite_requested link_shared
    message.app_home message_metadata_deleted message_metadata_posted message_metadata_updated
    shared_channel_invite_accepted shared_channel_invite_approved shared_channel_invite_declined
    shared_channel_invite_received star_added star_removed subteam_created subteam_members_changed
    subteam_self_added subteam_self_removed subteam_updated team_access_granted team_access_revoked
    team_domain_change user_huddle_changed user_profile_changed user_status_changed""".split()  # noqa: SIM905 - a list of words
)
"""Events that Slack knows and this simulator never sends."""

BOT_SCOPES = frozenset(
    """app_mentions:read bookmarks:read bookmarks:write calls:read calls:write canvases:read canvases:write
    channels:history channels:join channels:manage channels:read channels:write.invites channels:write.topic
    chat:write chat:write.customize chat:write.public commands conversations.connect:read
    conversations.connect:write dnd:read emoji:read files:read files:write groups:history groups:read
    groups:write groups:write.invites groups:write.topic im:history im:read im:write im:write.topic incoming-
    webhook links:read links:write links.embed:write metadata.message:read mpim:history mpim:read mpim:write
    mpim:write.topic pins:read pins:write reactions:read reactions:write reminders:read reminders:write
    remote_files:read remote_files:share remote_files:write team.billing:read team.preferences:read team:read
    usergroups:read usergroups:write users.profile:read users:read users:read.email users:write
    workflow.steps:execute assistant:write""".split()  # noqa: SIM905 - a list of words
)


@dataclass(frozen=True, slots=True)
class SlashCommand:
    name: str
    escapes: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    name: str
    callback_id: str
    kind: Literal["global", "message"]


@dataclass(frozen=True, slots=True)
class App:
    """An installed app. `socket` is whether it connects by itself (Socket Mode) or is called (request URLs)."""

    name: str
    bot_name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: dict[str, SlashCommand]
    shortcuts: tuple[Shortcut, ...]
    home_tab: bool
    messages_tab: bool
    writable: bool
    interactive: bool
    socket: bool


def install(manifest: Payload) -> App:
    """The app that a manifest describes; read leniently, `check_manifest` is what complains."""
    features, settings = _part(manifest, "features"), _part(manifest, "settings")
    home, information = _part(features, "app_home"), _part(manifest, "display_information")
    commands = [
        SlashCommand(each["command"], each.get("should_escape", False)) for each in _list(features, "slash_commands")
    ]
    return App(
        name=information.get("name", "app"),
        bot_name=_part(features, "bot_user").get("display_name") or information.get("name", "app"),
        scopes=frozenset(_part(_part(manifest, "oauth_config"), "scopes").get("bot") or ()),
        events=frozenset(_part(settings, "event_subscriptions").get("bot_events") or ()),
        commands={each.name: each for each in commands},
        shortcuts=tuple(
            Shortcut(each["name"], each["callback_id"], each["type"]) for each in _list(features, "shortcuts")
        ),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", True),
        writable=not home.get("messages_tab_read_only_enabled", True),
        interactive=_part(settings, "interactivity").get("is_enabled", False),
        socket=settings.get("socket_mode_enabled", False),
    )


def _part(of: Payload, key: str) -> Payload:
    return of.get(key) or {}


def _list(of: Payload, key: str) -> list[Any]:
    return of.get(key) or []
