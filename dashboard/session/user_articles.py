"""A visitor's own articles and corrections.

They are held in memory for one visit, and no other visitor sees them. Imports no Streamlit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TypeVar, cast

from dashboard.query.index import Index
from dashboard.session.own_records import Correction, UserArticle
from geodata import gazetteer as gazetteers
from geodata.gazetteer import Gazetteer
from geodata.place import Place
from loaders import Article, Corpus, Problem, Relation, read_article
from loaders.compare.novelty import Addition, what_it_adds
from loaders.compare.relations import find_relations
from loaders.documents.corrections import Placing, Speaking
from loaders.documents.sidecar import FIELDS, Sidecar, parse_sidecar, read_sidecar, write_sidecar
from loaders.model.errors import ArticleError, SidecarError
from loaders.model.ids import stem_of
from loaders.text.segment import fold_space
from loaders.toponyms.excluded import LeftOutName, left_out_names

MOST_FILES = 50
MOST_BYTES = 20_000_000
"""Articles of one visit at most, and bytes of them: they are held in memory. One upload may have as
many bytes (``server.maxUploadSize`` in .streamlit/config.toml)."""
_LONGEST_NAME = 120
"""Characters of a file's name that are shown: the last ones, with its ending."""
_SHOWN = 80
"""Characters of a claim that name its correction."""
T = TypeVar("T")


@dataclass
class UserArticles:
    """A visitor's articles and corrections.

    Attributes
    ----------
    staged, joined
        The articles that are read but not yet in the view, and those in it, by the hash of their
        bytes.
    corrections
        The corrections, in the order they were made.
    reports
        The problems of files that could not be used.
    """

    staged: dict[str, UserArticle] = field(default_factory=dict)
    joined: dict[str, UserArticle] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    reports: list[Problem] = field(default_factory=list)
    _originals: dict[str, UserArticle] = field(default_factory=dict)
    _read: dict[tuple[str, Sidecar], tuple[Article, list[Problem]]] = field(default_factory=dict)
    _cached: dict[str, tuple[tuple[object, ...], object]] = field(default_factory=dict)
    _changes: int = 0
    _places: tuple[Place, ...] = ()
    """The places that the folder's ``story.toml`` states."""

    @property
    def touched(self) -> bool:
        """Whether this visitor's articles differ from the shared ones."""
        return bool(self.joined or self.corrections)

    def stage(
        self, file: str, data: bytes, shared: Corpus, sidecar: Sidecar | None = None
    ) -> str | None:
        """Read an article, and stage it until it joins the view.

        Parameters
        ----------
        file
            The file's name.
        data
            Its bytes.
        shared
            The articles of the folder.
        sidecar
            What is stated of the article.

        Returns
        -------
        str or None
            Its hash; None where it cannot be used, and ``reports`` says why.
        """
        name = safe_name(file)
        sha = hashlib.sha256(data).hexdigest()
        fault = self._why_refused(sha, data, shared)
        if fault:
            self._refuse(name, *fault)
            return None
        item = UserArticle(name, data, sidecar or Sidecar())
        try:
            self._article(sha, item)
        except ArticleError as error:
            self._refuse(name, error.problem, error.fix)
            return None
        self.staged[sha] = item
        return sha

    def _why_refused(self, sha: str, data: bytes, shared: Corpus) -> tuple[str, str] | None:
        """Return why a file is not read, and how to fix it; None where it may be read."""
        own = {**self.staged, **self.joined}
        same = next((other.file for key, other in own.items() if key == sha), None)
        same = same or next(
            (
                article.title
                for article in shared.articles
                if stem_of(article.sha256) == stem_of(sha)
            ),
            None,
        )
        if same is not None:
            return f"it is here already: the same text as {same}", "There is nothing to do"
        total = sum(len(item.data) for item in own.values()) + len(data)
        if len(own) >= MOST_FILES or total > MOST_BYTES:
            limit = f"{MOST_FILES} articles and {MOST_BYTES // 1_000_000} MB"
            return f"a visit holds at most {limit}", "Remove some first"
        return None

    def _refuse(self, file: str, problem: str, fix: str) -> None:
        self.reports.append(Problem(file, problem, fix, skipped=True))

    def set_sidecar(self, sha: str, toml: str) -> None:
        """Replace the sidecar of an article.

        Parameters
        ----------
        sha
            The article's hash.
        toml
            The sidecar's text.

        Raises
        ------
        SidecarError
            The text is no sidecar.
        """
        group = self.staged if sha in self.staged else self.joined
        self._changes += 1
        sidecar = parse_sidecar(f"{PurePath(group[sha].file).stem}.toml", toml)
        group[sha] = replace(group[sha], sidecar=sidecar)

    def state(self, sha: str, given: dict[str, str]) -> None:
        """Take what the visitor says of an own article: its title, outlet, day and address.

        Parameters
        ----------
        sha
            The article's hash.
        given
            Values of ``FIELDS``; of an empty one nothing is said.

        Raises
        ------
        SidecarError
            A value makes no sense; then none is taken.
        """
        group = self.staged if sha in self.staged else self.joined
        values = {name: given[name].strip() or None for name in FIELDS if name in given}
        stated = replace(group[sha].sidecar, **values)  # type: ignore[arg-type]  # fields of text
        only = {name: getattr(stated, name) for name in FIELDS}
        parse_sidecar("the form", write_sidecar(replace(Sidecar(), **only)))
        self._changes += 1
        group[sha] = replace(group[sha], sidecar=stated)

    def stated_of(self, sha: str) -> Sidecar:
        """Return what the visitor says of an own article, with its corrections."""
        return self._stated(sha, {**self.staged, **self.joined}[sha].sidecar)

    @property
    def changes(self) -> int:
        """How often something was changed: a form that shows what was read is then a new one."""
        return self._changes

    def article(self, sha: str) -> tuple[Article, list[Problem]]:
        """Return an article as it is read with its corrections, and the problems met."""
        return self._article(sha, {**self.staged, **self.joined}[sha])

    def _article(self, sha: str, item: UserArticle) -> tuple[Article, list[Problem]]:
        stated = self._stated(sha, item.sidecar)
        key = (sha, stated)
        if key not in self._read:
            # only the last version of an article is cached
            self._read = {k: v for k, v in self._read.items() if k[0] != sha}
            places = gazetteers.load().stating(self._places)
            self._read[key] = read_article(item.file, item.data, stated, places)
        return self._read[key]

    def _stated(self, sha: str, base: Sidecar) -> Sidecar:
        """Return a sidecar with the corrections of its article.

        Of one name or claim the last one counts.
        """
        for correction in self.corrections:
            if correction.sha256 != sha:
                continue
            if correction.placing:
                others = tuple(p for p in base.placings if p.start != correction.placing.start)
                base = replace(base, placings=(*others, correction.placing))
            elif correction.speaking:
                base = replace(base, speakings=_with(base.speakings, correction.speaking))
            else:
                changes = {correction.field: correction.now or None}
                base = replace(base, **changes)  # type: ignore[arg-type]  # fields of text
        return base

    def join(self, shas: Iterable[str]) -> None:
        """Put staged articles into the view."""
        self._changes += 1
        for sha in list(shas):
            self.joined[sha] = self.staged.pop(sha)

    def remove(self, sha: str) -> None:
        """Forget an article and its corrections."""
        self._changes += 1
        self.staged.pop(sha, None)
        self.joined.pop(sha, None)
        self.corrections = [c for c in self.corrections if c.sha256 != sha]
        self._read = {k: v for k, v in self._read.items() if k[0] != sha}
        self._cached = {}

    def clear(self) -> None:
        """Forget every own article and every correction."""
        for sha in [*self.staged, *self.joined]:
            self.remove(sha)
        self.corrections, self.reports = [], []

    def correct(self, article: Article, changes: dict[str, str]) -> None:
        """Correct fields of an article.

        Parameters
        ----------
        article
            The article.
        changes
            New values of ``title``, ``publisher``, ``published`` or ``url``; "" takes back what was
            stated.

        Raises
        ------
        SidecarError
            A value makes no sense; then none is changed.
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
        stated = replace(Sidecar(), **given)  # type: ignore[arg-type]  # fields of text
        parse_sidecar("the form", write_sidecar(stated))
        self._changes += 1
        for name, value in differing.items():
            self.corrections.append(
                Correction(article.sha256, name, was[name] or "nothing", value, field=name)
            )

    def place(self, article: Article, placing: Placing, was: str, now: str) -> None:
        """Correct where a name of an article lies, or that it is no place."""
        self._changes += 1
        self.corrections.append(
            Correction(article.sha256, f"“{placing.words}”", was, now, placing=placing)
        )

    def attribute(self, article: Article, speaking: Speaking, was: str, now: str) -> None:
        """Correct who says a claim of an article, or that it is no claim."""
        self._changes += 1
        words = fold_space(speaking.words)
        if len(words) > _SHOWN:
            words = f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"
        what = f"claim “{words}”"
        self.corrections.append(Correction(article.sha256, what, was, now, speaking=speaking))

    def undo(self, number: int) -> None:
        """Take back the correction of this number in ``corrections``."""
        if 0 <= number < len(self.corrections):
            self._changes += 1
            del self.corrections[number]

    def sidecar_of(self, article: Article, folder: Path) -> Sidecar:
        """Return the sidecar of an article, with its corrections."""
        own = {**self.staged, **self.joined}.get(article.sha256)
        item = own or self._original(article, folder)
        return self._stated(article.sha256, item.sidecar if item else Sidecar())

    def index(self, shared: Index, folder: Path) -> Index:
        """Return the shared articles as this visitor corrected them, then the visitor's own.

        Parameters
        ----------
        shared
            The articles of the folder, in columns.
        folder
            The folder.
        """
        made_of = (shared, self._changes)
        return self._once("index", made_of, lambda: Index(self._corpus(shared.corpus, folder)))

    def _corpus(self, shared: Corpus, folder: Path) -> Corpus:
        if self._places != shared.story.places:
            self._places, self._read = shared.story.places, {}
        changed = {correction.sha256 for correction in self.corrections}
        articles, problems = [], list(shared.problems)
        for article in shared.articles:
            original = self._original(article, folder) if article.sha256 in changed else None
            if original is None:
                articles.append(article)
                continue
            corrected, notices = self._article(article.sha256, original)
            articles.append(corrected)
            problems += [notice for notice in notices if notice not in problems]
        for sha, item in self.joined.items():
            # the folder may have got the same article since
            if any(stem_of(article.sha256) == stem_of(sha) for article in shared.articles):
                continue
            article, notices = self._article(sha, item)
            articles.append(article)
            problems += notices
        return Corpus(tuple(articles), tuple(problems), shared.story)

    def _original(self, article: Article, folder: Path) -> UserArticle | None:
        """Return the bytes and sidecar of a shared article; None if its file has changed."""
        if article.sha256 not in self._originals:
            path = folder / article.file
            try:
                data = path.read_bytes()
                stated = read_sidecar(path)
            except (OSError, SidecarError):
                return None
            if hashlib.sha256(data).hexdigest() != article.sha256:
                return None
            self._originals[article.sha256] = UserArticle(article.file, data, stated)
        return self._originals[article.sha256]

    def relations(self, corpus: Corpus, gazetteer: Gazetteer) -> list[Relation]:
        """Return the relations between the claims of this visitor's corpus."""
        return self._once("relations", (corpus,), lambda: find_relations(corpus, gazetteer))

    def left_out(self, article: Article) -> list[LeftOutName]:
        """Return the names of places in an article's excluded parts."""
        return self._once(
            f"left out {article.sha256}",
            (article,),
            lambda: left_out_names(article, gazetteers.load()),
        )

    def adds(self, article: Article, corpus: Corpus, gazetteer: Gazetteer) -> Addition:
        """Return what a staged article adds to a corpus."""
        return self._once(
            f"adds {article.sha256}",
            (article, corpus),
            lambda: what_it_adds(article, corpus, gazetteer),
        )

    def _once(self, name: str, of: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was cached under a name, if it was made of the very same objects."""
        cached = self._cached.get(name)
        if cached is None or not all(
            one is other or (isinstance(one, int) and one == other)
            for one, other in zip(cached[0], of, strict=True)
        ):
            self._cached[name] = cached = (of, make())
        return cast("T", cached[1])


def _with(earlier: Iterable[Speaking], last: Speaking) -> tuple[Speaking, ...]:
    """Return corrections of claims with another one; of one claim they are made one."""
    same = [each for each in earlier if each.of_same(last)]
    others = [each for each in earlier if not each.of_same(last)]
    return (*others, last.after(same[-1]) if same else last)


def safe_name(file: str) -> str:
    """Return a file's name to show: its last part, printable and not too long. It is no path."""
    last = PurePath(file.replace("\\", "/")).name
    shown = "".join(char for char in last if char.isprintable()).strip()
    return shown[-_LONGEST_NAME:] or "unnamed.txt"
