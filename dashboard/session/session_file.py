"""A visitor's session as one file: articles, corrections, notes and the view.

Anybody may have written such a file: every part is checked by its type and size, and a part that
cannot be used is left out and named, while the others stay.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Annotated, TypeVar

import msgspec

from dashboard.session.notes import LONGEST_NOTE, MOST_NOTES, clean_note
from dashboard.session.own_records import Correction, UserArticle
from dashboard.session.user_articles import MOST_FILES, UserArticles, safe_name
from dashboard.view.view import PARAMETERS
from loaders import Corpus, Problem
from loaders.documents.corrections import LONGEST_NAME, Placing, Speaking, given_place
from loaders.documents.sidecar import FIELDS, Sidecar, parse_sidecar, write_sidecar
from loaders.export.captions import counted
from loaders.model.errors import SidecarError

FORMAT, VERSION = "claimline-session", 1
MOST_SESSION_BYTES = 20_000_000
"""Bytes of a session file at most: the server takes no larger upload."""
MOST_CORRECTIONS = 2000
_MOST_VALUES = 200
"""Values of one parameter of the view at most."""
LONGEST_CLAIM = 20_000
"""Characters of a corrected claim at most: those of the longest paragraph that is read in one."""
Text = Annotated[str, msgspec.Meta(max_length=2000)]
Name = Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)]
Sha = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
T = TypeVar("T")


class _Article(msgspec.Struct, omit_defaults=True):
    file: Text
    sha256: Sha
    in_view: bool
    text: str | None = None
    base64: str | None = None
    """Its bytes, where they are no text."""
    stated: Annotated[str, msgspec.Meta(max_length=200_000)] = ""
    """Its sidecar."""


class _Given(msgspec.Struct):
    name: Text
    lat: float
    lon: float
    precision_m: float
    kind: Text
    source: Text


class _Placing(msgspec.Struct, omit_defaults=True):
    start: Annotated[int, msgspec.Meta(ge=0)]
    words: Text
    place: Text = ""
    given: _Given | None = None


class _Speaking(msgspec.Struct, omit_defaults=True):
    start: Annotated[int, msgspec.Meta(ge=0)]
    words: Annotated[str, msgspec.Meta(max_length=LONGEST_CLAIM)]
    speaker: Name | None = None
    party: Name | None = None
    dismissed: Name = ""


class _Correction(msgspec.Struct, omit_defaults=True):
    sha256: Sha
    what: Text
    was: Text
    now: Text
    field: Text = ""
    placing: _Placing | None = None
    speaking: _Speaking | None = None


class _Note(msgspec.Struct):
    claim: Annotated[str, msgspec.Meta(max_length=80)]
    note: Annotated[str, msgspec.Meta(max_length=LONGEST_NOTE, min_length=1)]


class _File(msgspec.Struct):
    """The parts of the file; of each list every element is read on its own."""

    format: str
    version: int
    articles: list[msgspec.Raw] = []
    corrections: list[msgspec.Raw] = []
    notes: list[msgspec.Raw] = []
    view: msgspec.Raw = msgspec.Raw(b"{}")


class SessionFileError(Exception):
    """A file that is no session: what is wrong, and how to fix it."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(f"{problem}. {fix}")
        self.problem, self.fix = problem, fix


@dataclass(frozen=True, slots=True)
class Session:
    """What a session file holds, checked.

    Attributes
    ----------
    staged, joined
        The articles that wait and those in the view, by the hash of their bytes.
    corrections
        The corrections in the order they were made.
    notes
        The notes, by the id of their claim.
    view
        The parameters of the view, as in the address.
    skipped
        What of the file cannot be used.
    """

    staged: Mapping[str, UserArticle] = field(default_factory=dict)
    joined: Mapping[str, UserArticle] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    view: Mapping[str, list[str]] = field(default_factory=dict)
    skipped: Sequence[Problem] = ()

    @property
    def words(self) -> str:
        """What it holds, counted."""
        parts = [
            counted(len(self.staged) + len(self.joined), "article"),
            counted(len(self.corrections), "correction"),
            counted(len(self.notes), "note"),
            "a view" if self.view else "no view",
        ]
        return ", ".join(parts)


def write_session(
    own: UserArticles, notes: Mapping[str, str], view: Mapping[str, str | list[str]]
) -> bytes:
    """Return a session as a file; the same session gives the same bytes.

    Parameters
    ----------
    own
        The visitor's articles and corrections.
    notes
        The notes, by the id of their claim.
    view
        The parameters of the view.
    """
    articles = [
        _article(sha, item, in_view=in_view)
        for in_view, group in ((True, own.joined), (False, own.staged))
        for sha, item in group.items()
    ]
    content = {
        "format": FORMAT,
        "version": VERSION,
        "articles": articles,
        "corrections": [_correction(each) for each in own.corrections],
        "notes": [_Note(claim, note) for claim, note in notes.items()],
        "view": {n: v if isinstance(v, list) else [v] for n, v in view.items()},
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=1)


def _article(sha: str, item: UserArticle, *, in_view: bool) -> _Article:
    try:
        text, packed = item.data.decode("utf-8"), None
    except UnicodeDecodeError:
        text, packed = None, base64.b64encode(item.data).decode("ascii")
    stated = write_sidecar(item.sidecar) if item.sidecar != Sidecar() else ""
    return _Article(item.file, sha, in_view, text, packed, stated)


def _correction(of: Correction) -> _Correction:
    placing, given = of.placing, None
    if placing and placing.given:
        place = placing.given
        given = _Given(
            place.name,
            float(place.lat or 0),
            float(place.lon or 0),
            float(place.precision_m),
            place.kind,
            place.source,
        )
    moved = _Placing(placing.start, placing.words, placing.place, given) if placing else None
    spoken = _Speaking(**asdict(of.speaking)) if of.speaking else None
    return _Correction(of.sha256, of.what, of.was, of.now, of.field, moved, spoken)


def read_session(data: bytes) -> Session:
    """Return what a session file holds.

    Raises
    ------
    SessionFileError
        It is no session file, or one of a version that is not known.
    """
    content = _open(data)
    skipped: list[Problem] = []
    groups: dict[bool, dict[str, UserArticle]] = {True: {}, False: {}}
    for number, raw in enumerate(_some(content.articles, MOST_FILES, "articles", skipped), 1):
        read = _part(f"article {number}", raw, _Article, _as_article, skipped)
        if read:
            sha, item, in_view = read
            groups[in_view][sha] = item
    corrections = [
        each
        for number, raw in enumerate(
            _some(content.corrections, MOST_CORRECTIONS, "corrections", skipped), 1
        )
        if (each := _part(f"correction {number}", raw, _Correction, _as_correction, skipped))
    ]
    notes = dict(
        pair
        for number, raw in enumerate(_some(content.notes, MOST_NOTES, "notes", skipped), 1)
        if (pair := _part(f"note {number}", raw, _Note, _as_note, skipped))
    )
    view = _part("the view", content.view, dict[str, list[Text]], _as_view, skipped) or {}
    return Session(groups[False], groups[True], corrections, notes, view, skipped)


def _open(data: bytes) -> _File:
    """Return the parts of a file that says it is a session."""
    if len(data) > MOST_SESSION_BYTES:
        raise SessionFileError(
            f"the file has more than {MOST_SESSION_BYTES // 1_000_000} MB",
            "Add its articles as files instead",
        )
    try:
        content = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise SessionFileError(
            "this is no session file", "Choose a file that “Download my session” made"
        ) from error
    if content.format != FORMAT:
        raise SessionFileError(
            "this is no session file of this page",
            "Choose a file that “Download my session” made",
        )
    if content.version != VERSION:
        raise SessionFileError(
            f"the file has version {content.version}, and this page reads version {VERSION}",
            "Open it where it was made, or with a newer version of this page",
        )
    return content


def _some(
    parts: list[msgspec.Raw], most: int, name: str, skipped: list[Problem]
) -> list[msgspec.Raw]:
    """Return the parts that are not too many."""
    if len(parts) > most:
        problem = f"it holds {len(parts):,} {name}; those after the first {most:,} are left out"
        skipped.append(Problem("the file", problem, f"Keep at most {most:,}", skipped=True))
    return parts[:most]


def _part(
    name: str, raw: msgspec.Raw, form: type, make: Callable[..., T], skipped: list[Problem]
) -> T | None:
    """Return a part of the file, checked; where it cannot be used ``skipped`` says why."""
    try:
        return make(msgspec.json.decode(raw, type=form))
    except (SidecarError, SessionFileError) as error:
        problem, fix = error.problem, error.fix
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
        problem, fix = "it is not of the form that this page writes", "Correct or remove it"
    skipped.append(Problem(name, problem, fix, skipped=True))
    return None


def _as_article(read: _Article) -> tuple[str, UserArticle, bool]:
    name = safe_name(read.file)
    try:
        data = (
            base64.b64decode(read.base64, validate=True)
            if read.base64 is not None
            else (read.text or "").encode("utf-8")
        )
    except (binascii.Error, UnicodeEncodeError) as error:
        raise SessionFileError(f"the content of {name} cannot be read", "Add it anew") from error
    if hashlib.sha256(data).hexdigest() != read.sha256:
        raise SessionFileError(
            f"the text of {name} is not the one that was saved", "Add the article anew"
        )
    stated = parse_sidecar(name, read.stated) if read.stated else Sidecar()
    return read.sha256, UserArticle(name, data, stated), read.in_view


def _as_correction(read: _Correction) -> Correction:
    placing = speaking = None
    if read.speaking:
        stated = Speaking(**msgspec.structs.asdict(read.speaking))
        # one that states nothing, or an empty party, is named
        toml = write_sidecar(Sidecar(speakings=(stated,)))
        (speaking,) = parse_sidecar("the correction", toml).speakings
    elif read.placing:
        of = read.placing
        given = None
        if of.given:
            to = of.given
            given = given_place(to.name, to.lat, to.lon, to.precision_m, to.source, kind=to.kind)
        placing = Placing(of.start, of.words, given.id if given else of.place, given)
    elif read.field not in FIELDS:
        raise SessionFileError("it corrects nothing that this page knows", "Remove it")
    elif read.now:
        # a value that makes no sense is named
        field_only = replace(Sidecar(), **{read.field: read.now})  # type: ignore[arg-type]
        parse_sidecar("the correction", write_sidecar(field_only))
    return Correction(read.sha256, read.what, read.was, read.now, read.field, placing, speaking)


def _as_note(read: _Note) -> tuple[str, str]:
    note = clean_note(read.note)
    if not note:
        raise SessionFileError("it has no words", "Remove it")
    return read.claim, note


def _as_view(read: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: values[:_MOST_VALUES] for name, values in read.items() if name in PARAMETERS}


def add_session(
    session: Session, own: UserArticles, shared: Corpus, *, uploads: bool
) -> list[Problem]:
    """Add the articles and corrections of a session to a visitor's own.

    Parameters
    ----------
    session
        What a file holds.
    own
        The visitor's articles and corrections.
    shared
        The articles of the folder.
    uploads
        Whether a visitor may add articles.

    Returns
    -------
    list of Problem
        What could not be added.
    """
    problems: list[Problem] = []
    before = len(own.reports)
    # corrections first: an article is then read once, as it is corrected
    own.corrections += [c for c in session.corrections if c not in own.corrections]
    for joins, group in ((True, session.joined), (False, session.staged)):
        for sha, item in group.items():
            if not uploads:
                why = "the operator of this page has switched off adding articles"
                fix = "Open the session on a page that takes articles"
                problems.append(Problem(item.file, why, fix, skipped=True))
                continue
            here = sha in own.joined or sha in own.staged
            if not here and not own.stage(item.file, item.data, shared, item.sidecar):
                continue
            if joins and sha in own.staged:
                own.join([sha])
    problems += own.reports[before:]
    del own.reports[before:]
    problems += _without_article(own, shared)
    own.join([])  # what was made of the articles before is made anew
    return problems


def _without_article(own: UserArticles, shared: Corpus) -> list[Problem]:
    """Drop the corrections whose article is not here, and return them as problems."""
    here = {*(article.sha256 for article in shared.articles), *own.joined, *own.staged}
    lost = [each for each in own.corrections if each.sha256 not in here]
    own.corrections = [each for each in own.corrections if each.sha256 in here]
    fix = "Add the article, then open the session again"
    return [
        Problem(f"the correction of {c.what}", "its article is not here", fix, skipped=True)
        for c in lost
    ]
