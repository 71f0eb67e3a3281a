"""Figures over time, as published: an index, a rate, a count."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Scale = Literal["index", "count", "percent", "amount", "unknown"]
"""What a figure is; an index is never read as a count."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: `values` at `days`, in order of days, each day once.

    `measure` is the column's own name; `dimensions` say what the figures are of, such as
    ``(("state", "tx"), ("variable", "total postings"))``. `base` says when an index was 100.
    """

    measure: str
    dimensions: tuple[tuple[str, str], ...]
    days: tuple[date, ...]
    values: tuple[float, ...]
    scale: Scale = "unknown"
    base: str | None = None
