"""What every page of the articles has: notices, problems, the bar, and the view they all show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.front.choices import bar, sides_offered
from dashboard.html.html_tables import plain
from dashboard.html.symbology import symbology
from dashboard.html.templates import render
from dashboard.panels.paging import page_of
from dashboard.query.index import Index
from dashboard.query.selection import AGREED, DISPUTED, Shown, select
from dashboard.query.sides import claims_of_both_sides, disputed_claims
from dashboard.session import corpus as corpora
from dashboard.session import shown_border, state
from dashboard.view.settings import read_settings
from dashboard.view.view import View
from loaders import Corpus

_PROBLEMS = 20
"""Problems on one page of their list."""
_MARKS = {"left": "●", "right": "■"}
"""The mark of each side."""


def page_of_claims(
    draw: Callable[[Shown, DeltaGenerator], None], title: str = ""
) -> Callable[[], None]:
    """Return a page that shows the claims of the view.

    Parameters
    ----------
    draw
        Draws what stands below the bar. It is given the place of the heading too.
    title
        The heading, where it is always the same.
    """

    def page() -> None:
        index = corpora.index()
        notices = state.begin(index)
        shown = shown_of(index)
        layout(shown)
        head(index.corpus, notices)
        if nothing_to_show(index.corpus):
            return
        heading = st.container()
        if title:
            heading.markdown(f"### {title}")
        bar(shown)
        draw(shown, heading)
        state.write_address()

    return page


def layout(shown: Shown) -> None:
    """Set the page's margins, and the marks of the two sides in the bar."""
    # the first choice is everyone's
    marks = [(n, side, _MARKS[side]) for n, side in enumerate(sides_offered(shown), start=2)]
    light, dark = (symbology().colours[theme] for theme in ("light", "dark"))
    # Streamlit 1.67.0 sets the page's colour scheme: these change with it, and need no run
    colours = {name: f"light-dark({light[name]}, {dark[name]})" for name in light}
    count = shown.view.filter_count
    st.html(str(render("layout.html", sides=marks, colours=colours, filters=count)))


def head(corpus: Corpus, notices: Sequence[str]) -> None:
    """Draw the notices about the address, and the files with problems."""
    # these containers are always there, even if empty: Streamlit 1.67.0 mounts a component anew
    # when its position among the elements of the page changes, and the map would lose its view
    with st.container():
        _notices(notices)
    with st.container():
        _problems(corpus)


def nothing_to_show(corpus: Corpus) -> bool:
    """Whether there is no article; if so, say what to do."""
    if corpus.articles:
        return False
    st.info(
        f"There is no article to show. Put a text file in the folder"
        f" {read_settings().seeds.name!r}, then reload the page.",
        icon=":material/article:",
    )
    return True


def shown_of(index: Index, view: View | None = None) -> Shown:
    """Return what a view shows; the visitor's own when None."""
    view = view or state.current()
    border = shown_border.border(view)
    shown = select(index, view, corpora.places(), border)
    if view.voice not in {AGREED, DISPUTED}:
        return shown
    find = claims_of_both_sides if view.voice == AGREED else disputed_claims
    return shown.bringing_out(find(index.corpus, corpora.relations(shown), border))


def tabs(key: str, labels: Mapping[str, str], panels: Sequence[Callable[[], None]]) -> None:
    """Draw tabs; the panel of a tab is only made while the tab is open."""
    for label, tab, panel in zip(
        labels.values(),
        st.tabs(list(labels.values()), on_change="rerun", key=key),
        panels,
        strict=True,
    ):
        if tab.open:
            with tab, st.container(key=f"{key}-{label}"):
                panel()


def _notices(notices: Sequence[str]) -> None:
    if not notices:
        return
    with st.container(
        key="notices", horizontal=True, vertical_alignment="center", gap="xsmall", height="content"
    ):
        # one line: what is left out is told where somebody asks, and the map stays in sight
        st.markdown(":material/info: **Part of this address could not be used**", width="content")
        with st.popover("Which", type="tertiary"):
            for notice in notices:
                plain(notice)
        st.button("Close", on_click=state.dismiss_notices, key="dismiss", type="tertiary")


def _problems(corpus: Corpus) -> None:
    """Say which files have problems, what is wrong, and how to fix it."""
    if not corpus.problems:
        return
    skipped = sum(problem.skipped for problem in corpus.problems)
    incomplete = len(corpus.problems) - skipped
    parts = [
        f"{skipped} left out" if skipped else "",
        f"{incomplete} shown with something missing" if incomplete else "",
    ]
    with st.expander(
        f":material/warning: Files with problems: {', '.join(part for part in parts if part)}",
        expanded=bool(skipped),
    ):
        for problem in page_of(corpus.problems, _PROBLEMS, "problems"):
            plain(f"{problem.file}: {problem.problem}. {problem.fix}.")
