"""Working groups: a community inside another one, for its members, with people and requests of its own."""
