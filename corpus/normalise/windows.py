"""The spans of time that a question names: "since March", "in Q2 2025", "the past 30 days"."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.documents import Span
from corpus.normalise import dates

LONGEST = 2_000

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4}
_ORDINALS |= {"4th": 4, "last": 4}
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDED = dict(zip(_NUMBERS, range(11), strict=True))
_WORDED |= {"": 1, "a": 1, "an": 1, "eleven": 11, "twelve": 12, "couple of": 2, "a couple of": 2}
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_COMMON_WORDS = frozenset(("may", "march"))

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_UNIT = r"(?P<{}>hour|day|week|month|quarter|year)s?"
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(filter(None, _WORDED), key=len, reverse=True))})"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_ANCHOR = re.compile(
    r"(?<![\w$€£.,/])(?:"
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?P<numeric>\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR})"
    rf"|(?P<day_first>{_DAY})[ -](?:of )?(?P<month_after>{_MONTH})(?:,?[ -](?P<year_1>{_YEAR}))?"
    rf"|(?P<month_before>{_MONTH}) (?:the )?(?P<day_after>{_DAY})(?![\d,]\d)"
    rf"(?:,? (?P<year_2>{_YEAR}))?"
    rf"|(?:(?:last|this|past) )?(?P<month>{_MONTH})(?:(?:,? | of |-)(?P<year_3>{_YEAR}))?"
    rf"|(?P<year_4>{_YEAR})-(?P<month_number>0[1-9]|1[0-2])"
    rf"|q(?P<quarter>[1-4])(?:(?:,? | of |-)?(?P<year_5>{_YEAR}))?"
    rf"|(?P<year_6>{_YEAR})[ -]?q(?P<quarter_after>[1-4])"
    rf"|(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|last(?= quarter of)) quarter"
    rf"(?: (?:of )?(?P<year_7>{_YEAR}))?"
    rf"|h(?P<half>[12])(?:(?: | of )?(?P<year_8>{_YEAR}))"
    rf"|(?P<ordinal_half>first|second|1st|2nd) half of (?P<year_9>{_YEAR})"
    r"|(?:last|past|previous|recent|trailing|within)"
    rf" (?P<count>{_NUMBER})[ -]{_UNIT.format('unit')}"
    rf"|(?P<ago>{_NUMBER}) {_UNIT.format('unit_ago')} ago"
    r"|(?:past|(?:(?<=in the )|(?<=over the )|(?<=within the )|(?<=during the ))last(?! quarter))"
    rf" {_UNIT.format('unit_past')}"
    rf"|(?P<which>last|previous|this|current|next) (?P<calendar>week|month|quarter|year)"
    r"|(?P<to_date>year|month|week|quarter)[ -]to[ -]date|(?P<ytd>ytd|so far this year)"
    r"|(?P<yesterday>yesterday)"
    r"|(?P<today>(?<=posted )today|(?<=new )today|(?<=added )today|(?<=published )today)"
    r"|(?:(?:last|this|past) )?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    rf"|(?P<year>{_YEAR})"
    rf")(?!\w|[.,]\d|[-/](?!{_YEAR}\b)\d|%)",
    re.IGNORECASE,
)
_BOUND = r"(?:\s+(?:the\s+)?(?:start|beginning|end|month|week|year)\s+of)?(?:\s+the)?\s+$"
_SAID_BEFORE: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"(?<!\w)(?:{words}){_BOUND}", re.IGNORECASE)
    for name, words in (
        ("before", r"before|prior to|earlier than|more than(?=\s+$)"),
        ("after", r"after|later than|following"),
        ("since", r"since|from|starting(?: in| on)?|beginning(?: in| on)?"),
        ("until", r"until|till|through|thru|up to|by|to|up until|ending(?: in| on)?|as of"),
        ("within", r"in|during|on|of|for|within|throughout|across|between|dated|over"),
    )
}
_BETWEEN = re.compile(r"(?<!\w)(?:between|from|in|during|over|for)(?:\s+the)?\s+$", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:to|until|till|through|thru|[-–—])\s*(?:the\s+)?", re.IGNORECASE)
_JOINED_BETWEEN = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_LATER = re.compile(
    r"\s+(?:onwards?|(?:and|or) (?:later|after|since)"
    r"|(?:to|until|through|till) (?:date|now|today|present|the present))\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\s+(?:and|or) (?:earlier|before)\b", re.IGNORECASE)
_SURELY = re.compile(r"\b(?:in|since|during|before|after|until|year)\s+$", re.IGNORECASE)
_OFTEN = re.compile(r"\b(?:for|of|from|to|by|till|through|throughout|as of)\s+$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?:unique |open |new )?(?:postings?|jobs?|roles?|openings?|vacanc(?:y|ies)|positions?"
    r"|people|employees|companies|employers|dollars|euros?|pounds|usd|eur|gbp|hours|a|an|per)\b",
    re.IGNORECASE,
)
_BESIDE = r"(?:\s*,|\s+(?:and|or|vs\.?|versus|with|against|than|to|compared (?:with|to)))\s+"
_BESIDE_NEXT = re.compile(rf"{_BESIDE}{_YEAR}\b", re.IGNORECASE)
_BESIDE_LAST = re.compile(rf"(?<!\w){_YEAR}{_BESIDE}$", re.IGNORECASE)
_BESIDE_IT = re.compile(_BESIDE + r"(?:in\s+)?", re.IGNORECASE)
_END_OF = re.compile(r"\bend of(?:\s+the)?\s+$", re.IGNORECASE)
_WEEK_OF = re.compile(r"\bweek of(?:\s+the)?\s+$", re.IGNORECASE)
_LEAD = 40  # characters before an anchor that may say how it bounds


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `start` to `end`, both included, None where open; `span` is who says so."""

    start: date | None
    end: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A period as named: its first and last day, its place, and what else it needs to be one.

    `dated` names its year. `doubtful` may be another word: it has to be led by a preposition.
    """

    match: re.Match[str]
    start: date
    end: date
    dated: bool
    doubtful: bool


def find(text: str, *, today: date) -> tuple[Window, ...]:
    """The spans of time a question names, in its order; they do not overlap.

    A month or day without a year is the latest that has begun by today. "Last month" and "this
    week" are of the calendar, weeks from Monday; "the past 30 days" and "in the last month" end
    with today and count it.
    Days beyond the calendar, and words that may mean something else, are none.
    """
    anchors = list(_anchors(text[:LONGEST], today))
    windows: list[Window] = []
    position = 0
    while position < len(anchors):
        window, used = _window(text, anchors[position : position + 2])
        windows.extend(found for found in (window,) if found)
        position += used
    return tuple(windows)


def _window(text: str, anchors: list[_Anchor]) -> tuple[Window | None, int]:
    """What the next anchor or two say, and how many of them were read."""
    if len(anchors) == 2 and _is_range(text, *anchors):
        return _range(text, *anchors), 2
    return _bounded(text, _dated(text, anchors)), 1


def _dated(text: str, anchors: list[_Anchor]) -> _Anchor:
    """The next anchor, with the year of the one it is named with: "Q1 against Q2 2025"."""
    first, second = anchors[0], anchors[-1]
    beside = _BESIDE_IT.fullmatch(text, first.match.end(), second.match.start())
    return _again(first, second.start) if beside and second.dated and not first.dated else first


def _is_range(text: str, first: _Anchor, second: _Anchor) -> bool:
    gap = text[first.match.end() : second.match.start()]
    led = _lead(text, first)
    between = re.search(r"\bbetween(?:\s+the)?\s+$", led, re.IGNORECASE)
    return bool(_JOINED.fullmatch(gap) or (between and _JOINED_BETWEEN.fullmatch(gap)))


def _range(text: str, first: _Anchor, second: _Anchor) -> Window:
    """From one period to another; what lacks a year takes the one that makes the range shortest."""
    if not second.dated and first.dated:
        later = _shifted(first.start, 12) - timedelta(days=1)
        second = _again(second, max(later, first.start))
    if not first.dated:
        first = _again(first, second.start)
    led = _BETWEEN.search(_lead(text, first))
    began = first.match.start() - (len(led[0]) if led else 0)
    start, end = min(first.start, second.start), max(first.end, second.end)
    return Window(start, end, Span(began, second.match.end()))


def _bounded(text: str, anchor: _Anchor) -> Window | None:
    said, began = _said(text, anchor)
    ended = anchor.match.end()
    if anchor.doubtful and not (_is_year(text, anchor) if anchor.match["year"] else said):
        return None
    if tail := _LATER.match(text, ended):
        said, ended = "since", tail.end()
    elif tail := _EARLIER.match(text, ended):
        said, ended = "until", tail.end()
    if not said or anchor.match["count"] or anchor.match["unit_past"]:
        said = "within"
    if _END_OF.search(_lead(text, anchor)):
        said = {"before": "until", "since": "after"}.get(said, said)
    if _WEEK_OF.search(_lead(text, anchor)) and anchor.start == anchor.end:
        monday = _first("week", anchor.start)
        anchor = replace(anchor, start=monday, end=monday + timedelta(days=6))
    return Window(*_bounds(said, anchor), Span(began, ended))


def _said(text: str, anchor: _Anchor) -> tuple[str, int]:
    """How the words before an anchor bound it, and where they begin; empty if they do not."""
    lead = _lead(text, anchor)
    for name, form in _SAID_BEFORE.items():
        if hit := form.search(lead):
            return name, anchor.match.start() - len(hit[0])
    return "", anchor.match.start()


def _is_year(text: str, anchor: _Anchor) -> bool:
    """Whether four digits are a year, not a number of something: "in 2024", "2024 against 2025"."""
    lead, ended = _lead(text, anchor), anchor.match.end()
    if _BESIDE_LAST.search(lead) or _BESIDE_NEXT.match(text, ended) or _SURELY.search(lead):
        return True
    return bool(_OFTEN.search(lead)) and not _COUNTED.match(text, ended)


def _bounds(said: str, anchor: _Anchor) -> tuple[date | None, date | None]:
    one = timedelta(days=1)
    bounds: Mapping[str, tuple[date | None, date | None]] = {
        "before": (None, anchor.start - one),
        "after": (anchor.end + one, None),
        "since": (anchor.start, None),
        "until": (None, anchor.end),
        "within": (anchor.start, anchor.end),
    }
    return bounds[said]


def _lead(text: str, anchor: _Anchor) -> str:
    return text[max(anchor.match.start() - _LEAD, 0) : anchor.match.start()]


def _anchors(text: str, today: date) -> Iterator[_Anchor]:
    for match in _ANCHOR.finditer(text):
        if anchor := _anchor(match, today):
            yield anchor


def _again(anchor: _Anchor, today: date) -> _Anchor:
    """The same words as read on another day."""
    return replace(_anchor(anchor.match, today) or anchor, match=anchor.match)


def _anchor(match: re.Match[str], today: date) -> _Anchor | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    year = next((int(groups[name]) for name in groups if name.startswith("year")), None)
    kind, read = next((name, read) for name, read in _READINGS.items() if name in groups)
    try:
        start, end = read(groups, year, today)
    except (ValueError, OverflowError):
        return None
    dated = year is not None or kind not in (
        "day_first",
        "month_before",
        "month",
        "quarter",
        "ordinal",
    )
    return _Anchor(match, start, end, dated, _is_doubtful(match, kind, dated))


def _is_doubtful(match: re.Match[str], kind: str, dated: bool) -> bool:
    if kind in ("year", "weekday"):
        return True
    word = match["month"] or match["month_before"] or match["month_after"]
    if dated or not word or (kind == "month" and match[0] != word):  # "last march" is a month
        return False
    plain = word.rstrip(".").lower()
    lower = word.islower() and (plain in _COMMON_WORDS or plain in _MONTHS)
    return lower or (match[0] == word and match.start() == 0 and plain in _COMMON_WORDS)


_Groups = Mapping[str, str]
_Days = tuple[date, date]


def _iso(groups: _Groups, _year: int | None, _today: date) -> _Days:
    day = date.fromisoformat(groups["iso"])
    return day, day


def _numeric(groups: _Groups, _year: int | None, _today: date) -> _Days:
    day = dates.stated(groups["numeric"])
    if day is None:
        raise ValueError(groups["numeric"])
    return day, day


def _named_day(groups: _Groups, year: int | None, today: date) -> _Days:
    month = _month_of(groups.get("month_after") or groups["month_before"])
    number = int(re.sub(r"\D", "", groups.get("day_first") or groups["day_after"]))
    years = (year,) if year else range(today.year, today.year - 9, -1)  # the 29th of February
    for each in years:
        day = _day_or_none(each, month, number)
        if day and (year or day <= today):
            return day, day
    raise ValueError(number)


def _named_month(groups: _Groups, year: int | None, today: date) -> _Days:
    return _months(year, _month_of(groups["month"]), 1, today)


def _numbered_month(groups: _Groups, year: int | None, today: date) -> _Days:
    return _months(year, int(groups["month_number"]), 1, today)


def _quarter(groups: _Groups, year: int | None, today: date) -> _Days:
    number = groups.get("quarter") or groups.get("quarter_after") or groups["ordinal"].lower()
    return _months(
        year,
        3 * _ORDINALS.get(number, 0) - 2 if number in _ORDINALS else 3 * int(number) - 2,
        3,
        today,
    )


def _half(groups: _Groups, year: int | None, today: date) -> _Days:
    number = groups.get("half") or groups["ordinal_half"].lower()
    second = number.startswith(("2", "second"))
    return _months(year, 7 if second else 1, 6, today)


def _whole_year(_groups: _Groups, year: int | None, today: date) -> _Days:
    return _months(year, 1, 12, today)


def _rolling(groups: _Groups, _year: int | None, today: date) -> _Days:
    unit = (groups.get("unit") or groups["unit_past"]).lower()
    return _back(today, _count(groups.get("count", "")), unit) + timedelta(days=1), today


def _ago(groups: _Groups, _year: int | None, today: date) -> _Days:
    day = _back(today, _count(groups["ago"]), groups["unit_ago"].lower())
    return day, day


def _calendar(groups: _Groups, _year: int | None, today: date) -> _Days:
    step = {"this": 0, "current": 0, "next": 1}.get(groups["which"].lower(), -1)
    unit = groups["calendar"].lower()
    start = _first(unit, today)
    if unit == "week":
        start += timedelta(weeks=step)
        return start, start + timedelta(days=6)
    start = _shifted(start, step * _IN_MONTHS[unit])
    return start, _shifted(start, _IN_MONTHS[unit]) - timedelta(days=1)


def _to_date(groups: _Groups, _year: int | None, today: date) -> _Days:
    return _first(groups.get("to_date", "year").lower(), today), today


def _yesterday(_groups: _Groups, _year: int | None, today: date) -> _Days:
    day = today - timedelta(days=1)
    return day, day


def _today(_groups: _Groups, _year: int | None, today: date) -> _Days:
    return today, today


def _weekday(groups: _Groups, _year: int | None, today: date) -> _Days:
    """The latest such day, today included."""
    number = _WEEKDAYS.index(groups["weekday"][:3].lower())
    day = today - timedelta(days=(today.weekday() - number) % 7)
    return day, day


_READINGS: Mapping[str, Callable[[_Groups, int | None, date], _Days]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day_first": _named_day,
    "month_before": _named_day,
    "month": _named_month,
    "month_number": _numbered_month,
    "quarter": _quarter,
    "quarter_after": _quarter,
    "ordinal": _quarter,
    "half": _half,
    "ordinal_half": _half,
    "unit": _rolling,
    "unit_past": _rolling,
    "ago": _ago,
    "which": _calendar,
    "to_date": _to_date,
    "ytd": _to_date,
    "yesterday": _yesterday,
    "today": _today,
    "weekday": _weekday,
    "year": _whole_year,
}


def _months(year: int | None, month: int, length: int, today: date) -> _Days:
    """So many months from this one, of the year given or the latest in which it has begun."""
    start = date(year or today.year, month, 1)
    if not year and start > today:
        start = date(today.year - 1, month, 1)
    return start, _shifted(start, length) - timedelta(days=1)


def _month_of(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _count(words: str) -> int:
    return int(words) if words.isdecimal() else _WORDED[words.lower()]


def _back(today: date, count: int, unit: str) -> date:
    """So many units before today; hours are days, for postings tell no hours."""
    if unit == "hour":
        return today - timedelta(days=-(-count // 24) + 1)
    if unit in _IN_MONTHS:
        return _shifted(today, -count * _IN_MONTHS[unit])
    return today - count * timedelta(days={"day": 1, "week": 7}[unit])


def _first(unit: str, today: date) -> date:
    """The first day of the week, month, quarter or year that today is in."""
    if unit == "week":
        return today - timedelta(days=today.weekday())
    length = _IN_MONTHS[unit]
    return date(today.year, (today.month - 1) // length * length + 1, 1)


def _shifted(day: date, months: int) -> date:
    """The same day so many months on, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        if found := _day_or_none(year, month + 1, number):
            return found
    return date(year, month + 1, min(day.day, 28))
