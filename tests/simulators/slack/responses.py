"""response_url: an app may answer an act of a person up to five times within half an hour."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.simulators.slack import posting
from tests.simulators.slack.api.door import ApiError, Call
from tests.simulators.slack.kit.check import check_message_blocks
from tests.simulators.slack.text import stored
from tests.simulators.slack.world import Channel, Message, Payload, Person

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

USES = 5
SECONDS = 1800.0


@dataclass(slots=True)
class Response:
    """Where answers go: to the person in that channel, or over the message on which they acted."""

    person: Person
    channel: Channel
    original: Message | None
    until: float
    left: int = USES


class Responses:
    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._open: dict[str, Response] = {}

    def url(self, kind: str, person: Person, channel: Channel, original: Message | None = None) -> str:
        """`kind` is the word in Slack's addresses: commands, actions, app."""
        key = secrets.token_urlsafe(18)
        self._open[key] = Response(person, channel, original, self._slack.timers.now() + SECONDS)
        return f"{self._slack.url}/respond/{kind}/{self._slack.world.team_id}/{key}"

    async def take(self, request: web.Request) -> web.StreamResponse:
        response = self._open.get(request.match_info["key"])
        if response is None or response.until < self._slack.timers.now():
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if not response.left:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        call = Call(self._slack, "response_url", {})
        self._slack.requests.append(call)
        if (fault := self._slack.faults.next_for(call)) is not None:
            await fault.hold()
            if fault.spares:
                return fault.shows(request)
        text = await request.text()
        if request.content_type == "application/x-www-form-urlencoded":
            text = str((await request.post()).get("payload", ""))
        try:
            self.say(response, json.loads(text))
        except (ApiError, ValueError) as refusal:
            code = refusal.code if isinstance(refusal, ApiError) else "invalid_payload"
            return web.json_response({"ok": False, "error": code}, status=400)
        response.left -= 1
        if fault is not None and fault.after:
            return fault.shows(request)
        return web.Response(text="ok")

    def answer(self, person: Person, channel: Channel, body: Payload) -> None:
        """What stood in the acknowledgement itself."""
        self.say(Response(person, channel, None, 0.0), body)

    def say(self, response: Response, body: Any) -> None:
        if not isinstance(body, dict):
            raise ApiError("invalid_payload")
        original, slack = response.original, self._slack
        if original is not None and not {"replace_original", "delete_original"} & set(body):
            slack.contract.violations.append("response_url on a message: say replace_original, true or false")
        if original is not None and body.get("delete_original"):
            self._remove(response.person, original)
            return
        blocks = body.get("blocks") or []
        check_message_blocks(blocks)
        text = stored(str(body.get("text") or ""), slack.world)
        if not (text.strip() or blocks or body.get("attachments")):
            raise ApiError("no_text")
        if original is not None and body.get("replace_original"):
            self._replace(original, {"text": text, "blocks": blocks})
            return
        fields: Payload = {
            "blocks": blocks,
            "bot_id": slack.world.bot.bot_id,
            "thread": str(body.get("thread_ts") or ""),
        }
        if body.get("response_type") == "in_channel":
            posting.post(slack, response.channel, slack.world.bot.id, text, **fields)
        else:
            posting.whisper(slack, response.channel, response.person.id, text, **fields)

    def _replace(self, original: Message, fields: Payload) -> None:
        if not original.only_for:
            posting.change(self._slack, original, self._slack.world.bot.id, **fields)
            return
        original.text = fields["text"]
        original.blocks = posting.with_ids(self._slack, fields["blocks"])
        self._slack.changed()

    def _remove(self, person: Person, original: Message) -> None:
        if original in person.whispers:
            person.whispers.remove(original)
        elif original.ts in self._slack.world.channels[original.channel].messages:
            posting.delete(self._slack, original)
        self._slack.changed()
