"""What there is to ask about: each field's commonest values, counted once an epoch."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from corpus.queries import Catalogue, Dimension, PostingQuery
from corpus.stores.warehouse import series
from corpus.stores.warehouse.engine import Engine
from corpus.stores.warehouse.fields import MONEY, Field, Fields
from corpus.stores.warehouse.scope import chosen

VALUES_MOST = 500
FIGURES_SHARE = 0.9


def catalogue(engine: Engine, fields: Fields, *, collections: Sequence[str]) -> Catalogue:
    """What there is to ask about, in all collections or in some."""
    query = PostingQuery(collections=tuple(collections))
    openings = chosen(engine.table("openings"), query)
    sources = chosen(engine.table("sources"), query)
    ((unique, total, dated, first, last, seen),) = engine.rows(
        openings.aggregate(
            unique=openings.count(),
            total=openings.copies.sum(),
            dated=openings.posted.count(),
            first=openings.posted.min(),
            last=openings.posted.max(),
            seen=openings.last_seen.max(),
        )
    )
    ((read,),) = engine.rows(sources.aggregate(day=sources.retrieved.max()))
    titles = engine.rows(sources.select("title").distinct().order_by("title"))
    dimensions = (_dimension(engine, fields, field, openings) for field in fields.every())
    return Catalogue(
        unique=unique,
        total=total or 0,
        dated=dated,
        first_posted=first,
        last_posted=last,
        as_of=seen or read,
        dimensions=tuple(each for each in dimensions if each.stated) if unique else (),
        series=series.kinds(engine, collections=collections),
        sources=tuple(row[0] for row in titles),
    )


def _dimension(engine: Engine, fields: Fields, field: Field, openings: ir.Table) -> Dimension:
    numeric = field.sort == "number"
    stated = fields.stated(field)
    stated = stated.filter(stated.opening.isin(openings.opening))
    distinct, bearing = engine.rows(
        stated.aggregate(distinct=stated.key.nunique(), bearing=stated.opening.nunique())
    )[0]
    if field.name in MONEY:
        bearing = engine.rows(openings.aggregate(n=openings[field.key].count()))[0][0]
    if field.column:
        numeric = _is_of_figures(engine, field, openings)
    values = _values(engine, stated) if field.sort == "text" else ()
    return Dimension(field.name, field.label, values, distinct, bearing, numeric)


def _values(engine: Engine, stated: ir.Table) -> tuple[tuple[str, int], ...]:
    """The commonest values, each as one of its spellings, with the openings that state it."""
    counted = stated.group_by("key").aggregate(shown=stated.shown.min(), n=stated.opening.nunique())
    commonest = counted.order_by(ibis.desc("n"), "key").limit(VALUES_MOST)
    return tuple((shown, count) for _, shown, count in engine.rows(commonest))


def _is_of_figures(engine: Engine, field: Field, openings: ir.Table) -> bool:
    columns = engine.table("columns")
    whole = columns.filter(
        columns.name_folded == field.column,
        columns.whole,
        columns.opening.isin(openings.opening),
    )
    ((stated, figures),) = engine.rows(
        whole.aggregate(stated=whole.count(), figures=whole.number.count())
    )
    return bool(stated) and figures >= FIGURES_SHARE * stated
