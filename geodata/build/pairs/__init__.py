"""Derives the lines that each map draws between any two neighbouring countries."""
