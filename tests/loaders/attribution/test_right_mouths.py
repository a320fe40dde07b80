"""Whose mouth words come from where a nearer name stands beside them: made-up border news."""

from __future__ import annotations

import pytest

from tests.conftest import words


def said(article) -> list[tuple[str, str, str]]:
    """Return who says what, and with what stance; an open speaker is “?”."""
    return [
        ("?" if c.speaker_sure == "unsure" else c.speaker, words(article, c), c.stance)
        for c in article.claims
        if c.party != "narrator"
    ]


def speakers(article) -> list[str]:
    return [speaker for speaker, _, _ in said(article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Chad's president said the border was calm. Ali Moussa, who has "
                "toured the camps and plans to visit Baga, said two boats were seized."
            ),
            ["Chad's president", "Ali Moussa", "Ali Moussa"],
        ),
        (
            (
                "Chad denied the report, but Sani Kado of Niger, who criticised the raid "
                "before and wants to close the road, said troops had crossed."
            ),
            ["Chad", "Sani Kado", "Sani Kado", "Sani Kado"],
        ),
        (
            "Renn, whom the police accuse of smuggling, said he was a fisherman.",
            ["Renn"],
        ),
        (
            (
                "When a farmer complained about the road, Mayor Ola Renn calmed him by saying "
                "that repairs would begin in May."
            ),
            ["Ola Renn"],
        ),
        (
            (
                "None of the sailors could be reached, but Captain Karl Renn made a statement. “We "
                "did not cross the line at all,” he wrote."
            ),
            ["Karl Renn"],
        ),
        (
            (
                "Farmers fled to Goro. One of them, Osman Idris, said he saw no soldiers. “They "
                "came at night,” he said."
            ),
            ["Osman Idris", "Osman Idris"],
        ),
        (
            "The blitz has become a target for the Fishing Party, which says the ads are false.",
            ["the Fishing Party"],
        ),
        (
            "A Marfield poll released in late May found that most people feared a war.",
            ["A Marfield poll"],
        ),
        (
            "Only 8 percent believe that the road is safe in winter.",
            [],
        ),
        (
            (
                "The report, according to which the boat came from a naval base, is false, the "
                "ministry said."
            ),
            ["the ministry"],
        ),
        (
            (
                "The firm Marvo is the target of suits by the sailor's family. They claim the "
                "company knew about the leak."
            ),
            ["?"],
        ),
        (
            "Khmer Echo reported that a boy was hurt; the ministry said the report was untrue.",
            ["Khmer Echo", "the ministry"],
        ),
        (
            (
                "A guard was cut, the police arrest report said. Renn ran, according to "
                "the report. Renn cut himself too. The report said he was drunk."
            ),
            ["the police arrest report"] * 3,
        ),
        (
            (
                "Colonel Turki al-Saif said the reports were false. “Nothing took place,” al-Saif "
                "said."
            ),
            ["Turki al-Saif", "Turki al-Saif"],
        ),
        (
            (
                "For Foreign Minister Ana Ruiz, the matter is closed. “They will be sent back on "
                "Friday,” she told reporters."
            ),
            ["Ana Ruiz"],
        ),
        (
            (
                "According to Peru:\n\n- Chilean boats crossed the line on Monday\n\n- two sailors "
                "were hurt by gunfire\n\nThe talks go on."
            ),
            ["Peru", "Peru"],
        ),
    ],
)
def test_the_words_stay_with_who_said_them(read, text, expected):
    assert speakers(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "denied_by", "denial"),
    [
        ("Kenya said the boats were Ugandan, a claim Kampala denied.", "Kampala", "a claim"),
        (
            "Kenya said the boats were Ugandan, which Mali's army denies.",
            "Mali's army",
            "which",
        ),
        (
            "Kenya said the boats were Ugandan, a charge Kampala rejects.",
            "Kampala",
            "a charge",
        ),
        (
            "Kenya said the boats were Ugandan, an accusation dismissed by Uganda's minister.",
            "Uganda's minister",
            "an accusation",
        ),
        ("Kenya said the boats were Ugandan. Uganda denied that.", "Uganda", "denied that"),
        ("Uganda, accused by Kenyan officials of piracy, denied any role.", "Uganda", "denied any"),
        ("Uganda, which Kenya accuses of sending boats, denies that.", "Uganda", "denies that"),
        ("Kenya accused Uganda of sending the boats. It denied that.", "?", "denied that"),
    ],
)
def test_a_denial_goes_to_who_denies(read, text, denied_by, denial):
    found = [(who, words) for who, words, stance in said(read(text)) if stance == "denies"]
    assert [who for who, _ in found] == [denied_by]
    assert found[0][1].startswith(denial)


def test_a_clause_that_goes_on_after_a_denial_is_none(read):
    assert all(
        stance != "denies"
        for _, _, stance in said(read("Kenya said the boats, which Uganda had sent, were gone."))
    )


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            (
                "The Sudanese army said six men were killed. In a statement, army spokesman Adil "
                "Hamdan said the attackers fled."
            ),
            "Sudan",
        ),
        (
            (
                "Sudan's police said six men were killed. Navy spokesman Adil Hamdan said the "
                "attackers fled."
            ),
            "unattributed",
        ),
        (
            "The coast guards of Peru and Chile said in a joint statement that the search ended.",
            "Peru and Chile",
        ),
    ],
)
def test_whose_spokesman_is_told_by_the_body_before(read, text, party):
    assert read(text).claims[-1].party == party


@pytest.mark.parametrize(
    "text",
    [
        "Mali said the boats were Ugandan, but the claim was denied",
        "Ola Renn told parliament this",
        "Ola Renn told Smith the",
        "There was a stance by Peru on",
    ],
)
def test_a_sentence_that_breaks_off_is_read(read, text):
    led = f"The patrol came down from the ridge before dawn and left by noon that day. {text}"
    assert "denies" not in [stance for _, _, stance in said(read(led))]
