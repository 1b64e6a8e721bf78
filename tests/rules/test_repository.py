"""What lies in the repository: nothing of one machine or one registry, exact pins, a reason for each dependency."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from bot.config import ConfigError, load_config
from tests.rules.sources import ROOT

MACHINE = re.compile(
    r"(?<![\w.-])/(?:wor[k]|roo[t]|hom[e]/(?!palabre\b)\w+|User[s]/\w+)(?:/|\b(?=\s|$))"
)
"""Paths that exist on one machine only; a documented installation may live in its own user's home."""

REGISTRY = re.compile(r"pypi\.org/simpl[e]|pythonhosted[.]org|registry\.npmj[s]|-index-ur[l]|--find-link[s]|file:/{2}/")
"""Where packages come from is each machine's own setting (pip's configuration)."""

PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.+!]*")


def belongings(path: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, what in ((MACHINE, "a path of one machine"), (REGISTRY, "a package registry's address")):
            for found in pattern.finditer(line):
                yield f"{path}:{number}: {what}: {found[0].strip()}"


def loose_pins(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line for line in lines if not PIN.fullmatch(line)]


def unexplained(pyproject: str) -> list[str]:
    """Dependencies without a reason beside them."""
    found = []
    for line in pyproject.splitlines():
        entry = re.fullmatch(r'\s+"([A-Za-z0-9._-]+(?:\[[a-z,]+\])?)[^"]*",(?:\s+# .{10,}[.])?', line)
        if entry and re.search(r"[<>=]=|\[", line.split("#")[0]) and "#" not in line:
            found.append(entry[1])
    return found


def tracked() -> Iterator[tuple[str, str]]:
    """Every text file that is, or would be, part of the repository."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: which files belong to the project is unknown")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for path in filter(None, listing.stdout.decode().split("\0")):
        if (ROOT / path).is_file():
            content = (ROOT / path).read_bytes()
            if b"\0" not in content:
                yield path, content.decode("utf-8")


def test_nothing_of_one_machine_stands_in_the_repository() -> None:
    assert [complaint for path, text in tracked() for complaint in belongings(path, text)] == []


def test_every_pin_is_exact() -> None:
    assert loose_pins((ROOT / "constraints.txt").read_text("utf-8")) == []


def test_everything_we_ask_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    names = {_canonical(re.split(r"[<>=\[~!; ]", each)[0]) for each in asked} - {"palabre"}
    pinned = {_canonical(line.split("==")[0]) for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    assert sorted(names - pinned) == []


def test_every_dependency_says_why() -> None:
    assert unexplained((ROOT / "pyproject.toml").read_text("utf-8")) == []


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        ("cd /" + "work/main", ["README.md:1: a path of one machine: /" + "work/"]),
        ("ok\nls /" + "root", ["README.md:2: a path of one machine: /" + "root"]),
        ("python /" + "home/ada/bot.py", ["README.md:1: a path of one machine: /" + "home/ada/"]),
        ("see https://pypi.org/" + "simple/x", ["README.md:1: a package registry's address: pypi.org/" + "simple"]),
        ("pip install --extra-index" + "-url x", ["README.md:1: a package registry's address: -index" + "-url"]),
        ("https://palabre.example/wo" + "rk/ and /ho" + "me/palabre/bot and docs/root", []),
    ],
)
def test_the_rule_of_belongings_notices(text: str, complaints: list[str]) -> None:
    assert list(belongings("README.md", text)) == complaints


def test_a_loose_pin_is_noticed() -> None:
    text = "# why\naiohttp==3.14.5\nbabel>=2\npalabre @ https://example.org/x.whl\n-e .\ntzdata==2026.6  # note\n"
    loose = ["babel>=2", "palabre @ https://example.org/x.whl", "-e .", "tzdata==2026.6  # note"]
    assert loose_pins(text) == loose


def test_a_dependency_without_a_reason_is_noticed() -> None:
    text = 'dependencies = [\n    "aiohttp>=3.10,<4",\n    "babel>=2.16",  # Dates as each language writes them.\n]\n'
    assert unexplained(text) == ["aiohttp"]


@pytest.fixture
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PALABRE_")]:
        monkeypatch.delenv(name)


@pytest.mark.usefixtures("no_settings_from_outside")
def test_the_example_settings_load() -> None:
    config = load_config(ROOT / "config.example.toml")
    assert config.database.url.get_secret_value() == "sqlite:///palabre.db"


@pytest.mark.usefixtures("no_settings_from_outside")
def test_settings_with_a_misspelt_key_do_not_load(tmp_path: Path) -> None:
    example = (ROOT / "config.example.toml").read_text("utf-8")
    (tmp_path / "config.toml").write_text(example.replace("[database]", "[databose]", 1), "utf-8")
    with pytest.raises(ConfigError, match="databose"):
        load_config(tmp_path / "config.toml")


@pytest.mark.parametrize("name", sorted(each.name for each in iter_modules([str(ROOT / "benchmarks")])))
def test_every_benchmark_finds_what_it_measures(name: str) -> None:
    """They run seldom; what they measure is renamed and moved often."""
    if name != "__main__":
        import_module(f"benchmarks.{name}")
