"""Where indirect content begins after a reporting verb, by the frames and links of its row."""

from __future__ import annotations

from loaders.attribution.content_end import OBJECTS, Form, is_called, seen_as
from loaders.attribution.cues import Tagged, counts, is_past
from loaders.lexicon.tables import Verb, reporting_verbs, words_of
from loaders.text.said_when import is_time
from loaders.text.tokens import ASIDE, MARK, QUOTE, TIMES, WORD

_LEADS_OUT = words_of("leads_out")
_DETERMINER = words_of("determiner")
_PRONOUN = words_of("pronoun")
_STATEMENT = words_of("statement_noun")
_NOT_THINGS = (
    _LEADS_OUT
    | (words_of("auxiliary") - _DETERMINER - {"neither"})
    | {"up", "down", "off", "away", "back", "so", "as", "and", "but", "or"}
)
"""A thing that is said, rejected or praised does not begin with one of these."""
_ADVERBIAL = frozenset(
    {
        "in",
        "on",
        "at",
        "during",
        "after",
        "via",
        "by",
        "through",
        "with",
        "to",
        "for",
        "of",
        "from",
        "before",
    }
)
"""Prepositions that begin words of when, where and to whom something was said."""
_TIMELY = TIMES | {"last", "late", "early", "earlier", "later", "again", "ago"}
_FINITE = (words_of("passive_auxiliary") - {"be", "been", "being"}) | words_of("modal")
_QUESTIONS = frozenset({"why", "how", "what", "whether", "who", "where", "when", "if"})
_ANSWERING = frozenset({"doubt", "question", "dispute"})
"""Verbs that say something of what they ask."""
_BEFORE_LINK = 4
"""Words of time or manner between a verb and the preposition of its content, at most."""
_ASIDE_WITHIN = 5
"""Words after a verb in which it is said that nothing is said, at most."""
_THAT_WITHIN = 14
"""Words from a verb to its “that”, at most: “said in a statement on its own website on Friday that”
fits; a later one belongs to another clause. Chosen by hand."""
_HEARER_WORDS = 3
"""Words for whom somebody tells something, at most, where no article leads into them."""
_LINK_WITHIN = 10
"""Words between a verb and the “of” or “to” of its content, at most: the one accused or urged
stands between. Chosen by hand."""


def content_start(tokens: Tagged, start: int, verb: Verb) -> tuple[int | None, Form]:
    """Return where content begins at or after ``start``, and its form.

    ``verb`` gives the frames and links. The index is None where there is no content.
    """
    if "be" in verb.frames and start + 1 < len(tokens):
        return _after_adjective(tokens, start, verb)
    start += tokens.lower[start : start + 1] == ["out"]
    if start >= len(tokens) or _says_nothing(tokens, start, verb):
        return None, "clause"
    first = tokens.lower[start]
    if tokens.kind[start] == MARK:
        return (_after_insertion(tokens, start) if "that" in verb.frames else None), "clause"
    if {"tell", "to"} <= verb.frames and first != "that" and _told_to(tokens, start):
        return start, "action"
    if "inf" in verb.frames and _to_quote(tokens, start):
        return start, "action"
    states = not verb.frames.isdisjoint({"that", "tell"})
    if states and ("only" not in verb.frames or first == "that"):
        clause = _clause(tokens, start, verb)
        if clause is not None or "that" not in verb.frames:
            return clause, "clause"
    return _without_that(tokens, start, verb)


def _without_that(tokens: Tagged, start: int, verb: Verb) -> tuple[int | None, Form]:
    """Return where an action, or what follows a preposition or the verb itself, begins."""
    action = _action(tokens, start, verb)
    if action is not None:
        return action, "action"
    link = _link(tokens, start, verb)
    if link is not None:
        return link + 1, "phrase"
    if "like" in verb.frames:
        return (start if seen_as(tokens, start) else None), "phrase"
    return _thing(tokens, start, verb)


def _after_adjective(tokens: Tagged, start: int, verb: Verb) -> tuple[int | None, Form]:
    """Return where content begins after “is sure that C”, “is happy to C”, “is wary of C”."""
    link = tokens.lower[start]
    if link == "that":
        return (None if _is_relative(tokens, start) else start + 1), "clause"
    if link not in verb.links:
        return start, "clause"
    if link == "to" and not _is_thing(tokens, start + 1):
        return start, "action"
    return start + 1, "phrase"


def _link(tokens: Tagged, start: int, verb: Verb) -> int | None:
    """Return where the preposition stands that the content follows, or None.

    An adverb or a day may stand before it: “spoke warmly of C”, “called on Friday for C”.
    """
    index = start
    while index < min(len(tokens) - 1, start + _BEFORE_LINK) and tokens.kind[index] == WORD:
        if tokens.lower[index] in verb.links and tokens.lower[index + 1] not in TIMES:
            return index
        if not (tokens.adverb[index] or tokens.lower[index] in _TIMELY | {"on"}):
            return None
        index += 1
    return None


def _says_nothing(tokens: Tagged, start: int, verb: Verb) -> bool:
    """Whether what follows a verb is a question, a wish not to be named, or a refusal to speak.

    “asked whether C”, “asked not to be named”, “declined to say whether C”, “denied knowing
    whether C”.
    """
    follows = tokens.lower[start : start + _ASIDE_WITHIN]
    if follows[0] in {"whether", "if"} and verb.lemma not in _ANSWERING:
        return True
    if verb.stance == "denies" and "whether" in follows[1:]:
        return True
    words = " ".join(follows)
    if any(phrase in words for phrase in words_of("anonymity")):
        return True
    silent = reporting_verbs().get(follows[1]) if follows[0] == "to" and len(follows) > 1 else None
    return (
        silent is not None
        and verb.lemma in words_of("not_saying")
        and not silent.frames.isdisjoint({"that", "quote", "tell"})
    )


def _thing(tokens: Tagged, start: int, verb: Verb) -> tuple[int | None, Form]:
    """Return where a name, a thing or a statement without “that” begins after its verb."""
    if "name" in verb.frames:
        return (start if is_called(tokens, start) else None), "phrase"
    stop = next((i for i in range(start, len(tokens)) if tokens.kind[i] != WORD), len(tokens))
    timed = stop > start and tokens.kind[min(stop, len(tokens) - 1)] != QUOTE
    if "only" in verb.frames or (timed and is_time(tokens, start, stop)):
        # “X said Friday afternoon, as they left”
        return None, "clause"
    considered = verb.lemma == "consider" and tokens.lower[start].endswith("ing")
    nothing = tokens.lower[start] in _NOT_THINGS and not counts(tokens, start)
    if considered or verb.frames.isdisjoint({"that", "np"}) or nothing:
        return None, "phrase"
    if "that" not in verb.frames:
        return start, "phrase"
    bare = verb.anyone and "np" not in verb.frames and verb.lemma not in words_of("takes_thing")
    if bare or _has_verb(tokens, start):
        return start, "clause"
    return (start if "np" in verb.frames else None), "phrase"


def _has_verb(tokens: Tagged, start: int) -> bool:
    """Whether a statement with a verb follows, and not only a thing.

    “showed he was wrong”, but not “showed the map”.
    """
    if tokens.lower[start] in _QUESTIONS:
        return True
    for index in range(start, len(tokens)):
        if tokens.kind[index] in {MARK, QUOTE}:
            return False
        if tokens.lower[index] in {"and", "but"} and is_past(
            "".join(tokens.lower[index + 1 : index + 2])
        ):
            # “found the boat and alerted the guards”: the second verb is the speaker's own
            return False
        lower = tokens.lower[index]
        verb = tokens.helper[index] and not tokens.adverb[index]
        past = index > start and is_past(lower) and not tokens.capital(index)
        if verb or past or lower in _PRONOUN or (index > start and tokens.cue[index]):
            return True
    return False


def _clause(tokens: Tagged, start: int, verb: Verb) -> int | None:
    """Return where a statement begins after “that”, a hearer, or words of time; or None."""
    if tokens.lower[start] == "that":
        # “said that was another matter”: the word is the subject of the content
        subject = "only" not in verb.frames and _FINITE.issuperset(
            tokens.lower[start + 1 : start + 2]
        )
        return start + (not subject)
    if "tell" in verb.frames:
        begin = _after_hearer(tokens, start)
        if "that" not in verb.frames or (begin and tokens.lower[begin - 1] == "that"):
            return begin
    begin = skip_adverbials(tokens, start)
    return begin if begin is not None and begin > start else None


def _action(tokens: Tagged, start: int, verb: Verb) -> int | None:
    """Return where an action begins, or None.

    “to withdraw”, also after words of time; “Y to withdraw”; “Y of shelling”.
    """
    if "inf" in verb.frames:
        index = start
        while index < len(tokens) and (
            tokens.lower[index] in TIMES or tokens.lower[index] in words_of("adverb")
        ):
            index += 1
        if tokens.lower[index : index + 1] == ["to"] and not _is_thing(tokens, index + 1):
            return index
    near = tokens.lower[start + 1 : start + _LINK_WITHIN]
    return (
        start if any(link in verb.frames and link in near for link in ("of", "to", "for")) else None
    )


def _told_to(tokens: Tagged, start: int) -> bool:
    """Whether “told Y to C” follows: an order, and no statement."""
    for index in range(start + 1, min(len(tokens) - 1, start + _LINK_WITHIN)):
        if tokens.kind[index] != WORD or tokens.lower[index] in {"that", "he", "she", "they", "it"}:
            return False
        if tokens.lower[index] == "to":
            return not _is_thing(tokens, index + 1) and not tokens.lower[index + 1].endswith("s")
        if tokens.helper[index] or tokens.cue[index]:
            return False
    return False


def _to_quote(tokens: Tagged, start: int) -> bool:
    """Whether “to “keep the peace”” follows, perhaps after an adverb."""
    to = start + (tokens.adverb[start] and tokens.lower[start] != "to")
    return tokens.lower[to : to + 1] == ["to"] and tokens.kind[to + 1 : to + 2] == [QUOTE]


def _is_thing(tokens: Tagged, index: int) -> bool:
    """Whether a noun phrase begins here, so that the “to” before it is a preposition."""
    return index < len(tokens) and (
        tokens.lower[index] in _DETERMINER or tokens.capital(index) or tokens.kind[index] != WORD
    )


def _after_insertion(tokens: Tagged, comma: int) -> int | None:
    """Return where content begins after “reported, citing a source, that”; or None."""
    for index in range(comma + 1, min(len(tokens) - 1, comma + _THAT_WITHIN)):
        if tokens.text[index] == ",":
            return index + 2 if tokens.lower[index + 1] == "that" else None
    return None


def _after_hearer(tokens: Tagged, start: int) -> int | None:
    """Return where content begins after “told reporters in Yerevan”; or None.

    Whoever is told, a “that” opens it: “told a crowd of farmers on Sunday that”.
    """
    that = _that(tokens, start)
    if that:
        return that + 1
    index = after_hearer(tokens, start)
    if index == start:
        index = _after_several(tokens, start)
    if index == start or index >= len(tokens) or tokens.kind[index] == MARK:
        return None
    if tokens.lower[index] == "that":
        return index + 1
    begin = skip_adverbials(tokens, index)
    return index if begin is None else begin


def after_hearer(tokens: Tagged, start: int) -> int:
    """Return where the words that name a hearer end: “told this newspaper”, “told Anna Smith”."""
    index = start
    nouns = words_of("hearer_noun")
    while index < len(tokens) and (
        tokens.capital(index)
        or (tokens.lower[index] in _DETERMINER and tokens.lower[index] != "that")
        or tokens.lower[index] in nouns
        or tokens.lower[index] in OBJECTS
    ):
        if (
            index > start
            and tokens.lower[index] in _DETERMINER
            and (tokens.lower[index - 1] in nouns or tokens.capital(index - 1))
            and TIMES.isdisjoint(tokens.lower[index + 1 : index + 2])
        ):
            break  # “told parliament | the islet was Greek”, “told Smith | his boat sank”
        index += 1
    return index


def _after_several(tokens: Tagged, start: int) -> int:
    """Return where “told visiting envoys | his plan” goes on after the people told, or ``start``.

    They are a plural without an article, and a pronoun or an article opens the content.
    """
    for index in range(start, min(len(tokens) - 1, start + _HEARER_WORDS)):
        plain = tokens.kind[index] == WORD and tokens.lower[index] not in _LEADS_OUT
        if not plain or tokens.helper[index] or tokens.cue[index]:
            break
        follows = tokens.lower[index + 1]
        if tokens.lower[index].endswith(("s", "men", "people")) and (
            follows in _PRONOUN or follows in _DETERMINER
        ):
            return index + 1
    return start


def skip_adverbials(tokens: Tagged, start: int) -> int | None:
    """Return where content begins after “on Friday”, “in a statement that”.

    The result is None where that is not plain.
    """
    first = tokens.lower[start]
    if tokens.kind[start] == WORD and (first in _LEADS_OUT or first in TIMES):
        that = _that(tokens, start)
        if that:
            return that + 1
    index = start
    while index < len(tokens) and tokens.kind[index] == WORD:
        if tokens.lower[index] in _TIMELY or tokens.adverb[index]:
            index += 1
        elif tokens.lower[index] in _ADVERBIAL:
            index = _after_phrase(tokens, index + 1)
        else:
            break
    if index >= len(tokens) or tokens.kind[index] in {MARK, ASIDE}:
        return None
    lower = tokens.lower[index]
    if lower == "that":
        return None if _is_relative(tokens, index) else index + 1
    if index > start and tokens.kind[index] == WORD and lower not in _PRONOUN:
        index = _past_noun(tokens, index)
        lower = tokens.lower[index]
    begins = (
        index == start
        or lower in _PRONOUN
        or lower in _DETERMINER
        or lower == "there"
        or tokens.kind[index] == QUOTE
    )
    return index if begins else None


def _past_noun(tokens: Tagged, index: int) -> int:
    """Return where a pronoun opens the clause after “after the convention”, else ``index``."""
    if tokens.lower[index - 1] not in _DETERMINER or tokens.cue[index] or tokens.helper[index]:
        return index
    after = index + 1
    if after < len(tokens) and tokens.kind[after] == WORD and tokens.lower[after] in _PRONOUN:
        return after
    return index


def _after_phrase(tokens: Tagged, index: int) -> int:
    """Return where the words of time, place or kind of statement after a preposition end."""
    while index < len(tokens) and (
        (tokens.lower[index] in _DETERMINER and tokens.lower[index] != "that")
        or tokens.lower[index] in TIMES
        or tokens.lower[index] in _STATEMENT
        or tokens.capital(index)
        or tokens.text[index][:1].isdigit()
    ):
        index += 1
    return index


def _that(tokens: Tagged, start: int) -> int | None:
    """Return where “that” opens a clause, with no other verb or mark before it; or None.

    “said on its own website that”.
    """
    for index in range(start + 1, min(len(tokens), start + _THAT_WITHIN)):
        if tokens.kind[index] in {MARK, QUOTE} or tokens.cue[index]:
            return None
        if tokens.lower[index] == "that":
            return None if _is_relative(tokens, index) else index
    return None


def _is_relative(tokens: Tagged, that: int) -> bool:
    """Whether “that” goes on with a verb, and states nothing: “a statement that was delicate”."""
    return that + 1 < len(tokens) and tokens.helper[that + 1] and not tokens.adverb[that + 1]
