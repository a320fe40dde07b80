"""The claims of an article, with the days, distances, advances and shares they state."""
