"""The evidence pack: everything a view rests on, in one zip file.

The same view gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from dashboard.exports.differences_text import DifferenceText, as_markdown
from dashboard.exports.file_words import plain_address, plain_markdown
from dashboard.html.method_text import method_markdown
from dashboard.html.wording import event_label, relay_chain
from dashboard.query.selection import Shown
from loaders.documents.urls import source_link
from loaders.export.captions import day_label
from loaders.export.export_columns import Provenance, dictionary_csv, table_csv
from loaders.text.segment import fold_space, sentence_of

_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the earliest the format can hold. The real time would make
every pack differ."""
CONTENTS = {
    "README.txt": "what this is",
    "map-incident.png": "the map, where the incident was",
    "map-incident.svg": "the same, to edit",
    "map-all.png": "the map of all places shown",
    "map-all.svg": "the same, to edit",
    "page.html": "map, claims and differences in one page that works without a network",
    "share.html": "a page to put on a web server: a link to it shows title and picture",
    "oembed.json": "the map as a frame, as oEmbed describes it",
    "claims.geojson": (
        "everything as rows: places, claims, relations, what the map draws, the border lines"
    ),
    "claims.gpkg": "the same in layers, for a geographic information system",
    "claims.csv": "one row a claim, for a spreadsheet",
    "all-rows.csv": "everything for a spreadsheet; shapes are left out, points stay",
    "claims.kml": "the same for a globe; quotes and links in the balloons",
    "annotations.jsonld": "the claims as Web Annotations (W3C), for annotation tools",
    "bibliography.bib": "the articles as BibTeX",
    "bibliography.json": "the articles as CSL-JSON, for reference managers",
    "columns.csv": "what every column means",
    "ledger.md": "what the sources do not agree on",
    "articles.csv": "the articles: outlet, title, day, address, hash",
    "excerpts.md": (
        "every claim in its sentence, with speaker, outlet, days and the way to the original"
    ),
    "method.md": "how it was read and drawn",
}
"""The files of a pack, and what each is."""


def pack(
    files: Mapping[str, bytes],
    shown: Shown,
    differences: Sequence[DifferenceText],
    provenance: Provenance,
    *,
    title: str,
    heading: str,
    notes: Mapping[str, str],
) -> bytes:
    """Return the pack.

    Parameters
    ----------
    files
        The pictures, the page and the exports, by their names in ``CONTENTS``.
    shown
        What the view shows.
    differences
        What the sources do not agree on.
    provenance
        What the pack says about its origin.
    title
        The name of the page that made it.
    heading
        What the view is about.
    notes
        The reader's own notes, by the claim's id.
    """
    own = {
        "README.txt": _readme(provenance, title, heading).encode(),
        "columns.csv": dictionary_csv(),
        "ledger.md": as_markdown(differences).encode(),
        "articles.csv": _articles(shown),
        "excerpts.md": _excerpts(shown, notes).encode(),
        "method.md": method_markdown(shown.index, shown.places, shown.border).encode(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in CONTENTS:
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, own[name] if name in own else files[name])
    return out.getvalue()


def _readme(provenance: Provenance, title: str, heading: str) -> str:
    about = "\n".join(
        f"{name.replace('_', ' ')}: {words}" for name, words in asdict(provenance).items() if words
    )
    contents = "\n".join(f"{name:<20} {what}" for name, what in CONTENTS.items())
    return (
        f"{title}: evidence pack\n\n{heading}\n\n{about}\n\n{contents}\n\n"
        "To share a picture of the map, put share.html, oembed.json and map-incident.png into one"
        " folder of a web server\nand pass on the address of share.html. Some services want the"
        " picture’s whole address: write it into share.html\nwhere og:image and twitter:image"
        " stand.\n\n"
        "The articles themselves are not in this pack: articles.csv has their hashes and"
        " addresses. excerpts.md holds every sentence that a claim\nrests on, which may be much of"
        " an article: mind its publisher’s rights before you pass it on.\n"
    )


def _articles(shown: Shown) -> bytes:
    head = ["id", "publisher", "title", "published", "url", "agencies", "file", "sha256"]
    rows = [
        [
            a.id,
            a.publisher,
            fold_space(a.title),
            a.published or "",
            a.url or "",
            "; ".join(a.agencies),
            a.file,
            a.sha256,
        ]
        for a in shown.articles
    ]
    return table_csv([head, *rows])


def _excerpts(shown: Shown, notes: Mapping[str, str]) -> str:
    parts = ["# The claims shown, each in its sentence"]
    for entry in shown.entries:
        article, claim = entry.article, entry.claim
        start, end = article.file_span(claim)
        days = (
            f"about: {event_label(claim)}; said: {day_label(claim.statement_date)};"
            f" published: {day_label(article.published)}"
        )
        link, note = source_link(article, claim), notes.get(claim.id, "")
        head = (
            f"{plain_markdown(relay_chain(article, claim))} ·"
            f" {claim.topic} · {claim.stance} · {claim.status}"
        )
        lines = [
            f"## {claim.id}",
            f"> {plain_markdown(sentence_of(article, claim))}",
            f"Claim: {plain_markdown(entry.quote)}",
            head,
            f"{days}; characters {start}–{end} of {plain_markdown(article.file)}",
            *([f"<{plain_address(link)}>"] if link else []),
            *([f"Reader’s note: {plain_markdown(note)}"] if note else []),
        ]
        parts.append("\n\n".join(lines))
    return "\n\n".join(parts) + "\n"
