"""Series as a warehouse holds them, made by way of the truth."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import ibis
import pyarrow as pa

from corpus.series import Series
from corpus.stores.warehouse.engine import Engine
from corpus.stores.warehouse.series import TABLES, batches
from tests.corpus.stores.sources import Given, opened, put

FIRST = date(2024, 1, 1)


def daily(measure: str, of: dict[str, str], values: Sequence[float]) -> Series:
    days = tuple(FIRST + timedelta(days=n) for n in range(len(values)))
    return Series(measure, tuple(of.items()), days, tuple(values), "index", "2024-01-01")


def engine_of(home: Path, sources: dict[str, tuple[Series, ...]]) -> Engine:
    """An engine in memory with the series of some sources, one document each."""
    backend = ibis.duckdb.connect()
    with opened(home) as store:
        for source_id, series in sources.items():
            given = Given(source_id, ("A line.",), kind="series")
            object.__setattr__(given, "document", replace(given.document, series=series))
            put(store, given)
        told: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
        for name, batch in batches(store.records):
            told[name].append(batch)
    for name, schema in TABLES.items():
        backend.con.register("given", pa.concat_tables([schema.empty_table(), *told[name]]))
        # The names are those of the tables declared.
        backend.con.execute(f"CREATE TABLE {name} AS SELECT * FROM given")  # noqa: S608
    return Engine(backend)
