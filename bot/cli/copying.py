"""Copying the database while it is in use; a copy is put in its place only after it was found sound."""

from __future__ import annotations

import os
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url

from bot.cli.files import refuse_to_replace
from bot.cli.terminal import out, progress
from bot.config import Config
from bot.errors import OperatorError

RESTORE = "The database itself is damaged: restore the last good backup, as docs/operations.md says."

_PAGES = 2000
"""Pages copied in one go: about 8 MB, so that the bot's own writes never wait long."""


def back_up(config: Config, target: Path, *, force: bool) -> None:
    """Raises OperatorError when there is nothing to copy or the copy is not sound; then no file is left."""
    url = make_url(config.database.url.get_secret_value())
    if not url.drivername.startswith("sqlite"):
        raise OperatorError("PostgreSQL makes its own backups.", f"Type: {_dump(url, target)}")
    source = Path(url.database or "")
    if not source.is_file():
        raise OperatorError(f"There is no database at {source}.", "Name its configuration with --config FILE.")
    if target.exists() and target.resolve() == source.resolve():
        raise OperatorError(f"{target} is the database itself.", "Name another file.")
    refuse_to_replace(target, force=force)
    beside = target.with_name(f".{target.name}.new")
    try:
        beside.unlink(missing_ok=True)
        _copy(source, beside)
        _sound(beside)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except sqlite3.Error as error:
        damaged = error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
        remedy = RESTORE if damaged else "Is the disk full, or the file locked by another program?"
        raise OperatorError(f"{source} cannot be copied ({error}).", remedy) from error
    except OSError as error:
        raise OperatorError(f"{target} cannot be written ({error.strerror}).", "Name another file.") from error
    finally:
        for each in (beside, *(beside.with_name(beside.name + end) for end in ("-wal", "-shm", "-journal"))):
            each.unlink(missing_ok=True)
    out().print(f"Copied {source} to {target}: {target.stat().st_size:,} bytes, found sound.", markup=False)


def _dump(url: URL, target: Path) -> str:
    """What makes the copy instead, for a shell; the password is asked for, and never stands on the screen."""
    address = url._replace(drivername="postgresql", password=None).render_as_string()
    typed = shlex.join(["pg_dump", "--format=custom", "--file", str(target), address])
    return f"{typed} (it asks for the password; unattended, give it in PGPASSWORD)" if url.password else typed


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as reading,
        closing(sqlite3.connect(target)) as writing,
        progress() as bar,
    ):
        task = bar.add_task(f"Copying {source}", total=None)
        reading.backup(
            writing, pages=_PAGES, progress=lambda _, left, total: bar.update(task, total=total, completed=total - left)
        )
        # The copy is one file that can be carried away, without a journal beside it.
        writing.execute("PRAGMA journal_mode = DELETE")


def _sound(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as reading:
        found = [" ".join(str(row[0]).split()) for row in reading.execute("PRAGMA integrity_check(5)")]
        broken = reading.execute("PRAGMA foreign_key_check").fetchall()
    if found != ["ok"] or broken:
        what = "; ".join(found) if found != ["ok"] else f"{len(broken)} rows refer to nothing"
        raise OperatorError(
            f"The copy is not sound ({what}), so it was not kept.",
            "Restore the last good backup; see docs/operations.md.",
        )
