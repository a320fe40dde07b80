"""The articles that a visitor adds: read, compared, corrected, undone, and of one visit only."""

from __future__ import annotations

import gc
import weakref

import pytest

from dashboard.query.index import Index
from dashboard.session.user_articles import MOST_FILES, UserArticles, safe_name
from geodata import gazetteer
from loaders import Corpus
from loaders.documents.corrections import Placing
from loaders.documents.sidecar import parse_sidecar, write_sidecar
from loaders.model.errors import SidecarError
from tests.conftest import ROOT

SEEDS = ROOT / "seeds"
TEXT = (
    b"Armenian PM: troops advanced\n\nHetq, May 15, 2021\n\nArmenia said that Azerbaijani troops"
    b" had crossed 3.5 kilometers into southern Armenia near Goris.\n"
)


@pytest.fixture(scope="module")
def shared(seeds: Corpus) -> Index:
    return Index(seeds)


@pytest.fixture
def user_articles(seeds: Corpus) -> UserArticles:
    user_articles = UserArticles()
    sha = user_articles.stage("C:\\stories\\hetq.txt", TEXT, seeds)
    assert sha and not user_articles.reports
    return user_articles


def test_what_waits_is_not_in_the_view_until_it_joins(
    user_articles: UserArticles, seeds: Corpus, shared: Index
):
    assert (
        not user_articles.touched
        and user_articles.index(shared, SEEDS).corpus.articles == seeds.articles
    )
    user_articles.join(list(user_articles.staged))
    corpus = user_articles.index(shared, SEEDS).corpus
    assert [a.publisher for a in corpus.articles[-1:]] == ["Hetq"] and len(corpus.articles) == 3
    assert corpus.articles[-1].file == "hetq.txt"
    assert user_articles.index(shared, SEEDS).corpus is corpus
    assert any(
        r.a.startswith(corpus.articles[-1].sha256[:12])
        or r.b.startswith(corpus.articles[-1].sha256[:12])
        for r in user_articles.relations(corpus, gazetteer.load())
    )
    user_articles.remove(corpus.articles[-1].sha256)
    assert user_articles.index(shared, SEEDS).corpus.articles == seeds.articles


def test_the_same_text_is_not_read_twice(user_articles: UserArticles, seeds: Corpus):
    assert user_articles.stage("again.txt", TEXT, seeds) is None
    assert (
        user_articles.stage("seed.txt", (SEEDS / seeds.articles[0].file).read_bytes(), seeds)
        is None
    )
    assert (
        all("here already" in problem.problem for problem in user_articles.reports)
        and len(user_articles.reports) == 2
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"\0", "NUL"), (b"\xff\xfe\xfa", "UTF-8"), (b"%PDF-1.4 broken", "PDF")],
)
def test_a_file_that_cannot_be_used_is_named_and_the_others_stay(
    user_articles: UserArticles, seeds: Corpus, data, words
):
    assert user_articles.stage("../../x\x07.txt", data, seeds) is None
    assert (
        words.lower() in str(user_articles.reports[0]).lower()
        and user_articles.reports[0].file == "x.txt"
        and len(user_articles.staged) == 1
    )


def test_a_visit_holds_no_more_than_it_may(seeds: Corpus):
    user_articles = UserArticles()
    for number in range(MOST_FILES + 1):
        user_articles.stage(
            f"{number}.txt", b"Armenia said that troops number %d stood near Goris." % number, seeds
        )
    assert (
        len(user_articles.staged) == MOST_FILES and "at most" in user_articles.reports[-1].problem
    )


def test_corrections_change_what_is_read_and_each_can_be_taken_back(
    user_articles: UserArticles, seeds: Corpus, shared: Index
):
    user_articles.join(list(user_articles.staged))
    own = user_articles.index(shared, SEEDS).corpus.articles[-1]
    user_articles.correct(
        own, {"title": own.title, "publisher": "Another", "published": "2021-05-16", "url": ""}
    )
    name = next(m for m in own.places if m.surface == "Goris")
    user_articles.place(own, Placing(own.file_span(name)[0], "Goris", "kapan"), "Goris", "Kapan")
    now = user_articles.index(shared, SEEDS).corpus.articles[-1]
    assert (now.publisher, now.published) == ("Another", "2021-05-16")
    assert any("kapan" in claim.place_ids for claim in now.claims)
    assert [c.what for c in user_articles.corrections] == ["publisher", "published", "“Goris”"]
    user_articles.undo(0)
    now = user_articles.index(shared, SEEDS).corpus.articles[-1]
    assert (now.publisher, now.published) == ("Hetq", "2021-05-16")
    for _ in range(2):
        user_articles.undo(0)
    assert user_articles.index(shared, SEEDS).corpus.articles[-1] == own


def test_what_is_said_of_an_own_article_is_no_correction(user_articles: UserArticles):
    sha = next(iter(user_articles.staged))
    before = {d.field: d.sure for d in user_articles.article(sha)[0].details}
    assert before == {
        "title": "likely",
        "publisher": "likely",
        "published": "likely",
        "url": "unsure",
    }
    copy = "https://web.archive.org/web/20210601000000/https://hetq.am/en/article/1"
    given = {"title": "T", "publisher": "Another", "published": "2021-05-16", "url": copy}
    user_articles.state(sha, given)
    read = user_articles.article(sha)[0]
    assert (read.title, read.publisher, read.published) == ("T", "Another", "2021-05-16")
    assert (read.url, read.archive_url) == ("https://hetq.am/en/article/1", copy)
    assert {d.sure for d in read.details} == {"given"} and not user_articles.corrections
    with pytest.raises(SidecarError, match="not a day"):
        user_articles.state(sha, {**given, "published": "yesterday", "title": "U"})
    assert user_articles.article(sha)[0].title == "T"
    user_articles.state(sha, {**given, "publisher": " ", "url": ""})
    assert user_articles.article(sha)[0].publisher == "Hetq"


def test_a_shared_article_is_corrected_for_this_visit_only(seeds: Corpus, shared: Index):
    user_articles, other = UserArticles(), UserArticles()
    article = seeds.articles[0]
    user_articles.correct(
        article,
        {
            "title": "My title",
            "publisher": article.publisher,
            "published": article.published or "",
            "url": article.url or "",
        },
    )
    assert user_articles.index(shared, SEEDS).corpus.articles[0].title == "My title"
    assert (
        other.index(shared, SEEDS).corpus.articles[0].title == seeds.articles[0].title != "My title"
    )


def test_a_value_that_makes_no_sense_is_refused_and_nothing_is_taken(user_articles: UserArticles):
    article = user_articles.article(next(iter(user_articles.staged)))[0]
    with pytest.raises(SidecarError, match="not a day"):
        user_articles.correct(
            article, {"title": "x", "publisher": "y", "published": "yesterday", "url": ""}
        )
    with pytest.raises(SidecarError, match="web address"):
        user_articles.correct(
            article, {"title": "x", "publisher": "y", "published": "", "url": "javascript:alert(1)"}
        )
    assert not user_articles.corrections


def test_the_sidecar_that_is_taken_along_reads_the_same(
    user_articles: UserArticles, seeds: Corpus, tmp_path
):
    sha = next(iter(user_articles.staged))
    article = user_articles.article(sha)[0]
    name = next(m for m in article.places if m.surface == "Goris")
    user_articles.place(
        article, Placing(article.file_span(name)[0], "Goris", ""), "Goris", "no place"
    )
    user_articles.correct(
        article,
        {"title": 'A "new" title', "publisher": "Hetq", "published": "2021-05-15", "url": ""},
    )
    sidecar = user_articles.sidecar_of(article, tmp_path)
    again = UserArticles()
    again.stage("hetq.txt", TEXT, seeds)
    again.set_sidecar(sha, write_sidecar(sidecar))
    assert parse_sidecar("x", write_sidecar(sidecar)) == sidecar
    assert again.article(sha)[0] == user_articles.article(sha)[0]


def test_nothing_of_a_visit_outlives_it(seeds: Corpus, shared: Index):
    user_articles = UserArticles()
    user_articles.stage("x.txt", TEXT.replace(b"Goris", b"Kapan"), seeds)
    user_articles.join(list(user_articles.staged))
    corpus = user_articles.index(shared, SEEDS).corpus
    user_articles.relations(corpus, gazetteer.load())
    user_articles.left_out(corpus.articles[-1])
    watched = weakref.ref(corpus.articles[-1])
    del user_articles, corpus
    gc.collect()
    assert watched() is None


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a/b\\c.txt", "c.txt"),
        ("x\u202ey.txt", "xy.txt"),
        ("", "unnamed.txt"),
        ("\n", "unnamed.txt"),
        ("a" * 500 + ".txt", "a" * 116 + ".txt"),
    ],
)
def test_a_name_is_only_ever_words(given, shown):
    assert safe_name(given) == shown
