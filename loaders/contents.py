"""Where the words that a reporting verb attributes begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.clauses import Phrase
from loaders.cues import Cue, cue_at, is_adverb, is_helper
from loaders.endings import Form, content_end
from loaders.records import Span
from loaders.tables import Verb, words_of
from loaders.tokens import ASIDE, MARK, QUOTE, WORD, Tokens

MIN_WORDS = 4
"""Indirect content of fewer words states nothing that could be checked."""
_QUOTING = frozenset({"that", "tell", "quote"})
"""Frames whose verbs introduce or close a quotation."""
_LEADS_OUT = words_of("leads_out")
_TIME = words_of("weekday") | words_of("month") | words_of("day_part") | words_of("time_noun")
_DETERMINER = words_of("determiner")
_PRONOUN = words_of("pronoun")
_AUXILIARY = words_of("auxiliary")
_STATEMENT = words_of("statement_noun")
_PARTICLES = frozenset({"up", "down", "off", "away", "back", "so", "as"})
_DASHES = frozenset({"—", "–", "--", "-", "―"})
_WH = frozenset({"why", "how", "what", "whether", "who", "where", "when", "if"})
_JOINS = frozenset({"and", "but"})
_ADVERBIAL = frozenset({"in", "on", "at", "during", "after", "via", "by", "through", "with", "to", "for", "of", "from", "before"})
"""Prepositions that tell when, where and to whom something was said."""


@dataclass(frozen=True, slots=True)
class Content(Span):
    """Characters put in somebody's mouth. ``direct`` when they are a quotation."""

    direct: bool


def contents_of(text: str, tokens: Tokens, cue: Cue, subject: Phrase) -> list[Content]:
    """Return what an active verb attributes to its subject: quotations beside it, else the clause after or before it."""
    first = min(cue.group, subject.front) if subject.first < cue.index and cue.mood == "active" else cue.group
    tail = max(cue.index + 1, subject.last)
    if not cue.verb.frames.isdisjoint(_QUOTING):
        quoted = _quotes_before(text, tokens, first) + _quotes_after(text, tokens, tail)
        if quoted:
            return quoted
    after = _after(tokens, tail, cue, subject) if subject.first <= cue.index else None
    if after is None and not cue.verb.frames.isdisjoint({"that", "tell"}) and cue.mood == "active":
        after = _before(tokens, first, tail, inverted=subject.first > cue.index)
    return [after] if after else []


def _quote(tokens: Tokens, index: int) -> Content:
    return Content(tokens.start[index], tokens.end[index], direct=True)


def _last_inside(text: str, tokens: Tokens, index: int) -> str:
    """Return the last character inside a quotation's marks."""
    return text[tokens.start[index] + 1 : tokens.end[index]].rstrip("\"'”’» ")[-1:]


def _first_inside(text: str, tokens: Tokens, index: int) -> str:
    """Return the first letter or figure inside a quotation's marks."""
    return next((char for char in text[tokens.start[index] + 1 : tokens.end[index]] if char.isalnum()), "")


def _quotes_before(text: str, tokens: Tokens, first: int) -> list[Content]:
    """Read “C,” X said: a whole quotation alone, a piece of one with the clause it stands in."""
    index = first - 1
    comma = index >= 0 and tokens.text[index] == ","
    index -= comma
    if index < 0 or tokens.kind[index] != QUOTE or not (comma or _last_inside(text, tokens, index) in ",?!—–-…"):
        return []
    before = tokens.lower[index - 1] if index else ""
    if index == 0 or tokens.kind[index - 1] in {MARK, QUOTE, ASIDE} or before in _JOINS:
        return [_quote(tokens, index)]
    start = _clause_start(tokens, index)
    if any(cue_at(tokens, i) for i in range(start, index) if tokens.kind[i] == WORD):
        return [_quote(tokens, index)]
    return [Content(tokens.start[start], tokens.end[index], direct=True)]


def _clause_start(tokens: Tokens, index: int) -> int:
    """Return where the clause that holds a token begins: after a semicolon or colon, a coordinator, or a clause of time or cause."""
    start = next((i + 1 for i in range(index - 1, -1, -1) if tokens.text[i] in {";", ":"} or tokens.kind[i] == QUOTE), 0)
    if tokens.lower[start] in words_of("opens_clause"):
        comma = next((i for i in range(start, index) if tokens.text[i] == ","), None)
        start = start if comma is None else comma + 1
    return start + (tokens.lower[start] in _JOINS)


def _quotes_after(text: str, tokens: Tokens, tail: int) -> list[Content]:
    """Read X said: “C” · X told Y, “C” · X said on Friday, “C” “D”."""
    found: list[Content] = []
    words = 0
    for i in range(tail, len(tokens)):
        if tokens.kind[i] == WORD:
            words += 1
            if words > 12 or (not found and cue_at(tokens, i)):
                break
        if tokens.kind[i] != QUOTE:
            continue
        led = tokens.text[i - 1] in {",", ":"} or i == tail
        whole = found or _first_inside(text, tokens, i).isupper() or tokens.text[i - 1] == ":" or i == tail + 1
        if not (led and whole) or (i == tail and _goes_on(tokens, i)):
            break
        found.append(_quote(tokens, i))
        words = 0
    return found


def _goes_on(tokens: Tokens, quote: int) -> bool:
    """Whether the sentence goes on after a quotation, which is then only a piece of what is said."""
    return quote + 1 < len(tokens) and tokens.kind[quote + 1] == WORD


def _after(tokens: Tokens, start: int, cue: Cue, subject: Phrase) -> Content | None:
    """Return the indirect content that follows a verb, or None."""
    if tokens.lower[0] == "as" and subject.first in {1, 2} and start + 1 < len(tokens) and "," in tokens.text[start : start + 2]:
        # “As X pointed out, C”
        begin, form = tokens.text.index(",", start) + 1, "clause"
        return worthwhile(tokens, begin, content_end(tokens, begin, cue.verb, "clause"), cue.verb)
    begin, form = _begin(tokens, start, cue.verb)
    if begin is None or begin >= len(tokens):
        return None
    end = content_end(tokens, begin, cue.verb, form, bounded=_bounded(tokens, cue, subject))
    return worthwhile(tokens, begin, end, cue.verb)


def _bounded(tokens: Tokens, cue: Cue, subject: Phrase) -> bool:
    """Whether the verb stands in a side clause at the front (“When X said …, Y …”) or between commas (“Y, who said …, …”)."""
    if cue.mood == "participle":
        return cue.group <= 1
    if subject.antecedent:
        return subject.first > 0 and tokens.text[subject.first - 1] == ","
    opener = subject.front - 1
    if opener < 0 or tokens.lower[opener] not in words_of("opens_clause"):
        return False
    return opener == 0 or tokens.kind[opener - 1] == MARK or (opener == 1 and tokens.kind[0] == WORD)


def _begin(tokens: Tokens, start: int, verb: Verb) -> tuple[int | None, Form]:
    """Return where content begins after a verb, by the frames it takes, and what form it has."""
    frames = verb.frames
    if start < len(tokens) and tokens.lower[start] == "out":
        start += 1
    if start < len(tokens) and tokens.text[start] == "," and "that" in frames:
        return _after_insertion(tokens, start), "clause"
    if start >= len(tokens) or tokens.kind[start] == MARK:
        return None, "clause"
    if tokens.lower[start] == "that" and not frames.isdisjoint({"that", "tell"}):
        return start + 1, "clause"
    if "tell" in frames:
        begin = _after_hearer(tokens, start)
        if "that" not in frames or (begin and tokens.lower[begin - 1] == "that"):
            return begin, "clause"
    lower = tokens.lower[start]
    if "that" in frames:
        begin = skip_adverbials(tokens, start)
        if begin is not None and begin > start:
            return begin, "clause"
    if "inf" in frames:
        action = start
        while action < len(tokens) and tokens.lower[action] in _TIME:
            action += 1
        if tokens.lower[action : action + 1] == ["to"] and not _thing(tokens, action + 1):
            return action, "action"
    if lower in verb.links:
        return start + 1, "phrase"
    for link in ("of", "to", "for"):
        if link in frames:
            return (start if link in tokens.lower[start + 1 : start + 10] else None), "action"
    if verb.links and "np" in frames and tokens.capital(start) and _common(tokens, start - 2):
        # “a village called Kut” is named so; nobody speaks
        return None, "phrase"
    if frames.isdisjoint({"that", "np"}) or lower in _LEADS_OUT or lower in _PARTICLES or (lower in _AUXILIARY and lower not in _DETERMINER):
        return None, "clause"
    return start, "clause" if "that" in frames else "phrase"


def _common(tokens: Tokens, index: int) -> bool:
    """Whether a common noun stands here: no name, no pronoun, no auxiliary."""
    lower = tokens.lower[index]
    return tokens.kind[index] == WORD and not (tokens.capital(index) or lower in _PRONOUN or lower == "who" or is_helper(tokens, index))


def _after_insertion(tokens: Tokens, comma: int) -> int | None:
    """Return where content begins after “reported, citing a source, that”."""
    for index in range(comma + 1, min(len(tokens) - 1, comma + 14)):
        if tokens.text[index] == ",":
            return index + 2 if tokens.lower[index + 1] == "that" else None
    return None


def _thing(tokens: Tokens, index: int) -> bool:
    """Whether a noun phrase begins here, so that the “to” before it is a preposition."""
    return index < len(tokens) and (tokens.lower[index] in _DETERMINER or tokens.capital(index) or tokens.kind[index] != WORD)


def _after_hearer(tokens: Tokens, start: int) -> int | None:
    """Return where content begins after “told reporters in Yerevan”."""
    index = start
    stop = min(len(tokens), start + 8)
    while index < stop and (
        tokens.capital(index)
        or (tokens.lower[index] in _DETERMINER and tokens.lower[index] != "that")
        or tokens.lower[index] in words_of("hearer_noun")
        or tokens.lower[index] in {"him", "her", "them", "me", "us", "of"}
    ):
        index += 1
    if index == start or index >= len(tokens) or tokens.kind[index] == MARK:
        return None
    if tokens.lower[index] == "that":
        return index + 1
    begin = skip_adverbials(tokens, index)
    return index if begin is None else begin


def skip_adverbials(tokens: Tokens, start: int) -> int | None:
    """Return where content begins after “on Friday”, “in a statement that”; None when it cannot be told."""
    index = start
    size = len(tokens)
    if tokens.kind[start] == WORD and (tokens.lower[start] in _LEADS_OUT or tokens.lower[start] in _TIME):
        that = _that(tokens, start)
        if that:
            return that + 1
    while index < size and tokens.kind[index] == WORD:
        lower = tokens.lower[index]
        if lower in _TIME or lower in {"last", "late", "early", "earlier", "later", "again", "yesterday", "today", "ago", "there"} or is_adverb(tokens, index):
            index += 1
            continue
        if lower not in _ADVERBIAL:
            break
        index += 1
        while index < size and (
            (tokens.lower[index] in _DETERMINER and tokens.lower[index] != "that")
            or tokens.lower[index] in _TIME
            or tokens.lower[index] in _STATEMENT
            or tokens.capital(index)
            or tokens.text[index][:1].isdigit()
        ):
            index += 1
    if index >= size or tokens.kind[index] in {MARK, ASIDE}:
        return None
    lower = tokens.lower[index]
    if lower == "that" and tokens.kind[index] == WORD:
        return None if index + 1 < size and is_helper(tokens, index + 1) else index + 1
    if index == start:
        return start
    return index if lower in _PRONOUN or lower in _DETERMINER or tokens.kind[index] == QUOTE or lower == "there" else None


def _that(tokens: Tokens, start: int) -> int | None:
    """Return where “that” opens a clause, with no other verb or mark before it: “said on its own website that”."""
    for index in range(start + 1, min(len(tokens), start + 14)):
        if tokens.kind[index] in {MARK, QUOTE} or cue_at(tokens, index):
            return None
        if tokens.lower[index] == "that":
            # “a statement that was delicate” goes on with a verb, and states nothing
            return None if index + 1 < len(tokens) and is_helper(tokens, index + 1) else index
    return None


def _before(tokens: Tokens, first: int, tail: int, *, inverted: bool) -> Content | None:
    """Return the content of “C, X said.” and “C1, X said, C2.”: the clause before the comma, or the whole sentence X interrupts."""
    if first < 2 or tokens.text[first - 1] != ",":
        return None
    if tail < len(tokens) and tokens.kind[tail] == WORD and tokens.lower[tail] not in _LEADS_OUT and tokens.lower[tail] not in _TIME and tokens.lower[tail] != "citing":
        return None
    begin = next((i + 1 for i in range(first - 2, -1, -1) if tokens.text[i] in {";", ":"}), 0)
    begin += tokens.lower[begin] in _JOINS
    if tokens.text[begin].isupper() and begin + 1 < first and tokens.text[begin + 1] in _DASHES:
        # the town of the dateline is no part of what is said
        begin += 2
    words = tokens.words(begin, first - 1)
    if not inverted and _interrupts(tokens, tail):
        last = len(tokens) - 1
        return Content(tokens.start[begin], tokens.start[last] if tokens.text[last] == "." else tokens.end[last], direct=False)
    if words < MIN_WORDS or (tokens.lower[begin] in _LEADS_OUT and words < 8):
        return None
    return Content(tokens.start[begin], tokens.end[first - 2], direct=False)


def _interrupts(tokens: Tokens, tail: int) -> bool:
    """Whether what is said goes on after “, X said,”."""
    while tail < len(tokens) and tokens.kind[tail] == WORD:
        tail += 1
    if tail + MIN_WORDS >= len(tokens) or tokens.text[tail] != "," or tokens.kind[tail + 1] != WORD:
        return False
    lower = tokens.lower[tail + 1]
    cue = cue_at(tokens, tail + 1)
    side = lower in words_of("opens_clause") or lower in {"which", "who", "citing", "where", "whose"}
    return not side and not (cue and cue.mood == "participle")


def worthwhile(tokens: Tokens, start: int, end: int, verb: Verb) -> Content | None:
    """Return the tokens ``[start, end)`` as content when they say enough to be checked, or deny something."""
    while end > start and tokens.kind[end - 1] == MARK:
        end -= 1
    if start >= end:
        return None
    content = Content(tokens.start[start], tokens.end[end - 1], direct=False)
    if QUOTE in tokens.kind[start:end]:
        return content
    if verb.stance == "denies" and not words_of("denied_thing").isdisjoint(tokens.lower[start:end]):
        return content
    least = MIN_WORDS if not verb.frames.isdisjoint({"that", "tell"}) else 2
    return content if tokens.words(start, end) >= least else None
