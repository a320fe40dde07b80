"""The citation of a claim: plain, as Markdown and as BibTeX.

Each form has the link to the sentence, the link to this view, and the data's version.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.exports.file_words import plain_address, plain_markdown
from dashboard.html.wording import speaker_label
from dashboard.query.index import Entry
from loaders.documents.urls import source_link
from loaders.export.captions import day_label
from loaders.text.segment import fold_space

# BibTeX counts braces even if they are escaped: a brace of the text is written as a command
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim's citation, in three forms of text."""

    plain: str
    markdown: str
    bibtex: str


def cite(entry: Entry, permalink: str, data_version: str, title: str = "Claimline") -> Citation:
    """Return the citation of a claim.

    Parameters
    ----------
    entry
        The claim with its article.
    permalink
        The address that opens the claim on this page.
    data_version
        As ``loaders.model.version.data_version`` gives it.
    title
        The name of this page.
    """
    article, claim = entry.article, entry.claim
    start, end = article.file_span(claim)
    quote = entry.quote.strip('“”" ')
    day = day_label(article.published) if article.published else "no date"
    link = source_link(article, claim)
    original, permalink = plain_address(link) if link else None, plain_address(permalink)
    relay = f", by way of {', '.join(claim.relay)}" if claim.relay else ""
    status = "" if claim.status == "asserted" else f" [{claim.status} in the article’s own words]"
    outlet = f"“{fold_space(article.title)}”, {fold_space(article.publisher)}, {day}"
    where = f"characters {start}–{end} of the text with sha256 {article.sha256[:12]}"
    read = f"Read by {title}, data version {data_version}: {permalink}"
    who = f"{speaker_label(claim)}{relay}"
    plain = (
        f"“{quote}”{status} ({who}). {outlet}, {where}."
        f" {f'{original} . ' if original else ''}{read}"
    )
    linked = f"[{plain_markdown(outlet)}](<{original}>)" if original else plain_markdown(outlet)
    markdown = (
        f"> {plain_markdown(quote)}\n\n"
        f"{plain_markdown(who)}{plain_markdown(status)}. {linked}, {where}."
        f" [{plain_markdown(title)}](<{permalink}>), data version {data_version}."
    )
    said = f"{who}{status}; {where}"
    bibtex = _entry(entry, quote, original, permalink, said, data_version)
    return Citation(plain, markdown, bibtex)


def _entry(
    entry: Entry, quote: str, original: str | None, permalink: str, said: str, data_version: str
) -> str:
    article = entry.article
    fields = {
        "title": f"{{{escape_bibtex(fold_space(article.title))}}}",
        "author": f"{{{escape_bibtex(fold_space(article.publisher))}}}",
        "date": article.published or "",
        "year": (article.published or "")[:4],
        "url": original or permalink,
        "note": escape_bibtex(
            f"“{quote}” ({said}). Claimline data version {data_version}, {permalink}"
        ),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{re.sub(r'[^0-9a-z-]', '', entry.claim.id)},\n{body}}}"


def escape_bibtex(words: str) -> str:
    """Escape what BibTeX reads as a command."""
    return "".join(_BIBTEX.get(char, char) for char in words)
