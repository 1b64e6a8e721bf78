"""Palabre on Slack: Bolt over Socket Mode or HTTP, everything people see laid out in Block Kit and escaped here."""
