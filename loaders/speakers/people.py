"""The people and bodies an article names, looked up by surname, first name or office."""

from __future__ import annotations

import re

from geodata.gazetteer import Gazetteer
from loaders.lexicon.tables import Party, parties, words_of
from loaders.model.records import Span
from loaders.speakers.genders import Gender, gender_of
from loaders.speakers.names import Names, person_name
from loaders.speakers.party.phrases import countries_in
from loaders.text.segment import fold_space

_OF = re.compile(r"\s+of\s+[A-Z]\w+")
_MOST_LOOKED_BACK = 100
"""Names looked back over, at most. It keeps reading linear; the right one is seldom further."""
_OFFICE_WINDOW = 40
"""Characters before a name in which its office is looked for. A title of three or four words
fits."""


class People:
    """Look up the people and bodies of one article.

    Parameters
    ----------
    text
        The article's text.
    names
        Its names.
    gazetteer
        For the places among them.
    start
        Where its body begins: a title names people by their surnames before it introduces them.
    """

    def __init__(self, text: str, names: Names, gazetteer: Gazetteer, start: int) -> None:
        self._text = text
        self._names = names
        self._gazetteer = gazetteer
        self._start = start
        self._full: dict[tuple[str, Gender | None], str] = {}
        self._countries: set[str] | None = None

    def titled_before(self, words: list[str], position: int) -> tuple[str, Span] | None:
        """Return the last person named with the office in a phrase, and where; or None.

        “the president” is “President Anna Smith”.
        """
        office = {word for word in words if word not in words_of("determiner")}
        for _, naming in zip(
            range(_MOST_LOOKED_BACK), self._names.runs_before(position), strict=False
        ):
            lead = self._text[max(0, naming.start - _OFFICE_WINDOW) : naming.start]
            words_beside = {word.lower() for word in naming.words} | set(
                lead.lower().split()[-len(office) :]
            )
            if office <= words_beside:
                surface = fold_space(self._text[naming.start : naming.end])
                if person_name(surface, self._gazetteer):
                    return f"{' '.join(words[1:])} {surface}", Span(naming.start, naming.end)
        return None

    def named_in(self, part: Span) -> list[tuple[str, Span]]:
        """Return the namings of people by title or first name in a part of the article."""
        found = []
        for naming in self._names.runs_before(part.end):
            if naming.start < part.start:
                break
            surface = fold_space(self._text[naming.start : naming.end])
            name = person_name(surface, self._gazetteer)
            if name and len(surface.split()) > 1:
                found.append((surface, Span(naming.start, naming.end)))
        return found

    def body_ending_in(self, head: str, position: int) -> str | None:
        """Return the last name of a body that ends in a noun, or None.

        “the organization” is “Collective Security Treaty Organization”.
        """
        for naming in reversed(self._names.ending_in(head.title())):
            if naming.end <= position and len(naming.words) > 1:
                follows = _OF.match(self._text, naming.end, position)
                end = follows.end() if follows else naming.end
                return fold_space(self._text[naming.start : end])
        return None

    def full_name(self, name: str, described: str = "") -> str:
        """Return a name of one word with the rest that the article gives.

        A surname takes the first name of the only person so called whom the article introduced in
        full; a first name (“Sir Keir”) its surname, where the article gives it but one.
        ``described`` are the words with the title, which may tell one bearer of a surname from
        another.
        """
        if " " in name:
            return name
        key = name, gender_of(described)
        if key not in self._full:
            self._full[key] = self._by_surname(*key) or self._by_first_name(name) or name
        return self._full[key]

    def _by_surname(self, name: str, gender: Gender | None) -> str | None:
        introduced: dict[str, int] = {}
        alone = None
        for naming in self._names.ending_in(name):
            words = " ".join((*naming.words[-3:-1], name))
            full = person_name(words, self._gazetteer) if len(naming.words) > 1 else None
            if full and " " in full:
                introduced.setdefault(full, naming.start)
            elif alone is None and naming.start >= self._start:
                alone = naming.start
        fitting = [
            full
            for full in introduced
            if gender is None or gender_of(full) is None or gender_of(full) == gender
        ]
        known = [
            person
            for party in parties().values()
            for person in party.people
            if person.split()[-1] == name
            and (person in fitting if fitting else self._speaks_of(person, party))
        ]
        if len(known) == 1:
            return known[0]
        if len(fitting) != 1:
            return None
        # “President Obama said … Michelle Obama”: the full name is that of another, named later
        return fitting[0] if alone is None or introduced[fitting[0]] <= alone else None

    def _speaks_of(self, person: str, party: Party) -> bool:
        """Whether the article names a person of the tables in full, or his country or body.

        “Minister Singh” is India's in no article that does not speak of India.
        """
        if self._countries is None:
            self._countries = countries_in(self._text, self._gazetteer)
        names = (party.name, *party.institutions, person)
        return party.name in self._countries or any(name in self._text for name in names)

    def _by_first_name(self, name: str) -> str | None:
        found = set()
        for _, end, run in self._names.with_first(name):
            at = run.index(name)
            if end <= self._start or run[at + 1].lower() in words_of("past_verb"):
                # a headline's capitals are no name: “Smith Hid Letters”
                continue
            full = person_name(" ".join(run[at : at + 2]), self._gazetteer)
            if full and full.startswith(f"{name} "):
                found.add(full)
        return found.pop() if len(found) == 1 else None
