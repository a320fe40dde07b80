"""Online geocoding: what is asked, what is found, and what happens when the service fails."""

from __future__ import annotations

import subprocess
import sys
import time
from email.utils import formatdate

import pytest

from geodata.online.geocoder import Answer, Found, OnlineGeocoder
from tests.conftest import ROOT
from tests.geodata.nominatim import AGENT, GORIS, Service


def test_a_place_is_given_with_its_position_its_precision_and_its_source(geocoder, service):
    answer = geocoder.find("Goris")
    (place,) = answer.places
    assert (answer.notice, answer.cached) == ("", False)
    # the extent is 2,221 m by 1,720 m
    assert place.precision_m == pytest.approx(1405, abs=5)
    assert place == Found(
        id="osm_node_123",
        name="Goris",
        description="Goris, Syunik Province, 3201, Armenia",
        kind="settlement",
        country="AM",
        lat=39.5111,
        lon=46.3389,
        precision_m=place.precision_m,
        source="OpenStreetMap, by Nominatim",
        source_url="https://www.openstreetmap.org/node/123",
        licence="ODbL 1.0",
    )


def test_the_request_says_who_asks_and_what(geocoder, service):
    geocoder.find("Goris")
    ((_, path, query, agent),) = service.requests
    assert agent == AGENT
    assert f"{service.host}{path}" == f"{service.address}/search"
    assert query["q"] == "Goris" and query["limit"] == "5" and query["accept-language"] == "en"
    assert query["format"] in {"json", "jsonv2"} and "viewbox" not in query


def test_at_most_five_places_are_given_in_the_order_of_the_service(geocoder, service):
    service.says = service.places(*[{**GORIS, "osm_id": number} for number in range(9, 1, -1)])
    assert [place.id for place in geocoder.find("Goris").places] == [
        f"osm_node_{number}" for number in range(9, 4, -1)
    ]


def test_a_place_without_a_name_of_its_own_goes_by_the_first_part_of_its_description(
    geocoder, service
):
    service.says = service.places({key: value for key, value in GORIS.items() if key != "name"})
    assert geocoder.find("Goris").places[0].name == "Goris"


def test_no_place_is_given_closer_than_a_hundred_metres(geocoder, service):
    service.says = service.places(
        {**GORIS, "boundingbox": ["39.51110", "39.51120", "46.33890", "46.33900"]}
    )
    assert geocoder.find("Goris").places[0].precision_m == 100


def test_a_service_with_the_newer_form_of_records_is_understood(geocoder, service):
    record = {("category" if key == "class" else key): value for key, value in GORIS.items()}
    service.says = service.places({**record, "osm_id": "123"})
    assert [(place.id, place.kind) for place in geocoder.find("Goris").places] == [
        ("osm_node_123", "settlement")
    ]


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"class": "boundary", "type": "administrative", "addresstype": "city"}, "settlement"),
        ({"class": "boundary", "type": "administrative", "addresstype": "state"}, "province"),
        ({"class": "boundary", "type": "administrative", "addresstype": "county"}, "district"),
        ({"class": "boundary", "type": "administrative", "addresstype": "country"}, "country"),
        ({"class": "boundary", "type": "administrative", "addresstype": None}, "region"),
        (
            {"class": "boundary", "type": "protected_area", "addresstype": "protected_area"},
            "region",
        ),
        ({"class": "place", "type": "region", "addresstype": "region"}, "region"),
        ({"class": "place", "type": "hamlet", "addresstype": "hamlet"}, "settlement"),
        ({"class": "place", "type": "sea", "addresstype": "sea"}, "sea"),
        ({"class": "natural", "type": "water", "addresstype": "water"}, "lake"),
        ({"class": "natural", "type": "peak", "addresstype": "peak"}, "mountain"),
        ({"class": "waterway", "type": "river", "addresstype": "river"}, "river"),
        ({"class": "waterway", "type": "dam", "addresstype": "dam"}, "poi"),
        ({"class": "highway", "type": "trunk", "addresstype": "road", "osm_type": "way"}, "road"),
        ({"class": "highway", "type": "bus_stop", "addresstype": "highway"}, "poi"),
        ({"class": "aeroway", "type": "aerodrome", "addresstype": "aeroway"}, "airport"),
        ({"class": "amenity", "type": "embassy", "addresstype": "amenity"}, "poi"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
def test_a_place_is_of_our_kinds(geocoder, service, tags, kind):
    service.says = service.places({**GORIS, **tags})
    assert geocoder.find("Goris").places[0].kind == kind


def test_a_record_that_cannot_be_used_is_left_out(geocoder, service):
    postcode = {key: value for key, value in GORIS.items() if not key.startswith("osm_")}
    off_globe = {**GORIS, "boundingbox": ["39", "99", "46", "47"]}
    odd = [
        {**GORIS, "osm_type": "../x"},
        {**GORIS, "display_name": 7},
        {**GORIS, "addresstype": ["town"]},
    ]
    service.says = service.places(postcode, off_globe, *odd, {**GORIS, "osm_id": 5})
    assert [place.id for place in geocoder.find("Goris").places] == ["osm_node_5"]


def test_what_the_service_writes_is_cleaned(geocoder, service):
    service.says = service.places(
        {
            **GORIS,
            "name": "Go\u202eris\ud800",
            "display_name": "Goris,\n\x1b[31mArmenia",
            "address": {"country_code": "<b>"},
        }
    )
    (place,) = geocoder.find("Goris").places
    assert (place.name, place.description, place.country) == ("Goris", "Goris, [31mArmenia", "")


def test_a_hint_asks_around_the_point_and_excludes_nothing(geocoder, service):
    geocoder.find("Goris", near=(46.3, 39.5))
    query = service.requests[0][2]
    west, south, east, north = map(float, query["viewbox"].split(","))
    assert west < 46.3 < east and south < 39.5 < north
    assert "bounded" not in query


def test_what_was_found_near_one_point_is_no_answer_for_another(geocoder, service):
    for near in (None, (46.3, 39.5), (46.2, 39.6), (2.3, 48.9), (180.0, -90.0)):
        geocoder.find("Paris", near=near)
    # the second and third point are neighbours
    assert len(service.asked) == 4
    with pytest.raises(ValueError, match="longitude before latitude"):
        geocoder.find("Paris", near=(39.5, 146.3))


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("  Go\x00ris \r\n\t Syunik\x1b ", "Goris Syunik"),
        ("\u202eGoris\ud800\u200b", "Goris"),
        ("x" * 5000, "x" * 200),
        ("a" * 199 + " b", "a" * 199),
        ("Գորիս & q=1#?", "Գորիս & q=1#?"),
    ],
)
def test_a_name_is_cleaned_before_it_is_asked_for(geocoder, service, name, asked):
    assert geocoder.find(name).places
    assert service.asked == [asked]


@pytest.mark.parametrize("name", ["", " \n", "\x00\u200b\ud800"])
def test_no_name_makes_no_request(geocoder, service, name):
    assert geocoder.find(name) == Answer(notice="there is no name to look for")
    assert not service.requests


@pytest.mark.parametrize("agent", ["", "  ", "Claimline\r\nX: y", "Claimline (é)"])
def test_a_user_agent_that_names_nobody_is_refused(tmp_path, agent):
    with pytest.raises(ValueError, match="CLAIMLINE_CONTACT"):
        OnlineGeocoder("nominatim", agent, tmp_path)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "google",
        "ftp://example.org",
        "http://",
        "http://a:b@example.org",
        "http://[x",
        "http://x:y",
        "http://x/?q=1",
        "http://x y",
    ],
)
def test_a_service_that_is_no_address_is_refused(tmp_path, address):
    with pytest.raises(ValueError, match="no geocoding service"):
        OnlineGeocoder(address, AGENT, tmp_path)


def test_nominatim_is_the_public_server_over_https(service, tmp_path, monkeypatch):
    # a proxy sees whom the request is for
    monkeypatch.setenv("https_proxy", service.host)
    monkeypatch.delenv("no_proxy")
    monkeypatch.delenv("NO_PROXY", raising=False)
    answer = OnlineGeocoder("nominatim", AGENT, tmp_path, seconds_between=0).find("Goris")
    assert [path for _, path, _, _ in service.requests] == ["nominatim.openstreetmap.org:443"]
    assert answer == Answer(notice="the connection to the service failed")


@pytest.mark.parametrize(
    ("status", "headers", "notice", "seconds"),
    [
        (429, {"Retry-After": "77"}, "the service asks to slow down", (77, 77)),
        (
            429,
            {"Retry-After": formatdate(time.time() + 43_200, usegmt=True)},
            "the service asks to slow down",
            (36_000, 43_200),
        ),
        (429, {}, "the service asks to slow down", (60, 60)),
        (
            429,
            {"Retry-After": "Fri, 31 Dec 99999 23:59:59 GMT"},
            "the service asks to slow down",
            (60, 60),
        ),
        (429, {"Retry-After": "9" * 400}, "the service asks to slow down", (86400, 86400)),
        (403, {}, "the service refuses requests from here", (60, 60)),
        (500, {}, "the service is out of order (HTTP 500)", (60, 60)),
        (503, {"Retry-After": "9"}, "the service is out of order (HTTP 503)", (9, 9)),
    ],
    ids=[
        "seconds",
        "a date",
        "not said",
        "no date",
        "for ever",
        "shut out",
        "out of order",
        "overloaded",
    ],
)
def test_a_service_that_refuses_is_left_alone_for_as_long_as_it_asks(
    service, geocoder, tmp_path, status, headers, notice, seconds
):
    service.says = (status, headers, b"<html>no</html>")
    elsewhere = OnlineGeocoder(service.address, AGENT, tmp_path / "elsewhere", seconds_between=0)
    for number, (who, name) in enumerate(
        [(geocoder, "Goris"), (geocoder, "Goris"), (elsewhere, "Sisian")]
    ):
        answer = who.find(name)
        words, _, wait = answer.notice.partition("; try again in ")
        assert (answer.places, answer.cached, words) == ((), False, notice)
        # the two that follow come a moment later
        assert seconds[0] - 5 * bool(number) <= int(wait.removesuffix(" s")) <= seconds[1]
    assert service.asked == ["Goris"]


def test_a_service_is_asked_again_when_its_time_is_over(service, geocoder):
    service.says = (429, {"Retry-After": "1"}, b"")
    assert geocoder.find("Goris").notice == "the service asks to slow down; try again in 1 s"
    service.says = service.places(GORIS)
    assert geocoder.find("Sisian").places == ()
    time.sleep(1.05)
    answer = geocoder.find("Goris")
    assert (len(answer.places), answer.notice, answer.cached) == (1, "", False)
    assert service.asked == ["Goris", "Goris"]


def test_a_service_that_stalls_is_asked_once_and_not_waited_for(service, tmp_path):
    service.says = ("stall", {}, b"")
    geocoder = OnlineGeocoder(service.address, AGENT, tmp_path, seconds_between=0, timeout=0.3)
    begun = time.monotonic()
    assert geocoder.find("Goris") == Answer(notice="the service did not answer in time")
    assert time.monotonic() - begun < 5
    assert service.asked == ["Goris"]


@pytest.mark.parametrize(
    ("body", "headers", "notice"),
    [
        (b"{not json", {}, "the service’s answer cannot be read"),
        (b"", {}, "the service’s answer cannot be read"),
        (b"\xff\xfe[]", {}, "the service’s answer cannot be read"),
        (b"[" * 100_000, {}, "the service’s answer cannot be read"),
        (b"null", {}, "the service’s answer cannot be read"),
        (b"{}", {}, "the service’s answer cannot be read"),
        (b'{"error": {"code": 400}}', {}, "the service’s answer cannot be read"),
        (b'[1, "two", null]', {}, "the service’s answer cannot be read"),
        (b'[{"lat": "x", "lon": "y"}]', {}, "the service’s answer cannot be read"),
        (
            b'[{"lat": "39.5", "lon": "46.3", "display_name": "Goris"}]',
            {},
            "the service’s answer cannot be read",
        ),
        (b"[]", {"Content-Length": "999"}, "the connection to the service failed"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_an_answer_that_makes_no_sense_is_reported_and_not_cached(
    service, geocoder, body, headers, notice
):
    service.says = (200, headers, body)
    assert geocoder.find("Goris") == Answer(notice=notice)
    service.says = service.places(GORIS)
    assert geocoder.find("Goris").places


def test_a_question_that_is_refused_is_reported_and_the_next_is_asked(service, geocoder):
    service.says = (400, {}, b"")
    assert geocoder.find("Goris") == Answer(notice="the service answers with an error (HTTP 400)")
    service.says = service.places(GORIS)
    assert geocoder.find("Sisian").places


def test_a_service_that_is_not_there_is_reported(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    dead = Service()
    dead.close()
    geocoder = OnlineGeocoder(dead.address, AGENT, tmp_path, seconds_between=0)
    assert geocoder.find("Goris") == Answer(notice="the connection to the service failed")


def test_importing_the_module_loads_no_library():
    code = (
        "import sys, geodata.online.geocoder; "
        "print({'geopy', 'shapely', 'pyproj', 'numpy', 'requests'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
