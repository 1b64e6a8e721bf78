"""A message before it exists: its limits, and whom it calls under the `allowed_mentions` it came with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.simulators.discord import components, media
from tests.simulators.discord.model import (
    COMPONENTS_V2,
    EPHEMERAL,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    Attachment,
    Channel,
    Message,
    Pinged,
    User,
)
from tests.simulators.discord.permission import Permission, in_channel
from tests.simulators.discord.reading import TEXT, every
from tests.simulators.discord.refusals import Form

JSON = dict[str, Any]
_SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2
_EMBED_TEXTS = (("title", 256), ("description", 4096))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart form, `files[number]`."""

    filename: str
    content: bytes
    content_type: str


def check(form: Form, body: JSON, files: dict[int, Upload], *, most: int = 2000, before: Message | None = None) -> None:
    """Every limit of a message's own; `before` is the message being edited, whose parts stay unless replaced."""
    flags = body.get("flags") or 0
    if before is not None:
        flags |= before.flags & COMPONENTS_V2
    v2 = bool(flags & COMPONENTS_V2)
    for key in ("content", "embeds"):
        if v2 and body.get(key):
            with form.at(key):
                form.wrong(
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                )
    with form.at("content"):
        form.length(body.get("content"), most)
    _check_embeds(form, body.get("embeds") or [])
    components.check_message(form, body.get("components") or [], v2=v2)
    with form.at("attachments"):
        form.count(body.get("attachments") or [], 10)
    with form.at("nonce"):
        if isinstance(body.get("nonce"), str):
            form.length(body["nonce"], 25)
    _check_mentions(form, body.get("allowed_mentions") or {})
    for number, file in files.items():
        if len(file.content) > 10 * 1024 * 1024:
            with form.at("files", number):
                form.wrong("BASE_TYPE_MAX_LENGTH", "File exceeds the maximum size of 10 MiB.")


def _check_embeds(form: Form, embeds: list[JSON]) -> None:
    with form.at("embeds"):
        form.count(embeds, 10)
        for index, embed in enumerate(embeds):
            with form.at(index):
                for key, most in _EMBED_TEXTS:
                    with form.at(key):
                        form.length(embed.get(key), most)
                for key, inner, most in (("footer", "text", 2048), ("author", "name", 256)):
                    with form.at(key, inner):
                        form.length((embed.get(key) or {}).get(inner), most)
                _check_fields(form, embed.get("fields") or [])
        if sum(map(_embed_size, embeds)) > 6000:
            form.wrong("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _check_fields(form: Form, fields: list[JSON]) -> None:
    with form.at("fields"):
        form.count(fields, 25)
        for index, field in enumerate(fields):
            for key, most in (("name", 256), ("value", 1024)):
                with form.at(index, key):
                    form.length(field.get(key), most, least=1, needed=True)


def _embed_size(embed: JSON) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    texts += [field.get(key) for field in embed.get("fields") or [] for key in ("name", "value")]
    return sum(len(text) for text in texts if text)


def _check_mentions(form: Form, allowed: JSON) -> None:
    """A kind may be parsed, or listed one by one, not both."""
    parse = allowed.get("parse") or []
    with form.at("allowed_mentions"):
        for kind in ("users", "roles"):
            listed = allowed.get(kind) or []
            if kind in parse and listed:
                with form.at("parse"):
                    form.wrong(
                        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                        f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
                    )
            with form.at(kind):
                form.count(listed, 100)


def is_empty(body: JSON, files: dict[int, Upload]) -> bool:
    """Nothing to show: neither text nor embed, component, file, sticker, poll."""
    shown = ("content", "embeds", "components", "sticker_ids", "poll", "attachments")
    return not files and not any(body.get(key) and str(body[key]).strip() for key in shown)


def apply(message: Message, body: JSON, files: dict[int, Upload]) -> None:
    """Put what a checked form says into the message; what it does not name stays."""
    if "content" in body:
        message.content = (body["content"] or "").strip()
    if "embeds" in body:
        message.embeds = [{"type": "rich", **embed} for embed in body["embeds"] or []]
    if "components" in body:
        message.components = components.numbered(body["components"] or [])
    if body.get("flags") is not None:
        kept = message.flags & ~_SETTABLE | message.flags & COMPONENTS_V2
        message.flags = kept | body["flags"] & (_SETTABLE | EPHEMERAL)
    _attach(message, body, files)
    if "allowed_mentions" in body:
        message.allowed_mentions = body["allowed_mentions"]
    message.mentions = named(message)
    media.resolve(message)


def _attach(message: Message, body: JSON, files: dict[int, Upload]) -> None:
    """`attachments` lists those to keep and describes the new ones by the number of their file."""
    if "attachments" not in body and not files:
        return
    world = message.channel.world
    listed = {int(each["id"]): each for each in body.get("attachments") or []}
    kept = message.attachments if "attachments" not in body else [a for a in message.attachments if a.id in listed]
    new = []
    for number, file in sorted(files.items()):
        told = listed.get(number, {})
        name = re.sub(r"[^\w.\-]", "_", told.get("filename") or file.filename)
        attachment = Attachment(
            world.time.snowflake(), name.removeprefix("SPOILER_"), file.content, file.content_type,
            told.get("description"), spoiler=name.startswith("SPOILER_"), ephemeral=message.only_for is not None,
        )  # fmt: skip
        world.files[attachment.id] = attachment
        new.append(attachment)
    message.attachments = [*kept, *new]


def named(message: Message) -> Pinged:
    """Whom it may call. Without `allowed_mentions` everything that is written calls, as far as the author may.

    Text in embeds calls nobody, text in components does. Roles that are not mentionable and @everyone need
    MENTION_EVERYONE.
    """
    channel, world = message.channel, message.channel.world
    texts = [message.content, *(each["content"] for each in every(message.components) if each["type"] == TEXT)]
    text = re.sub(r"```.*?```|`[^`\n]*`", "", "\n".join(texts), flags=re.DOTALL)
    text = re.sub(r"\\(?=[<@])", "\0", text)
    allowed = message.allowed_mentions
    users = {int(n) for n in re.findall(r"(?<!\0)<@!?(\d+)>", text)} & world.users.keys()
    roles = {int(n) for n in re.findall(r"(?<!\0)<@&(\d+)>", text)}
    everyone = bool(re.search(r"(?<!\0)@(?:everyone|here)\b", text))
    found = {world.users[number] for number in _let_through(users, "users", allowed)}
    if message.reply_to is not None and (allowed is None or allowed.get("replied_user")):
        found.add(message.reply_to.author)
    if channel.guild is None:
        return Pinged(frozenset(found & set(channel.recipients)))
    may_all = _may_call_all(message.author, channel)
    called = [channel.guild.roles[n] for n in _let_through(roles, "roles", allowed) if n in channel.guild.roles]
    callable_roles = frozenset(role for role in called if role.mentionable or may_all)
    calls_everyone = everyone and may_all and (allowed is None or "everyone" in (allowed.get("parse") or []))
    return Pinged(frozenset(found), callable_roles, calls_everyone)


def _let_through(numbers: set[int], kind: str, allowed: JSON | None) -> set[int]:
    if allowed is None or kind in (allowed.get("parse") or []):
        return numbers
    return numbers & {int(each) for each in allowed.get(kind) or []}


def _may_call_all(author: User, channel: Channel) -> bool:
    """A webhook is no member; it may call whom it likes."""
    if author.bot and channel.guild and author.id not in channel.guild.members:
        return True
    return Permission.MENTION_EVERYONE in in_channel(author, channel)
