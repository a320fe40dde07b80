"""The link of an excerpt jumps to the sentence, on a page that holds the article's text."""

from __future__ import annotations

from html import escape

import pytest

from loaders.documents.urls import source_link
from loaders.text.segment import fold_space
from tests.server import folder_served


@pytest.fixture
def page_of(tmp_path):
    """Serve an article as its outlet would, each paragraph more than a screen below the last."""
    with folder_served(tmp_path) as address:

        def write(article):
            blocks = (escape(fold_space(article.text[s.start : s.end])) for s in article.body_spans)
            html = "".join(f'<p style="margin-top: 1200px">{block}</p>' for block in blocks)
            (tmp_path / "article.html").write_text(
                f'<!doctype html><meta charset="utf-8">{html}', encoding="utf-8"
            )
            return f"{address}article.html"

        yield write


def test_every_link_jumps_to_its_sentence(enter, moscow_times, page_of):
    address = page_of(moscow_times)
    claims = [c for c in moscow_times.claims if any(s.contains(c) for s in moscow_times.body_spans)]
    page = enter(viewport={"width": 900, "height": 600}).page
    for claim in claims[::5]:
        page.goto("about:blank")  # else the address would only scroll the page that is open
        page.goto(address + "#" + source_link(moscow_times, claim).split("#", 1)[1])
        page.wait_for_function("() => window.scrollY > 0", timeout=8000)
        start = fold_space(moscow_times.text[claim.start : claim.end])[:25]
        seen = page.evaluate(
            """() => [...document.querySelectorAll('p')].filter(p => {
              const b = p.getBoundingClientRect();
              return b.bottom > 0 && b.top < innerHeight;
            }).map(p => p.textContent).join(' ')"""
        )
        assert start in seen
