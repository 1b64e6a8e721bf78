"""The digest: what was new, what comes and what waits, in one message at eight in the morning, never when empty."""
