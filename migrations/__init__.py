"""The schema's history: one numbered step for each change, never edited after a release."""
