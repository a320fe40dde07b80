"""What changed between two runs of the loaders: articles, their metadata and their records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from loaders.model.as_json import article_json
from loaders.pipeline import read_paths

Records = Mapping[str, Any]
Kind = Literal["added", "removed", "changed"]
_STATED = ("file", "title", "publisher", "published", "url", "agencies", "language")
_RECORDS = {
    "claims": "claim",
    "places": "place",
    "dates": "date",
    "distances": "distance",
    "excluded": "part left out",
}
_LONGEST = 90
"""Characters of a value that a change shows: it fits on one line of a terminal."""


class RunError(ValueError):
    """A run cannot be read; the message names the file and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two runs.

    Attributes
    ----------
    kind
        Whether it was added, removed or changed.
    article
        Id of the article; that of the newer run if it is in both.
    what
        ``article``, one of its fields, ``claim``, ``place``, ``date``, ``distance``, or ``part left
        out``.
    where
        The characters ``[start, end)`` of the file, or None for the article itself.
    old, new
        The values in words; "" if there is none.
    """

    kind: Kind
    article: str
    what: str
    where: tuple[int, int] | None
    old: str
    new: str

    def __str__(self) -> str:
        sign = {"added": "+", "removed": "-", "changed": "~"}[self.kind]
        where = f" at {self.where[0]}–{self.where[1]}" if self.where else ""
        values = self.old or self.new
        if self.kind == "changed":
            values = " → ".join(words for words in (self.old, self.new) if words)
        return f"{sign} {self.article}: {self.what}{where}: {values}"

    def to_json(self) -> dict[str, Any]:
        """Return the change as JSON values."""
        return {
            "change": self.kind,
            "article": self.article,
            "what": self.what,
            "start": self.where[0] if self.where else None,
            "end": self.where[1] if self.where else None,
            "old": self.old,
            "new": self.new,
        }


def read_run(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a run as JSON objects.

    Parameters
    ----------
    path
        A ``.jsonl`` file that ``--json`` printed, or articles to read now.

    Raises
    ------
    RunError
        There is no such path, or the file is not what ``--json`` prints.
    """
    if not path.exists():
        raise RunError(f"{path}: there is no such file or folder")
    if path.suffix.lower() != ".jsonl":
        return [article_json(article) for article in read_paths([path]).articles]
    articles = []
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            article = json.loads(line) if line.strip() else None
            if article is not None and not (
                isinstance(article, dict) and {"id", "sha256", "claims", "places"} <= set(article)
            ):
                raise RunError(
                    f"{path}, line {number}:"
                    " not an article as `python -m loaders PATH --json` prints it"
                )
            articles += [article] if article else []
    except (json.JSONDecodeError, UnicodeDecodeError, OSError) as error:
        raise RunError(f"{path}: cannot be read as JSON lines ({error})") from error
    return articles


def find_changes(old: Sequence[Records], new: Sequence[Records]) -> Iterator[Change]:
    """Yield what changed between two runs, in the order of the newer one.

    Articles are matched by the hash of their file, else by the file's name; claims and other
    records by their characters.
    """
    left = {article["sha256"]: article for article in old}
    files = {
        article.get("file"): article
        for article in old
        if article["sha256"] not in {a["sha256"] for a in new}
    }
    matched: set[str] = set()
    for article in new:
        before = left.get(article["sha256"]) or files.get(article.get("file"))
        if before is None or before["sha256"] in matched:
            yield Change("added", article["id"], "article", None, "", _title(article))
            continue
        matched.add(before["sha256"])
        yield from _article(before, article)
    for article in old:
        if article["sha256"] not in matched:
            yield Change("removed", article["id"], "article", None, _title(article), "")


def _title(article: Records) -> str:
    return f"{article.get('title', '')} ({len(article['claims'])} claims)"


def _article(old: Records, new: Records) -> Iterator[Change]:
    if old["sha256"] != new["sha256"]:
        yield Change("changed", new["id"], "text", None, old["sha256"][:12], new["sha256"][:12])
    for name in _STATED:
        if old.get(name) != new.get(name):
            words = (_word(old.get(name)), _word(new.get(name)))
            yield Change("changed", new["id"], name, None, *words)
    for name, what in _RECORDS.items():
        yield from _records(new["id"], what, old.get(name, ()), new.get(name, ()))


def _records(
    article: str, what: str, old: Iterable[Records], new: Iterable[Records]
) -> Iterator[Change]:
    before, after = _by_place(old), _by_place(new)
    for key, record in after.items():
        span = (record["start"], record["end"])
        if key not in before:
            yield Change("added", article, what, span, "", _record(record))
            continue
        names = [
            n
            for n in {**before[key], **record}
            if n not in {"id", "start", "end"} and before[key].get(n) != record.get(n)
        ]
        for name in names:
            words = (_word(before[key].get(name)), _word(record.get(name)))
            yield Change("changed", article, f"{what}’s {name}", span, *words)
    for key, record in before.items():
        if key not in after:
            span = (record["start"], record["end"])
            yield Change("removed", article, what, span, _record(record), "")


def _by_place(records: Iterable[Records]) -> dict[tuple[int, int, int], Records]:
    """Return records by their characters, and a number for those with the same characters."""
    by_place: dict[tuple[int, int, int], Records] = {}
    for record in records:
        number = 0
        while (record["start"], record["end"], number) in by_place:
            number += 1
        by_place[record["start"], record["end"], number] = record
    return by_place


def _record(record: Records) -> str:
    words = [
        _word(record[name])
        for name in ("speaker", "surface", "topic", "value", "name", "reason")
        if record.get(name)
    ]
    return ", ".join(dict.fromkeys(words))[:_LONGEST]


def _word(value: object) -> str:
    if isinstance(value, list):
        value = ", ".join(str(part) for part in value)
    words = "(none)" if value in (None, "") else str(value)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
