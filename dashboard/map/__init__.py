"""The map of a view: its marks as GeoJSON, where they lie, and the component that shows them."""
