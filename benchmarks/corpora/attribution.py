"""PolNeAR: which words are attributed to somebody, and to whom.

A claim of ours (any that is not the outlet's own voice) matches an annotated attribution when the
two contents share at least half of the characters they cover together (IoU >= 0.5), one to one, the
best matches first. An annotated content in several pieces counts as its hull, from the first
character to the last; a nested attribution counts like any other. Of texts that several people
annotated, the first annotation by name is taken.

The source is right when our speaker's words overlap the annotated ones, or when the names share a
word that is neither a pronoun nor an article; attributions without an annotated source do not count
there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from benchmarks.measures import Measure, Result, f1
from loaders import Article, Claim, read_article
from loaders.documents.sidecar import Sidecar
from loaders.model.records import NARRATOR, Span
from loaders.text.segment import fold_space

CORPUS = "PolNeAR dev"
FOLDER = Path("quotes/polnear_dev")
REACH = {"content F1": 0.55, "source right": 0.94}
PUBLISHED = {"content F1": "baseline .50", "source right": "baseline .93"}
OVERLAP = 0.5
EXAMPLES = 5
"""Examples shown of each kind of error."""
HELD_OUT = 3
"""One document in this many is not used for developing, by the hash of its file's name."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"\w+")
_NO_NAMES = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "in",
        "for",
        "to",
        "at",
        "on",
        "mr",
        "mrs",
        "ms",
        "i",
        "you",
        "he",
        "him",
        "his",
        "she",
        "her",
        "it",
        "its",
        "they",
        "them",
        "their",
        "we",
        "us",
        "our",
        "who",
        "whom",
        "whose",
        "himself",
        "herself",
    ]
)


@dataclass(frozen=True, slots=True)
class Gold(Span):
    """An annotated attribution: the hull of its content, and the words of its source and its cue.

    ``pieces`` is in how many pieces the content is annotated.
    """

    pieces: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


def is_held_out(name: str) -> bool:
    """Whether a document was not used for developing the rules."""
    return int(sha256(name.encode()).hexdigest(), 16) % HELD_OUT == 0


def read_gold(path: Path) -> list[Gold]:
    """Return the attributions of an annotation file in brat's format."""
    spans: dict[str, list[Span]] = {}
    found: list[Gold] = []
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        if row[0].startswith("T"):
            pieces = row[1].split(" ", 1)[1].split(";")
            spans[row[0]] = [Span(*map(int, piece.split())) for piece in pieces]
    for row in rows:
        if not row[0].startswith("E"):
            continue
        roles: defaultdict[str, list[Span]] = defaultdict(list)
        for part in row[1].split():
            role, mark = part.split(":")
            roles[role.rstrip("0123456789")] += spans[mark]
        content = roles["Content"]
        if content:
            hull = min(s.start for s in content), max(s.end for s in content)
            found.append(Gold(*hull, len(content), tuple(roles["Source"]), tuple(roles["Cue"])))
    return found


def documents(folder: Path) -> Iterator[tuple[str, str, list[Gold]]]:
    """Yield each document's name, text and attributions."""
    for path in sorted((folder / "text").glob("*.txt")):
        annotated = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if annotated:
            yield path.name, path.read_bytes().decode("utf-8"), read_gold(annotated[0])


def iou(a: Span, b: Span) -> float:
    """Return the intersection over union of two spans' characters, from 0 to 1."""
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / (
        max(a.end, b.end) - min(a.start, b.start)
    )


def match(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Return pairs of indices that match one to one, the best overlaps first."""
    near = [
        (value, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.overlaps(f) and (value := iou(g, f)) >= OVERLAP
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(near, key=lambda row: -row[0]):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def source_is_right(text: str, gold: Gold, claim: Claim) -> bool:
    """Whether a claim's speaker is the annotated source: their words overlap or share a name."""
    if claim.speaker_start is not None and claim.speaker_end is not None:
        said_by = Span(claim.speaker_start, claim.speaker_end)
        if any(said_by.overlaps(span) for span in gold.source):
            return True
    written = " ".join(text[span.start : span.end] for span in gold.source)
    return bool(names_in(written) & names_in(claim.speaker))


def names_in(words: str) -> set[str]:
    """Return the words of a name in lower case, without articles, titles and pronouns."""
    return {
        word
        for word in _WORD.findall(words.lower().replace("’s", "").replace("'s", ""))
        if word not in _NO_NAMES
    }


@dataclass(slots=True)
class _Tally:
    """What was counted over a set of documents."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    sources: int = 0
    right: int = 0

    def values(self) -> dict[str, float]:
        """Return the numbers, by name."""
        return {
            "content F1": f1(self.matched, self.found, self.gold),
            "content precision": self.matched / self.found if self.found else 0.0,
            "content recall": self.matched / self.gold if self.gold else 0.0,
            "source right": self.right / self.sources if self.sources else 0.0,
        }


def measure(folder: Path) -> Result:
    """Return the measures over all documents and over the held-out ones.

    Raises
    ------
    FileNotFoundError
        The corpus is not in the folder.
    """
    if not (folder / FOLDER / "text").is_dir():
        raise FileNotFoundError(f"{folder / FOLDER}")
    whole, held = _Tally(), _Tally()
    errors: Counter[str] = Counter()
    examples: defaultdict[str, list[str]] = defaultdict(list)
    for name, text, gold in documents(folder / FOLDER):
        day = _DAY.search(name)
        article, _ = read_article(
            name,
            text.encode(),
            Sidecar(title=name, publisher=CORPUS, published=day.group() if day else None),
        )
        claims = [in_file(article, claim) for claim in article.claims if claim.party != NARRATOR]
        pairs = match(gold, claims)
        sourced = [(i, j) for i, j in pairs if gold[i].source]
        right = [(i, j) for i, j in sourced if source_is_right(text, gold[i], claims[j])]
        for tally in (whole, held) if is_held_out(name) else (whole,):
            tally.gold += len(gold)
            tally.found += len(claims)
            tally.matched += len(pairs)
            tally.sources += len(sourced)
            tally.right += len(right)
        for kind, shown in _errors(text, gold, claims, pairs, right):
            errors[kind] += 1
            if len(examples[kind]) < EXAMPLES:
                examples[kind].append(shown)
    measures = [
        Measure(CORPUS, name, value, REACH.get(name), PUBLISHED.get(name, ""))
        for name, value in whole.values().items()
    ]
    measures += [
        Measure(f"{CORPUS}, held out", name, value) for name, value in held.values().items()
    ]
    return Result(measures, errors, dict(examples))


def in_file(article: Article, claim: Claim) -> Claim:
    """Return a claim with its characters counted in the file, as the annotations are."""
    start, end = article.origin.span(claim.start, claim.end)
    if claim.speaker_start is None or claim.speaker_end is None:
        return replace(claim, start=start, end=end)
    first, last = article.origin.span(claim.speaker_start, claim.speaker_end)
    return replace(claim, start=start, end=end, speaker_start=first, speaker_end=last)


def _errors(
    text: str,
    gold: Sequence[Gold],
    claims: Sequence[Claim],
    pairs: Sequence[tuple[int, int]],
    right: Sequence[tuple[int, int]],
) -> Iterator[tuple[str, str]]:
    """Yield the kind of each error, with the words concerned."""
    matched_gold, matched_claims = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, j in pairs:
        if gold[i].source and (i, j) not in right:
            written = fold_space(" / ".join(text[s.start : s.end] for s in gold[i].source))
            yield "source: another", f"{written} <> {claims[j].speaker}"
    for i, span in enumerate(gold):
        if i not in matched_gold:
            yield _missed(span, claims), fold_space(text[span.start : span.end])[:160]
    for j, claim in enumerate(claims):
        if j not in matched_claims:
            partly = any(claim.overlaps(span) for span in gold)
            yield (
                "found: other bounds" if partly else "found: nothing annotated",
                fold_space(text[claim.start : claim.end])[:160],
            )


def _missed(gold: Gold, claims: Sequence[Claim]) -> str:
    if gold.pieces > 1:
        return "missed: content in pieces"
    if any(claim.overlaps(gold) for claim in claims):
        return "missed: other bounds"
    return "missed: no source" if not gold.source else "missed: not found"
