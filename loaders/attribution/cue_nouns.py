"""Nouns that report somebody's words.

“Baku's claim that …”, “a warning by the ministry of …”, “issued a demand for …”; and denials of
them told in passing: “…, a claim Kyiv denied”, “…, which the ministry rejects”.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from loaders.attribution.content import Content, worthwhile
from loaders.attribution.content_end import Form, content_end
from loaders.attribution.cues import Cue, Tagged, group_start, is_past
from loaders.attribution.noun_phrases import subject_before
from loaders.attribution.speaker_phrases import ARTICLES, Phrase, speaker_like
from loaders.attribution.statement import Attribution, make_attribution
from loaders.lexicon.tables import Verb, read_table, split_list, words_of
from loaders.text.tokens import MARK, QUOTE, WORD

_SUBJECT_WITHIN = 4
"""A noun among this many first words of a sentence is the head of its subject, so that a main
verb follows the content. Later nouns are mostly objects. Chosen by hand."""
_OWNER_WITHIN = 3
"""Words at most between an owner or a light verb and the noun: “Baku's latest public claim”.
More would take the owner of another noun. Chosen by hand."""
_AFTER_VERB = frozenset({"to", "on", "in", "at", "into", "from", "by", "near", "under"})
"""Prepositions that follow a verb at the front of a relative clause: “that belong to Peru”."""
_TO_ANOTHER = frozenset({"at", "to", "over", "about", "against", "amid", "into", "from"})
"""Prepositions that part a noun from its owner: “took offence at suggestions that C”."""
_OPENS_OWN_CLAUSE = frozenset({"that", "which", "who", "what", "how", "whether"})
"""Words after which a verb is that of a clause inside the content, not the main one."""
_FORM: dict[str, Form] = {"that": "clause", "whether": "clause", "to": "action"}
_DENIED_WITHIN = 12
"""Words between what is denied and the verb, at most: “which X's defence ministry has denied”."""


@cache
def cue_nouns() -> dict[str, Verb]:
    """Return the nouns of ``cue_nouns.csv`` and their plurals, as the verbs they stand for."""
    nouns: dict[str, Verb] = {}
    for row in read_table("cue_nouns"):
        noun, links = row["noun"], frozenset(split_list(row["links"]))
        plural = noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"
        for form in (noun, plural):
            nouns[form] = Verb(
                noun,
                frozenset({"noun"}),
                links,
                row["stance"],
                participle=False,
                anyone="that" in links,
                named_only=False,
            )
    return nouns


def noun_contents(tokens: Tagged) -> Iterator[tuple[Verb, int, Phrase | None, Content]]:
    """Yield each noun that reports words.

    Yields
    ------
    tuple
        The noun as a verb, its index, the speaker (None where nobody is named), and the content.
    """
    nouns = cue_nouns()
    if nouns.keys().isdisjoint(tokens.lower):
        return
    for index in range(1, len(tokens) - 2):
        noun = nouns.get(tokens.lower[index])
        if noun is None or tokens.kind[index] != WORD or tokens.capital(index):
            continue
        owner, after = _owner(tokens, index)
        link = tokens.lower[after] if after < len(tokens) else ""
        front = _subject_front(tokens, index, noun) if owner is None and link == "that" else None
        if (
            (owner is None and front is None)
            or link not in noun.links
            or (link != "that" and _is_attitude(tokens, index))
            or (link == "on" and _is_day(tokens, after + 1))
            or (link == "that" and _is_relative(tokens, after))
            or (link == "to" and _is_thing(tokens, after + 1))
        ):
            continue
        if front is not None and tokens.lower[index] in words_of("local_noun"):
            # “reports that …” are by local people: the phrase is the speaker. “claims that …”
            # without an owner have no speaker
            owner = Phrase(front, index + 1)
        form = _FORM.get(link, "phrase")
        start = after + (form != "action")
        if start < len(tokens):
            end = content_end(tokens, start, noun, form)
            if index <= _SUBJECT_WITHIN:
                cut = _clause_before_verb if form == "clause" else _phrase_before_verb
                end = cut(tokens, start, end)
            if tokens.kind[start] == QUOTE and start + 1 < end and is_past(tokens.lower[start + 1]):
                # “his remark that “C” followed …”
                end = start + 1
            content = worthwhile(tokens, start, end, noun, form)
            if content:
                yield noun, index, owner, content


def _is_day(tokens: Tagged, index: int) -> bool:
    return index < len(tokens) and tokens.lower[index] in words_of("weekday")


def _is_relative(tokens: Tagged, that: int) -> bool:
    """Whether a verb follows “that”, which then stands for the noun: “positions that belong to”.

    A clause of content begins with its subject.
    """
    if that + 2 >= len(tokens) or tokens.kind[that + 1] != WORD or tokens.kind[that + 2] != WORD:
        return False
    verb = tokens.lower[that + 1]
    if tokens.helper[that + 1] and not tokens.adverb[that + 1]:
        return True
    noun = tokens.capital(that + 1) or verb.endswith("s") or tokens.speaking[that + 1]
    return (
        not noun
        and verb not in words_of("determiner") | words_of("pronoun")
        and tokens.lower[that + 2] in _AFTER_VERB
    )


def _is_thing(tokens: Tagged, index: int) -> bool:
    """Whether “to” is a preposition: “the threat to Peru”, “its commitment to the plan”."""
    return index < len(tokens) and (
        tokens.capital(index) or tokens.lower[index] in words_of("determiner")
    )


def _owner_start(tokens: Tagged, last: int) -> int:
    """Return where the name or office that ends in a possessive begins.

    “the foreign ministry's”, “President Anna Smith's”.
    """
    first = last
    while first > 0 and (
        tokens.capital(first - 1) or tokens.lower[first - 1] in words_of("person_title")
    ):
        first -= 1
    if not tokens.capital(first):
        for article in range(first - 1, max(-1, first - 1 - _OWNER_WITHIN), -1):
            if tokens.lower[article] in words_of("determiner"):
                return article
    return first - (first > 0 and tokens.lower[first - 1] in words_of("determiner"))


def _subject_front(tokens: Tagged, index: int, noun: Verb) -> int | None:
    """Return where the phrase of a noun without an owner begins, where it is a subject; else None.

    “unconfirmed reports that …”.
    """
    if tokens.lower[index].endswith("ing"):
        # “…, warning that” is a participle, not a noun
        return None
    if noun.lemma in words_of("owned_noun"):
        # “evidence that C” without an owner is nobody's words
        return None
    before = index - 1
    while (
        before >= 0
        and tokens.kind[before] == WORD
        and tokens.lower[before] in words_of("determiner") | words_of("report_adjective")
    ):
        before -= 1
    if (
        before >= 0
        and tokens.kind[before] == WORD
        and tokens.lower[before] not in words_of("opens_clause")
    ):
        return None
    return before + 1


def _clause_before_verb(tokens: Tagged, start: int, end: int) -> int:
    """Return where the main verb of “X's claim that C was met with doubt” begins, or ``end``.

    It is the second auxiliary that nothing joins to the first.
    """
    groups = 0
    for index in range(start + 1, end):
        verb = tokens.helper[index] and not tokens.adverb[index]
        before = index - 1
        if (
            verb
            and not tokens.helper[before]
            and tokens.lower[before] not in words_of("subordinator")
        ):
            groups += 1
            if groups > 1:
                # “is false” stays in the content: without it, a denied claim would read as asserted
                return index if words_of("falsehood").isdisjoint(tokens.lower[index:]) else end
    return end


def _phrase_before_verb(tokens: Tagged, start: int, end: int) -> int:
    """Return where the main verb of “his obsession with C is genuine” begins, or ``end``."""
    for index in range(start + 1, end):
        verb = tokens.helper[index] and not tokens.adverb[index]
        before = tokens.lower[index - 1]
        if verb and before not in words_of("subordinator") | words_of("pronoun"):
            return index
        if before in _OPENS_OWN_CLAUSE:
            return end
    return end


def _owner(tokens: Tagged, index: int) -> tuple[Phrase | None, int]:
    """Return whose words a noun reports, and where the words after it begin."""
    if index + 2 < len(tokens) and tokens.lower[index + 1] in {"by", "from"}:
        end = index + 2
        while (
            end < len(tokens)
            and tokens.kind[end] == WORD
            and tokens.lower[end] not in {"that", "to", "about", "of", "over", "on"}
        ):
            end += 1
        agent = speaker_like(tokens, index + 2, end, anyone=False)
        if agent:
            return agent, end
    for place in range(index - 1, max(-1, index - 2 - _OWNER_WITHIN), -1):
        light = tokens.lower[place] in words_of("light_verb")
        if tokens.kind[place] != WORD or (tokens.cue[place] and not light):
            break
        if tokens.lower[place] in _TO_ANOTHER:
            break
        if tokens.possessive(place):
            return (
                speaker_like(tokens, _owner_start(tokens, place), place + 1, anyone=False),
                index + 1,
            )
        if tokens.lower[place] in {"his", "her", "their", "its"}:
            return _own_statement(tokens, place) or Phrase(place, place + 1), index + 1
        if tokens.lower[place] in words_of("light_verb") and not tokens.capital(place):
            return subject_before(tokens, group_start(tokens, place), anyone=False), index + 1
    return None, index + 1


def _is_attitude(tokens: Tagged, index: int) -> bool:
    """Whether a noun only names an attitude, and no words: “its support for C”.

    “voiced support for C” is speech.
    """
    if tokens.lower[index].removesuffix("s") not in words_of("attitude_noun"):
        return False
    before = tokens.lower[max(0, index - 1 - _OWNER_WITHIN) : index]
    return (words_of("light_verb") - {"has", "have", "had"}).isdisjoint(before)


def _own_statement(tokens: Tagged, pronoun: int) -> Phrase | None:
    """Return X in “X withdrew its statement”: whose is what one makes or takes back oneself."""
    verb = pronoun - 1
    if verb > 1 and tokens.lower[verb] in {"back", "by"}:
        verb -= 1
    if verb < 1 or tokens.lower[verb] not in words_of("light_verb") or tokens.capital(verb):
        return None
    return subject_before(tokens, group_start(tokens, verb), anyone=False)


def denials(tokens: Tagged) -> Iterator[Attribution]:
    """Yield who denies what was said before, with the words that say so.

    The verb ends its clause: what follows is a mark, or the sentence's end.
    """
    for index, cue in enumerate(tokens.cue):
        if cue is None or cue.verb.stance != "denies" or cue.negated or tokens.kind[index] != WORD:
            continue
        if _clause_ends(tokens, index + 1) and cue.mood == "active":
            yield from _denied_by(tokens, cue, _denier(tokens, cue), index + 1)
        elif tokens.lower[index + 1 : index + 2] == ["that"] and _clause_ends(tokens, index + 2):
            # “Kyiv denied that.”
            who = subject_before(tokens, cue.group, anyone=True)
            if who and cue.mood == "active":
                words = Content(tokens.start[index], tokens.end[index + 1], direct=False)
                yield make_attribution(tokens, cue, who, words)
        elif tokens.lower[index + 1 : index + 2] == ["by"]:
            yield from _by_somebody(tokens, cue)


def _clause_ends(tokens: Tagged, index: int) -> bool:
    return index >= len(tokens) or tokens.kind[index] == MARK


def _denier(tokens: Tagged, cue: Cue) -> Phrase | None:
    """Return who denies, between what is denied and the verb."""
    opening = _denied_thing(tokens, cue.group)
    if opening is None or opening + 1 >= cue.group:
        return None
    first = opening + 1 + (tokens.lower[opening + 1] in {"that", "which"})
    found = subject_before(tokens, cue.group, anyone=False)
    if found and found.first >= first and not found.antecedent:
        return found
    return speaker_like(tokens, first, cue.group, anyone=False)


def _denied_by(tokens: Tagged, cue: Cue, who: Phrase | None, end: int) -> Iterator[Attribution]:
    opening = _denied_thing(tokens, cue.group)
    if who is None or opening is None:
        return
    first = opening - (tokens.lower[opening - 1] in ARTICLES)
    content = Content(tokens.start[first], tokens.end[end - 1], direct=False)
    yield make_attribution(tokens, cue, who, content)


def _by_somebody(tokens: Tagged, cue: Cue) -> Iterator[Attribution]:
    """Read “…, an accusation dismissed by X”."""
    start = cue.index + 2
    end = start
    while end < len(tokens) and tokens.kind[end] == WORD and tokens.cue[end] is None:
        end += 1
    who = speaker_like(tokens, start, end, anyone=False) if end > start else None
    yield from _denied_by(tokens, cue, who, end)


def _denied_thing(tokens: Tagged, before: int) -> int | None:
    """Return where “claim” or “which” stands after a mark, nearest before a verb; or None."""
    for index in range(before - 1, max(1, before - _DENIED_WITHIN), -1):
        if tokens.kind[index] != WORD:
            return None
        lead = index - 1 - (tokens.lower[index - 1] in ARTICLES)
        apart = tokens.kind[lead] == MARK and tokens.text[lead] in {",", "-", "–", "—", "--"}
        if apart and tokens.lower[index] in words_of("denied_thing") | {"which", "something"}:
            return index
    return None
