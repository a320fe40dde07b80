"""The attributions of one sentence.

Each reporting verb, noun or “according to” is read with its speaker and content.

The frames of a verb in ``data/verbs.csv`` say where its content C stands:

- ``that``: X says that C
- ``tell``: X told Y C
- ``of``: X accuses C, where C is “Y of Z”
- ``to``: X urges C, where C is “Y to Z”
- ``for``: X blames Y for Z
- ``np``: X denies C
- ``inf``: X vows to C
- ``as``: X quotes Y as saying C
- ``name``: X calls C, where C is “Y a Z”
- ``quote``: beside a quotation
- ``only``: only with “that” (or with one of its links)
- ``like``: X regards Y as C
- ``be``: X is sure that C (the adjectives of ``data/cue_adjectives.csv``)

Its ``links`` are the prepositions that C may follow (X calls on C).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from loaders.attribution.content import Content, contents_of, worthwhile
from loaders.attribution.content_end import content_end
from loaders.attribution.content_start import skip_adverbials
from loaders.attribution.cue_nouns import cue_nouns, denials, noun_contents
from loaders.attribution.cues import Cue, Tagged, tag
from loaders.attribution.noun_phrases import subject_before
from loaders.attribution.source_phrases import (
    cited_beside,
    cited_source,
    corrected,
    phrases_by_word,
    quoted_as,
    source_phrases,
)
from loaders.attribution.speaker_phrases import Phrase, speaker_like
from loaders.attribution.statement import (
    Attribution,
    is_asserted,
    make_attribution,
    with_verb,
)
from loaders.attribution.verb_subject import subject_of
from loaders.lexicon.tables import reporting_adjectives, reporting_verbs, words_of
from loaders.model.records import Span
from loaders.text.segment import Quote
from loaders.text.tokens import ASIDE, MARK, QUOTE, WORD, Tokens, tokenize

_NOUN_WITHIN = 20
"""Words looked back over from a verb to the “that” of “the claim that …”, at most. Most clauses
are shorter; a longer way leads to another noun. Chosen by hand."""
_BARE_WORDS = 2
"""A denied thing of at most this many words (“the accusations”) is only named again."""
_LETTERS = re.compile(r"[a-z]+")
_FIRST_WORD = re.compile(r"\W*(\w+)")
_EXPLETIVE = frozenset({"it", "that", "this", "there", "what"})
"""Subjects of “is certain that” who are nobody."""
_IMPERSONAL = frozenset({"it", "they", "that", "which", "this"})
"""Subjects of “shows that” who may be a thing."""


def may_report(words: str) -> bool:
    """Whether words hold any form that could report speech: a quick test before tokenizing."""
    return not _forms().isdisjoint(_LETTERS.findall(words.lower()))


def somebody_speaks(text: str, sentence: Span, quotes: Sequence[Quote]) -> bool:
    """Whether a sentence says that somebody said something (“said”, “told”), outside quotations."""
    if not may_report(text[sentence.start : sentence.end]):
        return False
    tokens = tag(tokenize(text, sentence, quotes))
    return any(cue and cue.verb.anyone and cue.mood == "active" for cue in tokens.cue)


@cache
def _forms() -> frozenset[str]:
    verbs = reporting_verbs().keys() | reporting_adjectives().keys()
    return frozenset(verbs | cue_nouns().keys() | phrases_by_word().keys())


def in_sentence(text: str, tokens: Tagged) -> list[Attribution]:
    """Return the attributions of a sentence; of two nested ones the outer comes first."""
    correction = corrected(tokens)
    if correction:
        return [correction]
    return [
        with_verb(one, found)
        for part in tokens.pieces()
        for found in [_without_clashes(text, list(_candidates(text, part)))]
        for one in found
    ]


def _candidates(text: str, tokens: Tagged) -> Iterator[Attribution]:
    yield from source_phrases(tokens)
    yield from denials(tokens)
    for noun, index, owner, content in noun_contents(tokens):
        yield make_attribution(tokens, Cue(index, index, noun, "active"), owner, content)
    earlier: list[tuple[Cue, Phrase]] = []
    for index, (kind, found) in enumerate(zip(tokens.kind, tokens.cue, strict=True)):
        if kind == QUOTE:
            yield from _verb_in_quote(text, tokens, index)
        elif found and _is_speech(tokens, found):
            cue = found
            if cue.negated:
                # “does not believe” is a denial; “did not say” attributes nothing
                cue = replace(cue, verb=replace(cue.verb, stance="denies"))
            if cue.mood == "passive":
                yield from _passive(tokens, cue)
                continue
            subject = subject_of(tokens, cue, earlier)
            if subject and not _is_thing(tokens, cue, subject):
                # the subject of a relative clause is not that of the verbs after it
                earlier += [] if subject.antecedent else [(cue, subject)]
                if is_asserted(tokens, cue, subject):
                    yield from _frame(text, tokens, cue, subject)


def _is_speech(tokens: Tagged, cue: Cue) -> bool:
    """Whether a verb reports words: it does in no “did not say” or “soldiers attacked the post”.

    “attacked the plan” and “attacked them as weak” are words.
    """
    if cue.negated and cue.verb.stance != "opines":
        return False
    if tokens.lower[cue.index] not in words_of("fighting_verb"):
        return True
    after = range(cue.index + 1, len(tokens))
    shown = words_of("attacked_in_words")
    return any(tokens.kind[i] == QUOTE or tokens.lower[i] in shown for i in after)


def _is_thing(tokens: Tagged, cue: Cue, subject: Phrase) -> bool:
    """Whether the subject of “shows that …” is a thing.

    “it”, “they”, or a common noun whose capital is only that of the sentence and that is no
    evidence (“Video shows”). “It is certain that” has nobody as its subject.
    """
    lower = tokens.lower[subject.first]
    if "be" in cue.verb.frames:
        return lower in _EXPLETIVE
    return cue.verb.named_only and (
        lower in _IMPERSONAL
        or (
            subject.first == 0
            and subject.last == 1
            and not tokens.speaking[subject.first]
            and lower not in words_of("pronoun")
            # “Maps show that”: no map of anybody's
            and (lower not in words_of("evidence_noun") or lower in words_of("map_word"))
        )
    )


def _without_clashes(text: str, candidates: list[Attribution]) -> list[Attribution]:
    """Return the candidates that do not overlap, and of two nested ones the outer.

    The inner one stays too where the outer speaker relays another speaker's words.
    """
    apart: list[Attribution] = []
    for new in candidates:
        clashes = [old for old in apart if old.overlaps(new)]
        if all(_inside(old, new) or _inside(new, old) for old in clashes):
            apart.append(new)
    accepted: list[Attribution] = []
    for one in apart:
        if _only_leads_in(text, one, apart):
            continue
        outer = next((other for other in apart if _inside(one, other)), None)
        if outer is None:
            accepted.append(one)
        elif outer.speaker not in {None, one.speaker} and one.speaker and _is_relayed(text, one):
            accepted.append(replace(one, via=outer.speaker))
    return accepted


def _only_leads_in(text: str, one: Attribution, others: list[Attribution]) -> bool:
    """Whether a denial only leads into what its speaker says next.

    “denied the accusations and said that C”: only C is content.
    """
    bare = (
        one.verb.stance == "denies"
        and not one.direct
        and len(text[one.start : one.end].split()) <= _BARE_WORDS
    )
    return bare and any(other.speaker == one.speaker and other.start > one.end for other in others)


def _inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether one attribution, its verb included, is part of another's content."""
    return (
        outer.contains(inner)
        and outer.start <= inner.cue < outer.end
        and (inner.start, inner.end) != (outer.start, outer.end)
    )


def _is_relayed(text: str, inner: Attribution) -> bool:
    """Whether an inner attribution is a statement of somebody named, relayed by the outer speaker.

    “… that Y had said C”.
    """
    name = text[inner.speaker.start : inner.speaker.end] if inner.speaker else ""
    speech = (
        inner.verb.anyone
        or not inner.verb.frames.isdisjoint({"of", "tell"})
        # that somebody refused is what was done, and no words
        or (inner.verb.stance == "denies" and not inner.verb.frames.isdisjoint({"that", "np"}))
    )
    return (
        speech
        and not inner.verb.participle
        and name[:1].isupper()
        and name.lower() not in words_of("pronoun")
    )


def _frame(text: str, tokens: Tagged, cue: Cue, subject: Phrase) -> Iterator[Attribution]:
    """Yield what an active verb or participle attributes to its subject."""
    cited = cited_source(tokens, cue.index) or cited_beside(tokens, cue, subject)
    if "as" in cue.verb.frames:
        quoted = list(quoted_as(tokens, cue, subject))
        yield from quoted
        if quoted:
            return
    for content in contents_of(text, tokens, cue, subject):
        if subject.antecedent and content.start < tokens.start[subject.first]:
            # “X, who hopes to go, said C”: the sentence around is not what X hopes
            continue
        if "tell" in cue.verb.frames and not content.whole:
            # “told the guards to leave”
            cue = replace(cue, verb=replace(cue.verb, stance="demands"))
        if _gives_name(tokens, cue):
            cue = replace(cue, verb=replace(cue.verb, stance="opines"))
        made = make_attribution(tokens, cue, subject, content)
        yield (
            replace(made, speaker=cited, via=made.speaker, antecedent=None)
            if cited and not content.direct
            else made
        )


def _gives_name(tokens: Tagged, cue: Cue) -> bool:
    """Whether a verb that may also demand gives something a name: “called the raid a crime”."""
    after = tokens.lower[cue.index + 1] if cue.index + 1 < len(tokens) else ""
    return "name" in cue.verb.frames and bool(cue.verb.links) and after not in cue.verb.links


def _passive(tokens: Tagged, cue: Cue) -> Iterator[Attribution]:
    """Read a passive verb.

    “X was accused by Y of Z”, “it was reported by Y that C”, “C was rejected by Y”, “Y was quoted
    by X as saying C”.
    """
    agent, after = _agent(tokens, cue.index + 1)
    subject = subject_before(tokens, cue.group, anyone=True)
    frames = cue.verb.frames
    if "as" in frames:
        if subject:
            yield from quoted_as(tokens, cue, agent, subject)
        return
    expletive = cue.group > 0 and tokens.lower[cue.group - 1] == "it"
    start = (
        skip_adverbials(tokens, after)
        if after < len(tokens) and not frames.isdisjoint({"that", "tell"})
        else None
    )
    if (
        start is not None
        and start > after
        and tokens.lower[start - 1] == "that"
        and (expletive or "tell" in frames)
    ):
        content = worthwhile(
            tokens, start, content_end(tokens, start, cue.verb, "clause"), cue.verb
        )
    elif agent is None or expletive:
        return
    elif (
        after < len(tokens)
        and not frames.isdisjoint({"of", "to"})
        and tokens.lower[after] in {"of", "to"}
    ):
        begin = after + (tokens.lower[after] == "of")
        content = (
            worthwhile(tokens, begin, content_end(tokens, begin, cue.verb, "clause"), cue.verb)
            if begin < len(tokens)
            else None
        )
    elif (
        subject
        and not frames.isdisjoint({"np", "that"})
        and cue.group < cue.index
        # “they were backed by”: who was praised or backed is no claim
        and subject.last - subject.first > 1
    ):
        content = Content(
            tokens.start[_claim_start(tokens, subject.first)],
            tokens.end[subject.last - 1],
            direct=False,
        )
    else:
        return
    if content:
        yield make_attribution(tokens, cue, agent, content)


def _claim_start(tokens: Tagged, first: int) -> int:
    """Return where “the claim that C” begins, given where C begins.

    It is where C begins if no such noun stands before it.
    """
    for that in range(first - 1, max(0, first - _NOUN_WITHIN), -1):
        if tokens.kind[that] == MARK:
            break
        if tokens.lower[that] == "that" and tokens.lower[that - 1] in cue_nouns():
            return that - 1 - (that > 1 and tokens.lower[that - 2] in words_of("determiner"))
    return first


def _agent(tokens: Tagged, start: int) -> tuple[Phrase | None, int]:
    """Return who acted, in “by Y”, and where the words after it begin."""
    index = start
    if index >= len(tokens) or tokens.lower[index] != "by":
        return None, start
    index += 1
    while (
        index < len(tokens)
        and tokens.kind[index] in {WORD, ASIDE}
        and (index == start + 1 or tokens.lower[index] not in words_of("subordinator") | {"as"})
    ):
        index += 1
    agent = speaker_like(tokens, start + 1, index, anyone=False)
    return (agent, index) if agent else (None, start)


def _verb_in_quote(text: str, tokens: Tagged, index: int) -> Iterator[Attribution]:
    """Read X “emphasized the need …”, where the reporting verb stands inside the quotation."""
    first = _FIRST_WORD.match(text, tokens.start[index] + 1)
    if not first or index == 0 or tokens.kind[index - 1] != WORD:
        return
    word = first.group(1)
    probe = tag(
        Tokens(
            tokens.sentence,
            [*tokens.start[:index], first.start(1)],
            [*tokens.end[:index], first.end(1)],
            [*tokens.kind[:index], WORD],
            [*tokens.text[:index], word],
            [*tokens.lower[:index], word.lower()],
        )
    )
    cue = probe.cue[index]
    if cue is None or cue.mood != "active":
        return
    subject = subject_before(probe, cue.group, anyone=False)
    if subject and subject.last == index:
        yield make_attribution(
            probe, cue, subject, Content(tokens.start[index], tokens.end[index], direct=True)
        )
