"""Whether a name is a place where it stands.

It is judged by the words beside it, by what else bears the name, and by how the article uses it
elsewhere.

The model is linear: each kind of evidence has a weight in ``data/name_evidence.csv``, and the sum
gives the likelihood. The weights were fitted by ``python -m benchmarks.fit_names`` on the corpora
LGL and TR-News. To change the model, edit the table, not this code.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from geodata.gazetteer import ambiguous_names
from geodata.place import fold, name_key
from loaders.lexicon.tables import parties, read_table, words_of
from loaders.toponyms.features import given_names, word_left, word_right
from loaders.toponyms.name_records import Candidates, Key, Name, Sentence
from loaders.toponyms.parts_of_names import part_of_name, storm_or_disease
from loaders.toponyms.persons import People, find_people, is_person
from loaders.toponyms.recognise import abbreviated
from loaders.toponyms.resolution.narrowing import listed_with_towns

PLACE_THRESHOLD = 0.42
"""Likelihood from which on a name is read as a place. The F1 of the cross-validation on LGL and
TR-News was best here: a higher value loses places, a lower one takes persons for places."""
_ABBREVIATION_LETTERS = 4
"""A word in capitals of fewer letters is read as an abbreviation (“UN”, “USA”). One of exactly
this many may be either, so nothing is made of what else the word is."""
_FREQUENT_GIVEN = 300
"""Rank among given names up to which one counts as frequent. Evidence is fitted for each class;
the limits between classes were chosen by hand."""
_SURNAME_RANKS = ((500, "frequent "), (4000, ""))
"""Ranks among surnames up to which one counts as frequent, and as neither frequent nor rare."""
_POPULATIONS = (1_000_000, 100_000, 15_000, 2_000)
"""Inhabitants above which a town is of a class of its own. Each class has a fitted weight."""
_COMMON_SURNAME = 1000
"""Rank among surnames up to which one, after a given name, makes a person (“Paris Jackson”). A
larger value takes rare surnames that are towns too. Chosen by hand."""

_OFTEN = 2
"""A name that stands more often than this is what the article is about, a place or a person."""
_CITY = 500_000
"""Inhabitants of a city that “and” joins to a capital's name: both are places."""
_METROPOLIS = 2_000_000
"""Inhabitants of a city whose name is no plain word even where it opens a sentence (“Shanghai”)."""
_FEW_WORDS = 2
"""So few words in capitals may be an abbreviation or a label; more are a headline."""
_SHOUTED = 0.8
"""The share of words in capitals from which on a capital says nothing of a name. Not all of them,
because headlines hold figures and small words."""
_SUREST = ((0.9, "high"), (0.7, "good"), (0.4, "even"))
"""How sure the surest reading of a name must be for each class of evidence that it gives to the
others. The limits were chosen by hand, the weight of each class is fitted."""
_STEEPEST = 30.0
"""Sums of weights are cut here, at a likelihood of 0 or 1 to 13 digits: the exponential of a much
greater sum would overflow."""


@dataclass(slots=True)
class Usage:
    """How an article uses its names.

    Attributes
    ----------
    persons
        Words that are parts of people's names.
    located
        Names that stand in a place's position (“in X”).
    stood_in
        Those of them that do so without a possessive: “in Lund’s film” puts nothing in Lund.
    lower
        Words that the article also writes in lower case.
    counts
        How often each name stands.
    """

    persons: set[str] = field(default_factory=set)
    located: set[Key] = field(default_factory=set)
    stood_in: set[Key] = field(default_factory=set)
    lower: frozenset[str] = frozenset()
    counts: dict[Key, int] = field(default_factory=dict)


@cache
def _weights() -> dict[str, tuple[float, str]]:
    return {
        row["evidence"]: (float(row["weight"]), row["words"]) for row in read_table("name_evidence")
    }


def judge(
    names: Sequence[Name], sentences: Sequence[Sentence], candidates: Candidates, text: str
) -> tuple[People, set[str]]:
    """Set how likely each name is a place, and why; return the people of the article.

    A name that is more likely no place says so in ``not_a_place``. The names are judged twice: what
    a name is in one sentence is evidence for what it is in the others. The people are those named
    in full, and further words that are parts of people's names.
    """
    usage = find_usage(names, sentences, candidates, text)
    doubtful = [name for name in names if name.options and not name.not_a_place]
    seen = {id(name): list(find_evidence(name, usage, candidates)) for name in doubtful}
    surest: dict[Key, float] = {}
    for name in doubtful:
        surest[name.key] = max(surest.get(name.key, 0.0), likelihood(seen[id(name)]))
    weights = _weights()
    people = find_people(sentences, candidates)
    named_so = {name.key: why for name in doubtful if (why := storm_or_disease(name))}
    for name in doubtful:
        found = [item for item in (*seen[id(name)], elsewhere(surest[name.key])) if item in weights]
        name.sure = likelihood(found)
        stated = _stated_place(name, candidates)
        place = name.sure >= PLACE_THRESHOLD or stated
        strongest = sorted(
            (item for item in found if (weights[item][0] > 0) == place),
            key=lambda item: -abs(weights[item][0]),
        )
        name.evidence = tuple(weights[item][1] for item in strongest[:2])
        part = place and (
            (name.key not in usage.stood_in and named_so.get(name.key))
            or (
                not listed_with_towns(name, candidates)
                and is_person(name, people, usage.persons, usage.stood_in, surest[name.key])
            )
            or part_of_name(name, candidates)
        )
        if not place:
            name.not_a_place = "; ".join(name.evidence)
        elif part:
            name.not_a_place = part
        elif _first_name(name):
            name.not_a_place = "a person's first name"
        elif not stated and _plain_start(name, usage):
            name.not_a_place = (
                "a plain word with a capital only for where it stands, "
                "and nothing in the article puts anything there"
            )
    return people, usage.persons


def _stated_place(name: Name, candidates: Candidates) -> bool:
    """Whether the words beside a name leave no doubt: “Plateau states”, “Cologne and Berlin”."""
    if any(place.kind in name.kinds for place in name.options):
        return not all(word in words_of("direction") for word in name.key)
    if listed_with_towns(name, candidates):
        return name.key[0] not in given_names()
    if len(name.key) > 1 or not any(place.population >= _CITY for place in name.options):
        return False
    sentence, last = name.sentence, name.last
    joined = sentence.beside(last - 1) and sentence.folded[last] == "and" and sentence.beside(last)
    other = candidates.get((sentence.folded[last + 1],), ()) if joined else ()
    sure = any(place.kind in {"country", "capital"} for place in other)
    return sure and sentence.words[last + 1].capital and name.key[0] not in given_names()


def _plain_start(name: Name, usage: Usage) -> bool:
    """Whether a plain English word has its capital only from where it stands.

    “Mobile version”, “HOUSE BURNS DOWN”. A sentence of more than two words, over four fifths of
    them in capitals, is a headline in capitals.
    """
    known = ambiguous_names().get(name.key[0]) if len(name.key) == 1 else None
    if known is None or not known.word or name.sentence.gap(name.last - 1)[:1] == ".":
        return False
    if _is_verb(name):
        return True
    large = any(p.population > _METROPOLIS and p.kind == "settlement" for p in name.options)
    if large or name.key in usage.located:
        return False
    words = [word.text for word in name.sentence.words]
    shouted = len(words) > _FEW_WORDS and (
        sum(word.isupper() for word in words) > _SHOUTED * len(words)
    )
    return shouted or (name.first == 0 and not words[0].isupper())


def _is_verb(name: Name) -> bool:
    """Whether a sentence opens with a verb and its object: “Reading about it”, “Reading this”."""
    sentence, last = name.sentence, name.last
    follows = sentence.folded[last] if sentence.beside(last - 1) else ""
    return (
        name.first == 0
        and name.key[0].endswith("ing")
        and not sentence.words[last - 1].possessive
        and (follows == "about" or follows in words_of("determiner"))
    )


def _first_name(name: Name) -> bool:
    """Whether a frequent given name stands before a surname: “Paris Jackson”.

    The surname is a common one or a known speaker's.
    """
    if len(name.key) > 1 or not _is_given(name.key[0]) or not name.sentence.beside(name.last - 1):
        return False
    word, after = (
        name.sentence.folded[name.last],
        ambiguous_names().get(name.sentence.folded[name.last]),
    )
    common = after is not None and 0 < after.surname <= _COMMON_SURNAME and not after.word
    return name.sentence.words[name.last].capital and (common or word in _known_surnames())


def likelihood(found: Iterable[str]) -> float:
    """Return how likely a name with this evidence is a place, 0 to 1.

    It is the logistic function of the summed weights, which are capped at ±30: no float overflows.
    """
    weights = _weights()
    total = weights["always"][0] + sum(weights[item][0] for item in found if item in weights)
    return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, total))))


def elsewhere(surest: float) -> str:
    """Return the evidence that a name's likeliest use in the article gives to its other uses.

    ``surest`` is the likelihood there, 0 to 1. The limits were chosen by hand, the weight of each
    class fitted.
    """
    return next(
        (f"surest {label}" for least, label in _SUREST if surest >= least),
        "surest low",
    )


def find_usage(
    names: Sequence[Name], sentences: Sequence[Sentence], candidates: Candidates, text: str
) -> Usage:
    """Return how the article uses its names."""
    usage = Usage(lower=frozenset(re.findall(r"(?<![\w’'-])[a-z]{2,}(?![\w])", text)))
    usage.persons |= _known_surnames()
    for sentence in sentences:
        _find_persons(sentence, usage)
    for name in names:
        usage.counts[name.key] = usage.counts.get(name.key, 0) + 1
        left = word_left(name, candidates)
        if left in {"in", "near", "container"} or word_right(name, candidates) == "container":
            usage.located.add(name.key)
            if not name.sentence.words[name.last - 1].possessive:
                usage.stood_in.add(name.key)
    return usage


def _find_persons(sentence: Sentence, usage: Usage) -> None:
    """Add the surnames that follow a given name, an initial or a title."""
    words, folded = sentence.words, sentence.folded
    last = 0
    for index in range(len(words) - 1):
        if not words[index].capital or words[index].possessive or not words[index + 1].capital:
            continue
        gap = sentence.gap(index)
        if gap.strip() not in {"", "."}:
            continue
        given = folded[index] in given_names() and folded[index] not in words_of("month")
        title = folded[index] in words_of("courtesy_title")
        initial = len(words[index].text) == 1
        if not (given or title or initial):
            continue
        # of several initials in a row, the first one has already led to the surname
        last = max(last, index + 1)
        while (
            last + 1 < len(words)
            and words[last + 1].capital
            and not words[last].possessive
            and sentence.gap(last).strip() in {"", "."}
            and (len(words[last].text) == 1 or folded[last] in given_names())
        ):
            last += 1
        if len(words[last].text) > 1 and folded[last] not in words_of("type_tail") | words_of(
            "org_follow"
        ):
            usage.persons.add(folded[last])
            if given:
                usage.persons.add(folded[index])


@cache
def _known_surnames() -> frozenset[str]:
    return frozenset(
        fold(person.split()[-1]) for party in parties().values() for person in party.people
    )


def _is_given(word: str) -> bool:
    known = ambiguous_names().get(word)
    return word in words_of("given_name") or (
        known is not None and 0 < known.given <= _FREQUENT_GIVEN
    )


def find_evidence(name: Name, usage: Usage, candidates: Candidates) -> Iterator[str]:
    """Yield the kinds of evidence that bear on a name, by their names in ``name_evidence.csv``."""
    yield from _of_name(name)
    right = word_right(name, candidates)
    yield f"left {word_left(name, candidates)}"
    yield (
        "abbreviated name"
        if abbreviated(name.sentence, name.first, name.last, name.options)
        else f"right {right}"
    )
    last = name.key[-1]
    if right == "surname" and _is_given(name.key[0]):
        yield "given name and surname"
    if len(name.key) == 1 and last in usage.persons:
        yield "person elsewhere"
    if name.key in usage.located:
        yield "located elsewhere"
    if (
        len(name.key) == 1
        and last in usage.lower
        and not name.sentence.words[name.first].text.isupper()
    ):
        yield "small letters elsewhere"
    if _hyphened(name, candidates):
        yield "part of a hyphened name"
    if usage.counts.get(name.key, 0) > _OFTEN:
        yield "named often"


def _hyphened(name: Name, candidates: Candidates) -> bool:
    """Whether a hyphen joins a name to a capitalised word that is itself no name.

    “Bulak-Bashi” is neither of its halves.
    """
    sentence = name.sentence
    joined = [
        beside
        for gap, beside in ((name.last - 1, name.last), (name.first - 1, name.first - 1))
        if sentence.gap(gap) == "-"
        and 0 <= beside < len(sentence.words)
        and sentence.words[beside].capital
    ]
    return any(
        (sentence.folded[beside],) not in candidates or len(sentence.words[beside].text) == 1
        for beside in joined
    )


def _of_name(name: Name) -> Iterator[str]:
    yield _size(name)
    if not any(name.key == name_key(place.name) for place in name.options):
        yield "alias only"
    if len(name.key) > 1:
        yield "several words"
        return
    letters = name.sentence.words[name.first].text.replace(".", "")
    if letters.isupper() and len(letters) < _ABBREVIATION_LETTERS:
        yield "abbreviation"
        return
    if letters.isupper():
        yield "capitals"
    if not (letters.isupper() and len(letters) == _ABBREVIATION_LETTERS):
        yield from _other_senses(name.key[0])


def _size(name: Name) -> str:
    """Return the class of the largest place of the name.

    It is a country, a capital, a province, or a town by its inhabitants.
    """
    kinds = {"country" if p.kind == "territory" else p.kind for p in name.options}
    people = max(place.population for place in name.options)
    for kind in ("country", "capital", "province"):
        if kind in kinds:
            return kind
    if people:
        return next((f"over {size:,} people" for size in _POPULATIONS if people > size), "hamlet")
    if all(place.id.startswith("gn") for place in name.options):
        return "hamlet"
    return "county" if "district" in kinds else "curated place"


def _other_senses(word: str) -> Iterator[str]:
    """Yield what else a word is: a person's name, or a plain word."""
    known = ambiguous_names().get(word)
    if known and known.word:
        yield "plain word"
    if known and known.given:
        yield "given name" if known.given <= _FREQUENT_GIVEN else "rare given name"
    if known and known.surname:
        yield next(
            (f"{label}surname" for least, label in _SURNAME_RANKS if known.surname <= least),
            "rare surname",
        )
    if word in words_of("seldom_place"):
        yield "seldom a place"
