"""Places from an online geocoder, if the operator switched one on and a visitor asks for one."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from dashboard.html.wording import no_markup
from dashboard.view.settings import read_settings
from geodata import world
from geodata.online.geocoder import Found, OnlineGeocoder
from geodata.place import Place
from loaders import Article, Span
from loaders.documents.corrections import given_place


def online_service() -> str:
    """Return the name of the geocoder that is switched on; "" for none."""
    service = read_settings().geocoder
    return "Nominatim (OpenStreetMap)" if service == "nominatim" else service


@st.cache_resource(show_spinner=False)
def _geocoder(service: str, contact: str) -> OnlineGeocoder:
    """Return the geocoder, one for all visitors: its pace and its cached answers are shared."""
    try:
        folder = world.folder()
    except world.WorldError:
        folder = Path(os.devnull)  # without a cache folder the answers are cached in memory
    return OnlineGeocoder(service, f"Claimline/1 ({contact})", folder)


def find_online(name: str, article: Article, span: Span) -> dict[str, Place]:
    """Draw the button that asks for a name; return the places answered in this visit, by id."""
    session = st.session_state
    answers: dict[str, tuple[tuple[Found, ...], str]] = session.setdefault("online-answers", {})
    if st.button(
        f"Ask {online_service()}",
        key=f"ask-{article.sha256[:12]}-{span.start}",
        icon=":material/travel_explore:",
        help=(
            "Sends this name, and nothing else, to the service."
            " The answer is cached on this server."
        ),
    ):
        settings = read_settings()
        near = next(
            (
                (m.lon, m.lat)
                for m in article.places
                if m.role == "literal" and m.lon is not None and m.lat is not None
            ),
            None,
        )
        with st.spinner("Asking …"):
            answer = _geocoder(settings.geocoder, settings.contact).find(name, near)
        answers[name] = (answer.places, answer.notice)
    places, notice = answers.get(name, ((), ""))
    if notice:
        st.caption(
            f":material/cloud_off: No answer from {no_markup(online_service())}:"
            f" {no_markup(notice)}."
        )
    elif name in answers and not places:
        st.caption(f"{no_markup(online_service())} knows no place of this name.")
    elif places:
        st.caption(
            f"{len(places)} from {no_markup(online_service())},"
            " © OpenStreetMap contributors (ODbL 1.0)."
        )
    given = (
        given_place(
            f.name,
            f.lat,
            f.lon,
            f.precision_m,
            f"{f.source}, {f.source_url}",
            kind=f.kind,
            source_url=f.source_url,
        )
        for f in places
    )
    return {place.id: place for place in given}
