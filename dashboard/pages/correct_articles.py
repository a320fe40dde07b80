"""Correct what was read.

An article's title, outlet, day and address; where a name lies, or that it is no place. All of it
undoable.
"""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from dashboard.html.html_tables import plain
from dashboard.html.wording import clip, no_markup
from dashboard.pages.online_places import find_online, online_service
from dashboard.session import corpus as corpora
from dashboard.session.user_articles import Shelf
from dashboard.view.settings import read_settings
from geodata.place import Place, name_key
from loaders import Article, Mention
from loaders.documents.corrections import Placing, given_place
from loaders.documents.sidecar import write_sidecar
from loaders.model.errors import SidecarError
from loaders.text.segment import sentence_of

_LABELS = {
    "title": "Title",
    "publisher": "Outlet",
    "published": "Day of publication (YYYY-MM-DD)",
    "url": "Web address",
}
_NOWHERE, _BY_HAND = "no place", "by hand"
_MOST = 12


def correct(shelf: Shelf) -> None:
    """Draw the panel."""
    own = [shelf.article(sha)[0] for sha in (*shelf.staged, *shelf.joined)]
    articles = {article.sha256: article for article in (*own, *corpora.load().articles)}
    if not articles:
        return
    st.markdown("#### Correct")
    st.caption(
        "For this visit only. The articles’ words stay as they are; what the rules made of them"
        " changes."
    )
    sha = st.selectbox(
        "Article",
        list(articles),
        format_func=lambda s: f"{articles[s].publisher}: {articles[s].title}",
        key="correct-article",
    )
    article = articles[sha]
    left, right = st.columns(2, gap="large")
    with left:
        _facts(shelf, article)
    with right:
        _names(shelf, article)
    _made(shelf, articles)


def _facts(shelf: Shelf, article: Article) -> None:
    """Draw the form for what is known of an article."""
    now = {
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published or "",
        "url": article.url or "",
    }
    with st.form(f"facts-{article.id}-{len(shelf.corrections)}"):
        st.markdown("**What is known of it**")
        given = {
            name: st.text_input(
                label,
                value=now[name],
                max_chars=2000,
                key=f"fact-{name}-{article.id}-{len(shelf.corrections)}",
            )
            for name, label in _LABELS.items()
        }
        sent = st.form_submit_button("Correct", icon=":material/edit:")
    if sent:
        try:
            shelf.correct(article, given)
        except SidecarError as error:
            st.error(f"{no_markup(error.problem)}. {no_markup(error.fix)}.")
        else:
            st.rerun()


def _names(shelf: Shelf, article: Article) -> None:
    """Draw the choice of a name and of what it means."""
    st.markdown("**Where a name lies**")
    mentions = {
        m.start: m for m in article.places if m.role in {"literal", "not_a_place", "metonym"}
    }
    if not mentions:
        st.caption("No name of a place was read in it.")
        return
    start = st.selectbox(
        "Name",
        list(mentions),
        format_func=lambda s: _mention_label(article, mentions[s]),
        key=f"mention-{article.sha256[:12]}",
    )
    mention = mentions[start]
    plain(f"“{clip(sentence_of(article, mention), 300)}”. Read as: {mention.why}.")
    wanted = st.text_input(
        "Look for", value=mention.surface, max_chars=100, key=f"look-{article.sha256[:12]}-{start}"
    )
    found = {place.id: place for place in _candidates(wanted)}
    if online_service():
        found |= find_online(wanted, article, mention)
    options = [*found, _BY_HAND, _NOWHERE]
    choice = st.radio(
        "It means",
        options,
        format_func=lambda o: _option(o, found),
        key=f"means-{article.sha256[:12]}-{start}-{len(found)}",
    )
    given = _own_place(wanted) if choice == _BY_HAND else None
    if st.button(
        "Place it there" if choice != _NOWHERE else "It is no place",
        key=f"place-{article.sha256[:12]}",
        icon=":material/edit_location:",
    ):
        _place(shelf, article, mention, choice, found, given)


def _place(
    shelf: Shelf,
    article: Article,
    mention: Mention,
    choice: str,
    found: dict[str, Place],
    given: tuple[str, float, float, float] | None,
) -> None:
    first = article.file_span(mention)[0]
    was = mention.name if mention.lat is not None else "not placed"
    if choice == _NOWHERE:
        shelf.place(article, Placing(first, mention.surface), was, "no place")
    elif choice == _BY_HAND and given:
        try:
            place = given_place(*given, "stated by hand")
        except ValueError as error:
            st.error(f"{error}.")
            return
        shelf.place(
            article, Placing(first, mention.surface, place.id, place), was, _place_label(place)
        )
    elif choice in found:
        place = found[choice]
        known = place.id in corpora.places()
        shelf.place(
            article,
            Placing(first, mention.surface, place.id, None if known else place),
            was,
            _place_label(place),
        )
    st.rerun()


def _own_place(name: str) -> tuple[str, float, float, float]:
    """Draw the fields for a place that no table has.

    Return name, latitude, longitude (degrees) and precision (metres).
    """
    columns = st.columns(3)
    lat = columns[0].number_input(
        "Latitude, degrees", -90.0, 90.0, 39.6, format="%.5f", key="own-lat"
    )
    lon = columns[1].number_input(
        "Longitude, degrees", -180.0, 180.0, 46.2, format="%.5f", key="own-lon"
    )
    precision = columns[2].number_input(
        "Known to, metres", 10.0, 100_000.0, 1000.0, key="own-precision"
    )
    return name, lat, lon, precision


def _candidates(name: str) -> list[Place]:
    """Return the places of our tables that a name may mean."""
    key = name_key(name)
    return list(corpora.places().candidates([key]).get(key, ()))[:_MOST] if key else []


def _mention_label(article: Article, mention: Mention) -> str:
    role = {"not_a_place": "no place", "metonym": "stands for a government"}.get(mention.role, "")
    told = role or (mention.name if mention.lat is not None else "not found")
    return f"{mention.surface} → {told} (character {article.file_span(mention)[0]})"


def _option(option: str, found: dict[str, Place]) -> str:
    if option == _NOWHERE:
        return "No place: dismiss it"
    return (
        "A place of my own: state its position"
        if option == _BY_HAND
        else no_markup(_place_label(found[option]))
    )


def _place_label(place: Place) -> str:
    where = (
        f"{place.lat:.3f}, {place.lon:.3f}"
        if place.lat is not None and place.lon is not None
        else "position not known"
    )
    return ", ".join(
        part for part in (place.label, place.kind, place.country, where, place.source) if part
    )


def _made(shelf: Shelf, articles: dict[str, Article]) -> None:
    """List the corrections, newest last, each with its way back.

    And the sidecars that keep them.
    """
    if not shelf.corrections:
        return
    st.markdown(f"**Corrections made** ({len(shelf.corrections)})")
    for number, correction in enumerate(shelf.corrections):
        article = articles.get(correction.sha256)
        with st.container(horizontal=True, vertical_alignment="center"):
            plain(
                f"{article.publisher if article else 'An article'}: {correction.what}:"
                f" {correction.was} → {correction.now or 'taken back'}"
            )
            st.button(
                "Undo",
                key=f"undo-{number}",
                on_click=shelf.undo,
                args=(number,),
                icon=":material/undo:",
                type="tertiary",
            )
    st.caption(
        "A sidecar keeps corrections: put it beside the article’s file in the folder of articles,"
        " or bring both again."
    )
    with st.container(horizontal=True):
        for sha in dict.fromkeys(correction.sha256 for correction in shelf.corrections):
            article = articles.get(sha)
            if article:
                name = f"{PurePath(article.file).stem}.toml"
                toml = write_sidecar(shelf.sidecar_of(article, read_settings().seeds))
                st.download_button(
                    f"Sidecar of “{clip(article.title, 40)}”",
                    toml,
                    file_name=name,
                    mime="application/toml",
                    key=f"sidecar-{sha[:12]}",
                    on_click="ignore",
                )
