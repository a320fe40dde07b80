"""The matrix says no more than the claims do, and debunked claims are not counted on the map.

What is not on the map leads to its mark in the article.
"""

from __future__ import annotations

import pytest

from dashboard.map.marks import place_features
from dashboard.panels.article_marks import find_marks
from dashboard.panels.not_on_map import find_absent
from dashboard.panels.position_matrix import matrix_html
from dashboard.query.border import border_of
from dashboard.query.sides import claims_of_both_sides
from dashboard.view.view import View
from geodata import gazetteer
from loaders import Corpus
from loaders.compare.relations import find_relations
from tests.conftest import showing

PLACES = gazetteer.load()
BORDER = border_of("AM-AZ")


@pytest.mark.parametrize(("other", "concedes"), [("Azerbaijan", True), ("Russia", False)])
def test_only_the_two_sides_concede_to_one_another(read, other, concedes):
    article = read(
        "Armenia said that a round of talks on demarcation between Armenia "
        f"and Azerbaijan was held in Moscow.\n\n{other} said that "
        "talks on demarcation between Armenia and Azerbaijan were held in Moscow in one round."
    )
    corpus = Corpus((article,))
    relations = find_relations(corpus, PLACES)
    assert "same statement" in {r.relation for r in relations}
    html = matrix_html(
        showing(corpus, View()).entries, claims_of_both_sides(corpus, relations, BORDER), BORDER
    )
    assert ("concedes 1" in html) is concedes


def test_a_debunked_claim_adds_nothing_to_a_mark_until_it_is_asked_for(read):
    article = read(
        "Reports, which were quickly debunked, claimed that Azerbaijani troops had opened fire "
        "near Goris on May 12.\n\nArmenia said that its soldiers stood near Goris."
    )
    for view, mentions in ((View(), 1), (View(debunked="show"), 2)):
        marks = [f["properties"] for f in place_features(showing(Corpus((article,)), view))]
        (goris,) = [p for p in marks if p["id"] == "goris"]
        assert (goris["count"], len(goris["claims"]), goris["struck"]) == (
            mentions,
            mentions,
            False,
        )
        assert "Goris" not in {
            item.name for item in find_absent([article], showing(Corpus((article,)), view))
        }


def test_every_name_that_is_not_on_the_map_leads_to_a_mark_of_the_article(seeds):
    shown = showing(seeds, View())
    stops = {a.id: {m.stop for m in find_marks(a, shown)} for a in seeds.articles}
    absent = [item for item in find_absent(shown.articles, shown) if item.stop]
    assert len(absent) > 100 and all(item.stop in stops[item.article.id] for item in absent)
