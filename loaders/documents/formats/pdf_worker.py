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
from typing import Any, BinaryIO

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


def _lines(text_page: Any, text: str) -> tuple[str, list[tuple[float, str]]]:
    """Return a page's lines with blank ones between paragraphs, and each with its letters' size."""
    placed: list[tuple[str, float, float]] = []
    unit, seen = 0, 0
    for line in _LINE.finditer(text):
        words = line["words"].strip()
        if words:
            begin = line.start() + len(line[0]) - len(line[0].lstrip())
            unit += _units(text[seen:begin])
            seen = begin
            words += "-" if line["hyphen"] else ""
            placed.append((words, *_place(text_page, unit)))
    usual = _usual(placed)
    parts: list[str] = []
    for index, (words, size, height) in enumerate(placed):
        if index:
            _, above, top = placed[index - 1]
            apart = top - height > _GAP * usual.get(round(size), _GAP * size)
            parts.append("\n\n" if apart or abs(above - size) > 0.1 * size else "\n")
        parts.append(words)
    return "".join(parts), [(size, words) for words, size, _ in placed]


def _units(text: str) -> int:
    """Return how many units of UTF-16, as PDFium counts them, a text has."""
    return len(text) + sum(char > "\uffff" for char in text)


def _place(text_page: Any, unit: int) -> tuple[float, float]:
    """Return the size of a letter in points, and how high on the page it stands."""
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, unit)
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    scale = abs(matrix.d) or abs(matrix.b)
    return pdfium.FPDFText_GetFontSize(text_page, index) * scale, y.value


def _usual(placed: list[tuple[str, float, float]]) -> dict[int, float]:
    """Return the usual distance of two lines within a paragraph, by the size of their letters."""
    steps: dict[int, list[float]] = {}
    for (_, above, top), (_, size, height) in itertools.pairwise(placed):
        if abs(above - size) < _SAME_SIZE and 0 < top - height <= _FURTHEST * size:
            steps.setdefault(round(size), []).append(top - height)
    return {size: sorted(found)[len(found) // 4] for size, found in steps.items()}


if __name__ == "__main__":
    main()
