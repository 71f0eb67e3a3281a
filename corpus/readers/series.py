"""Tables of days and figures as series."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from corpus.documents import Reading
from corpus.normalise import dates, periods
from corpus.readers import titles
from corpus.readers.composing import stated_title
from corpus.readers.series_layout import (
    FEWEST_DAYS,
    FIGURE,
    LONGEST_NAME,
    MISSING,
    Layout,
    Row,
    filled,
    is_value,
    layout,
    long,
    number_of_part,
    order_of,
    words,
)
from corpus.readers.series_text import document
from corpus.series import Scale, Series

MOST_ROWS = 500_000
MOST_SERIES = 20_000
FEWEST_POINTS = 3  # that a series has on average; fewer tell of events, not of figures over time
MOST_CONFLICTS = 0.01  # of points that may be told twice and differently

_SCALES: tuple[tuple[Scale, re.Pattern[str]], ...] = (
    ("index", re.compile(r"\bind(?:ex|ices|exes)\b")),
    (
        "percent",
        re.compile(r"\b(?:percent(?:age)?|pct|rates?|shares?|unrate|yoy|growth)\b|%"),
    ),
    (
        "amount",
        re.compile(r"\b(?:pay|salary|salaries|wages?|earnings|price|cost|usd|gbp|eur)\b|[$€£]"),
    ),
    (
        "count",
        re.compile(
            r"\b(?:counts?|number|openings|vacancies|postings|hires|quits|layoffs|separations"
            r"|jobs|people|persons|employed|unemployed|employment|workers|claims|total|level)\b"
        ),
    ),
)

_Key = tuple[str, tuple[tuple[str, str], ...]]
"""A measure and the values of its dimensions."""


@dataclass(frozen=True, slots=True)
class _Point:
    measure: str
    dimensions: tuple[tuple[str, str], ...]
    day: date
    value: float


def are_told(rows: Sequence[Row]) -> bool:
    """Whether a table's first rows look like figures over time; `reading` looks closer."""
    return layout(long(rows)) is not None


def reading(rows: Iterable[Row], *, name: str, captions: Sequence[str] = ()) -> Reading | None:
    """One document of all the series in a table; None for a table that holds none.

    A series is a column of figures for each combination of the values beside them. A table with a
    column a period, or a column a place, is read as if these stood in rows.
    """
    kept = list(islice(rows, MOST_ROWS + 1))
    whole = long(kept[:MOST_ROWS])
    columns = layout(whole)
    if columns is None:
        return None
    title = _title(name, captions)
    points, unread = _points(whole, columns, title)
    found, conflicts = _series(points, title)
    if not _are_figures_over_time(found, conflicts):
        return None
    notes = [f"only the first {MOST_ROWS:,} rows were read"] if len(kept) > MOST_ROWS else []
    if unread:
        notes.append(f"{unread:,} cells without a figure were left out")
    if conflicts:
        notes.append(f"{conflicts:,} points told twice and differently were left out")
    return Reading((document(found, title, captions),), tuple(notes))


def _title(name: str, captions: Sequence[str]) -> str:
    caption = next((line for line in captions if 3 < len(line.strip()) <= LONGEST_NAME * 2), "")
    return stated_title(caption) or titles.from_name(name)


def _are_figures_over_time(found: Sequence[Series], conflicts: int) -> bool:
    count = sum(len(one.days) for one in found)
    days = {day for one in found for day in one.days[:FEWEST_DAYS]}
    return (
        0 < len(found) <= MOST_SERIES
        and count >= FEWEST_POINTS * len(found)
        and len(days) >= FEWEST_DAYS
        and conflicts <= MOST_CONFLICTS * count
    )


# Points


def _points(rows: Sequence[Row], columns: Layout, title: str) -> tuple[Iterator[_Point], int]:
    """Every figure with its day, and how many cells hold none."""
    order = order_of({row.get(columns.when[0], "") for row in rows})
    days = {told: _day(told, order) for told in {_told(row, columns.when) for row in rows}}
    marks = {column: _decimal_mark(filled(rows, column)) for column in columns.figures}
    unread = sum(
        _number(row.get(column, ""), marks[column]) is None
        and row.get(column, "").strip().lower() not in MISSING
        for row in rows
        for column in columns.figures
    )

    def every() -> Iterator[_Point]:
        for row in rows:
            day = days[_told(row, columns.when)]
            if day is None:
                continue
            of = tuple((name, row.get(name, "").strip()) for name in columns.dimensions)
            for column in columns.figures:
                value = _number(row.get(column, ""), marks[column])
                if value is not None:
                    measure = row.get(columns.metric, "").strip() if columns.metric else column
                    yield _Point(_measure(measure, title), of, day, value)

    return every(), unread


def _measure(column: str, title: str) -> str:
    return title if is_value(column) else " ".join(column.split())


def _told(row: Row, when: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.get(column, "").strip() for column in when)


def _day(told: Sequence[str], order: dates.Order | None) -> date | None:
    day = periods.first_day(told[0], order=order)
    if day is None or len(told) == 1:
        return day
    number = number_of_part(told[1])
    if not number:
        return None
    quarterly = told[1].upper().startswith("Q")
    month = 3 * number - 2 if quarterly else number
    # The thirteenth month of the Bureau of Labor Statistics is the year's average.
    return date(day.year, month, 1) if 1 <= month <= 12 else None


def _decimal_mark(values: Iterable[str]) -> str:
    """The comma where one parts anything but thousands, as in 12,5; else the point."""
    for value in values:
        if re.search(r",\d{3}(?:\D|$)", value) is None and re.search(r"\d,\d+\s?%?$", value):
            return ","
    return "."


def _number(cell: str, mark: str) -> float | None:
    match = FIGURE.fullmatch(cell.strip())
    if match is None:
        return None
    digits = re.sub(r"[ '\u202f]", "", match["digits"])
    plain = digits.replace(".", "").replace(",", ".") if mark == "," else digits.replace(",", "")
    try:
        value = float(plain)
    except ValueError:
        return None
    return -value if match["minus"] in {"-", "\u2212", "("} or match["inner"] else value


# Series


def _series(points: Iterable[_Point], title: str) -> tuple[list[Series], int]:
    """The points in their series, and how many contradicted another and were left out."""
    gathered: dict[_Key, dict[date, float]] = {}
    contradicted: set[tuple[_Key, date]] = set()
    for point in points:
        key = (point.measure, point.dimensions)
        known = gathered.setdefault(key, {})
        if known.setdefault(point.day, point.value) != point.value:
            contradicted.add((key, point.day))
        if len(gathered) > MOST_SERIES:
            return [], 0
    for key, day in contradicted:
        del gathered[key][day]
    scales = _scales(gathered, title)
    made = [_one(key, known, scales[key[0]]) for key, known in gathered.items() if known]
    return made, len(contradicted)


def _one(key: _Key, known: Mapping[date, float], scale: Scale) -> Series:
    days = tuple(sorted(known))
    values = tuple(known[day] for day in days)
    base = days[0].isoformat() if scale == "index" and values[0] == 100 else None
    return Series(key[0], key[1], days, values, scale, base)


def _scales(gathered: Mapping[_Key, Mapping[date, float]], title: str) -> dict[str, Scale]:
    """What each measure's figures are, by measure."""
    told: dict[str, list[Mapping[date, float]]] = {}
    for (measure, _), known in gathered.items():
        if known:
            told.setdefault(measure, []).append(known)
    return {measure: _scale(measure, every, title) for measure, every in told.items()}


def _scale(measure: str, every: Sequence[Mapping[date, float]], title: str) -> Scale:
    """The scale by the measure's name, by beginning at 100, then by the title."""
    begins_at_100 = all(99 <= known[min(known)] <= 101 for known in every)
    scale = scale_of(measure) or ("index" if begins_at_100 else scale_of(title)) or "unknown"
    # A rate of 0.04 may be 4 percent or 0.04: nobody can tell.
    is_fraction = all(abs(value) <= 1 for known in every for value in known.values())
    return "unknown" if scale == "percent" and is_fraction else scale


def scale_of(name: str) -> Scale | None:
    """The scale that a name says; None where it says none."""
    return next((scale for scale, pattern in _SCALES if pattern.search(words(name))), None)
