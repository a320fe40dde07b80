"""The phrase that names a speaker: what leads into it, its head, and whether that may speak."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.attribution.cues import Tagged, is_past
from loaders.lexicon.tables import reporting_verbs, words_of
from loaders.text.said_when import after_time
from loaders.text.tokens import ASIDE, TIMES

_ADVERB_ENDINGS = ("ally", "ently", "antly", "ately", "edly", "ously", "ively", "ingly")
_SHORT_NAME = 5
"""Letters of a name that ends like an adverb, at most: “Sally”."""
_SHARES = frozenset({"percent", "per", "cent", "%"})
"""Ends of a share, which says nothing: “only 8 percent believe C”."""
COORDINATORS = frozenset({"and", "but", "or", "nor", "yet", "so"})
INSIDE = words_of("phrase_preposition")
"""Prepositions that may stand inside a subject, after its head."""
ARTICLES = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "this", "these", "those", "our", "my", "your"}
)
AUXILIARY = words_of("auxiliary")
DETERMINER = words_of("determiner")
PRONOUN = words_of("pronoun")
TITLE = words_of("person_title")
LEAD = words_of("sentence_lead")
SUBORDINATOR = words_of("subordinator")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``[first, last)`` that name a speaker.

    Attributes
    ----------
    first, last
        The first token, and the one after the last.
    antecedent
        The phrase that a relative pronoun stands for.
    begins
        Where the office before a name begins, if there is one.
    """

    first: int
    last: int
    antecedent: tuple[int, int] | None = None
    begins: int | None = None

    @property
    def front(self) -> int:
        """The first token that speaks of the speaker, by office or by name."""
        return self.first if self.begins is None else self.begins


def speaker_like(tokens: Tagged, start: int, end: int, *, anyone: bool) -> Phrase | None:
    """Return the phrase, without what leads into it, where its head may speak; else None.

    Such a head is a name, a pronoun or an office. ``anyone`` allows any head.
    """
    start = _past_lead(tokens, after_time(tokens, start, end), end)
    while end > start and tokens.kind[end - 1] == ASIDE:
        end -= 1
    if start >= end or _is_no_name(tokens, start, end):
        return None
    if tokens.lower[end - 1] in _SHARES and not anyone:
        return None
    for index in range(start, end - 1):
        # “…, a claim Baku rejects”: the name after the noun speaks
        if (
            tokens.lower[index] in words_of("denied_thing")
            and tokens.capital(index + 1)
            and not tokens.possessive(index)
        ) or _is_said_of(tokens, start, index):
            start = index + 1
    head = head_of(tokens, start, end)
    lower = tokens.lower[head]
    if tokens.lower[end - 1] in PRONOUN:
        head, lower = end - 1, tokens.lower[end - 1]
        return Phrase(head, head + 1) if lower not in {"i", "we", "you"} else None
    surname = head > start and tokens.capital(head) and tokens.capital(head - 1)  # “Theresa May”
    if (
        (lower in TIMES and not (surname and lower in words_of("month")))
        or lower in DETERMINER - {"some", "many", "several", "both", "each", "all", "others"}
        or lower in SUBORDINATOR
    ):
        return None
    if tokens.capital(head) and (head > 0 or len(tokens.text[head]) > 2):
        return Phrase(start, end)
    if (
        (anyone and lower not in words_of("event_noun"))
        or tokens.speaking[head]
        or lower in TITLE
        or lower in words_of("local_noun")
        or lower in words_of("analyst_noun")
    ):
        return Phrase(start, end)
    return None


def _past_lead(tokens: Tagged, start: int, end: int) -> int:
    """Return where a phrase begins after what leads into it: “Then”, “In”, “PORTO (News)”."""
    if (
        start == 0
        and end > 2
        and tokens.kind[1] == ASIDE
        and tokens.text[0].isupper()
        and len(tokens.text[0]) > 2
    ):
        return 2
    if start == 0 and end > 1 and tokens.capital(1) and _opens_inverted(tokens.lower[0]):
        # “Added Smith: “C””
        return 1
    if start + 1 < end and _is_clock(tokens, start):
        start += 1
    while start < end and (
        tokens.lower[start] in COORDINATORS
        or tokens.lower[start] in LEAD
        or tokens.lower[start] in INSIDE
    ):
        start += 1
    return start


def _is_clock(tokens: Tagged, index: int) -> bool:
    """Whether a number ends the time that leads in a report of a ticker: “10:40 Peru says …”."""
    if not tokens.text[index].isdigit():
        return False
    if not (tokens.capital(index + 1) or tokens.lower[index + 1] in DETERMINER):
        # “24.kg reported”: the figure is part of the name
        return False
    return index == 0 or (index <= 2 and tokens.text[index - 1] in {":", ".", "h"})


def _opens_inverted(lower: str) -> bool:
    verb = reporting_verbs().get(lower)
    return verb is not None and verb.anyone and is_past(lower)


def _is_no_name(tokens: Tagged, start: int, end: int) -> bool:
    """Whether a phrase with a capital or figure is no speaker.

    A year, a time (“two years ago”), “I’ve”, an adverb that opens the sentence.
    """
    lower = tokens.lower[start]
    if lower[0].isdigit() and not lower.endswith("-old"):
        return end - start == 1 or not TIMES.isdisjoint(tokens.lower[start + 1 : start + 2])
    if end - start > 1:
        return False
    if lower.replace("’", "'").partition("'")[0] in {"i", "we", "you"}:
        return True
    adverb = start == 0 and lower.endswith(_ADVERB_ENDINGS) and len(lower) > _SHORT_NAME
    return adverb and tokens.text[start][1:].islower()


def _is_said_of(tokens: Tagged, start: int, index: int) -> bool:
    """Whether a clause about a person begins after a noun: “a man | Hill police say robbed …”."""
    if index == start or tokens.lower[index] not in words_of("person_spoken_of"):
        return False
    after = index + 1
    return tokens.lower[start] in ARTICLES and (
        (tokens.capital(after) and tokens.lower[after] not in TITLE)
        or tokens.lower[after] in {"police", "officials", "authorities", "prosecutors", "officers"}
    )


def head_of(tokens: Tagged, start: int, end: int) -> int:
    """Return the index of a noun phrase's head: its last word before its first preposition."""
    for index in range(start + 1, end):
        if tokens.lower[index] in INSIDE:
            return index - 1
    return end - 1
