"""Phrases that name a source: “according to X”, “in the words of X”, and whom X cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from loaders.attribution.content import Content, worthwhile
from loaders.attribution.content_end import content_end
from loaders.attribution.cues import Cue, Tagged, is_past
from loaders.attribution.speaker_phrases import Phrase, speaker_like
from loaders.attribution.statement import SAY, Attribution, make_attribution
from loaders.lexicon.tables import outlets, reporting_verbs, words_of
from loaders.model.records import Span
from loaders.text.tokens import MARK, QUOTE

_VERSIONS = frozenset({"version", "headline", "edition"})
_OWN_TEXTS = frozenset({"article", "story", "report", "post", "piece", "page", "dispatch", "item"})
_NAME_WORDS = 8
"""Words of a phrase in which an outlet's name is looked for, at most."""
_CITING = frozenset({"citing", "quoting"})
SOURCE_PHRASE = "according to"
"""The lemma of every phrase that names a source."""
_ACCORDING = replace(SAY, lemma=SOURCE_PHRASE)


def cited_source(tokens: Tagged, index: int) -> Span | None:
    """Return who is cited in “X reported, citing Y”, or None.

    “citing” must stand within three words of the verb; later it cites something else.
    """
    start = next(
        (
            i + 1
            for i in range(index + 1, min(len(tokens), index + 4))
            if tokens.lower[i] in _CITING and tokens.lower[i - 1] != "without"
        ),
        None,
    )
    if start is None or start >= len(tokens):
        return None
    end = next(
        (i for i in range(start, len(tokens)) if tokens.kind[i] in {MARK, QUOTE}), len(tokens)
    )
    return tokens.span(start, end) if end > start else None


def cited_beside(tokens: Tagged, cue: Cue, subject: Phrase) -> Span | None:
    """Return whom a medium cites in “Citing Y, X said C” and “X said C, citing Y”, or None.

    Another speaker than a medium speaks for itself, and the one cited only bears it out.
    """
    if not _is_medium(tokens, subject):
        return None
    for start in (1, *(i + 1 for i in range(cue.index, len(tokens) - 1) if tokens.text[i] == ",")):
        at = start - 1 if start == 1 else start
        if at >= len(tokens) or tokens.lower[at] not in _CITING:
            continue
        first = at + 1
        end = next(
            (i for i in range(first, len(tokens)) if tokens.kind[i] in {MARK, QUOTE}), len(tokens)
        )
        source = speaker_like(tokens, first, end, anyone=False) if end > first else None
        if source and (end <= subject.front or at > cue.index):
            return tokens.span(source.first, source.last)
    return None


def _is_medium(tokens: Tagged, subject: Phrase) -> bool:
    """Whether a phrase names a newspaper, broadcaster or agency, and not an agency of a state."""
    words = tokens.lower[subject.first : subject.last]
    if not words_of("medium").isdisjoint(words):
        return True
    first, last = subject.first, min(subject.last, subject.first + _NAME_WORDS)
    names = outlet_names()
    return any(
        " ".join(tokens.text[i:j]) in names
        for i in range(first, last)
        for j in range(i + 1, last + 1)
    )


@cache
def outlet_names() -> frozenset[str]:
    """Return every name of the outlets and agencies in ``outlets.csv``."""
    return frozenset(
        alias for outlet in outlets() if outlet.role != "document" for alias in outlet.aliases
    )


def source_phrases(tokens: Tagged) -> Iterator[Attribution]:
    """Read “According to X, C”, “C, according to X”, “Per X, C”, “In the words of X, C”."""
    index, name = _source_phrase(tokens)
    stop = next(
        (i for i in range(name, len(tokens)) if tokens.kind[i] in {MARK, QUOTE}), len(tokens)
    )
    if stop <= name or tokens.lower[name] in {"which", "whom", "whose", "what"}:
        return
    cue = Cue(index, index, _ACCORDING, "active")
    if index <= 1:
        if stop + 1 >= len(tokens):
            return
        content = worthwhile(
            tokens, stop + 1, content_end(tokens, stop + 1, _ACCORDING, "clause"), _ACCORDING
        )
    else:
        before = index - (tokens.text[index - 1] == ",")
        # “The man, according to police, fled north”: the phrase interrupts one statement
        last = len(tokens) if _goes_on(tokens, before, stop) else before
        content = worthwhile(tokens, 0, last, _ACCORDING)
    if content:
        made = make_attribution(tokens, cue, Phrase(name, stop), content)
        cited = cited_source(tokens, stop - 1)
        yield replace(made, speaker=cited, via=made.speaker) if cited else made


def source_named(tokens: Tagged) -> Phrase | None:
    """Return X in “According to X:”, which leads in a list; else None."""
    index, name = _source_phrase(tokens)
    if index or name >= len(tokens) - 1:
        return None
    return speaker_like(tokens, name, len(tokens) - 1, anyone=True)


def _goes_on(tokens: Tagged, before: int, stop: int) -> bool:
    """Whether the words before a source phrase have no verb, and what follows it goes on."""
    if stop + 2 >= len(tokens) or tokens.text[stop] != "," or tokens.text[before] != ",":
        return False
    return not any(
        (tokens.helper[i] and not tokens.adverb[i])
        or tokens.cue[i]
        or tokens.kind[i] == QUOTE
        or is_past(tokens.lower[i])
        for i in range(before)
    )


def _source_phrase(tokens: Tagged) -> tuple[int, int]:
    """Return where the first phrase that names a source begins, and where the name after it begins.

    Both are the number of tokens where there is none.
    """
    phrases = phrases_by_word()
    if _rarest_words().isdisjoint(tokens.lower):
        return len(tokens), len(tokens)
    for index, word in enumerate(tokens.lower):
        for phrase in phrases.get(word, ()):
            name = index + len(phrase)
            if (
                name < len(tokens)
                and tuple(tokens.lower[index:name]) == phrase
                and (len(phrase) > 1 or _apart(tokens, index))
            ):
                return index, name
    return len(tokens), len(tokens)


def _apart(tokens: Tagged, index: int) -> bool:
    """Whether a lone word opens a source phrase: “Per the ministry, …”, but not “per hour”."""
    name = index + 1
    return (index == 0 or tokens.kind[index - 1] == MARK) and (
        tokens.capital(name) or tokens.lower[name] in words_of("determiner")
    )


@cache
def _rarest_words() -> frozenset[str]:
    """Return the longest word of each source phrase.

    No phrase stands in a sentence without it, which makes a quick test.
    """
    return frozenset(max(phrase.split(), key=len) for phrase in words_of("source_phrase"))


@cache
def phrases_by_word() -> dict[str, list[tuple[str, ...]]]:
    """Return the source phrases as words, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(words_of("source_phrase")):
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return found


def quoted_as(
    tokens: Tagged, cue: Cue, relay: Phrase | None, quoted: Phrase | None = None
) -> Iterator[Attribution]:
    """Read “C,” X quoted Y as saying, “C, X quoted Y as saying” and “X quoted Y as saying that C”.

    The speaker is Y, and X is the relay.
    """
    index = cue.index
    link = next(
        (
            i
            for i in range(index + 1, len(tokens) - 1)
            if tokens.lower[i] == "as" and _reports(tokens.lower[i + 1])
        ),
        None,
    )
    if link is None:
        return
    if quoted is None:
        end = link - (tokens.text[link - 1] == ",")
        start = next((i + 1 for i in range(end - 1, index, -1) if tokens.text[i] == ","), index + 1)
        if not any(tokens.capital(i) for i in range(start, end)):
            return
        quoted = Phrase(start, end)
    via = tokens.span(relay.first, relay.last) if relay else None
    contents = [
        Content(tokens.start[i], tokens.end[i], direct=True)
        for i in range(len(tokens))
        if tokens.kind[i] == QUOTE
    ]
    if not contents:
        after = link + 2 + (link + 2 < len(tokens) and tokens.lower[link + 2] == "that")
        if after < len(tokens) and tokens.kind[after] != MARK:
            content = worthwhile(tokens, after, content_end(tokens, after, SAY, "clause"), SAY)
        else:
            comma = next((i for i in range(index, 0, -1) if tokens.text[i] == ","), 0)
            content = worthwhile(tokens, 0, comma, SAY) if comma else None
        contents = [content] if content else []
    for content in contents:
        yield replace(make_attribution(tokens, cue, quoted, content), via=via)


def _reports(lower: str) -> bool:
    """Whether a word is the participle of a reporting verb: “saying”, and not “having”."""
    verb = reporting_verbs().get(lower)
    return verb is not None and verb.participle


def corrected(tokens: Tagged) -> Attribution | None:
    """Read “An earlier version of this article said that C”: the outlet takes C back."""
    version = next((i for i, word in enumerate(tokens.lower) if word in _VERSIONS), None)
    if version is None or words_of("earlier_version").isdisjoint(tokens.lower[:version]):
        return None
    end = next(
        (
            i + 1
            for i in range(version + 1, min(len(tokens), version + 6))
            if tokens.lower[i] in _OWN_TEXTS
        ),
        None,
    )
    if end is None or tokens.lower[end - 2] not in words_of("determiner"):
        return None
    cue = next(
        (i for i, cue in enumerate(tokens.cue) if i >= end and cue and cue.mood == "active"), None
    )
    start = end if cue is None else cue + 1
    while start < len(tokens) - 1 and (tokens.kind[start] == MARK or tokens.lower[start] == "that"):
        start += 1
    last = len(tokens) - 1 - (tokens.text[-1] == ".")
    if start >= last:
        return None
    return Attribution(
        tokens.start[start],
        tokens.end[last],
        None,
        SAY,
        direct=False,
        sentence=tokens.sentence,
        corrected=tokens.span(max(0, version - 2), end),
    )
