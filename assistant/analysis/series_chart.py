"""A tally of series with a shape as a Vega-Lite chart: a trend, a ranking, changes compared."""

from datetime import date

from assistant.analysis.chart import BAR_HEIGHT, BARS, COLOUR, HEIGHT, SCHEMA, WIDTH, Spec
from corpus.queries import Computed, SeriesKind, SeriesQuery, Value

FIGURES = ("value", "mean", "percent", "change")
"""The columns that hold a series' figure, the first that is there."""


def series_chart(
    query: SeriesQuery, computed: Computed, kind: SeriesKind, name: str
) -> Spec | None:
    """The chart of what a plan over series came to; None where it is a single figure."""
    figure = next((column for column in FIGURES if column in computed.columns), None)
    if figure is None or len(computed.rows) < 2:
        return None
    days = [place for place, value in enumerate(computed.rows[0]) if isinstance(value, date)]
    is_trend = query.measure == "trend" and bool(days)
    rows = computed.rows if is_trend else computed.rows[:BARS]
    at = computed.columns.index(figure)
    values = [
        {
            "day": _said(row[days[0]]) if days else "",
            "of": ", ".join(_said(v) for v in row if isinstance(v, str)) or name,
            "figure": row[at],
        }
        for row in rows
    ]
    drawn = _line(kind, name) if is_trend else _bars(kind, name, figure)
    return {
        "$schema": SCHEMA,
        "title": {
            "text": name[:1].upper() + name[1:],
            "subtitle": f"n = {computed.n:,} figures, {_when(computed)}",
        },
        "width": WIDTH,
        "data": {"values": values},
        **drawn,
    }


def _line(kind: SeriesKind, name: str) -> Spec:
    axis = {"field": "figure", "type": "quantitative", "title": _unit(kind, name)}
    return {
        "height": HEIGHT,
        "mark": {"type": "line", "tooltip": True},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "title": "day"},
            "y": {**axis, "scale": {"zero": False}},
            "color": {
                "field": "of",
                "type": "nominal",
                "title": None,
                "legend": {"orient": "bottom"},
            },
        },
    }


def _bars(kind: SeriesKind, name: str, figure: str) -> Spec:
    unit = _unit(kind, name) if figure in {"value", "mean"} else figure
    return {
        "height": {"step": BAR_HEIGHT},
        "mark": {"type": "bar", "color": COLOUR, "tooltip": True},
        "encoding": {
            "y": {"field": "of", "type": "nominal", "sort": None, "title": None},
            "x": {"field": "figure", "type": "quantitative", "title": unit},
        },
    }


def _unit(kind: SeriesKind, name: str) -> str:
    if kind.scale == "index":
        return f"index ({kind.base} = 100)" if kind.base else "index"
    return {"percent": "percent", "count": "count", "amount": "amount"}.get(kind.scale, name)


def _when(computed: Computed) -> str:
    is_one_day = computed.first == computed.last
    return f"on {computed.last}" if is_one_day else f"{computed.first} to {computed.last}"


def _said(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
