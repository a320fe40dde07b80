"""A river's name is the river's where the words say so, and then no village is drawn for it."""

from __future__ import annotations

import pytest

from loaders import Mention, read_article


def mentions(text: str) -> dict[str, Mention]:
    """Return the mentions of an article by surface."""
    article, _ = read_article("a.txt", f"News of the border.\n\n{text}".encode())
    return {m.surface: m for m in article.places}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Ukraine said its troops held the eastern bank of the Oskil near Kupiansk.", "Oskil"),
        ("Villagers crossed the Cuyuni in boats, Guyana said.", "Cuyuni"),
        ("Guyana says the Essequibo river is not the border.", "Essequibo"),
        ("The Setit River marks its end, Sudan said.", "Setit River"),
        ("She lives 800 metres from the river Vovcha in Ukraine.", "Vovcha"),
        ("They met on the bank of the Nosuchbach in Austria.", "Nosuchbach"),
    ],
)
def test_a_river_is_known_by_name_and_has_no_point(text: str, surface: str) -> None:
    river = mentions(text).get(surface)
    if river is None:  # a name that no table has
        assert surface == "Nosuchbach"
        return
    assert river.kind == "river"
    assert (river.role, river.lat) == ("literal", None)


@pytest.mark.parametrize(
    ("text", "surface", "place_id"),
    [
        ("A house burned in Oskil, Ukraine said.", "Oskil", "gn710514"),
        ("The war in Jordan went on.", "Jordan", "country_jo"),
        ("Snow fell in Colorado on Monday.", "Colorado", "us_colorado"),
        ("Troops of the Niger army came.", "Niger", "country_ne"),
        ("Rain fell in the Essequibo region of Guyana.", "Essequibo", "border_essequibo"),
    ],
)
def test_a_name_that_no_word_makes_a_river_is_none(text: str, surface: str, place_id: str) -> None:
    assert mentions(text)[surface].place_id == place_id


@pytest.mark.parametrize(
    "text",
    [
        "It came after the Republican was twice rebuffed by the house.",
        "The Columbia-based firm said so.",
        "They drink in the George in Twickenham.",
    ],
)
def test_a_plain_word_after_the_is_no_river(text: str) -> None:
    assert "river" not in {m.kind for m in mentions(text).values()}


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("The temple of Preah Vihear was hit, Cambodia said.", "border_preah_vihear_temple"),
        ("Shells fell near Preah Vihear temple, Cambodia said.", "border_preah_vihear_temple"),
        ("Rain fell in Preah Vihear province, Cambodia said.", "kh_preah_vihear"),
    ],
)
def test_a_temple_is_not_the_province_named_after_it(text: str, place_id: str) -> None:
    (found,) = [m for surface, m in mentions(text).items() if surface.startswith("Preah")]
    assert found.place_id == place_id
