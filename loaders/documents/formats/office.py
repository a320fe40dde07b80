"""The text of Word and RTF files, by python-docx and striprtf.

A Word file is a packed folder: what would unpack to far more than an article is not opened.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from loaders.documents.formats.unpacked import Unpacked
from loaders.model.errors import ArticleError
from loaders.text.segment import fold_space

_MOST_PARTS = 2_000
"""Files in a Word file, at most."""
_MOST_UNPACKED = 60_000_000
"""Bytes that a Word file may unpack to, pictures included."""
_MOST_OF_PART = 8_000_000
"""Bytes of one part that is read as XML: a book has fewer."""
_MOST_RTF = 3_000_000
"""Characters of an RTF file without its pictures; an article has some thousands."""
_PICTURE = re.compile(r"[0-9a-fA-F\s]{2000,}")
_OTHER_OFFICE = b"\xd0\xcf\x11\xe0"
"""How a file of the old Word begins, and of other old office programs."""


def is_office(data: bytes) -> bool:
    """Whether the bytes are a packed folder, an old office file or RTF."""
    return data.startswith((b"PK\x03\x04", _OTHER_OFFICE, b"{\\rtf"))


def read_office(data: bytes) -> Unpacked:
    """Return the text of a Word or RTF file.

    Raises
    ------
    ArticleError
        It is of another office program, damaged, protected, or far more than an article.
    """
    if data.startswith(b"{\\rtf"):
        return _read_rtf(data)
    if data.startswith(_OTHER_OFFICE):
        raise ArticleError(
            "it is a file of an old office program", "Save it as .docx, or as plain UTF-8 text"
        )
    _check_parts(data)
    return _read_word(data)


def _check_parts(data: bytes) -> None:
    """Raise an error unless a packed folder is a Word file of an article's size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            parts = folder.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ArticleError(
            "the packed file is damaged", "Save it again, or save the text as UTF-8"
        ) from error
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        raise ArticleError(
            "the packed file is no Word document",
            "Unpack it, or save the article as text, HTML or .docx",
        )
    large = any(
        part.file_size > _MOST_OF_PART
        for part in parts
        if part.filename.endswith((".xml", ".rels"))
    )
    if len(parts) > _MOST_PARTS or sum(p.file_size for p in parts) > _MOST_UNPACKED or large:
        raise ArticleError(
            "the Word file unpacks to far more than an article",
            "Save the article alone, as plain UTF-8 text",
        )


def _read_word(data: bytes) -> Unpacked:
    """Return the paragraphs of a Word file in order, those of its tables too."""
    try:
        from docx import Document
        from docx.opc.exceptions import OpcError
        from docx.table import Table
    except ImportError as error:
        raise ArticleError(
            "Word files need the package python-docx",
            "pip install python-docx, or save the article as text",
        ) from error
    try:
        document = Document(io.BytesIO(data))
        lines: list[str] = []
        for part in document.iter_inner_content():
            if isinstance(part, Table):
                lines += [cell.text for row in part.rows for cell in row.cells]
            else:
                bullet = "• " if ((part.style and part.style.name) or "").startswith("List") else ""
                lines.append(bullet + part.text if part.text.strip() else "")
        stated = document.core_properties.title or ""
    except (
        OpcError,
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        TypeError,
        SyntaxError,
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
    ) as error:
        # python-docx 1.2 and lxml raise all of these for damaged or protected files
        raise ArticleError(
            f"the Word file cannot be read ({type(error).__name__})",
            "Save it again, or save the article as plain UTF-8 text",
        ) from error
    return Unpacked("\n\n".join(line for line in lines if line.strip()), title=fold_space(stated))


def _read_rtf(data: bytes) -> Unpacked:
    """Return the text of an RTF file."""
    try:
        from striprtf import striprtf
    except ImportError as error:
        raise ArticleError(
            "RTF files need the package striprtf",
            "pip install striprtf, or save the article as text",
        ) from error
    source = _PICTURE.sub("", data.decode("latin-1"))
    if len(source) > _MOST_RTF:
        raise ArticleError(
            "the RTF file holds far more than an article",
            "Save the article alone, as plain UTF-8 text",
        )
    try:
        to_text: Callable[..., str] = striprtf.rtf_to_text
        text = to_text(source, errors="ignore")
    except (ValueError, KeyError, IndexError, LookupError, OverflowError, RecursionError) as error:
        raise ArticleError(
            f"the RTF file cannot be read ({type(error).__name__})",
            "Save it again, or save the article as plain UTF-8 text",
        ) from error
    return Unpacked(re.sub(r"\n(?=[^\n])", "\n\n", text))
