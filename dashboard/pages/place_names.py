"""Where a name lies, or a place that was missed: select its words, then press the map.

Nothing is filled in that one press would accept.
"""

from __future__ import annotations

import streamlit as st

from dashboard.html.html_tables import plain
from dashboard.html.selectable import Named, selectable
from dashboard.html.wording import clip, no_markup
from dashboard.map.place_map import place_map
from dashboard.pages.online_places import find_online, online_service
from dashboard.session import corpus as corpora
from dashboard.session.mine import go_to_map, is_mine
from dashboard.session.picking import pick, picked_in
from dashboard.session.user_articles import UserArticles
from dashboard.view.settings import read_settings
from geodata.place import Place, name_key
from loaders import Article, Mention, Span
from loaders.documents.corrections import Placing, given_place
from loaders.text.segment import sentence_of

_HEIGHT = "460px"
_WAYS = {"map": "Press the map", "name": "Choose by name", "none": "It is no place"}
_PRECISIONS = {
    "The very spot": 100.0,
    "Within about 1 km": 1000.0,
    "Within about 5 km": 5000.0,
    "Somewhere in a district": 20_000.0,
}
"""Words for how far off a position may be, and the metres they stand for."""
_BY_HAND = "stated by hand"
_MOST_CANDIDATES = 12
"""Places of one name that are offered, best first: as many as can be compared on one screen."""


def place_names(user_articles: UserArticles, article: Article) -> None:
    """Draw the article's words, and beside them where the chosen ones lie."""
    st.markdown("**Places: correct one, or add one that was missed**")
    left, right = st.columns(2, gap="large")
    with left:
        st.caption(
            "Select the words that name a place, or press a name that is underlined already."
        )
        _text(article)
    with right:
        problem = st.session_state.get("pick-problem")
        if problem:
            st.warning(problem, icon=":material/text_select_start:")
        span = _name(user_articles, article)
        _placed(article)
        if span is not None:
            _where(user_articles, article, span)


def _text(article: Article) -> None:
    """Draw the article's words, those that were read as names underlined."""
    read = (article.title_span, article.subtitle_span, *article.body_spans)
    spans = sorted((part for part in read if part is not None), key=lambda part: part.start)
    whole = read_settings().full_text or is_mine(article.id) or article.sha256 in _staged()
    if not whole:
        based = [*article.claims, *article.places]
        spans = [s for s in article.sentences if any(s.overlaps(record) for record in based)]
    names = [
        Named(m.start, m.end, "placed" if _is_placed(m) else "unplaced", _meaning(m))
        for m in article.places
    ]
    selectable(article, spans, names, picked_in(article), scrolls=_HEIGHT, cut=not whole)


def _staged() -> set[str]:
    return set(corpora.user_articles().staged)


def _name(user_articles: UserArticles, article: Article) -> Span | None:
    """Draw the choice of a name for those who do not select; return the words chosen."""
    names: dict[int, Span] = {
        m.start: m for m in article.places if m.role in {"literal", "not_a_place", "metonym"}
    }
    picked = picked_in(article)
    if picked:
        same = next((m for m in article.places if _same(m, picked)), None)
        names[picked.start] = same or picked
    if not names:
        st.caption("The rules found no name of a place in this article.")
    starts = sorted(names)
    # a list keeps the label an option had when it was drawn: after a correction it is a new list
    turn = f"{len(user_articles.corrections)}-{st.session_state.get('pick-turn', 0)}"
    key = f"name-{article.sha256[:12]}-{turn}"

    def chosen() -> None:
        start = st.session_state[key]
        pick(article, names[start] if start is not None else None)

    st.selectbox(
        "Name",
        starts,
        index=starts.index(picked.start) if picked else None,
        placeholder="Select words in the article, or choose a name",
        format_func=lambda start: _name_label(article, names[start]),
        key=key,
        on_change=chosen,
    )
    with (
        st.expander("Type the words of a missed place instead"),
        st.form(f"type-words-{article.sha256[:12]}", border=False, clear_on_submit=True),
    ):
        words = st.text_input("Words, as the article writes them", max_chars=100)
        if st.form_submit_button("Find them") and words.strip():
            _find(article, words.strip())
    return names[picked.start] if picked else None


def _find(article: Article, words: str) -> None:
    """Select words that were typed, where the article has them first."""
    read = (article.title_span, article.subtitle_span, *article.body_spans)
    for part in sorted((p for p in read if p is not None), key=lambda p: p.start):
        start = article.text.find(words, part.start, part.end)
        if start >= 0:
            pick(article, Span(start, start + len(words)))
            st.rerun()
    st.warning("The article does not write these words.", icon=":material/search_off:")


def _same(mention: Span, other: Span) -> bool:
    return (mention.start, mention.end) == (other.start, other.end)


def _where(user_articles: UserArticles, article: Article, span: Span) -> None:
    """Draw what the chosen words mean now, and the ways to say where that is."""
    words = article.text[span.start : span.end]
    mention = span if isinstance(span, Mention) else None
    read_as = f"Read as: {mention.why}." if mention else "Not read as the name of a place."
    plain(f"“{clip(sentence_of(article, span), 300)}” {read_as}")
    key = f"{article.sha256[:12]}-{span.start}-{span.end}-{len(user_articles.corrections)}"
    ways = [way for way in _WAYS if mention or way != "none"]
    usual = "name" if mention and _is_placed(mention) else "map"
    way = (
        st.segmented_control(
            "How",
            ways,
            default=usual,
            format_func=_WAYS.__getitem__,
            key=f"way-{key}",
            label_visibility="collapsed",
        )
        or usual
    )
    place: Place | None = None
    if way == "map":
        place = _by_map(article, words, key)
    elif way == "name":
        place = _by_name(article, words, span, key)
    if st.button(
        _WAYS["none"] if way == "none" else "Place it there",
        key=f"place-{article.sha256[:12]}",
        icon=":material/edit_location:",
        type="primary",
        disabled=way != "none" and place is None,
    ):
        _place(user_articles, article, span, place)


def _by_map(article: Article, words: str, key: str) -> Place | None:
    """Draw the map to press, or the fields for degrees; return the place, once all is stated."""
    session = st.session_state
    point: tuple[float, float] | None = session.get(f"pressed-{key}")
    st.caption(
        "Press the map where the place is. Every map draws borders of its own; none is"
        " authoritative."
    )
    precision = _PRECISIONS.get(session.get(f"far-{key}") or "")
    now = place_map(f"place-map-{key}", article.places, point, precision)
    if now and now != session.get(f"map-{key}"):
        session[f"map-{key}"] = session[f"pressed-{key}"] = now
        st.rerun()
    if st.toggle("Type degrees", key=f"degrees-{key}"):
        columns = st.columns(2)
        given = [
            column.number_input(
                f"{label}, degrees",
                -reach,
                reach,
                value=None,
                format="%.5f",
                key=f"{label}-{key}",
                placeholder="not stated",
            )
            for column, label, reach in zip(
                columns, ("Latitude", "Longitude"), (90.0, 180.0), strict=True
            )
        ]
        lat, lon = given
        # the last one counts: the map's press, or what was typed
        if lat is not None and lon is not None and (lat, lon) != session.get(f"typed-{key}"):
            session[f"typed-{key}"] = session[f"pressed-{key}"] = (lat, lon)
            st.rerun()
    st.radio(
        "How exactly is that?", list(_PRECISIONS), index=None, horizontal=True, key=f"far-{key}"
    )
    name = st.text_input("Its name", value=words, max_chars=100, key=f"called-{key}")
    if point is None:
        st.caption("No position yet.")
        return None
    st.caption(f"Position: {point[0]:.4f}, {point[1]:.4f}.")
    if precision is None or not name.strip():
        return None
    try:
        return given_place(name, *point, precision, _BY_HAND)
    except ValueError as error:
        st.error(f"{error}.")
        return None


def _by_name(article: Article, words: str, span: Span, key: str) -> Place | None:
    """Draw the places that a name may mean; return the one chosen."""
    wanted = st.text_input("Look for", value=words, max_chars=100, key=f"look-{key}")
    found = {place.id: place for place in _candidates(wanted)}
    if online_service():
        found |= find_online(wanted, article, span)
    if not found:
        st.caption(
            "No table has a place of this name. Look for another spelling, or press the map."
        )
        return None
    choice = st.radio(
        "It means",
        list(found),
        index=None,
        format_func=lambda option: no_markup(place_label(found[option])),
        key=f"means-{key}-{len(found)}",
    )
    return found.get(choice) if choice else None


def _place(user_articles: UserArticles, article: Article, span: Span, place: Place | None) -> None:
    """Correct where words lie, as chosen; without a place they name none."""
    mention = span if isinstance(span, Mention) else None
    words = article.text[span.start : span.end]
    was = _meaning(mention) if mention else "not read as a place"
    given = place if place and place.id not in corpora.places() else None
    placing = Placing(article.file_span(span)[0], words, place.id if place else "", given)
    user_articles.place(article, placing, was, place_label(place) if place else "no place")
    st.session_state["placed"] = (article.sha256, words, place.id if place else "")
    pick(article, None)
    st.rerun()


def _placed(article: Article) -> None:
    """Say what was placed last, and lead to it on the map."""
    sha, words, place_id = st.session_state.get("placed", ("", "", ""))
    if sha != article.sha256:
        return
    shown = sha not in _staged()
    where = next((p for m in article.places if (p := m).place_id == place_id), None)
    if not place_id or where is None:
        return
    st.success(
        f"“{no_markup(words)}” stands on the map now."
        if shown
        else f"“{no_markup(words)}” is placed. Add the article to the view to see it.",
        icon=":material/check:",
    )
    if shown and st.button("See it on the map", key="see-placed", icon=":material/map:"):
        go_to_map([article] if is_mine(article.id) else [], where)


def _candidates(name: str) -> list[Place]:
    """Return the places of the gazetteer that a name may mean."""
    key = name_key(name)
    return list(corpora.places().candidates([key]).get(key, ()))[:_MOST_CANDIDATES] if key else []


def _is_placed(mention: Mention) -> bool:
    return mention.role == "literal" and mention.lat is not None


def _meaning(mention: Mention) -> str:
    role = {"not_a_place": "no place", "metonym": "stands for a government"}.get(mention.role, "")
    return role or (mention.name if mention.lat is not None else "not found")


def _name_label(article: Article, span: Span) -> str:
    words = article.text[span.start : span.end]
    meaning = _meaning(span) if isinstance(span, Mention) else "not read as a place"
    return f"{words} → {meaning} (character {article.file_span(span)[0]})"


def place_label(place: Place) -> str:
    """Return a place in words: name, kind, country, position and source."""
    where = (
        f"{place.lat:.3f}, {place.lon:.3f}"
        if place.lat is not None and place.lon is not None
        else "position not known"
    )
    return ", ".join(
        part for part in (place.label, place.kind, place.country, where, place.source) if part
    )
