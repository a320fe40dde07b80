"""Whether the words around a time look back, ahead, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from loaders.lexicon.tables import pattern_of, reporting_verbs, words_of
from loaders.model.records import Span

Tense = Literal["past", "future"]

_CLAUSE_WINDOW = 220
"""The verb of a clause is looked for within this many characters of the time. A long clause
fits; a larger window only costs time, since a sentence's end cuts it. Chosen by hand."""
_ADJACENT = 4
"""A verb in the present announces a day only within this many words of it (“starts on Monday”).
Further off, “starts” is often a noun or of another clause. Chosen by hand."""
_CUT = re.compile(
    r"(?<![ap]\.m)(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|No|Jr))(?<!\b(?:Mrs|Sen|Gen|Gov|Rep|Col|Maj|Sgt))"
    r"[.!?…][”’\"»)]*\s+(?=[“\"«(]?[A-Z])"
    r"|;\s"
    r"|[“”«»\"]"
    r"|\n\s*\n"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "its",
        "his",
        "her",
        "their",
        "our",
        "of",
        "and",
        "or",
        "by",
        "with",
        "no",
    ]
)
_ARTICLES = frozenset(["the", "a", "an", "its", "his", "her", "their"])
_PRESENT = frozenset(["is", "are"])
_CHAIN = frozenset(
    ["be", "been", "being", "have", "not", "also", "then", "only", "soon", "again", "to"]
)
_AHEAD = re.compile(
    r"\b(?:ahead\s+of|upcoming|forthcoming|coming|(?:scheduled|set|slated|prepared|ready)\s+for)"
    r"\s+(?:the\s+|a\s+)?$",
    re.IGNORECASE,
)
_GOING_TO = re.compile(r"\s(?:set|going|about|slated|bound)\s+to\s")
_FUTURE_NEXT = re.compile(r"\s+(?:will|shall|is\s+(?:to|expected|due|set|scheduled))\b")
_NOUN_NEXT = re.compile(r"\s+(?P<noun>[a-z][a-z-]{2,})")
_SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_INFINITIVE = re.compile(r"\bto\s+[a-z]+[a-rt-z]\b")
"""An infinitive. With no other verb it is a headline's future: “Leaders to meet in August”."""
_HOUR_BETWEEN = (
    r"(?:(?:\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?|noon|midday|midnight|dawn|dusk|early|late"
    r"|(?:the\s+)?(?:end|morning|evening|night)(?:\s+of)?)\s+)?"
)
_UNTIL = re.compile(
    r"\b(?P<word>until|till|through|by|before|beginning|starting|effective)\s+"
    rf"{_HOUR_BETWEEN}(?:(?:on|in)\s+)?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|for)\s+(?:the\s+)?$", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:(?:planned|scheduled|slated|due|expected|billed|timetabled)\s+(?:for|on)"
    r"|(?:set|arranged|fixed|booked)\s+for)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DEFERRED_REACH = 48
"""Characters before “until” or “to” in which the verb stands that puts something off: the verb
and a short object (“postponed the talks in the capital to”). Chosen by hand."""
_NAMING = re.compile(r"\b(?:of|since|from|until)\s+$", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s+$", re.IGNORECASE)
_IS_ON = re.compile(r"\b(?:is|are)\s+(?:on\s+)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|a|an|its|his|her|their|our)\s+$", re.IGNORECASE)


def clause_before(text: str, paragraph: Span, start: int) -> str:
    """Return the words before a time, back to the start of its sentence or quotation."""
    begin = max(paragraph.start, start - _CLAUSE_WINDOW)
    # one character further, so that a sentence that begins with the time is seen to begin
    cuts = [match.end() for match in _CUT.finditer(text, begin, start + 1) if match.end() <= start]
    return text[cuts[-1] if cuts else begin : start]


def clause_after(text: str, paragraph: Span, end: int) -> str:
    """Return the words after a time, to the end of its sentence or to a quotation's mark."""
    limit = min(paragraph.end, end + _CLAUSE_WINDOW)
    cut = _CUT.search(text, end, limit)
    return text[end : cut.start() if cut else limit]


def attributive(before: str, after: str) -> bool:
    """Whether a time only describes a noun (“the May 12 attack”, “Monday's talks”).

    No verb nearby then says whether it is past.
    """
    if after[:2] in {"'s", "’s"}:
        return True
    noun = _NOUN_NEXT.match(after)
    return bool(_ARTICLE.search(before) and noun and noun["noun"] not in words_of("function_word"))


def tense_of(before: str, after: str) -> Tense | None:
    """Return whether the clause of a time looks back or ahead, or None where it does not say.

    Parameters
    ----------
    before, after
        The words of the clause before and after the time.
    """
    before, after = _GOING_TO.sub(" will ", before), _GOING_TO.sub(" will ", after)
    words = _TOKEN.findall(before)
    if _FUTURE_NEXT.match(after) and not (words and _is_past(words[-1], "")):
        return "future"
    if attributive(before, after):
        return "future" if _AHEAD.search(before) else None
    if _SINCE.search(before):
        return "past"
    if _IS_ON.search(before) or _PLANNED.search(before) or _is_put_off(before):
        return "future"
    tense = _tense_before(words)
    if _UNTIL.search(before):
        # an end may be past or to come, whatever has happened: “they fought until June 30”
        return None if tense == "past" else "future"
    if tense is None and _FOR.search(before):
        return "future"
    return (
        tense
        # eighteen words reach past a subject with an aside to its verb; more would reach the next
        # clause. Chosen by hand
        or _tense_after(_TOKEN.findall(after)[:18])
        or ("future" if _INFINITIVE.search(before) else None)
    )


def _is_put_off(before: str) -> bool:
    """Whether a time is the end that something was put off to, or that an order sets.

    “postponed until Tuesday”, “extended to June 21”, “told to leave by Friday”
    """
    end = _UNTIL.search(before)
    if end and end["word"].lower() in {"by", "before"}:
        order = max((m.end() for m in pattern_of("order_verb").finditer(before)), default=None)
        return order is not None and _INFINITIVE.search(before, order) is not None
    end = end or _TO.search(before)
    if end is None:
        return False
    reach = before[max(0, end.start() - _DEFERRED_REACH) : end.start()]
    return pattern_of("deferral_verb").search(reach) is not None


def said_on(before: str, after: str) -> bool:
    """Whether the verb that a time belongs to is a verb of saying.

    It is the last verb before the time, else the first one after it.
    """
    if attributive(before, after) or _NAMING.search(before) or tense_of(before, after) == "future":
        return False
    words = _TOKEN.findall(before)
    verb = next(_verbs(words, range(len(words) - 1, -1, -1)), None)
    if verb is None:
        words = _TOKEN.findall(after)
        verb = next(_verbs(words, range(len(words))), None)
    # “agreed on Thursday” does not say that words were spoken then
    return (
        verb is not None
        and verb in reporting_verbs().keys() | words_of("speech_verb")
        and verb not in words_of("plan_verb")
        and verb not in words_of("deed_verb")
    )


def _verbs(words: list[str], order: range) -> Iterator[str]:
    """Yield verbs in the order given; a participle after an article is none (“the disputed”)."""
    for index in order:
        word, previous = words[index], words[index - 1].lower() if index else ""
        if previous not in _ARTICLES and (_is_past(word, "") or word.lower() in reporting_verbs()):
            yield word.lower()


def _tense_before(words: list[str]) -> Tense | None:
    """Return the tense of the nearest verb before the time that has one."""
    infinitive = False
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        previous = words[index - 1].lower() if index else ""
        if _is_ahead(word, len(words) - index) or (
            word.endswith("ing") and previous in _PRESENT and len(words) - index < _ADJACENT
        ):
            return "future"
        if (
            word == "to"
            and index + 1 < len(words)
            and words[index + 1].islower()
            and words[index + 1] not in _DETERMINERS
        ):
            infinitive = True
        elif infinitive and word.lower() in words_of("plan_verb"):
            return "future"
        elif _is_past(word, previous):
            if words[index + 1 : index + 2] == ["by"] and index + 2 < len(words):
                continue  # “a play written by her”: the verb of the clause stands before it
            return "future" if _governed_by_future(words, index) else "past"
    return None


def _tense_after(words: list[str]) -> Tense | None:
    """Return the tense of the first verb after the time that has one."""
    for index, word in enumerate(words):
        # “on Friday he would not say” is past
        if _is_ahead(word, len(words)) and word not in {"would", "could", "might"}:
            return "future"
        if _is_past(word, words[index - 1].lower() if index else ""):
            return "past"
    return None


def _is_ahead(word: str, distance: int) -> bool:
    """Whether a word looks ahead: a modal, a plan, or a verb that announces beside the time.

    ``distance`` is in words from the time (“starts Monday”: 1).
    """
    if word in words_of("future_marker") or word.endswith(("’ll", "'ll")):
        return True
    return distance <= _ADJACENT and word in words_of("schedule_verb")


def _is_past(word: str, previous: str) -> bool:
    """Whether a word is a verb in the past, given the word before it in lower case."""
    lower = word.lower()
    if lower in words_of("past_verb"):
        return True
    return (
        lower.endswith("ed")
        and len(lower) > 4
        and word[0].islower()
        and previous not in _DETERMINERS | _PRESENT
        and lower not in words_of("not_past")
    )


def _governed_by_future(words: list[str], index: int) -> bool:
    """Whether a participle depends on a modal or an infinitive: “will be held”, “to be held”."""
    passive = False
    for before in range(index - 1, -1, -1):
        word = words[before].lower()
        passive |= word == "be"
        if words[before] in words_of("future_marker"):
            return True
        if word == "to":
            return (
                passive and words[before - 1].lower() not in {"had", "forced", "managed"}
                if before
                else passive
            )
        if word not in _CHAIN and not word.endswith("ly"):
            return False
    return False
