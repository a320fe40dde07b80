"""Whom a pronoun or a short form refers back to, among those who spoke or were spoken of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from loaders.model.records import Span
from loaders.speakers.discourse import Before, Discourse, Kind
from loaders.speakers.genders import may_mean
from loaders.speakers.speaker import Speaker

_MOST_LOOKED_BACK = 100
"""Bodies looked back over, at most. It keeps reading linear; the right one is seldom further."""
_DEEPEST = 4
"""Pronouns followed one to the next at most (“He came. He saw. He said”)."""


class Reference(NamedTuple):
    """A phrase that refers back.

    Attributes
    ----------
    span
        Its characters.
    said
        The words it is the speaker of: nobody named in them speaks of himself so. None where the
        phrase is not a speaker.
    depth
        How many pronouns led to it.
    """

    span: Span
    said: Span | None = None
    depth: int = 0


class Antecedents:
    """Remember who spoke, and find whom a phrase refers back to.

    Parameters
    ----------
    discourse
        The sentences of the article.
    resolve
        Gives the speaker that a phrase names.
    """

    def __init__(self, discourse: Discourse, resolve: Callable[[Reference], Speaker]) -> None:
        self._discourse = discourse
        self._resolve = resolve
        self._bodies: list[Speaker] = []
        self._latest: dict[Kind, Speaker] = {}
        self._said: dict[int, list[Speaker]] = {}
        """Who speaks in each sentence, by its first character."""
        self._cited: dict[int, list[Speaker]] = {}
        """Whom each sentence is according to, likewise."""

    def remember(self, speaker: Speaker, sentence: Span, *, cited: bool) -> None:
        """Remember who speaks in a sentence. An open speaker is nobody to refer back to.

        ``cited`` is for a source that the sentence is according to.
        """
        if speaker.sure == "unsure":
            return
        (self._cited if cited else self._said).setdefault(sentence.start, []).append(speaker)
        self._latest[speaker.kind] = speaker
        if speaker.kind == "body":
            self._bodies.append(speaker)

    def latest(self, kind: Kind) -> Speaker | None:
        """Return the last speaker of a kind, or None."""
        return self._latest.get(kind)

    def antecedent(
        self, phrase: Reference, kinds: frozenset[Kind], words: str, *, next_to_it: bool = False
    ) -> tuple[Speaker | None, str]:
        """Return whom a phrase refers back to, and why; None with the reason where that is open.

        ``next_to_it`` allows only whom the nearest sentence is about.
        """
        passed = False
        unclear = f"whom “{words}” means is not clear"
        for before in self._discourse.before(phrase.span.start) if phrase.depth < _DEEPEST else ():
            about = self._about(before, phrase)
            fitting = {s.name: s for s in about if s.kind in kinds and may_mean(words, s.described)}
            if len(fitting) > 1:
                return None, f"“{words}” may mean {' or '.join(sorted(fitting))}"
            for speaker in fitting.values():
                if speaker.sure == "unsure" or (passed and next_to_it):
                    return None, unclear
                latest = next((self._latest[k] for k in kinds if k in self._latest), speaker)
                if passed and latest.name != speaker.name:
                    return None, f"“{words}” may mean {latest.name} or {speaker.name}"
                return speaker, f"“{words}”: the subject before is {speaker.name}"
            passed = passed or bool(about) or before.sentence.end <= phrase.span.start
        return None, unclear

    def _about(self, before: Before, phrase: Reference) -> list[Speaker]:
        """Return whom a sentence before a phrase is about: who speaks in it, else its subject."""
        subject = before.subject
        if subject and phrase.said and phrase.said.contains(subject):
            subject = None
        said = [
            s
            for s in self._said.get(before.sentence.start, ())
            if s.span is None
            or (
                s.span.end <= phrase.span.start
                and not (phrase.said and phrase.said.contains(s.span))
            )
        ]
        main = [s for s in said if subject and s.span and s.span.overlaps(subject)]
        if main or said:
            return main or said
        cited = [s for s in self._cited.get(before.sentence.start, ()) if s.person]
        if subject is None:
            return cited
        about = self._resolve(Reference(subject, depth=phrase.depth + 1))
        return cited if cited and about.kind == "thing" else [about]

    def called(self, head: str) -> dict[str, Speaker]:
        """Return the bodies that spoke before and have a noun in their name, by name."""
        return {
            body.name: body
            for body in self._bodies[-_MOST_LOOKED_BACK:]
            if head in body.name.lower().split()
        }
