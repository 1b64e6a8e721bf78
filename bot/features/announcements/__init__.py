"""News from a community to everybody in it, once in each place."""
