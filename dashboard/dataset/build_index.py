"""Build the index of a dataset: one DuckDB file beside its Parquet files, made once.

It holds what the overview asks for: claims with their quotes in the order of their days, the places
that each names, and the words. Articles' texts stay in the Parquet files. The index is written
under another name and renamed, so that one that is there is whole.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.dataset.fault import FORM, INDEX, DatasetError, is_dataset, stamp
from dashboard.dataset.searches import words_of
from loaders.dataset.shards import files_of, read_manifest, repeated

if TYPE_CHECKING:
    import duckdb

_MEMORY, _THREADS = "2GB", 2
"""What DuckDB may hold while it builds; the process takes some 300 MB more."""
_FILES_AT_A_TIME = 500
"""Files of a table that one statement reads: each holds some memory while it is open."""
_CLAIMS_AT_A_TIME = 500_000
"""Claims whose words one statement takes apart."""
_LONGEST_WORD = 40
"""Characters of a word in the index; a longer one is an address or a mistake."""
_SAFE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}
"""Options by which DuckDB loads nothing from outside."""
_DAY = "coalesce(strftime(published, '%Y%m%d')::INTEGER, 0)"
_ARTICLES = f"""
INSERT INTO read_articles
SELECT r.id, r.title, r.publisher, r.outlet, {_DAY}, r.url, r.claims,
  parse_filename(r.filename, true)
FROM read_parquet(?, filename = true) r
WHERE NOT EXISTS (
  SELECT 1 FROM left_out l WHERE l.id = r.id AND l.shard = parse_filename(r.filename, true))
"""  # noqa: S608  (a constant)
_CLAIMS = """
INSERT INTO read_claims
SELECT a.no, a.day, a.outlet, c.voice, c.topic, c.status, c.stance, c.id, c.start,
  c."end", c.who, c.speaker_sure = 'likely', c.quote,
  coalesce(strftime(c.event_date, '%Y%m%d')::INTEGER, 0),
  coalesce(strftime(c.statement_date, '%Y%m%d')::INTEGER, 0)
FROM read_parquet(?, filename = true) c
JOIN articles a ON a.id = c.article AND a.shard = parse_filename(c.filename, true)
"""
_SIGHTINGS = """
INSERT INTO read_sightings
SELECT s.place_id, c.no, c.day, c.event, c.said, c.outlet, c.party, c.topic
FROM read_parquet(?) s JOIN claims c ON c.id = s.claim_id
WHERE s.first_of_claim
"""
_PLACES = """
INSERT INTO read_places
SELECT place_id, min({'name': name, 'kind': kind, 'country': coalesce(country, ''), 'lat': lat,
  'lon': lon})
FROM read_parquet(?) WHERE cls = 'literal' AND place_id IS NOT NULL AND lat IS NOT NULL
  AND lon IS NOT NULL
GROUP BY place_id
"""


def build_index(folder: Path, tell: Callable[[str], None] = lambda _: None) -> Path:
    """Build the index of a dataset; return its file.

    Parameters
    ----------
    folder
        The dataset.
    tell
        Is told what is done next.

    Raises
    ------
    DatasetError
        The folder is no dataset or has no article, DuckDB is missing, or a file is damaged.
    """
    if not is_dataset(folder):
        raise DatasetError(
            f"{folder} is no dataset", "Name a folder that `claimline read … --out` wrote"
        )
    try:
        import duckdb
    except ImportError as error:
        raise DatasetError("DuckDB is not installed", 'pip install "claimline[scale]"') from error
    part = folder / f".{INDEX}-{secrets.token_hex(6)}"
    spill = part.with_name(f"{part.name}-spill")
    given: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "threads": _THREADS,
        "temp_directory": str(spill),
    }
    try:
        with duckdb.connect(str(part), config=given | _SAFE) as connection:
            _Build(connection, folder, tell).run()
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(folder / INDEX)
    except (duckdb.Error, OSError) as error:
        raise DatasetError(
            f"the index was not built ({str(error).splitlines()[0]})",
            "Check the folder, read the sources into it again, then build the index again",
        ) from error
    finally:
        part.unlink(missing_ok=True)
        part.with_name(f"{part.name}.wal").unlink(missing_ok=True)
        shutil.rmtree(spill, ignore_errors=True)
    return folder / INDEX


class _Build:
    """One build: a statement after another on one connection."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, folder: Path, tell: Callable[[str], None]
    ) -> None:
        self._ask, self._many = connection.execute, connection.executemany
        self._folder, self._tell = folder, tell
        self._entries = read_manifest(folder)

    def run(self) -> None:
        """Make every table.

        Raises
        ------
        DatasetError
            The dataset has no article.
        """
        steps = {
            "articles": self._articles,
            "claims": self._claims,
            "places": self._places,
            "counts": self._counts,
            "words": self._words,
        }
        for name, step in steps.items():
            self._tell(f"Building the index: {name} …")
            step()
        self._meta()
        self._ask("CHECKPOINT")

    def _from_files(self, table: str, statement: str) -> None:
        """Run a statement on the files of a table, some at a time."""
        paths = [str(path) for path in files_of(self._folder, self._entries, table)]
        for start in range(0, len(paths), _FILES_AT_A_TIME):
            self._ask(statement, [paths[start : start + _FILES_AT_A_TIME]])

    def _count(self, table: str) -> int:
        return int(self._ask(f"SELECT count(*) FROM {table}").fetchall()[0][0])  # noqa: S608

    def _articles(self) -> None:
        """Number the articles, the newest first, and the outlets."""
        self._ask("CREATE TEMP TABLE left_out (shard VARCHAR, id VARCHAR)")
        rows = [(shard, i) for shard, ids in repeated(self._folder).items() for i in ids]
        if rows:
            self._many("INSERT INTO left_out VALUES (?, ?)", rows)
        self._ask(
            "CREATE TEMP TABLE read_articles (id VARCHAR, title VARCHAR, publisher VARCHAR,"
            " slug VARCHAR, day INTEGER, url VARCHAR, claims INTEGER, shard VARCHAR)"
        )
        self._from_files("articles", _ARTICLES)
        if not self._count("read_articles"):
            raise DatasetError("the dataset holds no article", "Read some articles into it first")
        self._ask(
            "CREATE TABLE outlets AS SELECT (row_number() OVER (ORDER BY n DESC, slug) - 1)"
            "::INTEGER AS no, * FROM (SELECT slug, mode(publisher) AS name, count(*) AS n"
            " FROM read_articles GROUP BY slug)"
        )
        self._ask(
            "CREATE TABLE articles AS SELECT (row_number() OVER () - 1)::INTEGER AS no, * FROM"
            " (SELECT r.id, r.title, o.no AS outlet, r.day, r.url, r.claims, r.shard"
            " FROM read_articles r JOIN outlets o USING (slug) ORDER BY r.day DESC, r.id)"
        )
        self._ask("DROP TABLE read_articles")

    def _claims(self) -> None:
        """Number the claims in the order of their articles; name parties and topics once."""
        self._ask(
            "CREATE TEMP TABLE read_claims (article INTEGER, day INTEGER, outlet INTEGER,"
            " party VARCHAR, topic VARCHAR, status VARCHAR, stance VARCHAR, id VARCHAR,"
            ' start INTEGER, "end" INTEGER, who VARCHAR, likely BOOLEAN, quote VARCHAR,'
            " event INTEGER, said INTEGER)"
        )
        self._from_files("claims", _CLAIMS)
        for table, column in (("parties", "party"), ("topics", "topic")):
            self._ask(
                f"CREATE TABLE {table} AS SELECT (row_number() OVER (ORDER BY n DESC, name) - 1)"  # noqa: S608
                f"::USMALLINT AS no, * FROM (SELECT {column} AS name, count(*) AS n"
                " FROM read_claims GROUP BY ALL)"
            )
        self._ask(
            "CREATE TABLE claims AS SELECT (row_number() OVER () - 1)::INTEGER AS no, *,"
            " article IS DISTINCT FROM lag(article) OVER () AS first FROM"
            " (SELECT c.* REPLACE (p.no AS party, t.no AS topic)"
            " FROM read_claims c JOIN parties p ON p.name = c.party"
            " JOIN topics t ON t.name = c.topic ORDER BY c.article, c.start, c.id)"
        )
        self._ask("DROP TABLE read_claims")

    def _places(self) -> None:
        """List the places that claims name, and which claim names which."""
        self._ask("CREATE TEMP TABLE read_places (id VARCHAR, about STRUCT(name VARCHAR,"
                  " kind VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE))")  # fmt: skip
        self._from_files("places", _PLACES)
        self._ask(
            "CREATE TEMP TABLE read_sightings (id VARCHAR, claim INTEGER, day INTEGER,"
            " event INTEGER, said INTEGER, outlet INTEGER, party USMALLINT, topic USMALLINT)"
        )
        self._from_files("sightings", _SIGHTINGS)
        self._ask(
            "CREATE TABLE places AS SELECT (row_number() OVER (ORDER BY n DESC, id) - 1)::INTEGER"
            " AS no, id, unnest(about), n FROM (SELECT id, min(about) AS about FROM read_places"
            " GROUP BY id) JOIN (SELECT id, count(*) AS n FROM read_sightings GROUP BY id)"
            " USING (id)"
        )
        self._ask(
            "CREATE TABLE sightings AS SELECT p.no AS place, s.* EXCLUDE (id)"
            " FROM read_sightings s JOIN places p USING (id) ORDER BY s.claim, p.no"
        )
        for table in ("read_places", "read_sightings"):
            self._ask(f"DROP TABLE {table}")

    def _counts(self) -> None:
        """Count beforehand what is asked most: all of it, a party, a topic."""
        self._ask(
            "CREATE TABLE days AS SELECT day, party, topic, count(*)::INTEGER AS n FROM claims"
            " GROUP BY ALL ORDER BY ALL"
        )
        self._ask(
            "CREATE TABLE named AS SELECT place, party, topic, count(*)::INTEGER AS n"
            " FROM sightings GROUP BY ALL ORDER BY ALL"
        )
        # the ends of a filter of days, and the parts that days are counted by
        self._ask(
            "CREATE TABLE calendar AS SELECT 'publication' AS clock, day FROM articles GROUP BY ALL"
            " UNION ALL SELECT 'event', event FROM claims GROUP BY ALL"
            " UNION ALL SELECT 'statement', said FROM claims GROUP BY ALL"
        )
        self._ask("DELETE FROM calendar WHERE day = 0")
        each = [
            f"SELECT '{column}' AS kind, {column}::INTEGER AS no, count(*) AS claims,"  # noqa: S608
            f" count(DISTINCT article) AS articles FROM claims GROUP BY {column}"
            for column in ("party", "topic")
        ]
        each.append("SELECT 'claims', 0, count(*), count(*) FILTER (first) FROM claims")
        self._ask(f"CREATE TABLE totals AS {' UNION ALL '.join(each)}")

    def _words(self) -> None:
        """List the words of the quotes and speakers, and which claim holds which."""
        self._ask("CREATE TEMP TABLE read_words (claim INTEGER, word VARCHAR)")
        self._ask("CREATE TEMP TABLE vocabulary (no INTEGER, word VARCHAR PRIMARY KEY)")
        self._ask("CREATE TEMP TABLE read_postings (word INTEGER, claim INTEGER)")
        for start in range(0, self._count("claims"), _CLAIMS_AT_A_TIME):
            self._ask(
                "INSERT INTO read_words SELECT no, unnest(list_distinct("  # noqa: S608
                f"{words_of('quote || chr(32) || who')})) FROM claims WHERE no >= ? AND no < ?",
                [start, start + _CLAIMS_AT_A_TIME],
            )
            self._ask(f"DELETE FROM read_words WHERE word = '' OR length(word) > {_LONGEST_WORD}")  # noqa: S608
            self._ask(
                "INSERT INTO vocabulary SELECT (row_number() OVER ()) + (SELECT count(*)"
                " FROM vocabulary), word FROM (SELECT DISTINCT word FROM read_words"
                " ANTI JOIN vocabulary USING (word))"
            )
            self._ask(
                "INSERT INTO read_postings SELECT v.no, r.claim FROM read_words r"
                " JOIN vocabulary v USING (word)"
            )
            self._ask("TRUNCATE read_words")
        self._ask("CREATE TABLE words AS SELECT no, word FROM vocabulary ORDER BY no")
        self._ask("CREATE TABLE postings AS SELECT * FROM read_postings ORDER BY word, claim")

    def _meta(self) -> None:
        """State what the index was made of; a reader takes no index without it."""
        about: dict[str, Any] = {
            "form": FORM,
            "stamp": stamp(entry.shard for entry in self._entries),
            "articles": self._count("articles"),
            "claims": self._count("claims"),
            "places": self._count("places"),
        }
        self._ask("CREATE TABLE meta (name VARCHAR, value VARCHAR)")
        self._many("INSERT INTO meta VALUES (?, ?)", [(n, str(v)) for n, v in about.items()])
