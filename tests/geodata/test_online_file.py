"""The answers and the pace of online geocoding, shared by threads and processes."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from geodata.online.geocoder import Answer, OnlineGeocoder
from tests.geodata.nominatim import AGENT, GORIS, answers_of, start


@pytest.mark.parametrize("records", [[GORIS], []], ids=["found", "nothing found"])
def test_a_name_is_asked_for_once(service, tmp_path, records):
    service.says = service.places(*records)
    geocoder = OnlineGeocoder(
        service.address, AGENT, tmp_path / "new" / "folder", seconds_between=0
    )
    first = geocoder.find("Goris")
    assert (len(first.places), first.notice, first.cached) == (len(records), "", False)
    again = OnlineGeocoder(
        f"{service.address}/", AGENT, tmp_path / "new" / "folder", seconds_between=0
    )
    for known in (geocoder.find("goris "), again.find(" GORIS"), again.find("Goris")):
        assert known == Answer(first.places, cached=True)
    assert service.asked == ["Goris"]


def test_another_service_is_not_answered_for(service, geocoder, tmp_path):
    geocoder.find("Goris")
    other = OnlineGeocoder(f"{service.host}/{uuid.uuid4().hex}", AGENT, tmp_path, seconds_between=0)
    assert not other.find("Goris").cached


@pytest.mark.parametrize("start", [0, 120], ids=["no database", "damaged inside"])
def test_a_damaged_cache_is_set_aside_and_begun_anew(service, geocoder, tmp_path, start):
    geocoder.find("Goris")
    (file,) = tmp_path.iterdir()
    good = file.read_bytes()
    damaged = good[:start] + b"\xa5" * (len(good) - start)
    file.write_bytes(damaged)
    answers = [
        OnlineGeocoder(service.address, AGENT, tmp_path, seconds_between=0).find("Goris")
        for _ in range(2)
    ]
    assert [(len(answer.places), answer.notice, answer.cached) for answer in answers] == [
        (1, "", False),
        (1, "", True),
    ]
    assert [path.read_bytes() for path in tmp_path.iterdir() if path != file] == [damaged]


def test_without_a_folder_to_write_to_answers_are_cached_in_memory(service, tmp_path):
    (tmp_path / "file").write_text("in the way")
    geocoder = OnlineGeocoder(
        service.address, AGENT, tmp_path / "file" / "cache", seconds_between=0
    )
    assert [geocoder.find("Goris").cached for _ in range(3)] == [False, True, True]
    assert service.asked == ["Goris"]


@pytest.mark.parametrize("folders", [1, 4], ids=["one folder", "a folder each"])
def test_threads_pause_between_two_requests(service, tmp_path, folders):
    service.says = service.places()

    def ask(number):
        return OnlineGeocoder(
            service.address, AGENT, tmp_path / str(number % folders), seconds_between=0.15
        ).find(f"Place {number}")

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(ask, range(4))) == {Answer()}
    assert sorted(service.asked) == [f"Place {number}" for number in range(4)]
    assert min(service.pauses) > 0.14


def test_threads_that_want_one_name_make_one_request(service, geocoder):
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(geocoder.find, ["Goris"] * 6))
    assert service.asked == ["Goris"]
    assert sorted(answer.cached for answer in answers) == [False] + [True] * 5


def test_processes_that_share_a_folder_share_the_pace_and_the_answers(service, tmp_path):
    running = [start(service, tmp_path, 0.3, f"Place {number}", "Goris") for number in range(2)]
    answers = [answers_of(process) for process in running]
    assert sorted(service.asked) == ["Goris", "Place 0", "Place 1"]
    assert min(service.pauses) > 0.29
    assert sorted(answers) == [
        [["1", "False", ""], ["1", "False", ""]],
        [["1", "False", ""], ["1", "True", ""]],
    ]


def test_another_process_keeps_to_what_the_service_asked_of_the_first(service, tmp_path):
    service.says = (429, {"Retry-After": "500"}, b"")
    assert answers_of(start(service, tmp_path, 0, "Goris")) == [
        ["0", "False", "the service asks to slow down; try again in 500 s"]
    ]
    ((places, _, notice),) = answers_of(start(service, tmp_path, 0, "Sisian"))
    left = notice.removeprefix("the service asks to slow down; try again in ").removesuffix(" s")
    assert places == "0" and 400 < int(left) <= 500
    assert service.asked == ["Goris"]
