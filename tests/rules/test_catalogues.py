"""What is said to people stands in every language, with the same keys and parameters, and nothing is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

import pytest

from tests.rules.catalogues import Catalogue, catalogue, catalogues
from tests.rules.sources import Source, dotted, source, sources

SPEAKERS = {"t", "T"}
"""The functions whose first argument is a key; `t` takes the key's variables as keywords."""

ANYTHING = "[a-z0-9.-]+"
"""What may stand where a key is put together."""


@dataclass(frozen=True, slots=True)
class Use:
    """Where the code says something: `key` is a pattern; `given` is None where the variables cannot be read off."""

    where: str
    key: re.Pattern[str]
    given: frozenset[str] | None


def uses(file: Source) -> Iterator[Use]:
    """Every `t("key", name=…)`; of a key chosen on the spot (`a if x else b`) each, of f"choice-{x}" its pattern."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call) and dotted(node.func) in SPEAKERS and node.args:
            names = [keyword.arg for keyword in node.keywords]
            readable = dotted(node.func) == "t" and None not in names
            given = frozenset(name for name in names if name) if readable else None
            yield from (Use(f"{file.path}:{node.lineno}", key, given) for key in _keys(node.args[0]))


def _keys(node: ast.expr) -> Iterator[re.Pattern[str]]:
    if isinstance(node, ast.IfExp):
        yield from (*_keys(node.body), *_keys(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.compile(re.escape(node.value))
    elif isinstance(node, ast.JoinedStr):
        constants = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        yield re.compile("".join(ANYTHING if part is None else re.escape(str(part)) for part in constants))


def mentions(file: Source) -> Iterator[re.Pattern[str]]:
    """Whatever could name a key: every string, and every pattern that is a key's beginning and not just anything."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Constant | ast.JoinedStr):
            constant = "".join(str(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant))
            telling = isinstance(node, ast.Constant) or sum(map(str.isalpha, constant)) >= 3
            if re.fullmatch("[a-z0-9.-]+", constant) and telling:
                yield from _keys(node)


def unsaid(files: Iterable[Source], original: Catalogue) -> list[str]:
    """What the code says and the catalogue does not have, or needs more for."""
    found = []
    for use in (use for file in files for use in uses(file)):
        keys = [key for key in original.keys if use.key.fullmatch(key)]
        if not keys:
            found.append(f"{use.where}: {_plainly(use.key)} has no copy")
        for key in keys:
            missing = original.keys[key].variables - use.given if use.given is not None else frozenset()
            found += [f"{use.where}: {key} also needs {variable}" for variable in sorted(missing)]
    return found


def unused(files: Iterable[Source], keys: Set[str]) -> list[str]:
    patterns = {pattern for file in files for pattern in mentions(file)}
    whole = {_plainly(pattern) for pattern in patterns}
    return sorted(key for key in keys - whole if not any(pattern.fullmatch(key) for pattern in patterns))


def _plainly(key: re.Pattern[str]) -> str:
    return key.pattern.replace(ANYTHING, "…").replace("\\", "")


def differences(original: Catalogue, other: Catalogue) -> list[str]:
    """Keys and variables that one language has and another has not, and sentences left in the original's words."""
    ours, theirs, name = original.keys, other.keys, other.language
    found = [f"{name}: {key} is missing" for key in sorted(ours.keys() - theirs.keys())]
    found += [f"{name}: {key} is not in {original.language}" for key in sorted(theirs.keys() - ours.keys())]
    for key in sorted(ours.keys() & theirs.keys()):
        if ours[key].variables != theirs[key].variables:
            found.append(f"{name}: {key} uses {sorted(theirs[key].variables)}, not {sorted(ours[key].variables)}")
        if ours[key].words == theirs[key].words and ours[key].words.count(" ") >= 3:
            found.append(f"{name}: {key} is not translated: {ours[key].words}")
    return found


def test_english_and_french_have_copy() -> None:
    assert [each.language for each in catalogues() if each.keys] == ["en", "fr"]


def test_every_catalogue_is_sound() -> None:
    assert [problem for each in catalogues() for problem in each.problems] == []


def test_french_apostrophes_are_those_of_print() -> None:
    straight = re.compile(r"[^\W\d_]'[^\W\d_]")
    french = next(each for each in catalogues() if each.language == "fr")
    assert [key for key, said in french.keys.items() if straight.search(said.words)] == []


def test_every_language_says_the_same() -> None:
    original, *others = catalogues()
    assert [difference for other in others for difference in differences(original, other)] == []


def test_whatever_the_code_says_has_copy() -> None:
    assert unsaid(sources("bot", "adapters"), catalogues()[0]) == []


def test_no_copy_is_left_over() -> None:
    assert unused(sources("bot", "adapters"), catalogues()[0].keys.keys()) == []


ENGLISH = catalogue("en", {"a.ftl": "joined = { $who } joined\nchoice-open = Open\nbye = { joined } and left\n"})


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        ('t("joined", who=Who("Ada"))', []),
        ('t("bye", who=Who("Ada"), extra=1)', []),
        ('t("joined", **params)', []),
        ('T("joined", params)', []),
        ('t(f"choice-{value}")', []),
        ('t("joinde", who=who)', ["a.py:1: joinde has no copy"]),
        ('t("joined")', ["a.py:1: joined also needs who"]),
        ('t("bye", why=1)', ["a.py:1: bye also needs who"]),
        ('t("choice-open" if x else "choice-closed")', ["a.py:1: choice-closed has no copy"]),
        ('t(f"mode-{value}")', ["a.py:1: mode-… has no copy"]),
    ],
)
def test_the_rule_of_the_keys_notices(text: str, complaints: list[str]) -> None:
    assert unsaid([source("a.py", text)], ENGLISH) == complaints


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('t("joined"); KEY = "bye"; f"choice-{x}"', []),
        ('t("joined"); f"{a}-{b}"; "bye now"', ["bye", "choice-open"]),
        ("joined = bye", ["bye", "choice-open", "joined"]),
    ],
)
def test_the_rule_of_leftovers_notices(text: str, left: list[str]) -> None:
    assert unused([source("a.py", text)], ENGLISH.keys.keys()) == left


@pytest.mark.parametrize(
    ("french", "difference"),
    [
        ("choice-open = Ouvert\nbye = { joined } puis reparti", "fr: joined is missing"),
        ("joined = { $who } est là\nchoice-open = Ouvert\nbye = { $who }\nplus = Plus", "fr: plus is not in en"),
        ("joined = { $qui } est là\nchoice-open = Ouvert\nbye = { $who }", "fr: joined uses ['qui'], not ['who']"),
    ],
)
def test_the_rule_of_the_languages_notices(french: str, difference: str) -> None:
    assert difference in differences(ENGLISH, catalogue("fr", {"a.ftl": french}))


def test_the_rule_of_the_languages_notices_what_was_not_translated() -> None:
    text = "late = That moment is over, choose another\n"
    found = differences(catalogue("en", {"a.ftl": text}), catalogue("fr", {"a.ftl": text}))
    assert found == ["fr: late is not translated: That moment is over choose another"]


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        ({"a.ftl": "fine = Fine\nbroken\n"}, ('en/a.ftl:2: Expected token: "="',)),
        ({"a.ftl": "same = One", "b.ftl": "\nsame = Two"}, ("en/b.ftl:2: same stands twice",)),
        ({"a.ftl": "first = { second } { -brand }"},
         ("en: first refers to second, which is not there", "en: first refers to -brand, which is not there")),
        ({"a.ftl": "-brand = { $case ->\n *[other] Palabre\n }\nname = { -brand(case: \"x\") }\n    .title = T"}, ()),
    ],
)  # fmt: skip
def test_an_unsound_catalogue_is_noticed(files: dict[str, str], problems: tuple[str, ...]) -> None:
    assert catalogue("en", files).problems == problems


def test_plural_variants_of_languages_may_differ() -> None:
    english = catalogue("en", {"a.ftl": "n = { $n ->\n [one] One\n *[other] { $n } left\n }"})
    french = catalogue("fr", {"a.ftl": "n = { $n ->\n [0] Aucun\n [one] Un seul\n *[other] Il en reste { $n }\n }"})
    assert differences(english, french) == []
