"""Names that are only a part of a longer name: no map may show a place for them.

“Zu-Niort” is not Niort, “Niort al-Zorin” neither, “Niort Square” is a square, and an abbreviation
such as “GENK” is no town called Genk.
"""

from __future__ import annotations

from collections.abc import Sequence

from geodata.gazetteer import ambiguous_names
from geodata.place import Place, fold
from loaders.lexicon.tables import words_of
from loaders.toponyms.name_records import HYPHENS, WIDE_KINDS, Candidates, Name, Sentence

_TOWN = 15_000
"""Inhabitants from which on a town is known well enough that a capitalised word before its name
does not swallow it: “Heavy Sussex rain”. Chosen on LGL and TR-News."""
_CITY = 100_000
"""Inhabitants from which on half of a hyphened name may mean the city: “Dallas-Austin train”."""
_PARTICLES = frozenset(
    {"al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "es", "ez", "et"}
)
"""Forms of the Arabic article, as they are written before a hyphen."""
_BETWEEN = frozenset({"to", "and", "or", "versus", "vs", "by", "based", "born"})
"""Words between hyphens that join two names to no third: “the Lund-to-Ystad train”."""
_SAINTS = frozenset({"st", "saint", "ste"})
"""“St Peter’s Square” is a square, “Peter’s Square” may be Peter’s."""
_LONGEST_ABBREVIATION = 5
"""Letters of an abbreviation with its points (“U.S.A” without its last), at most: longer words in
capitals are shouted."""
_PARTY_LETTERS = 3
"""Letters of a party's abbreviation before a hyphen and the town it sits for, at most."""
_NO_TYPE_WORD = frozenset({"US", "CA"})
"""Countries whose press writes “Lund State” for a university, and “Lund District” for an office."""


def part_of_name(name: Name, candidates: Candidates) -> str:
    """Return why a name of the world layer is only a part of a longer name, or ""."""
    if _direction(name):
        return "a direction"
    named = storm_or_disease(name)
    if named:
        return named
    if any(place.kind in WIDE_KINDS - {"province"} for place in name.options):
        return ""
    if _abbreviation(name):
        return "an abbreviation in capitals, which is no town"
    people = max(place.population for place in name.options)
    if _plain_tail(name):
        return "part of a longer name"
    if any(place.kind == "province" for place in name.options) and people > _CITY:
        return ""
    if _leads(name) or _linked(name) or (people < _CITY and _joined(name, candidates)):
        return "part of a longer name"
    if _before_article(name.sentence, name.last) or _after_article(name.sentence, name.first):
        return "part of a longer name"
    if people < _TOWN and _in_street(name):
        return "part of the name of a street or square"
    return ""


def _plain_tail(name: Name) -> bool:
    """Whether a plain word ends a longer name: “Central Plateau”, which is no state of Plateau."""
    if len(name.key) > 1 or not name.first or not name.sentence.beside(name.first - 1):
        return False
    if not any(place.kind == "province" for place in name.options):
        return False
    known = ambiguous_names().get(name.key[0])
    before = name.sentence.words[name.first - 1]
    direction = name.sentence.folded[name.first - 1] in words_of("direction")
    return bool(known and known.word) and before.capital and direction and name.first > 1


def storm_or_disease(name: Name) -> str:
    """Return why a name is a storm's or a disease's: “Hurricane Florence”, “Lund fever”; or ""."""
    return _after_storm(name) or _before_disease(name)


def _after_storm(name: Name) -> str:
    """Return why a name is none of a place where a word for a storm leads into it, or ""."""
    before = name.first - 1
    storm = (
        name.sentence.beside(before)
        and name.sentence.folded[before] in words_of("storm_word")
        and name.sentence.words[before].capital
        and len(name.key) == 1
    )
    return "the name of a storm" if storm else ""


def _before_disease(name: Name) -> str:
    """Return why a small place's name is none where a word for a disease follows, or ""."""
    sentence, last = name.sentence, name.last
    disease = (
        sentence.beside(last - 1)
        and sentence.folded[last] in words_of("disease_word")
        and not sentence.words[last - 1].possessive
        and all(place.population < _CITY for place in name.options)
        and not any(place.kind in WIDE_KINDS - {"region"} for place in name.options)
    )
    return "the name of a disease" if disease else ""


def as_written(
    sentence: Sentence, first: int, last: int, options: Sequence[Place]
) -> Sequence[Place]:
    """Return the places that an abbreviation in capitals stands for: “UK” is no village Uk.

    They are those whose rows have it in capitals; without any, all places of the name but those
    that have it with other letters: “ABS” is not Turkish “ABŞ”.
    """
    word = sentence.words[first].text
    if last - first > 1 or not word.isupper() or len(word) > _LONGEST_ABBREVIATION:
        return options
    return [place for place in options if word in place.names] or [
        place
        for place in options
        if any(not name.isupper() and fold(name) == sentence.folded[first] for name in place.names)
        or not any(name.isupper() and not name.isascii() for name in place.names)
    ]


def with_type_word(sentence: Sentence, last: int, options: Sequence[Place]) -> list[Place]:
    """Return the areas that a capitalised type word after a name makes it mean.

    “Edo State”, “Lofa County”: the word is part of the name. In the United States “Lund State” is a
    university, and the counties' own names have the word.
    """
    if not sentence.beside(last - 1) or sentence.words[last - 1].possessive:
        return []
    word = sentence.words[last]
    if not word.capital or word.text.isupper() or word.lower not in words_of("area_tail"):
        return []
    following = sentence.words[last + 1] if sentence.beside(last) else None
    if following and (following.capital or following.lower == "of") and not word.possessive:
        return []  # “Lund District Court”, “the Lund Department of Health”
    areas = [place for place in options if place.kind in {"province", "district"}]
    return [] if any(place.country in _NO_TYPE_WORD for place in areas) else areas


def typed_area(name: Name, candidates: Candidates) -> list[Place]:
    """Return the areas that an unlisted name has without its type word: “Lofa” of “Lofa County”."""
    if name.last - name.first == 1:
        return []
    options = candidates.get(name.key[:-1], ())
    return with_type_word(name.sentence, name.last - 1, options)


def after_capital(name: Name) -> bool:
    """Whether a capitalised word that is no direction stands right before: “Blue Lund”."""
    sentence, before = name.sentence, name.first - 1
    return (
        sentence.beside(before)
        and sentence.words[before].capital
        and not sentence.words[before].possessive
        and sentence.folded[before] not in words_of("direction") | words_of("function_word")
    )


def longer_name(sentence: Sentence, index: int, candidates: Candidates) -> int:
    """Return where a hyphened name that begins at ``index`` ends, or ``index``.

    “near Niort al-Zorin”, “at Ker-Lund”: after a place’s preposition it is a place, known or not.
    """
    lead = sentence.folded[index - 1] if index and sentence.beside(index - 1) else ""
    if lead not in words_of("static_preposition") and lead not in words_of("type_settlement"):
        of = (
            lead == "of" and index > 1 and sentence.folded[index - 2] in words_of("type_settlement")
        )
        if not of:
            return index
    last = index + 1
    if _before_article(sentence, last) and last + 1 < len(sentence.words):
        return last + 2 if sentence.words[last + 1].capital else index
    joined = (
        last < len(sentence.words)
        and sentence.gap(index) in HYPHENS
        and sentence.words[last].capital
        and not sentence.words[index].text.isupper()
        and not sentence.words[last].text.isupper()
        and sentence.gap(last) not in HYPHENS
    )
    parts = [candidates.get((sentence.folded[i],), ()) for i in (index, last)] if joined else []
    known = [any(p.kind in WIDE_KINDS or p.population >= _TOWN for p in part) for part in parts]
    goes_on = joined and sentence.beside(last) and sentence.words[last + 1].capital
    return last + 1 if joined and any(parts) and not any(known) and not goes_on else index


def _direction(name: Name) -> bool:
    """Whether a name is nothing but a direction after “the”: “rain in the South West”."""
    return (
        name.first > 0
        and name.sentence.folded[name.first - 1] == "the"
        and all(word in words_of("direction") for word in name.key)
    )


def _abbreviation(name: Name) -> bool:
    """Whether a name of one word stands in capitals among words that do not."""
    sentence, word = name.sentence, name.sentence.words[name.first].text
    if name.last - name.first > 1 or not (word.isupper() and word.isalpha()):
        return False
    if not 1 < len(word) <= _LONGEST_ABBREVIATION or any(
        word in place.names for place in name.options
    ):
        return False
    own = any(word.lower() == fold(place.name) for place in name.options)
    if name.first == 0 and not sentence.beside(0) and own:
        return False  # a dateline: “PARIS, France –”
    beside = sentence.words[max(0, name.first - 1)], sentence.words[name.last : name.last + 1]
    return not (name.first and beside[0].text.isupper()) and not any(
        after.text.isupper() for after in beside[1]
    )


def _joined(name: Name, candidates: Candidates) -> bool:
    """Whether a hyphen joins a name to a capitalised word, other than a well-known place's name."""
    sentence = name.sentence
    for gap, beside in ((name.last - 1, name.last), (name.first - 1, name.first - 1)):
        if sentence.gap(gap) not in HYPHENS or not 0 <= beside < len(sentence.words):
            continue
        word = sentence.words[beside]
        options = candidates.get((sentence.folded[beside],), ())
        known = any(place.kind in WIDE_KINDS or place.population >= _TOWN for place in options)
        if word.text.isupper() and len(word.text) <= _PARTY_LETTERS:
            continue  # “Rep. Ada Lund, D-X”
        if word.capital and not known and sentence.folded[beside] not in words_of("direction"):
            return True
    return False


def _leads(name: Name) -> bool:
    """Whether a name is only the word that longer names begin with: “Jebel Abu Tayyur”."""
    sentence, last = name.sentence, name.last
    return (
        last - name.first == 1
        and name.key[0] in words_of("name_lead")
        and (sentence.beside(last - 1) or sentence.gap(last - 1) in HYPHENS)
        and sentence.words[last].capital
        and not sentence.words[last - 1].possessive
    )


def _linked(name: Name) -> bool:
    """Whether a small word between hyphens links a name to another: “Qala-e-Naw”."""
    sentence = name.sentence
    for step, edge in ((1, name.last - 1), (-1, name.first)):
        link, end = edge + step, edge + 2 * step
        if not (0 <= end < len(sentence.words) and link >= 0):
            continue
        gaps = sentence.gap(min(edge, link)), sentence.gap(min(link, end))
        word = sentence.words[link]
        if (
            HYPHENS.issuperset(gaps)
            and not word.capital
            and word.lower not in _BETWEEN
            and sentence.words[end].capital
        ):
            return True
    return False


def _before_article(sentence: Sentence, last: int) -> bool:
    """Whether an Arabic article with a hyphen follows: “X al-Y”."""
    return (
        last + 1 < len(sentence.words)
        and sentence.beside(last - 1)
        and sentence.folded[last] in _PARTICLES
        and sentence.gap(last) in HYPHENS
    )


def _after_article(sentence: Sentence, first: int) -> bool:
    """Whether an Arabic article and a capitalised word stand before: “Y al-X”, “Al-X”."""
    if first < 1 or sentence.gap(first - 1) not in HYPHENS:
        return False
    article = sentence.words[first - 1]
    if sentence.folded[first - 1] not in _PARTICLES:
        return False
    return article.capital or (
        first > 1 and sentence.words[first - 2].capital and sentence.beside(first - 2)
    )


def _in_street(name: Name) -> bool:
    """Whether a word for a street or a square follows: “X Square”."""
    sentence, last = name.sentence, name.last
    return (
        sentence.beside(last - 1)
        and (last - name.first == 1 or name.key[0] in _SAINTS)
        and (not sentence.words[last - 1].possessive or name.key[0] in _SAINTS)
        and sentence.words[last].capital
        and sentence.folded[last] in words_of("street_word")
    )
