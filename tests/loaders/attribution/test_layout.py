"""Who speaks by the form of a page, in made-up articles about made-up people."""

from __future__ import annotations

import pytest

from loaders import read_article

HEAD = "Two accounts of the ridge\n\nExample Post, 3 June 2022\n\n"


def said(text, file="page.txt"):
    """Return each claim's party, speaker and words, as they stand in the text that was read."""
    article, _ = read_article(file, text.encode())
    return [
        (c.party, c.speaker, " ".join(article.text[c.start : c.end].split()))
        for c in article.claims
    ]


def test_hard_wrapped_lines_are_joined_before_they_are_judged():
    wrapped = (
        HEAD + "Peru said on Wednesday that a patrol from Ecuador had crossed\n"
        "the border near Piura and advanced two kilometres.\n"
    )
    assert said(wrapped) == [
        (
            "Peru",
            "Peru",
            "a patrol from Ecuador had crossed the border near Piura and advanced two kilometres",
        )
    ]


@pytest.mark.parametrize("mark", ["- ", "• ", "* ", "({}) ", "{}) "])
def test_items_of_a_list_are_claims_of_their_own(mark):
    items = [
        "Peru said that troops crossed the border",
        "Ecuador denied that it had sent any troops",
    ]
    lines = "\n".join(mark.format("ab"[i]) + item for i, item in enumerate(items))
    parties = [(party, speaker) for party, speaker, _ in said(HEAD + lines + "\n")]
    assert parties == [("Peru", "Peru"), ("Ecuador", "Ecuador")]


def test_items_led_in_by_a_speaker_are_that_speakers_and_the_next_paragraph_is_not():
    claims = said(
        HEAD + "Peru said:\n- its patrol was fired on near the river\n- two soldiers were wounded\n"
        "\nThe road stayed open on Friday.\n"
    )
    assert [party for party, _, _ in claims] == ["Peru", "Peru"]


def test_a_c_in_brackets_is_a_copyright_line_only_where_no_list_is():
    listed = HEAD + "".join(
        f"({letter}) {name} said that the road near Piura was closed.\n"
        for letter, name in (("a", "Peru"), ("b", "Ecuador"), ("c", "Brazil"))
    )
    assert [party for party, _, _ in said(listed)] == ["Peru", "Ecuador", "Brazil"]
    article, _ = read_article(
        "page.txt", (HEAD + "Peru said that the road was closed.\n\n(c) Example Post").encode()
    )
    assert "(c) Example Post" in {article.text[e.start : e.end] for e in article.excluded}


def test_the_mark_of_a_note_ends_no_word_and_the_stop_before_it_ends_the_sentence():
    claims = said(
        HEAD + "Shots were fired near Piura, Peru said.[4] Ecuador said that its troops stayed on "
        "their side.[5][6] Brazil called for talks.\n"
    )
    assert ("Ecuador", "Ecuador", "its troops stayed on their side") in claims


TRANSCRIPT = (
    "Transcript: briefing on the dam\n\n3 June 2022\n\n"
    "AMARA BEKELE, WATER MINISTER OF ETHIOPIA: The dam was filled on our own land.\n\n"
    "REPORTER: Did you tell anybody?\n\n"
    "BEKELE: No. We told them twice before.\n\n"
    "HANY SAID, EGYPT'S IRRIGATION MINISTER (through translator): We were told nothing of it.\n"
)


def test_the_words_after_a_label_are_that_persons_and_a_question_is_no_claim():
    assert said(TRANSCRIPT) == [
        ("Ethiopia", "Amara Bekele", "The dam was filled on our own land"),
        ("Ethiopia", "Amara Bekele", "We told them twice before"),
        ("Egypt", "Hany Said", "We were told nothing of it"),
    ]


def test_initials_are_the_label_they_shorten_and_what_they_tell_of_others_is_theirs():
    talk = said(
        HEAD + "Ridge Review: What happened on Monday?\n\n"
        "Colonel Ruben Marek: The patrol came over the ridge at dawn. They said the lake is theirs."
        "\n\nRR: Did you fire?\n\nRM: No. We told them to leave the lake.\n\n"
        "RR: Who fired?\n\nRM: Nobody fired at the ridge.\n"
    )
    assert [(speaker, words) for _, speaker, words in talk] == [
        ("Ruben Marek", "The patrol came over the ridge at dawn"),
        ("Ruben Marek", "They said the lake is theirs"),
        ("Ruben Marek", "We told them to leave the lake"),
        ("Ruben Marek", "Nobody fired at the ridge"),
    ]


def test_an_item_with_the_name_of_an_official_before_a_colon_is_theirs():
    claims = said(
        HEAD + "- Peruvian Defence Minister Ana Ruiz: two soldiers never left the post.\n"
        "- Sev Lake: troops moved three kilometres to the shore.\n"
        "- Death toll: two men were killed at the post.\n"
    )
    assert claims == [("Peru", "Ana Ruiz", "two soldiers never left the post")]


def test_a_colon_after_a_place_or_a_single_word_is_no_label():
    claims = said(
        HEAD + "Piura: residents said that soldiers stood near the bridge.\n\n"
        "Tumbes: the mayor said that the road was closed.\n"
    )
    assert [speaker for _, speaker, _ in claims] == ["residents", "the mayor"]


@pytest.mark.parametrize(
    ("introduction", "speaker"),
    [
        ("Oleh Marchenko grows wheat near Kupiansk. He spoke by phone.", "Oleh Marchenko"),
        ("Oleh Marchenko and Ivan Bondar grow wheat near Kupiansk.", "unnamed"),
    ],
)
def test_answers_are_the_only_person_introduced_or_open(introduction, speaker):
    claims = said(
        f"{HEAD}{introduction}\n\nQ: When did it begin?\n\nA: Two drones fell on the road.\n\n"
        "Q: Who sent them?\n\nA: Nobody told us anything.\n"
    )
    assert [name for _, name, _ in claims] == [speaker, speaker]


RELEASE = (
    "3 June 2022\n\nThai soldiers crossed the border near Preah Vihear and fired on our outpost."
    "\n\nWe reject the claim that our side fired first.\n"
)


@pytest.mark.parametrize(
    "head",
    [
        "MINISTRY OF DEFENCE OF THE KINGDOM OF CAMBODIA\nPRESS RELEASE\n",
        "Press release\n\nStatement by the Ministry of Defence of Cambodia on the shooting\n\n",
    ],
)
def test_we_in_a_release_is_its_issuer(head):
    claims = said(head + RELEASE)
    assert claims and {party for party, _, _ in claims} == {"Cambodia"}


def test_we_outside_quotation_marks_is_open_where_no_issuer_is_named():
    claims = said("A letter from the ridge\n\n" + RELEASE)
    assert claims and {party for party, _, _ in claims} == {"unattributed"}


def test_a_post_is_its_owners_and_the_paragraph_after_it_is_not():
    page = (
        "<html><head><title>Two accounts of the ridge</title></head><body><article>"
        "<h1>Two accounts of the ridge</h1><p>Peru said on Monday that a patrol had crossed the "
        "border near Piura and that it had stayed there for an hour before it went back.</p>"
        '<blockquote class="twitter-tweet"><p>No patrol of ours crossed the river.</p>&mdash; '
        'Maria Lopez (@mlopez) <a href="https://example.org/1">June 3, 2022</a></blockquote>'
        "<p>Ecuador’s army said that its patrol had stayed on its own side of the river.</p>"
        "</article></body></html>"
    )
    claims = said(page, "page.html")
    assert [speaker for _, speaker, _ in claims] == ["Peru", "Maria Lopez", "Ecuador’s army"]


def test_a_line_in_capitals_is_no_part_of_the_name_after_it():
    claims = said(
        HEAD + "WE WILL NEVER LEAVE Mbeki said that the road near Piura was mined by night.\n"
    )
    assert [speaker for _, speaker, _ in claims] == ["Mbeki"]


def test_a_mails_quoting_marks_are_no_words():
    article, _ = read_article(
        "mail.txt",
        (
            b"---------- Forwarded message ---------\nFrom: Desk <desk@example.org>\n"
            b"Date: Fri, 3 Jun 2022 at 09:12\nSubject: Statement on the ridge\n\n"
            b"> Peru said on Wednesday that a patrol from Ecuador had\n"
            b"> crossed the border near Piura.\n>\n"
            b">> Ecuador said that its forces had not crossed the border\n>> at all.\n"
        ),
    )
    assert (article.title, article.published) == ("Statement on the ridge", "2022-06-03")
    assert [c.party for c in article.claims] == ["Peru", "Ecuador"]
    assert all(">" not in article.text[c.start : c.end] for c in article.claims)


@pytest.mark.parametrize(
    "dateline",
    [
        "LIMA, Peru (AP) _ ",
        "LIMA and QUITO, June 3 (Reuters) - ",
        "SAN JUAN, P.R. (AP) — ",
        "NEW LIMA: ",
        "Peru (AFP) – ",
    ],
)
def test_a_dateline_is_cut_off_and_notes_to_editors_are_no_text(dateline):
    claims = said(
        "BC-PERU-ECUADOR-BORDER, 2nd Ld-Writethru, 0512\nURGENT\n"
        "(ADDS reaction, grafs 3-4; CORRECTS distance in graf 1 to 2 km sted 20 km)\n\n"
        f"{dateline}Peru says troops advanced 2 kilometers into its territory near a lake.\n\n"
        "EDS: UPDATES with minor edits.\n"
    )
    assert [(party, speaker) for party, speaker, _ in claims] == [("Peru", "Peru")]
