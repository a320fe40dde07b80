"""What is asked of a dataset: the filters of its overview, as the address holds them.

Pure: imports neither Streamlit nor DuckDB.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode

from dashboard.view.area import Box, address_of, area_of
from dashboard.view.view import CLOCKS, LONGEST, Clock, day_in_reach

MOST_VALUES = 30
"""Values of one filter at most: more would fit in no address."""
MOST_PAGES = 40
"""Pages of claims that can be turned to: a thousand claims, which is more than anybody reads."""
LONGEST_ADDRESS = 2000
"""Characters that the filters of the articles opened in full may take in an address."""
_SHOWN = 40
"""Characters of an unknown value that a notice repeats."""
_MOST_NOTICES = 20
_SEVERAL = ("party", "source", "topic", "country")
_NAMES = {"date_from": "from", "date_to": "to"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the overview.

    Attributes
    ----------
    date_from, date_to
        ISO days.
    clock
        Of what they are the days: of publication, of the event, or of the statement.
    undated
        ``show`` keeps claims without a day of this kind, which a filter of days else hides.
    party, source, topic
        Names of parties, slugs of outlets, and topics; any of them passes.
    country
        ISO codes: the claims name a place in one of these countries.
    place
        Id of the place that is selected: the claims listed name it.
    within
        A box of the map, in which the claims name a place.
    q
        Words, all of which the quote or its speaker holds.
    article
        Id of one article.
    page
        The page of the list of claims.
    """

    date_from: str | None = None
    date_to: str | None = None
    clock: Clock = "publication"
    undated: Literal["", "show"] = ""
    party: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: str = ""
    within: str = ""
    q: str = ""
    article: str = ""
    page: int = 1

    @property
    def filters(self) -> int:
        """How many filters are set; the two ends of the days are one."""
        days = (self.date_from, self.date_to) != (None, None)
        names = (*_SEVERAL, "place", "within", "q", "article")
        return int(days) + sum(bool(getattr(self, name)) for name in names)

    @property
    def hides_undated(self) -> bool:
        """Whether claims without a day are hidden: by a filter of days, unless asked for."""
        return bool(self.date_from or self.date_to) and not self.undated

    @property
    def of_map(self) -> Asked:
        """The filters of the map and the days: without the place selected, and without the page."""
        return replace(self, place="", page=1)

    @property
    def of_list(self) -> Asked:
        """The filters of the list of claims, without its page."""
        return replace(self, page=1)

    @property
    def box(self) -> Box | None:
        """The part of the map, or None."""
        area = area_of(self.within) if self.within else None
        return area if isinstance(area, Box) else None


PARAMETERS = frozenset(_NAMES.get(f.name, f.name) for f in fields(Asked))


@dataclass(frozen=True, slots=True)
class Known:
    """The values that a dataset has."""

    party: Collection[str] = field(default_factory=frozenset)
    source: Collection[str] = field(default_factory=frozenset)
    topic: Collection[str] = field(default_factory=frozenset)
    country: Collection[str] = field(default_factory=frozenset)


def parse_asked(parameters: Mapping[str, Sequence[str]], known: Known) -> tuple[Asked, list[str]]:
    """Return what an address asks for, and a notice for every value that cannot be used.

    Parameters
    ----------
    parameters
        The address's parameters. Anybody may have written them: they are compared, or bound to a
        query, and never put into one.
    known
        The values that exist.
    """
    notices: list[str] = []
    found: dict[str, Any] = {}
    for name in _SEVERAL:
        values = list(dict.fromkeys(value for value in parameters.get(name, ()) if value))[:1000]
        good = [value for value in values if value in getattr(known, name)][:MOST_VALUES]
        notices += [_dropped(name, value) for value in values if value not in good]
        found[name] = tuple(good)
    for attribute, name in _NAMES.items():
        value = _last(parameters, name)
        day = day_in_reach(value) if value else None
        if value and day is None:
            notices.append(_dropped(name, value))
        found[attribute] = day.isoformat() if day else None
    if found["date_from"] and found["date_to"] and found["date_from"] > found["date_to"]:
        found["date_from"], found["date_to"] = found["date_to"], found["date_from"]
        notices.append("The dates were the wrong way round; they have been swapped.")
    found |= _fixed(parameters, notices)
    for name in ("place", "q", "article"):
        value = "".join(c for c in _last(parameters, name) if c.isprintable()).strip()
        if len(value) > LONGEST:
            notices.append(_dropped(name, value))
        found[name] = value if len(value) <= LONGEST else ""
    found["within"] = _within(_last(parameters, "within"), notices)
    found["page"] = _page(_last(parameters, "page"), notices)
    unknown = sorted(set(parameters) - PARAMETERS - {"embed", "embed_options", "opened"})
    notices += [
        f"The overview has no parameter {_short(name)}; it was ignored." for name in unknown
    ]
    return Asked(**found), notices[:_MOST_NOTICES]


def to_parameters(asked: Asked) -> dict[str, str | list[str]]:
    """Return the address's parameters: those that differ from the default."""
    blank = Asked()
    found: dict[str, str | list[str]] = {}
    for each in fields(Asked):
        value = getattr(asked, each.name)
        if value != getattr(blank, each.name):
            name = _NAMES.get(each.name, each.name)
            found[name] = list(value) if isinstance(value, tuple) else str(value)
    return found


def as_text(asked: Asked) -> str:
    """Return the filters as one value, for the address of the articles opened in full."""
    return urlencode(to_parameters(asked.of_list), doseq=True)


def from_text(text: str, known: Known) -> Asked:
    """Return the filters that such a value means; what means nothing is left out."""
    given = parse_qs(text[:LONGEST_ADDRESS], max_num_fields=200) if text else {}
    return parse_asked(given, known)[0].of_list


def _last(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    return next((value for value in reversed(parameters.get(name, ())) if value), "")


def area_given(value: str) -> str:
    """Return a box of the map as the address has it; "" for a value that means none."""
    area = area_of(value)
    return address_of(area) if isinstance(area, Box) and area.west <= area.east else ""


def _within(value: str, notices: list[str]) -> str:
    area = area_given(value) if value else ""
    if value and not area:
        notices.append(_dropped("within", value))
    return area


def _fixed(parameters: Mapping[str, Sequence[str]], notices: list[str]) -> dict[str, str]:
    """Return whose days are meant, and whether claims without one stay in sight."""
    found = {}
    for name, default, values in (
        ("clock", "publication", CLOCKS),
        ("undated", "", ("show",)),
    ):
        value = _last(parameters, name)
        if value and value not in values:
            # links of before a day filter hid by itself say “hide”
            if (name, value) != ("undated", "hide"):
                notices.append(_dropped(name, value))
            value = ""
        found[name] = value or default
    return found


def _page(value: str, notices: list[str]) -> int:
    if not value:
        return 1
    if not (value.isascii() and value.isdecimal() and 1 <= int(value[:9]) <= MOST_PAGES):
        notices.append(_dropped("page", value))
        return 1
    return int(value[:9])


def _dropped(name: str, value: str) -> str:
    return (
        f"The address asks for {name} {_short(value)}, which is not here; that part was left out."
    )


def _short(value: str) -> str:
    shown = "".join(char if char.isprintable() else "·" for char in value)
    return f"“{shown[:_SHOWN]}…”" if len(shown) > _SHOWN else f"“{shown}”"
