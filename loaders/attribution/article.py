"""Every attribution of an article.

Those within one sentence, and quotations that go on in other sentences, or are announced there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from loaders.attribution.cues import Tagged, tag
from loaders.attribution.layout import Layout, is_item, read_layout, statements
from loaders.attribution.main_subject import main_subject
from loaders.attribution.noun_phrases import subject_before
from loaders.attribution.sentence import in_sentence, may_report
from loaders.attribution.source_phrases import source_named
from loaders.attribution.speaker_phrases import DETERMINER
from loaders.attribution.statement import SAY, Attribution, joined
from loaders.attribution.verb_subject import subject_of
from loaders.model.records import Span
from loaders.text.segment import Paragraph, Quote
from loaders.text.tokens import QUOTE, WORD, tokenize

_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e)\b")
_HEADING_WORDS = 6
"""Words of a heading in quotation marks at most. Chosen by hand."""
_VERB_BEFORE_COLON = 3
"""A reporting verb among this many last words before a colon has the speaker as its subject."""
_VERB_WITHIN = 16
"""A sentence after a quotation names its speaker only if its reporting verb is among this many
first words. “X, who …, said on Friday” fits; a later verb belongs to another clause. Chosen by
hand."""


def find_attributions(
    text: str, paragraphs: Sequence[Paragraph], layout: Layout | None = None
) -> list[Attribution]:
    """Return every attribution of the paragraphs in text order, with those of the layout."""
    layout = layout or read_layout(text, paragraphs)
    reader = _Reader(text)
    for paragraph in paragraphs:
        reader.read(paragraph)
    reader.end()
    found = joined(text, layout.applied(text, reader.found))
    unique = {(a.start, a.end): a for a in found if a.start < a.end}
    return sorted(unique.values(), key=lambda a: (a.start, -a.end))


class _Reader:
    """Reads paragraphs in order, and remembers what one of them leaves open for the next."""

    def __init__(self, text: str) -> None:
        self.found: list[Attribution] = []
        self._text = text
        self._last_quotation: Attribution | None = None
        """The last quotation of the paragraphs before."""
        self._silent_sentence: tuple[Span, list[Quote]] | None = None
        """The last sentence of the paragraph before, where nobody speaks in it, with that
        paragraph's quotations."""
        self._pending: Quote | None = None
        """A quotation whose speaker the next paragraph names."""
        self._announced: Span | None = None
        """Who was announced, with a colon, to speak in the next paragraph."""
        self._last_speaking: Attribution | None = None
        """The attribution of the last sentence of the paragraph before, where somebody speaks in
        it."""
        self._quotation_open = False
        """Whether the paragraph before ends in a quotation without a closing mark whose speaker is
        known."""
        self._going_on: list[Tagged] = []
        """Quotations without a closing mark, one a paragraph, whose speaker a later one names."""
        self._spoke_before: Attribution | None = None
        """Who else may speak in them: whoever spoke before the first."""
        self._leading: Span | None = None
        """Who was said, with a colon, to speak in the items of the list that follows."""

    def read(self, paragraph: Paragraph) -> None:
        """Add the attributions of the next paragraph to ``found``."""
        here: list[Attribution] = []
        bare: Tagged | None = None
        announced = self._announced is not None
        self._end_going_on(paragraph)
        before = self._silent_sentence
        heading = _is_crosshead(self._text, paragraph)
        for sentence in paragraph.sentences:
            if heading or not self._may_speak(paragraph, sentence):
                bare, before = None, (sentence, paragraph.quotes)
                continue
            tokens = tag(tokenize(self._text, sentence, paragraph.quotes))
            new = in_sentence(self._text, tokens)
            new = sorted(new + self._after_colon(tokens, new), key=attrgetter("start"))
            self._announced = None
            # “C,” X said. “C.” Y admitted …: the second quotation goes on, and is X's
            goes_on = bare is not None and len(here) > 1 and here[-1].speaker == here[-2].speaker
            naming = _naming(tokens) or (
                _names_speaker(tokens, new) if bare and not goes_on else None
            )
            if _is_bare(tokens) and not new:
                new = self._bare_quotes(tokens, here, before)
            elif naming and bare:
                # “…?” X asked. The quotation before is X's, whoever it was given to
                here = [a for a in here if a.sentence != bare.sentence] + _spoken(bare, naming)
            speaking = next((a for a in new if a.speaker), naming)
            if self._pending and speaking:
                self.found.append(
                    replace(
                        speaking,
                        start=self._pending.start,
                        end=self._pending.end,
                        direct=True,
                        sentence=sentence,
                    )
                )
            self._pending = None
            here += [naming] if naming and not new else new
            bare, before = tokens if _is_bare(tokens) else None, (sentence, paragraph.quotes)
        here = self._with_going_on(paragraph, here, bare, announced=announced)
        here += self._led_in(paragraph, here)
        self._announced = self._announces(paragraph)
        if not is_item(self._text, paragraph.span):
            self._leading = self._leads(paragraph)
        self._pending = self._left_open(paragraph)
        self.found += [a for a in here if not (self._pending and a.start == self._pending.start)]
        self._silent_sentence = None if here else before
        last = paragraph.sentences[-1] if paragraph.sentences else None
        spoken = [a for a in here if a.sentence == last and a.via is None]
        self._quotation_open = bool(
            here and paragraph.quotes and not paragraph.quotes[-1].closed and here[-1].direct
        )
        self._last_speaking = next((a for a in spoken if a.speaker), None)
        self._last_quotation = next((a for a in reversed(here) if a.direct), self._last_quotation)

    def end(self) -> None:
        """Give what the last paragraphs left open to who spoke before."""
        self._assign_going_on(self._spoke_before)

    def _end_going_on(self, paragraph: Paragraph) -> None:
        """Give quotations that went on, and whose speaker nobody named, to who spoke before."""
        opens = bool(paragraph.quotes) and paragraph.quotes[0].start == paragraph.span.start
        if self._going_on and not opens:
            self._assign_going_on(self._spoke_before)

    def _assign_going_on(self, source: Attribution | None) -> None:
        for tokens in self._going_on:
            self.found += _spoken(tokens, source) if source else []
        self._going_on = []

    def _with_going_on(
        self,
        paragraph: Paragraph,
        here: list[Attribution],
        bare: Tagged | None,
        *,
        announced: bool,
    ) -> list[Attribution]:
        """Keep back a paragraph that is a quotation without an end: a later one names its speaker.

        Where this paragraph ends such quotations, they have its speaker.
        """
        alone = bare is not None and len(paragraph.sentences) == 1
        if self._going_on and alone and bare and paragraph.quotes[-1].closed:
            # the last of them names nobody: all are of whoever spoke before
            source = self._spoke_before
            self._assign_going_on(source)
            return _spoken(bare, source) if source else []
        if (
            alone
            and bare
            and not (paragraph.quotes[-1].closed or self._quotation_open or announced)
        ):
            if not self._going_on:
                self._spoke_before = here[0] if here else None
            self._going_on.append(bare)
            return []
        if self._going_on:
            named = next((a for a in here if a.direct and a.start == paragraph.span.start), None)
            self._assign_going_on(named or self._spoke_before)
        return here

    def _may_speak(self, paragraph: Paragraph, sentence: Span) -> bool:
        """Whether a sentence can hold an attribution: a quick test that saves tokenizing it."""
        quotes = paragraph.quotes
        index = bisect_right(quotes, sentence.start, key=attrgetter("end"))
        quoted = index < len(quotes) and quotes[index].start < sentence.end
        return bool(quoted or self._announced or self._pending) or may_report(
            self._text[sentence.start : sentence.end]
        )

    def _announces(self, paragraph: Paragraph) -> Span | None:
        """Return who speaks in the next paragraph, where this one ends in a colon; else None."""
        last = paragraph.sentences[-1] if paragraph.sentences else None
        if last is None or self._text[last.end - 1] != ":":
            return None
        tokens = tag(tokenize(self._text, last, paragraph.quotes))
        verb = next((cue for cue in reversed(tokens.cue) if cue), None)
        near = verb is not None and verb.index >= len(tokens) - _VERB_BEFORE_COLON
        subject = subject_of(tokens, verb) if verb and near else None
        subject = subject or source_named(tokens) or main_subject(tokens, len(tokens) - 1)
        return tokens.span(subject.first, subject.last) if subject else None

    def _leads(self, paragraph: Paragraph) -> Span | None:
        """Return whom the list after a paragraph (“Armenia said:”) is given to, or None."""
        last = paragraph.sentences[-1] if paragraph.sentences else None
        reports = last is not None and may_report(self._text[last.start : last.end])
        return self._announced if reports else None

    def _led_in(self, paragraph: Paragraph, here: Sequence[Attribution]) -> list[Attribution]:
        """Return what the items of a list say that names its speaker before it."""
        if self._leading is None or not is_item(self._text, paragraph.span):
            return []
        own = {a.sentence for a in here}
        open_ones = [sentence for sentence in paragraph.sentences if sentence not in own]
        return list(statements(self._text, open_ones, self._leading))

    def _left_open(self, paragraph: Paragraph) -> Quote | None:
        """Return a quotation that is a whole sentence and ends in a comma, or None.

        The next paragraph names its speaker.
        """
        last = paragraph.quotes[-1] if paragraph.quotes else None
        if (
            last
            and Span(last.start, last.end) == paragraph.sentences[-1]
            and self._text[last.end - 2 : last.end - 1] == ","
        ):
            return last
        return None

    def _after_colon(self, tokens: Tagged, new: list[Attribution]) -> list[Attribution]:
        """Read “X: “C””, and a quotation announced with a colon in the paragraph before."""
        quotes = [i for i, kind in enumerate(tokens.kind) if kind == QUOTE]
        if new:
            quotes = [
                i
                for i in quotes
                if i and tokens.text[i - 1] == ":" and not any(a.end > tokens.start[i] for a in new)
            ]
            last = new[-1]
            if quotes and last.speaker and not last.direct:
                return [_said(tokens, i, last.speaker) for i in quotes]
            return []
        if self._announced and quotes and quotes[0] == 0:
            return [_said(tokens, i, self._announced) for i in quotes]
        for i in quotes:
            if i < 2 or tokens.text[i - 1] != ":":
                continue
            verb = next((cue for cue in reversed(tokens.cue[: i - 1]) if cue), None)
            subject = (subject_of(tokens, verb) if verb else None) or main_subject(tokens, i - 1)
            if subject:
                return [_said(tokens, i, tokens.span(subject.first, subject.last))]
        return []

    def _bare_quotes(
        self, tokens: Tagged, here: list[Attribution], before: tuple[Span, list[Quote]] | None
    ) -> list[Attribution]:
        """Return quotations that stand as a sentence of their own.

        Their speaker is that of the last quotation. At the start of a paragraph, after one in
        which nobody speaks, it is the subject of its last sentence, where the words are in the
        first person and do not name that subject; else it is open.
        """
        last = here[-1] if here else self._last_speaking or self._last_quotation
        if before and not here:
            speaker = self._subject_heard(tokens, before)
            return [
                _said(tokens, i, speaker) for i, kind in enumerate(tokens.kind) if kind == QUOTE
            ]
        return _spoken(tokens, last) if last else []

    def _subject_heard(self, tokens: Tagged, before: tuple[Span, list[Quote]]) -> Span | None:
        """Return the subject of a silent sentence where the quotation may be its; else None."""
        sentence = tag(tokenize(self._text, *before))
        subject = main_subject(sentence, len(sentence))
        words = self._text[tokens.sentence.start : tokens.sentence.end]
        if subject is None or not _FIRST_PERSON.search(words):
            return None
        named = any(
            sentence.capital(i) and sentence.text[i] in words
            for i in range(subject.first, subject.last)
            if sentence.lower[i] not in DETERMINER
        )
        return None if named else sentence.span(subject.first, subject.last)


def _is_crosshead(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading between others that quotes a few words of the text.

    It has no full stop, neither in its marks nor after them.
    """
    quotes = paragraph.quotes
    if len(quotes) != 1 or quotes[0].start != paragraph.span.start or not quotes[0].closed:
        return False
    words = quotes[0].inner(text)
    whole = paragraph.span.end - quotes[0].end <= 1
    return whole and len(words.split()) <= _HEADING_WORDS and words[-1:].isalnum()


def _said(tokens: Tagged, index: int, speaker: Span | None) -> Attribution:
    return Attribution(
        tokens.start[index], tokens.end[index], speaker, SAY, direct=True, sentence=tokens.sentence
    )


def _spoken(tokens: Tagged, source: Attribution) -> list[Attribution]:
    """Return the quotations of a sentence as said by the speaker of another attribution."""
    quotes = [i for i, kind in enumerate(tokens.kind) if kind == QUOTE]
    # that somebody wanted or denied something before does not give the quotation its stance
    verb = source.verb if source.direct or source.start == source.end else SAY
    return [
        replace(
            source,
            start=tokens.start[i],
            end=tokens.end[i],
            verb=verb,
            direct=True,
            sentence=tokens.sentence,
        )
        for i in quotes
    ]


def _is_bare(tokens: Tagged) -> bool:
    """Whether a sentence is nothing but quotations."""
    return bool(tokens.kind) and tokens.kind[0] == QUOTE and WORD not in tokens.kind


def _names_speaker(tokens: Tagged, new: list[Attribution]) -> Attribution | None:
    """Read “X said on Friday, …” after a quotation: X is its speaker.

    The result is None where the verb has content of its own.
    """
    for index in range(min(len(tokens), _VERB_WITHIN)):
        cue = tokens.cue[index] if tokens.kind[index] == WORD else None
        if cue is None or cue.mood != "active" or not cue.verb.anyone:
            continue
        subject = subject_before(tokens, cue.group, anyone=True)
        if subject is None or subject.front > 1 or any(a.cue == tokens.start[index] for a in new):
            return None
        start = tokens.sentence.start
        return Attribution(
            start,
            start,
            tokens.span(subject.first, subject.last),
            cue.verb,
            direct=False,
            sentence=tokens.sentence,
        )
    return None


def _naming(tokens: Tagged) -> Attribution | None:
    """Read “X said.” with nothing else: X is the speaker of the quotations around it."""
    if QUOTE in tokens.kind:
        return None
    for index in range(max(0, len(tokens) - 3), len(tokens)):
        cue = (
            tokens.cue[index]
            if tokens.kind[index] == WORD and index + 1 >= len(tokens) - 1
            else None
        )
        subject = subject_before(tokens, cue.group, anyone=cue.verb.anyone) if cue else None
        if cue and subject:
            start = tokens.sentence.start
            return Attribution(
                start,
                start,
                tokens.span(subject.first, subject.last),
                cue.verb,
                direct=False,
                sentence=tokens.sentence,
            )
    return None
