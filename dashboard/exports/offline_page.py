"""A page of its own: the map, the claims and the differences of a view in one file.

It works from a disk without a network.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from xstatic.pkg import leaflet

from dashboard.exports.differences_text import DifferenceText
from dashboard.exports.file_words import days_and_outlets
from dashboard.html.highlight import excerpt
from dashboard.html.map_bundle import map_script, map_styles
from dashboard.html.templates import render
from dashboard.html.wording import (
    STANCES,
    TOPICS,
    day_labels,
    how_sure,
    relay_chain,
    side_of_claim,
    speaker_label,
)
from dashboard.map.scene import Scene
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from geodata.gazetteer import Gazetteer
from geodata.layers import place_name
from geodata.shipped import STATIC
from loaders import Article
from loaders.documents.urls import is_web, source_link
from loaders.export.captions import day_label
from loaders.export.export_columns import Provenance
from loaders.text.segment import fold_space

_PARTS = Path(__file__).resolve().parent / "parts"


def page(
    shown: Shown,
    drawn: Scene,
    differences: Sequence[DifferenceText],
    about: Provenance,
    *,
    title: str,
    heading: str,
    notes: Mapping[str, str],
) -> bytes:
    """Return the page as one HTML file.

    No script or style of it comes from elsewhere, and its own policy forbids that any does.

    Parameters
    ----------
    shown, drawn, differences
        What the view shows, its map and its differences.
    about
        What the file says of itself.
    title
        The name of the page that made it.
    heading
        What the view is about.
    notes
        The reader's own notes, by the claim's id.
    """
    placed = {
        claim for feature in drawn.features for claim in feature["properties"].get("claims", ())
    }
    given = {
        "config": {
            "base": _static_json("base.geojson"),
            "borders": _lines_of(drawn),
            "home": drawn.bounds["incident"],
            "alone": True,
        },
        "payload": {**drawn.payload(), "selected": {"place": None, "claim": None}},
    }
    html = render(
        "offline_page.html",
        title=title,
        heading=heading,
        about=about,
        lines=days_and_outlets(shown),
        cards=[
            _card(entry, shown.places, placed=entry.claim.id in placed)
            | {"note": notes.get(entry.claim.id, "")}
            for entry in shown.entries
        ],
        differences=differences,
        articles=[_article(article) for article in shown.articles],
        given=given,
        **_own_parts(),
    )
    return html.encode()


def _lines_of(drawn: Scene) -> dict[str, Any]:
    """Return the lines of the border shown as the browser draws them, and no other."""
    every, own = _static_json("borders.geojson"), {line.id for line in drawn.border.lines}
    return {**every, "features": [f for f in every["features"] if f["properties"]["line"] in own]}


@cache
def _static_json(name: str) -> Any:
    return json.loads((STATIC / name).read_text(encoding="utf-8"))


@cache
def _own_parts() -> dict[str, Markup]:
    """Return our own scripts and styles, which stand in the page as they are."""
    library = Path(leaflet.BASE_DIR)
    texts = {
        "leaflet_js": (library / "leaflet.js").read_text(encoding="utf-8"),
        "leaflet_css": (library / "leaflet.css").read_text(encoding="utf-8"),
        "map_js": map_script(),
        "map_css": map_styles(),
        "page_css": (_PARTS / "page.css").read_text(encoding="utf-8"),
    }
    return {
        # our own files: only the end of a script could end the element they stand in
        name: Markup(text.replace("</", "<\\/"))  # noqa: S704
        for name, text in texts.items()
    }


def _card(entry: Entry, places: Gazetteer, *, placed: bool) -> dict[str, object]:
    article, claim = entry.article, entry.claim
    return {
        "id": claim.id,
        "words": excerpt(article, claim),
        "speaker": speaker_label(claim),
        "party": side_of_claim(claim),
        "sure": how_sure(claim),
        "stance": STANCES.get(claim.stance, claim.stance),
        "topic": TOPICS.get(claim.topic, claim.topic),
        "status": claim.status,
        "struck": entry.struck,
        "relay": relay_chain(article, claim),
        "dates": day_labels(article, claim),
        "places": "; ".join(place_name(place_id, places) for place_id in claim.place_ids),
        "distances": "; ".join(article.distance_by_id[i].label for i in claim.distance_ids),
        "placed": placed,
        "link": source_link(article, claim),
    }


def _article(article: Article) -> dict[str, str]:
    return {
        "publisher": article.publisher,
        "title": fold_space(article.title),
        "published": day_label(article.published) if article.published else "no date",
        "link": article.url if article.url and is_web(article.url) else "",
        "sha256": article.sha256,
    }
