"""Who speaks by the form of the page, where no verb says so.

Labels of a transcript (“NAME, TITLE: …”), questions and answers, posts with the name of who wrote
them, a release with its issuer, lists led in by a speaker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from loaders.attribution.release import Release, first_person, read_release
from loaders.attribution.statement import SAY, Attribution
from loaders.lexicon.tables import Verb, reporting_verbs, words_of
from loaders.model.records import Span
from loaders.text.segment import Inside, Paragraph, fold_space, trim

_CAPITAL = r"[A-ZÀ-Ý][\w.’'-]*"
_LABEL = re.compile(
    rf"(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|de|van|von|der|al|bin|el|la)){{0,4}})"
    r"(?:, ?(?P<title>[^:\n“”\"]{2,90}?))?"
    r"(?: ?\((?P<aside>[^()\n]{2,60})\))?\s?:\s+(?=\S)"
)
_ASKED = re.compile(r"\?[”\"’'»)\]]*$")
_CREDIT = re.compile(
    r"\s{0,8}(?:[—–―]|--|-)\s{0,2}(?P<name>[^\n(@]{2,60}?)\s{0,2}\(@\w{1,30}\)[^\n]{0,60}"
)
_SIGNED = re.compile(
    rf"[ \t]{{0,4}}\n\s{{0,4}}(?:[—–―]|--)\s{{0,2}}(?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,3}})"
    r"(?:, [^\n]{2,90})?[ \t]{0,4}(?=\n|$)"
)
_OWN = frozenset({"i", "we"})
_OTHERS = frozenset({"he", "she", "it", "they"})
_FEWEST_LABELS = 3
"""Paragraphs with a label from which an article is a transcript: two may be a colon each."""
_SHARE = 0.4
"""Share of the paragraphs, from the first label to the last, that have one in a transcript."""
_FEWEST_WORDS = 3
"""Words of a sentence that says something: “No.” and “Thank you.” are no claims."""
_MOST_INITIALS = 4
"""Letters of a label that stands for the initials of another, at most."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_LINK = re.compile(
    r"(?:read|see|watch) (?:more|also|next)\s*[:|–—]|(?:also read|related(?: \w+)?)\s*[:|–—]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """The label before somebody's words.

    Attributes
    ----------
    name
        The words that name the speaker.
    title
        The office given beside the name, or "".
    role
        ``asks`` for who puts the questions, ``answers`` for a label that names nobody (“A:”), else
        ``speaks``.
    words
        The sentences after the label, until the next one.
    asked
        The question before them, if there is one.
    """

    name: Span
    title: str
    role: str
    words: tuple[Span, ...]
    asked: Span | None = None


@dataclass(slots=True)
class Layout:
    """What the form of an article says of who speaks.

    Attributes
    ----------
    labels
        The labels of a transcript or interview, in order.
    said
        What is said by whom, sentence by sentence.
    silent
        Sentences that state nothing: questions, links to other stories.
    introduction
        What comes before the first label.
    release
        What the article says of itself as a release.
    """

    labels: list[Label] = field(default_factory=list)
    said: list[Attribution] = field(default_factory=list)
    silent: list[Span] = field(default_factory=list)
    introduction: Span | None = None
    release: Release = field(default_factory=Release)

    def applied(self, text: str, found: Sequence[Attribution]) -> list[Attribution]:
        """Return attributions with those that the layout gives.

        A sentence that names its own speaker keeps it, unless that is “I” or “we”. What “they said”
        is part of what the one who speaks tells of them.
        """
        if not self.said and not self.silent:
            return list(found)
        silent, said = Inside(self.silent), Inside(self.said)
        kept = []
        for one in found:
            if silent.overlapping(one.sentence):
                continue
            voice = next(iter(said.overlapping(one.sentence)), None)
            by = text[one.speaker.start : one.speaker.end].lower() if one.speaker else ""
            if voice and by in _OTHERS:
                continue
            kept.append(replace(one, speaker=voice.speaker) if voice and by in _OWN else one)
        own = Inside([one for one in kept if one.start < one.end])
        return kept + [one for one in self.said if not own.overlapping(one)]


def read_layout(text: str, paragraphs: Sequence[Paragraph]) -> Layout:
    """Return what the form of the paragraphs says of who speaks."""
    layout = Layout()
    labelled = _labels(text, paragraphs)
    if labelled:
        _read_labels(text, paragraphs, labelled, layout)
    for paragraph in paragraphs:
        layout.silent += [s for s in paragraph.sentences if _LINK.match(text, s.start, s.end)]
        author = _author(text, paragraph)
        if author:
            layout.said += statements(text, paragraph.sentences, author)
        item = None if labelled else _item_label(text, paragraph)
        if item:
            words = [_after(text, s, item.end()) for s in paragraph.sentences]
            layout.said += statements(text, words, Span(*item.span("name")))
    layout.release = read_release(text, paragraphs)
    if layout.release.issuer:
        layout.said += _issued(text, paragraphs, layout.release.issuer)
    return layout


def _issued(text: str, paragraphs: Sequence[Paragraph], issuer: Span) -> Iterator[Attribution]:
    """Yield what a release says as its issuer's own: in the first person, or as a denial."""
    for paragraph in paragraphs:
        own = (
            sentence
            for sentence in paragraph.sentences
            if first_person(text, sentence, paragraph.quotes)
            or _denials().search(text[sentence.start : sentence.end].lower())
        )
        yield from statements(text, own, issuer)


class _Found(NamedTuple):
    """A label with the one that names its bearer in full: itself, or “Ana Ruiz:” for “AR:”."""

    match: re.Match[str]
    full: re.Match[str]

    @property
    def key(self) -> str:
        """The last word of the name: all labels of one bearer have it."""
        return _last(self.full["name"])


def _labels(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, _Found]:
    """Return the labels of a transcript by their paragraphs; none where the article is no such."""
    matches = {
        index: match
        for index, paragraph in enumerate(paragraphs)
        if (match := _LABEL.match(text, paragraph.span.start, paragraph.span.end))
        and match["name"].lower() not in words_of("no_label")
    }
    if len(matches) < 2:
        return {}
    found = {
        index: _Found(match, _in_full(match, matches.values())) for index, match in matches.items()
    }
    bearers = Counter(label.key for label in found.values())
    sure = {
        index: label
        for index, label in found.items()
        if label.match["name"].isupper()
        or bearers[label.key] > 1
        or (label.match["title"] and " " in label.match["name"])
        or label.key in words_of("questioner")
    }
    if not sure:
        return {}
    among = max(sure) - min(sure) + 1
    interview = any(_role(label) != "speaks" for label in sure.values())
    enough = len(sure) >= (_FEWEST_LABELS - interview)
    return sure if enough and len(sure) >= _SHARE * among else {}


def _in_full(label: re.Match[str], labels: Iterable[re.Match[str]]) -> re.Match[str]:
    """Return the label whose initials another is, or that one itself."""
    letters = label["name"]
    if not (letters.isupper() and 1 < len(letters) <= _MOST_INITIALS):
        return label
    for other in labels:
        words = other["name"].split()[-len(letters) :]
        if "".join(word[0] for word in words) == letters:
            return other
    return label


def _item_label(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    """Return the label of an official before an item of a list: “- Minister Ana Ruiz: …”; or None.

    An office tells it from a subject (“Sev Lake: …”).
    """
    span = paragraph.span
    label = _LABEL.match(text, span.start, span.end) if is_item(text, span) else None
    if label is None or " " not in label["name"]:
        return None
    words = {word.lower() for word in _WORD.findall(f"{label['name']} {label['title'] or ''}")}
    return None if words.isdisjoint(words_of("person_title")) else label


def _last(name: str) -> str:
    return name.rsplit(" ", 1)[-1].strip(".").lower()


def _role(label: _Found) -> str:
    """Return what a label's words say that its bearer does."""
    title = {word.lower() for word in _WORD.findall(label.full["title"] or "")}
    if label.key in words_of("questioner") or title & words_of("questioner"):
        return "asks"
    return "answers" if label.match["name"].lower() in {"a", "answer"} else "speaks"


def _read_labels(
    text: str,
    paragraphs: Sequence[Paragraph],
    labelled: dict[int, _Found],
    layout: Layout,
) -> None:
    """Add the labels with their words, and what each says."""
    first, last = min(labelled), max(labelled)
    if first:
        layout.introduction = Span(paragraphs[0].span.start, paragraphs[first - 1].span.end)
    asking = _askers(text, paragraphs, labelled)
    turns: list[tuple[_Found, list[Span]]] = []
    for index in range(first, last + 1):
        if index in labelled:
            turns.append((labelled[index], []))
        turns[-1][1].extend(paragraphs[index].sentences)
    question: Span | None = None
    for label, sentences in turns:
        name, start = Span(*label.full.span("name")), label.match.end()
        words = [s for s in (_after(text, s, start) for s in sentences) if s.start < s.end]
        role = "asks" if label.key in asking else _role(label)
        if role == "asks":
            question = Span(words[0].start, words[-1].end) if words else None
            layout.silent += [s for s in words if _ASKED.search(text, s.start, s.end)]
        else:
            layout.said += statements(text, words, name)
        layout.labels.append(
            Label(
                name,
                label.full["title"] or label.full["aside"] or "",
                role,
                tuple(words),
                question,
            )
        )
        question = question if role == "asks" else None


def _askers(
    text: str, paragraphs: Sequence[Paragraph], labelled: dict[int, _Found]
) -> frozenset[str]:
    """Return the names whose words are mostly questions, where others' are not."""
    turns: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    for index, label in labelled.items():
        turns[label.key] += 1
        span = paragraphs[index].span
        questions[label.key] += bool(_ASKED.search(text[span.start : span.end]))
    asking = frozenset(name for name in turns if 2 * questions[name] > turns[name])
    return asking if len(asking) < len(turns) else frozenset()


def _after(text: str, sentence: Span, start: int) -> Span:
    return trim(text, max(sentence.start, start), sentence.end)


def statements(text: str, sentences: Iterable[Span], speaker: Span) -> Iterator[Attribution]:
    """Yield the statements among the sentences that somebody speaks or writes."""
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        if _ASKED.search(words) or len(_WORD.findall(words)) < _FEWEST_WORDS:
            continue
        end = sentence.end - (words[-1] in ".;,")
        yield Attribution(
            sentence.start, end, speaker, _verb(words), direct=True, sentence=sentence
        )


def is_item(text: str, span: Span) -> bool:
    """Whether a paragraph is an item of a list.

    A mark stands before it on its line, or a semicolon ends it.
    """
    before = text[max(0, span.start - 6) : span.start].rsplit("\n", 1)[-1]
    return bool(before.strip()) or text[span.end - 1] == ";"


def _author(text: str, paragraph: Paragraph) -> Span | None:
    """Return who wrote a paragraph by the line of credit after it, or None.

    That is the owner of the handle of a post, or the name under a quotation.
    """
    span = paragraph.span
    credit = _CREDIT.match(text, span.end)
    if credit is None and len(paragraph.quotes) == 1 and paragraph.quotes[0].contains(span):
        credit = _SIGNED.match(text, span.end)
    return Span(*credit.span("name")) if credit else None


def _verb(words: str) -> Verb:
    """Return the verb of what somebody says without one: it denies where the words deny."""
    first = fold_space(words)[:80].lower()
    return _denial() if _denials().search(first) else SAY


@cache
def _denials() -> re.Pattern[str]:
    forms = [form for form, verb in reporting_verbs().items() if verb.stance == "denies"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms)))})\b")


@cache
def _denial() -> Verb:
    return replace(SAY, lemma="deny", stance="denies")
