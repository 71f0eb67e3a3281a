"""How the columns of a table divide: which say when, of what, and how much."""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.normalise import dates, periods, regions

FEWEST_DAYS = 4
MOST_TWICE = 0.01  # of rows that may tell a point that another row tells
MOSTLY = 0.98  # of a column's cells that have to be figures, or days
LONGEST_NAME = 80
WIDE = 3  # columns that are places before a table is wide
SAMPLE_ROWS = 60
LONGEST_PREAMBLE = 12  # rows that tell of a table before it begins

MISSING = frozenset(
    {"", "-", "–", ".", "..", "...", ":", "*", "na", "n/a", "nan", "null", "none", "(d)", "(na)"}
)
FIGURE = re.compile(
    r"(?P<minus>[-\u2212(+]?)\s?[$€£¥]?\s?(?P<inner>-?)"
    r"(?P<digits>\d[\d,.' \u202f]*(?:[eE][-+]?\d+)?)\s?%?\)?(?:\s?\(?[pr]\)?)?"
)
_TIME_NAMES = re.compile(
    r"\b(?:date|day|week|month|quarter|year|period|time|dt|fy|as of|observation"
    r"|datum|monat|jahr|quartal|fecha|mes|trimestre|mois|ann[ée]e)\b"
)
_YEAR_NAMES = re.compile(r"(?:calendar |reference )?(?:year|yr)")
_PART_NAMES = re.compile(r"(?:month|period|quarter|mon|qtr)(?: (?:number|name|no))?")
_PART = re.compile(r"[MQ]?0?(?P<number>\d{1,2})|(?P<name>[A-Za-z]{3,9})")
_CODES = re.compile(r"\b(?:id|code|fips|geoid|zip|rank|no|number|key|year|month|period)$")
_REMARKS = re.compile(r"\b(?:notes?|footnotes?|comments?|source|url|link|flags?|status|symbol)\b")
_POSTINGS = re.compile(
    r"(?:job |posting |position )?title|employer|company|company name|employer name"
    r"|hiring (?:organi[sz]ation|company|employer|manager).*|(?:job )?description"
)
_VALUE_NAMES = re.compile(r"(?:obs(?:ervation)? )?values?|figures?|obs|data value|observation")
_METRIC_NAMES = re.compile(
    r"metric|measure|variable|indicator|series|statistic|item|data element|data type|element"
    r"|estimate|(?:series|indicator|variable|measure|metric) (?:name|title|label)"
)
_FIRST_OF_MONTH = re.compile(r"0?1[/]\d{1,2}[/]\d{4}")
_MONTH_THEN_FIRST = re.compile(r"\d{1,2}[/]0?1[/]\d{4}")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns say when, of what, and how much; `metric` names what a column of values is."""

    when: tuple[str, ...]
    dimensions: tuple[str, ...]
    figures: tuple[str, ...]
    metric: str = ""


def long(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, each period's or place's column turned into a row of its own."""
    rows = _finest(_without_preamble(rows))
    columns = columns_of(rows)
    across = [column for column in columns if periods.first_day(column)]
    if len(across) >= max(WIDE, FEWEST_DAYS):
        return [
            {**_without(row, across), "period": column, "value": row[column]}
            for row in rows
            for column in across
            if row.get(column, "").strip()
        ]
    places = [column for column in columns if _is_place(column)]
    if len(places) < WIDE or 2 * len(places) < len(columns):
        return rows
    of = regions.family(places) or "place"
    return [
        {**_without(row, places), of.rpartition(" ")[2]: column, "value": row[column]}
        for row in rows
        for column in places
        if row.get(column, "").strip()
    ]


def _without_preamble(rows: Sequence[Row]) -> Sequence[Row]:
    """A table of two columns without rows that tell of it before its first period.

    The United Kingdom's statistics office begins its files so, with a row called Title.
    """
    columns = columns_of(rows)
    if len(columns) != 2 or not rows or periods.first_day(rows[0].get(columns[0], "")):
        return rows
    head = rows[: 2 * LONGEST_PREAMBLE]
    first = next(
        (place for place, row in enumerate(head) if periods.first_day(row.get(columns[0], ""))), 0
    )
    if not 0 < first <= LONGEST_PREAMBLE:
        return rows
    return [
        {"period": row.get(columns[0], ""), columns[1]: row.get(columns[1], "")}
        for row in rows[first:]
    ]


def _finest(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of the shortest periods, where a first column tells years, quarters and months."""
    columns = columns_of(rows)
    cells = {row.get(columns[0], "").strip() for row in rows} if columns else set()
    named = [cell for cell in cells if periods.first_day(cell)]
    if len(named) < MOSTLY * len(cells) or not named:
        return rows
    finest = min(named, key=functools.cmp_to_key(_by_length))
    coarser = {cell for cell in named if periods.is_finer(finest, cell)}
    return [row for row in rows if row.get(columns[0], "").strip() not in coarser]


def _by_length(one: str, other: str) -> int:
    return periods.is_finer(other, one) - periods.is_finer(one, other)


def _without(row: Row, columns: Sequence[str]) -> dict[str, str]:
    return {column: value for column, value in row.items() if column not in columns}


def _is_place(column: str) -> bool:
    return regions.family([column]) is not None


def columns_of(rows: Sequence[Row]) -> list[str]:
    """The columns of the first rows, in their order."""
    return list(dict.fromkeys(column for row in rows[:SAMPLE_ROWS] for column in row))


def layout(rows: Sequence[Row]) -> Layout | None:
    """How the columns divide; None where there are no days, no figures, or they are of postings."""
    columns = columns_of(rows)
    cells = {column: filled(rows, column) for column in columns}
    when = _when(cells)
    if not when or any(_POSTINGS.fullmatch(words(column)) for column in columns):
        return None
    rest = [column for column in columns if column not in when and cells[column]]
    numeric = [column for column in rest if _are_figures(cells[column])]
    figures = tuple(column for column in numeric if not _CODES.search(words(column)))
    if not figures:
        return None
    texts = [column for column in rest if column not in numeric and not _is_aside(column, cells)]
    metric = _metric(texts, figures)
    dimensions = _once(rows, [column for column in texts if column != metric])
    if metric or _are_keys(rows, (*when, *dimensions)):
        return Layout(when, dimensions, figures, metric)
    codes = tuple(column for column in numeric if column not in figures)
    return Layout(when, (*dimensions, *codes), figures)


def filled(rows: Sequence[Row], column: str) -> list[str]:
    """The cells of a column that say something."""
    return [cell for row in rows if (cell := row.get(column, "").strip()).lower() not in MISSING]


def _when(cells: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The column of days, or a column of years and one of their months or quarters."""
    named = {words(column): column for column in cells}
    year = next((named[name] for name in named if _YEAR_NAMES.fullmatch(name)), "")
    part = next((named[name] for name in named if _PART_NAMES.fullmatch(name)), "")
    if year and part and _are_days(cells[year]) and all(map(number_of_part, set(cells[part]))):
        return (year, part)
    told = [column for column, values in cells.items() if _is_time(column, values)]
    return tuple(sorted(told, key=lambda column: not _TIME_NAMES.search(words(column)))[:1])


def _is_time(column: str, values: Sequence[str]) -> bool:
    is_named = _TIME_NAMES.search(words(column)) is not None
    return bool(values) and (is_named or not periods.are_bare(values[:60])) and _are_days(values)


def _are_days(values: Sequence[str]) -> bool:
    if not values or periods.first_day(values[0], order="day") is None:
        return False
    distinct = set(values)
    order = order_of(distinct)
    return sum(periods.first_day(value, order=order) is not None for value in distinct) >= (
        MOSTLY * len(distinct)
    )


def _are_figures(values: Sequence[str]) -> bool:
    if not any(map(FIGURE.fullmatch, values[:60])):
        return False
    return sum(FIGURE.fullmatch(value) is not None for value in values) >= MOSTLY * len(values)


def _is_aside(column: str, cells: Mapping[str, Sequence[str]]) -> bool:
    """Whether a column only remarks on a row, or says once more when it is."""
    is_long = any(len(value) > LONGEST_NAME for value in cells[column])
    return is_long or bool(_REMARKS.search(words(column))) or _are_days(cells[column])


def _once(rows: Sequence[Row], columns: Sequence[str]) -> tuple[str, ...]:
    """The columns without those whose values are another's in code, such as FRA for France."""
    values = {column: {row.get(column, "").strip() for row in rows} for column in columns}
    length = {column: sum(map(len, values[column])) for column in columns}
    kept: list[str] = []
    for column in sorted(columns, key=lambda one: -length[one]):
        count = len(values[column])
        alike = (
            other
            for other in kept
            if count == len(values[other]) > 1
            and len({(row.get(column, "").strip(), row.get(other, "").strip()) for row in rows})
            == count
        )
        if next(alike, None) is None:
            kept.append(column)
    return tuple(column for column in columns if column in kept)


def _metric(texts: Sequence[str], figures: Sequence[str]) -> str:
    """The column that names what the only column of figures, called value, is of."""
    if len(figures) != 1 or not _VALUE_NAMES.fullmatch(words(figures[0])):
        return ""
    return next((column for column in texts if _METRIC_NAMES.fullmatch(words(column))), "")


def _are_keys(rows: Sequence[Row], columns: Sequence[str]) -> bool:
    keys = {tuple(row.get(column, "") for column in columns) for row in rows}
    return len(keys) >= (1 - MOST_TWICE) * len(rows)


def words(column: str) -> str:
    """A column's name as small words: "jobCountry" and "job_country" are "job country"."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|[_.]+", " ", column)
    return " ".join(apart.casefold().split())


def order_of(values: Iterable[str]) -> dates.Order | None:
    """What slashed days put first, told too by a column of nothing but firsts of the month."""
    distinct = set(values)
    told = dates.order(distinct)
    if told or not distinct:
        return told
    if all(map(_MONTH_THEN_FIRST.fullmatch, distinct)):
        return "month"
    return "day" if all(map(_FIRST_OF_MONTH.fullmatch, distinct)) else None


def is_value(column: str) -> bool:
    """Whether a column's name says no more than that it holds figures."""
    return _VALUE_NAMES.fullmatch(words(column)) is not None


def number_of_part(told: str) -> int | None:
    """The number of a month or quarter: 5 of "M05", "05" and "May"."""
    match = _PART.fullmatch(told.strip())
    if match is None:
        return None
    if match["number"]:
        return int(match["number"])
    day = periods.first_day(f"{match['name']} 2000")
    return day.month if day else None
