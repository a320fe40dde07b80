"""The pages of the app: the map, the visitor's own articles, the method."""

from dashboard.map.spare_pandas import import_folium, pass_plain_values

import_folium()  # before anything that a page imports does
pass_plain_values()
