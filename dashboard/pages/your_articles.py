"""“Your articles”: bring articles, see what each would add before it joins the view, correct what was read, undo, take it along."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.html.excerpts import quote_cell
from dashboard.html.html_tables import Cell, plain, table
from dashboard.html.wording import no_markup
from dashboard.pages.add_articles import bring
from dashboard.pages.correct_articles import correct
from dashboard.session import corpus as corpora
from dashboard.session.user_articles import Shelf
from dashboard.view.settings import read_settings
from geodata.layers import place_name
from loaders import Article, Problem
from loaders.compare.novelty import Addition, Related
from loaders.export.captions import counted, day_label

_MOST = 20


def page() -> None:
    """Draw the page."""
    shelf = corpora.shelf()
    st.markdown("### Your articles")
    st.caption(
        "What you bring is read by this server for you alone. It stays in memory for this visit: it"
        " is written to no disk, seen by no other visitor, and no longer within reach once you"
        " close or reload the page; the server lets go of it some minutes later, when the next"
        " visitor leaves. A copied link does not carry it; take files away, or a sidecar, to keep"
        " your work."
    )
    if read_settings().uploads:
        bring(shelf)
    else:
        st.info(
            "Whoever runs this page has switched off bringing articles. What is shown can be"
            " corrected below.",
            icon=":material/block:",
        )
    _reports(shelf)
    _waiting(shelf)
    _joined(shelf)
    correct(shelf)


def _reports(shelf: Shelf) -> None:
    """Say of each file that could not be used what is wrong, and what mends it."""
    if not shelf.reports:
        return
    with st.container(border=True):
        st.markdown(
            f":material/warning: **{counted(len(shelf.reports), 'file')} could not be used**"
        )
        for problem in shelf.reports:
            plain(f"{problem.file}: {problem.problem}. {problem.fix}.")
        st.button("Dismiss", key="dismiss-reports", on_click=shelf.reports.clear)


def _waiting(shelf: Shelf) -> None:
    """Draw the articles that were read and wait, each with what it would add."""
    if not shelf.staged:
        return
    count = len(shelf.staged)
    st.markdown(f"#### Read, and not yet in the view ({count})")
    if count > 1:
        st.button(
            f"Add all {count} to the view",
            on_click=_join_all,
            args=(shelf,),
            type="primary",
            key="join-all",
            icon=":material/done_all:",
        )
    for sha in list(shelf.staged):
        article, problems = shelf.article(sha)
        with st.container(border=True):
            _head(article, problems)
            _adds(article, shelf.adds(article, corpora.load(), corpora.places()))
            with st.container(horizontal=True):
                st.button(
                    "Add to the view",
                    on_click=shelf.join,
                    args=([sha],),
                    key=f"join-{sha[:12]}",
                    type="primary",
                    icon=":material/add:",
                )
                st.button(
                    "Leave it out",
                    on_click=shelf.remove,
                    args=(sha,),
                    key=f"leave-{sha[:12]}",
                    icon=":material/close:",
                )


def _join_all(shelf: Shelf) -> None:
    shelf.join(shelf.staged)


def _head(article: Article, problems: Sequence[Problem]) -> None:
    located = {m.place_id for m in article.places if m.role == "literal" and m.lat is not None}
    st.markdown(f"**{no_markup(article.title)}**")
    st.caption(
        f"{no_markup(article.publisher)} ·"
        f" {day_label(article.published) if article.published else 'no day of publication found'} ·"
        f" {no_markup(article.file)} · {counted(len(article.claims), 'claim')},"
        f" {counted(len(located), 'place')} on the ground, {counted(len(article.dates), 'day')},"
        f" {counted(len(article.distances), 'distance')}, {counted(len(article.excluded), 'part')}"
        " left out"
    )
    for problem in problems:
        plain(
            f"{problem.problem}."
            f" {'State it under “Correct” below.' if '.toml' in problem.fix else problem.fix}"
        )


def _adds(article: Article, addition: Addition) -> None:
    """Say what an article adds to what is in the view."""
    names = [place_name(str(m.place_id), corpora.places()) for m in addition.new_places]
    st.markdown(
        f"**What it adds:** repeats {len(addition.repeats)} · goes against"
        f" {len(addition.contradicts)} · adds {len(addition.adds)} ·"
        f" {counted(len(names), 'new place')}"
    )
    with st.expander("Claim by claim"):
        _related("It repeats", article, addition.repeats)
        _related("It goes against (who is right is not said)", article, addition.contradicts)
        if addition.adds:
            rows: list[list[Cell]] = [
                [claim.speaker, quote_cell(article, claim)] for claim in addition.adds[:_MOST]
            ]
            st.markdown(f"**It adds** ({len(addition.adds)})")
            table("What it adds", ["Whose", "Words"], rows)
        if names:
            st.markdown(f"**New places:** {no_markup(', '.join(names))}")
        if not (addition.repeats or addition.contradicts):
            st.caption(
                "Nothing in the view says the same or the contrary, or it was published more than"
                " two weeks from the others."
            )


def _related(heading: str, article: Article, related: Sequence[Related]) -> None:
    rows: list[list[Cell]] = []
    for one in related:
        for relation, other, claim in one.relations[:3]:
            rows.append(
                [
                    quote_cell(article, one.claim),
                    relation.relation,
                    quote_cell(other, claim),
                    relation.reason,
                ]
            )
    if rows:
        st.markdown(f"**{heading}** ({len(related)})")
        table(heading, ["Its words", "Relation", "The other’s", "Why"], rows[:_MOST])
        if len(rows) > _MOST:
            st.caption(
                f"and {len(rows) - _MOST:,} more; once it is in the view, Differences has them all."
            )


def _joined(shelf: Shelf) -> None:
    """List the visitor's articles in the view."""
    if not shelf.joined:
        return
    st.markdown(f"#### In the view, yours ({len(shelf.joined)})")
    st.caption("They are on the Map page with the others, until you close or reload the page.")
    for sha in list(shelf.joined):
        article, problems = shelf.article(sha)
        with st.container(border=True):
            _head(article, problems)
            st.button(
                "Remove",
                on_click=shelf.remove,
                args=(sha,),
                key=f"remove-{sha[:12]}",
                icon=":material/delete:",
            )
    st.button(
        "Remove everything of mine",
        on_click=shelf.clear,
        key="remove-all",
        type="tertiary",
        icon=":material/delete_sweep:",
    )
