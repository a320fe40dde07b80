"""A folium map that asks no host but ours, and the two calls that Python makes of its script.

streamlit-folium 0.27.4 makes a hash of the base script, and mounts the map anew when it changes:
what changes with the view goes with ``Show``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template
from streamlit_folium import st_folium

from dashboard.html.js_literal import js_literal
from dashboard.query.border import Border
from dashboard.server.assets import lines_file, map_file


def in_frame(name: str) -> str:
    """Return a file's address, relative to the component's frame."""
    return f"../../{map_file(name)}"


def lines_in_frame(border: Border, lon: float, lat: float) -> str | dict[str, Any]:
    """Return where the map gets a border's lines from, for a story round a point in degrees.

    It is an address relative to the component's frame, or an empty layer where there are none.
    """
    if not (border.lines or border.claims):
        return {"type": "FeatureCollection", "features": []}
    return f"../../{lines_file(border.pair, lon, lat)}"


class OfflineMap(folium.Map):
    """A map whose scripts and styles all come from this server.

    folium 0.20.0 loads them from other hosts. streamlit-folium 0.27.4 waits for one after another,
    and shows no map at all if one of them fails, as it does without the internet
    (https://github.com/python-visualization/folium/issues/1368).
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(tiles=None, zoom_control=True, attribution_control=False, **options)

    default_js = [  # noqa: RUF012  (folium reads this attribute of the class)
        ("leaflet", in_frame("leaflet.js")),
        ("claimline", in_frame("claimline-map.js")),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet_css", in_frame("leaflet.css")),
        ("claimline_css", in_frame("claimline-map.css")),
    ]


class Start(MacroElement):
    """Give the map and its constant settings to the map script: to its function ``start``."""

    _template = Template(
        "{% macro script(this, kwargs) %}{{ this.owner }}.start({{ this._parent.get_name() }}, {{"
        " this.config }});{% endmacro %}"
    )

    def __init__(self, config: dict[str, Any], owner: str = "claimline") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.config, self.owner = js_literal(config), owner


class Show(MacroElement):
    """Give what changes with the view to the map script: to its function ``show``.

    The folium group it is added to stays empty, because the script makes the layers itself: one
    folium object for each mark would take seconds at ten thousand marks.
    """

    # streamlit-folium 0.27.4 never lets go of earlier groups, so that the browser's memory grows
    # with every change; emptying its list frees them
    # (https://github.com/randyzwitch/streamlit-folium/issues/247)

    _template = Template(
        "{% macro script(this, kwargs) %}window.feature_group = []; {{ this.owner }}.show({{"
        " this.payload }});{% endmacro %}"
    )

    def __init__(self, payload: str, owner: str = "claimline") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.payload, self.owner = payload, owner

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002
        """Return nothing.

        streamlit-folium 0.27.4 takes the script from the template. Rendering it for the page as
        well, as folium 0.20.0 does, would only take time.
        """
        return ""


def mount_map(
    drawn: OfflineMap,
    group: folium.FeatureGroup,
    key: str,
    height: int,
    on_change: Callable[[], None],
) -> None:
    """Mount a map that runs the page only when its own script sends something.

    Parameters
    ----------
    drawn, group
        The map, and what changes with the view.
    key, height
        The component's key, and its height in pixels.
    on_change
        Called when the map's script has sent something; it stands under the key.
    """
    # streamlit-folium 0.27.4: ``returned_objects=[]``, or every move of the map runs the page
    # (https://github.com/randyzwitch/streamlit-folium/issues/85); ``feature_group_to_add``, because
    # marks in the base script would mount the map anew at every filter; ``width=None``, because a
    # width is used only when the map is mounted; ``render=False``, because rendering folium's page
    # takes half the time and nobody sees it
    st_folium(
        drawn,
        key=key,
        height=height,
        width=None,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=group,
        on_change=on_change,
        render=False,
    )
