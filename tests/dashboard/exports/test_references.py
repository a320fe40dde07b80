"""The bibliography and the Web Annotations of a view, as other programs read them."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from pybtex.database import parse_string

from dashboard.exports.downloads import PACK
from loaders.text.segment import fold_space
from tests.dashboard.exports.exported import files_of
from tests.dashboard.exports.test_citation import from_latex

CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": ["article-newspaper"]},
            "title": {"type": "string"},
            "container-title": {"type": "string"},
            "note": {"type": "string"},
            "language": {"type": "string"},
            "URL": {"type": "string", "pattern": r"^https?://[^\s<>{}\"]+$"},
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "maxItems": 2,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": "integer"},
                        },
                    }
                },
            },
        },
    },
}
"""The part of the schema of CSL-JSON (citationstyles.org, 1.0) that an article needs."""


@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
def test_the_bibliography_lists_the_articles_shown(cases, made, case):
    articles = cases[case].shown.articles
    items = json.loads(made(case, "bibliography.json"))
    assert [error.message for error in Draft202012Validator(CSL).iter_errors(items)] == []
    entries = parse_string(made(case, "bibliography.bib").decode(), "bibtex").entries
    assert [item["id"] for item in items] == list(entries) == [a.id for a in articles]
    for item, entry, article in zip(items, entries.values(), articles, strict=True):
        title, outlet = fold_space(article.title), fold_space(article.publisher)
        assert (item["title"], item["container-title"]) == (title, outlet)
        assert from_latex(entry.fields["title"][1:-1]) == title
        assert from_latex(str(entry.persons["author"][0])[1:-1]) == outlet
        assert entry.fields["date"] == article.published
        assert "-".join(f"{n:02}" for n in item["issued"]["date-parts"][0]) == article.published
        assert item["URL"] == entry.fields["url"]
        assert article.sha256 in item["note"] and article.sha256 in entry.fields["note"]


def test_an_annotation_finds_its_words_on_the_page_and_in_the_text(seeds, cases, made):
    document = json.loads(made("seeds", "annotations.jsonld"))
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert document["type"] == "AnnotationCollection"
    items = document["first"]["items"]
    entries = cases["seeds"].shown.entries
    assert document["total"] == len(items) == len(entries)
    for item, entry in zip(items, entries, strict=True):
        article = entry.article
        page, text = item["target"]
        assert page["source"] == article.url
        assert fold_space(page["selector"]["exact"]) == entry.quote
        digest = base64.urlsafe_b64decode(text["source"].removeprefix("ni:///sha-256;") + "=")
        assert digest.hex() == article.sha256
        quote, position = text["selector"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert around in article.text
        assert (position["start"], position["end"]) == article.file_span(entry.claim)
        # no more than the sentence that the claim rests on
        sentence = article.sentence_at(entry.claim)
        assert around.strip() in article.text[sentence.start : sentence.end]
        assert item["motivation"] == "describing"
        assert {body["purpose"] for body in item["body"]} == {"describing", "tagging"}


def test_hostile_words_stay_words_in_an_annotation(made):
    document = json.loads(made("hostile", "annotations.jsonld"))
    assert "</script>" in json.dumps(document["first"]["items"])
    sources = {t["source"] for item in document["first"]["items"] for t in item["target"]}
    assert all(" " not in source and "<" not in source for source in sources)


def test_a_readers_note_is_in_the_table_the_annotation_the_page_and_the_pack(seeds):
    files = files_of(seeds)
    claim = files.shown.entries[3].claim.id
    note = "=Ask <b>the desk</b> _again_"
    with zipfile.ZipFile(
        io.BytesIO(replace(files, notes={claim: note, "gone": "x"}).make(PACK))
    ) as archive:
        table = archive.read("claims.csv").decode("utf-8-sig")
        document = json.loads(archive.read("annotations.jsonld"))
        page = html.fromstring(archive.read("page.html"))
        excerpts = archive.read("excerpts.md").decode()
    noted = {row["id"]: row["note"] for row in csv.DictReader(io.StringIO(table)) if row["note"]}
    assert noted == {claim: f"'{note}"}
    commented = {
        item["id"]: body["value"]
        for item in document["first"]["items"]
        for body in item["body"]
        if body["purpose"] == "commenting"
    }
    assert commented == {f"urn:claimline:claim:{claim}": note}
    assert page.xpath("string(//p[@class='note'])") == f"Reader’s note: {note}"
    assert "Reader’s note: \\=Ask \\<b\\>the desk\\</b\\> \\_again\\_" in excerpts


def test_the_table_of_claims_has_one_row_a_claim_with_all_its_fields(cases, made):
    rows = list(csv.DictReader(io.StringIO(made("seeds", "claims.csv").decode("utf-8-sig"))))
    entries = cases["seeds"].shown.entries
    assert [row["id"] for row in rows] == [entry.claim.id for entry in entries]
    for row, entry in zip(rows, entries, strict=True):
        article, claim = entry.article, entry.claim
        assert row["article"] == article.id and row["publisher"] == article.publisher
        assert row["published"] == article.published
        assert (row["speaker"], row["party"]) == (claim.speaker, claim.party)
        assert (row["topic"], row["stance"], row["status"]) == (
            claim.topic,
            claim.stance,
            claim.status,
        )
        assert row["event_date"] == (claim.event_date or "")
        assert row["statement_date"] == (claim.statement_date or "")
        assert row["place_ids"].split() == list(claim.place_ids)
        assert (int(row["start"]), int(row["end"])) == article.file_span(claim)
        assert row["quote"].removeprefix("'") == entry.quote
        assert row["link"].startswith(f"{article.url}#:~:text=")
