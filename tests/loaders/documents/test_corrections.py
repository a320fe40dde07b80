"""A person's corrections of single names.

They are read from a sidecar and written to one; the tests check what follows from them.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import read_article, read_paths
from loaders.documents.corrections import Placing, given_place
from loaders.documents.sidecar import Sidecar, parse_sidecar, write_sidecar
from loaders.model.errors import SidecarError

TEXT = (
    "Armenia said on 13 May 2021 that Azerbaijani troops advanced up to 3 kilometers from the "
    "border of Armenia near Goris and stood in Verin Nowheria.\n"
)
STATED = Sidecar(title="Made up", publisher="Test", published="2021-05-14")


def read(*placings: Placing):
    return read_article(
        "x.txt", TEXT.encode(), Sidecar("Made up", "Test", "2021-05-14", None, placings)
    )


def goris() -> Placing:
    return Placing(TEXT.index("Goris"), "Goris", "kapan")


def test_a_corrected_name_moves_its_claim():
    article, problems = read(goris())
    moved = next(m for m in article.places if m.surface == "Goris")
    assert moved.place_id == "kapan" and moved.role == "literal" and "by hand" in moved.why
    assert any("kapan" in claim.place_ids for claim in article.claims) and not any(
        "goris" in c.place_ids for c in article.claims
    )
    assert not problems


def test_a_dismissed_name_is_no_place_and_says_what_it_was_read_as():
    article, _ = read(Placing(TEXT.index("Goris"), "Goris", ""))
    gone = next(m for m in article.places if m.surface == "Goris")
    assert gone.role == "not_a_place" and gone.lat is None and "read as Goris" in gone.why
    assert not any("goris" in claim.place_ids for claim in article.claims)


def test_a_place_that_the_reader_states_is_placed_with_its_source():
    place = given_place("Verin Nowheria", 39.5, 46.2, 500, "a field visit", kind="settlement")
    article, problems = read(Placing(TEXT.index("Goris"), "Goris", place.id, place))
    moved = next(m for m in article.places if m.surface == "Goris")
    assert (moved.lat, moved.lon, moved.precision_m, moved.name) == (
        39.5,
        46.2,
        500,
        "Verin Nowheria",
    )
    assert "a field visit" in moved.why and article.given_places == (place,) and not problems
    assert any(place.id in claim.place_ids for claim in article.claims)


@pytest.mark.parametrize(
    ("placing", "words"),
    [
        (Placing(3, "Goris", "kapan"), "fits no name"),
        (Placing(TEXT.index("Goris"), "Kapan", "kapan"), "fits no name"),
        (Placing(TEXT.index("Goris"), "Goris", "no_such_place"), "in no table"),
    ],
)
def test_a_correction_that_fits_nothing_is_reported_and_changes_nothing(placing, words):
    article, problems = read(placing)
    assert next(m for m in article.places if m.surface == "Goris").place_id == "goris"
    assert any(words in p.problem and not p.skipped for p in problems)


def test_words_that_were_not_read_as_a_name_become_one():
    words = "Azerbaijani troops"
    place = given_place(words, 39.5, 46.2, 500, "pressed on the map")
    start = TEXT.index(words)
    article, problems = read(Placing(start, words, place.id, place))
    added = next(m for m in article.places if m.place_id == place.id)
    assert (added.start, added.end, added.role, added.lat) == (
        start,
        start + len(words),
        "literal",
        39.5,
    )
    assert any(place.id in claim.place_ids for claim in article.claims) and not problems
    # what was read of these words has given way, and nothing else has
    assert not [m for m in article.places if m is not added and m.overlaps(added)]
    assert any(m.surface == "Goris" for m in article.places)


def test_a_missed_place_of_a_page_stands_at_its_characters_in_the_file():
    page = f"<html><body><article><p>&quot;So it is.&quot; {TEXT}</p></article></body></html>"
    words = "the border"
    start = page.index(words)
    stated = Sidecar("Made up", "Test", "2021-05-14", None, (Placing(start, words, "goris"),))
    article, problems = read_article("x.html", page.encode(), stated)
    added = next(m for m in article.places if m.surface == words)
    assert article.file_span(added)[0] == start and not problems


def test_what_is_written_beside_an_article_is_read_with_it(tmp_path):
    place = given_place('Öther “place” \\ " \n x', 39.5, 46.2, 500, "a\tsource", kind="settlement")
    sidecar = Sidecar(
        "A “title” = [x]",
        "Test",
        "2021-05-14",
        "https://example.org/a?b=1#c",
        (goris(), Placing(1, "x", ""), Placing(2, "y", place.id, place)),
    )
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "x.toml").write_text(write_sidecar(sidecar), encoding="utf-8")
    corpus = read_paths([tmp_path])
    assert corpus.articles[0].title == "A “title” = [x]"
    assert next(m for m in corpus.articles[0].places if m.surface == "Goris").place_id == "kapan"
    assert parse_sidecar("x.toml", write_sidecar(sidecar)) == sidecar


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_words_survive_a_sidecar(words):
    sidecar = Sidecar(title=words.strip(), placings=(Placing(0, words, words),))
    assert parse_sidecar("x.toml", write_sidecar(sidecar)) == sidecar


@pytest.mark.parametrize(
    "toml",
    [
        "mentions = 3",
        "[[mentions]]\nwords = 'x'",
        "[[mentions]]\nstart = 1\nwords = 'x'\nother = 1",
        "[[mentions]]\nstart = 1\nwords = 'x'\nname = 'y'\nlat = 91\nlon = 0",
        "[[mentions]]\nstart = 1\nwords = 'x'\nname = 'y'\nlat = nan\nlon = 0",
        "[[mentions]]\nstart = 1\nwords = 'x'\nname = 'y'\nlat = 'a'\nlon = 0",
    ],
)
def test_a_correction_that_makes_no_sense_is_named(toml):
    with pytest.raises(SidecarError, match=r"x\.toml"):
        parse_sidecar("x.toml", toml)
