"""The four answers hold what the articles say: each a claim of somebody, none of them blended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.front.chosen_claim import chosen_claim
from dashboard.front.panel_words import (
    how_far_words,
    questions_words,
    which_day_words,
    whose_ground_words,
)
from dashboard.map.advance_marks import disputes_of
from dashboard.query.answers import (
    apart_in_day,
    how_far,
    scale_of,
    standing_to,
    which_day,
    whose_ground,
)
from dashboard.view.view import View
from geodata import gazetteer
from loaders import Corpus, read_paths
from loaders.compare.relations import find_relations
from tests.conftest import showing, words
from tests.other_borders import THAI, folder_of

PLACES = gazetteer.load()


def related(*articles):
    corpus = Corpus(articles)
    return showing(corpus), find_relations(corpus, PLACES)


def test_every_statement_of_the_distance_is_a_row_and_the_one_on_the_map_comes_first(seeds):
    answer = how_far(showing(seeds))
    assert [
        (f.entry.claim.speaker, f.distance.label, f.on_map, f.entry.article.publisher)
        for f in answer.figures
    ] == [
        ("Nikol Pashinyan", "up to 3.5 km", True, "The Moscow Times"),
        ("Yerevan", "more than 3 km", False, "The Moscow Times"),
        ("Armenia", "up to 3.5 km", False, "The Moscow Times"),
        ("Richard Giragosian", "3 km", False, "The Moscow Times"),
        ("Nikol Pashinyan", "3 km", False, "DW"),
    ]
    assert answer.silent == (("right", "Azerbaijan"),)
    assert (answer.step, answer.top) == (1000, 4000)


def test_a_row_says_whence_its_distance_is_measured_in_the_articles_words(seeds):
    rows = how_far_words(showing(seeds))["rows"]
    assert [row["start"] for row in rows] == [
        "from the border",
        "start not given",
        "from “previous positions”",
        "from the border",
        "into southern Armenia",
    ]
    assert [row["form"] for row in rows] == ["", "", "", "analyst", ""]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2 km into Armenia last week", "into Armenia"),
        ("2 km deep into the territory of Armenia", "into the territory of Armenia"),
        ("2 km inside our territory", "inside our territory"),
        ("2 km into our territory at Goris", "into our territory"),
        ("2 km inside the country, near Goris", "inside the country"),
        ("2 km into the Republic of Armenia", "into the Republic of Armenia"),
        ("2 km inside our positions", "from the border"),
        ("2 km into Armenian soil", "into Armenian soil"),
        ("2 km from the border", "from the border"),
        ("2 km across the border of Armenia", "from the border"),
    ],
)
def test_a_row_names_no_border_that_its_words_do_not_name(read, words, said):
    article = read(f"Armenia said that Azerbaijani forces advanced {words}.")
    (row,) = how_far_words(showing(Corpus((article,))))["rows"]
    assert row["start"] == said


def test_a_denied_advance_is_no_row_and_a_vague_one_has_words_and_no_bar(read):
    article = read(
        "Armenia said that Azerbaijani forces advanced several hundred metres into Armenia.\n\n"
        "Azerbaijan denied that its forces had advanced 2 km into Armenia."
    )
    (row,) = how_far_words(showing(Corpus((article,))))["rows"]
    assert row["label"] == "several hundred metres" and row["bar"] is None


@pytest.mark.parametrize(
    ("said", "tick", "longer"),
    [("up to 3 km", True, False), ("more than 3 km", False, True), ("3 km", True, False)],
)
def test_a_bar_ends_in_a_tick_unless_what_is_said_goes_on(read, said, tick, longer):
    article = read(f"Armenia said that Azerbaijani forces advanced {said} into Armenia.")
    shown = showing(Corpus((article,)))
    (row,) = how_far_words(shown)["rows"]
    metres = float(row["bar"]["width"]) / 100 * how_far(shown).top
    assert (metres > 3100) is longer and metres > 2990
    assert bool(row["bar"]["tick"]) is tick


@pytest.mark.parametrize("metres", [40.0, 999.0, 1000.0, 3500.0, 12_000.0, 480_000.0])
def test_the_scale_has_room_for_the_longest_and_few_steps(seeds, metres):
    distance = next(d for a in seeds.articles for d in a.distances if d.metres)
    for qualifier in ("exact", "more_than"):
        step, top = scale_of([replace(distance, metres=metres, qualifier=qualifier)])
        assert metres <= top <= 4 * metres and 1 <= round(top / step) <= 5
    assert scale_of([]) == (0.0, 0.0)


def test_the_days_stand_with_the_words_that_give_them(seeds):
    shown, relations = showing(seeds), find_relations(seeds, PLACES)
    days = which_day(shown)
    assert [
        (day, g.entry.article.publisher, words(g.entry.article, g.words))
        for day, group in days
        for g in group
    ] == [("2021-05-12", "The Moscow Times", "May 12"), ("2021-05-13", "DW", "Thursday")]
    assert apart_in_day(days, relations) == ["possibly two events"]
    assert [day["words"] for day in which_day_words(shown, relations)["days"]] == [
        "12 May",
        "13 May",
    ]


def test_the_marks_of_a_relation_are_those_of_its_speakers(seeds):
    shown, relations = showing(seeds), find_relations(seeds, PLACES)
    of = disputes_of(relations, seeds, shown.border)
    answer = next(iter(of.values())).claim
    groups = chosen_claim(shown.by_claim[answer], shown, relations)["standing"]
    for group in groups:
        assert {said["side"] for said in group["said"]} == set(group["sides"])
    assert any(group["sides"] != ["others"] for group in groups)


def test_a_day_names_who_gives_it(seeds, read):
    found = which_day_words(showing(seeds), find_relations(seeds, PLACES))["days"]
    assert [(g["who"], g["outlet"]) for day in found for g in day["given"]] == [
        ("Armenia", "The Moscow Times"),
        ("Armenia", "DW"),
    ]


def test_a_day_that_stands_outside_the_claim_is_shown_in_its_sentence(dw):
    shown, relations = related(dw)
    (day,) = which_day_words(shown, relations)["days"]
    (given,) = day["given"]
    marked = [part for part in given["parts"] if not isinstance(part, str)]
    assert [part.parts for part in marked] == [["Thursday"]]
    assert not given["own"]
    assert "accused" in "".join(part for part in given["parts"] if isinstance(part, str))


def test_each_side_answers_whose_ground_it_was_and_no_third_party_does(seeds):
    sides = whose_ground(showing(seeds), find_relations(seeds, PLACES))
    assert [(g.side, g.party, g.role) for g in sides] == [
        ("left", "Armenia", "across"),
        ("right", "Azerbaijan", "own"),
    ]
    left, right = sides
    assert words(left.entry.article, left.words) == (
        "crossed the state border of the Republic of Armenia"
    )
    assert words(right.entry.article, right.words) == "in the positions of our country"
    assert {g.entry.claim.party for g in sides} == {"Armenia", "Azerbaijan"}


def test_a_crossing_that_the_other_side_denies_is_an_answer(tmp_path):
    corpus = read_paths([folder_of(tmp_path, {"temple.txt": THAI["temple.txt"]})])
    shown = showing(corpus, View(pair="KH-TH"))
    sides = whose_ground(shown, find_relations(corpus, PLACES))
    assert [(g.party, g.role) for g in sides] == [("Cambodia", "denies"), ("Thailand", "across")]


def test_a_side_that_says_nothing_of_the_ground_is_said_to_be_silent(seeds):
    relations = find_relations(seeds, PLACES)
    view = View(party=("Armenia",))
    left, right = whose_ground_words(showing(seeds, view), relations)["sides"] or (None, None)
    assert left["claim"] and right["by"] == "no statement shown"


def test_under_filters_only_what_is_shown_answers(seeds):
    shown = showing(seeds, View(source=("dw",)))
    assert [f.entry.article.publisher for f in how_far(shown).figures] == ["DW"]
    assert [day for day, _ in which_day(shown)] == ["2021-05-13"]


def test_a_claim_chosen_that_states_no_distance_stands_alone(seeds):
    first = how_far(showing(seeds)).figures[0].entry.claim.id
    rows = how_far_words(showing(seeds, View(claim=first)))["rows"]
    assert [row["pressed"] for row in rows] == [True, False, False, False, False]
    assert [row["dim"] for row in rows] == [False, True, True, True, True]
    other = next(e.claim.id for e in showing(seeds).entries if not e.claim.distance_ids)
    assert how_far_words(showing(seeds, View(claim=other))) is None


def test_the_others_stand_to_a_claim_by_kind_and_not_as_a_verdict(seeds):
    shown, relations = showing(seeds), find_relations(seeds, PLACES)
    chosen = how_far(shown).figures[0].entry.claim.id
    counts = {(s.relation, s.about): len(s.others) for s in standing_to(chosen, shown, relations)}
    assert counts["contradicts", "side"] == 3
    assert counts["possibly two events", "day"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "Nothing happened in the village.",
        "Kyrgyzstan said that Tajik forces advanced 2 km into Kyrgyzstan near Batken on May 12.",
        "The minister said that the talks would go on.",
    ],
)
def test_another_story_is_told_without_the_shipped_ones_sides(read, text):
    shown, relations = related(read(text))
    told = [
        how_far_words(shown),
        which_day_words(shown, relations),
        whose_ground_words(shown, relations),
        questions_words(shown),
    ]
    assert "Armenia" not in repr(told) and "Azerbaijan" not in repr(told)


def test_filters_leave_what_they_leave(seeds):
    far = how_far_words(showing(seeds, View(source=("dw",))))
    assert far["meta"].startswith("1 statement; none precise") and len(far["rows"]) == 1
    talks = showing(seeds, View(topic=("talks",)))
    assert how_far_words(talks)["none"] == "No statement shown states a distance of an advance."
    days = which_day_words(talks, [])
    assert days["none"] == "No statement shown gives a day for an advance." and not days["days"]
