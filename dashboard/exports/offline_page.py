"""A page of its own that holds the map, the claims and the differences of a view in one file.

It works from a disk without a network.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from xstatic.pkg import leaflet

from dashboard.exports.differences_text import DifferenceText
from dashboard.html.js_literal import js_literal
from dashboard.html.map_bundle import map_script, map_styles
from dashboard.html.wording import STANCES, TOPICS, party_label, relay_chain
from dashboard.map.scene import Scene
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from geodata.gazetteer import Gazetteer
from geodata.layers import place_name
from geodata.shipped import STATIC
from loaders import Article
from loaders.documents.urls import is_web, source_link
from loaders.export.captions import day_label
from loaders.export.writers import Provenance
from loaders.text.segment import fold_space

_PARTS = Path(__file__).resolve().parent / "parts"


def page(
    shown: Shown,
    drawn: Scene,
    ledger: Sequence[DifferenceText],
    told: Provenance,
    *,
    title: str,
) -> bytes:
    """Return the page as one HTML file.

    No script or style of it comes from elsewhere, and its own policy forbids that any does.

    Parameters
    ----------
    shown, drawn, ledger
        What the view shows, its map and its differences.
    told
        What the file says of itself.
    title
        The page's heading.
    """
    placed = {
        claim for feature in drawn.features for claim in feature["properties"].get("claims", ())
    }
    given = {
        "config": {
            "base": _static_json("base.geojson"),
            "borders": _static_json("borders.geojson"),
            "home": drawn.bounds["incident"],
            "alone": True,
        },
        "payload": {**drawn.payload(), "selected": {"place": None, "claim": None}},
    }
    html = (
        _environment()
        .get_template("page.html")
        .render(
            title=title,
            told=told,
            cards=[
                _card(entry, shown.places, placed=entry.claim.id in placed)
                for entry in shown.entries
            ],
            ledger=ledger,
            articles=[_article(article) for article in shown.articles],
            given=Markup(js_literal(given)),  # noqa: S704  (a literal that is safe in a script element)
            **_own_parts(),
        )
    )
    return html.encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_PARTS),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
    )


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
        name: Markup(text.replace("</script", "<\\/script"))  # noqa: S704
        for name, text in texts.items()
    }


def _card(entry: Entry, places: Gazetteer, *, placed: bool) -> dict[str, object]:
    article, claim = entry.article, entry.claim
    sentence = article.sentence_at(claim)
    start, end = min(sentence.start, claim.start), max(sentence.end, claim.end)
    return {
        "id": claim.id,
        "before": _words(article, start, claim.start),
        "quote": entry.quote,
        "after": _words(article, claim.end, end),
        "speaker": claim.speaker,
        "party": party_label(claim.party),
        "stance": STANCES.get(claim.stance, claim.stance),
        "topic": TOPICS.get(claim.topic, claim.topic),
        "status": claim.status,
        "fallen": entry.fallen,
        "relay": relay_chain(article, claim),
        "about": day_label(claim.event_date),
        "said": day_label(claim.statement_date),
        "published": day_label(article.published),
        "places": "; ".join(place_name(place_id, places) for place_id in claim.place_ids),
        "distances": "; ".join(article.distance_by_id[i].label for i in claim.distance_ids),
        "placed": placed,
        "link": source_link(article, claim),
    }


def _words(article: Article, start: int, end: int) -> str:
    raw = article.text[start:end]
    return (
        f"{' ' if raw[:1].isspace() else ''}{fold_space(raw)}{' ' if raw[-1:].isspace() else ''}"
        if raw.strip()
        else " "
        if raw
        else ""
    )


def _article(article: Article) -> dict[str, str]:
    return {
        "publisher": article.publisher,
        "title": fold_space(article.title),
        "published": day_label(article.published) if article.published else "no date",
        "link": article.url if article.url and is_web(article.url) else "",
        "sha256": article.sha256,
    }
