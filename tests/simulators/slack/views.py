"""Views as Slack stores them: with ids, a hash that changes with every update, and no state of what was typed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tests.simulators.slack.posting import with_ids
from tests.simulators.slack.world import Payload, View

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack


def keep(slack: Slack, payload: Payload, owner: str, *, channel: str = "") -> View:
    """A new view as Slack stores it."""
    id = slack.world.new_id("V")
    view = View(id, owner, {}, channel)
    slack.world.views[id] = view
    write(slack, view, payload)
    view.payload |= {"root_view_id": id, "previous_view_id": None}
    return view


def write(slack: Slack, view: View, payload: Payload) -> None:
    """Put content into a view; what was typed in blocks that stay is kept."""
    world = slack.world
    number = world.new_ts()
    blocks = with_ids(slack, payload["blocks"])
    title = {"title": None, "close": None, "submit": None}
    titles = {key: with_ids(slack, [payload[key]])[0] for key in title if payload.get(key)}
    for each in titles.values():
        each.pop("block_id")
    view.payload |= {
        "id": view.id, "team_id": world.team_id, "type": payload["type"], "blocks": blocks,
        "private_metadata": payload.get("private_metadata", ""), "callback_id": payload.get("callback_id", ""),
        "state": {"values": {}}, "hash": f"{number}.{hashlib.sha1(number.encode()).hexdigest()[:8]}", **title, **titles,
        "clear_on_close": payload.get("clear_on_close", False),
        "notify_on_close": payload.get("notify_on_close", False),
        "external_id": payload.get("external_id", ""), "submit_disabled": payload.get("submit_disabled", False),
        "app_id": world.app_id, "app_installed_team_id": world.team_id, "bot_id": world.bot.bot_id,
    }  # fmt: skip
