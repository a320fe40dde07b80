"""Read articles: one file goes through all stages in order, and never needs another file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from geodata import gazetteer as gazetteers
from geodata.gazetteer import Gazetteer
from geodata.place import Place
from loaders import cache
from loaders.claims.advances import find_advances
from loaders.claims.build import Mentioned, find_claims
from loaders.claims.distances import find_distances
from loaders.claims.shares import find_shares
from loaders.dates import find_dates
from loaders.dates.entries import entry_days
from loaders.documents.corrections import place_again, speak_again
from loaders.documents.dateline import find_dateline
from loaders.documents.metadata import parse
from loaders.documents.publisher.notices import foreign_language
from loaders.documents.sidecar import Sidecar, read_sidecar
from loaders.documents.source import SUFFIXES, read_source
from loaders.model.errors import ArticleError, SidecarError
from loaders.model.ids import stem_of
from loaders.model.records import Article, Corpus, Mention, Problem, Span, Story
from loaders.speakers.party.known import country_of_outlet
from loaders.story import read_story
from loaders.text.segment import Paragraph, cut_long, find_quotes, find_sentences, trim
from loaders.toponyms.mentions import find_places
from loaders.toponyms.roads import find_roads
from loaders.toponyms.whereabouts.exact_ground import find_ground

_FILES_AT_A_TIME = 20
"""Files that are read and cached together: with more, only memory would grow."""
_DATELINE_WITHIN = 3
"""Paragraphs in which a dateline may stand: a summary or a note comes before some."""
_DEEPEST = 12
"""Folders inside each other that are looked into."""
_COMPANION = re.compile(
    r"[_-](?:files|dateien|fichiers|archivos|file|bestanden|pliki)$", re.IGNORECASE
)
"""The name of the folder in which a browser saves a page's pictures and scripts."""
_PICTURE = "It is a picture: copy the article's text into a file"
_MENDS = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".tif", ".tiff"), _PICTURE),
    **dict.fromkeys((".doc", ".odt", ".pages", ".wps"), "Open it and save it as .docx or text"),
    **dict.fromkeys((".zip", ".7z", ".rar", ".tar", ".gz", ".tgz"), "Unpack it first"),
    **dict.fromkeys((".msg", ".mbox", ".pst"), "Save the mail as .eml, or its text"),
    **dict.fromkeys((".webarchive", ".maff"), "Save the page as HTML or PDF"),
    **dict.fromkeys((".csv", ".xlsx", ".xls", ".json", ".jsonl"), "Save each article as a file"),
    **dict.fromkeys((".url", ".webloc", ".lnk"), "Open the link and save the page as HTML or PDF"),
    **dict.fromkeys((".epub", ".mobi"), "Save the article's text in a file"),
}
"""How to fix it, by the ending of a file that is not read."""
_NOT_GROUND = frozenset({"metonym", "modifier"})
"""Roles of a name that a dateline changes to the ground."""
_LONGEST_PARAGRAPH = 20_000
"""Characters of a paragraph at most; a longer one is read in parts, so that a file on one line
takes no longer than the same words on many lines."""


def read_article(
    file: str, data: bytes, sidecar: Sidecar | None = None, gazetteer: Gazetteer | None = None
) -> tuple[Article, list[Problem]]:
    """Return one article with every record read from it, and the problems met.

    Parameters
    ----------
    file
        The file's name: its ending says the format, and messages name it. Nothing is opened.
    data
        The file's bytes.
    sidecar
        What is stated of the article besides its text.
    gazetteer
        The places to recognise; the shipped ones by default.

    Raises
    ------
    ArticleError
        The bytes cannot be read as an article.
    """
    stated = sidecar or Sidecar()
    given = [placing.given for placing in stated.placings if placing.given]
    places_table = (gazetteer or gazetteers.load()).with_places(given)
    source = read_source(file, data)
    article, problems = parse(file, source, stated)
    dateline = _dateline(article)
    paragraphs = _paragraphs(article, dateline)
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
    text = article.text
    foreign = bool(foreign_language(article.language))
    mentions = [] if foreign else find_places(text, sentences, places_table)
    mentions = _literal_dateline(mentions, dateline)
    mentions += find_roads(text, sentences, mentions)
    distances = find_distances(text, sentences)
    mentions, said = find_ground(text, sentences, mentions, distances)
    given += said
    places_table = places_table.with_places(said)
    mentions, misfits = place_again(article, mentions, stated.placings, places_table)
    entries = entry_days(
        [(part.end, text[part.start : part.end]) for part in article.excluded],
        [part.start for part in article.body_spans],
        article.published,
    )
    latest = max([day.isoformat() for _, day in entries] + [article.published or ""])
    mentioned = Mentioned(
        places=mentions,
        dates=find_dates(
            text,
            [p.span for p in paragraphs],
            {i: p.quotes for i, p in enumerate(paragraphs)},
            article.published,
            entries,
            country_of_outlet(article.publisher),
        ),
        distances=distances,
    )
    claims = (
        []
        if foreign
        else find_claims(
            text,
            article.sha256,
            article.publisher,
            paragraphs,
            mentioned,
            places_table,
            latest or None,
        )
    )
    claims, unfitting = speak_again(article, claims, stated.speakings)
    read = replace(
        article,
        sentences=tuple(sentences),
        places=tuple(mentioned.places),
        dates=tuple(mentioned.dates),
        distances=tuple(mentioned.distances),
        claims=tuple(claims),
        given_places=tuple(given),
    )
    read = replace(
        read,
        advances=tuple(find_advances(read, places_table)),
        shares=tuple(find_shares(read, places_table)),
    )
    return read, [*problems, *misfits, *unfitting]


def _dateline(article: Article) -> Span | None:
    """Return the dateline that one of the article's first paragraphs begins with, or None."""
    heads = [article.subtitle_span] if article.subtitle_span else []
    for index, part in enumerate([*heads, *article.body_spans[:_DATELINE_WITHIN]]):
        match = find_dateline(article.text, part, first=index <= len(heads))
        if match:
            return trim(article.text, part.start, part.start + match.end())
    return None


def _literal_dateline(mentions: Sequence[Mention], dateline: Span | None) -> list[Mention]:
    """Return the mentions, that of a dateline as literal: the article was written there."""
    return [
        replace(m, role="literal", why=f"{m.why}; the place of the dateline")
        if dateline and dateline.start <= m.start < dateline.end and m.role in _NOT_GROUND
        else m
        for m in mentions
    ]


def _paragraphs(article: Article, dateline: Span | None) -> list[Paragraph]:
    """Return title, subtitle and body as paragraphs with their sentences."""
    text = article.text
    parts: list[tuple[Span, bool]] = [(article.title_span, True)] if article.title_span else []
    parts += [(article.subtitle_span, False)] if article.subtitle_span else []
    parts += [(span, article.is_heading(span)) for span in article.body_spans]
    paragraphs = []
    for whole, heading in parts:
        for span in cut_long(text, whole, _LONGEST_PARAGRAPH):
            quotes = find_quotes(text, span)
            sentences = _without_dateline(text, find_sentences(text, span, quotes), dateline)
            paragraphs.append(Paragraph(span, sentences, quotes, heading))
    return paragraphs


def _without_dateline(text: str, sentences: list[Span], dateline: Span | None) -> list[Span]:
    """Return sentences with the dateline as a sentence of its own: nobody says it."""
    first = sentences[0] if sentences else None
    if dateline is None or first is None:
        return sentences
    if not (first.start <= dateline.start and dateline.end < first.end):
        return sentences
    return [dateline, trim(text, dateline.end, first.end), *sentences[1:]]


def article_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the article files among paths and in folders, sorted; ``README*`` is never one."""
    for path in paths:
        for file in _files(path):
            if file.suffix.lower() in SUFFIXES and not _is_note(file):
                yield file


def _files(path: Path, depth: int = 0) -> Iterator[Path]:
    """Yield a file, or the files of a folder and of the folders in it.

    Hidden ones are left out, and so is what a browser saves beside a page.
    """
    if not path.is_dir():
        yield from [path] if path.is_file() else []
        return
    inside = sorted(path.iterdir())
    for file in inside:
        if file.name.startswith((".", "~$")) or file.name == "__MACOSX":
            continue
        if not file.is_dir():
            yield from [file] if file.is_file() else []
        elif depth < _DEEPEST and not file.is_symlink() and not _COMPANION.search(file.name):
            yield from _files(file, depth + 1)


def _is_note(file: Path) -> bool:
    """Whether a file is about the articles and none itself."""
    return file.name.lower().startswith("readme") or file.suffix.lower() == ".toml"


def other_files(path: Path) -> Iterator[Problem]:
    """Yield a problem for each file given or in a folder that is of no kind that is read."""
    for file in _files(path):
        suffix = file.suffix.lower()
        if suffix not in SUFFIXES and not _is_note(file):
            kind = f"files of the kind {suffix[:20]}" if suffix else "files without an ending"
            fix = _MENDS.get(suffix, "Save the article as text, HTML, PDF or .docx")
            yield Problem(file.name, f"{kind} are not read", fix, skipped=True)


def read_file(path: Path) -> tuple[Article | None, list[Problem]]:
    """Read one file with its sidecar; one that is no article gives a problem, not an exception."""
    ((article, problems),) = _read_files([path])
    return article, problems


def _read_files(
    paths: Sequence[Path], places: Sequence[Place] = ()
) -> Iterator[tuple[Article | None, list[Problem]]]:
    """Yield each file's article and its problems; unchanged files come from the cache.

    Parameters
    ----------
    paths
        The files.
    places
        The places that their folder states.
    """
    gazetteer = gazetteers.load().stating(places)
    opened = [open_file(path) for path in paths]
    keys = [
        cache.key(path.name, data, sidecar, places) if data is not None else ""
        for path, (data, sidecar, _) in zip(paths, opened, strict=True)
    ]
    cached = cache.load(key for key in keys if key)
    new: dict[str, cache.Read] = {}
    for path, key, (data, sidecar, problems) in zip(paths, keys, opened, strict=True):
        if data is None:
            yield None, problems
            continue
        try:
            article, notices = cached.get(key) or read_article(path.name, data, sidecar, gazetteer)
        except ArticleError as error:
            yield None, [*problems, Problem(path.name, error.problem, error.fix, skipped=True)]
            continue
        # with an incomplete list of towns an article is read differently: that is not cached
        if key not in cached and not gazetteers.load().notice:
            new[key] = (article, notices)
        yield article, [*problems, *notices]
    cache.store(new)


def open_file(path: Path) -> tuple[bytes | None, Sidecar, list[Problem]]:
    """Return a file's bytes (None if it cannot be read), its sidecar, and the problems met."""
    problems: list[Problem] = []
    try:
        sidecar = read_sidecar(path)
    except SidecarError as error:
        problems.append(
            Problem(
                path.name,
                error.problem,
                f"{error.fix}; the article is shown without it",
                skipped=False,
            )
        )
        sidecar = Sidecar()
    try:
        return path.read_bytes(), sidecar, problems
    except OSError as error:
        problem = Problem(
            path.name,
            f"the file cannot be read ({error.strerror})",
            "Check its permissions",
            skipped=True,
        )
        return None, sidecar, [*problems, problem]


def read_paths(paths: Iterable[Path], progress: Callable[[str], None] | None = None) -> Corpus:
    """Return the corpus of the article files among paths and in folders.

    Parameters
    ----------
    paths
        Files and folders. What cannot be read becomes a problem of the corpus.
    progress
        Called with each file's name once it is read.
    """
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    story = Story()
    for path in paths:
        if not path.exists():
            problems.append(
                Problem(
                    str(path), "there is no such file or folder", "Check the path", skipped=True
                )
            )
            continue
        try:
            files = list(article_files([path]))
        except OSError as error:
            problems.append(
                Problem(
                    str(path),
                    f"the folder cannot be read ({error.strerror})",
                    "Check its permissions",
                    skipped=True,
                )
            )
            continue
        problems += other_files(path)
        stated, faults = read_story(path)
        story = stated if story == Story() else story
        problems += faults
        for file, (article, notices) in _in_parts(files, stated.places):
            if progress:
                progress(file.name)
            problems += notices
            if article is None:
                continue
            # the ids of claims begin with these digits: with the same ones, claims of two articles
            # could have the same id
            stem = stem_of(article.sha256)
            if stem in articles:
                other = articles[stem]
                if other.sha256 == article.sha256:
                    fault, fix = f"the same text as {other.file}", "Remove one of the two"
                else:
                    fault = f"its id for links is, by chance, that of {other.file}"
                    fix = "Add a blank line at its end"
                problems.append(Problem(file.name, fault, fix, skipped=True))
                continue
            articles[stem] = article
    notice = gazetteers.load().notice if articles else ""
    if notice:
        problems.append(
            Problem(
                "the list of the world’s towns",
                notice,
                "The curated region is read as before",
                skipped=False,
            )
        )
    return Corpus(tuple(articles.values()), tuple(problems), story)


def _in_parts(
    files: Iterable[Path], places: Sequence[Place]
) -> Iterator[tuple[Path, tuple[Article | None, list[Problem]]]]:
    """Yield files with what was read of them, a limited number at a time."""
    waiting = iter(files)
    while part := list(islice(waiting, _FILES_AT_A_TIME)):
        yield from zip(part, _read_files(part, places), strict=True)
