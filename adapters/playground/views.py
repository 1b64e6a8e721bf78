"""What the page shows, as plain data: the world, one person's pane, the commands they can type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel import Locale

from adapters.playground import places, posts
from adapters.playground.markdown import clean
from adapters.playground.places import Channel, Person
from adapters.playground.posts import PALABRE, Spot, Stored
from adapters.playground.render import Reader
from adapters.playground.scene import Scene, channel_spot
from adapters.playground.wording import BOT_NAME, WORDING
from bot.chat.message import Paragraph
from bot.chat.text import T, Words
from bot.commands.arguments import Declared, declared, described, label
from bot.commands.feature import CommandSpec

Json = dict[str, Any]
PAGE = 60
"""Messages shown at once; older ones by asking for them."""


def world(scene: Scene) -> Json:
    """Everybody with how much they have not read, who is watched at first, and the clock."""
    read = scene.store.reading
    names = places.workspaces(read)
    return {
        "workspaces": [{"id": key, "name": clean(name)} for key, name in names.items()],
        "people": [{**_who(who, names), "unread": sum(_unread(scene, who).values())} for who in places.people(read)],
        "languages": [{"id": each, "name": _language(each)} for each in scene.copy.languages],
        "watch": list(scene.watch),
        "clock": clock(scene),
    }


def clock(scene: Scene) -> Json:
    return {"now": scene.clock.now().isoformat(), "ahead": scene.clock.ahead.total_seconds()}


def wording(scene: Scene, language: str) -> Json:
    """The page's own words in one language; `{name}` stands where the page puts something."""
    best = scene.copy.best(language)
    said = {
        key: scene.copy.plain(T(f"playground-{key}", {name: Words(f"{{{name}}}") for name in names}), best)
        for key, names in WORDING.items()
    }
    return {"language": best, "said": said, "bot": BOT_NAME}


def pane(scene: Scene, who: Person, place: str, before: int | None) -> Json:
    """One person's window on a place (`inbox` or `channel:id`); on their first place when they may not see that one."""
    read = scene.store.reading
    seen = places.channels_seen_by(read, who)
    spots = {"inbox": Spot(who.workspace, inbox=who.id)} | {f"channel:{each.id}": channel_spot(each) for each in seen}
    key = place if place in spots else next((each for each in spots if each != "inbox"), "inbox")
    found = posts.seen_by(read, who, spots[key], before=before, limit=PAGE + 1)
    shown = found[-PAGE:]
    unread, known = _unread(scene, who), places.channels_known_to(read, who)
    return {
        "person": _who(who, places.workspaces(read)),
        "places": [{"key": "inbox", "unread": unread.get("inbox", 0)}]
        + [{**_place(each), "unread": unread.get(f"channel:{each.id}", 0)} for each in seen],
        "place": key,
        "writes": who.present and (key == "inbox" or any(
            f"channel:{each.id}" == key and places.may_write(read, who, each) for each in seen)),
        "messages": [_message(scene, who, each, known) for each in shown],
        "more": len(found) > PAGE,
    }  # fmt: skip


def channel(scene: Scene, where: Channel) -> Json:
    """What can be set about a channel, and who is in it."""
    inside = places.members(scene.store.reading, where)
    names = {each.id: each.name for each in places.people(scene.store.reading) if each.workspace == where.workspace}
    return {
        **_place(where),
        "managed": where.managed,
        "writers": where.writers,
        "members": [{"id": key, "name": clean(names.get(key, key)), "role": role} for key, role in inside.items()],
        "others": [{"id": key, "name": clean(name)} for key, name in names.items() if key not in inside],
    }


def commands(scene: Scene, who: Person) -> list[Json]:
    """Every command with its description and arguments in this person's language."""
    reader = scene.reader(who)
    return [_command(spec, reader) for spec in sorted(scene.commands, key=lambda each: each.name)]


def _command(spec: CommandSpec, reader: Reader) -> Json:
    return {
        "name": spec.name,
        "about": reader.plain(described(spec.name)),
        "audience": spec.audience,
        "arguments": [
            {"about": reader.plain(described(spec.name, each.name)), **_argument(each, reader)}
            for each in declared(spec.arguments)
        ],
    }


def _argument(each: Declared, reader: Reader) -> Json:
    values = ("yes", "no") if each.argument.shape == "boolean" else each.argument.choices
    choices = [{"value": value, "label": reader.plain(label(value)), "about": ""} for value in values]
    return {
        "name": each.name,
        "required": each.required,
        "shape": each.argument.shape,
        "choices": choices,
        "asks": each.argument.complete is not None,
    }


def _who(who: Person, names: dict[str, str]) -> Json:
    return {
        "workspace": who.workspace, "workspaceName": clean(names.get(who.workspace, who.workspace)), "id": who.id,
        "name": clean(who.name), "about": clean(who.about), "language": who.language, "timezone": who.timezone,
        "present": who.present, "reachable": who.reachable,
    }  # fmt: skip


def _place(each: Channel) -> Json:
    return {"key": f"channel:{each.id}", "id": each.id, "name": clean(each.name), "topic": clean(each.topic),
            "private": each.private}  # fmt: skip


def _unread(scene: Scene, who: Person) -> dict[str, int]:
    """Of the places this person sees."""
    seen = {f"channel:{each.id}" for each in places.channels_seen_by(scene.store.reading, who)} | {"inbox"}
    return {key: number for key, number in posts.unread(scene.store.reading, who).items() if key in seen}


def _message(scene: Scene, who: Person, message: Stored, known: Mapping[tuple[str, str], str]) -> Json:
    author = places.person(scene.store.reading, message.spot.workspace, message.author)
    private = bool(message.only_for or message.spot.inbox)
    reader = Reader(
        scene.copy,
        scene.copy.best(message.locale or who.language),
        (message.timezone if private else "") or who.timezone,
        known,
    )
    mine = message.author == who.id
    return {
        "id": message.id,
        "revision": f"{message.revision} {who.language} {who.timezone} {author.name if author else ''}",
        "author": {"id": message.author, "name": clean(author.name) if author else BOT_NAME,
                   "bot": message.author == PALABRE},
        "at": message.at,
        "edited": message.edited is not None and message.author != PALABRE,
        "only": bool(message.only_for),
        "cause": clean(message.cause),
        "continues": message.first is not None,
        "mine": mine,
        "text": _typed(message) if mine else "",
        "language": reader.locale if message.author == PALABRE else "",
        "parts": reader.message(
            message.message, files=f"/api/file/{who.workspace}/{who.id}/{message.id}"),
        "reactions": _reactions(scene, who, message),
    }  # fmt: skip


def _typed(message: Stored) -> str:
    said = [part.text for part in message.message.parts if isinstance(part, Paragraph)]
    return said[0].text if said and isinstance(said[0], Words) else ""


def _reactions(scene: Scene, who: Person, message: Stored) -> list[Json]:
    people = {each.id: clean(each.name) for each in places.people(scene.store.reading)
              if each.workspace == message.spot.workspace}  # fmt: skip
    return [
        {"emoji": emoji, "number": len(whose), "mine": who.id in whose,
         "who": [people.get(each, BOT_NAME) for each in whose]}
        for emoji, whose in posts.reactions(scene.store.reading, message.id).items()
    ]  # fmt: skip


def _language(code: str) -> str:
    name = Locale.parse(code).get_language_name(code)
    return str(name or code).capitalize()
