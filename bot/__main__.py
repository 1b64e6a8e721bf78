"""`python -m bot …` is `palabre …`."""

from __future__ import annotations

from bot.cli import main

main()
