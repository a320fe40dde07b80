"""Online geocoding, optional: places that no table has, asked of a Nominatim server."""
