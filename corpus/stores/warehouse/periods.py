"""Weeks, months, quarters and years as the days they begin with."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile

from corpus.queries import PostingQuery
from corpus.stores.warehouse.engine import Row

TRUNCATED: Mapping[str, str] = {"week": "W", "month": "M", "quarter": "Q", "year": "Y"}
MOST = 1_000
"""Periods beyond which a gap is a misread day, and left as it is."""

_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}


def without_gaps(
    rows: Sequence[Row], query: PostingQuery, *, first: date | None, last: date | None
) -> list[Row]:
    """The rows of a trend, by period, with a row of 0 for each period that has none.

    A trend goes from the `first` day to the `last` of all postings that could be in it. A window
    that is asked for begins and ends it too, but not after the last posting.
    """
    if not rows:
        return []
    found = {row[0]: row for row in rows}
    wanted = _between(query.since or first or rows[0][0], last or rows[-1][0], query.by)
    if len(wanted) > MOST:
        wanted = _between(rows[0][0], rows[-1][0], query.by)
    if len(wanted) > MOST:
        return list(rows)
    return [found.get(day, (day, *(0 for _ in rows[0][1:]))) for day in wanted]


def begun(day: date, period: str) -> date:
    """The first day of the period a day is in; a week begins on Monday."""
    if period == "week":
        return day - timedelta(days=day.weekday())
    months = _MONTHS[period]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _between(first: date, last: date, period: str) -> list[date]:
    """The first days of the periods from one day to another, cut to one more than `MOST`."""
    return list(takewhile(lambda day: day <= last, _days(begun(first, period), period)))


def _days(first: date, period: str) -> Iterator[date]:
    """The first days of at most one period more than `MOST`."""
    day = first
    for _ in range(MOST + 1):
        yield day
        day = _next(day, period)


def _next(day: date, period: str) -> date:
    if period == "week":
        return day + timedelta(days=7)
    months = day.year * 12 + day.month - 1 + _MONTHS[period]
    return date(months // 12, months % 12 + 1, 1)
