"""Lines gathered into paragraphs.

A paragraph is one line, or its lines are hard-wrapped, indented, or each followed by a blank line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.text.segment import trim

TERMINAL = re.compile(r"[.!?…:;][”’\"')\]]*$")
_PROSE_CHARACTERS = 45
"""A line of this many characters or more is prose: how it ends says whether the text is wrapped.
A smaller value would count headings, a larger one would miss narrow columns."""
_WIDEST_LINE = 130
"""No print wraps its lines later than at this many characters: longer lines are whole
paragraphs."""
_WRAPPED_SHARE = 0.35
"""Share of lines that are long and end within a sentence, from which on the text is wrapped."""
_DOUBLE_SPACED_SHARE = 0.8
"""Share of lines after a blank line, from which on blank lines do not separate paragraphs."""
_NARROW_COLUMN = 25
"""Characters from which a line that the next one carries on in small letters is a full line."""
_GOES_ON_SHARE = 0.12
"""Share of lines that the next one carries on in small letters, from which on the text is wrapped:
a text of one line a paragraph has none."""
_BULLETS = "•▪◦‣●○■□►▶➤✓"
_MARKER = re.compile(
    rf"(?P<bullet>[{_BULLETS}]|[-*+–—·])[ \t]+(?=\S)"
    r"|(?P<open>\()?(?:(?P<number>\d{1,2})|(?P<letter>[a-z]))(?P<close>[.)])[ \t]+(?=\S)"
)
_DASHES = frozenset("-–—*+·")


@dataclass(frozen=True, slots=True)
class Line(Span):
    """A line that is not blank.

    Attributes
    ----------
    text
        Its characters without white space at the ends.
    indent
        How far it is indented, in characters.
    after_blank
        Whether a blank line comes before it.
    """

    text: str
    indent: int
    after_blank: bool

    def without(self, length: int) -> Line:
        """Return the line without its first characters."""
        rest = self.text[length:]
        start = self.end - len(rest)
        return Line(start, self.end, rest, self.indent + start - self.start, self.after_blank)


def find_items(lines: Sequence[Line]) -> dict[int, int]:
    """Return the lines that begin an item of a list, each with the length of the mark before it.

    A bullet is one anywhere. A dash or star is one where another line begins with it or a blank
    line comes before; a number or letter where the one before or after it begins a line too.
    """
    marks = {i: match for i, line in enumerate(lines) if (match := _MARKER.match(line.text))}
    dashes = Counter(match["bullet"] for match in marks.values() if match["bullet"])
    forms = {(match["open"], match["close"], _place(match)) for match in marks.values()}
    items = {}
    for index, match in marks.items():
        sign, place = match["bullet"], _place(match)
        if sign in _DASHES:
            capital = not lines[index].text[match.end()].islower()
            led_in = index > 0 and (index - 1 in items or lines[index - 1].text.endswith(":"))
            several = dashes[sign] > 1 and (capital or led_in)
            kept = several or (capital and sign == "-" and lines[index].after_blank)
        elif sign:
            kept = True
        else:
            kept = bool(match["close"] == ")" or match["number"]) and any(
                (match["open"], match["close"], place + step) in forms for step in (-1, 1)
            )
        if kept:
            items[index] = match.end()
    return items


def _place(match: re.Match[str]) -> int:
    """Return which of a list an item's number or letter says it is; letters count from 1000."""
    if match["number"]:
        return int(match["number"])
    return 1000 + ord(match["letter"]) if match["letter"] else 0


def find_lines(text: str) -> list[Line]:
    """Return the lines that are not blank."""
    lines: list[Line] = []
    position, blank = 0, True
    for raw in text.splitlines(keepends=True):
        span = trim(text, position, position + len(raw))
        if span.start < span.end:
            lines.append(
                Line(
                    span.start, span.end, text[span.start : span.end], span.start - position, blank
                )
            )
        # the end of a printed page does not end a paragraph
        blank = span.start == span.end and (blank or "\f" not in raw)
        position += len(raw)
    return lines


def find_paragraphs(
    lines: Sequence[Line], alone: Callable[[str], bool], items: Mapping[int, int] | None = None
) -> list[Span]:
    """Return the paragraphs of a page's lines; an item of a list is one, without its mark.

    Parameters
    ----------
    lines
        Its lines.
    alone
        Whether a line is a paragraph of its own whatever stands beside it: page furniture, a date,
        a byline.
    items
        Which lines begin an item of a list, each with the length of its mark.
    """
    items = items or {}
    marked = lines
    lines = [line.without(items.get(index, 0)) for index, line in enumerate(marked)]
    width = _width(lines)
    after_blank = sum(line.after_blank for line in lines)
    double = len(lines) > 8 and after_blank > _DOUBLE_SPACED_SHARE * len(lines)
    paragraphs: list[Span] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index and index not in items else None
        if (
            before
            and width
            and (_carries_on(before, line) or not alone(line.text))
            and not alone(before.text)
            and _goes_on(before, line, width, double=double)
        ):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(Span(line.start, line.end))
    return paragraphs


def _width(lines: Sequence[Line]) -> int:
    """Return the length of a full line of wrapped text in characters, or 0 where it is not wrapped.

    It is the length that nine tenths of the long lines do not exceed: single lines may stick out.
    """
    carried = sorted(len(a.text) for a, b in pairwise(lines) if _carries_on(a, b))
    if carried and len(carried) >= _GOES_ON_SHARE * len(lines):
        width = carried[int(0.9 * (len(carried) - 1))]
        return width if width <= _WIDEST_LINE else 0
    lengths = sorted(len(line.text) for line in lines if len(line.text) >= _PROSE_CHARACTERS)
    if len(lengths) < 4 or lengths[int(0.9 * (len(lengths) - 1))] > _WIDEST_LINE:
        return 0
    within = sum(
        len(line.text) >= _PROSE_CHARACTERS and not TERMINAL.search(line.text) for line in lines
    )
    return lengths[int(0.9 * (len(lengths) - 1))] if within > _WRAPPED_SHARE * len(lengths) else 0


def _carries_on(before: Line, line: Line) -> bool:
    """Whether a line begins in small letters right after a line that ends within a sentence."""
    return (
        not line.after_blank
        and line.text[0].islower()
        and len(before.text) >= _NARROW_COLUMN
        and not TERMINAL.search(before.text)
    )


def _goes_on(before: Line, line: Line, width: int, *, double: bool) -> bool:
    """Whether a line of wrapped text carries on the paragraph of the line before."""
    if line.after_blank and not double:
        return False
    finished = bool(TERMINAL.search(before.text))
    if line.indent > before.indent and finished:
        return False
    if before.text.rsplit(maxsplit=1)[-1] in words_of("function_word") | words_of(
        "determiner"
    ) | words_of("subordinator"):
        return True
    room = width - len(before.text)
    first = len(line.text.split(maxsplit=1)[0])
    if room > first + 3:
        # the next word had room on the line before, with three characters to spare, so a person or
        # a program ended the line there
        return line.text[:1].islower() and not finished and room < width // 2
    return not (finished and double and room > 0) or line.text[:1].islower()
