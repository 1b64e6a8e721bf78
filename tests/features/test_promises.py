"""Promises that hold across features: what counts as life in a community, and copy in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.chat.text import t
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.i18n import LOCALES, load_catalogue
from tests.town import Town


async def test_m14_only_what_people_give_keeps_a_community_alive(town: Town) -> None:
    """Fifteen days of our own posts, of joins and of leaving change nothing; an announcement by a person does."""
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC)
    for _ in range(15):
        await town.says(amina, "/join tides")
        await town.says(amina, "/leave tides")
        await town.presses(amina, "Leave")
        await town.says(martha, "/community archive tides")
        await town.presses(martha, "Archive")
        await town.presses(martha, "Make it active again")
        await town.passes(days=1)
    assert len(town.letters(town.channel(tides))) == 30
    assert await town.run(lambda tx: communities.last_given(tx, tides.id)) is None
    await town.says(martha, "/announce tides")
    await town.fills(martha, title="News", text="There is some.")
    await town.presses(martha, "Send")
    await town.passes(minutes=1)
    given = await town.run(lambda tx: communities.last_given(tx, tides.id))
    assert given is not None
    assert "1 announcement" in (await town.says(martha, "/about tides")).text


ACTS = ("/join", "/join tides", "/communities", "/about tides", "/members tides", "/me", "/settings", "/help",
        "/help join", "/requests", "/requests tides history", "/announce tides", "/log tides", "/community create",
        "/meeting plan tides", "/webinar plan tides", "/calendar tides",
        "/community edit tides", "/community mode tides public", "/community admins tides", "/community places tides",
        "/community archive tides", "/invite amina tides", "/nothing", "/community nothing")  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_p6_every_answer_and_every_card_can_be_said_in_every_language(town: Town, language: str) -> None:
    martha = await town.someone("Martha", locale=language)
    amina = await town.someone("Amina", locale=language)
    tides = await town.community("Tides", admins=[martha], language=language)
    with capture_logs() as logged:
        await town.joins(amina, tides)
        for act in ACTS:
            for who in (martha, amina):
                assert (await town.says(who, act)).text != "", act
        await town.passes(days=15)
        for place in (town.channel(tides), town.admin_channel(tides), martha, amina):
            assert all(text != "" for text in town.reads(place))
    unsaid = [line for line in logged if line["event"].startswith("A text cannot be said")]
    assert unsaid == []
    assert len(town.letters(amina)) > 0


def test_p6_a_missing_text_is_said_in_english_and_never_hides_a_button(tmp_path: Path) -> None:
    for language in ("en", "fr"):
        (tmp_path / language).mkdir()
        for file in (LOCALES / language).glob("*.ftl"):
            kept = [
                line for line in file.read_text("utf-8").splitlines(keepends=True) if "button-approve =" not in line
            ]
            (tmp_path / language / file.name).write_text(
                "".join(kept if language == "fr" else [file.read_text("utf-8")])
            )
    catalogue = load_catalogue(tmp_path)
    assert catalogue.plain(t("button-reject"), "fr") == "Refuser"
    assert catalogue.plain(t("button-approve"), "fr") == "Approve"
    assert catalogue.plain(t("nobody-wrote-this"), "fr") == "nobody-wrote-this"
