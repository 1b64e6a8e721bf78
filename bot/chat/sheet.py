"""A table as a file, which no spreadsheet executes, whatever people wrote into it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from bot.chat.message import File


def sheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> File:
    """Comma-separated, the columns first."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (columns, *rows):
        writer.writerow([_cell(value) for value in row])
    return File(name, out.getvalue(), "text/csv")


def _cell(value: str) -> str:
    """Text that a spreadsheet would run as a formula becomes text again (OWASP, CSV injection)."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else value
