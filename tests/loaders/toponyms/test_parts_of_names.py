"""No place is drawn from a person's or a body's name, nor from a part of a longer name."""

from __future__ import annotations

import pytest

from loaders import Mention, read_article


def pins(text: str) -> dict[str, Mention]:
    """Return the mentions that a map would draw, by surface."""
    article, _ = read_article("a.txt", text.encode())
    return {m.surface: m for m in article.places if m.role == "literal" and m.lat is not None}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Orla Bicester, 43, was fined on Monday. The judge told Bicester to pay.", "Bicester"),
        ("A letter reached Orla Altintas, a teacher. Altintas kept it.", "Altintas"),
        ("For Ripley it is late. “We wait,” Ripley said.", "Ripley"),
        ("The engine failed, and the GENK set up a committee of pilots.", "GENK"),
        ("They met at the village of Niort al-Zorin on Monday.", "Niort"),
        ("The sheath had ‘Zu-Niort’ on it, the police found.", "Niort"),
        ("Riots broke out in the South West on Monday.", "South West"),
        ("Hundreds of people gathered in Ravenel Square on Monday.", "Ravenel"),
        ("Last week they watched Dundee play Lyon Rovers at home.", "Lyon"),
        ("She chairs the Nurses Federation of Kent and Surrey, which met.", "Surrey"),
        ("Goats were found near the Kettering hills on Monday.", "Kettering"),
        ("The two men, both of Bicester, Nevada, were found on Monday.", "Bicester"),
        ("Tajik tanks crossed the border at Ak-Sulai early on Friday.", "Sulai"),
        ("Sudan said that its troops shelled Jebel Halawa on Monday.", "Jebel"),
        ("The crossing at Ras al-Bayada was shelled, Lebanon said.", "Ras"),
        ("Thai troops came to Prasat Nosuch on Friday, Cambodia said.", "Prasat"),
        ("The column left Qala-e-Nosuch for Kabul on Monday.", "Qala"),
    ],
)
def test_a_name_of_something_else_is_not_drawn(text: str, name: str) -> None:
    assert name not in pins(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Orla Lund, 43, of Bicester, was fined on Monday.", "Bicester", "settlement"),
        ("A Bicester man told the court in Bicester that he ran.", "Bicester", "settlement"),
        ("The ferry from Porto left on Monday. It was late.", "Porto", "settlement"),
        ("It snowed in Vermont and in Nebraska on Monday.", "Vermont", "province"),
        ("Ships were seen off the coast of Java on Monday.", "Java", "region"),
        ("Rain fell across many UK cities on Monday.", "UK", "country"),
        ("They flew to Vienna on Monday.", "Vienna", "capital"),
        ("Kyrgyzstan said that people fled to Batken on Monday.", "Batken", "settlement"),
        ("Schools in Batken region of Kyrgyzstan are shut.", "Batken", "province"),
        ("Sudan said that its troops took Jebel Abu Tayyur.", "Jebel Abu Tayyur", "mountain"),
        ("Tajik tanks crossed the border at Ak-Sai on Friday.", "Ak-Sai", "settlement"),
    ],
)
def test_a_place_is_drawn_as_what_it_is(text: str, name: str, kind: str) -> None:
    assert pins(text)[name].kind == kind


def test_a_longer_name_after_in_or_near_is_listed_without_a_point() -> None:
    article, _ = read_article("a.txt", b"They met near the village of Niort al-Zorin on Monday.")
    (listed,) = [m for m in article.places if m.role == "literal"]
    assert (listed.surface, listed.lat) == ("Niort al-Zorin", None)
