"""Words shared by the map and the panels. Colours and dashes are the map script's."""

from __future__ import annotations

TOPICS = {
    "advance": "Advance",
    "withdrawal": "Withdrawal",
    "border": "Border",
    "position": "Positions",
    "violence": "Violence",
    "demand": "Demands",
    "talks": "Talks",
    "motive": "Motives",
}
CLOCK_LABELS = {"event": "About", "statement": "Said", "publication": "Published"}
CLOCK_WORDS = {"event": "the day they are about", "statement": "the day they were said", "publication": "the day they were published"}
STANCES = {
    "asserts": "statement",
    "denies": "denial",
    "demands": "demand",
    "accuses": "accusation",
    "opines": "opinion",
    "reports": "report",
}


def party_label(party: str) -> str:
    """Return a party's name for people."""
    return {
        "narrator": "The outlet’s own voice",
        "analyst": "Analysts and former officials",
        "local report": "Local reports",
        "unattributed": "Not named",
    }.get(party, party)


def day_label(day: str | None) -> str:
    """Return an ISO day as “12 May 2021”, or the words for none."""
    if not day:
        return "no day stated"
    year, month, number = day.split("-")
    names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
    return f"{int(number)} {names[int(month) - 1]} {year}"


def distance_label(value: float | None, unit: str, qualifier: str) -> str:
    """Return a stated distance with the words that qualify it: “up to 3.5 km”."""
    words = {"up_to": "up to ", "more_than": "more than ", "less_than": "less than ", "about": "about ", "range": "up to (a range) "}
    return f"{words.get(qualifier, '')}{value:g} {unit}" if value is not None else f"an unstated number of {unit}"
