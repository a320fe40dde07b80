"""Which of a page's lines is the title.

A title is long enough, often stands twice, is the nearest above the article, and is no section or
outlet's name.

The points in ``first_title`` were set by hand on saved copies of news pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from loaders.documents.publisher.section_words import section_words
from loaders.lexicon.tables import publishers, words_of
from loaders.model.records import Span
from loaders.text.segment import fold_space, trim

_MARKUP = re.compile(
    r"^(?:[#*_>\s]+|(?:title|subject|headline)\s*:\s*|(?-i:HD)\s+(?=\S))+|(?<![*_\s])[*_\s]+$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:[A-Z][\w’'.-]+\s+){1,3}[A-Z][\w’'.-]+\s+in\s+[A-Z]\w+$")
_NAMES = re.compile(
    r"^(?:by\s+)?(?:[A-Z][\w’'.-]+ ){1,2}[A-Z][\w’'.-]+"
    r"(?:(?:,| and| &) (?:[A-Z][\w’'.-]+ ){1,2}[A-Z][\w’'.-]+){1,9}$"
)
_ROLE = re.compile(
    r"^(?:[A-Z][\w’'.-]+,? ){2,7}(?:in [A-Z]\w+ )?(?:[\w’'-]+[a-z])?"
    r"(?:Correspondent|Reporter|Writer|Editor|Columnist|Director|Producer|Contributor|Journalist"
    r"|Chief|Critic|Intern|Fellow|Team)$"
)
_TAIL = re.compile(r"(?<!\s)\s+(?:[|–—-]|::)\s+(?P<outlet>[^|–—]{2,40})$")
_STAMP = re.compile(r"\d{1,2}\s+\w+,?\s+\d{1,2}:\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2}|\d{1,2}:\d{2}\b")
_PUBLISHED = re.compile(
    r"(?:last |first )?(?:published|updated?|posted|issued|modified)\b.*\d|this content was\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:…|\.\.\.)$")
_SEVERAL_CUT = 3
"""Lines cut short (“…”) from which on they are a list of other stories."""
_RIGHTS_LINE = re.compile(r"^.{0,80}©.{0,160}$", re.MULTILINE)
"""A line that says whose the page is: what stands in it is the site's name, and no title."""
_SENTENCES = re.compile(r"[.!]\s+\S.*[.!]\s+\S")
_SHORT_TITLE = 14
"""Words of a title that may consist of several sentences, at most."""
_MENU_WORDS = re.compile(
    r"\b(?:sign (?:in|up)|log ?in|log (?:in|out)|subscribe|username|password|e-?paper|newsletters?"
    r"|cookies?|advertisement|sponsored|(?:view|see|read) more|more (?:stories|articles)"
    r"|become a (?:fan|member)|e-?mail alerts?|home ?page|privacy policy|terms of)\b"
    r"|^\W*(?:publication|volume|issue|edition|select|sections?|topics?|language)\s*:",
    re.IGNORECASE,
)
"""What a menu or a bar of accounts says, and no title."""
_MENU_LINE = 3.0
"""Points that a line of a menu loses."""
_FEW_REPEATED = 6
"""Lines above an article that stand there twice, at most, where standing twice speaks for a title.
By hand."""
_DASH = re.compile(r" -")
_RATE = re.compile(r"°|=\s*\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d[./]\d{2}\b")
_HOUR = re.compile(
    r"(?:^\d{1,2}:\d{2}|\d (?:h|m|d|hrs?|mins?|hours?|minutes?|days?) ago)\s+\Z", re.MULTILINE
)
_COLUMNS = re.compile(r"\S(?: {2,}|\t|\s[|•·]\s)(?=\S)")
_LABEL = re.compile(r"^\s*(?:(?:subject|fwd?|re|title|headline)\s*:\s*|HD\s+)+", re.IGNORECASE)
MIN_TITLE_WORDS = 4
"""A heading of at least this many words is taken for the title before one of fewer."""
_MOST_TITLE_WORDS = 45
"""Words of a known title that are looked for on the page."""
_ROLE_WORDS = 8
"""Words of an author's line with office and outlet, at most."""
_ALTERNATIVE_WITHIN = 60
"""Characters after another title-like line within which a line is rather its subtitle."""
_DATE_WITHIN = 400
"""Characters below a title within which a date or byline speaks for it: a subtitle may stand
between."""


def as_words(text: str) -> str:
    """Return a text's words in lower case, joined by single spaces, without a label before them.

    Two texts that read alike give equal results.
    """
    text = _LABEL.sub("", text)
    return " ".join(re.findall(r"\w+", text.lower()))


def title_lines(text: str, block: Span, *, wrapped: bool = True) -> list[Span]:
    """Return the titles that a block of short lines may hold.

    Each line is one, together with the lines that carry it on. Where the page's lines are not
    ``wrapped``, two lines with capitals are two.
    """
    found: list[Span] = []
    position = block.start
    previous = ""
    for line in text[block.start : block.end].splitlines(keepends=True):
        body = line.strip()
        apart = (
            bool(_STAMP.match(previous)) or "|" in body or _section_list(previous) or "://" in body
        )
        # a line in title case of more than 28 characters may have been too long for its place, a
        # shorter one is a heading of its own. Chosen by hand
        joins = (
            bool(found)
            and not apart
            and body.lower() != previous.lower()
            and (
                body[:1].islower()
                or (wrapped and _title_case(previous) and _title_case(body) and len(previous) > 28)
            )
        )
        if joins:
            found[-1] = trim(text, found[-1].start, position + len(line))
        elif body:
            start = position + len(line) - len(line.lstrip())
            found.append(without_markup(text, trim(text, start, position + len(line))))
        position += len(line)
        previous = body
    return [span for span in found if span.start < span.end]


def without_markup(text: str, span: Span) -> Span:
    """Return a span without Markdown's marks or a label at its ends."""
    body = text[span.start : span.end]
    lead, tail = _MARKUP.match(body), re.search(r"(?<![*_\s])[*_\s]+$", body)
    return Span(
        span.start + (lead.end() if lead and lead.end() < len(body) else 0),
        span.end - (len(tail.group()) if tail else 0),
    )


def without_outlet(title: str) -> str:
    """Return a page's title without the outlet's name at its end.

    “Headline - Outlet”, “Headline | Outlet”.
    """
    match = _TAIL.search(title)
    return (
        title[: match.start()]
        if match and len(title[: match.start()].split()) >= MIN_TITLE_WORDS
        else title
    )


def first_title(
    text: str, lines: Sequence[Span], known: str = "", dates: Sequence[Span] = ()
) -> Span | None:
    """Return the line that is the title, or None.

    A line with the words of ``known`` is the title. Else the likeliest is: one that stands twice
    (the browser tab's title with the outlet's name counts), that a date or byline follows, that is
    the first of neighbouring lines, and that is nearest to the article.

    Parameters
    ----------
    text
        The page's text.
    lines
        The lines that may be the title, in text order.
    known
        The title that the file states elsewhere, or "".
    dates
        The page's date lines and bylines.
    """
    names = _outlet_names()
    words = {line: as_words(text[line.start : line.end]) for line in lines}
    if known:
        wanted = as_words(without_outlet(known))
        same = [line for line in lines if words[line] == wanted]
        if same or (
            len(wanted.split()) >= MIN_TITLE_WORDS and wanted not in _outlet_names_as_words()
        ):
            head = (lines[0].start, lines[-1].end) if lines else (0, 0)
            return same[-1] if same else find_title(text, wanted, *head, last=True)
    likely = [
        line
        for line in lines
        if not _furniture(fold_space(text[line.start : line.end]), names)
        and not _section_list(text[line.start : line.end])
    ]
    cut = {line for line in likely if _CUT.search(text, line.start, line.end)}
    if len(cut) >= _SEVERAL_CUT:
        likely = [line for line in likely if line not in cut]
    long = [line for line in likely if len(words[line].split()) >= MIN_TITLE_WORDS]
    if not long:
        return max(likely, key=lambda line: (len(words[line].split()), line.start), default=None)
    last = max(dates, key=lambda day: day.start, default=None)
    repeats = Counter(
        as_words(without_outlet(fold_space(text[line.start : line.end]))) for line in lines
    )

    # where a page shows its menu twice, a line that stands twice is rather the menu's
    twice = 4.0 if sum(count > 1 for count in repeats.values()) <= _FEW_REPEATED else 1.0
    rights = " ".join(map(as_words, _RIGHTS_LINE.findall(text)))
    menus = {
        line
        for line in long
        if _of_menu(text[line.start : line.end]) or (rights and words[line] in rights)
    }

    def listed(line: Span) -> bool:
        """Whether a line is an item of a list in which each item has its day or hour before it."""
        days = [day for day in dates if _YEAR.search(text, day.start, day.end)]
        dated = len(days) > 2 and any(0 < line.start - day.end < 3 for day in days)
        return dated or bool(_HOUR.search(text, max(0, line.start - 8), line.start))

    def likelihood(line: Span) -> tuple[float, int]:
        count = len(words[line].split())
        before = [
            o
            for o in long
            if 0 < line.start - o.end < _ALTERNATIVE_WITHIN
            and not listed(o)
            and o not in menus
            and len(words[o].split()) > MIN_TITLE_WORDS + 1
        ]
        longer = any(count > 1.3 * len(words[other].split()) for other in before)
        # points: a line that stands twice is nearly always the title. One that another title-like
        # line stands just above is mostly its subtitle; so is one much longer than that line. An
        # item of a dated list is another story
        score = (
            twice * (repeats[words[line]] > 1)
            - _MENU_LINE * (line in menus)
            + (5 <= count <= 20)
            - 2.5 * bool(before)
            - longer
            - 2.0 * listed(line)
        )
        if listed(line):
            return score, line.start
        near = [day for day in dates if 0 <= day.start - line.end < _DATE_WITHIN]
        near = [
            day for day in near if sum(line.end <= other.start < day.start for other in long) < 4
        ]
        owned = {day.start for day in dates if any(0 < other.start - day.end < 3 for other in long)}
        # a date below the line speaks for it, most of all the last one before the article, less the
        # further down it stands; half a date's points, if it belongs to another line
        days = (
            (3.0 if day is last and day.start not in owned else 1.5)
            - (day.start - line.end) / _DATE_WITHIN
            for day in near
        )
        score += 1.5 * any(0 < line.start - day.end < 3 for day in dates)
        # of otherwise equal lines, the one nearest to the article
        return score + max(days, default=0.0) + (long.index(line) + 1) / len(long), line.start

    return max(long, key=likelihood)


@cache
def _outlet_names() -> frozenset[str]:
    """Return every name of an outlet in lower case."""
    return frozenset(alias.lower() for outlet in publishers() for alias in outlet.aliases)


@cache
def _outlet_names_as_words() -> frozenset[str]:
    return frozenset(as_words(name) for name in _outlet_names())


def find_title(text: str, title: str, start: int, end: int, *, last: bool = False) -> Span | None:
    """Return where a title's words stand within part of a text, be it over several lines, or None.

    The first place is returned, or the last.
    """
    words = r"[\W_]{1,8}".join(map(re.escape, as_words(title).split()[:_MOST_TITLE_WORDS]))
    if not words:
        return None
    found = list(re.finditer(rf"\b{words}\b", text[start:end], re.IGNORECASE))
    at = found[-1 if last else 0] if found else None
    return Span(start + at.start(), start + at.end()) if at else None


def _section_list(line: str) -> bool:
    """Whether a line lists sections, rates or the weather: columns of words or of figures."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", line.lower())
    sections = sum(word in section_words() for word in words)
    figures = len(re.findall(r"\d+(?:[.,]\d+)?", line))
    # a title has at most two columns or four figures, and few words that name sections. By hand
    return (
        len(_COLUMNS.findall(line)) > 2
        or bool(_RATE.search(line))
        or figures > 4
        or (len(words) > 2 and sections > 0.7 * len(words))
    )


def _furniture(body: str, names: Collection[str]) -> bool:
    """Whether a line is an outlet's name, a breadcrumb, a byline or a sentence."""
    lower = body.lower()
    return (
        body.count("|") > 1
        or ("|" in body and len(body.split()) <= 2 + MIN_TITLE_WORDS)
        or " > " in body
        or " » " in body
        or " / " in body
        or bool(_STAMP.match(body))
        or bool(_PUBLISHED.match(body))
        or len(body.split()) < 2
        or lower in names
        or any(lower[: dash.start()] in names for dash in _DASH.finditer(lower))
        or bool(_NAME.match(body) or _NAMES.match(body))
        or (bool(_ROLE.match(body)) and len(body.split()) <= _ROLE_WORDS)
        or (len(body.split()) <= _ROLE_WORDS and _signed(lower, names))
        or (_SENTENCES.search(body) is not None and len(body.split()) > _SHORT_TITLE)
        or (body.endswith(".") and not body.endswith("..") and len(body.split()) > MIN_TITLE_WORDS)
        or _names_networks(body)
    )


def _of_menu(line: str) -> bool:
    """Whether a line is rather a menu's: it has the words of one, or is a row of sections."""
    if _MENU_WORDS.search(line):
        return True
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", line)]
    sections = sum(word in section_words() for word in words)
    home = words[:1] == ["home"] and _title_case(line)
    joining = words_of("function_word") | words_of("auxiliary") | words_of("determiner")
    # a row of sections has no word that joins others to a sentence
    row = sections > 1 and joining.isdisjoint(words)
    return home or row or _names_networks(line)


def _names_networks(line: str) -> bool:
    """Whether most words of a line are names of networks and programs to share it with."""
    words = re.findall(r"[^\W\d_]+\+?", line.lower())
    return sum(word in words_of("network") for word in words) > len(words) / 2


def _signed(line: str, names: Collection[str]) -> bool:
    """Whether a line in lower case is a name of two or three words and an outlet's name."""
    words = line.split()
    return any(" ".join(words[count:]) in names for count in (2, 3) if len(words) > count)


def run_in_title(text: str, block: Span) -> tuple[Span, Span] | None:
    """Return the title at the front of a paragraph and the rest of the paragraph, or None.

    A title ends without a full stop.
    """
    lines = text[block.start : block.end].splitlines(keepends=True)
    end = block.start
    titled = _title_case(lines[0])
    for number, line in enumerate(lines):
        body = line.strip()
        joins = number == 0 or (titled and _title_case(line)) or body[:1].islower()
        if not joins or body.endswith((".", ".”", '."')):
            if number and not titled and body[:1].islower():
                return None  # the line before is the first line of this sentence
            break
        end += len(line)
    else:
        return None
    title = without_markup(text, trim(text, block.start, end))
    # a line of marks alone names nothing
    return (
        (title, trim(text, end, block.end))
        if any(map(str.isalnum, text[title.start : title.end]))
        else None
    )


def _title_case(line: str) -> bool:
    """Whether every word of four letters or more begins with a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) >= 4]
    return (
        bool(words) and all(word[0].isupper() for word in words) and not line.strip().endswith(".")
    )
