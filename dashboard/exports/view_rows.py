"""What a view shows as rows: claims, mentions, relations, marks as drawn, border lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dashboard.html.wording import error_label
from dashboard.map.scene import Scene
from dashboard.query.selection import Shown
from geodata.borders import BorderLine
from geodata.ground.drawn_lines import agreement
from geodata.lines.claimed import ClaimLine
from loaders import Relation
from loaders.export.export_columns import Row
from loaders.export.rows import claim_rows, make_row, place_rows, relation_rows

_COPIED = (
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
    "claim": "What a side says of this place or area; not a border.",
}


def shown_rows(
    shown: Shown,
    drawn: Scene,
    relations: Iterable[Relation],
    notes: Mapping[str, str] | None = None,
) -> Iterator[Row]:
    """Yield the rows of exactly what a view shows.

    Parameters
    ----------
    shown
        What the view shows.
    drawn
        What its map shows.
    relations
        The relations of the whole corpus; only those between two shown claims are given.
    notes
        The reader's own notes, by the claim's id.
    """
    ids = set(shown.by_claim)
    mentions = [
        (s.article, s.mention, {c.id for c in s.claims})
        for group in shown.sightings.values()
        for s in group
    ]
    yield from place_rows(mentions, shown.places)
    yield from claim_rows(((e.article, e.claim) for e in shown.entries), shown.places, notes)
    yield from relation_rows(r for r in relations if r.a in ids and r.b in ids)
    yield from _marks(drawn.features)
    yield from _lines(drawn.lines)
    yield from _claims(drawn.claims)


def _marks(features: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield the marks from articles as they are drawn.

    A zone comes in the pieces that it fades by: one sharp area would say more than the claim.
    """
    for feature in features:
        properties = feature["properties"]
        if properties["kind"] == "base":
            continue
        yield make_row(
            "marks",
            feature["geometry"],
            **{name: properties[name] for name in _COPIED if name in properties},
            note=str(properties.get("note") or _NOTES.get(properties["kind"], "")),
            articles=" ".join(properties["articles"]),
            claims=" ".join(properties["claims"]),
            struck="yes" if properties.get("struck") else "",
        )


def _lines(lines: Sequence[BorderLine]) -> Iterator[Row]:
    for line in lines:
        known = agreement(line.properties)
        stands = f"{known[:1].lower()}{known[1:]}"
        yield _line_row(
            line, stands, error_label(line), "A line one map draws. None is the border."
        )


def _claims(lines: Sequence[ClaimLine]) -> Iterator[Row]:
    for line in lines:
        accuracy, note = (str(line.properties[name]) for name in ("accuracy", "note"))
        yield _line_row(line, "one party’s claim", accuracy, note)


def _line_row(line: BorderLine | ClaimLine, stands: str, accuracy: str, note: str) -> Row:
    """Return the row of a line; ``stands`` says what it stands for."""
    properties = line.properties
    return make_row(
        "border_lines",
        line.geometry,
        id=line.id,
        name=str(properties["label"]),
        label=f"{properties['label']}; {stands}",
        publisher_of_line=str(properties["publisher"]),
        edition=str(properties["edition"]),
        accuracy=accuracy,
        source=str(properties["source"]),
        licence=str(properties["licence"]),
        note=note,
    )
