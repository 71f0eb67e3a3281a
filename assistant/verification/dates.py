"""The days, months, quarters, years and spans of time that an English text names."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from assistant.verification.figure_words import DURATIONS
from assistant.verification.numerals import numerals
from corpus.documents import Span

Grain = Literal["day", "month", "quarter", "half", "year", "decade", "span", "relative"]
Bound = Literal["in", "since", "until", "before", "after", "as of"]

LONGEST = 20_000
"""Characters of a text that are read; a passage is far shorter."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_YEAR = r"(?:1\d|20|21)\d\d"
_RECENT = r"(?:19|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_QUARTERS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NTH = "|".join(_QUARTERS)
_FISCAL = r"(?:fiscal(?: year)?|FY|financial year)"
_COUNT = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several)"
_UNIT = r"(?:day|week|month|quarter|year|decade)s?"
_DATE = re.compile(
    r"(?<![\w$€£,/#])(?<![\d.]\.)(?:"
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"  # 2025-03-12
    rf"|(?P<numeric>\d{{1,2}}/\d{{1,2}}/{_RECENT})"  # 12/31/2025
    rf"|(?P<day_1>{_DAY})[ -](?:of )?(?P<month_1>{_MONTH})(?:,? ?[ -]?(?P<year_1>{_YEAR}))?"
    rf"|(?P<month_2>{_MONTH}) (?:the )?(?P<day_2>{_DAY})(?![\d,.]\d|[\d%-])"
    rf"(?: ?,? (?P<year_2>{_YEAR}))?"
    rf"|(?P<month_3>{_MONTH})(?: ?,? | of |-)(?P<year_3>{_YEAR})"  # May 2025
    rf"|(?P<year_4>{_RECENT})-(?P<month_4>0[1-9]|1[0-2])"  # 2025-05
    rf"|(?P<fiscal_q>{_FISCAL} ?)?Q(?P<quarter_1>[1-4])"
    rf"(?:(?:,? | of |-|/)?(?:(?P<fiscal_1>{_FISCAL}) ?)?"
    rf"(?:(?P<year_5>{_RECENT})|'(?P<short_5>\d\d)|(?<=FY)(?P<fyshort_5>\d\d)))?"
    rf"|(?P<year_6>{_RECENT})[ -]?Q(?P<quarter_2>[1-4])"
    rf"|(?P<nth>{_NTH})[ -](?:(?P<fiscal_2>fiscal) )?quarter"
    rf"(?:(?:,? | of )(?:the )?(?:(?P<fiscal_3>{_FISCAL}) ?)?"
    rf"(?:(?P<year_7>{_RECENT})|(?<=FY)(?P<fyshort_7>\d\d)))?"
    rf"|H(?P<half_1>[12])(?: | of |-)?(?P<year_8>{_RECENT})"
    rf"|(?P<half_2>first|second|1st|2nd) half(?: of)? (?P<year_9>{_RECENT})"
    rf"|{_FISCAL} ?'?(?P<fiscal_year>{_RECENT}|\d\d)(?: ?[-–/] ?(?P<fiscal_end>{_RECENT}|\d\d))?"
    rf"|(?P<from>{_YEAR}) ?[-–/] ?(?P<to>{_YEAR}|\d\d)"  # 2023–24
    rf"|(?P<decade>{_RECENT[:-4]}\d0)(?:'?s| 's)"  # the 1990s
    rf"|(?P<relative>(?:the )?(?:last|past|previous|this|current|next|recent) (?:{_COUNT} )?{_UNIT}"
    rf"(?!s?,? (?:of )?(?:{_FISCAL} )?{_RECENT})"
    rf"|{_COUNT} {_UNIT} (?:ago|earlier|before|previously)|year[ -]to[ -]date|yesterday|today"
    rf"|(?:last|this) (?:{_MONTH}))"
    rf"|(?P<year>{_YEAR})"
    rf"|(?P<month>{_MONTH})"
    r")(?!\w|[.,]\d|%|-\w)",
    re.IGNORECASE,
)
_SPELL = re.compile(
    rf"\b(?:(?P<count>{_COUNT}) )?(?P<unit>day|week|month|quarter|year|decade)s?\b", re.IGNORECASE
)
# hardly moved in a decade
_A_SPELL = re.compile(
    r"\b(?:in|over|within|for|than) an? (?P<unit>week|month|year|decade|century)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z])|\n|\|")
_COUNTED = re.compile(r"(?:\d\d[05]0|1[0-7]\d\d)$")
# 2,000 people; 1200 postings: a round number before a plural is a count.
_PLURAL = re.compile(r"\s(?:[a-z]+ )?(?:[a-z]{3,}s|people|women|men|children|staff)\b")
_SURELY = re.compile(
    r"\b(?:in|since|until|till|from|during|before|after|by|of|to|year|early|late|mid|and|circa|c\.|born|the)"
    r"[\s-]+$|[(–,-]\s*$",
    re.IGNORECASE,
)
_MONTH_SURELY = re.compile(
    r"\b(?:in|since|until|till|from|during|before|after|by|of|to|early|late|mid|last|this|and|through"
    r"|between|for|every|each)[\s-]+$",
    re.IGNORECASE,
)
_MONTH_BEFORE_A_SPAN = re.compile(rf"\s*(?:to|and|through|until|[-–—])\s*{_MONTH}", re.IGNORECASE)
_SAID_BEFORE: Mapping[Bound, str] = {
    "as of": r"as of|as at|as on",
    "since": r"since|from|starting in|starting",
    "until": r"until|till|through|up to|by",
    "before": r"before|prior to|earlier than",
    "after": r"after|following|later than",
}
_BOUNDS: Sequence[tuple[Bound, re.Pattern[str]]] = tuple(
    (
        name,
        re.compile(
            rf"\b(?:{words})\s+(?:the\s+)?(?:(?:start|beginning|end|early|late|mid-?)\s*(?:of\s+)?)?$",
            re.IGNORECASE,
        ),
    )
    for name, words in _SAID_BEFORE.items()
)
_BEFORE_THE_END = re.compile(r"\bend\s+(?:of\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:(?:the (?:whole|entirety)|all) of|the (?:whole|entire|full) year|throughout)\s+$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:to|until|till|through|[-–—])\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|to)\s+(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A date as a text names it: its first and last day, and how fine it is.

    Both days are None where the text leaves them open: "in May", "last year", a fiscal year whose
    months nothing tells. `year` and `month` hold what is told all the same. Of a span between
    dates, `grain` is "span". `is_whole` says that all of it is meant: "over the whole of 2025".
    """

    text: str
    span: Span
    grain: Grain
    first: date | None = None
    last: date | None = None
    year: int | None = None
    month: int | None = None
    quarter: int | None = None
    day: int | None = None
    bound: Bound = "in"
    fiscal: bool = False
    is_whole: bool = False

    @property
    def is_relative(self) -> bool:
        return self.grain == "relative"


@lru_cache(maxsize=512)
def dates(text: str) -> tuple[When, ...]:
    """Each date that a text names, in order; two that bound one span are read as that span."""
    named = tuple(
        _bounded(text, when)
        for match in _DATE.finditer(text[:LONGEST])
        if (when := _read(text, match)) is not None
    )
    return tuple(_joined(text, named))


def _read(text: str, match: re.Match[str]) -> When | None:
    parts = {name: value for name, value in match.groupdict().items() if value}
    if "year" in parts and not _is_year(text, match):
        return None
    if "month" in parts and not _is_month(text, match):
        return None
    try:
        found = _named(parts)
    except ValueError:
        return None
    return replace(found, text=match[0], span=Span(*match.span()))


def _is_year(text: str, match: re.Match[str]) -> bool:
    if int(match[0]) >= 1800 and not _COUNTED.match(match[0]):
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    plural = _PLURAL.match(text, match.end(), match.end() + 40)
    return bool(_SURELY.search(before)) and not plural


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether a month without a year is one: "may" and "march" are words too."""
    if not match[0][0].isupper():
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    return match[0].lower() not in ("may", "march", "mar", "sep", "dec", "jan") or bool(
        _MONTH_SURELY.search(before) or _MONTH_BEFORE_A_SPAN.match(text, match.end())
    )


_NOWHERE = Span(0, 1)


def _named(parts: Mapping[str, str]) -> When:
    readers = (_relative, _fiscal, _exact_day, _month_of, _half_of, _quarter_of, _years)
    return next(found for read in readers if (found := read(parts)))


def _relative(parts: Mapping[str, str]) -> When | None:
    return When("", _NOWHERE, "relative") if "relative" in parts else None


def _fiscal(parts: Mapping[str, str]) -> When | None:
    """A fiscal year or quarter: no calendar days, as nothing tells its months."""
    if "fiscal_year" in parts:
        year = _century(parts.get("fiscal_end", parts["fiscal_year"]))
        return When("", _NOWHERE, "year", year=year, fiscal=True)
    if not any(name in parts for name in ("fiscal_q", "fiscal_1", "fiscal_2", "fiscal_3")):
        return None
    year = next((_century(v) for n, v in parts.items() if "year" in n or "short" in n), 0)
    return When("", _NOWHERE, "quarter", year=year or None, quarter=_quarter(parts), fiscal=True)


def _exact_day(parts: Mapping[str, str]) -> When | None:
    if "iso" in parts:
        return _a_day(date.fromisoformat(parts["iso"]))
    if "numeric" in parts:
        one, two, year = (int(part) for part in parts["numeric"].split("/"))
        return _a_day(date(year, one, two) if one <= 12 else date(year, two, one))
    order = next((order for order in "12" if f"day_{order}" in parts), None)
    return _day_of_a_month(parts, order) if order else None


def _day_of_a_month(parts: Mapping[str, str], order: str) -> When:
    number = int(re.sub(r"\D", "", parts[f"day_{order}"]))
    month = _month(parts[f"month_{order}"])
    if year := parts.get(f"year_{order}"):
        return _a_day(date(int(year), month, number))
    return When("", _NOWHERE, "day", month=month, day=number)


def _month_of(parts: Mapping[str, str]) -> When | None:
    if "month" in parts:
        return When("", _NOWHERE, "month", month=_month(parts["month"]))
    name, year = parts.get("month_3") or parts.get("month_4"), _year(parts)
    if name is None or year is None:
        return None
    return replace(_months(year, _month(name), 1), grain="month", month=_month(name))


def _half_of(parts: Mapping[str, str]) -> When | None:
    half, year = parts.get("half_1") or parts.get("half_2"), _year(parts)
    if half is None or year is None:
        return None
    number = int(half) if half in "12" else _QUARTERS[half.lower()]
    return replace(_months(year, 6 * number - 5, 6), grain="half")


def _quarter_of(parts: Mapping[str, str]) -> When | None:
    quarter, year = _quarter(parts), _year(parts)
    if quarter is None:
        return None
    if year is None:
        return When("", _NOWHERE, "quarter", quarter=quarter)
    return replace(_months(year, 3 * quarter - 2, 3), grain="quarter", quarter=quarter)


def _years(parts: Mapping[str, str]) -> When:
    """A year, a decade, or years from one to another."""
    if "decade" in parts:
        first = int(parts["decade"])
        return _period(date(first, 1, 1), date(first + 9, 12, 31), "decade", year=first)
    if "from" in parts:
        first, last = int(parts["from"]), _until(parts["from"], parts["to"])
        return _period(date(first, 1, 1), date(last, 12, 31), "span", year=first)
    year = int(parts["year"])
    return _period(date(year, 1, 1), date(year, 12, 31), "year", year=year)


def _year(parts: Mapping[str, str]) -> int | None:
    """The year written beside a month, a quarter or a half."""
    if "short_5" in parts:
        return _century(parts["short_5"])
    return next((int(value) for name, value in parts.items() if name.startswith("year_")), None)


def _quarter(parts: Mapping[str, str]) -> int | None:
    if "nth" in parts:
        return _QUARTERS[parts["nth"].lower()]
    written = parts.get("quarter_1") or parts.get("quarter_2")
    return int(written) if written else None


def _months(year: int, first: int, count: int) -> When:
    last = first + count - 1
    end = date(year, last, monthrange(year, last)[1])
    return _period(date(year, first, 1), end, "month", year=year)


def _period(first: date, last: date, grain: Grain, *, year: int) -> When:
    return When("", _NOWHERE, grain, first, last, year)


def _a_day(day: date) -> When:
    return When("", _NOWHERE, "day", day, day, day.year, day.month, day=day.day)


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS.index(name[:3].lower()) + 1


def _century(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _until(first: str, last: str) -> int:
    """The last year of "2023–24"; a span that runs backwards names none."""
    end = int(last) if len(last) == 4 else int(first[:2] + last)
    if end <= int(first):
        raise ValueError(f"a span of years that ends before it begins: {first}-{last}")
    return end


def _bounded(text: str, when: When) -> When:
    before = text[max(0, when.span.start - 40) : when.span.start]
    found: Iterator[Bound] = (name for name, words in _BOUNDS if words.search(before))
    bound: Bound = next(found, "in")
    if bound == "since" and when.grain not in ("day", "month") and _FROM.search(before):
        bound = "in"
    ends = bound == "before" and _BEFORE_THE_END.search(before)  # of 2026: until 2026
    is_whole = _WHOLE.search(before) is not None
    return replace(when, bound="until" if ends else bound, is_whole=is_whole)


def _joined(text: str, named: Sequence[When]) -> Iterator[When]:
    """The dates with each pair that bounds a span as one: "between March and May 2025"."""
    waiting: When | None = None
    for when in named:
        if waiting is None:
            waiting = when
        elif spans := _spanned(text, waiting, when):
            waiting = spans
        else:
            yield waiting
            waiting = when
    if waiting is not None:
        yield waiting


def _spanned(text: str, one: When, two: When) -> When | None:
    gap = text[one.span.end : two.span.start]
    opened = _BETWEEN.search(text[max(0, one.span.start - 16) : one.span.start])
    if not (_TO.fullmatch(gap) or (opened and _AND.fullmatch(gap))) or one.grain == "span":
        return None
    first = one.first or _first_of(one, two)
    if first is None or two.last is None or first >= two.last:
        return None
    span = Span(one.span.start, two.span.end)
    words = text[span.start : span.end]
    return When(words, span, "span", first, two.last, year=first.year)


def _first_of(one: When, two: When) -> date | None:
    """The first day of a date that takes its year from the one after it."""
    if one.month is None or two.year is None or one.year is not None:
        return None
    try:
        return date(two.year, one.month, one.day or 1)
    except ValueError:
        return None


@lru_cache(maxsize=512)
def spells(text: str) -> tuple[tuple[float, str], ...]:
    """How many days each span of a text lasts, or two dates of a sentence are apart, as it says."""
    named = dates(text)
    found = [(days, when.text) for when in named for days in _lasts(when)]
    found += [
        (DURATIONS[match["unit"].lower()], match[0]) for match in _A_SPELL.finditer(text[:LONGEST])
    ]
    for one, two in pairwise(named):
        words = text[one.span.start : two.span.end]
        days = _apart(one, two)
        if days and not _SENTENCE_END.search(words):
            found.append((days, f"{one.text} and {two.text}"))
    return tuple(found)


def _lasts(when: When) -> Iterator[float]:
    """The days of a span, with its last one and without; of "two years earlier", how many."""
    if when.grain == "span" and when.first and when.last and "/" not in when.text:  # 2024/25
        days = (when.last - when.first).days
        yield from (days, days + 1)
    found = _SPELL.search(when.text)
    if when.is_relative and found:
        count = next(numerals(found["count"] or ""), None)
        yield (count.value if count else 1) * DURATIONS[found["unit"].lower()]


def _apart(one: When, two: When) -> float | None:
    """The days from one date to another of its kind; of two bare months, both are counted in."""
    if one.grain != two.grain or one.is_relative:
        return None
    if one.first and two.first:
        return abs((two.first - one.first).days) or None
    if one.grain == "month" and one.month and two.month and one.month < two.month:
        return (two.month - one.month + 1) * DURATIONS["month"]
    return None


def resolved(when: When, *, today: date) -> When:
    """A relative date as days counted from `today`; any other as it is.

    Only "this" and "last" month and year, today and yesterday name days that surely hold.
    """
    words = when.text.lower().removeprefix("the ")
    if words in ("today", "yesterday"):
        day = today - timedelta(days=int(words == "yesterday"))
        return replace(_a_day(day), text=when.text, span=when.span)
    year = {"this year": today.year, "last year": today.year - 1}.get(words)
    if year is not None:
        return replace(
            when, first=date(year, 1, 1), last=date(year, 12, 31), year=year, grain="year"
        )
    months = {"this month": 0, "last month": 1}.get(words)
    if months is None:
        return when
    day = today.replace(day=1) - timedelta(days=months)
    found = replace(_months(day.year, day.month, 1), grain="month", month=day.month)
    return replace(found, text=when.text, span=when.span, bound=when.bound)
