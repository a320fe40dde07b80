"""A person's corrections of what was read of an article.

Of a name: another place than was read, none, one that was missed. Of a claim: another speaker or
party, or that it is no claim.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from geodata.gazetteer import Gazetteer
from geodata.place import Place
from loaders.model.placed import placed
from loaders.model.records import BY_HAND, UNATTRIBUTED, Article, Claim, Mention, Problem, Span

T = TypeVar("T", "Placing", "Speaking")
LONGEST_NAME = 100
"""Characters of a missed place's name at most: the longest names in use are shorter. So it is with
the names of speakers and parties."""
NO_SPEAKER = "unnamed"
"""The speaker of a claim of which a person states that it is not clear who speaks."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A correction of one mention.

    Attributes
    ----------
    start
        The mention's first character in the file.
    words
        The mention as the article writes it. A correction of other words is not applied.
    place
        Id of the place meant, or "" where the name is no place.
    given
        The place itself, where no gazetteer has it; its id is ``place``.
    """

    start: int
    words: str
    place: str = ""
    given: Place | None = None


@dataclass(frozen=True, slots=True)
class Speaking:
    """A correction of one claim.

    Attributes
    ----------
    start
        The claim's first character in the file.
    words
        The claim as the article writes it. A correction of other words is not applied.
    speaker
        Who says it; "" where that is not clear, None where the speaker stays as read.
    party
        Whom the speaker speaks for; “unattributed” where that is not clear, None where it stays.
    dismissed
        Why it is no claim; "" where it is one.
    """

    start: int
    words: str
    speaker: str | None = None
    party: str | None = None
    dismissed: str = ""

    def after(self, earlier: Speaking) -> Speaking:
        """Return this correction with what an earlier one of the same claim states besides."""
        if self.dismissed or earlier.dismissed:
            return self
        speaker = earlier.speaker if self.speaker is None else self.speaker
        party = earlier.party if self.party is None else self.party
        return replace(self, speaker=speaker, party=party)

    def of_same(self, other: Speaking) -> bool:
        """Whether another correction is of the same claim."""
        return (self.start, self.words) == (other.start, other.words)


def given_place(
    name: str,
    lat: float,
    lon: float,
    precision_m: float,
    source: str,
    *,
    kind: str = "poi",
    source_url: str = "",
) -> Place:
    """Return a place that somebody states.

    Parameters
    ----------
    name
        Its name.
    lat, lon
        Its position in WGS84 degrees.
    precision_m
        How far off that may be, in metres, up to a million.
    source
        Where the position is from; empty counts as stated by hand.
    kind
        Its kind, as in the gazetteer.
    source_url
        The source's address.

    Returns
    -------
    Place
        Its id is a hash of what is stated, so the same statement always gives the same id.

    Raises
    ------
    ValueError
        The name is empty, or a number is out of range.
    """
    if (
        not name.strip()
        or not (-90 <= lat <= 90 and -180 <= lon <= 180)
        or not 0 <= precision_m <= 1_000_000
    ):
        raise ValueError(
            "a place needs a name, a latitude within 90 and a longitude within 180 degrees, "
            "and a precision in metres"
        )
    digest = hashlib.sha256(
        f"{name}\0{lat:.6f}\0{lon:.6f}\0{precision_m:g}\0{kind}\0{source}".encode()
    ).hexdigest()
    return Place(
        id=f"given_{digest[:10]}",
        name=name.strip(),
        kind=kind,
        country="",
        lat=lat,
        lon=lon,
        precision_m=precision_m,
        contested_name="",
        contested_note="",
        names=(name.strip(),),
        adjectives=(),
        parent="",
        source=source.strip() or "stated by hand",
        source_url=source_url,
        licence="",
        note="",
    )


def place_again(
    article: Article, mentions: Sequence[Mention], placings: Sequence[Placing], gazetteer: Gazetteer
) -> tuple[list[Mention], list[Problem]]:
    """Return the mentions as corrected, and a problem for each correction that cannot be applied.

    Words that were not read as a name become one: a place that the rules missed. Names that these
    words overlap give way to them.
    """
    placings = [_found_again(article, placing) for placing in placings]
    wanted = {placing.start: placing for placing in placings}
    found, problems, done = [], [], set()
    for mention in mentions:
        placing = wanted.get(article.file_span(mention)[0])
        if placing is None or placing.words != mention.surface:
            found.append(mention)
            continue
        done.add(placing.start)
        place = placing.given or gazetteer.get(placing.place)
        if placing.place and place is None:
            problems.append(_unknown(article.file, placing))
            found.append(mention)
        else:
            found.append(_corrected(mention, place))
    for placing in placings:
        if placing.start in done:
            continue
        span, place = _words_of(article, placing), placing.given or gazetteer.get(placing.place)
        if span and place:
            found = [mention for mention in found if not mention.overlaps(span)]
            found = sorted([*found, _missed(span, placing, place)], key=lambda m: m.start)
        else:
            problems.append(
                _unknown(article.file, placing)
                if span and placing.place
                else _misfit(article.file, placing)
            )
    return found, problems


def claim_key(article: Article, claim: Claim) -> tuple[int, str]:
    """Return how a correction names a claim: its first character in the file, and its words."""
    return article.file_span(claim)[0], article.text[claim.start : claim.end]


def speak_again(
    article: Article, claims: Sequence[Claim], speakings: Sequence[Speaking]
) -> tuple[list[Claim], list[Problem]]:
    """Return the claims as corrected, and a problem for each correction that fits none."""
    if not speakings:
        return list(claims), []
    speakings = [_found_again(article, speaking) for speaking in speakings]
    wanted = {(speaking.start, speaking.words): speaking for speaking in speakings}
    found = []
    for claim in claims:
        speaking = wanted.pop(claim_key(article, claim), None)
        if speaking is None:
            found.append(claim)
        elif not speaking.dismissed:
            found.append(_spoken(article, claim, speaking))
    problems = [_misfit(article.file, speaking) for speaking in wanted.values()]
    return found, problems


def _found_again(article: Article, correction: T) -> T:
    """Return a correction at the one place of an extracted text where its words stand.

    It may have been made when the text was extracted in another way.
    """
    words, text = correction.words, article.text
    if not words or not article.extracted or text.startswith(words, correction.start):
        return correction
    start = text.find(words)
    alone = start >= 0 and text.find(words, start + 1) < 0
    return replace(correction, start=start) if alone else correction


def _spoken(article: Article, claim: Claim, speaking: Speaking) -> Claim:
    """Return a claim with the speaker and the party that a person stated."""
    if speaking.speaker is not None:
        span = _nearest(article, claim, speaking.speaker)
        claim = replace(
            claim,
            speaker=speaking.speaker or NO_SPEAKER,
            speaker_start=span.start if span else None,
            speaker_end=span.end if span else None,
            speaker_sure="certain" if speaking.speaker else "unsure",
            speaker_why=BY_HAND,
        )
    if speaking.party is not None:
        claim = replace(
            claim,
            party=speaking.party,
            party_sure="unsure" if speaking.party == UNATTRIBUTED else "certain",
            party_why=BY_HAND,
        )
    return claim


def _nearest(article: Article, claim: Claim, name: str) -> Span | None:
    """Return where the article writes a name nearest to a claim, in what is read of it."""
    read = (article.title_span, article.subtitle_span, *article.body_spans)
    found = [
        Span(match.start(), match.end())
        for part in read
        if part is not None and name
        for match in re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").finditer(
            article.text, part.start, part.end
        )
    ]
    return min(found, default=None, key=lambda span: abs(span.start - claim.start))


def _words_of(article: Article, placing: Placing) -> Span | None:
    """Return where the words of a correction stand in what is read of an article, or None."""
    start = placing.start if article.extracted else article.origin.text_start(placing.start)
    span = Span(start, start + len(placing.words))
    read = (article.title_span, article.subtitle_span, *article.body_spans)
    stands = (
        placing.words.strip() == placing.words != ""
        and len(placing.words) <= LONGEST_NAME
        and article.text[span.start : span.end] == placing.words
        and any(part is not None and part.contains(span) for part in read)
    )
    return span if stands else None


def _missed(span: Span, placing: Placing, place: Place) -> Mention:
    """Return the mention that a person found and the rules did not."""
    blank = Mention(
        span.start, span.end, placing.words, "literal", None, "", "", None, None, None, ""
    )
    return _corrected(blank, place)


def _corrected(mention: Mention, place: Place | None) -> Mention:
    if place is None:
        why = f"dismissed by hand; read as {mention.name}: {mention.why}"
        return replace(
            mention,
            role="not_a_place",
            place_id=None,
            lat=None,
            lon=None,
            precision_m=None,
            why=why,
            sure="certain",
        )
    return placed(mention, place, f"placed by hand ({place.source})", "certain", "literal")


def _misfit(file: str, correction: Placing | Speaking) -> Problem:
    """Return the problem that a correction fits nothing that was read."""
    of_claim = isinstance(correction, Speaking)
    what, changed = ("claim", "the text or the rules") if of_claim else ("name", "the text")
    problem = (
        f"the correction of {'the claim ' if of_claim else ''}“{correction.words[:60]}” "
        f"at character {correction.start} fits no {what} that was read"
    )
    fix = f"Correct or remove it: {changed} may have changed since it was made"
    return Problem(file, problem, fix, skipped=False)


def _unknown(file: str, placing: Placing) -> Problem:
    problem = (
        f"the correction of “{placing.words[:60]}” names a place that is in no table: "
        f"{placing.place[:60]}"
    )
    return Problem(
        file, problem, "Use an id of geodata/places.csv, or state name, lat and lon", skipped=False
    )
