"""Palabre: whole online communities of practice, run from chat."""
