"""Words shared by the map and the panels. Colours and dashes are the map script's."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from dashboard.view.area import Circle, area_of
from geodata import gazetteer as gazetteers
from geodata.borders import BorderLine, Offset, error_m
from geodata.lines.claimed import ClaimLine
from loaders import Article, Claim, Distance
from loaders.claims.advances import BORDER
from loaders.claims.distances import NOT_STATED, datum_words
from loaders.export.captions import day_label, in_words
from loaders.model.records import BY_HAND, UNATTRIBUTED
from loaders.text.segment import fold_space

TOPICS = {
    "advance": "Advance",
    "withdrawal": "Withdrawal",
    "border": "Border",
    "position": "Positions",
    "violence": "Violence",
    "demand": "Demands",
    "talks": "Talks",
    "motive": "Motives",
    "other": "Other",
}
CLOCK_LABELS = {
    "event": "Date of event",
    "statement": "Date of statement",
    "publication": "Date of publication",
}
CLOCK_WORDS = {
    "event": "the date of the event",
    "statement": "the date of the statement",
    "publication": "the date of publication",
}
STANCES = {
    "asserts": "statement",
    "denies": "denial",
    "demands": "demand",
    "accuses": "accusation",
    "opines": "opinion",
    "reports": "report",
}

ABOUT = {
    "day": "On which day",
    "distance": "How far",
    "datum": "Starting point",
    "lake": "Whose the lake is",
    "violence": "Whether there was violence",
    "troops": "Whose troops on whose land",
    "side": "Across the border, or on their own side",
    "land": "Whose land it is",
    "first": "Who fired first",
    "denial": "What is denied",
    "wording": "One statement in several wordings",
    "status": "Debunked or retracted",
}
"""What a difference is about, in words."""
QUESTIONS = {
    "day": "Which day?",
    "distance": "How far?",
    "datum": "From where?",
    "lake": "Whose ground is the lake?",
    "violence": "Was there violence?",
    "troops": "Whose troops where?",
    "side": "Whose troops where?",
    "land": "Whose land is it?",
    "first": "Who fired first?",
    "denial": "What is denied?",
    "wording": "In which words?",
    "status": "What was debunked or retracted?",
}
"""The question that a difference is about."""
UNANSWERED = {"day": "no day given", "datum": "starting point not given"}
"""What a statement does not say that others of its question do."""
ASKED = {
    "extent along the border": "how long a stretch was crossed",
    "datum, other than the border": "where a starting point was",
    "datum": "from where it is measured",
    "place of an advance measured from the border": "at which place of the border",
    "name, year or scale of a map": "which map is meant",
    "name of the speaker": "who, by name, said so",
}
"""What nobody says, in short, by the empty field of the records."""
_INTO = re.compile(r"\b(?:into|inside|within)$", re.IGNORECASE)
_GROUND = (
    r"(?:(?:sovereign|state|own)\s+)*"
    r"(?:territory|soil|land|side|province|region|district|country)"
)
_NAME = r"[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*(?:\s+of\s+[A-Z][\w’'-]*)?"
_LAND = re.compile(
    # “our territory”, “the territory of Peru”; or the next words up to a name, and its ground
    rf"\s+(?:(?:our|its|their|the|this)\s+{_GROUND}\b(?:\s+of\s+(?:the\s+)?{_NAME})?"
    rf"|(?:[a-z’'-]+\s+){{0,4}}?{_NAME}(?:\s+{_GROUND}\b)?)"
)
_CONTROL = re.compile(r"\b(?:line|zone)\b", re.IGNORECASE)
"""A starting point that is named so is a line of control, of contact or of a truce."""
_RELATIONS = {"different datum": "different starting point"}
"""Relations whose name on the page is not the record's."""


def party_label(party: str) -> str:
    """Return a party's name for people."""
    return {
        "narrator": "Reporter",
        "analyst": "Analysts and former officials",
        "local report": "Local reports",
        "unattributed": "Not named",
    }.get(party, party)


def speaker_label(claim: Claim) -> str:
    """Return who says a claim: “speaker not clear”, or “(likely)” after the name."""
    return f"{claim.who} (likely)" if claim.speaker_sure == "likely" else claim.who


def side_of_claim(claim: Claim) -> str:
    """Return whom a claim's speaker speaks for: “side not clear: why”, or “Armenia (likely)”."""
    if claim.voice != UNATTRIBUTED:
        return party_label(claim.voice) + (" (likely)" if claim.party_sure == "likely" else "")
    open_why = claim.party_why if claim.party == UNATTRIBUTED or not claim.speaker_why else ""
    why = open_why or claim.speaker_why
    if why and why != BY_HAND:
        return f"side not clear: {why}"
    is_open = why or "unsure" in {claim.speaker_sure, claim.party_sure}
    return "side not clear" if is_open else party_label(claim.voice)


def side_if_unsure(claim: Claim) -> str:
    """Return whom a claim's speaker speaks for where that is likely or not clear, else ""."""
    words = side_of_claim(claim)
    return words if words != party_label(claim.voice) else ""


def side_beside(claim: Claim) -> str:
    """Return whom a claim's speaker speaks for, "" where the speaker's name says so."""
    if claim.voice == claim.who and not side_if_unsure(claim):
        return ""
    return side_of_claim(claim)


def how_sure(claim: Claim, by: str = "by hand") -> list[str]:
    """Return in words how sure it is who speaks and for whom, where that is not plain, and why.

    Parameters
    ----------
    claim
        The claim.
    by
        Who corrected it, where a person did.
    """
    stated = [
        name
        for name, why in (("speaker", claim.speaker_why), ("side", claim.party_why))
        if why == BY_HAND
    ]
    words = [f"{' and '.join(stated)} corrected {by}".capitalize()] if stated else []
    for name, sure, why in (
        ("Speaker", claim.speaker_sure, claim.speaker_why),
        ("Side", claim.party_sure, claim.party_why),
    ):
        if sure == "likely" or (sure == "unsure" and name == "Speaker" and why != BY_HAND):
            degree = "likely" if sure == "likely" else "not clear"
            words.append(f"{name} {degree}: {why}" if why else f"{name} {degree}")
    return words


def days_in_words(words: str) -> str:
    """Return words with their ISO days as “12 May 2021”."""
    return re.sub(r"\b\d{4}-(?:0[1-9]|1[0-2])-\d\d\b", lambda match: day_label(match[0]), words)


def relation_label(relation: str) -> str:
    """Return a relation between two claims for people."""
    return _RELATIONS.get(relation, relation)


def into_words(article: Article, distance: Distance) -> str:
    """Return the words by which a distance is said to reach into a land, or "".

    “3 kilometers into southern Armenia” names no border: only what is meant by it begins there.
    """
    found = datum_words(article.text, article.sentence_at(distance), distance)
    if found is None:
        return ""
    said = _INTO.search(article.text[found.start : found.end])
    after = article.text[found.end : article.sentence_at(distance).end]
    land = _LAND.match(after)
    return f"{said[0].lower()} {fold_space(land[0])}" if said and land else ""


def start_label(datum: str) -> str:
    """Return what a distance is measured from: “Starting point: not given”."""
    told = "not given" if datum == NOT_STATED else datum
    return f"Starting point: {'; '.join(filter(None, [told, no_line_words(datum)]))}"


def no_line_words(datum: str) -> str:
    """Return that no map here has a starting point that is a line of control or a front; else "".

    A distance from one is never measured from a border instead.
    """
    return f"no line at hand for {datum}" if _CONTROL.search(datum) and datum != BORDER else ""


def missing_label(words: str) -> str:
    """Return in the page's words what a statement of a distance leaves open."""
    return "starting point not given" if words == "start not stated" else words


def position_label(about: str, value: str) -> str:
    """Return in words what parts a position from the others in a difference about something."""
    if about == "day":
        return day_label(value or None)
    if about == "datum":
        return "not given" if value == NOT_STATED else f"from {value}"
    if about == "lake":
        return f"“{value}”"
    return (
        party_label(value) if about in {"troops", "side", "violence", "denial", "status"} else value
    )


def number_word(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, in words where it is small: “six questions”."""
    return f"{in_words(number)} {one if number == 1 else many or f'{one}s'}"


def listed(names: Iterable[str], most: int = 3) -> str:
    """Return names in a row, each once: “A, B and C”, or “A, B and 4 others”."""
    every = list(dict.fromkeys(names))
    if len(every) > most:
        every = [*every[: most - 1], f"{len(every) - most + 1} others"]
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)


def month_label(date: str) -> str:
    """Return an ISO day or month in words, or "" for none."""
    if len(date) == len("2021-06"):
        return day_label(f"{date}-01").removeprefix("1 ")
    return day_label(date) if date else ""


def no_markup(words: str) -> str:
    """Escape what Markdown would read as markup."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#$~|:" else char for char in words)


def relay_chain(article: Article, claim: Claim) -> str:
    """Return whose words they are and by which way they came.

    “Nikol Pashinyan, quoted by Interfax, quoted by DW”.
    """
    way = dict.fromkeys([claim.who, *reversed(claim.relay), article.publisher])
    return ", quoted by ".join([speaker_label(claim), *list(way)[1:]])


def time_label(first: str, last: str, value: str) -> str:
    """Return a stretch of ISO days in words; the value as written where it has no ends."""
    if not (first and last):
        return value
    return day_label(first) if first == last else f"{day_label(first)} to {day_label(last)}"


def event_label(claim: Claim) -> str:
    """Return when the event of a claim was, as far as is known, and on what that rests.

    “12 May 2021”, “12 May 2021 (likely: the day of its sentence (“Thursday”))”, “not after 14 May
    2021 (likely: told as past: not after it was said)”, “no day stated”.
    """
    first, last = claim.event_from, claim.event_to
    if first and last:
        words = time_label(first, last, "")
    elif first or last:
        words = f"not after {day_label(last)}" if last else f"not before {day_label(first)}"
    else:
        return day_label(None)
    if claim.event_date and claim.event_sure != "likely":
        return words
    sure = "likely: " if claim.event_sure == "likely" else ""
    return f"{words} ({sure}{claim.event_basis})" if claim.event_basis else words


def day_labels(article: Article, claim: Claim) -> list[str]:
    """Return when a claim's event was, when it was said and when published, each with its name."""
    days = (
        event_label(claim),
        day_label(claim.statement_date),
        day_label(article.published),
    )
    return [f"{label}: {day}" for label, day in zip(CLOCK_LABELS.values(), days, strict=True)]


def area_words(value: str) -> str:
    """Return the area that a view's claims name a place in, in words after “a place”."""
    area = area_of(value)
    if isinstance(area, Circle):
        return f"within {area.km:g} km of {area.lat:.3f}, {area.lon:.3f}"
    if area is None:
        return "anywhere"
    return (
        f"between {area.south:.2f} and {area.north:.2f} north,"
        f" {area.west:.2f} and {area.east:.2f} east"
    )


def clip(words: str, length: int) -> str:
    """Return words cut at a space where they are longer than so many characters."""
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def line_name(line: BorderLine | ClaimLine) -> str:
    """Return a border line's name without its scale; of a claimed one also whose map draws it."""
    return str(line.properties["label"]).split(",")[0]


def map_name(line: BorderLine) -> str:
    """Return the name of the map that draws a border line, without its edition."""
    return re.sub(r" [\d.]+$", "", line_name(line))


def error_label(line: BorderLine) -> str:
    """Return in words how far a line may be from what its map meant, and who says so."""
    error, scale = error_m(line), line.properties["scale_denominator"]
    if error is None:
        return "unknown: its publisher states no accuracy and no scale"
    if line.properties["accuracy_m"] is not None:
        return f"± {error / 1000:.1f} km, stated by its publisher"
    return (
        f"taken as ± {error / 1000:.1f} km, half a millimetre at 1:{scale:,}; its publisher states"
        " none"
    )


def country_name(code: str) -> str:
    """Return a country's English name, by its ISO code."""
    place = gazetteers.load().get(f"country_{code.lower()}")
    return place.name if place else code


def percent_range(low: float, high: float) -> str:
    """Return a range of shares (0 to 1) as whole percent, widened to them: “10 to 31 %”."""
    first, last = math.floor(low * 100 + 1e-6), math.ceil(high * 100 - 1e-6)
    return f"{first} %" if first == last else f"{first} to {last} %"


def side_label(where: Offset | None) -> str:
    """Return in words on which side of a line a place lies, and how far from it."""
    if where is None:
        return "not given"
    far = length_range(where.low_m, where.high_m)
    if where.side == "beyond its ends":
        return f"beyond the line’s end, {far} from it"
    return (
        f"{country_name(where.country)}, {far}"
        if where.country
        else f"either side: within {where.high_m / 1000:.1f} km of it"
    )


def length_range(low_m: float, high_m: float) -> str:
    """Return a range of metres in words, to the hundred metres: “6.9 to 8.1 km”."""
    first, last = math.floor(low_m / 100) / 10, math.ceil(high_m / 100) / 10
    if last >= 100:
        first, last = math.floor(first), math.ceil(last)
    return f"{first:g} km" if first == last else f"{first:g} to {last:g} km"
