"""The files that a view can be downloaded as, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import cast

from dashboard.exports.annotations import web_annotations
from dashboard.exports.bibliography import bibtex, csl_json
from dashboard.exports.differences_text import DifferenceText, differences_text
from dashboard.exports.evidence_pack import CONTENTS, pack
from dashboard.exports.file_words import (
    days_and_outlets,
    filter_words,
    quote_words,
    view_title,
)
from dashboard.exports.offline_page import page
from dashboard.exports.picture import DPI, Format, picture
from dashboard.exports.share_page import PICTURE, oembed, share_page
from dashboard.exports.view_rows import shown_rows
from dashboard.map.advance_marks import disputes_of
from dashboard.map.scene import Scene, scene
from dashboard.query.dek import view_caption
from dashboard.query.selection import Shown
from loaders import Relation
from loaders.export.export_columns import Provenance, Row
from loaders.export.writers import MIME, layer_csv, to_bytes

PACK = "evidence-pack.zip"
PRINT_DPI = 300
"""Dots per inch of a picture for a print desk."""
_PRINT = "-300dpi"
MEDIA = {
    **{f"claims{ending}": mime for ending, mime in MIME.items()},
    "all-rows.csv": MIME[".csv"],
    "annotations.jsonld": "application/ld+json",
    "bibliography.bib": "application/x-bibtex",
    "bibliography.json": "application/vnd.citationstyles.csl+json",
    "map-incident.png": "image/png",
    f"map-incident{_PRINT}.png": "image/png",
    "map-incident.svg": "image/svg+xml",
    "map-all.png": "image/png",
    f"map-all{_PRINT}.png": "image/png",
    "map-all.svg": "image/svg+xml",
    "page.html": "text/html",
    "share.html": "text/html",
    "oembed.json": "application/json",
    PACK: "application/zip",
}
"""The files, with their media types. The evidence pack holds the rest but the largest pictures."""


@dataclass(frozen=True)
class Files:
    """The files of a view.

    Attributes
    ----------
    shown
        What the view shows.
    lines
        The ids of the border lines drawn.
    relations
        The relations between the claims of the whole corpus.
    address
        The address that opens the view again, or "".
    title
        The name of the page.
    notes
        The reader's own notes on claims, by the claim's id.
    embeddable
        Whether other pages may show the map in a frame.
    """

    shown: Shown
    lines: Sequence[str]
    relations: Sequence[Relation]
    address: str
    title: str
    notes: Mapping[str, str] = field(default_factory=dict)
    embeddable: bool = True

    def make(self, name: str) -> bytes:
        """Return a file by its name in ``MEDIA``; the same view gives the same bytes."""
        match name:
            case _ if name == PACK:
                return self._pack()
            case "page.html":
                about, title = self.provenance, self.title
                made = (self.shown, self.scene, self.differences, about)
                return page(*made, title=title, heading=self.heading, notes=self.notes)
            case "share.html":
                picture_bytes = self.make(PICTURE)
                lines, about = self.about, self.provenance
                return share_page(
                    picture_bytes, about, lines, heading=self.heading, title=self.title
                )
            case "oembed.json":
                heading, title = self.heading, self.title
                return oembed(
                    self.provenance, heading=heading, title=title, embeddable=self.embeddable
                )
            case "annotations.jsonld":
                return web_annotations(self.shown, self.provenance, self.notes, self.title)
            case "claims.csv":
                return layer_csv(self.rows, "claims", self.provenance)
            case "bibliography.bib":
                return bibtex(self.shown, self.provenance)
            case "bibliography.json":
                return csl_json(self.shown)
            case _ if name.startswith("map-"):
                return self._picture(PurePath(name))
        return to_bytes(self.rows, self.provenance, PurePath(name).suffix)

    def _pack(self) -> bytes:
        made = {name: self.make(name) for name in CONTENTS if name in MEDIA}
        return pack(
            made,
            self.shown,
            self.differences,
            self.provenance,
            title=self.title,
            heading=self.heading,
            notes=self.notes,
        )

    def _picture(self, path: PurePath) -> bytes:
        provenance = self.provenance
        address = f" · {provenance.address}" if provenance.address else ""
        made = f"{self.title} · data version {provenance.data_version}{address}"
        return picture(
            self.scene,
            self.scene.bounds[path.stem.removeprefix("map-").removesuffix(_PRINT)],
            [*self.about, provenance.filters, made],
            cast("Format", path.suffix[1:]),
            title=self.heading,
            quotes=quote_words(self.shown),
            dpi=PRINT_DPI if path.stem.endswith(_PRINT) else DPI,
        )

    @cached_property
    def heading(self) -> str:
        """What the view is about."""
        return view_title(self.shown, self.relations)

    @cached_property
    def about(self) -> list[str]:
        """The days reported and the outlets, in words."""
        return days_and_outlets(self.shown)

    @cached_property
    def scene(self) -> Scene:
        """What the map shows."""
        shown = self.shown
        disputes = disputes_of(self.relations, shown.corpus, shown.border)
        return scene(shown, self.lines, disputes=disputes)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the exports."""
        return list(shown_rows(self.shown, self.scene, self.relations, self.notes))

    @cached_property
    def differences(self) -> list[DifferenceText]:
        """What the sources do not agree on."""
        return differences_text(self.shown, self.relations)

    @cached_property
    def provenance(self) -> Provenance:
        """What every file says about its origin."""
        return Provenance(
            view_caption(self.shown),
            filter_words(self.shown),
            self.shown.index.version,
            self.address,
        )
