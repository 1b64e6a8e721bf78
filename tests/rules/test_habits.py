"""How our code reads, as far as a machine can tell: who commits, who asks for the time, how long a module may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.rules.sources import Rule, Source, complaints, dotted, imported, source, sources

COMMITS = {"commit", "begin", "begin_nested", "rollback"}
MAY_COMMIT = ("bot/db/", "migrations/", "adapters/playground/store")
"""The one Database, the migrations, and the playground's own store (it plays a platform, which has its own memory)."""

WALL_CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "datetime.datetime.now", "datetime.datetime.utcnow",
    "date.today", "datetime.date.today", "time.time", "time.time_ns", "time.localtime", "time.gmtime", "machine_time",
}  # fmt: skip
MAY_ASK_THE_TIME = ("bot/clock.py",)

MAY_NAME_PLATFORMS = re.compile(r"bot/(config|cli|app|.*check|.*manifest)(/.*)?\.py")
MAY_PRINT = ("bot/cli.py", "bot/cli/")
LONGEST = 400
"""Lines. About 300 is the habit; beyond 400 a module is two."""


def only_the_database_commits(file: Source) -> Iterator[str]:
    if file.path.startswith(MAY_COMMIT):
        return
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMMITS:
            yield file.at(node, f"{dotted(node.func)}(): only Database.run begins and commits")


def features_never_wait(file: Source) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith):
            yield file.at(node, "a feature runs inside a transaction and never waits: ask for a job instead")


def time_comes_in(file: Source) -> Iterator[str]:
    if file.path in MAY_ASK_THE_TIME:
        return
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call) and dotted(node.func) in WALL_CLOCKS:
            yield file.at(node, f"{dotted(node.func)}(): the time comes in, as tx.now or from the Clock")
    for node, name in imported(file):
        if name in WALL_CLOCKS - {"machine_time"}:
            yield file.at(node, f"{name}: the time comes in, as tx.now or from the Clock")


def only_the_command_line_prints(file: Source) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call) and dotted(node.func) == "print" and not file.path.startswith(MAY_PRINT):
            yield file.at(node, "print(): log a sentence with fields instead")


def no_platform_is_named(file: Source) -> Iterator[str]:
    yield from platform_names(file.path, file.text)


def platform_names(path: str, text: str) -> Iterator[str]:
    if MAY_NAME_PLATFORMS.fullmatch(path):
        return
    for number, line in enumerate(text.splitlines(), 1):
        for name in re.findall("slack|discord", line, re.IGNORECASE):
            yield f"{path}:{number}: {name}: the engine knows no platform; give its place a capability or a limit"


def modules_say_what_they_are(file: Source) -> Iterator[str]:
    if not ast.get_docstring(file.tree):
        yield file.at(file.tree, "begin with one sentence: what the module does, and the rule not to break")


def modules_stay_readable(file: Source) -> Iterator[str]:
    lines = len(file.text.splitlines())
    if lines > LONGEST:
        yield f"{file.path}:{LONGEST}: {lines} lines are two modules (about 300 is the habit)"


RULES: list[tuple[Rule, tuple[str, ...]]] = [
    (only_the_database_commits, ("bot", "adapters")),
    (features_never_wait, ("bot/features",)),
    (time_comes_in, ("bot", "adapters", "migrations")),
    (only_the_command_line_prints, ("bot", "adapters")),
    (no_platform_is_named, ("bot",)),
    (modules_say_what_they_are, ("bot", "adapters", "migrations", "tests", "benchmarks")),
    (modules_stay_readable, ("bot", "adapters", "benchmarks")),
]


@pytest.mark.parametrize(("rule", "folders"), RULES, ids=[rule.__name__ for rule, _ in RULES])
def test_our_code_keeps(rule: Rule, folders: tuple[str, ...]) -> None:
    assert complaints(rule, sources(*folders)) == []


BROKEN: list[tuple[Rule, str, str, list[int]]] = [
    (only_the_database_commits, "bot/jobs/worker.py", "session.commit()\nconn.begin()\n", [1, 2]),
    (only_the_database_commits, "adapters/one/store.py", "self.conn.execute(x)\nself.conn.commit()\n", [2]),
    (features_never_wait, "bot/features/events/service.py", "async def plan(tx):\n    await tx\n", [1, 2]),
    (time_comes_in, "bot/jobs/worker.py", "due = datetime.now(UTC)\n", [1]),
    (time_comes_in, "bot/jobs/worker.py", "import time\nstart = time.time()\n", [2]),
    (time_comes_in, "bot/jobs/worker.py", "from time import time\n", [1]),
    (time_comes_in, "bot/jobs/worker.py", "due = machine_time()\n", [1]),
    (only_the_command_line_prints, "bot/app.py", "print('ready')\n", [1]),
    (no_platform_is_named, "bot/features/help/messages.py", "ok\nif platform == 'Slack': ...\n", [2]),
    (modules_say_what_they_are, "bot/log.py", "import structlog\n", [1]),
    (modules_stay_readable, "bot/log.py", "x = 1\n" * 401, [400]),
]


@pytest.mark.parametrize(("rule", "path", "text", "lines"), BROKEN)
def test_a_rule_notices(rule: Rule, path: str, text: str, lines: list[int]) -> None:
    found = sorted(int(complaint.split(":")[1]) for complaint in complaints(rule, [source(path, text)]))
    assert found == lines


KEPT: list[tuple[Rule, str, str]] = [
    (only_the_database_commits, "bot/db/database.py", "conn.commit()\n"),
    (only_the_database_commits, "bot/jobs/worker.py", "await database.run(work)\n"),
    (features_never_wait, "bot/features/events/service.py", "def plan(tx): ...\n"),
    (time_comes_in, "bot/clock.py", "datetime.now(UTC)\n"),
    (time_comes_in, "adapters/one/rate.py", "import time\nstart = time.monotonic()\n"),
    (time_comes_in, "bot/features/events/service.py", "due = tx.now\n"),
    (only_the_command_line_prints, "bot/cli.py", "print('ready')\n"),
    (no_platform_is_named, "bot/config.py", "discord: Discord\n"),
    (modules_stay_readable, "bot/log.py", "x = 1\n" * 400),
]


@pytest.mark.parametrize(("rule", "path", "text"), KEPT)
def test_a_rule_lets_the_lawful_pass(rule: Rule, path: str, text: str) -> None:
    assert complaints(rule, [source(path, text)]) == []
