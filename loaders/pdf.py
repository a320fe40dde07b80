"""The text of a PDF's pages, by pypdf. Nothing in the file is run or fetched."""

from __future__ import annotations

import io
import logging

from loaders.errors import ArticleError

MAX_PAGES = 200


def pdf_text(data: bytes) -> str:
    """Return the text of the pages, parted by form feeds.

    Raises
    ------
    ArticleError
        The file is damaged or protected, pypdf is not installed, the file has too many pages, or holds pictures of text only.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise ArticleError("PDF files need the package pypdf", "pip install pypdf, or save the article as text") from error

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if len(reader.pages) > MAX_PAGES:
            raise ArticleError(f"the PDF has more than {MAX_PAGES} pages", "Save the article's pages alone")
        text = "\f".join(page.extract_text() for page in reader.pages)
    except ArticleError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, NotImplementedError) as error:
        # damaged files make pypdf raise all of these
        raise ArticleError(f"the PDF cannot be read ({type(error).__name__})", "Save the article as text or HTML instead") from error
    if not text.strip():
        raise ArticleError("the PDF holds no text, only pictures", "Save the article as text or HTML instead")
    return text
