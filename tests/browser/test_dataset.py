"""A dataset in a browser: filtered, undone, opened in full, and what it says where it cannot be."""

from __future__ import annotations

import shutil
import urllib.request

import pytest

from benchmarks.made import made
from dashboard.dataset.build_index import build_index
from dashboard.dataset.fault import INDEX
from geodata import gazetteer
from loaders import Corpus, read_article
from loaders.dataset.from_corpus import write_corpus
from loaders.documents.sidecar import Sidecar
from tests.server import serve

HOSTILE = '<img src=x onerror="document.title=1">'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dataset")
    texts = {**dict(made(60)), "h.txt": f"Baku’s {HOSTILE} said that shots were fired at Goris."}
    read = [
        read_article(name, text.encode(), Sidecar(title=HOSTILE if name == "h.txt" else None))[0]
        for name, text in texts.items()
    ]
    write_corpus(folder, Corpus(tuple(read)), gazetteer.load())
    build_index(folder)
    return folder


def test_a_dataset_is_filtered_undone_and_opened_in_full(visit, folder):
    with serve(CLAIMLINE_DATASET=str(folder)) as address:
        seen = visit(address)
        page = seen.page
        assert "goris" in seen.marks()
        first = page.locator(".st-key-shown").inner_text()
        page.get_by_placeholder("Words, speakers").fill("shots")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?q=shots")
        seen.rest()
        assert page.locator(".st-key-shown").inner_text() != first
        assert "fired" in page.locator("blockquote").first.inner_text()
        seen.click_mark("goris")
        # at this zoom another place's mark may lie on it
        page.wait_for_url("**/?place=*")
        page.get_by_role("button", name="Every place").wait_for()
        page.go_back()
        page.wait_for_url("**/?q=shots")
        page.get_by_text("Most named").wait_for()
        with urllib.request.urlopen(f"{address}claims.csv?q=shots") as answer:
            assert answer.read().decode("utf-8-sig").startswith("claim,quote,speaker")
        page.goto(f"{address}?place=goris&q=shots")
        page.get_by_role("button", name="in full").click()
        page.get_by_text("opened in full", exact=False).first.wait_for()
        page.get_by_role("link", name="Compare").click()
        page.wait_for_url("**/compare?opened=*")
        seen.rest()
        assert page.locator('[data-testid="stException"]').count() == 0
        page.get_by_role("button", name="Back to all of them").click()
        page.wait_for_url("**/?place=goris&q=shots")
        assert not seen.errors
        assert not seen.outside
        assert page.title() != "1"


def test_a_dataset_without_an_index_says_how_to_make_one(browser, folder, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(INDEX))
    with serve(CLAIMLINE_SEEDS=str(copy)) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_text("has no index yet").wait_for()
        assert "claimline index" in page.locator(".stMain").inner_text()
        build_index(copy)
        page.reload()
        page.get_by_text("Most named").wait_for()
        page.close()
