"""The panel to add articles: as files, as pasted text, or by web address where that is allowed."""

from __future__ import annotations

import threading

import streamlit as st

from dashboard.session import corpus as corpora
from dashboard.session.user_articles import UserArticles, safe_name
from dashboard.view.settings import read_settings
from loaders import Problem
from loaders.documents.sidecar import Sidecar
from loaders.documents.source import SUFFIXES
from loaders.model.errors import SidecarError

_MOST_CHARACTERS = 1_000_000
"""Characters of a pasted text at most: a long book, more than any article."""
_MOST_FETCHES = 4
_fetches = threading.BoundedSemaphore(_MOST_FETCHES)
"""At most so many addresses are fetched at the same time, for all visitors together: each holds a
thread of the server while it waits for another host."""


def add_articles(user_articles: UserArticles) -> None:
    """Draw the panel."""
    labels = ["Files", "Paste", *(["By address"] if read_settings().addresses else [])]
    with st.container(border=True):
        panels = st.tabs(labels)
        with panels[0]:
            _files(user_articles)
        with panels[1]:
            _paste(user_articles)
        if len(panels) > 2:
            with panels[2]:
                _address(user_articles)


def _files(user_articles: UserArticles) -> None:
    """Draw the uploader; read what is chosen at once, and show the progress.

    A corrections file (sidecar) belongs to the article with its name.
    """
    session = st.session_state
    number = session.setdefault("add-number", 0)
    files = st.file_uploader(
        "Articles: text, Markdown, saved pages (HTML, MHTML), PDF, Word (.docx), RTF, mail (.eml);"
        " a corrections file (.toml) belongs to the article with its name",
        type=[*sorted(suffix[1:] for suffix in SUFFIXES), "toml"],
        accept_multiple_files=True,
        key=f"add-files-{number}",
    )
    if not files:
        return
    articles = [file for file in files if not file.name.lower().endswith(".toml")]
    sidecars = {file.name.rsplit(".", 1)[0]: file for file in files if file not in articles}
    bar = st.progress(0.0, "Reading …")
    for done, file in enumerate(articles, start=1):
        bar.progress(
            (done - 1) / len(articles), f"Reading {done} of {len(articles)}: {safe_name(file.name)}"
        )
        sha = _stage(user_articles, file.name, file.getvalue())
        sidecar = sidecars.pop(file.name.rsplit(".", 1)[0], None)
        if sha and sidecar:
            _set_sidecar(user_articles, sha, sidecar.name, sidecar.getvalue())
    for name, sidecar in sidecars.items():
        user_articles.reports.append(
            Problem(
                safe_name(sidecar.name),
                f"no article named {safe_name(name)} came with it",
                "Choose both together",
                skipped=True,
            )
        )
    # Streamlit 1.67.0 holds uploaded files while their uploader is drawn; with another key it is a
    # new one, and the server frees them
    session["add-number"] = number + 1
    st.rerun()


def _stage(
    user_articles: UserArticles, file: str, data: bytes, sidecar: Sidecar | None = None
) -> str | None:
    """Read an article and select it for correction; return its hash, or None if it was refused."""
    sha = user_articles.stage(file, data, corpora.load_shared(), sidecar)
    if sha:
        st.session_state["correct-article"] = sha
    return sha


def _set_sidecar(user_articles: UserArticles, sha: str, name: str, data: bytes) -> None:
    try:
        user_articles.set_sidecar(sha, data.decode("utf-8"))
    except SidecarError as error:
        user_articles.reports.append(
            Problem(
                safe_name(name),
                error.problem,
                f"{error.fix}; the article is read without it",
                skipped=False,
            )
        )
    except UnicodeDecodeError:
        user_articles.reports.append(
            Problem(
                safe_name(name),
                "it is not UTF-8 text",
                "Save it as UTF-8; the article is read without it",
                skipped=False,
            )
        )


def _paste(user_articles: UserArticles) -> None:
    with st.form("add-paste", clear_on_submit=True, border=False):
        text = st.text_area(
            "The article’s text, as copied from its page",
            height=180,
            max_chars=_MOST_CHARACTERS,
            key="paste-text",
        )
        left, middle, right = st.columns(3)
        publisher = left.text_input(
            "Outlet", key="paste-publisher", max_chars=200, placeholder="as the text says"
        )
        published = middle.text_input(
            "Day of publication", key="paste-published", max_chars=10, placeholder="YYYY-MM-DD"
        )
        url = right.text_input(
            "Web address", key="paste-url", max_chars=2000, placeholder="https://…"
        )
        sent = st.form_submit_button("Read it", icon=":material/article:")
    if sent and text.strip():
        sha = _stage(user_articles, "pasted.txt", text.encode("utf-8", "replace"))
        given = {"publisher": publisher, "published": published, "url": url}
        if sha:
            try:
                user_articles.state(sha, given)
            except SidecarError as error:
                user_articles.reports.append(
                    Problem(
                        "pasted.txt",
                        error.problem,
                        f"{error.fix}; the article is read without it",
                        skipped=False,
                    )
                )
        st.rerun()


def _address(user_articles: UserArticles) -> None:
    with st.form("add-address", clear_on_submit=True, border=False):
        address = st.text_input(
            "The article’s web address", key="address", max_chars=2000, placeholder="https://…"
        )
        st.caption(
            "Only public pages. This server loads the page without signing in"
            " and without running its scripts."
        )
        sent = st.form_submit_button("Load it", icon=":material/download:")
    if sent and address.strip():
        # urllib3 takes part of a second to import, which no start needs
        from loaders.documents.fetch import FetchError, fetch

        with st.spinner("Loading …"), _fetches:
            try:
                fetched = fetch(address.strip())
            except FetchError as error:
                user_articles.reports.append(
                    Problem(safe_name(address), error.problem, error.fix, skipped=True)
                )
            else:
                _stage(user_articles, fetched.name, fetched.data, Sidecar(url=fetched.url))
        st.rerun()
