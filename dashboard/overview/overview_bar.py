"""The bar of the overview: words, the filters in one drawer, what is shown, and the ways on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from dashboard.dataset.archive import Archive
from dashboard.dataset.asked import Asked, to_parameters
from dashboard.dataset.open_dataset import MOST_CLAIMS, MOST_OPENED, too_many
from dashboard.dataset.questions import (
    Newest,
    all_days,
    counts,
    hidden_undated,
    newest,
    place_named,
)
from dashboard.html.wording import CLOCK_LABELS, TOPICS, country_name, no_markup, party_label
from dashboard.overview import asking
from dashboard.query.timescale import ends_to_choose
from dashboard.server.claims_file import ADDRESS, MOST_IN_FILE
from dashboard.view.view import CLOCKS, Clock
from loaders.export.captions import counted, day_label

_OF_DAYS: dict[Clock, str] = {
    "publication": "published",
    "event": "about events",
    "statement": "said",
}
_NO_DAY: dict[Clock, str] = {
    "publication": "a date of publication",
    "event": "a date of the event",
    "statement": "a date of the statement",
}

_BOUND = (
    f"In full, with their relations, Compare, the border maps and every export: for at most"
    f" {MOST_OPENED} articles with {MOST_CLAIMS:,} claims that fit. Narrow the days, the words, or"
    " choose a place, an outlet or a party."
)


def overview_bar(archive: Archive, asked: Asked) -> None:
    """Draw the bar, and below it what is asked and what can be done with it."""
    with st.container(
        key="bar", horizontal=True, vertical_alignment="center", gap="xsmall", height="content"
    ):
        st.text_input(
            "Search the quotes and their speakers",
            key=_bound("q", asked.q),
            on_change=_changed,
            args=("q",),
            placeholder="Words, speakers",
            max_chars=200,
            icon=":material/search:",
            label_visibility="collapsed",
            width=230,
        )
        drawer = st.popover("Filters", icon=":material/tune:", key="filters", on_change="rerun")
        # drawn only while it is open, as in dashboard.front.choices
        if drawer.open:
            with drawer:
                _filters(archive, asked)
        if asked.filters:
            st.button("Reset", on_click=asking.reset, key="reset", icon=":material/restart_alt:",
                      help="Show everything again", type="tertiary")  # fmt: skip
        _ways_on(archive, asked)
    with st.container(key="shown"):
        st.caption(asked_words(archive, asked))


def _filters(archive: Archive, asked: Asked) -> None:
    """Draw the filters."""
    parties = {name: f"{party_label(name)} ({n:,})" for name, n in archive.parties}
    _several("Who speaks", "party", asked.party, parties, "Everyone")
    outlets = archive.offered_outlets()
    outlets |= {slug: slug for slug in asked.source if slug not in outlets}
    _several("Outlet", "source", asked.source, outlets, "All outlets")
    topics = {name: f"{TOPICS.get(name, name)} ({n:,})" for name, n in archive.topics}
    _several("Topic", "topic", asked.topic, topics, "All topics")
    countries = {code: country_name(code) for code in archive.countries}
    ordered = dict(sorted(countries.items(), key=lambda each: each[1]))
    _several("Names a place in", "country", asked.country, ordered, "Any country")
    _days(archive, asked)


def _days(archive: Archive, asked: Asked) -> None:
    """Draw the filter of days: which of the three dates, from when, to when."""
    st.selectbox(
        "Date",
        CLOCKS,
        key=_bound("clock", asked.clock),
        on_change=_changed,
        args=("clock",),
        format_func=CLOCK_LABELS.__getitem__,
        help="The event, the statement about it and its publication may each have another date."
        " From and To filter by the one chosen here, and the days below the map count it.",
    )
    days = all_days(archive, asked.clock)
    with st.container(horizontal=True):
        for name, label, empty in (
            ("date_from", "From", "the first day"),
            ("date_to", "To", "the last day"),
        ):
            chosen = getattr(asked, name)
            ends = {*ends_to_choose(days, last=name == "date_to"), *([chosen] if chosen else ())}
            st.selectbox(
                label,
                sorted(ends),
                index=None,
                key=_bound(name, chosen),
                on_change=_changed,
                args=(name,),
                format_func=day_label,
                placeholder=empty,
            )
    st.toggle(
        "Show claims with no day stated",
        key=_bound("undated", asked.undated == "show"),
        on_change=_changed,
        args=("undated",),
        disabled=not (asked.date_from or asked.date_to),
        help="Many claims state no day of their event. From and To hide them, unless you show them"
        " here.",
    )


def _several(
    label: str, name: str, chosen: tuple[str, ...], names: Mapping[str, str], everything: str
) -> None:
    """Draw a choice of several values, by their names."""
    st.multiselect(
        label,
        list(names),
        key=_bound(name, [value for value in chosen if value in names]),
        on_change=_changed,
        args=(name,),
        format_func=names.__getitem__,
        placeholder=everything,
    )


def _bound(name: str, value: object) -> str:
    """Return the key of a widget that shows a value: what is asked is the session's, not its."""
    key = f"o_{name}"
    st.session_state[key] = value
    return key


def _changed(name: str) -> None:
    value = st.session_state[f"o_{name}"]
    if name == "undated":
        asking.change(undated="show" if value else "")
        return
    if isinstance(value, list):
        asking.change(**{name: tuple(value)})
        return
    asking.change(**{name: (value or "").strip() if name == "q" else value})
    asked = asking.current()
    if asked.date_from and asked.date_to and asked.date_from > asked.date_to:
        asking.change(date_from=asked.date_to, date_to=asked.date_from)


def _ways_on(archive: Archive, asked: Asked) -> None:
    """Draw what can be done with what is shown: open its articles in full, or take the claims."""
    claims, articles = counts(archive, asked)
    if not claims:
        return
    _open_in_full(archive, asked, claims, articles)
    query = urlencode(to_parameters(asked.of_list), doseq=True)
    held = min(claims, MOST_IN_FILE)
    st.link_button(
        "CSV" if held == claims else f"CSV, the newest {held:,}",
        f"{ADDRESS}?{query}",
        icon=":material/download:",
        help=f"The claims that fit, the newest first, at most {MOST_IN_FILE:,}",
        type="tertiary",
    )


def _open_in_full(archive: Archive, asked: Asked, claims: int, articles: int) -> None:
    """Draw the way to what fits in full; where that is too much, to its newest days."""
    many = too_many(articles, claims)
    days = newest(archive, asked, MOST_OPENED, MOST_CLAIMS) if many else None
    chosen = replace(asked, date_from=days.first, date_to=days.last) if days else asked
    label = (
        f"Open the newest {days.articles:,} in full" if days else _open_words(articles, many=many)
    )
    st.button(
        label,
        key="open_in_full",
        icon=":material/open_in_full:",
        on_click=asking.open_in_full,
        args=(chosen,),
        disabled=(many and days is None) or not asking.can_open(chosen),
        type="secondary" if many else "primary",
        help=_newest_words(asked, days) if days else _BOUND,
    )


def _newest_words(asked: Asked, days: Newest) -> str:
    """Return which days are opened, and why no more."""
    one = days.first == days.last
    span = day_label(days.first) if one else f"{day_label(days.first)} to {day_label(days.last)}"
    return (
        f"The newest articles that fit: {_OF_DAYS[asked.clock]} {span}. They open with their"
        " relations: who denies, repeats or contradicts whom. At a time two weeks are opened at"
        f" most, and {MOST_OPENED} articles with {MOST_CLAIMS:,} claims that fit. For other"
        " articles choose their days, a place, an outlet or a party."
    )


def _open_words(articles: int, *, many: bool) -> str:
    """Return what the button does, or up to how many articles it would."""
    if many:
        return f"Open in full: at most {MOST_OPENED} articles, {MOST_CLAIMS:,} claims"
    return (
        f"Open these {articles:,} articles in full" if articles > 1 else "Open this article in full"
    )


def asked_words(archive: Archive, asked: Asked) -> str:
    """Return in words how much fits, and what is asked."""
    claims, articles = counts(archive, asked)
    words = f"**{claims:,}** of {counted(archive.claims, 'claim')}"
    words += f" · {articles:,} of {counted(archive.articles, 'article')}"
    hidden = hidden_undated(archive, asked)
    if hidden:
        words += f" · {hidden:,} without {_NO_DAY[asked.clock]} hidden"
    said = ", ".join(part for part in _parts(archive, asked) if part)
    return f"{words} · {no_markup(said)}" if said else words


def _parts(archive: Archive, asked: Asked) -> list[str]:
    """Return each filter in words; "" for one that is not set."""
    names = {slug: name for slug, name, _ in archive.outlets}
    place = place_named(archive, asked.place) if asked.place else None
    days = ""
    if asked.date_from or asked.date_to:
        first = f"from {day_label(asked.date_from)}" if asked.date_from else ""
        last = f"to {day_label(asked.date_to)}" if asked.date_to else ""
        days = " ".join(filter(None, (_OF_DAYS[asked.clock], first, last)))
        days += " or with no day stated" if asked.undated else ""
    return [
        f"with “{asked.q}”" if asked.q else "",
        days,
        _either("said by", [party_label(name) for name in asked.party]),
        _either("in", [names[slug] for slug in asked.source]),
        _either("about", [TOPICS.get(name, name).lower() for name in asked.topic]),
        _either("naming a place in", [country_name(code) for code in asked.country]),
        "naming a place in one part of the map" if asked.within else "",
        f"naming {place[0] if place else asked.place}" if asked.place else "",
        f"in the article {asked.article}" if asked.article else "",
    ]


def _either(before: str, names: list[str]) -> str:
    return f"{before} {' or '.join(names)}" if names else ""
