"""Communities answer to nothing by themselves: who belongs and who administers are features of their own."""

from __future__ import annotations

from bot.commands.feature import Feature

feature = Feature("communities")
