"""LGL and TR-News: which place names are found, and where they are placed.

Recognition is the F1 of exact spans; a span that differs by a possessive ending only is exact.
Resolution is the share of gold mentions with coordinates that the loaders place within 161 km (a
hundred miles) of them; a mention that was not found counts as wrong.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET  # the corpora are trusted files a developer names

from benchmarks.measures import Measure, Result, f1
from loaders import Mention, read_article
from loaders.model.errors import ArticleError

NEAR_KM = 161.0
"""A hundred miles, the limit that published systems use."""
FILES = {"LGL": "lgl.xml", "TR-News": "TR-News.xml"}
REACH = {"LGL": (0.79, 0.80), "TR-News": (0.88, 0.85)}
PUBLISHED = {
    "LGL": (
        "GeoTxt .674, Edinburgh .608, CLAVIN .573",
        "Adaptive Learning .794, Voting .773, BLINK .662, CamCoder .606",
    ),
    "TR-News": ("", "CHF .761, CLAVIN .726, Voting .717"),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated mention; ``point`` is latitude and longitude in degrees, or None."""

    start: int
    end: int
    phrase: str
    point: tuple[float, float] | None
    kind: str


def articles(path: Path) -> Iterator[tuple[str, str, list[Gold]]]:
    """Yield each article's id, text and gold mentions.

    Where an offset does not point to the mention's words, it is moved to the nearest such words
    within 80 characters; a mention without any is left out.
    """
    for node in ET.parse(path).getroot().iter("article"):  # noqa: S314
        text = node.findtext("text") or ""
        gold = []
        for toponym in node.iter("toponym"):
            phrase = (toponym.findtext("phrase") or "").strip()
            start = int(toponym.findtext("start") or 0)
            if text[start : start + len(phrase)] != phrase:
                places = [
                    i
                    for i in range(max(0, start - 80), min(len(text), start + 80))
                    if text.startswith(phrase, i)
                ]
                if not places:
                    continue
                start = min(places, key=lambda i, near=start: abs(i - near))
            lat, lon = (
                toponym.findtext(f"gaztag/{axis}") or toponym.findtext(axis)
                for axis in ("lat", "lon")
            )
            point = (float(lat), float(lon)) if lat and lon else None
            gold.append(
                Gold(
                    start,
                    start + len(phrase),
                    phrase,
                    point,
                    toponym.findtext("gaztag/fcode") or "",
                )
            )
        yield node.get("docid") or "", text, gold


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (latitude, longitude) in degrees.

    It is measured on a sphere with a radius of 6371 km.
    """
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def measure(folder: Path) -> Result:
    """Return the measures of both corpora.

    Raises
    ------
    FileNotFoundError
        Neither corpus is in the folder.
    """
    found = [name for name, file in FILES.items() if (folder / file).exists()]
    if not found:
        raise FileNotFoundError(f"{folder}: {', '.join(FILES.values())}")
    measures: list[Measure] = []
    errors: Counter[str] = Counter()
    examples: dict[str, list[str]] = {}
    for name in found:
        score = _Score(name, errors, examples)
        for ident, text, gold in articles(folder / FILES[name]):
            score.add(ident, text, gold)
        measures += score.measures()
    return Result(measures, errors, examples)


class _Score:
    """Counts over the articles of one corpus."""

    def __init__(self, name: str, errors: Counter[str], examples: dict[str, list[str]]) -> None:
        self.name, self.errors, self.examples = name, errors, examples
        self.right = self.found = self.gold = self.near = self.located = self.matched_near = (
            self.matched
        ) = 0

    def add(self, ident: str, text: str, gold: list[Gold]) -> None:
        try:
            article, _ = read_article(f"{ident}.txt", text.encode())
            mentions = [m for m in article.places if m.role != "not_a_place"]
        except ArticleError:
            mentions = []
        by_span = {span: m for m in mentions for span in _spans(text, m)}
        exact = {g: by_span.get((g.start, g.end)) for g in gold}
        hit = {id(m) for m in exact.values() if m}
        self.right += sum(m is not None for m in exact.values())
        self.found += len(mentions)
        self.gold += len(gold)
        for g, same in exact.items():
            if same is None:
                self._error(f"missed {g.kind or 'without coordinates'}", text, g.start, g.end)
            mention = same or next(
                (m for m in mentions if m.start < g.end and g.start < m.end), None
            )
            if g.point is None:
                continue
            self.located += 1
            near = bool(
                mention
                and mention.lat is not None
                and kilometres(g.point, (mention.lat, mention.lon or 0.0)) <= NEAR_KM
            )
            self.near += near
            if mention:
                self.matched += 1
                self.matched_near += near
                if not near:
                    self._error(
                        f"{g.kind} put elsewhere",
                        text,
                        g.start,
                        g.end,
                        f" -> {mention.name} ({mention.place_id}): {mention.why}",
                    )
        for mention in mentions:
            if id(mention) not in hit:
                touched = any(m.start < mention.end and mention.start < m.end for m in gold)
                self._error(
                    "wrong span" if touched else "no place in the gold",
                    text,
                    mention.start,
                    mention.end,
                    f" -> {mention.why}",
                )

    def _error(self, kind: str, text: str, start: int, end: int, reason: str = "") -> None:
        key = f"{self.name}: {kind}"
        self.errors[key] += 1
        examples = self.examples.setdefault(key, [])
        if len(examples) < 5:
            before, after = text[max(0, start - 40) : start], text[end : end + 30]
            shown = f"{before}[{text[start:end]}]{after}{reason}"
            examples.append(shown.replace("\n", " "))

    def measures(self) -> list[Measure]:
        """Return the numbers of the corpus."""
        reach, published = REACH[self.name], PUBLISHED[self.name]
        return [
            Measure(
                self.name,
                "recognition, F1 of exact spans",
                f1(self.right, self.found, self.gold),
                reach[0],
                published[0],
            ),
            Measure(self.name, "recognition, precision", self.right / max(1, self.found)),
            Measure(self.name, "recognition, recall", self.right / max(1, self.gold)),
            Measure(
                self.name,
                "resolution, within 161 km, all gold mentions",
                self.near / max(1, self.located),
                reach[1],
                published[1],
            ),
            Measure(
                self.name,
                "resolution, within 161 km, of those found",
                self.matched_near / max(1, self.matched),
            ),
        ]


def _spans(text: str, mention: Mention) -> list[tuple[int, int]]:
    """Return the spans that count as a mention's own: with and without a possessive ending."""
    spans = [(mention.start, mention.end)]
    if text[mention.end : mention.end + 2] in {"'s", "’s"}:
        spans.append((mention.start, mention.end + 2))
    return spans
