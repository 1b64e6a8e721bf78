"""Invitations in an administrator's own name."""
