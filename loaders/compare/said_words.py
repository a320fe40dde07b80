"""What the words of a claim let a headline repeat: who moved, by which verb, where.

A headline that says more than a claim would put words into a mouth. These rules therefore accept
plain sentences only (“Azerbaijani forces advanced up to 3 km near Goris”), and anything else not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.lexicon.tables import negation, pattern_of, reporting_verbs
from loaders.model.records import Advance, Article, Claim
from loaders.text.segment import fold_space

_VERB = re.compile(
    r"\b(?:advanced(?! (?:positions?|posts?|units?|troops|forces|weapons))|penetrated|infiltrated|"
    r"intruded|pushed forward|moved (?:in|forward))\b",
    re.IGNORECASE,
)
_CROSSED = re.compile(
    r"\bcrossed (?:the|its|our|\w+['’]s) (?:state |international )?(border|frontier)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:may|might|could|would|should|will|shall|can|must|if|whether|unless|possibly|probably|"
    r"perhaps|maybe|reportedly|allegedly|apparently|supposedly|seem\w*|appear\w*|almost|nearly|"
    r"according|tr(?:y|ied|ying)|plan\w*|attempt\w*|fail\w*|ready|prepar\w+)\b",
    re.IGNORECASE,
)
_OTHER_CLAUSE = re.compile(
    r"[;:,]|\b(?:that|who|which|when|while|after|before|because|although|as|since|until|but|or|"
    r"where|by|than|he|she|it|we|they|i|you|our|us|never)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:of|by|with|from|to|against|for|between|among|behind|near|toward|towards|into|on|at)"
    r"(?: the)?$",
    re.IGNORECASE,
)
"""Words after which forces are not the subject: “commanders of Azerbaijani forces advanced”."""
_INTO = re.compile(
    r"\b(?:of|into|toward|towards|with|in|inside|crossed|entered)(?: the)?(?: Republic of)?$",
    re.IGNORECASE,
)
"""Words after which a country is no subject."""
_TO_FIGURE = re.compile(
    r"(?: (?:into|inside|across|onto|in)(?: the)? [\w'’-]+(?: [\w'’-]+){0,3}?)?"
    r"(?: (?:by|for|a distance of|a|an estimated|some|about|around|approximately|roughly|up to|"
    r"as far as|as much as|as deep as|at most|no more than|not more than|a maximum of|more than|"
    r"to a depth of|over|at least|less than|between|from))*",
    re.IGNORECASE,
)
"""All that may stand between the verb and the figure."""
_NOT_THAT_FAR = re.compile(
    r"(?: \([^)]*\))? (?:of|away|short|closer|apart|off|long|wide|behind|back)\b", re.IGNORECASE
)
"""Words after a figure that make it something else than how far forces advanced."""
_AT = re.compile(
    r" ((?:at|near|around|beside|close to|next to|in|along|outside|opposite)(?: the)?"
    r"(?: (?:(?:village|town|city|settlement|area|vicinity)(?: of)?|shores? of))?)$",
    re.IGNORECASE,
)
_BEFORE_AT = re.compile(
    r"(?: \([^)]*\))?(?: from (?:the|its|our) (?:\w+ )?(?:border|frontier))?"
    r"(?: (?:into|inside|in|across)(?: the)? [\w'’-]+(?: [\w'’-]+){0,3})?",
    re.IGNORECASE,
)
"""All that may stand between the figure and the words that say where."""
_ON_OWN_LAND = re.compile(
    r"(?:\b(?:are|were|been|remain|remained|stay|stayed|deployed|stationed|positioned|operating)"
    r"(?: only| still| strictly| entirely)? [“\"]?(?:on|in|within|inside)(?: the)?"
    r"(?: (?:positions|territory|land|soil) of)?|\bdefend(?:ed|ing)(?: only)?)"
    r"(?: (?:its|their|our))? $",
    re.IGNORECASE,
)
"""What stands before the words for one's own land where forces stayed on it."""
_AFTER_FORCES = 24
"""Characters between forces and what they did, at most: a few words."""
_DENYING = "|".join(
    re.escape(form) for form, verb in reporting_verbs().items() if verb.stance == "denies"
)
_GENERAL = re.compile(
    rf"(?:(?:{_DENYING}) )?"
    r"(?:(?:(?:all|any|the|these|those|such|both|new|latest|\w+['’]s|[A-Z]\w+n) )*"
    r"(?:allegations?|accusations?|claims?|charges?|reports?|assertions?|statements?)"
    r"(?: (?:from|by|made by|of)(?: the)? \w+)?"
    r"|this|it|that|them|everything)",
)
"""A denial of all that the other side says: “the new allegations from Armenia”."""
_MARKS = " .,;“”‘’\"'"


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim's own words say of an advance.

    ``did`` is what the forces did (“crossed the border and advanced”), ``where`` the claim's own
    preposition and place (“near Goris”), or "" where its words give none beside the advance.
    """

    did: str
    where: str


def _forces(words: Sequence[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"
    return re.compile(
        rf"\b(?:{names})(?:['’]s?)? (?:[\w-]+ ){{0,2}}(?:{pattern_of('armed_body').pattern})"
    )


def told_of(
    article: Article, advance: Advance, movers: Sequence[str], others: Sequence[str]
) -> Told | None:
    """Return what a claim's words say of the advance of some forces.

    None unless these forces are plainly the ones that the words say moved.

    Parameters
    ----------
    article
        The claim's article.
    advance
        The stated advance.
    movers
        Names and adjectives of the country whose forces moved.
    others
        Those of the country that says so.
    """
    before, after = _sentence_parts(article, advance)
    forces = list(_forces(movers).finditer(before))
    if not forces or _UNSURE.search(before):
        return None
    mover = forces[-1]
    bodies = list(pattern_of("armed_body").finditer(before))
    verb = _VERB.search(before, mover.end())
    if verb is None or len(bodies) != 1 or not _leads(before[: mover.start()], others):
        return None
    between = before[mover.end() : verb.start()]
    crossed = _CROSSED.search(between)
    if not _same_subject(between, others) or not _TO_FIGURE.fullmatch(before, verb.end()):
        return None
    if _NOT_THAT_FAR.match(after):
        return None
    did = verb[0].lower()
    if crossed:
        did = f"crossed the {crossed[1].lower()} and {did}"
    return Told(did, _where(article, advance))


def _sentence_parts(article: Article, advance: Advance) -> tuple[str, str]:
    """Return a claim's words before and after the figure, in the figure's own sentence."""
    claim = advance.claim
    before = fold_space(f"{article.text[claim.start : advance.start]}|").rstrip("|").rstrip()
    after = fold_space(f"|{article.text[advance.end : claim.end]}").lstrip("|")
    return (
        re.split(r"(?<=[.!?])[”\"’]? (?=[A-Z“\"])", before)[-1],
        re.split(r"[.!?](?:[”\"’]| |$)", after)[0],
    )


def _leads(lead: str, others: Sequence[str]) -> bool:
    """Whether what stands before the forces leaves them the subject, and the words the speaker's.

    “Yesterday” and “on 12 May” do.
    """
    words = [word.strip(_MARKS).lower() for word in lead.split()]
    return not (
        _OWNED.search(lead.rstrip())
        or negation().search(lead)
        or _OTHER_CLAUSE.search(lead.rstrip(" ,"))
        or any(word in reporting_verbs() for word in words)
        or any(re.search(rf"\b{re.escape(word)}\b", lead) for word in others)
    )


def _same_subject(between: str, others: Sequence[str]) -> bool:
    """Whether the forces are still the subject of the verb that these words lead to."""
    if _OTHER_CLAUSE.search(between) or negation().search(between):
        return False
    if re.search(r"\band\b", between) and not re.search(
        r"\b(?:crossed|entered|violated)\b.* and $", between
    ):
        return False
    return all(
        _INTO.search(between[: match.start()].rstrip())
        or between[match.end() :].startswith(("'s ", "’s "))
        for word in others
        for match in re.finditer(rf"\b{re.escape(word)}\b", between)
    )


def _where(article: Article, advance: Advance) -> str:
    """Return the preposition and the place that the claim's words put the advance at, or ""."""
    place, claim = advance.place, advance.claim
    for mention in article.places:
        if place is None or mention.place_id != place.id or not claim.contains(mention):
            continue
        words = article.text[advance.end : mention.start]
        preposition = _AT.search(f" {fold_space(words)}") if words else None
        start = f" {fold_space(words)}"[: preposition.start()] if preposition else ""
        if preposition and _BEFORE_AT.fullmatch(start.rstrip()):
            return f"{preposition[1].strip()} {re.sub(r'[][]', '', fold_space(mention.surface))}"
    return ""


def says_stayed(words: str, own: Sequence[str], others: Sequence[str]) -> bool:
    """Whether words of a party say that its own forces were on their own side.

    Parameters
    ----------
    words
        The claim's words.
    own, others
        Names and adjectives of the party's country, and of the other one.
    """
    folded = fold_space(words)
    if _UNSURE.search(folded) or negation().search(folded) or _forces(others).search(folded):
        return False
    own_forces = (
        rf"\b(?:its|our|their) (?:[\w-]+ ){{0,2}}(?:{pattern_of('armed_body').pattern})"
        rf"|{_forces(own).pattern}"
    )
    return any(
        match.end() <= stayed <= match.end() + _AFTER_FORCES
        for match in re.finditer(own_forces, folded)
        for stayed in _starts_of_staying(folded)
    )


def _starts_of_staying(words: str) -> list[int]:
    """Return where words begin that say that somebody was on their own land."""
    ends = (own.start() for own in pattern_of("own_land").finditer(words))
    found = (_ON_OWN_LAND.search(words[:end]) for end in ends)
    return [before.start() for before in found if before]


def denies_all(claim: Claim, words: str) -> bool:
    """Whether a denial is of an advance, or of all that the other side says."""
    return claim.topic == "advance" or bool(_GENERAL.fullmatch(fold_space(words).strip(_MARKS)))


def names_a_side(words: str) -> bool:
    """Whether words of a party speak of a side of the border."""
    return bool(re.search(r"\bside\b", words))
