"""Requests to join: the administrators' cards, decisions, deadlines."""
