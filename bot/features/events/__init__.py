"""Meetings and webinars: planned from chat, answered by a button; those concerned hear of every change, once."""
