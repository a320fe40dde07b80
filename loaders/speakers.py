"""Who a speaker is: pronouns and short forms led back to a name, and the party whose voice it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from geodata.gazetteer import Gazetteer, Place, fold
from loaders.records import NARRATOR, Span
from loaders.statements import Attribution
from loaders.tables import parties, reporting_verbs, words_of
from loaders.text import find_words, fold_space, strip_possessive

_NAME = re.compile(r"[A-ZÀ-Ý][\w’'-]*[a-zà-ÿ][\w’'-]*|[A-Z]{2,}")
_DEFINITE = re.compile(r"^(?:the|this|that|its|his|her|their)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice: its name, the words that name it where it speaks, its party, and whether it is one person."""

    name: str
    span: Span | None
    party: str
    person: bool


@dataclass(slots=True)
class Voices:
    """The voices of one article, in the order they speak.

    Parameters
    ----------
    text
        The article's text.
    gazetteer
        For country names and adjectives, which give an office its party.
    """

    text: str
    gazetteer: Gazetteer
    heard: list[Speaker] = field(default_factory=list)

    def identify(self, attribution: Attribution) -> Speaker:
        """Return the speaker of an attribution; call in text order, since pronouns look back."""
        span = attribution.speaker
        if span is None:
            return Speaker("unnamed", None, "unattributed", person=False)
        naming = attribution.antecedent or span
        surface = fold_space(self.text[naming.start : naming.end])
        speaker = self._anaphor(surface, span) or self._named(surface, span)
        self.heard.append(speaker)
        return speaker

    def _anaphor(self, surface: str, span: Span) -> Speaker | None:
        lower = surface.lower()
        last_person = next((s for s in reversed(self.heard) if s.person), None)
        last_body = next((s for s in reversed(self.heard) if not s.person), None)
        if lower in words_of("person_pronoun") | {"him", "her", "his"}:
            person = self._person_before(span.start) if last_person is None else last_person
            return Speaker(person.name, span, person.party, person=True) if person else Speaker(surface, span, "unattributed", person=True)
        if lower in {"it", "they", "its", "their", "them"}:
            return (
                Speaker(last_body.name, span, last_body.party, person=False)
                if last_body
                else Speaker(surface, span, "unattributed", person=False)
            )
        bare = _DEFINITE.sub("", surface)
        country = re.match(r"(?:the|that) country['’]s\s", surface, re.IGNORECASE)
        if _DEFINITE.match(surface) and (country or not _NAME.search(bare)):
            return self._definite(surface, span, last_body)
        local = re.match(r"(?:the\s+|some\s+|many\s+|several\s+)?(\w+)\s+(?:in|of|from|near|around)\s", surface, re.IGNORECASE)
        if local and local[1].lower() in words_of("local_noun"):
            return Speaker(surface, span, "local report", person=False)
        return None

    def _definite(self, surface: str, span: Span, last_body: Speaker | None) -> Speaker:
        """“The organization”, “the country's foreign ministry”, “the statement”: a body named before."""
        words = [word.lower for word in find_words(surface, Span(0, len(surface)))]
        head = words[-1]
        heard = next(
            (v for v in reversed(self.heard) if not v.person and v.party != "unattributed" and head in v.name.lower().split()), None
        )
        if heard:
            return Speaker(heard.name, span, heard.party, person=False)
        last_person = next((v for v in reversed(self.heard) if v.person), None)
        if head in words_of("person_noun") and last_person:
            return Speaker(last_person.name, span, last_person.party, person=True)
        named = re.findall(rf"(?:[A-Z][\w’'-]+\s+){{1,4}}{head.title()}\b(?:\s+of\s+[A-Z]\w+)?", self.text[: span.start])
        if named:
            name = fold_space(named[-1])
            return Speaker(name, span, self._party_of_words(name) or (last_body.party if last_body else "unattributed"), person=False)
        if last_body and (head in words_of("institution_noun") or "country" in words):
            name = (
                last_body.name
                if head in {"statement", "release", "country", "side", "it"}
                else f"{last_body.party} {' '.join(words[2:])}".strip()
            )
            return Speaker(name, span, last_body.party, person=False)
        report = head in words_of("local_noun")
        return Speaker(surface, span, "local report" if report else self._party_of_words(surface) or "unattributed", person=False)

    def _named(self, surface: str, span: Span) -> Speaker:
        name = person_name(surface, self.gazetteer)
        if name is None:
            return Speaker(surface, span, self._party_of_words(surface) or self._group(surface), person=False)
        full = self._full_name(name, span.start)
        return Speaker(full, span, self._party_of_person(full, surface), person=True)

    def _group(self, surface: str) -> str:
        words = {word.lower for word in find_words(surface, Span(0, len(surface)))}
        if words & {"analysts", "experts", "observers", "analyst", "expert", "historians"}:
            return "analyst"
        if words & words_of("local_noun"):
            return "local report"
        return "unattributed"

    def _full_name(self, name: str, before: int) -> str:
        """Return a surname with the first name the article gives, the nearest before it first."""
        if " " in name:
            return name
        pattern = re.compile(rf"((?:[A-ZÀ-Ý](?:[\w’'-]+|\.)\s+){{1,2}}){re.escape(name)}\b")
        matches = list(pattern.finditer(self.text))
        earlier = [m for m in matches if m.start() < before]
        for match in [*reversed(earlier), *matches]:
            full = person_name(fold_space(match.group()), self.gazetteer)
            if full and " " in full:
                return full
        known = [person for party in parties().values() for person in party.people if person.split()[-1] == name]
        return known[0] if len(known) == 1 else name

    def _person_before(self, position: int) -> Speaker | None:
        """Return the last person named before a position, for a pronoun with no earlier speaker."""
        for match in reversed(list(re.finditer(r"[A-ZÀ-Ý][\w’'-]+(?:\s+[A-ZÀ-Ý][\w’'-]+){1,3}", self.text[:position]))):
            name = person_name(fold_space(match.group()), self.gazetteer)
            if name and " " in name:
                return Speaker(name, None, self._party_of_person(name, match.group()), person=True)
        return None

    def _party_of_person(self, full: str, surface: str) -> str:
        for party in parties().values():
            if full in party.people:
                return party.name
        for match in re.finditer(re.escape(full).replace(r"\ ", r"\s+"), self.text):
            before = re.split(r"[.;!?“”\"]\s", self.text[max(0, match.start() - 110) : match.start()])[-1]
            after = re.split(r"[.;!?“”\"]\s", self.text[match.end() : match.end() + 110])[0]
            apposition = re.match(r"\s*,\s*([^,]{3,100})", after)
            lead = re.search(r"(?:^|,|\b(?:said|with|by|to|and|as)\b)([^,]{3,100}),?\s*$", before)
            described = apposition[1] if apposition and not _speaks(apposition[1]) else None
            for words in (lead and lead[1], described):
                named = self._party_of_office(words) if words else None
                if named:
                    return named
        return self._party_of_words(surface) or "unattributed"

    def _party_of_office(self, words: str) -> str | None:
        """Return the party an office speaks for; somebody who studies, edits or used to hold one speaks for nobody."""
        lower = fold_space(words).lower()
        if any(re.search(rf"\b{re.escape(noun)}", lower) for noun in words_of("analyst_noun")):
            return "analyst"
        titled = any(word in words_of("person_title") | words_of("speaker_noun") for word in re.findall(r"[a-z]+", lower))
        return self._party_of_words(words) if titled else None

    def _party_of_words(self, words: str) -> str | None:
        """Return the party that a country, its adjective or an institution in the words belongs to."""
        folded = fold_space(words)
        for party in parties().values():
            if any(name in folded and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in party.institutions):
                return party.name
        found = find_words(folded, Span(0, len(folded)))
        keys = [strip_possessive(word.text) for word in found]
        for index, word in enumerate(found):
            if not word.capital:
                continue
            place = self._country(keys, index)
            if place:
                return _party_of_country(place.country) or (place.name if place.kind == "country" else None)
        return None

    def _country(self, words: Sequence[str], index: int) -> Place | None:
        length, places = self.gazetteer.longest_match([fold(word) for word in words], index)
        if length:
            political = [
                p for p in places if p.kind in {"country", "capital", "poi", "settlement", "province", "district"} and "/" not in p.country
            ]
            return political[0] if political else None
        return self.gazetteer.adjective(words[index])


def _speaks(words: str) -> bool:
    """Whether words after a name go on with a verb (“…, said that …”) and so describe nobody."""
    first = re.match(r"\s*(?:who\s+)?(\w+)", words)
    return first is not None and (
        first[1].lower() in reporting_verbs() or first[1].lower() in words_of("passive_auxiliary") | {"has", "had", "who"}
    )


@cache
def _party_of_country(code: str) -> str | None:
    return next((party.name for party in parties().values() if code in party.countries), None)


def person_name(surface: str, gazetteer: Gazetteer) -> str | None:
    """Return the personal name in a noun phrase, without titles, offices and adjectives, or None for a body.

    “Kremlin spokesman Dmitry Peskov” gives “Dmitry Peskov”; “the Russian MFA” gives None.
    """
    runs: list[list[str]] = []
    for part in re.split(r"\s+", surface.replace(",", " , ")):
        plain = part.strip('“”"().')
        if _NAME.fullmatch(strip_possessive(plain)) and plain == strip_possessive(plain):
            if not runs:
                runs.append([])
            runs[-1].append(plain)
        elif plain in {"de", "van", "von", "der", "al", "bin", "ibn"} and runs and runs[-1]:
            runs[-1].append(plain)
        elif not runs or runs[-1]:
            runs.append([])
    run = next((r for r in reversed(runs) if r), [])
    while run and (
        run[0].lower() in words_of("person_title") | words_of("determiner") | words_of("speaker_noun")
        or gazetteer.adjective(run[0])
        or gazetteer.named(run[0])
    ):
        run = run[1:]
    if not run or len(run) > 3 or run[-1].isupper():
        return None
    body = words_of("org_follow") | words_of("institution_head") | words_of("speaker_noun") | words_of("weekday") | words_of("month")
    if run[-1].lower() in body or gazetteer.named(" ".join(run)) or any(party.name == " ".join(run) for party in parties().values()):
        return None
    lower_head = re.search(r"([a-z]+)\s*$", surface)
    return None if lower_head and lower_head[1] in words_of("speaker_noun") and not surface.rstrip().endswith(run[-1]) else " ".join(run)


def narrator(publisher: str) -> Speaker:
    """Return the outlet's own voice."""
    return Speaker(publisher, None, NARRATOR, person=False)
