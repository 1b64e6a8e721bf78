"""Answers to interactions, and the follow-ups sent with their token."""

from __future__ import annotations

from typing import Any

from tests.simulators.discord import interactions, payloads, posting
from tests.simulators.discord.call import Call, Routes
from tests.simulators.discord.interactions import Interaction
from tests.simulators.discord.model import LOADING


def callback(call: Call) -> Any:
    """Nothing comes back unless `with_response` asks for it."""
    number, token = call.number("interaction_id"), call.path["interaction_token"]
    it = interactions.respond(call.world, number, token, call.body, call.files)
    return _resource(it) if call.flag("with_response") else None


def _resource(it: Interaction) -> Any:
    message = it.original
    told: dict[str, Any] = {"id": str(it.id), "type": it.kind}
    if message is not None:
        told |= {
            "response_message_id": str(message.id), "response_message_ephemeral": message.ephemeral,
            "response_message_loading": bool(message.flags & LOADING),
        }  # fmt: skip
    if message is not None and it.answered in (interactions.REPLY, interactions.UPDATE):
        return {"interaction": told, "resource": {"type": it.answered, "message": payloads.message(message)}}
    return {"interaction": told}


def follow_up(call: Call) -> Any:
    return payloads.message(interactions.follow_up(_live(call), call.body, call.files))


def get(call: Call) -> Any:
    it = _live(call)
    return payloads.message(interactions.find(it, call.path.get("message_id", "@original")))


def edit(call: Call) -> Any:
    it = _live(call)
    message = interactions.find(it, call.path.get("message_id", "@original"))
    return payloads.message(interactions.edit(it, message, call.body, call.files))


def delete(call: Call) -> Any:
    it = _live(call)
    posting.remove(interactions.find(it, call.path.get("message_id", "@original")))


def _live(call: Call) -> Interaction:
    return interactions.live(call.world, call.number("webhook_id"), call.path["webhook_token"])


_TOKEN = "/webhooks/{webhook_id}/{webhook_token}"
_VERBS = (("GET", get), ("PATCH", edit), ("DELETE", delete))
ROUTES: Routes = {
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"): callback,
    **{(verb, _TOKEN + "/messages/@original"): do for verb, do in _VERBS},
}
