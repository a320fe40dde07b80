"""The form of an article's title, outlet, day and address: what was read, and how surely.

It asks for what is missing. What is typed in it says what the article is; it corrects nothing.
"""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from dashboard.html.wording import no_markup
from dashboard.session.user_articles import UserArticles
from loaders import Article
from loaders.documents.sidecar import write_sidecar
from loaders.model.details import Detail
from loaders.model.errors import SidecarError
from loaders.model.records import UNKNOWN_OUTLET

_LABELS = {
    "title": "Title",
    "publisher": "Outlet",
    "published": "Day of publication",
    "url": "Web address",
}
_EMPTY = {
    "title": "as on the page",
    "publisher": "who published it?",
    "published": "YYYY-MM-DD",
    "url": "https://…",
}
_SURE = {
    "given": ":material/person: given by you",
    "certain": ":material/check_circle: read with certainty",
    "likely": ":material/help: likely",
    "unsure": ":material/error: please fill in",
}
_ASKED = ("title", "publisher", "published")
"""What is asked for wherever it is not certain; many a text has no address."""


def article_details(user_articles: UserArticles, article: Article) -> None:
    """Draw the form: open where something is asked for, else folded."""
    details = {detail.field: detail for detail in article.details}
    answered = any(detail.sure == "given" for detail in article.details)
    asked = [
        _LABELS[name].lower()
        for name in _ASKED
        if name in details and details[name].sure not in {"certain", "given"}
    ]
    if asked:
        st.markdown(f"**Is this right?** Not certain: {', '.join(asked)}.")
        _form(user_articles, article, details)
        return
    how = "as you gave them" if answered else "read with certainty"
    with st.expander(f"Title, outlet, day and address: {how}"):
        _form(user_articles, article, details)
        if answered:
            stated = user_articles.stated_of(article.sha256)
            st.download_button(
                "Save as a file to put beside the article",
                write_sidecar(stated),
                file_name=f"{PurePath(article.file).stem}.toml",
                mime="application/toml",
                key=f"details-file-{article.sha256[:12]}",
                on_click="ignore",
                icon=":material/download:",
            )


def _form(user_articles: UserArticles, article: Article, details: dict[str, Detail]) -> None:
    stem = f"{article.sha256[:12]}-{user_articles.changes}"
    with st.form(f"details-{stem}", border=False):
        columns = st.columns(2)
        given = {
            name: _field(columns[number % 2], article, details[name], f"{name}-{stem}")
            for number, name in enumerate(_LABELS)
        }
        if article.archive_url:
            st.caption(f"Archived copy: {no_markup(article.archive_url)}")
        sent = st.form_submit_button("This is right", icon=":material/check:")
    if not sent:
        return
    try:
        user_articles.state(article.sha256, given)
    except SidecarError as error:
        st.error(f"{no_markup(error.problem)}. {no_markup(error.fix)}.")
    else:
        st.rerun()


def _field(
    column: st.delta_generator.DeltaGenerator, article: Article, detail: Detail, key: str
) -> str:
    """Draw one field with what was read, or may be; return what is in it."""
    read = {
        "title": article.title,
        "publisher": "" if article.publisher == UNKNOWN_OUTLET else article.publisher,
        "published": article.published or "",
        "url": article.url or "",
    }[detail.field]
    guessed = not read and bool(detail.guess)
    value: str = column.text_input(
        _LABELS[detail.field],
        value=read or detail.guess,
        max_chars=2000,
        placeholder=_EMPTY[detail.field],
        key=f"details-{key}",
    )
    if detail.sure == "unsure" and detail.field == "url":
        said = ":material/remove: none found"
    elif guessed:
        said = f":material/error: perhaps; {no_markup(detail.why)}"
    elif detail.sure == "given":
        said = _SURE["given"]
    else:
        said = f"{_SURE[detail.sure]}: {no_markup(detail.why)}"
    column.caption(said)
    return value
