"""Files that people read and write: what import brings in, what export writes, the reference of all commands."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bot.app import open_app
from bot.cli.terminal import busy, out
from bot.commands import reference
from bot.commands.registry import Registry
from bot.config import Config
from bot.db.tx import Tx
from bot.errors import OperatorError
from bot.features import FEATURES
from bot.features.exchange.reading import Read, read
from bot.features.exchange.service import Imported, bring_in, take_out
from bot.features.exchange.writing import write
from bot.i18n import load_catalogue


class _Undo(Exception):
    """No error: a dry run ends by taking everything back."""

    def __init__(self, done: Imported) -> None:
        super().__init__()
        self.done = done


async def import_file(config: Config, path: Path, *, dry_run: bool) -> None:
    """All of the file or nothing of it."""
    file = read(_text(path), name=str(path))
    async with open_app(config) as app:
        with busy(f"Importing {path} …"):
            try:
                done = await app.database.run(lambda tx: _bring_in(tx, file, dry_run=dry_run))
            except _Undo as undone:
                done = undone.done
    if not (file.document.workspace or file.document.person or file.document.community):
        out().print(f"There is nothing in {path}.", markup=False)
    _tell(done, dry_run=dry_run)


def _bring_in(tx: Tx, file: Read, *, dry_run: bool) -> Imported:
    done = bring_in(tx, file)
    if dry_run:
        raise _Undo(done)
    return done


def _tell(done: Imported, *, dry_run: bool) -> None:
    console = out()
    for what, one, many in (
        ("community", "community", "communities"),
        ("person", "person", "people"),
        ("membership", "membership", "memberships"),
        ("exclusion", "exclusion", "exclusions"),
        ("workspace", "workspace", "workspaces"),
        ("event", "event", "events"),
    ):
        counted = {"created": done.created[what], "updated": done.updated[what], "unchanged": done.unchanged[what]}
        counts = [f"{number} {word}" for word, number in counted.items() if number]
        total = sum(counted.values())
        if counts:
            console.print(f"{total} {one if total == 1 else many}: {', '.join(counts)}", markup=False)
    for each in done.kept_out:
        console.print(f"Left out, because they left or were removed since: {each}", markup=False)
    for each in done.outside:
        console.print(
            "Left out of a working group, because they do not belong to the community above: "
            f"{each}", markup=False,
        )  # fmt: skip
    for each in done.let_in:
        console.print(f"Not excluded, because they belong, left or were let back since: {each}", markup=False)
    for each in done.apart:
        console.print(
            f"{each} already belongs to somebody else and stays theirs: accounts become one person only before the "
            "second of them is used here.", markup=False,
        )  # fmt: skip
    for each in done.otherwise:
        console.print(f"Takes place at another time here by now, and is not moved by a file: {each}", markup=False)
    for each in done.beyond:
        console.print(f"Has no title yet, because a series is planned two years ahead: {each}", markup=False)
    for each in done.unmet:
        console.print(
            "Nobody has met this account yet; it belongs as soon as it comes, unless it is a slip of the hand: "
            f"{each}", markup=False,
        )  # fmt: skip
    console.print("Nothing was changed: this was a dry run." if dry_run else "Done.")


async def export_file(config: Config, target: str, *, force: bool) -> None:
    """To a file, or to standard output."""
    if target != "-":
        refuse_to_replace(Path(target), force=force)
    async with open_app(config, migrating=False) as app:
        with busy("Exporting …"):
            text = await app.database.run(lambda tx: write(take_out(tx)))
    if target == "-":
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    put(Path(target), text.encode())
    out().print(f"Wrote {target}.", markup=False)


def refuse_to_replace(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise OperatorError(f"{path} exists already.", "Name another file, or add --force to replace it.")


def put(path: Path, content: bytes) -> None:
    """Write a whole file or leave the old one as it was."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OperatorError(f"{path} cannot be written ({error.strerror}).", "Name another file.") from error


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise OperatorError(f"{path} is not UTF-8 text.", "Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise OperatorError(f"{path} cannot be read ({error.strerror}).", "Name a file that exists.") from error


def write_reference(path: Path, *, check: bool) -> None:
    """The reference of all commands, or whether the one there is up to date."""
    text = reference.write_reference(Registry(FEATURES), load_catalogue())
    if not check:
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, text.encode())
        out().print(f"Wrote {path}.", markup=False)
    elif not path.exists() or path.read_text("utf-8") != text:
        raise OperatorError(f"{path} does not say what the commands are now.", f"Type: palabre reference {path}")
    else:
        out().print(f"{path} is up to date.", markup=False)
