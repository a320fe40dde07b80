"""The records an article becomes. Every one carries the characters that support it.

Offsets are Python ``str`` indices into the text that was read; a span is ``[start, end)``. Where
the file holds marks that no reader sees, ``Article.origin`` leads back to the file decoded as UTF-8
with newlines kept; ``to_json`` gives the file's. Nothing here reads text or knows how a record was
found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from geodata.place import Place
from loaders.model.offsets import Origin

Role = Literal["literal", "metonym", "modifier", "adjectival", "not_a_place"]
Stance = Literal["asserts", "denies", "demands", "accuses", "opines", "reports"]
Sure = Literal["certain", "likely", "unsure"]
Status = Literal["asserted", "retracted", "debunked"]
About = Literal[
    "day", "distance", "datum", "lake", "violence", "wording", "troops", "side", "denial"
]
"""What two claims are compared in."""

NARRATOR = "narrator"
_HEADING_WORDS = 14


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of an article's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of ``other`` is in this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Excluded(Span):
    """Characters left out of the article's body, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A span naming a place, its role in the clause, and the gazetteer row it resolves to.

    ``lat`` and ``lon`` are WGS84 degrees, ``precision_m`` metres; all three are None when nobody
    can locate the place.
    """

    surface: str
    role: Role
    place_id: str | None
    name: str
    kind: str
    lat: float | None
    lon: float | None
    precision_m: float | None
    why: str
    sure: Sure = "certain"
    """How sure it is that the name means this place."""


@dataclass(frozen=True, slots=True)
class DateMention(Span):
    """A span naming a time.

    ``value`` is ISO/TIMEX, ``first`` and ``last`` the ISO days it covers.
    """

    surface: str
    value: str
    edtf: str
    first: str
    last: str
    basis: str

    @property
    def day(self) -> str | None:
        """The ISO day, when the expression is as precise as a day."""
        return self.first if self.first == self.last else None


@dataclass(frozen=True, slots=True)
class Distance(Span):
    """A span stating a length.

    ``metres`` is the value converted; ``datum`` is what it is measured from.

    ``value`` and ``metres`` are None for a vague length ("several hundred metres").
    """

    id: str
    value: float | None
    unit: str
    metres: float | None
    qualifier: str
    role: str
    datum: str
    converts: str | None = None
    """Id of the distance this one restates in another unit."""
    low: float | None = None
    """The lower figure of a range, in the same unit; ``value`` is the upper one."""

    @property
    def label(self) -> str:
        """The distance with the words that qualify it: “up to 3.5 km”."""
        words = {
            "up_to": "up to ",
            "more_than": "more than ",
            "less_than": "less than ",
            "about": "about ",
            "range": "up to (a range) ",
        }
        return (
            f"{words.get(self.qualifier, '')}{self.value:g} {self.unit}"
            if self.value is not None
            else f"an unstated number of {self.unit}"
        )


@dataclass(frozen=True, slots=True)
class Claim(Span):
    """A span attributed to a speaker."""

    id: str
    speaker: str
    speaker_start: int | None
    speaker_end: int | None
    party: str
    relay: tuple[str, ...]
    topic: str
    stance: Stance
    status: Status
    event_date: str | None
    statement_date: str | None
    place_ids: tuple[str, ...]
    distance_ids: tuple[str, ...]
    status_span: Span | None = None
    """Where the article itself says so, when the status is not ``asserted``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know about a file: what is wrong, and how to mend it."""

    file: str
    problem: str
    fix: str
    skipped: bool

    def __str__(self) -> str:
        return f"{self.file}: {self.problem}. {self.fix}"


@dataclass(frozen=True)
class Article:
    """One article: its text, what is known of its publication, and every record read from it."""

    id: str
    file: str
    sha256: str
    text: str
    title: str
    title_span: Span | None
    subtitle_span: Span | None
    publisher: str
    published: str | None
    url: str | None
    agencies: tuple[str, ...]
    language: str
    body_spans: tuple[Span, ...]
    excluded: tuple[Excluded, ...]
    places: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    distances: tuple[Distance, ...] = ()
    claims: tuple[Claim, ...] = ()
    given_places: tuple[Place, ...] = ()
    """Places that a person stated for single mentions, and no gazetteer has."""
    origin: Origin = field(default_factory=Origin, compare=False)
    """The way from ``text`` back to the file: spans are of the text, what leaves the program is of
    the file."""
    extracted: bool = False
    """Whether the file holds no text of its own (a PDF), so that ``text`` is what its pages were
    read as."""

    @cached_property
    def distance_by_id(self) -> dict[str, Distance]:
        """The distances, by their id."""
        return {distance.id: distance for distance in self.distances}

    def to_json(self) -> dict[str, Any]:
        """Return the article as the loaders' command prints it: plain JSON values only."""
        read = {
            "id": self.id,
            "file": self.file,
            "sha256": self.sha256,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published,
            "url": self.url,
            "agencies": list(self.agencies),
            "language": self.language,
            "body_spans": [list(self.file_span(span)) for span in self.body_spans],
            "excluded": [self._place(e) | {"reason": e.reason} for e in self.excluded],
            "places": [self._place(mention) | _mention_json(mention) for mention in self.places],
            "distances": [
                {"id": d.id} | self._place(d) | _distance_json(d) for d in self.distances
            ],
            "dates": [self._place(date) | _date_json(date) for date in self.dates],
            "claims": [{"id": c.id} | self._place(c) | self._claim_json(c) for c in self.claims],
        }
        return read | {"text": self.text} if self.extracted else read

    def is_heading(self, span: Span) -> bool:
        """Whether a paragraph only heads others: a few words without a stop."""
        words = self.text[span.start : span.end]
        return words[-1:] not in ".!”\"’'…,:" and len(words.split()) <= _HEADING_WORDS

    def file_span(self, span: Span) -> tuple[int, int]:
        """Return a span of the text as the file's ``[start, end)``; of a PDF, as that of the text its pages were read as."""
        return (span.start, span.end) if self.extracted else self.origin.span(span.start, span.end)

    def _place(self, span: Span) -> dict[str, Any]:
        start, end = self.file_span(span)
        return {"start": start, "end": end}

    def _claim_json(self, claim: Claim) -> dict[str, Any]:
        start, end = claim.speaker_start, claim.speaker_end
        return {
            "speaker": claim.speaker,
            "speaker_start": (
                None if start is None or end is None else self.file_span(Span(start, end))[0]
            ),
            "party": claim.party,
            "relay": list(claim.relay),
            "topic": claim.topic,
            "stance": claim.stance,
            "status": claim.status,
            "event_date": claim.event_date,
            "statement_date": claim.statement_date,
            "place_ids": list(claim.place_ids),
            "distance_ids": list(claim.distance_ids),
        }


@dataclass(frozen=True, slots=True)
class Relation:
    """How two claims stand to one another, with the spans and the reason. Never a truth value.

    ``about`` says in a word what they are compared in: the day, the distance, its datum, a lake,
    violence, the wording of one statement, whose troops are where, which side of the border, a
    denial.
    """

    a: str
    b: str
    relation: str
    spans: tuple[tuple[str, int, int], ...]
    reason: str
    about: About

    def to_json(self) -> dict[str, Any]:
        """Return the relation as the loaders' command prints it."""
        spans = [
            {"article": article, "start": start, "end": end} for article, start, end in self.spans
        ]
        return {
            "a": self.a,
            "b": self.b,
            "relation": self.relation,
            "spans": spans,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Corpus:
    """Every article that could be read, and every problem met on the way."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was derived from it and stays with it, for whoever reads it often: it goes when the
    corpus goes."""

    @cached_property
    def given_places(self) -> tuple[Place, ...]:
        """The places that people stated for single mentions, and no gazetteer has."""
        return tuple(place for article in self.articles for place in article.given_places)

    @cached_property
    def by_id(self) -> dict[str, Article]:
        """The articles, by their id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def claims(self) -> dict[str, tuple[Article, Claim]]:
        """The claims with their article, by the claim's id, in the articles' order."""
        return {claim.id: (article, claim) for article in self.articles for claim in article.claims}


def _mention_json(mention: Mention) -> dict[str, Any]:
    return {
        "surface": mention.surface,
        "cls": mention.role,
        "place_id": mention.place_id,
        "name": mention.name,
        "kind": mention.kind,
        "lat": mention.lat,
        "lon": mention.lon,
        "precision_m": mention.precision_m,
        "why": mention.why,
        "sure": mention.sure,
    }


def _distance_json(distance: Distance) -> dict[str, Any]:
    return {
        "value": distance.value,
        "low": distance.low,
        "unit": distance.unit,
        "metres": distance.metres,
        "qualifier": distance.qualifier,
        "role": distance.role,
        "datum": distance.datum,
    }


def _date_json(date: DateMention) -> dict[str, Any]:
    return {
        "surface": date.surface,
        "value": date.value,
        "edtf": date.edtf,
        "from": date.first,
        "to": date.last,
        "basis": date.basis,
    }
