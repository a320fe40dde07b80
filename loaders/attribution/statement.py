"""An attribution: words with who said them and the verb that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from loaders.attribution.content import Content
from loaders.attribution.cues import Cue, Tagged
from loaders.attribution.speaker_phrases import Phrase
from loaders.lexicon.tables import Verb, words_of
from loaders.model.records import Span
from loaders.text.tokens import MARK, QUOTE, WORD

_QUESTION_WITHIN = 12
"""Words looked back over from a verb to the “whether” or “if” of its clause, at most: most
subjects with their clause are shorter. Chosen by hand."""
_SHORT_PIECE = 3
"""Words of a piece of a quotation that says nothing alone, at most. Chosen by hand."""
_FIRST_WORD = re.compile(r"\w+")
_TAG_LENGTH = 250
"""Characters of the “X, the minister of Y, said” between two pieces, at most."""
_OPENS_QUESTION = frozenset({"whether", "if", "unless"})

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
    whole
        Whether the content is a statement without its verb.
    lead
        Where the speaker or verb stands from which the content is shown, if it is no statement
        without them.
    subject
        Where a speaker begins who stands just before the verb; -1 where none does.
    corrected
        The words that say the outlet takes the content back; None where it does not.
    """

    speaker: Span | None
    verb: Verb
    direct: bool
    sentence: Span
    via: Span | None = None
    antecedent: Span | None = None
    cue: int = -1
    whole: bool = True
    lead: int | None = None
    subject: int = -1
    corrected: Span | None = None

    @property
    def shown(self) -> Span:
        """The characters that are shown as the claim."""
        return Span(self.start if self.lead is None else self.lead, self.end)


def make_attribution(
    tokens: Tagged, cue: Cue, subject: Phrase | None, content: Content
) -> Attribution:
    """Return the attribution that a cue, its subject and its content make."""
    speaker = _spoken_of(tokens, subject) if subject else None
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
        whole=content.whole,
        subject=_front(tokens, cue, subject),
    )


def joined(text: str, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Return attributions in text order, a quotation in two pieces as one.

    “C1,” X said. “It C2.”, where the second piece points back to the first (“it”, “and”), or one is
    too short to stand alone.
    """
    whole: list[Attribution] = []
    for one in sorted(attributions, key=lambda a: (a.start, -a.end)):
        if whole and _goes_on(text, whole[-1], one):
            whole[-1] = replace(whole[-1], end=one.end)
        else:
            whole.append(one)
    return whole


def _goes_on(text: str, first: Attribution, second: Attribution) -> bool:
    """Whether the second of two quotations goes on with the first after “X said.”."""
    same = first.direct and second.direct and first.speaker == second.speaker
    if not same or first.speaker is None or not first.end <= second.start:
        return False
    between = text[first.end : second.start]
    if not first.end <= first.cue < second.start or "\n" in between or len(between) > _TAG_LENGTH:
        return False
    shorter = min(len(text[a.start : a.end].split()) for a in (first, second))
    opens = _FIRST_WORD.search(text, second.start, second.end)
    back = opens is not None and opens.group().lower() in words_of("points_back")
    return (back or shorter <= _SHORT_PIECE) and between.rstrip()[-1:] in {".", ":"}


def _spoken_of(tokens: Tagged, subject: Phrase) -> Span:
    """Return the words of a subject, without the verb of “they're claiming”."""
    span = tokens.span(subject.first, subject.last)
    pronoun = tokens.text[subject.first].replace("’", "'").partition("'")[0]
    if subject.last - subject.first == 1 and pronoun.lower() in words_of("pronoun"):
        return Span(span.start, span.start + len(pronoun))
    return span


def _front(tokens: Tagged, cue: Cue, subject: Phrase | None) -> int:
    """Return where “X has condemned” begins; -1 where X does not stand just before the verb."""
    if subject is None or subject.last != cue.group or subject.antecedent:
        return -1
    return tokens.start[subject.front]


def with_verb(one: Attribution, others: list[Attribution]) -> Attribution:
    """Return an attribution that is shown from its verb on if it is no statement without it.

    “rejected the charge of crossing the line”, not “the charge of crossing the line”.
    """
    if one.whole or not 0 <= one.cue < one.start:
        return one
    for lead in (one.subject, one.cue):
        taken = any(other is not one and other.overlaps(Span(lead, one.start)) for other in others)
        # a long name before a short thing would be most of what is shown
        if lead >= 0 and not taken and 2 * (one.start - lead) <= one.end - one.start:
            return replace(one, lead=lead)
    return replace(one, lead=one.cue) if not taken else one


def is_asserted(tokens: Tagged, cue: Cue, subject: Phrase | None) -> bool:
    """Whether somebody says what a verb reports.

    Nobody does in “no official has said that C”, “neither X nor Y confirmed C”, “asked whether X
    claims C”.
    """
    if subject and _is_nobody(tokens, subject):
        return False
    for index in range(cue.group - 1, max(-1, cue.group - 1 - _QUESTION_WITHIN), -1):
        if tokens.kind[index] in {MARK, QUOTE}:
            break
        if tokens.lower[index] in _OPENS_QUESTION:
            return False
    return True


def _is_nobody(tokens: Tagged, subject: Phrase) -> bool:
    """Whether a subject is nobody: “no official”, “neither side”, “none of the ministries”.

    “No. 10” is somebody.
    """
    first = subject.first
    if tokens.lower[first] not in words_of("nobody"):
        # “not one official”, “neither X nor Y”, where the phrase begins after the word
        first -= 1
        if first < 0 or tokens.lower[first] not in {"neither", "nor", "not", "no"}:
            return False
    after = tokens.text[first + 1] if first + 1 < len(tokens) else ""
    return tokens.kind[first] == WORD and not after[:1].isdigit() and after != "."
