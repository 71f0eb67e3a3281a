"""The days, months, quarters and years a question about figures over time names."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.normalise import dates
from corpus.series import Frequency

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?:19|20|21)\d\d"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_QUARTERS = {
    said: number
    for number, names in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"), start=1)
    for said in names.split()
}
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<![\w/-]){form}(?![\w/]|-\d)", re.IGNORECASE))
    for name, form in (
        ("day", rf"{_YEAR}[-/][01]?\d[-/][0-3]?\d"),
        ("day", rf"{_DAY}[ -](?:of )?{_MONTH},?[ -]{_YEAR}"),
        ("day", rf"{_MONTH} (?:the )?{_DAY},? {_YEAR}"),
        ("day", rf"[0-3]?\d[/.][0-3]?\d[/.]{_YEAR}"),
        ("quarter", rf"Q(?P<q>[1-4])[ ,/-]{{0,2}}(?:of )?(?P<y>{_YEAR})"),
        ("quarter", rf"(?P<y>{_YEAR})[ -]?Q(?P<q>[1-4])"),
        ("quarter", rf"(?P<q>{'|'.join(_QUARTERS)}) quarter(?: of|,)? (?P<y>{_YEAR})"),
        ("month", rf"(?P<y>{_YEAR})[-/](?P<m>[01]\d)"),
        ("month", rf"(?P<m>{_MONTH})(?: of|,)? (?P<y>{_YEAR})"),
        ("year", rf"(?P<y>{_YEAR})"),
        ("bare", r"(?<=since )(?P<m>" + _MONTH + r")|(?<=from )(?P<m2>" + _MONTH + r")"),
    )
)
_BACK = re.compile(
    r"(?:over|in|during|for|within) (?:the )?(?:last|past|previous) (?P<count>\d+ |\w+ )?"
    r"(?P<unit>day|week|month|quarter|year)s?\b"
    r"|(?P<yoy>\b(?:yoy|y/y|year[ -](?:over|on)[ -]year|(?:from|than|vs|versus|since) a year ago"
    r"|(?:from|than) (?:the )?year (?:before|earlier)|annually)\b)"
    r"|(?P<ago>\ba year ago\b|\bone year ago\b)",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?P<which>this|last) (?P<unit>year|month)\b", re.IGNORECASE)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12}
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days that some characters of a question name; `first` is None if unknown.

    `is_back` says that it is counted back from the last day known.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    grain: Frequency
    is_back: bool = False


def moments(question: str, *, last: date, today: date) -> tuple[Moment, ...]:
    """The stretches of time a question names, in its order; each character is of one at most."""
    found: list[Moment] = []
    for moment in (*_back(question, last), *_relative(question, today), *_named(question, last)):
        if all(moment.end <= other.start or other.end <= moment.start for other in found):
            found.append(moment)
    return tuple(sorted(found, key=lambda moment: moment.start))


def begun(day: date, frequency: Frequency) -> date:
    """The first day of the month, quarter or year that a day is in; the day itself otherwise."""
    if frequency == "month":
        return day.replace(day=1)
    if frequency == "quarter":
        return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return date(day.year, 1, 1) if frequency == "year" else day


def earlier(day: date, months: int) -> date:
    """The same day so many months before, or the month's last where it has none such."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def without(question: str, found: Sequence[Moment]) -> str:
    """The question with the words of some moments blanked, every other character in its place."""
    letters = list(question)
    for moment in found:
        letters[moment.start : moment.end] = " " * (moment.end - moment.start)
    return "".join(letters)


def _back(question: str, last: date) -> Iterator[Moment]:
    for match in _BACK.finditer(question):
        unit = (match["unit"] or "year").lower()
        told = (match["count"] or "one").strip().lower()
        count = int(told) if told.isdecimal() else _COUNTS.get(told, 1)
        first = (
            last - timedelta(days=count * _DAYS[unit])
            if unit in _DAYS
            else earlier(last, count * _MONTHS[unit])
        )
        if match["ago"]:
            yield Moment(*match.span(), first, first, "day")
        else:
            yield Moment(*match.span(), first, last, "day", is_back=True)


def _relative(question: str, today: date) -> Iterator[Moment]:
    for match in _THIS.finditer(question):
        months = _MONTHS[match["unit"].lower()] if match["which"].lower() == "last" else 0
        day = earlier(today, months)
        grain: Frequency = "year" if match["unit"].lower() == "year" else "month"
        first = begun(day, grain)
        yield Moment(*match.span(), first, _end(first, grain), grain)


def _named(question: str, last: date) -> Iterator[Moment]:
    for name, form in _FORMS:
        for match in form.finditer(question):
            if name == "bare":
                month = _month(match["m"] or match["m2"])
                year = last.year if date(last.year, month, 1) <= last else last.year - 1
                first = date(year, month, 1)
                yield Moment(*match.span(), first, _end(first, "month"), "month")
            elif name == "day":
                day = dates.stated(match[0].replace(" the ", " "))
                yield Moment(*match.span(), day, day, "day")
            else:
                yield _period(name, match)


def _period(name: str, match: re.Match[str]) -> Moment:
    parts = match.groupdict()
    month = 1
    grain: Frequency = "year"
    if name == "quarter":
        said = parts["q"].lower()
        month, grain = 3 * (_QUARTERS.get(said) or int(said)) - 2, "quarter"
    elif name == "month":
        month, grain = _month(parts["m"]), "month"
    if not 1 <= month <= 12:
        return Moment(*match.span(), None, None, grain)
    first = date(int(parts["y"]), month, 1)
    return Moment(*match.span(), first, _end(first, grain), grain)


def _month(said: str) -> int:
    return int(said) if said.isdecimal() else _NAMES.index(said[:3].lower()) + 1


def _end(first: date, grain: Frequency) -> date:
    months = {"month": 1, "quarter": 3, "year": 12}[grain]
    return earlier(first, -months) - timedelta(days=1)
