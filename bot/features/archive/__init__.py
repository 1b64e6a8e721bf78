"""What a community had planned: called off with its archive, and brought back when it is active again."""
