"""The one question about somebody's time zone, where no platform tells it (FEATURES 2.3.10): asked once, privately."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.message import Button, Buttons, Message, Option, Paragraph, Part, Picker
from bot.chat.reply import Whisper
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.features.people.model import zone_questions
from bot.i18n import known_zone

USUAL = (
    "Pacific/Honolulu", "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York",
    "America/Santiago", "America/Sao_Paulo", "Atlantic/Azores", "Europe/London", "Africa/Abidjan", "Africa/Lagos",
    "Europe/Paris", "Africa/Cairo", "Africa/Johannesburg", "Africa/Nairobi", "Europe/Istanbul", "Asia/Dubai",
    "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Manila", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
"""Twenty-four, from west to east: as many as one menu of every platform holds."""


def asking_once(ctx: Context, answer: Whisper) -> Whisper:
    """Below a private reply, the first time something depends on it and as long as nobody knows their zone."""
    if ctx.caller.timezone or not ctx.tx.add_once(zone_questions, {"person": ctx.caller.id, "at": ctx.now}):
        return answer
    message = answer.message
    return replace(answer, message=replace(message, parts=(*message.parts, *question(ctx).parts)))


def question(ctx: Context) -> Message:
    """With the time it is in each zone, by which people know their own."""
    options = tuple(Option(t("people-zone-option", zone=Words(_city(each)), time=Words(_time(ctx, each))), each)
                    for each in USUAL)  # fmt: skip
    parts: tuple[Part, ...] = (
        Paragraph(t("people-zone-ask")),
        Picker(t("people-zone-pick"), "settings.zone", options),
        Buttons((Button(t("button-zone-other"), "settings.zone-other"),)),
    )
    return Message(parts)


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _time(ctx: Context, zone: str) -> str:
    return f"{ctx.now.astimezone(known_zone(zone)[0]):%H:%M}"
