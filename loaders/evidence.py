"""Is a name a place here? The words beside it, what else bears the name, and how the article uses it elsewhere.

A linear model: each kind of evidence has a weight in ``data/name_evidence.csv``, and the sum says how sure the reading is.
The weights were fitted by ``python -m benchmarks.fit_names``; the table, not this code, is what a person would edit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from geodata.gazetteer import Place, ambiguous_names, name_key
from loaders.names import Candidates, Key, Name, Sentence
from loaders.role_words import role_words
from loaders.tables import parties, read_table, reporting_verbs, words_of

KEEP = 0.42
"""From this likelihood on a name is read as a place: where F1 was best in cross-validation."""
_ABBREVIATION = 4
_FREQUENT = 300
_PLACE_LEFT = {"in": "in", "near": "near", "at": "at", "from": "from or to", "to": "from or to", "of": "of", "the": "the", "and": "and", "by": "by"}
_CONTAINERS = frozenset({"country", "province", "region"})


@dataclass(slots=True)
class Usage:
    """How an article uses its names: which words are parts of people's names, and which names stand in a place's position."""

    persons: set[str] = field(default_factory=set)
    located: set[Key] = field(default_factory=set)
    lower: frozenset[str] = frozenset()
    counts: dict[Key, int] = field(default_factory=dict)


@cache
def _weights() -> dict[str, tuple[float, str]]:
    return {row["evidence"]: (float(row["weight"]), row["words"]) for row in read_table("name_evidence")}


def judge(names: Sequence[Name], sentences: Sequence[Sentence], candidates: Candidates, text: str) -> None:
    """Set how sure each name is a place, and why; one that is more likely none says so in ``not_a_place``.

    Read twice: what a name is in one sentence bears on what it is in the others.
    """
    usage = find_usage(names, sentences, candidates, text)
    doubtful = [name for name in names if name.options and not name.not_a_place]
    seen = {id(name): list(find_evidence(name, usage, candidates)) for name in doubtful}
    surest: dict[Key, float] = {}
    for name in doubtful:
        surest[name.key] = max(surest.get(name.key, 0.0), likelihood(seen[id(name)]))
    weights = _weights()
    for name in doubtful:
        found = [item for item in (*seen[id(name)], elsewhere(surest[name.key])) if item in weights]
        name.sure = likelihood(found)
        place = name.sure >= KEEP
        strongest = sorted((item for item in found if (weights[item][0] > 0) == place), key=lambda item: -abs(weights[item][0]))
        name.evidence = tuple(weights[item][1] for item in strongest[:2])
        if not place:
            name.not_a_place = "; ".join(name.evidence)


def likelihood(found: Iterable[str]) -> float:
    """Return how likely a name with this evidence is a place, 0 to 1."""
    weights = _weights()
    total = weights["always"][0] + sum(weights[item][0] for item in found if item in weights)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def elsewhere(surest: float) -> str:
    """Return the evidence that the surest reading of a name in the article gives to its other readings."""
    return next((f"surest {label}" for least, label in ((0.9, "high"), (0.7, "good"), (0.4, "even")) if surest >= least), "surest low")


def find_usage(names: Sequence[Name], sentences: Sequence[Sentence], candidates: Candidates, text: str) -> Usage:
    """Return how the article uses its names."""
    usage = Usage(lower=frozenset(re.findall(r"(?<![\w’'-])[a-z]{2,}(?![\w])", text)))
    for party in parties().values():
        for person in party.people:
            usage.persons.add(person.split()[-1].lower())
    for sentence in sentences:
        _find_persons(sentence, usage)
    for name in names:
        usage.counts[name.key] = usage.counts.get(name.key, 0) + 1
        left = _left(name, candidates)
        if left in {"in", "near", "container"} or _right(name, candidates) == "container":
            usage.located.add(name.key)
    return usage


def _find_persons(sentence: Sentence, usage: Usage) -> None:
    """Add the surnames that follow a given name, an initial or a title."""
    words, folded = sentence.words, sentence.folded
    for index in range(len(words) - 1):
        if not words[index].capital or words[index].possessive or not words[index + 1].capital:
            continue
        gap = sentence.gap(index)
        if gap.strip() not in {"", "."}:
            continue
        given = folded[index] in _given() and folded[index] not in words_of("month")
        title = folded[index] in words_of("courtesy_title")
        initial = len(words[index].text) == 1
        if not (given or title or initial):
            continue
        last = index + 1
        while last + 1 < len(words) and words[last + 1].capital and not words[last].possessive and sentence.gap(last).strip() in {"", "."} and (len(words[last].text) == 1 or folded[last] in _given()):
            last += 1
        if len(words[last].text) > 1 and folded[last] not in words_of("type_tail") | words_of("org_follow"):
            usage.persons.add(folded[last])
            if given:
                usage.persons.add(folded[index])


@cache
def _given() -> frozenset[str]:
    return frozenset(name for name, row in ambiguous_names().items() if row.given) | words_of("given_name")


def _is_given(word: str) -> bool:
    known = ambiguous_names().get(word)
    return word in words_of("given_name") or (known is not None and 0 < known.given <= _FREQUENT)


def find_evidence(name: Name, usage: Usage, candidates: Candidates) -> Iterator[str]:
    """Yield the kinds of evidence that bear on a name, as ``name_evidence.csv`` calls them."""
    yield from _of_name(name)
    yield f"left {_left(name, candidates)}"
    if abbreviated(name):
        yield "abbreviated name"
    else:
        yield f"right {_right(name, candidates)}"
    last = name.key[-1]
    if _right(name, candidates) == "surname" and _is_given(name.key[0]):
        yield "given name and surname"
    if len(name.key) == 1 and last in usage.persons:
        yield "person elsewhere"
    if name.key in usage.located:
        yield "located elsewhere"
    if len(name.key) == 1 and last in usage.lower and not name.sentence.words[name.first].text.isupper():
        yield "small letters elsewhere"
    if usage.counts.get(name.key, 0) > 2:
        yield "named often"


def _of_name(name: Name) -> Iterator[str]:
    best = name.options[0]
    kinds = {place.kind for place in name.options}
    people = max(place.population for place in name.options)
    word = name.sentence.words[name.first]
    if "country" in kinds:
        yield "country"
    elif "capital" in kinds:
        yield "capital"
    elif "province" in kinds:
        yield "province"
    elif people:
        yield next((f"over {size:,} people" for size in (1_000_000, 100_000, 15_000, 2_000) if people > size), "hamlet")
    elif all(place.id.startswith("gn") for place in name.options):
        yield "hamlet"
    elif "district" in kinds:
        yield "county"
    else:
        yield "curated place"
    if not any(name.key == name_key(place.name) for place in name.options):
        yield "alias only"
    if len(name.key) > 1:
        yield "several words"
        return
    letters = word.text.replace(".", "")
    known = ambiguous_names().get(name.key[0])
    if letters.isupper() and len(letters) <= _ABBREVIATION:
        yield "abbreviation" if len(letters) < _ABBREVIATION else "capitals"
        return
    if known:
        if known.word:
            yield "plain word"
        if known.given:
            yield "given name" if known.given <= _FREQUENT else "rare given name"
        if known.surname:
            yield "frequent surname" if known.surname <= 500 else "surname" if known.surname <= 4000 else "rare surname"
    if name.key[0] in words_of("seldom_place"):
        yield "seldom a place"
    if letters.isupper():
        yield "capitals"


def abbreviated(name: Name) -> bool:
    """Whether a name is written as an abbreviation with its point, as the gazetteer lists it: “Conn.”, “W.Va.”."""
    sentence = name.sentence
    start, end = sentence.words[name.first].start, sentence.words[name.last - 1].end
    if sentence.text[end : end + 1] == ".":
        end += 1
    written = "".join(sentence.text[start:end].split())
    return written.endswith(".") and any(written == "".join(listed.split()) for place in name.options for listed in place.names)


def _left(name: Name, candidates: Candidates) -> str:
    sentence, index = name.sentence, name.first - 1
    if index < 0:
        return "sentence start"
    gap, word, folded = sentence.gap(index).strip(), sentence.words[index], sentence.folded[index]
    if gap == ".":
        if folded in words_of("courtesy_title"):
            return "title"
        if len(word.text) == 1 and word.capital:
            return "initial"
        return "abbreviation"
    if gap:
        if gap == "," and any(tuple(sentence.folded[i : index + 1]) in candidates for i in range(max(0, index - 2), index + 1)) and word.capital:
            return "place and comma"
        return "comma" if gap == "," else "dash" if gap[0] in "-–—/" else "quote" if gap[0] in "“\"‘(" else "mark"
    if word.possessive:
        return "possessive"
    if word.capital and index > 0:
        if folded in words_of("courtesy_title"):
            return "title"
        if folded in words_of("person_title"):
            return "office"
        if folded in _given():
            return "given name"
        if folded in words_of("direction"):
            return "capital compass"
        if folded in words_of("org_follow"):
            return "organisation"
        return "capital"
    if folded in _PLACE_LEFT:
        return _PLACE_LEFT[folded]
    if word.capital:
        return "given name" if folded in _given() else "title" if folded in words_of("person_title") else "sentence start word" if folded not in words_of("static_preposition") else "in"
    if folded in role_words("ground_noun"):
        return "type word"
    if folded in role_words("object_ground_verb"):
        return "motion verb"
    for word_class, label in (
        ("static_preposition", "in"),
        ("direction", "compass"),
        ("person_title", "office"),
        ("person_noun", "office"),
    ):
        if folded in words_of(word_class):
            return label
    if folded in reporting_verbs():
        return "reporting verb"
    if folded in words_of("determiner"):
        return "determiner"
    return "digit" if folded[0].isdigit() else "other"


def _right(name: Name, candidates: Candidates) -> str:
    sentence, index = name.sentence, name.last
    if sentence.words[index - 1].possessive:
        return "possessive"
    gap = sentence.gap(index - 1).strip()
    if index >= len(sentence.words):
        return "sentence end"
    word, folded = sentence.words[index], sentence.folded[index]
    if gap == ",":
        if word.capital and container_after(sentence, index, candidates)[1]:
            return "container"
        return "comma"
    if gap:
        if gap[0] in "-–":
            return "based" if folded in {"based", "area", "born"} else "dash"
        return "bracket" if gap[0] in "([" else "stop" if gap[0] in ".;:!?" else "mark"
    if word.capital:
        if folded in words_of("local_body"):
            return "local body"
        if folded in words_of("org_follow"):
            return "organisation"
        if folded in words_of("type_tail") or folded in role_words("ground_noun"):
            return "type word"
        if folded in words_of("person_title"):
            return "office"
        if folded in words_of("weekday") | words_of("month"):
            return "date"
        if container_after(sentence, index, candidates, capitals=True)[1]:
            return "container"
        known = ambiguous_names().get(folded)
        if known and known.surname:
            return "surname"
        return "capital"
    if folded in reporting_verbs():
        return "reporting verb"
    if folded in words_of("auxiliary"):
        return "auxiliary"
    if folded in role_words("ground_noun"):
        return "small type word"
    if folded in words_of("speaker_noun") or folded in words_of("person_noun"):
        return "people word"
    return "digit" if folded[0].isdigit() else "other"


def container_after(sentence: Sentence, index: int, candidates: Candidates, *, capitals: bool = False) -> tuple[int, Sequence[Place]]:
    """Return where a province or country named from a word on ends, and its rows; ``(0, ())`` where there is none.

    With ``capitals`` only an abbreviation in capitals counts (“Lexington KY”).
    """
    for last in range(min(len(sentence.words), index + 3), index, -1):
        options = candidates.get(tuple(sentence.folded[index:last]), ())
        areas = [place for place in options if place.kind in _CONTAINERS]
        if areas and sentence.joined(index, last) and (not capitals or sentence.words[index].text.isupper()):
            return last, areas
    return 0, ()
