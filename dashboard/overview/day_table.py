"""The days below the map: how many claims were published when, a row for each party."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter

from markupsafe import Markup

from dashboard.dataset.archive import Archive
from dashboard.dataset.asked import Asked
from dashboard.dataset.questions import Days, Unit, days
from dashboard.html.templates import render
from dashboard.html.wording import CLOCK_LABELS, party_label
from dashboard.overview.pressable import pressable
from dashboard.view.view import Clock
from loaders.export.captions import MONTHS, counted, day_label

_ROWS = 4
"""Parties with a row of their own; the others share one."""
_HIGHEST = 20
"""Pixels of the highest bar; heights grow with the root, so that small parties are seen."""
_OTHERS = -1
_HEADINGS: dict[Clock, str] = {"publication": "Published", "event": "Event", "statement": "Said"}


def day_table(archive: Archive, asked: Asked) -> None:
    """Draw the days; a press on one, or a drag over some, filters by them."""
    html = day_html(archive, asked, days(archive, asked))
    if html:
        pressable(html, "days", f"Days: {CLOCK_LABELS[asked.clock].lower()}")


def day_html(archive: Archive, asked: Asked, found: Days) -> Markup | None:
    """Return the days as HTML; None where no claim has one."""
    parts = _parts(found)
    if not parts:
        return None
    totals = Counter[int]()
    for (_, party), n in found.counts.items():
        totals[party] += n
    named = [party for party, _ in totals.most_common(_ROWS)]
    rows = [*named, *([_OTHERS] if len(totals) > len(named) else [])]
    cells = Counter[tuple[int, int]]()
    for (part, party), n in found.counts.items():
        cells[part, party if party in named else _OTHERS] += n
    most = max((n for (part, _), n in cells.items() if part), default=1)
    names = {p: party_label(archive.parties[p][0]) for p in named} | {_OTHERS: "Others"}
    return render(
        "overview_days.html",
        filtered=bool(asked.date_from or asked.date_to),
        heading=_HEADINGS[asked.clock],
        heads=[
            _head(found.unit, part, before)
            for before, part in zip([0, *parts], parts, strict=False)
        ],
        rows=[
            {
                "name": names[row],
                "total": sum(n for (_, party), n in cells.items() if party == row),
                "undated": cells[0, row],
                "cells": [
                    {
                        "height": round(_HIGHEST * (cells[part, row] / most) ** 0.5),
                        "tip": f"{names[row]}, {part_label(found.unit, part)}:"
                        f" {counted(cells[part, row], 'claim')}",
                        "days": part_days(found.unit, part),
                    }
                    for part in parts
                ],
            }
            for row in rows
        ],
        undated=any(cells[0, row] for row in rows),
    )


def _parts(found: Days) -> list[int]:
    """Return the parts from the first to the last with a claim, also those without any."""
    held = sorted({part for part, _ in found.counts if part})
    if not held:
        return []
    parts, part = [held[0]], held[0]
    while part < held[-1] and len(parts) < 400:
        part = _next(found.unit, part)
        parts.append(part)
    return parts


def _next(unit: Unit, part: int) -> int:
    """Return the part after a part."""
    if unit in {"year", "decade"}:
        return part + 1
    if unit == "quarter":
        return part + 1 if part % 10 < 4 else (part // 10 + 1) * 10 + 1
    if unit == "month":
        return part + 1 if part % 100 < 12 else (part // 100 + 1) * 100 + 1
    year, month, day = part // 10000, part // 100 % 100, part % 100
    if day < monthrange(year, month)[1]:
        return part + 1
    return _next("month", part // 100) * 100 + 1


def part_days(unit: Unit, part: int) -> tuple[str, str]:
    """Return the first and last ISO day of a part."""
    if unit == "day":
        day = f"{part // 10000:04}-{part // 100 % 100:02}-{part % 100:02}"
        return day, day
    if unit == "year":
        return f"{part:04}-01-01", f"{part:04}-12-31"
    if unit == "decade":
        return f"{part:03}0-01-01", f"{part:03}9-12-31"
    year = part // (10 if unit == "quarter" else 100)
    first = (part % 10) * 3 - 2 if unit == "quarter" else part % 100
    last = first + (2 if unit == "quarter" else 0)
    return f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{monthrange(year, last)[1]:02}"


def part_label(unit: Unit, part: int) -> str:
    """Return a part in words: “12 May 2021”, “May 2021”, “April to June 2021”, “2021”."""
    first, last = part_days(unit, part)
    if unit == "day":
        return day_label(first)
    if unit in {"year", "decade"}:
        return first[:4] if unit == "year" else f"{first[:4]}s"
    months = dict.fromkeys(MONTHS[int(day[5:7]) - 1] for day in (first, last))
    return f"{' to '.join(months)} {first[:4]}"


def _head(unit: Unit, part: int, before: int) -> dict[str, object]:
    """Return the heading of a part; what stands over it is written where it changes."""
    first, _ = days_of = part_days(unit, part)
    year, month = first[:4], MONTHS[int(first[5:7]) - 1][:3]
    label = {
        "day": str(int(first[8:])),
        "month": month[0],
        "quarter": str(part % 10),
        "year": f"’{year[2:]}",
        "decade": f"{year}s",
    }[unit]
    over = f"{month} {year}" if unit == "day" else year
    changed = not before or part_days(unit, before)[0][: 7 if unit == "day" else 4] != first[: 7 if unit == "day" else 4]  # noqa: E501  # fmt: skip
    return {
        "label": label,
        "over": over if changed and unit not in {"year", "decade"} else "",
        "days": days_of,
        "name": f"Only {part_label(unit, part)}",
    }
