"""Whom pronouns, offices and quotations without a verb are led back to, in made-up articles."""

from __future__ import annotations

import pytest

from tests.conftest import words


def speakers(article):
    return [c.speaker for c in article.claims if c.party != "narrator"]


def claim_with(article, said):
    return next(c for c in article.claims if said in words(article, c))


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        # the person introduced, not the one quoted before
        (
            (
                "“The bridge is closed,” Ruben Marek said.\n\nIda Holm, who"
                " owns the mill, came to the"
                " river on Monday. She said that the water was rising fast."
            ),
            "the water was rising",
            "Ida Holm",
        ),
        # the outer speaker, not the one whom he quotes
        (
            (
                "Governor Ruben Marek said that his engineer, Ivo Lang, had warned him that the dam"
                " was weak. He also said that the valley would be cleared by night."
            ),
            "the valley would be cleared",
            "Ruben Marek",
        ),
        # the clause's subject owns “its army”
        (
            (
                "Peru has moved armoured cars to the river, its army said on Monday that they were"
                " there to stay."
            ),
            "they were there to stay",
            "Peru’s army",
        ),
        # the words said name the owner
        (
            (
                "The United States said that it would watch. Peru has moved armoured cars to the"
                " river bank, its army said."
            ),
            "Peru has moved",
            "Peru’s army",
        ),
        # who was told does not speak
        (
            "The bridge will open in May, the mayor, Ida Holm, told Radio Seven.",
            "The bridge will open in May",
            "Ida Holm",
        ),
        # the addressee of a letter does not speak
        (
            "The miners’ letter to Ida Holm, the harbour commissioner, said: “Our wages are late.”",
            "Our wages are late",
            "The miners’ letter to Ida Holm",
        ),
        # the object of a relative clause does not speak
        (
            "The officer who made the arrest said that the man had been armed with a knife.",
            "the man had been armed",
            "The officer",
        ),
        # an office before a name is none of the name
        (
            (
                "Fisheries Minister Ida Holm said that the boats were gone."
                " Holm said that they would"
                " be back within a week."
            ),
            "they would be back",
            "Ida Holm",
        ),
        # a ministry spoken of, not its rival that spoke before
        (
            (
                "Chile’s border guard said that shots had been fired at its post. Peru’s foreign"
                " ministry denied this. It said its soldiers had been asleep at the time."
            ),
            "its soldiers had been asleep",
            "Peru’s foreign ministry",
        ),
        # the woman is not the man who spoke last
        (
            (
                "“We have had enough,” said John Brown, the mayor.\n\nA"
                " teacher from the harbour said"
                " that the school was shut. She said that the children were at home."
            ),
            "the children were at home",
            "A teacher from the harbour",
        ),
        # somebody without a name who was introduced, not the minister who spoke before
        (
            (
                "Minister Ida Holm said that the levy was fair. One Tarn resident who called in"
                " questioned how shops would pay it.\n\n“We are barely hanging on,” he said."
            ),
            "We are barely hanging on",
            "One Tarn resident",
        ),
        # a document of its own is not its reader's
        (
            (
                "“We sell in a careful way,” said Ida Holm, a grocer. Her words followed a report"
                " on Tuesday. The framework document recommended that the shops be closed."
            ),
            "the shops be closed",
            "The framework document",
        ),
        # the country its sentence names, not the one that spoke before
        (
            (
                "Peru said that it would wait for the court. As host of the talks, Chile’s role is"
                " to listen: the government says it will lead by example there."
            ),
            "it will lead by example",
            "Chile government",
        ),
        # the place after a comma is no name of the speaker
        (
            "That is how Judith Low of Oxford, North Carolina, described her old neighbours there.",
            "her old neighbours",
            "Judith Low",
        ),
        # a long office before the name
        (
            (
                "The head of the harbour fire and rescue unit, Chief Inspector Ruben Marek, said"
                " that the quay was safe."
            ),
            "the quay was safe",
            "Ruben Marek",
        ),
        # the crowd spoken of, not the bishop before
        (
            (
                "The bishop said that he prayed for them. Hundreds of demonstrators gathered at the"
                " gate on Sunday. They said that the minister had to go."
            ),
            "the minister had to go",
            "Hundreds of demonstrators",
        ),
        # a phrase of time is nobody
        (
            (
                "The Harbour Guild said that the ships were full. A day"
                " after the storm was over, it"
                " said the ships had left for the south."
            ),
            "the ships had left",
            "The Harbour Guild",
        ),
        # the statement that spoke before, not the minister named since
        (
            (
                "The bridge was held, a Peruvian Army statement said. Minister Ruben Marek said the"
                " talks had failed. No shots were fired, the statement added."
            ),
            "No shots were fired",
            "a Peruvian Army statement",
        ),
        # of a minister who only spoke there is no statement
        (
            (
                "Minister Ruben Marek said that the talks had failed. The"
                " statement said that nobody was hurt."
            ),
            "nobody was hurt",
            "The statement",
        ),
        # the only official without a name who spoke
        (
            (
                "A Peruvian official said that most of the men had left. The"
                " road was shut. The official said that some were near the line."
            ),
            "some were near the line",
            "A Peruvian official",
        ),
        # “it” is the source of the sentence before, not the several men that it is about
        (
            (
                "According to the Peruvian army, Chilean gunmen fired on a post near Tacna."
                " The Chilean side was asked to leave, it said."
            ),
            "was asked to leave",
            "the Peruvian army",
        ),
    ],
)
def test_the_right_mouth(read, text, said, speaker):
    assert claim_with(read(text), said).speaker == speaker


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # the subject is a thing, and two men are spoken of
        (
            (
                "Ruben Marek said that the road was open. Ivo Lang said that"
                " it was shut. The road is"
                " nine miles long and runs past the lake. He said that"
                " nobody had used it in a week."
            ),
            "nobody had used it",
        ),
        # two ministries spoke, and neither is the subject before
        (
            (
                "Peru’s ministry said that the post was lost. Chile’s"
                " ministry said that it was held."
                " The weather was fair. The ministry said that the talks would go on as planned."
            ),
            "the talks would go on",
        ),
        # the quotation is not in the first person, so it is not its subject's words
        (
            (
                "The Harbour Times reported that the mill was sold.\n\nRuben Marek left the town"
                " after the sale in May.\n\n“Thousands stood at the gate of the mill at dawn.”"
            ),
            "Thousands stood",
        ),
        # nobody is named at all
        ("The road was shut. He said that it would be open again within a week.", "open again"),
    ],
)
def test_where_two_are_possible_nobody_is_named(read, text, said):
    claim = claim_with(read(text), said)
    assert (claim.party, claim.speaker_sure) == ("unattributed", "unsure")
    assert claim.speaker_why


def test_an_army_without_a_country_is_not_the_datelines_where_another_spoke_before(read):
    article = read(
        "LIMA, June 28 (NNS) - Chile's army accused Peru on Sunday of holding seven of its"
        " soldiers in Tacna.\n\nIn a statement the armed forces said the men had been seized on the"
        " beach. Peru denied it in Lima and in Arequipa."
    )
    claim = claim_with(article, "had been seized")
    assert (claim.speaker, claim.party) == ("the armed forces", "unattributed")


def test_who_was_an_official_of_the_home_stays_that(read):
    article = read(
        "LIMA, June 28 (NNS) - The defence minister, Ivo Lang, said that the flag of Chile was"
        " planted in Tacna. “They left after I called,” he added. Chile did not answer.\n\nThe"
        " army denied it in Arequipa. Both foreign ministries said that they would talk in Lima."
    )
    assert [(c.speaker, c.party) for c in article.claims] == [
        ("Ivo Lang", "Peru"),
        ("Ivo Lang", "Peru"),
        ("The army", "unattributed"),
        ("Both foreign ministries", "unattributed"),
    ]


def test_a_minister_without_a_country_is_open_where_another_country_is_named(read):
    article = read(
        "LIMA, June 28 (NNS) - The river, drawn on maps in 1893, was never accepted by Chile. Peru"
        " has fenced it. The acting defence minister, Ivo Lang, said that it was only a line."
        "\n\nThe foreign minister, Ida Holm, said that Peru would talk in Arequipa and in Tacna."
    )
    assert [(c.speaker, c.party) for c in article.claims] == [
        ("Ivo Lang", "unattributed"),
        ("Ida Holm", "Peru"),
    ]


def test_a_quotation_over_several_paragraphs_has_the_speaker_named_at_its_end(read):
    article = read(
        "The council met on Monday.\n\n“The first bridge is safe.\n\n“The second one will be torn"
        " down before the winter,” Ida Holm said."
    )
    assert speakers(article) == ["Ida Holm", "Ida Holm"]


def test_a_quotation_that_goes_on_keeps_its_speaker(read):
    article = read(
        "“The first bridge is safe, I am told,” Ida Holm said. “We will see.\n\n“The second one"
        " will be torn down before the winter.”\n\nRuben Marek disagreed with her."
    )
    assert set(speakers(article)[:3]) == {"Ida Holm"}


def test_a_quotation_after_an_indirect_statement_is_that_speakers(read):
    article = read(
        "“We will wait,” Ruben Marek said.\n\nEditor Ida Holm reiterated that the mill must be"
        " opened to the press.\n\n“If it stays shut, people will think the worst,” she said."
    )
    assert speakers(article)[-1] == "Ida Holm"
    assert claim_with(article, "If it stays shut").speaker_sure == "certain"


def test_a_pronoun_that_another_might_be_is_likely_at_most(read):
    article = read(
        "Ruben Marek said that Ivo Lang had left the mill at dawn. He said that the gate was open."
    )
    claim = claim_with(article, "the gate was open")
    assert (claim.speaker, claim.speaker_sure) == ("Ruben Marek", "likely")


def test_a_first_name_with_a_title_leads_to_the_full_name(read):
    article = read(
        "Sir Ruben Marek came to the mill. On Tuesday, Sir Ruben said that the mill would be sold."
    )
    assert speakers(article) == ["Ruben Marek"]


def test_a_heading_that_quotes_is_no_claim(read):
    article = read(
        "Ida Holm said that the bridge was closed.\n\n“The worst"
        " winter”\n\nThe town has two bridges"
        " and one ferry, and the ferry does not run at night."
    )
    assert [words(article, c) for c in article.claims] == ["the bridge was closed"]
