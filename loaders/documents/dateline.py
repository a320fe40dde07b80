"""The dateline that an agency's story opens with.

``YEREVAN, May 13. /TASS/.``, ``Baku/02.06.21/Turan:``, ``MOSCOW (Reuters) -``.
"""

from __future__ import annotations

import re
from datetime import date

from loaders.dates.full_dates import MONTH, MONTHS, WEEKDAYS, find_full_dates, make_date
from loaders.documents.blocks import agency_names, url_date
from loaders.model.records import Span

_PLACE = (
    r"(?:[A-Z][A-Z’'. -]{2,25}|[A-Z][a-z]{2,15}(?:[ -][A-Z][a-z]+)?)"
    r"(?:\s*/\s*[A-Z][A-Za-z -]{2,20}|,\s*[A-Z][a-z]{3,15}(?=,|\s*[-–—(]))?"
)
_DAY = (
    rf"(?:(?:{MONTH})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}\s+(?:{MONTH})\.?(?:\s+\d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_AGENCY = r"(?:[/(]\s*(?P<agency>[A-Z][\w. -]{1,24}?)\s*[/)]|(?P<bare>[A-Z][A-Za-z.-]{2,20}))"
_YEARS = 5
"""Years in which a weekday is looked for on a day of the year: it comes back after five or six
years, so that within five it falls there once."""
_FORMS = (
    re.compile(
        rf"^\W*(?:{_PLACE})\s*[,/.]\s*(?P<day>(?i:{_DAY}))\s*[,./]*\s*{_AGENCY}?\s*[.:,/–—-]*\s"
    ),
    re.compile(
        rf"^\W*(?:{_PLACE})\s*"
        rf"{_AGENCY.replace('|(?P<bare>[A-Z][A-Za-z.-]{{2,20}})', '')}\s*[.:–—-]+\s"
    ),
    re.compile(r"^\W*(?:[A-Z][A-Z’'. -]{2,25}(?:,\s*[A-Z][a-z]+)?)\s*(?:--|[–—])\s"),
)


def find_dateline(text: str, paragraph: Span) -> re.Match[str] | None:
    """Return the dateline at the front of a paragraph, or None."""
    # the longest form of the patterns has fewer characters
    front = text[paragraph.start : min(paragraph.end, paragraph.start + 120)]
    return next((match for form in _FORMS if (match := form.match(front))), None)


def dateline_agency(text: str, paragraph: Span) -> str | None:
    """Return the agency a dateline names, as written, or None."""
    match = find_dateline(text, paragraph)
    groups = match.groupdict() if match else {}
    name = groups.get("agency") or groups.get("bare")
    return name.strip(" .") if name and name.strip(" .").lower() in agency_names() else None


def dateline_day(text: str, paragraph: Span) -> str | None:
    """Return the ISO day that a dateline states, or None.

    A missing year is taken from the rest of the file where it gives exactly one, else from a
    weekday in the first sentence.
    """
    match = find_dateline(text, paragraph)
    words = match.groupdict().get("day") if match else None
    if not words:
        return None
    full = find_full_dates(words)
    if full:
        return full[0][0]
    month = re.search(MONTH, words, re.IGNORECASE)
    number = re.search(r"\d{1,2}", words)
    if month is None or number is None:
        return None
    stated = {
        int(y) for y in re.findall(r"(?:©|\(c\)|copyright)\D{0,20}(20\d\d)", text, re.IGNORECASE)
    }
    stated |= {int(day[:4]) for url in re.findall(r"https?://\S+", text) if (day := url_date(url))}
    mentioned = {date.fromisoformat(day).year for day, _ in find_full_dates(text)}
    years = stated or mentioned
    days = [
        one
        for year in years
        if (one := make_date(year, MONTHS[month.group().lower()], int(number.group())))
    ]
    if len(days) != 1:
        days = _on_weekday(
            text,
            paragraph,
            MONTHS[month.group().lower()],
            int(number.group()),
            max(mentioned | stated, default=0),
        )
    return days[0].isoformat() if len(days) == 1 else None


def _on_weekday(text: str, paragraph: Span, month: int, day: int, latest: int) -> list[date]:
    """Return the days on which the weekday of the first sentence falls.

    The year ``latest``, the last one the file mentions, and those after it are tried.
    """
    first = re.match(
        r"[^.!?]*(?:\.\s+/?[A-Z]+/?\.?)?[^.!?]*", text[paragraph.start : paragraph.end]
    )
    named = set(
        re.findall(rf"\bon ({'|'.join(WEEKDAYS)})\b", first.group() if first else "", re.IGNORECASE)
    )
    if len(named) != 1 or not latest:
        return []
    weekday = WEEKDAYS[named.pop().lower()]
    found = (make_date(year, month, day) for year in range(latest, latest + _YEARS))
    return [one for one in found if one and one.weekday() == weekday]
