"""The headline: one side’s claim of an advance and the other’s answer, or neutral words.

It is made of the story, all its articles, and not of what the filters leave. A headline is only
made of claims if all of these hold: every two articles are of one story; it is certain who says
each claim, and for whom; one side says that the other’s forces advanced, by a distance from the
border, at a place that is certain; the other side says that they stayed on their own side, or
denies it; and no advance of the first side’s own forces is claimed. Everything in it is one claim’s
own: the figure, the verb, the preposition and place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.query.border import Border
from dashboard.query.sides import party_of
from geodata.gazetteer import Gazetteer
from loaders import Advance, Article, Claim, Corpus, Relation, Span
from loaders.claims.topics import says_not
from loaders.compare.compared import country_words, one_story
from loaders.compare.said_words import (
    Told,
    denies_all,
    names_a_side,
    says_stayed,
    told_of,
)
from loaders.export.captions import in_words, sentence
from loaders.lexicon.tables import pattern_of

Side = Literal["left", "right"]
_OTHER: dict[Side, Side] = {"left": "right", "right": "left"}
_COUNTRY = "country_"
"""How the id of a country begins."""

NO_ARTICLES = "Add one under “Your articles”, or put a text file in the folder"
APART = "The articles were published too far apart to be about one event"
NO_DAY = "An article states no day of publication, so it may be about another event"
TOO_MANY = "There are too many claims here to compare them with one another"
NO_ADVANCE = (
    "No claim of an advance was found that says whose forces, how far from the border, and where"
)
UNSURE_SPEAKER = "Who claims the advance, and for which side, is not certain"
UNSURE_PLACE = "Where the claimed advance was is not certain"
BOTH_ADVANCE = "An advance is claimed for the forces of each side"
NO_ANSWER = "No claim of an advance was found that the other side answers"
"""Which condition does not hold, so that the headline is neutral."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of the headline.

    Attributes
    ----------
    words
        The line.
    side
        The side of the border line that speaks; "" where nobody does.
    claim, article
        Ids of the claim it is made of and of its article; "" where it is made of none.
    span
        The claim’s characters.
    """

    words: str
    side: Side | Literal[""] = ""
    claim: str = ""
    article: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline of a story.

    Attributes
    ----------
    lines
        One line a side, or one neutral line.
    reason
        The condition that does not hold, in words; "" where all hold or a person gave the title.
    place
        The name of the place that the claim names, as the map writes it, or "".
    """

    lines: tuple[HeadLine, ...]
    reason: str = ""
    place: str = ""

    @property
    def plain(self) -> str:
        """The headline as one text, for a file or a picture."""
        return " ".join(line.words for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two sides of a story’s border."""

    codes: dict[Side, str]
    places: Gazetteer

    def name(self, side: Side) -> str:
        place = self.places.get(f"country_{self.codes[side].lower()}")
        name = place.name if place else self.codes[side]
        return f"the {name}" if name.startswith("United ") else name

    def subject(self, side: Side) -> str:
        return sentence(self.name(side))

    def forces(self, side: Side) -> str:
        """The forces of a side: “Azerbaijani forces”."""
        place = self.places.get(f"country_{self.codes[side].lower()}")
        adjective = place.adjectives[0] if place and place.adjectives else ""
        return f"{adjective} forces" if adjective else f"the forces of {self.name(side)}"

    def party(self, side: Side) -> str:
        """The party that speaks for a side, or ""."""
        return party_of(self.codes[side])

    def words(self, side: Side) -> tuple[str, ...]:
        return country_words(self.party(side), self.places)

    @property
    def both(self) -> str:
        """The two sides in a row: “Chile–Peru”."""
        return f"{self.subject('left')}–{self.subject('right')}"


@dataclass(frozen=True, slots=True)
class _Claimed:
    """An advance that one side claims of the other, as its words have it."""

    side: Side
    article: Article
    advance: Advance
    told: Told


def headline(
    corpus: Corpus, border: Border, relations: Sequence[Relation] | None, places: Gazetteer
) -> Headline:
    """Return the headline of a story.

    Parameters
    ----------
    corpus
        All its articles.
    border
        The border that the view is of: its sides are the two that speak.
    relations
        The relations between claims; None where there are too many claims to compare.
    places
        The places its articles may name.
    """
    story = corpus.story
    if story.title and border.is_of(story):
        return Headline((HeadLine(story.title),))
    pair = _Pair({"left": border.left, "right": border.right}, places) if border.left else None
    if pair is None:
        reason = (_apart(corpus) or border.absent) if corpus.articles else NO_ARTICLES
        return Headline((HeadLine(_neutral(corpus, border.name, land=False)),), reason)
    found = _built(corpus, pair, relations)
    if isinstance(found, Headline):
        return found
    return Headline((HeadLine(_neutral(corpus, pair.both)),), found)


def _neutral(corpus: Corpus, pair: str, *, land: bool = True) -> str:
    """Return the words of a headline that says nothing of what was claimed.

    Parameters
    ----------
    corpus
        The articles of the story.
    pair
        The two countries in a row; "" where there are no two.
    land
        Whether they share a land border.
    """
    count = len(corpus.articles)
    if not count:
        return "No article to show"
    what = f"what {in_words(count)} article{' says' if count == 1 else 's say'}, and where"
    return f"{pair}{' border' if land else ''}: {what}" if pair else sentence(what)


def _built(corpus: Corpus, pair: _Pair, relations: Sequence[Relation] | None) -> Headline | str:
    """Return the headline made of two claims, or which condition does not hold."""
    if not corpus.articles:
        return NO_ARTICLES
    apart = _apart(corpus)
    if apart:
        return apart
    claimed, doubt = _claimed(corpus, pair)
    if not claimed:
        return doubt or NO_ADVANCE
    if any(_moves_too(corpus, pair, side) for side in {one.side for one in claimed}):
        return BOTH_ADVANCE
    if relations is None:
        return TOO_MANY
    for one in claimed:
        answer = _answer(corpus, pair, one, relations)
        if answer:
            return _headline(pair, one, answer)
    return NO_ANSWER


def _apart(corpus: Corpus) -> str:
    """Return why the articles may be of several stories, or ""."""
    days = sorted(article.published or "" for article in corpus.articles)
    if len(days) > 1 and not days[0]:
        return NO_DAY
    if one_story(days[0], days[-1]):
        return ""
    return APART


def _claimed(corpus: Corpus, pair: _Pair) -> tuple[list[_Claimed], str]:
    """Return the advances that one side claims of the other; where none, why none is certain."""
    found, doubt = [], ""
    for article in corpus.articles:
        for advance in article.advances:
            for side, other in _OTHER.items():
                if not _is_claim_of(advance, pair, side):
                    continue
                told = told_of(article, advance, pair.words(other), pair.words(side))
                if not told:
                    continue
                if not _surely_said(advance.claim):
                    doubt = doubt or UNSURE_SPEAKER
                elif not _is_certain(article, advance):
                    doubt = UNSURE_PLACE
                else:
                    found.append(_Claimed(side, article, advance, told))
    return found, doubt


def _is_claim_of(advance: Advance, pair: _Pair, side: Side) -> bool:
    """Whether a side asserts the advance, from the border into its own land at a place."""
    claim = advance.claim
    return (
        advance.form == "zone"
        and not advance.withheld
        and advance.distance.value is not None
        and advance.country == pair.codes[side]
        and _speaks(claim, pair, side)
        and claim.stance == "asserts"
    )


def _speaks(claim: Claim, pair: _Pair, side: Side) -> bool:
    """Whether the claim is a side’s, named in the text, and neither retracted nor debunked."""
    return (
        claim.party == pair.party(side) != ""
        and claim.speaker_start is not None
        and claim.status == "asserted"
    )


def _surely_said(claim: Claim) -> bool:
    """Whether it is certain who says the claim and for whom: likely is not enough."""
    return claim.speaker_sure == claim.party_sure == "certain"


def _is_certain(article: Article, advance: Advance) -> bool:
    """Whether it is certain which place the claim names."""
    named = [
        m
        for m in article.places
        if advance.place and m.place_id == advance.place.id and advance.claim.contains(m)
    ]
    return bool(named) and all(mention.sure == "certain" for mention in named)


def _moves_too(corpus: Corpus, pair: _Pair, side: Side) -> bool:
    """Whether anybody claims an advance of a side’s own forces."""
    other = _OTHER[side]
    for article in corpus.articles:
        for advance in article.advances:
            told = advance.claim.status == "asserted" and not advance.withheld
            if told and advance.country == pair.codes[other]:
                return True
        for claim in article.claims:
            words = article.text[claim.start : claim.end]
            if (
                claim.party == pair.party(other)
                and claim.topic == "advance"
                and claim.status == "asserted"
                and claim.stance not in {"denies", "demands"}
                and not says_not(words, "advance")
                and not pattern_of("falsehood").search(words)
            ):
                return True
    return False


def _answer(
    corpus: Corpus, pair: _Pair, one: _Claimed, relations: Sequence[Relation]
) -> tuple[Article, Claim, bool] | None:
    """Return the other side’s answer to a claim, and whether it says its forces stayed.

    Words that name a side of the border come first, a denial last.
    """
    found = []
    for article, claim, relation in _answers(corpus, pair, one, relations):
        words = article.text[claim.start : claim.end]
        other = _OTHER[one.side]
        if relation.about == "side" and claim.stance == "asserts":
            if says_stayed(words, pair.words(other), pair.words(one.side)):
                found.append((0 if names_a_side(words) else 1, article, claim))
        elif relation.relation == "denies" and relation.a == claim.id and denies_all(claim, words):
            found.append((2, article, claim))
    if not found:
        return None
    rank, article, claim = min(found, key=lambda item: item[0])
    return article, claim, rank < 2


def _answers(
    corpus: Corpus, pair: _Pair, one: _Claimed, relations: Sequence[Relation]
) -> Iterator[tuple[Article, Claim, Relation]]:
    """Yield the other side’s claims that contradict or deny a claim, of the same ground or none."""
    said = one.advance.claim
    for relation in relations:
        if said.id not in {relation.a, relation.b} or relation.about not in {"side", "denial"}:
            continue
        other = corpus.claims.get(relation.b if relation.a == said.id else relation.a)
        if other is None:
            continue
        article, claim = other
        ground = {i for i in claim.place_ids if not i.startswith(_COUNTRY)}
        speaks = _speaks(claim, pair, _OTHER[one.side]) and _surely_said(claim)
        if speaks and (not ground or ground & set(said.place_ids)):
            yield article, claim, relation


def _headline(pair: _Pair, one: _Claimed, answer: tuple[Article, Claim, bool]) -> Headline:
    """Return the headline of a claim and its answer."""
    side, other = one.side, _OTHER[one.side]
    article, claim, stayed = answer
    where = f" {one.told.where}" if one.told.where else ""
    first = (
        f"{pair.subject(side)} says {pair.forces(other)} {one.told.did}"
        f" {_length(one.advance)}{where};"
    )
    says = "says they stayed on their own side" if stayed else "denies it"
    said = one.advance.claim
    return Headline(
        (
            HeadLine(first, side, said.id, one.article.id, Span(said.start, said.end)),
            HeadLine(
                f"{pair.subject(other)} {says}",
                other,
                claim.id,
                article.id,
                Span(claim.start, claim.end),
            ),
        ),
        place=one.advance.place.label if one.advance.place else "",
    )


def _length(advance: Advance) -> str:
    """Return the distance in words; of a range both ends."""
    distance = advance.distance
    if distance.low is not None and distance.value is not None:
        return f"{distance.low:g} to {distance.value:g} {distance.unit}"
    return distance.label
