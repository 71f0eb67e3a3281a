"""Nearest chunks by meaning: an epoch of the truth, and the tail that came since it was built."""

import logging
import threading
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Filters, Hit
from corpus.errors import ServiceUnavailable, StoreDamaged, StoreMismatch
from corpus.protocols import Vectors
from corpus.stores.allowed import Allowed
from corpus.stores.epochs import Epoch, Epochs
from corpus.stores.exact import Matrix, empty_matrix, joined
from corpus.stores.records import SqliteRecords
from corpus.stores.statements import Head, Model

logger = logging.getLogger(__name__)

ATTEMPTS = 3  # a search whose finds went while it looked begins again
SPARE = 10
SHARE_FOR_APPROXIMATE = 0.5  # of the epoch: below, exact search over what is allowed is quicker


class DenseIndex:
    """Nearest chunks by cosine; any thread may search while the owner writes.

    Epochs of `approximate_from` chunks and more are asked through Chroma, unless filters leave
    less than half of one; everything else is an exact search.
    """

    def __init__(
        self, records: SqliteRecords, epochs: Epochs, *, model: Model, approximate_from: int
    ) -> None:
        self._records = records
        self._epochs = epochs
        self._model = model
        self._approximate_from = approximate_from
        self._guard = threading.Lock()
        self._view = _View(pointer=None, seq=0, epoch=None, tail=empty_matrix(model.dimension))

    def search(self, vector: Vectors, *, limit: int, filters: Filters) -> list[Hit]:
        """The `limit` nearest allowed chunks by cosine similarity, best first."""
        unit = _unit(vector, self._model)
        if unit is None or limit < 1:
            return []
        allowed = self._records.allowed(filters)
        hits: list[Hit] = []
        for _ in range(ATTEMPTS):
            found = self._nearest(self._refreshed(), unit, limit, allowed)
            living = self._records.living([chunk for chunk, _ in found])
            hits = [Hit(living[chunk], score) for chunk, score in found if chunk in living]
            if len(hits) == len(found):
                break
        return hits

    def close(self) -> None:
        with self._guard:
            if self._view.epoch is not None:
                self._view.epoch.close()

    def _nearest(
        self, view: "_View", vector: Vectors, limit: int, allowed: Allowed
    ) -> list[tuple[int, float]]:
        mask = None if allowed.everything else allowed.mask(view.tail.columns)
        found = view.tail.nearest(vector, limit=limit, allowed=mask)
        if view.epoch is not None:
            found += self._within_epoch(view, view.epoch, vector, limit, allowed)
        return sorted(found, key=lambda scored: (-scored[1], scored[0]))[:limit]

    def _within_epoch(
        self, view: "_View", epoch: Epoch, vector: Vectors, limit: int, allowed: Allowed
    ) -> list[tuple[int, float]]:
        matrix = epoch.matrix
        mask = view.alive
        if not allowed.everything:
            mask = (
                allowed.mask(matrix.columns)
                if mask is None
                else mask & allowed.mask(matrix.columns)
            )
        share = 1.0 if mask is None else float(mask.mean())
        if (
            epoch.approximates
            and len(matrix) >= self._approximate_from
            and share >= SHARE_FOR_APPROXIMATE
        ):
            found = _approximately(epoch, mask, vector, limit, share)
            if len(found) == limit:
                return found
        return matrix.nearest(vector, limit=limit, allowed=mask)

    def _refreshed(self) -> "_View":
        """What there is to search as the truth stands; made anew only where the truth has moved."""
        head = self._records.head()
        view = self._view
        if (view.pointer, view.seq) == (head.epoch, head.seq):
            return view
        with self._guard:
            _refuse_other_models(head, self._model)
            view = self._view
            if view.pointer != head.epoch:
                view = self._begun(head.epoch)
            self._view = _advanced(view, self._records)
            return self._view

    def _begun(self, pointer: str) -> "_View":
        """A view of the pointer's epoch; without one, everything is tail."""
        tail = empty_matrix(self._model.dimension)
        try:
            epoch = self._epochs.open(pointer)
        except StoreDamaged as trouble:
            if pointer:
                logger.warning("searching without an epoch", extra={"reason": str(trouble)})
            return _View(pointer=pointer, seq=0, epoch=None, tail=tail)
        return _View(pointer=pointer, seq=epoch.manifest.seq, epoch=epoch, tail=tail)


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """What one search looks at: an epoch and which of its rows still live, and the tail."""

    pointer: str | None
    seq: int
    epoch: Epoch | None
    tail: Matrix
    alive: NDArray[np.bool_] | None = field(default=None)


def _advanced(view: _View, records: SqliteRecords) -> _View:
    """The view with the changes since it was made."""
    changes = records.changes_since(view.seq)
    gone = np.array(changes.gone, np.int64)
    alive = view.alive
    if view.epoch is not None and len(gone):
        alive = np.ones(len(view.epoch.matrix), np.bool_) if alive is None else alive.copy()
        alive[view.epoch.matrix.rows_of(gone)] = False
    kept = ~np.isin(view.tail.columns[:, 0], gone)
    tail = Matrix(view.tail.columns[kept], view.tail.vectors[kept]) if len(gone) else view.tail
    if len(changes.columns):
        tail = joined(tail, Matrix(changes.columns, changes.vectors))
    return _View(view.pointer, changes.seq, view.epoch, tail, alive)


def _approximately(
    epoch: Epoch, mask: NDArray[np.bool_] | None, vector: Vectors, limit: int, share: float
) -> list[tuple[int, float]]:
    """The nearest by Chroma, as far as they live and are allowed; none if it fails."""
    wanted = limit if mask is None else int(1.5 * limit / share) + SPARE
    try:
        chunks = epoch.approximate(vector, limit=min(wanted, len(epoch.matrix)))
    except (StoreDamaged, ServiceUnavailable) as trouble:
        logger.warning("searching exactly", extra={"reason": str(trouble)})
        return []
    rows = epoch.matrix.rows_of(np.array(chunks, np.int64))
    if mask is not None:
        rows = rows[mask[rows]]
    return epoch.matrix.scored(rows, vector)[:limit]


def _unit(vector: Vectors, model: Model) -> Vectors | None:
    """The vector at unit length; None for one that points nowhere."""
    if vector.shape != (model.dimension,):
        raise StoreMismatch(
            f"{model.name} gives vectors of {model.dimension} numbers, not of shape {vector.shape}"
        )
    length = float(np.linalg.norm(vector))
    if not np.isfinite(length) or length == 0:
        return None
    unit: Vectors = (vector / length).astype(np.float32)
    return unit


def _refuse_other_models(head: Head, model: Model) -> None:
    if head.model is not None and head.model != model:
        raise StoreMismatch(
            f"the index holds vectors of {head.model.name}, not of {model.name}; start again with "
            "that model, or run `insight reindex`"
        )
