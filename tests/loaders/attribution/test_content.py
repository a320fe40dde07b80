"""Attribution in made-up sentences about a border incident: its content and its speaker."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from loaders.attribution.cue_nouns import cue_nouns
from loaders.lexicon.tables import read_table, split_list
from tests.conftest import words


def attributed(article):
    return [(c.speaker, words(article, c)) for c in article.claims if c.party != "narrator"]


def one(article):
    (claim,) = [c for c in article.claims if c.party != "narrator"]
    return claim


@pytest.mark.parametrize(
    "quoted",
    [
        "''They crossed the ridge at dawn,''",
        "‘They crossed the ridge at dawn,’",
        "'They crossed the ridge at dawn,'",
        "«They crossed the ridge at dawn,»",
        "„They crossed the ridge at dawn,“",
        "„They crossed the ridge at dawn,”",
        '“They crossed the ridge at dawn,"',
    ],
)
def test_quotation_marks_of_every_kind(read, quoted):
    assert attributed(read(f"{quoted} the governor said. It rained.")) == [("the governor", quoted)]


def test_an_apostrophe_opens_no_quotation(read):
    article = read(
        "The shepherds' dogs barked, the mayor said. "
        "The '90s brought no peace to the soldiers' post."
    )
    assert attributed(article) == [("the mayor", "The shepherds' dogs barked")]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Armenia was accused by Azerbaijan of shelling two posts near Goris.",
            "Azerbaijan",
            "shelling two posts near Goris",
        ),
        (
            "It was reported by Interfax that shots had been fired at the lake.",
            "Interfax",
            "shots had been fired at the lake",
        ),
        ("The latest offer was rejected by Baku on Friday.", "Baku", "The latest offer"),
        (
            "The claim that troops had crossed the ridge was rejected by Baku.",
            "Baku",
            "The claim that troops had crossed the ridge",
        ),
        (
            "Anna Smith was quoted as saying that the pass was closed again.",
            "Anna Smith",
            "the pass was closed again",
        ),
    ],
)
def test_passives(read, text, speaker, content):
    assert attributed(read(text)) == [(speaker, content)]


def test_a_passive_without_an_agent_names_nobody(read):
    claim = one(read("It is reported that shots have been fired at the lake."))
    assert (claim.speaker, claim.party, claim.speaker_start) == ("unnamed", "unattributed", None)


def test_a_relayed_statement_is_the_inner_speakers_and_names_the_outer_one_as_relay(read):
    article = read(
        "Ilham Aliyev said that Nikol Pashinyan had said that the posts would move 2 kilometers "
        "back from the ridge."
    )
    outer, inner = article.claims
    assert (outer.speaker, words(article, outer)[:14]) == ("Ilham Aliyev", "Nikol Pashinya")
    assert (inner.speaker, inner.party, inner.relay) == (
        "Nikol Pashinyan",
        "Armenia",
        ("Ilham Aliyev",),
    )
    assert words(article, inner).startswith("the posts would move")
    assert (outer.distance_ids, len(inner.distance_ids)) == ((), 1)


def test_a_rejected_claim_is_read_with_both_speakers(read):
    article = read("Baku rejected Armenia's claim that its troops had crossed the ridge.")
    assert [(c.speaker, c.stance) for c in article.claims] == [
        ("Baku", "denies"),
        ("Armenia", "asserts"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "party"),
    [
        (
            "Both Armenia and Azerbaijan said that the posts had been left.",
            "Armenia and Azerbaijan",
            "Armenia and Azerbaijan",
        ),
        (
            "France and Russia urged both sides to hold their fire.",
            "France and Russia",
            "France and Russia",
        ),
        (
            "The mayor and local residents said that the road was closed.",
            "The mayor and local residents",
            "local report",
        ),
    ],
)
def test_a_joint_statement_is_one_claim_of_all_who_make_it(read, text, speaker, party):
    claim = one(read(text))
    assert (claim.speaker, claim.party) == (speaker, party)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The ministry's statement that guards had left the lake was met with doubt.",
            "The ministry",
            "guards had left the lake",
        ),
        (
            "A warning by the governor that the pass had been mined was ignored.",
            "the governor",
            "the pass had been mined",
        ),
        (
            "In a letter to the UN, Yerevan warned that the ridge was no longer safe.",
            "Yerevan",
            "the ridge was no longer safe",
        ),
        (
            "Yerevan issued a demand for the release of its two soldiers.",
            "Yerevan",
            "demand for the release of its two soldiers",
        ),
        (
            "Per the ministry, two soldiers were hurt on the ridge.",
            "the ministry",
            "two soldiers were hurt on the ridge",
        ),
        (
            "In the words of the mayor, nobody slept in the village.",
            "the mayor",
            "nobody slept in the village",
        ),
        (
            "The governor issued a statement saying that the road was open.",
            "The governor",
            "the road was open",
        ),
        (
            "Unconfirmed reports that shots were fired reached the town.",
            "Unconfirmed reports",
            "shots were fired reached the town",
        ),
    ],
)
def test_nouns_and_phrases_that_report(read, text, speaker, content):
    assert attributed(read(text)) == [(speaker, content)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a speaker in mid-sentence
        (
            "The guards, the mayor said, would stay at the post until spring.",
            [("the mayor", "The guards, the mayor said, would stay at the post until spring")],
        ),
        # a clause in front that the verb belongs to
        (
            "When the mayor said that the road was mined, drivers turned back.",
            [("the mayor", "the road was mined")],
        ),
        # who speaks stands in a relative clause
        (
            "The camp was shelled by gunners, said a farmer who asked to be let through.",
            [("a farmer", "The camp was shelled by gunners")],
        ),
        (
            "A driver who lives near the lake said the road was open.",
            [("A driver", "the road was open")],
        ),
        (
            "The Free Land (FL) party said the road was open.",
            [("The Free Land (FL) party", "the road was open")],
        ),
        (
            "The mayor believed Anna Smith's claim that the road was open.",
            [
                ("The mayor", "Anna Smith's claim that the road was open"),
                ("Anna Smith", "the road was open"),
            ],
        ),
        (
            "A driver who said the road was open was turned back.",
            [("A driver", "the road was open was turned back")],
        ),
        # two statements joined
        (
            "The mayor said the road was closed and the governor said the bridge was gone.",
            [("The mayor", "the road was closed"), ("the governor", "the bridge was gone")],
        ),
        (
            "Yerevan denied the charge of shelling and urged Baku to hold talks.",
            [
                ("Yerevan", "denied the charge of shelling"),
                ("Yerevan", "urged Baku to hold talks"),
            ],
        ),
        # words of time and place before what is said
        (
            "The mayor said on Friday that the road was closed.",
            [("The mayor", "the road was closed")],
        ),
        (
            "The mayor said in a statement on its website that the road was closed.",
            [("The mayor", "the road was closed")],
        ),
        (
            "The mayor told reporters in Goris on Friday that the road was closed.",
            [("The mayor", "the road was closed")],
        ),
        ("The mayor said there were no guards left.", [("The mayor", "there were no guards left")]),
        # where the outlet goes on
        (
            "The mayor said the road was closed, though cars were seen on it.",
            [("The mayor", "the road was closed")],
        ),
        (
            "The mayor demanded a new road in a statement on Friday.",
            [("The mayor", "demanded a new road")],
        ),
        # an office before the name
        (
            "“It is closed,” the former chief of the border guard, Anna Smith, said.",
            [("Anna Smith", "“It is closed,”")],
        ),
        # plans and refusals
        (
            "Yerevan vowed to bring the case to court.",
            [("Yerevan", "vowed to bring the case to court")],
        ),
        (
            "The governor refused to open the pass before the snow melts.",
            [("The governor", "refused to open the pass before the snow melts")],
        ),
    ],
)
def test_where_indirect_content_begins_and_ends(read, text, expected):
    assert attributed(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Armenia did not say that its troops had crossed the ridge.",
        "The governor did not deny that shots had been fired.",
        "Azerbaijani troops attacked two posts near the lake.",
        "A village called Kut lies by the lake.",
        "The states that border the lake met in spring.",
        "The mayor's remarks on Friday came late.",
    ],
)
def test_what_is_not_a_statement_makes_no_claim(read, text):
    assert attributed(read(text)) == []


def test_not_believing_something_is_a_denial(read):
    assert (
        one(read("The governor does not believe that the guards will leave the lake.")).stance
        == "denies"
    )


def test_citing_names_the_speaker_and_the_relay(read):
    for text in (
        "The post was taken at dawn, according to Interfax, citing the Armenian Defense Ministry.",
        "Interfax reported, citing the Armenian Defense Ministry, that the post was taken at dawn.",
    ):
        claim = one(read(text))
        assert (claim.speaker, claim.relay) == ("the Armenian Defense Ministry", ("Interfax",))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said:\n\n“They came at night and took the sheep from us.”",
        "“Why did they come to our village at night?” the mayor asked.",
        "“Nobody has come to our village!” The mayor said on Friday, after a night without sleep.",
        "The mayor was angry. “They took all of the sheep from us.”",
        "The mayor was angry.\n\n“They took all of the sheep from us.”",
    ],
)
def test_a_quotation_whose_speaker_is_named_in_another_sentence(read, text):
    assert (
        "mayor"
        in one(read(f"It was a cold night in the mountains.\n\n{text}\n\nIt rained.")).speaker
    )


def test_each_long_line_is_a_paragraph(read):
    filler = (
        "The road to the pass is long, and the snow lies deep on it from autumn to spring, so that "
        "few people come through. "
    )
    article = read(
        f"{filler * 2}\n“It is closed,” Anna Smith said.\n"
        f"{filler * 2}\n“It is open,” John Brown said."
    )
    assert attributed(article) == [
        ("Anna Smith", "“It is closed,”"),
        ("John Brown", "“It is open,”"),
    ]


def test_the_noun_table_holds_known_links_and_stances():
    assert {row["stance"] for row in read_table("cue_nouns")} <= {
        "asserts",
        "denies",
        "demands",
        "accuses",
        "opines",
        "reports",
    }
    links = frozenset().union(*(noun.links for noun in cue_nouns().values()))
    assert links <= {
        *("that", "to", "of", "about", "on", "over", "for", "against", "in", "whether"),
        *("with", "into", "at"),
    }


def test_no_class_of_words_lists_one_twice():
    for row in read_table("lexicon"):
        listed = Counter(split_list(row["words"]))
        assert max(listed.values()) == 1, (row["class"], listed.most_common(1))


@pytest.mark.parametrize(
    "unit",
    [
        "said ",
        "Smith's claim that ",
        "“a” ",
        "'a b ",
        "(a) ",
        "was accused by Smith of ",
        "Smith said, “a b c.” ",
    ],
)
def test_a_long_line_is_read_in_time_that_grows_with_its_length(read, unit):
    def seconds(size):
        text = (
            "It rained on the ridge all night long and in the town, the mayor said.\n\n"
            f"{unit * (size // len(unit))}\n\nIt rained."
        )
        begun = time.perf_counter()
        read(text)
        return time.perf_counter() - begun

    seconds(2_000)
    # a neighbour on the machine may slow one try
    assert any(seconds(40_000) < 12 * max(seconds(10_000), 0.05) for _ in range(3))
