"""The map: one constant base script, and a payload of marks that changes with the view. No outside host."""

from __future__ import annotations

import hashlib
import json
import secrets
from functools import cache
from pathlib import Path
from typing import Any, cast

import folium
import streamlit as st
from branca.element import MacroElement
from jinja2 import Template
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

from dashboard import corpus as corpora
from dashboard import state
from dashboard.advance import advance_features, shown_readings, withheld
from dashboard.basemaps import BASEMAPS
from dashboard.bounds import Bounds, bounds_of, claim_bounds, place_bounds
from dashboard.features import Feature, place_features, side_features, side_names
from dashboard.shown import Shown, select
from dashboard.style import day_label
from dashboard.view import PANELS, View
from geodata.borders import BorderLine, border_lines
from geodata.gazetteer import Gazetteer
from loaders import Corpus
from loaders.readings import find_readings

HEIGHT = 620
_STATIC = Path(__file__).resolve().parent.parent / "static"
_OVER_ALL = [[38.8, 44.6], [40.4, 47.2]]
"""Where the map opens when no article states an advance: the region, degrees."""
_ATTRIBUTION = [
    "Border lines and base: © OpenStreetMap contributors (ODbL)",
    "DCW-GMT and GSHHG (LGPL)",
    "Natural Earth",
    "GeoNames (CC BY)",
]


@cache
def _version(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:10]


class OfflineMap(folium.Map):
    """A map whose scripts and styles all come from this server, by addresses relative to the component's frame."""

    default_js = [  # noqa: RUF012  (folium's own way to name them)
        ("leaflet", "../dashboard.map_panel.leaflet/leaflet.js"),
        ("claimline", f"../../app/static/claimline-map.js?{_version('claimline-map.js')}"),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet_css", "../dashboard.map_panel.leaflet/leaflet.css"),
        ("claimline_css", f"../../app/static/claimline-map.css?{_version('claimline-map.css')}"),
    ]


class StartMap(MacroElement):
    """Hands the map and its constant settings to the map script."""

    _template = Template("{% macro script(this, kwargs) %}claimline.start({{ this._parent.get_name() }}, {{ this.config }});{% endmacro %}")

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.config = js_literal(config)


class ShowMarks(MacroElement):
    """Hands the marks of the view to the map script. The group it stands in stays empty: the script owns its layers."""

    _template = Template("{% macro script(this, kwargs) %}window.feature_group = []; claimline.show({{ this.payload }});{% endmacro %}")

    def __init__(self, payload: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.payload = js_literal(payload)


def js_literal(value: object) -> str:
    """Return a value as a JavaScript literal that is safe in a script element, in eval, and in streamlit-folium's rewriting."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    # "{{" can only stand inside a string: in JSON an object's brace is followed by a quote or a brace that closes it
    return text.replace("{{", "{\\u007b").replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def map_panel(shown: Shown, gazetteer: Gazetteer, line: BorderLine) -> list[str]:
    """Draw the map of a view; return notices about advances that could not be placed."""
    _serve_leaflet()
    readings = shown_readings(shown, gazetteer)
    outlets = {article.id: article.publisher for article in shown.articles}
    advances, notices = advance_features(readings, line, shown.view.reading, outlets)
    marks = [*place_features(shown, gazetteer), *side_features(shown, line, gazetteer)]
    bounds = {"incident": _incident_of(shown, line, gazetteer, [*marks, *advances]), "all": _all(marks)}
    features = [*marks, *advances, *_side_names(shown.corpus, line, gazetteer)]
    payload = _payload(shown, features, line, bounds, _focus(shown, gazetteer, line))
    session = st.session_state
    if "map_config" not in session:
        session["map_config"] = {
            "base": "../../app/static/base.geojson",
            "borders": f"../../app/static/borders.geojson?{_version('borders.geojson')}",
            "home": payload["bounds"]["incident"],
            "view": _opening(),
            "session": secrets.token_hex(8),
        }
    drawn = OfflineMap(
        location=[39.6, 46.2],
        zoom_start=11,
        tiles=None,
        zoom_control=True,
        attribution_control=False,
        zoom_snap=0.5,
        zoom_delta=0.5,
        min_zoom=2,
    )
    StartMap(session["map_config"]).add_to(drawn)
    group = folium.FeatureGroup(name="marks")
    ShowMarks(payload).add_to(group)
    st_folium(
        drawn,
        key="map",
        height=HEIGHT,
        width=None,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=group,
        on_change=_clicked,
        render=True,
    )
    return notices + withheld(shown, gazetteer)


def _incident_of(shown: Shown, line: BorderLine, gazetteer: Gazetteer, drawn: list[Feature]) -> Bounds:
    """Return the bounds of the incident, the same whatever the filters leave: a copied address opens where it was copied."""
    session, key = st.session_state, (tuple(article.id for article in shown.corpus.articles), line.id)
    if session.get("incident", (None,))[0] == key:
        return cast("Bounds", session["incident"][1])
    if not shown.view.filtered:
        session["incident"] = (key, _incident(drawn, gazetteer, line))
    else:
        whole = select(shown.corpus, View())
        advances, _ = advance_features(shown_readings(whole, gazetteer), line, None, {})
        session["incident"] = (key, _incident([*place_features(whole, gazetteer), *advances], gazetteer, line))
    return cast("Bounds", session["incident"][1])


def _side_names(corpus: Corpus, line: BorderLine, gazetteer: Gazetteer) -> list[Feature]:
    """Return the two countries' names beside the first place an advance names, whatever the filters leave."""
    readings = (r for article in corpus.articles for r in find_readings(article, gazetteer) if r.form == "zone" and r.beside(line))
    place = next((r.place for r in readings if r.place), None)
    return list(side_names(line, *place.position, gazetteer)) if place and place.position else []


def _serve_leaflet() -> None:
    """Serve Leaflet from its installed package. Declared in every run: a declaration outside one is not served."""
    st.components.v1.declare_component("leaflet", path=leaflet.BASE_DIR)


def _opening() -> dict[str, float] | None:
    opening = st.session_state.get("opening")
    return {"lat": opening[0], "lon": opening[1], "zoom": opening[2]} if opening else None


def _clicked() -> None:
    """Select what was clicked on the map. The browser's words are checked against what exists before they are used."""
    event = st.session_state.get("map")
    if not isinstance(event, dict) or event.get("at") == st.session_state.get("last_click"):
        return
    st.session_state["last_click"] = event.get("at")
    if event.get("reset"):
        state.reset()
        return
    known = st.session_state.get("marks", {})
    selection = known.get(str(event.get("mark")))
    if selection:
        state.select(**selection)
        article = _article_of(selection) if st.session_state["panel"] == PANELS["read"] else None
        if article:
            state.open_article(article)
        else:
            state.open_evidence()


def _article_of(selection: dict[str, str | None]) -> str | None:
    """Return the article that holds what was selected: the one being read, where it does, else the first."""
    corpus, reading = corpora.load(), st.session_state["w_read"]
    if selection["claim"] in corpus.claims:
        return corpus.claims[str(selection["claim"])][0].id
    named = [a.id for a in corpus.articles if any(m.place_id == selection["place"] and m.role == "literal" for m in a.places)]
    return reading if reading in named else next(iter(named), None)


def _focus(shown: Shown, gazetteer: Gazetteer, line: BorderLine) -> dict[str, Any] | None:
    """Return where the map was last asked to go, with the number of the asking; found once for each."""
    asked = st.session_state.get("focus")
    if asked is None:
        return None
    if "bounds" not in asked:
        place, claim = asked["place"], asked["claim"]
        found = claim_bounds(claim, shown, gazetteer, line, countries=asked["reveal"]) if claim else None
        asked["bounds"] = found or (place_bounds(place, gazetteer) if place else None)
    return {name: asked[name] for name in ("n", "bounds", "reveal")}


def _payload(
    shown: Shown, features: list[Feature], line: BorderLine, bounds: dict[str, Bounds], focus: dict[str, Any] | None
) -> dict[str, Any]:
    session, view = st.session_state, shown.view
    session["marks"] = {f["properties"]["id"]: chosen for f in features if (chosen := _selection(f["properties"]))}
    basemap = BASEMAPS.get(view.basemap)
    return {
        "theme": "dark" if st.context.theme.type == "dark" else "light",
        "geojson": {"type": "FeatureCollection", "features": features},
        "caption": caption(shown),
        "attribution": _ATTRIBUTION,
        "lines": {"drawn": state.drawn(view), "picked": line.id},
        "legend": _legend(features, [border_lines()[name] for name in state.drawn(view)], line),
        "bounds": bounds,
        "selected": {"place": view.place, "claim": view.claim},
        "focus": focus,
        "basemap": basemap.payload() if basemap else None,
        "active": view.touched,
        "embedded": st.context.is_embedded,
    }


def _selection(properties: dict[str, Any]) -> dict[str, str | None] | None:
    """Return what a click on a mark selects: a place, or for a claim's mark the claim and its place."""
    kind = properties["kind"]
    if kind in {"advance", "sight"}:
        return {"place": None, "claim": properties["claims"][0]}
    if kind == "claim":
        return {"place": properties["place"], "claim": properties["claims"][0]}
    return {"place": str(properties["id"]).split("#")[0], "claim": None} if kind not in {"boundary", "base"} else None


def caption(shown: Shown) -> str:
    """Return the words every picture of the map carries."""
    days = sorted({a.published for a in shown.articles if a.published})
    when = (
        f"published {day_label(days[0])}"
        if len(days) == 1
        else f"published {day_label(days[0])} to {day_label(days[-1])}"
        if days
        else "with no date of publication"
    )
    count = len(shown.articles)
    if not count:
        return "Schematic. No article is shown. Borders are not authoritative."
    return f"Schematic. Built from {count} article{'' if count == 1 else 's'} {when}. Borders are not authoritative."


def _legend(features: list[Feature], lines: list[BorderLine], picked: BorderLine) -> list[dict[str, str]]:
    """Return a row for every symbol on the map, and for no other."""
    present = {(f["properties"]["kind"], f["properties"].get("part")) for f in features}
    symbols = {f["properties"].get("symbol") for f in features}
    sides = {f["properties"]["side"]: f["properties"]["party"] for f in features if f["properties"]["kind"] == "claim"}
    rows = [
        ("left", f"What {sides.get('left')} says of a place or area (long dashes)", "left" in sides),
        ("right", f"What {sides.get('right')} says of a place or area (dash and dot)", "right" in sides),
        (
            "zone",
            "Reported advance: at most this far from the line counted from, and from the place named; not a front line",
            ("advance", "band") in present,
        ),
        ("isoline", "Limit of a claimed distance from the border line", ("advance", "isoline") in present),
        ("bar", "A claimed distance whose place is not stated: its length only", ("sight", "bar") in present),
        ("lake", "Lake, schematic: certain water, and dashed the most it may cover", ("lake", "certain") in present),
        ("place", "Town, with the ring its position is known to", ("place", "point") in present),
        ("sign", "Summit, airport: a symbol where it stands", bool(symbols & {"mountain", "airport", "pass", "poi"})),
        ("area", "Province or district named: generalised outline, not a border", ("area", "outline") in present),
        ("road", "Road named: straight lines between settlements", ("road", "line") in present),
        ("fallen", "Debunked or retracted: hollow, struck through", any(f["properties"].get("fallen") for f in features)),
        ("town", "Other towns, for orientation only", True),
    ]
    counted = "; sides and distances are counted from it"
    drawn = [
        {
            "look": "boundary",
            "line": line.id,
            "text": f"Border line of {line.properties['label']}; not agreed by the parties{counted if line is picked and len(lines) > 1 else ''}",
        }
        for line in lines
    ]
    return drawn + [{"look": look, "text": text} for look, text, wanted in rows if wanted]


def _incident(features: list[Feature], gazetteer: Gazetteer, line: BorderLine) -> Bounds:
    """Return the bounds of the zones and of the places their claims name; where no advance can be placed, of the places.

    Places of the curated region in the line's countries come first: capitals that a report names lie far away.
    """
    zones = [f for f in features if f["properties"]["kind"] == "advance" and f["properties"]["part"] == "band"]
    ids = {claim for f in zones for claim in f["properties"]["claims"]}
    near = [f for f in features if f["properties"]["kind"] in {"lake", "place"} and ids & set(f["properties"]["claims"])]
    found = bounds_of([*zones, *near], margin=0.05)
    # the lengths set beside the incident belong to it
    lengths = bounds_of([f for f in features if f["properties"]["kind"] == "sight"], margin=0.01)
    if found and lengths:
        (south, west), (north, east) = found
        found = [[min(south, lengths[0][0]), min(west, lengths[0][1])], [max(north, lengths[1][0]), max(east, lengths[1][1])]]
    places = [f for f in features if f["properties"]["kind"] in {"place", "lake"}]
    home = [
        f
        for f in places
        if (p := gazetteer.get(f["properties"]["id"].partition("#")[0])) and gazetteer.is_curated(p) and p.countries & line.countries
    ]
    return found or bounds_of(home or places, margin=0.05) or _OVER_ALL


def _all(features: list[Feature]) -> Bounds:
    marks = [f for f in features if f["properties"]["kind"] in {"place", "lake", "road"} or f["properties"].get("part") == "outline"]
    return bounds_of(marks, margin=0.05) or _OVER_ALL
