"""The pages that show the claims without the map: Compare, Claims, Border maps, Download."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator

from dashboard.pages.page_frame import page_of_claims, tabs
from dashboard.panels.border_maps import border_maps
from dashboard.panels.claims_table import claims_table
from dashboard.panels.compare import compare
from dashboard.panels.download import download
from dashboard.panels.evidence import border_claims
from dashboard.panels.map_tests import map_tests
from dashboard.panels.timeline import timeline
from dashboard.query.selection import Shown
from dashboard.session import corpus as corpora
from dashboard.view.view import BORDER_TABS, CLAIMS_TABS


def _compare(shown: Shown, heading: DeltaGenerator) -> None:
    compare(shown, corpora.relations(shown), heading)


def _claims(shown: Shown, _: DeltaGenerator) -> None:
    panels = (lambda: claims_table(shown), lambda: timeline(shown))
    tabs("claims", CLAIMS_TABS, panels)


def _borders(shown: Shown, _: DeltaGenerator) -> None:
    panels = (lambda: border_maps(shown), lambda: map_tests(shown), lambda: border_claims(shown))
    tabs("borders", BORDER_TABS, panels)


def _download(shown: Shown, _: DeltaGenerator) -> None:
    download(shown, corpora.relations(shown))


comparison = page_of_claims(_compare)
claims = page_of_claims(_claims, "Every claim, in words")
borders = page_of_claims(_borders, "What the border maps say")
downloads = page_of_claims(_download, "Download")
