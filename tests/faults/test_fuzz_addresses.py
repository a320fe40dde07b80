"""Random addresses: each is a view and a page, and never an exception."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.query.index import Index
from dashboard.session import state
from dashboard.view.view import (
    CLOCKS,
    MARKS,
    PAGE_OF_BELOW,
    PANELS,
    PARAMETERS,
    SORTS,
    View,
    parse,
    to_parameters,
)
from loaders import read_paths
from tests.conftest import ROOT, showing
from tests.faults.fuzzing import ARTICLES, tries

ADDRESSES = max(ARTICLES // 10, 200)
PAGES = max(ARTICLES // 300, 4)
CORPUS = read_paths([ROOT / "seeds"])
CHOICES = state.choices(Index(CORPUS))
FIXED = (
    *CLOCKS,
    *PANELS,
    *PAGE_OF_BELOW,
    *MARKS,
    *SORTS,
    "-text",
    "hide",
    "show",
    "both",
    "clocks",
    "publication",
    "true",
    "",
)
REAL = sorted({value for field in CHOICES.__slots__ for value in getattr(CHOICES, field)})
HOSTILE = (
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "../../etc/passwd",
    "{{7*7}}",
    "${x}",
    "\x00",
    "\u202etxt",
    "NaN",
    "inf",
    "-inf",
    "1e400",
    "x" * 100_000,
    "%00",
    "null",
    "None",
    "[]",
    "👩‍👩‍👧",
    "a\r\nSet-Cookie: x",
    "2021-02-29",
    "0001-01-01",
    "9999-12-31",
    "20210512",
    "2021-W19-3",
    "2021-05-12T00:00",
    "٢٠٢١-٠٥-١٢",
    "__class__",
    "w_q",
    "İ",
    "javascript:alert(1)",
    "`code`",
    ":red[x]",
    "$x^2$",
    "![x](http://a)",
)
VALUES = st.one_of(
    st.sampled_from(REAL),
    st.sampled_from(FIXED),
    st.sampled_from(HOSTILE),
    st.dates().map(str),
    st.floats().map(str),
    st.integers().map(str),
    st.text(max_size=60),
)


def of_name(name):
    """Values for a parameter, mostly those that mean something in it."""
    own = sorted(getattr(CHOICES, name, ())) or FIXED
    return st.lists(st.sampled_from(own) | VALUES, max_size=4) | st.builds(
        lambda value, times: [value] * times, VALUES, st.integers(2, 300)
    )


ADDRESS = st.one_of(
    st.fixed_dictionaries({}, optional={name: of_name(name) for name in sorted(PARAMETERS)}),
    st.dictionaries(
        st.sampled_from(sorted(PARAMETERS)) | st.text(max_size=30),
        st.lists(VALUES, max_size=4),
        max_size=8,
    ),
)


def written(view):
    return {
        name: value if isinstance(value, list) else [value]
        for name, value in to_parameters(view).items()
    }


@tries(ADDRESSES)
@given(ADDRESS)
def test_any_address_is_a_view_that_its_own_address_gives_again(parameters):
    view, notices = parse(parameters, CHOICES)
    assert all(notice.isprintable() and len(notice) < 300 for notice in notices)
    assert parse(written(view), CHOICES) == (replace(view, lat=None, lon=None, zoom=None), [])
    assert showing(CORPUS, view).total == showing(CORPUS, View()).total


@tries(PAGES)
@given(ADDRESS)
def test_any_address_is_a_page(parameters):
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.session_state["map_sent"] = ""  # there is no browser for the map to come first in
    for name, values in parameters.items():
        page.query_params[name] = [value.encode("utf-8", "replace").decode() for value in values]
    page.run()
    assert not page.exception
    assert any("of 2 articles" in str(caption.value) for caption in page.caption)
    page.run()
    assert not page.exception
