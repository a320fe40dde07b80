"""The attribution benchmark counts what it says it counts, on a made-up corpus of one document."""

from __future__ import annotations

import pytest

from benchmarks.corpora.attribution import FOLDER, match, measure
from loaders.model.records import Span

TEXT = (
    "The governor said that the pass was closed for good. It rained on the ridge.\n\nA driver saw"
    " snow there. “It is open,” Anna Smith said."
)


def annotated(marks):
    rows = []
    for number, (role, words) in enumerate(marks, 1):
        start = TEXT.index(words)
        rows.append(f"T{number}\t{role} {start} {start + len(words)}\t{words}")
    return rows


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / FOLDER / "text").mkdir(parents=True)
    (tmp_path / FOLDER / "attributions").mkdir()
    (tmp_path / FOLDER / "text" / "paper_2021-05-14_pass.txt").write_text(TEXT, encoding="utf-8")
    rows = annotated(
        [
            ("Source", "The governor"),
            ("Content", "that the pass was closed for good"),
            ("Source", "driver"),
            ("Content", "“It is open,”"),
            ("Source", "A driver"),
            ("Content", "snow there"),
        ]
    )
    rows += [
        "E1\tAttribution:T1 Content:T2 Source:T1",
        "E2\tAttribution:T1 Content:T4 Source:T3",
        "E3\tAttribution:T1 Content:T6 Source:T5",
    ]
    (tmp_path / FOLDER / "attributions" / "paper_2021-05-14_pass_a1.ann").write_text(
        "\n".join(rows), encoding="utf-8"
    )
    return tmp_path


def test_matches_sources_and_errors_are_counted(corpus):
    result = measure(corpus)
    values = {m.name: round(m.value, 3) for m in result.measures if "held" not in m.corpus}
    assert values == {
        "content F1": 0.8,
        "content precision": 1.0,
        "content recall": 0.667,
        "source right": 0.5,
    }
    assert result.errors == {"source: another": 1, "missed: not found": 1}
    assert result.examples["missed: not found"] == ["snow there"]


def test_matches_are_one_to_one_the_best_first():
    assert match([Span(0, 10)], [Span(0, 6), Span(0, 9)]) == [(0, 1)]


def test_a_missing_corpus_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="polnear"):
        measure(tmp_path)
