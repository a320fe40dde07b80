"""How articles are brought.

Files, pasted text, and web addresses where the operator allows them.
"""

from __future__ import annotations

import threading

import streamlit as st

from dashboard.session import corpus as corpora
from dashboard.session.user_articles import Shelf, safe_name
from dashboard.view.settings import read_settings
from loaders import Problem
from loaders.documents.sidecar import Sidecar
from loaders.documents.source import SUFFIXES
from loaders.model.errors import SidecarError

_MOST_CHARACTERS = 1_000_000
_AT_ONCE = threading.BoundedSemaphore(4)
"""So many addresses are fetched at once, for all visitors."""


def bring(shelf: Shelf) -> None:
    """Draw the ways to bring an article."""
    labels = ["Files", "Paste", *(["By address"] if read_settings().addresses else [])]
    with st.container(border=True):
        panels = st.tabs(labels)
        with panels[0]:
            _files(shelf)
        with panels[1]:
            _paste(shelf)
        if len(panels) > 2:
            with panels[2]:
                _address(shelf)


def _files(shelf: Shelf) -> None:
    """Draw the uploader; what is chosen is read at once, with progress.

    A sidecar goes to the article of its name.
    """
    session = st.session_state
    number = session.setdefault("bring-number", 0)
    files = st.file_uploader(
        "Articles: text, Markdown, saved pages (HTML) or PDF; a sidecar (.toml) goes with the"
        " article of its name",
        type=[*sorted(suffix[1:] for suffix in SUFFIXES), "toml"],
        accept_multiple_files=True,
        key=f"bring-files-{number}",
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
        sha = _stage(shelf, file.name, file.getvalue())
        sidecar = sidecars.pop(file.name.rsplit(".", 1)[0], None)
        if sha and sidecar:
            _take_sidecar(shelf, sha, sidecar.name, sidecar.getvalue())
    for name, sidecar in sidecars.items():
        shelf.reports.append(
            Problem(
                safe_name(sidecar.name),
                f"no article named {safe_name(name)} came with it",
                "Choose both together",
                skipped=True,
            )
        )
    # a fresh uploader: the server lets go of the files
    session["bring-number"] = number + 1
    st.rerun()


def _stage(shelf: Shelf, file: str, data: bytes, sidecar: Sidecar | None = None) -> str | None:
    """Read an article and make it the one that can be corrected.

    Return its hash where it can be used.
    """
    sha = shelf.stage(file, data, corpora.load_shared(), sidecar)
    if sha:
        st.session_state["correct-article"] = sha
    return sha


def _take_sidecar(shelf: Shelf, sha: str, name: str, data: bytes) -> None:
    try:
        shelf.state(sha, data.decode("utf-8"))
    except SidecarError as error:
        shelf.reports.append(
            Problem(
                safe_name(name),
                error.problem,
                f"{error.fix}; the article is read without it",
                skipped=False,
            )
        )
    except UnicodeDecodeError:
        shelf.reports.append(
            Problem(
                safe_name(name),
                "it is not UTF-8 text",
                "Save it again; the article is read without it",
                skipped=False,
            )
        )


def _paste(shelf: Shelf) -> None:
    with st.form("bring-paste", clear_on_submit=True, border=False):
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
        sha = _stage(shelf, "pasted.txt", text.encode("utf-8", "replace"))
        given = {"publisher": publisher, "published": published, "url": url}
        if sha and any(value.strip() for value in given.values()):
            try:
                shelf.correct(
                    shelf.article(sha)[0],
                    {name: value for name, value in given.items() if value.strip()},
                )
            except SidecarError as error:
                shelf.reports.append(
                    Problem(
                        "pasted.txt",
                        error.problem,
                        f"{error.fix}; the article is read without it",
                        skipped=False,
                    )
                )
        st.rerun()


def _address(shelf: Shelf) -> None:
    with st.form("bring-address", clear_on_submit=True, border=False):
        address = st.text_input(
            "The article’s web address", key="address", max_chars=2000, placeholder="https://…"
        )
        st.caption(
            "Only public pages; this server fetches the page without signing in and without running"
            " its scripts."
        )
        sent = st.form_submit_button("Load it", icon=":material/download:")
    if sent and address.strip():
        # urllib3 takes part of a second to import, which no start needs
        from loaders.documents.fetch import FetchError, fetch

        with st.spinner("Loading …"), _AT_ONCE:
            try:
                fetched = fetch(address.strip())
            except FetchError as error:
                shelf.reports.append(
                    Problem(safe_name(address), error.problem, error.fix, skipped=True)
                )
            else:
                _stage(shelf, fetched.name, fetched.data, Sidecar(url=fetched.url))
        st.rerun()
