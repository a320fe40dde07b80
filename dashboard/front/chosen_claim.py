"""One claim chosen among the answers: its words, what is known of it, how others stand to it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.front.panel_words import LONGEST, begun, said_by, short_day, side_of
from dashboard.html.highlight import Element, Layer, Pieces, highlight, layer
from dashboard.html.wording import (
    STANCES,
    TOPICS,
    clip,
    days_in_words,
    event_label,
    how_sure,
    into_words,
    no_line_words,
    party_label,
    relation_label,
    side_beside,
    speaker_label,
)
from dashboard.query.answers import Standing, standing_to
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from dashboard.session.mine import corrected_by
from loaders import Advance, Relation, Span
from loaders.claims.distances import NOT_STATED
from loaders.claims.event_dates import day_words
from loaders.compare.compared import stated_advances
from loaders.documents.urls import source_link
from loaders.export.captions import counted, day_label
from loaders.text.segment import fold_space

_MOST_BESIDE = 20
"""Claims of one relation that are listed; Compare has the rest."""
_ORDER = (
    "contradicts",
    "denies",
    "possibly two events",
    "different figure",
    "rounded figure",
    "different datum",
    "silent on",
    "same statement",
)
"""Relations in the order in which they stand."""
_OPEN = frozenset({"contradicts", "denies"})
"""Relations of which one claim stands open; the others are folded."""
_STANDS = {
    ("contradicts", "side", True): "Contradicts it: on their own side",
    ("contradicts", "side", False): "Contradicts it: across the border",
    ("contradicts", "troops", True): "Contradicts it: whose troops are on whose land",
    ("contradicts", "troops", False): "Contradicts it: whose troops are on whose land",
    ("contradicts", "violence", True): "Contradicts it: whether there was violence",
    ("contradicts", "violence", False): "Contradicts it: whether there was violence",
    ("contradicts", "land", True): "Contradicts it: whose land it is",
    ("contradicts", "land", False): "Contradicts it: whose land it is",
    ("contradicts", "first", True): "Contradicts it: who fired first",
    ("contradicts", "first", False): "Contradicts it: who fired first",
    ("denies", "denial", True): "Is denied by it",
    ("denies", "denial", False): "Denies it",
    ("silent on", "day", True): "Gives a day",
    ("silent on", "day", False): "Gives no day",
    ("different figure", "lake", True): "Another share of the lake",
    ("different figure", "lake", False): "Another share of the lake",
}
"""How a claim stands to the chosen one, by relation, what it is about, and which comes first."""
_PLAIN = {
    "possibly two events": "Possibly another event",
    "different figure": "Other figure",
    "rounded figure": "Perhaps the same figure, rounded",
    "different datum": "Other starting point",
    "same statement": "The same statement, told again",
}


def chosen_claim(entry: Entry, shown: Shown, relations: Sequence[Relation]) -> dict[str, object]:
    """Return everything the template says of the chosen claim."""
    article, claim = entry.article, entry.claim
    advances = [] if entry.struck else [a for a in article.advances_of(claim) if not a.withheld]
    party = f", {beside}" if (beside := side_beside(claim)) else ""
    said = claim.status_span
    words = fold_space(article.text[said.start : said.end]) if said else ""
    standing = standing_to(claim.id, shown, relations)
    standing.sort(key=lambda s: _ORDER.index(s.relation) if s.relation in _ORDER else len(_ORDER))
    return {
        "claim": claim.id,
        "article": article.id,
        "side": side_of(entry, shown),
        "who": f"{speaker_label(claim)}{party}",
        "advance": claim.topic == "advance" or bool(advances),
        "status": f"{claim.status} in the article’s own words: “{words}”" if words else "",
        "parts": _whole(entry),
        "facts": _facts(entry, advances),
        "original": source_link(article, claim),
        "standing": [_group(group, shown) for group in standing],
    }


def _whole(entry: Entry) -> Pieces:
    """Return the sentence of a claim, with its figures and its places marked.

    What stands round the claim in its sentence is not the speaker's, and quieter.
    """
    article, claim = entry.article, entry.claim
    sentence = article.sentence_at(claim)
    whole = Span(min(sentence.start, claim.start), max(sentence.end, claim.end))
    marks: list[Span] = [article.distance_by_id[i] for i in claim.distance_ids]
    marks += [
        m
        for m in article.places
        if claim.contains(m) and m.role == "literal" and m.kind != "country"
    ]
    own = Layer([Span(claim.start, claim.end)], lambda _: Element("span", {"class": "own"}))
    struck = layer([claim] if entry.struck else [], "s")
    return highlight(article.text, whole, own, struck, layer(marks, "mark"))


def _facts(entry: Entry, advances: Sequence[Advance]) -> list[tuple[str, str]]:
    """Return what is known of a claim, as names and values."""
    article, claim = entry.article, entry.claim
    ways = ", quoted by ".join(dict.fromkeys([*reversed(claim.relay), article.publisher]))
    published = article.published or ""
    # the year stands once, beside the day of the event
    same_year = bool(published) and published[:4] == (claim.event_date or "")[:4]
    reported = short_day(published, year=not same_year)
    facts = [("Reported by", f"{ways}, {reported}"), ("About", _about(entry))]
    sure = how_sure(claim, corrected_by(article, claim))
    if sure:
        facts.append(("How sure", "; ".join(sure)))
    if claim.statement_date:
        facts.append(("Said on", day_label(claim.statement_date)))
    for advance in advances[:1]:
        datum = advance.distance.datum
        given = "not given" if datum == NOT_STATED else datum
        given = "; ".join(filter(None, [given, no_line_words(datum)]))
        whereinto = into_words(article, advance.distance)
        facts.append(("Reaching", whereinto) if whereinto else ("Measured from", given))
        facts.append(("Not stated", _left_open(advance)))
    if not advances:
        topic = TOPICS.get(claim.topic, claim.topic)
        facts.append(("Kind", f"{STANCES.get(claim.stance, claim.stance)} · {topic}"))
    return facts


def _left_open(advance: Advance) -> str:
    """Return what a statement of a distance leaves open, without its starting point."""
    # the starting point has a fact of its own
    named = [w for w in advance.missing if not w.startswith(("from ", "start ", "no line "))]
    return "; ".join(words.removesuffix(" not stated") for words in named)


def _about(entry: Entry) -> str:
    """Return the day of the event, with the article's words for it."""
    article, claim = entry.article, entry.claim
    if not claim.event_date or claim.event_sure == "likely":
        return event_label(claim)
    words = day_words(article, claim, claim.event_date)
    named = f" (“{fold_space(article.text[words.start : words.end])}”)" if words else ""
    return f"{day_label(claim.event_date)}{named}"


def _group(group: Standing, shown: Shown) -> dict[str, object]:
    others = [entry for entry, _ in group.others]
    sides = {side_of(entry, shown) for entry in others}
    said = [_said(entry, reason, shown) for entry, reason in group.others[:_MOST_BESIDE]]
    beyond = len(others) - len(said)
    return {
        "sides": [side for side in ("left", "right", "others") if side in sides],
        "label": _label(group, others),
        "count": _count(others),
        "open": group.relation in _OPEN,
        "said": said,
        "rest": f"{len(said) - 1} more",
        "more": f"and {beyond:,} more; Compare has them all" if beyond else "",
    }


def _label(group: Standing, others: Sequence[Entry]) -> str:
    key = (group.relation, group.about, group.first)
    label = _STANDS.get(key) or _PLAIN.get(group.relation) or relation_label(group.relation)
    values: list[str] = []
    if group.about == "day" and group.relation != "silent on":
        values = sorted({e.claim.event_date for e in others if e.claim.event_date})
    elif group.about == "distance":
        values = [d.label for e in others for d in stated_advances(e.article, e.claim)]
    if not 1 <= len(dict.fromkeys(values)) <= 3:
        return label
    return days_in_words(f"{label}: {', '.join(dict.fromkeys(values))}")


def _count(others: Sequence[Entry]) -> str:
    """Return how many claims they are, and whose where they are of one party or one outlet."""
    parties = {e.claim.voice for e in others}
    outlets = {e.article.publisher for e in others}
    who = f" by {party_label(parties.pop())}" if len(parties) == 1 else ""
    where = f", {outlets.pop()}" if len(outlets) == 1 else ""
    return f"{counted(len(others), 'claim')}{who}{where}"


def _said(entry: Entry, reason: str, shown: Shown) -> dict[str, object]:
    return {
        "claim": entry.claim.id,
        "parts": begun(entry, [clip(entry.quote, LONGEST)], entry.claim.start),
        "by": said_by(entry),
        "side": side_of(entry, shown),
        "reason": days_in_words(reason),
        "struck": entry.struck,
    }
