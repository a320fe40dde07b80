"""Our own articles in ``benchmarks/gold``, in which a person annotated what there is to find.

Annotated are places and their roles, times, lengths and claims.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measures import Measure, Result, f1
from loaders import Article, Span, read_article
from loaders.model.records import NARRATOR

GOLD = Path(__file__).parent.parent / "gold"
_MARK = re.compile(r"\{(?P<kind>[PDLC]) (?P<says>[^:{}]*):|(?P<close>\})")
OVERLAP = 0.5
"""A claim matches an annotated one where the two share this much: intersection over union of their
characters, as in ``benchmarks.corpora.attribution``."""


@dataclass(frozen=True, slots=True)
class Mark(Span):
    """An annotation: its kind (P, D, L or C) and what it says."""

    kind: str
    says: str


def read_marks(text: str) -> tuple[str, list[Mark]]:
    """Return an annotated article without its marks and comments, and the marks in it.

    The marks' positions are those in the text that is returned.
    """
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    plain: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[int, str, str]] = []
    size = position = 0
    for match in _MARK.finditer(text):
        plain.append(text[position : match.start()])
        size += match.start() - position
        position = match.end()
        if match["close"]:
            start, kind, says = opened.pop()
            marks.append(Mark(start, size, kind, says))
        else:
            opened.append((size, match["kind"], match["says"]))
    plain.append(text[position:])
    return "".join(plain), sorted(marks, key=lambda mark: mark.start)


def articles() -> Iterator[tuple[str, str, list[Mark]]]:
    """Yield each article's file, text and marks."""
    for path in sorted(GOLD.glob("*.txt")):
        text, marks = read_marks(path.read_text(encoding="utf-8"))
        yield path.name, text, marks


def measure(folder: Path) -> Result:  # noqa: ARG001  # these are always here
    """Return the measures."""
    score = _Score()
    for file, text, marks in articles():
        article, _ = read_article(file, text.encode())
        score.add(article, marks)
    return score.result()


class _Score:
    """Counts over the articles."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self.examples: dict[str, list[str]] = {}

    def add(self, article: Article, marks: list[Mark]) -> None:
        """Count one article."""
        found = {
            "P": {
                (m.start, m.end): (m.place_id or "-", m.role)
                for m in article.places
                if m.role not in {"not_a_place", "adjectival"}
            },
            "D": {
                (d.start, d.end): d.value
                for d in article.dates
                if d.first and not self._is_published(article, d)
            },
            "L": {
                (d.start, d.end): f"{d.value:g} {d.unit}"
                for d in article.distances
                if d.value is not None
            },
        }
        for kind, spans in found.items():
            wanted = {
                (m.start, m.end): tuple(m.says.split()) if kind == "P" else m.says
                for m in marks
                if m.kind == kind
            }
            self.counts[f"{kind} gold"] += len(wanted)
            self.counts[f"{kind} found"] += len(spans)
            for span, says in wanted.items():
                right = _same(spans.get(span), says, kind)
                self.counts[f"{kind} right"] += right
                if kind == "P" and span in spans:
                    self.counts["role gold"] += 1
                    self.counts["role right"] += (spans[span][1] == "literal") == (
                        says[1] == "literal"
                    )
                if not right:
                    self._error(
                        f"{kind} {'missed' if span not in spans else 'wrong'}",
                        article,
                        *span,
                        f"{spans.get(span)}, not {says}",
                    )
            for span in set(spans) - set(wanted):
                self._error(f"{kind} not marked", article, *span, str(spans[span]))
        self._claims(article, [m for m in marks if m.kind == "C"])

    def _claims(self, article: Article, wanted: list[Mark]) -> None:
        claims = [c for c in article.claims if c.party != NARRATOR]
        self.counts["C gold"] += len(wanted)
        self.counts["C found"] += len(claims)
        free = list(claims)
        for mark in wanted:
            best = max(free, key=lambda claim, mark=mark: _shared(claim, mark), default=None)
            if best is None or _shared(best, mark) < OVERLAP:
                self._error("C missed", article, mark.start, mark.end, mark.says)
                continue
            free.remove(best)
            self.counts["C right"] += 1
            named = bool(
                set(re.findall(r"\w{3,}", best.speaker.lower()))
                & set(re.findall(r"\w{3,}", mark.says.lower()))
            )
            self.counts["speaker right"] += named
            if not named:
                self._error(
                    "C of another",
                    article,
                    mark.start,
                    mark.end,
                    f"{best.speaker}, not {mark.says}",
                )
        for claim in free:
            self._error("C not marked", article, claim.start, claim.end, claim.speaker)

    def _is_published(self, article: Article, span: Span) -> bool:
        return not any(
            body.contains(span)
            for body in (
                *article.body_spans,
                *filter(None, [article.title_span, article.subtitle_span]),
            )
        )

    def _error(self, kind: str, article: Article, start: int, end: int, says: str) -> None:
        self.errors[f"ours: {kind}"] += 1
        self.examples.setdefault(f"ours: {kind}", []).append(
            f"{article.file} [{article.text[start:end]}] {says}".replace("\n", " ")
        )

    def result(self) -> Result:
        """Return the measures."""
        c = self.counts
        measures = [
            Measure(
                "ours",
                "places, F1 of exact span, row and role class",
                f1(c["P right"], c["P found"], c["P gold"]),
            ),
            Measure("ours", "role, literal or not", c["role right"] / max(1, c["role gold"])),
            Measure(
                "ours",
                "times, F1 of exact span and value",
                f1(c["D right"], c["D found"], c["D gold"]),
            ),
            Measure(
                "ours",
                "lengths, F1 of exact span and value",
                f1(c["L right"], c["L found"], c["L gold"]),
            ),
            Measure("ours", "claims, F1", f1(c["C right"], c["C found"], c["C gold"])),
            Measure("ours", "claims, speaker right", c["speaker right"] / max(1, c["C right"])),
        ]
        return Result(measures, self.errors, self.examples)


def _same(found: object, says: object, kind: str) -> bool:
    if kind == "P" and isinstance(found, tuple) and isinstance(says, tuple):
        return found[0] == says[0] and (found[1] == "literal") == (says[1] == "literal")
    return found == says


def _shared(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))
