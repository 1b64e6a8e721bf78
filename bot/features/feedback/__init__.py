"""How was it? Asked privately an hour after the end, answered at a button, and read by administrators without names."""
