"""How Discord's client turns what a person does into an interaction, and what it does not let them do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tests.simulators.discord import commands, payloads
from tests.simulators.discord.answers import Impossible
from tests.simulators.discord.commands import Command, needed_permissions
from tests.simulators.discord.model import Attachment, Channel, Member, Message, Role, User
from tests.simulators.discord.permission import Permission, in_channel
from tests.simulators.discord.reading import buttons, menus

if TYPE_CHECKING:
    pass

JSON = dict[str, Any]
_PEOPLE, _ROLES, _CHANNELS, _FILES = commands.PERSON, commands.ROLE, commands.CHANNEL, commands.ATTACHMENT


class Resolved:
    """The objects behind the numbers in an interaction, gathered as they are named."""

    def __init__(self, channel: Channel, actor: User) -> None:
        self.data: JSON = {}
        self._channel, self._actor = channel, actor

    def name(self, thing: object) -> str:
        """The number of a user, role, channel, message or file (name, content), which is described from now on."""
        guild, world = self._channel.guild, self._channel.world
        if isinstance(thing, User):
            self._put("users", thing.id, payloads.user(thing))
            if guild and thing.id in guild.members:
                mine = in_channel(thing, self._channel)
                member = payloads.member(guild.members[thing.id], with_user=False)
                self._put("members", thing.id, member | {"permissions": str(int(mine))})
        elif isinstance(thing, Role):
            self._put("roles", thing.id, payloads.role(thing))
        elif isinstance(thing, Channel):
            mine = in_channel(self._actor, thing)
            self._put("channels", thing.id, payloads.channel(thing) | {"permissions": str(int(mine))})
        elif isinstance(thing, Message):
            self._put("messages", thing.id, payloads.message(thing))
        elif isinstance(thing, tuple):
            name, content = thing
            kind = "text/plain" if str(name).endswith(".txt") else "application/octet-stream"
            file = Attachment(world.time.snowflake(), name, content, kind, ephemeral=True)
            world.files[file.id] = thing = file
            self._put("attachments", file.id, payloads.attachment(file, self._channel))
        else:
            raise Impossible(f"{thing!r} is no person, role, channel or file")
        return str(thing.id)

    def _put(self, kind: str, number: int, data: JSON) -> None:
        self.data.setdefault(kind, {})[str(number)] = data


# Commands.


def shown_commands(person: User, channel: Channel) -> list[Command]:
    """Those the client offers here: of this server first, then the global ones that it does not replace."""
    world, guild = person.world, channel.guild
    mine = in_channel(person, channel)
    if guild is None:
        here = [c for c in commands.of(world, None) if _in_private(c)]
        return here if Permission.USE_APPLICATION_COMMANDS in mine else []
    if world.bot.id not in guild.members or Permission.USE_APPLICATION_COMMANDS not in mine:
        return []
    local = commands.of(world, guild.id)
    named = {(command.name, command.kind) for command in local}
    everywhere = [c for c in commands.of(world, None) if (c.name, c.kind) not in named and _in_guild(c)]
    return [command for command in [*local, *everywhere] if _shown_to(command, guild.member(person), mine)]


def _in_private(command: Command) -> bool:
    contexts = command.data.get("contexts")
    return 1 in contexts if contexts is not None else bool(command.data.get("dm_permission", True))


def _in_guild(command: Command) -> bool:
    contexts = command.data.get("contexts")
    return contexts is None or 0 in contexts


def _shown_to(command: Command, member: Member, mine: Permission) -> bool:
    """Without a condition everybody; with 0 administrators only, who have everything."""
    needed = needed_permissions(command)
    if needed is None or Permission.ADMINISTRATOR in mine:
        return True
    return needed != Permission.NONE and needed in mine


def find_command(person: User, channel: Channel, words: str, kind: int = commands.CHAT) -> tuple[Command, list[JSON]]:
    """The command and the path of subcommands, written `event create`; names in the person's language work too."""
    name, *path = [words] if kind != commands.CHAT else words.split()
    for command in shown_commands(person, channel):
        if command.kind == kind and _is_called(command.data, name, person.locale):
            return command, list(_path(command.data, path, person.locale, words))
    raise Impossible(f"{person.name} is shown no command “{words}” in {channel.name or 'private'}")


def _path(level: JSON, names: list[str], locale: str, words: str) -> Iterable[JSON]:
    for name in names:
        found = [each for each in level.get("options", []) if _is_called(each, name, locale)]
        if not found or found[0]["type"] not in (commands.SUBCOMMAND, commands.GROUP):
            raise Impossible(f"“/{words}”: there is no subcommand “{name}”")
        level = found[0]
        yield level
    if any(each["type"] in (commands.SUBCOMMAND, commands.GROUP) for each in level.get("options", [])):
        raise Impossible(f"“/{words}” needs one of its subcommands")


def _is_called(declared: JSON, name: str, locale: str) -> bool:
    return name in (declared["name"], (declared.get("name_localizations") or {}).get(locale))


def filled(
    declared: list[JSON], given: Mapping[str, object], resolved: Resolved, *, locale: str, focused: str | None = None
) -> list[JSON]:
    """The options as they are sent; while one is being typed, required ones may still be missing."""
    sent = []
    for name, value in given.items():
        option = next((each for each in declared if _is_called(each, name, locale)), None)
        if option is None:
            raise Impossible(f"there is no option “{name}”, only {[each['name'] for each in declared]}")
        typed = _value(option, value, resolved, locale) if name != focused else value
        entry = {"name": option["name"], "type": option["type"], "value": typed}
        sent.append(entry | ({"focused": True} if name == focused else {}))
    names = {each["name"] for each in sent}
    missing = [each["name"] for each in declared if each.get("required") and each["name"] not in names]
    if missing and focused is None:
        raise Impossible(f"this option is required: {', '.join(missing)}")
    return sent


def _value(option: JSON, value: object, resolved: Resolved, locale: str) -> object:
    kind = option["type"]
    if choices := option.get("choices"):
        for choice in choices:
            if value in (choice["value"], choice["name"], (choice.get("name_localizations") or {}).get(locale)):
                return choice["value"]
        raise Impossible(f"“{value}” is none of the choices of {option['name']}")
    if kind in (_PEOPLE, _ROLES, _CHANNELS, _FILES, commands.MENTIONABLE):
        return resolved.name(value)
    expected: dict[int, type | tuple[type, ...]] = {3: str, 4: int, 5: bool, 10: (int, float)}
    if not isinstance(value, expected[kind]) or (kind != commands.BOOLEAN and isinstance(value, bool)):
        raise Impossible(f"{option['name']}: {value!r} cannot be typed there")
    _within(option, value)
    return value


def _within(option: JSON, value: object) -> None:
    """A text's length or a number's size, as the command declares it."""
    is_text = isinstance(value, str)
    least, most = (option.get(f"{end}_{'length' if is_text else 'value'}") for end in ("min", "max"))
    size: Any = len(value) if isinstance(value, str) else value
    if (least is not None and size < least) or (most is not None and size > most):
        raise Impossible(f"{option['name']}: {value!r} is not between {least} and {most}")


# Buttons and menus.


def find_button(message: Message, label: str) -> JSON:
    """By its label, or its emoji and label, or its emoji alone."""
    for button in buttons(message.components):
        emoji, text = (button.get("emoji") or {}).get("name") or "", button.get("label") or ""
        if label in (text, f"{emoji} {text}".strip()):
            if button.get("disabled"):
                raise Impossible(f"“{label}” is disabled")
            if not button.get("custom_id"):
                raise Impossible(f"“{label}” is a link")
            return button
    raise Impossible(f"there is no button “{label}”, only {message.buttons}")


def find_menu(message: Message, name: str | None) -> JSON:
    """By its placeholder or custom_id; the only one when no name is given."""
    found = [m for m in menus(message.components) if name is None or name in (m.get("placeholder"), m["custom_id"])]
    if len(found) != 1:
        raise Impossible(f"there are {len(found)} menus called “{name}”")
    if found[0].get("disabled"):
        raise Impossible("the menu is disabled")
    return found[0]


def picked(menu: JSON, picks: Iterable[object], resolved: Resolved, *, least: int, most: int) -> list[str]:
    """What is sent for the picks: options by label or value; people, roles and channels themselves."""
    listed = list(picks)
    if not least <= len(listed) <= most:
        raise Impossible(f"pick {least} to {most}, not {len(listed)}")
    if "options" not in menu:
        return [resolved.name(each) for each in listed]
    options = menu["options"]
    values = {option["value"]: option["value"] for option in options}
    values |= {option["label"]: option["value"] for option in reversed(options)}
    if unknown := [each for each in listed if each not in values]:
        raise Impossible(f"{unknown} is not in the menu: {[option['label'] for option in options]}")
    return [values[each] for each in listed]


