"""Days as a source states them: its publication date, never one guessed from what it tells of."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Literal

from corpus.normalise.months import in_english
from corpus.normalise.relative import relative

Order = Literal["day", "month"]
"""What comes first in dates such as 03/04/2025."""

HEAD_LINES = 14
HEAD_CHARACTERS = 3_000
LONGEST_STATEMENT = 160

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH = _MONTH_WORD.replace("(?:", "(?P<month>", 1)
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TIME = r"[T ]\d\d:?\d\d(?::?\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?"
_FORMS = tuple(
    re.compile(rf"(?<![\w/.-]){form}(?![\w/]|[.-]\d)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>[01]?\d)-(?P<day>[0-3]?\d)(?:{_TIME})?",
        rf"{_YEAR}/(?P<month>[01]?\d)/(?P<day>[0-3]?\d)",
        rf"{_DAY}[ -](?:of )?{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        r"(?P<first>[0-3]?\d)(?P<mark>[/.])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:19|20|21)\d\d)",
        rf"{_YEAR}-(?P<month>[01]\d)",
        rf"{_MONTH},? {_YEAR}",
    )
)
_COMPACT = re.compile(rf"{_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,6})?")
_RANGE_BEFORE = re.compile(r"(?:\d|[a-z]{3}\.?)\s?(?:[–—-]|to|through|until)\s?$", re.IGNORECASE)
_RANGE_AFTER = re.compile(r"\s?(?:[–—]|-|to\b|through\b|until\b)\s?(?:\d|[a-z]{3})", re.IGNORECASE)
_RANGE_START = re.compile(
    rf"(?:^|[\s:(,])(?:[0-3]?\d(?:st|nd|rd|th)?(?:[ -]{_MONTH_WORD})?|{_MONTH_WORD}"
    r"(?: [0-3]?\d(?:st|nd|rd|th)?)?|[0-3]?\d[/.][0-3]?\d)(?:,?[ /.-](?:19|20|21)\d\d)?"
    r"\s*(?:[–—-]|to|through|until)\s*$",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\d/.])([0-3]?\d)/([0-3]?\d)/(?:19|20|21)\d\d(?!\d)")

_MARKUP = re.compile(r"[*_#>`~]+|<[^<>]{0,80}>")
_PIECES = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|(?<=\))\s+")
_LABEL = (
    r"(?:(?:date|first|originally)\s+)?(?:published|publication date|publish date|posted"
    r"|released?|release date|issued|date|dated|pubdate|date published)"
    r"(?:\s+(?:on|at|in))?\s*[:–—-]?\s*"
)
_UPDATED = r"(?:last\s+)?(?:updated|modified|revised|reviewed)(?:\s+(?:on|at|in))?\s*[:–—-]?\s*"
_NAME = r"(?!(?:in|as|since|by|until|from|during|after|before|on|of|for|at)\b)[^\W\d_][\w.'’&-]*"
_NAMES = rf"{_NAME}(?:,?\s+(?:and\s+|&\s+)?{_NAME}){{0,7}}"
_BYLINE = rf"(?:(?:by|written by|author:?)\s+)?{_NAMES},?\s+(?:on\s+)?"
_REST = (
    r"[\s,;.()]*(?:\d{1,2}:\d\d(?:\s?[ap]m)?(?:\s[a-z]{2,4})?)?"
    r"[\s,;.()]*(?:\d{1,3}[ -]min(?:ute)?s?(?: read)?)?[\s.()]*"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+)?"
_DATED = re.compile(rf"(?:{_LABEL})?[(]?{_WEEKDAY}@{_REST}", re.IGNORECASE)
_SIGNED = re.compile(rf"{_BYLINE}[(]?{_WEEKDAY}@{_REST}", re.IGNORECASE)
_LABELLED = re.compile(
    rf"{_LABEL}{_WEEKDAY}@(?:{_REST}|[\s,;]+(?:by|in)\s.{{1,80}})", re.IGNORECASE
)
_ISSUED = re.compile(
    rf"(?:published|issued|released|produced)\s+by\s[^@]{{2,100}}?[\s,(]+(?:(?:on|in)\s+)?{_WEEKDAY}@{_REST}",
    re.IGNORECASE,
)
_REVISED = re.compile(rf"{_UPDATED}{_WEEKDAY}@{_REST}", re.IGNORECASE)


def stated(text: str, *, order: Order | None = None, today: date | None = None) -> date | None:
    """The one day a short value names, such as a ``date:`` field or a meta tag.

    A month alone is its first day, and 03.04.2025 has its day first. None for a bare year, a range,
    two different days, more than a line's worth of text, and for day and month in an order nobody
    can know: 03/04/2025, unless `order` says what its source puts first. Months may be named in
    any of the languages of `corpus.normalise.months`. Words such as "3 days ago" are read only
    where `today` says from which day they count.
    """
    value = text.strip()
    if not value or len(value) > LONGEST_STATEMENT:
        return None
    if _EPOCH.fullmatch(value):
        return _from_epoch(value)
    compact = _COMPACT.fullmatch(value)
    days = {_day(compact)} if compact else {day for _, _, day in _found(in_english(value), order)}
    if today and not days:
        days = {relative(value, today=today)}
    return days.pop() if len(days) == 1 else None


def order(values: Iterable[str]) -> Order | None:
    """What a source's slashed dates put first, told by a number above twelve; None if none tells.

    None too where one date says this and another that.
    """
    told: set[Order] = set()
    for value in values:
        for match in _SLASHED.finditer(value[:LONGEST_STATEMENT]):
            if int(match[1]) > 12:
                told.add("day")
            elif int(match[2]) > 12:
                told.add("month")
    return told.pop() if len(told) == 1 else None


def published(text: str) -> date | None:
    """The day a text says it was published, read only from statements near its top.

    "Published: 12 May 2025", a line that is nothing but a date, and a byline ("Jane Roe, May 2025")
    count; a date within a sentence or a heading does not, nor does an end of a range. "Updated"
    counts where nothing better is said.
    """
    pieces = list(_statements(text))
    for pattern in (_LABELLED, _ISSUED, _DATED, _SIGNED, _REVISED):
        for piece in pieces:
            day = _only_day(piece, pattern)
            if day:
                return day
    return None


def _statements(text: str) -> Iterator[str]:
    lines = [line.strip() for line in text[:HEAD_CHARACTERS].split("\n")]
    for line in [line for line in lines if line][:HEAD_LINES]:
        if len(line) <= LONGEST_STATEMENT and not line.startswith("#"):
            plain = _MARKUP.sub("", line).strip()
            yield plain
            if not _ends_range(plain):
                yield from (piece for piece in _PIECES.split(plain) if piece != plain)


def _ends_range(line: str) -> bool:
    return any(_RANGE_START.search(line[:start]) for start, _, _ in _found(line))


def _only_day(piece: str, pattern: re.Pattern[str]) -> date | None:
    """The day of a piece that holds one date and, with it replaced by ``@``, is of this pattern."""
    found = list(_found(piece))
    if len(found) != 1:
        return None
    start, end, day = found[0]
    return day if pattern.fullmatch(f"{piece[:start]}@{piece[end:]}") else None


def _found(text: str, order: Order | None = None) -> Iterator[tuple[int, int, date | None]]:
    """Each date in a text, once, the longest reading first; an ambiguous one gives None."""
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            in_range = _RANGE_BEFORE.search(text[:start]) or _RANGE_AFTER.match(text[end:])
            yield start, end, None if in_range else _day(match, order)


def _day(match: re.Match[str], order: Order | None = None) -> date | None:
    parts = match.groupdict()
    if "first" in parts:
        known: Order | None = "day" if parts["mark"] == "." else order
        return _numeric(int(parts["first"]), int(parts["second"]), int(parts["year"]), known)
    month = parts["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    return _valid(int(parts["year"]), number, int(parts.get("day") or 1))


def _numeric(first: int, second: int, year: int, order: Order | None) -> date | None:
    """Day and month told apart by one of them being above twelve, else by the order if known."""
    if first > 12 or (order == "day" and second <= 12):
        return _valid(year, second, first)
    if second > 12 or first == second or order == "month":
        return _valid(year, first, second)
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_epoch(value: str) -> date | None:
    """Seconds or milliseconds since 1970, as job boards' interfaces give them."""
    number = float(value)
    seconds = number / 1000 if number >= 1e11 else number
    return datetime.fromtimestamp(seconds, tz=UTC).date()
