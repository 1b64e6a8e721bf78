"""The cast: which workspaces, people and channels there are at first; the file adds and renames, it never removes."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.chat.address import Account
from bot.chat.zones import zones
from bot.errors import OperatorError

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]*$")]


def _zone(name: str) -> str:
    if name and name not in zones():
        raise ValueError("is not an IANA time zone such as Africa/Lagos")
    return name


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Workspace(_Entry):
    id: Id
    name: Line
    language: str = "en"


class Person(_Entry):
    """Somebody one can play; `owner` belongs to the platform team."""

    workspace: Id
    id: Id
    name: Line
    language: str = "en"
    timezone: Annotated[str, AfterValidator(_zone)] = ""
    about: Annotated[str, StringConstraints(max_length=200)] = ""
    owner: bool = False


class Channel(_Entry):
    """A private one is seen by its members only; Palabre adds those it lets in."""

    workspace: Id
    id: Id
    name: Line
    topic: Annotated[str, StringConstraints(max_length=200)] = ""
    private: bool = False
    members: tuple[Id, ...] = ()


class World(_Entry):
    """`watch` names who is on the screen at the first visit, as `workspace/person` or `workspace/person#channel`."""

    watch: tuple[str, ...] = ()
    workspace: tuple[Workspace, ...]
    person: tuple[Person, ...]
    channel: tuple[Channel, ...] = ()

    @property
    def owners(self) -> tuple[Account, ...]:
        """The accounts of the platform team, to be added to the owners of the configuration."""
        return tuple(Account("playground", each.workspace, each.id) for each in self.person if each.owner)


def load_world(path: str | Path) -> World:
    """Read the file; OperatorError names the line or the entry that is wrong."""
    try:
        text = Path(path).read_text("utf-8")
        world = World.model_validate(tomllib.loads(text))
    except (OSError, UnicodeDecodeError) as error:
        why = (error.strerror or "").lower() if isinstance(error, OSError) else "it is not UTF-8 text"
        remedy = 'Name another one below [playground], such as world = "examples/cast.toml".'
        raise OperatorError(f"The world file {path} cannot be read: {why}.", remedy) from error
    except tomllib.TOMLDecodeError as error:
        raise OperatorError(f"The world file {path} is not valid TOML: {error}.", "Correct that line.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where, said = _where(text, first["loc"]), first["msg"].removeprefix("Value error, ")
        raise OperatorError(f"In the world file {path}, {where}: {said}.", "Correct it and start again.") from error
    for complaint in _loose_ends(world):
        raise OperatorError(f"In the world file {path}, {complaint}.", "Correct it and start again.")
    return world


def seed(write: sqlite3.Connection, world: World) -> None:
    """Add what is new and rename what is known; what people changed in the playground stays as it is."""
    write.executemany(
        "INSERT INTO workspaces VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name",
        [(each.id, each.name, each.language) for each in world.workspace],
    )
    write.executemany(
        "INSERT INTO people (workspace, id, name, language, timezone, about) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET name = excluded.name, about = excluded.about",
        [(each.workspace, each.id, each.name, each.language, each.timezone, each.about) for each in world.person],
    )
    for each in world.channel:
        known = write.execute("SELECT 1 FROM channels WHERE workspace = ? AND id = ?", (each.workspace, each.id))
        if known.fetchone():
            continue
        write.execute(
            "INSERT INTO channels (workspace, id, name, topic, private, writers) VALUES (?, ?, ?, ?, ?, ?)",
            (each.workspace, each.id, each.name, each.topic, each.private, "members" if each.private else "everyone"),
        )
        write.executemany(
            "INSERT INTO members VALUES (?, ?, ?, '')", [(each.workspace, each.id, person) for person in each.members]
        )


def _loose_ends(world: World) -> list[str]:
    workspaces = {each.id for each in world.workspace}
    people = {(each.workspace, each.id) for each in world.person}
    found = [
        f"the {kind} {each.id!r} lives in {each.workspace!r}, which is no workspace of the file"
        for kind, entries in (("person", world.person), ("channel", world.channel))
        for each in entries
        if each.workspace not in workspaces
    ]
    for kind, keys in (
        ("workspace", [each.id for each in world.workspace]),
        ("person", [f"{each.workspace}/{each.id}" for each in world.person]),
        ("channel", [f"{each.workspace}/{each.id}" for each in world.channel]),
    ):
        found += [f"the {kind} {key!r} stands twice" for key in sorted(set(keys)) if keys.count(key) > 1]
    for channel in world.channel:
        strangers = [each for each in channel.members if (channel.workspace, each) not in people]
        found += [f"{each!r} is a member of {channel.id!r} but no person of its workspace" for each in strangers]
    return found


def _where(text: str, location: tuple[int | str, ...]) -> str:
    """`line 12, person.timezone`: the nth table of that name, and in it the key if it is there."""
    name = ".".join(str(each) for each in location if not isinstance(each, int))
    if len(location) < 2 or not isinstance(location[1], int):
        return name
    lines = text.splitlines()
    tables = [number for number, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{location[0]}\s*]]", line)]
    if location[1] >= len(tables):
        return name
    start = tables[location[1]]
    for number in range(start + 1, len(lines)):
        if lines[number].lstrip().startswith("["):
            break
        if len(location) > 2 and re.match(rf"\s*{location[2]}\s*=", lines[number]):
            return f"line {number + 1}, {name}"
    return f"line {start + 1}, {name}"
