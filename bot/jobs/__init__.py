"""One table is outbox and schedule: what must be done later or elsewhere is asked for in the same transaction."""
