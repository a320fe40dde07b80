"""“Download”: files of exactly what is shown, or of everything.

And the lines that embed the map in a page of one’s own.
"""

from __future__ import annotations

import streamlit as st

from dashboard.exports.downloads import MEDIA, PACK, Files
from dashboard.html.templates import render
from dashboard.query.selection import Shown, select
from dashboard.session import shown_border
from dashboard.view.permalink import permalink
from dashboard.view.settings import read_settings
from dashboard.view.view import View
from loaders import Relation

_SHOWN, _ALL = "What is shown", "Everything"
_GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "Evidence pack": {
        PACK: (
            "Evidence pack (ZIP)",
            (
                "Pictures, page, differences, exports, the articles’ hashes, addresses and"
                " excerpts, a page to share, and the method."
            ),
        ),
    },
    "Picture": {
        "map-incident.png": (
            "Incident (PNG)",
            "With title, dates, outlets, legend, scale bar, credits and the quotes by number.",
        ),
        "map-incident-300dpi.png": ("Incident, 300 dpi (PNG)", "The same, for print."),
        "map-incident.svg": ("Incident (SVG)", "To edit: its words stay words."),
        "map-all.png": ("All places (PNG)", "The map of every place shown."),
        "map-all-300dpi.png": ("All places, 300 dpi (PNG)", "The same, for print."),
        "map-all.svg": ("All places (SVG)", "To edit."),
    },
    "Page": {
        "page.html": (
            "Offline page (HTML)",
            "Map, claims and differences in one file that works without a network.",
        ),
    },
    "Data": {
        "claims.csv": ("Claims (CSV)", "One row a claim, for a spreadsheet."),
        "claims.geojson": ("GeoJSON", "Everything, all columns flat; loses nothing."),
        "claims.gpkg": (
            "GeoPackage",
            "The same in layers, with the styles QGIS opens them in; loses nothing.",
        ),
        "claims.kml": (
            "KML",
            "For a globe: quote and link in each balloon. Lossy: every column becomes text.",
        ),
        "all-rows.csv": (
            "All rows (CSV)",
            (
                "Mentions, claims, relations, marks and lines in one table. Lossy: shapes are left"
                " out, points stay as lat and lon."
            ),
        ),
    },
    "References": {
        "bibliography.bib": ("Articles (BibTeX)", "The articles shown, for LaTeX."),
        "bibliography.json": ("Articles (CSL-JSON)", "For Zotero and other reference managers."),
        "annotations.jsonld": (
            "Web Annotations (JSON-LD)",
            "Each claim as an annotation of its article, by quote and position (W3C).",
        ),
    },
}
"""What is offered, by heading: each file's words and what it is."""
_FOR = {
    "Evidence pack": "all of the below in one file, to keep or to check later",
    "Picture": "the map for print or a slide; SVG to edit; “incident” is the advance alone",
    "Page": "map and claims in one file, without a network",
    "Data": "CSV for a spreadsheet, GeoPackage for QGIS, GeoJSON for the web, KML for a globe",
    "References": "the articles for LaTeX or Zotero, and each claim as an annotation",
}
"""What the files under a heading are for."""


def download(shown: Shown, relations: list[Relation]) -> None:
    """Draw the panel. A file is made when its button is pressed."""
    choice = st.segmented_control(
        "Download",
        [_SHOWN, _ALL],
        default=_SHOWN,
        required=True,
        key="take_what",
        label_visibility="collapsed",
    )
    if choice == _ALL:
        view = shown.view
        blank = View(pair=view.pair, border=view.border, lines=view.lines, debunked=view.debunked)
        shown = select(shown.index, blank, shown.places, shown.border)
    files = Files(
        shown,
        shown_border.drawn(shown),
        relations,
        permalink(shown.view),
        read_settings().title,
        st.session_state.get("notes") or {},
        bool(read_settings().embed),
    )
    st.caption(
        f"{files.provenance.filters} {files.provenance.caption} Data version"
        f" {files.provenance.data_version}."
    )
    pair = f"{shown.border.pair}-" if shown.border.pair else ""
    for heading, group in _GROUPS.items():
        st.markdown(f"**{heading}**: {_FOR[heading]}")
        with st.container(horizontal=True):
            for name, (label, what) in group.items():
                st.download_button(
                    label,
                    lambda name=name: files.make(name),  # type: ignore[misc]
                    file_name=f"claimline-{pair}{name}",
                    mime=MEDIA[name],
                    key=f"take-{name}",
                    help=what,
                    icon=":material/download:",
                    on_click="ignore",
                )
    _embedding(shown.view)


def _embedding(view: View) -> None:
    """Show the lines for a page of somebody else's."""
    allowed = read_settings().embed
    st.markdown("**In a page of your own**")
    if not allowed:
        st.caption(
            "Whoever runs this page does not let other pages show it in theirs; a link always"
            " works."
        )
        return
    where = (
        "Any web page may show it."
        if allowed == ("*",)
        else f"Only pages of {', '.join(allowed)} may show it."
    )
    st.caption(f"The map of this view, with its caption and a link to the whole page. {where}")
    lines = render("embed.html", address=permalink(view, embed="true"), title=read_settings().title)
    st.code(str(lines).strip(), language="html", wrap_lines=True)
    st.html(render("embed_example.html"))
