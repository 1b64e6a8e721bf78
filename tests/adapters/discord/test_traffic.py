"""How much leaves for Discord: never more than it allows, however long its answers take."""

from __future__ import annotations

import pytest

from adapters.discord.traffic import ALLOWED, SECOND, Traffic


def test_what_has_no_answer_yet_may_be_counted_at_any_moment() -> None:
    """They left evenly, and a busy machine brings all of them to Discord in one instant."""
    traffic = Traffic(away=ALLOWED)
    assert traffic.pause(1_000.0) > 0
    traffic.away -= 1
    assert traffic.pause(1_000.0) == 0


def test_what_was_answered_counts_for_a_second_more() -> None:
    traffic = Traffic(away=ALLOWED - 1)
    traffic.answered.append(10.0)
    assert traffic.pause(10.4) == pytest.approx(SECOND - 0.4, abs=0.01)
    assert traffic.pause(10.0 + SECOND + 0.01) == 0
