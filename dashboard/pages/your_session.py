"""The panels of a visitor's notes, and of the session as a file to take along and open again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

import streamlit as st

from dashboard.html.html_tables import plain
from dashboard.html.wording import clip, no_markup
from dashboard.query.link_ids import current_claim
from dashboard.session import corpus as corpora
from dashboard.session import notes as notebook
from dashboard.session import state
from dashboard.session.mine import outlet_words
from dashboard.session.session_file import (
    MOST_SESSION_BYTES,
    Session,
    SessionFileError,
    add_session,
    read_session,
    write_session,
)
from dashboard.session.user_articles import UserArticles
from dashboard.view.settings import read_settings
from dashboard.view.view import to_parameters
from loaders import Problem
from loaders.export.captions import counted
from loaders.text.segment import fold_space

_WAITING, _BEFORE, _SAID = "session-waiting", "session-before", "session-said"
Parameters = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What a visit held before a session was opened: it can be put back."""

    own: UserArticles
    notes: dict[str, str]
    view: Parameters = field(default_factory=dict)


def your_notes() -> None:
    """List the notes, each with its claim; one can be removed, and put back."""
    held, removed = notebook.notes(), notebook.removed_note()
    if not (held or removed):
        return
    st.markdown(f"#### Your notes ({len(held)})")
    claims = corpora.load().claims
    for claim_id, words in list(held.items()):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            article, claim = claims.get(claim_id, (None, None))
            said = "its claim is not among the articles shown now"
            if article and claim:
                quote = clip(fold_space(article.text[claim.start : claim.end]), 120)
                said = f"{outlet_words(article)}: “{quote.strip('“”')}”"
            plain(f"{words} — on {said}")
            st.button(
                "Remove",
                key=f"unnote-{claim_id}",
                on_click=notebook.remove_note,
                args=(claim_id,),
                icon=":material/delete:",
                type="tertiary",
            )
    if removed:
        with st.container(horizontal=True, vertical_alignment="center"):
            plain(f"Removed: {removed[1]}")
            st.button(
                "Put it back",
                key="note-back",
                on_click=notebook.put_back,
                icon=":material/undo:",
                type="tertiary",
            )


def your_session(own: UserArticles) -> None:
    """Draw how the session is taken along, and how one is opened."""
    st.markdown("#### Your session as a file")
    left, right = st.columns(2, gap="large")
    with left:
        _download(own)
    with right:
        _upload()
    waiting = cast("Session | None", st.session_state.get(_WAITING))
    if waiting is not None:
        _preview(own, waiting)
    _said()


def _download(own: UserArticles) -> None:
    data = write_session(own, notebook.notes(), _view())
    articles = len(own.joined) + len(own.staged)
    parts = [
        counted(articles, "article"),
        counted(len(own.corrections), "correction"),
        counted(len(notebook.notes()), "note"),
    ]
    st.caption(
        f"One file with what is yours: {', '.join(parts)}, and the view (filters, selection)."
        " Open it on a later visit, or give it to somebody else."
    )
    st.download_button(
        "Download my session",
        data,
        file_name="claimline-session.json",
        mime="application/json",
        key="session-download",
        icon=":material/download:",
        on_click="ignore",
    )
    if len(data) > MOST_SESSION_BYTES:
        st.warning(
            f"It has more than {MOST_SESSION_BYTES // 1_000_000} MB, and this page opens no larger"
            " file. Remove some articles first, and add them as files later."
        )


def _view() -> Parameters:
    """Return the view's parameters, each as a list."""
    parameters = to_parameters(state.current())
    return {name: v if isinstance(v, list) else [v] for name, v in parameters.items()}


def _upload() -> None:
    """Draw the uploader; read the file at once, and hold what it holds until it is opened."""
    session = st.session_state
    number = session.setdefault("session-number", 0)
    file = st.file_uploader("Open a session", type=["json"], key=f"session-file-{number}")
    if file is None:
        return
    session.pop(_WAITING, None)
    session.pop(_SAID, None)
    try:
        session[_WAITING] = read_session(file.getvalue())
    except SessionFileError as error:
        session[_SAID] = (
            "",
            [Problem(clip(file.name, 60), error.problem, error.fix, skipped=True)],
        )
    # with another key it is a new uploader, and the server frees the file
    session["session-number"] = number + 1
    st.rerun()


def _preview(own: UserArticles, waiting: Session) -> None:
    """Say what the file would do, and let it be opened or not."""
    held = [len(own.joined) + len(own.staged), len(own.corrections), len(notebook.notes())]
    with st.container(border=True):
        st.markdown(f"**This session holds {waiting.words}.**")
        _problems(waiting.skipped)
        with st.container(horizontal=True):
            if any(held):
                replacing = st.button(
                    "Replace what is here", key="session-replace", icon=":material/swap_horiz:"
                )
                joining = st.button(
                    "Add it to what is here",
                    key="session-join",
                    type="primary",
                    icon=":material/add:",
                )
            else:
                replacing, joining = (
                    False,
                    st.button(
                        "Open it", key="session-join", type="primary", icon=":material/folder_open:"
                    ),
                )
            if st.button("Cancel", key="session-cancel", type="tertiary"):
                st.session_state.pop(_WAITING)
                st.rerun()
        if any(held):
            words = ("article", "correction", "note")
            here = ", ".join(counted(n, w) for n, w in zip(held, words, strict=True))
            st.caption(f"Here are now: {here}. Either can be undone.")
    if replacing or joining:
        with st.spinner("Opening …"):
            _open(own, waiting, replacing=replacing)
        st.rerun()


def _open(own: UserArticles, waiting: Session, *, replacing: bool) -> None:
    """Open a session in place of what is here, or beside it."""
    session = st.session_state
    session[_BEFORE] = _Snapshot(_copy(own), dict(notebook.notes()), _view())
    if replacing:
        own.clear()
        session["notes"] = {}
    uploads, shared = read_settings().uploads, corpora.load_shared()
    problems = add_session(waiting, own, shared, uploads=uploads)
    for named, words in waiting.notes.items():
        claim_id = current_claim(named, corpora.index())
        mine = notebook.notes().get(claim_id)
        if mine is not None and mine != words:
            why = f"there is another note on its claim here, which stays; the file says: {words}"
            fix = "Copy the words, if you need them"
            problems.append(Problem("a note", why, fix, skipped=True))
        elif mine is None and not notebook.set_note(claim_id, words):
            fix = "Remove some first"
            problems.append(Problem("a note", f"too many notes: {words}", fix, skipped=True))
    if waiting.view:
        _set_view(waiting.view)
        dropped = session["notices"]
        session["notices"] = []
        problems += [
            Problem("the view", n.rstrip("."), "The rest stands", skipped=True) for n in dropped
        ]
    session.pop(_WAITING)
    session[_SAID] = (f"Opened: {waiting.words}.", [*waiting.skipped, *problems])


def _set_view(parameters: Mapping[str, list[str]]) -> None:
    """Set the view as an address with these parameters would."""
    st.query_params.from_dict(dict(parameters))
    st.session_state.pop("view", None)
    state.begin(corpora.index())
    st.query_params.clear()


def _copy(own: UserArticles) -> UserArticles:
    """Return the same articles and corrections, apart from those that change."""
    return replace(
        own,
        staged=dict(own.staged),
        joined=dict(own.joined),
        corrections=list(own.corrections),
        reports=list(own.reports),
        _cached={},
    )


def _undo() -> None:
    """Put back what was here before the session was opened."""
    session = st.session_state
    before = cast("_Snapshot", session.pop(_BEFORE))
    session["user_articles"], session["notes"] = before.own, before.notes
    _set_view(before.view)
    session["notices"] = []
    session.pop(_SAID, None)


def _said() -> None:
    """Say what was opened, what could not be used, and offer to undo it."""
    words, problems = st.session_state.get(_SAID, ("", []))
    if not (words or problems):
        return
    with st.container(border=True):
        if words:
            st.markdown(f":material/check: **{no_markup(words)}**")
        _problems(problems)
        with st.container(horizontal=True):
            if words and _BEFORE in st.session_state:
                st.button("Undo", key="session-undo", on_click=_undo, icon=":material/undo:")
            st.button("Dismiss", key="session-dismiss", on_click=_dismiss, type="tertiary")


def _dismiss() -> None:
    for name in (_SAID, _BEFORE):
        st.session_state.pop(name, None)


def _problems(problems: object) -> None:
    """Name what could not be used."""
    for problem in cast("list[Problem]", problems):
        plain(f"Left out: {problem.file}: {problem.problem}. {problem.fix}.")
