"""A made dataset of any size: records as if they had been read, with texts that they are part of.

Nothing is read: sentences are put together and their records are known. An article has seven claims
and fifteen names of places, eight of them on the ground; towns are named as unevenly as in the
press. A million articles take minutes. The same number gives the same records.

Usage: ``python -m benchmarks.made_records DATASET --articles 1000000``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.made_columns import first_ones, lists, pairs, table, within
from benchmarks.made_sentences import (
    SENTENCES,
    Ints,
    sentences,
    some_words,
    towns,
    uneven,
    vocabulary,
)
from loaders.dataset.schema import schema
from loaders.dataset.shards import MANIFEST, Entry, shard_name
from loaders.documents.publisher.signs import slug_of
from loaders.lexicon.tables import read_table

CLAIMS = 7
ARTICLES_OF_A_SHARD = 250
_AT_ONCE = 5000
_FILLERS, _TITLES = 40_000, 20_000
_FIRST_DAY, _SPREAD_DAYS = np.datetime64("2019-01-01"), 3 * 365
_DEBUNKED = 0.005


class Maker:
    """Makes records, some thousand articles at a time."""

    def __init__(self, seed: int = 1) -> None:
        chance = random.Random(seed)  # noqa: S311  (reproducible records, no secret)
        self.chance = np.random.default_rng(seed)
        self.towns = towns()
        words = vocabulary(chance)
        self.said = sentences(chance, self.towns, words)
        self.filler = pa.array(
            [f"{some_words(chance, words, 30).capitalize()}." for _ in range(_FILLERS)]
        )
        names = self.towns.names
        picked = [uneven(chance, len(names)) for _ in range(_TITLES)]
        self.title_town = np.array(picked)
        self.titles = pa.array([f"{names[t]}: {some_words(chance, words, 7)}" for t in picked])
        self.outlets = sorted({row["name"] for row in read_table("outlets")})
        self.slugs = pa.array([slug_of(name) or "unknown" for name in self.outlets])

    def make(self, count: int) -> dict[str, pa.Table]:
        """Return the tables of so many articles more, in the articles' order."""
        return _Batch(self, count).tables()


class _Batch:
    """The records of some thousand articles, as columns."""

    def __init__(self, maker: Maker, count: int) -> None:
        self.maker, self.count, chance = maker, count, maker.chance
        self.pick = chance.integers(SENTENCES, size=(count, CLAIMS))
        title = chance.integers(_TITLES, size=count)
        self.title_town, self.title = maker.title_town[title], maker.titles.take(pa.array(title))
        filler = chance.integers(_FILLERS, size=(count, CLAIMS))
        fill = [maker.filler.take(pa.array(filler[:, k])) for k in range(CLAIMS)]
        spoken = [maker.said.text.take(pa.array(self.pick[:, k])) for k in range(CLAIMS)]
        join = pc.binary_join_element_wise
        parts = [join(s, f, " ") for s, f in zip(spoken, fill, strict=True)]
        self.text = join(self.title, *parts, "\n\n")
        title_length = pc.utf8_length(self.title).to_numpy()
        lengths = np.stack([pc.utf8_length(part).to_numpy() for part in parts], axis=1) + 2
        before = np.cumsum(lengths, axis=1) - lengths
        self.paragraph = before + title_length[:, None] + 2
        self.paragraph_end = self.paragraph + lengths - 2
        self.title_length = title_length
        self.day = _FIRST_DAY + chance.integers(_SPREAD_DAYS, size=count)
        outlet = chance.integers(len(maker.outlets), size=count)
        self.publisher = pa.array(maker.outlets).take(pa.array(outlet))
        self.outlet = maker.slugs.take(pa.array(outlet))
        digits = chance.bytes(32 * count).hex()
        self.sha = pa.array([digits[i : i + 64] for i in range(0, len(digits), 64)])
        stem = pc.utf8_slice_codeunits(self.sha, 0, 12)
        self.stem = stem.take(self._each(CLAIMS))
        self.id = join(self.outlet, pa.array(self.day.astype(str)), stem, "-")
        self.flat = pa.array(self.pick.ravel())
        self.first = self.paragraph.ravel()

    def _each(self, times: int) -> pa.Array:
        return pa.array(np.repeat(np.arange(self.count), times))

    def at(self, what: str) -> tuple[Ints, Ints]:
        """Return where a part of each claim's sentence begins and ends in its article's text."""
        span = self.maker.said.at[what][self.pick.ravel()]
        return self.first + span[:, 0], self.first + span[:, 1]

    def tables(self) -> dict[str, pa.Table]:
        """Return every table."""
        start, _ = self.at("quote")
        self.claim_id = pc.binary_join_element_wise(self.stem, pa.array(start.astype(str)), "-")
        distance, _ = self.at("distance")
        self.far = np.flatnonzero(self.maker.said.at["distance"][self.pick.ravel(), 0] >= 0)
        self.distance_id = pc.binary_join_element_wise(
            pa.scalar("d"), pa.array(distance[self.far].astype(str)), ""
        )
        chance, size = self.maker.chance, self.count * CLAIMS
        published = np.repeat(self.day, CLAIMS)
        self.event = pa.array(
            published - chance.integers(4, size=size), mask=chance.random(size) < 0.4
        )
        self.stated = pa.array(published - chance.integers(2, size=size))
        self.published = pa.array(published)
        struck = pa.array(chance.random(size) < _DEBUNKED)
        self.status = pc.if_else(struck, "debunked", "asserted")
        made = {
            "articles": self._articles(),
            "places": self._places(),
            "claims": self._claims(),
            "sightings": self._sightings(),
            "distances": self._distances(),
            "dates": self._dates(),
            "advances": self._advances(),
        }
        return {name: table(name, columns) for name, columns in made.items()}

    def _articles(self) -> dict[str, Any]:
        count = self.count
        spans = pairs(self.paragraph.ravel(), self.paragraph_end.ravel())
        every = pa.array(np.arange(0, CLAIMS * (count + 1), CLAIMS, dtype=np.int32))
        paragraphs = pa.ListArray.from_arrays(every, spans)
        return {
            "id": self.id,
            "file": pc.binary_join_element_wise(self.sha, pa.scalar("txt"), "."),
            "sha256": self.sha,
            "title": self.title,
            "publisher": self.publisher,
            "outlet": self.outlet,
            "published": pa.array(self.day),
            "agencies": lists(np.zeros(count, dtype=np.int64), pa.array([], pa.string())),
            "language": "en",
            "text": self.text,
            "title_span": pairs(np.zeros(count, dtype=np.int64), self.title_length),
            "body_spans": paragraphs,
            "sentences": paragraphs,
            "excluded": pa.array([[]] * count, schema("articles").field("excluded").type),
            "details": pa.array([[]] * count, schema("articles").field("details").type),
            "claims": pa.array(np.full(count, CLAIMS)),
            "places": pa.array(np.full(count, 2 * CLAIMS + 1)),
        }

    def _claims(self) -> dict[str, Any]:
        said, flat = self.maker.said, self.flat
        (start, end), (first, last) = self.at("quote"), self.at("speaker")
        town = pa.array(said.town[self.pick.ravel()])
        size = len(start)
        has = np.zeros(size, dtype=np.int64)
        has[self.far] = 1
        km = np.where(has == 1, said.km[self.pick.ravel()] * 1000, np.nan)
        party = said.party.take(flat)
        why = pc.binary_join_element_wise(pa.scalar("the words that name the speaker:"), party, " ")
        return {
            "id": self.claim_id,
            "article": self.id.take(self._each(CLAIMS)),
            "number": pa.array(np.tile(np.arange(CLAIMS), self.count)),
            "start": pa.array(start),
            "end": pa.array(end),
            "quote": said.quote.take(flat),
            "speaker": said.speaker.take(flat),
            "who": said.speaker.take(flat),
            "speaker_start": pa.array(first),
            "speaker_end": pa.array(last),
            "speaker_sure": "certain",
            "speaker_why": "named beside the words",
            "party": party,
            "voice": party,
            "party_sure": "certain",
            "party_why": why,
            "relay": lists(np.zeros(size, dtype=np.int64), pa.array([], pa.string())),
            "topic": said.topic.take(flat),
            "stance": said.stance.take(flat),
            "status": self.status,
            "event_date": self.event,
            "event_from": self.event,
            "event_to": self.event,
            "event_basis": "the words of the claim",
            "event_sure": pc.if_else(self.event.is_valid(), "certain", None),
            "statement_date": self.stated,
            "published": self.published,
            "outlet": self.outlet.take(self._each(CLAIMS)),
            "place_ids": lists(np.ones(size, dtype=np.int64), self.maker.towns.ids.take(town)),
            "distance_ids": lists(has, self.distance_id),
            "metres": pa.array(km, from_pandas=True),
            "geometry": self.maker.towns.multipoints.take(town),
        }

    def _places(self) -> dict[str, Any]:
        """Return the names: of each article the title's, then of each claim country and town."""
        count, said, towns_ = self.count, self.maker.said, self.maker.towns
        (c_start, c_end), (t_start, t_end) = self.at("country"), self.at("town")
        town = said.town[self.pick.ravel()]
        names = pa.array(towns_.names)

        def laid(title: Any, country: Any, of_town: Any) -> Any:
            both = np.stack([country, of_town], axis=1).reshape(count, 2 * CLAIMS)
            return np.concatenate([title[:, None], both], axis=1).ravel()

        lengths = np.array([len(n) for n in towns_.names])
        none = np.full(count * CLAIMS, -1)
        place = laid(self.title_town, none, town)
        at = pa.array(np.where(place < 0, 0, place), mask=place < 0)
        party = said.party.take(self.flat)
        every = laid(np.zeros(count, dtype=np.int64), np.arange(1, count * CLAIMS + 1), none)
        surface = pc.coalesce(names.take(at), party.take(pa.array(every - 1, mask=every < 1)))
        claim = laid(np.full(count, -1), none, np.arange(count * CLAIMS))
        inside = claim >= 0
        ground = place >= 0
        return {
            "article": self.id.take(self._each(2 * CLAIMS + 1)),
            "number": pa.array(np.tile(np.arange(2 * CLAIMS + 1), count)),
            "start": pa.array(laid(np.zeros(count, dtype=np.int64), c_start, t_start)),
            "end": pa.array(laid(lengths[self.title_town], c_end, t_end)),
            "surface": surface,
            "cls": pc.if_else(pa.array(ground), "literal", "metonym"),
            "place_id": towns_.ids.take(at),
            "ground_id": towns_.ids.take(at),
            "name": surface,
            "kind": pc.if_else(pa.array(ground), "settlement", "country"),
            "country": pa.array(towns_.countries).take(at),
            "lat": pa.array(towns_.lat).take(at),
            "lon": pa.array(towns_.lon).take(at),
            "precision_m": pa.array(np.full(len(place), 2000.0)),
            "why": pc.if_else(pa.array(ground), "the town of that name", "the government or state"),
            "sure": "certain",
            "claim_ids": lists(
                inside.astype(np.int64), self.claim_id.take(pa.array(claim[inside]))
            ),
            "first_of_article": pa.array(
                first_ones(np.repeat(np.arange(count), 15), place) & ground
            ),
            "geometry": towns_.points.take(at),
        }

    def _sightings(self) -> dict[str, Any]:
        """Return the names on the ground: of each article the title's, then each claim's."""
        count, said, towns_ = self.count, self.maker.said, self.maker.towns
        each = CLAIMS + 1
        claim = np.arange(count * CLAIMS).reshape(count, CLAIMS)
        claim = np.concatenate([np.full((count, 1), -1), claim], axis=1).ravel()
        take = pa.array(np.where(claim < 0, 0, claim), mask=claim < 0)
        sentence = self.flat.take(take)
        town = np.concatenate(
            [self.title_town[:, None], said.town[self.pick]], axis=1
        ).ravel()  # fmt: skip
        at = pa.array(town)
        start, _ = self.at("town")
        begin = np.concatenate(
            [np.zeros((count, 1), dtype=np.int64), start.reshape(count, CLAIMS)], axis=1
        ).ravel()
        return {
            "place_id": towns_.ids.take(at),
            "lat": pa.array(towns_.lat).take(at),
            "lon": pa.array(towns_.lon).take(at),
            "kind": "settlement",
            "sure": "certain",
            "article": self.id.take(self._each(each)),
            "start": pa.array(begin),
            "claim_id": self.claim_id.take(take),
            "voice": said.party.take(sentence),
            "who": said.speaker.take(sentence),
            "topic": said.topic.take(sentence),
            "stance": said.stance.take(sentence),
            "status": self.status.take(take),
            "event_date": self.event.take(take),
            "statement_date": self.stated.take(take),
            "published": pa.array(np.repeat(self.day, each)),
            "outlet": self.outlet.take(self._each(each)),
            "first_of_name": pa.array(np.ones(len(town), dtype=bool)),
            "first_of_claim": pa.array(claim >= 0),
            "first_of_article": pa.array(first_ones(np.repeat(np.arange(count), each), town)),
        }

    def _distances(self) -> dict[str, Any]:
        start, end = (side[self.far] for side in self.at("distance"))
        km = self.maker.said.km[self.pick.ravel()[self.far]]
        return {
            "id": self.distance_id,
            "article": self.id.take(pa.array(self.far // CLAIMS)),
            "number": pa.array(within(self.far // CLAIMS)),
            "start": pa.array(start),
            "end": pa.array(end),
            "value": pa.array(km),
            "unit": "km",
            "metres": pa.array(km * 1000),
            "qualifier": "up_to",
            "role": "advance",
            "datum": "not given",
        }

    def _dates(self) -> dict[str, Any]:
        start, end = self.at("day")
        return {
            "article": self.id.take(self._each(CLAIMS)),
            "number": pa.array(np.tile(np.arange(CLAIMS), self.count)),
            "start": pa.array(start),
            "end": pa.array(end),
            "surface": self.maker.said.day.take(self.flat),
            "value": pc.strftime(self.stated.cast(pa.timestamp("s")), "%Y-%m-%d"),
            "timex": pc.strftime(self.stated.cast(pa.timestamp("s")), "%Y-%m-%d"),
            "edtf": pc.strftime(self.stated.cast(pa.timestamp("s")), "%Y-%m-%d"),
            "from": self.stated,
            "to": self.stated,
            "basis": "the weekday before the day of publication",
        }

    def _advances(self) -> dict[str, Any]:
        start, end = (side[self.far] for side in self.at("distance"))
        claim = self.claim_id.take(pa.array(self.far))
        km = self.maker.said.km[self.pick.ravel()[self.far]]
        words = pa.array([f"up to {k:g} kilometers" for k in km.tolist()])
        town = pa.array(self.maker.said.town[self.pick.ravel()[self.far]])
        return {
            "id": pc.binary_join_element_wise(claim, self.distance_id, "-"),
            "article": self.id.take(pa.array(self.far // CLAIMS)),
            "start": pa.array(start),
            "end": pa.array(end),
            "claim_id": claim,
            "distance_id": self.distance_id,
            "form": "measure",
            "place_id": self.maker.towns.ids.take(town),
            "missing": lists(np.zeros(len(km), dtype=np.int64), pa.array([], pa.string())),
            "words": words,
            "withheld": "",
        }


def shards(maker: Maker, count: int) -> Iterator[dict[str, pa.Table]]:
    """Yield the tables of each shard of so many articles."""
    for first in range(0, count, _AT_ONCE):
        size = min(_AT_ONCE, count - first)
        made = maker.make(size)
        owner = {
            name: pc.index_in(t["id" if name == "articles" else "article"], made["articles"]["id"])
            .combine_chunks()
            .to_numpy()
            for name, t in made.items()
        }
        for start in range(0, size, ARTICLES_OF_A_SHARD):
            cut = (start, start + ARTICLES_OF_A_SHARD)
            ends = {name: np.searchsorted(owner[name], cut) for name in made}
            yield {n: t.slice(ends[n][0], ends[n][1] - ends[n][0]) for n, t in made.items()}


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write a dataset of so many articles; nothing is flushed, so it is quick."""
    (folder / MANIFEST).mkdir(parents=True, exist_ok=True)
    save = partial(pq.write_table, compression="zstd", compression_level=3)
    for number, made in enumerate(shards(Maker(seed), count)):
        content = f"made {seed} {number}"
        name = shard_name("made", content, "made")
        for kind, rows in made.items():
            (folder / kind).mkdir(exist_ok=True)
            save(rows, folder / kind / f"{name}.parquet")
        counts = {table: rows.num_rows for table, rows in made.items()}
        entry = Entry(name, "made", content, "made", rows=counts, written=time.time())
        text = json.dumps(asdict(entry), sort_keys=True)
        (folder / MANIFEST / f"{name}.json").write_text(text, encoding="utf-8")


def main() -> int:
    """Write the dataset."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    options = parser.parse_args()
    write(options.folder, options.articles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
