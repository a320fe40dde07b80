"""What a visitor asks of a dataset, in their session: set from the address, changed by widgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

import streamlit as st

from dashboard.dataset.archive import Archive
from dashboard.dataset.asked import (
    LONGEST_ADDRESS,
    MOST_PAGES,
    Asked,
    area_given,
    as_text,
    from_text,
    parse_asked,
    to_parameters,
)
from dashboard.session import navigation, opened
from dashboard.view.view import LONGEST, MAP_FIELDS, day_in_reach

_OF_OPENED = ("view", "shared", "map_config", "map_of")
"""What the session holds of articles that were opened in full: Back leaves them too."""


def begin(archive: Archive) -> list[str]:
    """Set the session from the address in its first run, and where Back or Forward led here.

    Returns
    -------
    list of str
        Notices about the address.
    """
    session = st.session_state
    for name in _OF_OPENED:
        session.pop(name, None)
    if "asked" not in session or navigation.in_history():
        given = {name: st.query_params.get_all(name) for name in st.query_params}
        # the map of a folder writes its position; the overview's opens at what it shows
        given = {name: values for name, values in given.items() if name not in MAP_FIELDS}
        session["asked"], session["asked_notices"] = parse_asked(given, archive.known)
    return cast("list[str]", session["asked_notices"])


def current() -> Asked:
    """Return what is asked now."""
    return cast("Asked", st.session_state["asked"])


def change(**fields: Any) -> None:
    """Ask for something else; its list begins at the first page."""
    st.session_state["asked"] = replace(current(), **{"page": 1, **fields})


def reset() -> None:
    """Ask for everything."""
    st.session_state["asked"], st.session_state["asked_notices"] = Asked(), []


def dismiss_notices() -> None:
    """Forget the notices about the address."""
    st.session_state["asked_notices"] = []


def write_address() -> None:
    """Write what is asked into the address, in one call, if it changed."""
    wanted = {
        name: value if isinstance(value, list) else [value]
        for name, value in to_parameters(current()).items()
    }
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    if now != wanted:
        st.query_params.from_dict(wanted)


def open_in_full(asked: Asked) -> None:
    """Show the articles that fit in full, in the page of a folder of articles."""
    opened.show({opened.PARAMETER: as_text(asked)})


def can_open(asked: Asked) -> bool:
    """Whether an address has room for the filters."""
    return len(as_text(asked)) <= LONGEST_ADDRESS


def close() -> None:
    """Show the overview again, as it was before articles were opened."""
    archive = opened.archive()
    # an article that was opened alone to be read leaves nothing to come back to
    asked = replace(from_text(opened.opened(), archive.known), article="")
    opened.show(to_parameters(asked))
    # Streamlit 1.67.0 drops the address when it switches pages: the overview writes it again
    st.session_state["asked"], st.session_state["asked_notices"] = asked, []


def choose(message: object) -> None:
    """Act on what was pressed in a piece of the page or on the map; anything else is ignored."""
    told = message if isinstance(message, dict) else {}
    if "from" in told:
        _days(told.get("from"), told.get("to"))
    elif isinstance(told.get("place"), str):
        change(place="" if told["place"] == current().place else told["place"][:LONGEST])
    elif isinstance(told.get("within"), str):
        change(within=area_given(told["within"]))
    elif isinstance(told.get("read"), str):
        read(told["read"][:LONGEST], str(told.get("claim", ""))[:LONGEST])


def read(article: str, claim: str) -> None:
    """Open one article in full, in the reading view, at a claim."""
    parameters: dict[str, str | list[str]] = {
        opened.PARAMETER: as_text(Asked(article=article)),
        "panel": "read",
        "read": article,
        "claim": claim,
    }
    opened.show({name: value for name, value in parameters.items() if value})


def turn_to(page: int) -> None:
    """Turn to a page of the claims."""
    change(page=max(1, min(page, MOST_PAGES)))


def _days(first: object, last: object) -> None:
    """Filter by days, in either order; without any, clear the day filter."""
    given = sorted(v for v in (first, last) if isinstance(v, str) and day_in_reach(v))
    change(date_from=given[0] if given else None, date_to=given[-1] if given else None)


def day_of(value: str | None) -> date | None:
    """Return an ISO day as a date."""
    return date.fromisoformat(value) if value else None
