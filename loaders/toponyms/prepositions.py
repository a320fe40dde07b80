"""What the preposition, verb or noun before a seat of government makes of its name.

It makes it the ground, or a state that acts. How many further words each rule reads was chosen by
hand, like the limits in ``context``.
"""

from __future__ import annotations

from geodata.place import STATES, Place
from loaders.lexicon.tables import role_words, words_of
from loaders.model.records import Role
from loaders.toponyms.context import Neighbours

Decision = tuple[Role, str]
_SIDES = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"}
)


def kind_of_noun(word: str) -> str:
    """Return what a noun is that a name belongs to.

    ``ground``, ``act`` (or a team), ``body`` (or a person), or "" where it is not known.
    """
    if word in role_words("ground_noun", "nature_noun", "dweller_noun"):
        return "ground"
    if word in role_words("act_noun", "team_noun"):
        return "act"
    if (
        word in role_words("body_noun", "office_noun", "person_noun")
        or word in words_of("institution_head")
        or word in words_of("armed_body")
    ):
        return "body"
    return ""


def decide_by_governor(place: Place, near: Neighbours, left: list[str]) -> Decision | None:
    """Return the role that the words before a name give it, or None.

    Parameters
    ----------
    place
        The place named.
    near
        The words around the name.
    left
        The words before the name, nearest first.
    """
    if not left:
        return None
    nearest, further = left[0], left[1:]
    second = _noun(further)
    acting = _acting(near) if nearest in role_words("loose_preposition") else ""
    if acting:
        return "metonym", f"subject of “{acting}”"
    if nearest in _PREPOSITIONS:
        return _PREPOSITIONS[nearest](further)
    if nearest == "of":
        return _of(place, near, further)
    if nearest in words_of("static_preposition") or left[:3] == ["as", "far", "as"]:
        return "literal", f"after “{nearest}”"
    if nearest in role_words("object_ground_verb"):
        return "literal", f"object of “{nearest}”"
    return _naming(near, nearest, second, further) or _other_preposition(nearest)


def _acting(near: Neighbours) -> str:
    """Return the participle of which the name is the subject, or "".

    “the fear of Azerbaijan wanting more”.
    """
    words = near.following(1)
    verb = words[0].lower if words else ""
    return verb if verb.endswith("ing") and verb in role_words("people_verb", "source_act") else ""


def _noun(words: list[str]) -> str:
    """Return the nearest word that is no determiner."""
    return next((word for word in words if word not in words_of("determiner")), "")


def _other_preposition(nearest: str) -> Decision | None:
    return (
        ("metonym", f"after “{nearest}”, which puts nothing on the ground")
        if nearest in role_words("loose_preposition")
        else None
    )


def _naming(near: Neighbours, nearest: str, second: str, further: list[str]) -> Decision | None:
    """Decide for a name that another word introduces or is equated with.

    “the capital Yerevan”, “its capital, Yerevan,”, “cities such as Gyumri”, “the capital is
    Yerevan”, “Karabakh is Armenia”.
    """
    if nearest in role_words("whole_noun"):
        return "literal", f"the {nearest} of that name"
    if (
        nearest == ","
        and second in role_words("whole_noun")
        and near.gap_after(near.last - 1).strip()
    ):
        return "literal", f"the {second} of that name"
    if (
        nearest == "as"
        and further[:1] == ["such"]
        and _noun(further[1:]) in role_words("ground_noun")
    ):
        return "literal", f"one of the {_noun(further[1:])}"
    if nearest in {"is", "was"} and near.first > 1 and near.first - 2 in near.names:
        return "literal", "says where a place belongs"
    if nearest in {"is", "was"} and not role_words("ground_noun").isdisjoint(further):
        return "literal", f"“{nearest}” after a word of the ground"
    return None


def _of(place: Place, near: Neighbours, further: list[str]) -> Decision:
    noun = _noun(further)
    state = noun == "state" and further[1:2] == ["the"]
    kind = "ground" if state or noun in role_words("part_noun") else kind_of_noun(noun)
    if kind == "ground":
        return "literal", f"{noun} of it"
    if kind == "act":
        return "metonym", f"“{noun}” of a state, its people or its team"
    if kind == "body":
        return "modifier", f"qualifies “{noun}”"
    if noun in words_of("static_preposition") or noun in _SIDES:
        return "literal", f"{noun} of it"
    if near.first > 1 and (near.words[near.first - 2].capital or noun == ","):
        # “Anna Petrosyan, 40, of Yerevan” lives there; “Putin of Russia” says nothing of the
        # country's ground
        return ("modifier" if place.kind in STATES else "literal"), "where somebody comes from"
    return "metonym", "“of” after a word that is no part of the ground"


def _between(further: list[str]) -> Decision:
    for word in further[:5]:
        if word in role_words("between_act"):
            return "metonym", f"“{word}” between governments or teams"
        if word in role_words("ground_noun", "part_noun", "motion"):
            return "literal", f"“{word}” between them on the ground"
    return "metonym", "between governments"


def _toward(further: list[str]) -> Decision:
    """Read “advanced toward Armenia”, but “its policy toward Armenia”."""
    noun = _noun(further)
    policy = noun in role_words("act_noun") and noun not in role_words("motion")
    return ("metonym", f"“{noun}” toward a state") if policy else ("literal", "after “toward”")


def _to(further: list[str]) -> Decision:
    for word in further[:6]:
        # “the road from Goris to Yerevan”
        if (
            word in role_words("motion")
            or (word == "from" and word != further[0])
            or further[:2] == ["it", "made"]
        ):
            return "literal", "a movement to it"
        if word in role_words("gift"):
            return "metonym", f"“{word}” to it"
    return "metonym", "“to” without movement"


def _from(further: list[str]) -> Decision:
    for word in further[:4]:
        if word in role_words("source_act"):
            return "metonym", f"“{word}” from it"
        if word in role_words("motion"):
            return "literal", "a movement from it"
    return "literal", "comes from there"


def _for(further: list[str]) -> Decision:
    leaving = not role_words("goal").isdisjoint(further[:4])
    return (
        ("literal", "where a movement goes")
        if leaving
        else ("metonym", "“for” a state, its people or its team")
    )


def _over(further: list[str]) -> Decision:
    air = not role_words("air").isdisjoint(further[:5])
    return ("literal", "in the air over it") if air else ("metonym", "“over” a state or team")


def _with(further: list[str]) -> Decision:
    noun = _noun(further)
    ground = noun in role_words("ground_noun", "part_noun")
    return (
        ("literal", f"{noun} with it")
        if ground
        else ("metonym", "“with” a state, its people or its team")
    )


def _by(further: list[str]) -> Decision:
    noun = _noun(further)
    ground = noun in role_words("edge_verb")
    return (
        ("literal", f"{noun} by it")
        if ground
        else ("metonym", "“by” a state, its people or its team")
    )


def _after(further: list[str]) -> Decision | None:
    return ("literal", "named after it") if _noun(further) in {"named", "called"} else None


_PREPOSITIONS = {
    "between": _between,
    "to": _to,
    "toward": _toward,
    "towards": _toward,
    "from": _from,
    "for": _for,
    "over": _over,
    "with": _with,
    "by": _by,
    "after": _after,
}
