"""Days as a source states them: its publication date, never one guessed from what it tells of."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

HEAD_LINES = 14
HEAD_CHARACTERS = 3_000
LONGEST_STATEMENT = 160

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
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
_REVISED = re.compile(rf"{_UPDATED}{_WEEKDAY}@{_REST}", re.IGNORECASE)


def stated(text: str) -> date | None:
    """The one day a short value names, such as a ``date:`` field or a meta tag.

    A month alone is its first day. None for a bare year, a range, two different days, more than
    a line's worth of text, and for day and month in an order nobody can know (03/04/2025).
    """
    value = text.strip()
    if not value or len(value) > LONGEST_STATEMENT:
        return None
    if _EPOCH.fullmatch(value):
        return _from_epoch(value)
    if compact := _COMPACT.fullmatch(value):
        return _day(compact)
    days = {day for _, _, day in _found(value)}
    return days.pop() if len(days) == 1 else None


def published(text: str) -> date | None:
    """The day a text says it was published, read only from statements near its top.

    "Published: 12 May 2025", a line that is nothing but a date, and a byline ("Jane Roe, May 2025")
    count; a date within a sentence or a heading does not. "Updated" counts where nothing better is
    said.
    """
    pieces = list(_statements(text))
    for pattern in (_LABELLED, _DATED, _SIGNED, _REVISED):
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
            yield from (piece for piece in _PIECES.split(plain) if piece != plain)


def _only_day(piece: str, pattern: re.Pattern[str]) -> date | None:
    """The day of a piece that holds one date and, with it replaced by ``@``, is of this pattern."""
    found = list(_found(piece))
    if len(found) != 1:
        return None
    start, end, day = found[0]
    return day if pattern.fullmatch(f"{piece[:start]}@{piece[end:]}") else None


def _found(text: str) -> Iterator[tuple[int, int, date | None]]:
    """Each date in a text, once, the longest reading first; an ambiguous one gives None."""
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            in_range = _RANGE_BEFORE.search(text[:start]) or _RANGE_AFTER.match(text[end:])
            yield start, end, None if in_range else _day(match)


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if "first" in parts:
        return _numeric(int(parts["first"]), int(parts["second"]), int(parts["year"]))
    month = parts["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    return _valid(int(parts["year"]), number, int(parts.get("day") or 1))


def _numeric(first: int, second: int, year: int) -> date | None:
    """Day and month told apart only by one of them being above twelve, or by being the same."""
    if first > 12:
        return _valid(year, second, first)
    if second > 12 or first == second:
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
