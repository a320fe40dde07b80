"""Whom the form of a page makes speak: labels, an interview's answers, a release's issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geodata.gazetteer import Gazetteer
from loaders.attribution.layout import Label, Layout
from loaders.attribution.release import Release, first_person, is_body
from loaders.model.records import UNKNOWN_OUTLET, Span
from loaders.speakers.identify import SpeakerIdentifier
from loaders.speakers.parties import party_of_words
from loaders.speakers.party.found import OPEN, PartyFound, left_open
from loaders.speakers.speaker import Speaker, narrator, with_party
from loaders.text.segment import Paragraph, fold_space

_SMALL = frozenset({"of", "the", "for", "and", "to", "in", "on"})
_OWN = re.compile(
    r"(?:^|[.!?]\s)(?:(?!\b(?:[Nn]ot|[Nn]ever|[Ss]ays?|[Ii]f|[Ww]hether|claims?)\b|n['’]t\b)[^.!?]){0,120}?"
    r"\bbelongs? to (?P<whose>(?:the )?[A-Z]\w+(?: [A-Z]\w+)?)"
)
_AGAINST = re.compile(
    r"\b(?P<whose>[A-Z]\w+(?: [A-Z]\w+)?) (?:armed |military |border )?"
    r"(?:troops|forces?|soldiers|units?|guards|army|side|servicemen|military)\b"
    r"(?:[^.!?]|\.\d){0,120}?\b(?:crossed|entered|invaded|attacked|shelled|fired|advanced|moved|seized)\b"
    r"(?:[^.!?]|\.\d){0,120}?\b(?:our|us)\b"
)
_ACCUSED = re.compile(
    r"\byou (?:are|were|have)\b[^.?!]{0,60}\b(?:inside|in|into) (?P<whose>[A-Z]\w+)"
)
_TWO_SIDES = 2
_BY_OWN_WORDS = "the speaker’s own words speak of that side as “us”"


def introduce(
    identifier: SpeakerIdentifier, layout: Layout, text: str, gazetteer: Gazetteer
) -> None:
    """Make an article's labels known to who identifies its speakers."""
    full = _full_names(layout.labels, text)
    interviewee = _interviewee(identifier, layout)
    spoken = {p for label in layout.labels for p in _parties(label.words, text, gazetteer)}
    sides: dict[str, str] = {}
    for label in layout.labels:
        if label.role == "answers":
            speaker = interviewee or Speaker(
                "unnamed",
                None,
                OPEN,
                "person",
                sure="unsure",
                why="it is not clear who is interviewed",
            )
        else:
            words = text[label.name.start : label.name.end]
            name, title = full.get(_surname(words), (readable(words), readable(label.title)))
            speaker = identifier.named(f"{title} {name}".strip(), label.name)
            speaker = replace(speaker, why="the label before the words")
            if speaker.by_home and len(spoken) >= _TWO_SIDES:
                # where two sides meet, an office without a country may be of either
                speaker = with_party(speaker, left_open("its country is not said"))
            if speaker.party == OPEN:
                surname = _surname(words)
                if surname not in sides:
                    sides[surname] = _side(layout.labels, surname, spoken, text, gazetteer)
                party = sides[surname]
                if party != OPEN:
                    speaker = with_party(speaker, PartyFound(party, "likely", _BY_OWN_WORDS))
        identifier.introduce(label.name, replace(speaker, span=label.name))


def readable(words: str) -> str:
    """Return words in capitals with only their first letters so."""
    if not words.isupper():
        return fold_space(words)
    parts = fold_space(words).lower().split()
    return " ".join(p if p in _SMALL else p[:1].upper() + p[1:] for p in parts)


def _surname(words: str) -> str:
    return words.rsplit(" ", 1)[-1].lower()


def _full_names(labels: Sequence[Label], text: str) -> dict[str, tuple[str, str]]:
    """Return the longest name and title that a label gives, by surname."""
    full: dict[str, tuple[str, str]] = {}
    for label in labels:
        words = text[label.name.start : label.name.end]
        key = _surname(words)
        if key not in full or len(words) > len(full[key][0]):
            title = readable(label.title) or full.get(key, ("", ""))[1]
            full[key] = readable(words), title
    return full


def _interviewee(identifier: SpeakerIdentifier, layout: Layout) -> Speaker | None:
    """Return the only person whom the introduction of an interview names, or None."""
    if layout.introduction is None:
        return None
    people = {s.name: s for s in identifier.people_in(layout.introduction)}
    if len(people) != 1:
        return None
    (person,) = people.values()
    return replace(person, sure="likely", why="the only person named before the questions")


def _side(
    labels: Sequence[Label], surname: str, spoken: set[str], text: str, gazetteer: Gazetteer
) -> str:
    """Return the party of somebody whose office names no country, by what they say; else open.

    It is the country to which they say that ground belongs; else, where the transcript speaks of
    two countries, the one whose troops they do not say came against “us”.
    """
    own: set[str] = set()
    against: set[str] = set()
    for label in labels:
        mine = _surname(text[label.name.start : label.name.end]) == surname
        if not mine:
            continue
        words = " ".join(text[s.start : s.end] for s in label.words)
        own |= _named(_OWN, words, gazetteer)
        against |= _named(_AGAINST, words, gazetteer)
        if label.asked:
            against |= _named(_ACCUSED, text[label.asked.start : label.asked.end], gazetteer)
    own -= against
    if len(own) == 1:
        return own.pop()
    rest = spoken - against
    if len(spoken) == _TWO_SIDES and len(rest) == 1 and not own:
        return rest.pop()
    return OPEN


def _named(pattern: re.Pattern[str], words: str, gazetteer: Gazetteer) -> set[str]:
    found = (party_of_words(match["whose"], gazetteer) for match in pattern.finditer(words))
    return {party for party in found if party}


def _parties(sentences: Sequence[Span], text: str, gazetteer: Gazetteer) -> Iterator[str]:
    for sentence in sentences:
        for match in re.finditer(r"\b[A-Z]\w+", text[sentence.start : sentence.end]):
            party = party_of_words(match.group(), gazetteer)
            if party:
                yield party


class OwnVoice:
    """Whose the words are that an article gives to nobody: the outlet's, or a release's issuer's.

    Parameters
    ----------
    text
        The article's text.
    publisher
        The outlet.
    release
        What the article says of itself as a release.
    identifier
        For the issuer's party.
    """

    def __init__(
        self, text: str, publisher: str, release: Release, identifier: SpeakerIdentifier
    ) -> None:
        self._text = text
        self._reporter = narrator(publisher)
        self._issuer: Speaker | None = None
        named = release.issuer
        if named:
            words = readable(text[named.start : named.end])
            found = identifier.named(words, named)
            self._issuer = replace(found, name=words, kind="body", why="the issuer of the release")
            identifier.introduce(named, self._issuer)
        elif publisher != UNKNOWN_OUTLET and is_body(publisher) and release.marked:
            found = identifier.named(publisher, Span(0, 0))
            self._issuer = replace(found, span=None, kind="body", why="the issuer of the release")
        self._release = release.marked

    def of(self, sentence: Span, paragraph: Paragraph) -> Speaker:
        """Return whose the words of a sentence are that is attributed to nobody."""
        if self._release and self._issuer:
            return self._issuer
        if self._release or first_person(self._text, sentence, paragraph.quotes):
            return Speaker(
                "unnamed",
                None,
                OPEN,
                "thing",
                sure="unsure",
                why="“we” is said outside quotation marks, and whose it is is not stated",
            )
        return self._reporter
