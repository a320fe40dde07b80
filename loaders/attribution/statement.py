"""An attribution: words with who said them and the verb that says so."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.attribution.content import Content
from loaders.attribution.cues import Cue, Tagged
from loaders.attribution.noun_phrases import (
    Phrase,
)
from loaders.lexicon.tables import Verb
from loaders.model.records import Span

SAY = Verb(
    "say",
    frozenset({"that"}),
    frozenset(),
    "asserts",
    participle=False,
    anyone=True,
    named_only=False,
)


@dataclass(frozen=True, slots=True)
class Attribution(Span):
    """Content ``[start, end)`` attributed to a speaker.

    Attributes
    ----------
    speaker
        The words that name the speaker; None where nobody is named.
    verb
        The reporting verb, noun or phrase.
    direct
        Whether the content is a quotation.
    sentence
        The sentence that attributes it.
    via
        Who relays the speaker, in “X quoted Y as saying” and “X said that Y had said”.
    antecedent
        The words that name the speaker, where ``speaker`` is a relative pronoun.
    cue
        Where the reporting verb stands in the text; -1 where there is none.
    """

    speaker: Span | None
    verb: Verb
    direct: bool
    sentence: Span
    via: Span | None = None
    antecedent: Span | None = None
    cue: int = -1


def make_attribution(
    tokens: Tagged, cue: Cue, subject: Phrase | None, content: Content
) -> Attribution:
    """Return the attribution that a cue, its subject and its content make."""
    speaker = tokens.span(subject.first, subject.last) if subject else None
    antecedent = tokens.span(*subject.antecedent) if subject and subject.antecedent else None
    return Attribution(
        content.start,
        content.end,
        speaker,
        cue.verb,
        content.direct,
        tokens.sentence,
        antecedent=antecedent,
        cue=tokens.start[cue.index],
    )
