"""Hostile texts: whatever is in a file, it is read or refused with a message.

Every span holds its words, and the time grows with the length.
"""

from __future__ import annotations

import random
import time
from contextlib import suppress

import pytest

from geodata import gazetteer
from loaders import Corpus, read_article
from loaders.compare.relations import find_relations
from loaders.documents.sidecar import Sidecar
from loaders.documents.source import INVISIBLE
from loaders.model.errors import ArticleError
from loaders.text.segment import fold_space

SENTENCES = (
    "Armenia said on 12 May 2021 that troops had crossed the border near Goris.",
    "“We did not cross the border,” the defence ministry said on Friday.",
    "According to Prime Minister Nikol Pashinyan, they moved 3.5 km into Syunik province.",
    "Azerbaijani soldiers advanced up to three kilometers (2 miles) on May 12-13, Yerevan said.",
    "YEREVAN, May 13. /TASS/. Armenia's Foreign Ministry denied it.",
    "The ministry later retracted the statement.",
    "By John Smith",
    "May 14, 2021",
    "Photo: Reuters",
    "Border tensions rise near Black Lake",
)
ODDITIES = (
    *(
        "said",
        "that",
        "denied",
        "Mr.",
        "U.S.",
        "’s ",
        "“",
        "”",
        '"',
        "‘",
        "’",
        "«",
        "»",
        "„",
        "(",
        "[",
        "{",
        ")",
        "]",
        "—",
        "–",
        "…",
        ".",
        "?",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\x00",
        "\x07",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x85",
        "\u00a0",
        "\u2028",
        "\u2029",
        "\u3000",
    ),
    *(
        "\u00ad",
        "\u200b",
        "\u200e",
        "\u202e",
        "\u2066",
        "\ufeff",
        "İ",
        "ß",
        "ﬁ",
        "𝟛 km",
        "٣ km",
        "²",
        "👩‍👩‍👧",
        "Հայաստան",
        "الحدود",
        "גבול",
        "中国",
    ),
    *(
        "10,000,000",
        "31/02/2021",
        "99 May",
        "May 0–3",
        "May 12, 0000",
        "31 December 9999",
        "in 10000 years",
        "9" * 400 + " km",
        "0 km",
        "½ km",
    ),
    *(
        "soldi-\ners",
        "ten-\u00ad\nsion",
        "https://a.org/2021/05/14/b",
        "https://[bad",
        "http://",
        "© 2021 Reuters",
        "x" * 2000,
        "A. " * 40,
    ),
    *(
        "# ",
        "> ",
        "* ",
        "**",
        "__",
        "`",
        "---\n",
        "[a](b)",
        "![x](y)",
        "date: 2021-99-99",
        "| a | b |",
    ),
    *(
        "<p>",
        "</p>",
        "<div>",
        "<b>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<![x",
        "<!",
        "</",
        "<",
        ">",
        "&",
        "&#0;",
        "&#x110000;",
        "&amp;",
        "&nbsp",
        "<svg>",
    ),
    *(
        "<script>",
        "</script>",
        "<h1>",
        "<head>",
        "<table><tr><td>",
        "<link rel=canonical href='http://[x'>",
        "<title>T</title>",
        "<aside>",
    ),
)


def hostile(seed: int) -> tuple[str, bytes]:
    """Return a file's name and bytes, made at random from a seed.

    They are sentences, oddities and any characters at all, in any order.
    """
    chance = random.Random(seed)  # noqa: S311
    separator = chance.choice([" ", " ", "\n\n", "\n", "\r\n", "", "\u00a0", "\x0c"])
    pieces = []
    for _ in range(chance.randrange(1, 25)):
        kind = chance.randrange(6)
        sentence, oddity = chance.choice(SENTENCES), chance.choice(ODDITIES)
        noise = "".join(
            chr(chance.choice([chance.randrange(1, 0x600), chance.randrange(0x110000)]))
            for _ in range(20)
        )
        at = chance.randrange(len(sentence))
        broken = sentence[:at] + oddity + sentence[at:]
        pieces.append(
            (sentence, oddity, broken, noise, sentence.upper(), oddity * chance.randrange(1, 20))[
                kind
            ]
        )
    return f"x.{chance.choice(['txt', 'txt', 'md', 'html'])}", separator.join(pieces).encode(
        "utf-8", "ignore"
    )


def within(article, raw):
    """Check every span of an article, in its text and in the file."""
    text = article.text
    records = [
        *article.body_spans,
        *article.excluded,
        *article.places,
        *article.dates,
        *article.distances,
        *article.claims,
    ]
    records += [
        span
        for span in (
            article.title_span,
            article.subtitle_span,
            *(c.status_span for c in article.claims),
        )
        if span
    ]
    for record in records:
        assert 0 <= record.start < record.end <= len(text)
        start, end = article.file_span(record)
        assert 0 <= start < end <= len(text if article.extracted else raw)
        if article.file.endswith(".txt"):
            # a hyphen at a line's end is the print's
            here, there = (
                "".join(words.split()).replace("-", "")
                for words in (text[record.start : record.end], raw[start:end])
            )
            assert here == INVISIBLE.sub("", there)
    for mention in (*article.places, *article.dates):
        assert mention.surface == fold_space(text[mention.start : mention.end])
    for claim in article.claims:
        assert claim.speaker_start is None or 0 <= claim.speaker_start < claim.speaker_end <= len(
            text
        )
    for found in (article.claims, article.distances):
        assert len({record.id for record in found}) == len(found)
    ends = [0, *(span.end for span in article.body_spans)]
    assert all(end <= span.start for end, span in zip(ends, article.body_spans, strict=False))


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_hostile_texts_are_read_or_refused_and_their_spans_hold(first):
    places = gazetteer.load()
    before = None
    for seed in range(first, first + 100):
        name, data = hostile(seed)
        try:
            article, _ = read_article(name, data)
        except ArticleError:
            continue
        within(article, data.decode())
        if before:
            find_relations(Corpus((before, article), ()), places)
        before = article


@pytest.mark.parametrize(
    "text",
    [
        (
            "Armenia said so on https://[bad, and on https://[::1 too. See "
            "https://[bad/armenia-border-troops-goris for more."
        ),
        "Troops left on May 0–3. They came back on May 0-0.",
    ],
)
def test_a_broken_address_or_day_does_not_stop_the_reading(text):
    article, _ = read_article(
        "x.txt", text.encode(), Sidecar(title="Armenia border troops Goris", published="2021-05-14")
    )
    assert not [date for date in article.dates if date.surface.startswith("May 0")]


def test_a_broken_address_in_the_front_matter_is_none():
    text = f"---\nurl: https://[bad\n---\n\n{SENTENCES[0]} {SENTENCES[1]}\n"
    assert read_article("x.md", text.encode())[0].url is None


def test_a_comment_never_closed_ends_the_page_before_it():
    words = f"<p>{SENTENCES[0]} {SENTENCES[2]}"
    page = (
        f"<html><body><article><h2>The border on Friday</h2><div>{words * 3}</div></article>"
        f"<!-- never closed <p>{SENTENCES[5]}"
    )
    article, _ = read_article("x.html", page.encode())
    assert article.body_spans and SENTENCES[5] not in article.text


def test_a_section_no_browser_knows_is_a_comment():
    page = (
        f"<html><body><article><p>{SENTENCES[0]} {SENTENCES[2]}</p>"
        f"<![x y]><p>{SENTENCES[1]}</p></article></body></html>"
    )
    assert "y]" not in read_article("x.html", page.encode())[0].text


def test_a_pdf_of_any_bytes_is_refused_with_a_message():
    for seed in range(60):
        with pytest.raises(ArticleError):
            read_article("x.pdf", b"%PDF-1.4\n" + random.Random(seed).randbytes(400))  # noqa: S311


def test_an_endless_sentence_is_cut_outside_its_quotations():
    text = (
        "Armenia said that "
        + "troops near Goris and " * 300
        + "“"
        + "we left Kapan and " * 300
        + "”, he said."
    )
    article, _ = read_article("x.txt", text.encode())
    assert len([m for m in article.places if m.surface in {"Goris", "Kapan"}]) == 600
    assert len({claim.id for claim in article.claims}) == len(article.claims)


SHAPES = [
    *(
        ("txt", piece)
        for piece in (
            "a ",
            "A. ",
            "said ",
            "Goris ",
            "Paris, Texas, ",
            "3 km ",
            "May 12 ",
            "- ",
            "() ",
            ". ",
            "‘a ",
            "a’s ",
        )
    ),
    *(("md", piece) for piece in ("[a](b) ", "*a ", "_a ")),
    *(
        ("html", piece)
        for piece in ("<p>a", "<div>", "<b>a ", "<a b=", '<a "', "<!--a>", "<", "&#")
    ),
]


def seconds(kind: str, piece: str, size: int) -> float:
    """Return the processor time for a text of ``size`` characters of one piece repeated."""
    front = f"<html><body><p>{SENTENCES[0]}</p>" if kind == "html" else f"{SENTENCES[0]}\n\n"
    data = (front + piece * (size // len(piece))).encode()
    start = time.process_time()
    with suppress(ArticleError):
        read_article(f"x.{kind}", data)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("kind", "piece"), SHAPES, ids=[f"{kind} {piece}" for kind, piece in SHAPES]
)
def test_time_grows_with_length_and_no_faster(kind, piece):
    seconds(kind, "a ", 1000)  # the tables are read once
    # four times the text: four times as long, sixteen times where something is quadratic; another
    # try on a busy machine
    assert any(
        seconds(kind, piece, 40_000) < 8 * seconds(kind, piece, 10_000) + 0.1 for _ in range(3)
    )


@pytest.mark.parametrize("piece", ["x", "7", "“", "(", "a "])
def test_a_million_characters_on_one_line_are_read(piece):
    data = (f"{SENTENCES[0]} " + piece * (1_000_000 // len(piece))).encode()
    start = time.process_time()
    article, _ = read_article("x.txt", data)
    assert article.places and time.process_time() - start < 20


def test_capitals_without_a_space_after_for_are_read_at_once():
    shout = "A" * 70
    data = f"{SENTENCES[0]} For {shout} x, the old road was shut. He said that it rained.".encode()
    start = time.process_time()
    read_article("x.txt", data)
    assert time.process_time() - start < 2
