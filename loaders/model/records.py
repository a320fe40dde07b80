"""The records read from an article; each carries the characters that support it.

Offsets are Python ``str`` indices into the text that was read, and a span is ``[start, end)``.
``Article.origin`` leads from a text to its file; ``model.as_json`` writes the file's offsets.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from geodata.place import Place
from geodata.published import PublishedStatement
from loaders.model.details import Detail
from loaders.model.offsets import Origin

Role = Literal["literal", "metonym", "modifier", "adjectival", "not_a_place"]
Stance = Literal["asserts", "denies", "demands", "accuses", "opines", "reports"]
_QUALIFIED = {"up_to": "up to ", "range": "up to (a range) ", "about": "about "}
_QUALIFIED |= {f"{word}_than": f"{word} than " for word in ("more", "less")}
Sure = Literal["certain", "likely", "unsure"]
EventSure = Literal["certain", "likely"]
Status = Literal["asserted", "retracted", "debunked"]
Form = Literal["zone", "isoline", "measure"]
_Figure = Literal["day", "distance", "datum", "lake"]
_Ground = Literal["violence", "wording", "troops", "side", "land", "first", "denial"]
About = Literal[_Figure, _Ground]
"""What two claims are compared in."""

NARRATOR = "narrator"
"""The party of what an outlet's own reporter says."""
UNATTRIBUTED = "unattributed"
"""The party of a claim that does not make plain whom its speaker speaks for."""
BY_HAND = "corrected by hand"
"""Why a speaker or a party is the one that a person stated."""
UNKNOWN_OUTLET = "unknown outlet"
"""The publisher of an article whose text and file name none."""
_HEADING_WORDS = 14
"""A paragraph of more words is no heading, even without a full stop."""


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
    """A span that names a place, with its role in the clause and the place that is meant.

    ``lat`` and ``lon`` are WGS84 degrees, ``precision_m`` is metres; all three are None for a place
    whose position is not known.
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
    ground: str | None = None
    """Id of the ground meant, where it is not the place itself; "" where that is another name's."""

    @property
    def ground_id(self) -> str | None:
        """Id of the ground that the words put something on: the place, or what they measure."""
        return self.place_id if self.ground is None else self.ground or None


@dataclass(frozen=True, slots=True)
class DateMention(Span):
    """A span that names a time.

    ``value`` is ISO 8601 or TIMEX3, ``edtf`` is EDTF; ``first`` and ``last`` are the ISO days it
    covers. A length (``P3D``) or “now” (``PRESENT_REF``) covers none: these three are then "".
    """

    surface: str
    value: str
    edtf: str
    first: str
    last: str
    basis: str

    @property
    def day(self) -> str | None:
        """The ISO day, if the time is as precise as a day."""
        return self.first if self.first and self.first == self.last else None


@dataclass(frozen=True, slots=True)
class Distance(Span):
    """A span that states a length.

    ``datum`` is the starting point, ``line_kind`` the kind of line it names or "", ``converts`` the
    distance repeated in another unit. A vague length has neither ``value`` nor ``metres``.
    """

    id: str
    value: float | None
    unit: str
    metres: float | None
    qualifier: str
    role: str
    datum: str
    converts: str | None = None
    low: float | None = None
    """The lower figure of a range, in the same unit; ``value`` is the upper one."""
    line_kind: str = ""

    @property
    def label(self) -> str:
        """The distance with the words that qualify it: “up to 3.5 km”."""
        if self.value is None:
            return f"an unstated number of {self.unit}"
        return f"{_QUALIFIED.get(self.qualifier, '')}{self.value:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class Claim(Span):
    """A span of words that a speaker says."""

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
    """The words of the article that say so, if the status is not ``asserted``."""
    speaker_sure: Sure = "certain"
    """How sure it is who speaks; the party likewise. ``unsure`` where it is left open."""
    speaker_why: str = ""
    party_sure: Sure = "certain"
    party_why: str = ""
    event_from: str | None = None
    event_to: str | None = None
    """The first and the last ISO day that the event can be of, None where open; of a day, both."""
    event_basis: str = ""
    event_sure: EventSure | None = None
    event_span: Span | None = None
    """The words it rests on: a time, or a claim; ``certain`` where they are the claim's own."""

    @property
    def who(self) -> str:
        """Who says it, or that this is not clear: a guess is never named."""
        return "speaker not clear" if self.speaker_sure == "unsure" else self.speaker

    @property
    def voice(self) -> str:
        """The party it counts for: ``unattributed`` where who speaks is unsure, unless stated."""
        stated = self.party_why == BY_HAND
        unsure = self.speaker_sure == "unsure" and not stated
        return UNATTRIBUTED if unsure or self.party_sure == "unsure" else self.party


@dataclass(frozen=True, slots=True)
class Advance(Span):
    """One stated advance of forces, and what its words allow to be drawn.

    The span is that of the distance.

    Attributes
    ----------
    id
        The claim's id and the distance's.
    form
        ``zone`` (from the border beside a place), ``isoline`` (from the border along a section), or
        ``measure`` (a length and nothing else).
    country
        ISO code of the country advanced into, if the claim names it on the ground, else None.
    place
        The place that the claim itself names on the ground: a zone is drawn round it, a measure
        beside it.
    section
        Id of the area whose stretch of the border an isoline follows: the one the claim names, or
        the one its direction (“southern Armenia”) stands for.
    missing
        What is not stated, in words.
    words
        The distance as the article writes it.
    withheld
        Why nothing is drawn of it: its words deny it, or speak of something not done or not of
        forces. Else "".
    """

    id: str
    article_id: str
    claim: Claim
    distance: Distance
    form: Form
    country: str | None
    place: Place | None
    section: str | None
    missing: tuple[str, ...]
    words: str
    withheld: str


@dataclass(frozen=True, slots=True)
class Share(Span):
    """A stated share of a lake; the span is the phrase.

    Attributes
    ----------
    country
        ISO code of the country whose share it is; None where the words say that both have some.
    low, high
        The share in percent, at least and at most.
    """

    article_id: str
    claim: Claim
    place_id: str
    country: str | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with a file: what is wrong, how to fix it, and whether the file was skipped."""

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
    sentences: tuple[Span, ...] = ()
    """Every sentence of title, subtitle and body, in order; a dateline is a sentence of its own."""
    advances: tuple[Advance, ...] = ()
    shares: tuple[Share, ...] = ()
    given_places: tuple[Place, ...] = ()
    """Places that a person stated for single mentions, and that no gazetteer has."""
    origin: Origin = field(default_factory=Origin, compare=False)
    """The offsets of ``text`` in the file: what is printed or exported has those of the file."""
    archive_url: str | None = None
    details: tuple[Detail, ...] = ()
    extracted: bool = False  # whether the text is not the file's own characters, such as a PDF's

    @cached_property
    def distance_by_id(self) -> dict[str, Distance]:
        """The distances, by their id."""
        return {distance.id: distance for distance in self.distances}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, span: Span) -> Span:
        """Return the sentence of a span, or its paragraph if it crosses sentences."""
        at = bisect_right(self._sentence_starts, span.start) - 1
        if at >= 0 and self.sentences[at].contains(span):
            return self.sentences[at]
        parts = (self.title_span, self.subtitle_span, *self.body_spans)
        whole = next((part for part in parts if part is not None and part.contains(span)), None)
        return whole or Span(span.start, span.end)

    def advances_of(self, claim: Claim) -> list[Advance]:
        """Return the advances that a claim states."""
        return [advance for advance in self.advances if advance.claim.id == claim.id]

    def is_heading(self, span: Span) -> bool:
        """Whether a paragraph is a heading: a few words, no full stop, and no item of a list."""
        words = self.text[span.start : span.end]
        if words[-1:] in ".!”\"’'…,:;" or len(words.split()) > _HEADING_WORDS:
            return False
        return not self.text[max(0, span.start - 6) : span.start].rsplit("\n", 1)[-1].strip()

    def file_span(self, span: Span) -> tuple[int, int]:
        """Return a span as ``[start, end)`` of the file; of extracted text, of the text itself."""
        return (span.start, span.end) if self.extracted else self.origin.span(span.start, span.end)


@dataclass(frozen=True, slots=True)
class Relation:
    """How two claims relate, with both spans and the reason; never a truth value.

    ``about`` says what they are compared in: the day, the distance, its starting point (datum), a
    lake, violence, the wording of one statement, whose troops are where, which side of the border,
    a denial.
    """

    a: str
    b: str
    relation: str
    spans: tuple[tuple[str, int, int], ...]
    reason: str
    about: About


@dataclass(frozen=True, slots=True)
class Story:
    """What ``story.toml`` states of the articles of a folder; all of it is optional.

    Attributes
    ----------
    title
        The headline, in place of the one made of the claims.
    pair
        ISO codes of the two countries whose border the story is about.
    home
        The view that the map opens with: latitude and longitude in degrees, and the zoom.
    places
        Places that no gazetteer has.
    statements
        Statements about the border that were published elsewhere.
    """

    title: str = ""
    pair: tuple[str, ...] = ()
    home: tuple[float, float, float] | None = None
    places: tuple[Place, ...] = ()
    statements: tuple[PublishedStatement, ...] = ()


@dataclass(frozen=True, eq=False)
class Corpus:
    """Every article that could be read, every problem that was met, and what its folder states.

    A corpus is only equal to itself: comparing thousands of texts would take seconds.
    """

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    story: Story = field(default=Story())

    @cached_property
    def given_places(self) -> tuple[Place, ...]:
        """The places that people stated, for the folder or a mention: no gazetteer has them."""
        given = (place for article in self.articles for place in article.given_places)
        return (*self.story.places, *given)

    @cached_property
    def by_id(self) -> dict[str, Article]:
        """The articles, by their id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def claims(self) -> dict[str, tuple[Article, Claim]]:
        """The claims with their article, by the claim's id, in the articles' order."""
        return {claim.id: (article, claim) for article in self.articles for claim in article.claims}
