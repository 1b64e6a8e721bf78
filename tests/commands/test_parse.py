"""What people type is understood as they mean it, and never fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.commands.arguments import BOOLEAN, INTEGER, Argument, choice, declared, words
from bot.commands.context import Context
from bot.commands.parse import Parsed, parse


def read_anything(ctx: Context, typed: str) -> str:
    return typed


NAME = Argument("text", read=read_anything)


@dataclass(frozen=True, slots=True)
class JoinArgs:
    community: Annotated[str, NAME]
    note: Annotated[str, words()] = ""


@dataclass(frozen=True, slots=True)
class ShowArgs:
    community: Annotated[str, NAME]
    mode: Annotated[str, choice("open", "semi-private")] = ""
    rows: Annotated[int, INTEGER] = 1
    hidden: Annotated[bool, BOOLEAN] = False


@dataclass(frozen=True, slots=True)
class PlanArgs:
    title: Annotated[str, words()]
    at: Annotated[str, Argument("moment")] = ""
    community: Annotated[str, NAME] = ""


def labels(value: str) -> list[str]:
    return {"open": ["Ouverte"], "yes": ["oui"], "no": ["non"]}.get(value, [])


def values(kind: type, text: str, *, skip: str = "") -> dict[str, str]:
    return parse(text, declared(kind), labels=labels, skip=skip).values


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("", {}),
        ("  \n ", {}),
        ("gender", {"community": "gender"}),
        ("gender I work   on this,\n since 2019", {"community": "gender", "note": "I work   on this,\n since 2019"}),
        ('"Gender Group" hello', {"community": "Gender Group", "note": "hello"}),
        ("'Gender Group' hello", {"community": "Gender Group", "note": "hello"}),
        ("“Gender Group” hello", {"community": "Gender Group", "note": "hello"}),
        ("„Gender Group“ hello", {"community": "Gender Group", "note": "hello"}),
        ("“Gender Group\" hello", {"community": "Gender Group", "note": "hello"}),
        ("« Groupe Genre » bonjour", {"community": "Groupe Genre", "note": "bonjour"}),
        ("‘Gender Group’ hello", {"community": "Gender Group", "note": "hello"}),
        ('gender "quoted whole"', {"community": "gender", "note": "quoted whole"}),
        ('gender "quoted" in part', {"community": "gender", "note": '"quoted" in part'}),
        ("note:hello there community:gender", {"community": "gender", "note": "hello there"}),
        ("NOTE= hello there", {"note": "hello there"}),
        ('community:"Gender Group" hello', {"community": "Gender Group", "note": "hello"}),
        ("community: gender hello", {"community": "gender", "note": "hello"}),
        ("--community=gender hello", {"community": "gender", "note": "hello"}),
        ("gender see https://example.org/a:b", {"community": "gender", "note": "see https://example.org/a:b"}),
        ("gender the time:5 is wrong", {"community": "gender", "note": "the time:5 is wrong"}),
        ('gender he said "note:x" once', {"community": "gender", "note": 'he said "note:x" once'}),
        ("gender note:a note:b", {"community": "gender", "note": "a note:b"}),
        ("gender a note:b", {"community": "gender", "note": "a note:b"}),
        ('"gender', {"community": '"gender'}),
        ('"gender group', {"community": '"gender', "note": "group"}),
        ("l'été qu'on aime", {"community": "l'été", "note": "qu'on aime"}),
        ("'tis the season", {"community": "'tis", "note": "the season"}),
        ('""', {"community": ""}),
        ("community:", {"community": ""}),
    ],
)
def test_a_name_and_a_note(text: str, understood: dict[str, str]) -> None:
    assert values(JoinArgs, text) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("gender open", {"community": "gender", "mode": "open"}),
        ("open gender", {"community": "gender", "mode": "open"}),
        ("Gender Group ouverte", {"community": "Gender Group", "mode": "open"}),
        ("Gender Group semi-private 12 oui", {"community": "Gender Group", "mode": "semi-private", "hidden": "yes",
                                              "rows": "12"}),
        ("12 gender", {"community": "12 gender"}),
        ("gender opening", {"community": "gender opening"}),
        ('"open" gender', {"community": "open"}),
        ("mode:OPEN gender", {"community": "gender", "mode": "OPEN"}),
        ("hidden:yes rows:3 gender", {"community": "gender", "hidden": "yes", "rows": "3"}),
        ("open open", {"community": "open", "mode": "open"}),
    ],
)  # fmt: skip
def test_choices_are_found_wherever_they_stand(text: str, understood: dict[str, str]) -> None:
    assert values(ShowArgs, text) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Budget", {"title": "Budget"}),
        ('"The budget" tomorrow at 9', {"title": "The budget", "at": "tomorrow", "community": "at 9"}),
        ("title: The budget at: tomorrow 9:30 community: gender",
         {"title": "The budget", "at": "tomorrow 9:30", "community": "gender"}),
    ],
)  # fmt: skip
def test_words_given_by_name_end_at_the_next_name(text: str, understood: dict[str, str]) -> None:
    assert values(PlanArgs, text) == understood


def test_what_goes_without_saying_can_still_be_named() -> None:
    assert values(JoinArgs, "I work on this", skip="community") == {"note": "I work on this"}
    assert values(JoinArgs, "hello community:gender", skip="community") == {"note": "hello", "community": "gender"}


def test_only_what_stood_in_its_place_is_told_apart() -> None:
    found = parse("gender hello", declared(JoinArgs))
    assert found == Parsed({"community": "gender", "note": "hello"}, ("community", "note"))
    assert parse("community:gender hello", declared(JoinArgs)).placed == ("note",)


@dataclass(frozen=True, slots=True)
class NoArgs:
    pass


def test_a_command_without_arguments_ignores_what_follows() -> None:
    assert values(NoArgs, 'please "now" x:y') == {}


SIGNS = [*"abé1 \n\t:=\"'“”„«»‘’-", "note:", "community=", "open ", "\u202f", "🎉"]
NOISE = some.lists(some.sampled_from(SIGNS)).map("".join) | some.text()


@settings(deadline=None)
@given(NOISE, some.sampled_from([JoinArgs, ShowArgs, PlanArgs, NoArgs]))
def test_any_text_gives_a_result_of_declared_arguments(text: str, kind: type) -> None:
    found = values(kind, text)
    assert set(found) <= {each.name for each in declared(kind)}
    assert all(value in text or value in ("open", "semi-private", "yes", "no") for value in found.values())


@settings(deadline=None)
@given(NOISE, some.sampled_from(['""', "“”", "„“", "''"]))
def test_quoted_text_survives(text: str, marks: str) -> None:
    inside = "".join(sign for sign in text if sign not in "\"“”„‟'‘’")
    assert values(JoinArgs, f"{marks[0]}{inside}{marks[1]} hello") == {"community": inside, "note": "hello"}
    assert values(JoinArgs, f"note:{marks[0]}{inside}{marks[1]}") == {"note": inside}


@settings(deadline=None)
@given(some.text().map(str.split).map(" ".join).filter(lambda text: not set(text) & set("\"“”„‟'‘«:=")))
def test_the_rest_of_the_line_is_taken_as_it_is(text: str) -> None:
    assert values(JoinArgs, f"gender {text}") == {"community": "gender", **({"note": text} if text else {})}


@pytest.mark.parametrize("text", ['"a ' * 20_000, "“a” " * 20_000, "note: " * 20_000, "a" * 100_000, "' " * 50_000])
@pytest.mark.timeout(5)
def test_long_text_does_not_take_long(text: str) -> None:
    assert set(values(ShowArgs, text)) == {"community"}
    assert set(values(JoinArgs, text)) <= {"community", "note"}
