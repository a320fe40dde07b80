"""The words beside a person's name that say what the person is.

They are the words before it (“Kremlin spokesman X”, “the governor of Y, X”) and an apposition after
it (“X, a resident of Y”, “X of the Y Institute”, “X (R-Texas)”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.lexicon.tables import reporting_verbs, words_of
from loaders.model.records import Span
from loaders.speakers.party.known import is_kind, kinds

_WINDOW = 120
"""Characters on each side of a name that are read: about a line and a half. An office further away
is somebody else's. Chosen by hand."""
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?;:]\s|[“”\"]|\n")
_WRAPPED = re.compile(r"(?<![\n])[^\S\n]*\n(?![^\S\n]*\n)[^\S\n]*")
"""A line's end within a paragraph."""
_MARKS = re.compile(r"[(),–—]")
_WORD = re.compile(r"\S+")
_AFTER = re.compile(
    r"\s*,\s*(?:aged\s+)?(?:\d{1,3}\s*,\s*)?"
    r"(?P<apposition>(?:[^,;:.!?…–—“”\"()\n]|(?<=\b[A-Z])\.|(?<=\b[A-Z][a-z])\.){3,120})"
    r"|\s*\((?P<bracket>[^()\n]{1,60})\)"
    r"|\s+(?P<of>(?:of|from|at|with)\s+(?=(?:the\s+)?[A-Z])(?:[^,;:.!?…–—“”\"()\n]|(?<=\b[A-Z])\.){3,100})"
)
_FIRST = re.compile(r"\s*([\w’'-]+)")
_CONGRESS = re.compile(r"\(?(?:[RD]|Ind)[-–][A-Z][\w.]+\)?$")
_STOPS = frozenset(
    {"and", "but", "or", "as", "when", "while", "after", "before", "that", "which", "who", "whom"}
    | {"because", "since", "if", "though", "although", "by", "with", "to", "than", "where", "told"}
    | {"met", "meet", "meets", "whose", "between", "against", "from", "on", "about", "called"}
    | {"named", "replaced", "succeeded", "into", "under", "over", "like", "including", "until"}
)
_VERBAL = frozenset(
    {"has", "had", "who", "whose", "which", "whom", "have", "did", "does", "will", "would", "could"}
)


def is_in_congress(words: str) -> bool:
    """Whether words give a party and a state of the United States, as for its lawmakers."""
    return bool(_CONGRESS.match(words.strip()))


def beside(text: str, name: Span) -> Iterator[str]:
    """Yield the words beside a name that may say what the person is, nearest first."""
    lead = _before(text, name)
    if lead:
        yield lead
    after = _AFTER.match(_one_line(text[name.end : name.end + _WINDOW + 20]))
    if not after:
        return
    words = after["apposition"] or after["bracket"]
    if words and not _speaks(words):
        yield words.strip()
    elif after["of"] and len(text[name.start : name.end].split()) > 1:
        words = _until_verb(after["of"])
        if words:
            yield f"member {words}"


def _one_line(words: str) -> str:
    """Return words whose lines are wrapped in one line; a paragraph's end stays a line's end."""
    return _WRAPPED.sub(" ", words)


def _until_verb(words: str) -> str:
    """Return the words up to the first verb that reports."""
    tokens = words.split()
    end = next((i for i, t in enumerate(tokens) if t in reporting_verbs()), len(tokens))
    return " ".join(tokens[:end]) if end > 1 else ""


def _before(text: str, name: Span) -> str:
    window = _one_line(text[max(0, name.start - _WINDOW) : name.start])
    sentence = _SENTENCE_END.split(window)[-1]
    pieces = _MARKS.split(sentence)
    near = _noun_phrase(pieces[-1])
    if near and not _is_rank(near):
        return near
    whole = not near or near == " ".join(pieces[-1].split())
    comma = sentence[: len(sentence) - len(pieces[-1])].endswith(",")
    return f"{_noun_phrase(pieces[-2])} {near}".strip() if whole and comma else near


def _is_rank(words: str) -> bool:
    """Whether words are a title or rank and say nothing of whose: “Lt Col”, “Dr”."""
    return all(word.lower().strip("’'.") in words_of("person_title") for word in words.split())


def _noun_phrase(words: str) -> str:
    """Return the end of the words that may be one noun phrase: back to a verb or a conjunction."""
    tokens = _WORD.findall(words)
    first = len(tokens)
    while first:
        token = tokens[first - 1]
        lower = token.lower().strip("’'.")
        sent = lower == "to" and first > 1 and is_kind(tokens[first - 2].lower(), "diplomat")
        if (lower in _STOPS and not sent) or _is_verb(token, lower):
            break
        first -= 1
    return " ".join(tokens[first:])


def _is_verb(token: str, lower: str) -> bool:
    if not token.islower():
        return False
    return (
        lower in reporting_verbs() or lower in words_of("auxiliary") or lower in words_of("pronoun")
    ) and not any(lower in words for words in kinds().values())


def _speaks(words: str) -> bool:
    """Whether words after a name go on with a verb (“…, said that …”) and so describe nobody."""
    first = _FIRST.match(words)
    lower = first[1].lower() if first else ""
    return (
        (lower in reporting_verbs() and lower not in kinds()["of_body"])
        or lower in words_of("passive_auxiliary")
        or lower in _VERBAL
    )
