"""Series as a warehouse holds them, made by way of the truth."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from corpus.series import Series
from corpus.stores.warehouse.engine import Engine
from corpus.stores.warehouse.series import batches
from corpus.stores.warehouse.shelves import in_memory
from tests.corpus.stores.sources import Given, opened, put

FIRST = date(2024, 1, 1)


def daily(measure: str, of: dict[str, str], values: Sequence[float]) -> Series:
    days = tuple(FIRST + timedelta(days=n) for n in range(len(values)))
    return Series(measure, tuple(of.items()), days, tuple(values), "index", "2024-01-01")


def engine_of(home: Path, sources: dict[str, tuple[Series, ...]]) -> Engine:
    """An engine in memory with the series of some sources, one document each."""
    with opened(home) as store:
        for source_id, series in sources.items():
            given = Given(source_id, ("A line.",), kind="series")
            object.__setattr__(given, "document", replace(given.document, series=series))
            put(store, given)
        return in_memory(batches(store.records))
