"""The panel to correct what was read: an article's details, and where a name lies.

Every correction can be undone.
"""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from dashboard.html.html_tables import plain
from dashboard.html.wording import clip, no_markup
from dashboard.pages.online_places import find_online, online_service
from dashboard.session import corpus as corpora
from dashboard.session.user_articles import UserArticles
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
_NO_PLACE, _BY_HAND = "no place", "by hand"
"""Choices beside the places of the tables."""
_MOST_CANDIDATES = 12
"""Places of one name that are offered, best first: as many as can be compared on one screen."""


def correct_articles(user_articles: UserArticles) -> None:
    """Draw the panel."""
    own = [user_articles.article(sha)[0] for sha in (*user_articles.staged, *user_articles.joined)]
    articles = {article.sha256: article for article in (*own, *corpora.load().articles)}
    if not articles:
        return
    st.markdown("#### Correct")
    st.caption(
        "For this visit only. The text of an article stays as it is;"
        " only what the rules read from it changes."
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
        _details(user_articles, article)
    with right:
        _names(user_articles, article)
    _corrections(user_articles, articles)


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
        given = {
            name: st.text_input(
                label,
                value=now[name],
                max_chars=2000,
                key=f"fact-{name}-{article.id}-{len(user_articles.corrections)}",
            )
            for name, label in _LABELS.items()
        }
        sent = st.form_submit_button("Correct", icon=":material/edit:")
    if sent:
        try:
            user_articles.correct(article, given)
        except SidecarError as error:
            st.error(f"{no_markup(error.problem)}. {no_markup(error.fix)}.")
        else:
            st.rerun()


def _names(user_articles: UserArticles, article: Article) -> None:
    """Draw the choice of a name and of what it means."""
    st.markdown("**Where a name lies**")
    mentions = {
        m.start: m for m in article.places if m.role in {"literal", "not_a_place", "metonym"}
    }
    if not mentions:
        st.caption("The rules found no name of a place in this article.")
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
    candidates = {place.id: place for place in _candidates(wanted)}
    if online_service():
        candidates |= find_online(wanted, article, mention)
    options = [*candidates, _BY_HAND, _NO_PLACE]
    choice = st.radio(
        "It means",
        options,
        format_func=lambda option: _option(option, candidates),
        key=f"means-{article.sha256[:12]}-{start}-{len(candidates)}",
    )
    given = _own_place(wanted) if choice == _BY_HAND else None
    if st.button(
        "Place it there" if choice != _NO_PLACE else "It is no place",
        key=f"place-{article.sha256[:12]}",
        icon=":material/edit_location:",
    ):
        _place(user_articles, article, mention, choice, candidates, given)


def _place(
    user_articles: UserArticles,
    article: Article,
    mention: Mention,
    choice: str,
    candidates: dict[str, Place],
    given: tuple[str, float, float, float] | None,
) -> None:
    """Correct where a name lies by the choice made."""
    first = article.file_span(mention)[0]
    was = mention.name if mention.lat is not None else "not placed"
    if choice == _NO_PLACE:
        user_articles.place(article, Placing(first, mention.surface), was, "no place")
    elif choice == _BY_HAND and given:
        try:
            place = given_place(*given, "stated by hand")
        except ValueError as error:
            st.error(f"{error}.")
            return
        user_articles.place(
            article, Placing(first, mention.surface, place.id, place), was, _place_label(place)
        )
    elif choice in candidates:
        place = candidates[choice]
        known = place.id in corpora.places()
        user_articles.place(
            article,
            Placing(first, mention.surface, place.id, None if known else place),
            was,
            _place_label(place),
        )
    st.rerun()


def _own_place(name: str) -> tuple[str, float, float, float]:
    """Draw the fields for a place that no table has.

    Returns
    -------
    tuple of str, float, float and float
        Name, latitude and longitude in degrees, precision in metres.
    """
    columns = st.columns(3)
    lat = columns[0].number_input(
        "Latitude, degrees", -90.0, 90.0, 39.6, format="%.5f", key="own-lat"
    )
    lon = columns[1].number_input(
        "Longitude, degrees", -180.0, 180.0, 46.2, format="%.5f", key="own-lon"
    )
    precision = columns[2].number_input(
        "Precision, metres", 10.0, 100_000.0, 1000.0, key="own-precision"
    )
    return name, lat, lon, precision


def _candidates(name: str) -> list[Place]:
    """Return the places of the gazetteer that a name may mean."""
    key = name_key(name)
    return list(corpora.places().candidates([key]).get(key, ()))[:_MOST_CANDIDATES] if key else []


def _mention_label(article: Article, mention: Mention) -> str:
    role = {"not_a_place": "no place", "metonym": "stands for a government"}.get(mention.role, "")
    meaning = role or (mention.name if mention.lat is not None else "not found")
    return f"{mention.surface} → {meaning} (character {article.file_span(mention)[0]})"


def _option(option: str, candidates: dict[str, Place]) -> str:
    if option == _NO_PLACE:
        return "No place: leave it out"
    if option == _BY_HAND:
        return "Another place: give its position"
    return no_markup(_place_label(candidates[option]))


def _place_label(place: Place) -> str:
    where = (
        f"{place.lat:.3f}, {place.lon:.3f}"
        if place.lat is not None and place.lon is not None
        else "position not known"
    )
    return ", ".join(
        part for part in (place.label, place.kind, place.country, where, place.source) if part
    )


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
