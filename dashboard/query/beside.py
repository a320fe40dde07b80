"""Two maps of one view beside one another: two sides, two border lines, or two days of knowing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.query.border import Border
from dashboard.query.index import NO_DAY, Index
from dashboard.query.sides import sides
from dashboard.view.view import SIDES, View, day_in_reach
from geodata.borders import BorderLine
from loaders.export.captions import day_label

SIDES_OF_A_LINE = ("left", "right")
_MOST_DAYS = 30
"""Days that can be chosen."""


@dataclass(frozen=True, slots=True)
class Half:
    """One of two maps: its title, and the view it shows."""

    title: str
    view: View


def halves(view: View, border: Border) -> tuple[Half, Half] | None:
    """Return the two maps that a view asks for, or None where it asks for one.

    Parameters
    ----------
    view
        The view. Its ``beside`` says what the two differ in.
    border
        The border that the view is of.
    """
    wanted, line, lines = view.beside, border.line, border.by_id
    one = replace(view, beside="")
    if wanted == SIDES:
        parties = sides(border)
        if len(parties) < len(SIDES_OF_A_LINE):
            return None
        first, second = (parties[side] for side in SIDES_OF_A_LINE)
        return (
            Half(f"{first} says", replace(one, voice=first)),
            Half(f"{second} says", replace(one, voice=second)),
        )
    if line and wanted in lines and wanted != line.id:
        return (
            Half(_measured(line), one),
            Half(_measured(lines[wanted]), replace(one, border=wanted)),
        )
    if day_in_reach(wanted):
        last = f"Known by {day_label(view.known)}" if view.known else "Known since"
        return (
            Half(f"Known by {day_label(wanted)}", replace(one, known=wanted)),
            Half(last, one),
        )
    return None


def _measured(line: BorderLine) -> str:
    return f"Measured from the border in {line.properties['label']}"


def offered(index: Index, border: Border) -> dict[str, str]:
    """Return what two maps can differ in, by its value in the address, in words.

    Of a border whose sides say nothing here, its lines are not offered.
    """
    names: dict[str, str] = {}
    parties, speaking, line = sides(border), index.party_counts, border.line
    if len(parties) == len(SIDES_OF_A_LINE) and all(speaking[p] for p in parties.values()):
        names[SIDES] = f"{parties['left']} and {parties['right']}"
    if line and any(speaking[party] for party in parties.values()):
        names |= {
            other.id: f"Border in {line.properties['label']} and in {other.properties['label']}"
            for other in border.lines
            if other.id != line.id
        }
    said, published = index.days["statement"], index.days["publication"]
    days = sorted({*said.tolist(), *published.tolist()} - {NO_DAY})[:-1][-_MOST_DAYS:]
    texts = [f"{day // 10000}-{day // 100 % 100:02}-{day % 100:02}" for day in days]
    return names | {day: f"Known by {day_label(day)}, and since" for day in texts}
