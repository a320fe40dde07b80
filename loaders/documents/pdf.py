"""The text of a PDF's pages, by PDFium in a process of its own (``formats.pdf_worker``).

Nothing in the file is run or fetched. A file that keeps PDFium busy, fills the memory or is made to
break it ends that process alone, and is refused.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from loaders.documents.lines import TERMINAL
from loaders.model.errors import ArticleError
from loaders.text.segment import fold_space

MAX_PAGES = 200
"""A PDF of more pages is no article."""
_WORKER = Path(__file__).parent / "formats" / "pdf_worker.py"
_LONGEST_WAIT = 20.0
"""Seconds after which the process is ended from here: where a system has no timers for processor
time, or the machine is very busy."""
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": None}
)
"""Letters that a font draws as one, as the words are written; and what stands for no letter."""
_LARGER, _SAME_SIZE, _LARGEST_LETTER = 1.25, 0.3, 400.0
"""How many times as large as most letters a title's are, at least; how far the sizes of one title's
letters differ, in points; and a size above which it is a watermark. Chosen by hand on prints."""
_LONGEST_TITLE, _MOST_LARGE = 300, 8
_LONG_LINE = 45
"""Characters of a paragraph's beginning that may go on on the next page, at least."""
_ERRORS = {4: "it needs a password", 5: "it is protected in a way that is not known"}
"""PDFium's numbers of errors that a person can mend."""
_FIX = "Save the article as text or HTML instead"


@dataclass(frozen=True, slots=True)
class Print:
    """A PDF as it is read.

    Attributes
    ----------
    text
        The text of its pages, separated by form feeds.
    whole
        Whether all of it was read.
    stated
        The title that the file states: of a page printed from a browser that of its tab.
    large
        What its first pages write in the largest letters, the largest first, white space folded.
    pictures
        The numbers of the pages, from 1, that hold only a picture.
    """

    text: str
    whole: bool
    stated: str = ""
    large: tuple[str, ...] = ()
    pictures: tuple[int, ...] = ()


def read_pdf(data: bytes, most: int) -> Print:
    """Return the text of a PDF; no page is read after the first ``most`` characters.

    Raises
    ------
    ArticleError
        The file is damaged or protected, PDFium is not installed, the file has too many pages, or
        holds only pictures of text.
    """
    answers = list(_READER.read(data, most))
    whole = bool(answers) and not answers[-1]
    head, pages = answers[0] if answers else {}, [a for a in answers[1:] if a]
    if "error" in head:
        raise ArticleError(_unreadable(head["error"]), _FIX)
    if head.get("pages", 0) > MAX_PAGES:
        raise ArticleError(
            f"the PDF has more than {MAX_PAGES} pages", "Save the article's pages alone"
        )
    texts = [page.get("text", "") for page in pages]
    if not any(text.strip() for text in texts):
        raise ArticleError(_no_text(pages, whole=whole), _FIX)
    title = fold_space(head.get("title", "")).translate(_LIGATURES)
    return Print(
        _pages(texts).translate(_LIGATURES),
        whole,
        title if len(title) <= _LONGEST_TITLE else "",
        _largest([line for page in pages for line in page.get("sizes", ())]),
        tuple(number for number, page in enumerate(pages, 1) if page.get("picture")),
    )


def _pages(texts: Sequence[str]) -> str:
    """Return the text of all pages; a paragraph that the end of a page cuts in two goes on."""
    parts: list[str] = []
    for text in texts:
        before = parts[-1].rsplit("\n", 1)[-1] if parts else ""
        cut = len(before) >= _LONG_LINE and not TERMINAL.search(before) and text[:1].islower()
        parts += [(" " if cut else "\f") if parts else "", text]
    return "".join(parts)


def _unreadable(error: int) -> str:
    return f"the PDF cannot be read ({_ERRORS.get(error, 'the file is damaged')})"


def _no_text(pages: list[dict[str, Any]], *, whole: bool) -> str:
    """Return why a PDF gives no text, in words."""
    if not whole:
        return "the PDF draws far more than an article"
    if pages and all("error" in page for page in pages):
        return _unreadable(0)
    return "the PDF holds no text, only pictures"


def _largest(lines: list[tuple[float, str]]) -> tuple[str, ...]:
    """Return what is written larger than most, the largest first."""
    runs: list[tuple[float, str]] = []
    letters: Counter[float] = Counter()
    for size, words in lines:
        if not 0 < size < _LARGEST_LETTER:
            continue
        letters[round(size, 1)] += len(words)
        if runs and abs(runs[-1][0] - size) < _SAME_SIZE:
            before = runs[-1][1]
            runs[-1] = (runs[-1][0], f"{before}{'' if before.endswith('-') else ' '}{words}")
        else:
            runs.append((size, words))
    usual = max(letters, key=lambda size: letters[size], default=0.0)
    large = [
        (size, fold_space(words.translate(_LIGATURES)))
        for size, words in runs
        if size >= _LARGER * usual and len(words) <= _LONGEST_TITLE
    ]
    ranked = sorted(large, key=lambda run: -round(run[0]))
    return tuple(words for _, words in ranked[:_MOST_LARGE])


class _Reader:
    """The process that reads PDFs: started with the first one, and again after one that broke it.

    It reads one file at a time: PDFium knows no threads.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def read(self, data: bytes, most: int) -> Iterator[dict[str, Any]]:
        """Yield what the process answers; the last is empty where it came to the file's end."""
        with self.lock:
            process = self._running()
            timer = threading.Timer(_LONGEST_WAIT, process.kill)
            timer.daemon = True
            timer.start()
            try:
                yield from _answers(process, data, most)
            finally:
                timer.cancel()
                if process.poll() is not None:
                    self.process = None

    def _running(self) -> subprocess.Popen[bytes]:
        # a process that was forked off this one has its pipes, which must not be used by both
        if self.process and self.owner == os.getpid() and self.process.poll() is None:
            return self.process
        if find_spec("pypdfium2") is None:
            raise ArticleError(
                "PDF files need the package pypdfium2",
                "pip install pypdfium2, or save the article as text",
            )
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self.process

    def close(self) -> None:
        """End the process, if there is one and it is this one's."""
        process, self.process = self.process, None
        if process and self.owner == os.getpid():
            process.kill()
            process.communicate()


def _answers(process: subprocess.Popen[bytes], data: bytes, most: int) -> Iterator[dict[str, Any]]:
    """Yield a process's answers to a file; an empty one last, unless it broke down before."""
    asked, answers = process.stdin, process.stdout
    if asked is None or answers is None:
        return
    try:
        asked.write(struct.pack(">QI", len(data), most) + data)
        asked.flush()
    except OSError:
        process.wait()
        return
    for line in answers:
        yield json.loads(line) if line.strip() else {}
        if not line.strip():
            return
    process.wait()
    with contextlib.suppress(OSError):
        asked.close()
    answers.close()


_READER = _Reader()
atexit.register(_READER.close)
