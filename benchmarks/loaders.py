"""Accuracy and speed of the loaders on public corpora, beside published systems.

The corpora are not shipped: ``--corpora`` names a folder that holds those you have, under the file
names that each module of ``benchmarks.corpora`` states. Usage: ``python -m benchmarks.loaders
--corpora PATH [--only NAME ...] [--errors] [--check] [--write]``.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.corpora import attribution, metonymy, news, ours, pages, timex, toponyms
from benchmarks.measures import Measure, Result

FLOORS = Path(__file__).parent / "floors.csv"
ACCURACY = Path(__file__).parent.parent / "loaders" / "data" / "accuracy.csv"
"""What was measured last, for the app's Method page."""
CORPORA: dict[str, Callable[[Path], Result]] = {
    "ours": ours.measure,
    "toponyms": toponyms.measure,
    "metonymy": metonymy.measure,
    "timex": timex.measure,
    "attribution": attribution.measure,
    "pages": pages.measure,
    "news": news.measure,
}
MEASURED = {
    "ours": ("ours",),
    "toponyms": ("LGL", "TR-News"),
    "metonymy": ("ReLocaR train",),
    "timex": ("MEANTIME",),
    "attribution": (attribution.CORPUS, f"{attribution.CORPUS}, held out"),
    "pages": tuple(pages.CORPORA.values()),
    "news": (news.CORPUS,),
}
"""The corpora that each of them measures on, where they are in the folder."""
SPEED, MEMORY_MB = 100.0, 150.0
"""What the loaders should reach: articles of LGL a second on one core, and at most so much resident
memory of the process."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a measure may not fall below or, where less is better, rise above."""

    value: float
    is_ceiling: bool

    def holds(self, value: float) -> bool:
        """Whether a measure is within it."""
        return value <= self.value if self.is_ceiling else value >= self.value

    def __str__(self) -> str:
        return f"{'at most' if self.is_ceiling else 'at least'} {self.value:.3f}"


def bounds() -> dict[tuple[str, str], Bound]:
    """Return the bound of each measure, by corpus and name.

    Accuracy that was reached must not be lost. A row of ``FLOORS`` has a floor or a ceiling.
    """
    with FLOORS.open(encoding="utf-8", newline="") as file:
        return {
            (row["corpus"], row["measure"]): Bound(
                float(row["floor"] or row["ceiling"]), is_ceiling=not row["floor"]
            )
            for row in csv.DictReader(file)
        }


def measure_all(folder: Path, only: list[str]) -> tuple[list[tuple[str, Result]], list[str]]:
    """Return the results of the corpora in a folder by name, and which corpora are absent."""
    results, absent = [], []
    for name, measure in CORPORA.items():
        if only and name not in only:
            continue
        try:
            results.append((name, measure(folder)))
        except FileNotFoundError as error:
            absent.append(f"{name} ({error})")
    return results, absent


def out_of_bounds(measures: list[Measure]) -> list[str]:
    """Return the measures below their floor or above their ceiling, in words."""
    bound = bounds()
    return [
        f"{m.corpus}, {m.name}: {m.value:.3f}, should be {bound[m.corpus, m.name]}"
        for m in measures
        if (m.corpus, m.name) in bound and not bound[m.corpus, m.name].holds(m.value)
    ]


def write_accuracy(measures: list[Measure]) -> None:
    """Write the measures into ``ACCURACY``: corpus, measure, value, day.

    Rows of corpora that were not measured now stay as they are.
    """
    day = datetime.now(tz=UTC).date().isoformat()
    with ACCURACY.open(encoding="utf-8", newline="") as file:
        values = {
            (row["corpus"], row["measure"]): (row["value"], row["measured"])
            for row in csv.DictReader(file)
        }
    values |= {(m.corpus, m.name): (f"{m.value:.3f}", day) for m in measures}
    with ACCURACY.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("corpus", "measure", "value", "measured"))
        rows.writerows((*names, *value) for names, value in values.items())


def speed(folder: Path) -> dict[str, float]:
    """Return articles a second and resident memory (MB) of reading LGL in a process of its own.

    All stages run, on one core.

    Raises
    ------
    FileNotFoundError
        LGL is not in the folder.
    """
    if not (folder / toponyms.FILES["LGL"]).exists():
        raise FileNotFoundError(folder / toponyms.FILES["LGL"])
    call = [sys.executable, "-m", "benchmarks.reading_speed", str(folder)]
    done = subprocess.run(
        call, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
    )
    return dict(json.loads(done.stdout))


def main(arguments: list[str] | None = None) -> int:
    """Print the table; return 1 if a measure is out of its bounds and that was to be checked."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.loaders", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--corpora", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(CORPORA), help="only these")
    parser.add_argument(
        "--errors", action="store_true", help="show the errors by kind, with examples"
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="write what was measured, with its day, for the app's Method page",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="fail where a measure is below its floor, or above its ceiling, in floors.csv",
    )
    options = parser.parse_args(arguments)
    results, absent = measure_all(options.corpora, options.only)
    bound = bounds()
    heads = f"{'corpus':<22} {'measure':<52} {'ours':>6} {'reach':>6}  {'bound':<15}  published"
    print(heads)
    for _, result in results:
        for m in result.measures:
            limit = bound.get((m.corpus, m.name), "")
            print(
                f"{m.corpus:<22} {m.name:<52} {m.value:>6.3f} {m.reach or '':>6}  {limit!s:<15}"
                f"  {m.published}".rstrip()
            )
    if not options.only:
        _print_speed(options.corpora)
    for name in absent:
        print(f"absent: {name}")
    if options.errors:
        for _, result in results:
            _print_errors(result)
    if options.write:
        write_accuracy([m for _, result in results for m in result.measures])
    below = (
        out_of_bounds([m for _, result in results for m in result.measures])
        if options.check
        else []
    )
    for line in below:
        print(f"out of its bounds: {line}", file=sys.stderr)
    return 1 if below else 0


def _print_speed(folder: Path) -> None:
    try:
        measured = speed(folder)
    except FileNotFoundError:
        return
    print(
        f"{'LGL':<22} {'articles a second, one core, all stages':<52} "
        f"{measured['articles_per_s']:>6.0f} {SPEED:>6.0f}"
    )
    print(
        f"{'LGL':<22} {'resident memory of the process, MB (at most)':<52} "
        f"{measured['resident_mb']:>6.0f} {MEMORY_MB:>6.0f}"
    )


def _print_errors(result: Result) -> None:
    for kind, count in result.errors.most_common():
        print(f"\n{count:>5}  {kind}")
        for example in result.examples.get(kind, ()):
            print(f"         {example}")


if __name__ == "__main__":
    sys.exit(main())
