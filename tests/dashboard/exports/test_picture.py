"""The picture of the map: a page to print, with its words, legend and caption."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from dashboard.exports.picture import picture
from dashboard.map.map_features import make_feature
from dashboard.map.scene import ATTRIBUTION
from geodata.geodesy import disc
from loaders.text.segment import fold_space
from tests.dashboard.exports.exported import ADDRESS, TITLE, words_of


@pytest.mark.parametrize("case", ["seeds", "hostile", "nothing"])
@pytest.mark.parametrize("name", ["map-incident.png", "map-all.png"])
def test_a_picture_is_a_page_to_print_and_not_blank(made, case, name):
    with Image.open(io.BytesIO(made(case, name))) as image:
        assert image.size == (1872, 1328)  # A4 at 160 dots an inch
        assert image.info["Title"] == TITLE and image.info["Description"].startswith("Schematic.")
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
    assert all(0 < across < 842 and 0 < down < 598 for _, across, down in placed)


def test_hostile_words_stay_words_in_an_svg(made):
    words = " ".join(word for word, _, _ in words_of(made("hostile", "map-incident.svg")))
    assert (
        "claimed by Armenia <script>document.title='owned'</script" in words
        and "<b>{</b> $" in words
        and "Հայաստան" in words
    )
    assert all(word.isprintable() for word, _, _ in words_of(made("hostile", "map-incident.svg")))


@pytest.mark.parametrize("many", [3, 40])
def test_the_legend_stays_on_the_page_however_many_distances_are_reported(cases, many):
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
    placed = words_of(picture(replace(drawn, features=limits), drawn.bounds["incident"], [], "svg"))
    words = [word for word, _, _ in placed]
    numbers = sorted(int(word) for word in words if word.isdigit())
    # each number stands on the map and beside its words
    assert numbers == sorted([*range(1, len(numbers) // 2 + 1)] * 2)
    left_out = re.search(r"and (\d+) more", " ".join(words))
    assert len(numbers) // 2 + int(left_out[1] if left_out else 0) == many and bool(left_out) is (
        many == 40
    )
    legend = next(down for word, _, down in placed if word == "Legend")
    caption = next(down for word, _, down in placed if word.startswith("Schematic."))
    symbols = [down for _, across, down in placed if across > 600 and down > legend]
    assert len(symbols) >= len(cases["nothing"].scene.legend) and max(symbols) < caption


def test_lines_too_long_for_the_page_say_that_they_go_on(cases):
    drawn = cases["nothing"].scene
    placed = words_of(picture(drawn, drawn.bounds["incident"], ["word " * 400], "svg"))
    lines = [word for word, _, _ in placed if "word" in word]
    assert len(lines) == 3 and lines[-1].endswith("…") and not lines[0].endswith("…")
