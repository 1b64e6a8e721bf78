"""Forms as modals: within Discord's limits, in as many steps as it takes, and every value comes back."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.forms import modal, steps, values
from adapters.discord.markup import Writer, size
from bot.chat.drafts import Draft, mark, read_mark
from bot.chat.form import ChoiceField, Field, Form, Held, MomentField, TextField, TickField, UploadField
from bot.chat.message import Facts, Option
from bot.chat.text import Words
from tests.words import our_copy

WRITER = Writer(our_copy(), "en", "")


def form(*fields: Field, intro: str = "", problems: tuple[tuple[str, Words], ...] = ()) -> Form:
    read = (Facts(((Words("Principles"), Words(intro)),)),) if intro else ()
    return Form("membership.join:com_1", Words("Join"), fields, Words("Send"), read, problems)


def answered(opened: dict[str, Any], typed: dict[str, str]) -> list[dict[str, Any]]:
    """What Discord sends back when somebody has filled in a modal: only the components, with what was put in."""
    rows = []
    for each in opened["components"]:
        if each["type"] != 18:
            continue
        inner = each["component"]
        name = inner["custom_id"]
        row: dict[str, Any] = {"type": inner["type"], "custom_id": name}
        if inner["type"] == 4:
            row["value"] = typed.get(name, inner.get("value", ""))
        else:
            row["values"] = [value for value in typed.get(name, "").split("\n") if value]
        rows.append({"type": 18, "component": row})
    return rows


def test_a_small_form_is_one_modal_and_says_what_it_holds() -> None:
    asked = form(
        TextField("why", Words("Why?"), "because", long=True, max_length=500, hint=Words("In a few words")),
        ChoiceField("often", Words("How often?"), (Option(Words("Weekly"), "w"), Option(Words("Monthly"), "m")), "m"),
        TickField("rules", Words("I accept the principles"), required=True),
        MomentField("start", Words("From when?"), "Africa/Lagos", required=False),
        intro="Be kind.",
    )
    [step] = steps(asked, WRITER)
    assert modal(asked, step, WRITER, custom_id=asked.token) == {
        "custom_id": "membership.join:com_1",
        "title": "Join",
        "components": [
            {"type": 10, "content": "**Principles:** Be kind."},
            {
                "type": 18,
                "label": "Why?",
                "description": "In a few words",
                "component": {
                    "type": 4,
                    "custom_id": "why",
                    "style": 2,
                    "required": True,
                    "max_length": 500,
                    "value": "because",
                },
            },
            {
                "type": 18,
                "label": "How often?",
                "component": {
                    "type": 3,
                    "custom_id": "often",
                    "required": True,
                    "max_values": 1,
                    "min_values": 1,
                    "options": [
                        {"label": "Weekly", "value": "w"},
                        {"label": "Monthly", "value": "m", "default": True},
                    ],
                },
            },
            {
                "type": 18,
                "label": "I accept the principles",
                "component": {
                    "type": 22,
                    "custom_id": "rules",
                    "required": True,
                    "max_values": 1,
                    "min_values": 1,
                    "options": [{"label": "I accept the principles", "value": "yes"}],
                },
            },
            {
                "type": 18,
                "label": "From when?",
                "component": {
                    "type": 4,
                    "custom_id": "start",
                    "style": 1,
                    "required": False,
                    "max_length": 100,
                    "placeholder": "Africa/Lagos",
                },
            },
        ],
    }


def test_more_than_five_fields_are_asked_for_in_steps() -> None:
    asked = form(*(TextField(f"f{n}", Words(f"Field {n}")) for n in range(8)), intro="Read this")
    assert [len(each.fields) for each in steps(asked, WRITER)] == [4, 4]
    assert [each.read for each in steps(asked, WRITER)] == ["**Principles:** Read this", ""]


def test_files_are_asked_for_last_and_one_that_is_held_can_be_removed_by_a_box() -> None:
    held = UploadField("file", Words("File"), 8_000_000, "fil_1", Held("report.pdf", 3000))
    asked = form(held, *(TextField(f"f{n}", Words(f"Field {n}")) for n in range(4)))
    first, last = steps(asked, WRITER)
    assert [each.name for each in first.fields] == ["f0", "f1", "f2", "f3"]
    shown = modal(asked, last, WRITER, custom_id=asked.token)["components"]
    assert [each["label"] for each in shown] == ["Remove report.pdf", "File"]
    assert shown[1]["component"] == {
        "type": 19, "custom_id": "file", "required": False, "min_values": 0, "max_values": 1,
    }  # fmt: skip
    sent = answered({"components": shown}, {"file": "1567101026304000032"})
    assert values(sent) == {"file~remove": ""}
    draft = Draft(asked, "en", "")
    ticked = draft.with_values({"file~remove": "yes"})
    changed_mind = ticked.with_values({"file~remove": ""})
    assert [each.values["file"] for each in (draft, ticked, changed_mind)] == ["fil_1", "", "fil_1"]
    assert steps(ticked.form, WRITER)[1].fields[0].value == "yes"


def test_a_text_that_begins_like_a_removed_file_stays() -> None:
    draft = Draft(form(TextField("why", Words("Why?"))), "en", "").with_values({"why": "~ thirty people"})
    assert draft.values == {"why": "~ thirty people"}


def test_a_question_that_is_longer_than_a_label_is_written_out_above() -> None:
    question = "What do you do, " + "for whom, " * 15 + "and why?"
    asked = form(
        TextField("a", Words(question)), TextField("b", Words("A label of many more than forty-five characters!"))
    )
    [step] = steps(asked, WRITER)
    assert step.read == question
    fields = modal(asked, step, WRITER, custom_id="x")["components"][1:]
    assert fields[1]["description"] == "A label of many more than forty-five characters!"


def test_a_hint_too_long_for_its_place_ends_with_a_sentence_or_else_with_a_word() -> None:
    example = "For example “14 Feb 10:00” or “end of May – early June”."
    asked = form(
        TextField("a", Words("When?"), hint=Words(f"{example} You see it in full before anybody hears of it.")),
        TextField("b", Words("Why?"), hint=Words(f"Briefly. {'Whatever ' * 12}")),
    )
    [step] = steps(asked, WRITER)
    when, why = modal(asked, step, WRITER, custom_id="x")["components"]
    assert when["description"] == example
    assert why["description"] == f"Briefly.{' Whatever' * 9}…"


def test_a_form_that_comes_back_says_why_beside_each_field_and_keeps_everything() -> None:
    back = form(
        TextField("why", Words("Why?"), "x" * 900, max_length=500),
        problems=(("", Words("Two things.")), ("why", Words("At most 500 characters."))),
    )
    [step] = steps(back, WRITER)
    opened = modal(back, step, WRITER, custom_id="x")
    assert opened["components"][0] == {"type": 10, "content": "**Two things.**"}
    assert opened["components"][1]["description"] == "⚠ At most 500 characters."
    assert opened["components"][1]["component"]["value"] == "x" * 900
    assert opened["components"][1]["component"]["max_length"] == 900


def test_values_come_back_by_name() -> None:
    many = ChoiceField("many", Words("Which?"), tuple(Option(Words(each), each) for each in "abc"), many=True)
    asked = form(TextField("why", Words("Why?")), many, TickField("rules", Words("Rules")))
    [step] = steps(asked, WRITER)
    opened = modal(asked, step, WRITER, custom_id="x")
    sent = answered(opened, {"why": "because", "many": "a\nc", "rules": "yes"})
    assert values(sent) == {"why": "because", "many": "a\nc", "rules": "yes"}
    assert values(answered(opened, {})) == {"why": "", "many": "", "rules": ""}


def test_components_of_no_known_shape_are_left_out() -> None:
    assert values(None) == {}
    assert values([None, 3, {"type": 18}, {"component": {"custom_id": 4, "value": "x"}}, {"components": "no"}]) == {}
    assert values([{"type": 1, "components": [{"custom_id": "old", "value": "row"}]}]) == {"old": "row"}


def test_a_steps_mark_is_read_back_and_nothing_else_is_one() -> None:
    assert read_mark(mark("a-b_c", 2)) == ("a-b_c", 2)
    assert read_mark("membership.join:com_1") is None
    assert read_mark("~step:x:y") is None


WORD = st.text(alphabet="abc *_🌳\n", min_size=1, max_size=400).map(Words)
NAMES = st.integers(0, 10_000).map(lambda n: f"field{n}")
FIELDS: st.SearchStrategy[Field] = st.one_of(
    st.builds(TextField, name=NAMES, label=WORD, value=st.text(max_size=300), max_length=st.integers(1, 4000)),
    st.builds(TickField, name=NAMES, label=WORD, required=st.booleans(), hint=st.none() | WORD),
    st.builds(MomentField, name=NAMES, label=WORD, zone=st.just("Africa/Lagos")),
    st.builds(
        ChoiceField, name=NAMES, label=WORD, many=st.booleans(), required=st.booleans(),
        options=st.integers(1, 40).map(lambda n: tuple(Option(Words(f"o{i}"), f"v{i}") for i in range(n))),
    ),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(FIELDS, min_size=0, max_size=14, unique_by=lambda field: field.name), st.text(max_size=3000))
def test_any_form_keeps_to_the_limits_and_asks_for_every_field_once(fields: list[Field], intro: str) -> None:
    asked = form(*fields, intro=intro)
    cut_up = steps(asked, WRITER)
    names = []
    for number, step in enumerate(cut_up):
        opened = modal(asked, step, WRITER, custom_id=mark("x" * 12, number))
        assert 1 <= size(opened["title"]) <= 45
        assert 1 <= len(opened["components"]) <= 5
        for each in opened["components"]:
            if each["type"] == 10:
                assert 1 <= size(each["content"]) <= 4000
                continue
            names.append(each["component"]["custom_id"])
            assert 1 <= size(each["label"]) <= 45
            assert size(each.get("description", "")) <= 100
            assert len(each["component"].get("options", ())) <= 25
            assert size(each["component"].get("value", "")) <= each["component"].get("max_length", 4000)
    assert names == [field.name for field in fields]


def test_a_draft_keeps_what_was_typed_in_earlier_steps() -> None:
    asked = form(TextField("a", Words("A")), TextField("b", Words("B"), "old"))
    draft = Draft(asked, "en", "").with_values({"a": "typed", "unknown": "x"})
    assert draft.values == {"a": "typed", "b": "old"}
