"""What a community is, where it lives, and its life from creation to archive."""
