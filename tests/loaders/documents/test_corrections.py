"""A person's corrections of single names.

They are read from a sidecar and written to one; the tests check what follows from them.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import read_article, read_paths
from loaders.documents.corrections import Placing, Speaking, given_place
from loaders.documents.sidecar import Sidecar, parse_sidecar, write_sidecar
from loaders.model.errors import SidecarError
from loaders.model.records import BY_HAND
from loaders.model.version import data_version

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


@pytest.mark.parametrize("of_the_text", [True, False], ids=["in the text", "made in the source"])
def test_a_missed_place_of_a_page_is_where_its_words_are(of_the_text):
    page = f"<html><body><article><p>&quot;So it is.&quot; {TEXT}</p></article></body></html>"
    words = "the border"
    start = len('"So it is." ') + TEXT.index(words) if of_the_text else page.index(words)
    stated = Sidecar("Made up", "Test", "2021-05-14", None, (Placing(start, words, "goris"),))
    article, problems = read_article("x.html", page.encode(), stated)
    added = next(m for m in article.places if m.surface == words)
    assert article.text[added.start : added.end] == words and not problems


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


SAID = (
    "Ruritania accused its neighbour of a raid near Goris, minister Anna Hollis said on 13 May"
    " 2021. Armenia said that Azerbaijani troops advanced up to 3 kilometers from the border of"
    " Armenia near Goris.\n"
)


def read_said(*speakings: Speaking):
    return read_article(
        "x.txt", SAID.encode(), Sidecar("Made up", "Test", "2021-05-14", None, (), speakings)
    )


def of_claim(article, claim, **stated) -> Speaking:
    words = article.text[claim.start : claim.end]
    return Speaking(article.file_span(claim)[0], words, **stated)


def advance():
    article, _ = read_said()
    return article, next(c for c in article.claims if c.speaker == "Armenia")


def test_a_corrected_claim_has_the_speaker_and_party_stated_and_says_so():
    article, claim = advance()
    now, problems = read_said(of_claim(article, claim, speaker="Anna Hollis", party="Ruritania"))
    same = next(c for c in now.claims if c.id == claim.id)
    assert (same.speaker, same.party, same.voice) == ("Anna Hollis", "Ruritania", "Ruritania")
    assert same.speaker_why == same.party_why == BY_HAND and not problems
    assert now.text[same.speaker_start : same.speaker_end] == "Anna Hollis"
    # what the claim says stays as it was read, and so do the other claims
    assert (same.topic, same.distance_ids) == (claim.topic, claim.distance_ids)
    assert [a.claim.party for a in now.advances] == ["Ruritania"]
    assert [c for c in now.claims if c.id != claim.id] == [
        c for c in article.claims if c.id != claim.id
    ]


def test_only_what_was_corrected_says_so():
    article, claim = advance()
    now, _ = read_said(of_claim(article, claim, party="analyst"))
    same = next(c for c in now.claims if c.id == claim.id)
    assert (same.speaker, same.speaker_start) == (claim.speaker, claim.speaker_start)
    assert same.party == "analyst" and same.speaker_why != BY_HAND == same.party_why


def test_a_claim_whose_speaker_is_not_clear_counts_for_no_side():
    article, claim = advance()
    now, _ = read_said(of_claim(article, claim, speaker=""))
    same = next(c for c in now.claims if c.id == claim.id)
    assert same.speaker_sure == "unsure" and same.speaker_start is None
    assert same.voice == "unattributed"
    # a party that a person states counts though the speaker has no name
    now, _ = read_said(of_claim(article, claim, speaker="", party="Azerbaijan"))
    assert next(c for c in now.claims if c.id == claim.id).voice == "Azerbaijan"


def test_a_dismissed_claim_is_gone_with_what_was_made_of_it():
    article, claim = advance()
    now, problems = read_said(of_claim(article, claim, dismissed="not a claim"))
    assert claim.id not in {c.id for c in now.claims} and not now.advances and not problems
    assert len(now.claims) == len(article.claims) - 1


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_correction_of_other_words_is_reported_and_changes_no_claim(shift):
    article, claim = advance()
    fits = of_claim(article, claim, speaker="Nobody")
    for wrong in (
        Speaking(fits.start + shift, fits.words, "Nobody"),
        Speaking(fits.start, fits.words[:shift], "Nobody"),
    ):
        now, problems = read_said(wrong)
        assert now.claims == article.claims
        assert any("fits no claim" in p.problem and not p.skipped for p in problems)


def test_a_correction_of_a_claim_changes_the_version_of_the_data():
    article, claim = advance()
    versions = {
        data_version([read_said(*given)[0]])
        for given in (
            (),
            (of_claim(article, claim, speaker="Anna Hollis"),),
            (of_claim(article, claim, party="analyst"),),
            (of_claim(article, claim, dismissed="not a claim"),),
        )
    }
    assert len(versions) == 4


def test_corrections_of_claims_beside_an_article_are_read_with_it(tmp_path):
    article, claim = advance()
    speaking = of_claim(article, claim, speaker='A. "B" \\ C', party="Öther")
    sidecar = Sidecar("Made up", "Test", "2021-05-14", speakings=(speaking,))
    (tmp_path / "x.txt").write_text(SAID, encoding="utf-8")
    (tmp_path / "x.toml").write_text(write_sidecar(sidecar), encoding="utf-8")
    corpus = read_paths([tmp_path])
    assert corpus.claims[claim.id][1].party == "Öther" and not corpus.problems
    (tmp_path / "x.txt").write_text(f"News. {SAID}", encoding="utf-8")
    changed = read_paths([tmp_path])
    assert not any(c.party == "Öther" for _, c in changed.claims.values())
    assert any("fits no claim" in p.problem for p in changed.problems)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=100).map(str.strip),
    st.sampled_from(["", "not a claim"]),
)
def test_any_correction_of_a_claim_survives_a_sidecar(words, speaker, dismissed):
    sidecar = Sidecar(speakings=(Speaking(7, words + "." * 200, speaker, "x", dismissed),))
    assert parse_sidecar("x.toml", write_sidecar(sidecar)) == sidecar


@pytest.mark.parametrize(
    "toml",
    [
        "claims = 3",
        "[[claims]]\nwords = 'x'\nparty = 'y'",
        "[[claims]]\nstart = 1\nwords = 'x'",
        "[[claims]]\nstart = 1\nwords = 'x'\nparty = ' '",
        "[[claims]]\nstart = 1\nwords = 'x'\nspeaker = 3",
        "[[claims]]\nstart = 1\nwords = 'x'\nparty = 'y'\nother = 1",
        f"[[claims]]\nstart = 1\nwords = 'x'\nspeaker = '{'y' * 101}'",
    ],
)
def test_a_correction_of_a_claim_that_makes_no_sense_is_named(toml):
    with pytest.raises(SidecarError, match=r"x\.toml"):
        parse_sidecar("x.toml", toml)
