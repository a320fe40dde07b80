"""The map of a view: its marks as GeoJSON, their bounds, and the component that shows them."""

from dashboard.map.folium_alone import import_folium

import_folium()  # before a module of this folder imports it
