"""Every page of a folder about another border, in a browser: not a word of the shipped story."""

from __future__ import annotations

from tests.browser.pieces import go, tab
from tests.dashboard.query.test_border import OURS
from tests.other_borders import CHILE, SUDAN, THAI, folder_of

WORDS = """() => { const found = [];
  const read = node => {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent);
    if (["SCRIPT", "STYLE"].includes(node.nodeName)) return;
    for (const name of ["title", "aria-label"])
      if (node.getAttribute && node.getAttribute(name)) found.push(node.getAttribute(name));
    if (node.shadowRoot) node.shadowRoot.childNodes.forEach(read);
    node.childNodes.forEach(read);
  };
  read(document.documentElement);
  return found.join(" "); }"""
"""All words of a document, those in shadow roots and behind folds among them."""


def words(seen):
    seen.rest(300)
    return " ".join(frame.evaluate(WORDS) for frame in seen.page.frames if not frame.is_detached())


def test_no_page_of_another_border_has_a_word_of_ours(visit, shelf):
    address, folder = shelf
    folder_of(folder, THAI)
    seen = visit(address)
    said = {"Map": words(seen)}
    assert "Cambodia–Thailand border" in said["Map"]
    for name in ("Read", "Not on the map"):
        tab(seen, name)
        said[name] = words(seen)
    pages = ("Compare", "Claims", "Border maps", "Download", "Your articles", "Method")
    for page in pages:
        go(seen, page)
        said[page] = words(seen)
        for name in {"Border maps": ("Can the map test it?", "Each side on the border")}.get(
            page, ()
        ):
            tab(seen, name)
            said[name] = words(seen)
    assert "Digital Chart of the World 1989" in said["Border maps"]
    assert {name: OURS.findall(text) for name, text in said.items() if OURS.search(text)} == {}
    assert not seen.errors and not seen.outside
    seen.open(f"{address}?embed=true")
    assert not OURS.search(words(seen)) and not seen.errors


LINES = """() => claimline.state.layers['boundary:line'].getLayers()
  .map(l => [l.feature.properties.line, l.getBounds().toBBoxString().split(",").map(Number)])"""
SECOND = """() => { const found = [];
  map.eachLayer(l => { const p = l.feature && l.feature.properties;
    if (p && p.layer === "country_line" && p.id === "country_line_et_sd") found.push(p.id); });
  return found; }"""


def test_the_map_of_another_border_draws_its_own_lines_and_no_second_one(visit, shelf):
    address, folder = shelf
    folder_of(folder, SUDAN)
    seen = visit(address)
    ((line, (west, south, east, north)),) = seen.map.evaluate(LINES)
    assert line == "osm" and 33 < west < east < 37 and 8 < south < north < 16
    assert seen.map.evaluate(SECOND) == []
    assert "Distances are measured from this line: OpenStreetMap" in words(seen)
    seen.map.get_by_role("button", name="All four border lines").click()
    seen.until("() => claimline.state.layers['boundary:line'].getLayers().length === 4")
    assert not seen.errors and not seen.outside


def test_the_map_moves_to_the_border_that_is_chosen(visit, shelf):
    address, folder = shelf
    folder_of(folder, THAI, CHILE)
    seen = visit(address)
    assert seen.position()[1] > 100
    seen.page.get_by_role("combobox", name="Border between").click()
    seen.page.get_by_role("option", name="Chile–Peru · 1 article").click()
    seen.page.wait_for_url("**pair=CL-PE**")
    # the map of another border is a frame of its own
    seen.page.get_by_text("One of 3 articles is about this border").wait_for()
    seen.rest(500)
    seen.until("() => map.getCenter().lng < -60")
    said = words(seen)
    assert "One of 3 articles is about this border" in said
    assert "Chile–Peru border" in said and not OURS.search(said)
    assert not seen.errors
