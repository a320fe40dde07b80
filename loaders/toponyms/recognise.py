"""Names in a sentence: those in the gazetteer, by longest match, and those that a type word marks.

A type word is “village”, “district”, “Mount” and the like.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from geodata.gazetteer import Gazetteer
from geodata.place import AREA_KINDS, Place, fold, name_key
from loaders.lexicon.tables import outlets, parties, words_of
from loaders.model.records import Span
from loaders.text.segment import find_words, strip_possessive
from loaders.toponyms.name_records import Candidates, Key, Name, Sentence
from loaders.toponyms.parts_of_names import as_written, longer_name, typed_area, with_type_word
from loaders.toponyms.whereabouts.waters import settle_by_words, unlisted_river

LONGEST = 6
"""Words of a name, at most: no name of the gazetteer that the press writes has more."""
_LIST_WORDS = 14
"""Words between a name and a type word at the end of its list (“X, Y and Z districts”), at most.
It keeps reading linear. Chosen by hand."""
_TYPES = {
    "type_area": AREA_KINDS,
    "type_settlement": frozenset({"settlement", "capital"}),
    "type_water": frozenset({"lake", "river", "sea"}),
    "type_height": frozenset({"mountain", "pass"}),
    "type_airport": frozenset({"airport"}),
    "type_corridor": frozenset({"corridor"}),
    "type_road": frozenset({"road"}),
}


def find_sentence_words(text: str, spans: Sequence[Span]) -> list[Sentence]:
    """Return the sentences with their words, folded."""
    read = []
    for span in spans:
        words = find_words(text, span)
        read.append(
            Sentence(
                span.start,
                span.end,
                text,
                words,
                [fold(strip_possessive(word.text)) for word in words],
            )
        )
    return read


def find_candidates(sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Candidates:
    """Return the places of every run of words that is a gazetteer name with a capital in front."""
    keys: set[Key] = set()
    for sentence in sentences:
        plural = "counties" in sentence.folded
        for first, word in enumerate(sentence.words):
            if not word.capital:
                continue
            keys.add((sentence.folded[first],))
            if plural:
                keys.add((sentence.folded[first], "county"))
            for last in range(first + 2, min(len(sentence.words), first + LONGEST) + 1):
                if not sentence.joined(last - 2, last):
                    break
                keys.add(tuple(sentence.folded[first:last]))
    return gazetteer.candidates(keys)


def find_names(
    sentence: Sentence,
    candidates: Candidates,
    typed: Mapping[str, Sequence[Place]],
    gazetteer: Gazetteer,
) -> list[Name]:
    """Return the names of one sentence.

    A name of an organisation that holds a place's name is returned too, marked as no place.
    """
    found: list[Name] = []
    words, index = sentence.words, 0
    while index < len(words):
        if not words[index].capital:
            index += 1
            continue
        last, options = _longest(sentence, index, candidates)
        if last == index:
            last, options = _by_type(sentence, index, candidates, typed)
        organisation = _organisation(sentence, index)
        unlisted = _longer(sentence, index, last, candidates) or _unlisted(sentence, index)
        if organisation > last or (
            organisation == last > index
            and not any(place.id in gazetteer.places for place in options)
        ):
            if any(
                place.id in gazetteer.places
                for i in range(index, organisation)
                for place in _longest(sentence, i, candidates)[1]
            ):
                found.append(
                    Name(
                        sentence, index, organisation, (), not_a_place="the name of an organisation"
                    )
                )
            index = organisation
        elif unlisted and unlisted.last > last:
            unlisted.options = typed_area(unlisted, candidates)
            found.append(unlisted)
            index = unlisted.last
        elif last > index and _cased(sentence, index, last, options):
            name = _known(sentence, index, last, options, candidates)
            if settle_by_words(name):
                found.append(name)
            index = max(last, name.last)
        else:
            index += 1
    return found


def _known(
    sentence: Sentence,
    first: int,
    last: int,
    options: Sequence[Place],
    candidates: Candidates,
) -> Name:
    """Return a name of the gazetteer with its places and the type word beside it."""
    options = as_written(sentence, first, last, options)
    areas = with_type_word(sentence, last, options)
    if areas:
        return Name(sentence, first, last + 1, areas)
    name = Name(sentence, first, _without_type(sentence, first, last, options), options)
    name.kinds, name.typed = _type_word(sentence, first, last, candidates)
    if name.typed == "counties":
        name.options = candidates.get((*name.key, "county"), ()) or options
    return name


def _longer(sentence: Sentence, index: int, known: int, candidates: Candidates) -> Name | None:
    """Return a hyphened name that ends after the known one, or None."""
    last = longer_name(sentence, index, candidates)
    return Name(sentence, index, last, (), typed="place") if last > known else None


def _by_type(
    sentence: Sentence, index: int, candidates: Candidates, typed: Mapping[str, Sequence[Place]]
) -> tuple[int, Sequence[Place]]:
    """Return a word's end and places if its type is said: “Dakota, Otoe and Washington counties”.

    The type may also be said elsewhere in the article.
    """
    word, last = sentence.folded[index], index + 1
    county = candidates.get((word, "county"))
    if county and _type_word(sentence, index, last, candidates)[1] == "counties":
        return last, county
    return (last, typed[word]) if word in typed else (index, ())


def _longest(sentence: Sentence, first: int, candidates: Candidates) -> tuple[int, Sequence[Place]]:
    """Return where the longest name that begins at ``first`` ends, and its places.

    Without a name they are ``first`` and no places.
    """
    for last in range(min(len(sentence.words), first + LONGEST), first, -1):
        options = candidates.get(tuple(sentence.folded[first:last]))
        if (
            options
            and sentence.joined(first, last)
            and _written_as_name(sentence, first, last, options)
        ):
            return last, options
    return first, ()


def _written_as_name(sentence: Sentence, first: int, last: int, options: Sequence[Place]) -> bool:
    """Whether the words of a name are written as one.

    They have capitals, except for small words that the gazetteer writes without.
    """
    words = sentence.words[first:last]
    if any(word.possessive for word in words[:-1]):
        written = re.sub(r"\s+", " ", sentence.text[words[0].start : words[-1].end])
        plain = written.replace("’", "'").lower()
        return any(plain == name.replace("’", "'").lower() for p in options for name in p.names)
    small = [word.text for word in words if not word.capital]
    return all(
        any(word in re.split(r"[\s-]", name) for place in options for name in place.names)
        for word in small
    )


def typed_names(text: str, gazetteer: Gazetteer) -> dict[str, list[Place]]:
    """Return the short names that the article introduces with their type.

    They are those of which the gazetteer has only the typed name. “The village of Kut” makes “Kut”
    the village for the rest of the article; a bare “Kut” elsewhere may be anything.
    """
    kinds = "|".join(words_of("type_settlement"))
    listed = re.findall(
        rf"\b(?:{kinds})\s+of\s+((?:[A-Z]\w+)(?:(?:,\s+|\s+and\s+|,\s+and\s+)[A-Z]\w+)*)", text
    )
    names = [name for group in listed for name in re.findall(r"[A-Z]\w+", group)]
    names += re.findall(rf"\b([A-Z]\w+)\s+(?:{kinds})\b", text) + re.findall(
        rf"\b([A-Z]\w+),\s+an?\s+(?:\w+\s+){{0,3}}(?:{kinds})\b", text
    )
    return {
        fold(name): places
        for name in names
        if not gazetteer.named(name)
        and (places := gazetteer.named(f"{name} village") or gazetteer.named(f"{name} town"))
    }


def _cased(sentence: Sentence, first: int, last: int, options: Sequence[Place]) -> bool:
    """Whether a name of two letters is written as an abbreviation: “US”, “Ky.”, not “Us”."""
    letters = sentence.words[first].text.replace(".", "")
    return bool(as_written(sentence, first, last, options)) and (
        last - first > 1
        or len(letters) > 2
        or letters.isupper()
        or abbreviated(sentence, first, last, options)
    )


def abbreviated(sentence: Sentence, first: int, last: int, options: Sequence[Place]) -> bool:
    """Whether a name is written as an abbreviation with its point, as the gazetteer has it.

    “Conn.”, “W.Va.”.
    """
    start, end = sentence.words[first].start, sentence.words[last - 1].end
    if sentence.text[end : end + 1] == ".":
        end += 1
    written = "".join(sentence.text[start:end].split())
    return written.endswith(".") and any(
        written == "".join(listed.split()) for place in options for listed in place.names
    )


@cache
def _organisations() -> dict[str, tuple[Key, ...]]:
    """Return the folded names of outlets, agencies and institutions by their first word."""
    names = [alias for outlet in outlets() for alias in outlet.aliases]
    names += [
        name
        for party in parties().values()
        for name in party.institutions
        # the country in “the National Security Service of Armenia” is a name of its own
        if (" " in name or name.isupper()) and not name.endswith(f" of {party.name}")
    ]
    keys: dict[str, list[Key]] = defaultdict(list)
    for key in {name_key(name) for name in names}:
        keys[key[0]].append(key)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in keys.items()}


def _organisation(sentence: Sentence, index: int) -> int:
    """Return where the name of a known organisation that begins at ``index`` ends, or ``index``."""
    for key in _organisations().get(sentence.folded[index], ()):
        last = index + len(key)
        if tuple(sentence.folded[index:last]) == key and sentence.joined(index, last):
            return last
    return index


def _without_type(sentence: Sentence, first: int, last: int, options: Sequence[Place]) -> int:
    """Return where a name ends without a type word in lower case (“district”).

    Such a word is not part of the name.
    """
    area = words_of("type_area") | words_of("type_settlement")
    if (
        last - first > 1
        and sentence.words[last - 1].text in area
        and any(place.is_area for place in options)
    ):
        return last - 1
    return last


def _type_word(
    sentence: Sentence, first: int, last: int, candidates: Candidates
) -> tuple[frozenset[str], str]:
    """Return the kinds that a type word beside a name allows, and the type word.

    “X district”, “X and Y districts”, “the village of X”.
    """
    words, index, joined = sentence.words, last, False
    while index < min(len(words), last + _LIST_WORDS) and not sentence.gap(index - 1).strip(
        " ,/\n\u00a0"
    ):
        word = words[index].lower
        kinds = kinds_of(word)
        if kinds and (not joined or word.endswith("s")):
            return kinds, words[index].text
        if word in {"and", "or"}:
            index += 1
            continue
        end = _longest(sentence, index, candidates)[0] if words[index].capital else index
        if end == index and (sentence.folded[index], "county") in candidates:
            end = index + 1
        if end == index:
            break
        joined, index = True, end
    before = sentence.folded[max(0, first - 2) : first]
    if len(before) == 2 and before[1] == "of" and kinds_of(before[0]):
        return kinds_of(before[0]), words[first - 2].text
    if before and before[-1] in {"lake", "mount"} and words[first - 1].capital:
        return kinds_of(before[-1]), words[first - 1].text
    return frozenset(), ""


@cache
def kinds_of(word: str) -> frozenset[str]:
    """Return the kinds of place that a type word stands for; no kinds for any other word."""
    return next(
        (kinds for word_class, kinds in _TYPES.items() if word in words_of(word_class)), frozenset()
    )


def _unlisted(sentence: Sentence, index: int) -> Name | None:
    """Return a name that its type word shows to be a place, in the gazetteer or not; or None.

    “the village of X”, “Neva River”, “Mount X”. At most two to four capitalised words are taken:
    longer runs are headlines.
    """
    words = sentence.words
    if (
        sentence.folded[index] in words_of("type_lead")
        and index + 1 < len(words)
        and words[index + 1].capital
    ):
        last = _capitals(sentence, index + 1, 2)
        if last > index + 1 and words[index + 1].lower not in words_of("org_follow"):
            return Name(
                sentence, index, last, (), kinds_of(sentence.folded[index]), words[index].text
            )
    opener = index == 0 and sentence.folded[0] in words_of("function_word")
    last = index if opener else _capitals(sentence, index, 4)  # “In X County” is no name
    for end in range(last, index + 1, -1):
        head = words[end - 1].lower
        if (
            head in words_of("type_tail")
            and words[end - 1].capital
            and not (sentence.beside(end - 1) and words[end].lower in words_of("people_tail"))
            and not any(w.possessive for w in words[index : end - 1])
        ):
            if any(
                sentence.folded[i]
                in words_of("determiner") | words_of("weekday") | words_of("month")
                for i in range(index, end - 1)
            ):
                return None
            return Name(sentence, index, end, (), kinds_of(head), words[end - 1].text)
    lead = sentence.folded[max(0, index - 2) : index]
    singular = words_of("type_settlement") | {"district", "province"}
    last = _capitals(sentence, index, 3)
    if words[last - 1].possessive:
        return None
    if len(lead) == 2 and lead[1] == "of" and lead[0] in singular:
        return Name(sentence, index, last, (), kinds_of(lead[0]), lead[0])
    following = words[last].text if sentence.beside(last - 1) else ""
    common = (
        words_of("determiner")
        | words_of("speaker_noun")
        | words_of("weekday")
        | words_of("subordinator")
        | words_of("auxiliary")
    )
    if (
        following in {"village", "settlement", "reservoir", "airfield"}
        and sentence.folded[index] not in common
    ):
        return Name(sentence, index, last, (), kinds_of(following), following)
    return unlisted_river(sentence, index)


def _capitals(sentence: Sentence, first: int, most: int) -> int:
    """Return where a run of capitalised words ends, at most ``most`` words from ``first``."""
    last = first + 1
    while (
        last < len(sentence.words)
        and last - first < most
        and sentence.words[last].capital
        and sentence.joined(last - 1, last + 1)
    ):
        last += 1
    return last
