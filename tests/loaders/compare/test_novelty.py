"""What a further article repeats, goes against and adds."""

from __future__ import annotations

from geodata import gazetteer
from loaders import Corpus
from loaders.compare.novelty import what_it_adds
from tests.conftest import words


def test_what_a_further_article_adds(read, seeds: Corpus, dw):
    new = read(
        "Armenian Prime Minister Nikol Pashinyan said Azerbaijani troops had crossed 3.5 kilometers"
        " (2.2 miles) into southern Armenia.\n\nAzerbaijan denied that its forces had crossed the"
        " border.\n\nArmenia said on 13 May 2021 that a school in Berd was closed.\n"
    )
    added = what_it_adds(new, seeds, gazetteer.load())
    told = {words(new, related.claim): related for related in added.contradicts}
    figure = next(related for claim, related in told.items() if "3.5 kilometers" in claim)
    assert {"different figure"} <= {
        relation.relation for relation, _, _ in figure.relations
    } or added.repeats
    assert all(
        article.id != new.id
        for related in (*added.repeats, *added.contradicts)
        for _, article, _ in related.relations
    )
    assert any("school" in words(new, claim) for claim in added.adds)
    assert [m.name for m in added.new_places] == ["Berd"]
    listed = {r.claim.id for r in (*added.repeats, *added.contradicts)} | {c.id for c in added.adds}
    assert listed == {claim.id for claim in new.claims}


def test_an_article_of_another_year_is_compared_with_none(read, seeds: Corpus):
    new = read(
        "Armenia said that Azerbaijani troops advanced 3 kilometers from the border of Armenia near"
        " Goris.\n",
        "2023-05-14",
    )
    added = what_it_adds(new, seeds, gazetteer.load())
    assert not added.repeats and not added.contradicts and len(added.adds) == len(new.claims) > 0
