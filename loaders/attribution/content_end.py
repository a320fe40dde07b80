"""Where indirect content ends.

It ends with the sentence, or where the outlet or another speaker goes on in their own words. The
name or view that somebody has of a thing is such content only if it is whole.
"""

from __future__ import annotations

from typing import Literal

from loaders.attribution.cues import Tagged, is_past
from loaders.lexicon.tables import Verb, words_of
from loaders.text.tokens import ASIDE, DASHES, MARK, QUOTE, TIMES, WORD

Form = Literal["clause", "action", "phrase"]
"""What a verb attributes: a statement (“said that C”), an action (“vowed to C”), or a thing
(“rejected C”)."""

_VIEW_WITHIN = 10
"""Words of the thing in “regards Y as Z”, at most."""
OBJECTS = frozenset({"him", "her", "them", "me", "us", "of"})
"""Pronouns for whom something is said to or of, and the “of” of “all of them”."""
_JOINS = frozenset({"and", "but", "yet"})
_CONCESSIONS = frozenset(
    {"though", "although", "yet", "whereas", "but", "who", "whom", "while", "aside"}
)
"""Words that, after a comma, begin the outlet's own words."""
_DEED_WITHIN = 14
"""Words from the verb to the deed of an accusation, at most. Chosen by hand."""
_TAG_WITHIN = 7
"""Words of “…, the minister of Y said” after content, at most. Chosen by hand."""
_LEAVES = frozenset({"a", "an", "the", "as", "with", "not", "after", "when", "in", "on", "at"})
"""Words that, after a comma, go on with the verb and not with the thing it names."""
_AUXILIARY = words_of("auxiliary")
_DETERMINER = words_of("determiner")
_PRONOUN = words_of("pronoun")
_STATEMENT = words_of("statement_noun")


def content_end(
    tokens: Tagged, start: int, verb: Verb, form: Form, *, bounded: bool = False
) -> int:
    """Return the index of the token after the last one of the content that begins at ``start``.

    ``bounded`` says that the verb stands in a clause opened by “when”, “after” or “who”, which the
    next comma closes.
    """
    last = len(tokens) - (tokens.text[-1] == ".")
    first = _deed(tokens, start) if form == "action" and "of" in verb.frames else start + 1
    for index in range(first, last):
        kind, lower = tokens.kind[index], tokens.lower[index]
        if kind == MARK:
            if _ends_at_mark(tokens, start, index, form, bounded=bounded):
                return index
        elif kind != WORD:
            continue
        elif lower in _JOINS:
            if _ends_at_join(tokens, index, verb, form):
                return index
        elif lower == "while":
            if form == "phrase" or _new_statement(tokens, index + 1, strict=False):
                return index
        elif form != "clause" and index > start + 1 and _trails(tokens, index, form):
            return index
    return last


def _deed(tokens: Tagged, start: int) -> int:
    """Return where the end of an accusation may come: after “of shelling”, if that follows soon.

    Words of time may stand before it: “accused Y on Sunday of shelling”.
    """
    for index in range(start + 1, min(len(tokens) - 1, start + _DEED_WITHIN)):
        if tokens.cue[index] or tokens.kind[index] == QUOTE:
            break
        if tokens.lower[index] == "of" and tokens.lower[index + 1].endswith("ing"):
            return index + 1
    return start + 1


def _ends_at_mark(tokens: Tagged, start: int, mark: int, form: Form, *, bounded: bool) -> bool:
    """Whether content from ``start`` on ends before a comma, dash or semicolon at ``mark``."""
    text = tokens.text[mark]
    if mark + 1 >= len(tokens) or (text not in {",", ";", ":"} and text not in DASHES):
        return False
    following = tokens.lower[mark + 1]
    if text in DASHES:
        return form != "clause" or (
            following in _JOINS and _new_statement(tokens, mark + 2, strict=False)
        )
    if text == ":":
        return False
    if text == ";":
        return form != "clause" or _new_statement(tokens, mark + 1, strict=False)
    return _ends_at_comma(tokens, start, mark, form, bounded=bounded)


def _ends_at_comma(tokens: Tagged, start: int, mark: int, form: Form, *, bounded: bool) -> bool:
    following = tokens.lower[mark + 1]
    if (
        bounded
        or (following in _CONCESSIONS and _says_something(tokens, start, mark, form))
        or (following in {"which", "according", "citing"} and mark - start >= 3)
    ):
        return True
    if (
        following in {"a", "an"}
        and mark + 2 < len(tokens)
        and tokens.lower[mark + 2] in words_of("denied_thing")
    ):
        return True
    cue = tokens.cue[mark + 1] if tokens.kind[mark + 1] == WORD else None
    if cue and cue.mood == "participle":
        return form != "clause" or cue.verb.lemma != "add"
    if form == "phrase" and _leaves_thing(tokens, mark + 1):
        return not (tokens.capital(mark + 1) or following == "and") or _new_statement(
            tokens, mark + 1, strict=True
        )
    if form == "action" and (
        following.endswith("ing") or following in {"as", "the", "too", "despite"}
    ):
        return True
    if following == "and":
        return _new_statement(tokens, mark + 2, strict=False)
    return _new_statement(tokens, mark + 1, strict=True)


def _leaves_thing(tokens: Tagged, index: int) -> bool:
    """Whether words after a comma are no part of the thing named before it.

    “a litany of rules, | with gestures”; they are in “equal rights, | especially for children”.
    """
    lower = tokens.lower[index]
    verb = tokens.helper[index] and not tokens.adverb[index]
    return lower in _LEAVES or lower.endswith("ing") or verb or _tag_ahead(tokens, index)


def _tag_ahead(tokens: Tagged, first: int) -> bool:
    """Whether “…, X said” closes the sentence or its clause."""
    for index in range(first, min(len(tokens), first + _TAG_WITHIN)):
        if tokens.kind[index] != WORD:
            return False
        cue = tokens.cue[index]
        if cue:
            after = index + 1
            last = after == len(tokens) or tokens.kind[after] == MARK
            last = last or tokens.lower[after] in TIMES
            return last and cue.verb.anyone and cue.mood == "active"
    return False


def _says_something(tokens: Tagged, start: int, end: int, form: Form) -> bool:
    """Whether a statement has its verb before its end.

    “that the guard, 35, who was hurt, had left” goes on after “who was hurt”.
    """
    if form != "clause" or tokens.lower[end + 1] not in {"who", "whom"}:
        return True
    return (
        any(
            (tokens.helper[i] and not tokens.adverb[i])
            or is_past(tokens.lower[i])
            or (tokens.lower[i].endswith("s") and not tokens.capital(i))
            for i in range(start, end)
            if tokens.kind[i] == WORD
        )
        or QUOTE in tokens.kind[start:end]
    )


def _ends_at_join(tokens: Tagged, index: int, verb: Verb, form: Form) -> bool:
    """Whether “and” or “but” begins another statement, or the outlet's own words."""
    if _turns_to(tokens, index + 1) or _new_statement(tokens, index + 1, strict=True):
        return True
    if verb.participle and _parallel(tokens, index + 1):
        return True
    if form == "phrase" or tokens.lower[index] != "and":
        return _verb_like(tokens, index + 1)
    return False


def _trails(tokens: Tagged, index: int, form: Form) -> bool:
    """Whether words of time, cause or place begin that belong to the verb, not to its content."""
    lower = tokens.lower[index]
    if lower in words_of("opens_clause"):
        return form == "phrase" and lower not in {"as", "because", "if"}
    if lower in {"amid", "despite"}:
        return True
    if lower in {"in", "during", "at", "on", "last", "this", "earlier"}:
        first, second = (tokens.lower[i] if i < len(tokens) else "" for i in (index + 1, index + 2))
        return first in TIMES or (
            # “in Article 5” is no article in a newspaper
            not tokens.capital(min(index + 1, len(tokens) - 1))
            and (first in _STATEMENT or (second in _STATEMENT and first in _DETERMINER))
        )
    return False


def _new_statement(tokens: Tagged, first: int, *, strict: bool) -> bool:
    """Whether the words from here on are the subject and verb of another statement.

    “… said”, “he added”. ``strict`` takes only verbs whose every subject is a speaker, or that
    accuse. The verb must come within seven words: a longer subject is rare, and more words would
    reach a verb inside the content. Chosen by hand.
    """
    for index in range(first, min(len(tokens), first + 7)):
        if tokens.kind[index] != WORD:
            return False
        cue = tokens.cue[index]
        if cue:
            return cue.mood == "active" and (
                not strict or cue.verb.anyone or "of" in cue.verb.frames
            )
        lower = tokens.lower[index]
        named = (
            tokens.capital(index)
            or lower in _DETERMINER
            or lower in _PRONOUN
            or tokens.speaking[index]
        )
        if not (named or lower in _AUXILIARY):
            return False
    return False


def _turns_to(tokens: Tagged, index: int) -> bool:
    """Whether the words after “and” or “but” are the speaker's next statement.

    “… but denied that …”, “… and urged Y to …”.
    """
    while (
        index < len(tokens)
        and tokens.helper[index]
        and tokens.lower[index] not in {"has", "had", "have"}
    ):
        index += 1
    cue = tokens.cue[index] if index < len(tokens) and tokens.kind[index] == WORD else None
    if (
        cue is None
        or cue.mood != "active"
        or not tokens.text[index].endswith(("ed", "id", "s", "ld"))
    ):
        return False
    follows = tokens.lower[index + 1] if index + 1 < len(tokens) else ""
    taking = not cue.verb.frames.isdisjoint({"of", "to", "np"}) and tokens.lower[
        index
    ] not in words_of("noun_form")
    return taking or follows == "that" or follows in cue.verb.links


def _parallel(tokens: Tagged, index: int) -> bool:
    """Whether “arguing that C and hinting at …” goes on with another participle."""
    while index < len(tokens) and tokens.helper[index]:
        index += 1
    return (
        index < len(tokens) and tokens.kind[index] == WORD and tokens.lower[index].endswith("ing")
    )


def _verb_like(tokens: Tagged, index: int) -> bool:
    """Whether a word looks like a verb in the past or an auxiliary, so that a new clause begins."""
    if index >= len(tokens) or tokens.kind[index] in {QUOTE, ASIDE, MARK} or tokens.capital(index):
        return False
    lower = tokens.lower[index]
    return (
        lower in _AUXILIARY
        or lower in _PRONOUN
        or lower.endswith("ed")
        or tokens.cue[index] is not None
    )


def seen_as(tokens: Tagged, start: int) -> bool:
    """Whether somebody sees a thing as something: “regarded the raid as a warning”."""
    for index in range(start + 1, min(len(tokens) - 1, start + _VIEW_WITHIN)):
        if tokens.kind[index] == MARK or tokens.cue[index] or tokens.helper[index]:
            return False
        if tokens.lower[index] == "as":
            listed = tokens.lower[index - 1] == "such"
            return not listed and tokens.lower[index + 1] not in {"well", "long", "soon", "far"}
    return False


def is_called(tokens: Tagged, start: int) -> bool:
    """Whether somebody calls something a name.

    “called it provocative”, “called the move a “lie””; not “called a meeting”.
    """
    noun = start - 2
    common = tokens.kind[noun] == WORD and not (
        tokens.capital(noun) or tokens.lower[noun] in _PRONOUN | {"who"} or tokens.helper[noun]
    )
    if tokens.capital(start) and common:
        # “a village called Kut”: nobody says anything of it
        return False
    if tokens.lower[start] in _PRONOUN | OBJECTS:
        return True
    for index in range(start + 1, len(tokens)):
        if tokens.kind[index] == MARK:
            return False
        if tokens.kind[index] == QUOTE or tokens.lower[index] in {"a", "an"}:
            return True
    return False
