"""Downloads in a real browser, and what else a visitor can take along.

These are the files of a view, the page that works from a disk, the map in another page, and a
citation.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from dashboard.exports.downloads import Files
from dashboard.session.shown_border import drawn
from dashboard.view.view import View
from geodata import gazetteer
from geodata.borders import border_lines
from loaders.compare.relations import find_relations
from loaders.text.segment import fold_space
from tests.conftest import showing
from tests.dashboard.exports.exported import hostile_corpus
from tests.server import folder_served


def download(seen, name):
    """Press a button of Download; return the file's name and bytes."""
    with seen.page.expect_download() as started:
        seen.page.get_by_role("button", name=name, exact=True).click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


def claims_in(data):
    return [
        row["properties"]["id"]
        for row in json.loads(data)["features"]
        if row["properties"]["layer"] == "claims"
    ]


def test_the_files_are_of_what_is_shown_or_of_everything(app, visit, seeds, tmp_path):
    seen = visit(app + "?below=take&topic=border&source=dw")
    name, data = download(seen, "GeoJSON")
    shown = [
        entry.claim.id for entry in showing(seeds, View(topic=("border",), source=("dw",))).entries
    ]
    assert name == "claimline-AM-AZ-claims.geojson" and claims_in(data) == shown and shown
    about = json.loads(data)["claimline"]
    assert (
        about["address"] == app + "?source=dw&topic=border" and "Topics: Border" in about["filters"]
    )
    name, pack = download(seen, "Evidence pack (ZIP)")
    (tmp_path / name).write_bytes(pack)
    with zipfile.ZipFile(tmp_path / "claimline-AM-AZ-evidence-pack.zip") as archive:
        assert archive.testzip() is None and archive.read("claims.geojson") == data
    seen.page.get_by_role("radio", name="Everything").click()
    seen.page.get_by_text(re.compile("69 of 69 claims")).wait_for()
    # Streamlit loses a press that comes while it still redraws the button
    seen.page.locator("[data-testid=stCode]", has_text=f'src="{app}?embed=true"').wait_for()
    seen.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    assert claims_in(download(seen, "GeoJSON")[1]) == list(seeds.claims)
    assert seen.errors == [] and seen.outside == []


@pytest.fixture
def from_disk(browser, tmp_path):
    """Open a page from a disk, without a network; yield how, and what went wrong."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    opened = context.new_page()
    wrong = []
    opened.on(
        "console",
        lambda message: (
            wrong.append(message.text) if message.type in {"error", "warning"} else None
        ),
    )
    opened.on("pageerror", lambda error: wrong.append(str(error)))

    def local(route):
        if route.request.url.startswith(("file:", "data:")):
            route.continue_()
        else:
            wrong.append(route.request.url)
            route.abort()

    opened.route("**/*", local)

    def load(corpus):
        places = gazetteer.load()
        shown = showing(corpus, View())
        files = Files(
            shown,
            drawn(shown),
            find_relations(corpus, places),
            "",
            "Claimline",
        )
        (tmp_path / "page.html").write_bytes(files.make("page.html"))
        opened.goto((tmp_path / "page.html").as_uri())
        opened.wait_for_function("() => window.map && document.querySelector('[data-mark]')")
        return opened, files

    yield load, wrong
    context.close()


def test_the_offline_page_needs_nothing_but_itself(seeds, from_disk):
    load, wrong = from_disk
    page, files = load(seeds)
    ids = page.evaluate(
        "() => { const ids = []; map.eachLayer(l => { if (l.feature) "
        "ids.push(l.feature.properties.id); }); return ids; }"
    )
    assert {f["properties"]["id"] for f in files.scene.features} <= set(ids)
    assert page.evaluate("() => claimline.state.borders.length") == len(border_lines("AM-AZ"))
    assert files.scene.caption in page.locator(".cl-caption").inner_text()
    # a click on a mark lights up its claims
    page.locator("[data-mark='sev_lake']").last.click()
    claims = next(
        f["properties"]["claims"]
        for f in files.scene.features
        if f["properties"]["id"] == "sev_lake"
    )
    lit = page.locator("article.chosen")
    lit.first.wait_for()
    assert sorted(lit.evaluate_all("nodes => nodes.map(node => node.dataset.claim)")) == sorted(
        claims
    )
    # and a claim shows its marks
    page.evaluate("() => { map.setView([41, 44], 8, { animate: false }); }")
    claim = next(
        entry.claim.id for entry in files.shown.entries if "commanding height" in entry.quote
    )
    page.locator(f"#c-{claim}").get_by_role("button", name="Show on map").click()
    kapan = gazetteer.load()["kapan"].position
    page.wait_for_function(
        "at => map.getBounds().contains([at[1], at[0]]) && map.getZoom() > 8", arg=kapan
    )
    assert lit.evaluate_all("nodes => nodes.map(node => node.dataset.claim)") == [claim]
    assert wrong == []


def test_hostile_words_run_nothing_in_the_offline_page(from_disk, tmp_path):
    (tmp_path / "articles").mkdir()
    load, wrong = from_disk
    page, files = load(hostile_corpus(tmp_path / "articles"))
    page.locator("[data-mark='goris']").last.click()
    page.locator("article.chosen", has_text="</script><img src=x").wait_for()
    assert (
        page.title() == files.heading
        and page.locator("img[src=x]").count() == 0
        and page.locator("script").count() == 3
    )
    assert wrong == []


@pytest.fixture
def elsewhere(tmp_path):
    """Serve a page of somebody else's, from another port."""
    with folder_served(tmp_path) as address:

        def write(body):
            (tmp_path / "story.html").write_text(
                f'<!doctype html><meta charset="utf-8"><h1>A story</h1>{body}', encoding="utf-8"
            )
            return f"{address}story.html"

        yield write


def test_the_lines_to_embed_show_the_map_in_another_page(app, visit, elsewhere):
    seen = visit(app + "?below=take&source=dw")
    lines = seen.page.locator("[data-testid=stCode]", has_text="<iframe").inner_text()
    assert lines.startswith(f'<iframe src="{app}?source=dw&amp;embed=true"')
    seen.page.goto(elsewhere(lines))
    seen.page.wait_for_function("() => document.querySelector('h1').textContent === 'A story'")
    seen.until(
        "() => window.claimline && claimline.state.payload && "
        "document.querySelector('.cl-caption').textContent"
    )
    assert (
        "Schematic. Built from 1 article published" in seen.map.locator(".cl-caption").inner_text()
    )
    assert "sev_lake" in seen.marks() and "goris" not in seen.marks()
    assert "source=dw" in seen.map.get_by_role(
        "link", name=re.compile("Open the whole page")
    ).get_attribute("href")


def test_a_click_in_an_embedded_map_shows_the_words_behind_the_mark(app, enter, elsewhere, seeds):
    seen = enter()
    frame = f'<iframe src="{app}?embed=true" width="700" height="480"></iframe>'
    seen.page.goto(elsewhere(frame))
    seen.until("() => window.claimline && claimline.state.payload && claimline.state.begun")
    seen.map.locator("[data-mark='sev_lake']").last.focus()
    seen.page.keyboard.press("Enter")
    said = seen.map.get_by_role("dialog")
    said.wait_for()
    claims = said.evaluate(
        "() => claimline.state.payload.geojson.features.find("
        "f => f.properties.id === 'sev_lake').properties.claims"
    )
    quotes = said.locator("blockquote").all_inner_texts()
    assert len(quotes) == min(3, len(claims))
    for words, claim in zip(quotes, claims, strict=False):
        article, spoken = seeds.claims[claim]
        whole = fold_space(article.text[spoken.start : spoken.end])
        assert whole.startswith(words.removesuffix(" …"))
        assert spoken.speaker in said.inner_text() and article.publisher in said.inner_text()
    way = said.get_by_role("link", name="Read on Claimline").first.get_attribute("href")
    assert f"claim={claims[0]}" in way and "embed" not in way
    # it stays when the click has selected the mark, and Escape closes it
    seen.until("() => claimline.state.payload.selected.place === 'sev_lake'")
    assert said.is_visible()
    said.press("Escape")
    said.wait_for(state="detached")
    assert seen.errors == []


def test_a_claim_can_be_cited_and_its_link_opens_it(app, visit):
    seen = visit(app + "?q=commanding")
    seen.page.get_by_role("button", name="Cite").click()
    dialog = seen.page.get_by_role("dialog", name="Cite this claim")
    forms = dialog.locator("[data-testid=stCode]")
    forms.nth(2).wait_for()
    plain, markdown, bibtex = forms.all_inner_texts()
    assert (
        plain.startswith("“")
        and markdown.startswith("> ")
        and bibtex.startswith("@online{0519f768641f-")
    )
    links = [
        re.search(r"http://127\.0\.0\.1:\d+/\?claim=([0-9a-f]+-\d+)", form)
        for form in (plain, markdown, bibtex)
    ]
    assert len({link[0] for link in links}) == 1 and links[0][0].startswith(app)
    for form in (plain, markdown, bibtex):
        assert "commanding height" in form and "#:~:text=" in form and "The Moscow Times" in form
    fresh = visit(links[0][0])
    fresh.until("claim => claimline.state.payload.selected.claim === claim", links[0][1])
    fresh.page.locator("blockquote:visible", has_text="commanding height").first.wait_for()
