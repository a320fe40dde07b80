"""The table of time expressions: the form of each, its cue words, and what reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from loaders.dates import calendar_parts, counted, days, durations, feasts
from loaders.dates.feasts import HOLIDAYS
from loaders.dates.frame import Frame, TimeValue
from loaders.dates.full_dates import MONTH, MONTHS, WEEKDAYS
from loaders.dates.timex import SEASONS
from loaders.dates.words import CENTURIES, NAMED_DECADES, NUMBER_WORDS
from loaders.model.records import Span

Resolver = Callable[[re.Match[str], Frame], TimeValue | None]

_CUE_WINDOW = 52
"""Characters on each side of a cue word in which an expression is looked for. The longest form
of the table fits. A smaller window cuts long expressions off; a larger one only costs time."""
_CUE_WINDOWS = {
    "length": (48, 12),
    "old": (52, 2),
    "ref": (24, 2),
    "set": (2, 2),
    "long": (2, 2),
    "weekends": (4, 2),
}
"""Characters before and after a cue word, of classes whose forms end with it."""
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of time expression.

    Attributes
    ----------
    cue
        The class of its cue words: it is looked for only near one of them.
    pattern
        Its form.
    resolve
        The function that reads a match of it.
    narrative
        Whether the article itself moves to the day it names (“the next day”).
    weak
        Whether it only names a part of a day. Beside an expression of a day it is part of that one.
    """

    cue: str
    pattern: re.Pattern[str]
    resolve: Resolver
    narrative: bool = False
    weak: bool = False


def _rule(
    cue: str, form: str, resolve: Resolver, *, narrative: bool = False, weak: bool = False
) -> Rule:
    # a line may break between the words, at a place where a hyphen could stand too
    spaced = form.replace("[ -]", "(?:-| )").replace("[- ]", "(?:-| )").replace(" ", r"\s+")
    return Rule(
        cue,
        re.compile(
            rf"(?<![\w$€£])(?:(?<!-)|(?<=\bmid-))(?<!\d[.,])(?:{spaced})(?![\w-])", re.IGNORECASE
        ),
        resolve,
        narrative,
        weak,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DOT = r"(?:(?<=\b[a-z]{3})(?<!may)\.|(?<=\bsept)\.)?"  # only an abbreviation has one
_M = rf"(?P<m>{MONTH}){_DOT}"
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_D2 = r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<y>(?:1[5-9]|20)\d\d)"
_SEP = r"(?:\s*[-–—/]\s*| (?P<sep>to|through|until|till|and) )"
_REL = r"(?:,? (?:of )?(?P<rel>last|this|next|the same|that|the previous) year)"
_WEEKDAY = "|".join(WEEKDAYS)
_ON = rf"(?:(?P<w>{_WEEKDAY}|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?),? (?:the )?)?"
_BETWEEN = r"(?:(?:from|(?P<between>between)) )?"
_NOT_YEAR = r"(?!,?\s+\d{4}\b|[:.]\d|,\d{3})"
_PART = durations.PART
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_N = rf"(?P<n>\d{{1,3}}|(?:{_TENS})[- ](?:{_ONES})|{_any(set(NUMBER_WORDS) - {'the'})})"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_LEAD = (
    r"(?P<lead>last|this|next|past|previous|current|coming|upcoming|the previous|the following"
    r"|(?<!\bover\s)(?<!\bin\s)(?<!\bwithin\s)(?<!\bduring\s)(?<!\bfor\s)the next"
    r"|this past|this coming)"
)
_FISCAL = r"(?:(?:fiscal|financial|calendar|business|school|academic) )?"
_END = (
    r"(?=\s*(?:[.,;:!?”\"’)–—]|$)"
    r"|\s+(?:that|in|at|and|but|when|as|after|by|with|on|to|for|of|he|she|it|they|we|there)\b)"
)
_NO_CLAUSE = r"(?!\s+(?:after|before|of|that|when|he|she|it|they|we)\b)"
"""“the day after it was revealed” is counted from what the clause tells, which is no day named."""
_ZONE = (
    r"(?: (?:UTC|GMT|BST|CET|CEST|EST|EDT|ET|PST|PDT|MSK"
    r"|local time|Moscow time|Yerevan time|Baku time|hours|hrs))"
)
_HOUR, _MINUTE = r"(?:[01]?\d|2[0-3])", r"[0-5]\d"
_CLOCK = (
    rf"(?:{_HOUR}(?:[:.]{_MINUTE})? ?[ap]\.?m\b\.?{_ZONE}?"
    rf"|{_HOUR}(?:[:.]{_MINUTE}|(?<=\d\d){_MINUTE}){_ZONE}"
    rf"|(?<=\bat\s){_HOUR}:{_MINUTE})"
)
_THE_ORDINAL = r"(?P<o>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
_THE_EARLY = r"(?:(?<=\bthe\s)|(?<=\bearly\s)|(?<=\blate\s)|(?<=\bmid-))"
_HOLIDAY = _any(HOLIDAYS).replace("'", "['’]")

RULES: tuple[Rule, ...] = (
    _rule("month", rf"{_ON}{_M} (?:the )?{_D}{_REL}?{_NOT_YEAR}", days.month_day),
    _rule("month", rf"{_ON}(?:the )?{_D} (?:of )?{_M}{_REL}?(?!,?\s+\d{{4}}\b)", days.month_day),
    _rule(
        "month",
        rf"{_BETWEEN}{_M} {_D}{_SEP}{_D2}(?:,? {_Y}|{_REL})?(?!\s*(?:a\.?m|p\.?m|[:.]\d))",
        days.day_range,
    ),
    _rule(
        "month",
        rf"{_BETWEEN}(?:the )?{_D}{_SEP}(?:the )?{_D2} (?:of )?{_M}(?:,? {_Y}|{_REL})?",
        days.day_range,
    ),
    _rule("month", rf"{_M}(?:,? (?:of )?{_Y}|{_REL})", calendar_parts.month_year),
    _rule(
        "month",
        r"(?:(?P<lead>last|this|next|this past|this coming) )?"
        rf"(?P<m>(?-i:{_any({n.title() for n in MONTHS})})){_DOT}",
        calendar_parts.month_alone,
    ),
    _rule(
        "weekday",
        r"(?:(?P<lead>last|next|this|past|this past|this coming|coming|upcoming|the coming"
        r"|the previous|the following|the next) )?"
        rf"(?P<w>{_WEEKDAY})(?: {_PART})?(?:,? (?:of )?(?P<week>last|this|next) week)?",
        days.weekday,
    ),
    _rule("weekday", rf"(?P<week>last|this|next) week(?: on)? (?P<w>{_WEEKDAY})", days.weekday),
    _rule(
        "weekday",
        rf"(?P<w>{_WEEKDAY}),? (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)",
        days.weekday_number,
    ),
    _rule("ordinal", r"(?<=\bo[nf]\s)the (?P<d>\d{1,2})(?:st|nd|rd|th)" + _END, days.day_number),
    _rule(
        "ordinal",
        r"(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th) (?:day )?of "
        r"(?P<rel>last|this|next|the previous) month",
        days.day_number,
    ),
    _rule(
        "deictic",
        r"(?P<word>(?:the )?day (?:before yesterday|after tomorrow)"
        rf"|(?:yesterday|tomorrow)(?: {_PART})?|today|tonight|last night|this {_PART})",
        days.deictic_day,
    ),
    _rule(
        "unit",
        r"the (?:next|following|previous|same) (?P<unit>day|morning|afternoon|evening|night)",
        counted.anaphoric,
        narrative=True,
    ),
    _rule(
        "unit",
        rf"the day (?:before|earlier|after){_NO_CLAUSE}{_END}",
        counted.anaphoric,
        narrative=True,
    ),
    _rule(
        "unit",
        rf"the (?P<unit>week|month|year) (?:before|earlier|after|previous){_NO_CLAUSE}{_END}",
        counted.anaphoric,
    ),
    _rule(
        "unit",
        rf"{_N} {_UNIT} "
        r"(?:later|earlier|afterwards?|after that|(?:before|after)(?=\s*[.,;:!?”\"]))",
        counted.anaphoric,
        narrative=True,
    ),
    _rule("unit", r"(?:the same|that) (?P<unit>week|weekend|month|year)", counted.anaphoric),
    _rule(
        "ago",
        rf"{_N} (?P<unit>minute|hour|day|week|month|year|decade)s?(?P<halves> and a half)? ago",
        counted.ago,
    ),
    _rule("ago", r"(?P<half>half) (?P<n>a) (?P<unit>year|decade)(?P<halves>) ago", counted.ago),
    _rule("now", rf"{_N} {_UNIT} (?:from now|hence)", counted.ahead),
    _rule("unit", rf"in {_N} {_UNIT}", counted.ahead),
    _rule(
        "unit",
        rf"{_LEAD} {_FISCAL}(?P<unit>week|weekend|month|year|decade|century)",
        counted.period,
    ),
    _rule(
        "unit",
        r"(?:(?:earlier|later|late|early) (?:on )?in|for) "
        r"the (?P<unit>day|week|month|year)(?! of)" + _END,
        counted.running_period,
    ),
    _rule(
        "unit",
        r"(?:the )?(?:end|beginning|start|middle|rest|remainder|course) of "
        r"the (?P<unit>day|week|month|year)(?! of)",
        counted.running_period,
    ),
    _rule(
        "end",
        r"(?:the )?(?P<unit>month|year)(?:-end|['’]s end)",
        counted.running_period,
    ),
    _rule("unit", r"(?<=\bof\s)the (?P<unit>year|month)(?! of)", counted.of_the_period),
    _rule("unit", r"the (?P<unit>week|month|year) after (?:the )?(?P<lead>next)", counted.period),
    _rule("unit", r"on the (?P<unit>day)" + _NO_CLAUSE + _END, counted.running_period),
    _rule(
        "weekend",
        r"(?:over|on|at|during|throughout|for|since) the (?P<unit>weekend)",
        counted.running_period,
    ),
    _rule("unit", r"(?<=[deghs]\s)the (?P<unit>day)", counted.trading_day),
    _rule(
        "unit",
        r"the (?P<whole>entire|whole|full) (?P<unit>week|month|year)",
        counted.running_period,
    ),
    _rule(
        "unit",
        rf"(?:the )?(?P<lead>last|past|previous|next|coming) {_N} {_UNIT}",
        counted.span_of_units,
    ),
    _rule(
        "quarter",
        rf"(?:the )?{_THE_ORDINAL}[ -](?:quarter|half)(?: of)?(?: (?:the )?{_Y}|{_REL})",
        calendar_parts.quarter,
    ),
    _rule(
        "quarter",
        r"(?:the )?(?P<o>first|second|third|fourth|final|last|this|next|previous)[ -]quarter",
        calendar_parts.quarter,
    ),
    _rule(
        "unit",
        r"(?:the )?same (?:period|time|quarter|month|week|point)(?: (?:of|in|a))?"
        r"(?: (?:the )?(?P<rel>last|previous|this) year| year (?:earlier|before|ago))",
        counted.same_period,
    ),
    _rule("unit", r"(?:the )?year-(?:ago|earlier) (?:quarter|period|month)", counted.same_period),
    _rule("year", rf"Q(?P<o>[1-4])(?: of)? {_Y}", calendar_parts.quarter),
    _rule(
        "season",
        r"(?:(?P<lead>last|this|next) "
        r"|(?<=\bthroughout\s)the |(?<=\bduring\s)the |(?<=\bover\s)the "
        r"|(?<=\bin\s)(?:the )?|(?<=\bby\s)|(?<=\bsince\s)(?:the )?)"
        rf"(?P<s>{_any(SEASONS)})(?:(?: of)? {_Y}|{_REL})?",
        calendar_parts.season,
    ),
    _rule(
        "season",
        rf"(?:the )?(?P<s>spring|summer|autumn|winter|fall)(?: of)?(?: {_Y}|{_REL})",
        calendar_parts.season,
    ),
    _rule("year", rf"{_Y}\s?[-–—]\s?(?P<y2>\d{{4}}|\d\d)", calendar_parts.year_range),
    _rule("year", _Y, calendar_parts.year),
    _rule("short", r"(?<=\bsince\s)['’‘](?P<y>\d\d)", calendar_parts.short_year),
    _rule("ordinal", _THE_EARLY + r"['’‘]?(?P<y>[3-9]0)['’]?s", calendar_parts.short_year),
    _rule("ordinal", r"(?<=0s\sand\s)['’‘]?(?P<y>[3-9]0)['’]?s", calendar_parts.short_year),
    _rule("decade", _THE_EARLY + rf"(?P<tens>{_any(NAMED_DECADES)})", calendar_parts.named_decade),
    _rule("ordinal", r"(?:the )?(?P<y>(?:1[5-9]|20)\d0)['’]?s", calendar_parts.decade),
    _rule("ordinal", r"(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th)[ -]century", calendar_parts.century),
    _rule("century", rf"(?:the )?(?P<o>{_any(CENTURIES)})[ -]century", calendar_parts.century),
    _rule("clock", _CLOCK, days.clock, weak=True),
    _rule(
        "unit",
        rf"(?:late|early) in the {_PART}"
        rf"|(?:later )?that (?:same )?(?:{_PART}|day)"
        r"|in the (?:early hours|early morning|middle of the night)"
        r"|(?:at|around|about|by|until|till|before|after|since|from) (?:dawn|dusk|noon|midday)"
        r"|(?:at|around|about|by|until|till) midnight",
        days.day_part,
        narrative=True,
        weak=True,
    ),
    _rule(
        "part",
        r"in (?:the (?:morning|afternoon|evening)|(?:morning|afternoon)(?= trad(?:e|ing)\b))"
        r"|(?:by|around|about|until|since|from|in) (?:late|early|mid)[ -]{_PART}",
        days.clock,
        weak=True,
    ),
    _rule(
        "holiday",
        rf"(?:(?P<lead>last|this|next) )?(?P<h>(?-i:{_HOLIDAY}))(?:,? {_Y}|{_REL})?",
        feasts.holiday,
    ),
    *(_rule(*row) for row in durations.FORMS),
)
"""The rules, in order of preference between expressions that begin and end alike."""

_UNITS = (durations.UNIT_WORDS | {"weekend", "half", "period"}) - {"second", "seconds"}
_PARTS_OF_DAY = frozenset(_WORD.findall(_PART))
_CUE_WORDS: dict[str, Collection[str]] = {
    "month": frozenset(MONTHS),
    "weekday": frozenset(WEEKDAYS),
    "season": frozenset(SEASONS),
    "deictic": {"yesterday", "today", "tonight", "tomorrow", *_PARTS_OF_DAY},
    "unit": {*_UNITS, *(f"{unit}s" for unit in _UNITS), *_PARTS_OF_DAY},
    "length": {*durations.UNIT_WORDS, *(f"{unit}s" for unit in durations.UNIT_WORDS)},
    "set": durations.SET_WORDS,
    "long": durations.LONG_WORDS,
    "century": {"century"},
    "quarter": {"quarter", "half"},
    "end": {"end"},
    "part": _PARTS_OF_DAY,
    "weekend": {"weekend"},
    "old": {"old", "olds", "age"},
    "weekdays": durations.WEEKDAY_PLURALS,
    "weekends": {"weekends"},
    "ref": durations.REFERENCE_CUES,
    "decade": frozenset(NAMED_DECADES),
    "ago": {"ago"},
    "now": {"now", "hence"},
    "clock": {"utc", "gmt", "time", "hours"},
    # the longest word of a name is the rarest: “Good Friday” is looked for where “friday” stands
    "holiday": {max(re.split(r"[ '.]+", name.lower()), key=len) for name in HOLIDAYS},
}
_CUES = {
    word: tuple(cue for cue, members in _CUE_WORDS.items() if word in members)
    for words in _CUE_WORDS.values()
    for word in words
}


def find_cues(text: str, paragraph: Span) -> dict[str, list[Span]]:
    """Return, by class, the stretches of a paragraph near cue words.

    Stretches that touch are joined.
    """
    stretches: dict[str, list[Span]] = {}
    for match in _WORD.finditer(text, paragraph.start, paragraph.end):
        word = match.group()
        for cue in _figure_cues(text, match) if word[0].isdigit() else _CUES.get(word.lower(), ()):
            before, after = _CUE_WINDOWS.get(cue, (_CUE_WINDOW, _CUE_WINDOW))
            start, end = (
                max(paragraph.start, match.start() - before),
                min(paragraph.end, match.end() + after),
            )
            known = stretches.setdefault(cue, [])
            if known and known[-1].end >= start:
                start = known.pop().start
            known.append(Span(start, end))
    return stretches


def _figure_cues(text: str, figures: re.Match[str]) -> Iterator[str]:
    """Yield the cue classes of a number, by its length and what is written beside it.

    “2021”, “’94”, “12th”, “1990s”, “18:20”, “4 p.m.”
    """
    length, after = figures.end() - figures.start(), text[figures.end() : figures.end() + 2]
    if length == 4:
        yield "year"
    if length == 2 and text[figures.start() - 1 : figures.start()] in {"'", "’", "‘"}:
        yield "short"
    if after[:1] in {"s", "n", "r", "t", "'", "’"}:
        yield "ordinal"
    if length <= 2 and after.strip()[:1] in {":", ".", "a", "p", "A", "P"}:
        yield "clock"


def find_candidates(text: str, paragraph: Span) -> Iterator[tuple[re.Match[str], Rule]]:
    """Yield what looks like a time expression, rule by rule. One may lie inside another."""
    stretches = find_cues(text, paragraph)
    for rule in RULES:
        for stretch in stretches.get(rule.cue, ()):
            for match in rule.pattern.finditer(text, stretch.start, stretch.end):
                yield match, rule
