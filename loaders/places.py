"""Every place an article names: found by longest match in the gazetteer, resolved by type, context and nearness."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from geodata.gazetteer import AREA_KINDS, Gazetteer, Place, fold, name_key
from loaders.records import Mention, Span
from loaders.roles import Neighbours, role_of
from loaders.tables import outlets, parties, words_of
from loaders.text import Word, find_words, fold_space, strip_possessive

_SURNAME = re.compile(r"(?:yan|ian|ova?|eva?|zade|shvili|dze|oglu|enko|sky)$")
_LIST_WORDS = 14
"""How far a type word may stand behind a list of names it belongs to, in words."""
_JOIN = re.compile(r"^[\s\u00ad\[\]-]{0,4}$")
_TYPES = {
    "type_area": AREA_KINDS,
    "type_settlement": frozenset({"settlement", "capital"}),
    "type_water": frozenset({"lake", "river"}),
    "type_height": frozenset({"mountain", "pass"}),
    "type_airport": frozenset({"airport"}),
    "type_corridor": frozenset({"corridor"}),
    "type_road": frozenset({"road"}),
}


@dataclass(slots=True)
class _Found:
    """A name in a sentence, before it is resolved."""

    words: Sequence[Word]
    first: int
    last: int
    options: list[Place]
    kinds: frozenset[str] = frozenset()
    typed: str = ""
    not_a_place: str = ""


def find_places(text: str, sentences: Sequence[Span], gazetteer: Gazetteer) -> list[Mention]:
    """Return every mention of a place in the sentences, in order, each with its role and its gazetteer row."""
    typed = _typed_names(text, gazetteer)
    found: list[tuple[_Found, frozenset[int]]] = []
    adjectival: list[Mention] = []
    for sentence in sentences:
        words = find_words(text, sentence)
        here = _names(text, words, gazetteer, typed)
        taken = frozenset(i for f in here if not f.not_a_place for i in range(f.first, f.last))
        found += [(f, taken) for f in here]
        adjectival += _adjectives(words, {i for f in here for i in range(f.first, f.last)}, gazetteer)
    senses = _typed_senses([f for f, _ in found])
    anchors = list({f.options[0].id: f.options[0] for f, _ in found if len(f.options) == 1 and f.options[0].lat is not None}.values())
    mentions = [_mention(text, f, taken, senses, anchors) for f, taken in found]
    return sorted((*mentions, *adjectival), key=lambda m: m.start)


def _names(text: str, words: Sequence[Word], gazetteer: Gazetteer, typed: dict[str, list[Place]]) -> list[_Found]:
    """Return the names of one sentence; names of organisations and people are kept as what they are not."""
    folded = [fold(strip_possessive(word.text)) for word in words]
    found: list[_Found] = []
    index = 0
    while index < len(words):
        if not words[index].capital:
            index += 1
            continue
        length, options = gazetteer.longest_match(folded, index)
        while length > 1 and not _joined(text, words, index, length):
            length, options = gazetteer.longest_match(folded[: index + length - 1], index)
        if not length and folded[index] in typed:
            length, options = 1, typed[folded[index]]
        organisation = _organisation(text, words, folded, index)
        if organisation > length:
            if any(gazetteer.longest_match(folded, i)[0] for i in range(index, index + organisation)):
                found.append(_Found(words, index, index + organisation, [], not_a_place="the name of an organisation"))
            index += organisation
        elif length and _cased(words[index], length):
            last = _without_type(words, index, index + length, options)
            entry = _Found(words, index, last, options)
            entry.kinds, entry.typed = _type_word(text, words, folded, index, index + length, gazetteer)
            entry.not_a_place = _not_a_place(text, words, index, last, options)
            found.append(entry)
            index += length
        else:
            unknown = _unlisted(text, words, index)
            if unknown:
                found.append(unknown)
                index = unknown.last
            else:
                index += 1
    return found


def _typed_names(text: str, gazetteer: Gazetteer) -> dict[str, list[Place]]:
    """Return the short names the article itself introduces with their type, where the gazetteer has only the typed name.

    “The village of Kut” makes “Kut” the village for the rest of the article; a bare “Kut” elsewhere may be anything.
    """
    kinds = "|".join(words_of("type_settlement"))
    listed = re.findall(rf"\b(?:{kinds})\s+of\s+((?:[A-Z]\w+)(?:(?:,\s+|\s+and\s+|,\s+and\s+)[A-Z]\w+)*)", text)
    names = [name for group in listed for name in re.findall(r"[A-Z]\w+", group)]
    names += re.findall(rf"\b([A-Z]\w+)\s+(?:{kinds})\b", text) + re.findall(rf"\b([A-Z]\w+),\s+an?\s+(?:\w+\s+){{0,3}}(?:{kinds})\b", text)
    return {
        fold(name): places
        for name in names
        if not gazetteer.named(name) and (places := gazetteer.named(f"{name} village") or gazetteer.named(f"{name} town"))
    }


def _joined(text: str, words: Sequence[Word], first: int, length: int) -> bool:
    return all(_JOIN.match(text[words[i].end : words[i + 1].start]) for i in range(first, first + length - 1))


def _cased(word: Word, length: int) -> bool:
    """Whether a name that is short enough to be an abbreviation is written as one (“US”, not “Us”)."""
    letters = word.text.replace(".", "")
    return length > 1 or len(letters) > 3 or letters.isupper() or len(letters) == 3


@cache
def _organisations() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the folded names of outlets, agencies and institutions by their first word."""
    names = [alias for outlet in outlets() for alias in outlet.aliases]
    names += [name for party in parties().values() for name in party.institutions if " " in name]
    keys: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in {name_key(name) for name in names}:
        keys[key[0]].append(key)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in keys.items()}


def _organisation(text: str, words: Sequence[Word], folded: Sequence[str], index: int) -> int:
    """Return how many words from ``index`` are the name of a known organisation."""
    for key in _organisations().get(folded[index], ()):
        if tuple(folded[index : index + len(key)]) == key and _joined(text, words, index, len(key)):
            return len(key)
    return 0


def _without_type(words: Sequence[Word], first: int, last: int, options: list[Place]) -> int:
    """Leave a lower-case type word (“district”) out of the span: it is not part of the name."""
    area = words_of("type_area") | words_of("type_settlement")
    if last - first > 1 and words[last - 1].text in area and any(place.is_area for place in options):
        return last - 1
    return last


def _type_word(
    text: str, words: Sequence[Word], folded: Sequence[str], first: int, last: int, gazetteer: Gazetteer
) -> tuple[frozenset[str], str]:
    """Return the kinds that a type word beside a name allows: “X district”, “X and Y districts”, “the village of X”."""
    index, joined = last, False
    while index < min(len(words), last + _LIST_WORDS) and len(text[words[index - 1].end : words[index].start].strip(" ,/\n\u00a0")) == 0:
        word = words[index].lower
        kinds = _kinds_of(word)
        if kinds and (not joined or word.endswith("s")):
            return kinds, words[index].text
        if word in {"and", "or"}:
            index += 1
            continue
        length, _ = gazetteer.longest_match(folded, index) if words[index].capital else (0, [])
        if not length:
            break
        joined, index = True, index + length
    before = [word.lower for word in words[max(0, first - 2) : first]]
    if len(before) == 2 and before[1] == "of" and _kinds_of(before[0]):
        return _kinds_of(before[0]), words[first - 2].text
    if before and before[-1] in {"lake", "mount"} and words[first - 1].capital:
        return _kinds_of(before[-1]), words[first - 1].text
    return frozenset(), ""


@cache
def _kinds_of(word: str) -> frozenset[str]:
    return next((kinds for word_class, kinds in _TYPES.items() if word in words_of(word_class)), frozenset())


def _not_a_place(text: str, words: Sequence[Word], first: int, last: int, options: list[Place]) -> str:
    """Return why a name is no place here (a person, an organisation), or nothing."""
    after = words[last] if last < len(words) and not text[words[last - 1].end : words[last].start].strip() else None
    before = words[first - 1] if first and not text[words[first - 1].end : words[first].start].strip() else None
    if words[last - 1].possessive:
        after = None
    political = any(place.kind in {"country", "capital"} for place in options)
    compass = {"north", "south", "east", "west", "northern", "southern", "eastern", "western"}
    if before and before.capital and before.lower in compass and any(place.kind == "region" for place in options):
        return "part of another name"
    if after and after.capital and after.text.isalpha():
        if after.lower in words_of("org_follow") - (words_of("institution_head") if political else frozenset()):
            return "part of the name of an organisation"
        if not political and last - first == 1 and _SURNAME.search(after.text):
            return "a person's first name"
        named = last - first == 1 and words[first].lower in words_of("given_name")
        if named and after.lower not in words_of("institution_head"):
            return "a person's first name"
    if before and before.capital and before.lower in words_of("given_name") and before.lower != words[first].lower:
        return "a person's surname"
    if before and before.capital and before.lower in {"mr", "mrs", "ms", "dr"}:
        return "a person's surname"
    return ""


def _unlisted(text: str, words: Sequence[Word], index: int) -> _Found | None:
    """Return a name that its type word shows to be a place, though no gazetteer row has it: “the village of X”."""
    lead = [word.lower for word in words[max(0, index - 2) : index]]
    last = index + 1
    while last < len(words) and last - index < 3 and words[last].capital and _joined(text, words, last - 1, 2):
        last += 1
    singular = words_of("type_settlement") | {"district", "province"}
    if words[last - 1].possessive:
        return None
    if len(lead) == 2 and lead[1] == "of" and lead[0] in singular:
        return _Found(words, index, last, [], typed=lead[0], kinds=_kinds_of(lead[0]))
    following = words[last].text if last < len(words) and _joined(text, words, last - 1, 2) else ""
    common = words_of("determiner") | words_of("speaker_noun") | words_of("weekday") | words_of("subordinator") | words_of("auxiliary")
    if following in {"village", "settlement", "reservoir", "airfield"} and words[index].lower not in common:
        return _Found(words, index, last, [], typed=following, kinds=_kinds_of(following))
    return None


def _adjectives(words: Sequence[Word], taken: set[int], gazetteer: Gazetteer) -> list[Mention]:
    found = []
    for index, word in enumerate(words):
        if index in taken or not word.capital:
            continue
        place = gazetteer.adjective(strip_possessive(word.text))
        if place:
            why = f"adjective or people of {place.name}"
            found.append(
                Mention(
                    word.start,
                    word.end,
                    word.text,
                    "adjectival",
                    place.id,
                    place.name,
                    place.kind,
                    place.lat,
                    place.lon,
                    place.precision_m,
                    why,
                )
            )
    return found


def _typed_senses(found: Sequence[_Found]) -> dict[tuple[str, ...], str]:
    """Return the place each ambiguous name means where the article itself types it, by the name's words."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for entry in found:
        fitting = [place for place in entry.options if place.kind in entry.kinds]
        if len(entry.options) > 1 and fitting:
            votes[_key(entry)][fitting[0].id] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


def _key(entry: _Found) -> tuple[str, ...]:
    return tuple(fold(strip_possessive(word.text)) for word in entry.words[entry.first : entry.last])


def _resolve(entry: _Found, senses: dict[tuple[str, ...], str], anchors: list[Place]) -> tuple[Place, str]:
    """Return the row a name means: by its type word, by the article's own usage, by nearness to what else is named."""
    fitting = [place for place in entry.options if place.kind in entry.kinds]
    if fitting:
        return _nearest(fitting, anchors), f"named with “{entry.typed}”"
    if entry.kinds:
        place = _nearest(entry.options, anchors)
        return place, f"named with “{entry.typed}”, but the gazetteer has only the {place.kind}"
    if len(entry.options) == 1:
        return entry.options[0], "the only place of that name in the gazetteer"
    sense = senses.get(_key(entry))
    for place in entry.options:
        if place.id == sense:
            return place, f"the article elsewhere names it as a {place.kind}"
    regions = [place for place in entry.options if place.kind == "region"]
    if len(regions) == 1:
        return regions[0], "no type word: the region, not the town of that name"
    settlements = [place for place in entry.options if place.kind in {"settlement", "capital"}] or entry.options
    place = _nearest(settlements, anchors)
    others = ", ".join(sorted({option.kind for option in entry.options if option is not place}))
    return place, f"no type word: the {place.kind}, not the {others} of that name"


def _nearest(options: list[Place], anchors: list[Place]) -> Place:
    """Return the option nearest to the places named beyond doubt; the table's order breaks ties."""
    if len(options) == 1 or not anchors:
        return options[0]
    return min(options, key=lambda place: sum(_degrees(place, anchor) for anchor in anchors))


def _degrees(place: Place, other: Place) -> float:
    """Rough nearness for ranking only: degrees, longitude scaled by latitude, capped so that far anchors count alike."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return 20.0
    return min(20.0, math.hypot(place.lat - other.lat, (place.lon - other.lon) * math.cos(math.radians(place.lat))))


def _mention(text: str, entry: _Found, taken: frozenset[int], senses: dict[tuple[str, ...], str], anchors: list[Place]) -> Mention:
    start, end = entry.words[entry.first].start, entry.words[entry.last - 1].start + len(strip_possessive(entry.words[entry.last - 1].text))
    if start and text[start - 1] == "[" and "]" in text[start : end + 1]:
        start, end = start - 1, end + (text[end : end + 1] == "]" and "]" not in text[start:end])
    blank = Mention(start, end, fold_space(text[start:end]), "not_a_place", None, "", "", None, None, None, entry.not_a_place)
    if entry.not_a_place:
        return replace(blank, name=blank.surface)
    if not entry.options:
        why = f"named as a {entry.typed.lower()}, but not in the gazetteer"
        return replace(blank, role="literal", name=blank.surface, kind=entry.typed.lower(), why=why)
    place, why = _resolve(entry, senses, anchors)
    role, reason = role_of(place, Neighbours(text, entry.words, entry.first, entry.last, taken))
    located = "" if place.lat is not None else f"; {place.note or 'nobody can locate it'}"
    return replace(
        blank,
        role=role,
        place_id=place.id,
        name=place.name,
        kind=place.kind,
        lat=place.lat,
        lon=place.lon,
        precision_m=place.precision_m,
        why=f"{why}; {reason}{located}",
    )
