"""Who says what across an article: the statements of its sentences, and quotations that go on, or are announced, in others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.clauses import main_subject, subject_before
from loaders.cues import cue_at
from loaders.records import Span
from loaders.statements import SAY, Attribution, in_sentence
from loaders.text import Paragraph, Quote
from loaders.tokens import QUOTE, WORD, Tokens, tokenize


def find_attributions(text: str, paragraphs: Sequence[Paragraph]) -> list[Attribution]:
    """Return every attribution of the paragraphs in text order."""
    found: list[Attribution] = []
    pending: list[Quote] = []
    announced: Span | None = None
    for paragraph in paragraphs:
        sentences, quotes = paragraph.sentences, paragraph.quotes
        here: list[Attribution] = []
        tokens: Tokens | None = None
        for sentence in sentences:
            tokens = tokenize(text, sentence, quotes)
            new = in_sentence(text, tokens) or _after_colon(tokens, announced)
            announced = None
            new += _bare_quotes(tokens, new, here or found, same_paragraph=bool(here))
            speaking = next((a for a in new if a.speaker), None) or _naming(tokens)
            if pending and speaking:
                found += [replace(speaking, start=q.start, end=q.end, direct=True, sentence=sentence) for q in pending]
            pending = []
            if speaking and speaking.start == speaking.end:
                here.append(speaking)
            here += new
        if tokens and text[tokens.sentence.end - 1] == ":":
            subject = main_subject(tokens, len(tokens) - 1)
            announced = tokens.span(subject.first, subject.last) if subject else None
        last = quotes[-1] if quotes else None
        if last and Span(last.start, last.end) == sentences[-1] and text[last.end - 2 : last.end - 1] == ",":
            # a comma before the closing mark: the speaker is named in the next paragraph
            pending = [last]
            here = [a for a in here if a.start != last.start]
        found += here
    unique = {(a.start, a.end): a for a in found if a.start < a.end}
    return sorted(unique.values(), key=lambda a: (a.start, -a.end))


def _said(tokens: Tokens, index: int, speaker: Span) -> Attribution:
    return Attribution(tokens.start[index], tokens.end[index], speaker, SAY, direct=True, sentence=tokens.sentence)


def _after_colon(tokens: Tokens, announced: Span | None) -> list[Attribution]:
    """Read “X: “C”” and a quotation whose speaker the paragraph before announced with a colon."""
    quotes = [i for i, kind in enumerate(tokens.kind) if kind == QUOTE]
    if announced and quotes and quotes[0] == 0:
        return [_said(tokens, i, announced) for i in quotes]
    for i in quotes:
        if i > 1 and tokens.text[i - 1] == ":":
            subject = main_subject(tokens, i - 1)
            if subject:
                return [_said(tokens, i, tokens.span(subject.first, subject.last))]
    return []


def _naming(tokens: Tokens) -> Attribution | None:
    """“X said.” with nothing else: it names the speaker of the quotations around it."""
    if QUOTE in tokens.kind:
        return None
    for index in range(max(0, len(tokens) - 3), len(tokens)):
        cue = cue_at(tokens, index) if tokens.kind[index] == WORD else None
        subject = subject_before(tokens, cue.group, anyone=cue.verb.anyone) if cue and index + 1 >= len(tokens) - 1 else None
        if cue and subject:
            start = tokens.sentence.start
            return Attribution(start, start, tokens.span(subject.first, subject.last), cue.verb, direct=False, sentence=tokens.sentence)
    return None


def _bare_quotes(tokens: Tokens, new: list[Attribution], earlier: list[Attribution], *, same_paragraph: bool) -> list[Attribution]:
    """Return quotations that stand as a sentence of their own and go on in the voice last heard."""
    if new or not tokens.kind or tokens.kind[0] != QUOTE or WORD in tokens.kind:
        return []
    last = next((a for a in reversed(earlier) if a.direct or same_paragraph), None)
    if last is None:
        return []
    quotes = [i for i, kind in enumerate(tokens.kind) if kind == QUOTE]
    return [replace(last, start=tokens.start[i], end=tokens.end[i], direct=True, sentence=tokens.sentence) for i in quotes]
