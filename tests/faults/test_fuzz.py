"""Random articles: each is read or refused, and never an exception."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dashboard.map.scene import scene
from dashboard.view.view import (
    View,
)
from geodata import gazetteer
from geodata.borders import border_lines
from loaders import Corpus, read_article
from loaders.documents.sidecar import Sidecar
from loaders.documents.source import read_source
from loaders.export.export_columns import Provenance
from loaders.export.rows import corpus_rows
from loaders.export.writers import to_bytes
from loaders.model.as_json import article_json
from loaders.model.errors import ArticleError
from tests.conftest import showing
from tests.faults.fuzzing import ARTICLES, tries
from tests.loaders.documents.test_pdf import pdf
from tests.loaders.test_hostile_texts import ODDITIES, within

PLACES = gazetteer.load()
LINES = border_lines("AM-AZ")
TOLD = Provenance("Schematic.", "Everything that was read.", "0123456789ab")
NAMES = (
    "Goris",
    "Kapan",
    "Sev Lake",
    "Syunik province",
    "Lachin",
    "Kalbajar",
    "Yerevan",
    "Baku",
    "Nagorno-Karabakh",
    "Sisian airport",
    "Mets Ishkhanasar",
    "the Goris-Kapan road",
    "Paris, Texas",
    "Black Sea",
    "Zürich",
    "Movses",
    "Ukraine",
    "the U.S.",
    "Georgia",
)
SPEAKERS = (
    "Armenia",
    "Azerbaijan",
    "Yerevan",
    "Baku",
    "Nikol Pashinyan",
    "Prime Minister Pashinyan",
    "the Defence Ministry",
    "Azerbaijan's Foreign Ministry",
    "French President Emmanuel Macron",
    "Richard Giragosian, an analyst,",
    "he",
    "she",
    "Moscow",
    "the mayor of Goris",
    "Reuters",
    "a senior official who spoke on condition of anonymity",
)
VERBS = (
    "said that",
    "said",
    "denied that",
    "denied",
    "accused",
    "called on",
    "claims",
    "vowed to",
    "blamed",
    "insisted that",
    "told",
    "said it had not",
    "withdrew its statement that",
    "rejected the claim that",
)
CONTENT = (
    "troops crossed the border",
    "its forces advanced",
    "soldiers withdrew",
    "two soldiers were killed",
    "most of the lake is Armenian",
    "the frontier was not delimited",
    "talks would go on",
    "the report was quickly debunked",
    "positions that belong to it were taken",
)
DAYS = (
    "on Wednesday",
    "on 12 May 2021",
    "on May 12-13",
    "the day before",
    "last month",
    "at dawn on Friday",
    "in 2021",
    "on 31/02/2021",
    "in the 1990s",
    "two weeks ago",
    "on 29 February 2021",
    "in 9999",
    "in year 0",
    "10,000 years ago",
    "on May 12, 0001",
    "Nowruz",
)
LENGTHS = (
    "3.5 kilometers",
    "up to three kilometres (2 miles)",
    "3 km from the border",
    "more than 10,000 feet",
    "0 m",
    "several hundred metres",
    "400 km from their previous positions",
    "½ mile",
    "2-3 km",
    "1e9 km",
    "-3 km",
    "99999999999999999999 km",
    "3,5 km into Armenia",
)
FRONTS = (
    "YEREVAN, May 13. /TASS/. ",
    "BAKU (Reuters) - ",
    "13 May 2021\n\n",
    "By Jane Doe\n\n",
    "---\ntitle: Border\ndate: 2021-05-13\n---\n\n",
    "---\ndate: 0000-00-00\n---\n\n",
    "DW\n30 April 2021\n\n",
    "# The border on Friday\n\n",
    "<!doctype html><title>Border</title><body><article>",
    '<meta property="article:published_time" content="2021-05-13T25:00">',
    '<script type="application/ld+json">{"datePublished": [1]}</script>',
    "Related article: ",
    "Photo: Reuters\n",
    "© 2021 Reuters\n",
)
MARKS_UP = (
    "<p>{}</p>",
    "<div><b>{}",
    "“{}”",
    "‘{}’",
    '"{}',
    "({})",
    "*{}*",
    "[{}](https://a.org/2021/05/14/b)",
    "<!-- {} -->",
    "> {}\n",
    "\u202e{}\u202c",
    "{}’s",
    "{}\u200b",
    "<td>{}</td>",
    "&lt;{}&gt;",
    "«{}»",
    "- {}\n",
    "{}.",
    "{}?",
    "{} …",
)
BETWEEN = (" ", " ", " ", ", ", "\n\n", "\n\n", "\r\n\r\n", "\n", "", "\u00a0", "\x0c", " – ")
OF_A_PAGE = (*BETWEEN, *("</p>\n<p>",) * 6, "<br>", "</div><div>")


@st.composite
def sentences(draw):
    """Return a sentence as a newspaper has it: who said what, where, when and how far."""
    pick = lambda *of: draw(st.sampled_from(of))  # noqa: E731
    said = f"{pick(*SPEAKERS)} {pick(*VERBS)} {pick(*CONTENT)}"
    parts = [
        said,
        pick("", f"near {pick(*NAMES)}"),
        pick("", pick(*LENGTHS)),
        pick("", pick(*DAYS)),
    ]
    return " ".join(part for part in parts if part) + pick(".", ".", "", "?", " …", "”")


WORDS = st.one_of(
    sentences(),
    sentences(),
    sentences(),
    st.sampled_from(FRONTS),
    st.sampled_from(ODDITIES),
    st.sampled_from((*NAMES, *LENGTHS, *DAYS)),
    st.text(max_size=30),
    st.builds(str.format, st.sampled_from(MARKS_UP), sentences()),
    st.builds(lambda words, times: words * times, st.sampled_from(ODDITIES), st.integers(2, 60)),
)


def texts(between=BETWEEN):
    return st.lists(st.tuples(WORDS, st.sampled_from(between)), max_size=20).map(
        lambda pieces: "".join(a + b for a, b in pieces)
    )


@st.composite
def files(draw, *endings):
    """Return a file's name and bytes.

    It is mostly UTF-8, at times in another encoding, cut off, or with odd bytes in it.
    """
    ending = draw(st.sampled_from(endings))
    text = (
        f"<html><body><article><p>{draw(texts(OF_A_PAGE))}" if ending == "html" else draw(texts())
    )
    data = text.encode(draw(st.sampled_from(("utf-8",) * 8 + ("latin-1", "utf-16"))), "ignore")
    harm = draw(st.sampled_from(("none",) * 8 + ("cut", "broken", "bom", "crlf")))
    at = draw(st.integers(0, len(data)))
    harmed = {
        "none": data,
        "cut": data[:at],
        "broken": data[:at] + draw(st.binary(max_size=4)) + data[at:],
        "bom": b"\xef\xbb\xbf" + data,
        "crlf": data.replace(b"\n", b"\r\n"),
    }
    return f"x.{ending}", harmed[harm]


UNPRINTED = re.compile(r"[^\n\x20-\x7e]|[()\\]")
"""What the PDFs made here cannot hold."""
STATED = st.builds(
    Sidecar,
    title=st.sampled_from((None, "The border", "x" * 3000, "Goris\u202e")),
    publisher=st.sampled_from((None, "DW", "../../etc", "Ünïversal ✪")),
    published=st.sampled_from((None, None, "2021-05-14", "0001-01-01", "9999-12-31", "2024-02-29")),
    url=st.sampled_from((None, "https://example.org/a?b=c#d", "https://[::1]/x")),
)
VIEWS = st.sampled_from(
    (
        View(),
        View(clock="statement", date_from="2021-05-01"),
        View(voice="Armenia", border="dcw", debunked="show", q="goris"),
    )
)


def readings_hold(name, data, stated, view):
    """Read a file, draw and export what is found, and return whether it is an article."""
    try:
        article, problems = read_article(name, data, stated)
    except ArticleError as error:
        if error.problem and error.fix:
            return False
        raise
    # a page under the name of a text holds its letters in another form than they are shown
    as_named = (
        article if read_source(name, data).kind == "text" else replace(article, file="x.html")
    )
    within(as_named, article.text if article.extracted else data.decode())
    assert all(problem.problem and problem.fix for problem in problems)
    record = article_json(article)
    assert json.loads(json.dumps(record, ensure_ascii=False, allow_nan=False).encode()) == record
    corpus = Corpus((article,))
    places = PLACES.with_places(corpus.given_places)
    drawn = scene(showing(corpus, view), list(LINES))
    json.dumps(drawn.payload(), ensure_ascii=False, allow_nan=False).encode()
    for feature in json.loads(to_bytes(corpus_rows(corpus, places), TOLD, ".geojson"))["features"]:
        row = feature["properties"]
        assert row["layer"] == "relations" or 0 <= row["start"] < row["end"]
    return True


# two tests, so that two cores share the long run
@tries(ARTICLES // 2)
@given(files("txt", "md"), STATED, VIEWS)
@example(
    ("x.txt", b"Armenia said that troops crossed the border. "), Sidecar(), View()
)  # an article without a place
@example(
    ("x.txt", b"<!doctype html><p>Armenia said that troops crossed the border. &#0; "),
    Sidecar(),
    View(),
)
@example(
    ("x.txt", f"Armenia said that troops crossed the border by {'9' * 400} km. ".encode()),
    Sidecar(),
    View(),
)
def test_any_text_is_an_article_to_the_end_or_is_refused(file, stated, view):
    readings_hold(*file, stated, view)


@tries(ARTICLES // 2)
@given(files("html", "html", "pdf"), STATED, VIEWS)
@example(
    ("x.html", b"<html><body><article><p>*  \x1e Armenia said that troops crossed the border. "),
    Sidecar(),
    View(),
)  # a title of marks alone
def test_any_page_is_an_article_to_the_end_or_is_refused(file, stated, view):
    readings_hold(*file, stated, view)


@tries(max(ARTICLES // 20, 15))
@given(st.lists(texts(), min_size=1, max_size=3), STATED, VIEWS)
def test_any_print_is_an_article_to_the_end_or_is_refused(pages, stated, view):
    readings_hold(
        "x.pdf", pdf(*[UNPRINTED.sub("", page).splitlines() for page in pages]), stated, view
    )


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_what_is_tried_is_an_article_often_enough(ending):
    """A fuzzer whose files are all refused would pass whatever the loaders did."""
    read = []

    @settings(
        max_examples=100, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(files(ending))
    def count(file):
        read.append(readings_hold(*file, Sidecar(), View()))

    count()
    assert sum(read) > len(read) / 3
