"""What the words of a claim alone say of its time: whether they tell of a past or coming event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.lexicon.tables import negation, pattern_of, reporting_verbs, words_of

_SHORT = len("need")
"""A word as short as this in “-ed” is seldom a verb in the past."""
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[,;:—–]|[.!?]\s|\b(?:and|but|when|while|as|that|which|who|after|because)\b")
_STATE = re.compile(
    r"\b(?:is|are|am|lies?|belongs?|holds?|remain(?:s|ed)?|stayed|explains?|shows?"
    r"|stands?|controls|continues?|(?:has|have) been"
    r"|knows?|wants?|would|will|could|can(?:not)?|(?-i:may)|might|must|should|shall)\b"
    r"|[’'](?:re|ve|m)\b",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:since|again|often|always|never|repeatedly|regularly|recently|previously|earlier|once"
    r"|history|generations?|war|toll|bodies|altogether|in total|so far|by then"
    r"|(?<!seconds\s)(?<!minutes\s)later)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:evacuated|displaced|fled\s+(?:their|homes?|from|into|across\s+the\s+border"
    r"|the\s+(?:fighting|area|region|village|town|city|country|violence))"
    r"|(?:had|have|were|was) (?:been )?(?:moved|brought))\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|unless|whether)\b"
    r"|\b(?:would|could|should|might|may|must)\s+(?:not\s+|never\s+)?have\b",
    re.IGNORECASE,
)
"""What might have been, or is asked."""
_UNDONE = re.compile(r"\b(?:fail(?:s|ed|ing)?|refus(?:es|ed|ing))\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|would|shall|(?:is|are|was|were) (?:going )?to)\b|[’']ll\b")
_PASSIVE = re.compile(r"(?:\b(?:is|are|be|being)|[’']re)\s+(?:\w+ly\s+|not\s+)?\Z")
"""What makes a participle of the present: “gifts are declared”."""
_PASSIVE_REACH = 24
"""Characters before a participle in which they are looked for: “are reportedly not”."""
_DOING = re.compile(r"\b[a-z]{2,}ing\b")
_GOING_ON = re.compile(
    r"[“\"]?(?:[\w’'-]+\s+){1,6}?(?:is|are|was|were)\s+(?:now\s+|currently\s+|still\s+)?"
    r"(?!being|going|planning|considering|preparing|seeking|trying|hoping)[a-z]{3,}ing\b"
)
"""What somebody was doing as it was said, not what he meant to do: “troops were shelling it”."""
_NOT_LONG = 16
"""Characters after a verb in which a “not” is its own: “were not hit”."""


def undone(words: str) -> bool:
    """Whether words tell of what somebody failed or refused to do."""
    return _UNDONE.search(words) is not None


def past_verbs(words: str) -> Iterator[re.Match[str]]:
    """Yield the verbs in the past tense, with where they stand."""
    past = words_of("past_verb")
    for word in _WORD.finditer(words):
        plain = word[0]
        if plain.lower() in past or (
            plain.endswith("ed")
            and len(plain) > _SHORT
            and plain[0].islower()
            and not _PASSIVE.search(words, max(0, word.start() - _PASSIVE_REACH), word.start())
        ):
            yield word


def is_past(words: str) -> bool:
    """Whether words have a verb in the past tense."""
    return next(past_verbs(words), None) is not None


def begins_past(words: str) -> bool:
    """Whether the first verb of words is in the past tense: “hit a post that is shut”."""
    first = next(past_verbs(words), None)
    return first is not None and _STATE.search(words, 0, first.start()) is None


def looks_ahead(words: str) -> bool:
    """Whether words tell of what is to come: “would withdraw”, but not “fled as it would burn”."""
    ahead = _AHEAD.search(words)
    return ahead is not None and not is_past(words[: ahead.start()])


def going_on(words: str) -> bool:
    """Whether words tell of what was going on as they were said: “troops were shelling a mill”."""
    return _GOING_ON.match(words) is not None and negation().search(words) is None


def tells_of_an_event(words: str, accuses: bool = False) -> bool:
    """Whether words tell of something done at one time.

    Not of a state, a toll or an evacuation, what was not done, or another time. The first clause
    that tells of anything decides; one of what was not done leaves it to the next: “he was not
    lying still and they fired”. Of an accusation (``accuses``) “shelling the mill” tells too.
    """
    if any(pattern.search(words) for pattern in (_OTHER_TIME, _MOVED, _SUPPOSED)):
        return False
    first = _WORD.search(words)
    if (
        first
        and not accuses
        and first[0].lower() in reporting_verbs().keys() - words_of("deed_verb")
    ):
        return False  # “described the violence as deplorable”
    begin = 0
    for cut in [*(match.start() for match in _CLAUSE.finditer(words)), len(words)]:
        clause, begin = words[begin:cut], cut
        if _STATE.search(clause):
            return False
        if _is_done(clause, accuses):
            return True
    return False


def _is_done(clause: str, accuses: bool) -> bool:
    if _UNDONE.search(clause) or pattern_of("not_done").search(clause):
        return False
    verb = next(past_verbs(clause), None)
    if verb is None:
        return accuses and _DOING.search(clause) is not None and not negation().search(clause)
    # “fired, causing no injuries” tells of shots; “did not fire” and “no shells fell” of none
    return negation().search(clause, 0, verb.end() + _NOT_LONG) is None
