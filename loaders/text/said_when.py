"""When and where something was said: words beside a speaker and a verb that are part of neither."""

from __future__ import annotations

from loaders.lexicon.tables import words_of
from loaders.text.tokens import TIMES, WORD, Tokens

_DAYS = words_of("weekday") | {"yesterday", "today", "tonight"}
_LEADS_TIME = frozenset({"late", "early", "on", "last"})
_OF_TIMES = TIMES | {"on", "in", "at", "of", "the", "late", "early", "a.m", "p.m"}


def before_time(tokens: Tokens, end: int) -> int:
    """Return where the words end that stand before a verb's time: “the army | on Sunday said”.

    So does where it was said: “the ministry | in a statement late on Sunday said”.
    """
    start = end
    while start > 1 and tokens.kind[start - 1] == WORD and _of_time(tokens.lower[start - 1]):
        start -= 1
    timed = tokens.lower[start:end]
    if timed and not _led_in_by_time(timed):
        return end  # “Theresa May said”, “Black Monday”
    noun = tokens.lower[start - 1] if start else ""
    if noun in words_of("document_noun") or noun in words_of("spoken_in"):
        for first in (start - 3, start - 4):
            # “in a statement”, “in a televised address”
            if first > 0 and tokens.lower[first] == "in":
                return first
    return start if start > 0 else end


def _of_time(lower: str) -> bool:
    return lower in TIMES or lower in words_of("time_lead") or lower.isdigit()


def _led_in_by_time(words: list[str]) -> bool:
    lead, rest = words[0], words[1:]
    return lead in words_of("deictic_day") or (
        lead in words_of("time_lead") and any(word in TIMES or word.isdigit() for word in rest)
    )


def _is_clock(tokens: Tokens, index: int) -> bool:
    return tokens.lower[index] in words_of("day_part") or tokens.lower[index].isdigit()


def after_time(tokens: Tokens, start: int, end: int) -> int:
    """Return where the words begin that stand after a time: “(on) Monday night | the army said”."""
    index = start
    while index < end and tokens.lower[index] in _LEADS_TIME:
        index += 1
    first = index
    while index < end and (
        tokens.lower[index] in _DAYS or (index > first and _is_clock(tokens, index))
    ):
        index += 1
    return index if first < index < end else start


def is_time(tokens: Tokens, start: int, end: int) -> bool:
    """Whether words are a time and nothing more: “on Tuesday, 13 December 2022”."""
    return all(
        tokens.kind[i] != WORD or tokens.lower[i] in _OF_TIMES or tokens.lower[i][0].isdigit()
        for i in range(start, end)
    )
