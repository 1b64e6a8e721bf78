"""Reminders: what is due to whom and when, by everybody's own clock; nobody twice, late or at night."""
