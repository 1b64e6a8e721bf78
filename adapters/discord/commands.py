"""Our commands as Discord knows them: built from the declarations, registered where they differ, read when used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any

import discord
import structlog
from discord import AppCommandOptionType as Kind
from discord.http import HTTPClient, Route

from adapters.discord.fitting import CHAT, CHOICE, DESCRIPTION, MESSAGE, Json, Node, check
from bot.chat.text import T, Text
from bot.commands.arguments import Declared, Shape, called, declared, described, grouped, label
from bot.commands.feature import CommandSpec, ShortcutSpec
from bot.commands.registry import WrongDeclaration
from bot.i18n import ENGLISH, Catalogue

log = structlog.get_logger(__name__)

SPOKEN = tuple(str(each.value) for each in discord.Locale)
LOCALES = (*SPOKEN, "ar", "he")
"""The languages that Discord knows; the last two stand in its OpenAPI description alone, and only copy needs them."""

KINDS: dict[Shape, Kind] = {
    "text": Kind.string, "choice": Kind.string, "moment": Kind.string, "integer": Kind.integer,
    "boolean": Kind.boolean, "person": Kind.user, "place": Kind.channel, "role": Kind.role,
}  # fmt: skip
NO_FORM_ASKS = ("person", "place", "role", "boolean")
"""A form has no list of the server's people, channels and roles, and a box that is not ticked is no answer."""

CHANNELS = [discord.ChannelType.text.value, discord.ChannelType.news.value, discord.ChannelType.forum.value]
LONGEST_TEXT = 6_000
SERVERS, PRIVATELY = 0, 1
EVERYWHERE: Json = {"contexts": [SERVERS, PRIVATELY], "integration_types": [0]}
"""In servers and in private conversations with the bot; kept by Discord for commands that are there in all servers."""

FOR_EVERYBODY: Json = {"default_member_permissions": None}
"""Who may is decided when a command is used, and said then: a community's administrators need no right over the server,
so Discord could only hide their commands from them. A server may hide any command from whomever it likes (Server
Settings, Integrations); what it chose there stays when the commands are registered again."""


# What Discord is to show.


def application_commands(
    specs: Sequence[CommandSpec], copy: Catalogue, shortcuts: Sequence[ShortcutSpec] = ()
) -> list[Json]:
    """Every command and every entry of the menu of a message; WrongDeclaration where Discord takes none like it."""
    groups: dict[str, list[CommandSpec]] = {}
    for spec in sorted(specs, key=lambda each: each.name):
        groups.setdefault(spec.name.split(" ")[0], []).append(spec)
    built = [_command(group, found, copy) for group, found in groups.items()]
    built += [_entry(each, copy) for each in sorted(shortcuts, key=lambda each: each.name)]
    check(built)
    return built


def _command(name: str, specs: Sequence[CommandSpec], copy: Catalogue) -> Json:
    """A command of its own, or a group, which is never one: then all its verbs are subcommands."""
    first, *others = specs
    kept = {"type": CHAT, **_named(name, called(name), copy), **FOR_EVERYBODY, **EVERYWHERE}
    if first.name != name:
        return {**kept, **_said(grouped(name), copy), "options": [_verb(each, copy) for each in specs]}
    if others:
        raise WrongDeclaration(f"/{name} cannot be a command on Discord as long as there is /{others[0].name}.")
    return {**kept, **_said(described(name), copy), "options": _options(first, copy)}


def _verb(spec: CommandSpec, copy: Catalogue) -> Json:
    named = _named(spec.name.split(" ")[1], called(spec.name), copy)
    said = _said(described(spec.name), copy)
    return {"type": Kind.subcommand.value, **named, **said, "options": _options(spec, copy)}


def _entry(spec: ShortcutSpec, copy: Catalogue) -> Json:
    """Known by its declared name, which nobody sees: where a language has no copy it is shown in English."""
    text = T(spec.key)
    names = {locale: copy.plain(text, ENGLISH) for locale in SPOKEN}
    names |= {locale: copy.plain(text, language) for locale, language in _locales(copy)}
    return {"type": MESSAGE, "name": spec.name, "name_localizations": names, **FOR_EVERYBODY, **EVERYWHERE}


def _options(spec: CommandSpec, copy: Catalogue) -> list[Json]:
    """Discord wants those that must be given first; otherwise they stand as declared."""
    options = [_option(spec, each, copy) for each in declared(spec.arguments)]
    return sorted(options, key=lambda option: not option["required"])


def _option(spec: CommandSpec, each: Declared, copy: Catalogue) -> Json:
    argument = each.argument
    kind = KINDS[argument.shape]
    must = each.required and argument.implied is None and argument.shape in NO_FORM_ASKS
    option = {
        "type": kind.value,
        **_named(each.name, called(spec.name, each.name), copy),
        **_said(described(spec.name, each.name), copy),
        "required": must,
    }
    if argument.choices:
        option["choices"] = [
            {**_translated("name", label(value), copy, CHOICE), "value": value} for value in argument.choices
        ]
    elif argument.complete is not None and kind is Kind.string:
        option["autocomplete"] = True
    if argument.shape == "text" and argument.max_length <= LONGEST_TEXT:
        option["max_length"] = argument.max_length
    if kind is Kind.channel:
        option["channel_types"] = CHANNELS
    return option


def _named(declared_name: str, key: T, copy: Catalogue) -> Json:
    """A name that people type: the declared one, and what it is called where a language has a word for it."""
    names = {locale: copy.plain(key, language) for locale, language in _locales(copy) if copy.has(key.key, language)}
    return {"name": declared_name, "name_localizations": names}


def _said(text: Text, copy: Catalogue) -> Json:
    return _translated("description", text, copy, DESCRIPTION)


def _translated(field: str, text: Text, copy: Catalogue, limit: int) -> Json:
    translations = {locale: _cut(copy.plain(text, language), limit) for locale, language in _locales(copy)}
    return {field: _cut(copy.plain(text, ENGLISH), limit), f"{field}_localizations": translations}


def _locales(copy: Catalogue) -> Iterator[tuple[str, str]]:
    """Discord's languages for which there is copy that is not English, with the language of the copy."""
    found = ((locale, copy.best(locale)) for locale in LOCALES)
    return ((locale, language) for locale, language in found if language != ENGLISH)


def _cut(text: str, limit: int) -> str:
    """At the end of a word, with a sign that it was."""
    plain = " ".join(text.split())
    cut = shorten(plain, limit, placeholder="…")
    return cut if cut != "…" else plain[: limit - 1] + "…"


# Registering.


def same(registered: Sequence[Node], wanted: Sequence[Node]) -> bool:
    """Whether what Discord returns says what we want, whatever it adds, fills in, leaves out or orders otherwise."""
    if len(registered) != len(wanted):
        return False
    found = {(each.get("type") or CHAT, each.get("name")): each for each in registered}
    return all(_says(found.get((each["type"], each["name"]), {}), each) for each in wanted)


def _says(found: Node, wanted: Node) -> bool:
    """Commands of one server have no contexts: Discord fills them in as it likes, and nobody asked for any."""
    wide = [key for key in EVERYWHERE if key in wanted]
    return _plain(found) == _plain(wanted) and all(sorted(found.get(key) or ()) == wanted[key] for key in wide)


def _plain(node: Node) -> Json:
    """All that matters of a command, an option or a choice; what is missing, null, empty or the default is the same."""
    texts = ("name", "description", "name_localizations", "description_localizations", "value")
    marks = ("required", "autocomplete", "min_length", "max_length", "min_value", "max_value")
    said = {key: node[key] for key in (*texts, *marks) if node.get(key) not in (None, "", {})}
    return {key: value for key, value in said.items() if value is not False} | {
        "type": node.get("type") or CHAT,
        "permissions": node.get("default_member_permissions"),
        "channel_types": sorted(node.get("channel_types") or ()),
        "options": [_plain(each) for each in node.get("options") or ()],
        "choices": [_plain(each) for each in node.get("choices") or ()],
    }


async def register(
    http: HTTPClient, application: int, wanted: Sequence[Json], guilds: Collection[str] = ()
) -> dict[str, str]:
    """Show our commands everywhere, or in these servers only, and nowhere twice; changes only what differs.

    Their ids by full name, for mentions that can be clicked; none where they differ from server to server.
    """
    known: list[dict[str, str]] = []
    for guild, here in await _scopes(http, wanted, guilds):
        try:
            found: Sequence[Node] = await _shown(http, application, guild)
            if not same(found, here):
                found = await _show(http, application, guild, here)
                log.info("Discord was told our commands", guild=guild or "all", commands=len(here))
        except discord.Forbidden as problem:
            log.warning("A server does not let us show commands", guild=guild or "all", code=problem.code)
            continue
        if here:
            known.append(dict(_ids(found)))
    return known[0] if len(known) == 1 else {}


async def registered(http: HTTPClient, application: int, wanted: Sequence[Json], guilds: Collection[str] = ()) -> bool:
    """Whether Discord shows our commands as `register` would leave them."""
    for guild, here in await _scopes(http, wanted, guilds):
        try:
            if not same(await _shown(http, application, guild), here):
                return False
        except discord.Forbidden:
            if here:
                return False
    return True


async def _scopes(
    http: HTTPClient, wanted: Sequence[Json], guilds: Collection[str]
) -> list[tuple[str, Sequence[Json]]]:
    """What to show in each server, and in all of them ("").

    Where there shall be something comes first, so that nobody is without while the rest is taken away.
    """
    others: list[tuple[str, Sequence[Json]]] = [(each, ()) for each in await _servers(http) if each not in guilds]
    if not guilds:
        return [("", wanted), *others]
    narrow = [{key: value for key, value in each.items() if key not in EVERYWHERE} for each in wanted]
    return [*((each, narrow) for each in sorted(guilds)), ("", ()), *others]


async def _servers(http: HTTPClient) -> list[str]:
    """Every server the bot is on, 200 a page."""
    found: list[str] = []
    while True:
        page = await http.get_guilds(200, after=found[-1] if found else None, with_counts=False)
        found += [str(each["id"]) for each in page]
        if len(page) < 200:
            return found


async def _shown(http: HTTPClient, application: int, guild: str) -> Sequence[Json]:
    """discord.py never asks for translations here, and Discord leaves them out unless asked."""
    path = "/applications/{application_id}/" + ("guilds/{guild_id}/commands" if guild else "commands")
    route = Route("GET", path, application_id=application, guild_id=guild)
    found: Sequence[Json] = await http.request(route, params={"with_localizations": "true"})
    return found


async def _show(http: HTTPClient, application: int, guild: str, commands: Sequence[Json]) -> Sequence[Node]:
    payload = list(commands)
    if guild:
        return await http.bulk_upsert_guild_commands(application, int(guild), payload)
    return await http.bulk_upsert_global_commands(application, payload)


def _ids(commands: Sequence[Node]) -> Iterator[tuple[str, str]]:
    for each in commands:
        verbs = [option for option in each.get("options") or () if option["type"] == Kind.subcommand.value]
        if each.get("type", CHAT) == CHAT:
            yield from ((f"{each['name']} {verb['name']}", str(each["id"])) for verb in verbs)
        if each.get("type", CHAT) == CHAT and not verbs:
            yield str(each["name"]), str(each["id"])


# What people chose. Discord's word is taken for what it is, but never for its shape.


def used(data: Node) -> tuple[str, dict[str, str], tuple[Json, ...]]:
    """The command's full name, its arguments as text, and the people chosen as arguments, as Discord describes them.

    Each is a user, with `member` beside when they are on this server; another bot is nobody to us.
    """
    name, options = _chosen(data)
    arguments: dict[str, str] = {}
    people: dict[str, Json] = {}
    for each in options:
        value = _value(each)
        if value is not None:
            arguments[str(each["name"])] = value
        if value is not None and each["type"] == Kind.user.value and (person := _person(data, value)):
            people[value] = person
    return name, arguments, tuple(people.values())


def focused(data: Node) -> tuple[str, str, str]:
    """The command, the argument being typed and what stands there so far."""
    name, options = _chosen(data)
    for each in options:
        if each.get("focused") is True and isinstance(each.get("value"), str | int | float):
            return name, str(each["name"]), str(each["value"])
    return name, "", ""


def _chosen(data: Node) -> tuple[str, list[Node]]:
    name, options = str(data.get("name", "")), _listed(data.get("options"))
    if options and options[0].get("type") == Kind.subcommand.value:
        return f"{name} {options[0]['name']}", _listed(options[0].get("options"))
    return name, options


def _listed(options: object) -> list[Node]:
    found = options if isinstance(options, list) else []
    return [each for each in found if isinstance(each, dict) and isinstance(each.get("name"), str)]


def _value(option: Node) -> str | None:
    """As text, the way people would type it; None for what is no such thing."""
    value = option.get("value")
    match option.get("type"):
        case Kind.boolean.value if isinstance(value, bool):
            return "yes" if value else "no"
        case Kind.integer.value if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        case Kind.string.value if isinstance(value, str):
            return value
        case Kind.user.value | Kind.channel.value | Kind.role.value if isinstance(value, str) and value.isdecimal():
            return value
    return None


def _person(data: Node, identity: str) -> Json | None:
    user = _resolved(data, "users", identity)
    if user.get("id") != identity or user.get("bot"):
        return None
    member = _resolved(data, "members", identity)
    return {**user, "member": member} if member else user


def _resolved(data: Node, what: str, identity: str) -> Json:
    found: Any = data
    for key in ("resolved", what, identity):
        found = found.get(key) if isinstance(found, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else {}
