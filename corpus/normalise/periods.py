"""Days, weeks, months, quarters and years as tables write them, each as its first day."""

import re
from collections.abc import Iterable
from datetime import date

from corpus.normalise import dates

LONGEST = 40

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        _YEAR,
        rf"{_YEAR}[ -]?Q(?P<quarter>[1-4])",
        rf"Q(?P<quarter>[1-4])[ ,-]{{0,2}}{_YEAR}",
        rf"{_YEAR}[/-]?M?(?P<month>0[1-9]|1[0-2])",
        rf"(?P<month>0?[1-9]|1[0-2])/{_YEAR}",
        rf"{_YEAR}[ -]{_NAMED}",
        rf"{_NAMED}[ ,-]{{0,2}}{_YEAR}",
        rf"{_NAMED}[ -]'?(?P<short>\d\d)",
        rf"{_YEAR}-?W(?P<week>[0-5]\d)",
    )
)
_BARE = re.compile(r"\d+(?:\.\d+)?")


def first_day(value: str, *, order: dates.Order | None = None) -> date | None:
    """The first day of the period that a cell names; None where it names none.

    >>> [str(first_day(cell)) for cell in ("2024-05-03", "2024-05", "2024Q2", "May-24", "2024")]
    ['2024-05-03', '2024-05-01', '2024-04-01', '2024-05-01', '2024-01-01']
    """
    cell = " ".join(value.split())
    if not cell or len(cell) > LONGEST:
        return None
    for form in _FORMS:
        if match := form.fullmatch(cell):
            return _day(match)
    return dates.stated(cell, order=order)


def is_finer(one: str, other: str) -> bool:
    """Whether a cell names a shorter period than another does: a month than a year."""
    return _length(one) < _length(other)


def are_bare(values: Iterable[str]) -> bool:
    """Whether the cells are digits alone, which only a column's name tells from figures."""
    return all(_BARE.fullmatch(value.strip()) for value in values)


def _length(value: str) -> int:
    """About how many days a cell's period has."""
    cell = " ".join(value.split())
    match = next((match for form in _FORMS if (match := form.fullmatch(cell))), None)
    parts = match.groupdict() if match else {}
    if match is None:
        return 1
    if parts.get("week"):
        return 7
    if parts.get("quarter"):
        return 91
    return 30 if parts.get("month") or parts.get("name") else 365


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else _century(int(parts["short"]))
    if parts.get("week"):
        return _monday(year, int(parts["week"]))
    if parts.get("quarter"):
        return date(year, 3 * int(parts["quarter"]) - 2, 1)
    named = parts.get("name")
    month = _MONTHS.index(named.lower()) + 1 if named else int(parts.get("month") or 1)
    return date(year, month, 1)


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def _century(short: int) -> int:
    """A year of two digits, between 1970 and 2069 as POSIX reads it."""
    return short + (2000 if short < 69 else 1900)
