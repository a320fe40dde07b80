"""How fast articles are read: by stage, by length, and when they have not changed.

The articles are made up (``benchmarks.made``), so that anyone can run it; ``benchmarks.loaders``
measures speed on real ones. Usage: ``python -m benchmarks.reading [--articles 400]``.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.made import made, write
from geodata import gazetteer
from loaders import read_article, read_paths
from loaders.compare.relations import find_relations

_STAGES = {
    "read_source": "documents/source.py",
    "parse": "documents/metadata.py",
    "find_places": "toponyms/mentions.py",
    "find_roads": "toponyms/roads.py",
    "find_dates": "dates/find.py",
    "find_distances": "claims/distances.py",
    "find_claims": "claims/build.py",
}
"""Each stage's function and the end of its file's path."""


def spent(texts: Sequence[tuple[str, str]]) -> float:
    """Return the processor time that reading some texts takes, in seconds."""
    start = time.process_time()
    for name, text in texts:
        read_article(name, text.encode())
    return time.process_time() - start


def by_stage(texts: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return the share of the time that each stage takes, from 0 to 1."""
    profile = cProfile.Profile()
    profile.runcall(spent, texts)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    total = next(row[3] for (_, _, name), row in stats.items() if name == "spent")
    return {
        stage: (
            max(
                (
                    row[3]
                    for (file, _, name), row in stats.items()
                    if name == stage and file.endswith(where)
                ),
                default=0.0,
            )
            / total
        )
        for stage, where in _STAGES.items()
    }


def main() -> int:
    """Print the three tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=400)
    count = parser.parse_args().articles
    texts = list(made(count))
    spent(texts)  # this loads the tables and the towns, and caches the names
    seconds = spent(texts)
    print(
        f"{count / seconds:.0f} articles a second of processor time, "
        f"{sum(len(t) for _, t in texts) / seconds / 1000:.0f} thousand characters"
    )
    for stage, share in by_stage(texts).items():
        print(
            f"  {stage:<15} {100 * share:3.0f} % of the time: "
            f"{count / seconds / max(share, 1e-9):,.0f} articles a second alone"
        )
    print("length, characters   ms   ms per thousand")
    for times in (1, 2, 4, 8, 16, 32):
        long = "\n\n".join(text for _, text in texts[:times])
        best = min(spent([("long.txt", long)]) for _ in range(5))
        print(f"{len(long):>18,} {1000 * best:6.1f} {1e6 * best / len(long):8.2f}")
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), count)
        read_paths([Path(folder)])
        start = time.perf_counter()
        corpus = read_paths([Path(folder)])
        cached = time.perf_counter() - start
        print(
            f"unchanged, cached: {1000 * cached:.0f} ms for {count} articles, "
            f"{cached / seconds:.2f} of reading them"
        )
    start = time.perf_counter()
    found = find_relations(corpus, gazetteer.load())
    print(
        f"relations among {len(corpus.claims):,} claims over a thousand days: "
        f"{len(found):,} in {1000 * (time.perf_counter() - start):.0f} ms"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
