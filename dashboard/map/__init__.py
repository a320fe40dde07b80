"""The map of a view: its marks as GeoJSON, their bounds, and the component that shows them."""
