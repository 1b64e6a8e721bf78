"""Communities that fall silent: nudged, then brought back to life or archived, never by themselves."""
