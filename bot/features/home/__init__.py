"""One's own page, where a platform has one: what every feature has to show there, kept true."""
