"""Names that are only a part of a longer name: no map may show a place for them.

“Zu-Niort” is not Niort, “Niort al-Zorin” neither, “Niort Square” is a square, and an abbreviation
such as “GENK” is no town called Genk.
"""

from __future__ import annotations

from geodata.gazetteer import ambiguous_names
from geodata.place import fold
from loaders.lexicon.tables import words_of
from loaders.toponyms.name_records import WIDE_KINDS, Candidates, Name, Sentence

_TOWN = 15_000
"""Inhabitants from which on a town is known well enough that a capitalised word before its name
does not swallow it: “Heavy Sussex rain”. Chosen on LGL and TR-News."""
_CITY = 100_000
"""Inhabitants from which on half of a hyphened name may mean the city: “Dallas-Austin train”."""
_HYPHENS = frozenset({"-", "‑"})
_PARTICLES = frozenset(
    {"al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "es", "ez", "et"}
)
"""Forms of the Arabic article, as they are written before a hyphen."""
_SAINTS = frozenset({"st", "saint", "ste"})
"""“St Peter’s Square” is a square, “Peter’s Square” may be Peter’s."""
_LONGEST_ABBREVIATION = 5
"""Letters of an abbreviation, at most: longer words in capitals are shouted."""
_PARTY_LETTERS = 3
"""Letters of a party's abbreviation before a hyphen and the town it sits for, at most."""


def part_of_name(name: Name, candidates: Candidates) -> str:
    """Return why a name of the world layer is only a part of a longer name, or ""."""
    if _direction(name):
        return "a direction"
    if after_storm(name):
        return "the name of a storm"
    if any(place.kind in WIDE_KINDS - {"province"} for place in name.options):
        return ""
    if _abbreviation(name):
        return "an abbreviation in capitals, which is no town"
    people = max(place.population for place in name.options)
    if _plain_tail(name):
        return "part of a longer name"
    if any(place.kind == "province" for place in name.options) and people > _CITY:
        return ""
    if people < _CITY and _joined(name, candidates):
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


def after_storm(name: Name) -> bool:
    """Whether a name is a storm's: “Hurricane Florence”."""
    before = name.first - 1
    return (
        name.sentence.beside(before)
        and name.sentence.folded[before] in words_of("storm_word")
        and name.sentence.words[before].capital
        and len(name.key) == 1
    )


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
        and sentence.gap(index) in _HYPHENS
        and sentence.words[last].capital
        and not sentence.words[index].text.isupper()
        and not sentence.words[last].text.isupper()
        and sentence.gap(last) not in _HYPHENS
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
        if sentence.gap(gap) not in _HYPHENS or not 0 <= beside < len(sentence.words):
            continue
        word = sentence.words[beside]
        options = candidates.get((sentence.folded[beside],), ())
        known = any(place.kind in WIDE_KINDS or place.population >= _TOWN for place in options)
        if word.text.isupper() and len(word.text) <= _PARTY_LETTERS:
            continue  # “Rep. Ada Lund, D-X”
        if word.capital and not known and sentence.folded[beside] not in words_of("direction"):
            return True
    return False


def _before_article(sentence: Sentence, last: int) -> bool:
    """Whether an Arabic article with a hyphen follows: “X al-Y”."""
    return (
        last + 1 < len(sentence.words)
        and sentence.beside(last - 1)
        and sentence.folded[last] in _PARTICLES
        and sentence.gap(last) in _HYPHENS
    )


def _after_article(sentence: Sentence, first: int) -> bool:
    """Whether an Arabic article and a capitalised word stand before: “Y al-X”, “Al-X”."""
    if first < 1 or sentence.gap(first - 1) not in _HYPHENS:
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
