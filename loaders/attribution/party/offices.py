"""Read the words that say what a speaker is: an office, a body, a trade.

“Venezuela's President”, “a spokeswoman for UNIFIL”, “the British Y Society”, “a resident of X”.
The first noun phrase holds the head, which says what kind of speaker it is. The country is that of
the phrase's owner, else of what follows “of”, “for” or “at”. An ambassador *to* somebody, and
troops *in* some country, are never theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geodata.gazetteer import Gazetteer
from geodata.place import name_key
from loaders.attribution.party.known import (
    area_around,
    country_at,
    institutions,
    is_kind,
    is_medium,
    joined_offices,
    kinds,
    party_codes,
    party_of_country,
    phrase_ending,
)
from loaders.text.segment import fold_space, strip_possessive

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'\-][^\W_]+)*(?:[’'](?!\w))?")
_PREPOSITIONS = frozenset(
    {"of", "for", "at", "in", "with", "from", "to", "on", "by", "near", "under", "against"}
    | {"about", "into", "inside", "outside", "during", "after", "before", "since", "over"}
)
_ENDS = frozenset({"who", "whose", "which", "that", "where", "when", "while", "as", "than", "said"})
_OWNING = frozenset({"of", "for", "from", "at", "with"})
_APART = frozenset({"pro", "anti", "non", "ex", "mid", "trans", "cross", "inter"})
_ORDER = ("local", "analyst", "media", "private", "official", "body", "of_body")
"""Kinds in the order in which the same words count."""
_MOST_NAME = 4
"""Words of a person's name after the office, at most."""
_SPEAKS_FOR_STATE = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "leader", "representative", "statement", "troops"}
    | {"forces", "soldiers", "delegation", "side", "commander", "mission", "envoy", "commanders"}
    | {"negotiator", "fighters", "peacekeepers", "adviser", "advisor", "release", "chief"}
)
_LEADS_AWAY = re.compile(r"\b(to|against|about|in|for|at|on|with|after|over)\b")
_PROVINCIAL = frozenset({"governor", "gov", "senator", "sen", "lawmaker", "legislator", "general"})
"""Offices that a province has as well: the attorney general of Georgia."""
_LAW = frozenset({"police", "prosecutors", "prosecutor", "investigators"})
_COUNSEL = frozenset({"lawyer", "lawyers", "attorney", "barrister", "solicitor"})


@dataclass(frozen=True, slots=True)
class Office:
    """What the words say of a speaker.

    Attributes
    ----------
    kind
        The kind of its head (``speaker_kinds.csv``), ``state`` for a bare country or capital,
        ``institution`` for the name of one, or ``owned`` where only the owner is known.
    party
        The party the words themselves give, or "".
    words
        The words.
    home
        Whether the words name an official whose country goes without saying at home.
    ambiguous
        Whether the words name two countries.
    """

    kind: str
    party: str
    words: str
    home: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class _Owner:
    """Words of a phrase that name a country's party; "" where they join two."""

    first: int
    end: int
    party: str


@dataclass(slots=True)
class _Phrase:
    """The words of one noun phrase, and what they name."""

    words: list[str]
    gazetteer: Gazetteer
    keys: list[str] = field(init=False)
    lower: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = [
            word.rstrip("’'") if word[-1] in "’'" else strip_possessive(word) for word in self.words
        ]
        self.lower = [key.lower() for key in self.keys]

    def head(self) -> tuple[str, int, int]:
        """Return the kind of its head, and the words it is made of; ("", 0, 0) without one."""
        least = max(0, len(self.lower) - 1 - _MOST_NAME)
        for last in range(len(self.lower) - 1, least - 1, -1):
            found = self._kind_ending(last)
            if found:
                return found[0], last + 1 - found[1], last + 1
            if not (self.words[last][0].isupper() or self.words[last].isdigit()):
                return "", 0, 0
        return "", 0, 0

    def _kind_ending(self, last: int) -> tuple[str, int] | None:
        lengths = {kind: phrase_ending(self.lower, last, kind) for kind in _ORDER}
        longest = max(lengths.values())
        if not longest:
            return None
        return next(kind for kind in _ORDER if lengths[kind] == longest), longest

    def has(self, *names: str) -> bool:
        """Whether a phrase of one of the kinds stands anywhere in it."""
        return any(
            phrase_ending(self.lower, last, name)
            for last in range(len(self.lower))
            for name in names
        )

    def private_before(self, end: int) -> bool:
        """Whether a private body stands before ``end``: “the university's vice president”."""
        return any(
            (found := self._kind_ending(last)) and found[0] == "private" for last in range(end)
        )

    def owners(self, end: int, *, capitals: bool = True) -> list[_Owner]:
        """Return the countries named before ``end``; a capital may stand for a town only."""
        found: list[_Owner] = []
        index = 0
        while index < end:
            length, place = (
                country_at(self.keys, index, self.gazetteer)
                if self.words[index][0].isupper()
                else (0, None)
            )
            if place is None and "-" in self.words[index]:
                found += self._hyphened(index)
            if place:
                last, area = area_around(self.keys, index, self.gazetteer)
                place, length = (area, last - index) if area and length == 1 else (place, length)
                if capitals or place.kind != "capital":
                    party = party_of_country(place.country, self.gazetteer)
                    found.append(_Owner(index, index + length, party))
            index += max(1, length)
        return found

    def provinces(self) -> set[str]:
        """Return the parties of the countries that have provinces of the names in it."""
        keys = {
            name_key(" ".join(self.keys[i : i + size]))
            for size in (1, 2)
            for i in range(len(self.keys) + 1 - size)
            if self.words[i][0].isupper() and self._kind_ending(i) is None
        }
        found = self.gazetteer.candidates([key for key in keys if key])
        return {
            party_of_country(place.country, self.gazetteer)
            for places in found.values()
            for place in places
            if place.kind == "province" and "/" not in place.country
        }

    def _hyphened(self, index: int) -> list[_Owner]:
        parts = self.keys[index].split("-")
        if is_kind(parts[-1].lower(), "compound") or parts[0].lower() in _APART:
            return []
        places = [country_at(parts, i, self.gazetteer)[1] for i in range(len(parts))]
        named = {party_of_country(p.country, self.gazetteer) for p in places if p}
        if len(named) > 1:
            return [_Owner(index, index + 1, "")]
        return [_Owner(index, index + 1, party) for party in named]


@dataclass(frozen=True, slots=True)
class Said:
    """What an article itself makes known of parties, as pairs of a name and its party.

    Attributes
    ----------
    bodies
        Abbreviations that the article explains.
    people
        Surnames of people in ``parties.csv`` whom the article names in full.
    """

    bodies: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()


NOTHING_SAID = Said()


def read_office(words: str, gazetteer: Gazetteer, said: Said = NOTHING_SAID) -> Office | None:
    """Return what the words say of a speaker, or None where they say nothing of the kind."""
    folded = fold_space(words)
    if is_medium(folded):
        return Office("media", "media", folded)
    phrases = _phrases(folded, gazetteer)
    if not phrases or not phrases[0][1].words:
        return None
    first = phrases[0][1]
    kind, start, end = first.head()
    former = any(word in kinds()["former"] or word.startswith("ex-") for word in first.lower[:end])
    named = _institution(folded, set(first.lower[start:end]), said.bodies)
    if former and kind not in {"analyst", "media", ""}:
        return _former(first, end, folded)
    if kind in {"local", "analyst", "media"}:
        counsel = kind == "analyst" and first.lower[end - 1] in _COUNSEL
        if counsel and (not start or _for_somebody(phrases, first)):
            return Office("private", "", folded)
        return Office(kind, {"local": "local report"}.get(kind, kind), folded)
    if not kind:
        return _without_head(first, folded, named, gazetteer)
    if kind == "private" or (not named and first.private_before(start)):
        return Office("private", named[1] if named else "", folded)
    named = named or _among(folded, said.people, len(folded))
    return _official(kind, phrases, (start, end), named, folded)


def _phrases(folded: str, gazetteer: Gazetteer) -> list[tuple[str, _Phrase]]:
    """Split words at prepositions; each noun phrase comes with the preposition before it."""
    phrases: list[tuple[str, list[str]]] = [("", [])]
    joined = joined_offices().sub(lambda match: match.group().replace(" ", "-"), folded)
    for match in _TOKEN.finditer(joined):
        word = match.group()
        if word in _ENDS:
            break
        if word in _PREPOSITIONS:
            phrases.append((word, []))
        elif word.lower() not in {"the", "a", "an"}:
            phrases[-1][1].append(word)
    return [(preposition, _Phrase(words, gazetteer)) for preposition, words in phrases]


def _for_somebody(phrases: list[tuple[str, _Phrase]], first: _Phrase) -> bool:
    """Whether a lawyer is somebody's: “a lawyer for the family”, “his lawyer”."""
    return any(preposition in {"for", "of"} for preposition, _ in phrases[1:]) or any(
        word.endswith(("’s", "'s", "s’", "s'")) or word.lower() in {"his", "her", "their", "its"}
        for word in first.words[:-1]
    )


def _institution(
    folded: str, head: set[str], bodies: tuple[tuple[str, str], ...]
) -> tuple[int, str] | None:
    """Return where an institution stands that the speaker belongs to, and its party, or None.

    What an ambassador is sent *to* is left out.
    """
    limit = len(folded)
    abroad = bool(head & kinds()["diplomat"])
    for match in _LEADS_AWAY.finditer(folded):
        if match[1] not in _OWNING | {"in"} or (abroad and match[1] not in {"of", "from"}):
            limit = match.start()
            break
    pattern, by_name = institutions()
    match = pattern.search(folded, 0, limit)
    explained = _among(folded, bodies, limit)
    if match and not (explained and explained[0] < match.start()):
        return match.start(), by_name[match.group()]
    return explained


def _among(folded: str, names: tuple[tuple[str, str], ...], limit: int) -> tuple[int, str] | None:
    """Return where the first of some names stands before ``limit``, and its party, or None."""
    found = [
        (match.start(), party)
        for name, party in names
        if name in folded and (match := re.search(rf"\b{re.escape(name)}\b", folded[:limit]))
    ]
    return min(found, default=None)


def _without_head(
    first: _Phrase, folded: str, named: tuple[int, str] | None, gazetteer: Gazetteer
) -> Office | None:
    if named:
        return Office("institution", named[1], folded)
    length, place = country_at(first.keys, 0, gazetteer)
    if place and length == len(first.words) and first.words[0][0].isupper():
        return Office("state", party_of_country(place.country, gazetteer), folded)
    return None


def _former(first: _Phrase, end: int, folded: str) -> Office:
    """Return a former office: who held it in an army or abroad is heard as an analyst."""
    expert = is_kind(first.lower[end - 1], "retired")
    return Office("analyst" if expert else "former", "analyst" if expert else "", folded)


def _official(
    kind: str,
    phrases: list[tuple[str, _Phrase]],
    head: tuple[int, int],
    named: tuple[int, str] | None,
    folded: str,
) -> Office:
    """Return the office of an official, or of somebody who speaks for a body."""
    first = phrases[0][1]
    word = first.lower[head[1] - 1]
    state = kind == "official" or first.has("official")
    owners = first.owners(head[1], capitals=state)
    if word in _PROVINCIAL and not named and not first.has("body"):
        parties = {p for _, phrase in phrases for p in phrase.provinces()}
        if len(parties) == 1 and not any(owner.party in parties for owner in owners):
            return Office(kind, parties.pop(), folded)
    if _joined(first, owners):
        return Office(kind, "", folded, ambiguous=True)
    if named and not (owners and _owns(first, owners[0], named, word, folded)):
        return Office(kind, named[1], folded)
    spoken = state or kind == "body" or first.has("body") or word in _SPEAKS_FOR_STATE
    if owners and (spoken or named):
        return Office(kind, owners[0].party, folded)
    return _of_complement(kind, phrases, spoken=spoken, folded=folded) or _without_country(
        kind, phrases, head, folded
    )


def _owns(first: _Phrase, owner: _Owner, named: tuple[int, str], word: str, folded: str) -> bool:
    """Whether a country, not an institution named as well, is whose the speaker is.

    “Israel's UN ambassador” is Israel's; “Lebanon's Hezbollah” is not Lebanon's.
    """
    league = named[1] in party_codes() or is_kind(named[1], "league")
    before = 0 <= folded.find(first.words[owner.first]) <= named[0]
    return before and (league or is_kind(word, "diplomat"))


def _of_complement(
    kind: str, phrases: list[tuple[str, _Phrase]], *, spoken: bool, folded: str
) -> Office | None:
    """Return the office by what follows “of”, “for” or “in”; None where that says nothing."""
    word = phrases[0][1].lower[-1]
    for preposition, phrase in phrases[1:]:
        inner = phrase.head()[0]
        if inner in {"private", "media", "local", "analyst"} and preposition in _OWNING:
            party = {"private": "", "local": "local report"}.get(inner, inner)
            return Office(inner, party, folded)
        if not _governs(preposition, word, kind):
            return None
        inside = phrase.owners(len(phrase.words))
        if _joined(phrase, inside):
            return Office(kind, "", folded, ambiguous=True)
        state = inner in {"official", "body", "of_body"}
        if inside and (state or (spoken and _is_all(phrase, inside[0]))):
            return Office(kind, inside[0].party, folded)
        if not state and any(word[0].isupper() for word in phrase.words):
            # the name of a body that is not known
            return Office(kind, "", folded, home=kind == "official" and not spoken)
    return None


def _is_all(phrase: _Phrase, owner: _Owner) -> bool:
    """Whether a noun phrase is a country and nothing that is not its own part."""
    return all(word.islower() for word in phrase.words[: owner.first]) and (
        owner.end == len(phrase.words)
        or phrase.words[owner.end - 1].endswith(("’s", "'s", "s’", "s'"))
        or all(word.islower() for word in phrase.words[owner.end :])
    )


def _without_country(
    kind: str, phrases: list[tuple[str, _Phrase]], head: tuple[int, int], folded: str
) -> Office:
    """Return an office that names no country: whose it is, is plain at home only."""
    first = phrases[0][1]
    start, end = head
    title = " ".join(first.lower[start:end])
    if phrase_ending(first.lower, end - 1, "precinct"):
        return Office("local", "local report", folded)
    rest = [phrase for p, phrase in phrases[1:] if p in _OWNING and phrase.words]
    of_state = any(phrase.head()[0] == "official" or phrase.has("national") for phrase in rest)
    if title in kinds()["diplomat"] | kinds()["never"]:
        return Office(kind, "", folded)
    if kind == "official":
        # the president of a company is nobody's official
        strange = is_kind(title, "presiding") and (
            (rest and not of_state)
            or any(w not in kinds()["plain"] | kinds()["national"] for w in first.lower[:start])
        )
        return Office(kind, "", folded, home=not strange)
    plain = first.lower[-1] in _LAW
    return Office(kind, "", folded, home=plain or of_state or first.has("national", "official"))


def _joined(phrase: _Phrase, owners: list[_Owner]) -> bool:
    """Whether two countries are joined: “US and British officials”, “a Turkish-Syrian patrol”."""
    return any(not owner.party for owner in owners) or (
        len({owner.party for owner in owners}) > 1
        and not {"and", "or"}.isdisjoint(phrase.lower[owners[0].first : owners[-1].first])
    )


def _governs(preposition: str, head: str, kind: str) -> bool:
    """Whether a noun phrase after a preposition says whose the speaker is."""
    if is_kind(head, "diplomat"):
        return preposition in {"of", "from"}
    if preposition == "in":
        return kind in {"official", "body"} and not is_kind(head, "abroad")
    return preposition in _OWNING
