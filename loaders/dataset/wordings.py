"""Two wordings of one speaker's statement, found in the whole dataset by blocks of speakers.

A block is read, compared and written like a part of a source: anywhere, in any order, and not again
while no shard has changed. Only articles of two weeks are compared.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geodata import gazetteer
from loaders.compare.relations import find_wordings
from loaders.dataset import shards
from loaders.dataset.article_rows import relation_row
from loaders.dataset.schema import tables
from loaders.dataset.shards import Entry, shard_name
from loaders.model.records import NARRATOR, Article, Claim

SOURCE = "wordings"
"""What the manifest says that the shards were made from."""
_CLAIMS_OF_A_BLOCK = 100_000
_COLUMNS = [
    "id",
    "article",
    "start",
    "end",
    "quote",
    "speaker",
    "speaker_sure",
    "voice",
    "published",
]
_BLANK_ARTICLE: dict[str, Any] = {
    **dict.fromkeys(("file", "sha256", "text", "title", "publisher", "language"), ""),
    **dict.fromkeys(("title_span", "subtitle_span", "url")),
    **dict.fromkeys(("agencies", "body_spans", "excluded"), ()),
}
_BLANK_CLAIM: dict[str, Any] = {
    **dict.fromkeys(("speaker_start", "speaker_end", "event_date", "statement_date")),
    **dict.fromkeys(("relay", "place_ids", "distance_ids"), ()),
}
_SPANS = [column.name for column in tables()["relations"]].index("spans")


@dataclass(frozen=True, slots=True)
class BlockJob:
    """The speakers of a block, whose wordings are to be compared."""

    folder: str
    number: int
    of: int
    content: str
    rules: str

    @property
    def name(self) -> str:
        """The shard's name."""
        return shard_name(SOURCE, self.content, self.rules)


def blocks(folder: Path, entries: Sequence[Entry], rules: str) -> list[BlockJob]:
    """Return the blocks of a dataset: one for so many claims."""
    read = [entry for entry in entries if entry.source != SOURCE]
    claims = sum(entry.rows.get("claims", 0) for entry in read)
    of = max(1, round(claims / _CLAIMS_OF_A_BLOCK))
    made_from = hashlib.sha256("\n".join(entry.shard for entry in read).encode()).hexdigest()
    return [
        BlockJob(str(folder), n, of, f"{made_from} {n} of {of}", rules) for n in range(of) if claims
    ]


def compare_block(job: BlockJob) -> Entry:
    """Compare the wordings of a block's speakers and write its shard; return its entry."""
    folder = Path(job.folder)
    said: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in _rows(folder, job):
        said[row["speaker"]].append(row)
    relations = []
    for speaker in sorted(said):
        relations += _of_speaker(said[speaker])
    entry = Entry(job.name, SOURCE, job.content, job.rules)
    made = shards.table_of("relations", relations)
    return shards.write_shard(folder, entry, {"relations": made})


def _rows(folder: Path, job: BlockJob) -> Iterator[Mapping[str, Any]]:
    """Yield the claims of a block's speakers, in the order of the shards."""
    left_out = shards.repeated(folder)
    for path in shards.files_of(folder, shards.read_manifest(folder), "claims"):
        table = pq.read_table(path, columns=_COLUMNS)
        known = pc.and_(
            pc.not_equal(table["speaker_sure"], "unsure"), pc.not_equal(table["voice"], NARRATOR)
        )
        speakers = [
            name
            for name in table["speaker"].unique().to_pylist()
            if zlib.crc32(name.encode()) % job.of == job.number
        ]
        inside = pc.is_in(table["speaker"], value_set=pa.array(speakers, pa.string()))
        gone = set(left_out.get(path.stem, ()))
        for row in table.filter(pc.and_(known, inside)).to_pylist():
            if row["article"] not in gone:
                yield row


def _of_speaker(rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Return the rows of the relations between the wordings of one speaker."""
    spans = {
        row["id"]: {"article": row["article"], "start": row["start"], "end": row["end"]}
        for row in rows
    }
    articles: dict[str, Article] = {}
    claims = [
        (articles.setdefault(row["article"], _article(row)), _claim(row), row["quote"])
        for row in rows
    ]
    made = []
    for relation in find_wordings(claims, gazetteer.load()):
        row = relation_row(relation)
        row[_SPANS] = [spans[relation.a], spans[relation.b]]
        made.append(row)
    return made


def _article(row: Mapping[str, Any]) -> Article:
    """Return what of an article a comparison of wordings looks at: its day."""
    return Article(
        id=row["article"],
        published=str(row["published"]) if row["published"] is not None else None,
        **_BLANK_ARTICLE,
    )


def _claim(row: Mapping[str, Any]) -> Claim:
    """Return what of a claim a comparison of wordings looks at: who says it."""
    return Claim(
        start=row["start"],
        end=row["end"],
        id=row["id"],
        speaker=row["speaker"],
        speaker_sure=row["speaker_sure"],
        party=row["voice"],
        topic="",
        stance="asserts",
        status="asserted",
        **_BLANK_CLAIM,
    )
