"""Fit the weights of ``loaders/data/name_evidence.csv``.

Which evidence makes a name of the gazetteer a place in its sentence.

A ridge-penalised logistic regression over LGL and TR-News, cross-validated over whole articles in
five parts; the words of each row are kept. Only counts leave the corpora. Usage: ``python -m
benchmarks.fit_names --corpora PATH [--write]``.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import toponyms
from geodata import gazetteer as gazetteers
from loaders.lexicon.tables import DATA, read_table
from loaders.model.records import Span
from loaders.text.segment import find_quotes, find_sentences
from loaders.toponyms import classify as evidence
from loaders.toponyms import mentions as places
from loaders.toponyms import recognise as names

PARTS = 5
RIDGE = 1.0
FEWEST = 8
"""Evidence seen less often gets no row: its weight would be chance."""
Matrix = NDArray[np.float64]


def examples(folder: Path) -> Iterator[tuple[str, str, list[str], bool]]:
    """Yield, for every name that evidence decides on.

    Its article, itself, its evidence, and whether it is a gold mention.
    """
    gazetteer = gazetteers.load()
    for corpus, file in toponyms.FILES.items():
        for ident, text, gold in toponyms.articles(folder / file):
            spans = {(g.start, g.end) for g in gold}
            sentences = names.find_sentence_words(text, list(_sentences(text)))
            candidates = names.find_candidates(sentences, gazetteer)
            typed = names.typed_names(text, gazetteer)
            found = [
                name
                for s in sentences
                for name in names.find_names(s, candidates, typed, gazetteer)
            ]
            places.find_adjectives(sentences, found, gazetteer)
            usage = evidence.find_usage(found, sentences, candidates, text)
            for name in found:
                if name.options and not name.not_a_place and not places.settled(name, gazetteer):
                    seen = sorted(set(evidence.find_evidence(name, usage, candidates)))
                    yield f"{corpus} {ident}", " ".join(name.key), seen, _is_gold(text, name, spans)


def _sentences(text: str) -> Iterator[Span]:
    position = 0
    for line in text.splitlines(keepends=True):
        paragraph = Span(position, position + len(line))
        yield from find_sentences(text, paragraph, find_quotes(text, paragraph))
        position += len(line)


def _is_gold(text: str, name: names.Name, spans: set[tuple[int, int]]) -> bool:
    words = name.sentence.words
    start, end = words[name.first].start, words[name.last - 1].end
    ends = {end, end + 1} if text[end : end + 1] == "." else {end}
    return any(
        (start, e) in spans
        for e in ends | ({end - 2} if words[name.last - 1].possessive else set())
    )


def fit(x: Matrix, y: Matrix) -> Matrix:
    """Return the weights, the constant first, by Newton's method."""
    a = np.hstack([np.ones((len(x), 1)), x])
    ridge = np.eye(a.shape[1]) * RIDGE
    ridge[0, 0] = 0
    weights = np.zeros(a.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-a @ weights))
        step = np.linalg.solve(
            (a * (p * (1 - p))[:, None]).T @ a + ridge, a.T @ (p - y) + ridge @ weights
        )
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def held_out(x: Matrix, y: Matrix, part: NDArray[np.int64]) -> Matrix:
    """Return each example's likelihood from a fit without its own part."""
    likely = np.zeros(len(y))
    for number in range(PARTS):
        weights = fit(x[part != number], y[part != number])
        likely[part == number] = 1 / (1 + np.exp(-(weights[0] + x[part == number] @ weights[1:])))
    return likely


def _matrix(rows: Sequence[Sequence[str]], kinds: Sequence[str]) -> Matrix:
    index = {kind: number for number, kind in enumerate(kinds)}
    x = np.zeros((len(rows), len(kinds)))
    for number, row in enumerate(rows):
        for kind in row:
            x[number, index[kind]] = 1
    return x


def main() -> None:
    """Print the cross-validated F1, and write the table where asked."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fit_names", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--corpora", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--write", action="store_true", help="write the weights to the table")
    options = parser.parse_args()
    articles, keys, rows, labels = zip(*examples(options.corpora), strict=True)
    y = np.array(labels, float)
    part = np.array(
        [int(hashlib.sha256(article.encode()).hexdigest(), 16) % PARTS for article in articles]
    )
    kinds = sorted({kind for row in rows for kind in row})
    first = held_out(_matrix(rows, kinds), y, part)
    surest: dict[tuple[str, str], float] = {}
    for article, key, likely in zip(articles, keys, first, strict=True):
        surest[article, key] = max(surest.get((article, key), 0.0), likely)
    rows = tuple(
        [*row, evidence.elsewhere(surest[a, k])]
        for a, k, row in zip(articles, keys, rows, strict=True)
    )
    kinds = sorted({kind for row in rows for kind in row})
    x = _matrix(rows, kinds)
    place = held_out(x, y, part) >= evidence.PLACE_THRESHOLD
    print(
        f"{len(y):,} names, {y.sum():,.0f} of them places; cross-validated F1"
        f" {2 * (place * y).sum() / (place.sum() + y.sum()):.3f}"
    )
    if options.write:
        _write(kinds, fit(x, y), x.sum(0))


def _write(kinds: Sequence[str], weights: Matrix, seen: Matrix) -> None:
    words = {row["evidence"]: row["words"] for row in read_table("name_evidence")}
    with (DATA / "name_evidence.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["evidence", "weight", "words"])
        table.writerow(["always", f"{weights[0]:.2f}", words["always"]])
        for kind, weight, count in zip(kinds, weights[1:], seen, strict=True):
            if count >= FEWEST:
                table.writerow([kind, f"{weight:.2f}", words.get(kind, kind)])


if __name__ == "__main__":
    main()
