"""The table of “Compare”: questions down, outlets, parties or speakers across, sentences in it.

Every question, cell and relation is derived from the differences between the claims. Pure; imports
no Streamlit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.query.border import Border
from dashboard.query.index import Entry
from dashboard.query.sides import side_of_party
from loaders import Article, Claim, Span
from loaders.claims.distances import NOT_STATED
from loaders.compare.answer_words import answer_words
from loaders.compare.differences import Difference, Position, Statement
from loaders.model.records import UNKNOWN_OUTLET

By = Literal["", "party", "speaker"]
Key = tuple[str, ...]
"""What makes a column: an outlet, a party, or a party with a speaker."""
COLUMNS = 4
"""Columns side by side at most: a fifth would leave a sentence less than a third of a line."""
MOST_ANSWERS = 4
"""Sentences of a cell at most; the others stand folded beneath their question."""
_TOGETHER = ("troops", "side")
"""Matters of one question: whose troops are on whose land, as each side sees it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A row of the table: a matter on which the claims differ, and the differences about it."""

    about: str
    differences: tuple[Difference, ...]

    @property
    def id(self) -> str:
        """An id made of the first difference’s."""
        return self.differences[0].id

    @property
    def statements(self) -> Iterator[tuple[Difference, Position, Statement]]:
        """Every statement with its position and difference."""
        for difference in self.differences:
            for position in difference.positions:
                for statement in position.statements:
                    yield difference, position, statement

    @property
    def published(self) -> list[str]:
        """The days on which its articles were published."""
        days = {statement.article.published for _, _, statement in self.statements}
        return sorted(day for day in days if day)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: who it is of, and how many of the claims shown are theirs."""

    key: Key
    label: str
    side: str
    claims: int
    published: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement in a cell.

    Attributes
    ----------
    about
        The matter it answers.
    article, claim
        The claim.
    sentence
        The whole sentence that is shown.
    marks
        The words in it that carry the position.
    value
        The position, as the record has it.
    full
        Whether the sentence is shown whole: it is where it stands first in its column.
    """

    about: str
    article: Article
    claim: Claim
    sentence: Span
    marks: tuple[Span, ...]
    value: str
    full: bool = True


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A statement of whom no word answers: not at all, or only elsewhere in the article."""

    article: Article
    claim: Claim
    value: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column says on one question; ``more`` are statements that do not fit."""

    answers: tuple[Answer, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A question with a cell for each column."""

    question: Question
    cells: tuple[Cell, ...]


def questions(differences: Iterable[Difference]) -> list[Question]:
    """Return the questions on which claims differ, in the order of the differences."""
    found: list[Question] = []
    for difference in differences:
        own = _claims(difference)
        joined = next(
            (
                number
                for number, question in enumerate(found)
                if difference.about in _TOGETHER
                and question.about in _TOGETHER
                and any(own & _claims(d) for d in question.differences)
            ),
            None,
        )
        if joined is None:
            found.append(Question(difference.about, (difference,)))
        else:
            whole = (*found[joined].differences, difference)
            found[joined] = replace(found[joined], differences=whole)
    return found


def _claims(difference: Difference) -> set[str]:
    return {s.claim.id for position in difference.positions for s in position.statements}


def key_of(article: Article, claim: Claim, by: By) -> Key:
    """Return the column that a claim stands in."""
    if by == "party":
        return (claim.voice,)
    if by == "speaker":
        return (claim.voice, claim.who)
    # articles whose outlet nobody knows are not of one outlet
    return (article.id, article.title) if _unknown(article) else (article.publisher,)


def _unknown(article: Article) -> bool:
    return article.publisher == UNKNOWN_OUTLET


def columns(
    entries: Iterable[Entry], rows: Sequence[Question], by: By, border: Border
) -> list[Column]:
    """Return the columns.

    Those of a few stand in the articles’ order, the parties of the border’s sides before others;
    of many, whoever makes most of the statements stands first.

    Parameters
    ----------
    entries
        The claims shown.
    rows
        The questions. An outlet that answers none has a column: its silence is worth seeing. A
        party or speaker that answers none has not.
    by
        What the columns are.
    border
        The border whose sides the parties are of.
    """
    claims: Counter[Key] = Counter()
    days: dict[Key, set[str]] = {}
    for entry in entries:
        key = key_of(entry.article, entry.claim, by)
        claims[key] += 1
        days.setdefault(key, set()).update([entry.article.published or ""])
    made = Counter(
        key_of(statement.article, statement.claim, by)
        for question in rows
        for _, _, statement in question.statements
    )
    found = [key for key in claims if made[key] or not by]
    if by:
        found.sort(key=lambda key: {"left": 0, "right": 1}.get(_side(key, by, border), 2))
    if len(found) > COLUMNS:
        found.sort(key=lambda key: -made[key])
    return [
        Column(key, key[-1], _side(key, by, border), claims[key], tuple(sorted(days[key] - {""})))
        for key in found
    ]


def _side(key: Key, by: By, border: Border) -> str:
    return (side_of_party(key[0], border) or "") if by else ""


def table(rows: Sequence[Question], shown: Sequence[Column], by: By) -> list[Row]:
    """Return the rows; a sentence stands whole once in a column, and later only its words do."""
    whole: set[tuple[Key, str, int]] = set()
    return [
        Row(question, tuple(_cell(question, column.key, by, whole) for column in shown))
        for question in rows
    ]


def _cell(question: Question, key: Key, by: By, whole: set[tuple[Key, str, int]]) -> Cell:
    own: dict[tuple[str, int], tuple[str, Position, Statement]] = {}
    for difference, position, statement in question.statements:
        # that an article calls a claim debunked is said beside the claim
        its_own = statement.speaker == statement.claim.who
        if its_own and key_of(statement.article, statement.claim, by) == key:
            at = statement.words.start if question.about in {"distance", "datum"} else 0
            own.setdefault((statement.claim.id, at), (difference.about, position, statement))
    answers, unanswered = [], []
    for about, position, statement in own.values():
        marks = answer_words(about, position, statement)
        if marks:
            answers.append(_answer(about, statement, marks, position.value))
        else:
            value = "" if position.value == NOT_STATED else position.value
            unanswered.append(Unanswered(statement.article, statement.claim, value))
    chosen = _balanced(answers)
    fitting = []
    for answer in chosen:
        where = (key, answer.article.id, answer.sentence.start)
        fitting.append(replace(answer, full=where not in whole))
        whole.add(where)
    named = unanswered[:MOST_ANSWERS]
    more = len(answers) - len(chosen) + len(unanswered) - len(named)
    return Cell(tuple(fitting), tuple(named), more)


def _answer(about: str, statement: Statement, marks: list[Span], value: str) -> Answer:
    article, claim = statement.article, statement.claim
    sentence = article.sentence_at(marks[0])
    inside = tuple(mark for mark in marks if sentence.contains(mark))
    return Answer(about, article, claim, sentence, inside or (marks[0],), value)


def _balanced(answers: Sequence[Answer]) -> list[Answer]:
    """Return as many answers as fit, so that no position is left out for another’s sake.

    One answer of each party and position comes before a second of any; they keep their order.
    """
    turns: Counter[tuple[str, str, str]] = Counter()
    ranked = []
    for number, answer in enumerate(answers):
        group = (answer.about, answer.claim.voice, answer.value)
        ranked.append((turns[group], number))
        turns[group] += 1
    return [answers[number] for number in sorted(n for _, n in sorted(ranked)[:MOST_ANSWERS])]
