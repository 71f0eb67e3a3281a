"""What each measure needs of the openings that pass, and the figures it makes of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import ibis
import ibis.expr.types as ir

from corpus.errors import UnanswerableQuery
from corpus.postings import PayUnit
from corpus.queries import PostingQuery
from corpus.stores.warehouse.conditions import Conditions
from corpus.stores.warehouse.fields import MONEY, Field, Fields
from corpus.stores.warehouse.folding import folded

Figures = Mapping[str, ir.Value]

QUANTILES = {"10th percentile": 0.1, "25th percentile": 0.25, "median": 0.5}
QUANTILES |= {"75th percentile": 0.75, "90th percentile": 0.9}


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of some openings.

    `rows` hold what its figures are made of, and of these `bearing` the openings that bear one.
    `figures` makes the named figures of any of the rows, and `ranked_by` names the one that orders
    them. `stated` tells of the openings which state what is measured at all; None says that each
    does. `unused` are those that state it in vain, each with its `reason`.
    """

    rows: ir.Table
    bearing: ir.Table
    figures: Callable[[ir.Table], Figures]
    ranked_by: str
    stated: ir.BooleanValue | None = None
    unused: ir.Table | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures over the openings of one epoch, pay in one currency per one unit."""

    fields: Fields
    conditions: Conditions
    currency: str
    unit: PayUnit

    def measured(self, query: PostingQuery, openings: ir.Table) -> Measured:
        """The query's measure over these openings. Raises UnanswerableQuery."""
        if query.measure == "count":
            return _count(openings)
        if query.measure == "share":
            return self._share(query, openings)
        if not query.value:
            raise UnanswerableQuery(f"a {query.measure} needs a field to be taken of")
        if query.measure == "distinct":
            return self._distinct(self.fields[query.value], openings)
        return self._of_figures(query, openings)

    def _share(self, query: PostingQuery, openings: ir.Table) -> Measured:
        if not query.share:
            raise UnanswerableQuery("a share needs the condition that makes it")
        test = self.conditions.test(openings)
        passes = ibis.literal(True)
        for any_of in query.share:
            passes &= test(any_of)
        rows = openings.mutate(passes=passes)

        def figures(some: ir.Table) -> Figures:
            passing = some.passes.ifelse(1, 0).sum().coalesce(0)
            return {
                "share": passing.cast("float64") / some.count().nullif(0),
                "postings": passing,
                "of": some.count(),
            }

        return Measured(rows, rows.filter(rows.passes), figures, "share")

    def _distinct(self, of: Field, openings: ir.Table) -> Measured:
        rows = self.fields.written(openings, of)
        stated = self.conditions.stated(openings, of)
        return Measured(
            rows,
            openings.filter(stated),
            lambda some: {"distinct": some.value.nunique(), "postings": some.opening.nunique()},
            "distinct",
            stated,
        )

    def _of_figures(self, query: PostingQuery, openings: ir.Table) -> Measured:
        of = self.fields[query.value]
        rows = self._with_figure(of, query, openings)
        unfit = self._unfit(of, rows)
        rows = rows.mutate(unfit=ibis.cases(*unfit) if unfit else ibis.null("string"))
        bearing = rows.filter(rows.unfit.isnull(), rows.figure.notnull())
        stated = self.conditions.stated(rows, of)
        figures, ranked_by = _FIGURES[query.measure]
        return Measured(
            rows=bearing,
            bearing=bearing,
            figures=figures,
            ranked_by=ranked_by,
            stated=self.conditions.stated(openings, of),
            unused=rows.filter(stated, rows.unfit.notnull()).select(reason=rows.unfit),
        )

    def _with_figure(self, of: Field, query: PostingQuery, openings: ir.Table) -> ir.Table:
        """The openings with the `figure` that each states, and the `highest` of a range."""
        if of.column:
            rows = openings.join(self.fields.figures(of), "opening")
            return rows.mutate(highest=rows.figure)
        if of.sort != "number":
            raise UnanswerableQuery(f"{of.label} is no figure to take a {query.measure} of")
        if of.name == "pay" and query.measure == "range":
            lowest = ibis.coalesce(openings.pay_minimum, openings.pay_maximum)
            highest = ibis.coalesce(openings.pay_maximum, openings.pay_minimum)
            return openings.mutate(figure=lowest, highest=highest)
        return openings.mutate(figure=openings[of.key], highest=openings[of.key])

    def _unfit(self, of: Field, rows: ir.Table) -> Sequence[tuple[ir.BooleanValue, str]]:
        """Why a stated value is not used, the first reason that holds."""
        if of.column:
            return [(rows.figure.isnull(), "not a figure")]
        if of.name not in MONEY:
            return []
        unit, currency = rows.pay_unit_folded, rows.currency_folded
        other_units = [each for each in get_args(PayUnit) if each != self.unit]
        return [
            (unit.isnull(), "no period stated"),
            (currency.isnull(), "no currency stated"),
            (currency != folded(self.currency), "other currency"),
            *((unit == folded(each), f"per {each.lower()}") for each in other_units),
            (rows.figure.isnull() & rows.pay_minimum.isnull(), "only an upper bound"),
            (rows.figure.isnull() & rows.pay_maximum.isnull(), "only a lower bound"),
            (rows.figure.isnull(), "bounds in doubt"),
        ]


def _count(openings: ir.Table) -> Measured:
    return Measured(openings, openings, lambda some: {"postings": some.count()}, "postings")


def _quantiles(some: ir.Table) -> Figures:
    found = {name: some.figure.quantile(share) for name, share in QUANTILES.items()}
    return {**found, "postings": some.count()}


def _range(some: ir.Table) -> Figures:
    return {"lowest": some.figure.min(), "highest": some.highest.max(), "postings": some.count()}


_FIGURES: Mapping[str, tuple[Callable[[ir.Table], Figures], str]] = {
    "median": (
        lambda some: {"median": some.figure.median(), "postings": some.count()},
        "median",
    ),
    "mean": (lambda some: {"mean": some.figure.mean(), "postings": some.count()}, "mean"),
    "quantiles": (_quantiles, "median"),
    "range": (_range, "highest"),
}
