"""What a pronoun may stand for: who the sentences before it are about.

A pronoun goes to the subject of its own clause's sentence, else to that of the sentence before
(Grosz, Joshi and Weinstein's “centering”: the subject of the last sentence is what the next one
most likely speaks of). Nothing is guessed from mere nearness.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from loaders.attribution.cues import can_speak, tag
from loaders.attribution.main_subject import sentence_subject
from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.text.segment import Paragraph
from loaders.text.tokens import tokenize

Kind = Literal["person", "people", "body", "thing"]
"""What a phrase names: one person, several, a body or country, or none that speaks."""
_ONE = frozenset({"a", "an", "one", "another", "his", "her"})
_AGENT_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "person", "mother", "father", "witness")
_GENERALS = ("secretary general", "secretary-general", "attorney general", "director general")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?\s")
_FOR = re.compile(r"For\s([A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){1,5}),")
_WORDS = re.compile(r"[a-z]+")
_FURTHEST = 3
"""Sentences looked back over from a pronoun at most; further back another may be meant. Chosen by
hand."""


class Before(NamedTuple):
    """A sentence before a pronoun, and its subject."""

    sentence: Span
    subject: Span | None


class Discourse:
    """The sentences of an article and their subjects, looked up by position.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Its paragraphs, in order.
    """

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self._text = text
        self._sentences = [(s, n) for n, p in enumerate(paragraphs) for s in p.sentences]
        self._paragraphs = paragraphs
        self._starts = [sentence.start for sentence, _ in self._sentences]
        self._subjects: dict[int, Span | None] = {}

    def before(self, position: int) -> Iterator[Before]:
        """Yield the sentence that holds a position, then those before it, nearest first.

        The subject of the first is None where it does not stand before the position.
        """
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return
        for here in range(index, max(-1, index - _FURTHEST - 1), -1):
            sentence, _ = self._sentences[here]
            subject = self._subject(here)
            if here == index and subject and subject.end > position:
                subject = None
            yield Before(sentence, subject)

    def owner(self, subject: Span) -> Span | None:
        """Return the words before the first possessive ending in a subject, or None."""
        match = _POSSESSIVE.search(self._text, subject.start, subject.end)
        return Span(subject.start, match.start()) if match else None

    def words(self, span: Span) -> frozenset[str]:
        """Return the words of a span in lower case."""
        return frozenset(_WORDS.findall(self._text[span.start : span.end].lower()))

    def begins_for(self, sentence: Span) -> Span | None:
        """Return X of a sentence that begins “For X, …”, or None."""
        match = _FOR.match(self._text, sentence.start, sentence.end)
        return Span(*match.span(1)) if match else None

    def sentence_at(self, position: int) -> Span | None:
        """Return the last sentence that begins before a position, or None."""
        index = bisect_right(self._starts, position) - 1
        return self._sentences[index][0] if index >= 0 else None

    def paragraph_start(self, span: Span, back: int = 0) -> int:
        """Return where the paragraph begins that holds a span, or one ``back`` from it."""
        number = self._sentences[max(0, bisect_right(self._starts, span.start) - 1)][1]
        return self._paragraphs[max(0, number - back)].span.start

    def _subject(self, index: int) -> Span | None:
        if index not in self._subjects:
            sentence, number = self._sentences[index]
            tokens = tag(tokenize(self._text, sentence, self._paragraphs[number].quotes))
            phrase = sentence_subject(tokens)
            self._subjects[index] = tokens.span(phrase.first, phrase.last) if phrase else None
        return self._subjects[index]


def head_noun(phrase: str) -> str:
    """Return the head of a noun phrase in lower case: its last word before a preposition."""
    return _head(phrase).lower()


def _head(phrase: str) -> str:
    words = phrase.replace(",", " , ").split()
    ends = words_of("phrase_preposition") | {",", "to", "who", "that", "which"}
    at = next((i for i, word in enumerate(words) if i and word in ends), len(words))
    return words[at - 1].strip("“”\"'()") if words else ""


def is_plural(phrase: str) -> bool:
    """Whether a phrase names several by its head's ending: “border guards”, “servicemen”.

    A head with a capital may be the name of one body (“Armed Forces”, “the Times”).
    """
    head = _head(phrase)
    many = head.endswith("men") or (head.endswith("s") and not head.endswith("ss"))
    return head.islower() and many and head not in words_of("not_agent")


def kind_of(phrase: str) -> Kind:
    """Return what a phrase without a person's name names.

    The number is told by the head's ending and by what leads into it: “a teacher”, “teachers”.
    """
    written = _head(phrase)
    head = written.lower().removeprefix("ex-")
    lead = phrase.split(maxsplit=1)[0].lower() if phrase.split() else ""
    if lead in words_of("several") or head in words_of("people_noun"):
        return "people"
    if phrase.lower().endswith(_GENERALS):
        return "person"
    if head in _words("institution_noun", "armed_body", "body_noun"):
        return "body"
    if head in _words("person_noun", "generic_person", "person_title", but="title_part"):
        return "person"
    single = lead in _ONE and head.endswith(_AGENT_ENDINGS) and head not in words_of("not_agent")
    if single and written.islower():
        return "person"
    if not can_speak(head):
        return "body" if written[:1].isupper() else "thing"
    if head.endswith("s") and not head.endswith("ss"):
        return "people"
    return "person" if head.endswith(_AGENT_ENDINGS) else "body"


@cache
def _words(*classes: str, but: str = "") -> frozenset[str]:
    """Return the words of some classes of the lexicon, without those of another."""
    return frozenset().union(*map(words_of, classes)) - words_of(but)
