"""Which place of a name, and from which likelihood on a name is a place.

The sentences stand near the turning points: a weight that is halved or doubled reads some of them
otherwise, and a test sees to it that this stays so.
"""

from __future__ import annotations

import pytest

from loaders.toponyms import classify
from loaders.toponyms.resolution import article_context, resolve

ACROSS = "A bus crashed near {} on Monday, officials in the United States said."
MEXICO = "A bus crashed near {} on Monday. Mexico will look into it."
OHIO = "A bus crashed near {} on Monday. The road crosses Ohio."
TEXAS = "A bus crashed near {} on Monday. The governor went to Texas at once."
BARE = "A bus crashed near {} on Monday."
FROM = "The road from {} to {{}} was closed on Monday."
PLACES = [
    # the country that the article is of outweighs a large town elsewhere, but no capital
    (ACROSS, "Bath", "gn4957570"),
    (ACROSS, "Florence", "gn4062577"),
    (ACROSS, "London", "capital_gb"),
    (ACROSS, "Vienna", "capital_at"),
    # … and its name must be there more than once to count in full
    (ACROSS, "Dublin", "capital_ie"),
    # what the press calls by another name is still the known one
    (ACROSS, "Milan", "gn3173435"),
    (BARE, "Smyrna", "gn311046"),
    # a town and its province: the town
    (BARE, "Odessa", "gn698740"),
    (TEXAS, "Memphis", "gn4641239"),
    # what else is named lies near
    (OHIO, "Lima", "gn5160783"),
    (MEXICO, "Manchester", "gn2643123"),
    (FROM.format("Cincinnati"), "Aurora", "gn4048332"),
    (FROM.format("Liverpool"), "Newport", "gn2641598"),
    (FROM.format("Liverpool"), "Lincoln", "gn2644487"),
    (FROM.format("Philadelphia"), "Bristol", "gn5181688"),
    # a place of the region that the project is about, beside larger ones of its name
    (BARE, "Goris", "goris"),
    (BARE, "Kapan", "kapan"),
    # a part of a country that is a state too
    ("A bus crashed in Northeast {} on Monday.", "Georgia", "us_georgia"),
    ("A bus crashed in {} on Monday.", "Georgia", "country_ge"),
]
SURE = [(BARE, "Birmingham", "unsure"), (BARE, "Boston", "likely")]
NAMES = [
    ("The bus from Chester was late.", ["Chester"]),
    ("She moved to Cork in May.", ["Cork"]),
    ("Pictures by Devon were shown.", []),
]
WEIGHTS = (
    (article_context, "_ALIAS_LOSS"),
    (article_context, "_CROWD"),
    (article_context, "_CURATED_RANK"),
    (article_context, "_FADE"),
    (article_context, "FULL_COUNT"),
    (resolve, "_CLEAR_LEAD"),
    (resolve, "_COMPASS_LOSS"),
    (resolve, "_COUNTRY_BONUS"),
    (resolve, "_NEAR_BONUS"),
    (resolve, "_NEAR_DEGREES"),
    (resolve, "_PROVINCE_BONUS"),
)


def meant(read, pattern, name):
    article = read(pattern.format(name))
    return next((m.place_id, m.sure) for m in article.places if m.surface == name)


def placed(read, text):
    return [m.surface for m in read(text).places if m.role != "not_a_place"]


@pytest.mark.parametrize(("pattern", "name", "place"), PLACES)
def test_the_place_a_name_means(read, pattern, name, place):
    assert meant(read, pattern, name)[0] == place


@pytest.mark.parametrize(("pattern", "name", "sure"), SURE)
def test_a_narrow_choice_is_not_sure(read, pattern, name, sure):
    assert meant(read, pattern, name)[1] == sure


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_a_name_that_is_more_likely_none_is_no_place(read, text, names):
    assert placed(read, text) == names


@pytest.mark.parametrize(("module", "weight"), WEIGHTS, ids=[name for _, name in WEIGHTS])
def test_a_weight_that_is_halved_is_noticed(read, monkeypatch, module, weight):
    monkeypatch.setattr(module, weight, getattr(module, weight) / 2)
    assert [row for row in PLACES if meant(read, *row[:2])[0] != row[2]] + [
        row for row in SURE if meant(read, *row[:2])[1] != row[2]
    ]


@pytest.mark.parametrize("share", [0.88, 1.12])
def test_a_likelihood_that_is_shifted_is_noticed(read, monkeypatch, share):
    monkeypatch.setattr(classify, "PLACE_THRESHOLD", classify.PLACE_THRESHOLD * share)
    assert [text for text, names in NAMES if placed(read, text) != names]
