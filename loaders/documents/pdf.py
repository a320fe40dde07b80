"""The text of a PDF's pages, by pypdf.

Nothing in the file is run or fetched, and what would unpack to far more than an article is not
unpacked.
"""

from __future__ import annotations

import io
import logging
from time import thread_time
from typing import TYPE_CHECKING

from loaders.model.errors import ArticleError

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
_MOST_SECONDS = 1.2
"""Processor seconds after which no more pages are read. A page that draws others again and again
has no other bound in pypdf 7.1."""


def pdf_text(data: bytes, most: int) -> tuple[str, bool]:
    """Return the text of the pages, separated by form feeds, and whether all of it was read.

    No page is read after the first ``most`` characters.

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
            pages, whole = _pages(PdfReader(io.BytesIO(data)), most, end)
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
    return text, whole


def _pages(reader: PdfReader, most: int, end: float) -> tuple[list[str], bool]:
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
        for page in reader.pages:
            look_at_clock()
            pages.append(page.extract_text(visitor_operand_before=look_at_clock))
            if sum(map(len, pages)) > most:
                break
    except TimeoutError:
        return pages, False
    return pages, True
