"""Exact nearest neighbours: vectors in rows, their columns beside them, and a dot product."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.protocols import Vectors
from corpus.stores.allowed import COLUMNS, Columns

Rows = NDArray[np.intp]
GATHER_BELOW = 0.25  # of all rows: copying fewer rows than this is quicker than multiplying by all


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Unit vectors and the columns of their chunks, row by row, by rising chunk number."""

    columns: Columns
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.columns)

    def chunks(self, rows: Rows) -> list[int]:
        numbers: list[int] = self.columns[rows, 0].tolist()
        return numbers

    def rows_of(self, chunks: NDArray[np.int64]) -> Rows:
        """The rows of those of these chunk numbers that are here."""
        rows = np.searchsorted(self.columns[:, 0], chunks)
        chunks, rows = chunks[rows < len(self)], rows[rows < len(self)]
        found: Rows = rows[self.columns[rows, 0] == chunks]
        return found

    def nearest(
        self, vector: Vectors, *, limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """The `limit` nearest chunk numbers among the allowed rows and their cosine, best first."""
        if allowed is None:
            return self._best(np.arange(len(self)), _cosines(self.vectors, vector), limit)
        rows = np.flatnonzero(allowed)
        if len(rows) < GATHER_BELOW * len(self):
            return self._best(rows, _cosines(self.vectors[rows], vector), limit)
        return self._best(rows, _cosines(self.vectors, vector)[rows], limit)

    def scored(self, rows: Rows, vector: Vectors) -> list[tuple[int, float]]:
        """The chunk numbers of these rows and their cosine, best first."""
        return self._best(rows, _cosines(self.vectors[rows], vector), len(rows))

    def _best(self, rows: Rows, scores: Vectors, limit: int) -> list[tuple[int, float]]:
        if limit < len(rows):
            kept = np.argpartition(-scores, limit)[:limit]
            rows, scores = rows[kept], scores[kept]
        order = np.lexsort((rows, -scores))
        return list(zip(self.chunks(rows[order]), scores[order].tolist(), strict=True))


def empty_matrix(dimension: int) -> Matrix:
    """No rows, of this dimension."""
    return Matrix(np.empty((0, len(COLUMNS)), np.int64), np.empty((0, dimension), np.float32))


def joined(first: Matrix, second: Matrix) -> Matrix:
    """The rows of both; those of the second come after."""
    if not len(first):
        return second
    return Matrix(
        np.concatenate((first.columns, second.columns)),
        np.concatenate((first.vectors, second.vectors)),
    )


def _cosines(vectors: Vectors, vector: Vectors) -> Vectors:
    # A product by @ waits for OpenBLAS's threads, 12 ms where other work holds the cores; memory
    # is what bounds this, and one thread fills it.
    cosines: Vectors = np.vecdot(vectors, vector)
    return cosines
