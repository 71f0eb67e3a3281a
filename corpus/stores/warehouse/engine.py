"""An engine with the tables of one epoch in it: what is asked goes through here."""

import importlib.util
import threading
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.sql import SQLBackend
from ibis.common.exceptions import IbisError, OperationNotDefinedError

from corpus.errors import UnanswerableQuery, WarehouseUnavailable

Row = tuple[Any, ...]

DEADLINE_S = 30.0
_DRIVERS: Mapping[str, str] = {"postgres": "psycopg"}


class Engine:
    """The tables of one epoch, and the rows that expressions over them come to.

    One question at a time runs, and one that takes longer than `DEADLINE_S` is ended.
    """

    def __init__(self, backend: SQLBackend, *, place: str, database: str | None = None) -> None:
        self.backend = backend
        self.database = database
        self._place = place
        self._tables: dict[str, ir.Table] = {}
        self._guard = threading.Lock()

    def table(self, name: str) -> ir.Table:
        """One of the epoch's tables, to write expressions over."""
        if name not in self._tables:
            with self._guard, self._used():
                self._tables[name] = self.backend.table(name, database=self.database)
        return self._tables[name]

    def rows(self, expression: ir.Table) -> list[Row]:
        """The rows an expression comes to, as Python values in the order of its columns."""
        with self._guard, self._used(), self._within_deadline():
            found = expression.to_pyarrow()
        return list(zip(*(column.to_pylist() for column in found.columns), strict=True))

    def sql(self, expression: ir.Table) -> str:
        """The statement of an expression, with its values written in."""
        return str(ibis.to_sql(expression, dialect=self.backend.name))

    def create(self, schemas: Mapping[str, pa.Schema]) -> None:
        """Make empty tables."""
        with self._used():
            for name, schema in schemas.items():
                self.backend.create_table(name, schema=ibis.schema(schema), database=self.database)

    def fill(self, batches: Iterable[tuple[str, pa.Table]]) -> None:
        """Append rows to tables."""
        for name, rows in batches:
            with self._used():
                self.backend.insert(name, ibis.memtable(rows), database=self.database)

    def close(self) -> None:
        with self._used():
            self.backend.disconnect()

    @contextmanager
    def _used(self) -> Iterator[None]:
        with translated(self.backend.name, self._place), warnings.catch_warnings():
            # Ibis 12 reads a table's schema by a name that DuckDB 2 calls deprecated.
            warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)
            yield

    @contextmanager
    def _within_deadline(self) -> Iterator[None]:
        """Of engines that can be interrupted only DuckDB is; a server keeps its own time."""
        if self.backend.name != "duckdb":
            yield
            return
        timer = threading.Timer(DEADLINE_S, self.backend.con.interrupt)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


@contextmanager
def translated(engine: str, place: str) -> Iterator[None]:
    """An engine's own errors as one of ours, which names the place and no password."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise UnanswerableQuery(
            f"this takes longer than {DEADLINE_S:.0f} seconds to count; ask for less"
        ) from error
    except OperationNotDefinedError as error:
        raise UnanswerableQuery(f"{place} cannot compute this: {error}") from error
    except (*_failures(engine), IbisError, OSError) as error:
        said = " ".join(str(error).split())[:200]
        raise WarehouseUnavailable(f"{place} did not answer as it should: {said}") from error


def _failures(engine: str) -> tuple[type[Exception], ...]:
    """What the engine's driver raises: PEP 249 has every driver call it `Error`."""
    driver = _DRIVERS.get(engine)
    if driver is None or importlib.util.find_spec(driver) is None:
        return (duckdb.Error,)
    failure: type[Exception] = importlib.import_module(driver).Error
    return (failure,)
