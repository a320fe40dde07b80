"""The view: the state of the page that the address holds.

The address is parsed once a session, and written again when the view changes. ``lat``, ``lon`` and
``zoom`` are read here and never written: the map's own script writes them, so that moving the map
runs nothing on the server.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from dashboard.view.area import address_of, area_of

Clock = Literal["event", "statement", "publication"]
CLOCKS: tuple[Clock, ...] = ("event", "statement", "publication")
MAP_FIELDS = ("lat", "lon", "zoom")
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years that the day filter can hold."""
LONGEST = 200
"""Characters of a search at most: it has to fit in an address."""
_LONGEST_SHOWN = 40
"""Characters of an unknown value that a notice repeats."""
SIDES = "sides"
"""The value of ``beside`` for a map of each side."""
PANELS = {"": "Evidence", "read": "Read", "unmapped": "Not on the map"}
"""The tabs beside the map, by their value in the address."""
CLAIMS_TABS = {"": "Table", "time": "Timeline"}
BORDER_TABS = {
    "": "Border maps compared",
    "checks": "Can the map test it?",
    "sides": "Each side on the border",
}
"""The tabs of the pages “Claims” and “Border maps”, by their value in the address."""
PAGE_OF_BELOW = {
    "claims": "claims",
    "time": "claims",
    "differences": "compare",
    "lines": "borders",
    "checks": "borders",
    "sides": "borders",
    "take": "download",
}
"""The page that each value of ``below`` leads to: what stood below the map until version 0.2.0 has
pages of its own since, and older links name it so."""
MARKS = ("claim", "place", "date", "far", "name")
"""What the reading view can mark: claims, places on the map, times, distances, and names that are
not on the map."""
SORTS = (
    *("text", "words", "speaker", "party", "topic", "stance", "status"),
    *("event", "statement", "publication", "place", "distance"),
)
"""What the table of claims can be sorted by; a minus before it reverses the order."""
_FIXED: dict[str, Collection[str]] = {
    "panel": PANELS,
    "below": PAGE_OF_BELOW,
    "debunked": ("show",),
    "known_by": ("publication",),
    "lanes": ("clocks",),
    "by": ("party", "speaker"),
    "sort": [f"{sign}{name}" for name in SORTS for sign in ("", "-")],
}
"""Parameters with a fixed set of values; the default is no value."""

_SINGLE = ("place", "claim", "reading", "read", "pair", "border", "voice", "basemap", "opened")
"""Parameters with one value, of those that exist now."""
_OPEN_AT_FIRST = {"panel": "evidence"}
"""Names of the tabs that are open without a parameter: whoever writes an address by hand uses them.
They mean the default, and are never written."""

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class View:
    """The state of the page, in ids.

    A field has the name of its parameter in the address; only ``date_from`` and ``date_to`` are
    ``from`` and ``to`` there.

    Attributes
    ----------
    clock
        Which date the day filter and the timeline use: of the event, statement or publication.
    undated
        ``show`` keeps claims without a day in sight of a day filter, which else hides them.
    pair
        The two countries whose border the view is of (``AM-AZ``); those of the story when empty.
    border
        The line that sides, shares and distances are measured from; the first one when empty.
    lines
        The lines drawn with it; none when empty.
    voice
        Whose claims are brought out, the others dimmed: a party's, what is ``disputed``, what
        ``both`` sides say; nobody's when empty.
    reading
        The one advance that is drawn; all when None.
    within
        The part of the map that a claim must name a place in (``dashboard.view.area``).
    known, known_by
        A day: only what was said by then is shown, or published with ``known_by=publication``.
    debunked
        ``show`` draws what an article itself calls debunked or retracted.
    panel, below
        The tabs that are open: beside the map, and on the pages that have some.
    read, unmarked
        The article in the reading view, and what is not marked in it.
    sort
        The order of the table of claims.
    lanes
        What the rows of the timeline are.
    by
        What the columns of “Compare” are: parties, speakers, or outlets when empty.
    beside
        What two maps beside one another differ in: the ``SIDES``, the line that is measured from
        (the other line's id), or the day by which things were known. One map when empty.
    opened
        The filters by which articles of a dataset were opened in full; empty for a folder.
    """

    source: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None
    clock: Clock = "event"
    undated: Literal["", "show"] = ""
    party: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    place: str | None = None
    claim: str | None = None
    pair: str = ""
    border: str = ""
    lines: tuple[str, ...] = ()
    voice: str = ""
    reading: str | None = None
    q: str = ""
    within: str = ""
    known: str | None = None
    known_by: str = ""
    debunked: str = ""
    basemap: str = ""
    panel: str = ""
    below: str = ""
    read: str | None = None
    unmarked: tuple[str, ...] = ()
    sort: str = ""
    lanes: str = ""
    by: str = ""
    beside: str = ""
    opened: str = ""
    lat: float | None = None
    lon: float | None = None
    zoom: float | None = None

    @property
    def filter_count(self) -> int:
        """How many filters are set; the two ends of a range of days are one."""
        blank = View()
        days = (self.date_from, self.date_to) != (None, None)
        names = ("source", "party", "topic", "q", "within", "known", "reading")
        return int(days) + sum(bool(getattr(self, n) != getattr(blank, n)) for n in names)

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return self.filter_count > 0

    @property
    def day_filter(self) -> bool:
        """Whether the view is limited to some days."""
        return bool(self.date_from or self.date_to)

    @property
    def hides_undated(self) -> bool:
        """Whether claims without a day are hidden: by a day filter, unless they are asked for."""
        return self.day_filter and self.undated != "show"

    @property
    def touched(self) -> bool:
        """Whether the view differs from the first one in more than layout and map position."""
        other = View()
        return self.with_layout(other) != replace(other, lat=self.lat, lon=self.lon, zoom=self.zoom)

    def with_layout(self, other: View) -> View:
        """Return this view with the layout of another, and its border. A reset keeps both."""
        return replace(
            self,
            panel=other.panel,
            below=other.below,
            read=other.read,
            unmarked=other.unmarked,
            sort=other.sort,
            lanes=other.lanes,
            by=other.by,
            beside=other.beside,
            pair=other.pair,
            opened=other.opened,
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that exist now, by parameter."""

    source: Collection[str] = ()
    party: Collection[str] = ()
    topic: Collection[str] = ()
    place: Collection[str] = ()
    claim: Collection[str] = ()
    pair: Collection[str] = ()
    border: Collection[str] = ()
    lines: Collection[str] = ()
    voice: Collection[str] = ()
    reading: Collection[str] = ()
    read: Collection[str] = ()
    basemap: Collection[str] = ()
    opened: Collection[str] = ()


def parse(parameters: Parameters, choices: Choices) -> tuple[View, list[str]]:
    """Return the view an address asks for, and a notice for every value that cannot be used.

    Parameters
    ----------
    parameters
        The address's parameters, each with its values. Anybody may have written them: values are
        only compared, and never run or shown whole.
    choices
        The ids that exist now.
    """
    notices: list[str] = []
    view = View()
    for name in ("source", "party", "topic", "lines"):
        view = _with(view, name, _many(name, parameters, getattr(choices, name), notices))
    view = _with(view, "unmarked", _many("unmarked", parameters, MARKS, notices))
    for name in (*_SINGLE, *_FIXED):
        value = _one(name, parameters, notices)
        if value and value == _OPEN_AT_FIRST.get(name):
            continue
        if value and value not in (_FIXED[name] if name in _FIXED else getattr(choices, name)):
            notices.append(_dropped(name, value))
        elif value:
            view = _with(view, name, value)
    first, last = (_day(name, parameters, notices) for name in ("from", "to"))
    if first and last and first > last:
        notices.append(
            f"The dates were the wrong way round ({first} to {last}); they have been swapped."
        )
        first, last = last, first
    clock, undated = _one("clock", parameters, notices), _one("undated", parameters, notices)
    if clock and clock not in CLOCKS:
        notices.append(_dropped("clock", clock))
        clock = None
    # links of before a day filter hid by itself say “hide”
    if undated and undated not in {"hide", "show"}:
        notices.append(_dropped("undated", undated))
        undated = None
    view = replace(
        view,
        date_from=first,
        date_to=last,
        clock=clock or "event",
        undated="show" if undated == "show" else "",
        q=_text("q", parameters, notices),
        within=_area(parameters, notices),
        beside=_beside(parameters, choices, notices),
        known=_day("known", parameters, notices),
    )
    unknown = sorted(set(parameters) - PARAMETERS - {"embed", "embed_options"})
    notices += [
        f"The address has a parameter this page does not know ({_short(name)}); it was ignored."
        for name in unknown
    ]
    return _position(view, parameters, notices), notices


def _with(view: View, name: str, value: object) -> View:
    changes: dict[str, Any] = {name: value}
    return replace(view, **changes)


PARAMETERS = frozenset({"from", "to", *(f.name for f in fields(View))} - {"date_from", "date_to"})


def to_parameters(view: View) -> dict[str, str | list[str]]:
    """Return the address's parameters for a view: those that differ from the default.

    The map's three are left to its script.
    """
    blank = View()
    found: dict[str, str | list[str]] = {}
    for field in fields(View):
        value = getattr(view, field.name)
        if field.name in MAP_FIELDS or value == getattr(blank, field.name):
            continue
        name = {"date_from": "from", "date_to": "to"}.get(field.name, field.name)
        found[name] = list(value) if isinstance(value, tuple) else str(value)
    return found


def _short(value: str) -> str:
    shown = "".join(char if char.isprintable() else "·" for char in value)
    return f"“{shown[:_LONGEST_SHOWN]}…”" if len(shown) > _LONGEST_SHOWN else f"“{shown}”"


def _dropped(name: str, value: str) -> str:
    return (
        f"The address asks for {name} {_short(value)}, which is not here; that part was left out."
    )


def _one(name: str, parameters: Parameters, notices: list[str]) -> str | None:
    values = [value for value in parameters.get(name, ()) if value]
    if len(values) > 1:
        notices.append(f"The address gives {name} {len(values)} times; the last one counts.")
    return values[-1] if values else None


def _many(
    name: str, parameters: Parameters, known: Collection[str], notices: list[str]
) -> tuple[str, ...]:
    values = [value for value in dict.fromkeys(parameters.get(name, ())) if value]
    notices += [_dropped(name, value) for value in values if value not in known]
    return tuple(value for value in values if value in known)


def _text(name: str, parameters: Parameters, notices: list[str]) -> str:
    given = _one(name, parameters, notices) or ""
    value = "".join(char for char in given if char.isprintable()).strip()
    if len(value) > LONGEST:
        notices.append(
            f"The search in the address is longer than {LONGEST} characters; it was left out."
        )
        return ""
    return value


def _day(name: str, parameters: Parameters, notices: list[str]) -> str | None:
    value = _one(name, parameters, notices)
    if not value:
        return None
    day = day_in_reach(value)
    if day is None:
        notices.append(_dropped(name, value))
        return None
    return day.isoformat()


def day_in_reach(value: str) -> date | None:
    """Return the day an ISO text means, or None for no day or one outside the day filter."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _beside(parameters: Parameters, choices: Choices, notices: list[str]) -> str:
    value = _one("beside", parameters, notices) or ""
    if value and value != SIDES and value not in choices.border and not day_in_reach(value):
        notices.append(_dropped("beside", value))
        return ""
    return value


def _area(parameters: Parameters, notices: list[str]) -> str:
    value = _one("within", parameters, notices) or ""
    area = area_of(value)
    if value and area is None:
        notices.append(_dropped("within", value))
    return address_of(area) if area else ""


def _position(view: View, parameters: Parameters, notices: list[str]) -> View:
    """Return the view with its map position, if all three numbers are there and on the map.

    The map (Leaflet, Web Mercator) ends at 85 degrees north and south and has the zooms 1 to 18.
    """
    given = {name: _one(name, parameters, notices) for name in MAP_FIELDS}
    if not any(given.values()):
        return view
    try:
        lat, lon, zoom = (float(given[name] or "nan") for name in MAP_FIELDS)
    except ValueError:
        lat = lon = zoom = math.nan
    if not (abs(lat) <= 85 and abs(lon) <= 180 and 1 <= zoom <= 18):
        notices.append(
            "The address gives a map position that is not on this map;"
            " the map opens where the incident was."
        )
        return view
    return replace(view, lat=lat, lon=lon, zoom=zoom)
