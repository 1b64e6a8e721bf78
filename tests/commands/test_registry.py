"""A declaration that cannot work is refused at start, in a sentence that says which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, make_dataclass
from typing import Annotated, Any, Literal

import pytest

from bot.chat.message import say
from bot.chat.reply import Silence
from bot.chat.text import Words
from bot.commands.arguments import Argument, words
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, anyone
from bot.commands.registry import JobSpec, Registry, WrongDeclaration, plain_emoji
from bot.db.tx import Tx
from tests.commands.garden import NoArgs, garden_feature


@dataclass(frozen=True, slots=True)
class Water:
    bed: str
    kind: Literal["garden.water"] = "garden.water"


@dataclass(frozen=True, slots=True)
class Nameless:
    bed: str = field(default="")


def run(ctx: Context, subject: Any) -> Answered:
    return Silence()


def water(tx: Tx, payload: Any) -> None:
    """Water nothing."""


def shed() -> Feature:
    return Feature("shed")


def test_everything_is_found_by_its_name() -> None:
    garden = garden_feature()
    garden.job(Water)(water)
    registry = Registry([garden])
    assert list(registry.commands) == ["plant", "pick", "lend", "garden open", "garden close", "stumble"]
    assert list(registry.shortcuts) == ["dry", "complain"]
    assert registry.shortcuts["dry"].key == "shortcut-dry"
    assert list(registry.presses) == ["garden.pull", "garden.why", "garden.take"]
    assert list(registry.forms) == ["garden.reason"]
    assert list(registry.cards) == ["bed"]
    assert registry.jobs == {"garden.water": JobSpec(Water, water)}
    assert registry.verbs("garden") == ("close", "open")
    assert registry.verbs("plant") == ()
    reaction = registry.reaction("bed", "✅")
    assert reaction is not None
    assert reaction.token == "garden.pull"
    assert registry.reaction("request", "✅") is None


def twice(declare: Callable[[Feature], object]) -> Feature:
    feature = shed()
    declare(feature)
    declare(feature)
    return feature


def once(declare: Callable[[Feature], object]) -> Feature:
    feature = shed()
    declare(feature)
    return feature


def nowhere() -> Feature:
    feature = once(lambda f: f.press("dig", allow=anyone)(run))
    reacting(feature)
    return feature


def reacting(feature: Feature) -> None:
    feature.reaction("✅", on="bed", means="dig")


MANY = make_dataclass("MANY", [(f"a{'b' * n}", Annotated[str, words()]) for n in range(26)])
CHOICELESS = make_dataclass("CHOICELESS", [("mode", Annotated[str, Argument("choice")])])
SHOUTED = make_dataclass("SHOUTED", [("Mode", Annotated[str, words()])])
UNDECLARED = make_dataclass("UNDECLARED", [("mode", str)])


@pytest.mark.parametrize(
    ("features", "sentence"),
    [
        ([garden_feature(), garden_feature()], "The feature garden is declared twice."),
        ([Feature("commands")], "No feature may be called commands: that is the dispatcher's own name."),
        ([twice(lambda f: f.command("dig", NoArgs, allow=anyone)(run))], "The command dig is declared twice."),
        ([twice(lambda f: f.press("dig", allow=anyone)(run))], "The button shed.dig is declared twice."),
        ([twice(lambda f: f.form("dig", allow=anyone)(run))], "The form shed.dig is declared twice."),
        ([once(lambda f: f.command("Dig", NoArgs, allow=anyone)(run))],
         "/Dig must be one or two lower case words of at most 32 letters."),
        ([once(lambda f: f.command("dig deep down", NoArgs, allow=anyone)(run))],
         "/dig deep down must be one or two lower case words of at most 32 letters."),
        ([once(lambda f: f.command("d" * 33, NoArgs, allow=anyone)(run))],
         f"/{'d' * 33} must be one or two lower case words of at most 32 letters."),
        ([once(lambda f: f.command("dig", NoArgs, allow=anyone, audience="moles")(run))],
         "/dig is for moles; it must be one of everyone, members, administrators, owners."),
        ([once(lambda f: f.command("dig", MANY, allow=anyone)(run))], "/dig has 26 arguments; there may be 25."),
        ([once(lambda f: f.command("dig", CHOICELESS, allow=anyone)(run))],
         "/dig: mode needs choices exactly when it is a choice."),
        ([once(lambda f: f.command("dig", SHOUTED, allow=anyone)(run))],
         "/dig: the argument Mode must be in lower case letters and _."),
        ([twice(lambda f: f.shortcut("dig", allow=anyone)(run))], "The shortcut dig is declared twice."),
        ([once(lambda f: f.shortcut("dig deep", allow=anyone)(run))],
         "The shortcut dig deep must be one lower case word of at most 32 letters."),
        ([once(lambda f: f.press("Dig", allow=anyone)(run))],
         "The token shed.Dig must read feature.action, in lower case."),
        ([once(reacting)], "✅ means shed.dig, which is no button."),
        ([nowhere()],
         "✅ stands under bed, which is no card."),
        ([once(lambda f: f.job(Nameless)(water))],
         'Nameless needs a field kind: Literal["feature.verb"] = "feature.verb".'),
        ([garden_feature(), once(lambda f: f.card("bed")(lambda tx, bed, locale: say(Words(bed))))],
         "The card bed is declared twice."),
    ],
)  # fmt: skip
def test_what_cannot_work_is_refused_at_start(features: list[Feature], sentence: str) -> None:
    with pytest.raises(WrongDeclaration) as refused:
        Registry(features)
    assert str(refused.value) == sentence


def test_a_button_of_a_feature_that_is_not_there_is_refused() -> None:
    stranger = shed()
    stranger.press("dig", allow=anyone)(run)
    stranger.name = "barn"
    with pytest.raises(WrongDeclaration, match=r"^The token shed\.dig names a feature that is not there\.$"):
        Registry([stranger])


def test_an_argument_without_its_declaration_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^UNDECLARED\.mode needs exactly one Argument\(\.\.\.\) annotation$"):
        Registry([once(lambda f: f.command("dig", UNDECLARED, allow=anyone)(run))])


def test_two_words_of_thirty_two_letters_and_twenty_five_arguments_are_the_most() -> None:
    most = make_dataclass("Most", [(f"a{'b' * n}", Annotated[str, words()]) for n in range(25)])
    name = f"{'d' * 32} {'e' * 32}"
    assert list(Registry([once(lambda f: f.command(name, most, allow=anyone)(run))]).commands) == [name]


@pytest.mark.parametrize(
    ("emoji", "plain"), [("✅\ufe0f", "✅"), ("👍🏽", "👍"), ("👀", "👀"), ("❤️‍🔥", "❤‍🔥"), ("🏽", "🏽")]
)
def test_an_emoji_is_known_whatever_it_looks_like(emoji: str, plain: str) -> None:
    assert plain_emoji(emoji) == plain
