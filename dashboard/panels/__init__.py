"""The panels beside the map and on the other pages, one a module."""
