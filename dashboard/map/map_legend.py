"""The map's legend: a row for every symbol on the map, and for no other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.html.symbology import symbology
from dashboard.map.map_features import Feature
from geodata.borders import BorderLine
from geodata.lines.claimed import ClaimLine
from loaders.export.captions import in_words

_SIGNS = {"mountain": "Summit", "airport": "Airport", "pass": "Pass", "poi": "Site"}
_SEEN_M = 500.0
"""From this precision on, in metres, the legend says how well a place is known."""


def legend(
    features: Sequence[Feature],
    lines: Sequence[BorderLine],
    picked: BorderLine | None,
    maps: int,
    claims: Sequence[ClaimLine] = (),
) -> list[dict[str, str]]:
    """Return the legend's rows: the ``look`` of each symbol and its ``text``.

    A border line's row also has its ``line``, that of a sign its ``sign``.

    Parameters
    ----------
    features
        The marks.
    lines, picked
        The border lines drawn, and the one that is measured from.
    maps
        How many maps the band is made of.
    claims
        The claimed lines drawn.
    """
    looks = symbology().symbols
    told = [f["properties"] for f in features]
    marks = {f"{p['kind']}:{p.get('part')}" for p in told}
    rows: list[dict[str, str]] = []
    for name, symbol in looks.items():
        if name == "boundary":
            rows += [_line(line, picked) for line in sorted(lines, key=lambda n: n is not picked)]
        elif name == "claimed":
            rows += [
                {"look": name, "text": symbol.legend.format(label=claim.properties["label"])}
                for claim in claims
            ]
        elif name == "sign":
            rows += _signs(told)
        elif name == "struck":
            if any(p.get("struck") for p in told):
                rows.append({"look": name, "text": symbol.legend})
        elif symbol.legend and marks & set(symbol.marks) and _plain(name, told):
            rows.append({"look": name, "text": _text(name, told, maps)})
    return rows


def _line(line: BorderLine, picked: BorderLine | None) -> dict[str, str]:
    border = symbology().symbols["boundary"]
    words = border.picked if line is picked else border.legend
    text = words.format(label=line.properties["label"])
    return {"look": "boundary", "line": line.id, "text": text}


def _plain(name: str, told: Iterable[dict[str, object]]) -> bool:
    """Whether a place without a sign of its own is on the map; of other symbols always."""
    return name != "place" or any(
        p.get("part") == "point" and p.get("symbol") not in symbology().signs for p in told
    )


def _text(name: str, told: Iterable[dict[str, object]], maps: int) -> str:
    roads = {str(p["name"]) for p in told if p["kind"] == "road"}
    road = _road(next(iter(roads))) if len(roads) == 1 else "Roads"
    return symbology().symbols[name].legend.format(count=in_words(maps).capitalize(), name=road)


def _road(name: str) -> str:
    """Return a road's number, or its whole name where it has none: “M2 road”."""
    number = name.split(maxsplit=1)[0]
    return f"{number} road" if any(char.isdigit() for char in number) else name


def _signs(told: Sequence[dict[str, object]]) -> list[dict[str, str]]:
    """Return a row for every sign on the map, with how well its places are known."""
    symbol, rows = symbology().symbols["sign"], []
    for sign in symbol.signs:
        known = [
            p.get("precision") for p in told if p.get("symbol") == sign and p["part"] == "point"
        ]
        if known:
            worst = max((m for m in known if isinstance(m, int | float)), default=0)
            precision = f", known to {worst / 1000:g} km" if worst >= _SEEN_M else ""
            word = _SIGNS.get(sign, sign.capitalize())
            text = symbol.legend.format(sign=word, precision=precision)
            rows.append({"look": "sign", "sign": sign, "text": text})
    return rows
