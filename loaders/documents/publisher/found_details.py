"""Title, day and address of an article, each with how surely it was read and from what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from loaders.dates.full_dates import find_full_dates, month_comes_first
from loaders.documents.blocks import URL, is_address_label, url_date
from loaders.documents.body import Page
from loaders.documents.dateline import dateline_day, weekday_line_day
from loaders.documents.parts.date_line import line_date
from loaders.documents.source import Facts
from loaders.documents.titles import as_words, without_outlet
from loaders.documents.urls import original_and_copy, split_address
from loaders.model.details import Detail
from loaders.text.segment import fold_space

_NUMBERED = re.compile(r"(?<!\d)(?!(?:19|20)\d\d/?$)\d{4,}/?$")
"""An article's number at the end of an address; four figures that are a year are none."""
_ABOVE = 60
"""Characters before an address in which a label may stand (“Source:”)."""
_PUBLISHED = re.compile(r"\b(?:publish|posted|issued|released)", re.IGNORECASE)
_HOUR = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_STAMP_ABOVE, _STAMP_LENGTH = 150, 240
"""Characters above a title in which its day may stand with an hour; and of such a line at most."""
_QUOTED = 60
"""Characters of a line that is quoted, at most."""
_ONLY_CHANGED = re.compile(
    r"\W*(?:last )?(?:updated?|modified|edited)\b(?!.*\b(?:publish|posted|created))", re.IGNORECASE
)
_AGO = re.compile(
    r"(?<!\w)(\d{1,2}|an?|one|two|three|four|five|six)\s+(min|minute|hour|hr|day|week|month|year)s?\s+ago\b",
    re.IGNORECASE,
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SAME_DAY = 6
"""Hours before a day of which the hour is not known that are of the same day, mostly."""
_BY_HAND = "stated by hand"


def find_title_of(text: str, page: Page, stated: str, given: str | None) -> tuple[str, Detail]:
    """Return an article's title, "" where it has none.

    Parameters
    ----------
    text, page
        The page.
    stated
        The title that the file states apart from its text, or "".
    given
        The title that a person states, or None.
    """
    if given:
        return given, Detail("title", "given", _BY_HAND)
    if page.title is None:
        title = without_outlet(stated)
        if title:
            return title, Detail("title", "likely", "the file states it")
        return "", Detail("title", "unsure", "these are its first words")
    title = fold_space(text[page.title.start : page.title.end])
    words, of_file = as_words(title), as_words(stated)
    if of_file and (words in of_file or of_file in words):
        return title, Detail("title", "certain", "on the page and in what the file states")
    twice = as_words(text).count(words) > 1
    why = "it stands on the page twice" if twice else "by its place on the page"
    return title, Detail("title", "likely", why)


def find_day(
    text: str, page: Page, url: str | None, facts: Facts, given: str | None
) -> tuple[str | None, Detail]:
    """Return the day of publication, or None: no day is better than a wrong one.

    It stands in the page's metadata, in a line of its own, in the address or in a dateline.
    """
    if given:
        return given, Detail("published", "given", _BY_HAND)
    if facts.published:
        return facts.published, Detail("published", "certain", "the file states it")
    month_first = month_comes_first(text)
    told = _told_ago(text, page)
    lines = [] if told else [fold_space(text[block.start : block.end]) for block in page.dates]
    # a line that says only when the page was changed speaks last
    for line in sorted(lines, key=lambda line: bool(_ONLY_CHANGED.match(line))):
        if day := line_date(line, month_first=month_first):
            sure = "certain" if _PUBLISHED.search(line) else "likely"
            return day, Detail("published", sure, f"the line “{_shown(line)}”")
    found = (
        (url_date(url) if url else None, "likely", "in the address"),
        (dateline_day(text, page.body[0]), "likely", "in the dateline"),
        (weekday_line_day(text), "likely", "in a line of day and date"),
        (_stamped_day(text, page, month_first=month_first), "likely", "with its hour at the title"),
    )
    for day, sure, why in found:
        if day:
            return day, Detail("published", sure, why)
    return _guessed_day(text, page, facts.guessed, month_first=month_first)


def _shown(line: str) -> str:
    """Return a line as it is quoted: of a long one the part with its last day."""
    written = [words for _, words in find_full_dates(line)]
    end = line.rfind(written[-1]) + len(written[-1]) if written else 0
    if len(line) <= _QUOTED or end <= _QUOTED:
        return line if len(line) <= _QUOTED else f"{line[:_QUOTED].rsplit(' ', 1)[0]} …"
    return f"… {line[end - _QUOTED : end].split(' ', 1)[-1]}"


def _stamped_day(text: str, page: Page, *, month_first: bool) -> str | None:
    """Return the one day that stands with an hour in the lines at the title, or None.

    A print may run such a line together with others.
    """
    if page.title is None:
        return None
    begin, end = page.title.start - _STAMP_ABOVE, page.body[0].start
    spans = [span for span in (*page.excluded, page.subtitle) if span is not None]
    lines = [
        fold_space(text[span.start : span.end])
        for span in spans
        if begin <= span.start and span.end <= end and span.end - span.start <= _STAMP_LENGTH
    ]
    stamped = [line for line in lines if _HOUR.search(line)]
    days = {day for line in stamped for day, _ in find_full_dates(line, month_first=month_first)}
    return days.pop() if len(days) == 1 else None


def _guessed_day(
    text: str, page: Page, guessed: str, *, month_first: bool
) -> tuple[str | None, Detail]:
    """Return a day that something in the source suggests; as a guess, where it may be another's."""
    others = [
        day
        for e in page.excluded
        if (day := line_date(fold_space(text[e.start : e.end]), month_first=month_first))
    ]
    # a guess that equals the date of an excluded line was made from that line
    if guessed and guessed not in others:
        return guessed, Detail("published", "likely", "the file suggests it")
    if day := _relative_day(text, page, _told_ago(text, page), month_first=month_first):
        return day, Detail("published", "likely", "“ago”, counted from the day the page was saved")
    only = others[0] if len(set(others)) == 1 else ""
    why = "a line that may be another story’s" if only else "not found"
    return None, Detail("published", "unsure", why, only)


def _told_ago(text: str, page: Page) -> list[tuple[str, str]]:
    """Return the times “ago” between title and article, where no day stands there."""
    if page.title is None or any(block.start >= page.title.start for block in page.dates):
        return []
    return _AGO.findall(text, page.title.start, page.body[0].start)


def _relative_day(
    text: str, page: Page, told: Sequence[tuple[str, str]], *, month_first: bool
) -> str | None:
    """Return the day of “published 2 days ago”, or None.

    It is counted from the one day that the page names above its title as the day it was saved.
    """
    if len(told) != 1 or page.title is None:
        return None
    above = [fold_space(text[e.start : e.end]) for e in page.excluded if e.end <= page.title.start]
    days = {day for line in above if (day := line_date(line, month_first=month_first))}
    number, unit = told[0][0].lower(), told[0][1].lower()
    count = _NUMBERS.get(number) or int(number)
    # so many hours ago may be the day before, so many weeks ago any day of seven
    vague = unit in {"week", "month", "year"} or (unit in {"hour", "hr"} and count > _SAME_DAY)
    if len(days) != 1 or vague:
        return None
    return (date.fromisoformat(days.pop()) - timedelta(count * (unit == "day"))).isoformat()


def find_address(
    text: str, page: Page, title: str, stated: str, given: str | None
) -> tuple[str, str, Detail]:
    """Return the article's own address and that of an archived copy, each "" if not known.

    Parameters
    ----------
    text, page, title
        The page.
    stated
        The address that the file states, or "".
    given
        The address that a person states, or None.
    """
    if given:
        return *original_and_copy(given), Detail("url", "given", _BY_HAND)
    own, copy = original_and_copy(stated)
    if own:
        return own, copy, Detail("url", "certain", "the file states it")
    found, sure, why = _own_address(text, page, title)
    in_text, of_text = original_and_copy(found)
    return in_text, copy or of_text, Detail("url", sure, why)


def _own_address(text: str, page: Page, title: str) -> tuple[str, str, str]:
    """Return the article's own address or "", how sure it is, and why.

    It is the one labelled so, else the one whose last part repeats the title's words, else a lone
    address that ends in an article's number.
    """
    words = set(re.findall(r"[a-z]{4,}", title.lower()))
    outside = [*URL.finditer(text, 0, page.body[0].start), *URL.finditer(text, page.body[-1].end)]
    inside = [match for block in page.links for match in URL.finditer(text, block.start, block.end)]
    for match in (*inside, *outside):
        # a label (“Source:”, “Original article:”) stands on the address's line or the one above
        before = text[max(0, match.start() - _ABOVE) : match.start()].rstrip().rsplit("\n", 1)[-1]
        if is_address_label(before):
            return match.group(), "certain", "the text names it as its address"
    for match in (*inside, *outside):
        address = match.group().rstrip(".,;:)>")
        parts = (
            set(re.findall(r"[a-z]{4,}", part.lower()))
            for part in split_address(original_and_copy(address)[0]).path.split("/")
        )
        slug = max(parts, key=len)
        # three fifths of the title's words, or nearly all of the address's: outlets shorten titles,
        # and cut addresses. Chosen by hand
        if len(words & slug) >= max(3, 0.6 * len(words)) or (
            len(slug) > 3 and len(words & slug) >= 0.9 * len(slug)
        ):
            return address, "certain", "it has the title’s words"
    # a copied article seldom has any address on a line of its own but its own, which ends in its
    # number
    alone = {match.group() for match in inside}
    lone = next((address for address in alone if _NUMBERED.search(address)), "")
    if lone and len(alone) == 1:
        return lone, "likely", "the only address on a line of its own"
    copies = {match.group() for match in (*inside, *outside) if original_and_copy(match.group())[1]}
    if len(copies) == 1:
        return copies.pop(), "likely", "the only archived copy that is named"
    return "", "unsure", "not found"
