"""The dateline that an agency's story opens with, and other lines of day and article.

``YEREVAN, May 13. /TASS/.``, ``Baku/02.06.21/Turan:``, ``MOSCOW (Reuters) -``.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from loaders.dates.full_dates import MONTH, MONTHS, WEEKDAYS, find_full_dates, make_date
from loaders.documents.blocks import agency_names, url_date
from loaders.model.records import Problem, Span

_CAPITALS = r"[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+){0,3}"
_TITLED = r"[A-Z][a-zà-ÿ’']{1,15}(?:[ -][A-Z][a-zà-ÿ]+){0,2}"
_REGION = r"(?:, ?[A-Z][A-Za-zÀ-ÿ.’'-]{1,15}(?: [A-Z][A-Za-zÀ-ÿ’'-]{1,15}){0,2})?"
_AND = r"(?: ?[/;] ?|, (?:and )?| and | & )"
_PLACE = (
    rf"(?:{_CAPITALS}{_REGION}(?:{_AND}{_CAPITALS}{_REGION}){{0,3}}"
    rf"|{_TITLED}{_REGION}(?: ?/ ?{_TITLED}){{0,2}})"
)
_DAY = (
    rf"(?:(?:{MONTH})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}\s+(?:{MONTH})\.?(?:\s+\d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_NAMED = r"(?:[/(]\s*(?P<agency>[A-Za-z][\w. -]{1,24}?)\s*[/)])"
_AGENCY = rf"(?:{_NAMED}|(?P<bare>[A-Z][A-Za-z.-]{{2,20}})(?=\s*[.:/–—_-]))"
_YEARS = 5
"""Years in which a weekday is looked for on a day of the year: it comes back after five or six
years, so that within five it falls there once."""
_BACK, _AHEAD = 45, 31
"""Days within which a report names the days it is about: so many before it, and so many to come.
By hand."""
_OF_SEVERAL = re.compile(
    r"^[ \t]*(?:document|article|story|item|result)\s+\d+\s+of\s+\d+[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The line above each article of a file that a news database exports."""
_HEAD = 600
"""Characters of a file in which a line with its day is looked for: title, byline, and a caption."""
_WEEKDAY_LINE = re.compile(
    rf"(?P<w>{'|'.join(WEEKDAYS)}),? (?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{MONTH})"
    rf"|(?P<m2>{MONTH})\.? (?P<d2>\d{{1,2}}))(?:,? \d{{1,2}}[:.]\d\d)?",
    re.IGNORECASE,
)
_SURE = (
    re.compile(
        rf"^\W*{_PLACE}\s*[,/.]\s*(?P<day>(?i:{_DAY}))\s*[,./]*\s*{_AGENCY}?\s*[.:,/–—_-]*\s"
    ),
    re.compile(rf"^\W*(?P<day>(?i:{_DAY}))\s*\({_PLACE}\)\s*[–—_-]+\s"),
    re.compile(rf"^\W*{_PLACE}\s*{_NAMED}\s*[.:–—_-]+\s"),
)
_LIKELY = (
    re.compile(rf"^\W*{_CAPITALS}{_REGION}(?:{_AND}{_CAPITALS}{_REGION}){{0,3}}\s*(?:--|[–—_])\s"),
    re.compile(r"^[A-Z][A-Z’'.-]{2,}(?: [A-Z][A-Z’'.-]+){0,2}:\s"),
)
"""Forms without an agency or a day: only an article's first paragraph begins so."""
_LABEL = re.compile(r"^[A-Z][A-Z .,()’'-]{1,60}:\s", re.MULTILINE)
_NO_PLACE = re.compile(r"\W*(?:CORRECTION|CLARIFICATION|EDITOR|Q|A|QUESTION|ANSWER)\b")


def find_dateline(text: str, paragraph: Span, *, first: bool = True) -> re.Match[str] | None:
    """Return the dateline at the front of a paragraph, or None.

    Parameters
    ----------
    text
        The article's text.
    paragraph
        The paragraph.
    first
        Whether it is the article's first: another one has a dateline only with an agency or a day.
    """
    # the longest form of the patterns has fewer characters
    front = text[paragraph.start : min(paragraph.end, paragraph.start + 120)]
    if not front[:1].isupper() and front[:1].isalnum():
        return None
    forms = (*_SURE, *_LIKELY) if first else _SURE
    found = next((match for form in forms if (match := form.match(front))), None)
    if found is None or _NO_PLACE.match(front):
        return None
    # several lines that begin so are who speaks in a transcript
    label = found.re is _LIKELY[-1] and sum(1 for _ in islice(_LABEL.finditer(text), 2)) > 1
    return None if label else found


def dateline_agency(text: str, paragraph: Span) -> str | None:
    """Return the agency a dateline names, as written, or None."""
    match = find_dateline(text, paragraph)
    groups = match.groupdict() if match else {}
    name = groups.get("agency") or groups.get("bare")
    return name.strip(" .") if name and name.strip(" .").lower() in agency_names() else None


def dateline_day(text: str, paragraph: Span) -> str | None:
    """Return the ISO day that a dateline states, or None.

    A missing year is taken from a weekday in the first sentence, else from the copyright or
    the address, else from a day near it that the text names in full; never from a year that is
    mentioned in passing.
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
    number_of_month, day = MONTHS[month.group().lower()], int(number.group())
    stated = {
        int(y) for y in re.findall(r"(?:©|\(c\)|copyright)\D{0,20}(20\d\d)", text, re.IGNORECASE)
    }
    stated |= {
        int(found[:4]) for url in re.findall(r"https?://\S+", text) if (found := url_date(url))
    }
    mentioned = {date.fromisoformat(found) for found, _ in find_full_dates(text)}
    latest = max({one.year for one in mentioned} | stated, default=0)
    days = _on_weekday(text, paragraph, number_of_month, day, latest)
    # a report does not stand before a day that it names as past
    days = [one for one in days if all((other - one).days <= _AHEAD for other in mentioned)]
    if len(days) != 1:
        days = [one for year in stated if (one := make_date(year, number_of_month, day))]
    if len(days) != 1:
        days = _near(mentioned, number_of_month, day)
    return days[0].isoformat() if len(days) == 1 else None


def _near(mentioned: set[date], month: int, day: int) -> list[date]:
    """Return the days of the year that lie near a day that the text names in full.

    A year named in passing (“since the war of 9 November 2020”) is not the article's own.
    """
    years = {one.year + step for one in mentioned for step in (-1, 0, 1)}
    found = [one for year in years if (one := make_date(year, month, day))]
    return [
        one for one in found if any(-_AHEAD <= (one - other).days <= _BACK for other in mentioned)
    ]


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
    return _fitting(weekday, month, day, latest)


def _fitting(weekday: int, month: int, day: int, latest: int) -> list[date]:
    found = (make_date(year, month, day) for year in range(latest, latest + _YEARS))
    return [one for one in found if one and one.weekday() == weekday]


def weekday_line_day(text: str) -> str | None:
    """Return the day of a line of weekday, day and month (“Thursday, 13 May”), or None.

    It stands among the first lines. Its year is the one in which they agree, from the latest year
    that the text names on.
    """
    lines = [line.strip() for line in text[:_HEAD].splitlines()]
    line = next((match for line in lines if (match := _WEEKDAY_LINE.fullmatch(line))), None)
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text)}
    if line is None or not years:
        return None
    month = MONTHS[(line["m"] or line["m2"]).lower()]
    day = int(line["d"] or line["d2"])
    found = _fitting(WEEKDAYS[line["w"].lower()], month, day, max(years))
    return found[0].isoformat() if len(found) == 1 else None


def several_articles(file: str, text: str) -> list[Problem]:
    """Return the problem that a file holds several articles, which are read as one; or none."""
    if len(_OF_SEVERAL.findall(text)) <= 1:
        return []
    problem = "it holds several articles, read as one: with one outlet and one title"
    return [Problem(file, problem, "Save each article as a file of its own", skipped=False)]
