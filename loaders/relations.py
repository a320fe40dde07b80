"""How two claims stand to one another, each with both spans and the reason; never a truth value.

Same statement, rounded figure, different figure, different datum, possibly two events, denies, contradicts, silent on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, permutations

from geodata.gazetteer import Gazetteer, fold
from loaders.extents import find_extents
from loaders.records import NARRATOR, About, Article, Claim, Corpus, Distance, Relation
from loaders.tables import negation, parties, pattern_of, words_of
from loaders.text import fold_space
from loaders.topics import topic_scores

_GROUND = frozenset({"advance", "position", "violence", "border", "withdrawal"})
_SAME = 0.6
"""Share of content words two wordings of one statement have in common, at least."""
_ROUNDING_M = 600.0
"""Two figures no further apart than this, one of them in whole kilometres, may be one figure rounded."""

_MOST = 50.0
"""Percent of a place from which on it lies mostly on one side."""

_ONE_STORY_DAYS = 14
"""Articles published further apart, in days, are not held to tell of one incident."""
_NEGATED = 40
"""How far before a violent word, in characters, a “no” or “without” speaks of it."""

Voice = tuple[Article, Claim]


def find_relations(corpus: Corpus, gazetteer: Gazetteer) -> list[Relation]:
    """Return the relations between the claims of a corpus, in the order of its articles."""
    voices = [(article, claim) for article in corpus.articles for claim in article.claims]
    found: list[Relation] = []
    for a, b in combinations(voices, 2):
        if not _one_story(a[0], b[0]):
            continue
        found += _wording(a, b, gazetteer)
        found += _days(a, b)
        found += _denial(a, b, gazetteer)
        found += _troops(a, b, gazetteer)
        found += _violence(a, b)
    found += _extents(corpus, gazetteer)
    measured = [(v, d) for v in voices for i in v[1].distance_ids if _advance(d := v[0].distance_by_id[i])]
    for (a, first), (b, second) in combinations(measured, 2):
        if a[1].id != b[1].id and _one_story(a[0], b[0]):
            found += _figures(a, first, b, second)
    return found


def _one_story(a: Article, b: Article) -> bool:
    """Whether two articles may tell of one incident: published within two weeks, or one of them nobody knows when."""
    if a is b or not (a.published and b.published):
        return True
    return abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days) <= _ONE_STORY_DAYS


def _relation(a: Voice, b: Voice, relation: str, about: About, reason: str) -> Relation:
    spans = tuple((article.id, claim.start, claim.end) for article, claim in (a, b))
    return Relation(a[1].id, b[1].id, relation, spans, reason, about)


def _advance(distance: Distance) -> bool:
    return distance.role == "advance" and distance.converts is None and distance.metres is not None


def _words(voice: Voice) -> str:
    article, claim = voice
    return article.text[claim.start : claim.end]


def _content(voice: Voice) -> set[str]:
    common = words_of("determiner") | words_of("subordinator") | words_of("auxiliary") | words_of("pronoun")
    return {fold(word) for word in re.findall(r"[^\W\d_]{3,}", _words(voice)) if word.lower() not in common}


def _wording(a: Voice, b: Voice, gazetteer: Gazetteer) -> Iterator[Relation]:
    """One speaker's words in two articles told alike, or the words of both sides' speakers that say one thing."""
    if NARRATOR in {a[1].party, b[1].party}:
        return
    one_speaker = a[0].id != b[0].id and a[1].speaker == b[1].speaker
    if not one_speaker and not _both_sides(a, b, gazetteer):
        return
    first, second = _content(a), _content(b)
    shared = len(first & second) / max(1, min(len(first), len(second)))
    if (shared >= _SAME and len(first & second) >= 4) or (not one_speaker and first == second and len(first) > 1):
        who = f"both give words of {a[1].speaker}" if one_speaker else f"{a[1].speaker} and {b[1].speaker} say the same of the same"
        yield _relation(a, b, "same statement", "wording", f"{who}, with {shared:.0%} of their content words in common, worded differently")


def _both_sides(a: Voice, b: Voice, gazetteer: Gazetteer) -> bool:
    """Whether two sides speak of one thing without denying: the same countries in the same order, the same places, as often “not”.

    Who did what to whom stands in the order: “Armenia violated … Azerbaijan” is not “Azerbaijan violated … Armenia”.
    """
    sides = [parties()[voice[1].party].countries if _is_side(voice[1].party) else () for voice in (a, b)]
    if not all(sides) or set(sides[0]) & set(sides[1]) or {"denies", "accuses"} & {a[1].stance, b[1].stance}:
        return False
    one, other = (
        (voice[1].topic, set(voice[1].place_ids), _countries(voice, gazetteer), len(negation().findall(_words(voice))), _lengths(voice))
        for voice in (a, b)
    )
    return one == other


def _lengths(voice: Voice) -> list[float]:
    """Return the distances a claim states, in metres: the same words with other numbers are another statement."""
    return sorted(voice[0].distance_by_id[i].metres or 0.0 for i in voice[1].distance_ids)


def _countries(voice: Voice, gazetteer: Gazetteer) -> list[str]:
    """Return the codes of the countries a claim names in any form (“Armenia”, “Armenian”), in text order."""
    named = [gazetteer.get(m.place_id) for m in voice[0].places if voice[1].contains(m)]
    return [place.country for place in named if place and place.kind == "country"]


def _days(a: Voice, b: Voice) -> Iterator[Relation]:
    """Two days given for an advance or crossing, in two articles."""
    days = a[1].event_date, b[1].event_date
    # a withdrawal may be dated by the advance it undoes, or be of a day of its own
    told = all(voice[1].topic in {"advance", "withdrawal"} and topic_scores(_words(voice))["advance"] for voice in (a, b))
    if a[0].id != b[0].id and all(days) and days[0] != days[1] and told:
        yield _relation(a, b, "possibly two events", "day", f"one gives {days[0]}, the other {days[1]}")


def _denial(a: Voice, b: Voice, gazetteer: Gazetteer) -> Iterator[Relation]:
    """A denial beside what the other party says of the denier, in the same article."""
    for denial, said in ((a, b), (b, a)):
        if denial[1].stance != "denies" or said[1].stance in {"denies", "demands"} or denial[0].id != said[0].id:
            continue
        if said[1].party in {denial[1].party, NARRATOR} or said[1].topic not in _GROUND:
            continue
        others = [p for p in parties() if p != denial[1].party and _is_side(p) and _names(denial, p, gazetteer)]
        if others and said[1].party not in others:
            continue
        if _names(said, denial[1].party, gazetteer) and _is_side(said[1].party) and _is_side(denial[1].party):
            yield _relation(
                denial,
                said,
                "denies",
                "denial",
                f"{denial[1].speaker} denies what {said[1].speaker} says of it; the claim is drawn all the same",
            )


def _troops(a: Voice, b: Voice, gazetteer: Gazetteer) -> Iterator[Relation]:
    """Each side places the other's troops where they should not be, or its own where the other denies them a place."""
    for one, other in ((a, b), (b, a)):
        parties_differ = one[1].party != other[1].party and _is_side(one[1].party) and _is_side(other[1].party)
        if (
            not parties_differ
            or one[1].topic not in _GROUND
            or other[1].topic not in _GROUND
            or "denies" in {one[1].stance, other[1].stance}
        ):
            continue
        if not _names_troops(one, other[1].party, gazetteer):
            continue
        if _names_troops(other, one[1].party, gazetteer) and (one is a):
            yield _relation(one, other, "contradicts", "troops", "each places the other’s troops on its own land")
        elif re.search(r"\b(?:our country|own border|their side|our territory|its territory|own territory)\b", _words(other)):
            yield _relation(
                one,
                other,
                "contradicts",
                "side",
                f"{one[1].speaker} says they are across the border; {other[1].speaker} says they are on their own side",
            )


def _violence(a: Voice, b: Voice) -> Iterator[Relation]:
    """Two speakers on one day: one tells of shots, clashes or casualties, the other of none."""
    day = a[1].event_date
    if {a[1].topic, b[1].topic} != {"violence"} or day is None or day != b[1].event_date or a[1].speaker == b[1].speaker:
        return
    told = [_tells_violence(voice) for voice in (a, b)]
    if set(told) == {True, False}:
        one, other = (a, b) if told[0] else (b, a)
        yield _relation(
            one, other, "contradicts", "violence", f"{one[1].speaker}: of violence; {other[1].speaker}: of none, on the same day"
        )


def _tells_violence(voice: Voice) -> bool | None:
    """Whether a claim says there was violence (True) or none (False); None where it names no violent act, or demands or wishes one away."""
    words = _words(voice)
    acts = list(pattern_of("violent_act").finditer(words))
    if not acts or voice[1].stance == "demands":
        return None
    if voice[1].stance == "denies":
        return False
    return not all(_none_of(words[max(0, act.start() - _NEGATED) : act.start()]) for act in acts)


def _none_of(before: str) -> bool:
    return bool(negation().search(before) or re.search(r"\bwithout\b", before))


def _extents(corpus: Corpus, gazetteer: Gazetteer) -> Iterator[Relation]:
    """One says that most or all of a place lies on one side, the other that it is divided."""
    told = [(article, extent) for article in corpus.articles for extent in find_extents(article, gazetteer)]
    for (a, one), (b, other) in permutations(told, 2):
        mostly = one.country is not None and one.low >= _MOST
        if one.place_id == other.place_id and one.claim.id != other.claim.id and mostly and other.country is None:
            words, split = (fold_space(article.text[e.start : e.end]) for article, e in ((a, one), (b, other)))
            yield _relation((a, one.claim), (b, other.claim), "different figure", "lake", f"“{words}” against “{split.split()[0]}”")


def _figures(a: Voice, first: Distance, b: Voice, second: Distance) -> Iterator[Relation]:
    """Two stated distances of an advance: their figures, what they are measured from, and the day."""
    less, more = sorted((first, second), key=lambda distance: distance.metres or 0.0)
    shown = f"{less.value:g} {less.unit} against {more.value:g} {more.unit}"
    if first.metres is not None and second.metres is not None and first.metres != second.metres:
        apart = abs(first.metres - second.metres)
        whole = any(d.metres is not None and d.metres % 1000 == 0 for d in (first, second))
        yield _relation(a, b, "rounded figure" if whole and apart <= _ROUNDING_M else "different figure", "distance", shown)
    if first.datum != second.datum:
        start, another = sorted((first.datum, second.datum))
        yield _relation(a, b, "different datum", "datum", f"measured from: {start}, against: {another}")
    for one, other in ((a, b), (b, a)):
        if one[1].event_date and not other[1].event_date:
            yield _relation(other, one, "silent on", "day", f"gives no day, where the other gives {one[1].event_date}")


def _is_side(party: str) -> bool:
    """Whether a party is a state with a country of its own on the map."""
    return bool(parties()[party].countries) if party in parties() else False


def _country_words(party: str, gazetteer: Gazetteer) -> Sequence[str]:
    codes = parties()[party].countries if party in parties() else ()
    places = [p for p in gazetteer.places.values() if p.kind == "country" and p.country in codes]
    return [word for place in places for word in (place.name, *place.adjectives)]


def _names(voice: Voice, party: str, gazetteer: Gazetteer) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", _words(voice)) for word in _country_words(party, gazetteer))


def _names_troops(voice: Voice, party: str, gazetteer: Gazetteer) -> bool:
    """Whether a claim speaks of a party's armed people: “Azerbaijan’s armed forces”, “Azerbaijani troops”."""
    bodies = "|".join(words_of("armed_body"))
    return any(
        re.search(rf"\b{re.escape(word)}(?:['’]s)?\s+(?:\w+\s+){{0,2}}(?:{bodies})\b", _words(voice))
        or re.search(rf"\b{re.escape(word)}\s+of\s+sending\s+troops\b", _words(voice))
        for word in _country_words(party, gazetteer)
    )
