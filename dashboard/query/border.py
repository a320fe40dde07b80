"""The border that a view is of: two countries, and the lines that maps draw between them.

It is one value, made once for a view and handed down: headline, sides, marks and files read the
two countries from it and from nowhere else. Imports no Streamlit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from weakref import WeakKeyDictionary

from dashboard.query.index import Index
from geodata import gazetteer
from geodata.borders import BorderLine, border_lines
from geodata.ground.drawn_lines import agreement
from geodata.ground.neighbours import land_borders, pair_id, share_land
from geodata.lines import store
from geodata.lines.claimed import ClaimLine, claim_lines
from loaders import Advance, Corpus
from loaders.compare.geometry import may_be_at
from loaders.compare.pairs import PairFound, find_pairs
from loaders.export.captions import counted, in_words
from loaders.model.records import Story

_MOST_LIKELY = 20
"""Likely pairs that come first at most."""
NO_PAIR = "The articles are not about a border between two countries"


@dataclass(frozen=True, slots=True)
class Border:
    """The border that a view is of.

    Attributes
    ----------
    left, right
        ISO codes of the countries on the two sides; "" where there are no sides.
    lines
        What maps draw between them, by id; empty where no line is at hand.
    line
        The line that sides and distances are measured from, or None.
    absent
        Why there are no sides, in words; "" where there are.
    pair
        The two countries as in the address (``AM-AZ``); "" where there are not two.
    claims
        Lines that one of the two claims: drawn if asked for, and never measured from.
    """

    left: str = ""
    right: str = ""
    lines: tuple[BorderLine, ...] = ()
    line: BorderLine | None = None
    absent: str = ""
    pair: str = ""
    claims: tuple[ClaimLine, ...] = ()

    @property
    def countries(self) -> frozenset[str]:
        """ISO codes of the countries on the two sides; empty without sides."""
        return frozenset({self.left, self.right} - {""})

    @property
    def by_id(self) -> dict[str, BorderLine]:
        """The lines by their id, the one with the closest corners first."""
        return {line.id: line for line in self.lines}

    @property
    def drawable(self) -> dict[str, BorderLine | ClaimLine]:
        """Every line that may be drawn, by its id: those of maps, then those that are claimed."""
        return {**self.by_id, **{claim.id: claim for claim in self.claims}}

    @property
    def name(self) -> str:
        """The two countries in words, in the order of the sides: “Chile–Peru”; "" without two."""
        return pair_name(self.pair)

    @property
    def agreement(self) -> str:
        """What is known of whether the parties agree on a line, in a sentence."""
        told = {agreement(line.properties) for line in self.lines}
        if told == {"Not agreed by the parties"}:
            return "The parties have agreed on no line"
        return "Whether the parties agree on a line is not known here"

    @property
    def no_line(self) -> str:
        """Why nothing is measured, in words; "" where there is a line to measure from."""
        if self.line is not None:
            return ""
        return f"no border line at hand for {self.name}" if self.left else "no border line at hand"

    def may_hold(self, advance: Advance) -> bool:
        """Whether an advance can be drawn from the line: it may be at this border."""
        return self.line is not None and may_be_at(advance, self.line)

    def is_of(self, story: Story) -> bool:
        """Whether what ``story.toml`` states is of this border: it names no other."""
        return not story.pair or pair_id(*story.pair) == self.pair

    def measured_from(self, line_id: str) -> Border:
        """Return the same border, measured from another of its lines if there is one of the id."""
        line = self.by_id.get(line_id)
        return replace(self, line=line) if line else self


def country_named(code: str) -> str:
    """Return a country's name by its ISO code; the code where there is no such country."""
    place = gazetteer.load().get(f"country_{code.lower()}")
    return place.name if place else code


@lru_cache(maxsize=store.KEPT_PAIRS)
def border_of(pair: str, line_id: str = "") -> Border:
    """Return the border between two countries.

    Parameters
    ----------
    pair
        ISO codes as in the address, in either order; "" for no border.
    line_id
        The line to measure from; the first one, which is the most detailed, where there is none of
        the id.
    """
    codes = tuple(filter(None, pair.split("-")))
    if len(codes) != len({"left", "right"}):
        return Border(absent=NO_PAIR)
    one, other = sorted(codes)
    name = pair_id(one, other)
    lines, claims = lines_between(one, other), tuple(claim_lines(name).values())
    if not lines and not share_land(one, other):
        names = " and ".join(country_named(code) for code in (one, other))
        return Border(absent=f"{names} share no land border", pair=name, claims=claims)
    line = next((line for line in lines if line.id == line_id), lines[0] if lines else None)
    return Border(one, other, lines, line, pair=name, claims=claims)


def lines_between(one: str, other: str) -> tuple[BorderLine, ...]:
    """Return what maps draw between two countries, the line with the closest corners first.

    The country whose code comes first in the alphabet is on the left of all of them.
    """
    return tuple(border_lines(pair_id(one, other)).values())


def pair_name(pair: str) -> str:
    """Return two countries in words, the one on the left first; "" for none. Reads no line."""
    return "–".join(country_named(code) for code in pair.split("-") if code)


_found: WeakKeyDictionary[Index, tuple[PairFound, ...]] = WeakKeyDictionary()
"""The pairs that articles are about, cached with the articles."""


def pairs_found(index: Index) -> tuple[PairFound, ...]:
    """Return the pairs that the articles are about, that of the most articles first."""
    if index not in _found:
        places = gazetteer.load().with_places(index.corpus.given_places)
        _found[index] = find_pairs(index.corpus, places)
    return _found[index]


def default_pair(index: Index, setting: str = "") -> str:
    """Return the pair that a view is of if the reader chooses none; "" for none.

    Parameters
    ----------
    index
        The articles. What ``story.toml`` says of them comes before what they are found to be about.
    setting
        What whoever runs the page states, which comes before both.
    """
    stated = setting or "-".join(index.corpus.story.pair)
    if stated:
        return pair_id(*stated.split("-"))
    found = pairs_found(index)
    return found[0].id if found else ""


def concerned(index: Index, border: Border) -> str:
    """Return how many of the articles are about a border, in words; "" if none is about another."""
    found = {pair.id: len(pair.articles) for pair in pairs_found(index)}
    own, total = found.get(border.pair, 0), len(index.corpus.articles)
    if not border.pair or not set(found) - {border.pair}:
        return ""
    count = (in_words(own) if own else "none").capitalize()
    return f"{count} of {counted(total, 'article')} {'is' if own < 2 else 'are'} about this border"


_stories: WeakKeyDictionary[Index, dict[str, Corpus]] = WeakKeyDictionary()
"""The articles without those about another border, by pair, cached with the articles."""


def story_of(index: Index, pair: str) -> Corpus:
    """Return the articles without those about another border; all where none would be left.

    Headline, answers and caption are made of them: claims about two borders answer one another in
    nothing.
    """
    cached = _stories.setdefault(index, {})
    if pair not in cached:
        corpus = index.corpus
        elsewhere = {i for found in pairs_found(index) if found.id != pair for i in found.articles}
        own = tuple(article for article in corpus.articles if article.id not in elsewhere)
        same = not own or len(own) == len(corpus.articles)
        cached[pair] = corpus if same else replace(corpus, articles=own)
    return cached[pair]


def pair_choices(index: Index, *chosen: str) -> dict[str, str]:
    """Return the pairs that a reader may choose, by id, in words: the likely ones first.

    Parameters
    ----------
    index
        The articles: the pairs that they are about come first, with how many they are.
    chosen
        Pairs that are a choice in any case, such as the present one.
    """
    found = pairs_found(index)[:_MOST_LIKELY]
    names = {
        pair.id: f"{pair_name(pair.id)} · {counted(len(pair.articles), 'article')}"
        for pair in found
    }
    rest = {pair: pair_name(pair) for pair in (*chosen, *land_borders()) if pair}
    by_name = sorted(rest.items(), key=lambda item: item[1])
    return names | {pair: name for pair, name in by_name if pair not in names}


def is_open(index: Index, border: Border) -> bool:
    """Whether a reader may want another border: there is none, or articles are about others."""
    return not border.left or any(pair.id != border.pair for pair in pairs_found(index))
