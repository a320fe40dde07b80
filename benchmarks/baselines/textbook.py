"""An app as tutorials build it: the whole folium map anew in every run, one marker a feature.

Leaflet is served locally.
"""

import json
import os
import sys
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from dashboard.map.marks import place_features
from dashboard.query.border import border_of
from dashboard.query.index import Index, slug
from dashboard.query.selection import select
from dashboard.view.view import View
from geodata import gazetteer
from loaders import read_paths

folium.Map.default_js = [("leaflet", "../textbook.leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "../textbook.leaflet/leaflet.css")]
st.components.v1.declare_component("leaflet", path=leaflet.BASE_DIR)

seeds = os.environ.get("CLAIMLINE_SEEDS") or Path(__file__).resolve().parents[2] / "seeds"
corpus = st.cache_resource(read_paths)([Path(seeds)])
source = st.radio("Source", ["all", *sorted({slug(a) for a in corpus.articles})])
view = View(source=() if source == "all" else (source,))
shown = select(Index(corpus), view, gazetteer.load(), border_of("AM-AZ"))
drawn = folium.Map([39.6, 46.23], zoom_start=11, tiles=None)
folium.GeoJson(
    json.loads(
        (Path(__file__).resolve().parents[2] / "static" / "base.geojson").read_text(
            encoding="utf-8"
        )
    )
).add_to(drawn)
for feature in place_features(shown):
    if feature["geometry"]["type"] == "Point":
        lon, lat = feature["geometry"]["coordinates"]
        folium.CircleMarker([lat, lon], tooltip=feature["properties"]["id"]).add_to(drawn)
st_folium(drawn, key="map", width=700)
