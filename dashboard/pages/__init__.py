"""The pages of the app: the map, the visitor's own articles, the method."""
