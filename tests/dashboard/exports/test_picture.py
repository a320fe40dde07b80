"""The picture of the map: a page to print, with its words, legend and caption."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from PIL import Image

from dashboard.exports.picture import picture
from dashboard.exports.picture_margin import MOST_KEYS, clean
from dashboard.html.wording import relay_chain
from dashboard.map.map_features import make_feature
from dashboard.map.scene import ATTRIBUTION
from geodata.geodesy import disc
from loaders.text.segment import fold_space
from tests.dashboard.exports.exported import ADDRESS, TITLE, words_of


@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
@pytest.mark.parametrize("name", ["map-incident.png", "map-all.png"])
def test_a_picture_is_a_page_to_print_and_not_blank(cases, made, case, name):
    with Image.open(io.BytesIO(made(case, name))) as image:
        wide, high = image.size
        # A4 at 160 dots an inch, and longer where its quotes need room
        assert wide == 1872 and high >= 1328
        assert image.info["Title"] == cases[case].heading
        assert image.info["Description"] == cases[case].scene.caption
        assert len(image.crop((50, 90, 1250, 1100)).convert("RGB").getcolors(1 << 20)) > 50
        # the legend and the caption are written
        for part in ((1290, 90, 1800, 1100), (30, 1130, 1200, 1280)):
            assert sum(image.crop(part).convert("L").histogram()[:80]) > 1000


@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
@pytest.mark.parametrize("name", ["map-incident.svg", "map-all.svg"])
def test_the_words_of_an_svg_are_words(cases, made, case, name):
    files, placed = cases[case], words_of(made(case, name))
    words = fold_space(" ".join(word for word, _, _ in placed))
    for expected in (
        TITLE,
        files.scene.caption,
        files.provenance.filters,
        files.provenance.data_version,
        ADDRESS,
        " · ".join(ATTRIBUTION),
    ):
        assert expected in words, expected
    assert "draw the border differently here" in words
    assert ("not a front line" in words) is (case != "nothing")
    assert files.heading in words and all(clean(line) in words for line in files.about)
    size = ET.fromstring(made(case, name)).get("viewBox").split()  # noqa: S314
    wide, high = float(size[2]), float(size[3])
    assert all(0 < across < wide and 0 < down < high for _, across, down in placed)


def test_every_number_leads_to_the_words_it_stands_for(cases, made):
    """Below the map each numbered distance has the words of its claims, whole."""
    files = cases["seeds"]
    placed = words_of(made("seeds", "map-incident.svg"))
    numbers = sorted(int(word) for word, _, _ in placed if word.isdigit())
    assert numbers and numbers == sorted([*range(1, numbers[-1] + 1)] * 2)
    words = fold_space(" ".join(word for word, _, _ in placed))
    drawn = {
        claim
        for f in files.scene.features
        if f["properties"]["kind"] in {"advance", "sight"} and f["properties"].get("label")
        for claim in f["properties"]["claims"]
    }
    for entry in files.shown.entries:
        if entry.claim.id in drawn:
            assert entry.quote in words and relay_chain(entry.article, entry.claim) in words
    assert "…" not in words


def test_a_picture_for_a_print_desk_has_300_dots_an_inch(made):
    with (
        Image.open(io.BytesIO(made("seeds", "map-incident.png"))) as small,
        Image.open(io.BytesIO(made("seeds", "map-incident-300dpi.png"))) as large,
    ):
        assert large.size[0] == 3510 and large.info["dpi"][0] == pytest.approx(300, abs=0.1)
        assert large.size[1] / small.size[1] == pytest.approx(300 / 160, abs=0.01)


def test_hostile_words_stay_words_in_an_svg(made):
    words = " ".join(word for word, _, _ in words_of(made("hostile", "map-incident.svg")))
    assert (
        "claimed by Armenia <script>document.title='owned'</script" in words
        and "<b>{</b> $" in words
        and "Հայաստան" in words
    )
    assert all(word.isprintable() for word, _, _ in words_of(made("hostile", "map-incident.svg")))


@pytest.mark.parametrize("many", [3, 40, 80])
def test_the_page_grows_with_the_distances_that_are_reported(cases, many):
    drawn = cases["nothing"].scene
    (south, west), (north, east) = drawn.bounds["incident"]
    up = [south + (north - south) * (n + 1) / (many + 1) for n in range(many)]
    limits = [
        make_feature(
            disc((west + east) / 2, lat, 900, 12),
            id=f"a{n}",
            kind="advance",
            name=f"{n} km, claimed by A; not a front line",
            part="band",
            opacity=0.2,
            metres=1000,
            at=[(west + east) / 2, lat],
            anchor=[(west + east) / 2, lat],
            struck=False,
            tags=[],
            label="so far",
        )
        for n, lat in enumerate(up)
    ]
    made = picture(replace(drawn, features=limits), drawn.bounds["incident"], [], "svg")
    placed = words_of(made)
    words = [word for word, _, _ in placed]
    numbers = sorted(int(word) for word in words if word.isdigit())
    # each number stands on the map and beside its words
    listed = min(many, MOST_KEYS)
    assert numbers == sorted([*range(1, listed + 1)] * 2)
    told = [word for word in words if "km, claimed by A" in word]
    assert len(told) == listed
    assert (f"{many - listed} more" in " ".join(words)) is (many > listed)
    high = float(ET.fromstring(made).get("viewBox").split()[3])  # noqa: S314
    assert all(0 < down < high for _, _, down in placed)
    caption = next(down for word, _, down in placed if "Schematic." in word)
    symbols = [down for _, across, down in placed if across > 600 and down < caption]
    assert len(symbols) >= len(drawn.legend)


def test_long_words_are_written_whole(cases):
    drawn = cases["nothing"].scene
    title = "A long title " * 20
    made = picture(drawn, drawn.bounds["incident"], ["word " * 400], "svg", title=title)
    placed = words_of(made)
    words = " ".join(word for word, _, _ in placed)
    assert words.count("word") == 400 and words.count("long title") == 20 and "…" not in words
    high = float(ET.fromstring(made).get("viewBox").split()[3])  # noqa: S314
    assert all(0 < down < high for _, _, down in placed)
