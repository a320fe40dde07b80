"""The text of a PDF's pages, by pypdf.

Nothing in the file is run or fetched, and what would unpack to far more than an article is not
unpacked.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from dataclasses import dataclass
from time import thread_time
from typing import TYPE_CHECKING

from loaders.model.errors import ArticleError
from loaders.text.segment import fold_space

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 200
"""A PDF of more pages is no article."""
_LIMITS = {
    "page_tree_maximum_entries": 5_000,
    "array_maximum_element_count": 20_000,
    "dictionary_maximum_element_count": 20_000,
    "array_based_stream_maximum_output_length": 1_000_000,
    "lzw_maximum_output_length": 1_000_000,
    "run_length_maximum_output_length": 1_000_000,
    "zlib_maximum_output_length": 4_000_000,
    "zlib_maximum_recovery_input_length": 100_000,
    "stream_decoding_work_maximum_length": 10_000_000,
    "stream_parsing_work_maximum_count": 100_000,
    "xform_maximum_invocations_per_extraction": 100,
    "jbig2dec_binary": None,
}
"""What pypdf 7.1 may spend on one page. These are far below its own limits: a printed page needs
a tenth. No other program is started."""
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": None}
)
"""Letters that a font draws as one, as the words are written; and what stands for no letter."""
_TITLE_PAGES = 2
"""Pages on which the title may stand: a print may begin with a menu."""
_LARGER, _SAME_SIZE, _LARGEST_LETTER = 1.25, 0.3, 400.0
"""How many times as large as most letters a title's are, at least; how far the sizes of one line's
letters differ, in points; and a size above which it is a watermark. Chosen by hand on prints."""
_LONGEST_TITLE, _MOST_LARGE = 300, 8
_MOST_SECONDS = 1.2
"""Processor seconds after which no more pages are read. A page that draws others again and again
has no other bound in pypdf 7.1."""


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
        What its first pages write in the largest letters, the largest first, white space left out.
    """

    text: str
    whole: bool
    stated: str = ""
    large: tuple[str, ...] = ()


def read_pdf(data: bytes, most: int) -> Print:
    """Return the text of a PDF; no page is read after the first ``most`` characters.

    Raises
    ------
    ArticleError
        The file is damaged or protected, pypdf is not installed, the file has too many pages, or
        holds only pictures of text.
    """
    try:
        from pypdf import PdfReader, apply_configuration, get_configuration
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise ArticleError(
            "PDF files need the package pypdf", "pip install pypdf, or save the article as text"
        ) from error

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    end = thread_time() + _MOST_SECONDS
    try:
        with apply_configuration(get_configuration().with_overwrites(**_LIMITS)):
            reader = PdfReader(io.BytesIO(data))
            letters = _Letters()
            pages, whole = _pages(reader, most, end, letters)
            stated = _stated_title(reader)
    except ArticleError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        NotImplementedError,
    ) as error:
        # pypdf 7.1 raises all of these for damaged files
        raise ArticleError(
            f"the PDF cannot be read ({type(error).__name__})",
            "Save the article as text or HTML instead",
        ) from error
    text = "\f".join(pages).translate(_LIGATURES)
    if not text.strip() and not whole:
        raise ArticleError(
            "the PDF draws far more than an article", "Save the article as text or HTML instead"
        )
    if not text.strip():
        raise ArticleError(
            "the PDF holds no text, only pictures", "Save the article as text or HTML instead"
        )
    return Print(text, whole, stated, letters.largest())


class _Letters:
    """The words of a print's first pages by the size of their letters."""

    def __init__(self) -> None:
        self.runs: list[tuple[float, str]] = []

    def add(self, text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        """Take a piece of text, as pypdf hands it to a visitor."""
        scale = abs(size * (tm[3] * cm[3] or tm[1] * cm[1]))
        if not text.strip() or not 0 < scale < _LARGEST_LETTER:
            return
        if self.runs and abs(self.runs[-1][0] - scale) < _SAME_SIZE:
            self.runs[-1] = (self.runs[-1][0], f"{self.runs[-1][1]} {text.strip()}")
        else:
            self.runs.append((scale, text.strip()))

    def largest(self) -> tuple[str, ...]:
        """Return what is written larger than most, the largest first."""
        letters: Counter[float] = Counter()
        for scale, text in self.runs:
            letters[round(scale, 1)] += len(text)
        usual = max(letters, key=lambda scale: letters[scale], default=0.0)
        large = [
            (scale, fold_space(text.translate(_LIGATURES)))
            for scale, text in self.runs
            if scale >= _LARGER * usual and len(text) <= _LONGEST_TITLE
        ]
        ranked = sorted(large, key=lambda run: -round(run[0]))
        return tuple(text for _, text in ranked[:_MOST_LARGE])


def _stated_title(reader: PdfReader) -> str:
    """Return the title in the file's metadata, or ""."""
    stated = reader.metadata.title if reader.metadata else ""
    title = fold_space(str(stated or "")).translate(_LIGATURES)
    return title if len(title) <= _LONGEST_TITLE else ""


def _pages(reader: PdfReader, most: int, end: float, letters: _Letters) -> tuple[list[str], bool]:
    """Return the text of each page, and whether the time until ``end`` was enough for all."""
    if len(reader.pages) > MAX_PAGES:
        raise ArticleError(
            f"the PDF has more than {MAX_PAGES} pages", "Save the article's pages alone"
        )

    def look_at_clock(*_: object) -> None:
        if thread_time() > end:
            raise TimeoutError

    pages: list[str] = []
    try:
        for number, page in enumerate(reader.pages):
            look_at_clock()
            visit = letters.add if number < _TITLE_PAGES else None
            pages.append(
                page.extract_text(visitor_operand_before=look_at_clock, visitor_text=visit)
            )
            if sum(map(len, pages)) > most:
                break
    except TimeoutError:
        return pages, False
    return pages, True
