"""Series in the warehouse: their tables, what fills them, and what is asked of them."""

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from corpus.errors import UnanswerableQuery
from corpus.queries import Computed, SeriesKind, SeriesQuery
from corpus.stores.records import SqliteRecords
from corpus.stores.warehouse.engine import Engine

TABLES: Mapping[str, pa.Schema] = {}


def batches(records: SqliteRecords) -> Iterator[tuple[str, pa.Table]]:
    """The rows of `TABLES`, by table, in batches of any size."""
    del records
    yield from ()


def kinds(engine: Engine, *, collections: Sequence[str]) -> tuple[SeriesKind, ...]:
    """The series there are to ask about, in all collections or in some."""
    del engine, collections
    return ()


def answer(engine: Engine, query: SeriesQuery) -> Computed:
    """What a plan over series comes to. Raises UnanswerableQuery."""
    del engine
    raise UnanswerableQuery(f"no series {query.name!r} is stored")
