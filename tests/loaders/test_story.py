"""``story.toml`` states what a folder is about; a broken one stops nothing."""

from __future__ import annotations

import pytest

from loaders import read_paths
from loaders.model.records import Story
from loaders.story import parse_story
from tests.conftest import ROOT

GOOD = "Armenia said on 12 May 2021 that troops had crossed the border near Goris.\n"
FULL = """
title = "A week on the border"
pair = "KG-TJ"
[home]
lat = 39.9
lon = 70.6
zoom = 9
[[places]]
name = "Kok-Tash"
lat = 39.95
lon = 70.51
precision_m = 500
kind = "settlement"
source = "field notes"
[[statements]]
words = "the intake lies on one side"
speaker = "A ministry"
outlet = "A paper"
date = "2021-05-01"
address = "https://example.org/a"
"""


def read(folder, toml):
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "story.toml").write_bytes(toml.encode() if isinstance(toml, str) else toml)
    return read_paths([folder])


def test_every_field_is_read(tmp_path):
    corpus = read(tmp_path, FULL)
    story = corpus.story
    assert (story.title, story.pair) == ("A week on the border", ("KG", "TJ"))
    assert story.home == (39.9, 70.6, 9)
    assert [(p.name, p.precision_m, p.source) for p in story.places] == [
        ("Kok-Tash", 500, "field notes")
    ]
    assert [(s.speaker, s.outlet, s.topic) for s in story.statements] == [
        ("A ministry", "A paper", "border")
    ]
    assert [a.file for a in corpus.articles] == ["a.txt"]
    assert not [p for p in corpus.problems if p.file == "story.toml"]


def test_every_field_is_optional(tmp_path):
    assert read(tmp_path, "").story == Story() == parse_story("# nothing")


def test_the_shipped_story_lets_the_claims_make_the_headline(seeds):
    assert seeds.story == Story(pair=("AM", "AZ"))
    assert (ROOT / "seeds" / "story.toml").is_file() and len(seeds.articles) == 2


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ("title = ", "TOML"),
        (b'title = "\xff"', "UTF-8"),
        ("title = 3", "title"),
        (f'title = "{"x" * 200}"', "longer"),
        ('colour = "red"', "colour"),
        ('publisher = "DW"', "publisher"),
        ('pair = "Armenia and Azerbaijan"', "pair"),
        ('pair = "AM-ZQ"', "pair"),
        ('pair = "AM-AM"', "pair"),
        ("home = 3", "home"),
        ("[home]\nlat = 39.9\nlon = 70.6", "home"),
        ("[home]\nlat = 95\nlon = 70.6\nzoom = 9", "home"),
        ("[home]\nlat = nan\nlon = 70.6\nzoom = 9", "home"),
        ("places = 3", "places"),
        ('[[places]]\nname = "A"\nlat = 99\nlon = 1', "place"),
        ('[[places]]\nname = "A"\nlat = 9\nlon = 1\ncolour = 2', "place"),
        ("[[places]]\nlat = 9\nlon = 1", "place"),
        ('[[statements]]\nwords = "a"', "statement 1"),
        (
            '[[statements]]\nwords = "a"\nspeaker = "b"\noutlet = "c"\naddress = "javascript:a"',
            "statement 1",
        ),
        ('[[statements]]\nwords = "a"\nspeaker = "b"\noutlet = "c"\nlow = "d"', "statement 1"),
        ("a" + ".a" * 5000 + " = 1", "dots"),
    ],
)
def test_a_broken_one_is_named_with_its_problem_and_the_articles_are_read(tmp_path, toml, word):
    corpus = read(tmp_path, toml)
    (problem,) = [p for p in corpus.problems if p.file == "story.toml"]
    assert word in problem.problem and problem.fix and problem.skipped
    assert corpus.story == Story() and [a.file for a in corpus.articles] == ["a.txt"]


def test_it_is_no_sidecar_of_an_article_of_the_same_name(tmp_path):
    (tmp_path / "story.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "story.toml").write_text('title = "The whole folder"', encoding="utf-8")
    corpus = read_paths([tmp_path])
    assert corpus.story.title == "The whole folder"
    assert [a.title for a in corpus.articles] != ["The whole folder"]
