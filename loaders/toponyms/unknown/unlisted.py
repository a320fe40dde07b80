"""Names that stand where only a place stands, and that no list of places has.

“near Synkivka”, “in Dostuk”, “captured Pylna”: they are listed as not found, and a person can place
them by hand. The words before a name decide, and what else it may be: a person, a body, a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from geodata.gazetteer import Gazetteer, ambiguous_names
from loaders.lexicon.tables import role_words, words_of
from loaders.toponyms.features import given_names
from loaders.toponyms.name_records import Key, Name, Sentence
from loaders.toponyms.persons import People

_MOST_WORDS = 3
"""Words of a name at most: longer runs of capitals are bodies and titles."""
_SHORTEST = 3
_LEADS = {
    "in": True,
    "near": True,
    "outside": True,
    "around": True,
    "toward": True,
    "towards": True,
    "through": True,
    "at": False,
    "from": False,
    "to": False,
}
"""Words that a place follows, and whether little else does: “from” and “at” often lead a body."""
_TAKEN = frozenset(
    {"captured", "seized", "entered", "occupied", "took", "taken", "liberated", "shelled"}
)
_PART_OF_TOWN = frozenset({"outskirts", "village", "town", "city", "hamlet", "vicinity", "centre"})
_UNITS = frozenset({"km", "kilometres", "kilometers", "miles", "mi", "metres", "meters"})
_LEAST_LIST = 3
"""Names of a list, one of them a known town, from which on the others are read as towns too."""
LISTED = "no list of places has it"


def find_unlisted(
    sentences: Sequence[Sentence],
    names: Sequence[Name],
    people: People,
    persons: set[str],
    gazetteer: Gazetteer,
) -> list[Name]:
    """Return the names that only the words beside them make a place.

    What is a place once is one wherever it stands in the article. A name that is only after “at”,
    “from” or “to” may be something else: it is returned as no place, to be listed.

    Parameters
    ----------
    sentences
        The article's sentences.
    names
        The names found already.
    people, persons
        Whom it names, and words that are parts of people's names.
    gazetteer
        The places known.
    """
    rule = _Rule(names, people, persons, gazetteer)
    sure: set[Key] = set()
    found: list[Name] = []
    for sentence in sentences:
        if not _shouted(sentence):
            for index, certain, why in (
                *_led(sentence),
                *_typed(sentence),
                *_measured(sentence),
                *_lists(sentence, rule),
            ):
                last = _end(sentence, index)
                if rule.allows(sentence, index, last):
                    name = Name(sentence, index, last, (), typed="place", evidence=(why,))
                    name.not_a_place = "" if certain else f"{why}; it may be a place, but {LISTED}"
                    found.append(name)
                    rule.take(name)
                    if certain:
                        sure.add(name.key)
    for name in found:
        if name.key in sure:
            name.not_a_place = ""
    return [*found, *_again(sentences, sure, rule)]


def _led(sentence: Sentence) -> Iterator[tuple[int, bool, str]]:
    """Yield the capitalised words after a word that a place follows, and how sure that is."""
    for index in range(1, len(sentence.words)):
        word, before = sentence.words[index], sentence.words[index - 1]
        if not word.capital or before.capital or not sentence.beside(index - 1):
            continue
        lead = before.lower
        if lead in _LEADS:
            yield index, _LEADS[lead], f"it stands after “{lead}”"
        elif lead in _TAKEN and _alone(sentence, index):
            yield index, True, f"object of “{lead}”"
        elif lead == "of" and index > 1 and sentence.folded[index - 2] in _PART_OF_TOWN:
            yield index, True, f"it stands after “{sentence.folded[index - 2]} of”"


def _typed(sentence: Sentence) -> Iterator[tuple[int, bool, str]]:
    """Yield the names that a word for an area follows: “Gorkha district”."""
    for at in range(1, len(sentence.words)):
        noun = sentence.words[at]
        if noun.capital or noun.lower not in words_of("area_noun") or not sentence.beside(at - 1):
            continue
        first = at
        while first and sentence.words[first - 1].capital and sentence.beside(first - 1):
            first -= 1
        if first and first < at:
            yield first, True, f"named as a {noun.lower}"


def _alone(sentence: Sentence, index: int) -> bool:
    """Whether the phrase ends after the name: “took Pylna,”, not “took Pylna Road officials”."""
    last = _end(sentence, index)
    return not sentence.beside(last - 1) or sentence.folded[last] in words_of("function_word")


def _measured(sentence: Sentence) -> Iterator[tuple[int, bool, str]]:
    """Yield the names that a length follows: “Synkivka, 8 km north-east of …”."""
    for at in range(1, len(sentence.words)):
        if sentence.folded[at] not in _UNITS:
            continue
        for first in range(at - 1, max(0, at - 4), -1):
            if sentence.gap(first - 1).strip() in {",", "("} and sentence.words[first - 1].capital:
                start = first - 1
                while start and sentence.words[start - 1].capital and sentence.beside(start - 1):
                    start -= 1
                ahead = sentence.folded[at : at + 8]
                if "of" in ahead or "from" in ahead:
                    yield start, True, "the words after it measure where it lies"
                break


def _lists(sentence: Sentence, rule: _Rule) -> Iterator[tuple[int, bool, str]]:
    """Yield the unknown names of a list with a known town in it: “Kupiansk, Dostuk and Pylna”."""
    index = 0
    while index < len(sentence.words):
        if not sentence.words[index].capital:
            index += 1
            continue
        items = _items(sentence, index)
        towns = sum(rule.is_town(sentence, first) for first, _ in items)
        if len(items) >= _LEAST_LIST and towns and towns * 4 >= len(items):
            for first, last in items:
                if last - first == 1 and not rule.is_taken(sentence, first):
                    yield first, True, "it stands in a list of places"
        index = max(index + 1, items[-1][1] if items else 0)


def _items(sentence: Sentence, index: int) -> list[tuple[int, int]]:
    """Return the names of the list that begins at ``index``; it ends with “and”."""
    items, closed = [], False
    while index < len(sentence.words) and sentence.words[index].capital:
        last = _end(sentence, index)
        items.append((index, last))
        if closed or last >= len(sentence.words):
            break
        gap = sentence.gap(last - 1).strip()
        if sentence.folded[last] == "and" and gap in {"", ","}:
            index, closed = last + 1, True
        elif gap == ",":
            index = last
        else:
            break
    return items if closed and items and items[-1][0] == index else items[:1]


def _again(sentences: Sequence[Sentence], sure: set[Key], rule: _Rule) -> Iterator[Name]:
    """Yield the other mentions of names that are places somewhere in the article."""
    firsts = {key[0] for key in sure}
    for sentence in sentences:
        for index, word in enumerate(sentence.folded):
            if word not in firsts or not sentence.words[index].capital:
                continue
            last = _end(sentence, index)
            key = tuple(sentence.folded[index:last])
            if key in sure and not any(rule.is_taken(sentence, i) for i in range(index, last)):
                why = "the article elsewhere puts something in, near or at it"
                yield Name(sentence, index, last, (), typed="place", evidence=(why,))


@dataclass(slots=True)
class _Rule:
    """What else a capitalised word may be than a place."""

    names: Sequence[Name]
    people: People
    persons: set[str]
    gazetteer: Gazetteer
    taken: dict[tuple[int, int], Name] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.names:
            self.take(name)

    def take(self, name: Name) -> None:
        """Note the words of a name: they are no other name's."""
        for index in range(name.first, name.last):
            self.taken[id(name.sentence), index] = name

    def is_taken(self, sentence: Sentence, index: int) -> bool:
        """Whether a word belongs to a name already."""
        return (id(sentence), index) in self.taken

    def is_town(self, sentence: Sentence, index: int) -> bool:
        """Whether a word begins the name of a known town, or of one that was just found."""
        name = self.taken.get((id(sentence), index))
        if name is None or name.not_a_place:
            return False
        return not name.options or all(place.kind == "settlement" for place in name.options)

    def allows(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether a run of capitalised words can be a place’s name by its own words."""
        if not 1 <= last - first <= _MOST_WORDS:
            return False
        if any(self.is_taken(sentence, index) for index in range(first, last)):
            return False
        words, folded = sentence.words[first:last], sentence.folded[first:last]
        if words[-1].possessive or any(not word.text.isalpha() for word in words):
            return False
        if any(len(w.text) < _SHORTEST or w.text[1:] != w.text[1:].lower() for w in words):
            return False
        if last < len(sentence.words) and sentence.gap(last - 1)[:1] in {"-", "’", "'", "&"}:
            return False
        return not self._is_other(folded)

    def _is_other(self, folded: Sequence[str]) -> bool:
        """Whether one of the words is a person's, a body's, a day's or a plain one."""
        people = self.people
        for word in folded:
            if word in _other_words() or word in given_names() or self.gazetteer.adjective(word):
                return True
            if word in people.surnames or word in people.given or word in self.persons:
                return True
        known = ambiguous_names().get(folded[0])
        return known is not None and bool(known.word or known.surname)


def _end(sentence: Sentence, first: int) -> int:
    """Return where the run of capitalised words from ``first`` ends."""
    last = first + 1
    while (
        last < len(sentence.words)
        and sentence.words[last].capital
        and not sentence.words[last - 1].possessive
        and sentence.gap(last - 1) in {" ", "-", "\n", "\u00a0"}
    ):
        last += 1
    return last


def _shouted(sentence: Sentence) -> bool:
    words = sentence.words
    capitals = sum(word.capital for word in words)
    return len(words) > 4 and capitals > 0.6 * len(words)  # noqa: PLR2004


@cache
def _other_words() -> frozenset[str]:
    return (
        words_of("month")
        | words_of("weekday")
        | words_of("determiner")
        | words_of("function_word")
        | words_of("org_follow")
        | words_of("institution_head")
        | words_of("person_title")
        | words_of("courtesy_title")
        | words_of("armed_body")
        | words_of("street_word")
        | words_of("local_body")
        | words_of("english_word")
        | words_of("seldom_place")
        | role_words("body_noun")
    )
