"""The table of Compare: whose sentences answer which question, and where they stand whole."""

from __future__ import annotations

import pytest

from dashboard.html.standing import standing
from dashboard.query.border import border_of
from dashboard.query.comparison import COLUMNS, MOST_ANSWERS, columns, questions, table
from geodata import gazetteer
from loaders import Corpus, read_article
from loaders.compare.differences import find_differences
from loaders.compare.relations import find_relations
from loaders.documents.sidecar import Sidecar
from tests.conftest import showing, words

BORDER = border_of("AM-AZ")
AZERBAIJANS = (
    "Azerbaijan’s troops: across the border in the words of Armenia; on their own side"
    " in those of Azerbaijan"
)


def asked(corpus):
    relations = find_relations(corpus, gazetteer.load())
    return questions(find_differences(corpus, relations))


def filled(corpus, by=""):
    """Return the cells by question and column, every column side by side."""
    found = asked(corpus)
    across = columns(showing(corpus).entries, found, by, BORDER)
    return {
        (row.question.about, column.label): cell
        for row in table(found, across, by)
        for column, cell in zip(across, row.cells, strict=True)
    }


def marked(cell):
    return [(a.claim.speaker, words(a.article, a.marks[0])) for a in cell.answers]


def test_each_question_is_asked_once_and_troops_and_sides_are_one(seeds):
    assert [question.about for question in asked(seeds)] == [
        *("day", "distance", "datum", "lake", "violence", "troops", "denial", "wording")
    ]


def test_the_words_that_answer_are_marked_and_in_the_right_mouth(seeds):
    cells = filled(seeds)
    assert marked(cells["distance", "The Moscow Times"]) == [
        ("Yerevan", "more than three kilometers"),
        ("Armenia", "up to 3.5 kilometers"),
        ("Nikol Pashinyan", "as far as 3.5 kilometers"),
        ("Richard Giragosian", "three kilometers"),
    ]
    assert marked(cells["datum", "The Moscow Times"]) == [
        ("Armenia", "from their previous positions"),
        ("Nikol Pashinyan", "crossed the state border"),
        ("Richard Giragosian", "across a country’s frontier"),
    ]
    assert marked(cells["datum", "DW"]) == [("Nikol Pashinyan", "into southern Armenia")]
    assert marked(cells["day", "DW"]) == [("Armenia", "the day before"), ("Armenia", "Thursday")]
    assert marked(cells["lake", "DW"]) == [("DW", "divided between the two countries")]
    assert marked(cells["violence", "The Moscow Times"])[1] == (
        "Nikol Pashinyan",
        "without any shots",
    )
    troops = marked(cells["troops", "DW"])
    assert ("Azerbaijan", "taking positions that belong to Azerbaijan") in troops
    assert ("Azerbaijan", "their side") in troops


def test_who_does_not_answer_is_named_and_silence_is_empty(seeds):
    cells = filled(seeds)
    absent = cells["day", "The Moscow Times"].unanswered
    assert [(u.claim.speaker, u.value) for u in absent] == [
        ("Yerevan", "2021-05-12"),
        ("Richard Giragosian", ""),
    ]
    assert [u.claim.speaker for u in cells["datum", "The Moscow Times"].unanswered] == ["Yerevan"]
    silent = cells["violence", "DW"]
    assert not (silent.answers or silent.unanswered or silent.more)


@pytest.mark.parametrize("by", ["", "party", "speaker"])
def test_a_sentence_stands_whole_once_in_a_column_and_no_statement_is_lost(seeds, by):
    found = asked(seeds)
    across = columns(showing(seeds).entries, found, by, BORDER)
    rows = table(found, across, by)
    for number in range(len(across)):
        answers = [answer for row in rows for answer in row.cells[number].answers]
        seen = set()
        for answer in answers:
            where = answer.article.id, answer.sentence.start
            assert answer.full is (where not in seen)
            seen.add(where)
            assert all(answer.sentence.contains(mark) for mark in answer.marks)
    for row in rows:
        claims = {s.claim.id for _, _, s in row.question.statements}
        held = sum(len(c.answers) + len(c.unanswered) + c.more for c in row.cells)
        assert held >= len(claims)


def test_a_cell_that_is_full_leaves_out_no_party(seeds):
    cell = filled(seeds)["troops", "DW"]
    assert len(cell.answers) == MOST_ANSWERS and cell.more
    # France demands that troops withdraw: that is no answer to whose troops are where
    assert {answer.claim.party for answer in cell.answers} == {"Armenia", "Azerbaijan"}


def test_of_many_speakers_those_with_most_statements_stand_first(seeds):
    found = asked(seeds)
    across = columns(showing(seeds).entries, found, "speaker", BORDER)
    assert len(across) > COLUMNS
    assert [(c.label, c.side) for c in across[:2]] == [
        ("Nikol Pashinyan", "left"),
        ("Armenia", "left"),
    ]


def test_how_the_answers_stand_is_short_and_names_who(seeds):
    stand = {question.about: dict(standing(question, BORDER)) for question in asked(seeds)}
    assert stand["day"]["Possibly two events"] == [
        "12 May 2021 in The Moscow Times, 13 May 2021 in DW"
    ]
    assert stand["distance"]["Rounded figure"] == [
        "3 km against 3.5 km",
        "reported with both: Nikol Pashinyan",
    ]
    assert stand["datum"]["Different starting point"] == [
        "previous positions and the border; none from Yerevan"
    ]
    assert stand["lake"]["Different figure"][1] == "neither side is quoted on it"
    assert stand["troops"]["Contradicts"] == [
        "each places the other’s troops on its own land",
        AZERBAIJANS,
    ]


def test_one_article_without_a_difference_has_a_column_and_no_question(read):
    corpus = Corpus((read("The minister said that talks were held in Moscow on May 12."),))
    assert asked(corpus) == []
    assert [c.label for c in columns(showing(corpus).entries, [], "", BORDER)] == ["Test"]
    assert columns(showing(corpus).entries, [], "party", BORDER) == []
    assert filled(corpus) == {}


def test_articles_of_unknown_outlets_are_not_one_outlet():
    made = [
        read_article(f"{day}.txt", text.encode(), Sidecar(title=text[:20], published=day))[0]
        for day, text in (
            ("2021-05-13", "Armenia said that troops crossed the border on May 12."),
            ("2021-05-14", "Armenia said that troops had crossed the border on May 13."),
        )
    ]
    corpus = Corpus(tuple(made))
    across = columns(showing(corpus).entries, asked(corpus), "", BORDER)
    assert [column.key[0] for column in across] == [article.id for article in made]
