"""The panel to correct what was read: who says a claim, where a name lies, an article’s details.

Every correction can be undone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath

import streamlit as st

from dashboard.html.html_tables import plain
from dashboard.html.wording import clip, no_markup
from dashboard.pages.claim_speakers import claim_speakers
from dashboard.pages.place_names import place_names
from dashboard.session import corpus as corpora
from dashboard.session.mine import outlet_words
from dashboard.session.picking import CHOSEN, correctable
from dashboard.session.user_articles import UserArticles
from dashboard.view.settings import read_settings
from loaders import Article
from loaders.documents.sidecar import write_sidecar
from loaders.model.errors import SidecarError

_LABELS = {
    "title": "Title",
    "publisher": "Outlet",
    "published": "Day of publication (YYYY-MM-DD)",
    "url": "Web address",
}


def correct_articles(user_articles: UserArticles) -> None:
    """Draw the panel."""
    articles = correctable()
    if not articles:
        return
    st.markdown("#### Correct")
    st.caption(
        "For this visit only. The text of an article stays as it is;"
        " only what the rules read from it changes."
    )
    article = _chosen(articles)
    claim_speakers(user_articles, article)
    place_names(user_articles, article)
    if article.sha256 not in {**user_articles.staged, **user_articles.joined}:
        _details(user_articles, article)
    _corrections(user_articles, articles)


def _chosen(articles: Mapping[str, Article]) -> Article:
    """Draw the choice of the article; return the one chosen."""
    session = st.session_state
    if session.get(CHOSEN) not in articles:
        session[CHOSEN] = next(iter(articles))
    labels = {sha: f"{outlet_words(a)}: {a.title}" for sha, a in articles.items()}
    # Streamlit 1.67.0 tells which option is chosen by its label, which a correction may change:
    # with other labels it is a new list
    key = f"article-{hashlib.sha256(repr(labels).encode()).hexdigest()[:12]}"

    def choose() -> None:
        session[CHOSEN] = session[key]

    st.selectbox(
        "Article",
        list(articles),
        index=list(articles).index(session[CHOSEN]),
        format_func=labels.__getitem__,
        key=key,
        on_change=choose,
    )
    return articles[session[CHOSEN]]


def _details(user_articles: UserArticles, article: Article) -> None:
    """Draw the form for an article's details."""
    now = {
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published or "",
        "url": article.url or "",
    }
    with st.form(f"facts-{article.id}-{len(user_articles.corrections)}"):
        st.markdown("**Article details**")
        columns = st.columns(2)
        given = {
            name: columns[number % 2].text_input(
                label,
                value=now[name],
                max_chars=2000,
                key=f"fact-{name}-{article.id}-{len(user_articles.corrections)}",
            )
            for number, (name, label) in enumerate(_LABELS.items())
        }
        sent = st.form_submit_button("Correct", icon=":material/edit:")
    if sent:
        try:
            user_articles.correct(article, given)
        except SidecarError as error:
            st.error(f"{no_markup(error.problem)}. {no_markup(error.fix)}.")
        else:
            st.rerun()


def _corrections(user_articles: UserArticles, articles: dict[str, Article]) -> None:
    """List the corrections, the newest last, and offer the corrections files that hold them."""
    if not user_articles.corrections:
        return
    st.markdown(f"**Corrections made** ({len(user_articles.corrections)})")
    for number, correction in enumerate(user_articles.corrections):
        article = articles.get(correction.sha256)
        with st.container(horizontal=True, vertical_alignment="center"):
            plain(
                f"{article.publisher if article else 'An article'}: {correction.what}:"
                f" {correction.was} → {correction.now or 'taken back'}"
            )
            st.button(
                "Undo",
                key=f"undo-{number}",
                on_click=user_articles.undo,
                args=(number,),
                icon=":material/undo:",
                type="tertiary",
            )
    for problem in corpora.load().problems:
        if problem.problem.startswith("the correction of"):
            plain(f"{problem.file}: {problem.problem}. {problem.fix}.")
    st.caption(
        "To keep corrections, download the corrections file. Put it beside the article’s file in"
        " the folder of articles, or add both together on your next visit."
    )
    with st.container(horizontal=True):
        for sha in dict.fromkeys(correction.sha256 for correction in user_articles.corrections):
            article = articles.get(sha)
            if article:
                name = f"{PurePath(article.file).stem}.toml"
                toml = write_sidecar(user_articles.sidecar_of(article, read_settings().seeds))
                st.download_button(
                    f"Corrections file of “{clip(article.title, 40)}”",
                    toml,
                    file_name=name,
                    mime="application/toml",
                    key=f"sidecar-{sha[:12]}",
                    on_click="ignore",
                )
