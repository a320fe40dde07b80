"""A file's bytes as text: by its marks, its declared charset, and repaired where it was broken."""

from __future__ import annotations

import codecs
import re

from loaders.model.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})|<\?xml[^>]{0,100}?"
    rb"encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,30})",
    re.IGNORECASE,
)
_OF_PAGES = re.compile(
    r"utf-8|utf-16.*|utf_16.*|cp\d+|iso8859-\d+|koi8-[rut]|mac.*|shift_jis.*|euc_\w+|gb\w+|big5\w*|hz"
    r"|iso2022_\w+|johab|ptcp154|tis-620"
)
"""The codecs of Python that pages are written in."""
_SIGNS = ("â", "Ã", "Â", "Ð", "Ñ")
_BROKEN = re.compile("â€|Ã[\u0080-¿]|Â[\u00a0-¿]|Ð[\u0080-¿]|Ñ[\u0080-¿]|â\u0080[\u0090-\u00a0]")
"""What UTF-8 looks like that was read as Windows-1252 or Latin-1."""


_FEWEST_BROKEN = 2
"""Broken letters from which a text is repaired: one may be meant."""


def by_mark(data: bytes) -> str | None:
    """Return the text of a file that begins with the mark of UTF-16 or UTF-32, else None.

    Raises
    ------
    ArticleError
        The mark is there, but the bytes are not so written.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                raise ArticleError(
                    f"the file is not {name.upper()} text, as its first bytes say",
                    "Save it again with the encoding UTF-8",
                ) from error
    return None


def by_declaration(data: bytes) -> str | None:
    """Return the text of a page by the charset that it declares, or None.

    A page that declares none but is not UTF-8 is read as Windows-1252, as a browser does.
    """
    match = _DECLARED.search(data[:4000])
    name = (match[1] or match[2]).decode("ascii").lower() if match else "windows-1252"
    # a browser reads Latin-1 as Windows-1252, which adds quotation marks and dashes
    name = (
        "windows-1252" if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else name
    )
    try:
        if not _OF_PAGES.fullmatch(codecs.lookup(name).name):
            return None
        return data.decode(name, "replace" if name == "windows-1252" else "strict")
    except (LookupError, UnicodeError, ValueError):
        return None


def repaired(text: str) -> str:
    """Return a text in which what was decoded once too often reads right; else the text itself."""
    if not any(sign in text for sign in _SIGNS) or len(_BROKEN.findall(text)) < _FEWEST_BROKEN:
        return text
    try:
        from ftfy import TextFixerConfig, fix_text
    except ImportError:
        return text
    config = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
    )
    return fix_text(text, config)
