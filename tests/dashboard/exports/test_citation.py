"""A citation holds the quote, its source and the ways back, whatever the words are."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pybtex.database import parse_string

from dashboard.exports.citation import cite
from dashboard.view.view import View
from loaders.text.segment import fold_space
from tests.conftest import showing
from tests.dashboard.exports.exported import TITLE

LATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}


def from_latex(words):
    return re.sub(r"\\text\w+\{\}|\\(.)", lambda found: LATEX.get(found[0], found[1]), words)


def test_a_citation_holds_the_quote_its_source_and_the_ways_back(seeds, moscow_times):
    shown = showing(seeds, View())
    entry = next(e for e in shown.entries if "previous positions" in e.quote)
    citation = cite(entry, "http://localhost:8501/?claim=" + entry.claim.id, "0123456789ab")
    assert entry.article is moscow_times
    start, end = moscow_times.file_span(entry.claim)
    entries = parse_string(citation.bibtex, "bibtex").entries
    assert list(entries) == [entry.claim.id]
    fields = entries[entry.claim.id].fields
    for form in (
        citation.plain,
        re.sub(r"\\(.)", r"\1", citation.markdown),
        from_latex(fields["note"]),
    ):
        for words in (
            entry.quote.strip("“”"),
            entry.claim.speaker,
            f"characters {start}–{end}",
            moscow_times.sha256[:12],
        ):
            assert words in form, words
        assert f"claim={entry.claim.id}" in form and "0123456789ab" in form
    for form in (citation.plain, citation.markdown):
        assert (
            "The Moscow Times" in form
            and "14 May 2021" in form
            and fold_space(moscow_times.title) in form
        )
    assert (
        fields["title"] == f"{{{fold_space(moscow_times.title)}}}"
        and fields["date"] == "2021-05-14"
        and fields["year"] == "2021"
    )
    assert [str(person) for person in entries[entry.claim.id].persons["author"]] == [
        "{The Moscow Times}"
    ]
    # the address jumps to the sentence: its fragment is the quote, or its first and last words
    jump = fields["url"]
    assert (
        jump.startswith(f"{moscow_times.url}#:~:text=")
        and jump in citation.plain
        and f"(<{jump}>)" in citation.markdown
    )
    first, _, last = jump.split("#:~:text=")[1].partition(",")
    quote = fold_space(moscow_times.text[entry.claim.start : entry.claim.end])
    assert quote.startswith(unquote(first)) and quote.endswith(unquote(last))


def test_a_citation_of_hostile_words_is_balanced_and_says_the_same(cases):
    files = cases["hostile"]
    assert len(files.shown.entries) > 2
    for entry in files.shown.entries:
        citation = cite(entry, "http://localhost:8501/a_b/?claim=x&q=%7B", "0123456789ab", TITLE)
        depth = 0
        # BibTeX counts every brace, also one that stands behind a backslash
        for char in citation.bibtex:
            depth += {"{": 1, "}": -1}.get(char, 0)
            assert depth >= 0
        assert depth == 0
        (found,) = parse_string(citation.bibtex, "bibtex").entries.values()
        assert from_latex(found.fields["title"][1:-1]) == fold_space(entry.article.title)
        assert from_latex(str(found.persons["author"][0])[1:-1]) == fold_space(
            entry.article.publisher
        )
        note = from_latex(found.fields["note"])
        assert entry.quote.strip('“”" ') in note and note.endswith(
            "http://localhost:8501/a_b/?claim=x&q=%7B"
        )
        assert found.fields["url"].startswith(
            "https://example.org/a%7Db%7Bc%3Ed%3Ce%22%20f?x=%20&y=_#:~:text="
        )
        # of the Markdown nothing is markup but the quotation, and the two links
        bare = re.sub(r"\\.", "", citation.markdown)
        assert (
            bare.count("[") == bare.count("](<") == 2
            and bare.count("<") == 2
            and "`" not in bare
            and "{" not in bare
        )
        assert citation.markdown.count("\n") == 2 and citation.plain.count("\n") == 0
