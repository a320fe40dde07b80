"""Which outlet published a page: the one that its signs agree on, or none.

A wrong name is worse than none. An agency, a photo credit or the words of a rights line are never
the outlet because they stand on a page: an agency is it only where the page speaks of the agency
as itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from loaders.documents.blocks import credited_agencies
from loaders.documents.body import Page
from loaders.documents.dateline import dateline_agency
from loaders.documents.publisher.signs import (
    HOST,
    Sign,
    is_press_name,
    is_section,
    name_key,
    outlet_of_host,
    outlet_of_name,
    signs_in,
)
from loaders.documents.publisher.tab_title import PART as TAB_PART
from loaders.documents.titles import as_words
from loaders.documents.urls import split_address
from loaders.lexicon.tables import Outlet, words_of
from loaders.text.segment import fold_space

_ENOUGH = 3.0
"""Points below which nothing is said: a name in the masthead, a rights line, or two weaker signs.
Chosen by hand, with those of ``outlet_signs.csv``."""
_ENOUGH_OF_AGENCY = 4.0
"""Points from which an agency is the outlet: its name and rights stand on many others' pages."""
_ENOUGH_TO_ASK = 1.5
"""Points from which a person is asked whether it is the outlet. Chosen by hand."""
_LEAD = 1.0
"""Points by which the likeliest must lead the next."""
_MOST_OF_KIND = 4.0
"""Points that signs of one kind give together, at most: menus repeat themselves."""
_MENU = frozenset({"alone", "home", "about"})
"""Kinds of signs that a menu gives."""
_STANDING_WORDS = 10
"""Words of a line that is nothing but a name, at most."""
_FEWEST_TITLE_WORDS = 3
"""Words of a title by which a line that ends in a name is known as the title, at least."""
_SHORTEST_FRONT = 5
"""Letters of a name that a longer one may begin with (“Al-Nahda” of “Al-Nahda English”), at least.
Chosen by hand."""
_FRONT_LINES = 5
"""Lines at a page's top that may begin with the outlet's name and go on with its menu."""
_HALF_RIGHTS = 1.5
"""What a rights line counts at most that may be the supplier's."""
_NEAR_BODY, _FAR_FROM_END = 4, 15
"""Lines below the body within which a rights line, with so many lines more below it, may be that of
whoever supplied the article. Chosen by hand."""
_LITTLE_FURNITURE = 6
"""Lines outside the article up to which a text is an agency's own: a site's page has more."""
_MOST_LINES = 600
"""Lines that are looked at for signs, from either end. It bounds the time on a page of menus."""
_OTHERS = frozenset({"related link", "embedded post", "pull quote"})
"""Reasons of lines that name others than the outlet."""
_WRITTEN = frozenset({"credit", "byline", "publication date"})
"""Reasons of lines that say who wrote the article, and when."""
_RIGHTS_MARK = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_RIGHTS_YEAR = re.compile(r"(?:19|20)\d\d")
_RESERVED = re.compile(r"\brights reserved", re.IGNORECASE)
_PROMOTES = re.compile(
    r"©|\bcopyright\b|\bprivacy\b|\bnewsletters?\b|\be?-?mail|\bsubscri"
    r"|\bsupport us\b|\bsign(?:ing)? up\b",
    re.IGNORECASE,
)
"""Words of a paragraph of the body in which the page may speak of itself all the same."""
_SHORT_HEAD, _SHORT_MASTHEAD, _MASTHEAD_LINES = 10, 4, 1
"""Lines above the title among which a name alone is the masthead: the first of a few, or the very
first of a menu, in which other outlets' names stand too."""
_FORBIDDEN = re.compile(r"\bmay not be\b|\bwithout\b.{0,40}\bpermission\b", re.IGNORECASE)
_SIGNED = re.compile(r"[,.]\s+([A-Z][\w.]+(?: [A-Z][\w.]+)?) reports?\.\s")


@dataclass(slots=True)
class _Candidate:
    """An outlet that signs speak for."""

    name: str
    outlet: Outlet | None
    points: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def total(self) -> float:
        return sum(min(_MOST_OF_KIND, points) for points in self.points.values())

    @property
    def sure(self) -> bool:
        """Whether its signs are enough to name it."""
        if self.outlet is not None:
            agency = self.outlet.role == "agency" and "host" not in self.points
            return self.total >= (_ENOUGH_OF_AGENCY if agency else _ENOUGH)
        # a name that no table knows must look like one, or be shown in two ways. What a menu shows
        # is one way: a section, too, stands there alone and with “Home” or “About”
        ways = {"menu" if kind in _MENU else kind for kind in self.points if self.points[kind]}
        return self.total >= _ENOUGH and (is_press_name(self.name) or len(ways) > 1)


@dataclass(frozen=True, slots=True)
class Found:
    """The outlet that was found.

    Attributes
    ----------
    outlet
        The known outlet, or None.
    name
        The publisher's name, or "".
    sure, why, guess
        As those of a ``Detail``.
    """

    outlet: Outlet | None
    name: str
    sure: str
    why: str
    guess: str = ""


def find_outlet(
    text: str, page: Page, url: str | None, stated: str, site: str, tab: str = ""
) -> Found:
    """Return the outlet, and how surely it is.

    Parameters
    ----------
    text, page
        The page.
    url
        Its address.
    stated
        The outlet that a person states.
    site
        The site's name in the page's metadata.
    tab
        The title of the browser's tab.
    """
    if stated:
        known = outlet_of_name(stated)
        return Found(known, known.name if known else stated, "given", "stated by hand")
    host = host_of(url)
    host = "" if host in words_of("carrier_host") else host
    if host and (known := outlet_of_host(host)):
        return Found(known, known.name, "certain", "by the address")
    if site and (known := outlet_of_name(site)):
        return Found(known, known.name, "certain", "the page names its site")
    if site and (_agrees(site, host) or not host):
        return Found(None, site, "certain" if host else "likely", "the page names its site")
    ranked = _ranked(text, page, tab)
    best = _best(ranked)
    if best and (not host or _agrees(best.name, host)):
        return Found(best.outlet, best.name, "likely", "lines of the page name it")
    if host:
        name = site if _repeated(site, text) else host
        return Found(None, name, "likely", "by the address")
    agency = _own_agency(text, page)
    if agency:
        return Found(agency, agency.name, "likely", "its dateline or its last words")
    guess = ranked[0].name if ranked and ranked[0].total >= _ENOUGH_TO_ASK else ""
    return Found(None, "", "unsure", "too few signs of it" if guess else "not found", guess)


def host_of(url: str | None) -> str:
    """Return an address's host without “www.”, or ""."""
    return (split_address(url).hostname or "").removeprefix("www.") if url else ""


def _agrees(name: str, host: str) -> bool:
    """Whether a name and a host are one outlet's: the same letters, or its initials."""
    labels = [re.sub(r"[^a-z0-9]", "", part) for part in host.split(".")[:-1]]
    whole = name_key(name)
    initials = "".join(word[0] for word in re.findall(r"\w+", name.casefold()))
    return any(
        label and (label.removeprefix("the") in whole or whole in label or label == initials)
        for label in labels
        if len(label) > 2 or label == initials
    )


def _repeated(site: str, text: str) -> bool:
    """Whether a site's name stands on the page itself."""
    return bool(site) and text.count(site) > 1


def _ranked(text: str, page: Page, tab: str = "") -> list[_Candidate]:
    """Return the outlets that signs of the page speak for, the likeliest first."""
    candidates: dict[str, _Candidate] = {}
    lines = _lines(text, page)
    heads = [line for line, place in lines if place == "head"]
    masthead = set(heads[: _MASTHEAD_LINES if len(heads) > _SHORT_HEAD else _SHORT_MASTHEAD])
    alone = _standing(lines)
    longer = _by_front(alone)
    rights = list(_rights_lines(lines))
    alone_heads = {name_key(line) for line in heads}
    fronts = [name_key(line) for line in heads[:_FRONT_LINES]]
    seen: set[tuple[str, str, str]] = set()
    for index, (line, place) in enumerate(lines):
        best: dict[str, tuple[float, str]] = {}
        for sign in _seen_in(line):
            if sign.kind == "tail" and not _heads(line, page, text):
                continue
            name = _standing_name(sign.name, alone, longer) if sign.bare else sign.name
            if not name:
                continue
            key = name_key(name)
            candidates.setdefault(key, _Candidate(name, sign.outlet or outlet_of_name(name)))
            again = (sign.kind, key, line.casefold()) in seen
            seen.add((sign.kind, key, line.casefold()))
            points = _points(sign, line, place, again, line in masthead)
            if sign.kind == "rights" and _of_supplier(lines, rights, index, key):
                points = min(points, _HALF_RIGHTS)
            # one line shows a name in one way
            best[key] = max(best.get(key, (0.0, "")), (points, sign.kind))
        for key, (points, kind) in best.items():
            candidates[key].points[kind] += points
            if kind == "rights" and HOST.fullmatch(candidates[key].name):
                candidates[key].points["address"] = 1.0
    for name in _tab_names(tab, alone, candidates):
        known = outlet_of_name(name)
        candidate = candidates.setdefault(name_key(name), _Candidate(name, known))
        candidate.points["tab"] += 2.0
    for key, candidate in candidates.items():
        heading = key in alone_heads or any(front.startswith(key) for front in fronts)
        candidate.points["alone"] += float(heading and candidate.outlet is None)
    return sorted(candidates.values(), key=lambda one: -one.total)


def _standing(lines: list[tuple[str, str]]) -> dict[str, str]:
    """Return the names that stand alone in a line outside the article, by their keys."""
    found: dict[str, str] = {}
    for line, place in lines:
        words = line.split()
        if place in {"head", "foot"} and 0 < len(words) <= _STANDING_WORDS and line[0].isupper():
            found.setdefault(name_key(line), line)
    return found


def _by_front(alone: dict[str, str]) -> dict[tuple[int, str], list[str]]:
    """Return the names that stand alone by how many words are before the last, and their key."""
    found: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for line in alone.values():
        *front, _ = line.split()
        found[len(front), name_key(" ".join(front))].append(line)
    return found


def _standing_name(
    name: str, alone: dict[str, str], longer: dict[tuple[int, str], list[str]]
) -> str:
    """Return a name as a line of its own has it, with the edition it may name, or ""."""
    key = name_key(name)
    if key in alone:
        return name if alone[key].isupper() else alone[key]
    fits = longer.get((len(name.split()), key), [])
    return fits[0] if len(fits) == 1 and len(key) >= _SHORTEST_FRONT else ""


def _tab_names(tab: str, alone: dict[str, str], candidates: dict[str, _Candidate]) -> list[str]:
    """Return the name at either end of a tab's title, where the page shows it as well."""
    parts = [part.strip() for part in TAB_PART.split(tab)]
    if len(parts) < 2:
        return []
    ends = [part for part in (parts[0], parts[-1]) if len(part.split()) <= _STANDING_WORDS]
    shown = [part for part in ends if name_key(part) in alone or name_key(part) in candidates]
    return [part for part in shown if not is_section(part)]


class _Rights(NamedTuple):
    """A line that says whose the rights are: where it stands, and the key of all its words.

    ``dated`` says whether it has a year, ``known`` gives the keys of the outlets it names that the
    table knows, agencies aside.
    """

    at: int
    key: str
    dated: bool
    known: frozenset[str]


def _rights_lines(lines: list[tuple[str, str]]) -> Iterator[_Rights]:
    for at, (line, _) in enumerate(lines):
        if _RIGHTS_MARK.search(line):
            known = frozenset(
                name_key(sign.name)
                for sign in _seen_in(line)
                if sign.kind == "rights" and sign.outlet and sign.outlet.role != "agency"
            )
            yield _Rights(at, name_key(line), _RIGHTS_YEAR.search(line) is not None, known)


def _of_supplier(lines: list[tuple[str, str]], rights: list[_Rights], index: int, key: str) -> bool:
    """Whether a rights line may be that of whoever supplied the article.

    It stands right below the body, far above the page's end, or another's rights line stands below
    it, or that of another known outlet above it.
    """
    below = [place for _, place in lines[:index]].count("foot")
    first = lines[index][1] == "foot" and below < _NEAR_BODY
    if first and len(lines) - index > _FAR_FROM_END:
        return True
    return any(
        (other.dated and key not in other.key) if other.at > index else bool(other.known - {key})
        for other in rights
        if other.at != index
    )


def _best(ranked: list[_Candidate]) -> _Candidate | None:
    """Return the outlet that the page's signs agree on, or None."""
    if not ranked or not ranked[0].sure:
        return None
    if len(ranked) > 1 and ranked[0].total - ranked[1].total < _LEAD:
        return None
    return ranked[0]


def _heads(line: str, page: Page, text: str) -> bool:
    """Whether a line that ends in a name is the page's own title with its outlet."""
    title = set(as_words(text[page.title.start : page.title.end]).split()) if page.title else set()
    words = set(as_words(line).split())
    return len(title) >= _FEWEST_TITLE_WORDS and len(title & words) >= 0.6 * len(title)


def _points(sign: Sign, line: str, place: str, again: bool, masthead: bool) -> float:
    """Return what a sign counts where it stands."""
    if again:
        return 0.5
    if sign.kind == "alone":
        return 3.0 if masthead else 1.0
    if sign.kind == "host" and place == "byline":
        return 3.0
    if sign.kind == "rights" and sign.outlet and sign.outlet.role == "agency":
        # an agency's rights stand below its dispatches on others' pages, with what is forbidden
        return 1.0 if _FORBIDDEN.search(line) or place != "foot" else 2.0
    return sign.points


@lru_cache(maxsize=4096)
def _seen_in(line: str) -> tuple[Sign, ...]:
    return tuple(signs_in(line))


def _lines(text: str, page: Page) -> list[tuple[str, str]]:
    """Return the lines in which the page speaks of itself, each with where it stands."""
    begin = page.title.start if page.title else page.body[0].start
    found: list[tuple[str, str]] = []
    for left in page.excluded:
        foot = left.start >= page.body[-1].start
        place = "byline" if left.reason in _WRITTEN else ("head" if left.end <= begin else "foot")
        for raw in text[left.start : left.end].splitlines():
            line = fold_space(raw)
            if line and _speaks_of_page(line, left.reason, foot=foot):
                found.append((line, place))
    for block in page.body:
        line = fold_space(text[block.start : block.end]) if block.end - block.start < 400 else ""
        if line and (block in page.body[-2:] or _PROMOTES.search(line)):
            found.append((line, "foot"))
    return [*found[:_MOST_LINES], *found[max(_MOST_LINES, len(found) - _MOST_LINES) :]]


def _speaks_of_page(line: str, reason: str, *, foot: bool) -> bool:
    """Whether a line that is left out may name the outlet: no photo's credit, no other story."""
    if reason in _OTHERS or (reason == "caption" and not (foot and _claims_rights(line))):
        return False
    return _claims_rights(line) or not credited_agencies(line)


def _claims_rights(line: str) -> bool:
    """Whether a line says whose the rights are: a mark with a year after it, or “rights reserved”.

    One pattern for mark and year would go through the rest of the line again for every mark.
    """
    mark = _RIGHTS_MARK.search(line)
    dated = mark is not None and _RIGHTS_YEAR.search(line, mark.end()) is not None
    return dated or _RESERVED.search(line) is not None


def _own_agency(text: str, page: Page) -> Outlet | None:
    """Return the agency of a text that is its own dispatch, by its dateline or its sign-off."""
    lines = sum(len(text[e.start : e.end].splitlines()) for e in page.excluded)
    if lines > _LITTLE_FURNITURE:
        return None
    signed = _SIGNED.search(text[page.body[0].start : page.body[-1].end] + " ")
    names = (dateline_agency(text, page.body[0]), signed and signed[1])
    return next((known for name in names if name and (known := outlet_of_name(name))), None)
