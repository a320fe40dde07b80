"""What a dataset answers is what its articles hold, whatever is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from dashboard.dataset import questions
from dashboard.dataset.asked import Asked, as_text, from_text, parse_asked, to_parameters
from dashboard.dataset.fault import DatasetError
from dashboard.query.index import Entry, slug
from geodata.place import fold
from tests.dashboard.dataset.conftest import HOSTILE

HOSTILE_VALUES = ("' OR 1=1; --", "%", "_", "\\", '"; DROP TABLE claims', HOSTILE, "{{7*7}}")


def fitting(articles, asked):
    """Return the claims that fit, found one by one without the dataset."""
    return [
        entry
        for article in articles.articles
        for entry in (Entry(article, claim) for claim in article.claims)
        if (not asked.party or entry.claim.voice in asked.party)
        and (not asked.topic or entry.claim.topic in asked.topic)
        and (not asked.source or slug(article) in asked.source)
        and in_days(asked, entry)
        and (not asked.place or asked.place in named(entry))
        and all(
            fold(word) in fold.__wrapped__(f"{entry.quote} {entry.claim.who}")
            for word in asked.q.split()
        )
    ]


def in_days(asked, entry):
    """Whether a claim passes the filter of days, by the kind of day that is asked for."""
    of = {"event": entry.claim.event_date, "statement": entry.claim.statement_date}
    day = of.get(asked.clock, entry.article.published)
    if not (asked.date_from or asked.date_to):
        return True
    if not day:
        return asked.undated == "show"
    return (asked.date_from or "") <= day <= (asked.date_to or "9")


def named(entry):
    """Return the places on the ground that stand in a claim and have a position.

    A place from which the words measure is not on the ground of the claim.
    """
    return {
        m.place_id
        for m in entry.article.places
        if m.role == "literal"
        and m.lat is not None
        and m.ground is None
        and entry.claim.contains(m)
    }


@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        Asked(party=("Armenia",)),
        Asked(party=("Armenia", "Azerbaijan"), topic=("violence",)),
        Asked(date_from="2021-01-01", date_to="2021-06-30"),
        Asked(date_from="2021-03-01", party=("Russia",)),
        Asked(date_from="2021-03-01", date_to="2021-09-30", clock="event"),
        Asked(date_from="2021-03-01", date_to="2021-09-30", clock="statement"),
        Asked(date_from="2021-03-01", clock="event", undated="show", party=("Armenia",)),
        Asked(topic=("violence",)),
        Asked(place="goris"),
        Asked(place="goris", party=("Armenia",)),
        Asked(q="shots"),
        Asked(q="SHOT Goris"),
        Asked(q="cafe"),
        Asked(q="no such word"),
        Asked(topic=("violence",), q="way"),
    ],
)
def test_claims_and_articles_are_counted_as_they_are(articles, archive, asked):
    wanted = fitting(articles, asked)
    assert questions.counts(archive, asked) == (len(wanted), len({e.article.id for e in wanted}))
    listed = [c.id for part in questions.stream_claims(archive, asked, 10_000, 97) for c in part]
    assert sorted(listed) == sorted(entry.claim.id for entry in wanted)
    if not asked.place:
        days = questions.days(archive, asked)
        parties = Counter[str]()
        for (_, party), count in days.counts.items():
            parties[archive.parties[party][0]] += count
        assert parties == Counter(entry.claim.voice for entry in wanted)


@pytest.mark.parametrize("clock", ["publication", "event", "statement"])
def test_what_has_no_day_is_hidden_by_a_filter_of_days_and_counted(articles, archive, clock):
    days = Asked(date_from="1950-01-01", date_to="2090-01-01", clock=clock)
    every = {entry.claim.id for entry in fitting(articles, replace(days, undated="show"))}
    kept = {entry.claim.id for entry in fitting(articles, days)}
    assert questions.hidden_undated(archive, days) == len(every - kept)
    assert not questions.hidden_undated(archive, replace(days, undated="show"))
    shown = questions.days(archive, replace(days, undated="show")).counts
    assert sum(n for (part, _), n in shown.items() if not part) == len(every - kept)


def test_marks_count_the_claims_that_name_a_place_by_party(articles, archive):
    asked_for = (
        Asked(),
        Asked(party=("Armenia",)),
        Asked(party=("Armenia",), q="Goris"),
        Asked(date_from="2021-03-01", clock="event"),
    )
    for asked in asked_for:
        wanted = Counter(place for e in fitting(articles, asked) for place in named(e))
        found = questions.marks(archive, asked)
        assert {mark.id: mark.claims for mark in found.marks} == wanted
        assert not found.cells
        for mark in found.marks[:5]:
            parties = Counter(
                e.claim.voice for e in fitting(articles, asked) if mark.id in named(e)
            )
            assert all(parties[archive.parties[p][0]] == n for p, n in mark.parties)


def test_places_without_room_for_a_mark_are_counted_in_cells(archive, monkeypatch):
    every = questions.marks(archive, Asked()).marks
    monkeypatch.setattr(questions, "MOST_MARKS", 20)
    monkeypatch.setattr(questions, "MOST_CELLS", 1)
    some = questions.marks(archive, Asked())
    assert some.marks == every[:20]
    assert len(some.cells) == 1
    assert some.cells[0].places + some.left_out == len(every) - 20


def test_a_page_has_each_claim_with_its_exact_words_the_newest_first(articles, archive):
    entries = {claim.id: Entry(a, claim) for a in articles.articles for claim in a.claims}
    pages = [questions.page_of_claims(archive, Asked(page=n)) for n in (1, 2)]
    listed = [claim for page in pages for claim in page]
    assert len(listed) == 2 * questions.PAGE
    assert [c.day for c in listed] == sorted((c.day for c in listed), reverse=True)
    for claim in listed:
        entry = entries[claim.id]
        assert (claim.quote, claim.who) == (entry.quote, entry.claim.who)
        assert archive.parties[claim.party][0] == entry.claim.voice
        assert (claim.article, claim.title) == (entry.article.id, entry.article.title)


def test_a_country_and_a_box_keep_the_claims_that_name_a_place_in_them(archive):
    whole = questions.counts(archive, Asked())[0]
    armenia, both = (
        questions.counts(archive, Asked(country=country))[0] for country in (("AM",), ("AM", "AZ"))
    )
    assert 0 < armenia <= both <= whole
    box = questions.marks(archive, Asked(within="39,46,40,47")).marks
    assert box
    assert all(39 <= mark.lat <= 40 and 46 <= mark.lon <= 47 for mark in box)


@pytest.mark.parametrize("value", HOSTILE_VALUES)
def test_what_a_visitor_writes_is_only_ever_compared(archive, value):
    whole = questions.counts(archive, Asked())
    for asked in (
        Asked(q=value),
        Asked(place=value),
        Asked(article=value),
        Asked(country=(value,)),
        Asked(party=(value,), source=(value,), topic=(value,)),
    ):
        questions.marks(archive, asked)
        questions.days(archive, asked)
        questions.page_of_claims(archive, asked)
        claims, _ = questions.counts(archive, asked)
        assert claims < whole[0]
    assert questions.counts(archive, Asked()) == whole


def test_the_words_of_hostile_articles_are_found_as_they_stand(archive):
    (found,) = questions.page_of_claims(archive, Asked(q="O'Brien 100 sure"))
    assert "O'Brien's 100%_sure; DROP TABLE claims" in found.quote
    assert found.title == "'; DROP TABLE articles; --"
    assert archive.outlets[found.outlet][1] == "O'Outlet"


def test_the_address_gives_back_what_is_asked(archive):
    asked = Asked(
        date_from="2021-01-01",
        clock="statement",
        undated="show",
        party=("Armenia", "Azerbaijan"),
        topic=("violence",),
        place="goris",
        within="39,46,40,47",
        q="a&b=c “d”",
        page=3,
    )
    given = {n: v if isinstance(v, list) else [v] for n, v in to_parameters(asked).items()}
    assert parse_asked(given, archive.known) == (asked, [])
    assert from_text(as_text(asked), archive.known) == asked.of_list


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("party", "nobody"),
        ("source", HOSTILE),
        ("from", "2021-13-01"),
        ("clock", "dream"),
        ("undated", "1"),
        ("within", "1,2"),
        ("within", "0,20,1,10"),
        ("page", "0"),
        ("page", "9" * 5000),
        ("page", "²"),
        ("q", "x" * 300),
        ("nonsense", "1"),
    ],
)
def test_a_value_that_means_nothing_is_dropped_with_a_notice(archive, name, value):
    asked, notices = parse_asked({name: [value]}, archive.known)
    assert asked == Asked()
    assert len(notices) == 1


def test_one_question_too_long_is_given_up_and_the_next_is_answered(archive, monkeypatch):
    monkeypatch.setattr("dashboard.dataset.archive._LONGEST_S", 0.2)
    with pytest.raises(DatasetError, match="too much"):
        archive.ask("SELECT count(*) FROM range(10000000000) a, range(10000) b WHERE a.range < 9")
    assert archive.ask("SELECT 1") == [(1,)]


def test_the_index_reads_no_file_and_writes_none(archive):
    for statement in (
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY claims TO '/tmp/out.csv'",
        "DELETE FROM main.claims",
        "SET memory_limit = '10GB'",
        "INSTALL spatial",
    ):
        with pytest.raises(DatasetError):
            archive.ask(statement)


def test_a_common_word_is_found_as_a_rare_one_is(articles, archive, monkeypatch):
    asked = Asked(q="said border", party=("Armenia",))
    for few in (0, 10**9):
        monkeypatch.setattr("dashboard.dataset.searches._FEW", few)
        archive._searches._cached.clear()
        archive.forget()
        for each in (asked, Asked(q="near"), Asked(q="near", place="goris")):
            wanted = fitting(articles, each)
            assert questions.counts(archive, each)[0] == len(wanted)
            places = Counter(p for e in fitting(articles, each) for p in named(e))
            marks = {mark.id: mark.claims for mark in questions.marks(archive, each).marks}
            assert each.place or marks == places
            listed = [c.id for p in questions.stream_claims(archive, each, 9999, 50) for c in p]
            assert sorted(listed) == sorted(e.claim.id for e in wanted)


def test_many_searches_leave_room_for_the_next(archive):
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for other in "aeiou":
            questions.counts(archive, Asked(q=letter + other))
    ((held,),) = archive.ask(
        "SELECT sum(memory_usage_bytes) FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'"
    )
    assert held < 18_000_000
