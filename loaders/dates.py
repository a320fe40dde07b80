"""Every time an article names, resolved against its publication date and the story's own days.

Values are ISO/TIMEX (``2021-05-13``, ``2021-05``, ``2021-W19``, ``2021-SP``); EDTF says the same for archives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.full_dates import MONTH, MONTHS, WEEKDAYS, make_date, match_date
from loaders.records import DateMention, Span
from loaders.tables import words_of
from loaders.text import Quote, fold_space, locate

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1}
_BESIDE = 160
"""A day stated within this many characters of a quotation is the day it was spoken."""
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_SEASON_EDTF = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_PART = r"(?:(?:early |late )?(?:on |in )?(?:the )?(?P<part>morning|afternoon|evening|night|dawn) of )?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_NAMED_MONTH = rf"(?P<m>{MONTH})\.?"


@dataclass(slots=True)
class _Story:
    """The days a passage can lean on while it is read from top to bottom."""

    published: date | None
    anchor: date | None = None
    scene: date | None = None
    spoken: date | None = None

    @property
    def now(self) -> date | None:
        return self.spoken or self.published


@dataclass(frozen=True, slots=True)
class _Context:
    """What surrounds an expression: the clause before and after it."""

    before: str
    after: str

    @property
    def future(self) -> bool:
        words = set(re.findall(r"[a-z]+", self.before.lower()))
        return bool(words & words_of("future_marker"))


_Resolver = Callable[[re.Match[str], _Story, _Context], tuple[str, str] | None]


def find_dates(text: str, paragraphs: Sequence[Span], quotes: dict[int, list[Quote]], published: str | None) -> list[DateMention]:
    """Return the time expressions of the paragraphs, in order.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Ordered spans to read: title, subtitle and body.
    quotes
        The quotations of each paragraph, by its index.
    published
        ISO day of publication; without it only full dates are resolved.
    """
    story = _Story(date.fromisoformat(published) if published else None)
    found: list[DateMention] = []
    for index, paragraph in enumerate(paragraphs):
        inside = quotes.get(index, [])
        here: list[DateMention] = []
        stated: list[DateMention] = []
        matches = _matches(text, paragraph)
        # what the outlet says first: a quotation leans on the day stated beside it, before or after
        for quoted in (False, True):
            for match, resolver in matches:
                if (locate(inside, match.start()) is not None) != quoted:
                    continue
                story.spoken = _spoken_day(match, stated, story) if quoted else None
                resolved = resolver(match, story, _context(text, paragraph, match))
                mention = _mention(text, match.start(), match.end(), *resolved) if resolved else None
                if mention is None:
                    continue
                here.append(mention)
                if not quoted:
                    stated.append(mention)
                    _advance(story, mention, resolver)
        found += sorted(here, key=lambda mention: mention.start)
    return found


def _matches(text: str, paragraph: Span) -> list[tuple[re.Match[str], _Resolver]]:
    """Return the longest expression at each place, left to right."""
    candidates = [(match, resolver) for pattern, resolver in _RULES for match in pattern.finditer(text, paragraph.start, paragraph.end)]
    candidates.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    kept: list[tuple[re.Match[str], _Resolver]] = []
    for match, resolver in candidates:
        if not kept or match.start() >= kept[-1][0].end():
            kept.append((match, resolver))
    return kept


def _context(text: str, paragraph: Span, match: re.Match[str]) -> _Context:
    before = re.split(r"[,;:—–]\s|[.!?]\s|[“”\"]", text[paragraph.start : match.start()])[-1]
    after = re.split(r"[,;:—–]\s|[.!?]\s", text[match.end() : paragraph.end])[0]
    return _Context(before, after)


def _spoken_day(match: re.Match[str], beside: Sequence[DateMention], story: _Story) -> date | None:
    """The day a quotation was spoken: the nearest day the outlet states beside it, else the scene being told."""
    near = [(abs(m.start - match.start()), m.day) for m in beside if m.day and abs(m.start - match.start()) < _BESIDE]
    return date.fromisoformat(min(near)[1]) if near else story.scene


def _advance(story: _Story, mention: DateMention, resolver: _Resolver) -> None:
    """Move the story's days on: a day named outside quotations anchors what follows."""
    if mention.day is None:
        return
    day = date.fromisoformat(mention.day)
    story.anchor = day
    story.scene = day if resolver in {_anaphoric, _day_part} else None


def _mention(text: str, start: int, end: int, value: str, basis: str) -> DateMention | None:
    bounds = value_bounds(value)
    if bounds is None:
        return None
    first, last = bounds
    return DateMention(start, end, fold_space(text[start:end]), value, _edtf(value), first.isoformat(), last.isoformat(), basis)


def value_bounds(value: str) -> tuple[date, date] | None:
    """Return the first and last day a TIMEX value covers, or None when it is no calendar value."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = date.fromisoformat(value)
            return day, day
        if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return monday, monday + timedelta(days=6)
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
            first_month, last_month = _SEASON_MONTHS[match[2]]
            year = int(match[1])
            return date(year, first_month, 1), _month_end(year + (last_month < first_month), last_month)
        if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
            return date(int(match[1]), int(match[2]), 1), _month_end(int(match[1]), int(match[2]))
        if re.fullmatch(r"\d{4}", value):
            return date(int(value), 1, 1), date(int(value), 12, 31)
        if re.fullmatch(r"\d{3}", value):
            return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    except ValueError:
        return None
    return None


def _month_end(year: int, month: int) -> date:
    return (date(year, 12, 31)) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _edtf(value: str) -> str:
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{match[1]}-{_SEASON_EDTF[match[2]]}"
    if "W" in value:
        first, last = value_bounds(value) or (None, None)
        return f"{first}/{last}"
    return f"{value}X" if len(value) == 3 else value


def _full(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    found = match_date(match)
    return (found.isoformat(), "stated in full") if found else None


def _month_day(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    month, day = MONTHS[match["m"].lower()], int(match["d"])
    if story.published is None:
        return None
    year = story.published.year
    options = [d for y in (year - 1, year, year + 1) if (d := make_date(y, month, day))]
    horizon = story.published + timedelta(days=365 if context.future else 14)
    past = [d for d in options if d <= horizon]
    if not past:
        return None
    chosen = max(past)
    return chosen.isoformat(), f"the year is that of publication ({story.published}), or the nearest before it"


def _month_year(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    return f"{int(match['y']):04d}-{MONTHS[match['m'].lower()]:02d}", "month and year stated"


def _month_alone(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    if story.published is None:
        return None
    month, now = MONTHS[match["m"].lower()], story.published
    year = now.year
    lead = (match["lead"] or "").lower()
    if lead == "next" or context.future:
        year += month < now.month or (lead == "next" and month == now.month)
    elif lead == "last":
        year -= month >= now.month
    else:
        year -= month > now.month
    return f"{year:04d}-{month:02d}", f"the {'coming' if context.future else 'latest'} such month, counted from publication ({now})"


def _weekday(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    now = story.now
    if now is None:
        return None
    number = WEEKDAYS[match["w"].lower()]
    lead = (match["lead"] or "").lower()
    back = (now.weekday() - number) % 7
    if lead == "next" or (context.future and lead != "last"):
        day, how = now + timedelta(days=(number - now.weekday()) % 7 or 7), "the next"
    else:
        day, how = now - timedelta(days=back or (7 if lead == "last" else 0)), "the latest"
    return day.isoformat(), f"{how} {match['w'].title()} counted from {now}"


_DAY_OFFSETS = {
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
}


def _deictic_day(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    if story.now is None:
        return None
    word = re.sub(r"\s+", " ", match["word"].lower())
    day = story.now + timedelta(days=_DAY_OFFSETS[word])
    frame = "the day the words were spoken" if story.spoken else "publication"
    return day.isoformat(), f"“{word}” counted from {frame} ({story.now})"


def _anaphoric(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    """“The next day”, “the day before”, “two days later”: counted from the day last named."""
    anchor = story.anchor or story.published
    if anchor is None:
        return None
    groups = match.groupdict()
    count = _number(groups.get("n")) or 1
    if re.search(r"\bsame\b", match.group(), re.IGNORECASE):
        count = 0
    backward = bool(re.search(r"before|earlier|previous|prior", match.group(), re.IGNORECASE))
    unit = (groups.get("unit") or "day").lower()
    origin = f"the day last named ({anchor})" if story.anchor else f"publication ({anchor})"
    return _shift(anchor, -count if backward else count, unit), f"counted from {origin}"


def _ago(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    count, now = _number(match["n"]), story.now
    if count is None or now is None:
        return None
    return _shift(now, -count, match["unit"].lower()), f"counted back from {now}"


def _period(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    """“Last year”, “this week”, “next month”."""
    now = story.now
    if now is None:
        return None
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[match["lead"].lower()]
    return _shift(now, step, match["unit"].lower()), f"counted from {now}"


def _season(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    code = _SEASONS[match["s"].lower()]
    if match["y"]:
        return f"{match['y']}-{code}", "season and year stated"
    now = story.published
    if now is None:
        return None
    lead = (match["lead"] or "").lower()
    year = now.year
    begins = _SEASON_MONTHS[code][0]
    if lead == "last" and begins + 2 >= now.month:
        year -= 1
    elif lead == "next" and begins <= now.month:
        year += 1
    return f"{year}-{code}", f"counted from publication ({now})"


def _year(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    return match["y"], "the year is stated"


def _decade(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    return match["y"][:3], "the decade is stated"


def _day_part(match: re.Match[str], story: _Story, context: _Context) -> tuple[str, str] | None:
    """“Late in the evening”, without a day: the day being told."""
    if story.anchor is None:
        return None
    return story.anchor.isoformat(), f"a time of the day last named ({story.anchor})"


def _number(word: str | None) -> int | None:
    if not word:
        return None
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower())


def _shift(now: date, count: int, unit: str) -> str:
    """Return the TIMEX value ``count`` units from a day, as precise as the unit."""
    if unit == "day":
        return (now + timedelta(days=count)).isoformat()
    if unit == "week":
        year, week, _ = (now + timedelta(weeks=count)).isocalendar()
        return f"{year}-W{week:02d}"
    if unit == "month":
        months = now.year * 12 + now.month - 1 + count
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{now.year + count:04d}" if unit == "year" else f"{(now.year + 10 * count) // 10:03d}"


def _rule(pattern: str, resolver: _Resolver) -> tuple[re.Pattern[str], _Resolver]:
    spaced = pattern.replace(" ", r"\s+")
    return re.compile(rf"(?<![\w$€£-])(?:{spaced})(?![\w-])", re.IGNORECASE), resolver


_TRIGGER = re.compile(
    rf"\d|day|week|month|year|decade|night|morning|evening|afternoon|{'|'.join(_SEASONS)}|\b(?:{MONTH})\b|today|tomorrow", re.IGNORECASE
)
"""A paragraph without any of these names no time: most need not be searched by every rule."""

_WEEKDAY = "|".join(WEEKDAYS)
_ON = rf"(?:(?:{_WEEKDAY}),? )?"
_RULES: tuple[tuple[re.Pattern[str], _Resolver], ...] = (
    _rule(rf"{_PART}{_ON}{_NAMED_MONTH} {_DAY},? (?P<y>\d{{4}})", _full),
    _rule(rf"{_PART}{_ON}{_DAY} (?:of )?{_NAMED_MONTH},? (?P<y>\d{{4}})", _full),
    _rule(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", _full),
    _rule(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d|\d\d)", _full),
    _rule(rf"{_PART}{_ON}{_NAMED_MONTH} {_DAY}(?:\s*[-–]\s*\d{{1,2}})?(?!,?\s+\d{{4}}|[:.]\d)", _month_day),
    _rule(rf"{_PART}{_ON}{_DAY} (?:of )?{_NAMED_MONTH}", _month_day),
    _rule(rf"{_NAMED_MONTH},? (?:of )?(?P<y>(?:19|20)\d\d)", _month_year),
    _rule(rf"(?P<lead>last|this|next|this past) (?P<m>{MONTH})", _month_alone),
    _rule(rf"(?<=\bin\s)(?P<lead>)(?P<m>{MONTH})", _month_alone),
    _rule(rf"(?<=\bsince\s)(?P<lead>)(?P<m>{MONTH})", _month_alone),
    _rule(rf"(?<=\buntil\s)(?P<lead>)(?P<m>{MONTH})", _month_alone),
    _rule(rf"(?<=\bby\s)(?P<lead>)(?P<m>{MONTH})", _month_alone),
    _rule(rf"(?:(?P<lead>last|next|this|this past|this coming) )?(?P<w>{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?", _weekday),
    _rule(r"(?P<word>yesterday|today|tonight|tomorrow|last night|this morning|this afternoon|this evening)", _deictic_day),
    _rule(r"the (?:next|following|previous|same) day", _anaphoric),
    _rule(r"the day (?:before|earlier|after)(?=\s*[.,;:!?”\"]|\s+(?:that|in|at|and|when he said)\b)", _anaphoric),
    _rule(rf"(?P<n>{_NUMBER}) {_UNIT} (?:later|earlier|afterwards?|after that|(?:before|after)(?=\s*[.,;:!?”\"]))", _anaphoric),
    _rule(rf"(?P<n>{_NUMBER}) {_UNIT} ago", _ago),
    _rule(r"(?P<lead>last|this|next|past|previous|current|coming) (?P<unit>week|month|year|decade)", _period),
    _rule(r"(?:(?P<lead>last|this|next) )(?P<s>spring|summer|autumn|fall|winter)(?P<y>)", _season),
    _rule(r"(?P<lead>)(?P<s>spring|summer|autumn|winter)(?: of)? (?P<y>(?:19|20)\d\d)", _season),
    _rule(r"(?P<y>(?:19|20)\d\d)(?:’s|'s)?(?!\s*(?:km|m|meters?|metres?|feet|miles|people|troops|soldiers|-strong|%|,\d))", _year),
    _rule(r"(?:the )?(?:early |late |mid-)?(?P<y>(?:19|20)\d0)s", _decade),
    _rule(r"(?:late|early) in the (?:morning|afternoon|evening|night)|(?:later )?that (?:morning|afternoon|evening|night|day)", _day_part),
)
