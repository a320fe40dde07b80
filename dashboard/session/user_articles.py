"""What a visitor brought and corrected.

Kept in memory for one visit, gone with it, never in another's view. Knows no widget.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TypeVar, cast

from dashboard.query.index import Index
from geodata import gazetteer as gazetteers
from geodata.gazetteer import Gazetteer
from loaders import Article, Corpus, Problem, Relation, read_article
from loaders.compare.novelty import Addition, what_it_adds
from loaders.compare.relations import find_relations
from loaders.documents.corrections import Placing
from loaders.documents.sidecar import FIELDS, Sidecar, parse_sidecar, read_sidecar, write_sidecar
from loaders.model.errors import ArticleError, SidecarError
from loaders.toponyms.excluded import LeftOutName, left_out_names

MOST_FILES = 50
MOST_BYTES = 20_000_000
"""A visit holds no more articles, and no more bytes of them."""
_LONGEST_NAME = 120
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing a visitor stated of an article: a field of its sidecar, or where a name lies.

    ``was`` and ``now`` say it in words.
    """

    sha256: str
    what: str
    was: str
    now: str
    field: str = ""
    placing: Placing | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """An article's bytes, and what was stated with them."""

    file: str
    data: bytes
    sidecar: Sidecar


@dataclass
class Shelf:
    """A visitor's articles and corrections.

    Attributes
    ----------
    staged, joined
        Articles that were read and wait, and those in the view, by the hash of their bytes.
    corrections
        In the order they were made.
    reports
        What is to be said of files that could not be used.
    """

    staged: dict[str, Brought] = field(default_factory=dict)
    joined: dict[str, Brought] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    reports: list[Problem] = field(default_factory=list)
    _originals: dict[str, Brought] = field(default_factory=dict)
    _read: dict[tuple[str, Sidecar], tuple[Article, list[Problem]]] = field(default_factory=dict)
    _made: dict[str, tuple[tuple[object, ...], object]] = field(default_factory=dict)
    _changes: int = 0

    @property
    def touched(self) -> bool:
        """Whether the view differs from everybody's."""
        return bool(self.joined or self.corrections)

    def stage(
        self, file: str, data: bytes, shared: Corpus, sidecar: Sidecar | None = None
    ) -> str | None:
        """Read an article and let it wait; return its hash, or None where it cannot be used.

        ``reports`` then says why.
        """
        name = safe_name(file)
        sha = hashlib.sha256(data).hexdigest()
        held = {**self.staged, **self.joined}
        same = next((other.file for key, other in held.items() if key[:6] == sha[:6]), None)
        same = same or next(
            (article.title for article in shared.articles if article.sha256[:6] == sha[:6]), None
        )
        if same is not None:
            self._refuse(
                name, f"it is here already: the same text as {same}", "Nothing is to be done"
            )
        elif (
            len(held) >= MOST_FILES
            or sum(len(b.data) for b in held.values()) + len(data) > MOST_BYTES
        ):
            self._refuse(
                name,
                f"a visit holds at most {MOST_FILES} articles and {MOST_BYTES // 1_000_000} MB",
                "Remove some first",
            )
        else:
            brought = Brought(name, data, sidecar or Sidecar())
            try:
                self._article(sha, brought)
            except ArticleError as error:
                self._refuse(name, error.problem, error.fix)
            else:
                self.staged[sha] = brought
                return sha
        return None

    def _refuse(self, file: str, problem: str, fix: str) -> None:
        self.reports.append(Problem(file, problem, fix, skipped=True))

    def state(self, sha: str, toml: str) -> None:
        """Take a sidecar for an article that waits or is in the view, in place of what was stated with it.

        Raises
        ------
        SidecarError
            The text is no sidecar.
        """
        shelf = self.staged if sha in self.staged else self.joined
        self._changes += 1
        shelf[sha] = replace(
            shelf[sha], sidecar=parse_sidecar(f"{PurePath(shelf[sha].file).stem}.toml", toml)
        )

    def article(self, sha: str) -> tuple[Article, list[Problem]]:
        """Return a brought article as it is read with its corrections, and what there is to say of it."""
        return self._article(sha, {**self.staged, **self.joined}[sha])

    def _article(self, sha: str, brought: Brought) -> tuple[Article, list[Problem]]:
        stated = self._stated(sha, brought.sidecar)
        key = (sha, stated)
        if key not in self._read:
            # one version of an article is held: the last
            self._read = {k: v for k, v in self._read.items() if k[0] != sha}
            self._read[key] = read_article(brought.file, brought.data, stated)
        return self._read[key]

    def _stated(self, sha: str, base: Sidecar) -> Sidecar:
        """Return a sidecar with the corrections of its article, in order.

        A later one of a name takes the place of an earlier one.
        """
        for correction in self.corrections:
            if correction.sha256 != sha:
                continue
            if correction.placing:
                others = tuple(p for p in base.placings if p.start != correction.placing.start)
                base = replace(base, placings=(*others, correction.placing))
            else:
                base = replace(base, **{correction.field: correction.now or None})  # type: ignore[arg-type]
        return base

    def join(self, shas: Iterable[str]) -> None:
        """Put articles that wait into the view."""
        self._changes += 1
        for sha in list(shas):
            self.joined[sha] = self.staged.pop(sha)

    def remove(self, sha: str) -> None:
        """Forget an article, and what was corrected in it."""
        self._changes += 1
        self.staged.pop(sha, None)
        self.joined.pop(sha, None)
        self.corrections = [c for c in self.corrections if c.sha256 != sha]
        self._read = {k: v for k, v in self._read.items() if k[0] != sha}
        self._made = {}

    def clear(self) -> None:
        """Forget every article that was brought, and every correction."""
        for sha in [*self.staged, *self.joined]:
            self.remove(sha)
        self.corrections, self.reports = [], []

    def correct(self, article: Article, changes: dict[str, str]) -> None:
        """State fields of an article anew (``title``, ``publisher``, ``published``, ``url``; "" takes a statement back).

        Raises
        ------
        SidecarError
            A value makes no sense; none is taken then.
        """
        was = {
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published or "",
            "url": article.url or "",
        }
        differing = {
            name: value.strip()
            for name, value in changes.items()
            if name in FIELDS and value.strip() != was[name]
        }
        given = {name: value for name, value in differing.items() if value}
        parse_sidecar("the form", write_sidecar(replace(Sidecar(), **given)))  # type: ignore[arg-type]  # the fields of a text
        self._changes += 1
        for name, value in differing.items():
            self.corrections.append(
                Correction(article.sha256, name, was[name] or "nothing", value, field=name)
            )

    def place(self, article: Article, placing: Placing, was: str, now: str) -> None:
        """State where a name of an article lies, or that it is no place."""
        self._changes += 1
        self.corrections.append(
            Correction(article.sha256, f"“{placing.words}”", was, now, placing=placing)
        )

    def undo(self, number: int) -> None:
        """Take back a correction, by its place in the list."""
        if 0 <= number < len(self.corrections):
            self._changes += 1
            del self.corrections[number]

    def sidecar_of(self, article: Article, folder: Path) -> Sidecar:
        """Return what is stated of an article, its corrections included."""
        brought = {**self.staged, **self.joined}.get(article.sha256) or self._original(
            article, folder
        )
        return self._stated(article.sha256, brought.sidecar if brought else Sidecar())

    def index(self, shared: Index, folder: Path) -> Index:
        """Return the shared articles as this visitor corrected them, then the visitor's own.

        Parameters
        ----------
        shared
            Everybody's articles, in columns.
        folder
            Where their files lie.
        """
        made = (shared, self._changes)
        return self._once("index", made, lambda: Index(self._make(shared.corpus, folder)))

    def _make(self, shared: Corpus, folder: Path) -> Corpus:
        changed = {correction.sha256 for correction in self.corrections}
        articles, problems = [], list(shared.problems)
        for article in shared.articles:
            original = self._original(article, folder) if article.sha256 in changed else None
            articles.append(self._article(article.sha256, original)[0] if original else article)
        for sha, brought in self.joined.items():
            if any(article.sha256[:6] == sha[:6] for article in shared.articles):
                continue
            article, notices = self._article(sha, brought)
            articles.append(article)
            problems += notices
        return Corpus(tuple(articles), tuple(problems))

    def _original(self, article: Article, folder: Path) -> Brought | None:
        """Return a shared article's bytes, while its file is still what was read."""
        if article.sha256 not in self._originals:
            path = folder / article.file
            try:
                data = path.read_bytes()
                stated = read_sidecar(path)
            except (OSError, SidecarError):
                return None
            if hashlib.sha256(data).hexdigest() != article.sha256:
                return None
            self._originals[article.sha256] = Brought(article.file, data, stated)
        return self._originals[article.sha256]

    def relations(self, corpus: Corpus, gazetteer: Gazetteer) -> list[Relation]:
        """Return how the claims of this visitor's corpus stand to one another."""
        return self._once("relations", (corpus,), lambda: find_relations(corpus, gazetteer))

    def left_out(self, article: Article) -> list[LeftOutName]:
        """Return the names of places in the parts of an article that were left out."""
        return self._once(
            f"left out {article.sha256}",
            (article,),
            lambda: left_out_names(article, gazetteers.load()),
        )

    def adds(self, article: Article, corpus: Corpus, gazetteer: Gazetteer) -> Addition:
        """Return what an article that waits adds to a corpus."""
        return self._once(
            f"adds {article.sha256}",
            (article, corpus),
            lambda: what_it_adds(article, corpus, gazetteer),
        )

    def _once(self, name: str, of: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made last under a name, while it was made of the very same things."""
        held = self._made.get(name)
        if held is None or not all(
            one is other or (isinstance(one, int) and one == other)
            for one, other in zip(held[0], of, strict=True)
        ):
            self._made[name] = held = (of, make())
        return cast("T", held[1])


def safe_name(file: str) -> str:
    """Return a file's name for people: its last part, printable, and not too long.

    It is never used as a path.
    """
    last = PurePath(file.replace("\\", "/")).name
    shown = "".join(char for char in last if char.isprintable()).strip()
    return shown[-_LONGEST_NAME:] or "unnamed.txt"
