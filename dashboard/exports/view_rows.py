"""What a view shows, as rows for other programs.

Its claims, mentions and relations, the marks as drawn, the border lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dashboard.html.wording import error_label
from dashboard.map.scene import Scene
from dashboard.query.selection import Shown
from geodata.borders import BorderLine
from loaders import Relation
from loaders.export.rows import claim_rows, make_row, place_rows, relation_rows
from loaders.export.writers import Row

_PASSED_ON = (
    "id",
    "name",
    "kind",
    "part",
    "label",
    "voices",
    "party",
    "place",
    "side",
    "reading",
    "form",
    "opacity",
    "metres",
)
_NOTES = {
    "advance": (
        "A claimed distance, schematic; how far along the border is not stated; not a front line."
    ),
    "sight": "A claimed length, set beside the map: it lies nowhere.",
    "claim": "What a side says of this place or area; not a border.",
}


def shown_rows(shown: Shown, drawn: Scene, relations: Iterable[Relation]) -> Iterator[Row]:
    """Yield the rows of exactly what a view shows.

    Parameters
    ----------
    shown
        What its filters leave.
    drawn
        What its map holds.
    relations
        Those of the whole corpus; of them those between two shown claims are given.
    """
    ids = set(shown.by_claim)
    mentions = [
        (s.article, s.mention, {c.id for c in s.claims})
        for group in shown.sightings.values()
        for s in group
    ]
    yield from place_rows(mentions, shown.places)
    yield from claim_rows(((e.article, e.claim) for e in shown.entries), shown.places)
    yield from relation_rows(r for r in relations if r.a in ids and r.b in ids)
    yield from _marks(drawn.features)
    yield from _lines(drawn.lines)


def _marks(features: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield the marks from articles as drawn.

    A zone in the pieces it fades by, so that no crisp area takes its place.
    """
    for feature in features:
        told = feature["properties"]
        if told["kind"] == "base":
            continue
        yield make_row(
            "marks",
            feature["geometry"],
            **{name: told[name] for name in _PASSED_ON if name in told},
            note=str(told.get("note") or _NOTES.get(told["kind"], "")),
            articles=" ".join(told["articles"]),
            claims=" ".join(told["claims"]),
            fallen="yes" if told.get("fallen") else "",
        )


def _lines(lines: Sequence[BorderLine]) -> Iterator[Row]:
    for line in lines:
        told = line.properties
        yield make_row(
            "border_lines",
            line.geometry,
            id=line.id,
            name=str(told["label"]),
            label=f"{told['label']}; not agreed by the parties",
            publisher_of_line=str(told["publisher"]),
            edition=str(told["edition"]),
            accuracy=error_label(line),
            source=str(told["source"]),
            licence=str(told["licence"]),
            note="A line one map draws. None is the border.",
        )
