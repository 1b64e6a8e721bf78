"""Which room may import which: downwards only, so that every room can be read without the ones above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.rules.sources import Rule, Source, complaints, dotted, imported, source, sources

DOORS = {
    "chat": "",
    "clock": "",
    "log": "",
    "errors": "chat",
    "config": "chat errors",
    "i18n": "chat errors",
    "db": "chat clock errors i18n",
    "jobs": "chat clock errors i18n db",
    "commands": "chat clock errors i18n db jobs",
    "features": "chat errors i18n db jobs commands",
    "keeping": "chat errors",
    "catchup": "chat errors db jobs features keeping",
    "preview": "chat clock errors i18n db jobs commands features",
    "web": "chat clock errors i18n db jobs commands features",
}
"""What each room of bot/ may import besides itself."""

OPEN = {"", "app", "cli", "__main__"}
"""Those that put everything together."""

ADAPTERS_MAY = {"chat", "commands", "errors", "i18n"}
OTHERS_MAY_READ = {
    "model", "service", "access", "accounts", "arguments", "attention", "changing", "closing", "daily", "doors",
    "exclusion", "feeds", "homes", "hours", "joining", "letters", "naming", "pages", "quiet", "records", "recurrence",
    "requests", "seats", "showing", "telling", "tidings", "times", "wording", "workspaces", "zones",
}  # fmt: skip
"""The modules of a feature that later features may import. In `access` stands who may do what, in `arguments` how what
was typed is read (which community is meant), in `requests` how a request changes: each once for all. In `accounts`
stands who is behind thousands of them at once, in `attention` and `quiet` how much anybody is told and when, in
`changing` how what is planned is moved or called off, in `closing` which channels their platform archives, in
`daily` what somebody is told once a day at most, in `feeds` at which addresses calendars are read, in `recurrence`
when a series meets, in `letters` what became of a private message, in `homes` how the places of communities really
are, in `exclusion` who is kept out, in `hours` when people hear of what can wait, in `joining` the way in that is
somebody's own, in `pages` that what somebody sees on their own page is different now, in `naming` what people are
called, in `records` what a file holds of what was planned, in `seats` who comes to it, in `showing` that what is
shown of a community elsewhere is looked at again, in `telling` how administrators hear of what is theirs to mend, in
`tidings` what those who come read of a change, in `times` what a time belongs to, and that it hides with its
community, in `wording` how it is said when something takes place, in `workspaces` what those of a platform are
called, in `zones` the one question about where somebody lives."""


def doors(file: Source) -> Iterator[str]:
    top, room = [*file.module.split("."), ""][:2]
    for node, name in imported(file):
        to_top, to_room = [*name.split("."), ""][:2]
        if to_top not in ("bot", "adapters") or (top, room) == (to_top, to_room):
            continue
        if top == "adapters":
            if to_top == "adapters" and room:
                yield file.at(node, f"an adapter never imports another one ({name})")
            elif to_top == "bot" and to_room not in ADAPTERS_MAY:
                yield file.at(node, f"adapters use bot.chat, commands, errors and i18n only, not {name}")
        elif room not in OPEN:
            if room not in DOORS:
                yield file.at(node, f"bot/{room} has no place among the rooms yet: give it one in DOORS")
            elif to_top == "adapters":
                yield file.at(node, f"the engine never imports an adapter ({name})")
            elif to_room not in DOORS[room].split():
                yield file.at(node, f"{room} may import {DOORS[room] or 'nothing of ours'}, not {name}")


def table_of_contents(features: Source | None) -> list[str]:
    """The folders named by FEATURES in bot/features/__init__.py, in order, however the tuple spells them."""
    if features is None:
        return []
    known = {}
    for node in ast.walk(features.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                base = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
                known[alias.asname or alias.name] = f"{base}{alias.name}"
    for node in features.tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id == "FEATURES":
            elements = getattr(getattr(node, "value", None), "elts", [])
            return [_folder(each, known) for each in elements]
    return []


def _folder(element: ast.expr, known: dict[str, str]) -> str:
    if isinstance(element, ast.Call):
        element = element.args[0] if element.args else element.func
    if isinstance(element, ast.Constant):
        return str(element.value).removeprefix("bot.features.").partition(".")[0]
    first, _, rest = dotted(element).partition(".")
    full = f"{known.get(first, first)}.{rest}"
    return full.removeprefix("bot.features.").partition(".")[0]


def neighbours(order: list[str], tables: set[str]) -> Rule:
    """Features read the model and call the service of those that stand before them; never a table."""

    def rule(file: Source) -> Iterator[str]:
        parts = file.module.split(".")
        if parts[:2] != ["bot", "features"] or len(parts) < 3:
            return
        for node, name in imported(file):
            to = name.split(".")
            if to[:2] != ["bot", "features"] or to[2:3] == parts[2:3]:
                continue
            other, module = [*to[2:], "", ""][:2]
            if module not in OTHERS_MAY_READ:
                yield file.at(node, f"another feature's model and service are open, {name} is not")
            elif name in tables:
                yield file.at(node, f"{name} is another feature's table: ask its service")
            if parts[2] not in order or other not in order:
                missing = other if parts[2] in order else parts[2]
                yield file.at(node, f"{missing} is not in FEATURES, so its place in the order is unknown")
            elif order.index(other) > order.index(parts[2]):
                yield file.at(node, f"{other} stands after {parts[2]} in FEATURES; only those before may be used")

    return rule


def tables_of(files: tuple[Source, ...]) -> set[str]:
    """The full names of what `name = Table(…)` makes at the top of a module."""
    return {
        f"{file.module}.{target.id}"
        for file in files
        for node in file.tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and dotted(node.value.func) == "Table"
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def contents() -> list[str]:
    return table_of_contents(next((file for file in sources("bot") if file.module == "bot.features"), None))


def test_rooms_import_downwards_only() -> None:
    assert complaints(doors, sources("bot", "adapters")) == []


def test_features_use_only_those_before_them() -> None:
    files = sources("bot/features")
    assert complaints(neighbours(contents(), tables_of(files)), files) == []


def test_every_feature_folder_stands_in_the_table_of_contents() -> None:
    folders = {file.module.split(".")[2] for file in sources("bot/features") if file.module.count(".") > 1}
    assert sorted(contents()) == sorted(folders)


@pytest.mark.parametrize(
    ("path", "text", "complaint"),
    [
        ("bot/chat/text.py", "from bot.errors import Refused",
         "chat may import nothing of ours, not bot.errors.Refused"),
        ("bot/errors.py", "import bot.db.tx", "errors may import chat, not bot.db.tx"),
        ("bot/db/tx.py", "from bot import jobs", "db may import chat clock errors i18n, not bot.jobs"),
        ("bot/jobs/worker.py", "from ..commands import feature",
         "jobs may import chat clock errors i18n db, not bot.commands.feature"),
        ("bot/db/tx.py", "def f():\n    import adapters", "the engine never imports an adapter (adapters)"),
        ("bot/somewhere.py", "import bot.chat",
         "bot/somewhere has no place among the rooms yet: give it one in DOORS"),
        ("adapters/one/inbound.py", "from adapters.two import render",
         "an adapter never imports another one (adapters.two.render)"),
        ("adapters/one/inbound.py", "from bot.db.tx import Tx",
         "adapters use bot.chat, commands, errors and i18n only, not bot.db.tx.Tx"),
    ],
)  # fmt: skip
def test_the_rule_of_the_doors_notices(path: str, text: str, complaint: str) -> None:
    line = len(text.splitlines())
    assert complaints(doors, [source(path, text)]) == [f"{path}:{line}: {complaint}"]


def test_the_rule_of_the_doors_lets_the_lawful_pass() -> None:
    files = [
        source("bot/features/people/service.py", "from bot.db.tx import Tx\nfrom .model import Person"),
        source("adapters/one/render.py", "from adapters.one import limits\nfrom bot.chat.text import T"),
        source("bot/app.py", "import adapters.one\nimport bot.web.server"),
    ]
    assert complaints(doors, files) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("from bot.features.people import commands", "another feature's model and service are open, "
         "bot.features.people.commands is not"),
        ("from bot.features import people", "another feature's model and service are open, "
         "bot.features.people is not"),
        ("from bot.features.people.model import people", "bot.features.people.model.people is another feature's table: "
         "ask its service"),
        ("from bot.features.help import service", "help stands after membership in FEATURES; "
         "only those before may be used"),
        ("from bot.features.lost import service", "lost is not in FEATURES, so its place in the order is unknown"),
    ],
)  # fmt: skip
def test_the_rule_of_the_neighbours_notices(text: str, complaint: str) -> None:
    model = source("bot/features/people/model.py", 'people = Table("people", metadata)')
    rule = neighbours(["people", "membership", "help"], tables_of((model,)))
    file = source("bot/features/membership/service.py", text)
    assert complaints(rule, [file]) == [f"bot/features/membership/service.py:1: {complaint}"]


@pytest.mark.parametrize(
    "text",
    [
        'FEATURES = ("people", "membership")',
        "from bot.features import people, membership\nFEATURES = (people.feature, membership.feature)",
        "from bot.features.people.commands import feature as people\n"
        "from bot.features.membership import commands as joining\n"
        "FEATURES: tuple[Feature, ...] = (people, joining.feature)",
    ],
)
def test_the_table_of_contents_is_read_however_it_is_spelled(text: str) -> None:
    assert table_of_contents(source("bot/features/__init__.py", text)) == ["people", "membership"]
