"""Where the content that a reporting verb attributes begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.attribution.content_end import Form, content_end
from loaders.attribution.content_start import content_start
from loaders.attribution.cues import Cue, Tagged, counts
from loaders.attribution.speaker_phrases import Phrase
from loaders.lexicon.tables import Verb, words_of
from loaders.model.records import Span
from loaders.text.said_when import is_time
from loaders.text.tokens import ASIDE, DASHES, MARK, QUOTE, TIMES, WORD

MIN_WORDS = 4
"""Indirect content of fewer words states nothing that could be checked (“said so on Friday”).
Fewer would let fragments in, more would lose short statements. Chosen by hand."""
MIN_THING = 2
"""The same for a thing or an action that is rejected, praised or planned (“rejected the claim”)."""
_HEARER_WORDS = 8
"""Words that name who was told, at most (“a briefing of the foreign press”). Chosen by hand."""
_TITLE_WORDS = 8
"""Words of the title of a show or book, at most."""
_QUOTING = frozenset({"that", "tell", "quote"})
"""Frames whose verbs introduce or close a quotation."""

_JOINS = frozenset({"and", "but"})
_LEADS_OUT = words_of("leads_out")
_GOES_ON = _LEADS_OUT | TIMES | {"citing", "who", "whose", "which"}
"""Words that may follow “C, X said” and say more of X, or of when and where."""
_JOIN_WORDS = 3
"""Words of “, but then” between two pieces of a quotation, at most."""
_SHORT = 2
"""Words of the shortest statement (“shells fell”)."""
_ASKING = ",?!—–-…"
"""A quotation that ends in one of these may be followed by its speaker without a comma."""


@dataclass(frozen=True, slots=True)
class Content(Span):
    """The characters attributed to a speaker.

    Attributes
    ----------
    direct
        Whether they are a quotation.
    whole
        Whether they are a statement of their own. A thing (“rejected C”) or an action (“vowed
        to C”) is understood only together with its verb.
    """

    direct: bool
    whole: bool = True


def contents_of(text: str, tokens: Tagged, cue: Cue, subject: Phrase) -> list[Content]:
    """Return what an active verb attributes to its subject.

    That is the quotations beside it, else the clause after or before it.

    Parameters
    ----------
    text, tokens
        The article's text, and a sentence of it.
    cue
        The reporting verb.
    subject
        Who speaks.
    """
    first = (
        min(cue.group, subject.front)
        if subject.first < cue.index and cue.mood == "active"
        else cue.group
    )
    tail = max(cue.index + 1, subject.last)
    if "only" not in cue.verb.frames and not cue.verb.frames.isdisjoint(_QUOTING):
        before = _quotes_before(text, tokens, first)
        behind = _quotes_after(text, tokens, tail, going_on=bool(before))
        if before and behind:
            # “C,” X said, “C”: the speaker's own sentence, which the reporter interrupts
            before, behind = [Content(before[0].start, behind[0].end, direct=True)], behind[1:]
        if before or behind:
            return before + behind
    after = _after(tokens, tail, cue, subject) if subject.first <= cue.index else None
    if after is None and not cue.verb.frames.isdisjoint({"that", "tell"}) and cue.mood == "active":
        tail = _past_hearer(tokens, tail) if "tell" in cue.verb.frames else tail
        after = _before(tokens, first, tail, inverted=subject.first > cue.index)
    return [after] if after else []


def _past_hearer(tokens: Tagged, tail: int) -> int:
    """Return where the words after the hearer begin, in “…, X told Radio Seven on Monday”."""
    end = tail
    while end < min(len(tokens), tail + _HEARER_WORDS) and tokens.kind[end] == WORD:
        if tokens.lower[end] in _GOES_ON or tokens.cue[end]:
            break
        end += 1
    return end


def _quote(tokens: Tagged, index: int) -> Content:
    return Content(tokens.start[index], tokens.end[index], direct=True)


def _last_inside(text: str, tokens: Tagged, index: int) -> str:
    """Return the last character inside a quotation's marks."""
    return text[tokens.start[index] + 1 : tokens.end[index]].rstrip("\"'”’»“ ")[-1:]


def _first_inside(text: str, tokens: Tagged, index: int) -> str:
    """Return the first letter or figure inside a quotation's marks."""
    return next(
        (char for char in text[tokens.start[index] + 1 : tokens.end[index]] if char.isalnum()), ""
    )


def _quotes_before(text: str, tokens: Tagged, first: int) -> list[Content]:
    """Read “C,” X said.

    A whole quotation is content alone; a part of one, together with the clause it stands in.
    """
    index = first - 1
    comma = index >= 0 and tokens.text[index] == ","
    index -= comma
    if (
        index < 0
        or tokens.kind[index] != QUOTE
        or not (comma or _last_inside(text, tokens, index) in _ASKING)
    ):
        return []
    before = tokens.lower[index - 1] if index else ""
    if index == 0 or tokens.kind[index - 1] in {MARK, QUOTE, ASIDE} or before in _JOINS:
        return [_quote(tokens, index)]
    start = _clause_start(tokens, index)
    if _is_title(text, tokens, start, index):
        return []
    part = _first_inside(text, tokens, index).islower() and start == 0
    if not part and any(tokens.cue[i] for i in range(start, index) if tokens.kind[i] == WORD):
        return [_quote(tokens, index)]
    return [Content(tokens.start[start], tokens.end[index], direct=True)]


def _is_title(text: str, tokens: Tagged, start: int, index: int) -> bool:
    """Whether a quotation is the title of what was said: “On the show “Late Evening,” X said”.

    It stands in words of place without a verb, and most of its words have capitals.
    """
    words = text[tokens.start[index] + 1 : tokens.end[index] - 1].split()
    lead = tokens.lower[start] in _LEADS_OUT and not any(
        tokens.helper[i] or tokens.cue[i] for i in range(start, index)
    )
    capitals = sum(word[:1].isupper() for word in words)
    return lead and len(words) <= _TITLE_WORDS and 2 * capitals > len(words)


def _clause_start(tokens: Tagged, index: int) -> int:
    """Return where the clause that holds a token begins.

    It begins after a semicolon or colon, and without the coordinator or the clause of time or cause
    that leads into it.
    """
    start = next(
        (
            i + 1
            for i in range(index - 1, -1, -1)
            if tokens.text[i] in {";", ":"} or tokens.kind[i] == QUOTE
        ),
        0,
    )
    if tokens.lower[start] in words_of("opens_clause"):
        comma = next((i for i in range(start, index) if tokens.text[i] == ","), None)
        start = start if comma is None else comma + 1
    return start + (tokens.lower[start] in _JOINS)


def _quotes_after(text: str, tokens: Tagged, tail: int, *, going_on: bool) -> list[Content]:
    """Read X said: “C” · X told Y, “C” · X said on Friday, “C” “D”.

    ``going_on`` says that the quotation began before the verb.
    """
    found: list[Content] = []
    words = 0
    for i in range(tail, len(tokens)):
        if tokens.kind[i] == WORD:
            words += 1
            # more words than “told reporters at a briefing in Yerevan on Friday” are another
            # clause. Chosen by hand
            if words > 12 or (not found and tokens.cue[i]):
                break
        if tokens.kind[i] != QUOTE:
            continue
        led = (
            tokens.text[i - 1] in {",", ":"}
            or i == tail
            or (going_on and not found and _joined(tokens, tail, i))
        )
        if led and i > 1 and tokens.lower[i - 2] == "that" and _goes_on(tokens, i):
            # “said that, “C1” C2”: the clause is the content
            break
        whole = (
            found
            or going_on
            or _first_inside(text, tokens, i).isupper()
            or tokens.text[i - 1] == ":"
            or i == tail + 1
        )
        if not (led and whole) or (i == tail and _goes_on(tokens, i)):
            break
        found.append(_quote(tokens, i))
        words = 0
    return found


def _joined(tokens: Tagged, tail: int, quote: int) -> bool:
    """Whether only “but” or “and then” stands between “C,” X said, and a quotation."""
    comma = next((i for i in range(tail, quote) if tokens.text[i] == ","), quote)
    between = tokens.lower[comma + 1 : quote]
    return bool(between) and between[0] in _JOINS and len(between) <= _JOIN_WORDS


def _goes_on(tokens: Tagged, quote: int) -> bool:
    """Whether the sentence goes on after a quotation, which is then only part of the content."""
    return quote + 1 < len(tokens) and tokens.kind[quote + 1] == WORD


def _after(tokens: Tagged, start: int, cue: Cue, subject: Phrase) -> Content | None:
    """Return the indirect content that follows a verb, or None."""
    if (
        tokens.lower[0] == "as"
        and "that" in cue.verb.frames
        and subject.first in {1, 2}
        and "," in tokens.text[start : start + 2]
    ):
        # “As X pointed out, C”
        comma = tokens.text.index(",", start)
        return worthwhile(
            tokens, comma + 1, content_end(tokens, comma + 1, cue.verb, "clause"), cue.verb
        )
    begin, form = content_start(tokens, start, cue.verb)
    if begin is None or begin >= len(tokens):
        return None
    end = content_end(tokens, begin, cue.verb, form, bounded=_bounded(tokens, cue, subject))
    return worthwhile(tokens, begin, end, cue.verb, form)


def _bounded(tokens: Tagged, cue: Cue, subject: Phrase) -> bool:
    """Whether the next comma ends the content.

    It does where the verb stands in a subordinate clause at the front (“When X said …, Y …”) or
    between commas (“Y, who said …, …”).
    """
    if cue.mood == "participle":
        before = cue.group - 1
        gerund = before > 0 and tokens.lower[before] in words_of("before_gerund")
        return cue.group <= 1 or (gerund and tokens.kind[before - 1] == MARK)
    if subject.antecedent:
        return subject.first > 0 and tokens.text[subject.first - 1] == ","
    opener = subject.front - 1
    if opener < 0 or tokens.lower[opener] not in words_of("opens_clause"):
        return False
    return (
        opener == 0 or tokens.kind[opener - 1] == MARK or (opener == 1 and tokens.kind[0] == WORD)
    )


def _before(tokens: Tagged, first: int, tail: int, *, inverted: bool) -> Content | None:
    """Return the content of “C, X said.” and “C1, X said, C2.”, or None.

    It is the clause before the comma, or the whole sentence that “X said” interrupts.
    """
    if first < 2 or tokens.text[first - 1] != ",":
        return None
    if tail < len(tokens) and tokens.kind[tail] == WORD and tokens.lower[tail] not in _GOES_ON:
        return None
    begin = next((i + 1 for i in range(first - 2, -1, -1) if tokens.text[i] in {";", ":"}), 0)
    begin += tokens.lower[begin] in _JOINS
    if tokens.text[begin].isupper() and begin + 1 < first and tokens.text[begin + 1] in DASHES:
        # the town of a dateline is no part of the content
        begin += 2
    words = tokens.words(begin, first - 1)
    if not inverted and _interrupts(tokens, tail):
        last = len(tokens) - 1
        return Content(
            tokens.start[begin],
            tokens.start[last] if tokens.text[last] == "." else tokens.end[last],
            direct=False,
        )
    # a short phrase such as “In a statement on Friday, X said” says when or where, and nothing
    # that X said. Eight words are longer than most of them; chosen by hand
    quoted = QUOTE in tokens.kind[begin : first - 1]
    side = tokens.lower[begin] in words_of("opens_clause") and not quoted
    # “As a child he saw the raid, Smith said”
    side = side and tokens.lower[begin + 1] not in {"a", "an"}
    if side and "," not in tokens.text[begin : first - 1]:
        # “As the senate votes, Smith disagrees”: a clause of time or cause is not said
        return None
    leads_out = tokens.lower[begin] in _LEADS_OUT and not counts(tokens, begin)
    if (words < MIN_WORDS and not quoted) or (leads_out and words < 8):
        return None
    return Content(tokens.start[begin], tokens.end[first - 2], direct=False)


def _interrupts(tokens: Tagged, tail: int) -> bool:
    """Whether the content goes on after “, X said,”."""
    while tail < len(tokens) and tokens.kind[tail] == WORD:
        tail += 1
    quoted = QUOTE in tokens.kind[tail + 1 : tail + 1 + MIN_WORDS]
    if tail + (2 if quoted else MIN_WORDS) >= len(tokens) or tokens.text[tail] != ",":
        return False
    if tokens.kind[tail + 1] != WORD:
        return False
    lower = tokens.lower[tail + 1]
    cue = tokens.cue[tail + 1]
    side = lower in words_of("opens_clause") or lower in {
        "which",
        "who",
        "citing",
        "where",
        "whose",
    }
    timed = is_time(tokens, tail + 1, len(tokens))
    return not side and not timed and not (cue and cue.mood == "participle")


def worthwhile(
    tokens: Tagged, start: int, end: int, verb: Verb, form: Form = "clause"
) -> Content | None:
    """Return the tokens ``[start, end)`` as content, or None.

    Content must say enough to be checked (``MIN_WORDS``, ``MIN_THING``), hold a quotation, or be a
    thing that is denied.
    """
    while end > start and tokens.kind[end - 1] == MARK:
        end -= 1
    while start < end and tokens.kind[start] == MARK:
        start += 1
    if start >= end:
        return None
    content = Content(
        tokens.start[start], tokens.end[end - 1], direct=False, whole=form == "clause"
    )
    if QUOTE in tokens.kind[start:end]:
        return content
    denied = tokens.lower[start:end] if verb.stance == "denies" else []
    if not words_of("denied_thing").isdisjoint(denied) or denied in (["this"], ["it"], ["that"]):
        return content
    written = [tokens.text[i] for i in range(start, end) if tokens.kind[i] == WORD]
    words = [word.lower() for word in written]
    if is_time(tokens, start, end):
        return None
    states = not verb.frames.isdisjoint({"that", "tell"})
    if not states:
        return content if len(words) >= MIN_THING else None
    least = MIN_WORDS if form == "clause" or "np" not in verb.frames else MIN_WORDS - 1
    short = form == "clause" and not all(map(str.istitle, written)) and _is_short_statement(words)
    return content if short or len(words) >= least else None


def _is_short_statement(words: Sequence[str]) -> bool:
    """Whether a few words are a statement: “shells fell”, “it had moved”; not “he had not”."""
    return (
        len(words) >= _SHORT
        # “acknowledged the advance” names a thing
        and not (len(words) == _SHORT and words[0] in words_of("determiner"))
        and not words[0].endswith("ing")
        and words[0] not in words_of("no_subject")
        and words[-1] not in words_of("auxiliary")
    )
