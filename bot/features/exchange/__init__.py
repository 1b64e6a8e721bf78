"""Communities as a file: import and export."""
