"""Whether “he” or “she” may mean a person: by the title, else by the first name."""

from __future__ import annotations

from functools import cache
from typing import Literal

from loaders.lexicon.tables import read_table, split_list, words_of
from loaders.text.segment import strip_possessive

Gender = Literal["f", "m"]
_PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


def may_mean(pronoun: str, described: str) -> bool:
    """Whether a pronoun may mean a person described so (“Prime Minister Anna Smith”, “the woman”).

    A person of whom nothing tells is a possible one.
    """
    wanted = _PRONOUNS.get(pronoun.lower())
    told = gender_of(described)
    return wanted is None or told is None or told == wanted


@cache
def gender_of(described: str) -> Gender | None:
    """Return the gender that a title, a noun or the first name known in the words tells.

    None where nothing tells, or where two tell otherwise.
    """
    words = [strip_possessive(word.strip("“”\"'().,")).lower() for word in described.split()]
    named = {g for g in _GENDERS if not words_of(f"{g}_noun").isdisjoint(words)}
    if not named:
        names = given_names()
        named = {names[word] for word in words if word in names}
    return named.pop() if len(named) == 1 else None


_GENDERS: tuple[Gender, ...] = ("f", "m")


@cache
def given_names() -> dict[str, Gender]:
    """Return the first names of ``given_names.csv``, in lower case, with their gender."""
    return {
        name: "f" if row["gender"] == "f" else "m"
        for row in read_table("given_names")
        for name in split_list(row["names"])
    }
