"""A place after “of” or “from” is nobody's name; a name after the name of an office is."""

from __future__ import annotations

import pytest

HEARD = "said he had heard heavy shelling."


@pytest.mark.parametrize(
    "speaker",
    [
        "A farmer from Novo Kumana",
        "A resident of the border village of Novo Kumana",
        "The head of the fire service of Novo Kumana",
    ],
)
def test_a_place_is_not_the_speaker(read, speaker):
    (claim,) = read(f"{speaker} {HEARD}").claims
    assert claim.speaker == speaker


def test_a_name_after_a_department_is_the_name(read):
    (claim,) = read(f"The director of Border Roads Anna Melik {HEARD}").claims
    assert claim.speaker == "Anna Melik"
    (claim,) = read(f"The head of the mission Rovan Telk {HEARD}").claims
    assert claim.speaker == "Rovan Telk"
