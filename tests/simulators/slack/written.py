"""Messages and files as Slack writes them down for an app, in answers and in events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulators.slack.world import File, Message, Payload

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

OTHER_APP = "A0OTHERAPP"
"""The app behind bots that are not the one under test."""


def as_json(slack: Slack, message: Message, *, metadata: bool = False) -> Payload:
    """The message object of histories and events; metadata only for those who ask."""
    world = slack.world
    author = world.people.get(message.user)
    shown: Payload = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": author.team if author else world.team_id,
    }
    if author and author.stranger:
        shown |= {"user_team": author.team, "source_team": author.team}
    if subtype := message.subtype or ("thread_broadcast" if message.broadcast else ""):
        shown["subtype"] = subtype
    if message.bot_id:
        ours = message.bot_id == world.bot.bot_id
        about = {"bot_id": message.bot_id, "app_id": world.app_id if ours else OTHER_APP}
        profile = {"id": message.bot_id, "app_id": about["app_id"], "deleted": False, "team_id": world.team_id}
        shown |= {**about, "bot_profile": {**profile, "name": slack.app.name if ours else message.username}}
    if message.username:
        shown |= {"username": message.username, "icons": message.icons}
    for name in ("blocks", "attachments", "edited"):
        if getattr(message, name):
            shown[name] = getattr(message, name)
    if message.files:
        shown["files"] = [file_json(slack, world.files[each]) for each in message.files]
    if message.reactions:
        shown["reactions"] = [{"name": k, "users": v, "count": len(v)} for k, v in message.reactions.items()]
    if message.pinned:
        shown["pinned_to"] = [message.channel]
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown | _thread(slack, message)


def _thread(slack: Slack, message: Message) -> Payload:
    channel = slack.world.channels.get(message.channel)
    if message.thread and message.thread != message.ts:
        parent = channel.messages.get(message.thread) if channel else None
        return {"thread_ts": message.thread, **({"parent_user_id": parent.user} if parent else {})}
    replies = channel.replies(message.ts) if channel else []
    if not replies:
        return {}
    people = list(dict.fromkeys(each.user for each in replies))
    return {
        "thread_ts": message.ts, "reply_count": len(replies),
        "reply_users": people[:5], "reply_users_count": len(people),
        "latest_reply": replies[-1].ts, "is_locked": False, "subscribed": False,
    }  # fmt: skip


def file_json(slack: Slack, file: File) -> Payload:
    kind = file.name.rpartition(".")[2].lower() if "." in file.name else "text"
    url = f"{slack.url}/files-pri/{slack.world.team_id}-{file.id}/{file.name}"
    public = [each for each in file.channels if slack.world.channels[each].kind == "public"]
    return {
        "id": file.id, "created": file.created, "timestamp": file.created, "name": file.name, "title": file.title,
        "mimetype": MIME.get(kind, "application/octet-stream"), "filetype": kind, "user": file.user, "size": file.size,
        "mode": "hosted", "is_external": False, "is_public": bool(public), "url_private": url,
        "url_private_download": url, "permalink": f"{slack.url}/files/{file.user}/{file.id}/{file.name}",
        "channels": public, "groups": [each for each in file.channels if each not in public], "alt_txt": file.alt,
    }  # fmt: skip


MIME = {
    "txt": "text/plain", "csv": "text/csv", "ics": "text/calendar", "json": "application/json", "md": "text/markdown",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "pdf": "application/pdf",
    "text": "text/plain",
}  # fmt: skip
