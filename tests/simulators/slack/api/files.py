"""files.*: an address is asked for, the bytes are sent there, and only completing makes it a file that people see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from tests.simulators.slack import events, posting, written
from tests.simulators.slack.api.door import ApiError, Call, method
from tests.simulators.slack.api.finding import conversation
from tests.simulators.slack.text import stored
from tests.simulators.slack.world import Channel, File, Payload

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

LARGEST = 1 << 30


@method("files.getUploadURLExternal", "files:write", tier=4)
def upload_url(call: Call) -> Payload:
    length = call.number("length", 0)
    if length <= 0 or not call.has("filename"):
        raise ApiError("invalid_arguments", messages=["[ERROR] filename and length are required"])
    if length > LARGEST:
        raise ApiError("file_upload_size_restricted")
    file = call.world.add_file(call.text("filename"), length, call.world.bot.id)
    file.alt = call.text("alt_txt")
    return {"upload_url": f"{call.slack.url}/upload/v1/{file.secret}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write", tier=4)
def complete(call: Call) -> Payload:
    """Shares the files in a conversation with one message, when one is named; else they stay private to the bot."""
    wanted = call.structure("files", "invalid_arguments")
    if not isinstance(wanted, list) or not wanted:
        raise ApiError("invalid_arguments", messages=["[ERROR] missing required field: files"])
    files = [_uploaded(call, each) for each in wanted]
    channels = [_destination(call, each) for each in _channels(call)]
    for channel in channels:
        _share(call, channel, files)
    return {"files": [written.file_json(call.slack, each) for each in files]}


@method("files.info", "files:read", tier=4)
def info(call: Call) -> Payload:
    return {"file": written.file_json(call.slack, _file(call, call.need("file", "file_not_found")))}


@method("files.delete", "files:write", tier=3)
def delete(call: Call) -> Payload:
    file = _file(call, call.need("file", "file_not_found"))
    if file.user != call.world.bot.id:
        raise ApiError("cant_delete_file")
    del call.world.files[file.id]
    for channel in call.world.channels.values():
        for message in channel.messages.values():
            message.files = [each for each in message.files if each != file.id]
    return {}


async def take_upload(slack: Slack, request: web.Request) -> web.Response:
    """The bytes, raw or as a form; their number must be what was announced."""
    file = next((each for each in slack.world.files.values() if each.secret == request.match_info["key"]), None)
    if file is None or file.completed:
        return web.Response(status=404, text="not found")
    if request.content_type.startswith("multipart/"):
        parts = [each for each in (await request.post()).values() if isinstance(each, web.FileField)]
        content = parts[0].file.read() if parts else b""
    else:
        content = await request.read()
    if len(content) != file.size:
        return web.Response(status=400, text="size mismatch")
    file.content = content
    return web.Response(text=f"OK - {len(content)}")


async def give_file(slack: Slack, request: web.Request) -> web.Response:
    """Only with the bot's token and files:read; without it, Slack shows its page to sign in instead of an error."""
    file = slack.world.files.get(request.match_info["name"].partition("-")[2])
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token != slack.bot_token or slack.dead_token or "files:read" not in slack.app.scopes:
        page = "<!DOCTYPE html><html><body>Sign in to continue</body></html>"
        return web.Response(text=page, content_type="text/html")
    if file is None or file.content is None:
        return web.Response(status=404)
    shown = written.file_json(slack, file)
    return web.Response(body=file.content, content_type=shown["mimetype"])


def _uploaded(call: Call, wanted: object) -> File:
    if not isinstance(wanted, dict) or "id" not in wanted:
        raise ApiError("invalid_arguments", messages=["[ERROR] missing required field: id"])
    file = call.world.files.get(str(wanted["id"]))
    if file is None or file.content is None or file.completed:
        raise ApiError("file_not_found")
    file.title = str(wanted.get("title") or file.name)
    return file


def _channels(call: Call) -> list[str]:
    return call.words("channels") or [each for each in [call.text("channel_id")] if each]


def _destination(call: Call, id: str) -> Channel:
    call.args["channel_id"] = id
    channel = conversation(call, name="channel_id", wrong="channel_not_found")
    if channel.archived:
        raise ApiError("is_archived")
    if call.world.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _share(call: Call, channel: Channel, files: list[File]) -> None:
    for file in files:
        file.completed = True
        file.channels.append(channel.id)
    thread = call.text("thread_ts")
    if thread and thread not in channel.messages:
        raise ApiError("invalid_thread_ts")
    text = stored(call.text("initial_comment"), call.world)
    posting.post(
        call.slack, channel, call.world.bot.id, text, thread=thread, files=[each.id for each in files],
        bot_id=call.world.bot.bot_id, subtype="",
    )  # fmt: skip
    for file in files:
        event = {"type": "file_shared", "file_id": file.id, "user_id": file.user, "channel_id": channel.id}
        events.emit(call.slack, {**event, "file": {"id": file.id}, "event_ts": call.world.new_ts()})


def _file(call: Call, id: str) -> File:
    file = call.world.files.get(id)
    if file is None or not (file.user == call.world.bot.id or _reaches(call, file)):
        raise ApiError("file_not_found")
    return file


def _reaches(call: Call, file: File) -> bool:
    bot = call.world.bot.id
    return any(bot in call.world.channels[each].members for each in file.channels)
