"""Every mention of a place in an article.

Names are found in the gazetteer, judged to be places or not, resolved, and given their roles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geodata.gazetteer import Gazetteer, ambiguous_names
from geodata.place import Place
from loaders.lexicon.tables import words_of
from loaders.model.placed import placed
from loaders.model.records import Mention, Span
from loaders.text.segment import fold_space, strip_possessive
from loaders.toponyms.classify import judge
from loaders.toponyms.metonymy import Neighbours, role_of
from loaders.toponyms.name_records import Candidates, Name, Sentence
from loaders.toponyms.parts_of_names import after_capital, part_of_name
from loaders.toponyms.recognise import (
    abbreviated,
    find_candidates,
    find_names,
    find_sentence_words,
    typed_names,
)
from loaders.toponyms.resolution.article_context import Context, read_context
from loaders.toponyms.resolution.containment import lies_elsewhere
from loaders.toponyms.resolution.resolve import is_chance_match, is_far_fetched, resolve
from loaders.toponyms.unknown.heights import find_heights
from loaders.toponyms.unknown.spelling import respelt
from loaders.toponyms.unknown.unlisted import LISTED, find_unlisted
from loaders.toponyms.whereabouts.waters import is_river

_SURNAME = re.compile(r"(?:yan|ian|ova?|eva?|zade|shvili|dze|oglu|enko|sky)$")


def find_places(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Mention]:
    """Return every mention of a place in the sentences, in order, with its role and gazetteer row.

    Parameters
    ----------
    text
        The article's text.
    spans
        Its sentences, in order.
    gazetteer
        The places to recognise.
    """
    sentences = find_sentence_words(text, spans)
    candidates = find_candidates(sentences, gazetteer)
    typed = typed_names(text, gazetteer)
    names = [
        name
        for sentence in sentences
        for name in find_names(sentence, candidates, typed, gazetteer)
    ]
    adjectives = find_adjectives(sentences, names, gazetteer)
    doubtful = [name for name in names if name.options and not settled(name, gazetteer)]
    people, persons = judge(doubtful, sentences, candidates, text)
    _part_again(names, doubtful, candidates, gazetteer)
    names += find_unlisted(sentences, names, people, persons, gazetteer)
    names += find_heights(sentences)
    context = read_context(names, candidates, gazetteer, [place for _, place in adjectives], text)
    taken = _name_words(names)
    read = (
        _mention(text, name, taken[id(name.sentence)], context, candidates, gazetteer)
        for name in names
    )
    mentions = [mention for mention in read if mention]
    mentions += [_adjectival(text, span, place) for span, place in adjectives]
    return sorted(mentions, key=lambda m: m.start)


def _part_again(
    names: Sequence[Name],
    judged: Sequence[Name],
    candidates: Candidates,
    gazetteer: Gazetteer,
) -> None:
    """Look at the border places too, which no likelihood was asked for: “Goma-Kivu” is no Goma."""
    asked = set(map(id, judged))
    for name in names:
        if id(name) in asked or name.not_a_place or not name.options:
            continue
        if not any(gazetteer.is_curated(place) for place in name.options):
            name.not_a_place = part_of_name(name, candidates)


def settled(name: Name, gazetteer: Gazetteer) -> bool:
    """Decide a curated place or a country by the words beside it.

    The result is whether that settles it. A country that is also somebody's name, and no curated
    place, is left to ``judge``.
    """
    if name.options and all(is_river(place) for place in name.options):
        return True
    if not any(place.id in gazetteer.places for place in name.options):
        return False
    known = ambiguous_names().get(name.key[0]) if len(name.key) == 1 else None
    person = known is not None and bool(known.given or known.surname)
    if person and not any(gazetteer.is_curated(place) for place in name.options):
        return False
    name.not_a_place = _no_place(name)
    return True


def _no_place(name: Name) -> str:
    """Return why a curated name or country is no place here (a person, an organisation), or ""."""
    sentence, first, last = name.sentence, name.first, name.last
    words = sentence.words
    after = words[last] if sentence.beside(last - 1) and not words[last - 1].possessive else None
    before = words[first - 1] if sentence.beside(first - 1) and words[first - 1].capital else None
    political = any(place.kind in {"country", "territory", "capital"} for place in name.options)
    alone = last - first == 1
    if (
        before
        and before.lower in words_of("direction")
        and any(place.kind == "region" for place in name.options)
    ):
        return "part of another name"
    if after and after.capital and after.text.isalpha():
        if after.lower in words_of("org_follow") - (
            words_of("institution_head") if political else frozenset()
        ):
            return "part of the name of an organisation"
        if not political and alone and _SURNAME.search(after.text):
            return "a person's first name"
        if (
            alone
            and words[first].lower in words_of("given_name")
            and after.lower not in words_of("institution_head")
        ):
            return "a person's first name"
    given = before and before.lower in words_of("given_name") and before.lower != words[first].lower
    return (
        "a person's surname"
        if given or (before and before.lower in {"mr", "mrs", "ms", "dr"})
        else ""
    )


def find_adjectives(
    sentences: Sequence[Sentence], names: list[Name], gazetteer: Gazetteer
) -> list[tuple[Span, Place]]:
    """Return the adjectives and peoples of countries, with the country.

    A distant town of that name (“Canadian”) is dropped from ``names`` in their favour.
    """
    found = []
    dropped = set()
    at = {
        (id(name.sentence), index): name for name in names for index in range(name.first, name.last)
    }
    for sentence in sentences:
        for index, word in enumerate(sentence.words):
            if not word.capital:
                continue
            place, last = gazetteer.adjective(sentence.folded[index]), index + 1
            if place is None and last < len(sentence.words) and sentence.beside(index):
                place, last = (
                    gazetteer.adjective(f"{sentence.folded[index]} {sentence.folded[last]}"),
                    last + 1,
                )
            if place is None:
                continue
            if (
                place.kind == "region"
                and last < len(sentence.words)
                and sentence.words[last].capital
                and sentence.beside(last - 1)
            ):
                continue  # “European Union”, “African Bank” are bodies, not the ground
            name = at.get((id(sentence), index))
            if (
                name
                and name.last <= last
                and not any(option.id in gazetteer.places for option in name.options)
            ):
                dropped.add(id(name))
                name = None
            if name is None:
                found.append((Span(word.start, sentence.words[last - 1].end), place))
    names[:] = [name for name in names if id(name) not in dropped]
    return found


def _name_words(names: Sequence[Name]) -> dict[int, frozenset[int]]:
    """Return the indices of words that belong to some place's name, by sentence."""
    taken: dict[int, set[int]] = {}
    for name in names:
        indices = taken.setdefault(id(name.sentence), set())
        if not name.not_a_place:
            indices.update(range(name.first, name.last))
    return {key: frozenset(indices) for key, indices in taken.items()}


def _adjectival(text: str, span: Span, place: Place) -> Mention:
    why = f"adjective or people of {place.name}"
    return Mention(
        span.start,
        span.end,
        fold_space(text[span.start : span.end]),
        "adjectival",
        place.id,
        place.name,
        place.kind,
        place.lat,
        place.lon,
        place.precision_m,
        why,
        "certain",
    )


def _mention(
    text: str,
    name: Name,
    taken: frozenset[int],
    context: Context,
    candidates: Candidates,
    gazetteer: Gazetteer,
) -> Mention | None:
    """Return the mention that a name makes.

    It is None for a name of the world layer that is no place here: such a name is not worth
    listing.
    """
    if (
        name.not_a_place
        and name.options
        and not any(place.id in gazetteer.places for place in name.options)
    ):
        return None
    words = name.sentence.words
    start, end = (
        words[name.first].start,
        words[name.last - 1].start + len(strip_possessive(words[name.last - 1].text)),
    )
    if text[end : end + 1] == "." and abbreviated(
        name.sentence, name.first, name.last, name.options
    ):
        end += 1
    if start and text[start - 1] == "[" and "]" in text[start : end + 1]:
        start, end = start - 1, end + (text[end : end + 1] == "]" and "]" not in text[start:end])
    blank = Mention(
        start,
        end,
        fold_space(text[start:end]),
        "not_a_place",
        None,
        "",
        "",
        None,
        None,
        None,
        name.not_a_place,
        "likely",
    )
    other = (
        respelt(blank.surface, gazetteer) if context.regional and name.typed == "place" else None
    )
    if other:
        return _respelt(blank, other)
    if name.not_a_place:
        return replace(blank, name=blank.surface)
    if not name.options:
        unlisted = f"{name.evidence[0]}, but {LISTED}" if name.evidence else ""
        why = unlisted or f"named as a {name.typed.lower()}, but not in the gazetteer"
        return replace(
            blank,
            role="literal",
            name=blank.surface,
            kind=name.typed.lower(),
            why=why,
            sure="likely",
        )
    choice = resolve(name, context, candidates, gazetteer)
    place = choice.place
    far = is_far_fetched(choice, name, context, gazetteer)
    chance = is_chance_match(choice, name, context) and not gazetteer.is_curated(place)
    if chance and (not (far and context.regional) or after_capital(name)):
        return None
    if far:
        why = (
            f"the gazetteer has a {place.kind} of that name only in {place.country}, "
            "of which the article does not speak"
        )
        return replace(
            blank, role="literal", name=blank.surface, kind=place.kind, why=why, sure="unsure"
        )
    elsewhere = lies_elsewhere(name, place, candidates)
    if elsewhere:
        return replace(
            blank, role="literal", name=blank.surface, kind="", why=elsewhere, sure="unsure"
        )
    role, reason = role_of(place, Neighbours(text, words, name.first, name.last, taken))
    located = "" if place.lat is not None else f"; {place.note or 'nobody can locate it'}"
    why = "; ".join([choice.why, *name.evidence[:1], reason]) + located
    return placed(blank, place, why, choice.sure, role)


def _respelt(blank: Mention, place: Place) -> Mention:
    """Return the mention of a place of the region that the article spells in another way."""
    why = f"no list has this spelling; of the region’s places {place.name} is nearly spelt so"
    return placed(blank, place, why, "likely", "literal")
