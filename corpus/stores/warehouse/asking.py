"""A plan over postings as expressions, and what the engine made of them as a value."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import ibis
import ibis.expr.types as ir

from corpus.errors import UnanswerableQuery
from corpus.queries import AnyOf, Computed, Period, PostingQuery
from corpus.stores.warehouse.conditions import Conditions
from corpus.stores.warehouse.engine import Engine, Row
from corpus.stores.warehouse.fields import MONEY, WITHIN, Field, Fields, bare
from corpus.stores.warehouse.figures import Measured, Measures
from corpus.stores.warehouse.folding import folded
from corpus.stores.warehouse.periods import TRUNCATED, without_gaps
from corpus.stores.warehouse.scope import Scope

IDS_MOST = 10_000
ROWS_MOST = 10_000
TIED_MOST = 50
"""Rows beyond a limit that are shown because they tie with the last one within it."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to show, the openings they rest on, and the statement that made them."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    bearing: ir.Table
    sql: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What all tables of an answer share.

    `passing` are the openings that pass, in a comparison those of any group; `first` and `last`
    are the days of all postings of the scope and window, whether they pass or not.
    """

    passing: ir.Table
    first: date | None
    last: date | None


class Postings:
    """The postings of one epoch, to be asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.fields = Fields(engine)

    def answer(self, query: PostingQuery) -> Computed:
        """What a plan comes to. Raises UnanswerableQuery."""
        scope = Scope(self._engine, query)
        currency = self._currency(query, scope.openings)
        conditions = Conditions(self._engine, self.fields, currency=currency)
        passing = self._passing(query, scope.openings, conditions)
        measures = Measures(self.fields, conditions, currency, query.unit)
        measured = measures.measured(query, passing)
        frame = Frame(passing, *self._days(_within(query, scope.openings)))
        table = self._grouped(query, frame, measures, conditions)
        n, copies, first, last = self._summary(table.bearing)
        of = self._size(scope.openings if query.measure == "count" else passing)
        if not of:
            raise UnanswerableQuery("no posting passes these filters, so there is nothing to tell")
        members = scope.members(table.bearing, most=IDS_MOST)
        return Computed(
            columns=table.columns,
            rows=table.rows,
            n=n,
            of=of,
            unique=n,
            total=scope.total(table.bearing, copies),
            without_value=self._without_value(query, scope, passing, measured, conditions),
            left_out=self._left_out(measured),
            currency=(currency or None) if query.value in MONEY else None,
            unit=query.unit if query.value in MONEY else None,
            as_of=scope.as_of(),
            first=first,
            last=last,
            sql=table.sql,
            posting_ids=members.posting_ids,
            document_ids=members.document_ids,
            leads=members.leads,
        )

    def _passing(self, query: PostingQuery, openings: ir.Table, conditions: Conditions) -> ir.Table:
        """The openings that pass the filters, and one of the groups if there are any."""
        passing = conditions.passed(_within(query, openings), query.where)
        if not query.groups:
            return passing
        in_groups = [conditions.passed(passing, group.where).opening for group in query.groups]
        in_one = [passing.opening.isin(some) for some in in_groups]
        tests = in_one[0]
        for test in in_one[1:]:
            tests |= test
        return passing.filter(tests)

    def _currency(self, query: PostingQuery, openings: ir.Table) -> str:
        """The currency pay is in: the query's, or the commonest where it is asked about."""
        conditions = [each for any_of in _every_condition(query) for each in any_of]
        asked = query.value in MONEY or any(each.field in MONEY for each in conditions)
        if query.currency or not asked:
            return query.currency.upper()
        others = tuple(
            any_of for any_of in query.where if not any(each.field in MONEY for each in any_of)
        )
        passing = Conditions(self._engine, self.fields, currency="").passed(
            _within(query, openings), others
        )
        stated = passing.filter(passing.currency.notnull())
        in_unit = (stated.pay_unit_folded == folded(query.unit)).ifelse(1, 0).sum().coalesce(0)
        counted = stated.group_by("currency").aggregate(in_unit=in_unit, n=stated.count())
        found = self._engine.rows(counted)
        # Where no pay is in this unit, what is left out is told in the commonest currency of any.
        return min(found, key=lambda row: (-row[1], -row[2], row[0]))[0] if found else ""

    def _grouped(
        self,
        query: PostingQuery,
        frame: Frame,
        measures: Measures,
        conditions: Conditions,
    ) -> Table:
        passing = frame.passing
        if not query.groups:
            return self._table(query, measures.measured(query, passing), frame)
        sides = [conditions.passed(passing, group.where) for group in query.groups]
        tables = [self._table(query, measures.measured(query, side), frame) for side in sides]
        bearing = measures.measured(query, passing).bearing
        if query.by:
            shown = [table.bearing.select("opening") for table in tables]
            union = ibis.union(shown[0], *shown[1:], distinct=True) if shown[1:] else shown[0]
            bearing = bearing.filter(bearing.opening.isin(union.opening))
        return Table(
            columns=("group", *tables[0].columns),
            rows=tuple(
                (group.label, *row)
                for group, table in zip(query.groups, tables, strict=True)
                for row in table.rows
            ),
            bearing=bearing,
            sql=";\n\n".join(table.sql for table in tables),
        )

    def _table(self, query: PostingQuery, measured: Measured, frame: Frame) -> Table:
        if not query.by:
            return self._single(measured)
        if query.by in get_args(Period):
            return self._by_period(query, measured, frame)
        return self._by_field(query, measured, frame)

    def _single(self, measured: Measured) -> Table:
        figures = measured.figures(measured.rows)
        expression = measured.rows.aggregate(**figures)
        rows = self._engine.rows(expression)
        return Table(tuple(figures), tuple(rows), measured.bearing, self._engine.sql(expression))

    def _by_period(self, query: PostingQuery, measured: Measured, frame: Frame) -> Table:
        truncated = TRUNCATED[query.by]
        dated = measured.rows.filter(measured.rows.posted.notnull())
        dated = dated.mutate(key=dated.posted.truncate(truncated).cast("date"))
        bearing = measured.bearing.filter(measured.bearing.posted.notnull())
        figures = measured.figures(dated)
        expression = dated.group_by("key").aggregate(**figures)
        columns = (query.by, *figures)
        if query.limit:
            ranked = _ranked(expression, measured.ranked_by, query)
            rows = self._engine.rows(ranked)
            kept = bearing.filter(
                bearing.posted.truncate(truncated).cast("date").isin([row[0] for row in rows])
            )
            return Table(columns, tuple(rows), kept, self._engine.sql(ranked))
        ordered = expression.order_by("key").limit(ROWS_MOST)
        rows = self._engine.rows(ordered)
        if query.measure == "count":
            rows = without_gaps(rows, query, first=frame.first, last=frame.last)
        return Table(columns, tuple(rows), bearing, self._engine.sql(ordered))

    def _by_field(self, query: PostingQuery, measured: Measured, frame: Frame) -> Table:
        by = self.fields[query.by]
        rows = self.fields.keyed(measured.rows, by)
        figures = measured.figures(rows)
        ranked = _ranked(rows.group_by("key").aggregate(**figures), measured.ranked_by, query)
        found = self._engine.rows(ranked)
        keys = [row[0] for row in found]
        is_place = by.name in WITHIN
        shown = self._places(by, keys, frame.passing) if is_place else self._shown(by, keys)
        bearing = self.fields.keyed(measured.bearing, by)
        in_rows = bearing.filter(bearing.key.isin(keys)) if query.limit else bearing
        return Table(
            columns=(by.label, *figures),
            rows=tuple((shown.get(row[0], row[0]), *row[1:]) for row in found),
            bearing=measured.bearing.filter(measured.bearing.opening.isin(in_rows.opening)),
            sql=self._engine.sql(ranked),
        )

    def _shown(self, by: Field, keys: Sequence[Any]) -> Mapping[Any, str]:
        """How each value is written most often, of all the spellings it is compared without."""
        if by.sort != "text" or not keys:
            return {}
        return {key: parts[0] for key, parts in self._spelt(self.fields.stated(by), keys).items()}

    def _places(self, by: Field, keys: Sequence[str], within: ir.Table) -> Mapping[Any, str]:
        """Each place by its name; by the whole of it where another there has the same name."""
        keyed = self.fields.keyed(within, by)
        names = Counter(bare(row[0]) for row in self._engine.rows(keyed.select("key").distinct()))
        return {
            key: ", ".join(filter(None, parts)) if names[bare(key)] > 1 else parts[0]
            for key, parts in self._spelt(self.fields.whole(by), keys).items()
        }

    def _spelt(self, stated: ir.Table, keys: Sequence[Any]) -> Mapping[Any, tuple[str, ...]]:
        """The commonest spelling of each key, in the columns that are not the opening's."""
        stated = stated.filter(stated.key.isin(keys)).drop("opening")
        parts = [name for name in stated.columns if name != "key"]
        counted = stated.group_by("key", *parts).aggregate(n=stated.count())
        spellings: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        for key, *spelt, count in self._engine.rows(counted):
            spellings[key].append((-count, tuple(part or "" for part in spelt)))
        return {key: min(found)[1] for key, found in spellings.items()}

    def _without_value(
        self,
        query: PostingQuery,
        scope: Scope,
        passing: ir.Table,
        measured: Measured,
        conditions: Conditions,
    ) -> int:
        """How many of those asked about do not state what is measured, grouped or filtered by."""
        if measured.stated is not None:
            return self._size(passing.filter(~measured.stated))
        names = _asked_of(query)
        if len(names) != 1:
            return 0
        field = self.fields[names.pop()]
        everything = query.measure == "count" and not query.by
        within = scope.openings if everything else passing
        return self._size(within.filter(~conditions.stated(within, field)))

    def _left_out(self, measured: Measured) -> Mapping[str, int]:
        if measured.unused is None:
            return {}
        counted = measured.unused.group_by("reason").aggregate(n=measured.unused.count())
        return dict(sorted(self._engine.rows(counted)))

    def _size(self, openings: ir.Table) -> int:
        counted: int = self._engine.rows(openings.aggregate(n=openings.count()))[0][0]
        return counted

    def _days(self, openings: ir.Table) -> tuple[date | None, date | None]:
        days = openings.aggregate(first=openings.posted.min(), last=openings.posted.max())
        first, last = self._engine.rows(days)[0]
        return first, last

    def _summary(self, bearing: ir.Table) -> tuple[int, int, date | None, date | None]:
        ((n, copies, first, last),) = self._engine.rows(
            bearing.aggregate(
                n=bearing.count(),
                copies=bearing.copies.sum(),
                first=bearing.posted.min(),
                last=bearing.posted.max(),
            )
        )
        return n, copies or 0, first, last


def _asked_of(query: PostingQuery) -> set[str]:
    """The fields that a count is by, or a count or share filters by."""
    if query.by and query.measure == "count":
        return {"posted" if query.by in get_args(Period) else query.by}
    asked = query.share if query.measure == "share" else _every_condition(query)
    names = {each.field for any_of in asked for each in any_of}
    return names | {"posted"} if query.measure == "count" and _has_window(query) else names


def _has_window(query: PostingQuery) -> bool:
    return query.since is not None or query.until is not None


def _within(query: PostingQuery, openings: ir.Table) -> ir.Table:
    """The openings posted in the query's window; a posting without a day is in none."""
    if query.since is not None:
        openings = openings.filter(openings.posted >= _day(query.since))
    if query.until is not None:
        openings = openings.filter(openings.posted <= _day(query.until))
    return openings


def _day(day: date) -> ir.DateScalar:
    return ibis.date(day.year, day.month, day.day)


def _every_condition(query: PostingQuery) -> Iterable[AnyOf]:
    groups = (any_of for group in query.groups for any_of in group.where)
    return (*query.where, *query.share, *groups)


def _ranked(figures: ir.Table, by: str, query: PostingQuery) -> ir.Table:
    """The rows by their figure, the highest first unless asked otherwise; then by name.

    A limit leaves out no row that has the same figure as the last one, but for `TIED_MOST`.
    """
    order = ibis.asc(by) if query.ascending else ibis.desc(by)
    if not query.limit:
        return figures.order_by(order, "key").limit(ROWS_MOST)
    ranked = figures.mutate(place=ibis.rank().over(ibis.window(order_by=order)))
    within = ranked.filter(ranked.place < query.limit).drop("place")
    return within.order_by(order, "key").limit(min(query.limit + TIED_MOST, ROWS_MOST))
