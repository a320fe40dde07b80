"""Lines gathered into paragraphs.

A paragraph is one line, or its lines are hard-wrapped, indented, or each followed by a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
_BULLETS = "•▪◦‣"


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


def find_paragraphs(lines: Sequence[Line], alone: Callable[[str], bool]) -> list[Span]:
    """Return the paragraphs of a page's lines.

    Parameters
    ----------
    lines
        Its lines.
    alone
        Whether a line is a paragraph of its own whatever stands beside it: page furniture, a date,
        a byline.
    """
    width = _width(lines)
    after_blank = sum(line.after_blank for line in lines)
    double = len(lines) > 8 and after_blank > _DOUBLE_SPACED_SHARE * len(lines)
    paragraphs: list[Span] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if (
            before
            and width
            and not alone(line.text)
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
    lengths = sorted(len(line.text) for line in lines if len(line.text) >= _PROSE_CHARACTERS)
    if len(lengths) < 4 or lengths[int(0.9 * (len(lengths) - 1))] > _WIDEST_LINE:
        return 0
    within = sum(
        len(line.text) >= _PROSE_CHARACTERS and not TERMINAL.search(line.text) for line in lines
    )
    return lengths[int(0.9 * (len(lengths) - 1))] if within > _WRAPPED_SHARE * len(lengths) else 0


def _goes_on(before: Line, line: Line, width: int, *, double: bool) -> bool:
    """Whether a line of wrapped text carries on the paragraph of the line before."""
    if line.after_blank and not double:
        return False
    if line.text[0] in _BULLETS:
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
