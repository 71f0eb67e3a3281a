"""What plans over series come to: the figures of the very days asked for, never one between."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from corpus.errors import UnanswerableQuery
from corpus.queries import Computed, SeriesMeasure, SeriesQuery
from corpus.stores.warehouse.engine import Engine, Row

MOST_ROWS = 20_000  # of a trend
NAMED = 8  # values that a refusal names


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The series a plan is about: `table` has their points, a column for each of `names`."""

    table: ir.Table
    names: tuple[str, ...]
    numbers: tuple[int, ...]
    document_ids: tuple[str, ...]
    points: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Figures:
    """An expression of the figures asked for, and how many points they rest on."""

    expression: ir.Table
    columns: tuple[str, ...]
    points: int | None = None
    first: date | None = None
    last: date | None = None


def answer(engine: Engine, query: SeriesQuery) -> Computed:
    """What a plan over series comes to. Raises UnanswerableQuery.

    Rows carry the day or days, the values of the dimensions, and the figures. Of a file that was
    read in several editions, the one that goes on the longest answers.
    """
    chosen = _chosen(engine, query)
    figures = _MEASURES[query.measure](engine, chosen, query)
    rows = tuple(engine.rows(figures.expression))
    if not rows:
        raise UnanswerableQuery(_nothing(chosen, query))
    points = len(rows) if figures.points is None else figures.points
    return Computed(
        columns=figures.columns,
        rows=rows,
        n=points,
        of=chosen.points,
        unique=points,
        total=points,
        without_value=_without(chosen, query, rows),
        as_of=chosen.last,
        first=figures.first or chosen.first,
        last=figures.last or chosen.last,
        sql=engine.sql(figures.expression),
        document_ids=chosen.document_ids,
    )


# Which series


def _chosen(engine: Engine, query: SeriesQuery) -> _Chosen:
    series = _scope(engine, query)
    columns = ("series", "document_id", "source_id", "points", "first", "last", "retrieved")
    rows = engine.rows(series.select(*columns).order_by("series"))
    if not rows:
        raise UnanswerableQuery(_unknown(engine, query))
    newest = max(rows, key=lambda row: (row[5], row[6]))[2]
    rows = [row for row in rows if row[2] == newest]
    numbers = tuple(row[0] for row in rows)
    named = _dimensions(engine, numbers)
    names = tuple(dict.fromkeys(name for _, name, _ in named))
    _refuse_several(named, names, query)
    series = series.filter(series.source_id == newest)
    return _Chosen(
        table=_wide(engine, series, names),
        names=names,
        numbers=numbers,
        document_ids=tuple(dict.fromkeys(row[1] for row in rows)),
        points=sum(row[3] for row in rows),
        first=min(row[4] for row in rows),
        last=max(row[5] for row in rows),
    )


def _scope(engine: Engine, query: SeriesQuery) -> ir.Table:
    """The series that have the measure and the values a plan names."""
    series = engine.table("series")
    series = series.filter(series.measure == query.name)
    if query.collections:
        series = series.filter(series.collection.isin(list(query.collections)))
    if query.source_ids:
        series = series.filter(series.source_id.isin(list(query.source_ids)))
    dimensions = engine.table("series_dimensions")
    for name, values in query.where:
        told = dimensions.filter(
            dimensions.name == name,
            dimensions.value.lower().isin([value.lower() for value in values]),
        )
        series = series.filter(series.series.isin(told.series))
    return series


def _dimensions(engine: Engine, numbers: Sequence[int]) -> list[Row]:
    dimensions = engine.table("series_dimensions")
    told = dimensions.filter(dimensions.series.isin(list(numbers)))
    return engine.rows(told.order_by("series", "place").select("series", "name", "value"))


def _refuse_several(named: Sequence[Row], names: Sequence[str], query: SeriesQuery) -> None:
    """Raise UnanswerableQuery where a dimension that the plan leaves open has several values."""
    if (query.by or query.measure == "rank") and query.by not in names:
        there = ", ".join(names) or "none"
        raise UnanswerableQuery(f"{query.name} is not told by {query.by!r}; it is by: {there}")
    said = {name for name, values in query.where if values}
    said |= {query.by} if query.measure in {"rank", "change"} else set()
    for name in names:
        values = tuple(dict.fromkeys(value for _, told, value in named if told == name))
        if name not in said and len(values) > 1:
            raise UnanswerableQuery(f"{query.name} is told by {name}; say which: {_some(values)}")


def _wide(engine: Engine, series: ir.Table, names: Sequence[str]) -> ir.Table:
    """The points of some series, with a column for each dimension, d0 the first."""
    points = engine.table("points")
    table = points.join(series.select("series"), "series")
    dimensions = engine.table("series_dimensions")
    for place, name in enumerate(names):
        told = dimensions.filter(dimensions.name == name)
        column = told.select("series", told.value.name(f"d{place}"))
        table = table.left_join(column, "series").drop("series_right")
    return table


def _unknown(engine: Engine, query: SeriesQuery) -> str:
    series = engine.table("series")
    measures = [row[0] for row in engine.rows(series.select("measure").distinct())]
    if query.name not in measures:
        there = _some(sorted(measures)) or "none"
        return f"no series {query.name!r} is stored; there are: {there}"
    wanted = "; ".join(f"{name}: {', '.join(values)}" for name, values in query.where)
    return f"{query.name} is not told for {wanted or 'these sources'}"


# What of them


def _at(engine: Engine, chosen: _Chosen, query: SeriesQuery) -> _Figures:
    day = query.since or query.until
    if day is None:
        return _latest(engine, chosen, query)
    _refuse_missing(engine, chosen, (day,))
    table = chosen.table.filter(chosen.table.day == day)
    return _listed(table, chosen, first=day, last=day)


def _latest(engine: Engine, chosen: _Chosen, query: SeriesQuery) -> _Figures:
    del engine
    table = _window(chosen.table, query)
    last = table.group_by("series").aggregate(day=table.day.max())
    return _listed(table.semi_join(last, ["series", "day"]), chosen)


def _extreme(engine: Engine, chosen: _Chosen, query: SeriesQuery) -> _Figures:
    """The days of the highest or lowest figure of each series; all of them where it was met."""
    table = _window(chosen.table, query)
    is_highest = query.measure == "maximum"
    value = table.value.max() if is_highest else table.value.min()
    extreme = table.group_by("series").aggregate(value=value)
    ((count, first, last),) = engine.rows(_span(table))
    listed = _listed(table.semi_join(extreme, ["series", "value"]), chosen)
    return _Figures(listed.expression, listed.columns, count, first, last)


def _mean(engine: Engine, chosen: _Chosen, query: SeriesQuery) -> _Figures:
    table = _window(chosen.table, query)
    ((count, first, last),) = engine.rows(_span(table))
    names = _columns(chosen)
    told = table.group_by(["series", *names]).aggregate(
        first=table.day.min(),
        last=table.day.max(),
        mean=table.value.mean().round(4).cast("float64"),
        figures=table.count(),
    )
    told = told.order_by("series").select("first", "last", *names, "mean", "figures")
    columns = ("from", "to", *chosen.names, "mean", "figures")
    return _Figures(told, columns, count, first, last)


def _change(engine: Engine, chosen: _Chosen, query: SeriesQuery) -> _Figures:
    until = query.until or chosen.last
    since = query.since or chosen.first
    if since >= until:
        raise UnanswerableQuery(
            f"a change goes from one day to a later one, not {since} to {until}"
        )
    _refuse_missing(engine, chosen, (since, until))
    table, names = chosen.table, _columns(chosen)
    before = table.filter(table.day == since)
    after = table.filter(table.day == until)
    begun = before.select("series", *names, before.day.name("since"), before.value.name("begun"))
    ended = after.select("series", after.day.name("until"), after.value.name("ended"))
    both = begun.join(ended, "series")
    told = both.select(
        "series",
        "since",
        "until",
        *names,
        "begun",
        "ended",
        change=(both.ended - both.begun).round(6).cast("float64"),
        percent=(100 * (both.ended - both.begun) / both.begun.nullif(0)).round(2).cast("float64"),
    )
    order = told.percent if query.ascending else told.percent.desc(nulls_first=False)
    told = told.order_by(*([order] if query.by else []), "series").drop("series")
    if query.by and query.limit:
        told = told.limit(query.limit)
    said = ("value at first", "value at last", "change", "change in percent")
    return _Figures(told, ("from", "to", *chosen.names, *said), None, since, until)


def _trend(engine: Engine, chosen: _Chosen, query: SeriesQuery) -> _Figures:
    table = _window(chosen.table, query)
    ((count, first, last),) = engine.rows(_span(table))
    listed = _listed(table, chosen)
    return _Figures(listed.expression.limit(MOST_ROWS), listed.columns, count, first, last)


def _rank(engine: Engine, chosen: _Chosen, query: SeriesQuery) -> _Figures:
    """The values of a dimension in order of their figures on one day; ties share their rank."""
    day = query.until or chosen.last
    _refuse_missing(engine, chosen, (day,))
    table = chosen.table.filter(chosen.table.day == day)
    value = table.value if query.ascending else table.value.desc()
    ranked = table.mutate(rank=ibis.rank().over(ibis.window(order_by=value)) + 1)
    ((count,),) = engine.rows(table.aggregate(count=table.count()))
    if query.limit:
        ranked = ranked.filter(ranked["rank"] <= query.limit)
    names = _columns(chosen)
    told = ranked.order_by("rank", *names).select("day", *names, "value", "rank")
    return _Figures(told, ("day", *chosen.names, "value", "rank"), count, day, day)


_Measured = Callable[[Engine, _Chosen, SeriesQuery], _Figures]
_MEASURES: Mapping[SeriesMeasure, _Measured] = {
    "at": _at,
    "latest": _latest,
    "maximum": _extreme,
    "minimum": _extreme,
    "mean": _mean,
    "change": _change,
    "trend": _trend,
    "rank": _rank,
}


def _listed(
    table: ir.Table, chosen: _Chosen, *, first: date | None = None, last: date | None = None
) -> _Figures:
    names = _columns(chosen)
    told = table.order_by("series", "day").select("day", *names, "value")
    return _Figures(told, ("day", *chosen.names, "value"), None, first, last)


def _columns(chosen: _Chosen) -> list[str]:
    return [f"d{place}" for place in range(len(chosen.names))]


def _window(table: ir.Table, query: SeriesQuery) -> ir.Table:
    if query.since is not None:
        table = table.filter(table.day >= query.since)
    if query.until is not None:
        table = table.filter(table.day <= query.until)
    return table


def _span(table: ir.Table) -> ir.Table:
    return table.aggregate(count=table.count(), first=table.day.min(), last=table.day.max())


# What cannot be answered


def _refuse_missing(engine: Engine, chosen: _Chosen, days: Sequence[date]) -> None:
    """Raise UnanswerableQuery, naming the nearest days, for a day without a figure."""
    table = chosen.table
    for day in days:
        ((there, before, after),) = engine.rows(
            table.aggregate(
                there=(table.day == day).sum(),
                before=table.day.max(where=table.day < day),
                after=table.day.min(where=table.day > day),
            )
        )
        if not there:
            near = " and ".join(str(one) for one in (before, after) if one)
            raise UnanswerableQuery(f"there is no figure on {day}; the nearest days are {near}")


def _without(chosen: _Chosen, query: SeriesQuery, rows: Sequence[Row]) -> int:
    """How many of the series have no figure on the days asked for."""
    if query.measure in {"trend", "maximum", "minimum", "mean"} or query.limit:
        return 0
    return len(chosen.numbers) - len(rows)


def _nothing(chosen: _Chosen, query: SeriesQuery) -> str:
    since, until = query.since or chosen.first, query.until or chosen.last
    return f"no figure from {since} to {until}; there are some from {chosen.first} to {chosen.last}"


def _some(values: Sequence[str]) -> str:
    more = f" and {len(values) - NAMED} more" if len(values) > NAMED else ""
    return ", ".join(values[:NAMED]) + more
