"""Exchange has nothing to type in chat: files are brought in and written out by operators, on the command line."""

from __future__ import annotations

from bot.commands.feature import Feature

feature = Feature("exchange")
