"""What we write on Discord: escaped, within every limit, and with nothing left out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.markup import Writer, cut, escaped, rich, size, split
from adapters.discord.render import EPHEMERAL, Page, pages, token_of
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
    Part,
    Picker,
    Quote,
    Small,
)
from bot.chat.port import Undeliverable
from bot.chat.text import Channel, Command, Link, Moment, Role, Series, Who, Words, t
from tests.words import our_copy

WRITER = Writer(our_copy(), "en", "Africa/Lagos", {"join": "77", "community mode": "78"})
SOON = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)


def read(markdown: str) -> str:
    """What a person reads: escapes gone."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown)


def texts(said: list[Page]) -> list[str]:
    return [each["content"] for page in said for each in page.components if each["type"] == 10]


HOSTILE = (
    "@everyone", "@here", "<@123>", "<@&456>", "<#789>", "<!channel>", "</join:77>", "<t:1:R>", "<:smile:1>", "# Big",
    "-# small", "- item", "1. item", "> quote", ">>> all", "**bold**", "__under__", "*soft*", "_soft_", "~~gone~~",
    "`code`", "```block```", "||spoiler||", "[label](https://evil.example)", "\\*", "\\\\", "a_b_c", "@everyone",
)  # fmt: skip


@pytest.mark.parametrize("said", HOSTILE)
def test_what_people_write_is_read_as_they_wrote_it(said: str) -> None:
    """G7: a sign that formats, mentions or pings anywhere in Discord has a backslash before it."""
    written = escaped(said)
    assert read(written) == said
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_~`|<\[@]", written)
    assert not re.match(r"[#>+-]|\d+[.)]", written)


@given(st.text(alphabet="\\*_~`|<>[]()#@-+.1a \n:/h", max_size=60))
def test_any_words_come_through_whole(said: str) -> None:
    assert read(escaped(said)) == said


def test_web_addresses_stay_as_they_are() -> None:
    assert escaped("see https://example.org/a_b_c?x=*1, or *not*") == (
        r"see https://example.org/a_b_c?x=*1, or \*not\*"
    )


def test_light_markdown_is_written_as_discord_reads_it() -> None:
    said = (
        "Some **bold *and soft*** [site](https://x.org/a(b)) and\n\n- one\n  - inner\n- two\n\n1. a\n2. b\n\n"
        "# @everyone"
    )
    assert rich(said) == (
        "Some **bold *and soft*** [site](https://x.org/a%28b%29) and\n\n- one\n  - inner\n- two\n\n1. a\n2. b\n\n"
        r"\# \@everyone"
    )


def test_a_link_that_is_none_of_the_web_is_only_words() -> None:
    assert rich("[press](javascript:alert(1))") == r"\[press\](javascript:alert(1))"


def test_typed_parameters_are_written_discords_way() -> None:
    text = Series((Moment(SOON), Moment(SOON, "relative"), Moment(SOON, "date"), Moment(SOON, "time")), "spaces")
    assert WRITER.text(text) == "<t:1796308200:F> <t:1796308200:R> <t:1796308200:D> <t:1796308200:t>"
    assert WRITER.text(Who("*Amina*", "discord", "", "5")) == r"\*Amina\*"
    assert WRITER.text(Who("1575151485858086913", "discord", "", "1575151485858086913")) == "<@1575151485858086913>"
    assert WRITER.text(Channel("slack", "T1", "C1VRN000002", where="Salon")) == "a channel of Salon"
    assert WRITER.text(Channel("slack", "T1", "climate", where="Salon")) == r"\#climate"
    assert WRITER.text(Link("https://example.org/a b", "the [guide]")) == r"[the \[guide\]](https://example.org/a%20b)"
    assert WRITER.text(Link("mailto:a@example.org", "write")) == r"write (mailto:a\@example.org)"
    assert WRITER.text(Channel("discord", "1", "55")) == "<#55>"
    assert WRITER.text(Role("discord", "1", "66")) == "<@&66>"
    assert WRITER.text(Channel("elsewhere", "1", "tides*")) == r"\#tides\*"
    assert WRITER.text(Role("elsewhere", "1", "*")) == r"\@\*"
    assert WRITER.text(Command("join")) == "</join:77>"
    assert WRITER.text(Command("community mode")) == "</community mode:78>"
    assert WRITER.text(Command("leave")) == "`/leave`"


def test_only_who_is_called_is_notified() -> None:
    """Nothing else ever is: neither by what people write nor by their names."""
    quiet, loud = Who("Ola", "discord", "", "4"), Who("Amina", "discord", "", "5", call=True)
    [page] = pages(Message((Paragraph(t("people-message-waiting", person=loud)),)), WRITER)
    assert "<@5>" in page.components[0]["content"]
    assert page.payload()["allowed_mentions"] == {"parse": [], "users": ["5"]}
    [page] = pages(Message((Paragraph(t("people-message-waiting", person=quiet)),)), WRITER)
    assert page.payload()["allowed_mentions"] == {"parse": []}


def test_every_part_stands_in_its_order() -> None:
    message = Message(
        (
            Heading(Words("Request")),
            Facts(((Words("Who"), Words("Amina")), (Words("Rules"), Words("one\ntwo")))),
            Quote(Words("first\nsecond")),
            Buttons((Button(Words("Approve"), "a.b:1", "primary"), Button(Words("Site"), url="https://example.org"))),
            Small(Words("in small\nprint")),
            Picker(Words("Choose"), "a.pick", (Option(Words("One"), "1", Words("the first")),)),
        )
    )
    [page] = pages(message, WRITER)
    assert page.payload(flags=EPHEMERAL) == {
        "flags": (1 << 15) | (1 << 6),
        "allowed_mentions": {"parse": []},
        "components": [
            {
                "type": 17,
                "components": [
                    {"type": 10, "content": "### Request\n**Who:** Amina\n**Rules**\none\ntwo\n> first\n> second"},
                    {
                        "type": 1,
                        "components": [
                            {"type": 2, "style": 1, "label": "Approve", "custom_id": "a.b:1"},
                            {"type": 2, "style": 5, "label": "Site", "url": "https://example.org"},
                        ],
                    },
                    {"type": 10, "content": "-# in small\n-# print"},
                    {
                        "type": 1,
                        "components": [
                            {
                                "type": 3,
                                "custom_id": "a.pick",
                                "placeholder": "Choose",
                                "options": [{"label": "One", "value": "1", "description": "the first"}],
                            }
                        ],
                    },
                ],
            }
        ],
    }


def test_the_same_button_twice_is_told_apart_and_understood() -> None:
    twice = Buttons((Button(Words("Join"), "membership.join:com_1"), Button(Words("Join"), "membership.join:com_1")))
    [page] = pages(Message((twice,)), WRITER)
    ids = [each["custom_id"] for each in page.components[0]["components"]]
    assert len(set(ids)) == 2
    assert [token_of(each) for each in ids] == ["membership.join:com_1"] * 2


def test_files_travel_under_safe_names() -> None:
    message = Message((Paragraph(t("form-submit")), File("été/mem bers.csv", "a"), File("b.csv", "b")))
    [page] = pages(message, WRITER)
    assert [each.name for each in page.files] == ["ete_mem_bers.csv", "1-b.csv"]
    named = [{"id": 0, "filename": "ete_mem_bers.csv"}, {"id": 1, "filename": "1-b.csv"}]
    assert page.payload()["attachments"] == named


def test_pictures_are_shown_or_told() -> None:
    said = Message(
        (Image("https://example.org/a.png", Words("A tree")), Image("data:image/svg+xml;base64,xx", Words("B")))
    )
    [page] = pages(said, WRITER)
    assert page.components == [
        {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}, "description": "A tree"}]},
        {"type": 10, "content": "-# B"},
    ]


def test_an_empty_message_is_refused() -> None:
    with pytest.raises(Undeliverable, match="invalid"):
        pages(Message(()), WRITER)


def test_a_list_of_eight_communities_is_one_message() -> None:
    parts: list[Part] = [Heading(Words("Communities"))]
    for number in range(8):
        parts += [Small(Words("Ask to join")), Paragraph(Words(f"Community {number}, " + "about it " * 15))]
        parts.append(Buttons((Button(Words("Join"), f"m.join:{number}"), Button(Words("About"), f"m.about:{number}"))))
    parts += [Small(Words("Page 1 of 3")), Buttons((Button(Words("Next"), "m.list:2"),))]
    assert len(pages(Message(tuple(parts)), WRITER)) == 1


def test_buttons_stay_below_what_they_are_about_where_a_message_goes_on_in_the_next() -> None:
    parts: list[Part] = [Heading(Words("Calendar"))]
    for number in range(8):
        labels = [Words(each) for each in ("Going", "Maybe", "Can't go", "Manage")]
        answers = Buttons(tuple(Button(each, f"events.{n}:{number}") for n, each in enumerate(labels)))
        parts += [Paragraph(Words(f"Time {number}")), Small(Words("Nobody yet")), answers]
    turn = Buttons((Button(Words("Next"), "events.calendar:1"),))
    first, second = pages(Message((*parts, turn)), WRITER)
    assert [texts([each])[-1] for each in (first, second)] == ["Time 5\n-# Nobody yet", "Time 7\n-# Nobody yet"]
    assert [each["type"] for each in second.components] == [10, 1, 10, 1, 1]
    assert texts([second])[0] == "Time 6\n-# Nobody yet"


def test_long_texts_are_cut_between_words_and_links_stay_whole() -> None:
    link = "[a label of several words](https://example.org/page)"
    pieces = split(" ".join(["word", link] * 300), 500)
    assert all(size(each) <= 500 for each in pieces)
    assert " ".join(pieces).split(" ") == " ".join(["word", link] * 300).split(" ")
    assert sum(each.count(link) for each in pieces) == 300


def test_bold_that_is_cut_goes_on() -> None:
    pieces = split("**" + "bold words " * 100 + "**", 300)
    assert all(each.count("**") == 2 for each in pieces)


def test_signs_of_two_units_are_counted_as_discord_counts_them() -> None:
    assert size(cut("🌳" * 100, 80)) <= 80
    assert all(size(each) <= 200 for each in split("🌳" * 500, 200))
    assert "".join(split("🌳" * 500, 200)) == "🌳" * 500


WORD = st.text(alphabet="abc *_<@[]()#\\🌳\n-.1", min_size=1, max_size=900).map(Words)
PARTS: st.SearchStrategy[Part] = st.one_of(
    WORD.map(Heading), WORD.map(Paragraph), WORD.map(Quote), WORD.map(Small),
    st.lists(st.tuples(WORD, WORD), min_size=1, max_size=12).map(lambda rows: Facts(tuple(rows))),
    st.lists(WORD, min_size=1, max_size=14).map(
        lambda labels: Buttons(tuple(Button(said, f"f.press:{n}") for n, said in enumerate(labels)))
    ),
    st.integers(1, 60).map(
        lambda many: Picker(Words("p" * 200), "f.pick", tuple(Option(Words(f"o{n}"), f"v{n}") for n in range(many)))
    ),
)  # fmt: skip


def test_a_fact_has_the_colon_of_its_language_unless_it_asks() -> None:
    facts = Message((Facts(((Words("Objet"), Words("Tides")), (Words("Pourquoi ?"), Words("Voilà")))),))
    french = Writer(our_copy(), "fr")
    assert pages(facts, french)[0].components[0]["content"] == "**Objet :** Tides\n**Pourquoi ?** Voilà"


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=25))
def test_whatever_is_said_keeps_to_the_limits_and_loses_nothing(parts: list[Part]) -> None:
    message = Message((Paragraph(Words("begin")), *parts))
    said = pages(message, WRITER)
    for page in said:
        components = [*page.components, *(inner for each in page.components for inner in each.get("components", ()))]
        assert len(components) + 1 <= 40
        assert sum(size(each["content"]) for each in page.components if each["type"] == 10) <= 4000
        ids = [each["custom_id"] for each in components if "custom_id" in each]
        assert len(ids) == len(set(ids))
        for each in components:
            _within(each)
    wanted = "".join(_letters(each) for each in message.parts)
    assert re.sub(r"[^abc🌳]", "", "".join(texts(said))) == wanted
    buttons = sum(len(each.buttons) for each in parts if isinstance(each, Buttons))
    assert sum(c["type"] == 2 for page in said for row in page.components for c in row.get("components", ())) == buttons


def _letters(part: Part) -> str:
    match part:
        case Heading(text=Words(text=said)) | Paragraph(text=Words(text=said)) | Quote(text=Words(text=said)):
            return re.sub(r"[^abc🌳]", "", said)
        case Small(text=Words(text=said)):
            return re.sub(r"[^abc🌳]", "", said)
        case Facts(rows=rows):
            return "".join(re.sub(r"[^abc🌳]", "", w.text) for row in rows for w in row if isinstance(w, Words))
    return ""


def _within(component: dict[str, Any]) -> None:
    match component["type"]:
        case 1:
            assert 1 <= len(component["components"]) <= 5
        case 2:
            assert 1 <= size(component["label"]) <= 80
        case 3:
            assert 1 <= len(component["options"]) <= 25
            assert size(component["placeholder"]) <= 150
