"""The four answers in words: what the template of the panel is given, in the order it stands."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.html.highlight import CUT, Pieces, shortened
from dashboard.html.wording import clip, into_words, no_line_words, side_if_unsure, speaker_label
from dashboard.map.advance_marks import length_label
from dashboard.query.answers import (
    MOST_DAYS,
    MOST_OUTLETS,
    DayGiven,
    Figure,
    Ground,
    HowFar,
    apart_in_day,
    how_far,
    which_day,
    whose_ground,
)
from dashboard.query.border import Border
from dashboard.query.index import Entry
from dashboard.query.selection import Shown
from dashboard.query.sides import side_of_party
from loaders import Claim, Distance, Relation, Span
from loaders.claims.distances import NOT_STATED
from loaders.compare.open_questions import OpenQuestion, find_open_questions
from loaders.export.captions import counted, day_label, in_words
from loaders.text.segment import fold_space

_ROWS, _OPEN_ROWS = 6, 5
"""Statements of a distance that stand open: all of them up to six, else the first five."""
_QUESTIONS = 3
"""Questions that stand in the panel; Compare has the others."""
_DAY_REACH, _GROUND_REACH, LONGEST = 22, 80, 200
"""Characters shown on either side of a day's words and of the words on the ground, and of a
quotation in which nothing is marked."""
_FORMS = {
    "analyst": "analyst",
    "local report": "local report",
    "narrator": "reporter",
    "unattributed": "not named",
}
"""What a speaker is who speaks for no country."""
_PAST = 1.12
"""How far the bar of “more than” goes on past its figure, fading."""
_KM = 1000.0
_DOTS = "… "
_OF_ONE = {
    "datum": "From where does {} measure the distance?",
    "datum, other than the border": "Where were the positions that {} measures from?",
}
"""Questions that name the speaker whose words leave them open, where that is one."""


def speaker_form(claim: Claim, side: str | None) -> str:
    """Return what is said beside a speaker's name: a side's mark says enough, else its party."""
    unsure = side_if_unsure(claim)
    if unsure or side or claim.who == claim.voice:
        return unsure
    return _FORMS.get(claim.voice, claim.voice)


def sayer(claim: Claim) -> str:
    """Return who says a claim; "" where it is the outlet itself."""
    if claim.voice == "narrator":
        return ""
    return "somebody not named" if claim.voice == "unattributed" else speaker_label(claim)


def side_of(entry: Entry, shown: Shown) -> str:
    """Return which mark a claim has: of the left side, the right one, or of others."""
    return side_of_party(entry.claim.voice, shown.border) or "others"


def said_by(entry: Entry) -> str:
    """Return whose words they are and by which outlets they came, shortly."""
    claim, publisher = entry.claim, entry.article.publisher
    named = [] if claim.who == claim.voice else [speaker_label(claim)]
    return ", ".join(dict.fromkeys([*named, *reversed(claim.relay), publisher]))


def quotation(entry: Entry, words: Span | None, reach: int, within: Span | None = None) -> Pieces:
    """Return an article's words round those that matter, which are marked; else their beginning."""
    span = within or Span(entry.claim.start, entry.claim.end)
    if words is None or not span.contains(words):
        return begun(entry, [clip(entry.quote, LONGEST)], span.start)
    core = Span(words.start, words.end)
    return begun(entry, shortened(entry.article.text, span, core, reach, "mark"), span.start)


def begun(entry: Entry, parts: Pieces, start: int) -> Pieces:
    """Return words with dots before them where they begin within a sentence, in lower case."""
    if parts[0] == _DOTS or not entry.article.text[start : start + 1].islower():
        return parts
    return [_DOTS, *parts]


def start_words(entry: Entry, distance: Distance) -> str:
    """Return what a distance is measured from; in quotation marks where the article says so.

    Where the words only say whereinto, they stand for it: “into southern Armenia”.
    """
    datum = distance.datum
    if datum == NOT_STATED:
        return "start not given"
    if whereinto := into_words(entry.article, distance):
        return whereinto
    if no_line_words(datum):
        return f"from {datum}; no line at hand for it"
    if datum.startswith("the "):
        return f"from {datum}"
    return f"from “{datum}”" if datum in entry.quote else f"from {datum}"


def figure_words(figure: Figure) -> str:
    """Return a distance as its bar is labelled: without a figure, in the article's words."""
    if figure.advance:
        return length_label(figure.advance)
    text, distance = figure.entry.article.text, figure.distance
    return fold_space(text[distance.start : distance.end])


def how_far_words(shown: Shown) -> dict[str, object] | None:
    """Return the statements of the distance, as rows on one scale.

    None where a claim is chosen that states no distance: it stands alone then.
    """
    answer = how_far(shown)
    rows = [_row(figure, answer, shown) for figure in answer.figures]
    if shown.view.claim in shown.by_claim and not any(row["pressed"] for row in rows):
        return None
    first = _ROWS if len(rows) <= _ROWS else _OPEN_ROWS
    beyond = answer.total - len(rows)
    return {
        "meta": _far_meta(answer, shown.border),
        "rows": rows[:first],
        "more": rows[first:],
        "pressed_more": any(row["pressed"] for row in rows[first:]),
        "more_words": f"{answer.total - first:,} more",
        "beyond": f"and {beyond:,} more; filters leave fewer" if beyond else "",
        "silent": [(side, f"{party}: no figure") for side, party in answer.silent],
        "ticks": _ticks(answer),
        "none": f"No {_asked(shown)} states a distance of an advance.",
    }


def _far_meta(answer: HowFar, border: Border) -> str:
    if not answer.total:
        return ""
    if border.no_line:
        return f"{counted(answer.total, 'statement')}; {border.no_line}"
    few = in_words(answer.mapped) if answer.mapped else "none"
    return f"{counted(answer.total, 'statement')}; {few} precise enough to map"


def _ticks(answer: HowFar) -> list[dict[str, object]]:
    if not answer.top:
        return []
    count = round(answer.top / answer.step)
    unit, size = ("km", _KM) if answer.top >= _KM else ("m", 1.0)
    return [
        {
            "at": _percent(number, count),
            "words": f"{number * answer.step / size:g}" + (f" {unit}" if number == count else ""),
        }
        for number in range(count + 1)
    ]


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}"


def _row(figure: Figure, answer: HowFar, shown: Shown) -> dict[str, object]:
    entry = figure.entry
    claim = entry.claim
    chosen = shown.view.claim if shown.view.claim in shown.by_claim else None
    side = side_of_party(claim.voice, shown.border)
    return {
        "claim": claim.id,
        "side": side or "others",
        "who": speaker_label(claim),
        "form": claim.status if entry.struck else speaker_form(claim, side),
        "start": start_words(entry, figure.distance),
        "on_map": figure.on_map,
        "bar": _bar(figure.distance, answer) if figure.distance.metres else None,
        "label": figure_words(figure),
        "outlet": entry.article.publisher,
        "pressed": claim.id == chosen,
        "dim": (bool(chosen) and claim.id != chosen) or shown.is_muted(entry.claim.id),
        "struck": entry.struck,
    }


def _bar(distance: Distance, answer: HowFar) -> dict[str, str]:
    """Return a bar: how long, how much of it is solid, and where its tick stands, in percent.

    What is stated as a limit fades to a tick at it; what is stated as exceeded fades past it.
    """
    metres = distance.metres or 0.0
    past = {"more_than": _PAST, "about": 1.05}.get(distance.qualifier, 1.0)
    solid = {"more_than": 1 / _PAST, "about": 0.9, "up_to": 0.35, "less_than": 0.35}
    share = solid.get(distance.qualifier, 1.0)
    if distance.qualifier == "range" and distance.low and distance.value:
        share = distance.low / distance.value
    return {
        "look": distance.qualifier,
        "step": _percent(answer.step, answer.top),
        "width": _percent(min(metres * past, answer.top), answer.top),
        "solid": f"{100 * share:.0f}",
        "tick": "" if past > 1 else _percent(metres, answer.top),
    }


def which_day_words(shown: Shown, relations: Sequence[Relation]) -> dict[str, object]:
    """Return the days given, each with the outlets and the words that give it."""
    days = which_day(shown)
    years = {day[:4] for day, _ in days}
    more = len(days) - MOST_DAYS
    return {
        "meta": ", ".join(apart_in_day(days, relations)),
        "days": [
            {
                "words": short_day(day, year=len(years) > 1),
                "given": [_given(given, shown) for given in group[:MOST_OUTLETS]],
                "more": f"and {counted(len(group) - MOST_OUTLETS, 'outlet')} more"
                if len(group) > MOST_OUTLETS
                else "",
            }
            for day, group in days[:MOST_DAYS]
        ],
        "more": f"and {counted(more, 'day')} more" if more > 0 else "",
        "none": f"No {_asked(shown)} gives a day for an advance.",
    }


def _asked(shown: Shown) -> str:
    """Return who gives no answer: under filters that is only what they leave."""
    return "statement shown" if shown.view.filtered else "article"


def short_day(day: str, *, year: bool) -> str:
    """Return an ISO day in words, with its year or without."""
    return day_label(day) if year else day_label(day).rsplit(" ", 1)[0]


def _given(given: DayGiven, shown: Shown) -> dict[str, object]:
    entry, words = given.entry, given.words
    within = None
    if words and not entry.claim.contains(words):
        within = entry.article.sentence_at(words)
    return {
        "claim": entry.claim.id,
        "outlet": entry.article.publisher,
        "side": side_of(entry, shown),
        "who": sayer(entry.claim),
        "own": within is None,
        "parts": quotation(entry, words, _DAY_REACH, within),
        "dim": shown.is_muted(entry.claim.id),
    }


def whose_ground_words(shown: Shown, relations: Sequence[Relation]) -> dict[str, object]:
    """Return what each side says of whose ground it was."""
    sides = whose_ground(shown, relations)
    if not any(side.entry for side in sides):
        sides = []
    return {
        "meta": "each side’s words" if sides else "",
        "sides": [_side(side, shown) for side in sides],
        "none": "No two sides contradict one another on it"
        + (" in what the filters show." if shown.view.filtered else "."),
    }


def _side(ground: Ground, shown: Shown) -> dict[str, object]:
    entry = ground.entry
    if entry is None:
        missing = "no statement shown" if shown.view.filtered else "no statement found"
        lead = f"{ground.party}:"
        return {"side": ground.side, "claim": "", "lead": lead, "by": missing, "dim": False}
    position = {
        "across": "across its border",
        "own": "on its own side",
        "troops": f"{ground.other}’s troops on its land",
        "denies": "denies it",
    }[ground.role or "denies"]
    return {
        "side": ground.side,
        "claim": entry.claim.id,
        "lead": f"{ground.party}: {position}.",
        "parts": _ground_quotation(entry, ground.words),
        "by": said_by(entry),
        "dim": shown.is_muted(entry.claim.id),
    }


def _ground_quotation(entry: Entry, words: Span | None) -> Pieces:
    """Return the words on the ground in their one sentence; dots where the claim goes on."""
    if words is None:
        return quotation(entry, None, _GROUND_REACH)
    claim, sentence = entry.claim, entry.article.sentence_at(words)
    within = Span(max(claim.start, sentence.start), min(claim.end, sentence.end))
    parts = [*quotation(entry, words, _GROUND_REACH, within)]
    cut_already = parts[-1] == CUT
    return [*parts, CUT] if within.end < claim.end and not cut_already else parts


def questions_words(shown: Shown) -> dict[str, object] | None:
    """Return what no claim shown states; None where nothing is left open."""
    asked = find_open_questions([(e.article, e.claim) for e in shown.entries])
    if not asked:
        return None
    more = len(asked) - _QUESTIONS
    return {
        "meta": f"{more} more in Compare" if more > 0 else "",
        "asked": [_question(question) for question in asked[:_QUESTIONS]],
    }


def _question(question: OpenQuestion) -> str:
    speakers = {speaker_label(claim) for _, claim, _ in question.asked_of}
    words = _OF_ONE.get(question.field)
    return words.format(speakers.pop()) if words and len(speakers) == 1 else question.question
