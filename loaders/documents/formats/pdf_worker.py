"""A process of its own that reads PDFs with PDFium, one after another.

It is started by ``loaders.documents.pdf`` as a script. PDFium is a large program in C++ that cannot
be interrupted, and a file may be made to keep it busy for ever or to fill the memory: here only
this process ends. A request is eight bytes with the file's length, four with the most characters,
and the file. The answer is a line of JSON for the file, one for each page, and an empty one.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import json
import re
import signal
import struct
import sys
from typing import Any, BinaryIO, NamedTuple

import pypdfium2.raw as pdfium

MAX_PAGES = 200
MOST_SECONDS = 2.0
"""Processor seconds for one file. A print needs a hundredth."""
MOST_BYTES = 800_000_000
"""Memory of this process at most. A print needs a tenth, the libraries included."""
_TITLE_PAGES = 2
_GAP, _SAME_SIZE = 1.3, 0.3
"""How many times the usual distance between two lines that of two paragraphs is, at least; and how
far the sizes of letters that are alike differ, in points. Chosen by hand on prints."""
_FURTHEST = 3.0
"""Distance of two lines of one paragraph at most, in sizes of their letters."""
_WRAPPED = 0.7
"""Share of the lines of a paragraph after which the next word has no room, at least."""
_STOPS = ".!?…:;”’\"'"
_MOST_RUNS = 500
"""Runs of lines of a page that are put in order: each may be compared with all others."""
_LINE = re.compile(r"(?P<words>[^\r\n\ufffe\x02]+)(?:(?P<hyphen>[\ufffe\x02])|[\r\n]|$)")
"""A line. For a hyphen at its end and the end PDFium writes one of two characters."""


def main() -> None:
    """Answer requests until there are no more."""
    _limit()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    pdfium.FPDF_InitLibrary()
    while len(head := asked.read(12)) == 12:
        length, most = struct.unpack(">QI", head)
        data = asked.read(length)
        _watch(MOST_SECONDS)
        _read(data, most, answers)
        _watch(0)
        answers.write(b"\n")
        answers.flush()


def _limit() -> None:
    """Limit the memory, where the system knows limits."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _watch(seconds: float) -> None:
    """End this process after some seconds of its work, even in the midst of PDFium's; 0 for never.

    Where there are no such timers, whoever started it ends it after a longer time.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _read(data: bytes, most: int, answers: BinaryIO) -> None:
    held = ctypes.create_string_buffer(data, len(data))
    file = pdfium.FPDF_LoadMemDocument64(held, len(data), None)
    if not file:
        _answer(answers, {"error": int(pdfium.FPDF_GetLastError())})
        return
    count = pdfium.FPDF_GetPageCount(file)
    _answer(answers, {"pages": count, "title": _stated_title(file)})
    read = 0
    for number in range(count if count <= MAX_PAGES else 0):
        page = pdfium.FPDF_LoadPage(file, number)
        if not page:
            _answer(answers, {"error": 0})
            continue
        found = _page(page, number)
        pdfium.FPDF_ClosePage(page)
        _answer(answers, found)
        read += len(found["text"])
        if read > most:
            break
    pdfium.FPDF_CloseDocument(file)


def _answer(answers: BinaryIO, found: dict[str, Any]) -> None:
    answers.write(json.dumps(found).encode() + b"\n")
    answers.flush()


def _stated_title(file: Any) -> str:
    """Return the title in the file's metadata, or ""."""
    size = pdfium.FPDF_GetMetaText(file, b"Title", None, 0)
    room = ctypes.create_string_buffer(min(size, 4000))
    pdfium.FPDF_GetMetaText(file, b"Title", room, len(room))
    return room.raw.decode("utf-16-le", "ignore").rstrip("\0")


def _page(page: Any, number: int) -> dict[str, Any]:
    """Return a page's text, and of the first ones the sizes of its lines."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return {"text": "", "picture": False}
    units = max(0, pdfium.FPDFText_CountChars(text_page)) + 1
    room = (ctypes.c_ushort * (units + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, units, room)
    text = bytes(room)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    found: dict[str, Any] = {"text": "", "picture": False}
    if text.strip():
        found["text"], sizes = _lines(text_page, text)
        if number < _TITLE_PAGES:
            found["sizes"] = sizes
    else:
        found["picture"] = _has_picture(page)
    pdfium.FPDFText_ClosePage(text_page)
    return found


def _has_picture(page: Any) -> bool:
    count = min(200, pdfium.FPDFPage_CountObjects(page))
    kinds = (
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) for index in range(count)
    )
    return pdfium.FPDF_PAGEOBJ_IMAGE in kinds


class _Line(NamedTuple):
    """A line of a page: its words, its letters' size, and where it stands, in points."""

    words: str
    size: float
    height: float
    left: float
    right: float


def _lines(text_page: Any, text: str) -> tuple[str, list[tuple[float, str]]]:
    """Return a page's text by paragraphs, and its lines with their letters' sizes."""
    placed: list[_Line] = []
    unit, seen = 0, 0
    for found in _LINE.finditer(text):
        words = found["words"].strip()
        if words:
            begin = found.start() + len(found[0]) - len(found[0].lstrip())
            unit += _units(text[seen:begin])
            seen = begin
            size, height, left = _place(text_page, unit)
            right = _place(text_page, unit + _units(words) - 1)[2]
            words += "-" if found["hyphen"] else ""
            placed.append(_Line(words, size, height, left, right))
    placed = _down_the_page(placed)
    usual = _usual(placed)
    parts: list[str] = []
    group: list[_Line] = []
    for line in placed:
        if group and not _goes_on(group[-1], line, usual):
            parts.append(_paragraph(group))
            group = []
        group.append(line)
    parts.append(_paragraph(group))
    return "\n\n".join(parts), [(line.size, line.words) for line in placed]


def _goes_on(above: _Line, line: _Line, usual: dict[int, float]) -> bool:
    """Whether a line may belong to the paragraph of the one above."""
    step = above.height - line.height
    near = step <= _GAP * usual.get(round(line.size), _GAP * line.size)
    return near and abs(above.size - line.size) <= 0.1 * line.size


def _paragraph(group: list[_Line]) -> str:
    """Return lines below one another, joined where the next word had no room on the line.

    A list has few such lines, and stays one.
    """
    edge = max(line.right for line in group)
    full = [
        above.right + _room(above, line.words.split(maxsplit=1)[0]) > edge
        for above, line in itertools.pairwise(group)
    ]
    two = len(group) == 2 and group[0].words[-1] in _STOPS
    wrapped = sum(full) >= _WRAPPED * len(full) and not two
    parts = [group[0].words]
    for joins, (above, line) in zip(full, itertools.pairwise(group), strict=True):
        goes_on = joins or (line.words[:1].islower() and above.words[-1:] not in _STOPS)
        same = wrapped and goes_on and not above.words.endswith("-")
        parts += [" " if same else "\n", line.words]
    return "".join(parts)


def _room(line: _Line, word: str) -> float:
    """Return how wide a word with a space before it would be in the letters of a line."""
    wide = (line.right - line.left) / max(1, len(line.words) - 1)
    return wide * (len(word) + 1)


def _down_the_page(lines: list[_Line]) -> list[_Line]:
    """Return a page's lines from above to below, column by column.

    A program may write what stands at the foot of a page before the rest. Runs of lines below one
    another are moved above runs of the same column that stand wholly below them.
    """
    runs: list[list[_Line]] = []
    for line in lines:
        above = runs[-1][-1] if runs else None
        step = above.height - line.height if above else 0.0
        if above and 0 <= step <= _FURTHEST * max(line.size, above.size) and _over(above, line):
            runs[-1].append(line)
        else:
            runs.append([line])
    if len(runs) > _MOST_RUNS:
        return lines
    sorted_: list[list[_Line]] = []
    for run in runs:
        at = len(sorted_)
        while (
            at and sorted_[at - 1][0].height < run[-1].height and _same_column(sorted_[at - 1], run)
        ):
            at -= 1
        sorted_.insert(at, run)
    return [line for run in sorted_ for line in run]


def _over(one: _Line, other: _Line) -> bool:
    return one.left <= other.right and other.left <= one.right


def _same_column(one: list[_Line], other: list[_Line]) -> bool:
    return any(_over(a, b) for a in one[:3] for b in other[:3])


def _units(text: str) -> int:
    """Return how many units of UTF-16, as PDFium counts them, a text has."""
    return len(text) + sum(char > "\uffff" for char in text)


def _place(text_page: Any, unit: int) -> tuple[float, float, float]:
    """Return the size of a letter in points, how high it stands, and how far from the left."""
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, unit)
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    scale = abs(matrix.d) or abs(matrix.b)
    return pdfium.FPDFText_GetFontSize(text_page, index) * scale, y.value, x.value


def _usual(placed: list[_Line]) -> dict[int, float]:
    """Return the usual distance of two lines within a paragraph, by the size of their letters."""
    steps: dict[int, list[float]] = {}
    for above, line in itertools.pairwise(placed):
        step = above.height - line.height
        if abs(above.size - line.size) < _SAME_SIZE and 0 < step <= _FURTHEST * line.size:
            steps.setdefault(round(line.size), []).append(step)
    return {size: sorted(found)[len(found) // 4] for size, found in steps.items()}


if __name__ == "__main__":
    main()
