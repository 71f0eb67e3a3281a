"""Conditions as expressions that pass or fail each opening."""

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir

from corpus.errors import UnanswerableQuery
from corpus.normalise import employer
from corpus.queries import AnyOf, Condition, Value
from corpus.stores.warehouse.engine import Engine
from corpus.stores.warehouse.fields import MONEY, Field, Fields
from corpus.stores.warehouse.folding import folded, searchable

Test = Callable[[Any, Any], Any]

_COMPARISONS: Mapping[str, Test] = {
    "is": operator.eq,
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
}


class Conditions:
    """Tests over openings; pay is compared in `currency` where a condition names none."""

    def __init__(self, engine: Engine, fields: Fields, *, currency: str) -> None:
        self._engine = engine
        self._fields = fields
        self._currency = currency

    def passed(self, openings: ir.Table, where: Sequence[AnyOf]) -> ir.Table:
        """The openings that pass one of each."""
        return openings.filter(*map(self.test(openings), where)) if where else openings

    def test(self, openings: ir.Table) -> Callable[[AnyOf], ir.BooleanValue]:
        """What tells whether an opening passes one of some conditions."""

        def passes(any_of: AnyOf) -> ir.BooleanValue:
            return _any([self._passes(openings, condition) for condition in any_of])

        return passes

    def stated(self, openings: ir.Table, field: Field) -> ir.BooleanValue:
        """Whether an opening states the field at all."""
        if field.name in MONEY:
            return openings.pay_stated if field.name == "pay" else openings[field.key].notnull()
        if field.several:
            return openings.opening.isin(self._fields.stated(field).opening)
        return openings[field.key].notnull()

    def _passes(self, openings: ir.Table, condition: Condition) -> ir.BooleanValue:
        field = self._fields[condition.field]
        passes = self._matches(openings, field, condition)
        return ~passes if condition.negated else passes

    def _matches(self, openings: ir.Table, field: Field, condition: Condition) -> ir.BooleanValue:
        if condition.operator == "stated":
            stated = self.stated(openings, field)
            return stated & self._in_money(openings, condition) if condition.currency else stated
        if not condition.values:
            raise UnanswerableQuery(f"a condition on {field.label} compares it with nothing")
        if field.several:
            table = self._rows(field, condition)
            matching = table.filter(_any([_match(table, field, condition)]))
            return openings.opening.isin(matching.opening)
        matched = _match(openings, field, condition)
        if field.name in MONEY:
            matched &= self._in_money(openings, condition)
        # What is not stated matches nothing, so that its negation passes.
        return matched.fill_null(False)

    def _in_money(self, openings: ir.Table, condition: Condition) -> ir.BooleanValue:
        currency = condition.currency or self._currency
        same = openings.currency_folded == folded(currency)
        return (same & (openings.pay_unit_folded == folded(condition.unit))).fill_null(False)

    def _rows(self, field: Field, condition: Condition) -> ir.Table:
        table = self._engine.table(field.table)
        if field.name == "listed_skill":
            return table.filter(table.listed)
        if not field.column:
            return table
        of_column = table.filter(table.name_folded == field.column)
        return of_column if condition.operator == "is" else of_column.filter(of_column.whole)


def _match(table: ir.Table, field: Field, condition: Condition) -> ir.BooleanValue:
    if field.column and _is_of_figures(condition):
        return _compared(table.number, [_number(v, field) for v in condition.values], condition)
    if field.sort == "text":
        return _text(table, field, condition)
    if condition.operator == "contains":
        raise UnanswerableQuery(f"{field.label} is no text that could contain anything")
    as_wanted = _AS_WANTED[field.sort]
    values = [as_wanted(value, field) for value in condition.values]
    return _compared(table[field.key], values, condition)


def _is_of_figures(condition: Condition) -> bool:
    """Whether a condition on a column compares its figures, not its words."""
    if condition.operator == "is":
        return all(
            isinstance(v, (int, float)) and not isinstance(v, bool) for v in condition.values
        )
    return condition.operator != "contains"


def _text(table: ir.Table, field: Field, condition: Condition) -> ir.BooleanValue:
    words = [str(value) for value in condition.values]
    key = table[field.key]
    if condition.operator == "contains":
        within = key if field.name == "text" else ibis.literal(" ") + key + " "
        return _any([within.contains(searchable(each)) for each in words])
    if condition.operator != "is":
        raise UnanswerableQuery(f"{field.label} is text, which is not more or less than anything")
    if field.name == "text":
        raise UnanswerableQuery("a whole text is not compared; ask for what it contains")
    if field.name in _PLACES:
        return _any([_PLACES[field.name](table, each) for each in words])
    if field.name == "employer":
        return table.employer_key.isin([folded(employer.key(each)) for each in words])
    return key.isin([folded(each) for each in words])


def _region(places: ir.Table, said: str) -> ir.BooleanValue:
    """A region by its code, or by its country's too: "TX", "US-TX"."""
    country, _, code = said.partition("-")
    if code and len(country) == 2:
        return (places.region_folded == folded(code)) & (places.country_folded == folded(country))
    return places.region_folded == folded(said)


def _locality(places: ir.Table, said: str) -> ir.BooleanValue:
    """A locality by its name, or in one place: "Portland", "Portland|US-ME", "London|CA"."""
    name, _, where = said.partition("|")
    country, _, region = where.partition("-")
    same = places.locality_folded == folded(name)
    if country:
        same &= places.country_folded == folded(country)
    if region:
        same &= places.region_folded == folded(region)
    return same


_PLACES: Mapping[str, Callable[[ir.Table, str], ir.BooleanValue]] = {
    "region": _region,
    "locality": _locality,
}


def _compared(column: ir.Column, values: Sequence[Any], condition: Condition) -> ir.BooleanValue:
    compare = _COMPARISONS[condition.operator]
    return _any([compare(column, value) for value in values])


def _number(value: Value, field: Field) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise UnanswerableQuery(f"{field.label} is compared with a figure, not with {value!r}")
    return float(value)


def _day(value: Value, field: Field) -> ir.DateScalar:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise UnanswerableQuery(f"{field.label} is compared with a day, not with {value!r}")
    return ibis.date(value.year, value.month, value.day)


def _flag(value: Value, field: Field) -> bool:
    if not isinstance(value, bool):
        raise UnanswerableQuery(f"{field.label} is true or false, not {value!r}")
    return value


_AS_WANTED: Mapping[str, Callable[[Value, Field], Any]] = {
    "number": _number,
    "day": _day,
    "flag": _flag,
}


def _any(tests: Sequence[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(operator.or_, tests, ibis.literal(False)) if len(tests) != 1 else tests[0]
