"""Slack's text: how it is stored, what a reader sees of it, and whom it notifies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.simulators.slack.world import SLACKBOT, Channel, Payload, World

_TOKEN = re.compile(r"<([^<>]*)>")
_LAWFUL = re.compile(
    r"@[UW][A-Z0-9]+(\|[^|]*)?|#[CG][A-Z0-9]+(\|[^|]*)?|![^|]+(\|.*)?|(https?://|mailto:|tel:)[^|\s]+(\|.*)?"
)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt);)")
_BARE_URL = re.compile(r"(?<![<|\w])https?://[^\s<>|]+[^\s<>|.,;:!?)'\"]")
_BROADCAST = re.compile(r"(?<![\w<!&;])@(here|channel|everyone)\b")
_QUOTE = re.compile(r"^(?:&gt;|>)+ ?", re.MULTILINE)
_MARKS = [re.compile(rf"(?<![\w{sign}]){sign}(\S|\S[^\n{sign}]*?\S){sign}(?![\w{sign}])") for sign in (r"\*", "_", "~")]
_NAME = re.compile(r"(?<![\w<!])@([a-z0-9][a-z0-9._-]*)")
_PLACE = re.compile(r"(?<![\w<&])#([a-z0-9][a-z0-9_-]*)")


def escaped(text: str) -> str:
    """As Slack's own clients write what people type."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def stored(text: str, world: World, *, names: bool = False) -> str:
    """What Slack keeps of a text that an app sent: bare addresses become links, lone control characters are escaped.

    With `names` (link_names, parse=full) it also finds @here, @people and #channels by itself.
    """
    pieces, end = [], 0
    for found in _TOKEN.finditer(text):
        pieces.append(_plain(text[end : found.start()], world, names=names))
        pieces.append(found[0] if _LAWFUL.fullmatch(found[1]) else escaped(found[0]))
        end = found.end()
    pieces.append(_plain(text[end:], world, names=names))
    return "".join(pieces)


def typed(text: str, world: World) -> str:
    """What a person's client makes of what they type: mentions, channels and broadcasts are found by name."""
    return _linked(_BARE_URL.sub(r"<\g<0>>", escaped(text)), world)


def rich(text: str) -> Payload:
    """The rich text block that clients send beside a text."""
    elements: list[Payload] = []
    end = 0
    for found in [*_TOKEN.finditer(text), None]:
        if before := unescaped(text[end : found.start() if found else len(text)]):
            elements.append({"type": "text", "text": before})
        if found:
            elements.append(_rich_token(found[1]))
            end = found.end()
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _rich_token(token: str) -> Payload:
    what, _, label = token.partition("|")
    if what.startswith("@"):
        return {"type": "user", "user_id": what[1:]}
    if what.startswith("#"):
        return {"type": "channel", "channel_id": what[1:]}
    if what.startswith("!"):
        return {"type": "broadcast", "range": what[1:]}
    return {"type": "link", "url": what, **({"text": label} if label else {})}


def _plain(text: str, world: World, *, names: bool) -> str:
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    text = _BARE_URL.sub(r"<\g<0>>", text)
    return _linked(text, world) if names else text


def _linked(text: str, world: World) -> str:
    people = {each.name: each.id for each in world.people.values() if not each.deleted}
    text = _BROADCAST.sub(r"<!\1>", text)
    text = _NAME.sub(lambda found: f"<@{people[found[1]]}>" if found[1] in people else found[0], text)

    def place(found: re.Match[str]) -> str:
        channel = world.channel_named(found[1])
        return f"<#{channel.id}|{channel.name}>" if channel else found[0]

    return _PLACE.sub(place, text)


def read(text: str, world: World, *, marked: bool = True) -> str:
    """What a reader sees: names for ids, labels for links, dates by their fallback, bold and the like without marks."""
    tokens: list[str] = []

    def hide(found: re.Match[str]) -> str:
        tokens.append(_shown(found[1], world))
        return "\ue000"

    hidden = _TOKEN.sub(hide, text)
    shown = iter(tokens)
    return unescaped(re.sub("\ue000", lambda _: next(shown), _unmarked(hidden) if marked else hidden))


def _unmarked(text: str) -> str:
    text = _QUOTE.sub("", text.replace("```", "\ue001"))
    pieces = re.split("(\ue001[^\ue001]*\ue001|`[^`\n]+`)", text)
    for position in range(0, len(pieces), 2):
        for mark in _MARKS:
            pieces[position] = mark.sub(r"\1", pieces[position])
    return "".join(piece.strip("`\ue001") if number % 2 else piece for number, piece in enumerate(pieces))


def links(text: str) -> Iterator[tuple[str, str]]:
    """Labels and addresses of the links in a text; an address without a label is its own."""
    for found in _TOKEN.finditer(text):
        url, bar, label = found[1].partition("|")
        if url.startswith(("http://", "https://")):
            yield unescaped(label if bar else url), unescaped(url)


def _shown(token: str, world: World) -> str:
    what, bar, label = token.partition("|")
    if what.startswith("@"):
        person = world.people.get(what[1:])
        return f"@{person.real_name}" if person else f"@{label or 'unknown'}"
    if what.startswith("#"):
        channel = world.channels.get(what[1:])
        return f"#{channel.name}" if channel else f"#{label or 'unknown'}"
    if what.startswith("!"):
        return label if bar else f"@{what[1:].partition('^')[0]}"
    return label if bar else what.removeprefix("mailto:")


def pinged(
    world: World, channel: Channel, author: str, texts: Iterable[Payload | str], *, names: bool
) -> frozenset[str]:
    """Whom a message notifies: those mentioned who are in the channel, and the other one in a private conversation.

    A text is a mrkdwn string, or a text object of a block; only mrkdwn counts, and a bare @here in a text object
    counts unless it is verbatim. @here, @channel and @everyone reach all who are in the channel.
    """
    mentioned = {name for text in texts for name in _mentioned(text, names=names)}
    everybody = channel.kind in ("im", "mpim") or mentioned & {"here", "channel", "everyone"}
    if not (everybody or mentioned):
        return frozenset()
    return frozenset(
        each
        for each in channel.members
        if (everybody or each in mentioned) and each != author and not _silent(world, each)
    )


def _mentioned(text: Payload | str, *, names: bool) -> Iterator[str]:
    if isinstance(text, dict):
        names = not text.get("verbatim", False)
    written = text if isinstance(text, str) else str(text["text"])
    for found in _TOKEN.finditer(written):
        if found[1].startswith("@"):
            yield found[1][1:].partition("|")[0]
        elif found[1].startswith("!"):
            yield found[1][1:].partition("|")[0].partition("^")[0]
    if names:
        yield from (found[1] for found in _BROADCAST.finditer(written))


def _silent(world: World, id: str) -> bool:
    person = world.people.get(id)
    return person is None or person.is_bot or person.deleted or id == SLACKBOT


def marked_texts(blocks: Any) -> Iterator[Payload | str]:
    """Every piece of mrkdwn in blocks, and mentions of rich text as if they had been written so."""
    if isinstance(blocks, list):
        for each in blocks:
            yield from marked_texts(each)
    elif isinstance(blocks, dict):
        kind = blocks.get("type")
        if kind == "mrkdwn" and isinstance(blocks.get("text"), str):
            yield blocks
        elif kind == "markdown" and isinstance(blocks.get("text"), str):
            yield blocks["text"]
        elif kind == "user" and "user_id" in blocks:
            yield f"<@{blocks['user_id']}>"
        elif kind == "broadcast" and "range" in blocks:
            yield f"<!{blocks['range']}>"
        else:
            yield from marked_texts(list(blocks.values()))
