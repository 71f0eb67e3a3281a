"""Which column states which field of a posting, guessed for a table from names and values."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from corpus import postings as values
from corpus.postings import Fit
from corpus.readers.fields import (
    FIELDS,
    SURE,
    USUAL,
    WORDY_TITLES,
    Field,
    key,
    names,
    tokens,
    words,
)
from corpus.readers.shapes import Shape, fit, shape

LEAST = 0.6
"""The score from which a column is held to state a field."""

SAMPLE_ROWS = 400
MOST_COLUMNS = 400
SHOWN = 3
LONGEST_SHOWN = 80
SURE_OF_JOBS = 0.3
"""The share of values that name a job from which a column of vague name holds titles."""

TELLING: frozenset[str] = frozenset(
    {
        *("employer", "description", "place", "locality", "pay", "pay_minimum", "employment"),
        *("posted", "closes", "url", "skills", "remote"),
    }
)
ANCHORS: frozenset[str] = frozenset({"employer", "description", "url", "closes"})
ONLY_POSTINGS_HAVE: frozenset[str] = frozenset({"pay", "pay_minimum", "employment"})

_ABSENT = frozenset(
    {"", "nan", "none", "null", "n/a", "na", "-", "--", "nat", "[]", "{}", "unknown", "-1"}
)
_OF_PEOPLE = words(
    "firstname lastname fullname surname gender employeeid employeename hiredate dateofhire sex "
    "dateofbirth birthdate dob yearsatcompany vorname nachname geburtsdatum prenom respondent "
    "apellido candidate candidatename applicant applicantname resume cv"
)
_STATISTIC = words("median mean avg average percentile totemp")

Row = Mapping[str, str]


_ORDER: Mapping[str, int] = {field: place for place, field in enumerate(FIELDS)}


class _Pair(NamedTuple):
    """A column that may state a field: how well, by its name and in all, and why."""

    score: float
    named: float
    field: Field
    column: str
    why: str


def is_absent(value: str) -> bool:
    """Whether a cell says no more than that nothing is known."""
    return value.strip().lower() in _ABSENT


def guess(rows: Sequence[Row]) -> values.Mapping:
    """The mapping that the names and values of a table's columns speak for.

    Each field takes the columns that fit it best, each column goes to one field at most, and what
    is left over is kept. Rows alone tell: what no row fills speaks by its name.
    """
    sample = rows[:: max(1, len(rows) // SAMPLE_ROWS)][:SAMPLE_ROWS]
    columns = list(dict.fromkeys(column for row in sample for column in row))[:MOST_COLUMNS]
    shapes = {column: _shape(column, sample) for column in columns}
    fits = [*_assigned(shapes)]
    fits += _orphans(shapes, fits)
    fits += _hints(fits)
    taken = {column for found in fits for column in found.columns}
    ordered = sorted(fits, key=lambda found: _ORDER[found.field])
    return values.Mapping(tuple(ordered), tuple(c for c in columns if c not in taken))


def guesses(rows: Sequence[Row]) -> tuple[values.Mapping, ...]:
    """The mapping of a table that was not taken for postings; none where no column fits."""
    guessed = guess(rows)
    return (guessed,) if guessed.fits else ()


def described(known: values.Mapping, rows: Sequence[Row]) -> values.Mapping:
    """A known mapping as these rows fill it: with samples, and without what none of them states."""
    sample = rows[:: max(1, len(rows) // SAMPLE_ROWS)][:SAMPLE_ROWS]
    columns = list(dict.fromkeys(column for row in sample for column in row))
    shapes = {column: _shape(column, sample) for column in columns}
    fits = tuple(
        replace(found, samples=_samples(shapes[found.columns[0]]))
        for found in known.fits
        if found.columns[0] in shapes and shapes[found.columns[0]].values
    )
    taken = {column for found in known.fits for column in found.columns}
    return values.Mapping(fits, tuple(column for column in columns if column not in taken))


def are_described(columns: Iterable[str]) -> bool:
    """Whether these columns are postings' by their names alone."""
    named = dict.fromkeys(columns, "")
    return lists_postings([named])


def lists_postings(rows: Sequence[Row]) -> bool:
    """Whether these rows are postings: a job's title in each, and what only postings tell."""
    sample = rows[:SAMPLE_ROWS]
    columns = list(dict.fromkeys(column for row in sample for column in row))
    shapes = {column: _shape(column, sample) for column in columns}
    told = {found.field: found for found in _assigned(shapes)}
    if _tells_of_people(shapes, told) or _tells_of_figures(shapes):
        return False
    fields = told.keys() & TELLING
    if "title" not in told:
        titled = _orphans(shapes, list(told.values()))
        named = any(found.field == "title" for found in titled)
        return named and len(fields) >= 3 and bool(fields & ONLY_POSTINGS_HAVE)
    title = told["title"].columns[0]
    if not _is_wordy(title):
        return len(fields) >= 2 and _is_anchored(told.keys())
    return _is_told_by_more(fields, shapes[title])


def _is_told_by_more(fields: Set[str], titles: Shape) -> bool:
    """Whether a column such as "name" holds titles of jobs, by its values and what is beside it."""
    if titles.jobs >= SURE_OF_JOBS:
        return len(fields) >= 2 and bool(fields & {*ONLY_POSTINGS_HAVE, "employer", "closes"})
    only = ONLY_POSTINGS_HAVE if titles.values else {*ONLY_POSTINGS_HAVE, "employer"}
    return len(fields) >= 3 and bool(fields & only) and _is_anchored(fields)


def _is_anchored(fields: Iterable[str]) -> bool:
    told = set(fields)
    return bool(told & ANCHORS) or ("skills" in told and bool(told & {"pay", "pay_minimum"}))


def _is_wordy(column: str) -> bool:
    """Whether other tables too have a column of this name, or of one like it."""
    return (
        max((n.score for f, n in names(column).items() if f == "title"), default=0.0)
        < ((SURE + USUAL) / 2)
        or key(column) in WORDY_TITLES
    )


def _tells_of_people(shapes: Mapping[str, Shape], told: Mapping[str, Fit]) -> bool:
    """Whether a table is of people, who have a title and an employer too."""
    if {"closes", "description"} & told.keys():
        return False
    if any(key(column) in _OF_PEOPLE for column in shapes):
        return True
    # Beside a title and an employer, a name is a person's.
    taken = {column for found in told.values() for column in found.columns}
    spare = any(key(column) == "name" and column not in taken for column in shapes)
    is_whole = {"title", "employer"} <= told.keys()
    return spare and is_whole and not {"posted", "url", "employment"} & told.keys()


def _tells_of_figures(shapes: Mapping[str, Shape]) -> bool:
    """Whether a table is of statistics, by occupation or by employer."""
    counted = [column for column in shapes if _STATISTIC & {*tokens(column), key(column)}]
    prose = any(found.length > 100 for found in shapes.values())
    return bool(counted) and not prose


# Columns to fields


def _shape(column: str, rows: Sequence[Row]) -> Shape:
    cells = [row.get(column, "") for row in rows]
    return shape(["" if is_absent(cell) else cell for cell in cells])


def _assigned(shapes: Mapping[str, Shape]) -> Iterator[Fit]:
    """One to one, best first; a field's further columns are those just as surely named so."""
    pairs = sorted(_pairs(shapes), key=lambda pair: -pair.score)
    first: dict[Field, _Pair] = {}
    taken: set[str] = set()
    for pair in pairs:
        if pair.field not in first and pair.column not in taken:
            first[pair.field] = pair
            taken.add(pair.column)
    for field, pair in first.items():
        further = [
            other.column
            for other in pairs
            if other.field == field and other.named >= USUAL * 0.9 and other.column not in taken
        ]
        taken.update(further)
        columns = (pair.column, *further)
        yield Fit(field, columns, min(pair.score, 0.99), pair.why, _samples(shapes[pair.column]))


def _pairs(shapes: Mapping[str, Shape]) -> Iterator[_Pair]:
    for column, found in shapes.items():
        for field, name in names(column).items():
            by_values, why = fit(field, found)
            score = name.score + by_values
            if score >= LEAST:
                share = min(score / 1.4, 0.99)
                yield _Pair(
                    share, name.score, field, column, "; ".join(filter(None, (name.why, why)))
                )


def _samples(found: Shape) -> tuple[str, ...]:
    several = dict.fromkeys(value[:LONGEST_SHOWN] for value in found.values)
    return tuple(several)[:SHOWN]


def _orphans(shapes: Mapping[str, Shape], fits: Sequence[Fit]) -> Iterator[Fit]:
    """Columns whose values alone tell what no name has told, where most else is told."""
    told = {found.field for found in fits}
    taken = {column for found in fits for column in found.columns}
    for field, least in _BY_VALUES.items():
        if field in told or (field == "place" and "locality" in told):
            continue
        if field == "pay" and "pay_minimum" in told:
            continue
        free = {c: _alone(field, s) for c, s in shapes.items() if c not in taken}
        best = max(free, key=lambda column: free[column], default=None)
        if best is not None and free[best] >= least:
            taken.add(best)
            yield Fit(field, (best,), 0.4, "its values alone", _samples(shapes[best]))


_BY_VALUES: Mapping[Field, float] = {"title": 0.6, "url": 0.9, "pay": 0.6, "description": 0.5}


def _alone(field: Field, found: Shape) -> float:
    if field == "title":
        return found.jobs if found.is_words and found.distinct > 0.3 else 0.0
    if field == "url":
        return found.addresses if found.distinct > 0.9 else 0.0
    if field == "pay":
        return found.money if found.length < 60 else 0.0
    return min(found.length / 400, 1.0) if found.addresses < 0.4 else 0.0


# What a name says of the pay in its column

_CURRENCY = re.compile(
    r"(?:^|[^A-Za-z])(USD|EUR|GBP|CAD|AUD|NZD|CHF|INR|BRL|PLN|SEK|NOK|DKK|JPY|SGD|ZAR|MXN"
    r"|usd|eur|gbp|cad|aud|chf|inr|brl|pln|sek|nok|dkk)(?:[^A-Za-z]|$)|([£€₹$])"
)
_UNITS = {
    "HOUR": re.compile(r"hour|/\s?h(?:r|our)?\b|stunden|horaire|por hora|\bhr\b", re.IGNORECASE),
    "DAY": re.compile(r"\bdaily|/\s?day|per day|day.?rate|tagessatz|\btjm\b", re.IGNORECASE),
    "WEEK": re.compile(r"weekly|/\s?week|per week", re.IGNORECASE),
    "MONTH": re.compile(r"month|monat|mensuel|mensual|mensal|per maand", re.IGNORECASE),
    "YEAR": re.compile(
        r"annual|year|\bp\.?\s?a\.?\b|per annum|jahres|annuel|anual|\bral\b", re.IGNORECASE
    ),
}


def _hints(fits: Sequence[Fit]) -> Iterator[Fit]:
    """The currency and the period that a pay column's own name states, where no column does."""
    told = {found.field: found for found in fits}
    of_pay = [
        told[field].columns[0] for field in ("pay", "pay_minimum", "pay_maximum") if field in told
    ]
    if not of_pay:
        return
    name = " ".join(re.sub(r"[_.]+", " ", column) for column in of_pay)
    money = _CURRENCY.search(name)
    if money and "currency" not in told:
        said = (money[1] or money[2]).upper()
        yield Fit("currency", (), 0.9, f"the name {of_pay[0]!r}", constant=said)
    unit = next((unit for unit, said in _UNITS.items() if said.search(name)), None)
    if unit and "pay_unit" not in told:
        yield Fit("pay_unit", (), 0.9, f"the name {of_pay[0]!r}", constant=unit)
