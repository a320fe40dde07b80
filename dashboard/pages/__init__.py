"""The pages a visitor can open: the map, their own articles, the method."""
