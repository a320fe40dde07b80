"""ReLocaR: whether a place name is read as the ground or as something else.

The corpus marks one place name a sentence.
"""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.measures import Measure, Result
from geodata import gazetteer as gazetteers
from geodata.gazetteer import Gazetteer
from geodata.place import Place
from loaders.model.records import Role, Span
from loaders.text.segment import find_words
from loaders.toponyms.mentions import find_places
from loaders.toponyms.metonymy import Neighbours, role_of

FILE = Path("metonymy") / "ReLocaR_Train.xml"
_PUBLISHED = "on ReLocaR test: ensemble .848, logistic regression .787, hand-written rules .637"
_EXAMPLES = 5
_CONTEXT = 90
_HELD_OUT = 3
"""One sentence in this many was never looked at while the rules were written."""


@dataclass(frozen=True, slots=True)
class _Sample:
    """A sentence, its marked name, and whether that name is read literally.

    A mixed reading counts as not literal.
    """

    text: str
    name: Span
    literal: bool

    @property
    def held_out(self) -> bool:
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % _HELD_OUT == 0


def measure(folder: Path) -> Result:
    """Return how often the role of the marked name is right, literal or not.

    A name the gazetteer lacks is taken for a country's, since most names of the corpus are
    countries'. The corpus reads a name that qualifies an institution or a person ("the Canada
    ambassador") literally; the loaders call it a modifier and draw nothing. The last measure counts
    modifiers as the corpus does.

    Raises
    ------
    FileNotFoundError
        The corpus is not in the folder.
    """
    gazetteer = gazetteers.load()
    right, held, as_corpus, total, held_total = 0, 0, 0, 0, 0
    errors: Counter[str] = Counter()
    examples: dict[str, list[str]] = defaultdict(list)
    for sample in _samples(folder / FILE):
        role, why = _role(sample, gazetteer)
        good = (role == "literal") == sample.literal
        total, held_total = total + 1, held_total + sample.held_out
        right, held = right + good, held + (good and sample.held_out)
        as_corpus += (role in {"literal", "modifier"}) == sample.literal
        if not good:
            kind = f"{'literal' if sample.literal else 'not literal'} read as {role}"
            errors[kind] += 1
            if len(examples[kind]) < _EXAMPLES:
                examples[kind].append(f"{_excerpt(sample)} ({why})")
    return Result(
        (
            Measure("ReLocaR train", "literal or not", right / total, 0.80, _PUBLISHED),
            Measure(
                "ReLocaR train",
                "literal or not, the third held out",
                held / held_total,
                0.80,
                _PUBLISHED,
            ),
            Measure(
                "ReLocaR train", "literal or not, modifiers counted as literal", as_corpus / total
            ),
        ),
        errors,
        dict(examples),
    )


def _samples(path: Path) -> Iterator[_Sample]:
    for sentence in ET.parse(path).getroot():  # noqa: S314  # a local file of a known corpus
        name = sentence.find("loc")
        if name is None or not name.text:
            continue
        before = sentence.text or ""
        text = before + name.text + (name.tail or "").rstrip()
        yield _Sample(
            text, Span(len(before), len(before) + len(name.text)), name.get("reading") == "lit"
        )


def _role(sample: _Sample, gazetteer: Gazetteer) -> tuple[Role, str]:
    whole = Span(0, len(sample.text))
    words = find_words(sample.text, whole)
    marked = [i for i, word in enumerate(words) if word.overlaps(sample.name)]
    mentions = [
        m
        for m in find_places(sample.text, [whole], gazetteer)
        if m.role not in {"adjectival", "not_a_place"}
    ]
    names = {
        i
        for i, word in enumerate(words)
        if any(m.contains(Span(word.start, word.start + 1)) for m in mentions)
    }
    near = Neighbours(sample.text, words, marked[0], marked[-1] + 1, frozenset(names | set(marked)))
    return role_of(_place(sample.text[sample.name.start : sample.name.end], gazetteer), near)


def _place(name: str, gazetteer: Gazetteer) -> Place:
    known = gazetteer.named(name)
    if known:
        return known[0]
    country = next(place for place in gazetteer.places.values() if place.kind == "country")
    return replace(country, id=name, name=name, names=(name,))


def _excerpt(sample: _Sample) -> str:
    text, name = sample.text, sample.name
    before = text[max(0, name.start - _CONTEXT) : name.start]
    after = text[name.end : name.end + _CONTEXT]
    return f"{before}[{text[name.start : name.end]}]{after}"
