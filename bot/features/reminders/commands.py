"""What reminders do when they are due; for now what they rest on: when somebody is reminded."""

from __future__ import annotations

from bot.commands.feature import Feature

feature = Feature("reminders")
