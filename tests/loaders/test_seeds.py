"""What a reader of the two shipped articles must find, each record with its characters."""

from __future__ import annotations

import pytest

from tests.conftest import words


def test_both_articles_are_read_without_a_problem(seeds):
    assert [a.title for a in seeds.articles] == [
        "Armenia and Azerbaijan in New Border Crisis",
        "Armenia says Azerbaijan remains inside its territory",
    ]
    assert seeds.problems == ()
    assert {a.published for a in seeds.articles} == {"2021-05-14"}


def test_each_has_its_own_address_and_agencies(moscow_times, dw):
    assert moscow_times.url.endswith("armenia-and-azerbaijan-in-new-border-crisis-a73907")
    assert dw.url.endswith("a-57522753")
    assert set(moscow_times.agencies) == {"AP", "TASS"}
    assert set(dw.agencies) == {"AFP", "Reuters"}


def test_what_is_left_out_is_listed_with_its_reason(moscow_times, dw):
    reasons = {words(moscow_times, e)[:30]: e.reason for e in moscow_times.excluded}
    assert reasons["Related article: A Look at the"] == "related link"
    assert any(
        "later link" in e.reason and "2025/04/25" in words(moscow_times, e)
        for e in moscow_times.excluded
    )
    assert any(
        e.reason == "caption" and "Emrah Gurel" in words(moscow_times, e)
        for e in moscow_times.excluded
    )
    assert any(e.reason == "navigation" and "Skip to content" in words(dw, e) for e in dw.excluded)
    assert any(e.reason == "caption" and "MINASYAN" in words(dw, e) for e in dw.excluded)


def test_no_body_character_is_also_excluded(seeds):
    for article in seeds.articles:
        for span in article.body_spans:
            assert not any(span.overlaps(e) for e in article.excluded)


@pytest.mark.parametrize(
    ("surface", "place_id"),
    [
        ("Goris", "goris"),
        ("Kapan", "kapan"),
        ("Saravan", "saravan"),
        ("Gyumri", "gyumri"),
        ("Shusha", "shusha"),
        ("Syunik", "syunik"),
        ("Zangezur", "syunik"),
        ("Karabakh", "nagorno_karabakh"),
        ("[Sev] Lake", "sev_lake"),
        ("Sev Lake", "sev_lake"),
        ("Mets Ishkhansar", "mets_ishkhanasar"),
    ],
)
def test_moscow_times_names_on_the_ground(moscow_times, surface, place_id):
    found = [m for m in moscow_times.places if m.surface == surface and m.role == "literal"]
    assert found and {m.place_id for m in found} == {place_id}


def test_sisian_airport_is_the_airport_and_the_road_is_a_road(moscow_times):
    assert any(m.place_id == "sisian_airport" for m in moscow_times.places)
    road = next(m for m in moscow_times.places if m.kind == "road")
    assert words(moscow_times, road) == "road from Saravan to Goris and onward to Kapan"


def test_dw_districts_and_the_lake_by_its_other_name(dw):
    found = {m.surface: m.place_id for m in dw.places if m.role == "literal"}
    assert found["Lachin"] == "lachin_district"
    assert found["Kalbajar"] == "kalbajar_district"
    assert found["Sev Lich"] == "sev_lake"


def test_people_and_agencies_are_no_places(seeds):
    for article in seeds.articles:
        taken = [words(article, m) for m in article.places if m.role != "not_a_place"]
        assert not [w for w in taken if w in {"Turan", "Eurasianet", "Minsk", "Karen"}]


def test_five_statements_of_the_distance_each_with_its_speaker_and_datum(seeds):

    found = [
        (r.claim.speaker, r.distance.value, r.distance.qualifier, r.distance.datum, r.form)
        for a in seeds.articles
        for r in a.advances
    ]
    assert found == [
        ("Yerevan", 3.0, "more_than", "not stated", "measure"),
        ("Armenia", 3.5, "up_to", "previous positions", "measure"),
        ("Nikol Pashinyan", 3.5, "up_to", "the border", "zone"),
        ("Richard Giragosian", 3.0, "exact", "the border", "measure"),
        ("Nikol Pashinyan", 3.0, "exact", "the border", "isoline"),
    ]


def test_the_day_differs_between_the_articles_and_is_not_resolved(moscow_times, dw):
    days = {d.surface: d.value for d in moscow_times.dates}
    assert days["May 12"] == "2021-05-12"
    assert days["The next day"] == "2021-05-13"
    assert {d.surface: d.value for d in dw.dates}["the day before"] == "2021-05-13"
    three_kilometres = next(c for c in dw.claims if c.distance_ids)
    assert three_kilometres.event_date is None


def test_a_debunked_report_says_so_with_the_words_that_do(moscow_times):
    claim = next(c for c in moscow_times.claims if c.status == "debunked")
    assert "violent clashes" in words(moscow_times, claim)
    assert words(moscow_times, claim.status_span) == "debunked"


def test_words_relayed_keep_the_relay(moscow_times, dw):
    assert any(c.speaker == "Nikol Pashinyan" and c.relay == ("Interfax",) for c in dw.claims)
    assert any(
        c.speaker == "Mehman Aliyev" and c.relay == ("Caucasian Knot",) for c in moscow_times.claims
    )


def test_dw_has_azerbaijan_speak_of_armenias_troops(dw):
    claim = next(c for c in dw.claims if "taking positions" in words(dw, c))
    assert claim.party == "Azerbaijan"
    assert claim.place_ids == ("lachin_district", "kalbajar_district")


def test_ids_name_outlet_day_and_hash(seeds):
    for article in seeds.articles:
        assert article.id.endswith(f"-2021-05-14-{article.sha256[:12]}")
        assert len({c.id for c in article.claims}) == len(article.claims)
