"""Who says what: the content of every statement, and the words that name its speaker.

Each reporting verb has a frame in ``data/verbs.csv`` that says where its content stands:
``that`` (X says that C), ``tell`` (X told Y C), ``of`` (X accuses C: Y of Z), ``to`` (X urges C: Y to Z), ``np`` (X denies C),
``call`` (X calls on C), ``as`` (X quotes Y as saying C), ``quote`` (only beside a quotation), ``for`` (X blames Y for Z).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.clauses import Token, main_subject, subject_after, subject_before, tokenize, verb_at
from loaders.records import Span
from loaders.tables import Verb, words_of
from loaders.text import Quote

_LEADS_OUT = re.compile(
    r"^\s*(?:in|on|at|during|after|following|by|via|when|as|to|late|early|earlier|later|through|while|before|ahead|with|about|of|for|from|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|again|this|last|separately|shortly)\b",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"\W*(\w+)")
MIN_WORDS = 4
"""Indirect content of fewer words states nothing that could be checked."""


@dataclass(frozen=True, slots=True)
class Attribution(Span):
    """Content ``[start, end)`` put in somebody's mouth. ``direct`` when it is a quotation."""

    speaker: Span | None
    verb: Verb
    direct: bool
    sentence: Span
    via: Span | None = None
    """Who quotes the speaker, in “X quoted Y as saying”."""


def find_attributions(text: str, paragraphs: Sequence[tuple[Span, list[Span], list[Quote]]]) -> list[Attribution]:
    """Return every attribution of the paragraphs in text order.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Each paragraph with its sentences and quotations.
    """
    found: list[Attribution] = []
    pending: list[Quote] = []
    announced: Span | None = None
    for _, sentences, quotes in paragraphs:
        here: list[Attribution] = []
        for sentence in sentences:
            tokens = tokenize(text, sentence, quotes)
            new = _in_sentence(text, sentence, tokens) or _after_colon(sentence, tokens, announced)
            announced = None
            new += _bare_quotes(sentence, tokens, new, here or found, same_paragraph=bool(here))
            speaking = next((a for a in new if a.speaker), None) or _naming(tokens, sentence)
            if pending and speaking and speaking.speaker:
                found += [Attribution(q.start, q.end, speaking.speaker, speaking.verb, direct=True, sentence=sentence) for q in pending]
            pending = []
            if speaking and speaking.start == speaking.end:
                here.append(speaking)
            here += new
        if sentences and text[sentences[-1].end - 1] == ":":
            tokens = tokenize(text, sentences[-1], quotes)
            subject = main_subject(tokens, len(tokens) - 1)
            announced = _span(tokens, subject) if subject else None
        last = quotes[-1] if quotes else None
        if last and Span(last.start, last.end) == sentences[-1] and text[last.end - 2 : last.end - 1] == ",":
            # a comma before the closing mark: the speaker is named in the next paragraph
            pending = [last]
            here = [a for a in here if a.start != last.start]
        found += here
    unique = {(a.start, a.end): a for a in found if a.start < a.end}
    return sorted(unique.values(), key=lambda a: a.start)


def _after_colon(sentence: Span, tokens: list[Token], announced: Span | None) -> list[Attribution]:
    """Read “X: “C”” and a quotation whose speaker the paragraph before announced with a colon."""
    verb = Verb("say", "that", "asserts", participle=False)
    quotes = [i for i, token in enumerate(tokens) if token.kind == "q"]
    if announced and quotes and quotes[0] == 0:
        return [Attribution(tokens[i].start, tokens[i].end, announced, verb, direct=True, sentence=sentence) for i in quotes]
    for i in quotes:
        if i > 1 and tokens[i - 1].text == ":":
            subject = main_subject(tokens, i - 1)
            if subject:
                return [Attribution(tokens[i].start, tokens[i].end, _span(tokens, subject), verb, direct=True, sentence=sentence)]
    return []


def _naming(tokens: list[Token], sentence: Span) -> Attribution | None:
    """“X said.” with nothing else: it names the speaker of the quotations around it."""
    for index in range(len(tokens)):
        verb = verb_at(tokens, index)
        if verb and not any(token.kind == "q" for token in tokens) and index + 1 >= len(tokens) - 1:
            subject = subject_before(tokens, index)
            if subject:
                return Attribution(sentence.start, sentence.start, _span(tokens, subject), verb, direct=False, sentence=sentence)
    return None


def _in_sentence(text: str, sentence: Span, tokens: list[Token]) -> list[Attribution]:
    found: list[Attribution] = _according_to(sentence, tokens)
    covered = max((a.end for a in found), default=-1)
    previous: tuple[int, int] | None = None
    for index, token in enumerate(tokens):
        if token.kind == "q":
            quoted = _verb_in_quote(text, sentence, tokens, index)
            if quoted:
                found.append(quoted)
            continue
        verb = verb_at(tokens, index)
        if verb is None or (token.start < covered and token.kind == "w"):
            continue
        subject = _subject(tokens, index, verb, previous)
        if subject is None:
            continue
        previous = subject
        new = _frame(text, sentence, tokens, index, verb, subject)
        found += [a for a in new if not any(a.overlaps(b) for b in found)]
        covered = max(covered, *(a.end for a in new), -1) if new else covered
    return found


def _subject(tokens: list[Token], index: int, verb: Verb, previous: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the subject of a verb: before it, after it (inverted), or shared with an earlier verb of the sentence."""
    before = tokens[index - 1] if index else None
    inverted = before is not None and (before.kind == "q" or before.text == ",")
    if inverted and not verb.participle:
        subject = subject_after(tokens, index)
        if subject and verb.frame in {"that", "quote"}:
            return subject
    if not verb.participle:
        subject = subject_before(tokens, index)
        if subject:
            return subject
        if before is not None and before.kind == "w" and not _coordinated(tokens, index):
            return None
    return previous or main_subject(tokens, index)


def _coordinated(tokens: list[Token], index: int) -> bool:
    """Whether only adverbs stand between a verb and the “and” before it."""
    while index and tokens[index - 1].kind == "w" and tokens[index - 1].lower in words_of("auxiliary"):
        index -= 1
    return index > 0 and tokens[index - 1].lower in {"and", "but"}


def _frame(text: str, sentence: Span, tokens: list[Token], index: int, verb: Verb, subject: tuple[int, int]) -> list[Attribution]:
    speaker = _span(tokens, subject)
    cited = _cited(tokens, index)
    if cited:
        content = _content_before(text, tokens, index, subject)
        return [Attribution(content.start, content.end, cited, verb, direct=False, sentence=sentence, via=speaker)] if content else []
    if verb.frame == "as":
        return _quoted_as(sentence, tokens, index, verb, speaker)
    direct = _direct_quotes(text, tokens, index, verb, subject)
    if direct:
        return [Attribution(q.start, q.end, speaker, verb, direct=True, sentence=sentence) for q in direct]
    content = _content_after(text, sentence, tokens, index, verb, subject)
    if content is None and verb.frame in {"that", "tell"}:
        content = _content_before(text, tokens, index, subject)
    return [Attribution(content.start, content.end, speaker, verb, direct=False, sentence=sentence)] if content else []


def _cited(tokens: list[Token], index: int) -> Span | None:
    """Return who is cited in “X reported, citing Y”."""
    start = next((i + 1 for i in range(index + 1, min(len(tokens), index + 4)) if tokens[i].lower == "citing"), None)
    if start is None or start >= len(tokens):
        return None
    end = next((i for i in range(start, len(tokens)) if tokens[i].kind in "pq"), len(tokens))
    return Span(tokens[start].start, tokens[end - 1].end) if end > start else None


def _direct_quotes(text: str, tokens: list[Token], index: int, verb: Verb, subject: tuple[int, int]) -> list[Token]:
    """Return the quotations a verb introduces or closes: “C,” X said · X said: “C” · But, X added, “C”."""
    found: list[Token] = []
    first = min(index, subject[0])
    before = [i for i in range(first) if tokens[i].kind == "q"]
    frames = {"that", "tell", "quote", "to"}
    if before and verb.frame in frames and (text[tokens[before[-1]].end - 2] in ",?!—" or tokens[before[-1] + 1].text == ","):
        found.append(tokens[before[-1]])
    after = max(index, subject[1] - 1) + 1
    for i in range(after, len(tokens)):
        if tokens[i].kind != "q":
            continue
        leads = tokens[i - 1].text in {":", ","} or i - 1 == index
        sentence_like = (
            text[tokens[i].start + 1 : tokens[i].start + 2].isupper() or found or tokens[i - 1].text == ":" or tokens[i - 1].text == ","
        )
        lead_words = sum(1 for t in tokens[after:i] if t.kind == "w")
        if leads and sentence_like and lead_words <= (12 if tokens[i - 1].text == ":" else 0 if not found else 30) and verb.frame in frames:
            found.append(tokens[i])
    return found


def _content_after(text: str, sentence: Span, tokens: list[Token], index: int, verb: Verb, subject: tuple[int, int]) -> Span | None:
    """Return the indirect content that follows a verb, or None."""
    start = max(index, subject[1] - 1 if subject[0] > index else index) + 1
    if start >= len(tokens) or subject[0] > index:
        return None
    that = next((i for i in range(start, min(len(tokens), start + 14)) if tokens[i].lower == "that" and tokens[i].kind == "w"), None)
    if that is not None and any(verb_at(tokens, i) for i in range(start, that)):
        that = None
    stop = next((i for i in range(start, len(tokens)) if tokens[i].kind == "q" or tokens[i].text in {",", ";", ":"}), len(tokens))
    frame = verb.frame
    if that is not None and that < stop and frame in {"that", "tell", "np"}:
        start = that + 1
    elif frame == "tell":
        start = _after_hearer(tokens, start)
    elif frame in {"of", "to", "for"} and not _has_link(tokens, start, frame):
        return None
    elif frame == "call":
        if tokens[start].lower not in {"on", "upon", "for"}:
            return None
        start += 1
    elif frame in {"that", "quote"} and (frame == "quote" or _LEADS_OUT.match(text[tokens[start].start :])):
        return None
    if start >= len(tokens):
        return None
    end = _content_end(sentence, tokens, start, verb)
    return _worthwhile(tokens, start, end, verb)


def _after_hearer(tokens: list[Token], start: int) -> int:
    """Return where content begins after “told reporters”."""
    index = start
    while (
        index < len(tokens)
        and index < start + 4
        and (tokens[index].capital or tokens[index].lower in words_of("determiner") | {"reporters", "journalists", "local", "media"})
    ):
        index += 1
    return index if index > start else len(tokens)


def _has_link(tokens: list[Token], start: int, word: str) -> bool:
    return any(token.lower == word for token in tokens[start + 1 : start + 10])


def _content_end(sentence: Span, tokens: list[Token], start: int, verb: Verb) -> int:
    """Return where content ends: before a relative clause or new statement of the outlet's own, else with the sentence."""
    for index in range(start + 1, len(tokens) - 1):
        parallel = verb.participle and tokens[index].lower in {"and", "but"} and tokens[index + 1].text.endswith("ing")
        if parallel and tokens[index + 1].kind == "w" and verb_at([*tokens[:index], tokens[index + 1]], index) is None:
            # “arguing that C and hinting at …”: the second participle is the outlet's own
            return tokens[index - 1].end
        if tokens[index].lower in {"and", "but"} and _turns_to(tokens, index + 1):
            return tokens[index - 1].end
        if (tokens[index].text == ";" or tokens[index].lower == "while") and any(
            _new_statement(tokens, index + 1, i) for i in range(index + 1, min(len(tokens), index + 7))
        ):
            return tokens[index - 1].end
        if tokens[index].text != ",":
            continue
        following = tokens[index + 1]
        if following.lower in {"a", "an"} and tokens[min(index + 2, len(tokens) - 1)].lower in words_of("denied_thing"):
            return tokens[index].start
        if following.lower in {"which", "according"} and index - start >= 3:
            return tokens[index].start
        joined = following.lower in {"and", "but", "while"}
        if joined and any(_new_statement(tokens, index + 2, i) for i in range(index + 2, min(len(tokens), index + 8))):
            return tokens[index].start
        if following.kind == "w" and following.lower in {"and", "but"} and verb.frame in {"np", "of", "to"}:
            return tokens[index].start
    if verb.frame == "np":
        return next((t.start for t in tokens[start + 1 :] if t.kind == "p" or (t.kind == "w" and t.lower in {"and", "but"})), sentence.end)
    last = tokens[-1]
    return last.start if last.kind == "p" and last.text == "." else sentence.end


def _turns_to(tokens: list[Token], index: int) -> bool:
    """Whether the words after “and” or “but” are the speaker's next statement: “… but denied that …”, “… and urged Y to …”."""
    while index < len(tokens) and tokens[index].lower in {"also", "then", "later", "again"}:
        index += 1
    verb = verb_at(tokens, index) if index < len(tokens) else None
    if verb is None or verb.participle or not tokens[index].text.endswith(("ed", "id", "s")):
        return False
    return verb.frame in {"of", "to", "np", "call"} or (index + 1 < len(tokens) and tokens[index + 1].lower == "that")


def _new_statement(tokens: list[Token], first: int, index: int) -> bool:
    verb = verb_at(tokens, index)
    if verb is None or verb.participle:
        return False
    return index == first or all(
        t.capital or t.lower in words_of("auxiliary") | words_of("determiner") | words_of("pronoun") for t in tokens[first:index]
    )


def _content_before(text: str, tokens: list[Token], index: int, subject: tuple[int, int]) -> Span | None:
    """Return the content of “C, X said.”: the clause that ends in the comma before subject and verb."""
    first = min(index, subject[0])
    if first < MIN_WORDS or tokens[first - 1].text != ",":
        return None
    tail = max(index, subject[1] - 1) + 1
    rest = text[tokens[tail].start :] if tail < len(tokens) else ""
    if tail < len(tokens) and tokens[tail].kind == "w" and not _LEADS_OUT.match(rest) and tokens[tail].lower != "citing":
        return None
    begin = next((i + 1 for i in range(first - 2, -1, -1) if tokens[i].text == ";"), 0)
    words = [t for t in tokens[begin : first - 1] if t.kind == "w"]
    if len(words) < MIN_WORDS or (_LEADS_OUT.match(text[tokens[begin].start :]) and len(words) < 8):
        return None
    return Span(tokens[begin].start, tokens[first - 1].start)


def _worthwhile(tokens: list[Token], start: int, end: int, verb: Verb) -> Span | None:
    if start >= len(tokens):
        return None
    span = Span(tokens[start].start, end)
    inside = [t for t in tokens[start:] if t.end <= end]
    words = sum(1 for t in inside if t.kind == "w")
    if any(t.kind == "q" for t in inside):
        return span
    if verb.frame == "np" and any(t.lower in words_of("denied_thing") for t in inside) and verb.stance == "denies":
        return span
    least = 3 if verb.frame == "np" else MIN_WORDS
    return span if words >= least else None


def _quoted_as(sentence: Span, tokens: list[Token], index: int, verb: Verb, relay: Span) -> list[Attribution]:
    """“C,” X quoted Y as saying: the speaker is Y, the relay X."""
    link = next((i for i in range(index + 1, len(tokens) - 1) if tokens[i].lower == "as" and tokens[i + 1].lower.endswith("ing")), None)
    if link is None:
        return []
    end = link - (tokens[link - 1].text == ",")
    start = next((i + 1 for i in range(end - 1, index, -1) if tokens[i].text == ","), index + 1)
    speaker = Span(tokens[start].start, tokens[end - 1].end)
    if not any(t.capital for t in tokens[start:end]):
        return []
    contents = [t for t in tokens if t.kind == "q"]
    if not contents:
        after = link + 2 + (link + 2 < len(tokens) and tokens[link + 2].lower == "that")
        content = _worthwhile(tokens, after, _content_end(sentence, tokens, after, verb), verb)
        return [Attribution(content.start, content.end, speaker, verb, direct=False, sentence=sentence, via=relay)] if content else []
    return [Attribution(q.start, q.end, speaker, verb, direct=True, sentence=sentence, via=relay) for q in contents]


def _according_to(sentence: Span, tokens: list[Token]) -> list[Attribution]:
    """Read “According to X, C.” and “C, according to X”."""
    index = next((i for i in range(len(tokens) - 2) if tokens[i].lower == "according" and tokens[i + 1].lower == "to"), None)
    if index is None:
        return []
    stop = next((i for i in range(index + 2, len(tokens)) if tokens[i].kind == "p" or tokens[i].kind == "q"), len(tokens))
    if stop <= index + 2:
        return []
    speaker = Span(tokens[index + 2].start, tokens[stop - 1].end)
    verb = Verb("according to", "that", "asserts", participle=False)
    if index <= 1:
        if stop + 1 >= len(tokens):
            return []
        content = Span(tokens[stop + 1].start, _content_end(sentence, tokens, stop + 1, verb))
    else:
        end = tokens[index - 1].start if tokens[index - 1].text == "," else tokens[index - 1].end
        content = Span(tokens[0].start, end)
    words = sum(1 for t in tokens if t.kind == "w" and content.contains(t))
    return [Attribution(content.start, content.end, speaker, verb, direct=False, sentence=sentence)] if words >= MIN_WORDS else []


def _verb_in_quote(text: str, sentence: Span, tokens: list[Token], index: int) -> Attribution | None:
    """X “emphasized the need …”: the reporting verb stands inside the quotation."""
    first = _FIRST_WORD.match(text, tokens[index].start + 1)
    if not first or index == 0 or tokens[index - 1].kind != "w":
        return None
    probe = [*tokens[:index], Token(first.start(1), first.end(1), "w", first.group(1))]
    verb = verb_at(probe, index)
    if verb is None or verb.participle:
        return None
    subject = subject_before(probe, index)
    if subject is None or subject[1] != index:
        return None
    quote = tokens[index]
    return Attribution(quote.start, quote.end, _span(tokens, subject), verb, direct=True, sentence=sentence)


def _bare_quotes(
    sentence: Span, tokens: list[Token], new: list[Attribution], earlier: list[Attribution], *, same_paragraph: bool
) -> list[Attribution]:
    """Return quotations that stand as a sentence of their own and go on in the voice last heard."""
    if new or not tokens or tokens[0].kind != "q" or any(t.kind == "w" for t in tokens):
        return []
    last = next((a for a in reversed(earlier) if a.direct or same_paragraph), None)
    if last is None:
        return []
    return [
        Attribution(t.start, t.end, last.speaker, last.verb, direct=True, sentence=sentence, via=last.via) for t in tokens if t.kind == "q"
    ]


def _span(tokens: Sequence[Token], bounds: tuple[int, int]) -> Span:
    return Span(tokens[bounds[0]].start, tokens[bounds[1] - 1].end)
