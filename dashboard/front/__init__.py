"""The opening screen's parts: headline, answers beside the map, timeline strip, choices above it."""
