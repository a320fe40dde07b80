"""Whom a pronoun or a short form refers back to, among those who spoke or were spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from loaders.lexicon.tables import words_of
from loaders.model.records import Span
from loaders.speakers.discourse import Before, Discourse, Kind, is_plural
from loaders.speakers.genders import may_mean
from loaders.speakers.speaker import Speaker, less_sure

_MOST_LOOKED_BACK = 100
"""Bodies looked back over, at most. It keeps reading linear; the right one is seldom further."""
_THINGS = frozenset({"it", "they", "its", "their"})
"""Pronouns that may mean a thing as well as somebody."""
BODY: frozenset[Kind] = frozenset({"body"})
SPEAKING: tuple[Kind, ...] = ("person", "people", "body")
"""The kinds of what speaks of itself; a thing does not."""
_ARTICLE = re.compile(r"(?:an?|the|one|another)\s", re.IGNORECASE)
_ONE_THING = frozenset({"it", "its"})
_MANY = frozenset({"they", "them", "their"})
KINDS: dict[str, frozenset[Kind]] = {
    **dict.fromkeys(("he", "she", "him", "her", "his"), frozenset({"person"})),
    **dict.fromkeys(("it", "its"), frozenset({"body"})),
    **dict.fromkeys(("they", "them", "their"), frozenset({"people", "body"})),
}
"""What each pronoun may stand for."""
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
    people_in
        Gives the people whom a stretch of text names.
    """

    def __init__(
        self,
        discourse: Discourse,
        resolve: Callable[[Reference], Speaker],
        people_in: Callable[[Span], list[Speaker]],
    ) -> None:
        self._discourse = discourse
        self._resolve = resolve
        self._people_in = people_in
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
        if speaker.kind in {"body", "thing"} or _ARTICLE.match(speaker.name):
            self._bodies.append(speaker)

    def latest(self, kind: Kind) -> Speaker | None:
        """Return the last speaker of a kind, or None."""
        return self._latest.get(kind)

    def last_heard(self) -> Speaker | None:
        """Return who spoke last of those whom the article names in their place, or None."""
        heard = [s for kind in SPEAKING if (s := self._latest.get(kind)) and s.span]
        return max(heard, key=lambda s: s.span.end if s.span else 0, default=None)

    def antecedent(
        self, phrase: Reference, kinds: frozenset[Kind], words: str, *, next_to_it: bool = False
    ) -> tuple[Speaker | None, str]:
        """Return whom a phrase refers back to, and why; None with the reason where that is open.

        ``next_to_it`` allows only whom the nearest sentence is about.
        """
        passed: list[Span] = []
        unclear = f"whom “{words}” means is not clear"
        back = list(self._discourse.before(phrase.span.start)) if phrase.depth < _DEEPEST else []
        for number, before in enumerate(back):
            about = self._about(before, phrase)
            here = before.sentence.end > phrase.span.start
            fitting, role = _fitting(about, kinds, words), "the subject before is"
            if not fitting and not here and words in _ONE_THING:
                # “According to the army, gunmen fired. It said …”: the subject is not it
                cited = [
                    s for s in self._cited.get(before.sentence.start, ()) if s.party != "media"
                ]
                fitting, role = _fitting(cited, kinds, words), "the sentence before is according to"
            if len(fitting) > 1:
                return None, f"“{words}” may mean {' or '.join(sorted(fitting))}"
            if here and about and not fitting and words in _THINGS:
                # “Smith sold the ships, which they …”: the subject is not it, something else may be
                return None, unclear
            for speaker in fitting.values():
                if speaker.sure == "unsure" or (passed and next_to_it):
                    return None, unclear
                if words in _MANY and self._others_follow(speaker, before, phrase.span.start):
                    return None, unclear
                other = self._other(speaker, kinds, words, passed, back[number + 1 :])
                if other:
                    return None, f"“{words}” may mean {other} or {speaker.name}"
                plain = not passed and self._alone(speaker, before, words)
                sure = speaker.sure if plain else less_sure(speaker.sure)
                why = f"“{words}”: {role} {speaker.name}"
                return replace(speaker, sure=sure), why
            if about or not here:
                end = min(before.sentence.end, phrase.span.start)
                passed.append(Span(before.sentence.start, end))
        return None, unclear

    def _others_follow(self, speaker: Speaker, before: Before, position: int) -> bool:
        """Whether “they” may mean people whom a sentence about one body names after it."""
        start = before.subject.end if before.subject else before.sentence.start
        words = self._discourse.words(Span(start, min(before.sentence.end, position)))
        several = words_of("people_noun") | words_of("group_noun")
        return speaker.kind == "body" and not several.isdisjoint(words)

    def _alone(self, speaker: Speaker, before: Before, words: str) -> bool:
        """Whether a person spoke in the sentence before, and nobody else there may be meant."""
        return (
            speaker.person
            and speaker in self._said.get(before.sentence.start, ())
            and not any(
                person.name != speaker.name and may_mean(words, person.described)
                for person in self._people_in(before.sentence)
            )
        )

    def _other(
        self,
        speaker: Speaker,
        kinds: frozenset[Kind],
        words: str,
        passed: Sequence[Span],
        further: Sequence[Before],
    ) -> str | None:
        """Return who else may be meant, where sentences about something else were passed; or None.

        It is the last who spoke, somebody named in those sentences, or who spoke ``further`` back.
        """
        if not passed:
            return None
        latest = next((self._latest[k] for k in sorted(kinds) if k in self._latest), speaker)
        if latest.name != speaker.name:
            return latest.name
        earlier = (s for b in further for s in self._said.get(b.sentence.start, ()))
        spoke = (s.name for s in earlier if s.kind in kinds and may_mean(words, s.described))
        another = next((name for name in spoke if name != speaker.name), None)
        if another:
            return another
        named = [p for span in passed for p in self._people_in(span)] if "person" in kinds else []
        fitting = (p for p in named if p.name != speaker.name and may_mean(words, p.described))
        return next((p.name for p in fitting), None)

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
        lone = " " not in about.name and about.described == f"{about.name} {about.name}"
        if about.person and lone:
            # a lone name that is nobody's surname in the article may be any word with a capital
            about = replace(about, kind="thing")
        if about.kind == "thing":
            owner = self._owner(subject, phrase) or self._for_whom(before, phrase)
            return cited or owner or [about]
        return [about]

    def _owner(self, subject: Span, phrase: Reference) -> list[Speaker]:
        """Return the person whose thing a sentence is about: “The mayor’s plan failed. He said”."""
        owner = self._discourse.owner(subject)
        if owner is None:
            return []
        speaker = self._resolve(Reference(owner, depth=phrase.depth + 1))
        return [speaker] if speaker.person else []

    def _for_whom(self, before: Before, phrase: Reference) -> list[Speaker]:
        """Return the person a sentence begins with: “For Ana Ruiz, it is over”."""
        named = self._discourse.begins_for(before.sentence)
        if named is None:
            return []
        speaker = self._resolve(Reference(named, depth=phrase.depth + 1))
        return [speaker] if speaker.person else []

    def spoke_before(self, speaker: Speaker, sentence: Span) -> bool:
        """Whether somebody speaks in the sentence before another."""
        before = next((b for b in self._discourse.before(max(0, sentence.start - 1))), None)
        said = self._said.get(before.sentence.start, ()) if before else ()
        return any(s.name == speaker.name for s in said)

    def called(self, head: str, kinds: frozenset[Kind] = BODY) -> dict[str, Speaker]:
        """Return those of some kinds who spoke before and have a noun in their name, by name.

        Of people they are those without a name: “a senior official”.
        """
        return {
            body.name: body
            for body in self._bodies[-_MOST_LOOKED_BACK:]
            if body.kind in kinds and head in body.name.lower().split()
        }


def _fitting(speakers: Sequence[Speaker], kinds: frozenset[Kind], words: str) -> dict[str, Speaker]:
    """Return those of some speakers whom a pronoun may mean by kind, gender and number."""
    return {
        speaker.name: speaker
        for speaker in speakers
        if speaker.kind in kinds
        and may_mean(words, speaker.described)
        and not (words in _ONE_THING and is_plural(speaker.described))
    }
