"""Filters in the numbers the stores compare: masked over columns, or put in a query."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Columns = NDArray[np.int64]
"""One row a chunk: its number, source, collection, kind, publisher and day; see COLUMNS."""

COLUMNS: Final = ("chunk", "source", "collection", "kind", "publisher", "published")
COLUMNS_SQL: Final = (
    "chunks.chunk, chunks.source, chunks.collection_label, chunks.kind_label, "
    "chunks.publisher_label, chunks.published"
)
LAST_DAY: Final = 3_652_059  # date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Allowed:
    """The chunks a question may look at; a column that `only` does not name allows every number."""

    only: tuple[tuple[str, frozenset[int]], ...] = ()
    days: tuple[int, int] | None = None

    @property
    def everything(self) -> bool:
        return not self.only and self.days is None

    def mask(self, columns: Columns) -> NDArray[np.bool_]:
        """Which rows are allowed."""
        allowed = np.ones(len(columns), dtype=np.bool_)
        for name, numbers in self.only:
            column = columns[:, COLUMNS.index(name)]
            allowed &= np.isin(column, np.fromiter(numbers, np.int64, len(numbers)))
        if self.days is not None:
            published = columns[:, COLUMNS.index("published")]
            allowed &= (published >= self.days[0]) & (published <= self.days[1])
        return allowed
