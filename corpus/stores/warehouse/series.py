"""Series in the warehouse: their tables, what fills them, and what there is to ask about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TypeVar

import pyarrow as pa

from corpus.documents import Source
from corpus.queries import SeriesKind
from corpus.series import Series, frequency
from corpus.stores.records import SqliteRecords
from corpus.stores.warehouse.engine import Engine, Row
from corpus.stores.warehouse.series_answers import answer

__all__ = ["TABLES", "answer", "batches", "kinds"]

SERIES_AT_ONCE = 500

Value = TypeVar("Value")

TABLES: Mapping[str, pa.Schema] = {
    # One line of a chart each; `first`, `last` and `points` sum up its days.
    "series": pa.schema(
        {
            "series": pa.int64(),
            "document_id": pa.string(),
            "source_id": pa.string(),
            "collection": pa.string(),
            "title": pa.string(),
            "retrieved": pa.string(),
            "measure": pa.string(),
            "scale": pa.string(),
            "base": pa.string(),
            "frequency": pa.string(),
            "first": pa.date32(),
            "last": pa.date32(),
            "points": pa.int64(),
        }
    ),
    # What the figures of a series are of: its first dimension has the place 0.
    "series_dimensions": pa.schema(
        {"series": pa.int64(), "place": pa.int64(), "name": pa.string(), "value": pa.string()}
    ),
    # The figures.
    "points": pa.schema({"series": pa.int64(), "day": pa.date32(), "value": pa.float64()}),
}

_Told = tuple[int, str, Source, Series]
"""A series with its number, its document's id and its source."""


def batches(records: SqliteRecords) -> Iterator[tuple[str, pa.Table]]:
    """The rows of `TABLES`, by table, in batches of any size."""
    sources = {source.source_id: source for source in records.every_source()}
    every = (
        (number, document_id, sources[source_id], series)
        for number, (source_id, document_id, series) in enumerate(records.every_series(), start=1)
        if source_id in sources
    )
    while told := list(islice(every, SERIES_AT_ONCE)):
        yield "series", _table("series", map(_described, told))
        yield "series_dimensions", _table("series_dimensions", _dimensions(told))
        yield "points", _points(told)


def kinds(engine: Engine, *, collections: Sequence[str]) -> tuple[SeriesKind, ...]:
    """The series there are to ask about, in all collections or in some."""
    series = engine.table("series")
    if collections:
        series = series.filter(series.collection.isin(list(collections)))
    columns = ("source_id", "measure", "title", "scale", "base", "frequency", "first", "last")
    told = engine.rows(series.select("series", *columns).order_by("series"))
    dimensions = engine.table("series_dimensions")
    named = dimensions.semi_join(series, "series").order_by("series", "place")
    by_series: dict[int, list[tuple[str, str]]] = {}
    for number, name, value in engine.rows(named.select("series", "name", "value")):
        by_series.setdefault(number, []).append((name, value))
    alike = sorted(told, key=lambda row: (row[1], row[2]))
    return tuple(
        _kind(list(rows), by_series) for _, rows in groupby(alike, key=lambda row: (row[1], row[2]))
    )


def _kind(rows: Sequence[Row], by_series: Mapping[int, Sequence[tuple[str, str]]]) -> SeriesKind:
    """The series of one source and measure; `rows` begin with the number of each."""
    values: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, value in by_series.get(row[0], ()):
            values.setdefault(name, {})[value] = None
    bases = {row[5] for row in rows}
    return SeriesKind(
        source_id=rows[0][1],
        title=rows[0][3],
        measure=rows[0][2],
        dimensions=tuple((name, tuple(known)) for name, known in values.items()),
        scale=_commonest(row[4] for row in rows),
        base=bases.pop() if len(bases) == 1 else None,
        first=min(row[7] for row in rows),
        last=max(row[8] for row in rows),
        frequency=_commonest(row[6] for row in rows),
    )


def _commonest(values: Iterable[Value]) -> Value:
    return Counter(values).most_common(1)[0][0]


def _described(told: _Told) -> Row:
    number, document_id, source, series = told
    return (
        number,
        document_id,
        source.source_id,
        source.collection,
        source.title,
        source.retrieved.isoformat(),
        series.measure,
        series.scale,
        series.base,
        frequency(series.days),
        series.days[0],
        series.days[-1],
        len(series.days),
    )


def _dimensions(told: Sequence[_Told]) -> Iterator[Row]:
    for number, _, _, series in told:
        for place, (name, value) in enumerate(series.dimensions):
            yield number, place, name, value


def _points(told: Sequence[_Told]) -> pa.Table:
    numbers = [number for number, _, _, series in told for _ in series.days]
    days = [day for *_, series in told for day in series.days]
    values = [value for *_, series in told for value in series.values]
    return pa.table([numbers, days, values], schema=TABLES["points"])


def _table(name: str, rows: Iterable[Row]) -> pa.Table:
    schema = TABLES[name]
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([list(column) for column in columns], schema=schema)
