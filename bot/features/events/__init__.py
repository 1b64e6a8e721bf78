"""Meetings and webinars: planned from chat, answered by a button, moved and called off with a word to those concerned."""
