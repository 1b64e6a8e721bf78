"""A series as one thing: followed as a whole, and shown as a whole."""
