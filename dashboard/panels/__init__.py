"""The panels beside and below the map, one a module."""
