"""Blocks of messages and views against Slack's rules, and the rules that concern several blocks at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.simulators.slack.api.door import ApiError
from tests.simulators.slack.kit.rules import HOME, MESSAGE_BLOCKS, MODAL
from tests.simulators.slack.kit.schema import At
from tests.simulators.slack.world import Payload

MOST_MARKDOWN = 12_000
LARGEST_VIEW = 250_000


def check_message_blocks(blocks: Any) -> None:
    """Raises what chat.* answers: invalid_blocks_format or invalid_blocks."""
    if not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    complaints: list[str] = []
    at = At("/blocks", complaints)
    MESSAGE_BLOCKS.look(at, blocks)
    if not complaints:
        _together(at, blocks)
    if complaints:
        raise ApiError("invalid_blocks", messages=complaints)


def check_view(view: Any) -> list[str]:
    """What is wrong with a view, in the words of response_metadata; `view_too_large` stands alone."""
    if not isinstance(view, dict):
        return ["[ERROR] must provide an object [json-pointer:/view]"]
    complaints: list[str] = []
    at = At("/view", complaints)
    (HOME if view.get("type") == "home" else MODAL).look(at, view)
    if not complaints:
        _together(at.into("blocks"), view["blocks"])
        if view["type"] == "modal" and not view.get("submit") and _has_inputs(view["blocks"]):
            at.wrong("missing required field: submit, since there are input blocks")
    if not complaints and len(json.dumps(view)) > LARGEST_VIEW:
        return ["view_too_large"]
    return complaints


def _together(at: At, blocks: list[Payload]) -> None:
    ids = Counter(each["block_id"] for each in blocks if each.get("block_id"))
    for number, block in enumerate(blocks):
        here = at.into(number)
        if ids[block.get("block_id")] > 1:
            here.into("block_id").wrong(f"`block_id` already exists: {block['block_id']}")
        if block["type"] == "section" and not (block.get("text") or block.get("fields")):
            here.wrong("missing required field: text or fields")
        if block["type"] == "image":
            _one_picture(here, block)
        _elements(here, block)
    if sum(len(each["text"]) for each in blocks if each["type"] == "markdown") > MOST_MARKDOWN:
        at.wrong(f"markdown blocks must be less than {MOST_MARKDOWN + 1} characters in all")
    if sum(bool(element.get("focus_on_load")) for block in blocks for _, element in _placed(block)) > 1:
        at.wrong("only one element can have focus_on_load")


def _elements(at: At, block: Payload) -> None:
    placed = list(_placed(block))
    ids = Counter(element["action_id"] for _, element in placed if element.get("action_id"))
    for path, element in placed:
        here = At(f"{at.path}/{path}", at.complaints)
        if ids[element.get("action_id")] > 1:
            here.into("action_id").wrong(f"`action_id` already exists for this block: {element['action_id']}")
        if element["type"] == "image":
            _one_picture(here, element)
        if element["type"] in ("static_select", "multi_static_select"):
            _one_list(here, element)
        _initial(here, element)
        if element.get("min_length", 0) > element.get("max_length", 3000):
            here.wrong("min_length must be less than or equal to max_length")


def _placed(block: Payload) -> Iterator[tuple[str, Payload]]:
    if block["type"] in ("actions", "context", "context_actions"):
        for number, element in enumerate(block["elements"]):
            yield f"elements/{number}", element
    for name in ("accessory", "element"):
        if isinstance(block.get(name), dict):
            yield name, block[name]


def _one_picture(at: At, image: Payload) -> None:
    if bool(image.get("image_url")) == bool(image.get("slack_file")):
        at.wrong("must provide either image_url or slack_file")


def _one_list(at: At, element: Payload) -> None:
    if bool(element.get("options")) == bool(element.get("option_groups")):
        at.wrong("must provide either options or option_groups")


def _initial(at: At, element: Payload) -> None:
    """What is chosen from the start must be one of the options, word for word."""
    groups = element.get("option_groups") or []
    options = [*(element.get("options") or ()), *(each for group in groups for each in group["options"])]
    if not options:
        return
    for name in ("initial_option", "initial_options"):
        given = element.get(name) or []
        for chosen in given if isinstance(given, list) else [given]:
            if chosen not in options:
                at.into(name).wrong("must be one of the options")


def _has_inputs(blocks: list[Payload]) -> bool:
    return any(each["type"] == "input" for each in blocks)
