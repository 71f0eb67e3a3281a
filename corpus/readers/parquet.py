"""Parquet files: their rows as postings, series or a report."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource
from corpus.readers import series, tables
from corpus.readers.overrides import NOTHING, Override

MOST_ROWS = series.MOST_ROWS
BATCH = 2_000


def read(
    content: bytes, *, name: str, kind: Kind | None = None, said: Override = NOTHING
) -> Reading:
    """The rows in their order. Raises CorruptSource, EmptySource."""
    try:
        table = pq.ParquetFile(BytesIO(content))
        count = table.metadata.num_rows
        reading = tables.documents(_rows(table), name=name, kind=kind, said=said)
    except (pa.ArrowException, OSError) as e:
        raise CorruptSource(f"{name} is damaged: {str(e).splitlines()[0]}") from e
    if count <= MOST_ROWS:
        return reading
    note = f"only the first {MOST_ROWS:,} of {count:,} rows were read"
    return replace(reading, notes=(*reading.notes, note))


def _rows(table: pq.ParquetFile) -> Iterator[tables.Row]:
    left = MOST_ROWS
    for batch in table.iter_batches(batch_size=BATCH):
        for row in batch.slice(0, left).to_pylist():
            yield {str(column): _cell(value) for column, value in row.items()}
        left -= min(left, batch.num_rows)
        if not left:
            return


def _cell(value: object) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, list):
        return "|".join(_cell(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_cell(part)}" for key, part in value.items())
    is_missing = value is None or (isinstance(value, float) and math.isnan(value))
    return "" if is_missing else str(value)
