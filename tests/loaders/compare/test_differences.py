"""Differences between the claims, open questions, and names outside the text, with their spans."""

from __future__ import annotations

import pytest

from geodata import gazetteer
from loaders import Corpus
from loaders.claims.event_dates import event_time
from loaders.compare.differences import find_differences
from loaders.compare.open_questions import find_open_questions
from loaders.compare.relations import find_relations
from loaders.toponyms.excluded import left_out_names
from tests.conftest import words

PLACES = gazetteer.load()


def gathered(corpus):
    """Every difference: what about, and its positions with whose words they are."""
    found = find_differences(corpus, find_relations(corpus, PLACES))
    return [
        (
            d.about,
            {
                p.value: [(v.speaker, words(v.article, v.words)) for v in p.statements]
                for p in d.positions
            },
            d,
        )
        for d in found
    ]


@pytest.fixture(scope="module")
def told(seeds):
    return gathered(seeds)


def one(told, about):
    (found,) = [positions for kind, positions, _ in told if kind == about]
    return found


def test_the_day(told):
    days = one(told, "day")
    assert list(days) == ["2021-05-12", "2021-05-13", ""]
    assert ("Armenia", "May 12") in days["2021-05-12"] and ("Armenia", "the day before") in days[
        "2021-05-13"
    ]
    assert any("into southern Armenia" in said for _, said in days[""])


def test_the_distance_and_what_it_is_measured_from(told):
    assert list(one(told, "distance")) == ["more than 3 km", "up to 3.5 km", "3 km"]
    assert set(one(told, "datum")) == {"not stated", "previous positions", "the border"}


def test_the_lake_and_one_statement_in_two_wordings(told):
    assert list(one(told, "lake")) == ["most of", "divided between"]
    assert set(one(told, "wording")) == {"Emmanuel Macron, The Moscow Times", "Emmanuel Macron, DW"}


def test_the_debunked_clashes_stand_beside_who_says_that_there_were_none(told):
    violence = one(told, "violence")
    assert any("violent clashes" in said for _, said in violence["local report"])
    assert violence["debunked, in the article’s own words"] == [("The Moscow Times", "debunked")]
    assert any("without any shots" in said for _, said in violence["Armenia"])


def test_each_side_places_the_others_troops_on_its_own_land_and_denies(told):
    troops = one(told, "troops")
    assert (
        any("positions that belong to Azerbaijan" in said for _, said in troops["Azerbaijan"])
        and len(troops["Armenia"]) > 2
    )
    denial = one(told, "denial")
    assert denial["Azerbaijan denies"] == [
        ("Azerbaijan", "denies the new allegations from Armenia")
    ]
    assert any("into southern Armenia" in said for _, said in denial["Armenia"])


def test_every_difference_says_why_unless_an_article_itself_does(told):
    for _, positions, difference in told:
        assert difference.reasons or any(
            "in the article’s own words" in value for value in positions
        )
        assert len(positions) > 1


def test_a_debunked_claim_that_nobody_contradicts_is_listed_too(read):
    article = read(
        "Reports, which were quickly debunked, claimed that there had been clashes near Goris."
    )
    ((about, positions, difference),) = gathered(Corpus((article,)))
    assert about == "status" and not difference.relations
    assert "debunked, in the article’s own words" in positions


def test_articles_years_apart_do_not_tell_of_one_incident(read):
    text = (
        "Armenia said that Azerbaijani forces crossed the border "
        "and advanced {} kilometers from the border near Sev Lake."
    )
    one, other = read(text.format("3.5")), read(text.format("5"), published="2023-05-14")
    assert any(
        about == "distance"
        for about, *_ in gathered(Corpus((one, read(text.format("5"), published="2021-05-16"))))
    )
    assert gathered(Corpus((one, other))) == []


def test_no_shots_against_shots_needs_one_day(read):
    said = (
        "Armenia said that Azerbaijani troops opened fire near Goris on {}.\n\n"
        "Azerbaijan said that there were no shots near Goris on May 12."
    )
    assert "violence" in {about for about, *_ in gathered(Corpus((read(said.format("May 12")),)))}
    assert "violence" not in {
        about for about, *_ in gathered(Corpus((read(said.format("May 11")),)))
    }


def test_what_is_left_open_comes_from_empty_fields(seeds):
    told = [(article, claim) for article in seeds.articles for claim in article.claims]
    found = {
        q.question: [words(article, span) for article, _, span in q.asked_of]
        for q in find_open_questions(told)
    }
    assert len(found["How long was the stretch of border that was crossed?"]) == 5
    assert found["Where were the positions the distance is measured from?"] == ["3.5 kilometers"]
    assert {"map", "maps"} == set(found["Which map is meant?"])
    assert "The reports" in found["Who, by name, said so?"]
    assert find_open_questions([]) == []


def test_a_map_with_a_year_or_maker_is_no_open_question(read):
    article = read(
        "Armenia said that a General Staff map shows the border. "
        "Azerbaijan said that its maps show another border."
    )
    (question,) = find_open_questions([(article, c) for c in article.claims])
    assert [words(a, span) for a, _, span in question.asked_of] == ["maps"]


def test_names_in_captions_and_links_are_found_with_the_reason(moscow_times):
    found = {
        (name.surface, name.name, name.part.reason) for name in left_out_names(moscow_times, PLACES)
    }
    assert ("Turkey", "Turkey", "related link") in found
    assert ("azerbaijan", "Azerbaijan", "later link, dated 2025-04-25, after publication") in found
    assert all(
        moscow_times.text[n.start : n.end] == n.surface
        for n in left_out_names(moscow_times, PLACES)
        if " " not in n.surface
    )


def test_the_time_of_a_claim_is_its_day_or_the_wider_time_it_names(moscow_times):
    times = {words(moscow_times, c): event_time(moscow_times, c) for c in moscow_times.claims}
    day = next(t for said, t in times.items() if said.startswith("“Earlier today"))
    assert day.is_day and day.words.surface == "Earlier today"
    month = next(t for said, t in times.items() if "ended last November" in said)
    assert (month.first, month.last) == ("2020-11-01", "2020-11-30") and not month.is_day
    assert next(t for said, t in times.items() if "fake maps" in said) is None


def test_a_denied_figure_is_nobodys_position(read):
    article = read(
        "Azerbaijan denied that its troops had advanced 5 kilometers across the border "
        "of Armenia near Sev Lake.\n\nArmenia said that "
        "Azerbaijani troops had advanced 4 kilometers across the border of Armenia near Sev Lake."
    )
    found = gathered(Corpus((article,)))
    assert "distance" not in {about for about, *_ in found}
    (denial,) = [positions for about, positions, _ in found if about == "denial"]
    assert set(denial) == {"Azerbaijan denies", "Armenia"}


def test_a_denial_of_one_thing_is_none_of_another(read):
    article = read(
        "Armenia said that Azerbaijani troops had opened fire near Goris, wounding a soldier.\n\n"
        "Azerbaijan denied that its troops had advanced into Armenia near Sev Lake."
    )
    assert "denial" not in {about for about, *_ in gathered(Corpus((article,)))}


def test_every_difference_has_a_name_of_its_own(read):
    article = read(
        "Armenia said that Azerbaijani troops had advanced into Armenia near Sev Lake. "
        "Azerbaijan rejected the claim of Armenia.\n\n"
        "Azerbaijan denied that its troops had advanced into Armenia near Sev Lake."
    )
    ids = [difference.id for *_, difference in gathered(Corpus((article,)))]
    assert len(ids) == len(set(ids)) > 0


def test_articles_in_between_do_not_lead_one_story_into_another(read):
    text = (
        "Armenia said that Azerbaijani forces advanced {} kilometers across the border "
        "of Armenia near Sev Lake."
    )
    days = ["2021-05-01", "2021-05-14", "2021-05-27", None, "2023-01-01"]
    articles = tuple(
        read(text.format(number + 2), published=day) for number, day in enumerate(days)
    )
    groups = [d for about, _, d in gathered(Corpus(articles)) if about == "distance"]
    for difference in groups:
        dated = sorted(
            v.article.published
            for p in difference.positions
            for v in p.statements
            if v.article.published
        )
        assert not ({"2021-05-01", "2021-05-27"} <= set(dated)) and (
            "2023-01-01" not in dated or len(set(dated)) == 1
        )


def test_what_is_left_of_a_difference_among_fewer_claims_is_never_more(seeds):
    every = find_differences(seeds, find_relations(seeds, PLACES))
    armenia = {i for i, (_, claim) in seeds.claims.items() if claim.party == "Armenia"}
    kept = [d for d in every if d.of(armenia)]
    assert 0 < len(kept) < len(every)
    assert not [d for d in every if d.of(set())]


def test_shots_at_one_place_and_none_at_another_do_not_contradict(read):
    article = read(
        "Armenia said that Azerbaijani troops opened fire near Goris on May 12.\n\n"
        "Azerbaijan said that there were no shots near Kapan on May 12."
    )
    assert "violence" not in {about for about, *_ in gathered(Corpus((article,)))}


def test_two_denials_of_one_accusation_are_one_difference(read):
    accused = "Iran said that Turkish soldiers had crossed the border near Maku."
    denied = "Turkey denied that its soldiers had crossed the border."
    again = "Turkey's Foreign Ministry denied that its troops had crossed the border near Maku."
    found = find_differences(
        corpus := Corpus((read(f"{accused}\n\n{denied}\n\n{again}"),)),
        find_relations(corpus, gazetteer.load()),
    )
    (denial,) = [difference for difference in found if difference.about == "denial"]
    assert {p.value: len(p.statements) for p in denial.positions} == {
        "Iran": 1,
        "Turkey denies": 2,
    }


def test_denials_of_two_accusations_are_two_differences(read):
    text = (
        "Iran said that Turkish soldiers had crossed the border near Maku.\n\n"
        "Turkey denied that its soldiers had crossed the border.\n\n"
        "Iran said that Turkish soldiers had shelled a village.\n\n"
        "Turkey denied that its soldiers had shelled a village."
    )
    corpus = Corpus((read(text),))
    found = find_differences(corpus, find_relations(corpus, gazetteer.load()))
    assert [difference.about for difference in found].count("denial") == 2
