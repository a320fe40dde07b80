"""Read the words that say what a speaker is: an office, a body, a trade.

“Venezuela's President”, “a spokeswoman for UNIFIL”, “the British Y Society”, “a resident of X”.
The first noun phrase holds the head, which says what kind of speaker it is. The country is that of
the phrase's owner, else of what follows “of”, “for” or “at”. An ambassador *to* somebody, and
troops *in* some country, are never theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer
from loaders.lexicon.tables import words_of
from loaders.speakers.party.known import (
    groups,
    institutions,
    is_kind,
    is_medium,
    kinds,
    party_codes,
    phrase_ending,
)
from loaders.speakers.party.phrases import Owner, Phrase, are_joined, noun_phrases
from loaders.text.segment import fold_space, strip_possessive

_OWNING = frozenset({"of", "for", "from", "at", "with"})
_SPEAKS_FOR_STATE = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "leader", "representative", "statement", "troops"}
    | {"forces", "soldiers", "delegation", "side", "commander", "mission", "envoy", "commanders"}
    | {"negotiator", "fighters", "peacekeepers", "adviser", "advisor", "release", "chief"}
)
_HEADS = ("official", "body", "of_body", "private")
_RELATIVE = re.compile(r"\s(?:who|whose|whom|which|that|where|when|while)\s")
_DOING = re.compile(r"(?<= )([a-z]+)\s([a-z]{2,}ing)\s(\S+)")
_LEADS_AWAY = re.compile(r"\b(to|against|about|in|for|at|on|with|after|over)\b")
_PROVINCIAL = frozenset({"governor", "gov", "senator", "sen", "lawmaker", "legislator", "general"})
"""Offices that a province has as well: the attorney general of Georgia."""
_COUNCIL = "Security Council"
"""Many countries have one; only that of the United Nations has no secretary."""
_OF_NAME = re.compile(r"\sof\s(?:the\s)?[A-Z]")
_COUNSEL = frozenset({"lawyer", "lawyers", "attorney", "barrister", "solicitor"})
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "dr"})
"""Before these, “King” and “Marshal” are names."""
_SERVES = _COUNSEL | {"strategist", "scientist", "scientists", "economist", "counsel"}
"""Trades of which one may work for a government: a Kremlin expert does not."""
_DESK = re.compile(
    r"(?:[Tt]he )?(\w\S*(?: [A-Z]\S*){0,3}?)(?: [A-Z]\w+)? (?:[Ss]ervice|bureau|desk)$"
)
"""A part of a medium, called after a country or its language: “the BBC's Persian Service”."""
_BOTH_SIDES = re.compile(
    r"\b[Bb]oth (?:\w+ )?\w+s\b|\btwo (?:\w+ )?(?:sides|countries|nations|states|\w+ies|services)\b"
)
_KNOWS = re.compile(r"\b(?:with knowledge of|familiar with|briefed on)\b")
"""Of a source it is said what it knows, and not whose it is."""
_LAW = frozenset({"police", "prosecutors", "prosecutor", "investigators"})


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
    folded = _before_participle(_RELATIVE.split(fold_space(words), maxsplit=1)[0])
    whole = _by_the_whole(folded)
    if whole:
        return whole
    phrases = noun_phrases(folded, gazetteer)
    first = phrases[0][1]
    kind, start, end = first.head()
    if start and first.words[start][0].isupper() and first.lower[start - 1] in _COURTESY:
        return None
    if kind in {"of_body", "body"} and _names_medium(first, start, end):
        return Office("media", "media", folded)
    if first.is_council(end - 1):
        kind = "local"
    named = _institution(folded, set(first.lower[start:end]), said.bodies)
    if kind in {"analyst", "media", ""}:
        return _no_official(kind, phrases, (start, end), named, folded, said)
    if any(word in kinds()["former"] or word.startswith("ex-") for word in first.lower[:end]):
        return _former(first, end, folded)
    if kind == "local":
        return Office(kind, "local report", folded)
    if kind == "private" or (not named and first.private_before(start)):
        return Office("private", named[1] if named else "", folded)
    named = named or _among(folded, said.people, len(folded))
    return _official(kind, phrases, (start, end), named, folded)


def _by_the_whole(folded: str) -> Office | None:
    """Return what words say that name both sides, a source, a medium or a group; else None."""
    if _BOTH_SIDES.search(folded):
        return Office("official", "", folded, ambiguous=True)
    if _KNOWS.search(folded):
        return Office("official", "", folded)
    desk = _DESK.match(folded)
    if is_medium(folded) or (desk and is_medium(strip_possessive(desk[1]))):
        return Office("media", "media", folded)
    group = groups().get(folded.lower().removeprefix("the "))
    return Office("group", group, folded) if group else None


def _before_participle(folded: str) -> str:
    """Return a phrase up to what its head does: “a coalition | fighting the Houthis”."""
    for doing in _DOING.finditer(folded):
        head, _, after = doing.groups()
        heads = any(is_kind(head, kind) for kind in _HEADS)
        if heads and not any(is_kind(after, kind) for kind in _HEADS):
            return folded[: doing.end(1)]
    return folded


def _names_medium(first: Phrase, start: int, end: int) -> bool:
    """Whether a medium is named at the end of a phrase: “Turkey's Anadolu agency”."""
    return any(
        is_medium(" ".join(first.words[begin:last]))
        # “National Bureau”, “Information Officer”: a word of the language names no paper here
        and (last - begin > 1 or first.lower[begin] not in words_of("medium_and_noun"))
        for last in {start, end}
        for begin in range(last)
    )


def _no_official(
    kind: str,
    phrases: list[tuple[str, Phrase]],
    head: tuple[int, int],
    named: tuple[int, str] | None,
    folded: str,
    said: Said,
) -> Office | None:
    """Return what somebody is who holds no office: an analyst, a journalist, a bare country."""
    first = phrases[0][1]
    if not kind:
        return _without_head(first, folded, named)
    trade = first.lower[head[1] - 1] if kind == "analyst" else ""
    if trade in _SERVES and named and named[1] not in {"analyst", "other"}:
        return Office("official", named[1], folded)
    somebody = _among(folded, said.people, len(folded)) or _for_somebody(phrases, first)
    if trade in _COUNSEL and (not head[0] or somebody):
        return Office("private", "", folded)
    return Office(kind, kind, folded)


def _for_somebody(phrases: list[tuple[str, Phrase]], first: Phrase) -> bool:
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
    for away in _LEADS_AWAY.finditer(folded):
        if away[1] not in _OWNING | {"in"} or (abroad and away[1] not in {"of", "from"}):
            limit = away.start()
            break
    pattern, by_name = institutions()
    match = next((m for m in pattern.finditer(folded, 0, limit) if not _is_longer(folded, m)), None)
    explained = _among(folded, bodies, limit)
    if match and not (explained and explained[0] < match.start()):
        return match.start(), by_name[match.group()]
    return explained


def _is_longer(folded: str, name: re.Match[str]) -> bool:
    """Whether a name is a part of another body's: “National Security Council”, “Council of X”."""
    before = folded[: name.start()].lower().removesuffix("the ").split()
    if name.group() == _COUNCIL and (
        before[-2:] == ["secretary", "of"]
        or _OF_NAME.match(folded, name.end())
        or folded[name.end() :].lower().startswith(" secretary")
    ):
        return True
    return bool(before) and is_kind(before[-1], "national")


def _among(folded: str, names: tuple[tuple[str, str], ...], limit: int) -> tuple[int, str] | None:
    """Return where the first of some names stands before ``limit``, and its party, or None."""
    found = [
        (match.start(), party)
        for name, party in names
        if name in folded and (match := re.search(rf"\b{re.escape(name)}\b", folded[:limit]))
    ]
    return min(found, default=None)


def _without_head(first: Phrase, folded: str, named: tuple[int, str] | None) -> Office | None:
    if named:
        return Office("institution", named[1], folded)
    owner = next(iter(first.owners(len(first.words))), None)
    if owner and owner.party and (owner.first, owner.end) == (0, len(first.words)):
        return Office("state", owner.party, folded)
    return None


def _former(first: Phrase, end: int, folded: str) -> Office:
    """Return a former office: who held it in an army or abroad is heard as an analyst."""
    expert = is_kind(first.lower[end - 1], "retired")
    return Office("analyst" if expert else "former", "analyst" if expert else "", folded)


def _official(
    kind: str,
    phrases: list[tuple[str, Phrase]],
    head: tuple[int, int],
    named: tuple[int, str] | None,
    folded: str,
) -> Office:
    """Return the office of an official, or of somebody who speaks for a body."""
    first = phrases[0][1]
    word = first.lower[head[1] - 1]
    state = kind == "official" or first.has("official", end=head[0])
    owners = first.owners(head[1], capitals=state)
    if word in _PROVINCIAL and not named and not first.has("body"):
        parties = {p for _, phrase in phrases for p in phrase.provinces()}
        if len(parties) == 1 and not any(owner.party in parties for owner in owners):
            return Office(kind, parties.pop(), folded)
    if are_joined(first, owners):
        return Office(kind, "", folded, ambiguous=True)
    if named and not (owners and _owns(first, owners[0], named, word, folded)):
        return Office(kind, named[1], folded)
    spoken = state or kind == "body" or first.has("body", end=head[0]) or word in _SPEAKS_FOR_STATE
    if owners and (spoken or named):
        return Office(kind, owners[0].party, folded)
    if not words_of("breakaway_word").isdisjoint(first.lower):
        # “the so-called ministry in X” speaks against the country that X is in
        return Office(kind, "", folded)
    return _of_complement(kind, phrases, spoken=spoken, folded=folded) or _without_country(
        kind, phrases, head, folded
    )


def _owns(first: Phrase, owner: Owner, named: tuple[int, str], word: str, folded: str) -> bool:
    """Whether a country, not an institution named as well, is whose the speaker is.

    “Israel's UN ambassador” is Israel's; “Lebanon's Hezbollah” is not Lebanon's.
    """
    league = named[1] in party_codes() or is_kind(named[1], "league")
    before = 0 <= folded.find(first.words[owner.first]) <= named[0]
    return before and (league or is_kind(word, "diplomat"))


def _of_complement(
    kind: str, phrases: list[tuple[str, Phrase]], *, spoken: bool, folded: str
) -> Office | None:
    """Return the office by what follows “of”, “for” or “in”; None where that says nothing."""
    word = phrases[0][1].lower[-1]
    for preposition, phrase in phrases[1:]:
        inner = phrase.head()[0]
        if phrase.is_council(len(phrase.lower) - 1):
            inner = "local"
        if inner in {"private", "media", "local", "analyst"} and preposition in _OWNING:
            party = {"private": "", "local": "local report"}.get(inner, inner)
            return Office(inner, party, folded)
        if not _governs(preposition, word, kind):
            return None
        inside = phrase.owners(len(phrase.words))
        if are_joined(phrase, inside):
            return Office(kind, "", folded, ambiguous=True)
        state = inner in {"official", "body", "of_body"}
        if inside and (state or (spoken and _is_all(phrase, inside[0]))):
            return Office(kind, inside[0].party, folded)
        if inner == "body":
            whose = _without_country(inner, [("", phrase)], phrase.head()[1:], folded)
            if whose.party or whose.home:
                return whose
        unknown = kind != "official" or is_kind(word, "presiding")
        if unknown and not state and any(part[0].isupper() for part in phrase.words):
            # the name of a body that is not known; “Minister of Culture” goes on
            return Office(kind, "", folded, home=kind == "official" and not spoken)
    return None


def _is_all(phrase: Phrase, owner: Owner) -> bool:
    """Whether a noun phrase is a country and nothing that is not its own part."""
    return all(word.islower() for word in phrase.words[: owner.first]) and (
        owner.end == len(phrase.words)
        or phrase.words[owner.end - 1].endswith(("’s", "'s", "s’", "s'"))
        or all(word.islower() for word in phrase.words[owner.end :])
    )


def _without_country(
    kind: str, phrases: list[tuple[str, Phrase]], head: tuple[int, int], folded: str
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
            (rest and not of_state) or any(not _is_plain(w) for w in first.lower[:start])
        )
        return Office(kind, "", folded, home=not strange)
    plain = first.lower[-1] in _LAW
    if first.lower[-1] == "police" and any(
        w[0].isupper() and not _is_plain(w.lower()) for w in first.words[:start]
    ):
        # the police of a town or a county
        return Office("local", "local report", folded)
    return Office(
        kind, "", folded, home=plain or of_state or first.has("national", "official", end=start)
    )


def _is_plain(word: str) -> bool:
    """Whether a word before an office says nothing of whose it is."""
    return is_kind(word, "plain") or is_kind(word, "national")


def _governs(preposition: str, head: str, kind: str) -> bool:
    """Whether a noun phrase after a preposition says whose the speaker is."""
    if is_kind(head, "diplomat"):
        return preposition in {"of", "from"}
    if preposition == "in":
        # “a source in the ministry”
        inside = kind in {"official", "body"} or head in {"source", "sources"}
        return inside and not is_kind(head, "abroad")
    return preposition in _OWNING
