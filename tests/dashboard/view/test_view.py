"""The address: parsed, checked, written; nonsense is dropped with a notice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.view.view import PARAMETERS, Choices, View, parse, to_parameters

CHOICES = Choices(
    source={"dw"},
    party={"Armenia"},
    topic={"border"},
    place={"goris"},
    claim={"c1"},
    border={"osm", "dcw"},
    lines={"osm", "dcw"},
    voice={"Armenia", "both"},
    reading={"r1"},
    basemap={"osm"},
)


def test_a_view_survives_its_address():
    view = View(
        source=("dw",),
        date_from="2021-05-12",
        date_to="2021-05-13",
        clock="statement",
        undated="show",
        party=("Armenia",),
        topic=("border",),
        place="goris",
        claim="c1",
        q="lake",
        border="dcw",
        lines=("dcw", "osm"),
        voice="both",
        reading="r1",
    )
    parameters = {
        name: value if isinstance(value, list) else [value]
        for name, value in to_parameters(view).items()
    }
    assert parse(parameters, CHOICES) == (view, [])


def test_defaults_and_the_map_position_are_left_out():
    assert to_parameters(View(lat=39.6, lon=46.2, zoom=11)) == {}


def test_every_nonsense_value_is_dropped_with_a_notice():
    bad = {
        "source": ["nobody"],
        "from": ["2021-13-40"],
        "clock": ["sundial"],
        "undated": ["maybe"],
        "place": ["<script>"],
        "claim": ["0"],
        "lat": ["north"],
        "lon": ["46"],
        "zoom": ["11"],
        "q": ["x" * 500],
        "colour": ["red"],
        "border": ["mine"],
        "lines": ["yours"],
        "voice": ["Nobody"],
    }
    view, notices = parse(bad, CHOICES)
    assert view == View()
    assert len(notices) == 12  # the three numbers of the position make one
    assert any("colour" in notice for notice in notices)


def test_a_link_of_before_day_filters_hid_what_has_no_day_still_works():
    view, notices = parse({"from": ["2021-05-12"], "undated": ["hide"]}, CHOICES)
    assert view == View(date_from="2021-05-12") and not notices and view.hides_undated
    assert parse({"undated": ["hide"]}, CHOICES) == (View(), [])


def test_days_the_wrong_way_round_are_swapped_and_said():
    view, notices = parse({"from": ["2021-05-13"], "to": ["2021-05-12"]}, CHOICES)
    assert (view.date_from, view.date_to) == ("2021-05-12", "2021-05-13") and len(notices) == 1


def test_the_map_position_needs_all_three_numbers():
    assert parse({"lat": ["39.6"], "lon": ["46.2"], "zoom": ["11.5"]}, CHOICES)[0].zoom == 11.5
    view, notices = parse({"lat": ["39.6"]}, CHOICES)
    assert view.lat is None and notices


@given(
    st.dictionaries(st.sampled_from(sorted(PARAMETERS)), st.lists(st.text(max_size=30), max_size=3))
)
def test_no_address_breaks_the_page(parameters):
    view, _ = parse(parameters, CHOICES)
    assert parse(
        {n: v if isinstance(v, list) else [v] for n, v in to_parameters(view).items()}, CHOICES
    )[0] == View(
        **{**{f: getattr(view, f) for f in View.__slots__}, "lat": None, "lon": None, "zoom": None}
    )


def test_a_tab_or_page_that_is_open_without_a_parameter_can_be_named():
    assert parse({"panel": ["evidence"]}, CHOICES) == (View(), [])
    assert parse({"below": ["claims"]}, CHOICES) == (View(below="claims"), [])
    assert to_parameters(View()) == {}
