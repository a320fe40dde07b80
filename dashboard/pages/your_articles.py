"""The page “Your articles”: add articles, see what each would add to the view, correct them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.html.excerpts import quote_cell
from dashboard.html.html_tables import Cell, plain, table
from dashboard.html.wording import no_markup
from dashboard.pages.add_articles import add_articles
from dashboard.pages.article_details import article_details
from dashboard.pages.correct_articles import correct_articles
from dashboard.pages.page_frame import layout, shown_of
from dashboard.pages.your_session import your_notes, your_session
from dashboard.session import corpus as corpora
from dashboard.session import state
from dashboard.session.mine import go_to_map
from dashboard.session.user_articles import UserArticles
from dashboard.view.settings import read_settings
from geodata.layers import place_name
from loaders import Article, Problem
from loaders.compare.novelty import Addition, Related
from loaders.export.captions import counted, day_label

_MOST_ROWS = 20
"""Rows of a table on this page at most: the Differences tab has them all."""


def page() -> None:
    """Draw the page."""
    user_articles = corpora.user_articles()
    index = corpora.index()
    state.begin(index)
    layout(shown_of(index))
    st.markdown("### Your articles")
    st.caption(
        "This server reads the articles you add for you alone. They stay in its memory: they are"
        " not written to a disk, and no other visitor sees them. When you close or reload the page,"
        " it no longer has them; the server frees the memory some minutes later, when the next"
        " visitor leaves. A copied link does not include them. To keep your work, download your"
        " session below."
    )
    if read_settings().uploads:
        add_articles(user_articles)
    else:
        st.info(
            "The operator of this page has switched off adding articles."
            " You can still correct what is shown, below.",
            icon=":material/block:",
        )
    _reports(user_articles)
    _waiting(user_articles)
    _joined(user_articles)
    your_session(user_articles)
    your_notes()
    correct_articles(user_articles)


def _reports(user_articles: UserArticles) -> None:
    """Say of each file that could not be used what is wrong, and how to fix it."""
    if not user_articles.reports:
        return
    with st.container(border=True):
        files = counted(len(user_articles.reports), "file")
        st.markdown(f":material/warning: **{files} could not be used**")
        for problem in user_articles.reports:
            plain(f"{problem.file}: {problem.problem}. {problem.fix}.")
        st.button("Dismiss", key="dismiss-reports", on_click=user_articles.reports.clear)


def _waiting(user_articles: UserArticles) -> None:
    """Draw the articles that are not yet in the view, each with what it would add."""
    if not user_articles.staged:
        return
    count = len(user_articles.staged)
    st.markdown(f"#### Read, and not yet in the view ({count})")
    if count > 1:
        st.button(
            f"Add all {count} to the view",
            on_click=_join_all,
            args=(user_articles,),
            type="primary",
            key="join-all",
            icon=":material/done_all:",
        )
    for sha in list(user_articles.staged):
        article, problems = user_articles.article(sha)
        with st.container(border=True):
            _head(article, problems)
            article_details(user_articles, article)
            _adds(article, user_articles.adds(article, corpora.load(), corpora.places()))
            with st.container(horizontal=True):
                st.button(
                    "Add to the view",
                    on_click=user_articles.join,
                    args=([sha],),
                    key=f"join-{sha[:12]}",
                    type="primary",
                    icon=":material/add:",
                )
                st.button(
                    "Discard",
                    on_click=user_articles.remove,
                    args=(sha,),
                    key=f"leave-{sha[:12]}",
                    icon=":material/close:",
                )


def _join_all(user_articles: UserArticles) -> None:
    user_articles.join(user_articles.staged)


def _head(article: Article, problems: Sequence[Problem]) -> None:
    located = {m.place_id for m in article.places if m.role == "literal" and m.lat is not None}
    st.markdown(f"**{no_markup(article.title)}**")
    published = (
        day_label(article.published) if article.published else "no date of publication found"
    )
    times = sum(1 for date in article.dates if date.first)
    counts = (
        f"{counted(len(article.claims), 'claim')}, {counted(len(located), 'place')} on the map,"
        f" {counted(times, 'date')}, {counted(len(article.distances), 'distance')},"
        f" {counted(len(article.excluded), 'part')} left out"
    )
    st.caption(
        f"{no_markup(article.publisher)} · {published} · {no_markup(article.file)} · {counts}"
    )
    for problem in problems:
        # what may be stated in a .toml file, the form asks for
        if ".toml" not in problem.fix:
            plain(f"{problem.problem}. {problem.fix}.")


def _adds(article: Article, addition: Addition) -> None:
    """Say what an article adds to what is in the view."""
    names = [place_name(str(m.place_id), corpora.places()) for m in addition.new_places]
    st.markdown(
        f"**What it adds:** repeats {len(addition.repeats)} ·"
        f" disagrees with {len(addition.contradicts)} · adds {len(addition.adds)} ·"
        f" {counted(len(names), 'new place')}"
    )
    with st.expander("Claim by claim"):
        _related("It repeats", article, addition.repeats)
        _related("It disagrees with (nothing says who is right)", article, addition.contradicts)
        if addition.adds:
            rows: list[list[Cell]] = [
                [claim.who, quote_cell(article, claim)] for claim in addition.adds[:_MOST_ROWS]
            ]
            st.markdown(f"**It adds** ({len(addition.adds)})")
            table("What it adds", ["Speaker", "Words"], rows)
        if names:
            st.markdown(f"**New places:** {no_markup(', '.join(names))}")
        if not (addition.repeats or addition.contradicts):
            st.caption(
                "No claim in the view says the same or the contrary, or this article was published"
                " more than two weeks before or after the others."
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
        table(heading, ["Its words", "Relation", "The other’s words", "Why"], rows[:_MOST_ROWS])
        if len(rows) > _MOST_ROWS:
            st.caption(
                f"and {len(rows) - _MOST_ROWS:,} more. Once the article is in the view,"
                " the Differences tab has them all."
            )


def _joined(user_articles: UserArticles) -> None:
    """List the visitor's articles in the view."""
    if not user_articles.joined:
        return
    st.markdown(f"#### Your articles in the view ({len(user_articles.joined)})")
    st.caption("The Map page shows them with the others until you close or reload the page.")
    read = [user_articles.article(sha) for sha in list(user_articles.joined)]
    if len(read) > 1 and st.button(
        "See all of them on the map", key="see-all", type="primary", icon=":material/map:"
    ):
        go_to_map([article for article, _ in read])
    for article, problems in read:
        with st.container(border=True):
            _head(article, problems)
            article_details(user_articles, article)
            with st.container(horizontal=True):
                if st.button(
                    "See on the map",
                    key=f"see-{article.sha256[:12]}",
                    type="primary",
                    icon=":material/map:",
                ):
                    go_to_map([article])
                st.button(
                    "Remove",
                    on_click=user_articles.remove,
                    args=(article.sha256,),
                    key=f"remove-{article.sha256[:12]}",
                    icon=":material/delete:",
                )
    st.button(
        "Remove all my articles and corrections",
        on_click=user_articles.clear,
        key="remove-all",
        type="tertiary",
        icon=":material/delete_sweep:",
    )
