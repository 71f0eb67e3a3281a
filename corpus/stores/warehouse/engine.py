"""An engine with the tables of one epoch in it: what is asked goes through here."""

import threading
from collections.abc import Callable
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.backends.sql import SQLBackend

Row = tuple[Any, ...]


class Engine:
    """The tables of one epoch, and the rows that expressions over them come to.

    One question at a time runs; `interrupt` ends one that takes too long.
    """

    def __init__(
        self,
        backend: SQLBackend,
        *,
        database: str | None = None,
        interrupt: Callable[[], None] | None = None,
    ) -> None:
        self.backend = backend
        self.database = database
        self._interrupt = interrupt
        self._guard = threading.Lock()

    def table(self, name: str) -> ir.Table:
        """One of the epoch's tables, to write expressions over."""
        return self.backend.table(name, database=self.database)

    def rows(self, expression: ir.Table) -> list[Row]:
        """The rows an expression comes to, as Python values in the order of its columns."""
        with self._guard:
            found = expression.to_pyarrow()
        return list(zip(*(column.to_pylist() for column in found.columns), strict=True))

    def sql(self, expression: ir.Table) -> str:
        """The statement of an expression, with its values written in."""
        return str(ibis.to_sql(expression, dialect=self.backend.dialect))

    def close(self) -> None:
        self.backend.disconnect()
