"""The vocabulary every room and every adapter shares; it imports nothing of ours."""
