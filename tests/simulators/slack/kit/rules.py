"""Slack's limits for blocks, elements and views, from the Block Kit reference."""

from __future__ import annotations

from tests.simulators.slack.kit.schema import Anything, Bool, ByType, Int, Items, Rule, Shape, Str, Text

TYPE: dict[str, Rule] = {"type": Str()}
ACTION: dict[str, Rule] = {**TYPE, "action_id": Str(255)}
BLOCK: dict[str, Rule] = {**TYPE, "block_id": Str(255, least=0)}
FOCUS: dict[str, Rule] = {"focus_on_load": Bool()}
HINTED: dict[str, Rule] = {"placeholder": Text(150, plain=True)}

CONFIRM = Shape(
    {
        "title": Text(100, plain=True), "text": Text(300), "confirm": Text(30, plain=True),
        "deny": Text(30, plain=True), "style": Str(among=("primary", "danger")),
    },
    ("title", "text", "confirm", "deny"),
)  # fmt: skip
ASKS: dict[str, Rule] = {"confirm": CONFIRM}


def option(*, marked: bool = False, url: bool = False) -> Shape:
    """An option; those beside checkboxes and radio buttons may be mrkdwn, those of overflows may have an address."""
    properties: dict[str, Rule] = {
        "text": Text(75, plain=not marked), "value": Str(150), "description": Text(75, plain=not marked),
    }  # fmt: skip
    if url:
        properties["url"] = Str(3000)
    return Shape(properties, ("text", "value"))


OPTION = option()
GROUP = Shape({"label": Text(75, plain=True), "options": Items(OPTION, 100)}, ("label", "options"))
FILE = Shape({"id": Str(), "url": Str(3000)})
DISPATCH = Shape({"trigger_actions_on": Items(Str(among=("on_enter_pressed", "on_character_entered")), 2)})
FILTER = Shape(
    {
        "include": Items(Str(among=("im", "mpim", "private", "public")), 4),
        "exclude_external_shared_channels": Bool(), "exclude_bot_users": Bool(),
    }
)  # fmt: skip
MANY: dict[str, Rule] = {"max_selected_items": Int(1, 10_000)}
ANSWERS: dict[str, Rule] = {"response_url_enabled": Bool()}
DEFAULT: dict[str, Rule] = {"default_to_current_conversation": Bool(), "filter": FILTER}
SELECT: dict[str, Rule] = {**ACTION, **ASKS, **FOCUS, **HINTED}
STATIC: dict[str, Rule] = {**SELECT, "options": Items(OPTION, 100), "option_groups": Items(GROUP, 100)}
QUERY: dict[str, Rule] = {"min_query_length": Int(0, 3000)}
INPUT: dict[str, Rule] = {**ACTION, **FOCUS, **HINTED, "dispatch_action_config": DISPATCH}
IDS = Items(Str(), 10_000, least=0)
DATE = Str(10, pattern=r"\d{4}-\d\d-\d\d")
TIME = Str(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")

ELEMENTS: dict[str, Rule] = {
    "button": Shape(
        {
            **ACTION, **ASKS, "text": Text(75, plain=True), "url": Str(3000), "value": Str(2000, least=0),
            "style": Str(among=("primary", "danger")), "accessibility_label": Str(75),
        },
        ("text",),
    ),
    "checkboxes": Shape(
        {
            **ACTION, **ASKS, **FOCUS, "options": Items(option(marked=True), 10),
            "initial_options": Items(option(marked=True), 10),
        },
        ("options",),
    ),
    "radio_buttons": Shape(
        {**ACTION, **ASKS, **FOCUS, "options": Items(option(marked=True), 10), "initial_option": option(marked=True)},
        ("options",),
    ),
    "overflow": Shape({**ACTION, **ASKS, "options": Items(option(url=True), 5)}, ("options",)),
    "datepicker": Shape({**ACTION, **ASKS, **FOCUS, **HINTED, "initial_date": DATE}),
    "timepicker": Shape({**ACTION, **ASKS, **FOCUS, **HINTED, "initial_time": TIME, "timezone": Str()}),
    "datetimepicker": Shape({**ACTION, **ASKS, **FOCUS, "initial_date_time": Int(1_000_000_000, 9_999_999_999)}),
    "plain_text_input": Shape(
        {
            **INPUT, "initial_value": Str(3000, least=0), "multiline": Bool(), "min_length": Int(0, 3000),
            "max_length": Int(1, 3000),
        }
    ),
    "email_text_input": Shape({**INPUT, "initial_value": Str(3000, least=0)}),
    "url_text_input": Shape({**INPUT, "initial_value": Str(3000, least=0)}),
    "number_input": Shape(
        {
            **INPUT, "is_decimal_allowed": Bool(), "initial_value": Str(), "min_value": Str(), "max_value": Str(),
        },
        ("is_decimal_allowed",),
    ),
    "rich_text_input": Shape({**INPUT, "initial_value": Anything()}, ("action_id",)),
    "file_input": Shape({**ACTION, "filetypes": Items(Str(), 100), "max_files": Int(1, 10)}),
    "static_select": Shape({**STATIC, "initial_option": OPTION}),
    "multi_static_select": Shape({**STATIC, **MANY, "initial_options": Items(OPTION, 100)}),
    "external_select": Shape({**SELECT, **QUERY, "initial_option": OPTION}),
    "multi_external_select": Shape({**SELECT, **QUERY, **MANY, "initial_options": Items(OPTION, 100)}),
    "users_select": Shape({**SELECT, "initial_user": Str()}),
    "multi_users_select": Shape({**SELECT, **MANY, "initial_users": IDS}),
    "conversations_select": Shape({**SELECT, **ANSWERS, **DEFAULT, "initial_conversation": Str()}),
    "multi_conversations_select": Shape({**SELECT, **MANY, **DEFAULT, "initial_conversations": IDS}),
    "channels_select": Shape({**SELECT, **ANSWERS, "initial_channel": Str()}),
    "multi_channels_select": Shape({**SELECT, **MANY, "initial_channels": IDS}),
    "image": Shape({**TYPE, "image_url": Str(3000), "slack_file": FILE, "alt_text": Str(2000)}, ("alt_text",)),
    "workflow_button": Anything(),
    "feedback_buttons": Anything(),
    "icon_button": Anything(),
}  # fmt: skip

SINGLE = frozenset(name for name in ELEMENTS if name.endswith("select") and not name.startswith("multi"))
MULTI = frozenset(name for name in ELEMENTS if name.startswith("multi"))
PICKERS = frozenset(["datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons"])
IN_ACTIONS = SINGLE | MULTI | PICKERS | {"button", "overflow", "workflow_button", "rich_text_input"}
IN_SECTION = SINGLE | MULTI | (PICKERS - {"datetimepicker"}) | {"button", "overflow", "image", "workflow_button"}
IN_INPUT = (
    SINGLE | MULTI | PICKERS | {each for each in ELEMENTS if each.endswith("_input")} | {"file_input", "number_input"}
)

BLOCKS: dict[str, Rule] = {
    "section": Shape(
        {
            **BLOCK, "text": Text(3000), "fields": Items(Text(2000), 10),
            "accessory": ByType(ELEMENTS, frozenset(IN_SECTION)), "expand": Bool(),
        }
    ),
    "header": Shape({**BLOCK, "text": Text(150, plain=True), "level": Int(1, 4)}, ("text",)),
    "divider": Shape(BLOCK),
    "context": Shape(
        {
            **BLOCK,
            "elements": Items(
                ByType({"image": ELEMENTS["image"], "plain_text": Text(2000), "mrkdwn": Text(2000)}), 10
            ),
        },
        ("elements",),
    ),
    "actions": Shape({**BLOCK, "elements": Items(ByType(ELEMENTS, frozenset(IN_ACTIONS)), 25)}, ("elements",)),
    "context_actions": Shape(
        {**BLOCK, "elements": Items(ByType(ELEMENTS, frozenset(["feedback_buttons", "icon_button"])), 5)},
        ("elements",),
    ),
    "image": Shape(
        {
            **BLOCK, "image_url": Str(3000), "slack_file": FILE, "alt_text": Str(2000), "title": Text(2000, plain=True),
        },
        ("alt_text",),
    ),
    "input": Shape(
        {
            **BLOCK, "label": Text(2000, plain=True), "element": ByType(ELEMENTS, frozenset(IN_INPUT)),
            "dispatch_action": Bool(), "hint": Text(2000, plain=True), "optional": Bool(),
        },
        ("label", "element"),
    ),
    "markdown": Shape({**BLOCK, "text": Str(12_000)}, ("text",)),
    "rich_text": Shape({**BLOCK, "elements": Items(Anything(), 10_000, least=0)}, ("elements",)),
    "file": Shape({**BLOCK, "external_id": Str(), "source": Str()}, ("external_id", "source")),
    "video": Anything(),
    "table": Shape({**BLOCK, "rows": Items(Anything(), 100), "column_settings": Anything()}, ("rows",)),
}  # fmt: skip

IN_VIEWS = frozenset(BLOCKS) - {"markdown", "file", "context_actions", "table"}

MESSAGE_BLOCKS = Items(ByType(BLOCKS), 50, least=0)
VIEW_BLOCKS = Items(ByType(BLOCKS, IN_VIEWS), 100, least=0)

_KEPT: dict[str, Rule] = {
    "type": Str(among=("modal", "home")), "blocks": VIEW_BLOCKS, "private_metadata": Str(3000, least=0),
    "callback_id": Str(255, least=0), "external_id": Str(255, least=0),
}  # fmt: skip
HOME = Shape(_KEPT, ("type", "blocks"))
MODAL = Shape(
    {
        **_KEPT, "title": Text(24, plain=True), "close": Text(24, plain=True), "submit": Text(24, plain=True),
        "clear_on_close": Bool(), "notify_on_close": Bool(), "submit_disabled": Bool(),
    },
    ("type", "blocks", "title"),
)  # fmt: skip
