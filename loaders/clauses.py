"""A sentence as tokens, and the noun phrases around its reporting verbs. No grammar beyond word lists and punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.records import Span
from loaders.tables import Verb, reporting_verbs, words_of
from loaders.text import WORD, Quote, strip_possessive

_PUNCTUATION = re.compile(r"[,;:.!?()…]|--|[–—]")
_NOUN_FORMS = frozenset(
    [
        "claims",
        "claim",
        "report",
        "reports",
        "state",
        "states",
        "notes",
        "note",
        "comment",
        "comments",
        "post",
        "posts",
        "demand",
        "demands",
        "order",
        "orders",
        "call",
        "calls",
        "request",
        "requests",
        "point",
        "appeal",
        "appeals",
        "estimate",
        "estimates",
        "promise",
        "promises",
        "protest",
        "posted",
        "counter",
        "quote",
        "quotes",
        "cite",
    ]
)
_PHRASE_WORDS = 40
"""No subject and no aside is longer; it also keeps reading linear in the length of a sentence."""
_COORDINATORS = frozenset({"and", "but", "or", "nor", "yet"})


@dataclass(frozen=True, slots=True)
class Token(Span):
    """A word (``w``), punctuation mark (``p``), quotation (``q``) or aside between dashes (``d``)."""

    kind: str
    text: str

    @property
    def lower(self) -> str:
        """The word in lower case, without a possessive ending."""
        return strip_possessive(self.text).lower()

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.kind == "w" and self.text[:1].isupper()


def tokenize(text: str, sentence: Span, quotes: Sequence[Quote]) -> list[Token]:
    """Return the tokens of a sentence; quotations and asides between dashes are one token each."""
    inside = [quote for quote in quotes if quote.overlaps(sentence)]
    tokens: list[Token] = []
    position = sentence.start
    for quote in [*inside, None]:
        end = quote.start if quote else sentence.end
        for match in re.finditer(rf"{WORD.pattern}|{_PUNCTUATION.pattern}", text[position:end]):
            start = position + match.start()
            kind = "p" if _PUNCTUATION.fullmatch(match.group()) else "w"
            tokens.append(Token(start, start + len(match.group()), kind, match.group()))
        if quote:
            tokens.append(Token(quote.start, min(quote.end, sentence.end), "q", ""))
            position = quote.end
    return _fold_asides(_without_title_points(tokens))


def _without_title_points(tokens: list[Token]) -> list[Token]:
    """Leave out the point of “Mr.” and “Col.”, which ends no phrase."""
    titles = {"mr", "mrs", "ms", "dr", "col", "gen", "lt", "maj", "capt", "sgt", "prof", "rep", "sen", "gov", "st", "rev"}
    return [t for i, t in enumerate(tokens) if not (t.text == "." and i and tokens[i - 1].lower in titles)]


def _fold_asides(tokens: list[Token]) -> list[Token]:
    """Fold ``— … —`` into one token where it holds no quotation."""
    folded: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].text in {"—", "–", "--"}:
            close = next((i for i in range(index + 1, min(len(tokens), index + _PHRASE_WORDS)) if tokens[i].text in {"—", "–", "--"}), None)
            if close and all(token.kind != "q" for token in tokens[index:close]):
                folded.append(Token(tokens[index].start, tokens[close].end, "d", ""))
                index = close + 1
                continue
        folded.append(tokens[index])
        index += 1
    return folded


def verb_at(tokens: Sequence[Token], index: int) -> Verb | None:
    """Return the reporting verb at a token, or None when it is another word, a noun or a passive."""
    token = tokens[index]
    verb = reporting_verbs().get(token.text.lower()) if token.kind == "w" else None
    if verb is None or (token.capital and index > 0):
        return None
    before = next((t for t in reversed(tokens[:index]) if t.kind != "d"), None)
    if before is None or (before.kind == "p" and before.text in ".!?"):
        return None
    if token.lower == verb.lemma and before.kind == "w" and not _plural(before):
        return None
    if before.kind == "w":
        if token.lower in _NOUN_FORMS and (_is_possessive(before) or before.lower in words_of("determiner") or not _may_be_subject(before)):
            return None
        if before.lower in words_of("passive_auxiliary") and not verb.participle:
            return None
        if before.lower in words_of("determiner") - {"this", "that", "all", "both"}:
            return None
    return verb


def _plural(token: Token) -> bool:
    """Whether a word may be the plural subject, pronoun or auxiliary that a bare verb form needs."""
    lower = token.lower
    helped = lower in words_of("auxiliary") | words_of("pronoun") | {"to"}
    return helped or (lower.endswith("s") and not _is_possessive(token)) or lower in {"police", "people", "men", "women", "media"}


def _is_possessive(token: Token) -> bool:
    return token.text[-2:] in {"'s", "’s"} or token.text.endswith(("s’", "s'"))


def _may_be_subject(token: Token) -> bool:
    lower = token.lower
    return token.capital or lower in words_of("pronoun") or lower in words_of("speaker_noun") or lower in words_of("auxiliary")


def subject_before(tokens: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """Return the token range of a verb's subject to its left, or None.

    Auxiliaries are skipped; an apposition or relative clause between commas is stepped over.
    """
    end = verb
    while end > 0 and tokens[end - 1].kind in "wd" and _is_auxiliary(tokens, end - 1):
        end -= 1
    if end and tokens[end - 1].kind == "d":
        end -= 1
    start = _phrase_start(tokens, end)
    if start < end:
        return _speaker_like(tokens, start, end)
    return _before_aside(tokens, end)


def _is_auxiliary(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind == "d":
        return True
    adverb = token.lower.endswith("ly") and not token.capital
    return adverb or (token.lower in words_of("auxiliary") and not token.capital)


def _phrase_start(tokens: Sequence[Token], end: int) -> int:
    """Return where the noun phrase that ends before ``end`` begins."""
    start = end
    while start > max(0, end - _PHRASE_WORDS):
        token = tokens[start - 1]
        if token.kind != "w" or (_is_boundary(tokens, start - 1)):
            break
        start -= 1
    return start


def _is_boundary(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word cannot stand inside a subject: a conjunction or subordinator, unless it joins parts of a name."""
    token = tokens[index]
    if token.lower in {"of", "for", "in", "at", "from", "to", "with", "on", "about", "against"}:
        # a preposition belongs to the phrase only when a noun stands before it
        return index == 0 or tokens[index - 1].kind != "w" or token.lower == "to" or verb_at(tokens, index - 1) is not None
    if token.lower == "and" and 0 < index < len(tokens) - 1:
        return not (tokens[index - 1].capital and tokens[index + 1].capital)
    return token.lower in words_of("subordinator") or (
        reporting_verbs().get(token.lower) is not None and not token.capital and verb_at(tokens, index) is not None
    )


def _before_aside(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """Step over “, the director of X,” or “, which …,” to the phrase before it."""
    for _ in range(3):
        if end < 1 or tokens[end - 1].text != ",":
            return None
        opening = next((i for i in range(end - 2, -1, -1) if tokens[i].text in {",", ";", ":"} or tokens[i].kind == "q"), None)
        if opening is None or tokens[opening].text != ",":
            return None
        first = tokens[opening + 1]
        if first.kind != "w" or not (
            first.lower in words_of("relative_lead") or _is_possessive(first) or first.capital or first.lower in words_of("speaker_noun")
        ):
            return None
        aside = tokens[opening + 1 : end - 1]
        if len(aside) in {2, 3} and all(token.capital for token in aside) and not any(_is_possessive(token) for token in aside):
            return opening + 1, end - 1
        start = _phrase_start(tokens, opening)
        another = (
            start > 0 and tokens[start - 1].text == "," and (tokens[start].lower in words_of("determiner") or not tokens[start].capital)
        )
        if start < opening and not another:
            return _speaker_like(tokens, start, opening)
        end = opening + 1
        if tokens[opening].text != ",":
            return None
    return None


def subject_after(tokens: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """Return the token range of an inverted subject: “…,” said X."""
    start = verb + 1
    end = start
    while end < len(tokens) and tokens[end].kind == "w":
        lower = tokens[end].lower
        if lower in words_of("subordinator") - {"of", "for", "and"} or (lower in {"for", "and"} and not tokens[end - 1].capital):
            break
        end += 1
    if start >= end or not (
        tokens[start].capital or tokens[start].lower in words_of("determiner") or tokens[start].lower in words_of("speaker_noun")
    ):
        return None
    return _speaker_like(tokens, start, end)


def main_subject(tokens: Sequence[Token], before: int) -> tuple[int, int] | None:
    """Return the token range of the subject at the front of the clause that a coordinated verb or participle continues."""
    start = 0
    for index in range(before - 1, -1, -1):
        if tokens[index].text in {";", ":"}:
            start = index + 1
            break
    while start < before:
        first = tokens[start]
        if first.kind == "w" and first.lower in _COORDINATORS | {"meanwhile", "however", "finally"}:
            start += 1
            continue
        if first.kind != "w":
            start += 1
            continue
        end = start
        while end < before and tokens[end].kind == "w" and _in_front_phrase(tokens, end):
            end += 1
        found = _speaker_like(tokens, start, end) if end > start else None
        comma = next((i for i in range(start, before) if tokens[i].text == ","), None)
        if found or comma is None:
            return found
        start = comma + 1
    return None


def _in_front_phrase(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    lower = token.lower
    if token.capital:
        return not (index and lower in words_of("weekday"))
    if lower in words_of("auxiliary"):
        return False
    return lower in words_of("determiner") | words_of("speaker_noun") | words_of("person_title") | words_of("pronoun") or (
        lower == "of" and index > 0 and tokens[index - 1].kind == "w"
    )


def _speaker_like(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """Return the range, without what leads into it, when its head may speak: a name, a pronoun, an office."""
    while start < end and (
        tokens[start].lower in _COORDINATORS or tokens[start].lower in {"meanwhile", "however", "instead", "then", "later", "earlier"}
    ):
        start += 1
    if start >= end:
        return None
    for index in range(start, end - 1):
        # “…, a claim Baku rejects”: the name after the noun speaks
        if tokens[index].lower in words_of("denied_thing") and tokens[index + 1].capital and not _is_possessive(tokens[index]):
            start = index + 1
    head = _head(tokens, start, end)
    lower = tokens[head].lower
    if lower in words_of("pronoun"):
        return (head, head + 1) if lower not in {"i", "we"} else None
    if lower in words_of("weekday") | words_of("month") | words_of("determiner") | words_of("subordinator"):
        return None
    if tokens[head].capital and (head > 0 or len(tokens[head].text) > 2):
        return start, end
    return (start, end) if lower in words_of("speaker_noun") or lower in words_of("person_title") else None


def _head(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return the head of a noun phrase: its last word, or the last before its first preposition."""
    for index in range(start + 1, end):
        if tokens[index].lower in {"of", "for", "in", "at", "from", "with", "on", "about", "against"}:
            return index - 1
    return end - 1
