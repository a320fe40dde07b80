"""The claims of an article, with what they state of days, distances, advances and shares."""
