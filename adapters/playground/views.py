"""What the page shows, as plain data: the world, one person's pane, the commands they can type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
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


def opened(asked: str) -> dict[int, int]:
    """`12:60,15:60`: the threads that are open on the page, and how many of their messages are shown."""
    pairs = (each.partition(":") for each in asked.split(","))
    return {int(key): min(max(int(limit), 1), 1000) for key, _, limit in pairs if (key + limit).isdecimal()}


def pane(scene: Scene, who: Person, place: str, before: int | None, threads: Mapping[int, int]) -> Json:
    """One person's window on a place (`inbox` or `channel:id`); on their first place when they may not see that one.

    Of `threads` the latest messages are in it, as many as are asked for.
    """
    read = scene.store.reading
    seen = places.channels_seen_by(read, who)
    spots = {"inbox": Spot(who.workspace, inbox=who.id)} | {f"channel:{each.id}": channel_spot(each) for each in seen}
    key = place if place in spots else next((each for each in spots if each != "inbox"), "inbox")
    found = posts.seen_by(read, who, spots[key], before=before, limit=PAGE + 1)
    shown = found[-PAGE:]
    counted, known = posts.unread(read, who), places.channels_known_to(read, who)
    unread = _by_place(counted)
    return {
        "person": _who(who, places.workspaces(read)),
        "places": [{"key": "inbox", "unread": unread.get("inbox", 0)}]
        + [{**_place(each), "unread": unread.get(f"channel:{each.id}", 0)} for each in seen],
        "place": key,
        "writes": who.present and (key == "inbox" or any(
            f"channel:{each.id}" == key and places.may_write(read, who, each) for each in seen)),
        "messages": [
            {**_message(scene, who, each, known), "thread": _thread(scene, each, counted)} for each in shown],
        "more": len(found) > PAGE,
        "pinned": [] if key == "inbox" else [
            _message(scene, who, each, known) for each in posts.pinned(read, spots[key])],
        "threads": {
            each.id: {**below, **_said(scene, who, each, threads[each.id], known)}
            for each in posts.threaded(read, spots[key], list(threads))
            if (below := _thread(scene, each, counted))
        },
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
    counted = _by_place(posts.unread(scene.store.reading, who))
    return {key: number for key, number in counted.items() if key in seen}


def _by_place(counted: Mapping[Spot, int]) -> dict[str, int]:
    """What is unread in threads is unread in their channel."""
    found: dict[str, int] = {}
    for spot, number in counted.items():
        key = replace(spot, thread=0).key
        found[key] = found.get(key, 0) + number
    return found


def _thread(scene: Scene, message: Stored, counted: Mapping[Spot, int]) -> Json | None:
    """What is below a message: how much, and how much of it is unread."""
    if message.opened is None:
        return None
    return {
        "title": clean(message.opened),
        "number": posts.comments(scene.store.reading, message.id),
        "unread": counted.get(replace(message.spot, thread=message.id), 0),
    }


def _said(scene: Scene, who: Person, message: Stored, limit: int, known: Mapping[tuple[str, str], str]) -> Json:
    """The latest of what is said in the thread below a message."""
    spot = replace(message.spot, thread=message.id)
    found = posts.seen_by(scene.store.reading, who, spot, before=None, limit=limit + 1)
    return {"messages": [_message(scene, who, each, known) for each in found[-limit:]], "more": len(found) > limit}


def _message(scene: Scene, who: Person, message: Stored, known: Mapping[tuple[str, str], str]) -> Json:
    author = places.person(scene.store.reading, message.spot.workspace, message.author)
    private = bool(message.only_for or message.spot.inbox)
    reader = Reader(
        scene.copy,
        scene.copy.best(message.locale or who.language),
        (message.timezone if private else "") or who.timezone,
        known,
    )
    mine = message.author == who.id and not message.erased
    return {
        "id": message.id,
        "revision": f"{message.revision} {who.language} {who.timezone} {author.name if author else ''}",
        "author": {"id": message.author, "name": clean(author.name) if author else BOT_NAME,
                   "bot": message.author == PALABRE},
        "at": message.at,
        "edited": message.edited is not None and message.author != PALABRE,
        "erased": message.erased,
        "only": bool(message.only_for),
        "cause": clean(message.cause),
        "continues": message.first is not None,
        "mine": mine,
        "text": _typed(message) if mine else "",
        "language": reader.locale if message.author == PALABRE else "",
        "parts": [] if message.erased else reader.message(
            message.message, files=f"/api/file/{who.workspace}/{who.id}/{message.id}"),
        "reactions": [] if message.erased else _reactions(scene, who, message),
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
