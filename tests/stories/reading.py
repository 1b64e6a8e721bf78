"""What people got, said in the words of the rules: when by their own clock, of what kind, and about what."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.stories.asked import Line, local
from tests.stories.living import Got

_KINDS = (
    ("begun", r"⏰ [“«]\s?(.+?)\s?[”»] (?:of|de) .*(?:has begun|a commencé)\."),
    ("reminder", r"⏰ [“«]\s?(.+?)\s?[”»](?: (?:of|de) .*)? ?: "),
    ("fixed", r"The date of “(.+?)” of .* is fixed|La date de «\s?(.+?)\s?» de .* est fixée"),
    ("moved", r"[“«]\s?(.+?)\s?[”»] (?:of|de) .*(?:is moved from|passe d[eu] )"),
    ("cancelled", r"[“«]\s?(.+?)\s?[”»] (?:of|de) .*(?:is cancelled|est annulé)\."),
    ("restored", r"[“«]\s?(.+?)\s?[”»] (?:of|de) .*(?:takes place after all|a bien lieu)"),
    ("offered", r"A seat is free at “(.+?)” of"),
    ("lapsed", r"The seat at “(.+?)” of .* is no longer kept for you"),
    ("team", r"The team of (.+?) meets"),
    ("undated", r"[“«]\s?(.+?)\s?[”»] (?:of|de) .*(?:two weeks away|d’ici deux semaines)"),
    ("undated", r"(?:These are at most two weeks away|Tout ceci a lieu d’ici deux semaines)"),
    ("missing", r"(?:Something is missing of|Il manque quelque chose de) [“«]\s?(.+?)\s?[”»] (?:of|de)"),
    ("missing", r"(?:Something is missing of what has|Il manque encore des éléments de ce qui a)"),
    ("silence", r"(?:Nothing new for|Rien de nouveau depuis) (\d+) "),
    ("opinions", r"(?:How “(.+?)” was|Avis sur «\s?(.+?)\s?»), "),
    ("how", r"(?:How was|Comment était) [“«]\s?(.+?)\s?[”»] (?:of|de)"),
    ("empty", r"Nothing is on the agenda of “(.+?)” of"),
    ("agenda", r"Agenda of “(.+?)”,"),
    ("checklist", r"(?:After|Après) [“«]\s?(.+?)\s?[”»],"),
    ("waits", r"@?(\w+),? (?:you have a message from me|j’ai un message)"),
    ("board", r"(?:The next 30 days|Les 30 jours à venir)"),
    ("announced", r"(?:News|Nouvelle) · [^\n]*\n(.+)"),
    ("minutes", r"(?:Minutes of|Compte rendu de) [“«]\s?(.+?)\s?[”»],"),
    ("card", r"(?:Webinar|Webinaire|Workshop|Atelier|Meeting|Réunion|Milestone|Étape) · [^\n]*\n(.+)"),
    ("digest", r"(?:Your week|Votre semaine|Since yesterday|Depuis hier|\d* ?(?:One )?more messages?, as)"),
)


def read(found: Iterable[Got], zone: str) -> list[Line]:
    """All of them in order; whatever is of no known kind is shown as it reads."""
    return sorted(_line(each, zone) for each in found if each.text)


def _line(each: Got, zone: str) -> Line:
    text = each.text.removeprefix("· ")
    kind, about = _kind(text) or ("unknown", text)
    if kind in ("missing", "undated") and not about:
        about = "; ".join(_several(text.split("\n")[1:]))
    return Line(f"{local(each.at, zone):%Y-%m-%d %H:%M}", kind, _digest(text) if kind == "digest" else about)


def _digest(text: str) -> str:
    """What was announced and what comes, by their titles; and what was held back, as what it is."""
    said, _, held = text.partition("as you had enough ")
    titles = [re.sub(r", (?:\d|<t:).*", "", line[2:]) for line in said.split("\n") if line.startswith("• ")]
    lines = held.split("\n")
    kept = [found for line in lines if (found := _kind(line)) is not None]
    kept = [(kind, about or "; ".join(_several(lines))) if kind in ("missing", "undated") else (kind, about)
            for kind, about in kept]  # fmt: skip
    return " + ".join(part for part in ("; ".join(titles), *(f"{kind} {about}" for kind, about in kept)) if part)


def _several(lines: Iterable[str]) -> list[str]:
    """What one message names."""
    found = (re.match(r"[“«]\s?(.+?)\s?[”»] (?:of|de) .*, .", line) for line in lines)
    return [each[1] for each in found if each]


def _kind(text: str) -> tuple[str, str] | None:
    for kind, pattern in _KINDS:
        if found := re.match(pattern, text):
            return kind, next((group for group in found.groups() if group), "").strip()
    return None
