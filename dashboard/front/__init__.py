"""The opening screen: headline, choices, answers beside the map, strip of days below it."""
