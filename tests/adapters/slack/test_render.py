"""Whatever is said fits Slack, loses nothing, formats nothing by accident and pings nobody."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.markup import Writer, split
from adapters.slack.render import AGAIN, Page, blocks, files, pages, token_of
from bot.chat.message import (
    Button,
    Buttons,
    Facts,
    File,
    Heading,
    Image,
    Message,
    Option,
    Paragraph,
    Picker,
    Quote,
    Small,
)
from bot.chat.port import Undeliverable
from bot.chat.text import Command, Link, Moment, Series, Text, Who, Words, t
from tests.adapters.slack.ground import copy
from tests.simulators.slack.kit.check import check_message_blocks, check_view
from tests.simulators.slack.render import lines
from tests.simulators.slack.text import marked_texts, pinged
from tests.simulators.slack.world import Channel

AT = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
ENGLISH = Writer(copy(), "en", "Africa/Lagos", "/community", frozenset({"create", "mode"}))
FRENCH = Writer(copy(), "fr", "Europe/Paris")
TRAP = "@here <!channel> <@U1> *b* _i_ ~s~ `c` > q & &lt; <https://x.example|y>"

words = st.builds(Words, st.text(max_size=400) | st.just(TRAP * 20), st.booleans())
texts = st.one_of(
    words,
    st.builds(lambda style: Moment(AT, style), st.sampled_from(["date", "time", "datetime", "relative"])),
    st.builds(Who, st.text(max_size=40), st.just("slack"), st.just("T1"), st.just("U1"), st.booleans()),
    st.builds(Link, st.sampled_from(["https://x.example/a?b=1&c=2", "javascript:alert(1)", "http://[", ""]), st.text()),
    st.just(Command("join")),
    st.lists(words, max_size=4).map(lambda items: Series(tuple(items), "lines")),
)  # fmt: skip
buttons = st.builds(
    Button, words, st.sampled_from(["a.b:1", "a.b:2"]), st.sampled_from(["plain", "primary", "danger"]),
    st.sampled_from(["", "https://x.example"]),
)  # fmt: skip
options = st.builds(Option, words, st.uuids().map(str), st.none() | words)
parts = st.one_of(
    st.builds(Heading, texts),
    st.builds(Paragraph, texts),
    st.builds(Paragraph, st.text(min_size=2000, max_size=4000).map(Words)),
    st.builds(Quote, texts),
    st.builds(Small, texts),
    st.builds(Facts, st.lists(st.tuples(texts, texts), max_size=14).map(tuple)),
    st.builds(Buttons, st.lists(buttons, max_size=30).map(tuple)),
    st.builds(Picker, words, st.just("a.pick:1"), st.lists(options, min_size=1, max_size=130).map(tuple)),
    st.builds(Image, st.just("https://x.example/i.png"), words),
)
messages = st.lists(parts, max_size=12).map(lambda found: Message((Paragraph(Words("begin")), *found)))


@given(messages, st.sampled_from([ENGLISH, FRENCH]), st.booleans())
def test_any_message_keeps_to_slacks_limits(message: Message, writer: Writer, private: bool) -> None:
    for page in pages(message, writer, private=private):
        check_message_blocks(page.blocks)
        assert len(json.dumps(page.blocks, separators=(",", ":"))) <= 13_200
        assert 0 < len(page.text) <= 3_000
    shown = list(blocks(message.parts, writer, private=private))[:100]
    assert check_view({"type": "home", "blocks": shown}) == []


@given(messages)
def test_no_message_ever_pings_anybody_unless_it_calls_them(message: Message) -> None:
    room = Channel("C1", "climate", "public", 0, "U1", ["U1", "U2", "U3"])
    for page in pages(message, ENGLISH):
        called = pinged(_Nobody(), room, "UBOT", marked_texts(page.blocks), names=False)  # type: ignore[arg-type]
        assert called <= {"U1"}
        assert ("U1" in called) <= ("call=True" in repr(message))


@dataclass(frozen=True)
class _Somebody:
    real_name: str
    is_bot: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class _Nobody:
    """A world in which everybody can be called."""

    people: dict[str, _Somebody] = field(default_factory=lambda: {each: _Somebody(each) for each in ("U1", "U2", "U3")})
    channels: dict[str, Any] = field(default_factory=dict)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=4000).filter(str.strip))
def test_nothing_of_a_long_text_is_lost(text: str) -> None:
    assert "".join("".join(split(text, 300)).split()) == "".join(text.split())
    page = pages(Message((Paragraph(Words(text)),)), ENGLISH)
    assert "".join(_read(page).split()) == "".join(text.split())


def _read(made: list[Page]) -> str:
    return "\n".join(line for page in made for line in lines(page.blocks, _Nobody()))  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["Tides", "*Tides* @here"])
def test_a_fact_has_the_colon_of_its_language(value: str) -> None:
    facts = Message((Facts(((Words("Objet"), Words(value)),)),))
    assert _read(pages(facts, FRENCH)).replace("*Objet :*", "Objet :") == f"Objet : {value}"
    assert _read(pages(facts, ENGLISH)).replace("*Objet:*", "Objet:") == f"Objet: {value}"


@pytest.mark.parametrize("text", [TRAP, "*bold* @here", "snake_case and 2*3*4", "> not a quote", "`code` & x", "a < b"])
def test_peoples_words_stand_as_they_were_written(text: str) -> None:
    """G7: alone, beside what needs mark-up, in a quote and in a fact."""
    assert _read(pages(Message((Paragraph(Words(text)),)), ENGLISH)) == text
    mixed = Series((Words(text), Command("join")), "lines")
    read = _read(pages(Message((Paragraph(mixed),)), ENGLISH))
    assert read in (f"{text}\n/community join", f"{text.replace('<https://x.example|y>', '')}\n/community join")
    assert text.split(" ")[0].strip(">") in _read(pages(Message((Quote(Words(text)),)), ENGLISH))
    assert text in _read(pages(Message((Facts(((Words("Note"), Words(text)),)),)), ENGLISH))


def only(text: Text, writer: Writer = ENGLISH) -> dict[str, Any]:
    [page] = pages(Message((Paragraph(text),)), writer)
    [block] = page.blocks
    found: dict[str, Any] = block["text"]
    return found


def test_moments_are_written_in_each_readers_zone_with_ours_as_fallback() -> None:
    assert only(Moment(AT)) == {
        "type": "mrkdwn", "verbatim": True,
        "text": f"<!date^{int(AT.timestamp())}^{{date_long}}, {{time}}|3 December 2026 at 15:30 (Africa/Lagos)>",
    }  # fmt: skip
    assert "3 décembre 2026 à 15:30 (Europe/Paris)" in only(Moment(AT), FRENCH)["text"]


def test_a_distance_beside_its_moment_is_left_out_since_slack_would_write_the_moment_twice() -> None:
    moments = {"at": Moment(AT), "since": Moment(AT, "time"), "distance": Moment(AT, "relative")}
    about = {"title": Words("Nets"), "community": Words("Tides"), "due": "no", "late": "no", "begun": "no"}
    said = t("reminders-item", **moments, **about)
    assert only(said)["text"] == (
        f"⏰ “Nets” of Tides: <!date^{int(AT.timestamp())}^{{date_long}}, {{time}}|"
        "3 December 2026 at 15:30 (Africa/Lagos)>."
    )
    assert ENGLISH.plain(said) == "⏰ “Nets” of Tides: 3 December 2026 at 15:30 (Africa/Lagos)."
    since = t("approvals-since", at=Moment(AT), ago=Moment(AT, "relative"))
    assert ENGLISH.plain(since) == "3 December 2026 at 15:30 (Africa/Lagos)"
    elsewhere = t("approvals-since", at=Moment(AT), ago=Moment(AT.replace(hour=15), "relative"))
    assert ENGLISH.plain(elsewhere).count("3 December 2026") == 2


def test_commands_are_written_under_the_umbrella() -> None:
    assert only(Command("join"))["text"] == "`/community join`"
    assert only(Command("community create"))["text"] == "`/community create`"
    assert only(Command("community edit"))["text"] == "`/community community edit`"
    assert ENGLISH.plain(Command("join")) == "/community join"


def test_light_markdown_becomes_slacks() -> None:
    said = "**Bold**, *it* and [link](https://x.example)\n\n- one\n- two\n\n2 * 3 * 4, snake_case"
    text = only(Words(said, rich=True))["text"].replace("\u200b", "")
    assert text == "*Bold*, _it_ and <https://x.example|link>\n\n• one\n• two\n\n2 * 3 * 4, snake_case"


def test_addresses_in_words_can_be_clicked_and_others_are_written_out() -> None:
    assert only(Words("see https://x.example/a?b=1&c=2."))["text"] == "see <https://x.example/a?b=1&amp;c=2>."
    assert only(Link("javascript:alert(1)", "click"))["text"] == "click (javascript:alert(1))"


def test_the_same_button_twice_is_pressed_as_the_same() -> None:
    row = Buttons((Button(Words("A"), "a.b:1"), Button(Words("B"), "a.b:1")))
    [page] = pages(Message((row,)), ENGLISH)
    actions = [each["action_id"] for each in page.blocks[0]["elements"]]
    assert actions == ["a.b:1", f"a.b:1{AGAIN}2"]
    assert {token_of(each) for each in actions} == {"a.b:1"}


def test_what_slack_cannot_carry_is_refused_by_us() -> None:
    with pytest.raises(Undeliverable, match="empty"):
        pages(Message(()), ENGLISH)
    with pytest.raises(Undeliverable, match="longer than 150"):
        pages(Message((Picker(Words("?"), "a.b", (Option(Words("x"), "y" * 151),)),)), ENGLISH)


def test_files_and_pictures_that_travel_along_are_uploaded() -> None:
    picture = "data:image/png;base64,iVBORw0KGgo="
    message = Message((File("a.csv", ""), Image(picture, t("slack-yes")), Image("data:nonsense", Words("no picture"))))
    assert [each.name for each in files(message)] == ["a.csv", "image.png"]
    assert "no picture" in _read(pages(message, ENGLISH))
