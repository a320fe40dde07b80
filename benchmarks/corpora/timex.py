"""MEANTIME English: how many time expressions in news are found, and with the right value.

Only the sentences that the corpus annotates are scored (title and opening), and of their TIMEX3
only those that name a time on the calendar: of type DATE or TIME, with an extent in the text, and
with a value that states a year. Three kinds are left out, and counted: durations and sets; values
that name no day (PRESENT_REF, PAST_REF, FUTURE_REF, unknown ``XXXX`` and lengths such as ``P9D``);
and the line with the day of publication, which the loaders are given.

A gold expression is found where a mention overlaps it. Its value is right where the mention that
overlaps it most has the same value; of a time of day only the day is compared. A mention is false
where it overlaps no TIMEX3 of any type. Mentions that name no day count for nothing there.

One measure takes all: every TIMEX3 and every mention, and whether their values agree (“value F1” of
TempEval-3).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.measures import Measure, Result
from loaders.dates import find_dates
from loaders.dates.full_dates import full_date
from loaders.model.records import DateMention, Span
from loaders.text.segment import find_quotes

_CORPUS = "MEANTIME"
_ANNOTATION = Path("temporal/meantime_en/intra-doc_annotation")
_SCORED = ("DATE", "TIME")
_EXAMPLES = 5
_NO_SPACE_BEFORE = re.compile(r"[.,;:?!%)\]”’]|['’](?:s|re|ve|ll|d|m)$|n['’]t$", re.IGNORECASE)
_MARKS = {"``": "“", "''": "”"}


@dataclass(frozen=True, slots=True)
class Timex(Span):
    """A gold TIMEX3 with an extent in the text."""

    type: str
    value: str

    @property
    def dated(self) -> bool:
        """Whether it names a time on the calendar."""
        return self.type in _SCORED and re.match(r"\d{3}", self.value) is not None

    @property
    def day_value(self) -> str:
        """The value without a time of day or an unknown part."""
        if self.value.startswith("P"):
            return self.value
        return re.sub(r"(?:-XX)+$", "", self.value.partition("T")[0])


@dataclass(frozen=True, slots=True)
class Document:
    """An article of the corpus.

    Attributes
    ----------
    name, text
        Its file's name and its text.
    paragraphs
        Its title and its body.
    annotated
        Where the annotated part of the text ends.
    published
        Its day of publication, in ISO 8601.
    timexes
        Its gold expressions.
    """

    name: str
    text: str
    paragraphs: tuple[Span, ...]
    annotated: int
    published: str | None
    timexes: tuple[Timex, ...]


def measure(folder: Path) -> Result:
    """Return recall, value accuracy and false expressions on MEANTIME.

    Parameters
    ----------
    folder
        The folder that holds the corpora.

    Raises
    ------
    FileNotFoundError
        The corpus is not there.
    """
    if not (folder / _ANNOTATION).is_dir():
        raise FileNotFoundError(folder / _ANNOTATION)
    return score(read_documents(folder))


def read_documents(folder: Path) -> Iterator[Document]:
    """Yield the articles of the corpus, by name."""
    for path in sorted((folder / _ANNOTATION).glob("*/*.xml"), key=lambda path: path.name):
        yield _document(path)


def score(documents: Iterable[Document]) -> Result:
    """Return the measures of some of the articles."""
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    examples: dict[str, list[str]] = {}

    def fail(kind: str, document: Document, span: Span, said: str) -> None:
        errors[kind] += 1
        shown = examples.setdefault(kind, [])
        if len(shown) < _EXAMPLES:
            shown.append(f"{document.name[:24]}: {document.text[span.start : span.end]!r} {said}")

    for document in documents:
        counts["articles"] += 1
        everything = [m for m in _read(document) if m.start < document.annotated]
        _count_all(counts, document, everything)
        found = [mention for mention in everything if mention.first]
        for timex in document.timexes:
            best = max(
                (m for m in found if m.overlaps(timex)),
                key=lambda m: _shared(m, timex),
                default=None,
            )
            if not timex.dated:
                errors[
                    "not scored: "
                    f"{'vague or unknown' if timex.type in _SCORED else timex.type.lower()}"
                ] += 1
                if timex.type in _SCORED:
                    counts["vague"] += 1
                    counts["vague matched"] += best is not None
                continue
            counts["gold"] += 1
            if best is None:
                fail("missed", document, timex, f"is {timex.value}")
                continue
            counts["matched"] += 1
            if best.value == timex.day_value:
                counts["right"] += 1
            else:
                fail(
                    "wrong value",
                    document,
                    timex,
                    f"is {timex.value}, read as {best.value}: {best.basis}",
                )
        counts["found"] += len(found)
        false = [m for m in found if not any(m.overlaps(timex) for timex in document.timexes)]
        for mention in false:
            fail("false expression", document, mention, f"read as {mention.value}")
    gold, matched, untrue = counts["gold"], counts["matched"], errors["false expression"]
    right = counts["right"]
    baseline = "150 lines of rules: {}"
    return Result(
        (
            Measure(
                _CORPUS,
                "time expressions found",
                _share(matched, gold),
                0.88,
                baseline.format(".84"),
            ),
            Measure(
                _CORPUS,
                "value right, of those found",
                _share(right, matched),
                0.90,
                baseline.format(".87"),
            ),
            Measure(_CORPUS, "value right, of all", _share(right, gold)),
            Measure(
                _CORPUS,
                "found, the vague counted too",
                _share(matched + counts["vague matched"], gold + counts["vague"]),
            ),
            Measure(
                _CORPUS,
                "precision of expressions",
                _share(counts["found"] - untrue, counts["found"]),
            ),
            Measure(_CORPUS, "false expressions an article", _share(untrue, counts["articles"])),
            Measure(
                _CORPUS,
                "value F1 of all expressions",
                _share(2 * counts["all right"], counts["all gold"] + counts["all found"]),
            ),
        ),
        errors,
        examples,
    )


def _count_all(counts: Counter[str], document: Document, found: list[DateMention]) -> None:
    """Count the expressions of every type, and those of the same value."""
    counts["all gold"] += len(document.timexes)
    counts["all found"] += len(found)
    for timex in document.timexes:
        best = max(
            (m for m in found if m.overlaps(timex)), key=lambda m: _shared(m, timex), default=None
        )
        counts["all right"] += best is not None and best.value == timex.day_value


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _shared(mention: DateMention, timex: Timex) -> int:
    return min(mention.end, timex.end) - max(mention.start, timex.start)


def _read(document: Document) -> list[DateMention]:
    quotes = {
        i: find_quotes(document.text, paragraph) for i, paragraph in enumerate(document.paragraphs)
    }
    return find_dates(document.text, document.paragraphs, quotes, document.published)


def _document(path: Path) -> Document:
    """Read an article: a paragraph for its title and one for its body.

    The line with the day of publication is left out.
    """
    root = ET.parse(path).getroot()  # noqa: S314  # a local file of a known corpus
    tokens = [
        (t.get("t_id", ""), t.text or "", int(t.get("sentence", "0"))) for t in root.iter("token")
    ]
    sentence_of = {token: sentence for token, _, sentence in tokens}
    marked = [
        node for node in root.find("Markables") or [] if node.find("token_anchor") is not None
    ]
    anchored = [
        (node, [anchor.get("t_id", "") for anchor in node.iter("token_anchor")]) for node in marked
    ]
    timexes = [(node, anchors) for node, anchors in anchored if node.tag == "TIMEX3"]
    # some articles do not mark it: the day of publication then is the whole second sentence
    created = next(
        (node for node, _ in timexes if node.get("functionInDocument") == "CREATION_TIME"), None
    )
    date_line = next(
        i
        for i, (node, _) in enumerate(timexes)
        if (node is created if created is not None else sentence_of[_[0]] == 1)
    )
    _, line = timexes.pop(date_line)
    skipped = {sentence_of[line[0]]}
    # read from the words, since one or two of the annotated values are not ISO 8601
    published = full_date(
        " ".join(written for token, written, _ in tokens if token in line).replace(" ,", ",")
    )

    text = ""
    places: dict[str, Span] = {}
    breaks: list[int] = []
    previous = None
    for token, written, sentence in tokens:
        if sentence in skipped:
            continue
        word = _MARKS.get(written, written)
        if previous is not None and sentence != previous and previous == 0:
            breaks.append(len(text))
            text += "\n\n"
        elif text and not _NO_SPACE_BEFORE.match(word) and text[-1] not in "([$“":
            text += " "
        places[token] = Span(len(text), len(text) + len(word))
        text += word
        previous = sentence
    bounds = [0, *breaks, len(text)]
    paragraphs = tuple(Span(a + (2 if a else 0), b) for a, b in pairwise(bounds))
    last = max(sentence_of[anchor] for _, anchors in anchored for anchor in anchors)
    annotated = max(place.end for token, place in places.items() if sentence_of[token] <= last)
    gold = tuple(
        Timex(
            places[anchors[0]].start,
            places[anchors[-1]].end,
            node.get("type", ""),
            node.get("value", ""),
        )
        for node, anchors in timexes
        if all(anchor in places for anchor in anchors)
    )
    return Document(path.name, text, paragraphs, annotated, published, gold)
