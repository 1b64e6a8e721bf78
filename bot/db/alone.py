"""One bot for one SQLite file, or its work would be done twice; the lock ends with its process, however that ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import make_url

from bot.errors import OperatorError


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Hold the database for this process; OperatorError when another one runs. PostgreSQL serves several processes."""
    read = make_url(url)
    if not read.drivername.startswith("sqlite") or not read.database:
        yield
        return
    path = Path(read.database).with_name(f"{Path(read.database).name}-running")
    try:
        file = path.open("a+b")
    except OSError as error:
        raise OperatorError(f"{path} cannot be written ({error.strerror}).", "Make its folder writable.") from error
    with file:
        if not _taken(file):
            raise OperatorError(
                f"Another Palabre is already running on {read.database}.",
                "Stop it first, or give this one a database of its own (url in [database]; palabre demo --data DIR). "
                "Several processes on one database need PostgreSQL.",
            )
        yield


if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
