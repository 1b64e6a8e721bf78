"""The board: what comes within thirty days, one message kept at hand in each channel of a community and kept true."""
