"""Application commands: what Discord accepts as one, and what it keeps of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.simulators.discord.permission import Permission
from tests.simulators.discord.refusals import Form, Refused

if TYPE_CHECKING:
    from tests.simulators.discord.world import World

JSON = dict[str, Any]
CHAT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, PERSON, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)
MOST = {CHAT: 100, USER: 15, MESSAGE: 15}
LOCALES = {
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
    "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
}  # fmt: skip


@dataclass(eq=False)
class Command:
    """`guild` is None for a global one; `data` is what Discord answers, localizations included."""

    id: int
    guild: int | None
    data: JSON

    @property
    def name(self) -> str:
        return str(self.data["name"])

    @property
    def kind(self) -> int:
        return int(self.data["type"])

    def shown(self, *, with_localizations: bool) -> JSON:
        return self.data if with_localizations else without_localizations(self.data)


def without_localizations(data: JSON) -> JSON:
    kept = {key: value for key, value in data.items() if not key.endswith("_localizations")}
    for key in ("options", "choices"):
        if key in kept:
            kept[key] = [without_localizations(each) for each in kept[key]]
    return kept


def of(world: World, guild: int | None) -> list[Command]:
    return [command for command in world.commands.values() if command.guild == guild]


def put(world: World, guild: int | None, asked: JSON) -> tuple[Command, bool]:
    """Make one, or replace the one of this name and type; says whether it is new."""
    check(asked)
    kind = asked.get("type") or CHAT
    same = [c for c in of(world, guild) if (c.name, c.kind) == (asked["name"], kind)]
    if not same and sum(c.kind == kind for c in of(world, guild)) >= MOST.get(kind, 1):
        raise Refused(30032)
    number = same[0].id if same else world.time.snowflake()
    world.commands[number] = Command(number, guild, _kept(world, guild, number, asked))
    return world.commands[number], not same


def replace_all(world: World, guild: int | None, asked: list[JSON]) -> list[Command]:
    """All at once: what is not among them is gone; those that stay keep their numbers."""
    form = Form()
    names: set[tuple[str, int]] = set()
    for index, each in enumerate(asked):
        with form.at(index):
            _check(form, each)
            key = (str(each.get("name")), each.get("type") or CHAT)
            if key in names:
                with form.at("name"):
                    form.wrong(
                        "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
                    )
            names.add(key)
    form.done()
    for kind, most in MOST.items():
        if sum((each.get("type") or CHAT) == kind for each in asked) > most:
            raise Refused(30032)
    for command in of(world, guild):
        if (command.name, command.kind) not in names:
            del world.commands[command.id]
    return [put(world, guild, each)[0] for each in asked]


def change(world: World, command: Command, asked: JSON) -> Command:
    whole = {key: value for key, value in command.data.items() if key not in ("id", "application_id", "version")}
    merged = whole | asked
    check(merged)
    command.data = _kept(world, command.guild, command.id, merged)
    return command


def check(asked: JSON) -> None:
    form = Form()
    _check(form, asked)
    form.done()


def _kept(world: World, guild: int | None, number: int, asked: JSON) -> JSON:
    permissions = asked.get("default_member_permissions")
    everywhere = {"dm_permission": True, "contexts": asked.get("contexts"), "integration_types": [0]}
    kept = {
        "id": str(number), "application_id": str(world.application_id), "version": str(world.time.snowflake()),
        "default_member_permissions": None if permissions is None else str(permissions), "type": asked.get("type") or 1,
        "name": asked["name"], "name_localizations": asked.get("name_localizations"),
        "description": asked.get("description") or "", "nsfw": bool(asked.get("nsfw")),
        "description_localizations": asked.get("description_localizations"),
    }  # fmt: skip
    if asked.get("options"):
        kept["options"] = asked["options"]
    if guild is not None:
        return kept | {"guild_id": str(guild)}
    given = {key: asked[key] for key in ("dm_permission", "integration_types") if asked.get(key) is not None}
    return kept | everywhere | given


def _check(form: Form, asked: JSON) -> None:
    kind = asked.get("type") or CHAT
    with form.at("type"):
        form.choice(kind, {CHAT, USER, MESSAGE, 4})
    _texts(form, asked, described=kind == CHAT, strict=kind == CHAT)
    options = asked.get("options") or []
    if kind != CHAT:
        for key in ("options", "description"):
            if asked.get(key):
                with form.at(key):
                    form.wrong("APPLICATION_COMMAND_CONTEXT_MENU_FIELD_INVALID", f"Context menus have no {key}")
    _options(form, options, depth=0)
    if (size := _size(asked)) > 8000:
        form.wrong("APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({size} of 8000)")
    for key, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        for each in asked.get(key) or []:
            with form.at(key):
                form.choice(each, known)


def _texts(form: Form, asked: JSON, *, described: bool, strict: bool) -> None:
    """Name and description and all their translations, by locales that Discord knows."""
    for key, most in (("name", 32), ("description", 100)) if described else (("name", 32),):
        with form.at(key):
            form.length(asked.get(key), most, least=1, needed=True)
            if key == "name" and strict and asked.get("name") and not well_named(asked["name"]):
                form.wrong("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
        for locale, text in (asked.get(f"{key}_localizations") or {}).items():
            with form.at(f"{key}_localizations", locale):
                if locale not in LOCALES:
                    form.wrong("LOCALE_INVALID", f"Unknown locale {locale}")
                form.length(text, most, least=1, needed=True)
                if key == "name" and strict and not well_named(text):
                    form.wrong("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def well_named(name: str) -> bool:
    """Letters and digits of any script, apostrophes, hyphens and underscores; no capital where there is a small one."""
    return 1 <= len(name) <= 32 and name == name.lower() and all(_allowed(sign) for sign in name)


def _allowed(sign: str) -> bool:
    if sign in "-_'" or unicodedata.category(sign)[0] in "LN":
        return True
    script = unicodedata.name(sign, "")
    return unicodedata.category(sign)[0] == "M" and script.startswith(("DEVANAGARI", "THAI"))


def _options(form: Form, options: list[JSON], *, depth: int) -> None:
    """At most 25; required ones first; subcommands do not mix with values and lie at most two deep."""
    with form.at("options"):
        form.count(options, 25)
        optional_seen = False
        nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
        if any(nested) and not all(nested):
            form.wrong("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands and values cannot be mixed")
        _unique(form, [option.get("name") for option in options])
        for index, option in enumerate(options):
            with form.at(index):
                _option(form, option, depth=depth)
                if option.get("required") and optional_seen:
                    form.wrong(
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options",
                    )
            optional_seen = optional_seen or not option.get("required")


def _unique(form: Form, names: Iterable[object]) -> None:
    listed = list(names)
    for name in {each for each in listed if listed.count(each) > 1}:
        form.wrong("APPLICATION_COMMAND_OPTIONS_NAME_INVALID", f"Option name {name} is already used")


def _option(form: Form, option: JSON, *, depth: int) -> None:
    kind = option.get("type")
    allowed = {0: set(range(1, 12)), 1: {SUBCOMMAND, *range(3, 12)}, 2: set(range(3, 12))}[min(depth, 2)]
    with form.at("type"):
        form.choice(kind, allowed)
    _texts(form, option, described=True, strict=True)
    if kind in (SUBCOMMAND, GROUP):
        return _options(form, option.get("options") or [], depth=2 if kind == SUBCOMMAND else 1)
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        with form.at("choices"):
            form.wrong("APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", "Either choices or autocomplete")
    if (choices or option.get("autocomplete")) and kind not in (STRING, INTEGER, NUMBER):
        with form.at("choices"):
            form.wrong("APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE", "Only texts and numbers are chosen or completed")
    with form.at("choices"):
        form.count(choices, 25)
        _unique(form, [choice.get("name") for choice in choices])
        for index, choice in enumerate(choices):
            with form.at(index, "name"):
                form.length(choice.get("name"), 100, least=1, needed=True)
            with form.at(index, "value"):
                if isinstance(choice.get("value"), str):
                    form.length(choice["value"], 100, least=1, needed=True)
    for key, least in (("min_length", 0), ("max_length", 1)):
        with form.at(key):
            form.between(option.get(key), least, 6000)
    return None


def _size(asked: JSON) -> int:
    """Names, descriptions and values in all, each text counted with its longest translation."""
    size = 0
    for key in ("name", "description"):
        texts = [asked.get(key) or "", *(asked.get(f"{key}_localizations") or {}).values()]
        size += max(map(len, texts))
    size += len(asked["value"]) if isinstance(asked.get("value"), str) else 0
    return size + sum(_size(each) for key in ("options", "choices") for each in asked.get(key) or [])


def needed_permissions(command: Command) -> Permission | None:
    """Whom Discord shows it to: None everybody, 0 administrators only."""
    text = command.data["default_member_permissions"]
    return None if text is None else Permission(int(text))
