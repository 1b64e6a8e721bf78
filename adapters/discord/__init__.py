"""Palabre on Discord: gateway and REST by discord.py, everything people see laid out and escaped here."""
