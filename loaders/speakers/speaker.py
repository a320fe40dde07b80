"""A speaker: name, party, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.model.records import NARRATOR, Span, Sure
from loaders.speakers.discourse import Kind
from loaders.speakers.party.found import PartyFound, left_open
from loaders.text.segment import fold_space

NAMED_THERE = "named beside the words"
"""Why a speaker is sure whom the sentence names."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks.

    Attributes
    ----------
    name
        The full name, as far as the article or ``parties.csv`` gives it.
    span
        The words that name the speaker there; None where nothing does.
    party
        The party.
    kind
        Whether it is one person, several, or a body.
    described
        The words that describe the speaker, with the title.
    sure, why
        How sure it is that the name is the speaker's, and why.
    party_sure, party_why
        How sure the party is, and why.
    by_home
        Whether only the article's home gives the party.
    """

    name: str
    span: Span | None
    party: str
    kind: Kind
    described: str = ""
    sure: Sure = "certain"
    why: str = NAMED_THERE
    party_sure: Sure = "certain"
    party_why: str = ""
    by_home: bool = False

    @property
    def person(self) -> bool:
        """Whether it is one person."""
        return self.kind == "person"


def narrator(publisher: str) -> Speaker:
    """Return the outlet itself as speaker."""
    return Speaker(
        publisher,
        None,
        NARRATOR,
        "body",
        why="the reporter’s own words",
        party_why="the reporter’s own words",
    )


def with_party(speaker: Speaker, found: PartyFound) -> Speaker:
    """Return a speaker with the party that was found for it."""
    return replace(
        speaker,
        party=found.party,
        party_sure=found.sure,
        party_why=found.why,
        by_home=found.by_home,
    )


def less_sure(sure: Sure) -> Sure:
    """Return how sure a reference back is: never more than likely."""
    return "likely" if sure == "certain" else sure


def unclear(surface: str, span: Span, why: str) -> Speaker:
    """Return the speaker of a phrase of which the article leaves open whom it means."""
    kind: Kind = "person" if surface.lower() in {"he", "she"} else "thing"
    unknown = Speaker(fold_space(surface), span, "", kind, surface, sure="unsure", why=why)
    return with_party(unknown, left_open(why))
