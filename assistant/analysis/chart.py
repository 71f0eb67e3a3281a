"""A tally with a shape as a Vega-Lite chart: a ranking, a comparison, a distribution, a trend."""

from datetime import date
from typing import Any

from assistant.analysis.words import FIGURES, PER, PERIODS, is_money, measured, when, within
from corpus.queries import Computed, PostingQuery, Value

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
BARS = 20
"""Bars of a ranking that are drawn; the tally has them all."""

LABELLED = 18
"""Periods of a trend up to which each has its label on the axis."""

COUNTS = frozenset({"postings", "of"})
"""Columns of a tally that say how many postings bear its figures."""

WIDTH, HEIGHT, BAR_HEIGHT = 480, 280, 22
COLOUR = "#2f6f9f"
Spec = dict[str, Any]


def chart(query: PostingQuery, computed: Computed) -> Spec | None:
    """The chart of what a plan came to; None where it is a single figure."""
    if query.by in PERIODS:
        return _trend(query, computed) if len(computed.rows) > 1 else None
    if query.by or query.groups:
        return _bars(query, computed) if len(computed.rows) > 1 else None
    if query.measure == "quantiles" and computed.n:
        return _quantiles(query, computed)
    return None


def _bars(query: PostingQuery, computed: Computed) -> Spec:
    rows = computed.rows[:BARS]
    name = query.by.removeprefix("column:").replace("_", " ") or "compared"
    values = [{"name": str(row[0]), "figure": _number(row[1], query)} for row in rows]
    return _spec(
        query,
        computed,
        values=values,
        height={"step": BAR_HEIGHT},
        mark={"type": "bar", "color": COLOUR, "tooltip": True},
        encoding={
            "y": {"field": "name", "type": "nominal", "sort": None, "title": name},
            "x": {
                "field": "figure",
                "type": "quantitative",
                "title": _axis(query, computed),
                "axis": {"tickMinStep": 1} if query.measure == "count" else {},
            },
        },
    )


def _trend(query: PostingQuery, computed: Computed) -> Spec:
    values = [
        {"period": _period(row[0], query.by), "figure": _number(row[1], query)}
        for row in computed.rows
    ]
    return _spec(
        query,
        computed,
        values=values,
        height=HEIGHT,
        mark={"type": "line", "point": True, "color": COLOUR, "tooltip": True},
        encoding={
            "x": {
                "field": "period",
                "type": "ordinal",
                "sort": None,
                "title": f"{query.by} posted",
                "axis": {"labelOverlap": len(values) > LABELLED, "labelAngle": -45},
            },
            "y": {
                "field": "figure",
                "type": "quantitative",
                "title": _axis(query, computed),
                "scale": {"zero": True},
                "axis": {"tickMinStep": 1} if query.measure == "count" else {},
            },
        },
    )


def _quantiles(query: PostingQuery, computed: Computed) -> Spec:
    (row,) = computed.rows
    values = [
        {"part": name.replace("_", " "), "figure": _number(value, query)}
        for name, value in zip(computed.columns, row, strict=True)
        if isinstance(value, int | float) and name not in COUNTS
    ]
    return _spec(
        query,
        computed,
        values=values,
        height={"step": BAR_HEIGHT},
        mark={"type": "bar", "color": COLOUR, "tooltip": True},
        encoding={
            "y": {
                "field": "part",
                "type": "nominal",
                "sort": None,
                "title": "percentile",
            },
            "x": {"field": "figure", "type": "quantitative", "title": _axis(query, computed)},
        },
    )


def _spec(query: PostingQuery, computed: Computed, *, values: list[Spec], **drawn: object) -> Spec:
    what = f"{measured(query).capitalize()}" if query.measure in FIGURES else "Postings"
    by = f" by {query.by.removeprefix('column:').replace('_', ' ')}" if query.by else ""
    filtered = within(query)
    as_of = f", as of {computed.as_of.isoformat()}" if computed.as_of else ""
    return {
        "$schema": SCHEMA,
        "title": {
            "text": f"{what}{by}",
            "subtitle": [*filter(None, [filtered]), f"n = {computed.n:,} unique postings{as_of}"],
        },
        "width": WIDTH,
        "data": {"values": values},
        **drawn,
    }


def _axis(query: PostingQuery, computed: Computed) -> str:
    if query.measure == "share":
        return "share of postings (%)"
    if not is_money(query):
        return measured(query) if query.measure in FIGURES else "unique postings"
    name = {"median": "median", "mean": "average"}.get(query.measure, "stated")
    per = PER[computed.unit] if computed.unit else ""
    return f"{name} pay, {computed.currency or ''} {per}".strip()


def _number(value: Value, query: PostingQuery) -> float | None:
    if not isinstance(value, int | float):
        return None
    return round(100 * value, 2) if query.measure == "share" else float(value)


def _period(value: Value, by: str) -> str:
    """A period as short as an axis has room for: "Jan 2026", "Q1 2026", a week's first day."""
    if not isinstance(value, date):
        return str(value)
    return {"month": f"{value:%b %Y}", "week": value.isoformat()}.get(by) or when(value, by)
