"""Words that every output shares: days, and the caption of whatever shows articles."""

from __future__ import annotations

from collections.abc import Collection

from loaders.model.records import Article

# not calendar.month_name: it follows the locale, which the host program may set at any time
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The months' names in English."""


def day_label(day: str | None) -> str:
    """Return an ISO day as “12 May 2021”, or “no day stated”."""
    if not day:
        return "no day stated"
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def caption(articles: Collection[Article]) -> str:
    """Return the caption of every picture, page and file that shows these articles."""
    days = sorted({a.published for a in articles if a.published})
    when = (
        f"published {day_label(days[0])}"
        if len(days) == 1
        else (
            f"published {day_label(days[0])} to {day_label(days[-1])}"
            if days
            else "with no date of publication"
        )
    )
    count = len(articles)
    if not count:
        return "Schematic. No article is shown. Borders are not authoritative."
    return (
        f"Schematic. Built from {count} article{'' if count == 1 else 's'} {when}. "
        "Borders are not authoritative."
    )


_SMALL = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def in_words(number: int) -> str:
    """Return a number in words where it is small: “no”, “twelve”, “13”."""
    return _SMALL[number] if number < len(_SMALL) else f"{number:,}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: “1 article”, “3 parties”."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def sentence(words: str) -> str:
    """Return words with a capital letter first."""
    return words[:1].upper() + words[1:]
