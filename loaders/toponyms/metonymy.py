"""What a place name stands for in its clause: the ground, a government, or a quality of a noun.

The rules read only the words beside the name. Countries, capitals and seats of government stand for
a government unless the clause puts something on the ground there. Every other place is the ground,
unless it only qualifies another noun, or does what only people do.

The limits below were chosen by hand while the rules were written on two thirds of ReLocaR's
training set (``benchmarks/corpora/metonymy.py``).
"""

from __future__ import annotations

from collections.abc import Sequence

from geodata.place import Place
from loaders.lexicon.tables import role_words, words_of
from loaders.model.records import Role
from loaders.text.segment import Word
from loaders.toponyms.context import Neighbours
from loaders.toponyms.prepositions import Decision, decide_by_governor, kind_of_noun

__all__ = ["POLITICAL", "Neighbours", "role_of"]

POLITICAL = frozenset({"country", "territory", "capital", "poi", "historical"})
"""Kinds of place whose names may stand for a government."""
_HYPHENS = frozenset({"-", "–", "/"})
_MOST_PARTS = 14
"""Parts of a hyphened compound that are read, at most. It keeps reading linear."""
_DATELINE_WORDS = 6
"""Words from a sentence's beginning within which its dateline ends (“GORIS, Syunik Province,
Armenia —”)."""
_SHORTEST_CITY = 4
"""Letters of a dateline's city, at least: shorter words in capitals are abbreviations (UN, USA)."""
_BODY_WORDS = 3
_LINE_ENDS = frozenset(":–—")
_HEAD_WITHIN = 6
"""Words after a name within which its head noun stands, with adjectives between."""
_BE = frozenset({"is", "was", "are", "were", "be", "been", "being", "remained", "became"})
_HAVE = frozenset({"has", "had", "have", "having"})
_CLAUSE_WORDS = frozenset(
    {"and", "or", "that", "which", "is", "was", "are", "were", "said", "says", "based"}
) | frozenset({"in", "of", "as", "at", "by", "from", "to", "on", "for", "with"})
"""Words no noun phrase goes on after."""


def role_of(place: Place, near: Neighbours) -> tuple[Role, str]:
    """Return the role of a name, and the reason in words."""
    political = place.kind in POLITICAL
    decided = (
        _dateline(near)
        or _team(near)
        or _hyphen(near, political)
        or _possessive(near, political)
        or _following_noun(place, near)
    )
    if decided:
        return decided
    left = near.left()
    if not political:
        body = _of_body(near)
        if body:
            return body
        return _stands_for_people(near, left) or ("literal", "a place on the ground")
    decided = decide_by_governor(place, near, left) or _subject(near)
    return decided or (
        "metonym",
        "no word puts anything on the ground there: the government or state",
    )


def _dateline(near: Neighbours) -> Decision | None:
    """Read “MOSCOW The ministry said”, “GORIS, Armenia — A man”.

    The name is in capitals and the sentence after it is not.
    """
    words = near.words
    capitals = words[0].text
    if (
        near.first >= _DATELINE_WORDS
        or len(capitals) < _SHORTEST_CITY
        or not (capitals.isalpha() and capitals.isupper())
    ):
        return None
    gaps = enumerate(near.gap_after(i) for i in range(min(_DATELINE_WORDS, len(words) - 1)))
    plain = 0 if near.first or near.gap_after(near.last - 1).strip() else near.last
    end = next(
        (i + 1 for i, gap in gaps if not _LINE_ENDS.isdisjoint(gap) or "--" in gap or " - " in gap),
        plain,
    )
    if near.last > end or end >= len(words):
        return None
    begins = words[end].capital and not words[end].text[1:].isupper()
    return ("literal", "the place of the dateline") if begins else None


def _team(near: Neighbours) -> Decision | None:
    """Read “Lyon Rovers”, and “Lyon City” where a match is spoken of: a team's name."""
    if _listed_with_team(near):
        return "metonym", "in a list of teams"
    if near.possessive or near.gap_after(near.last - 1).strip() or near.last >= len(near.words):
        return None
    word = near.words[near.last]
    if not word.capital or word.text.isupper():
        return None
    contested = word.lower in words_of("team_tail_or_town") and not role_words(
        "contest", "rival_word"
    ).isdisjoint(w.lower for w in near.words)
    if word.lower in words_of("team_tail") or contested:
        return "modifier", f"part of a team’s name, “… {word.text}”"
    return None


def _listed_with_team(near: Neighbours) -> bool:
    """Whether “and” joins a name to a team’s: “Lyon City and Lund”, where a match is spoken of."""
    index = near.first - 1
    if index < 2 or near.words[index].lower not in {"and", "or"}:  # noqa: PLR2004
        return False
    team = near.words[index - 1]
    teams = words_of("team_tail") | words_of("team_tail_or_town")
    return (
        team.capital
        and team.lower in teams
        and near.words[index - 2].capital
        and not near.gap_after(index - 2).strip()
        and not role_words("contest", "rival_word").isdisjoint(w.lower for w in near.words)
    )


def _of_body(near: Neighbours) -> Decision | None:
    """Read “the Farmers Federation of Kent and Surrey”: part of a body's name."""
    index = near.before_list()
    if index < 1 or near.words[index].lower != "of" or near.gap_after(index - 1).strip():
        return None
    noun = near.words[index - 1]
    if noun.capital and noun.lower in role_words("body_noun") and index > 1:
        return "modifier", f"part of the name of the {noun.text}"
    return None


def _hyphen(near: Neighbours, political: bool) -> Decision | None:
    """Read “Russia-led bloc”, “Armenia-Azerbaijan border”."""
    index = near.last - 1
    gap = near.gap_after(index)
    if gap.strip() not in _HYPHENS or (gap[0].isspace() and gap[-1].isspace()):
        return None
    while (
        index + 1 < min(len(near.words), near.last + _MOST_PARTS)
        and near.gap_after(index).strip() in _HYPHENS
    ):
        index += 1
    if index not in near.names:
        tail = near.words[index]
        ground = tail.lower in role_words("ground_noun") or tail.lower in {"born", "bound"}
        return ("literal" if ground else "modifier"), f"part of the compound “…-{tail.text}”"
    after = (word.lower for word in near.words[index + 1 : index + _HEAD_WITHIN])
    head = next((word for word in after if word not in words_of("compass")), "")
    if head in role_words("ground_noun") or not political:
        return "literal", f"names a {head or 'place'}"
    if "/" in gap or head in words_of("static_preposition"):
        return None
    return "modifier", f"qualifies “{head}”"


def _possessive(near: Neighbours, political: bool) -> Decision | None:
    """Decide for a name with ’s by the noun it belongs to.

    “Armenia’s southern Syunik region” is ground, “Armenia’s ministry” is not, and “Armenia’s
    protest” is an act of Armenia's.
    """
    if not near.possessive:
        return None
    words = near.following(_HEAD_WITHIN)
    for offset, word in enumerate(words):
        if word.lower in _CLAUSE_WORDS:
            break
        if near.last + offset in near.names:
            return "literal", f"its {word.text}"
        kind = kind_of_noun(word.lower)
        if kind and not _next_noun_is_head(words, offset):
            return _role_of_owner(kind, word.text, political)
    if not political:
        return "literal", "a place on the ground"
    return "modifier", f"qualifies “{words[0].text if words else ''}”"


def _next_noun_is_head(words: Sequence[Word], offset: int) -> bool:
    """Whether the next noun, not this one, is the head: “Defense Ministry”, “border guards”."""
    return offset + 1 < len(words) and kind_of_noun(words[offset + 1].lower) in {"act", "body"}


def _role_of_owner(kind: str, noun: str, political: bool) -> Decision:
    if kind == "ground":
        return "literal", f"its {noun.lower()}"
    if kind == "act" and political:
        return "metonym", f"“{noun}” of a state, its people or its team"
    return "modifier", f"qualifies “{noun}”"


def _following_noun(place: Place, near: Neighbours) -> Decision | None:
    """Decide for a name by the noun after it.

    “Azerbaijan MFA”, “Yerevan think tank”, “Karabakh conflict”.
    """
    words = () if near.possessive or near.last in near.names else near.following(2)
    if not words:
        return None
    word = words[0]
    political = place.kind in POLITICAL
    lower, written_small = word.lower, word.text[:1].islower()
    if lower == "proper":
        return "literal", "“proper”: the ground"
    if lower in role_words("dispute_noun"):
        return "modifier", f"qualifies “{word.text}”"
    if (
        lower in role_words("ground_noun", "nature_noun")
        and written_small
        and not _next_noun_is_head(words, 0)
    ):
        return "literal", f"names its {lower}"
    if lower in words_of("institution_head") and (
        political or lower not in role_words("ground_noun")
    ):
        return "modifier", f"qualifies “{word.text}”"
    if lower in role_words("office_noun", "body_noun", "team_noun", "local_head") and written_small:
        return _role_of_owner(
            "act" if lower in role_words("team_noun") else "body", word.text, political
        )
    if political and lower in role_words("person_noun"):
        return "modifier", f"qualifies “{word.text}”"
    if _begins_body(near):
        return "modifier", "part of the name of a body"
    known = lower in words_of("weekday") or lower in words_of("month")
    if political and word.capital and not known and place.kind != "poi":
        return "modifier", f"qualifies “{word.text}”"
    return None


def _begins_body(near: Neighbours) -> bool:
    """Whether a name begins a body's: “Leeds Academy”, “The Sydney Morning Herald”."""
    last = near.last
    while last < min(len(near.words), near.last + _BODY_WORDS) and near.words[last].capital:
        if near.gap_after(last - 1).strip():
            return False
        word = near.words[last].lower
        if word in role_words("body_noun") or word in words_of("press_tail"):
            return not word.isdigit() and word not in role_words("ground_noun")
        last += 1
    return False


def _subject(near: Neighbours) -> Decision | None:
    """Decide for a seat of government by the verb of which it is the subject.

    Few verbs say something of its ground.
    """
    words = near.predicate()
    index = 0
    while index < len(words) and (
        words[index] in words_of("auxiliary") or words[index] in _BE or words[index].endswith("ly")
    ):
        index += 1
    helpers, rest = words[:index], words[index:]
    if not rest:
        return None
    if rest[0] in role_words("ground_verb"):
        return "literal", f"subject of “{rest[0]}”"
    if not _BE.isdisjoint(helpers) and not rest[0].endswith("ing"):
        if rest[0] in role_words("ground_quality"):
            return "literal", f"is “{rest[0]}”"
        noun = _first_noun(rest, role_words("whole_noun", "ground_noun"))
        return ("literal", f"is a {noun}") if noun else None
    if not _HAVE.isdisjoint(helpers):
        noun = _first_noun(rest[:4], role_words("had_ground"))
        return ("literal", f"has a {noun}") if noun else None
    return None


def _first_noun(words: list[str], nouns: frozenset[str]) -> str:
    """Return the first of the nouns before the noun phrase ends, or ""."""
    for word in words:
        if word in nouns:
            return word
        if word in _CLAUSE_WORDS or word in words_of("static_preposition"):
            break
    return ""


def _stands_for_people(near: Neighbours, left: list[str]) -> Decision | None:
    """Decide for a place that governs nothing.

    It stands for people only where nothing but people or teams can be meant.
    """
    nearest, further = (left[0], left[1:5]) if left else ("", [])
    if nearest in role_words("rival_word", "play_verb") or (
        nearest in {"against", "between", "for"}
        and not role_words("contest").isdisjoint(further[:3])
    ):
        return "metonym", f"a team or its people after “{nearest}”"
    if nearest and nearest not in role_words("opener") and nearest not in {",", "“"}:
        return None
    words, index = near.predicate(aside=False), 0
    while index < len(words) and (
        words[index] in words_of("auxiliary") or words[index].endswith("ly")
    ):
        index += 1
    if index >= len(words) or not words_of("passive_auxiliary").isdisjoint(words[:index]):
        return None
    verb, after = words[index], words[index + 1] if index + 1 < len(words) else ""
    finite = (
        index
        or verb not in role_words("noun_alike")
        or after in words_of("determiner")
        or after in {"that", "to", "on", "against"}
    )
    return (
        ("metonym", f"subject of “{verb}”, which people do")
        if verb in role_words("people_verb") and finite
        else None
    )
