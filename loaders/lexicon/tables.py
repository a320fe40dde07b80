"""The tables that the rules use, read from ``loaders/data/*.csv``.

Anybody can extend the rules by adding a row; no code needs to change.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_VOWELS = "aeiou"
_ENDING_ES = ("s", "x", "z", "ch", "sh")
DATA = Path(__file__).parent.parent / "data"


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of ``loaders/data/NAME.csv`` as dictionaries of stripped strings."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            {key: (value or "").strip() for key, value in row.items()}
            for row in csv.DictReader(file)
        ]


def split_list(cell: str) -> tuple[str, ...]:
    """Return the parts of a ``|``-separated cell."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(split_list(row["words"])) for row in read_table("lexicon")}


@cache
def words_of(word_class: str) -> frozenset[str]:
    """Return the lower-case words that ``lexicon.csv`` lists under a class."""
    return _lexicon().get(word_class, frozenset())


@cache
def pattern_of(word_class: str) -> re.Pattern[str]:
    """Return a pattern that matches the words ``lexicon.csv`` lists under a class.

    It matches whole words in any case, with any white space between the words of a phrase.
    Longer phrases come first, so that the longest one wins.
    """
    words = sorted(words_of(word_class), key=lambda word: (-len(word), word))
    return re.compile(
        "|".join(rf"\b{re.escape(word)}\b".replace(r"\ ", r"\s+") for word in words), re.IGNORECASE
    )


@cache
def negation() -> re.Pattern[str]:
    """Return a pattern that matches the words that negate, “n't” among them."""
    return re.compile(rf"{pattern_of('negation').pattern}|n['’]t\b", re.IGNORECASE)


@cache
def role_words(*word_classes: str) -> frozenset[str]:
    """Return the words that ``role_words.csv`` lists under any of the classes, in every form."""
    return frozenset().union(*(_role_classes()[word_class] for word_class in word_classes))


@cache
def _role_classes() -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for row in read_table("role_words"):
        forms[row["class"]].update(
            form for word in split_list(row["words"]) for form in _forms(word, row["form"])
        )
    return {word_class: frozenset(words) for word_class, words in forms.items()}


def _forms(word: str, form: str) -> Iterator[str]:
    """Yield a word and its regular inflections.

    ``form`` is ``word`` (no inflection), ``noun`` or ``verb``. Irregular forms stand in the table
    as plain words.
    """
    yield word
    if form == "word":
        return
    stem = word[:-1] if word.endswith("y") and word[-2:-1] not in _VOWELS else ""
    yield stem + "ies" if stem else word + ("es" if word.endswith(_ENDING_ES) else "s")
    if form == "verb":
        short = word.removesuffix("e")
        yield stem + "ied" if stem else short + "ed"
        yield (word if word.endswith("ee") else short) + "ing"
        if (
            len(word) > 2
            and word[-1] not in _VOWELS + "wxy"
            and word[-2] in _VOWELS
            and word[-3] not in _VOWELS
        ):
            # “commit”, “committed”. The rule also makes “visitted”, which no text has: only the
            # stress would tell the two verbs apart
            yield word + word[-1] + "ed"
            yield word + word[-1] + "ing"


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: the constructions its content takes, and the stance it gives a claim.

    Attributes
    ----------
    lemma
        Its base form.
    frames
        The constructions its content takes; ``loaders.attribution.sentence`` explains them.
    links
        The prepositions its content may follow.
    stance
        What the speaker does with the content (``asserts``, ``denies``, …).
    participle
        Whether this form is the present participle (“saying”).
    anyone
        Whether any subject of the verb is a speaker (“said”).
    named_only
        Whether things can be its subject as well as people (“shows”). Only a named subject is then
        a speaker; “it” and “they” are none.
    """

    lemma: str
    frames: frozenset[str]
    links: frozenset[str]
    stance: str
    participle: bool
    anyone: bool
    named_only: bool


@cache
def reporting_verbs() -> dict[str, Verb]:
    """Return every inflected form of the reporting verbs, lower-case, with its verb."""
    verbs: dict[str, Verb] = {}
    for row in read_table("verbs"):
        frames, links = frozenset(split_list(row["frames"])), frozenset(split_list(row["links"]))
        for form in split_list(row["forms"]):
            verbs[form] = Verb(
                row["lemma"],
                frames,
                links,
                row["stance"],
                form.endswith("ing"),
                row["subject"] == "any",
                row["subject"] == "named",
            )
    return verbs


@cache
def reporting_adjectives() -> dict[str, Verb]:
    """Return the adjectives of ``cue_adjectives.csv`` as the verbs they stand for.

    With “is” they say what somebody holds: “is convinced that C”, “was happy to C”.
    """
    return {
        row["adjective"]: Verb(
            row["adjective"],
            frozenset({"be"}),
            frozenset(split_list(row["links"])),
            row["stance"],
            participle=False,
            anyone=False,
            named_only=False,
        )
        for row in read_table("cue_adjectives")
    }


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher, a news agency or a relay.

    Attributes
    ----------
    slug
        Its part of an article's id.
    name
        Its name as shown.
    role
        What it is, as ``outlets.csv`` says (``agency``, ``document``, …).
    aliases
        Every name it goes by, ``name`` first.
    hosts
        The hosts of its web addresses.
    owners
        The companies whose rights line stands on its pages and on no other outlet's.
    """

    slug: str
    name: str
    role: str
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]
    owners: tuple[str, ...] = ()


@cache
def publishers() -> tuple[Outlet, ...]:
    """Return the rows of ``outlets.csv``."""
    return tuple(
        Outlet(
            row["slug"],
            row["name"],
            row["role"],
            (row["name"], *split_list(row["aliases"])),
            split_list(row["hosts"]),
            split_list(row["owners"]),
        )
        for row in read_table("outlets")
    )


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the publishers whose names are looked for in running text.

    Those of role ``site`` are known by their pages only: many bear the name of an ordinary word.
    """
    return tuple(outlet for outlet in publishers() if outlet.role != "site")


@dataclass(frozen=True, slots=True)
class Party:
    """A party of claims, with the names and words that identify its speakers.

    Attributes
    ----------
    name
        Its name as shown.
    countries
        ISO codes of the countries it stands for.
    institutions
        Names of its institutions.
    people
        Full names of people who speak for it.
    """

    name: str
    countries: tuple[str, ...]
    institutions: tuple[str, ...]
    people: tuple[str, ...]


@cache
def parties() -> dict[str, Party]:
    """Return the rows of ``parties.csv`` by name, in the table's order."""
    return {
        row["name"]: Party(
            row["name"],
            split_list(row["countries"]),
            split_list(row["institutions"]),
            split_list(row["people"]),
        )
        for row in read_table("parties")
    }
