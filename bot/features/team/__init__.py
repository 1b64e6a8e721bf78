"""The moderation team's own meeting: private, and its agenda is filled with what waits for the team."""
