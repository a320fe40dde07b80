"""A visit as one file: written, read again, and checked when somebody else wrote it."""

from __future__ import annotations

import hashlib
import json

import pytest

from dashboard.query.index import Index
from dashboard.session.session_file import (
    MOST_SESSION_BYTES,
    SessionFileError,
    add_session,
    read_session,
    write_session,
)
from dashboard.session.user_articles import UserArticles
from loaders import Corpus
from loaders.documents.corrections import Placing, Speaking, given_place
from tests.conftest import ROOT
from tests.loaders.documents.test_pdf import pdf

SEEDS = ROOT / "seeds"
TEXT = (
    b"Armenian PM: troops advanced\n\nHetq, May 15, 2021\n\nArmenia said that Azerbaijani troops"
    b" had crossed 3.5 kilometers into southern Armenia near Goris.\n"
)


@pytest.fixture
def own(seeds: Corpus) -> UserArticles:
    """A visit with one article in the view, one that waits, and corrections of two articles."""
    own = UserArticles()
    sha = own.stage("hetq.txt", TEXT, seeds)
    assert sha
    own.join([sha])
    assert own.stage("quiet.txt", TEXT.replace(b"Goris", b"Kapan"), seeds)
    article = own.article(sha)[0]
    own.correct(article, {"publisher": "=cmd()", "published": "2021-05-16"})
    place = given_place("Where troops were", 39.41, 46.32, 1000, "pressed on the map")
    start = article.text.index("troops had")
    own.place(article, Placing(start, "troops", place.id, place), "not read", "there")
    own.correct(seeds.articles[0], {"title": "My title"})
    claim = article.claims[0]
    said = Speaking(claim.start, article.text[claim.start : claim.end], "A name", "analyst")
    own.attribute(article, said, "Armenia", "A name, analyst")
    return own


VIEW: dict[str, str | list[str]] = {"topic": ["advance"], "q": "Goris"}


def opened(data: bytes, seeds: Corpus) -> tuple[UserArticles, list]:
    again = UserArticles()
    session = read_session(data)
    problems = add_session(session, again, seeds, uploads=True)
    return again, [*session.skipped, *problems]


def test_a_session_opened_again_shows_the_same(own: UserArticles, seeds: Corpus):
    claim = own.article(next(iter(own.joined)))[0].claims[0].id
    data = write_session(own, {claim: "Ask them “again”, <b>soon</b>"}, VIEW)
    session = read_session(data)
    assert session.words == "2 articles, 5 corrections, 1 note, a view" and not session.skipped
    assert session.notes == {claim: "Ask them “again”, <b>soon</b>"}
    assert session.view == {"topic": ["advance"], "q": ["Goris"]}
    again, problems = opened(data, seeds)
    shared = Index(seeds)
    assert not problems
    before, after = own.index(shared, SEEDS).corpus, again.index(shared, SEEDS).corpus
    assert after.articles == before.articles and list(again.staged) == list(own.staged)
    assert any(m.name == "Where troops were" for m in after.articles[-1].places)
    assert after.articles[-1].claims[0].party == "analyst"
    assert write_session(again, session.notes, VIEW) == data


def test_a_file_that_is_no_text_comes_back_byte_for_byte(seeds: Corpus):
    own = UserArticles()
    page = pdf(["Armenia said on May 16, 2021 that it was quiet near Goris."]) + b"%\xe9\n"
    sha = own.stage("page.pdf", page, seeds)
    assert sha and not own.reports
    again, problems = opened(write_session(own, {}, {}), seeds)
    assert again.staged[sha].data == page and not problems


def test_a_session_adds_to_what_is_here_and_repeats_nothing(own: UserArticles, seeds: Corpus):
    session = read_session(write_session(own, {}, {}))
    before = (list(own.joined), list(own.staged), list(own.corrections))
    assert add_session(session, own, seeds, uploads=True) == []
    assert (list(own.joined), list(own.staged), list(own.corrections)) == before


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{",
        b'{"format": "claimline-session"}',
        b'{"format": "other", "version": 1}',
        b'{"format": "claimline-session", "version": "1"}',
        b'{"format": "claimline-session", "version": 1, "articles": {}}',
        b"[" * 100_000,
        b'{"format": "claimline-session", "version": 1, "view": ' + b'{"a":' * 50_000,
    ],
)
def test_what_is_no_session_is_refused(data):
    with pytest.raises(SessionFileError, match="no session file"):
        read_session(data)


def test_another_version_and_too_long_a_file_are_refused():
    with pytest.raises(SessionFileError, match="version 2"):
        read_session(b'{"format": "claimline-session", "version": 2}')
    with pytest.raises(SessionFileError, match="20 MB"):
        read_session(b" " * (MOST_SESSION_BYTES + 1))


def spoil(data: bytes, change) -> bytes:
    content = json.loads(data)
    change(content)
    return json.dumps(content).encode()


def _set(path, value):
    def change(content):
        *way, last = path
        for step in way:
            content = content[step]
        content[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_set(["articles", 0, "text"], "another"), "hetq.txt"),
        (_set(["articles", 0, "sha256"], "../../x"), "article 1"),
        (_set(["articles", 0], 3), "article 1"),
        (_set(["articles", 0, "stated"], "a = [1"), "article 1"),
        (_set(["articles", 0, "base64"], "?"), "hetq.txt"),
        (_set(["corrections", 0, "field"], "__class__"), "correction 1"),
        (_set(["corrections", 0, "now"], "x" * 3000), "correction 1"),
        (_set(["corrections", 1, "now"], "no day"), "correction 2"),
        (_set(["corrections", 2, "placing", "given", "lat"], 91), "correction 3"),
        (_set(["corrections", 2, "placing", "start"], -1), "correction 3"),
        (_set(["corrections", 3, "sha256"], "0" * 64), "My title|title"),
        (_set(["notes", 0, "note"], "x" * 281), "note 1"),
        (_set(["notes", 0, "note"], " \n "), "note 1"),
        (_set(["view"], {"topic": "advance"}), "the view"),
        (_set(["view"], 3), "the view"),
    ],
)
def test_a_part_that_cannot_be_used_is_named_and_the_others_stay(
    own: UserArticles, seeds: Corpus, change, named
):
    data = spoil(write_session(own, {"0519f768641f-45": "n"}, VIEW), change)
    session = read_session(data)
    again, problems = opened(data, seeds)
    assert problems and any(
        word in str(problem) for problem in problems for word in named.split("|")
    )
    whole = len(again.joined) + len(again.staged) + len(again.corrections)
    kept = whole + len(session.notes) + bool(session.view)
    # an article takes its own three corrections with it
    assert kept >= 8 - 4


def test_where_articles_may_not_be_added_none_is(own: UserArticles, seeds: Corpus):
    session = read_session(write_session(own, {}, {}))
    again = UserArticles()
    problems = add_session(session, again, seeds, uploads=False)
    assert not again.joined and not again.staged
    assert [c.now for c in again.corrections] == ["My title"]
    assert sum("switched off" in str(problem) for problem in problems) == 2


def test_an_article_that_cannot_be_read_is_named(seeds: Corpus):
    own = UserArticles()
    own.stage("hetq.txt", TEXT, seeds)

    def change(content):
        binary = "\0not a text"
        sha = hashlib.sha256(binary.encode()).hexdigest()
        content["articles"][0] |= {"text": binary, "sha256": sha}

    again, problems = opened(spoil(write_session(own, {}, {}), change), seeds)
    assert not again.staged and problems[0].file == "hetq.txt" and not again.reports
