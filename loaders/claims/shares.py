"""The shares of a lake that an article says lie in a country.

Examples are “most of the lake is in …” and “divided between the two”. The phrases are rows of
``loaders/data/extents.csv``; a share in percent is read as a number rounded to ten. A denial,
demand or accusation states no share, and neither does a negated sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geodata.gazetteer import Gazetteer
from geodata.place import Place
from loaders.lexicon.tables import negation, pattern_of, read_table, words_of
from loaders.model.records import Article, Claim, Mention, Share

_WHOLE = frozenset({"lake", "reservoir"})
"""Kinds of place whose shares are read."""
_ROUNDED = 5.0
"""A number of percent is read as ± this many percentage points: writers round to ten."""
_OPINIONS = frozenset({"denies", "demands", "accuses"})
_PERCENT = r"(?P<number>\d{1,3}(?:\.\d+)?)\s*(?:%|percent|per cent)\s+of"
_GAP = 40
"""Characters between the phrase and the place's name at most: “most of the disputed Sev Lake”."""
_ADJECTIVES = 3
"""Words between the phrase and the name at most."""
_BEFORE_PHRASE = 24
"""Characters before the phrase that may qualify or negate it: “no less than”."""
_LESS = re.compile(
    r"\b(?:less than|under|fewer than|no more than|not more than|at most|up to|below)\s+$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:more than|over|at least|no less than|not less than|above|exceeding)\s+$", re.IGNORECASE
)
_LIES = re.compile(
    r"^\W*(?:(?:which|that|is|are|was|were|lies?|lay|belongs?|belonged|falls?|fell|remains?|"
    r"remained|sits?|stands?|stood|located|situated|part|\w+ly)\s+)+"
    r"(?:(?:still|also|now|inside|within)\s+)*(?:in|to|within|inside|on|of)\s+(?:the\s+)?"
    r"(?:(?:territory|side|hands|sovereign|internationally|recognized|recognised)\s+(?:of\s+)?)*"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands between a lake and the country its share lies in: “ lies in the territory of ”."""
_EARLIER = re.compile(r"\b(?:before|until|till|in|since)\s+(?:the\s+)?1[89]\d\d", re.IGNORECASE)
"""Words that give a share of an earlier time, which says nothing of today."""
_ASIDE = re.compile(r",[^,]{0,60},")
"""An aside between commas, which may stand between the lake and the country."""
_DIVIDES = re.compile(
    r"^\W*(?:,?\s*(?:which|that|it|is|was|are|were|being|lies|remains)\s+)*(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
"""What stands between a lake (or the beginning of its clause) and “divided between”."""
_TWO = re.compile(
    r"^\s+(?:the\s+)?(?:two|both)\s+(?:countries|sides|states|nations|republics|neighbo[u]?rs)\b",
    re.IGNORECASE,
)


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    rows = {row["phrase"]: row for row in read_table("extents")}
    longest = sorted(rows, key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    return re.compile(rf"(?:\b(?P<phrase>{words})\b|{_PERCENT}\b)", re.IGNORECASE), rows


def find_shares(article: Article, gazetteer: Gazetteer) -> list[Share]:
    """Return the shares of a lake that an article's claims state, in text order."""
    return [share for claim in article.claims for share in _in_claim(article, claim, gazetteer)]


def _in_claim(article: Article, claim: Claim, gazetteer: Gazetteer) -> Iterator[Share]:
    lakes = [place for i in claim.place_ids if (place := gazetteer.get(i)) and place.kind in _WHOLE]
    words = article.text[claim.start : claim.end]
    if (
        len(lakes) != 1
        or claim.stance in _OPINIONS
        or _EARLIER.search(words)
        or pattern_of("falsehood").search(words)
    ):
        return
    lake = lakes[0]
    pattern, rows = _phrases()
    for match in pattern.finditer(article.text, claim.start, claim.end):
        row = rows.get(re.sub(r"\s+", " ", match["phrase"] or "").lower())
        before = article.text[max(claim.start, match.start() - _BEFORE_PHRASE) : match.start()]
        if negation().search(re.sub(r"\b(?:no|not) (?:more|less) than\s+$", "", before)):
            continue
        if row and row["whose"] == "both":
            divided = _lake_is_subject(article, claim, lake, match.start())
            if divided and _two_follow(article, claim, match.end(), gazetteer):
                low, high = float(row["low"]), float(row["high"])
                yield Share(match.start(), match.end(), article.id, claim, lake.id, None, low, high)
            continue
        after = _end_of_lake(article, lake, match, row)
        country = _country_after(article, claim, after, gazetteer) if after is not None else None
        if country:
            low, high = _range(before, float(match["number"] or 0), row)
            yield Share(match.start(), match.end(), article.id, claim, lake.id, country, low, high)


def _range(before: str, number: float, row: dict[str, str] | None) -> tuple[float, float]:
    """Return the share in percent, at least and at most, of a number or a phrase.

    “less than” or “at least” before it takes one half of the range.
    """
    if row:
        low, high = float(row["low"]), float(row["high"])
    else:
        low, high = number - _ROUNDED, number + _ROUNDED
    middle = (low + high) / 2
    if _LESS.search(before):
        low, high = 0.0, middle
    elif _MORE.search(before):
        low, high = middle, 100.0
    return max(0.0, low), min(100.0, high)


def _end_of_lake(
    article: Article, lake: Place, match: re.Match[str], row: dict[str, str] | None
) -> int | None:
    """Return where the name of the lake that a phrase is about ends, or None.

    It stands after the phrase; for an adverb (“lies mostly in”) before it.
    """
    if row and row["whose"] == "adverb":
        name = next(
            (
                m
                for m in reversed(article.places)
                if m.place_id == lake.id and match.start() - _GAP <= m.start < match.start()
            ),
            None,
        )
        return name.end if name else None
    name = next(
        (
            m
            for m in article.places
            if m.place_id == lake.id and match.end() <= m.start <= match.end() + _GAP
        ),
        None,
    )
    if name is not None:
        # “most of its soldiers stood near the lake” is a share of the soldiers
        between = re.findall(r"\w+", article.text[match.end() : name.start].lower())
        about = len(between) <= _ADJECTIVES and not set(between) & (
            words_of("static_preposition") | {"of", "to", "and", "from"}
        )
        return name.end if about else None
    following = article.text[match.end() : match.end() + _GAP]
    noun = re.match(
        r"\s*(?:(?:the|its|this|that)\s+)?(?:lake|reservoir|water|surface|it)(?:['’]s\s+\w+)?\b",
        following,
        re.IGNORECASE,
    )
    return match.end() + noun.end() if noun else None


def _country_after(article: Article, claim: Claim, after: int, gazetteer: Gazetteer) -> str | None:
    """Return the code of the country after the lake's name: “… is in Armenian territory”."""
    for mention in article.places:
        if not (after <= mention.start < claim.end and _is_country(mention, gazetteer)):
            continue
        between = _ASIDE.sub(" ", article.text[after : mention.start])
        if _LIES.match(between) and not negation().search(between):
            place = gazetteer.get(mention.place_id)
            return place.country if place else None
    return None


def _lake_is_subject(article: Article, claim: Claim, lake: Place, start: int) -> bool:
    """Whether it is the lake that is divided.

    Then its name stands before the phrase, or the claim begins with “which is”.
    """
    names = [m for m in article.places if m.place_id == lake.id and claim.start <= m.start < start]
    between = article.text[names[-1].end if names else claim.start : start]
    return bool(_DIVIDES.match(between)) and (
        bool(names) or bool(re.match(r"\W*(?:which|that|it)\b", between, re.IGNORECASE))
    )


def _two_follow(article: Article, claim: Claim, end: int, gazetteer: Gazetteer) -> bool:
    """Whether “the two countries” or the names of two countries follow."""
    if _TWO.match(article.text[end : claim.end]):
        return True
    named = [
        m
        for m in article.places
        if end <= m.start < min(claim.end, end + 2 * _GAP) and _is_country(m, gazetteer)
    ]
    return len({m.place_id for m in named}) > 1 and named[0].start - end < len(
        "  the territories of "
    )


def _is_country(mention: Mention, gazetteer: Gazetteer) -> bool:
    place = gazetteer.get(mention.place_id)
    return place is not None and place.kind == "country"
