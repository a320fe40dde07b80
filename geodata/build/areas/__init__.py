"""The areas of the world by name: provinces, regions, seas, rivers, and where their middles lie."""
