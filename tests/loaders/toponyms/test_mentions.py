"""Places in made-up sentences: which names are ground, governments, people or outlets."""

from __future__ import annotations

import pytest


def found(article):
    return {
        m.surface: (m.role, m.place_id)
        for m in article.places
        if m.role not in {"not_a_place", "adjectival"}
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trucks crossed the Kalbajar and Lachin districts at night.",
            {
                "Kalbajar": ("literal", "kalbajar_district"),
                "Lachin": ("literal", "lachin_district"),
            },
        ),
        (
            "The convoy reached the town of Lachin in the morning.",
            {"Lachin": ("literal", "lachin_town")},
        ),
        ("Officials in Yerevan met on Monday.", {"Yerevan": ("literal", "yerevan")}),
        ("Yerevan accused its neighbour of lying.", {"Yerevan": ("metonym", "yerevan")}),
        (
            "A statement of Azerbaijan’s Defense Ministry was read.",
            {"Azerbaijan": ("modifier", "country_az")},
        ),
        ("They stood at Armenia’s southern border.", {"Armenia": ("literal", "country_am")}),
        ("Armenia’s border guards stood there.", {"Armenia": ("modifier", "country_am")}),
        (
            "The Armenia-Azerbaijan border was quiet.",
            {"Armenia": ("literal", "country_am"), "Azerbaijan": ("literal", "country_az")},
        ),
        ("The Russia-led bloc kept silent.", {"Russia": ("modifier", "country_ru")}),
        ("The minister flew to Tbilisi.", {"Tbilisi": ("literal", "tbilisi")}),
        ("They fought over Kelbajar in the war.", {"Kelbajar": ("literal", "kalbajar_town")}),
        (
            "Cows graze around Lake Sevan, not at Sev Lake.",
            {"Lake Sevan": ("literal", "lake_sevan"), "Sev Lake": ("literal", "sev_lake")},
        ),
    ],
)
def test_roles_and_rows(read, text, expected):
    got = found(read(text))
    assert {surface: got.get(surface) for surface in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Georgia Brown sang.",
        "The Moscow Times wrote about it.",
        "The Minsk Group met again.",
        "It is for us to decide.",
    ],
)
def test_people_outlets_and_words_are_no_places(read, text):
    assert found(read(text)) == {}


def test_a_place_in_no_gazetteer_is_listed_and_not_located(read):
    article = read("Shots were heard near the village of Qwertyan on Monday.")
    mention = next(m for m in article.places if m.surface == "Qwertyan")
    assert mention.place_id is None and mention.lat is None
    assert "not in the gazetteer" in mention.why


def test_hard_wraps_and_brackets_do_not_break_a_name(read):
    article = read("They walked from Nagorno-\nKarabakh to [Sev] Lake and back.")
    assert [m.place_id for m in article.places] == ["nagorno_karabakh", "sev_lake"]
