"""Cues: the words of a sentence that report somebody's words.

They are forms of the verbs of ``data/verbs.csv`` that stand as verbs in the sentence, and the
adjectives of ``data/cue_adjectives.csv`` after “is”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from loaders.lexicon.tables import Verb, reporting_adjectives, reporting_verbs, words_of
from loaders.text.tokens import ASIDE, MARK, QUOTE, WORD, Tokens

Mood = Literal["active", "passive", "participle"]

_AUXILIARY = words_of("auxiliary")
_BE = words_of("passive_auxiliary")
_DETERMINER = words_of("determiner")
_PRONOUN = words_of("pronoun")
_SPEAKER = words_of("speaker_noun")
_CATENATIVE = words_of("catenative")
_ALONE = frozenset({"this", "that", "all", "both", "some", "many", "several", "each", "others"})
"""Determiners that may be a whole subject: “both say”, “that suggests”."""
_NOUN_WITHIN = 5
"""Words from “state” to the verb whose subject it begins, at most. Chosen by hand."""
_PREPOSITIONS = frozenset({"of", "for", "with", "to", "from", "by", "on"})
_NEGATION = words_of("negation")
_AGENT = re.compile(r"...(?:(?:er|or)s|ists?|ians?|m[ae]n|persons?|people)$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in a sentence.

    Attributes
    ----------
    index
        Its token.
    group
        The first token of its auxiliaries.
    verb
        Its row.
    mood
        Whether it is active, passive or a participle.
    negated
        Whether one of its auxiliaries negates it.
    """

    index: int
    group: int
    verb: Verb
    mood: Mood
    negated: bool = False


@dataclass(slots=True)
class Tagged(Tokens):
    """The tokens of a sentence, each with what it may be; the rules only look these up.

    Attributes
    ----------
    helper
        Whether a word only helps a verb: an auxiliary or an adverb.
    adverb
        Whether it is an adverb and no auxiliary verb.
    speaking
        Whether a common noun may name a speaker.
    cue
        The reporting verb at a token, or None.
    """

    helper: list[bool]
    adverb: list[bool]
    speaking: list[bool]
    cue: list[Cue | None]

    def pieces(self) -> Iterator[Tagged]:
        """Yield the tokens in pieces of limited length, so that reading time grows with it."""
        for part in Tokens.pieces(self):
            yield self if part is self else tag(part)


def tag(tokens: Tokens) -> Tagged:
    """Return the tokens of a sentence with what each may be."""
    verbs = reporting_verbs()
    helper = [
        kind == WORD and _is_helper(text, lower)
        for kind, text, lower in zip(tokens.kind, tokens.text, tokens.lower, strict=True)
    ]
    tagged = Tagged(
        tokens.sentence,
        tokens.start,
        tokens.end,
        tokens.kind,
        tokens.text,
        tokens.lower,
        helper=helper,
        adverb=[helps and _is_adverb(tokens.lower[i]) for i, helps in enumerate(helper)],
        speaking=[can_speak(word) for word in tokens.lower],
        cue=[],
    )
    adjectives = reporting_adjectives()
    # a token's cue depends on the words beside it, and on no cue
    tagged.cue = [
        (_adjective(tagged, i) if word in adjectives else None)
        or (_cue_at(tagged, i) if word in verbs and not _is_compound(tagged, i) else None)
        for i, word in enumerate(tokens.lower)
    ]
    return tagged


def _adjective(tokens: Tagged, index: int) -> Cue | None:
    """Return the cue of “is confident that”, “remains deeply worried about”; or None."""
    adjective = reporting_adjectives()[tokens.lower[index]]
    follows = tokens.lower[index + 1] if index + 1 < len(tokens) else ""
    holds = "that" in adjective.links and follows in _PRONOUN
    if tokens.kind[index] != WORD or not (holds or follows in adjective.links):
        return None
    verb = index
    while verb > 0 and (tokens.lower[verb - 1] in words_of("degree") or tokens.adverb[verb - 1]):
        verb -= 1
    copula = verb > 0 and tokens.lower[verb - 1] in words_of("copula")
    group = group_start(tokens, verb - copula)
    helpers = tokens.lower[group:index]
    if not copula and _BE.isdisjoint(helpers) and not _contracted(tokens, group - 1):
        return None
    negated = any(word in _NEGATION or word[-3:] in {"n't", "n’t"} for word in helpers)
    return Cue(index, group, adjective, "active", negated)


def _is_compound(tokens: Tagged, index: int) -> bool:
    """Whether a word and the next are one noun: “think tank”."""
    pair = " ".join(tokens.lower[index : index + 2])
    return pair.removesuffix("s") in words_of("verb_and_noun")


@cache
def can_speak(lower: str) -> bool:
    """Whether a common noun, in lower case, may name a speaker.

    It is in the lexicon, is a plural of such a noun, or is formed like “organiser”, “historians”.
    """
    forms = {
        lower,
        lower.removesuffix("s"),
        lower + "s",
        lower.removesuffix("ies") + "y",
        lower.removesuffix("es") + "is",
    }
    if not forms.isdisjoint(_SPEAKER):
        return True
    if lower.endswith(("-year-old", "-year-olds")):
        return True
    return _AGENT.search(lower) is not None and forms.isdisjoint(words_of("not_agent"))


def _is_helper(text: str, lower: str) -> bool:
    """Whether a word only helps a verb: an auxiliary or an adverb."""
    helps = lower in _AUXILIARY or lower[-3:] in {"n't", "n’t"}
    adverb = lower.endswith("ly") and len(lower) > 4 and lower not in words_of("not_adverb")
    return (helps or adverb) and not text[0].isupper()


def _is_adverb(lower: str) -> bool:
    return lower.endswith("ly") or lower in words_of("adverb")


@cache
def is_past(lower: str) -> bool:
    """Whether a word looks like a verb in the past: “crossed”, “went”."""
    return lower in words_of("past_verb") or (
        lower.endswith("ed") and lower not in words_of("not_past")
    )


def counts(tokens: Tagged, start: int) -> bool:
    """Whether a number follows a word that makes it approximate: “about 300”, “at least two”."""
    lead = start + (tokens.lower[start + 1 : start + 2] == ["least"])
    number = tokens.lower[lead + 1] if lead + 1 < len(tokens) else ""
    return tokens.lower[start] in words_of("approximate") and (
        number[:1].isdigit() or number in words_of("several") or number in {"a", "half"}
    )


def group_start(tokens: Tagged, verb: int) -> int:
    """Return where the auxiliaries, adverbs and asides before a verb begin."""
    start = verb
    while start > 0 and (tokens.kind[start - 1] == ASIDE or tokens.helper[start - 1]):
        start -= 1
    # the aside before the first auxiliary belongs to the subject
    while start < verb and tokens.kind[start] == ASIDE:
        start += 1
    return start


def _cue_at(tokens: Tagged, index: int) -> Cue | None:
    """Return the reporting verb at a token, or None.

    None stands for any other word, and for the same form as a noun, an adjective or an imperative.
    """
    form = tokens.text[index].lower()
    verb = reporting_verbs().get(form)
    if verb is None or (index > 0 and tokens.text[index][0].isupper()):
        return None
    group = group_start(tokens, index)
    helpers = tokens.lower[group:index]
    negated = any(word in _NEGATION or word[-3:] in {"n't", "n’t"} for word in helpers)
    before = group - 1
    while before >= 0 and tokens.kind[before] == ASIDE:
        before -= 1
    if (
        before >= 0
        and tokens.lower[before] == "to"
        and form == verb.lemma
        and tokens.kind[before] == WORD
    ):
        return _after_catenative(tokens, index, before, verb)
    if form.endswith("ing"):
        return _participle(tokens, Cue(index, group, verb, "participle", negated), before)
    if before < 0 or (tokens.kind[before] == MARK and tokens.text[before] in ".!?"):
        return None
    if not _BE.isdisjoint(helpers):
        return (
            Cue(index, group, verb, "passive", negated)
            if form != verb.lemma and not form.endswith("s")
            else None
        )
    if (
        index + 1 < len(tokens)
        and tokens.lower[index + 1] == "by"
        and form.endswith("ed")
        and not helpers
    ):
        return Cue(index, group, verb, "passive", negated)
    that = (
        verb.anyone
        and tokens.lower[index + 1 : index + 2] == ["that"]
        and before >= 0
        and not _before_noun(tokens.lower[before])
    )
    if that and form != verb.lemma and not tokens.possessive(before):
        return Cue(index, group, verb, "active", negated)
    return (
        Cue(index, group, verb, "active", negated)
        if _is_finite(tokens, index, before, form, verb)
        else None
    )


def _participle(tokens: Tagged, cue: Cue, before: int) -> Cue | None:
    """Read “is saying”, “he's saying”, “…, saying”; “the saying” is a noun."""
    helpers = tokens.lower[cue.group : cue.index]
    if not _BE.isdisjoint(helpers) or (before >= 0 and _contracted(tokens, before)):
        return replace(cue, mood="active")
    if before >= 0 and cue.group == cue.index:
        noun = tokens.lower[before] in _DETERMINER or tokens.possessive(before)
        # “considered rejecting C”: what somebody may do, and no words
        intended = tokens.kind[before] == WORD and tokens.lower[before] in words_of("intends")
        if noun or intended:
            return None
    return replace(cue, negated=cue.negated or _is_unsaid(tokens, cue.group))


def _contracted(tokens: Tokens, index: int) -> bool:
    """Whether a word is a pronoun with its verb: “he's”, “they're”."""
    word = tokens.text[index].lower() if index >= 0 else ""
    stem = word.replace("’", "'").partition("'")
    return stem[2] in {"s", "re", "m"} and stem[0] in _PRONOUN | {"who", "that"}


def _after_catenative(tokens: Tagged, index: int, to: int, verb: Verb) -> Cue | None:
    """Read “continued to insist”, “went on to say”: the verb before “to” has the subject."""
    lead = to - 1
    if lead > 0 and tokens.lower[lead] in {"on", "out"}:
        lead -= 1
    if lead <= 0 or tokens.lower[lead] not in _CATENATIVE or tokens.capital(lead):
        return None
    group = group_start(tokens, lead)
    negated = tokens.lower[lead] in words_of("not_saying") or any(
        word in _NEGATION or word[-3:] in {"n't", "n’t"} for word in tokens.lower[group:lead]
    )
    return Cue(
        index,
        group,
        verb,
        "participle" if tokens.lower[lead].endswith("ing") else "active",
        negated,
    )


def _is_unsaid(tokens: Tagged, group: int) -> bool:
    """Whether the words before a participle say that it was not said: “stopped short of saying”."""
    unsaid = words_of("unsaid_lead")
    before = tokens.lower[max(0, group - 2) : group]
    return bool(before) and (before[-1] in unsaid or " ".join(before) in unsaid)


def _is_finite(tokens: Tagged, index: int, before: int, form: str, verb: Verb) -> bool:
    """Whether the word before allows a finite verb.

    It is no article or preposition, and agrees in number.
    """
    if _names_a_noun(tokens, index, form):
        return False
    if tokens.kind[before] != WORD:
        return not (form == verb.lemma and _is_first_of_noun(tokens, before + 1))
    lower = tokens.lower[before]
    # “from publicly disclosed facts”: an adverb alone makes no verb of a participle
    bare = before + 1 == index or (
        tokens.kind[before + 1] == WORD and all(tokens.adverb[before + 1 : index])
    )
    if not bare:
        return not (form == verb.lemma and _BE.issuperset({tokens.lower[before + 1]}))
    if _before_noun(lower):
        return False
    if tokens.possessive(before):
        return False
    if form in words_of("noun_form"):
        may = (
            tokens.capital(before)
            or lower in _PRONOUN
            or can_speak(lower)
            or lower in words_of("evidence_noun")
            or lower in {"who", "which", "that", "and", "but"}
            # “C,” user17 posted
            or (before > 0 and tokens.kind[before - 1] == QUOTE)
        )
        if not may or _is_joined(tokens, before + 1, verb):
            return False
    return form != verb.lemma or _plural(tokens, before)


def _names_a_noun(tokens: Tagged, index: int, form: str) -> bool:
    """Whether a form is a noun by what follows: “a police report said”, “an appeals court”."""
    if index + 1 >= len(tokens) or form not in words_of("noun_form"):
        return False
    after = tokens.lower[index + 1]
    verb = reporting_verbs().get(after)
    return (verb is not None and verb.anyone and is_past(after)) or after in words_of("court_noun")


def _is_joined(tokens: Tokens, index: int, verb: Verb) -> bool:
    """Whether a noun goes on as “US states and cities”, “northern states like …” do."""
    after = tokens.lower[index + 1] if index + 1 < len(tokens) else ""
    return (
        after in {"and", "or", "like", "of", "such"}
        and after not in verb.links
        and tokens.capital(index - 1)
    )


def _is_first_of_noun(tokens: Tagged, index: int) -> bool:
    """Whether a word after a comma begins the subject of the next verb: “, state media said”."""
    if tokens.lower[index] not in words_of("noun_form"):
        return False
    if tokens.lower[index] in words_of("noun_before_speaker") and any(
        tokens.speaking[index + 1 : index + 2]
    ):
        return True  # “…, state lawmakers”
    verbs = reporting_verbs()
    for beyond in range(index + 2, min(len(tokens), index + _NOUN_WITHIN)):
        lower = tokens.lower[beyond]
        if tokens.kind[beyond] != WORD:
            break
        if lower in verbs and lower != verbs[lower].lemma:
            return True
    return False


def _before_noun(lower: str) -> bool:
    """Whether a word stands before nouns: an article or a preposition."""
    return (
        (lower in _DETERMINER and lower not in _ALONE)
        or lower in words_of("static_preposition")
        or lower in _PREPOSITIONS
    )


def _of_one(tokens: Tokens, pronoun: int) -> bool:
    """Whether “which” stands for one thing: in “the plan, which state …” the form is a noun."""
    noun = pronoun - 1 - (pronoun > 0 and tokens.text[pronoun - 1] == ",")
    if tokens.lower[pronoun] != "which" or noun < 0 or tokens.kind[noun] != WORD:
        return False
    lower = tokens.lower[noun]
    many = lower.endswith("s") or lower in words_of("people_noun")
    return not (many or tokens.capital(noun))


def _plural(tokens: Tokens, index: int) -> bool:
    """Whether a word may be the plural subject or the pronoun that a bare verb form needs."""
    lower = tokens.lower[index]
    if lower in _PRONOUN or lower in words_of("plural_subject"):
        return lower not in {"he", "she", "it"} and not _of_one(tokens, index)
    plural = lower.endswith("s") and not tokens.possessive(index) and not lower.endswith("ss")
    return plural or lower in {"police", "people", "men", "women", "media", "percent"}
