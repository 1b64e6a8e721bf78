"""What people type, made safe to show: signs that hide or reverse go, every letter of every script stays."""

from __future__ import annotations

import re

NAME, FILE_NAME = 120, 100
"""Longest name of a person or thing, and of a file, in characters."""

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f)|"  # a region's flag: tags that show
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"  # nothing to see, direction marks
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff"  # bidi overrides and isolates, fillers, no characters
    "\ud800-\udfff\U000e0000-\U000e0fff]"  # lone halves of a pair, tags
)
_JOINERS = re.compile("[\u200c\u200d]+")
_BLANK_LINES = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*){2,}")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}")

_NO_FILE_NAME = re.compile(r'[<>:"|?*]')
_ENDING = 16
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_LONGEST_TYPE = 100

_SHAPING = ("\u0600", "\u0dff")
"""Arabic to Sinhala: the scripts in which joiners between letters are spelling (Persian, Hindi, Malayalam, …)."""


def proper(platform: str) -> str:
    """A platform's name as people write it."""
    return platform.capitalize()


def tidy(text: str) -> str:
    """Strip control, zero-width and bidi override characters; at most one blank line in a row.

    A joiner stays where it is spelling: inside an emoji sequence, or between letters of a script that shapes its
    letters. Letters written from right to left stay as they are; only signs that reverse other people's text go.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub(lambda found: found[1] or "", text)
    text = _JOINERS.sub(_spelling, text)
    text = _MARKS.sub(lambda found: found[0][:3], text)
    return _BLANK_LINES.sub("\n\n", text)


def tidy_name(text: str) -> str:
    """A name as we show it: one line, single blanks, at most `NAME` characters."""
    return " ".join(tidy(text).split())[:NAME].rstrip()


def tidy_file_name(text: str) -> str:
    """A file's name that every system takes: no path, none of the signs that mean something in one, its ending kept."""
    name = _NO_FILE_NAME.sub("_", " ".join(tidy(re.split(r"[/\\]", text)[-1]).split())).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > _ENDING:
        return name[:FILE_NAME].rstrip(". ") or "file"
    return f"{stem[: FILE_NAME - len(ending) - 1].rstrip('. ')}{dot}{ending}"


def tidy_media_type(text: str) -> str:
    """`text/csv`, without parameters; what is none is unknown bytes."""
    kind = text.partition(";")[0].strip().lower()
    return kind if len(kind) <= _LONGEST_TYPE and _MEDIA_TYPE.fullmatch(kind) else "application/octet-stream"


def _spelling(found: re.Match[str]) -> str:
    """The one joiner that is spelling here, or nothing."""
    joiner = found[0][0]
    before, after = found.string[max(found.start() - 1, 0) : found.start()], found.string[found.end() : found.end() + 1]
    if not before or not after:
        return ""
    if _SHAPING[0] <= before <= _SHAPING[1] and _SHAPING[0] <= after <= _SHAPING[1]:
        return joiner
    return joiner if joiner == "\u200d" and _pictured(before) and _pictured(after) else ""


def _pictured(sign: str) -> bool:
    """Part of an emoji sequence: a picture, the sign that colours it, or the skin tone before a joiner."""
    return "\U0001f000" <= sign <= "\U0001faff" or "\u2190" <= sign <= "\u2bff" or sign == "\ufe0f"
