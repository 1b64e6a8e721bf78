"""Storage: units of work over a `Tx`; nobody outside this room commits."""
