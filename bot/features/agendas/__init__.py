"""Meetings with a purpose: what they are about is asked before, what was decided is written down after."""
