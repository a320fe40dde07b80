"""The files that a view can be downloaded as, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import cast

from dashboard.exports.differences_text import DifferenceText, differences_text
from dashboard.exports.evidence_pack import CONTENTS, pack
from dashboard.exports.file_words import filter_words
from dashboard.exports.offline_page import page
from dashboard.exports.picture import Format, picture
from dashboard.exports.view_rows import shown_rows
from dashboard.map.advance_marks import disputes_of
from dashboard.map.scene import Scene, scene
from dashboard.query.selection import Shown
from loaders import Relation
from loaders.export.captions import caption
from loaders.export.writers import MIME, Provenance, Row, to_bytes

PACK = "evidence-pack.zip"
MEDIA = {
    **{f"claims{ending}": mime for ending, mime in MIME.items()},
    "map-incident.png": "image/png",
    "map-incident.svg": "image/svg+xml",
    "map-all.png": "image/png",
    "map-all.svg": "image/svg+xml",
    "page.html": "text/html",
    PACK: "application/zip",
}
"""The files, with their media types."""


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
    """

    shown: Shown
    lines: Sequence[str]
    relations: Sequence[Relation]
    address: str
    title: str

    def make(self, name: str) -> bytes:
        """Return a file by its name in ``MEDIA``; the same view gives the same bytes."""
        path = PurePath(name)
        if name == PACK:
            made = {inner: self.make(inner) for inner in CONTENTS if inner in MEDIA}
            return pack(made, self.shown, self.differences, self.provenance, title=self.title)
        if name == "page.html":
            differences = self.differences
            return page(self.shown, self.scene, differences, self.provenance, title=self.title)
        if path.stem.startswith("map-"):
            where = self.scene.bounds[path.stem.removeprefix("map-")]
            provenance = self.provenance
            address = f" · {provenance.address}" if provenance.address else ""
            notes = [provenance.filters, f"Data version {provenance.data_version}{address}"]
            form = cast("Format", path.suffix[1:])
            return picture(self.scene, where, notes, form, title=self.title)
        return to_bytes(self.rows, self.provenance, path.suffix)

    @cached_property
    def scene(self) -> Scene:
        """What the map shows."""
        shown = self.shown
        disputes = disputes_of(self.relations, shown.corpus, shown.line)
        return scene(shown, self.lines, disputes=disputes)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the exports."""
        return list(shown_rows(self.shown, self.scene, self.relations))

    @cached_property
    def differences(self) -> list[DifferenceText]:
        """What the sources do not agree on."""
        return differences_text(self.shown, self.relations)

    @cached_property
    def provenance(self) -> Provenance:
        """What every file says about its origin."""
        return Provenance(
            caption(self.shown.articles),
            filter_words(self.shown),
            self.shown.index.version,
            self.address,
        )
