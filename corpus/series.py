"""Figures over time, as published: an index, a rate, a count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

Scale = Literal["index", "count", "percent", "amount", "unknown"]
"""What a figure is; an index is never read as a count."""

Frequency = Literal["day", "week", "month", "quarter", "year"]


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


def frequency(days: Sequence[date]) -> Frequency:
    """How often a series has a figure, by the usual step between its days, which are in order."""
    steps = sorted((later - earlier).days for earlier, later in pairwise(days))
    usual = steps[len(steps) // 2] if steps else 1
    longest: tuple[tuple[int, Frequency], ...] = (
        (4, "day"),
        (12, "week"),
        (45, "month"),
        (135, "quarter"),
    )
    return next((name for most, name in longest if usual <= most), "year")
