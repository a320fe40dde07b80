"""What a place name does in its clause: the ground itself, a government, a modifier of another noun.

The rules read the words beside the name only. Countries, capitals and seats of government stand for a government unless
the clause puts something on the ground there; every other place is the ground unless it only qualifies another noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.gazetteer import Place
from loaders.records import Role
from loaders.tables import words_of
from loaders.text import Word

POLITICAL = frozenset({"country", "capital", "poi", "historical"})
_DETERMINERS = frozenset({"the", "a", "an", "both", "all", "whole", "entire", "today", "former", "modern"})
_LIST_WORDS = 14
"""How many words of a list of names are stepped over to find the word it hangs on."""
_JOINERS = frozenset({"and", "or", "nor"})


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The words of the sentence around a name.

    Attributes
    ----------
    text
        The article's text.
    words
        The sentence's words.
    first, last
        Indices of the name's first word and of the word after its last.
    names
        Indices of words that belong to some place name.
    """

    text: str
    words: Sequence[Word]
    first: int
    last: int
    names: frozenset[int]

    @property
    def possessive(self) -> bool:
        """Whether the name ends in ’s."""
        return self.words[self.last - 1].possessive

    def gap_after(self, index: int) -> str:
        """The characters between a word and the next."""
        if index + 1 >= len(self.words):
            return "."
        return self.text[self.words[index].end : self.words[index + 1].start]

    def right(self, offset: int = 0) -> Word | None:
        """The word ``offset`` places after the name, when only spaces part them."""
        index = self.last + offset
        if index >= len(self.words):
            return None
        return self.words[index] if all(not self.gap_after(i).strip() for i in range(self.last - 1, index)) else None

    def left(self) -> list[str]:
        """The words before the name, nearest first, lower-case, without determiners, compass words and joined names."""
        index = self.first - 1
        skipped: list[str] = []
        while index >= max(0, self.first - _LIST_WORDS):
            word = self.words[index].lower
            joined = index - 1 if word in _JOINERS else index if "," in self.gap_after(index) else -1
            if joined in self.names:
                index = joined
                while index in self.names:
                    index -= 1
                continue
            if word in _DETERMINERS or word in words_of("compass"):
                index -= 1
                continue
            if any(char in self.gap_after(index) for char in ".!?;:"):
                return skipped
            break
        return [self.words[i].lower for i in range(index, max(-1, index - 7), -1)]


def role_of(place: Place, near: Neighbours) -> tuple[Role, str]:
    """Return the role of a name and the reason, in words."""
    for rule in (_hyphen, _possessive, _following_noun):
        decided = rule(place, near)
        if decided:
            return decided
    if place.kind not in POLITICAL:
        return "literal", "a place on the ground"
    return _before(near) or _after(near) or ("metonym", "no word puts anything on the ground there: the government or state")


def _hyphen(place: Place, near: Neighbours) -> tuple[Role, str] | None:
    """“Russia-led bloc”, “Armenia-Azerbaijan border”."""
    index = near.last - 1
    if near.gap_after(index).strip() not in {"-", "–", "/"}:
        return None
    while index + 1 < min(len(near.words), near.last + _LIST_WORDS) and near.gap_after(index).strip() in {"-", "–", "/"}:
        index += 1
    if index not in near.names:
        return "modifier", f"part of the compound “…-{near.words[index].text}”"
    after = (word.lower for word in near.words[index + 1 :])
    head = next((word for word in after if word not in words_of("compass")), "")
    if head in words_of("geo_head") or place.kind not in POLITICAL:
        return "literal", f"names a {head or 'place'}"
    if "/" in near.gap_after(near.last - 1) or head in words_of("static_preposition"):
        return None
    return "modifier", f"qualifies “{head}”"


def _possessive(place: Place, near: Neighbours) -> tuple[Role, str] | None:
    """“Armenia’s southern Syunik region” is ground, “Armenia’s ministry” is not."""
    if not near.possessive:
        return None
    for offset in range(4):
        word = near.right(offset)
        if word is None:
            break
        following = near.right(offset + 1)
        if following and word.lower in words_of("geo_head") and following.lower in words_of("armed_body"):
            return "modifier", f"qualifies “{word.text} {following.text}”"
        if word.lower in words_of("geo_head") or near.last + offset in near.names:
            return "literal", f"its {word.lower}"
        if word.lower not in words_of("compass"):
            break
    word = near.right()
    if place.kind not in POLITICAL and (word is None or word.lower not in _people_words()):
        return "literal", "a place on the ground"
    return "modifier", f"qualifies “{word.text if word else ''}”"


def _people_words() -> frozenset[str]:
    return words_of("institution_head") | words_of("event_head") | words_of("speaker_noun")


def _following_noun(place: Place, near: Neighbours) -> tuple[Role, str] | None:
    """“Azerbaijan MFA”, “Yerevan think tank”, “Karabakh conflict”."""
    word = near.right()
    if near.possessive or word is None or near.last in near.names:
        return None
    political = place.kind in POLITICAL
    if word.lower in words_of("geo_head") and word.text[:1].islower():
        return "literal", f"names its {word.lower}"
    if word.lower in words_of("institution_head") and (political or word.lower not in words_of("geo_head")):
        return "modifier", f"qualifies “{word.text}”"
    if word.lower in words_of("event_head"):
        return "modifier", f"qualifies “{word.text}”"
    known = word.lower in words_of("weekday") | words_of("month")
    if political and word.capital and not known and place.kind != "poi":
        return "modifier", f"qualifies “{word.text}”"
    return None


def _before(near: Neighbours) -> tuple[Role, str] | None:
    """Decide by the preposition or verb before the name."""
    left = near.left()
    if not left:
        return None
    nearest, further = left[0], left[1:]
    second = next((word for word in further if word not in _DETERMINERS), "")
    geographic = words_of("geo_head") | words_of("geo_noun_of")
    if nearest == "between":
        on_ground = second in geographic or second in words_of("motion_verb") or "border" in left[:5]
        return ("literal", "between them on the ground") if on_ground else ("metonym", "between governments")
    if nearest == "with" and second in words_of("geo_head"):
        return "literal", f"{second} with it"
    if nearest == "of":
        if second in geographic:
            return "literal", f"{second} of it"
        return "metonym", "“of” after a word that is no part of the ground"
    if nearest in {"to", "from"}:
        motion = any(word in words_of("motion_verb") for word in further[:5])
        return ("literal", "a movement to or from it") if motion else ("metonym", f"“{nearest}” without movement")
    if nearest in words_of("static_preposition"):
        return "literal", f"after “{nearest}”"
    if nearest in words_of("object_motion_verb"):
        return "literal", f"object of “{nearest}”"
    return None


def _after(near: Neighbours) -> tuple[Role, str] | None:
    word = near.right()
    if word and word.lower in words_of("position_subject_verb"):
        return "literal", f"subject of “{word.lower}”"
    return None
