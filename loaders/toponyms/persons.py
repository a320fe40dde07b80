"""The people whom an article names in full, by the grammar around the name.

“Ada Lund, 43,”, “Ada Lund, a teacher”, “said Ada Lund”, “the mayor, Ada Lund”. No list of given
names is needed, so that people of any country are seen. What is a person once is a person in the
rest of the article, unless the text puts something in or near a place of that name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from geodata.gazetteer import ambiguous_names
from geodata.place import Place
from loaders.lexicon.tables import reporting_verbs, role_words, words_of
from loaders.toponyms.features import given_names
from loaders.toponyms.name_records import WIDE_KINDS, Candidates, Key, Name, Sentence

_MOST_WORDS = 4
"""Words of a person's name, at most: longer runs of capitals are headlines and bodies."""
_OLDEST = 115
"""Years of the oldest person the press writes of: a greater number after a comma is no age."""
_ASIDE_WORDS = 8
"""Words after “Ada Lund, a …” within which the noun for a person stands. Chosen by hand."""
_TOWN = 500_000
"""Inhabitants from which on a place is a city that readers know: its name as a given name, or as
the first word of a body, makes no person of it elsewhere in the article."""
_SURE_PLACE, _LIKELY_PLACE = 0.97, 0.7
"""Likelihood as a place, at its likeliest in the article, from which on a name is no person: where
it is the surname of somebody named in full, and where less speaks for a person. Chosen on LGL and
TR-News: lower values leave persons on the map, higher ones lose towns."""
_COMMON_SURNAME = 1000
"""Rank among surnames up to which one makes the word before it a given name."""
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their"})
_BEFORE_PLACES = frozenset({"of", "in", "from", "near", "at"})
_SPEAKS = frozenset({"said", "says", "told", "added", "tells", "recalled"})


@dataclass(slots=True)
class People:
    """Who is named in full.

    Attributes
    ----------
    surnames, given
        The last words of the names, and all words before them, folded.
    speakers
        Single words that say or tell something. No town tells anybody anything.
    words
        Where the names stand: sentence (by identity) and index of the word.
    """

    surnames: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)
    words: set[tuple[int, int]] = field(default_factory=set)


def find_people(sentences: Sequence[Sentence], candidates: Candidates) -> People:
    """Return the people whom the sentences name in full."""
    people = People()
    for sentence in sentences:
        people.speakers.update(_speakers(sentence))
        for first, last in _runs(sentence):
            start = _after_titles(sentence, first, last)
            if start and sentence.folded[start - 1] in words_of("determiner"):
                continue  # “a Tarn Conservative”, “the Tarn Ferrari”
            if not _may_be_person(sentence, start, last, candidates):
                continue
            if not (_introduced(sentence, first, start) or _described(sentence, last)):
                continue
            people.surnames.add(sentence.folded[last - 1])
            people.given.update(sentence.folded[start : last - 1])
            people.words.update((id(sentence), index) for index in range(start, last))
    return people


def _speakers(sentence: Sentence) -> Iterator[str]:
    """Yield the capitalised words that stand alone before or after “said”, “told” and the like."""
    words, folded = sentence.words, sentence.folded
    for index, word in enumerate(folded):
        if word not in _SPEAKS or words[index].capital:
            continue
        if sentence.beside(index - 1) and words[index - 1].capital:
            alone = index < 2 or not (words[index - 2].capital and sentence.beside(index - 2))  # noqa: PLR2004
            of_place = index > 1 and folded[index - 2] in _BEFORE_PLACES  # “a nurse of X said”
            if alone and not of_place and not words[index - 1].possessive:
                yield folded[index - 1]
        closed = sentence.gap(index + 1).strip()[:1] in {".", ",", ";", ":"}
        if sentence.beside(index) and closed and words[index + 1].capital and word != "told":
            yield folded[index + 1]


def is_person(
    name: Name, people: People, persons: set[str], located: set[Key], surest: float
) -> str:
    """Return why a name of the world layer is a person here, or "".

    Parameters
    ----------
    name
        The name.
    people
        Whom the article names in full.
    persons
        Further words that follow a given name, an initial or a title somewhere.
    located
        Names that stand in a place's position.
    surest
        How likely the name is a place where it is likeliest in the article, 0 to 1.
    """
    if len(name.key) > 1:
        return ""
    word, at = name.key[0], (id(name.sentence), name.first)
    wide = any(place.kind in WIDE_KINDS for place in name.options)
    if at in people.words and (not wide or word in given_names()):
        return "part of a person’s name"
    if wide:
        return ""
    city = any(place.population > _TOWN for place in name.options)
    if name.key in located or name.kinds:
        return ""
    known = word in people.given or word in persons or word in people.speakers
    if _of_place(name):
        return ""
    limit = _SURE_PLACE if word in people.surnames else _LIKELY_PLACE
    if (word in people.surnames or (known and not city)) and surest < limit:
        return "the article has it as a person’s name"
    return "" if city else _before_surname(name)


def _of_place(name: Name) -> bool:
    """Whether the words beside a name speak of a place: “a X man”, “X residents”, “downtown X”."""
    sentence, last = name.sentence, name.last
    if name.first and sentence.beside(name.first - 1):
        before = sentence.folded[name.first - 1]
        if before in words_of("direction") or before in words_of("static_preposition"):
            return not sentence.words[last - 1].possessive
        if before == "of" and sentence.gap(name.first - 2).strip() == ",":
            return True  # “Ada Lund, 43, of X”
    if not sentence.beside(last - 1) or sentence.words[last - 1].possessive:
        return False
    after = sentence.folded[last]
    return after in words_of("local_body") or (
        not sentence.words[last].capital and after in role_words("person_noun", "local_head")
    )


def _before_surname(name: Name) -> str:
    """Return why a small place's name is a given name: a common surname follows it."""
    sentence, index = name.sentence, name.last
    if not sentence.beside(index - 1) or not sentence.words[index].capital:
        return ""
    after = ambiguous_names().get(sentence.folded[index])
    common = after is not None and 0 < after.surname <= _COMMON_SURNAME and not after.word
    return "a person’s first name" if common else ""


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the runs of two and more capitalised words with only spaces or points between them.

    A sentence in capitals, or with a capital on every word, tells no names apart.
    """
    words = sentence.words
    capitals = sum(word.capital for word in words)
    if len(words) > _MOST_WORDS and capitals > 0.7 * len(words):
        return
    index = 0
    while index < len(words):
        last = index
        while last < len(words) and words[last].capital:
            last += 1
            gap = sentence.gap(last - 1).strip()
            initial = len(words[last - 1].text) == 1
            title = sentence.folded[last - 1] in words_of("courtesy_title")
            if words[last - 1].possessive or (gap and not (gap == "." and (initial or title))):
                break
        if last - index > 1:
            yield index, last
        index = max(last, index + 1)


def _after_titles(sentence: Sentence, first: int, last: int) -> int:
    """Return where the name in a run begins, after a sentence's opening word and the titles."""
    start = first
    if sentence.folded[first] in words_of("function_word") | words_of("determiner") | words_of(
        "subordinator"
    ):
        start += 1
    titles = words_of("person_title") | words_of("courtesy_title")
    for index in range(start, last - 1):
        if sentence.folded[index] in titles or sentence.folded[index].endswith("man"):
            start = index + 1 if sentence.folded[index] in titles else start
    return start


def _may_be_person(sentence: Sentence, first: int, last: int, candidates: Candidates) -> bool:
    """Whether a run can be a person's name by its own words."""
    if not 1 < last - first <= _MOST_WORDS:
        return False
    folded = sentence.folded[first:last]
    if any(word in _no_names() for word in folded) or any(
        word.text.isupper() and len(word.text) > 1 for word in sentence.words[first:last]
    ):
        return False
    for length in range(2, last - first + 1):
        for start in range(last - first - length + 1):
            if tuple(folded[start : start + length]) in candidates:
                return False
    return not _is_area(candidates.get((folded[-1],), ()))


def _is_area(options: Sequence[Place]) -> bool:
    return any(place.kind in {"country", "territory", "capital"} for place in options)


@cache
def _no_names() -> frozenset[str]:
    """Return the words that make a run the name of a body, a street or a day."""
    return (
        words_of("org_follow")
        | words_of("type_tail")
        | words_of("type_lead")
        | words_of("type_area")
        | words_of("type_settlement")
        | words_of("direction")
        | words_of("institution_head")
        | words_of("local_body")
        | words_of("month")
        | words_of("weekday")
        | words_of("armed_body")
        | role_words("body_noun")
    )


def _introduced(sentence: Sentence, first: int, start: int) -> bool:
    """Whether the words before a name are a title, a noun for a person or a verb of saying."""
    if start > first and sentence.folded[start - 1] in words_of("person_title") | words_of(
        "courtesy_title"
    ):
        return True
    if first == 0 or start != first:
        return False
    before, gap = sentence.folded[first - 1], sentence.gap(first - 1).strip()
    if gap == ".":
        return before in words_of("courtesy_title")
    if gap not in {"", ","}:
        return False
    person = before in words_of("person_noun") or before in role_words("person_noun")
    return person or (not gap and before in _SPEAKS)


def _described(sentence: Sentence, last: int) -> bool:
    """Whether the words after a name are an age, a description of a person or a verb of saying."""
    if sentence.words[last - 1].possessive or last >= len(sentence.words):
        return False
    gap, word = sentence.gap(last - 1).strip(), sentence.folded[last]
    if gap not in {"", ","}:
        return False
    if gap == "," and word.isdigit():
        closed = sentence.gap(last).strip()[:1] in {",", ".", ";", ")", "-", "–", "—"}
        return 0 < int(word) <= _OLDEST and closed
    if word in {"who", "whose"} or word in reporting_verbs():
        return not sentence.words[last].capital
    return gap == "," and word in _ARTICLES and _person_follows(sentence, last)


def _person_follows(sentence: Sentence, index: int) -> bool:
    """Whether the head of the phrase that begins at ``index`` is a noun for a person."""
    for at in range(index + 1, min(len(sentence.words), index + _ASIDE_WORDS)):
        word = sentence.folded[at]
        if word in words_of("person_noun") or word in role_words("person_noun"):
            return True
        if word in words_of("person_title") or word.endswith(("ist", "woman", "chair")):
            return True
        if sentence.gap(at).strip() not in {"", "-"} or word in {"in", "of", "at", "that", "which"}:
            return False
    return False
