"""/meeting, /webinar and /calendar; for now what they rest on: when a series meets."""

from __future__ import annotations

from bot.commands.feature import Feature

feature = Feature("events")
