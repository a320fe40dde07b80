"""The page to put on a web server, its oEmbed description, and the title a view has."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from lxml import html
from PIL import Image

from dashboard.exports.file_words import view_title
from dashboard.query.headline import headline
from dashboard.view.view import View
from tests.conftest import showing
from tests.dashboard.exports.exported import ADDRESS, PLACES, TITLE, hostile_corpus


def metas(page):
    return {
        meta.get("property") or meta.get("name"): meta.get("content")
        for meta in page.iter("meta")
        if meta.get("content")
    }


@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
def test_a_shared_link_has_a_title_a_description_and_the_picture_beside_it(cases, made, case):
    page = html.fromstring(made(case, "share.html"))
    told = metas(page)
    assert told["og:title"] == told["twitter:title"] == cases[case].heading
    assert told["og:description"].startswith(cases[case].scene.caption)
    assert told["og:site_name"] == TITLE
    assert told["twitter:card"] == "summary_large_image"
    with Image.open(io.BytesIO(made(case, told["og:image"]))) as picture:
        size = (int(told["og:image:width"]), int(told["og:image:height"]))
        assert picture.size == size
    assert ADDRESS in {a.get("href") for a in page.iter("a")}
    assert list(page.iter("script")) == [] and list(page.iter("b")) == []


@pytest.mark.parametrize("embeddable", [True, False])
def test_the_oembed_answer_is_the_map_as_a_frame_or_a_link(cases, embeddable):
    files = replace(cases["hostile"], embeddable=embeddable)
    answer = json.loads(files.make("oembed.json"))
    assert answer["version"] == "1.0" and answer["title"] == files.heading
    assert answer["type"] == ("rich" if embeddable else "link")
    if embeddable:
        frame = html.fromstring(answer["html"])
        assert frame.tag == "iframe" and frame.get("src") == f"{ADDRESS}&embed=true"
        assert isinstance(answer["width"], int) and isinstance(answer["height"], int)


def test_without_an_address_nothing_is_linked(cases):
    files = replace(cases["seeds"], address="")
    assert json.loads(files.make("oembed.json"))["type"] == "link"
    page = html.fromstring(files.make("share.html"))
    assert {a.get("href") for a in page.iter("a")} == {"page.html"}


def test_a_title_is_the_headline_only_where_its_claims_are_shown(seeds, cases, tmp_path):
    relations = cases["seeds"].relations
    whole = headline(seeds, showing(seeds).border, relations, PLACES)
    assert cases["seeds"].heading == whole.plain
    one_side = view_title(showing(seeds, View(party=("Armenia",))), relations)
    assert one_side == "Armenia–Azerbaijan border: what two articles say, and where"
    title = view_title(showing(hostile_corpus(tmp_path)), [])
    assert "what one article says" in title


def test_a_debunked_claim_is_struck_through_in_the_differences_too(cases, made):
    page = html.fromstring(made("seeds", "page.html"))
    struck = {entry.claim.id for entry in cases["seeds"].shown.entries if entry.struck}
    quoted = [
        (block.xpath("string(a/@href)").removeprefix("#c-"), block.xpath("string(span/@class)"))
        for block in page.xpath("//div[@class='positions']//blockquote")
    ]
    assert struck & {claim for claim, look in quoted if look == "struck"}
    assert {claim for claim, look in quoted if look == "struck"} <= struck
    cards = page.xpath("//article[@data-claim][blockquote[@class='struck']]/@data-claim")
    assert set(cards) == struck
    ledger = made("seeds", "ledger.md").decode()
    assert "; debunked in the article’s own words)" in ledger
