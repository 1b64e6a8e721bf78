"""Every text on the page can be read against what lies behind it, by day and by night (WCAG 2.2, level AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[3] / "adapters/playground/static/frame.css").read_text("utf-8")

TEXT = [
    ("ink", "paper"), ("ink", "sheet"), ("ink", "raised"), ("ink", "leaf-pale"), ("ink", "sun-pale"), ("soft", "paper"),
    ("soft", "sheet"), ("soft", "raised"), ("soft", "sun-pale"), ("soft", "leaf-pale"), ("leaf", "sheet"),
    ("leaf", "raised"), ("leaf", "leaf-pale"), ("leaf", "sun-pale"), ("leaf-ink", "leaf"), ("clay", "sheet"),
    ("clay", "clay-pale"), ("clay-ink", "clay"), ("sun-ink", "sun-pale"),
]  # fmt: skip
"""Text and its background: 4.5 to 1."""

SHAPES = [("edge", "sheet"), ("edge", "raised"), ("focus", "sheet"), ("focus", "raised"), ("focus", "paper")]
"""Borders of what can be used, and the focus ring: 3 to 1."""


def palette(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


DAY = palette(CSS[: CSS.index("@media (prefers-color-scheme: dark)")])
NIGHT = {**DAY, **palette(CSS[CSS.index("@media (prefers-color-scheme: dark)") :])}


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert (round(contrast("#000000", "#ffffff"), 2), round(contrast("#777777", "#ffffff"), 2)) == (21.0, 4.48)


@pytest.mark.parametrize("colours", [DAY, NIGHT], ids=["day", "night"])
def test_texts_can_be_read(colours: dict[str, str]) -> None:
    ratios = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("colours", [DAY, NIGHT], ids=["day", "night"])
def test_edges_can_be_seen(colours: dict[str, str]) -> None:
    ratios = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 3} == {}


def test_initials_can_be_read() -> None:
    tints = re.findall(r"\.tint\d \{ background: (#[0-9a-f]{6}); \}", CSS)
    assert len(tints) == 8
    assert [tint for tint in tints if contrast(tint, "#ffffff") < 4.5] == []
